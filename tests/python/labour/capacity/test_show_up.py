"""Offers as users meet them: rounds, notes, the total of a form."""

from __future__ import annotations

import pytest

from dubao.errors import InputError
from dubao.labour.capacity import Offered, Readings, offers

HISTORY = [(2024, 600, 420), (2025, 500, 330), (2026, 650, 470)]
SUM_TOLERANCE = 1e-6


def rounds(unit: str = "4802") -> tuple[Offered, ...]:
    first = [Offered("HN", unit, "regular", year, 1, 300, 200 + year % 3) for year in range(2022, 2027)]
    second = [Offered("HN", unit, "regular", year, 2, 60, 18) for year in range(2022, 2027)]
    return tuple(first + second)


def test_breach_is_inside_the_level_and_outside_with_one_offer_more() -> None:
    plan = offers(462, HISTORY, level=0.1)
    assert plan.breach_probability <= 0.1 < plan.breach_probability_next
    asked = offers(462, HISTORY, level=0.1, number=plan.offers + 1)
    assert asked.breach_probability == pytest.approx(plan.breach_probability_next)
    assert plan.masses.sum() == pytest.approx(1, abs=SUM_TOLERANCE)
    assert plan.limit == 491 and offers(462, HISTORY, readings=Readings(A5="either")).limit == 485


def test_what_is_not_known_is_said() -> None:
    def codes(plan):
        return [note.code for note in plan.notes]

    assert codes(offers(462, [])) == ["no_history"]
    assert codes(offers(462, HISTORY[:1])) == ["one_year"]
    assert codes(offers(462, HISTORY, enrolled=500)) == ["already_above"]
    assert codes(offers(462, rounds(), round=3)) == ["other_rounds"]
    assert codes(offers(462, rounds(), round=2)) == []
    note = offers(462, []).notes[0]
    assert note.vi != note.en


def test_each_round_has_its_own_rate_and_those_enrolled_leave_less_room() -> None:
    first = offers(200, rounds(), round=1)
    second = offers(200, rounds(), round=2, enrolled=190)
    assert first.rate_mean == pytest.approx(0.667, abs=0.02)
    assert second.rate_mean == pytest.approx(0.3, abs=0.04)
    assert second.lower >= 190
    assert offers(200, rounds(), round=2, enrolled=210).offers < second.offers


def test_wrong_rounds_and_levels_are_refused_at_once() -> None:
    with pytest.raises(InputError) as error:
        offers(100, [(2025, 10, 11), (2026, 0, 0)])
    assert [one.id for one in error.value.problems] == ["E-CAP-060", "E-CAP-060"]
    with pytest.raises(InputError) as error:
        offers(100, HISTORY, level=1.5, fill_share=0)
    assert [one.id for one in error.value.problems] == ["E-CAP-063", "E-CAP-063"]
