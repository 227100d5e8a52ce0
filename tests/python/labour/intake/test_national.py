"""National view: the sum of choices, its dated targets, and what it does not say."""

from __future__ import annotations

import pytest

from dubao.errors import InputError
from dubao.labour.intake import AnonymousInstitution, NationalView, SampleAssumptions, national

ASSUMED = SampleAssumptions(
    count=240, median_intake=250.0, size_spread=0.8, headroom=(1.2, 0.9, 2.0), wish=(0.08, -0.05, 0.2),
    fill=(0.95, 0.7, 1.0), fill_noise=0.05, total=90_000.0,
)  # fmt: skip


def view(**changes: object) -> NationalView:
    given: dict[str, object] = {
        "first_intake": 2027,
        "years": 4,
        "growth_cap": 1.1,
        "completion": (0.75, 0.65, 0.85),
        "duration": {4: 0.8, 5: 0.2},
        "past_intakes": [70_000.0, 75_000.0, 80_000.0],
        "draws": 100,
    }
    return national(changes.pop("institutions", ASSUMED), **{**given, **changes})  # type: ignore[arg-type]


def test_result_says_that_it_is_no_advice_in_both_languages() -> None:
    found = view(targets=[(2030, 80_000)])
    texts = {one.code: one for one in found.notes}
    assert "không phải khuyến nghị" in texts["national"].vi
    assert "not advice" in texts["national"].en
    assert {"assumed_sample", "not_a_judgement"} <= set(texts)
    assert "no advice" in repr(found)


def test_graduates_of_2030_were_admitted_before_the_first_year() -> None:
    found = view(targets=[(2030, 80_000), (2032, 80_000)])
    assert found.chances[0].already_admitted == 1.0
    assert found.chances[1].already_admitted < 1.0
    assert [one.subject for one in found.notes if one.code == "already_admitted"] == ["2030"]
    # 70,000–80,000 admitted, at most 85 % complete: 80,000 cannot graduate.
    assert found.chances[0].probability == 0.0


def test_growth_cap_never_lets_the_sum_grow_faster() -> None:
    found = view()
    assert (found.announced[:, 0] <= 1.1 * 90_000 + 1e-6).all()
    assert (found.announced[:, 1:] <= 1.1 * found.actual[:, :-1] + 1e-6).all()
    assert found.set_by_cap + found.set_by_capacity + found.set_by_wish == pytest.approx(1.0)


def test_poor_fill_shrinks_under_the_cap() -> None:
    found = view(institutions=[AnonymousInstitution(100.0, wish=1.0, fill=0.8)], years=3)
    assert found.shrinking == 1.0
    assert found.actual[0].tolist() == pytest.approx([100 * 0.88**t for t in (1, 2, 3)])
    assert "shrinking" in {one.code for one in found.notes}


def test_same_bits_for_any_number_of_threads() -> None:
    assert (view().actual == view(threads=2).actual).all()
    assert (view().actual != view(seed=2).actual).any()


def test_frames() -> None:
    found = view(targets=[(2031, 1.0)])
    assert list(found.frame()["year"]) == [2027, 2028, 2029, 2030]
    assert found.frame("graduates")["year"].iloc[0] == found.graduates_start == 2029
    assert found.frame("chances")["probability"].iloc[0] == 1.0
    with pytest.raises(InputError, match="E-RCM-020"):
        found.frame("names")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"growth_cap": float("nan")}, "E-RCM-011"),
        ({"institutions": [AnonymousInstitution(-1.0)]}, "E-RCM-012"),
        ({"targets": [(2045, 1.0)]}, "E-RCM-025"),
        ({"duration": {4: 0.5}}, "E-NEED-003"),
        ({"institutions": SampleAssumptions(count=0, median_intake=1.0)}, "E-RCM-010"),
    ],
)
def test_bad_input_is_named(changes: dict[str, object], error: str) -> None:
    with pytest.raises(InputError) as caught:
        view(**changes)
    assert caught.value.id == error
    assert caught.value.problems[0].text("vi")


def test_rows_have_no_place_for_a_name() -> None:
    assert not {"name", "code"} & set(AnonymousInstitution.__dataclass_fields__)
