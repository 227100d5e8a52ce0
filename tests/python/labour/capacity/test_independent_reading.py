"""The law written a second time, from the text and not from the library, against the library on random institutions.

The second reading judges whole plans (is this plan lawful?) by the state at the end of the year, not by ceilings: lecturers and floor area
must carry the learners who stay plus those who come. A number's maximum is then the largest with which the plan is lawful.
"""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest

from dubao.labour.capacity import (
    Institution,
    Learners,
    LecturerShare,
    Location,
    Postgraduates,
    Unit,
    determine,
)

SLIP = 1e-6  # persons: rounding of the arithmetic
TEACHING = {"regular": 1.0, "joint_foreign": 1.0, "blended": 0.8, "distance": 0.5}
DEGREES = {"bachelor": 0.5, "master": 0.75, "doctoral": 1.0}


def random_institution(seed: int) -> Institution:
    """Two locations, two units each, all forms, postgraduates of both levels, every category of lecturer; ALL INVENTED."""
    die = random.Random(seed)
    locations = tuple(
        Location(code, code, die.randrange(1500, 9000), founded=die.choice([None, 2024])) for code in "AB"
    )
    units, learners, lecturers, postgraduates = [], [], [], []
    for location in "AB":
        for code, teaching, area in (("4801", 0.8, 1.2), ("3401", 0.8, 1.0)):
            units.append(Unit(location, code, code, teaching, area, confirmed=True))
            for form in die.sample(list(TEACHING), 3):
                learners.append(
                    Learners(
                        location, code, "bachelor", form, die.randrange(0, 500), die.choice([4, 4.5, 5]),  # type: ignore[arg-type]
                        announced=die.randrange(20, 200), actual=die.randrange(20, 200), planned=die.randrange(0, 15),
                        first_year_dropout=die.choice([0.05, 0.1, 0.2]), employment_rate=die.choice([0.6, 0.8, 0.9]),
                        scheme=die.random() < 0.3,
                    )
                )  # fmt: skip
            for level, digit in (("master", "8"), ("doctoral", "9")):
                stock = die.randrange(0, 30)
                postgraduates.append(
                    Postgraduates(
                        location, f"{digit}{code}01", die.randrange(1, 8), die.randrange(0, 3), die.randrange(0, 2),
                        stock=stock, stock_regular=die.randrange(0, stock + 1) if level == "master" else math.nan,
                        planned=die.randrange(0, 4), announced=die.randrange(0, 20), actual=die.randrange(0, 20),
                    )
                )  # fmt: skip
            for k in range(die.randrange(5, 25)):
                category = die.choice(["permanent"] * 5 + ["co_permanent", "visiting", "international"])
                lecturers.append(
                    LecturerShare(
                        f"{location}{code}{k}", location, code, die.choice(list(DEGREES)),  # type: ignore[arg-type]
                        die.choice(["none"] * 4 + ["associate_professor"]), category,  # type: ignore[arg-type]
                        0.5 if category == "co_permanent" else die.choice([1.0, 0.6]),
                    )
                )  # fmt: skip
    return Institution(
        code="RND", name="Invented at random", intake_year=2027, invented=True, locations=locations, units=tuple(units),
        learners=tuple(learners), lecturers=tuple(lecturers), postgraduates=tuple(postgraduates),
        violation_last_year=die.random() < 0.3, accredited=die.random() < 0.8,
        working_age_permanent_share=die.choice([0.65, 0.9]), doctoral_lecturer_share=die.choice([0.15, 0.5]),
    )  # fmt: skip


