"""Numbers by name, plans and the matrix of limits: the same for the rules from 2027 and before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour.capacity import Institution, Learners, LecturerShare, Location, Unit, determine

NUMBER = ("A", "4801", "bachelor", "regular")


def institution(year: int) -> Institution:
    row = Learners(
        "A", "4801", "bachelor", "regular", 100, 4, announced=40, actual=40, planned=30,
        first_year_dropout=0.1, employment_rate=0.9,
    )  # fmt: skip
    blended = replace(row, form="blended", stock=0, announced=0, actual=0, planned=float("nan"))
    return Institution(
        "SML", "Invented", year, (Location("A", "Head office", 2800),),
        (Unit("A", "4801", "Computing", 1.0, 1.0, confirmed=True),), (row, blended),
        tuple(LecturerShare(f"L{k}", "A", "4801", "doctoral") for k in range(10)),
        working_age_permanent_share=0.9, doctoral_lecturer_share=0.5,
    )  # fmt: skip


@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_a_number_is_found_by_name_or_by_its_parts(year: int) -> None:
    found = determine(institution(year))
    assert found.place(NUMBER) == found.place("/".join(NUMBER)) == 0
    assert found.maximum("A", "4801") is found.maxima[0]
    assert not found.maxima[0].tentative
    with pytest.raises(InputError) as error:
        found.place(("A", "9999", "bachelor", "regular"))
    assert error.value.id == "E-CAP-019" and "A/4801/bachelor/regular" in error.value.problems[0].remedy_en


@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_a_plan_stands_at_the_institutions_own_where_it_says_nothing(year: int) -> None:
    found = determine(institution(year))
    assert found.persons() == [30.0, 0.0]
    assert found.persons({"A/4801/bachelor/blended": 5}) == [30.0, 5.0]


@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_the_matrix_says_the_same_as_the_check(year: int) -> None:
    found = determine(institution(year))
    limits = found.constraints(reserve=False)
    for persons in (0.0, 44.0, 45.0, 300.0, 400.0, 1000.0):
        inside = bool(np.all(limits.matrix @ np.array([persons, 0.0]) <= limits.bounds + 1e-9))
        assert found.check({NUMBER: persons}).lawful is inside
    assert not limits.matrix.flags.writeable
