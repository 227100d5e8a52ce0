"""Leavers by age and cause: hand-computed cases, conservation of people, the range of proxies."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from dubao import labour
from dubao.errors import InputError

RETIREMENT = {2025: (735, 680), 2026: (738, 684), 2027: (741, 688)}
NOBODY_DIES = np.zeros((50, 2))
YOUNG = labour.age_profile([(15, 34, 80), (35, 54, 18), (55, 64, 2)], name="young", women_share=0.3)
OLD = labour.age_profile([(15, 34, 40), (35, 54, 40), (55, 64, 20)], name="old", women_share=0.3)
CONSERVED = 1e-9  # relative


def employment(draws: int = 100, years: int = 5) -> np.ndarray:
    steps = np.random.default_rng(1).normal(0.02, 0.08, (draws, years))
    return 1000.0 * np.exp(np.cumsum(steps, axis=1))


def run(**changes):
    options = {
        "base": 1000.0,
        "start": "2025",
        "profile": OLD,
        "retirement": RETIREMENT,
        "mortality": NOBODY_DIES,
    }
    return labour.replacement(employment(), **{**options, **changes})


def test_men_cross_the_moving_legal_age_by_birth_months() -> None:
    counts = np.zeros((50, 2))
    counts[60 - 15, 0] = 100.0
    profile = labour.profile_from_years(counts, name="men of 60", first_age=15)
    found = labour.replacement(
        [[100.0, 100.0]],
        base=100.0,
        start="2025",
        profile=profile,
        retirement=RETIREMENT,
        mortality=NOBODY_DIES,
    )
    np.testing.assert_allclose(found.retirement, [[75.0, 25.0]])


def test_the_legal_path_of_viet_nam_retires_nine_and_eight_months_of_births_a_year_while_it_rises() -> None:
    # Men +3 months a year to 62 years in 2028, women +4 months a year to 60 years in 2035: with even births a year
    # retires what is left of twelve months, and all twelve once the age stands still.
    table = Path(__file__).parents[3] / "datasets" / "vietnam-population" / "retirement_age.csv"
    months: dict[int, dict[str, float]] = {}
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        months.setdefault(int(row["period"]), {})[row["sex"]] = float(row["value"])
    path = {year: (both["M"], both["F"]) for year, both in months.items()}
    years = 12  # 2025 to 2036
    for column, expected in ((0, [9] * 4 + [12] * 8), (1, [8] * 11 + [12])):
        counts = np.zeros((50, 2))
        counts[:, column] = 1200.0
        found = labour.replacement(
            np.full((1, years), counts.sum()),
            base=counts.sum(),
            start="2025",
            profile=labour.profile_from_years(counts, name="even", first_age=15),
            retirement=path,
            mortality=NOBODY_DIES,
            after=0.0,
            entrants=(15, 15),
        )
        np.testing.assert_allclose(found.retirement[0], np.array(expected) * 100.0)


def test_people_are_conserved_on_every_path() -> None:
    found = run(take_up=(0.6, 0.4, 0.9), after=(0.3, 0.15, 0.5), care=(0.01, 0.005, 0.02), emigration=0.005)
    before = np.column_stack([np.full(100, 1000.0), employment()[:, :-1]])
    after = before - found.separations + found.newcomers - found.reductions
    np.testing.assert_allclose(after, employment(), rtol=CONSERVED)
    np.testing.assert_allclose(sum(found.causes.values()), found.separations, rtol=CONSERVED)
    assert found.final_profile.sum() == pytest.approx(employment()[:, -1].mean())


def test_a_rate_for_all_ages_is_a_table_with_one_value() -> None:
    table = np.full((50, 2), 0.01)
    one, other = run(care=0.01, emigration=0.02), run(care=table, emigration=2 * table)
    np.testing.assert_allclose(one.separations, other.separations)
    scaled = run(care=table, care_scale=2.0)
    assert (scaled.care > one.care).all()


def test_the_range_is_ordered_and_its_ends_are_the_single_runs() -> None:
    options = {"base": 1000.0, "start": "2025", "retirement": RETIREMENT, "mortality": NOBODY_DIES}
    found = labour.replacement_range(employment(), profiles=[OLD, YOUNG], **options)
    assert (found.low.profile, found.high.profile) == ("young", "old")
    np.testing.assert_array_equal(found.high.separations, run().separations)
    assert (found.high.total >= found.low.total).all()


def test_the_same_seed_gives_the_same_bits_and_another_does_not() -> None:
    one, two, other = (run(take_up=(0.6, 0.4, 0.9), seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.separations, two.separations)
    assert not np.array_equal(one.separations, other.separations)


def test_every_problem_is_reported_at_once() -> None:
    with pytest.raises(InputError) as caught:
        run(take_up=(0.6, 0.7, 0.9), mortality=np.zeros((3, 2)), base=-1.0)
    assert [problem.id for problem in caught.value.problems] == ["E-REP-005", "E-REP-007", "E-REP-008"]


@pytest.mark.parametrize(
    ("changes", "error_id"),
    [
        ({"retirement": {2025: (735, 680), 2027: (741, 688)}}, "E-REP-004"),
        ({"retirement": {}}, "E-REP-004"),
        ({"take_up": "many"}, "E-LAB-004"),
        ({"entrants": (10, 20)}, "E-REP-002"),
        ({"start": "2025-Q1"}, "E-REP-008"),
    ],
)
def test_wrong_arguments_are_refused(changes, error_id) -> None:
    with pytest.raises(InputError) as caught:
        run(**changes)
    assert caught.value.id == error_id


def test_a_range_needs_two_profiles() -> None:
    options = {"base": 1000.0, "start": "2025", "retirement": RETIREMENT, "mortality": NOBODY_DIES}
    for profiles in ([], [OLD]):
        with pytest.raises(InputError) as caught:
            labour.replacement_range(employment(), profiles=profiles, **options)
        assert caught.value.id == "E-REP-009"


def test_results_become_plain_data_and_show_themselves_in_a_line() -> None:
    found = run()
    assert found.to_dict()["separations"][0][0] == found.separations[0, 0]
    assert repr(found).startswith("Replacement('old', 5 years from 2025:")
    assert "\n" not in repr(found)


def test_a_hazard_outside_zero_and_one_is_named_by_age_and_sex() -> None:
    table = np.full((50, 2), 0.01)
    table[43 - 15, 1] = -0.2
    with pytest.raises(InputError) as caught:
        run(care=table)
    assert caught.value.id == "E-REP-005"
    assert "age 43, women: -0.2" in caught.value.text("en")
