"""Opens the input workbook and gives the cells of each sheet, with the formula behind a cell and the columns found.

The header of a sheet is the row in which most of its columns are recognised; a column is known by the key in brackets, its Vietnamese
or its English heading. A column that is not known is refused, since a misspelt heading would lose its numbers in silence; one that
asks for personal data is refused as such.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dubao.admission.cell_values import Place, RawCell
from dubao.admission.personal_data import is_personal_heading
from dubao.admission.sheets import Column
from dubao.data.headers import heading_names, plain
from dubao.data.reader import close_match
from dubao.data.workbook import has_formulas
from dubao.errors import Collector, InputError, MissingExtraError, Problem

__all__ = ["RawBook", "RawRow", "open_workbook"]

# Rows within which the header of a sheet stands.
HEADER_WITHIN = 12
# A sheet formatted down to its last row has a million empty ones; below this many nobody looks for figures.
MOST_EMPTY_ROWS = 5000
# A column under one of these headings is a remark of the user and is not read.
_REMARKS = frozenset(("ghi chu", "note", "notes", "remark", "remarks"))


@dataclass(frozen=True)
class RawRow:
    """A row of a sheet: column → cell and place."""

    number: int
    cells: dict[str, RawCell]
    places: dict[str, Place]


class RawBook:
    """The sheets of an opened workbook."""

    def __init__(self, values: Any, formulas: Any, file: str) -> None:
        self._values, self._formulas, self.file = values, formulas, file
        self.sheet_names: list[str] = [sheet.title for sheet in values.worksheets]

    def cell(self, sheet: str, row: int, column: int) -> RawCell:
        shown = self._values[sheet].cell(row, column)
        written = self._formulas[sheet].cell(row, column) if self._formulas is not None else None
        formula = str(written.value) if written is not None and written.data_type == "f" else ""
        percent = "%" in (shown.number_format or "")
        return RawCell(shown.value, percent, formula, error=shown.data_type == "e")

    def place(self, sheet: str, row: int = 0, column: int = 0) -> Place:
        return Place(self.file, sheet, f"{_letters(column)}{row}" if column else "")

    def size(self, sheet: str) -> tuple[int, int]:
        return self._values[sheet].max_row, self._values[sheet].max_column

    def rows(self, sheet: str, columns: Sequence[Column], problems: Collector) -> list[RawRow]:
        """The filled rows below the header of a sheet."""
        header, found = self._header(sheet, columns)
        self._check_header(sheet, header, found, columns, problems)
        if header == 0 or any(c.required and c.name not in found for c in columns):
            return []
        last, _ = self.size(sheet)
        out: list[RawRow] = []
        empty = 0
        for number in range(header + 1, last + 1):
            cells = {name: self.cell(sheet, number, at) for name, at in found.items()}
            empty = empty + 1 if all(cell.is_empty for cell in cells.values()) else 0
            if empty == 0:
                places = {name: self.place(sheet, number, at) for name, at in found.items()}
                out.append(RawRow(number, cells, places))
            elif empty > MOST_EMPTY_ROWS:
                break
        return out

    def _header(self, sheet: str, columns: Sequence[Column]) -> tuple[int, dict[str, int]]:
        best: tuple[int, dict[str, int]] = (0, {})
        last, width = self.size(sheet)
        for row in range(1, min(last, HEADER_WITHIN) + 1):
            found: dict[str, int] = {}
            for position in range(1, width + 1):
                name = column_of(self.cell(sheet, row, position).text, columns)
                if name:
                    found.setdefault(name, position)
            if len(found) > len(best[1]):
                best = row, found
            if len(found) == len(columns):
                break
        return best

    def _check_header(
        self, sheet: str, header: int, found: dict[str, int], columns: Sequence[Column], problems: Collector
    ) -> None:
        _, width = self.size(sheet)
        unread: list[tuple[str, Place]] = []
        for row in range(1, HEADER_WITHIN + 1) if header == 0 else (header,):
            for position in range(1, width + 1):
                text = self.cell(sheet, row, position).text
                if not text or position in found.values() and row == header:
                    continue
                place = self.place(sheet, row, position)
                if is_personal_heading(text) and not column_of(text, columns):
                    problems.add(personal_column(place))
                elif header and column_of(text, columns):
                    problems.add(_twice(text, place))
                elif header and plain(text.split("\n")[0]) not in _REMARKS:
                    unread.append((text, place))
        for column in columns:
            if column.required and column.name not in found:
                near = close_match(plain(column.vi), [plain(text) for text, _ in unread])
                problems.add(_missing(column, self.place(sheet), near))
        for text, place in unread:
            problems.add(_unknown(text, place, columns))

    def other_sheets(self, ours: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Sheet, row and column of each heading of a sheet that is none of ours."""
        for sheet in self.sheet_names:
            if sheet not in ours:
                last, width = self.size(sheet)
                for row in range(1, min(last, HEADER_WITHIN) + 1):
                    for column in range(1, width + 1):
                        yield sheet, row, column


