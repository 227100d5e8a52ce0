"""Sheets of an accessible workbook: one titled table a sheet, by the rules of the UK Analysis Function.

Title in A1, one named Excel table, one header row of unique wrapped texts, no merged and no empty cells, shorthand in
brackets explained above the table. Text is always written as text, so that a label that begins with ``=``, ``+``, ``-``
or ``@`` cannot become a formula. Both languages stand side by side: words in pairs of columns, numbers once.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dubao.errors import MissingExtraError

try:
    import xlsxwriter
    from xlsxwriter.utility import xl_range
except ImportError:  # pragma: no cover - depends on the installation
    raise MissingExtraError.of("XlsxWriter") from None

from dubao.report.document import Document
from dubao.report.labels import FLAGS
from dubao.report.text import Text
from dubao.report.writers.common import plain, simulated_mark, state_mark
from dubao.report.writers.flat import FlatColumn, FlatTable, Value, unique
from dubao.report.writers.words import NOT_APPLICABLE, NOT_AVAILABLE

# Excel allows 31 characters; the rule asks for fewer.
MAX_SHEET_NAME = 30
# A cell holds at most this many characters.
_MAX_CELL = 32_767
_NARROW, _WIDE = 10.0, 48.0
# Characters of a line above a table; points of a line, of the tallest row Excel has.
_LINE, _LINE_HEIGHT, _MAX_HEIGHT = 150, 15.0, 409.0
NO_FIGURE, NOTHING_APPLIES = "[x]", "[z]"
SHORTHAND: dict[str, Text] = {f"[{flag}]": words for flag, words in FLAGS.items()} | {
    NO_FIGURE: NOT_AVAILABLE,
    NOTHING_APPLIES: NOT_APPLICABLE,
}


@dataclass(frozen=True)
class Placed:
    """Where a table stands: sheet name, first and last row of its data, columns by name (all from 0)."""

    sheet: str
    first: int
    last: int
    columns: dict[str, int]


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A valid sheet name that is not taken: no ``[]:*?/\\``, at most 30 characters, not begun or ended by an apostrophe.

    >>> sheet_name("Bảng: 4/1", set())
    'Bảng 4 1'
    """
    bare = re.sub(r"\s+", " ", re.sub(r"[\[\]:*?/\\]", " ", wanted)).strip().strip("'") or "Sheet"
    name, count = bare[:MAX_SHEET_NAME], 1
    while name.casefold() in {t.casefold() for t in taken}:
        count += 1
        suffix = f" {count}"
        name = bare[: MAX_SHEET_NAME - len(suffix)] + suffix
    return name


def table_name(wanted: str, taken: set[str]) -> str:
    """A valid Excel table name: letters, digits and underscores, not a cell address.

    >>> table_name("T4-1", set())
    'tbl_T4_1'
    """
    bare = "tbl_" + re.sub(r"[^A-Za-z0-9_]", "_", wanted)
    return unique([*sorted(taken), bare])[-1]


