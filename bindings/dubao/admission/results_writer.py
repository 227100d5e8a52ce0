"""Writes tables of results: one accessible workbook (a table a sheet) and a CSV file a table.

By the rules of the UK Analysis Function as the report's workbook keeps them: title in A1, one named table with one row of unique wrapped
headings, no merged and no empty cell, shorthand explained above the table, text never a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from dubao.admission.form_layout import TENTATIVE, TENTATIVE_LINE
from dubao.admission.result_table import Column, ResultTable, Tentative, Value
from dubao.data.output import atomic_output
from dubao.data.writing import csv_text
from dubao.errors import MissingExtraError

__all__ = ["write_csv_tables", "write_results"]

NOTHING_APPLIES = "[z]"
SHORTHAND = "[z]: không áp dụng hoặc không có số / does not apply, or no figure"
_FORMATS = {"persons": "#,##0", "figure": "#,##0.00", "percent": "0.0%", "year": "0"}
_TEXT_LIMIT, _NARROW, _WIDE, _MANY_COLUMNS = 30, 11, 32, 9
_LINE_HEIGHT = 15.0


def write_results(
    path: Path, title: tuple[str, str], head: Sequence[str], tables: Sequence[ResultTable], day: datetime
) -> Path:
    """Writes one workbook: a cover with the lines of `head`, then a sheet a table.

    Parameters
    ----------
    path : Path
    title : (str, str)
        Vietnamese and English.
    head : sequence of str
        Lines of the cover; they also stand above every table, so that a sheet alone says what it is.
    tables : sequence of ResultTable
    day : datetime
        Written into the file as its date.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError.of("xlsxwriter") from None
    with atomic_output(path) as temporary:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(str(temporary), options) as book:
            # No clock is read: the same input gives the same bytes.
            book.set_properties({"title": " / ".join(title), "author": "", "created": day})
            looks = _Looks(book)
            cover = book.add_worksheet("Bìa - Cover")
            lines = [*title, *head, "", *(f"{_sheet_name(t)}: {t.vi} / {t.en}" for t in tables)]
            for row, line in enumerate(lines):
                cover.write_string(row, 0, line, looks.title if row == 0 else looks.line)
            cover.set_column(0, 0, 120)
            for table in tables:
                _table(book, looks, head, table)
    return path


def write_csv_tables(folder: Path, tables: Sequence[ResultTable]) -> list[Path]:
    """Writes each table as CSV; a column ``tentative`` names the columns whose figures are tentative."""
    out = []
    for table in tables:
        columns = [column.name for column in table.columns]
        rows = []
        for values in table.rows:
            row: dict[str, Any] = dict(zip(columns, values, strict=True))
            row = {name: float(v) if isinstance(v, float) else v for name, v in row.items()}
            row["tentative"] = " ".join(
                c for c, v in zip(columns, values, strict=True) if isinstance(v, Tentative)
            )
            rows.append(row)
        path = folder / f"{table.name}.csv"
        with atomic_output(path) as temporary:
            temporary.write_text(csv_text([*columns, "tentative"], rows), encoding="utf-8", newline="")
        out.append(path)
    return out


class _Looks:
    def __init__(self, book: Any) -> None:
        font = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self.title = book.add_format(font | {"bold": True, "font_size": 14})
        self.strong = book.add_format(font | {"bold": True})
        self.line = book.add_format(font)
        self.head = book.add_format(font | {"bold": True, "text_wrap": True, "bottom": 1})
        self.text = book.add_format(font | {"text_wrap": True})
        self.right = book.add_format(font | {"align": "right"})
        self.numbers = {}
        for kind, code in _FORMATS.items():
            for tentative in (False, True):
                shown = f'{code}"{TENTATIVE}";-{code}"{TENTATIVE}"' if tentative else code
                self.numbers[kind, tentative] = book.add_format(
                    font | {"num_format": shown, "align": "right"}
                )


def _sheet_name(table: ResultTable) -> str:
    return table.name[:30]


def _table(book: Any, looks: _Looks, head: Sequence[str], table: ResultTable) -> None:
    sheet = book.add_worksheet(_sheet_name(table))
    sheet.set_landscape()
    # A3 where a table is wide, else A4.
    sheet.set_paper(8 if len(table.columns) > _MANY_COLUMNS else 9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, table.vi, looks.title)
    sheet.write_string(1, 0, table.en, looks.strong)
    rows: Sequence[tuple[Value, ...]] = table.rows or ((None,) * len(table.columns),)
    lines = [*head, *(line for note in table.notes for line in note)]
    if any(isinstance(v, Tentative) for row in rows for v in row):
        lines += TENTATIVE_LINE
    if any(v is None or v == "" for row in rows for v in row):
        lines.append(SHORTHAND)
    for offset, line in enumerate(lines, start=2):
        sheet.write_string(offset, 0, line, looks.line)
    first = len(lines) + 3
    widths = [_width(column, [row[i] for row in rows]) for i, column in enumerate(table.columns)]
    sheet.add_table(
        first, 0, first + len(rows), len(table.columns) - 1,
        {
            "name": f"tbl_{table.name}", "style": "Table Style Light 1", "banded_rows": False,
            "columns": [{"header": column.heading, "header_format": looks.head} for column in table.columns],
        },
    )  # fmt: skip
    for offset, row in enumerate(rows, start=first + 1):
        lines_needed = 1
        for position, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            if value is None or value == "":
                sheet.write_string(
                    offset, position, NOTHING_APPLIES, looks.right if column.kind != "text" else looks.text
                )
            elif isinstance(value, str):
                sheet.write_string(offset, position, value, looks.text)
                lines_needed = max(lines_needed, -(-len(value) // max(1, int(widths[position]) - 2)))
            else:
                sheet.write_number(
                    offset, position, value, looks.numbers[column.kind, isinstance(value, Tentative)]
                )
        sheet.set_row(offset, min(_LINE_HEIGHT * lines_needed, 409))
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    longest = max(
        -(-len(c.heading) // max(1, int(w) - 3)) for c, w in zip(table.columns, widths, strict=True)
    )
    sheet.set_row(first, _LINE_HEIGHT * min(longest + 1, 12))
    sheet.freeze_panes(first + 1, 0)
    sheet.repeat_rows(first)


def _width(column: Column, values: Sequence[Value]) -> float:
    if column.kind != "text":
        marked = any(isinstance(v, Tentative) for v in values)
        longest_word = max(len(word) for word in column.heading.split())
        return float(max(_NARROW, longest_word + 2, 21 if marked else 0))
    longest = max((min(len(str(v or "")), _TEXT_LIMIT) for v in values), default=0)
    return float(min(max(_NARROW, longest + 2), _WIDE))
