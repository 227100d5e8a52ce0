"""The rules before 2027 through `determine`: which year, which circular, which brake."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour.capacity import (
    Institution,
    Learners,
    LecturerShare,
    Location,
    Postgraduates,
    Unit,
    determine,
)

STAFF = [("bachelor", "none")] * 2 + [("master", "none")] * 20 + [("doctoral", "none")] * 18
STAFF += [("doctoral", "associate_professor")] * 3


def institution(year: int, **learners) -> Institution:
    row = Learners("HN", "4802", "bachelor", "regular", 1100, 4, 400, 380, employment_rate=0.9)
    return Institution(
        "INV", "Invented", year, (Location("HN", "Head office", 13440),),
        (Unit("HN", "4802", "Information technology", special_major="high_demand"),),
        (replace(row, **learners),),
        tuple(LecturerShare(f"L{k}", "HN", "4802", *one) for k, one in enumerate(STAFF)),
        working_age_permanent_share=0.9, doctoral_lecturer_share=0.5,
    )  # fmt: skip


@pytest.mark.parametrize("year", range(2022, 2027))
def test_the_old_staff_allow_1312_regular_learners_in_every_year(year: int) -> None:
    found = determine(institution(year, first_year_dropout=0.1))
    assert found.lecturers[0].converted == pytest.approx(65.6)
    assert found.lecturers[0].capacity == pytest.approx(1312)
    row = found.maximum("HN", "4802")
    assert row.before_brakes == 487
    assert row.maximum == (418 if year == 2026 else 487)  # 2026: 110 % of the 380 who came
    assert row.binding == ("growth" if year == 2026 else "lecturers")
    assert found.tentative is False and found.reasons == ()


def test_the_brakes_are_those_of_the_year() -> None:
    below = {"employment_rate": 0.75, "first_year_dropout": 0.1}
    assert determine(institution(2024, **below)).maximum("HN", "4802").maximum == 400
    assert determine(institution(2026, **below)).brakes[0].reasons == ()  # 70 % since 34/2026
    clause = determine(institution(2024, **below)).brakes[0].reasons[0]
    assert (clause.parameter, clause.rule_set) == ("freeze_if_employment_rate_below", "TT03-2022+TT10-2023")


def test_a_plan_is_checked_and_the_limits_are_a_matrix() -> None:
    found = determine(institution(2024))
    assert found.check({("HN", "4802", "bachelor", "regular"): 487}).lawful
    assert [row.name for row in found.check({"HN/4802/bachelor/regular": 488}).violations] == [
        "lecturers 748"
    ]
    limits = found.constraints()
    assert np.all(limits.matrix @ np.array([487.0]) <= limits.bounds + 1e-9)
    assert list(found.frame("lecturers")["field"]) == ["748"]
    for name in ("area", "master", "doctoral", "brakes", "maxima", "variables", "limits", "remarks"):
        found.frame(name)


def test_postgraduates_and_what_is_not_known() -> None:
    one = institution(2024, employment_rate=float("nan"))
    one = replace(
        one,
        postgraduates=(Postgraduates("HN", "8480201", 18, 3), Postgraduates("HN", "9480201", 18, 3, stock=8, duration=4)),
        violation_last_year=True,
    )  # fmt: skip
    found = determine(one)
    assert found.master[0].maximum == 105
    assert found.doctoral[0].maximum == 69 - 8 + 2
    assert not found.self_determined
    assert {remark.code for remark in found.remarks} >= {"not_self_determined", "employment_not_given"}
    assert all(remark.vi and remark.en for remark in found.remarks)


def test_names_tables_and_rows_that_are_none_are_refused() -> None:
    found = determine(institution(2024))
    for call, expected in (
        (lambda: found.maximum("HN", "9999"), "E-CAP-019"),
        (lambda: found.frame("nothing"), "E-CAP-022"),
        (lambda: determine(institution(2024, duration=float("nan"))), "E-CAP-011"),
    ):
        with pytest.raises(InputError) as error:
            call()
        assert error.value.id == expected


def test_problems_of_a_declaration_have_their_values_in_both_languages_and_no_clause_of_the_later_circular() -> (
    None
):
    one = institution(2024)
    wrong = replace(one, lecturers=(replace(one.lecturers[0], weight=1.4), *one.lecturers[1:]))
    with pytest.raises(InputError) as error:
        determine(wrong)
    texts = [problem.text("vi") for problem in error.value.problems]
    assert any("1,4" in text for text in texts)
    assert not any("34/2026" in text for text in texts)
    assert {problem.argument for problem in error.value.problems} == {"lecturers[0].weight"}
