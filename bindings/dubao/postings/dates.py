"""Days of postings as sites write them; what could be two days is left open.

>>> read_day("2026-04-02T09:30:00+07:00").day, read_day("24/04/2026").day, read_day("03/04/2026").kind
(datetime.date(2026, 4, 2), datetime.date(2026, 4, 24), 'ambiguous_date')
>>> read_day("03/04/2026", day_first=True).day, read_day("tháng 4 năm 2026").month
(datetime.date(2026, 4, 3), '2026-04')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from dubao.data.period_text import read_period

__all__ = ["Day", "read_day"]

_NUMERIC = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})(?:[ T,]+\d{1,2}[:h].*)?", re.ASCII)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?", re.ASCII)
_FORM = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\d)", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = (
    re.compile(rf"({'|'.join(_MONTHS)})[a-z]*\.? (\d{{1,2}}),? (\d{{4}})", re.IGNORECASE | re.ASCII),
    re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})[a-z]*\.?,? (\d{{4}})", re.IGNORECASE | re.ASCII),
)
# Seconds and milliseconds since 1970 that fall between 2001 and 2096.
_SECONDS = (1e9, 4e9)
# Clocks of Viet Nam: a moment given in universal time falls on this calendar.
_VIET_NAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Day:
    """A day as read; ``kind`` names why there is none (a kind of :data:`dubao.postings.KINDS`)."""

    day: date | None = None
    month: str = ""
    kind: str = ""


def read_day(value: Any, *, day_first: bool | None = None) -> Day:
    """The day a cell names.

    Parameters
    ----------
    value : str, date, datetime, number or None
        A number counts seconds or milliseconds since 1970 and is read on the clock of Viet Nam.
    day_first : bool, optional
        How ``03/04/2026`` is meant; without it such a date is left open.
    """
    if value is None or value != value or value == "":
        return Day(kind="no_date")
    if isinstance(value, datetime):
        return _day(value.year, value.month, value.day)
    if isinstance(value, date):
        return Day(value, value.isoformat()[:7])
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        for scale in (1, 1000):
            # Compared before it is divided: an integer may be too large for a fraction.
            if _SECONDS[0] * scale <= value < _SECONDS[1] * scale:
                moment = datetime.fromtimestamp(value / scale, _VIET_NAM)
                return _day(moment.year, moment.month, moment.day)
        return Day(kind="unreadable_date")
    text = str(value).strip()[:60]
    # What has not the form of a date may lead to a person and is not kept at hand.
    return (_read_known if _FORM.match(text) else _read_text)(text, day_first)


@lru_cache(maxsize=4096)
def _read_known(text: str, day_first: bool | None) -> Day:
    return _read_text(text, day_first)


def _read_text(text: str, day_first: bool | None) -> Day:
    if not text:
        return Day(kind="no_date")
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first != second and first <= 12 and second <= 12 and day_first is None:
            return Day(kind="ambiguous_date")
        is_day_first = day_first if first <= 12 and second <= 12 and day_first is not None else first > 12
        return _day(year, second, first) if is_day_first else _day(year, first, second)
    for pattern, (month, day) in zip(_NAMED, ((1, 2), (2, 1)), strict=True):
        if match := pattern.fullmatch(text):
            return _day(int(match[3]), _MONTHS.index(match[month].lower()) + 1, int(match[day]))
    period = read_period(text)
    if period and re.fullmatch(r"\d{4}-\d{2}-\d{2}", period):
        return _day(*map(int, period.split("-")))
    if period and re.fullmatch(r"\d{4}-\d{2}", period):
        return Day(None, period, "month_only")
    return Day(kind="unreadable_date")


def _day(year: int, month: int, day: int) -> Day:
    try:
        found = date(year, month, day)
    except ValueError:
        return Day(kind="unreadable_date")
    return Day(found, found.isoformat()[:7])
