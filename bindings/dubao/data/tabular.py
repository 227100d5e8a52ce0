"""Reads tables as people make them: CSV with any separator and encoding, XLSX, title rows above the header.

What comes out is a :class:`Sheet` of cells with their spreadsheet rows. Nothing is guessed that could change a number: a cell of
an XLSX file that holds a number is that number; a text cell keeps its text, and how it is read is decided by the
declared number format (:mod:`dubao.data.importing`).
"""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dubao.data import encodings
from dubao.data.files import read_bytes
from dubao.errors import InputError, MissingExtraError, Problem

SEPARATORS = (",", ";", "\t", "|")
# Rows of a file that are looked at to find the separator.
_SAMPLE_ROWS = 200


@dataclass(frozen=True)
class Cell:
    """A cell: its text, and the number where a spreadsheet holds one (`percent`: shown with a percent sign)."""

    text: str
    number: float | None = None
    percent: bool = False
    is_date: bool = False


EMPTY = Cell("")


@dataclass(frozen=True)
class Sheet:
    """Rows of cells; ``numbers`` are their rows in the file, from 1."""

    file: str
    rows: list[list[Cell]]
    numbers: list[int]
    name: str = ""
    number_format: str = ""
    """Declared inside the file: the cell of the template's first sheet."""
    table: str = ""
    """Table that a template declares."""
    details: dict[str, Any] = field(default_factory=dict)


def read_tabular(path: str | Path, *, encoding: str | None = None, shown: str | None = None) -> Sheet:
    """Reads a CSV or XLSX file.

    Parameters
    ----------
    path : path
    encoding : {"tcvn3", "vni", "cp1258", "utf-8", "utf-16"}, optional
        Converts text of an old encoding; without it such a file is refused and the encoding named.

    Raises
    ------
    InputError
        E-DAT-001, E-DAT-002 (zero bytes), E-DAT-003 (not UTF-8), E-ENC-001 (an old encoding), E-DAT-024 (no workbook).
    """
    path = Path(path)
    shown = shown or str(path)
    data = read_bytes(path, shown)
    sheet = _read_xlsx(data, shown) if data[:4] == b"PK\x03\x04" else _read_csv(data, shown, encoding)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _old_workbook(shown)
    return _settle_text(sheet, encoding)


