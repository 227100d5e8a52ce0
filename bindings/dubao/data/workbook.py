"""Reads XLSX workbooks: numbers stay numbers, text stays text, a formula without its result is shown as it is.

A cell merged down several rows says the same for each of them; its text is repeated. A cell merged across columns is a title and is
left where it stands. Hidden sheets are not read.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

from dubao.data.cells import EMPTY, Cell, Sheet
from dubao.errors import InputError, MissingExtraError, Problem

# Sheet and cells by which a template of ours declares itself.
TEMPLATE_SHEET = "dubao"
TEMPLATE_TABLE = "table"
TEMPLATE_FORMAT = "number_format"


def read_workbook(data: bytes, shown: str) -> Sheet:
    """The sheet of a workbook that holds the table, and what a template declares.

    Parameters
    ----------
    data : bytes
    shown : str
        File as messages name it.

    Raises
    ------
    InputError
        E-DAT-024, the workbook cannot be opened.
    """
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError.of("openpyxl") from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        if not book.worksheets:
            raise ValueError("no worksheet")
        formulas = openpyxl.load_workbook(io.BytesIO(data)) if has_formulas(data) else None
    except Exception as error:
        # A damaged file can fail anywhere in unpacking and parsing, with errors of several libraries: all mean the same.
        raise InputError(
            Problem(
                "E-DAT-024", file=shown,
                vi=f"không mở được bảng tính ({type(error).__name__})", en=f"the workbook cannot be opened ({type(error).__name__})",
                remedy_vi="mở bằng phần mềm bảng tính và lưu lại dạng .xlsx, bỏ mật khẩu nếu có",
                remedy_en="open it in a spreadsheet program and save it again as .xlsx, without a password",
            )
        ) from None  # fmt: skip
    declared = _declared(book)
    # In a template the data stand in the sheet named after the table; elsewhere in the sheet with the most filled rows.
    named = declared.get(TEMPLATE_TABLE, "").partition("/")[2]
    sheets = [s for s in book.worksheets if s.sheet_state == "visible"] or book.worksheets
    chosen = next((s for s in sheets if named and s.title == named[:31]), None) or max(
        sheets, key=_filled_rows
    )
    written = formulas[chosen.title] if formulas is not None else None
    rows, numbers = [], []
    repeated = _merged_downwards(chosen)
    for number, cells in enumerate(chosen.iter_rows(), start=1):
        row = []
        for column, cell in enumerate(cells, start=1):
            value = _cell(cell)
            if value is EMPTY and (number, column) in repeated:
                value = repeated[number, column]
            if value is EMPTY and written is not None and written.cell(number, column).data_type == "f":
                # Saved by a program that did not compute it: an empty cell here would be a number lost in silence.
                value = Cell(str(written.cell(number, column).value))
            row.append(value)
        while row and row[-1] is EMPTY:
            row.pop()
        rows.append(row)
        numbers.append(number)
    return Sheet(
        shown, rows, numbers, name=chosen.title,
        number_format=declared.get(TEMPLATE_FORMAT, ""), table=declared.get(TEMPLATE_TABLE, ""),
    )  # fmt: skip


def has_formulas(data: bytes) -> bool:
    """Whether any cell of an XLSX file holds a formula; most do not, and then the file need not be opened twice."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [n for n in archive.namelist() if n.startswith("xl/worksheets/") and n.endswith(".xml")]
        return any(b"<f>" in archive.read(n) or b"<f " in archive.read(n) for n in names)


def _declared(book: Any) -> dict[str, str]:
    declared: dict[str, str] = {}
    if TEMPLATE_SHEET in book.sheetnames:
        for label, value, *_ in book[TEMPLATE_SHEET].iter_rows(min_col=1, max_col=2, values_only=True):
            # "Định dạng số · Number format (number_format)": the key stands in brackets.
            key = str(label or "").rpartition("(")[2].rstrip(")")
            if key in (TEMPLATE_TABLE, TEMPLATE_FORMAT) and value is not None:
                declared[key] = str(value).strip()
    return declared


def _filled_rows(sheet: Any) -> int:
    return sum(any(value is not None for value in row) for row in sheet.iter_rows(values_only=True))


def _merged_downwards(sheet: Any) -> dict[tuple[int, int], Cell]:
    """Cells below the first one of a range merged down a single column; only text is repeated, never a number."""
    out: dict[tuple[int, int], Cell] = {}
    for block in sheet.merged_cells.ranges:
        first = _cell(sheet.cell(block.min_row, block.min_col))
        if block.min_col == block.max_col and first.text and first.number is None:
            out |= {(row, block.min_col): first for row in range(block.min_row + 1, block.max_row + 1)}
    return out


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


def old_workbook(shown: str) -> InputError:
    """The error of a workbook of the kind before 2007, or of one with a password: both have the same first bytes."""
    return InputError(
        Problem(
            "E-DAT-024", file=shown,
            vi="bảng tính dạng cũ .xls hoặc có mật khẩu", en="a workbook of the old kind .xls, or one with a password",
            remedy_vi="mở bằng phần mềm bảng tính và lưu lại dạng .xlsx, bỏ mật khẩu",
            remedy_en="open it in a spreadsheet program and save it as .xlsx, without a password",
        )
    )  # fmt: skip
