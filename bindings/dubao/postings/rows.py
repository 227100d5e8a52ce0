"""One row of a file of postings: its cells to plain text, its date, id and salary, and what was met on the way.

>>> from dubao.postings.records import Record
>>> from dubao.postings.report import Tally
>>> state = RowState(Tally(date(2026, 4, 1)))
>>> cells = {"t": "<b>Lập trình viên</b>", "d": "2026-03-02"}
>>> read_row(Record(2, cells), {"title": "t", "date": "d"}, "a.csv", RowOptions("a"), state).title, state.tally.counts
('Lập trình viên', {'markup': 1, 'no_id': 1})
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dubao.postings.cells import UNREADABLE, is_missing, written
from dubao.postings.cleaning import LONGEST, begins_as_formula, plain_text
from dubao.postings.dates import Day, read_day
from dubao.postings.personal_data import amount_without_phone, is_personal_id, without_personal_data
from dubao.postings.posting import Posting
from dubao.postings.records import Record
from dubao.postings.report import Tally
from dubao.postings.salary import Salary, read_salary

__all__ = ["LONGEST_LINE", "RowOptions", "RowState", "read_row"]

_OLD = ("tcvn3", "vni", "cp1258")
# ASSUMPTION: nothing was advertised on a site before; such dates stand where none is known (1900, 1970).
_EARLIEST = date(1995, 1, 1)
# Titles, names and places are cut like texts, but far earlier.
LONGEST_LINE = 1000


@dataclass
class RowState:
    """What a reading carries from row to row: counts, and texts that come again."""

    tally: Tally
    memory: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    # Postings share their remarks: there are few different ones.
    remarks: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class RowOptions:
    """What the user said of the rows of a file."""

    source: str = ""
    day_first: bool | None = None
    currency: str = ""
    period: str = ""
    longest: int = LONGEST


class _Row:
    """Cells of one row turned to plain text, with the kinds that were met; each kind counts once a row."""

    def __init__(
        self, record: Record, columns: Mapping[str, str], memory: dict[str, tuple[str, tuple[str, ...]]]
    ) -> None:
        self.cells = record.cells
        self.columns = columns
        self.memory = memory
        self.met: dict[str, None] = dict.fromkeys(record.met)

    def raw(self, field: str) -> Any:
        column = self.columns.get(field)
        value = None if column is None else self.cells.get(column)
        return None if is_missing(value) else value

    def printed(self, value: Any) -> str:
        text = written(value)
        if text == UNREADABLE != value:
            self.met["unreadable_cell"] = None
        return text

    def plain(self, field: str) -> str:
        """Text that is read and not kept, so that personal data may stand in it."""
        value = self.raw(field)
        if value is None:
            return ""
        found = plain_text(self.printed(value), longest=LONGEST_LINE)
        for kind, was in (("markup", found.markup), ("script", found.script), ("cut", found.cut)):
            if was:
                self.met[kind] = None
        return found.text

    def text(self, field: str, longest: int = LONGEST_LINE) -> str:
        value = self.raw(field)
        if value is None:
            return ""
        if not isinstance(value, str):
            value = self.printed(value)
        if not value:
            return ""
        known = self.memory.get(value) if longest == LONGEST_LINE else None
        if known is None:
            known = _cleaned(value, longest)
            # Titles, places and employers come again and again; what led to a person is not remembered.
            if longest == LONGEST_LINE and not _PERSONAL & set(known[1]):
                if len(self.memory) >= _REMEMBERED:
                    self.memory.clear()
                self.memory[value] = known
        self.met.update(dict.fromkeys(known[1]))
        return known[0] if longest > LONGEST_LINE else known[0].replace("\n", " ")


_PERSONAL = {"email", "phone"}
# Short texts whose cleaned form is kept at hand during one reading.
_REMEMBERED = 100_000


def _cleaned(value: str, longest: int) -> tuple[str, tuple[str, ...]]:
    """The text as it is kept, and the kinds that were met in it."""
    found = plain_text(value, longest=longest)
    text, emails, phones = without_personal_data(found.text)
    kinds = (
        ("control_characters", found.invisible), ("markup", found.markup), ("script", found.script), ("cut", found.cut),
        ("email", emails), ("phone", phones), ("formula", begins_as_formula(text)),
    )  # fmt: skip
    return text, tuple(kind for kind, was in kinds if was)


def read_row(
    record: Record, columns: Mapping[str, str], file: str, options: RowOptions, state: RowState
) -> Posting | None:
    """The posting of a row; None where it is none. What was met is counted in the state; ids given twice are not (see ``SeenIds``)."""
    tally = state.tally
    row = _Row(record, columns, state.memory)
    for name in record.encodings:
        tally.encodings.setdefault(file, {})[name] = None
        if name in _OLD:
            row.met["old_encoding"] = None
        elif name == "unknown":
            row.met["unknown_encoding"] = None
    if "unreadable_row" in row.met:
        return _counted(None, row, file, record.row, tally)
    title = row.text("title")
    text = row.text("text", options.longest)
    if not title and not text:
        row.met["empty_row"] = None
        return _counted(None, row, file, record.row, tally)
    source = row.text("source") or options.source
    day = _day(row, options)
    month = day.month
    if day.kind:
        row.met[day.kind] = None
    for kind, was in (
        ("future_date", (day.day or _first_of(month)) > tally.as_of),
        ("early_date", bool(month) and (day.day or _first_of(month)) < _EARLIEST),
    ):
        if was:
            row.met[kind] = None
            month = ""
    salary = _salary(row, options)
    id = _id(row)
    for kind, was in (
        ("no_source", not source), ("no_id", not id), ("no_title", not title),
        ("salary_undetermined", salary.status == "undetermined"),
    ):  # fmt: skip
        if was:
            row.met[kind] = None
    place, employer = row.text("place"), row.text("employer")
    remarks = tuple(sorted(row.met))
    return _counted(
        Posting(
            source, id, day.day, month, title, text, place, employer, salary.low, salary.high,
            salary.currency, salary.period, salary.status, state.remarks.setdefault(remarks, remarks), record.row,
        ),
        row, file, record.row, tally,
    )  # fmt: skip


def _counted(posting: Posting | None, row: _Row, file: str, number: int, tally: Tally) -> Posting | None:
    for kind in row.met:
        tally.met(kind, file, number)
    return posting


def _day(row: _Row, options: RowOptions) -> Day:
    value = row.raw("date")
    # Numbers count seconds and days are days; whatever else stands there is read as text, as it shows.
    if value is not None and not isinstance(value, (date, int, float)):
        value = row.plain("date")
    return read_day(value, day_first=options.day_first)


def _salary(row: _Row, options: RowOptions) -> Salary:
    """A salary; a phone number that stands in its place is no amount."""
    value = row.raw("salary")
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value
    text, emails, phones = amount_without_phone(
        row.plain("salary") if not isinstance(value, (int, float)) else row.printed(value)
    )
    for kind, was in (("email", emails), ("phone", phones)):
        if was:
            row.met[kind] = None
    return read_salary(text, currency=options.currency, period=options.period)


def _first_of(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1) if month else date.min


def _id(row: _Row) -> str:
    value = row.raw("id")
    if value is None:
        return ""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else row.printed(value).strip()
    found = plain_text(text, longest=LONGEST_LINE)
    if is_personal_id(found.text.replace("\n", " ")):
        row.met["personal_id"] = None
        return ""
    if found.markup:
        row.met["markup"] = None
    if begins_as_formula(found.text):
        row.met["formula"] = None
    return found.text
