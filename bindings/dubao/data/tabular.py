"""Reads tables as people make them: CSV with any separator and encoding, XLSX, title rows above the header.

What comes out is a :class:`Sheet` of cells with their spreadsheet rows. Nothing is guessed that could change a number: a cell of
an XLSX file that holds a number is that number; a text cell keeps its text, and how it is read is decided by the
declared number format (:mod:`dubao.data.importing`).
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from dubao.data import encodings
from dubao.data.cells import Cell, Sheet
from dubao.data.files import read_bytes, read_records
from dubao.data.workbook import old_workbook, read_workbook
from dubao.errors import InputError, Problem

SEPARATORS = (",", ";", "\t", "|")
# Rows of a file that are looked at to find the separator.
_SAMPLE_ROWS = 200


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
    sheet = read_workbook(data, shown) if data[:4] == b"PK\x03\x04" else _read_csv(data, shown, encoding)
    return _settle_text(sheet, encoding)


# -- text files --------------------------------------------------------------------------------------------------------
def decode(data: bytes, shown: str, encoding: str | None = None) -> str:
    """Text of a file's bytes: Unicode by its mark or by being UTF-8, an old encoding only when it is declared."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise old_workbook(shown)
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
    rows = [[Cell(cell) for cell in record] for record in read_records(text, separator, shown)]
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
        widths = _widths(text, separator)
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
        score = (count / sum(widths.values()), width, separator)
        if score[:2] > best[:2]:
            best = score
    return best[2]


def _widths(text: str, separator: str) -> Counter[int]:
    """How many of the first rows have how many cells; nothing when the text cannot be split that way."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return Counter(
            len(record) for record in islice(reader, _SAMPLE_ROWS) if any(cell.strip() for cell in record)
        )
    except csv.Error:
        return Counter()


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