class Workbook:
    """An XlsxWriter workbook with the few looks the report needs; equal content gives equal bytes."""

    def __init__(self, path: Any, document: Document, title: Text) -> None:
        self.document = document
        self.book: Any = xlsxwriter.Workbook(
            str(path),
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "in_memory": True,
            },
        )
        day = document.data_cutoff
        self.book.set_properties(
            {
                "title": f"{title.vi} / {title.en}",
                "subject": plain(document.subtitle, document, "vi"),
                "comments": f"{document.vintage_id}",
                "author": "",
                "created": datetime(day.year, day.month, day.day),
            }
        )
        self.sheets: set[str] = set()
        self.tables: set[str] = set()
        self.formats: dict[tuple[str, str], Any] = {}
        font = {"font_name": "Arial", "font_size": 11, "valign": "top"}
        self.font = font
        self.title = self.book.add_format(font | {"bold": True, "font_size": 14})
        self.title_en = self.book.add_format(font | {"bold": True, "font_size": 12})
        self.line = self.book.add_format(font)
        self.strong = self.book.add_format(font | {"bold": True})
        self.header = self.book.add_format(font | {"bold": True, "text_wrap": True, "bottom": 1})
        self.header_right = self.book.add_format(
            font | {"bold": True, "text_wrap": True, "bottom": 1, "align": "right"}
        )
        # Words stand off a little, so that they do not touch the number at their left.
        self.text = self.book.add_format(font | {"text_wrap": True, "indent": 1})
        self.shorthand = self.book.add_format(font | {"align": "right"})
        self.link = self.book.add_format(font | {"font_color": "#0B3C5D", "underline": 1})

    def number(self, code: str) -> Any:
        """The format of a number code, made once."""
        key = ("number", code)
        if key not in self.formats:
            options = {} if code == "General" else {"num_format": code}
            self.formats[key] = self.book.add_format(self.font | options | {"align": "right"})
        return self.formats[key]

    def add_sheet(self, wanted: str) -> Any:
        name = sheet_name(wanted, self.sheets)
        self.sheets.add(name)
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_landscape()
        marks = [m for m in (state_mark(self.document, "vi"), simulated_mark(self.document, "vi")) if m]
        # "&" begins a code in a page header; the marks hold none, the vintage might.
        vintage = self.document.vintage_id.replace("&", "&&")
        sheet.set_header(f"&L{vintage}&C{' · '.join(marks)}&R&P / &N")
        return sheet

    def lines(self, sheet: Any, title: Text, lines: list[str]) -> int:
        """Title in A1 (Vietnamese) and A2 (English), marks of state, lines; returns the next free row."""
        write(sheet, 0, 0, title.vi, self.title)
        write(sheet, 1, 0, title.en, self.title_en)
        row = 2
        for mark in (state_mark, simulated_mark):
            both = [mark(self.document, lang) for lang in ("vi", "en")]
            if both[0]:
                write(sheet, row, 0, " / ".join(both), self.strong)
                row += 1
        for line in lines:
            # Long lines go on in the next row: nobody scrolls sideways to read a source.
            for part in textwrap.wrap(line, _LINE, break_long_words=False, break_on_hyphens=False):
                write(sheet, row, 0, part, self.line)
                row += 1
        return row

    def table(self, sheet: Any, table: FlatTable, lines: list[str] | None = None) -> Placed:
        """Writes a table on its sheet: titles, notes, shorthand, then the named table."""
        title = Text(plain(table.title, self.document, "vi"), plain(table.title, self.document, "en"))
        # A table without rows says so: an Excel table needs one, and an empty one would look like an error.
        rows = table.rows or ((None,) * len(table.columns),)
        cells = [[_filled(v, c) for v, c in zip(row, table.columns, strict=True)] for row in rows]
        if not table.rows:
            cells = [[NO_FIGURE] * len(table.columns)]
        first = self.lines(sheet, title, [*(lines or []), *self._above(table, cells)])
        headers = unique(header_of(column) for column in table.columns)
        for row, (values, raw) in enumerate(zip(cells, rows, strict=True), first + 1):
            for position, (value, original, column) in enumerate(
                zip(values, raw, table.columns, strict=True)
            ):
                if isinstance(original, float | int):
                    sheet.write_number(row, position, original, self.number(column.format or "General"))
                else:
                    look = self.shorthand if column.kind == "number" else self.text
                    write(sheet, row, position, str(value), look)
        self._named_table(sheet, table, headers, first, len(cells))
        widths = [
            _width(headers[i], column, [row[i] for row in cells]) for i, column in enumerate(table.columns)
        ]
        for position, width in enumerate(widths):
            sheet.set_column(position, position, width)
        # Heights are set, since not every program works out those of wrapped rows when it opens the file.
        sheet.set_row(first, _height(headers, widths))
        for row, values in enumerate(cells, first + 1):
            sheet.set_row(row, _height(values, widths))
        last = first + len(cells)
        # Codes such as 01 are text on purpose; the program need not warn of it.
        sheet.ignore_errors({"number_stored_as_text": xl_range(first + 1, 0, last, len(headers) - 1)})
        sheet.freeze_panes(first + 1, 0)
        sheet.repeat_rows(first)
        return Placed(sheet.get_name(), first + 1, last, {c.name: i for i, c in enumerate(table.columns)})

    def _above(self, table: FlatTable, cells: list[list[Value]]) -> list[str]:
        """What stands above the table: note and source in each language, then the shorthand used."""
        above: list[str] = []
        for text in (table.note, table.source):
            if text is not None:
                words = [plain(text, self.document, "vi"), plain(text, self.document, "en")]
                above += [line for line in dict.fromkeys(words) if line]
        used = [f"[{flag}]" for flag in table.flags] + [
            mark for mark in (NO_FIGURE, NOTHING_APPLIES) if any(mark in row for row in cells)
        ]
        return [*above, shorthand_line(used)] if used else above

    def _named_table(self, sheet: Any, table: FlatTable, headers: list[str], first: int, rows: int) -> None:
        name = table_name(table.id, self.tables)
        self.tables.add(name)
        columns = [
            {"header": header, "header_format": self.header_right if column.kind == "number" else self.header}
            for header, column in zip(headers, table.columns, strict=True)
        ]
        options = {"name": name, "style": "Table Style Light 1", "banded_rows": False, "columns": columns}
        sheet.add_table(first, 0, first + rows, len(headers) - 1, options)

    def close(self) -> None:
        self.book.close()


