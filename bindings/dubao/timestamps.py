"""Timestamps of a frame as integer periods, and back in the way they were written.

A period may be a date (start or end of the period, or any fixed day of it), a year, text such as ``2024-H1``, ``2024-Q3``
or ``2024-W07``, or a running number. The next periods are written in the same way. A date in weekly data is counted to the
ISO week (Monday to Sunday) it lies in, whatever day of the week it is.

>>> read_stamp("2024-Q3", "QE", 1).shift(2)
'2025-Q1'
>>> read_stamp("2020-W53", "W", 1).shift(1)
'2021-W01'
>>> import datetime
>>> read_stamp(datetime.date(2024, 2, 29), "ME", 1).shift(1)
datetime.date(2024, 3, 31)
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem

MONTHS = {"YE": 12, "HYE": 6, "QE": 3, "ME": 1}
DAYS = {"W": 7, "D": 1}
# Units of pandas ("QE", older "Q", at the start "QS") and polars ("q", "mo") in months and in days.
_UNIT_MONTHS = {
    "Y": 12, "YE": 12, "YS": 12, "A": 12, "AS": 12, "HYE": 6, "HYS": 6, "Q": 3, "QE": 3, "QS": 3, "M": 1, "ME": 1, "MS": 1,
    "MO": 1,
}  # fmt: skip
_UNIT_DAYS = {"W": 7, "D": 1}
_MONTH_NAMES = {name.upper() for name in calendar.month_abbr if name}
_DAY_NAMES = {name.upper() for name in calendar.day_abbr}
_ALIAS = re.compile(r"(\d*)([A-Za-z]+)(?:-([A-Za-z]{3}))?")
# Julian day number of the day before 1 January of year 1.
_DAY_ZERO = 1721425


def frequency_alias(freq: str | int | None) -> tuple[str, int]:
    """The core's alias of a frequency (YE, HYE, QE, ME, W or D), and the step of a running number.

    Spellings of pandas and polars are read: a number of units that makes a year, half-year, quarter, month, week or day.
    The month or day a period ends on changes nothing.

    >>> frequency_alias("YS"), frequency_alias(1), frequency_alias("1y")
    (('YE', 1), ('YE', 1), ('YE', 1))
    >>> frequency_alias("2QE"), frequency_alias("6ME"), frequency_alias("6mo")
    (('HYE', 1), ('HYE', 1), ('HYE', 1))
    >>> frequency_alias("W-SUN"), frequency_alias("1w"), frequency_alias("QE-DEC")
    (('W', 1), ('W', 1), ('QE', 1))

    Raises
    ------
    InputError
        E-FRM-011 when the frequency is not known.
    """
    if isinstance(freq, (int, np.integer)) and not isinstance(freq, bool) and freq >= 1:
        return "YE", int(freq)
    alias = _alias_of(str(freq))
    if alias is None:
        raise InputError(
            Problem(
                "E-FRM-011",
                argument="freq",
                vi=f"không biết tần suất “{freq}”",
                en=f'"{freq}" is not a known frequency',
                remedy_vi="dùng YE (năm), HYE, 2QE hoặc 6ME (nửa năm), QE (quý), ME (tháng), W (tuần), D (ngày) hoặc số nguyên",
                remedy_en="use YE (year), HYE, 2QE or 6ME (half-year), QE (quarter), ME (month), W (week), D (day) or an integer",
            )
        )
    return alias, 1


def _alias_of(freq: str) -> str | None:
    match = _ALIAS.fullmatch(freq)
    if match is None:
        return None
    number, unit, anchor = match[1], match[2].upper(), (match[3] or "").upper()
    if number and match[2] == "m":  # a minute in polars
        return None
    count = int(number or "1")
    if unit in _UNIT_MONTHS:
        wanted, known, anchors = count * _UNIT_MONTHS[unit], MONTHS, _MONTH_NAMES
    elif unit in _UNIT_DAYS:
        wanted, known, anchors = count * _UNIT_DAYS[unit], DAYS, _DAY_NAMES
    else:
        return None
    if anchor and anchor not in anchors:
        return None
    return next((alias for alias, length in known.items() if length == wanted), None)


@dataclass(frozen=True)
class Stamp:
    """One period: its integer and how it was written."""

    ordinal: int
    form: str  # "int", "text", "date", "datetime", "date_text", "period"
    original: Any
    freq: str
    step: int

    def moved(self, steps: int) -> Stamp:
        """The stamp ``steps`` periods later."""
        return replace(self, ordinal=self.ordinal + steps, original=self.shift(steps))

    def shift(self, steps: int) -> Any:
        """The period ``steps`` later, written in the same way."""
        if self.form == "int":
            return self.original + steps * self.step
        if self.form == "text":
            return _core.shift_period(self.original, steps)
        if self.form == "period":
            return self.original + steps
        if self.form == "date_text":
            day = dt.date.fromisoformat(self.original)
            return replace(self, form="date", original=day).shift(steps).isoformat()
        if self.freq in DAYS:
            return self.original + dt.timedelta(days=steps * DAYS[self.freq])
        return _shift_months(self.original, steps * MONTHS[self.freq])

    def __str__(self) -> str:
        return str(self.original.date() if isinstance(self.original, dt.datetime) else self.original)


def _shift_months(day: dt.date, months: int) -> dt.date:
    """Keeps the day of the month, and the end of the month where it was one."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    month += 1
    last = calendar.monthrange(year, month)[1]
    at_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.replace(year=year, month=month, day=last if at_end else min(day.day, last))


