"""Reads postings from CSV, JSON Lines, Parquet or rows in memory: nothing that a row holds stops the reading, nothing is lost unsaid.

>>> from dubao.postings import read_records
>>> found = read_records(
...     [{"Vị trí": "<b>Lập trình viên</b>", "Mô tả": "Gọi 0912 345 678", "Ngày đăng": "2026-03-02", "Mức lương": "15 - 20 triệu"}],
...     source="a", as_of="2026-04-01")
>>> found.postings[0].title, found.postings[0].text, found.postings[0].salary_high
('Lập trình viên', 'Gọi …', 20000000.0)
>>> found.report.counts
{'markup': 1, 'phone': 1, 'no_id': 1}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dubao.errors import Collector, InputError, Problem
from dubao.postings.cells import UNREADABLE, is_missing, written
from dubao.postings.cleaning import LONGEST, begins_as_formula, plain_text
from dubao.postings.columns import find_columns
from dubao.postings.dates import Day, read_day
from dubao.postings.personal_data import (
    amount_without_phone,
    is_personal_id,
    name_without_person,
    without_personal_data,
)
from dubao.postings.posting import Posting
from dubao.postings.records import Record, format_of, rows_of
from dubao.postings.report import ReadingReport, Tally
from dubao.postings.salary import Salary, read_salary

__all__ = ["PostingsRead", "read_postings", "read_records"]

_OLD = ("tcvn3", "vni", "cp1258")
# ASSUMPTION: nothing was advertised on a site before; such dates stand where none is known (1900, 1970).
_EARLIEST = date(1995, 1, 1)
# Titles, names and places are cut like texts, but far earlier.
_LONGEST_LINE = 1000


@dataclass(frozen=True)
class PostingsRead:
    """Postings in the order of the rows, and the account of the reading."""

    postings: tuple[Posting, ...]
    report: ReadingReport


@dataclass
class _State:
    """What one reading carries from row to row."""

    tally: Tally
    ids: set[tuple[str, str]] = field(default_factory=set)
    memory: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    # Postings share their remarks: there are few different ones.
    remarks: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Options:
    source: str
    day_first: bool | None
    currency: str
    period: str
    longest: int


def read_postings(
    paths: str | Path | Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    source: str = "",
    format: str = "",
    as_of: date | str | None = None,
    day_first: bool | None = None,
    salary_currency: str = "",
    salary_period: str = "",
    longest_text: int = LONGEST,
) -> PostingsRead:
    """Reads files of postings.

    Parameters
    ----------
    paths : path or sequence of paths
        ``.csv`` (comma, semicolon, tab or bar), ``.jsonl``, ``.parquet``; text files may be packed (``.csv.gz``) and in any
        encoding that :mod:`dubao.data.encodings` knows.
    columns : mapping, optional
        Field (source, id, date, title, text, place, employer, salary) → heading. Fields it does not name are looked for among the
        usual headings; an empty heading says that there is no such column. Columns without a field are not read at all.
    source : str
        Where rows name no source; without it the name of the file stands for it.
    format : {"csv", "jsonl", "parquet"}, optional
    as_of : date or str, optional
        Day after which a date is in the future; today when not given. Give it where a result must come out the same again.
    day_first : bool, optional
        How ``03/04/2026`` is meant; without it such dates are left empty and counted.
    salary_currency, salary_period : str
        Taken where a salary states none; a statement about the source by the user.
    longest_text : int
        Characters of a text that are kept.

    Returns
    -------
    PostingsRead

    Raises
    ------
    dubao.errors.InputError
        For files as such only: E-DAT-001, E-DAT-002, E-POST-001 to E-POST-005, all problems at once.
    """
    files = [Path(paths)] if isinstance(paths, (str, Path)) else [Path(p) for p in paths]
    tally = Tally(_as_of(as_of))
    problems = Collector()
    plan = []
    found: dict[str, dict[str, str]] = {}
    for path, name in zip(files, _names_of(files), strict=True):
        try:
            header, rows = rows_of(path, name, format_of(path, format))
        except InputError as error:
            problems.problems.extend(error.problems)
            continue
        found[name] = find_columns(header, columns or {}, name, problems)
        options = _Options(_name(source) or name, day_first, salary_currency, salary_period, longest_text)
        plan.append((name, set(header), rows, options))
    problems.raise_if_any(InputError)
    postings: list[Posting] = []
    state = _State(tally)
    read = 0
    for name, known, rows, options in plan:
        for record in rows:
            read += 1
            # Lines of JSON may name a field that no line before them named.
            if not record.cells.keys() <= known:
                known.update(record.cells)
                found[name] = _more_columns(found[name], record.cells, columns or {})
            posting = _posting(record, found[name], name, options, state)
            if posting is not None:
                postings.append(posting)
    report = tally.finished(tuple(found), read, len(postings), _stated(found))
    return PostingsRead(tuple(postings), report)


def _more_columns(found: dict[str, str], names: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Columns known so far, and those of fields that had none."""
    more = find_columns([*found.values(), *names], given, "", Collector())
    return {**more, **found}


