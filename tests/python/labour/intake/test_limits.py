"""Limits carried on over years: pools move with intakes, growth from intake to intake, freezes stay in their year."""

from __future__ import annotations

import pytest

from dubao.labour.capacity import Determination
from dubao.labour.intake import IntakeLimit, limits_over_years

from .conftest import REGULAR


def test_first_year_equals_the_determinations_own_maximum(determination: Determination) -> None:
    limits, _ = limits_over_years(determination, REGULAR, years=1)
    for group, key in REGULAR.items():
        own = [one for one in limits if set(one.terms) == {(group, 2027)}]
        largest = min(one.bound / one.terms[group, 2027] for one in own)
        assert int(largest + 1e-9) >= determination.maximum(*key).lower


def test_pools_are_those_of_the_law_after_a_year(determination: Determination) -> None:
    limits, notes = limits_over_years(determination, REGULAR, years=2)
    pool = {one.name: one for one in limits}["lecturers A/4802 2028"]
    # 400 − ¾·(300 + x) − 0.8·(¾·(¾·40 + 10) + 10) of the blended plan of 10 a year, by hand.
    assert dict(pool.terms) == {("4802", 2028): 1.0, ("4802", 2027): 0.75}
    assert pool.bound == pytest.approx(400 - 0.75**2 * 300 - 0.8 * (0.75 * (0.75 * 40 + 10) + 10))
    assert "later_years" in {one.code for one in notes}


def test_growth_runs_from_intake_to_intake(determination: Determination) -> None:
    limits, _ = limits_over_years(determination, REGULAR, years=2)
    growth = {one.name: one for one in limits if one.name.startswith("growth A/4801")}
    first, second = growth.values()
    assert first.bound == pytest.approx(99.0)
    assert dict(second.terms) == {("4801", 2028): 1.0, ("4801", 2027): pytest.approx(-1.1)}
    assert second.bound == 0.0
    assert "Art. 5(5)" in second.rule


def test_fill_lowers_the_next_cap_and_the_scale(determination: Determination) -> None:
    limits, _ = limits_over_years(determination, REGULAR, years=2, fill={"4801": 0.9})
    named = {one.name: dict(one.terms) for one in limits}
    assert named["growth A/4801/bachelor/regular 2028"]["4801", 2027] == pytest.approx(-1.1 * 0.9)
    assert named["growth A/4802/bachelor/regular 2028"]["4802", 2027] == pytest.approx(-1.1)
    assert named["lecturers A/4801 2028"]["4801", 2027] == pytest.approx(0.9 * 0.75)


def test_others_that_use_up_a_pool_leave_nobody_and_are_named(determination: Determination) -> None:
    limits, notes = limits_over_years(
        determination, REGULAR, years=1, others={("A", "4802", "bachelor", "blended"): 10_000}
    )
    pool = {one.name: one for one in limits}["lecturers A/4802 2027"]
    assert pool.bound == 0.0
    assert any(one.code == "others_over" and "4802" in one.subject for one in notes)


def test_plain_limit_goes_to_the_core_by_year() -> None:
    assert IntakeLimit("pool", {("a", 2028): 2}, 10, "wish").core(2027) == (
        "pool",
        [("a", 1, 2.0)],
        10.0,
        False,
    )
