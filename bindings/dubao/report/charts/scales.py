"""Scales: from values and periods to places on the page, and the round numbers an axis is labelled with."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Linear:
    """A straight scale from ``low…high`` to ``start…end`` (which may run backwards).

    >>> Linear(0, 200, 300, 0)(50)
    225.0
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def nice_step(span: float, count: int) -> float:
    """The step of 1, 2, 2.5 or 5 times a power of ten that gives about ``count`` steps in a span."""
    raw = span / max(count, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= raw * (1 - 1e-9))


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round numbers that cover ``low…high``.

    >>> nice_ticks(0, 178)
    [0.0, 50.0, 100.0, 150.0, 200.0]
    """
    if not high > low:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    step = nice_step(high - low, count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


def tick_decimals(ticks: Sequence[float]) -> int:
    """Digits after the mark that all ticks need.

    >>> tick_decimals([0, 2.5, 5.0]), tick_decimals([0, 50])
    (1, 0)
    """
    return max(len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in ticks)


def zero_based(values: Iterable[float | None], count: int = 5) -> list[float]:
    """Ticks for values shown as lengths or heights: zero always belongs to them."""
    known = [value for value in values if value is not None]
    return nice_ticks(min([0.0, *known]), max([0.0, *known]), count)


def around(values: Iterable[float | None], count: int = 5) -> list[float]:
    """Ticks for values shown as positions: round numbers around them; zero only when it is near."""
    known = [value for value in values if value is not None] or [0.0]
    low, high = min(known), max(known)
    if low >= 0 and low < 0.4 * high:
        low = 0.0
    return nice_ticks(low, high, count)


_PERIOD = re.compile(r"(\d{4})(?:-H([12])|-Q([1-4])|-(\d{2})(?:-(\d{2}))?)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def period_position(period: str) -> float | None:
    """A period as a number of years, so that gaps in time are gaps on the page; None when it is no period.

    >>> period_position("2024"), period_position("2024-Q3"), period_position("2024-H2")
    (2024.0, 2024.5, 2024.5)
    >>> period_position("2024-W01") == period_position("2024-01-01")
    True
    """
    if week := _WEEK.fullmatch(period):
        try:
            period = date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat()
        except ValueError:
            return None
    match = _PERIOD.fullmatch(period)
    if not match:
        return None
    year, half, quarter, month, day = match.groups()
    parts = ((half, 2), (quarter, 4), (month, 12))
    within = next(((int(part) - 1) / count for part, count in parts if part), 0.0)
    return int(year) + within + ((int(day) - 1) / 366 if day else 0.0)


def period_positions(periods: Sequence[str]) -> list[float]:
    """Positions of periods: in time where all are periods, else one after another."""
    found = [period_position(period) for period in periods]
    if all(position is not None for position in found):
        return [position for position in found if position is not None]
    return [float(i) for i in range(len(periods))]


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles for labels as near as possible to where they are wanted, none overlapping, within ``low…high``.

    Labels that come too near are joined into a group, placed where its members are nearest to their wish on average; the
    order stays.

    >>> spread([10, 12, 50], [8, 8, 8], 0, 100)
    [7.0, 15.0, 50.0]
    >>> spread([0, 0], [10, 20], 0, 100)
    [0.0, 15.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])

    def start_of(members: Sequence[int]) -> float:
        """Upper edge of a group: the mean of what its members wish, kept within the bounds of the middles."""
        offset, wishes = 0.0, []
        for i in members:
            wishes.append(wanted[i] - offset - heights[i] / 2)
            offset += heights[i]
        first, last = heights[members[0]] / 2, heights[members[-1]] / 2
        return max(low - first, min(sum(wishes) / len(wishes), high + last - offset))

    groups: list[list[int]] = []
    for i in order:
        members = [i]
        while groups:
            end = start_of(groups[-1]) + sum(heights[j] for j in groups[-1])
            if start_of(members) >= end - 1e-9:
                break
            members = [*groups.pop(), *members]
        groups.append(members)
    places = [0.0] * len(wanted)
    for members in groups:
        edge = start_of(members)
        for i in members:
            places[i] = edge + heights[i] / 2
            edge += heights[i]
    return places
