"""Timestamps of a frame as integer periods, and back in the way they were written.

A period may be a date (start or end of the period, or any fixed day of it), a year, text such as ``2024-Q3``, or a
running number. The next periods are written in the same way.

>>> read_stamp("2024-Q3", "QE", 1).shift(2)
'2025-Q1'
>>> import datetime
>>> read_stamp(datetime.date(2024, 2, 29), "ME", 1).shift(1)
datetime.date(2024, 3, 31)
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem

MONTHS = {"YE": 12, "QE": 3, "ME": 1}
# Other spellings of the ecosystem. Anchored forms ("YE-DEC", "QE-MAR", "A-DEC") reduce to what stands before the dash.
ALIASES = {
    "Y": "YE", "YS": "YE", "A": "YE", "AS": "YE", "YE": "YE", "Q": "QE", "QS": "QE", "QE": "QE", "M": "ME", "MS": "ME",
    "ME": "ME", "D": "D", "1Y": "YE", "1Q": "QE", "1MO": "ME", "1D": "D",
}  # fmt: skip


def frequency_alias(freq: str | int | None) -> tuple[str, int]:
    """The core's alias of a frequency, and the step of a running number.

    >>> frequency_alias("YS"), frequency_alias(1), frequency_alias("1y")
    (('YE', 1), ('YE', 1), ('YE', 1))

    Raises
    ------
    InputError
        E-FRM-011 when the frequency is not known.
    """
    if isinstance(freq, (int, np.integer)) and not isinstance(freq, bool) and freq >= 1:
        return "YE", int(freq)
    alias = ALIASES.get(str(freq).split("-")[0].upper())
    if alias is None:
        raise InputError(
            Problem(
                "E-FRM-011",
                argument="freq",
                vi=f"không biết tần suất “{freq}”",
                en=f'"{freq}" is not a known frequency',
                remedy_vi="dùng YE (năm), QE (quý), ME (tháng), D (ngày) hoặc số nguyên",
                remedy_en="use YE (year), QE (quarter), ME (month), D (day) or an integer",
            )
        )
    return alias, 1


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
        if self.freq == "D":
            return self.original + dt.timedelta(days=steps)
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
        if freq == "D":
            # Julian day number of a Gregorian date.
            return Stamp(cell.toordinal() + 1721425, form, cell, freq, step)
        per_year = 12 // MONTHS[freq]
        ordinal = cell.year * per_year + (cell.month - 1) // MONTHS[freq]
        return Stamp(ordinal, form, cell, freq, step)
    if hasattr(cell, "ordinal") and hasattr(cell, "freqstr"):  # pandas Period
        stamp = read_stamp(cell.to_timestamp().to_pydatetime(), freq, step)
        return None if stamp is None else replace(stamp, form="period", original=cell)
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
    if freq == "QE":
        return 4 * year + int(text[6]) - 1
    if freq == "ME":
        return 12 * year + int(text[5:7]) - 1
    return dt.date.fromisoformat(text).toordinal() + 1721425
