"""A job posting as it is kept: plain text, a day, a salary as read, and nothing that leads to a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

__all__ = ["FIELDS", "Posting"]

# What a file can give; ``salary`` is the text from which low, high, currency and period are read.
FIELDS = ("source", "id", "date", "title", "text", "place", "employer", "salary")


@dataclass(frozen=True, slots=True)
class Posting:
    """One advertisement of one source.

    Attributes
    ----------
    source : str
        Site or list it was read from.
    id : str
        As the source names it; empty when it names none.
    date : datetime.date, optional
        Day of publication; None when the source gives none that can be read in one way.
    month : str
        ``2026-03``; empty when it cannot be counted: no date, or one after the day of reading.
    title, text, place, employer : str
        Plain text without markup, e-mail addresses and phone numbers.
    salary_low, salary_high : float, optional
        In whole units of the currency; None for an open end and for what is not stated.
    salary_currency : str
        ISO 4217; empty when undetermined.
    salary_period : str
        ``year``, ``month``, ``week``, ``day`` or ``hour``; empty when not stated.
    salary_status : str
        ``stated``, ``negotiable``, ``undetermined`` or empty (nothing about it).
    remarks : tuple of str
        Kinds of :data:`dubao.postings.KINDS` that were met in its row (``duplicate_id`` belongs to no single row and is in the report).
    row : int
        Row of the file, not part of what it is: two rows that say the same are equal.

    Examples
    --------
    >>> Posting("a", "1", date(2026, 3, 2), "2026-03", "Kỹ sư dữ liệu").month
    '2026-03'
    """

    source: str
    id: str
    date: date | None
    month: str
    title: str
    text: str = ""
    place: str = ""
    employer: str = ""
    salary_low: float | None = None
    salary_high: float | None = None
    salary_currency: str = ""
    salary_period: str = ""
    salary_status: str = ""
    remarks: tuple[str, ...] = ()
    row: int = field(default=0, compare=False)

    @property
    def day(self) -> int | None:
        """Day number; the first of the month where only the month is known; None without a date."""
        if self.date is not None:
            return self.date.toordinal()
        return date(int(self.month[:4]), int(self.month[5:]), 1).toordinal() if self.month else None

    @property
    def order(self) -> tuple[Any, ...]:
        """Order by day and then by content, undated last: the same however the rows came."""
        day = self.day
        return (
            day is None, day or 0, self.source, self.id, self.title, self.employer, self.place, self.text,
            self.salary_status, self.salary_low is None, self.salary_low or 0.0, self.salary_high is None, self.salary_high or 0.0, self.salary_currency, self.salary_period,
        )  # fmt: skip
