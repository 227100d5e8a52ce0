"""What was met while reading: counts of every kind, the first places of each, in words of both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dubao.errors import Language
from dubao.labour.results import Result
from dubao.numbers import format_number

__all__ = ["KINDS", "PLACES_SHOWN", "Place", "ReadingReport", "Tally"]

# Places that are kept of each kind.
PLACES_SHOWN = 5

# Kind → what was met and what was done about it.
KINDS: dict[str, tuple[str, str]] = {
    "unreadable_row": ("dòng không tách được thành tin, không giữ", "rows that are no posting, not kept"),
    "broken_off": ("tệp nén bị đứt giữa chừng, các dòng đọc được vẫn giữ", "packed files that break off, the rows that can be read are kept"),
    "empty_row": ("tin không có cả tiêu đề và nội dung, không giữ", "postings with neither title nor text, not kept"),
    "cell_count": ("dòng có số ô khác tiêu đề, giữ các ô đọc được", "rows with another number of cells than the header, cells kept as they stand"),
    "unclosed_quote": ("dấu nháy kép không đóng, dòng được đọc không theo dấu nháy", "quotes that never end, the row read without them"),
    "old_encoding": ("dòng theo bảng mã cũ, đã chuyển sang Unicode", "rows in an old encoding, converted to Unicode"),
    "unknown_encoding": ("dòng có bảng mã không nhận ra, đọc như Windows-1252", "rows in an unknown encoding, read as Windows-1252"),
    "control_characters": ("có ký tự điều khiển hoặc ký tự ẩn, đã bỏ", "control or invisible characters, dropped"),
    "markup": ("có thẻ đánh dấu, chỉ giữ chữ", "markup, only its text kept"),
    "script": ("có mã lệnh trong thẻ đánh dấu, đã bỏ", "scripts in markup, dropped"),
    "formula": ("ô mở đầu như công thức, giữ như chữ", "cells that begin as a formula, kept as text"),
    "unreadable_cell": ("ô có giá trị không đọc được, để trống", "cells whose value cannot be read, left empty"),
    "cut": ("nội dung quá dài, đã cắt", "text that is too long, cut"),
    "email": ("có địa chỉ thư điện tử, đã bỏ", "e-mail addresses, dropped"),
    "phone": ("có số điện thoại, đã bỏ", "phone numbers, dropped"),
    "personal_id": ("mã tin là số điện thoại hoặc thư điện tử, đã bỏ mã", "ids that are a phone number or an e-mail address, dropped"),
    "no_source": ("không ghi nguồn", "without a source"),
    "no_id": ("không ghi mã tin", "without an id"),
    "duplicate_id": ("mã tin đã có trong cùng nguồn, giữ cả hai", "ids that the same source gave before, both kept"),
    "no_title": ("không có tiêu đề", "without a title"),
    "no_date": ("không ghi ngày", "without a date"),
    "unreadable_date": ("ngày không đọc được", "dates that cannot be read"),
    "ambiguous_date": ("ngày đọc được theo hai cách, để trống", "dates that can be read in two ways, left empty"),
    "month_only": ("chỉ ghi tháng", "dates that give the month only"),
    "early_date": ("ngày trước năm 1995, không tính vào tháng nào", "dates before 1995, counted in no month"),
    "future_date": ("ngày sau ngày đọc, không tính vào tháng nào", "dates after the day of reading, counted in no month"),
    "salary_undetermined": ("mức lương không đọc được theo một cách", "salaries that cannot be read in one way"),
}  # fmt: skip
# Kinds whose rows become no posting.
_NOT_KEPT = ("unreadable_row", "empty_row")


@dataclass(frozen=True)
class Place:
    """Where something was met."""

    file: str
    row: int


@dataclass(frozen=True)
class ReadingReport(Result):
    """Account of a reading; rows = postings + rows that are no posting.

    Attributes
    ----------
    files : tuple of str
    rows, postings : int
    counts : dict
        Kind → rows in which it was met; kinds are those of :data:`KINDS`. Of e-mail addresses and phone numbers only this count is kept.
    places : dict
        Kind → the first places.
    columns : dict
        File → field → column it was read from.
    encodings : dict
        File → encodings of its rows.
    as_of : datetime.date
        Day after which a date is in the future.
    """

    files: tuple[str, ...]
    rows: int
    postings: int
    counts: dict[str, int]
    places: dict[str, tuple[Place, ...]]
    columns: dict[str, dict[str, str]]
    encodings: dict[str, tuple[str, ...]]
    as_of: date

    @property
    def not_kept(self) -> int:
        """Rows that became no posting."""
        return sum(self.counts.get(kind, 0) for kind in _NOT_KEPT)

    def statements(self, lang: Language = "vi") -> tuple[str, ...]:
        """Sentences of what was met, in the order of :data:`KINDS`; no content of any row.

        >>> report = Tally(date(2026, 1, 1))
        >>> report.met("no_date", "a.csv", 3)
        >>> report.finished(("a.csv",), 4, 4, {}).statements("en")
        ('4 rows read, 4 postings.', 'without a date: 1 (a.csv, row 3).')
        """

        def number(n: int) -> str:
            return format_number(float(n), lang, 0)

        row = "dòng" if lang == "vi" else "row"
        first = (
            f"Đã đọc {number(self.rows)} dòng, {number(self.postings)} tin."
            if lang == "vi"
            else f"{number(self.rows)} rows read, {number(self.postings)} postings."
        )
        out = [first]
        for kind, (vi, en) in KINDS.items():
            if count := self.counts.get(kind):
                shown = "; ".join(f"{p.file}, {row} {p.row}" for p in self.places[kind])
                more = "; …" if count > len(self.places[kind]) else ""
                out.append(f"{vi if lang == 'vi' else en}: {number(count)} ({shown}{more}).")
        return tuple(out)


@dataclass
class Tally:
    """Counts while rows are read.

    >>> tally = Tally(date(2026, 1, 1))
    >>> tally.met("email", "a.csv", 2)
    >>> tally.counts
    {'email': 1}
    """

    as_of: date
    counts: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)
    encodings: dict[str, dict[str, None]] = field(default_factory=dict)

    def met(self, kind: str, file: str, row: int) -> None:
        """Counts one row of a kind."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        shown = self.places.setdefault(kind, [])
        if len(shown) < PLACES_SHOWN:
            shown.append(Place(file, row))

    def join(self, other: Tally) -> None:
        """Adds what was met in later rows."""
        for kind, count in other.counts.items():
            self.counts[kind] = self.counts.get(kind, 0) + count
            shown = self.places.setdefault(kind, [])
            shown += other.places[kind][: PLACES_SHOWN - len(shown)]
        for file, names in other.encodings.items():
            self.encodings.setdefault(file, {}).update(names)

    def finished(
        self, files: tuple[str, ...], rows: int, postings: int, columns: Mapping[str, Any]
    ) -> ReadingReport:
        """The report."""
        return ReadingReport(
            files, rows, postings,
            {kind: self.counts[kind] for kind in KINDS if kind in self.counts},
            {kind: tuple(self.places[kind]) for kind in KINDS if kind in self.places},
            dict(columns), {file: tuple(names) for file, names in self.encodings.items()}, self.as_of,
        )  # fmt: skip
