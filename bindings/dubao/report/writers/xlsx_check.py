"""Checks a workbook against the rules for accessible spreadsheets (UK Analysis Function).

Cover, contents and notes first, one tidy data sheet last; sheet names under 31 characters; a title in A1; one named table a
sheet with one header row of unique, wrapped texts; no merged, hidden or empty cells; shorthand explained above the table;
charts with alternative text; no formulas.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from dubao.errors import MissingExtraError

_FEWEST_SHEETS = 4
_LONGEST_NAME = 30
_SHORTHAND = re.compile(r"^\[[a-z]\]$")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def check_xlsx(path: Path | str, *, report: bool = True) -> list[str]:
    """Everything in a workbook that breaks the rules; an empty list when it keeps them.

    Parameters
    ----------
    path : path
    report : bool
        Also ask for the order cover, contents, notes, …, data (a single-purpose workbook needs none).
    """
    try:
        import openpyxl
    except ImportError:  # pragma: no cover - depends on the installation
        raise MissingExtraError.of("openpyxl") from None
    book = openpyxl.load_workbook(path)
    found: list[str] = []
    if not (book.properties.title or "").strip():
        found.append("the workbook has no title")
    if report:
        found += _order(book)
    names: list[str] = []
    for position, sheet in enumerate(book.worksheets):
        found += _sheet(sheet, is_cover=position == 0)
        names += list(sheet.tables)
    found += [f"two tables are called {name}" for name in sorted({n for n in names if names.count(n) > 1})]
    return found + _alt_texts(Path(path))


def _order(book: Any) -> list[str]:
    names = book.sheetnames
    if len(names) < _FEWEST_SHEETS:
        return ["cover, contents, notes or data is missing"]
    wanted = ((0, "cover"), (1, "contents"), (2, "notes"), (-1, "data"))
    found = [
        f"sheet {names[i]!r} stands where {word} is expected"
        for i, word in wanted
        if word not in names[i].lower()
    ]
    contents = {cell.value for cell in book.worksheets[1]["A"]}
    return found + [f"the contents do not list {name!r}" for name in names[2:] if name not in contents]


def _sheet(sheet: Any, is_cover: bool) -> list[str]:
    name, found = sheet.title, []
    if len(name) > _LONGEST_NAME:
        found.append(f"{name!r}: the name is longer than {_LONGEST_NAME} characters")
    if sheet.sheet_state != "visible":
        found.append(f"{name!r}: the sheet is hidden")
    if not str(sheet["A1"].value or "").strip():
        found.append(f"{name!r}: no title in A1")
    if sheet.merged_cells.ranges:
        found.append(f"{name!r}: merged cells {sheet.merged_cells.ranges}")
    for kind, dimensions in (("row", sheet.row_dimensions), ("column", sheet.column_dimensions)):
        found += [f"{name!r}: {kind} {key} is hidden" for key, d in dimensions.items() if d.hidden]
    for row in sheet.iter_rows():
        found += [f"{name!r}!{cell.coordinate}: a formula" for cell in row if cell.data_type == "f"]
    if is_cover:
        return found
    if len(sheet.tables) != 1:
        return [*found, f"{name!r}: {len(sheet.tables)} tables instead of one"]
    return found + _table(sheet, next(iter(sheet.tables.values())))


def _table(sheet: Any, table: Any) -> list[str]:
    name, found = sheet.title, []
    if re.fullmatch(r"Table\d*", table.name):
        found.append(f"{name!r}: the table has no name of its own ({table.name})")
    rows = list(sheet[table.ref])
    headers = [str(cell.value or "") for cell in rows[0]]
    if any(not header.strip() for header in headers):
        found.append(f"{name!r}: a header is empty")
    if len({header.casefold() for header in headers}) != len(headers):
        found.append(f"{name!r}: headers are not unique")
    if not all(cell.alignment.wrap_text for cell in rows[0]):
        found.append(f"{name!r}: headers are not wrapped")
    used = set()
    for row in rows[1:]:
        for cell in row:
            words = "" if cell.value is None else str(cell.value)
            if not words.strip():
                found.append(f"{name!r}!{cell.coordinate}: an empty cell in the table")
            if _SHORTHAND.match(words):
                used.add(words)
    above = " ".join(
        str(c.value) for r in sheet.iter_rows(max_row=rows[0][0].row - 1) for c in r if c.value is not None
    )
    if table.name != "tbl_notes":
        found += [
            f"{name!r}: {mark} is not explained above the table" for mark in sorted(used) if mark not in above
        ]
    below = [
        c.coordinate for r in sheet.iter_rows(min_row=rows[-1][0].row + 1) for c in r if c.value is not None
    ]
    return found + [f"{name!r}!{where}: words below the table" for where in below]


def _alt_texts(path: Path) -> list[str]:
    """Charts and pictures without alternative text, read from the drawings themselves."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                continue
            for properties in ElementTree.fromstring(archive.read(name)).iter(f"{_DRAWING}cNvPr"):
                if not (properties.get("descr") or "").strip():
                    found.append(f"{name}: {properties.get('name')} has no alternative text")
    return found