def _stated(found: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Columns for the report; a heading may lead to a person."""
    return {
        file: {field: without_personal_data(plain_text(h).text).text for field, h in columns.items()}
        for file, columns in found.items()
    }


def _names_of(files: Sequence[Path]) -> list[str]:
    """Names of files as they are told: nobody's address or number, and different for different files."""
    names: list[str] = []
    for path in files:
        name = name_without_person(path.name)
        if name in names:
            name = f"{name_without_person(path.parent.name)}/{name}"
        again = sum(n == name or n.startswith(f"{name} (") for n in names)
        names.append(f"{name} ({again + 1})" if again else name)
    return names


def read_records(
    records: Iterable[Mapping[str, Any]],
    *,
    columns: Mapping[str, str] | None = None,
    source: str = "",
    as_of: date | str | None = None,
    day_first: bool | None = None,
    salary_currency: str = "",
    salary_period: str = "",
    longest_text: int = LONGEST,
) -> PostingsRead:
    """As :func:`read_postings`, from rows in memory (``frame.to_dict("records")``); the first row has number 1."""
    rows = list(records)
    header = list(dict.fromkeys(str(name) for row in rows for name in row))
    problems = Collector()
    found = find_columns(header, columns or {}, "", problems)
    if rows:
        problems.raise_if_any(InputError)
    tally = Tally(_as_of(as_of))
    options = _Options(_name(source), day_first, salary_currency, salary_period, longest_text)
    state = _State(tally)
    made = (_posting(Record(n, row), found, "", options, state) for n, row in enumerate(rows, start=1))
    postings = tuple(p for p in made if p is not None)
    return PostingsRead(
        postings, tally.finished((), len(rows), len(postings), _stated({"": found}) if found else {})
    )


def _name(source: str) -> str:
    """A name given by the user is cleaned like one of a row."""
    return without_personal_data(plain_text(source, longest=_LONGEST_LINE).text).text.replace("\n", " ")


def _as_of(value: date | str | None) -> date:
    if value is None:
        return date.today()
    found = read_day(value).day
    if found is None:
        raise InputError(
            Problem(
                "E-POST-005", argument="as_of", vi=f"“{value}” không phải là một ngày", en=f"“{value}” is not a day",
                remedy_vi="ghi như 2026-11-22", remedy_en="write it as 2026-11-22",
            )
        )  # fmt: skip
    return found


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
        found = plain_text(self.printed(value), longest=_LONGEST_LINE)
        for kind, was in (("markup", found.markup), ("script", found.script), ("cut", found.cut)):
            if was:
                self.met[kind] = None
        return found.text

    def text(self, field: str, longest: int = _LONGEST_LINE) -> str:
        value = self.raw(field)
        if value is None:
            return ""
        if not isinstance(value, str):
            value = self.printed(value)
        if not value:
            return ""
        known = self.memory.get(value) if longest == _LONGEST_LINE else None
        if known is None:
            known = _cleaned(value, longest)
            # Titles, places and employers come again and again; what led to a person is not remembered.
            if longest == _LONGEST_LINE and not _PERSONAL & set(known[1]):
                if len(self.memory) >= _REMEMBERED:
                    self.memory.clear()
                self.memory[value] = known
        self.met.update(dict.fromkeys(known[1]))
        return known[0] if longest > _LONGEST_LINE else known[0].replace("\n", " ")


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


def _posting(
    record: Record, columns: Mapping[str, str], file: str, options: _Options, state: _State
) -> Posting | None:
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
        ("salary_undetermined", salary.status == "undetermined"), ("duplicate_id", bool(id) and (source, id) in state.ids),
    ):  # fmt: skip
        if was:
            row.met[kind] = None
    if id:
        state.ids.add((source, id))
    place, employer = row.text("place"), row.text("employer")
    remarks = tuple(sorted(row.met.keys() - {"duplicate_id"}))
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


def _day(row: _Row, options: _Options) -> Day:
    value = row.raw("date")
    # Numbers count seconds and days are days; whatever else stands there is read as text, as it shows.
    if value is not None and not isinstance(value, (date, int, float)):
        value = row.plain("date")
    return read_day(value, day_first=options.day_first)


def _salary(row: _Row, options: _Options) -> Salary:
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
    found = plain_text(text, longest=_LONGEST_LINE)
    if is_personal_id(found.text.replace("\n", " ")):
        row.met["personal_id"] = None
        return ""
    if found.markup:
        row.met["markup"] = None
    if begins_as_formula(found.text):
        row.met["formula"] = None
    return found.text
