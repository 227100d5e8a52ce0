"""The other way round: what makes a wanted number lawful, in both languages and by when."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from dubao.errors import InputError
from dubao.labour.capacity import (
    Institution,
    Learners,
    LecturerShare,
    Location,
    MeasureCosts,
    Readings,
    Unit,
    determine,
    enlarge,
)

NUMBER = ("A", "4801", "bachelor", "regular")


def small(**learners) -> Institution:
    row = Learners(
        "A", "4801", "bachelor", "regular", 300, 4, announced=400, actual=400, planned=40,
        first_year_dropout=0.1, employment_rate=0.9,
    )  # fmt: skip
    return Institution(
        "SML", "Invented", 2027, (Location("A", "Head office", 2800),),
        (Unit("A", "4801", "Computing", 1.0, 1.0, confirmed=True),),
        (replace(row, **learners),),
        tuple(LecturerShare(f"L{k}", "A", "4801", "doctoral" if k else "master") for k in range(10)),
        invented=True,
    )  # fmt: skip


def test_lecturers_and_area_are_found_and_the_result_is_lawful() -> None:
    found = enlarge(small(), {NUMBER: 800})
    # 800 + 225 learners stay: 640 above 390 of lecturers, 25 above 1,000 of the area.
    (need,) = found.lecturers
    assert need.needed == pytest.approx((800 + 225 - 390) / 40)
    assert found.area[0].square_metres == 70
    assert [one.limit.kind for one in found.obstacles] == ["growth", "freeze"][: len(found.obstacles)]
    assert found.mended


def test_without_costs_fewest_persons_and_with_costs_the_cheapest() -> None:
    plain = enlarge(small(), {NUMBER: 260}).lecturers[0]
    assert plain.total == 3 and math.isnan(plain.cost)
    costs = MeasureCosts(hire_bachelor=100, hire_doctoral=500, master_to_doctoral=10, square_metre=1)
    priced = enlarge(small(), {NUMBER: 260}, costs=costs)
    need = priced.lecturers[0]
    assert "hire_master" not in need.persons  # no cost, not to be used
    assert need.cost == priced.cost
    assert need.gain >= need.needed


def test_carrying_the_measures_out_by_hand_makes_the_number_lawful() -> None:
    found = enlarge(small(), {NUMBER: 260})
    assert not determine(small()).check({NUMBER: 260}).lawful
    degree = {"hire_bachelor": "bachelor", "hire_master": "master", "hire_doctoral": "doctoral"}
    hired = [
        LecturerShare(f"N{name}{k}", "A", "4801", degree[name])
        for name, n in found.lecturers[0].persons.items()
        for k in range(n)
    ]
    more = replace(small(), lecturers=(*small().lecturers, *hired))
    assert determine(more).check({NUMBER: 260}).lawful
    fewer = replace(small(), lecturers=(*small().lecturers, *hired[1:]))
    assert not determine(fewer).check({NUMBER: 260}).lawful


def test_growth_is_said_with_the_first_year_and_cannot_be_mended() -> None:
    found = enlarge(small(actual=100.0), {NUMBER: 140})
    (growth,) = found.obstacles
    assert growth.earliest_year == 2030  # 110, 121, 133, 146
    assert "2030" in growth.text("vi") and "2030" in growth.text("en")
    assert growth.limit.clauses[0].article_clause == "Art. 5(5)"
    assert not found.lawful_after


def test_the_other_reading_of_the_fifteen_percent_stands_beside() -> None:
    found = enlarge(small(), {NUMBER: 160})
    assert found.lecturers == () and found.lawful_before
    assert found.reserved is not None
    assert found.reserved.lecturers[0].per_lecturer == pytest.approx(34)
    assert enlarge(small(), {NUMBER: 160}, readings=Readings(A1="B")).reserved is None


def test_dates_come_from_the_calendar_in_order() -> None:
    days = [one.day.isoformat() for one in enlarge(small(), {NUMBER: 260}).by_when]
    assert days == ["2026-12-31", "2027-01-30", "2027-02-28", "2027-05-31"]
    assert all(one.event("vi") != one.event("en") for one in enlarge(small(), {NUMBER: 260}).by_when)


def test_a_crossed_limit_says_what_is_missing_in_both_languages() -> None:
    (lecturers,) = enlarge(small(), {NUMBER: 261}).crossed
    assert lecturers.text("vi").startswith(
        "A/4801: thiếu năng lực theo giảng viên, người học quy đổi: 96 (TT34-2026"
    )
    assert lecturers.text("en").startswith("A/4801: short of lecturers, converted learners: 96 (TT34-2026")
    frozen = enlarge(small(employment_rate=0.5, announced=100.0), {NUMBER: 140}).obstacles[0]
    assert "không được tăng" in frozen.text("vi") and "frozen" in frozen.text("en")
    never = enlarge(small(actual=9.0), {NUMBER: 20}).obstacles[0]
    assert never.earliest_year is None and "never" in never.text("en")


def test_words_are_there_in_both_languages() -> None:
    need = enlarge(small(), {NUMBER: 260}).lecturers[0]
    assert need.text("vi") != need.text("en") and need.text("en")
    none = enlarge(small(), {NUMBER: 260}, costs=MeasureCosts(master_to_doctoral=1)).lecturers[0]
    assert not none.found and none.text("en") == "no measure that is allowed is enough"


def test_an_intake_before_2027_and_a_number_that_is_none_are_refused() -> None:
    with pytest.raises(InputError) as error:
        enlarge(replace(small(), intake_year=2026), {NUMBER: 260})
    assert error.value.id == "E-CAP-083"
    with pytest.raises(InputError) as error:
        enlarge(small(), {("A", "9999", "bachelor", "regular"): 1})
    assert error.value.id == "E-CAP-019"
    with pytest.raises(InputError) as error:
        enlarge(small(), {NUMBER: 260}, costs=MeasureCosts(hire_master=-1))
    assert error.value.id == "E-CAP-082"
