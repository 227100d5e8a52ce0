"""Writes tables: strict CSV as the packages have it.

Text from input that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-`` or ``@``) is written with an apostrophe
before it, as spreadsheets themselves mark text; reading takes it off again.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dubao.data.output import atomic_output
from dubao.data.table import Field, Table

# Characters that make a spreadsheet take a text for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@")


def escape_formula(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> escape_formula("=1+1"), escape_formula("2020-2025")
    ("'=1+1", '2020-2025')
    """
    return "'" + text if text.startswith(FORMULA_SIGNS) else text


def unescape_formula(text: str) -> str:
    """The text that :func:`escape_formula` was given.

    >>> unescape_formula(escape_formula("-5"))
    '-5'
    """
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in FORMULA_SIGNS else text


def cell_text(value: Any, field: Field | None = None) -> str:
    """A typed value as the strict CSV writes it: shortest number that reads back the same, empty when missing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, int):
        return str(value)
    return escape_formula(str(value))


def csv_text(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Rows as CSV text: comma, LF, quotes only where needed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell_text(row.get(name)) for name in columns])
    return out.getvalue()


def write_table(table: Table, path: str | Path) -> Path:
    """Writes a table as UTF-8 CSV, whole or not at all."""
    with atomic_output(path) as temporary:
        temporary.write_text(csv_text(table.columns, table.rows), encoding="utf-8", newline="")
    return Path(path)
