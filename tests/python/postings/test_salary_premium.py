"""Premia of skills: planted ones are found, their intervals hold, and what was done is stated."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from made_up_wages import PLANTED, SKILLS, wage_postings

from dubao.errors import InputError
from dubao.postings import SalaryTerms, salary_premium

# 96 intervals: a cover of 0.9 has a standard error of 0.031 if they were independent.
REPLICATIONS, LOWEST_COVER, HIGHEST_COVER = 12, 0.81, 0.98


def test_intervals_of_planted_premia_cover_as_often_as_they_say() -> None:
    held, false = [], []
    for seed in range(REPLICATIONS):
        found = salary_premium(wage_postings(seed, rows=500, employers=60), level=0.9)
        for one in found.skills:
            truth = 100 * np.expm1(PLANTED.get(one.skill, 0.0))
            held.append(one.low <= truth <= one.high)
        false.append(any(s.stands_out for s in found.skills if s.skill not in PLANTED))
    assert LOWEST_COVER <= np.mean(held) <= HIGHEST_COVER
    # By Holm at most one replication in ten on average; more than four of twelve has a probability of 0.4 % then.
    assert sum(false) <= 4


def test_planted_premia_stand_out_and_ends_of_ranges_are_given_beside() -> None:
    found = salary_premium(wage_postings(1, rows=1500))
    by_name = {s.skill: s for s in found.skills}
    assert {s for s, one in by_name.items() if one.stands_out} == set(PLANTED)
    assert found.errors == "employer" and found.employers == 90 and set(by_name) == set(SKILLS)
    for one in found.skills:
        assert one.low <= one.percent <= one.high and one.p_value <= one.p_adjusted
        assert abs(one.percent_low_ends - one.percent_high_ends) < 8
    assert list(found.frame("dict")["skill"]) == list(by_name)


def test_a_control_that_is_left_out_shows_as_a_premium() -> None:
    # Skill s is named in role r2 alone half of the time, which pays 30 % more for other reasons.
    rows = [
        replace(r, skills=("s",) if r.role == "r2" and k % 2 else ()) for k, r in enumerate(wage_postings(3))
    ]
    assert not salary_premium(rows).skills[0].stands_out
    assert salary_premium(rows, controls=["place"]).skills[0].percent > 15


def test_ranges_rates_and_minimum_counts_are_honoured() -> None:
    rows = wage_postings(4)
    dollars = [
        replace(r, posting=replace(r.posting, salary_low=r.posting.salary_low / 25e3, salary_high=r.posting.salary_high / 25e3, salary_currency="USD"))
        if k % 2 else r for k, r in enumerate(rows)
    ]  # fmt: skip
    whole = salary_premium(rows)
    half = salary_premium(dollars)
    both = salary_premium(dollars, terms=SalaryTerms(rates={"USD": 25e3}, rates_source="x"))
    assert half.left_out["currency"] == 350 and half.postings == 350
    assert [s.percent for s in both.skills] == pytest.approx([s.percent for s in whole.skills])
    assert salary_premium(rows, skills=["s0", "none"], least_postings=30).too_few == ("none",)
    assert "x: 1 USD" in both.statements("vi")[-1]


def test_without_employers_errors_are_robust_to_unequal_variances() -> None:
    rows = [replace(r, posting=replace(r.posting, employer="")) for r in wage_postings(5)]
    found = salary_premium(rows)
    assert found.errors == "HC3" and found.employers == 0
    # Every posting a cluster of its own: nearly the same errors.
    other = salary_premium(rows, errors="employer")
    assert [s.high - s.low for s in other.skills] == pytest.approx(
        [s.high - s.low for s in found.skills], rel=0.15
    )


def test_a_skill_that_says_what_another_says_is_not_identified() -> None:
    rows = [
        replace(r, skills=(*r.skills, "twin") if "s0" in r.skills else r.skills) for r in wage_postings(6)
    ]
    found = salary_premium(rows)
    assert found.not_identified == ("twin",)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"controls": ["weather"]}, "E-SPM-003"),
        ({"level": 1.0}, "E-SPM-003"),
        ({"errors": "none"}, "E-SPM-003"),
        ({"least_postings": 1}, "E-SPM-003"),
        ({"skills": ["none"]}, "E-SPM-001"),
        ({"terms": SalaryTerms(currency="USD")}, "E-SPM-001"),
    ],
)
def test_what_cannot_be_estimated_is_refused(change: dict, error: str) -> None:
    with pytest.raises(InputError, match=error):
        salary_premium(wage_postings(7, rows=200), **change)
