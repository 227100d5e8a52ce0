"""Offers of a whole institution: the total of a form, years common to all units, teacher training."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dubao.labour.capacity import Institution, Learners, Offered, Unit, institution_offers, offers

UNITS = ("4801", "4802", "5202", "5201")


def rounds(unit: str = "4802", enrolled: tuple[int, ...] = (201, 202, 200, 201, 202)) -> tuple[Offered, ...]:
    return tuple(
        Offered("HN", unit, "regular", 2027 - len(enrolled) + y, 1, 300, came)
        for y, came in enumerate(enrolled)
    )


def institution(past: tuple[Offered, ...], units: tuple[str, ...] = UNITS) -> Institution:
    rows = tuple(Learners("HN", unit, "bachelor", "regular", 0, 4, planned=200) for unit in units)
    return Institution("X", "Invented", 2027, (), (), rows, (), offers=past)


def test_units_are_planned_stricter_until_the_total_of_the_form_holds() -> None:
    found = institution_offers(institution(tuple(one for unit in UNITS for one in rounds(unit))))
    (total,) = found.totals
    assert (total.announced, total.limit) == (800, 840)
    assert total.breach_probability <= 0.05 and total.unit_level < 0.05
    assert {plan.offers for plan in found.plans} == {found.plans[0].offers}  # equal units, equal offers
    assert found.plans[0].offers < offers(200, rounds(), round=1).offers
    draws = np.random.default_rng(1)  # the total by simulation
    sums = sum(
        draws.choice(len(plan.masses), 4000, p=plan.masses / plan.masses.sum()) for plan in found.plans
    )
    assert np.mean(sums > 840) == pytest.approx(total.independent, abs=0.015)
    assert len(found.frame()) == 4


def test_no_room_in_the_total_leaves_no_offers() -> None:
    key = ("HN", "4802", "regular")
    found = institution_offers(
        institution(rounds(), ("4802",)), {key: 200}, enrolled={key: 225}
    )  # limits 229 and 210
    assert found.plans[0].offers == 0
    assert found.totals[0].breach_probability == 1


def test_years_that_are_good_or_bad_for_all_units_make_the_total_wider() -> None:
    swing = (150, 240, 160, 235, 155, 245)
    together = institution(tuple(one for unit in UNITS for one in rounds(unit, swing)))
    apart = institution(
        tuple(one for u, unit in enumerate(UNITS) for one in rounds(unit, swing if u % 2 else swing[::-1]))
    )
    first, second = institution_offers(together), institution_offers(apart)
    assert first.totals[0].common_years > first.totals[0].independent
    assert second.totals[0].common_years < second.totals[0].independent
    assert sum(plan.offers for plan in first.plans) < sum(plan.offers for plan in second.plans)
    assert first.totals[0].breach_probability <= 0.05


def test_one_year_of_history_has_no_common_years() -> None:
    (total,) = institution_offers(institution(rounds(enrolled=(200,)), ("4802",))).totals
    assert math.isnan(total.common_years)
    assert total.breach_probability == total.independent <= 0.05


def test_teacher_training_has_twenty_percent_a_major_and_none_in_total() -> None:
    codes = ("140201", "140202")
    rows = tuple(Learners("HN", code, "bachelor", "regular", 0, 4, planned=100) for code in codes)
    units = tuple(Unit("HN", code, code, by_major=True, special_major="teacher_training") for code in codes)
    past = tuple(
        Offered("HN", code, "regular", year, 1, 200, 120) for code in codes for year in range(2022, 2027)
    )
    found = institution_offers(Institution("X", "Invented", 2027, (), units, rows, (), offers=past))
    (total,) = found.totals
    assert total.teacher_training and (total.announced, total.limit) == (200, 200)
    assert [plan.limit for plan in found.plans] == [120, 120]
    assert total.breach_probability <= 0.05


def test_frames_have_a_row_a_unit_and_a_row_a_total() -> None:
    found = institution_offers(institution(rounds(), ("4802",)))
    plans = found.frame(kind="dict")
    assert plans["offers"][0] == found.plans[0].offers and "masses" not in plans
    assert found.frame("totals", "dict")["limit"][0] == 210
