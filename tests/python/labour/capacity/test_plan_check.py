"""Constraints and plans: the matrix is the law's inequalities, a plan within passes, one person beyond fails."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour.capacity import Institution, Location, Readings, determine


def test_constraints_are_the_inequalities_of_the_check(worked_example: Institution) -> None:
    found = determine(worked_example)
    constraints = found.constraints()
    check = found.check()
    persons = np.array([check.plan[name] for name in constraints.variable_names])
    used = {row.name: row.used for row in check.rows}
    assert dict(zip(constraints.names, constraints.matrix @ persons, strict=True)) == pytest.approx(used)
    assert constraints.bounds[constraints.names.index("lecturers HN/4802")] == pytest.approx(458.4)
    assert not constraints.matrix.flags.writeable


def test_the_reserve_of_reading_b_is_in_unless_asked_otherwise(worked_example: Institution) -> None:
    found = determine(worked_example)
    assert any(name.startswith("reserve") for name in found.constraints().names)
    assert not any(name.startswith("reserve") for name in found.constraints(reserve=False).names)
    chosen = determine(worked_example, readings=Readings(A1="B"))
    assert any(name.startswith("reserve") for name in chosen.constraints(reserve=False).names)


def test_bounds_of_overdrawn_pools_are_zero(small_example: Institution) -> None:
    found = determine(replace(small_example, locations=(Location("A", "Head office", 28),)))
    assert found.constraints().bounds.min() == 0.0


def test_a_plan_at_the_maximum_passes_and_one_person_beyond_fails(worked_example: Institution) -> None:
    found = determine(worked_example)
    for row in found.maxima:
        assert found.check({row.name: row.maximum}).lawful, row.name
        beyond = found.check({row.name: row.maximum + 1})
        assert [one.name for one in beyond.violations] == [row.limit], row.name


def test_the_lower_reading_is_judged_beside(worked_example: Institution) -> None:
    found = determine(worked_example)
    plan = found.check()
    assert plan.lawful and not plan.lawful_under_every_reading_shown
    key = ("HN", "4802", "bachelor", "regular")
    assert found.check({key: 298, ("HN", "5202", "bachelor", "regular"): 0}).lawful_under_every_reading_shown


@pytest.mark.parametrize("value", [-1.0, float("nan")])
def test_what_is_no_plan_is_refused(worked_example: Institution, value: float) -> None:
    found = determine(worked_example)
    with pytest.raises(InputError, match="E-CAP-019"):
        found.check({found.maxima[0].name: value})
    with pytest.raises(InputError, match="E-CAP-019"):
        found.check({"HN/9999/bachelor/regular": 1})
