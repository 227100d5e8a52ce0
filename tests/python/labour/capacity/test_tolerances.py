"""Overshoot as users meet it: rows with their clause, readings, last year's numbers of a declaration."""

from __future__ import annotations

import pytest

from dubao.errors import InputError
from dubao.labour.capacity import (
    ActualIntake,
    Institution,
    Learners,
    Postgraduates,
    Readings,
    Unit,
    intakes_of_last_year,
    largest_actual_intake,
    overshoot,
    rules_for,
)


def test_the_worked_example_is_no_breach_under_the_default_and_one_under_the_other_reading() -> None:
    intakes = [
        ActualIntake("HN", "4802", "bachelor", "regular", 462, 487),
        ActualIntake("HN", "5202", "bachelor", "regular", 430, 430),
    ]
    test = overshoot(intakes)
    assert test.breaches == ()
    assert [row.largest_actual for row in test.rows] == [491, 459, 936]
    either = overshoot(intakes, readings=Readings(A5="either"))
    assert [row.label("en") for row in either.breaches] == ["unit HN/4802"]
    assert test.frame()["clause"].tolist() == ["TT34-2026 Art. 4(3)(b)"] * 3


@pytest.mark.parametrize("reading", ["both", "either"])
def test_the_largest_intake_is_no_breach_and_one_more_is(reading: str) -> None:
    readings = Readings(A5=reading)
    for announced in (1, 40, 99, 100, 250, 800):
        most = largest_actual_intake(announced, readings=readings)
        for actual, breach in ((most, False), (most + 1, True)):
            row = ActualIntake("A", "4801", "bachelor", "regular", announced, actual)
            assert overshoot([row], readings=readings).rows[0].breach is breach


def test_last_years_numbers_of_a_declaration_become_rows() -> None:
    institution = Institution(
        "X", "Invented", 2028, (),
        (Unit("HN", "1402", "Teacher training", special_major="teacher_training"),),
        (
            Learners("HN", "1402", "bachelor", "regular", 0, 4, announced=100, actual=121),
            Learners("HN", "4802", "bachelor", "regular", 0, 4),
        ),
        (),
        (
            Postgraduates("HN", "8480201", 10, announced=36, actual=44),
            Postgraduates("HN", "9480201", 10, announced=2, actual=3),
        ),
    )  # fmt: skip
    rows = overshoot(intakes_of_last_year(institution, {("HN", "9480201"): 2})).rows
    assert [(row.scope, row.breach) for row in rows] == [
        ("teacher_training", True),
        ("master", True),
        ("doctoral", True),
        ("teacher_training_total", True),
    ]
    assert len(intakes_of_last_year(institution)) == 2  # no capacity, no doctoral row


def test_an_intake_before_2026_has_no_tolerances_and_the_error_names_the_value() -> None:
    row = ActualIntake("A", "4801", "bachelor", "regular", 100, 100)
    with pytest.raises(InputError) as error:
        overshoot([row], rules=rules_for(2024))
    assert error.value.id == "E-CAP-001"


def test_the_mixed_intake_of_2026_has_the_tolerances_already() -> None:
    row = ActualIntake("A", "4801", "bachelor", "regular", 100, 131)
    assert overshoot([row], rules=rules_for(2026)).rows[0].breach
    assert largest_actual_intake(100, rules=rules_for(2026)) == 129


def test_master_and_teacher_training_have_twenty_percent_and_doctoral_its_capacity() -> None:
    assert largest_actual_intake(36, study_level="master") == 43
    assert largest_actual_intake(100, teacher_training=True) == 120
    with pytest.raises(InputError) as error:
        largest_actual_intake(3, study_level="doctoral")
    assert error.value.id == "E-CAP-051"


def test_every_problem_is_listed_in_both_languages() -> None:
    rows = [
        ActualIntake("A", "4801", "bachelor", "regular", -1, 100),
        ActualIntake("A", "480201", "doctoral", "regular", 2, 2),
    ]
    with pytest.raises(InputError) as error:
        overshoot(rows)
    assert [one.id for one in error.value.problems] == ["E-CAP-050", "E-CAP-051"]
    assert all(one.vi and one.en and one.vi != one.en for one in error.value.problems)
    assert "-1" in error.value.problems[0].vi and "-1" in error.value.problems[0].en
