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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from dubao.errors import Collector, InputError, Problem
from dubao.postings.cleaning import LONGEST, plain_text
from dubao.postings.columns import find_columns
from dubao.postings.dates import read_day
from dubao.postings.personal_data import name_without_person, without_personal_data
from dubao.postings.posting import Posting
from dubao.postings.records import Record, format_of, rows_of
from dubao.postings.report import ReadingReport, Tally
from dubao.postings.rows import LONGEST_LINE, RowOptions, RowState, read_row

__all__ = ["PostingsRead", "read_postings", "read_records"]


@dataclass(frozen=True)
class PostingsRead:
    """Postings in the order of the rows, and the account of the reading."""

    postings: tuple[Posting, ...]
    report: ReadingReport


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
    reading = FilesReading(
        paths, columns=columns, source=source, format=format, as_of=as_of,
        row_options=RowOptions("", day_first, salary_currency, salary_period, longest_text),
    )  # fmt: skip
    postings: list[Posting] = []
    state = RowState(Tally(reading.as_of))
    for part in reading.parts():
        found = read_part(part, state)
        postings += found
        reading.add(part, found)
    return PostingsRead(tuple(postings), reading.finished(state.tally, len(postings)))


@dataclass(frozen=True, slots=True)
class RowsPart:
    """Rows of one file that are read alike."""

    file: str
    columns: Mapping[str, str]
    options: RowOptions
    records: tuple[Record, ...]


def read_part(part: RowsPart, state: RowState) -> list[Posting]:
    """The postings of a part; parts may be read anywhere in any order, and joined in theirs."""
    made = (read_row(record, part.columns, part.file, part.options, state) for record in part.records)
    return [posting for posting in made if posting is not None]


class FilesReading:
    """The reading of files in parts: rows as they come, one account in the end.

    Ids that a source gives twice belong to no single part: they are counted where parts are added, in the order of the files.
    """

    def __init__(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        columns: Mapping[str, str] | None,
        source: str,
        format: str,
        as_of: date | str | None,
        row_options: RowOptions,
    ) -> None:
        files = [Path(paths)] if isinstance(paths, (str, Path)) else [Path(p) for p in paths]
        self.as_of = _as_of(as_of)
        self._given = columns or {}
        self._tally = Tally(self.as_of)
        self._ids = SeenIds(self._tally)
        self._rows = 0
        self._found: dict[str, dict[str, str]] = {}
        self._plan: list[tuple[str, set[str], Iterator[Record], RowOptions]] = []
        problems = Collector()
        for path, name in zip(files, _names_of(files), strict=True):
            try:
                header, rows = rows_of(path, name, format_of(path, format))
            except InputError as error:
                problems.problems.extend(error.problems)
                continue
            self._found[name] = find_columns(header, self._given, name, problems)
            options = replace(row_options, source=_name(source) or name)
            self._plan.append((name, set(header), rows, options))
        problems.raise_if_any(InputError)

    def parts(self, rows: int = 2000) -> Iterator[RowsPart]:
        """Parts of at most so many rows."""
        for name, known, records, options in self._plan:
            waiting: list[Record] = []
            for record in records:
                # Lines of JSON may name a field that no line before them named.
                if not record.cells.keys() <= known:
                    known.update(record.cells)
                    more = _more_columns(self._found[name], record.cells, self._given)
                    if more != self._found[name]:
                        if waiting:
                            yield RowsPart(name, self._found[name], options, tuple(waiting))
                            waiting = []
                        self._found[name] = more
                waiting.append(record)
                if len(waiting) == rows:
                    yield RowsPart(name, self._found[name], options, tuple(waiting))
                    waiting = []
            if waiting:
                yield RowsPart(name, self._found[name], options, tuple(waiting))

    def add(self, part: RowsPart, postings: Iterable[Posting]) -> None:
        """The next part in the order of the files, with its postings."""
        self._rows += len(part.records)
        for posting in postings:
            self._ids.met(posting, part.file)

    def finished(self, tally: Tally, postings: int) -> ReadingReport:
        """The report; `tally` is that of the parts, joined in their order."""
        tally.join(self._tally)
        return tally.finished(tuple(self._found), self._rows, postings, _stated(self._found))


class SeenIds:
    """Counts ids that a source gave before."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._seen: dict[str, set[str]] = {}

    def met(self, posting: Posting, file: str) -> None:
        """The next posting in the order of the files and their rows."""
        if posting.id:
            before = self._seen.setdefault(posting.source, set())
            if posting.id in before:
                self._tally.met("duplicate_id", file, posting.row)
            before.add(posting.id)


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
    header = list(dict.fromkeys(str(name) for row in rows if isinstance(row, Mapping) for name in row))
    problems = Collector()
    found = find_columns(header, columns or {}, "", problems)
    if rows:
        problems.raise_if_any(InputError)
    tally = Tally(_as_of(as_of))
    options = RowOptions(_name(source), day_first, salary_currency, salary_period, longest_text)
    records_of = tuple(
        Record(n, row) if isinstance(row, Mapping) else Record(n, {}, met=("unreadable_row",))
        for n, row in enumerate(rows, start=1)
    )
    postings = tuple(read_part(RowsPart("", found, options, records_of), RowState(tally)))
    ids = SeenIds(tally)
    for posting in postings:
        ids.met(posting, "")
    return PostingsRead(
        postings, tally.finished((), len(rows), len(postings), _stated({"": found}) if found else {})
    )


def _name(source: str) -> str:
    """A name given by the user is cleaned like one of a row."""
    return without_personal_data(plain_text(source, longest=LONGEST_LINE).text).text.replace("\n", " ")


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
