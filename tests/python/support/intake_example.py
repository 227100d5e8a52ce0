"""The invented university of examples/intake, and workbooks made from it with single cells changed."""

from __future__ import annotations

import importlib.util
import io
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from dubao.admission import write_template
from dubao.admission.sheets import SHEETS
from dubao.labour.capacity import Institution

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "intake"


@cache
def script() -> Any:
    """The script make_example.py as a module."""
    spec = importlib.util.spec_from_file_location("make_example", EXAMPLES / "make_example.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def example() -> Institution:
    """What make_example.py declares."""
    return script().example()


@cache
def written(institution: Institution) -> bytes:
    """The bytes of the workbook of an institution."""
    with tempfile.TemporaryDirectory() as folder:
        return write_template(Path(folder) / "a.xlsx", institution=institution).read_bytes()


@cache
def _columns() -> dict[tuple[str, str], str]:
    """(sheet, key of the column) → letter."""
    return {
        (sheet.name, column.name): chr(ord("A") + position)
        for sheet in SHEETS
        for position, column in enumerate(sheet.fields)
    }


def changed(
    folder: Path, cells: Mapping[tuple[str, str], Any], institution: Institution | None = None
) -> Path:
    """The workbook of the example with cells overwritten: (sheet, address) → value."""
    path = folder / "changed.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(written(institution or example())))
    for (sheet, address), value in cells.items():
        book[sheet][address] = value
    book.save(path)
    return path


def address(sheet: str, column: str, row: int) -> str:
    """The cell of a column in a row of the sheet as a spreadsheet counts it."""
    return f"{_columns()[sheet, column]}{row}"