# -- text files --------------------------------------------------------------------------------------------------------
def decode(data: bytes, shown: str, encoding: str | None = None) -> str:
    """Text of a file's bytes: Unicode by its mark or by being UTF-8, an old encoding only when it is declared."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _old_workbook(shown)
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, shown)
    if encoding in encodings.ENCODINGS:
        # A file that is UTF-8 already carries the old letters as Unicode characters; the cells are converted later.
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return encodings.convert(data.decode("latin-1"), str(encoding))
    if encoding == "utf-16" or (encoding is None and _looks_utf16(data)):
        return _strict(data, "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be", shown)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = encodings.guess(data.decode("latin-1"), byte_text=True)
        if found is not None:
            raise InputError(old_encoding(found, file=shown)) from None
        return _strict(data, "utf-8", shown, error)


def _looks_utf16(data: bytes) -> bool:
    """Half the bytes of plain text in UTF-16 are zero; UTF-8 text has none."""
    sample = data[:4096]
    return sample.count(0) > len(sample) // 5


def _strict(data: bytes, name: str, shown: str, error: UnicodeDecodeError | None = None) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as caught:
        error = error or caught
        row = data[: error.start].count(b"\n") + 1
        raise InputError(
            Problem(
                "E-DAT-003", file=shown, row=row,
                vi=f"không phải {name.upper()}: byte 0x{data[error.start]:02X} ở vị trí {error.start}, không nhận ra bảng mã cũ nào",
                en=f"not {name.upper()}: byte 0x{data[error.start]:02X} at position {error.start}, and no old encoding recognised",
                remedy_vi="mở tệp bằng phần mềm đã tạo ra nó và lưu lại dạng CSV UTF-8",
                remedy_en="open the file in the program that made it and save it as CSV UTF-8",
            )
        ) from None  # fmt: skip


def old_encoding(found: encodings.Guess, **where: Any) -> Problem:
    """The problem of a text in an old encoding, with the two ways to convert it."""
    return Problem(
        "E-ENC-001",
        vi=f"chữ ở bảng mã cũ {found.title}, không phải Unicode: “{found.sample}” là “{found.reading}”",
        en=f"text in the old encoding {found.title}, not Unicode: “{found.sample}” is “{found.reading}”",
        remedy_vi=f"chuyển {found.title} sang Unicode (UniKey: Ctrl+Shift+F6) rồi lưu UTF-8, hoặc thêm --encoding {found.name}",
        remedy_en=f"convert {found.title} to Unicode (UniKey: Ctrl+Shift+F6) and save as UTF-8, or add --encoding {found.name}",
        **where,
    )


def _read_csv(data: bytes, shown: str, encoding: str | None) -> Sheet:
    text = decode(data, shown, encoding)
    separator = None
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text, skipped = first.strip()[4], rest, 1
    separator = separator or find_separator(text)
    rows = [
        [Cell(cell) for cell in record]
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    ]
    return Sheet(
        shown, rows, list(range(1 + skipped, len(rows) + 1 + skipped)), details={"separator": separator}
    )


def find_separator(text: str) -> str:
    """The separator under which most rows have one and the same number of cells, more than one.

    A decimal comma cuts cells into uneven rows, so `;` wins over `,` where both occur.

    >>> find_separator("ky;gia_tri\\n2023;1,5\\n2024;2\\n")
    ';'
    """
    best = (0.0, 0, ",")
    for separator in SEPARATORS:
        widths = Counter(
            len(record)
            for index, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
            if index < _SAMPLE_ROWS and any(cell.strip() for cell in record)
        )
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
        score = (count / sum(widths.values()), width, separator)
        if score[:2] > best[:2]:
            best = score
    return best[2]


# -- workbooks ---------------------------------------------------------------------------------------------------------
# Sheet and cells by which a template of ours declares itself.
TEMPLATE_SHEET = "dubao"
TEMPLATE_TABLE = "table"
TEMPLATE_FORMAT = "number_format"


def _read_xlsx(data: bytes, shown: str) -> Sheet:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError.of("openpyxl") from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError(
            Problem(
                "E-DAT-024", file=shown,
                vi=f"không mở được bảng tính ({type(error).__name__})", en=f"the workbook cannot be opened ({type(error).__name__})",
                remedy_vi="mở bằng phần mềm bảng tính và lưu lại dạng .xlsx, bỏ mật khẩu nếu có",
                remedy_en="open it in a spreadsheet program and save it again as .xlsx, without a password",
            )
        ) from None  # fmt: skip
    declared: dict[str, str] = {}
    sheets = [s for s in book.worksheets if s.sheet_state == "visible"]
    for sheet in book.worksheets:
        if sheet.title == TEMPLATE_SHEET:
            for label, value, *_ in sheet.iter_rows(min_col=1, max_col=2, values_only=True):
                if label in (TEMPLATE_TABLE, TEMPLATE_FORMAT) and value is not None:
                    declared[str(label)] = str(value).strip()
    # In a template the data stand in the sheet named after the table; elsewhere in the sheet with the most filled rows.
    named = declared.get(TEMPLATE_TABLE, "").partition("/")[2]
    chosen = next((s for s in sheets if named and s.title == named[:31]), None)
    if chosen is None:
        chosen = max(
            sheets or book.worksheets,
            key=lambda s: sum(any(v is not None for v in r) for r in s.iter_rows(values_only=True)),
        )
    rows, numbers = [], []
    for number, cells in enumerate(chosen.iter_rows(), start=1):
        row = [_cell(c) for c in cells]
        while row and row[-1] is EMPTY:
            row.pop()
        rows.append(row)
        numbers.append(number)
    return Sheet(
        shown, rows, numbers, name=chosen.title,
        number_format=declared.get(TEMPLATE_FORMAT, ""), table=declared.get(TEMPLATE_TABLE, ""),
    )  # fmt: skip


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return Cell("1" if value else "0")
    if isinstance(value, (int, float)):
        text = repr(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)
        return Cell(text, float(value), percent="%" in (cell.number_format or ""))
    if isinstance(value, (datetime, date)):
        day = value.date() if isinstance(value, datetime) else value
        return Cell(day.isoformat(), is_date=True)
    return Cell(str(value))


def _old_workbook(shown: str) -> InputError:
    return InputError(
        Problem(
            "E-DAT-024", file=shown,
            vi="bảng tính dạng cũ .xls hoặc có mật khẩu", en="a workbook of the old kind .xls, or one with a password",
            remedy_vi="mở bằng phần mềm bảng tính và lưu lại dạng .xlsx, bỏ mật khẩu",
            remedy_en="open it in a spreadsheet program and save it as .xlsx, without a password",
        )
    )  # fmt: skip


# -- after reading -----------------------------------------------------------------------------------------------------
def _settle_text(sheet: Sheet, encoding: str | None) -> Sheet:
    """Composed Unicode everywhere; old encodings inside Unicode cells refused or, when declared, converted."""
    old = _old_columns(sheet)
    if old and encoding in encodings.ENCODINGS:
        sheet = _map_text(sheet, lambda text: encodings.convert(text, str(encoding)), set(old))
    elif old:
        # One column pasted from an old document is enough; each is named with the first row that shows it.
        problems = []
        for column, found in old.items():
            rows = zip(sheet.numbers, sheet.rows, strict=True)
            row = next(
                (n for n, cells in rows if column < len(cells) and found.sample in cells[column].text), None
            )
            problems.append(old_encoding(found, file=sheet.file, row=row, column=_letters(column)))
        raise InputError(problems)
    return _map_text(
        sheet,
        lambda text: unicodedata.normalize("NFC", text).strip(
            " \t\r\n\N{NO-BREAK SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
        ),
    )


def _old_columns(sheet: Sheet) -> dict[int, encodings.Guess]:
    out = {}
    for column in range(max((len(row) for row in sheet.rows), default=0)):
        texts = [
            row[column].text for row in sheet.rows if column < len(row) and not row[column].text.isascii()
        ]
        if texts and (found := encodings.guess(" ".join(texts))) is not None:
            out[column] = found
    return out


def _letters(column: int) -> str:
    """Name of a spreadsheet column: 0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _map_text(sheet: Sheet, change: Callable[[str], str], columns: set[int] | None = None) -> Sheet:
    def settled(cell: Cell, column: int) -> Cell:
        if (columns is not None and column not in columns) or (
            cell.text.isascii() and cell.text == cell.text.strip()
        ):
            return cell
        return Cell(change(cell.text), cell.number, cell.percent, cell.is_date)

    rows = [[settled(cell, column) for column, cell in enumerate(row)] for row in sheet.rows]
    values = {name: getattr(sheet, name) for name in sheet.__dataclass_fields__}
    return Sheet(**{**values, "rows": rows})
