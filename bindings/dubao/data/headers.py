"""Finds the header row of a table and what its columns are, named in Vietnamese or English.

Above the header there may be titles, units and empty rows, often in merged cells. The header is the row in which
most of the wanted columns are recognised. A table may be long (a column of periods, a column of values) or wide (a column for each
period, as yearbooks print them).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dubao.data.catalogue import fold
from dubao.data.cells import Cell, Sheet
from dubao.data.period_text import read_period
from dubao.data.reader import close_match
from dubao.data.table import Field
from dubao.errors import Collector, Problem

# Rows below which no header is looked for.
HEADER_WITHIN = 40

# Names that people give to columns, without marks and in lower case.
ALIASES: dict[str, tuple[str, ...]] = {
    "series_id": ("ma chuoi", "ma chuoi so lieu", "chuoi", "series", "series id", "unique id"),
    "unique_id": ("ma chuoi", "ma chuoi so lieu", "chuoi", "series", "series id", "id", "ten chuoi"),
    "period": (
        "ky",
        "thoi ky",
        "ky so lieu",
        "nam",
        "quy",
        "thang",
        "thoi gian",
        "year",
        "time",
        "time period",
        "ds",
        "date",
    ),
    "ds": ("ky", "thoi ky", "nam", "quy", "thang", "thoi gian", "ngay", "year", "time", "date", "period"),
    "value": ("gia tri", "so lieu", "tri so", "so luong", "y", "obs value", "so nguoi"),
    "y": ("gia tri", "so lieu", "tri so", "so luong", "value", "obs value", "so nguoi"),
    "unit": ("don vi", "don vi tinh", "dvt", "unit of measure"),
    "standard_error": ("sai so chuan", "sai so chon mau", "se", "std error", "standard error"),
    "se": ("sai so chuan", "sai so chon mau", "standard error", "std error"),
    "status": ("tinh trang", "trang thai", "tinh trang so lieu"),
    "break_before": ("diem gay", "diem gay truoc ky", "gay", "break", "break before"),
    "source_id": ("nguon", "ma nguon", "nguon so lieu", "source"),
    "note": ("ghi chu", "chu thich", "notes", "remark"),
    "sex": ("gioi tinh", "gioi", "gender"),
    "age": ("tuoi", "nhom tuoi", "do tuoi", "age group"),
    "activity": ("nganh", "nganh kinh te", "ma nganh", "ma nganh kinh te", "vsic", "industry", "isic"),
    "occupation": ("nghe", "nghe nghiep", "ma nghe", "ma nghe nghiep", "vsco", "isco"),
    "province": ("tinh", "tinh thanh", "tinh thanh pho", "ma tinh", "dia phuong"),
    "major": ("nganh dao tao", "ma nganh dao tao"),
    "field": ("linh vuc", "linh vuc dao tao", "nganh dao tao", "field of study"),
    "level": ("trinh do", "cap do"),
    "indicator": ("chi tieu", "ten chi tieu"),
    "qualification": ("trinh do", "trinh do chuyen mon"),
}


def plain(text: str) -> str:
    """A heading without marks, case and punctuation."""
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def heading_names(text: str) -> list[str]:
    """What a heading may be matched by: itself, what is in brackets, what stands before them.

    >>> heading_names("Kỳ (period)")
    ['ky period', 'period', 'ky']
    """
    inside = re.findall(r"[(\[]([^)\]]*)[)\]]", text)
    before = re.split(r"[(\[]", text)[0]
    return list(dict.fromkeys(name for name in (plain(text), *map(plain, inside), plain(before)) if name))


def match_heading(text: str, fields: tuple[Field, ...]) -> str:
    """The field a heading names; empty when it names none."""
    names = heading_names(text)
    for known in (
        {plain(f.name): f.name for f in fields},
        {plain(d): f.name for f in fields for d in (f.description, f.description_vi) if d},
        {alias: f.name for f in fields for alias in ALIASES.get(f.name, ())},
    ):
        for name in names:
            if name in known:
                return known[name]
    return ""


@dataclass(frozen=True)
class Header:
    """Where the columns of a sheet are.

    Attributes
    ----------
    index : int
        Position of the header among the rows of the sheet.
    columns : dict
        Field → column.
    periods : dict
        Column → period, when the table is wide: one column for each period.
    """

    index: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    periods: dict[int, str] = field(default_factory=dict)
    twice: tuple[str, ...] = ()


def find_header(
    sheet: Sheet, fields: tuple[Field, ...], needed: tuple[str, ...], problems: Collector
) -> Header:
    """The header of a sheet; what is missing or twice is reported.

    Parameters
    ----------
    needed : tuple of str
        Fields without which the table cannot be read. A wide table needs no column of periods and of values.
    """
    best = Header()
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        found = _header_of(row, index, fields)
        if len(found.columns) + len(found.periods) > len(best.columns) + len(best.periods):
            best = found
    if best.periods:
        needed = tuple(name for name in needed if name not in _LONG_ONLY)
    wanted = ", ".join(needed)
    if len(best.columns) + len(best.periods) < min(2, len(needed)):
        problems.add(
            Problem(
                "E-DAT-006", file=sheet.file, row=1, vi="không tìm thấy dòng tiêu đề cột", en="no row of column names was found",
                remedy_vi=f"ghi một dòng tên cột, ít nhất: {wanted}", remedy_en=f"write a row of column names, at least: {wanted}",
            )
        )  # fmt: skip
        return Header(best.index)
    _report(sheet, best, needed, problems)
    return best


# Columns that a wide table has none of: its headings are the periods and its cells the values.
_LONG_ONLY = ("period", "value", "ds", "y")


def _header_of(row: list[Cell], index: int, fields: tuple[Field, ...]) -> Header:
    columns: dict[str, int] = {}
    periods: dict[int, str] = {}
    twice: list[str] = []
    for position, cell in enumerate(row):
        name = match_heading(cell.text, fields) if cell.text and cell.number is None else ""
        if name and name in columns:
            twice.append(cell.text)
        elif name:
            columns[name] = position
        elif (period := read_period(cell.text)) is not None:
            periods[position] = period
    # One heading that is a year may be a title; two or more, all different, beside no column of periods make a wide table.
    wide = (
        len(periods) > 1
        and len(set(periods.values())) == len(periods)
        and not columns.keys() & set(_LONG_ONLY)
    )
    return Header(index, columns, periods if wide and columns else {}, tuple(twice))


def _report(sheet: Sheet, header: Header, needed: tuple[str, ...], problems: Collector) -> None:
    number = sheet.numbers[header.index]
    wanted = ", ".join(needed)
    taken = {*header.columns.values(), *header.periods}
    unread = [plain(c.text) for p, c in enumerate(sheet.rows[header.index]) if c.text and p not in taken]
    for name in needed:
        if name not in header.columns:
            near = close_match(plain(name), unread)
            problems.add(
                Problem(
                    "E-DAT-006", file=sheet.file, row=number, column=name,
                    vi="thiếu cột này" + (f" (có phải là “{near}”?)" if near else ""),
                    en="the column is missing" + (f" (is it “{near}”?)" if near else ""),
                    remedy_vi=f"thêm cột; các cột bắt buộc: {wanted}", remedy_en=f"add the column; needed are: {wanted}",
                )
            )  # fmt: skip
    for text in header.twice:
        problems.add(
            Problem(
                "E-DAT-006", file=sheet.file, row=number, column=text, vi="hai cột cùng một nghĩa", en="two columns mean the same",
                remedy_vi="giữ một cột", remedy_en="keep one of them",
            )
        )  # fmt: skip