def write(sheet: Any, row: int, column: int, words: str, look: Any) -> None:
    """Words as text, whatever they begin with."""
    sheet.write_string(row, column, words[:_MAX_CELL], look)


def header_of(column: FlatColumn) -> str:
    """A column's header: in the language of its words, or in both for numbers and codes; the unit behind it."""

    def one(lang: str) -> str:
        words = column.title.of(lang)  # type: ignore[arg-type]
        return f"{words} ({column.unit.of(lang)})" if column.unit is not None else words  # type: ignore[arg-type]

    return one(column.lang) if column.lang else both_languages(one("vi"), one("en"))


def both_languages(vi: str, en: str) -> str:
    """Vietnamese first, then English; once when they agree."""
    return vi if vi == en or not en else f"{vi} / {en}"


def shorthand_line(used: list[str]) -> str:
    """What the bracketed letters of a sheet say, in both languages."""
    return "Ký hiệu / Shorthand: " + "; ".join(
        f"{mark} {both_languages(SHORTHAND[mark].vi, SHORTHAND[mark].en)}" for mark in dict.fromkeys(used)
    )


def _filled(value: Value, column: FlatColumn) -> Value:
    """No cell stays empty: a missing figure is [x], something that does not apply is [z]."""
    if value is None or value == "":
        return NOTHING_APPLIES if column.optional else NO_FIGURE
    return value


def _height(values: Sequence[Value], widths: Sequence[float]) -> float:
    """Height of a row in points for the longest of its wrapped cells."""
    lines = [
        sum(max(1, math.ceil(len(part) / (width - 1))) for part in str(value).split("\n"))
        if isinstance(value, str)
        else 1
        for value, width in zip(values, widths, strict=True)
    ]
    return min(_LINE_HEIGHT * max(lines), _MAX_HEIGHT)


def _width(header: str, column: FlatColumn, cells: list[Value]) -> float:
    if column.kind == "number":
        longest_word = max((len(word) for word in header.split()), default=8)
        return float(min(max(_NARROW + 4, longest_word + 2), 24))
    longest = max([len(str(cell)) for cell in cells] + [len(header) / 2])
    return float(min(max(_NARROW, longest + 2), _WIDE))