def lawful(of: Institution, plan: dict[str, float]) -> bool:
    """Whether a plan meets Articles 5(1), 5(5) and 5(6) of Circular 34/2026/TT-BGDĐT, with the reserve of 15 % left aside."""
    for location in of.locations:
        floor_used = 0.0
        admitted_here = 0.0
        for unit in (one for one in of.units if one.location == location.code):
            converted = sum(
                one.weight * (1.0 if one.title != "none" else DEGREES[one.degree])
                for one in of.lecturers
                if (one.location, one.unit) == (location.code, unit.code) and one.category != "visiting"
            )
            heads, admitted = 0.0, 0.0
            for row in of.learners:
                if (row.location, row.unit) != (location.code, unit.code):
                    continue
                come = plan[f"{row.location}/{row.unit}/bachelor/{row.form}"]
                stay = row.stock - row.stock / row.duration
                heads += TEACHING[row.form] * (stay + come)
                admitted += come
                if row.form in ("regular", "joint_foreign"):
                    floor_used += unit.area_coefficient * (stay + come)
                    admitted_here += come
            for major in of.postgraduates:
                if major.location != location.code or major.major[1:5] != unit.code:
                    continue
                level, weight, years = ("master", 1.5, 2) if major.major[0] == "8" else ("doctoral", 2.0, 4)
                regular = plan[f"{location.code}/{major.major}/{level}/regular"]
                blended = plan.get(f"{location.code}/{major.major}/{level}/blended", 0.0)
                heads += weight * (major.stock - major.stock / years + regular + blended)
                admitted += regular + blended
                there = major.stock if math.isnan(major.stock_regular) else major.stock_regular
                floor_used += unit.area_coefficient * weight * (there - there / years + regular)
                admitted_here += regular
                supervisors = major.doctors + major.associate_professors + major.professors
                if level == "master":
                    room = min(6 * supervisors, 12 * supervisors - major.stock / 2)
                else:
                    room = 3 * major.doctors + 6 * major.associate_professors + 8 * major.professors
                    room -= 0.75 * major.stock
                if regular + blended > max(room, 0.0) + SLIP:
                    return False
            if admitted > 0 and unit.teaching_coefficient * heads > 40 * converted + SLIP:
                return False
        if admitted_here > 0 and 2.8 * floor_used > location.floor_area + SLIP:
            return False
    return brakes_met(of, plan)


def brakes_met(of: Institution, plan: dict[str, float]) -> bool:
    frozen_for_all = of.doctoral_lecturer_share < 0.2 or not of.accredited
    frozen_unless_exempt = of.violation_last_year or of.working_age_permanent_share < 0.7
    young = {one.code for one in of.locations if one.founded is not None and of.intake_year - one.founded < 5}
    for location, unit in {(row.location, row.unit) for row in of.learners}:
        for forms in (("regular", "joint_foreign"), ("blended",), ("distance",)):
            rows = [
                row
                for row in of.learners
                if (row.location, row.unit) == (location, unit) and row.form in forms
            ]
            if not rows:
                continue
            come = sum(plan[f"{location}/{unit}/bachelor/{row.form}"] for row in rows)
            if come > 1.1 * sum(row.actual for row in rows) + SLIP:
                return False
            frozen = frozen_for_all
            frozen |= any(row.first_year_dropout > 0.15 or row.employment_rate < 0.7 for row in rows)
            frozen |= frozen_unless_exempt and location not in young and not any(row.scheme for row in rows)
            if frozen and come > sum(row.announced for row in rows) + SLIP:
                return False
    for major in of.postgraduates:
        level = "master" if major.major[0] == "8" else "doctoral"
        name = f"{major.location}/{major.major}/{level}/"
        come = plan[name + "regular"] + plan.get(name + "blended", 0.0)
        if come > 1.1 * major.actual + SLIP:
            return False
        if (frozen_for_all or (frozen_unless_exempt and major.location not in young)) and (
            come > major.announced + SLIP
        ):
            return False
    return True


@pytest.mark.parametrize("seed", range(40))
def test_two_readings_of_the_text_agree_on_plans_and_maxima(seed: int) -> None:
    institution = random_institution(seed)
    found = determine(institution)
    die = random.Random(1000 + seed)
    for _ in range(25):
        plan = {one.name: float(die.randrange(0, 60) * die.choice([0, 1])) for one in found.variables}
        assert found.check(plan).lawful == lawful(institution, plan)
    start = {one.name: 0.0 for one in found.variables}
    alone = determine(institution, others=start)
    for row in alone.maxima:
        assert lawful(institution, {**start, row.name: row.maximum}), row.name
        assert not lawful(institution, {**start, row.name: row.maximum + 1}), row.name


def test_the_random_cases_reach_every_kind_of_limit() -> None:
    kinds = {
        row.binding for seed in range(40) for row in determine(random_institution(seed)).maxima if row.binding
    }
    assert {"lecturers", "area", "master", "doctoral", "growth", "freeze"} <= kinds


def test_a_second_reading_notices_a_changed_rule() -> None:
    """The comparison can fail: with one value of the law changed, the two readings part."""
    from dubao.labour.capacity import rules_for

    row = {
        "rule_set": "x", "article_clause": "x", "parameter": "learner_conversion_lecturer.master", "value": "1.4", "unit": "x",
    }  # fmt: skip
    parted = 0
    for seed in range(10):
        institution = replace(random_institution(seed), accredited=True, violation_last_year=False)
        changed = determine(
            institution,
            rules_for(2027, amendments=[row]),
            others={one.name: 0.0 for one in determine(institution).variables},
        )
        start = {one.name: 0.0 for one in changed.variables}
        parted += sum(
            not lawful(institution, {**start, one.name: one.maximum})
            or lawful(institution, {**start, one.name: one.maximum + 1})
            for one in changed.maxima
        )
    assert parted > 0