def column_of(text: str, columns: Sequence[Column]) -> str:
    """The column a heading names; empty when it names none.

    >>> from dubao.admission.sheets import SHEETS
    >>> column_of(SHEETS[0].fields[2].heading, SHEETS[0].fields), column_of("Floor area that serves training", SHEETS[0].fields)
    ('floor_area', 'floor_area')
    """
    if not text:
        return ""
    names = [*heading_names(text), *(plain(line.split("(")[0]) for line in text.split("\n"))]
    for known in _known_headings(tuple(columns)):
        for name in names:
            if name in known:
                return known[name]
    return ""


@lru_cache(maxsize=32)
def _known_headings(columns: tuple[Column, ...]) -> tuple[dict[str, str], ...]:
    """Headings by key, Vietnamese and English, each without marks → the column."""
    return tuple({plain(getattr(c, kind)): c.name for c in columns} for kind in ("name", "vi", "en"))


def open_workbook(path: str | Path) -> RawBook:
    """Opens an input workbook.

    Raises
    ------
    InputError
        E-ADM-001, it cannot be opened.
    """
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError.of("openpyxl") from None
    file = Path(path).name
    try:
        data = Path(path).read_bytes()
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data)) if has_formulas(data) else None
    except Exception as error:
        # A damaged file can fail anywhere in unpacking and parsing, with errors of several libraries: all mean the same.
        raise InputError(
            Problem(
                "E-ADM-001", file=str(path), vi=f"không mở được sổ nhập ({type(error).__name__})",
                en=f"the input workbook cannot be opened ({type(error).__name__})",
                remedy_vi="ghi đúng đường dẫn tới tệp .xlsx không đặt mật khẩu; tạo sổ mới bằng dubao intake --template TỆP",
                remedy_en="give the path of an .xlsx file without password; make a new one by dubao intake --template FILE",
            )
        ) from None  # fmt: skip
    return RawBook(values, formulas, file)


def _letters(column: int) -> str:
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(ord("A") + rest) + out
    return out


def personal_column(place: Place) -> Problem:
    """The refusal of a column of personal data; what stands in it is not repeated."""
    return place.problem(
        "E-ADM-004", "cột này là dữ liệu cá nhân (họ tên, số định danh, ngày sinh hoặc thông tin liên hệ)",
        "this column holds personal data (a name, an identity number, a birth date or a contact)",
        "xóa cột; mỗi giảng viên ghi bằng một mã do cơ sở đặt, ví dụ GV001",
        "delete the column; write each lecturer as a code of your own, for instance GV001",
    )  # fmt: skip


def _missing(column: Column, place: Place, near: str) -> Problem:
    return place.problem(
        "E-ADM-002", f"thiếu cột “{column.vi}” [{column.name}]" + (f" (có phải là “{near}”?)" if near else ""),
        f"the column “{column.en}” [{column.name}] is missing" + (f" (is it “{near}”?)" if near else ""),
        "giữ nguyên dòng tiêu đề của mẫu, hoặc tạo sổ mới bằng dubao intake --template TỆP",
        "keep the header row of the template, or make a new workbook by dubao intake --template FILE",
    )  # fmt: skip


def _unknown(text: str, place: Place, columns: Sequence[Column]) -> Problem:
    shown = text.replace("\n", " ")[:60]
    near = close_match(plain(text), [plain(c.vi) for c in columns] + [plain(c.name) for c in columns])
    return place.problem(
        "E-ADM-003", f"không có cột tên “{shown}”" + (f" (có phải là “{near}”?)" if near else ""),
        f"there is no column called “{shown}”" + (f" (did you mean “{near}”?)" if near else ""),
        "sửa tiêu đề theo mẫu; cột ghi chú đặt tên “Ghi chú”", "mend the heading as in the template; call a column of remarks “Notes”", text,
    )  # fmt: skip


def _twice(text: str, place: Place) -> Problem:
    shown = text.replace("\n", " ")[:60]
    return place.problem(
        "E-ADM-003", f"cột “{shown}” có hai lần", f"the column “{shown}” stands twice", "giữ một cột", "keep one of them", text
    )  # fmt: skip
