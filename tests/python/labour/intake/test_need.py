"""Need: back through the pipeline, and what is said where share and catchment are not known."""

from __future__ import annotations

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour import cohort_graduates
from dubao.labour.intake import Programme, need


def found(**changes: object) -> object:
    given: dict[str, object] = {
        "demand": {"4802": [[100.0, 120.0], [80.0, 90.0]]},
        "supply": {"4802": [[20.0, 20.0], [90.0, 95.0]]},
        "start": 2031,
        "first_intake": 2027,
        "years": 2,
        "programmes": Programme(graduation=0.5),
        "share": 0.5,
        "catchment": 0.8,
    }
    given |= changes
    demand, supply = given.pop("demand"), given.pop("supply")
    return need(demand, supply, **given)  # type: ignore[arg-type]


def test_need_is_the_institutions_part_of_the_gap_over_the_yield() -> None:
    one = found().groups["4802"]
    assert one.intake.round(9).tolist() == [[64.0, 80.0], [0.0, 0.0]]
    assert one.probability_none == (0.5, 0.5)
    assert one.gap.round(9).tolist() == [[32.0, 40.0], [-4.0, -2.0]]


def test_intakes_of_the_need_graduate_into_the_gap() -> None:
    gap = np.array([[100.0, 110.0, 130.0]])
    one = need(
        {"g": gap}, {"g": 0 * gap}, start=2031, first_intake=2027, years=3,
        programmes=Programme(graduation=0.6, duration={4: 0.9, 5: 0.1}), share=1.0, catchment=1.0,
    ).groups["g"]  # fmt: skip
    flows = cohort_graduates(
        np.hstack([[[0.0]], one.intake]),
        start="2026",
        completion=0.6,
        on_time=0.9,
        standard_length=4,
        calendar_lag=1,
    )
    # cohort_graduates names the academic year that ends in the summer of the entry.
    assert flows.graduates == pytest.approx(gap)


def test_without_share_there_is_only_the_national_growth_index() -> None:
    one = found(share=None)
    assert not one.groups
    assert one.notes[0].code == "no_share"
    assert "chưa đủ căn cứ" in one.notes[0].text("vi")
    assert one.growth["4802"].median[0] == 1.0
    assert list(one.frame("growth")["year"]) == [2031, 2032]


def test_negative_need_is_told_not_shown() -> None:
    one = found(supply={"4802": [[200.0, 200.0], [200.0, 200.0]]})
    assert one.groups["4802"].median == (0.0, 0.0)
    assert [note.code for note in one.notes] == ["no_need", "no_need"]
    assert one.notes[0].subject == "4802 2027"


def test_wide_spread_is_averaged_and_says_so() -> None:
    one = found(programmes=Programme(duration={4: 0.4, 5: 0.6}))
    assert not one.groups["4802"].closing
    assert one.notes[0].code == "averaged"


def test_uncertain_rates_widen_the_need_and_the_seed_repeats_it() -> None:
    many = {"demand": {"4802": np.full((300, 2), 100.0)}, "supply": {"4802": np.zeros((300, 2))}}
    certain = found(**many).groups["4802"]
    uncertain = found(**many, programmes=Programme(graduation=(0.5, 0.4, 0.6))).groups["4802"]
    again = found(**many, programmes=Programme(graduation=(0.5, 0.4, 0.6))).groups["4802"]
    assert certain.lower == certain.upper
    assert uncertain.lower[0] < uncertain.upper[0]
    assert (uncertain.intake == again.intake).all()


def test_frame_has_a_row_a_group_and_year() -> None:
    assert list(found().frame()["year"]) == [2027, 2028]
    with pytest.raises(InputError, match="E-RCM-020"):
        found().frame("nothing")


@pytest.mark.parametrize(
    ("changes", "error", "named"),
    [
        ({"programmes": Programme(drop_out=(1.1,))}, "E-NEED-002", "4802"),
        ({"programmes": Programme(duration={4: 0.5})}, "E-NEED-003", "4802"),
        ({"years": 3}, "E-NEED-004", "2029"),
        ({"programmes": Programme(graduation=0.0)}, "E-NEED-005", "4802"),
        ({"supply": {"4802": [[1.0]]}}, "E-NEED-001", "4802"),
        ({"supply": {}}, "E-NEED-007", "4802"),
        ({"share": 1.2}, "E-NEED-002", "4802"),
    ],
)
def test_bad_input_names_group_or_year_in_both_languages(
    changes: dict[str, object], error: str, named: str
) -> None:
    with pytest.raises(InputError) as caught:
        found(**changes)
    assert caught.value.id == error
    for lang in ("vi", "en"):
        assert named in caught.value.problems[0].text(lang)
        assert caught.value.problems[0].text(lang).count(".") >= 1
