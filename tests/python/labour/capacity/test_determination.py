"""The worked example figure by figure, and what a determination can do."""

from __future__ import annotations

import math
from dataclasses import FrozenInstanceError, replace

import pytest

from dubao.errors import InputError
from dubao.labour.capacity import (
    Determination,
    Institution,
    Learners,
    LecturerShare,
    Location,
    Readings,
    Unit,
    determine,
    rules_for,
)

ARITHMETIC = 1e-9


def near(value: float) -> object:
    return pytest.approx(value, abs=ARITHMETIC)


def test_worked_example_table_1a(worked_example: Institution) -> None:
    location, it, electronics = determine(worked_example).area
    assert location.capacity == near(4800)
    assert (it.scale, electronics.scale, location.scale) == (near(2047.2), near(1531.2), near(3578.4))
    assert (it.expected_graduates, electronics.expected_graduates) == (near(538.8), near(400.8))
    assert location.expected_graduates == near(939.6)
    assert location.maximum == near(2161.2)


def test_worked_example_table_1b(worked_example: Institution) -> None:
    it, electronics = determine(worked_example).lecturers
    assert [it.converted, it.capacity, it.scale, it.expected_graduates, it.maximum] == [
        near(39.0), near(1560), near(1492.8), near(391.2), near(458.4),
    ]  # fmt: skip
    assert [electronics.converted, electronics.capacity, electronics.scale, electronics.expected_graduates] == [
        near(37.5), near(1500), near(1276), near(334),
    ]  # fmt: skip
    assert electronics.maximum == near(558)


def test_worked_example_tables_1c_and_1d(worked_example: Institution) -> None:
    found = determine(worked_example)
    assert found.master[0].supervisors == 21
    assert found.master[0].yearly_maximum == near(126)
    assert found.master[0].capacity - found.master[0].scale / 2 == near(222)
    assert found.master[0].maximum == near(126)
    assert found.doctoral[0].maximum == near(66)


def test_worked_example_persons_and_binding_rules(worked_example: Institution) -> None:
    found = determine(worked_example)
    regular = found.maximum("HN", "4802")
    assert regular.ceilings["lecturers"] == near(475.8)
    assert (regular.before_brakes, regular.maximum, regular.binding) == (475, 462, "growth")
    assert regular.clauses[0].article_clause == "Art. 5(5)"
    blended = found.maximum("HN", "4802", form="blended")
    assert blended.ceilings["growth"] == near(49.5)
    assert blended.maximum == 49
    electronics = found.maximum("HN", "5202")
    assert (electronics.ceilings["lecturers"], electronics.ceilings["growth"]) == (near(518), near(440))
    assert (electronics.maximum, electronics.binding) == (430, "freeze")
    assert electronics.clauses[0].article_clause == "Art. 5(6)(đ)"


def test_worked_example_clause_of_fifteen_percent(worked_example: Institution) -> None:
    found = determine(worked_example)
    institution, it, _ = found.postgraduate_floor
    assert round(it.per_lecturer, 2) == 2.17
    assert (it.required, it.ratio_left, it.bachelor_maximum) == (near(6), near(34), near(270))
    assert not it.met and not institution.met
    regular = found.maximum("HN", "4802")
    assert (regular.maximum_reserved, regular.binding_reserved, regular.lower) == (298, "reserve", 298)
    chosen = determine(worked_example, readings=Readings(A1="B")).maximum("HN", "4802")
    assert (chosen.maximum, chosen.maximum_reserved) == (298, 298)


def test_worked_example_area_use_and_year_end(worked_example: Institution) -> None:
    check = determine(worked_example).check()
    assert check.lawful
    area = next(row for row in check.rows if row.limit.kind == "area")
    assert area.used == near(1188)
    assert check.year_end[0].scale == near(1548.96)
    assert round(check.year_end[0].ratio, 2) == 39.72


def test_units_without_coefficients_take_their_fields_as_an_assumption(worked_example: Institution) -> None:
    found = determine(worked_example)
    assert found.institution.units[0].teaching_coefficient == 0.8
    assert found.institution.units[1].area_coefficient == 1.2
    assert found.tentative and all(row.tentative for row in found.maxima)
    assert {one.subject for one in found.reasons} == {"HN/4802", "HN/5202"}
    assert "tạm tính" in found.reasons[0].text("vi") and "tentative" in found.reasons[0].text("en")


def test_confirmed_coefficients_make_no_tentative_result(small_example: Institution) -> None:
    found = determine(small_example)
    assert not found.tentative and found.reasons == ()
    assert {one.code for one in found.remarks} == {"invented", "unconfirmed_standards", "floor_not_met"}
    chosen = determine(small_example, readings=Readings(A1="B"))
    assert {one.code for one in chosen.remarks} == {"invented", "unconfirmed_standards"}


def test_readings_a_and_d_bar_bachelor_only_institutions(small_example: Institution) -> None:
    for reading in ("A", "D"):
        row = determine(small_example, readings=Readings(A1=reading)).maximum("A", "4801")
        assert (row.maximum, row.binding) == (0, "floor")
    taught = determine(small_example, readings=Readings(A1="C")).maximum("A", "4801")
    assert math.isnan(taught.ceilings["reserve"])


def test_others_replace_the_plan(worked_example: Institution) -> None:
    found = determine(worked_example, others={("HN", "4802", "bachelor", "blended"): 0})
    assert found.maximum("HN", "4802").ceilings["lecturers"] == near(515)
    with pytest.raises(InputError, match="E-CAP-019"):
        determine(worked_example, others={"nothing": 1})


