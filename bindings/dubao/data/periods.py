"""Periods as text, read by the core's calendar: `2024`, `2024-H1`, `2024-Q3`, `2024-07`, `2024-W07`, `2024-07-01`.

>>> frequency("2024-Q3"), distance("2024-Q3", "2023-Q4"), shift("2024", 2)
('QE', 3, '2026')
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from dubao import _core
from dubao.errors import InputError, Problem

# Usual length of a season: of weeks the 52 of a year (in some years 53), of days those of a week.
SEASON_LENGTHS = {"YE": 1, "HYE": 2, "QE": 4, "ME": 12, "W": 52, "D": 7}


@lru_cache(maxsize=65536)
def frequency(period: str) -> str:
    """Frequency alias of a period: YE, HYE, QE, ME, W or D; InputError E-TIM-001 when the text is no period."""
    return _core.period_frequency(period)


def is_period(text: str) -> bool:
    """Whether the text is a period that exists in the calendar.

    >>> is_period("2024-02-29"), is_period("2023-02-29"), is_period("2024-Q5")
    (True, False, False)
    >>> is_period("2020-W53"), is_period("2021-W53"), is_period("2024-H2")
    (True, False, True)
    """
    try:
        frequency(text)
    except InputError:
        return False
    return True


@lru_cache(maxsize=65536)
def shift(period: str, steps: int) -> str:
    """The period `steps` later (earlier when negative)."""
    return _core.shift_period(period, steps)


@lru_cache(maxsize=65536)
def distance(later: str, earlier: str) -> int:
    """Number of periods from `earlier` to `later`; both of one frequency."""
    return _core.period_difference(later, earlier)


def span(first: str, last: str) -> tuple[str, ...]:
    """Every period from `first` to `last`, both included.

    >>> span("2023-Q3", "2024-Q1")
    ('2023-Q3', '2023-Q4', '2024-Q1')
    """
    return tuple(shift(first, step) for step in range(distance(last, first) + 1))


def ordered(periods: Iterable[str]) -> list[str]:
    """Periods of one frequency in the order of time; their text sorts that way.

    Raises
    ------
    InputError
        E-TIM-003, the periods have several frequencies.
    """
    found = sorted(set(periods))
    kinds = {frequency(period) for period in found}
    if len(kinds) > 1:
        raise InputError(
            Problem(
                "E-TIM-003",
                argument="period",
                vi=f"lẫn nhiều tần suất: {', '.join(sorted(kinds))}",
                en=f"several frequencies are mixed: {', '.join(sorted(kinds))}",
                remedy_vi="mỗi chuỗi chỉ dùng một tần suất",
                remedy_en="use one frequency in one series",
            )
        )
    return found