def read_stamp(cell: Any, freq: str, step: int) -> Stamp | None:
    """Reads one cell of ``ds``; None when it is no period of this frequency."""
    if isinstance(cell, np.datetime64):
        cell = cell.astype("datetime64[us]").item()
    if isinstance(cell, np.generic):
        cell = cell.item()
    if cell is None or isinstance(cell, bool) or str(cell) == "NaT":
        return None
    if isinstance(cell, int):
        # Whole years or a running number; a year means nothing in a finer frequency.
        return Stamp(cell // step, "int", cell, freq, step) if freq == "YE" else None
    if isinstance(cell, str):
        return _read_text(cell.strip(), freq)
    if isinstance(cell, dt.date):
        form = "datetime" if isinstance(cell, dt.datetime) else "date"
        if freq in DAYS:
            return Stamp(_day_number(cell) // DAYS[freq], form, cell, freq, step)
        per_year = 12 // MONTHS[freq]
        ordinal = cell.year * per_year + (cell.month - 1) // MONTHS[freq]
        return Stamp(ordinal, form, cell, freq, step)
    if hasattr(cell, "ordinal") and hasattr(cell, "freqstr"):  # pandas Period
        stamp = read_stamp(cell.to_timestamp().to_pydatetime(), freq, step)
        after = read_stamp((cell + 1).to_timestamp().to_pydatetime(), freq, step)
        if stamp is None or after is None or after.ordinal != stamp.ordinal + 1:
            return None  # a month where quarters are said to stand
        return replace(stamp, form="period", original=cell)
    return None


def _read_text(text: str, freq: str) -> Stamp | None:
    try:
        if _core.period_frequency(text) == freq:
            return Stamp(_ordinal_of(text, freq), "text", text, freq, 1)
    except InputError:
        return None
    if _core.period_frequency(text) == "D":  # a date written as text, in a coarser frequency
        stamp = read_stamp(dt.date.fromisoformat(text), freq, 1)
        return None if stamp is None else replace(stamp, form="date_text", original=text)
    return None


def _ordinal_of(text: str, freq: str) -> int:
    year = int(text[:4])
    if freq == "YE":
        return year
    if freq == "HYE":
        return 2 * year + int(text[6]) - 1
    if freq == "QE":
        return 4 * year + int(text[6]) - 1
    if freq == "ME":
        return 12 * year + int(text[5:7]) - 1
    if freq == "W":
        return _day_number(dt.date.fromisocalendar(year, int(text[6:8]), 1)) // DAYS["W"]
    return _day_number(dt.date.fromisoformat(text))


def _day_number(day: dt.date) -> int:
    """Julian day number of a Gregorian date; divided by seven the ISO week, as day 0 is a Monday."""
    return day.toordinal() + _DAY_ZERO