def test_an_amendment_changes_the_answer_without_code(worked_example: Institution) -> None:
    row = {
        "rule_set": "amendment", "article_clause": "Art. 1", "parameter": "growth_cap_over_last_actual_intake",
        "value": "12", "unit": "percent",
    }  # fmt: skip
    found = determine(worked_example, rules_for(2027, amendments=[row])).maximum("HN", "4802")
    assert found.maximum == 470  # 420 · 1.12 = 470.4
    assert found.clauses[0].rule_set == "amendment"


def test_new_majors_and_schemes(small_example: Institution) -> None:
    opened = replace(
        small_example,
        units=(*small_example.units, Unit("A", "480199", "New", 1.0, 1.0, confirmed=True, by_major=True)),
        learners=(
            *small_example.learners,
            Learners("A", "480199", "bachelor", "regular", 0, planned=60, opened=2027),
        ),
        lecturers=(
            *small_example.lecturers,
            *(LecturerShare(f"N{k}", "A", "480199", "doctoral") for k in range(5)),
        ),
    )
    found = determine(opened).maximum("A", "480199")
    assert (found.maximum, found.binding, found.clauses[0].article_clause) == (60, "new_major", "Art. 5(7)")


def test_problems_come_all_at_once_in_both_languages(small_example: Institution) -> None:
    broken = replace(
        small_example,
        locations=(Location("A", "Head office", -1),),
        units=(Unit("A", "4801", "Computing"), Unit("A", "4801", "Computing"), Unit("A", "9901", "Unknown")),
        learners=(replace(small_example.learners[0], first_year_dropout=1.4, stock=-3),),
        lecturers=(
            LecturerShare("L1", "A", "4801", "master", weight=0.7),
            LecturerShare("L1", "A", "4801", "master", weight=0.7),
            LecturerShare("C1", "Z", "4801", "doctoral", category="co_permanent", weight=0.6),
        ),
    )
    with pytest.raises(InputError) as caught:
        determine(broken)
    found = {(one.id, one.argument) for one in caught.value.problems}
    assert found == {
        ("E-CAP-006", "locations[0].floor_area"),
        ("E-CAP-005", "units[1].code"),
        ("E-CAP-004", "units[2].code"),
        ("E-CAP-007", "units[2].teaching_coefficient"),
        ("E-CAP-007", "units[2].area_coefficient"),
        ("E-CAP-009", "learners[0].stock"),
        ("E-CAP-010", "learners[0].first_year_dropout"),
        ("E-CAP-003", "lecturers[2].location"),
        ("E-CAP-012", "lecturers[0].weight"),
        ("E-CAP-012", "lecturers[2].weight"),
    }
    for problem in caught.value.problems:
        assert problem.text("vi") != problem.text("en")


def test_unknown_words_and_years_are_refused(small_example: Institution) -> None:
    with pytest.raises(InputError, match="E-CAP-021"):
        determine(replace(small_example, learners=(replace(small_example.learners[0], form="evening"),)))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="E-CAP-002"):
        determine(replace(small_example, intake_year=2020))


def test_rows_are_frozen_and_frames_have_them(worked_example: Institution) -> None:
    found = determine(worked_example)
    with pytest.raises(FrozenInstanceError):
        found.area[0].capacity = 1.0  # type: ignore[misc]
    maxima = found.frame("maxima").set_index("name")
    assert maxima.loc["HN/4802/bachelor/regular", "maximum"] == 462
    assert maxima.loc["HN/5202/bachelor/regular", "clauses"] == "TT34-2026 Art. 5(6)(đ)"
    assert maxima.loc["HN/4802/bachelor/regular", "ceiling_lecturers"] == near(475.8)
    for name in (
        "area", "lecturers", "fields", "master", "doctoral", "postgraduate_floor", "brakes", "growth_totals",
        "variables", "limits", "remarks",
    ):  # fmt: skip
        assert len(found.frame(name)) == len(getattr(found, name))
    assert found.frame("area", "dict")["capacity"][0] == near(4800)
    with pytest.raises(InputError, match="E-CAP-022"):
        found.frame("nothing")
    assert "tentative" in repr(found)


def test_empty_tables_keep_their_columns(small_example: Institution) -> None:
    assert list(determine(small_example).frame("master").columns)[:3] == ["location", "unit", "major"]


def test_growth_is_shown_by_group_and_in_total(worked_example: Institution) -> None:
    found = determine(worked_example)
    regular = next(row for row in found.growth_totals if row.form == "regular" and row.level == "bachelor")
    assert (regular.actual, regular.limit, regular.planned) == (820, near(902), 892)


def test_units_whose_number_others_set_are_remarked(small_example: Institution) -> None:
    teachers = replace(
        small_example,
        units=(
            *small_example.units,
            Unit("A", "1402", "Teacher training", 1, 1, True),
            Unit("A", "8602", "Security", 1, 1, True),
        ),
    )
    codes = {(one.code, one.subject) for one in determine(teachers).remarks}
    assert ("teacher_training", "A/1402") in codes and ("ministers_decide", "A/8602") in codes


def test_an_overdrawn_pool_is_remarked_and_bars_admission(small_example: Institution) -> None:
    found = determine(replace(small_example, locations=(Location("A", "Head office", 28),)))
    assert found.maximum("A", "4801").maximum == 0
    assert any(one.code == "overdrawn" and one.subject == "area A" for one in found.remarks)


@pytest.mark.parametrize("year", [2022, 2024, 2026])
def test_earlier_intakes_have_their_own_rules(small_example: Institution, year: int) -> None:
    assert not isinstance(determine(replace(small_example, intake_year=year)), Determination)
