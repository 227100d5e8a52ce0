"""Native spreadsheet charts of the report, drawn from the table on the same sheet, with alternative text.

The kinds that a spreadsheet can draw well are drawn: fan, lines, openings, quota, ladder, dots, tornado, pyramid. The others
(map of tiles, flows, heat map, rating, targets) stand as their table. A chart never spans a cell without a figure, since a
spreadsheet would draw such a cell as zero.
"""

from __future__ import annotations

import re
from typing import Any

from dubao.report.document import Chart, Document
from dubao.report.writers.common import plain
from dubao.report.writers.flat import FlatTable
from dubao.report.writers.xlsx_sheets import Placed, both_languages

_DEMAND, _SUPPLY, _GAP, _GOLD, _INK = "#12496B", "#1B7F79", "#B4572B", "#C9A227", "#14202B"
_PALETTE = (_DEMAND, _GAP, _SUPPLY, _INK, _GOLD, "#5A6B78")
_SIZE = (760, 420)
_REFERENCE = re.compile(r"!(?=\$?[A-Za-z]+\$?\d)")
_FONT = {"name": "Arial", "size": 10, "bold": False}


def add_chart(
    book: Any, sheet: Any, chart: Chart, table: FlatTable, placed: Placed, document: Document
) -> bool:
    """Adds the chart right of its table; False when this kind has no native form or nothing to draw."""
    kind = chart.data.kind
    if kind in ("fan", "lines"):
        drawn = _over_time(book, kind, table, placed)
    elif kind in _BARS:
        drawn = _bars(book, kind, table, placed)
    else:
        return False
    if drawn is None:
        return False
    headline = _words(plain(chart.headline, document, "vi"), plain(chart.headline, document, "en"))
    drawn.set_title(
        {"name": headline[:250], "name_font": {"name": "Arial", "size": 11, "bold": True}, "overlay": False}
    )
    drawn.set_legend({"position": "bottom", "font": _FONT})
    drawn.set_size({"width": _SIZE[0], "height": _SIZE[1]})
    alt = both_languages(plain(chart.alt, document, "vi"), plain(chart.alt, document, "en"))
    sheet.insert_chart(
        placed.first - 1, len(table.columns) + 1, drawn, {"description": alt, "object_position": 1}
    )
    return True


def _blocks(values: list[Any]) -> list[tuple[int, int]]:
    """Runs of consecutive rows that hold a figure: (first, last)."""
    out: list[tuple[int, int]] = []
    for row, value in enumerate(values):
        if value is None:
            continue
        if out and out[-1][1] == row - 1:
            out[-1] = (out[-1][0], row)
        else:
            out.append((row, row))
    return out


def _area(placed: Placed, column: int, blocks: list[tuple[int, int]]) -> str:
    """A range, or a union of ranges, of one column."""
    from xlsxwriter.utility import xl_range_abs

    sheet = "'" + placed.sheet.replace("'", "''") + "'"
    parts = [f"{sheet}!{xl_range_abs(placed.first + a, column, placed.first + b, column)}" for a, b in blocks]
    return f"={parts[0]}" if len(parts) == 1 else f"=({','.join(parts)})"


def _name(table: FlatTable, position: int) -> str:
    title = table.columns[position].title
    return _words(title.vi, title.en)


def _words(vi: str, en: str) -> str:
    """A name in a chart. The library takes one that holds ``!A1`` for a reference, which may lead out of the workbook."""
    return _REFERENCE.sub("! ", both_languages(vi, en))


def _over_time(book: Any, kind: str, table: FlatTable, placed: Placed) -> Any:
    """Lines over years, as a scatter of numbers: each line keeps its own years, so a gap is no zero."""
    x = placed.columns["period"]
    if not table.rows:
        return None
    if table.columns[x].kind != "number":
        return _over_names(book, table, placed, x)
    years = [int(year) for year in (row[x] for row in table.rows) if isinstance(year, int | float)]
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    drawn = 0
    for position, column in enumerate(table.columns):
        if column.kind != "number" or column.name == "period":
            continue
        blocks = _blocks([row[position] for row in table.rows])
        if not blocks:
            continue
        chart.add_series(
            {
                "name": _name(table, position),
                "categories": _area(placed, x, blocks),
                "values": _area(placed, position, blocks),
            }
            | (_fan_look(column.name) if kind == "fan" else _line_look(drawn))
        )
        drawn += 1
    # Axis marks in the reader's own language: a plain 0 keeps the year free of a thousands mark.
    chart.set_x_axis(
        {
            "min": min(years),
            "max": max(years),
            "num_format": "0",
            "num_font": _FONT,
            "major_gridlines": {"visible": False},
        }
    )
    _value_axis(chart, table)
    return chart if drawn else None


def _over_names(book: Any, table: FlatTable, placed: Placed, x: int) -> Any:
    """Lines over quarters or months, which a spreadsheet takes as names; a line with a gap is left to the table."""
    chart = book.add_chart({"type": "line"})
    drawn, whole = 0, [(0, len(table.rows) - 1)]
    for position, column in enumerate(table.columns):
        if column.kind != "number" or any(row[position] is None for row in table.rows):
            continue
        chart.add_series(
            {
                "name": _name(table, position),
                "categories": _area(placed, x, whole),
                "values": _area(placed, position, whole),
            }
            | _line_look(drawn)
        )
        drawn += 1
    chart.set_x_axis({"num_font": _FONT, "label_position": "low"})
    _value_axis(chart, table)
    return chart if drawn else None


def _fan_look(name: str) -> dict[str, Any]:
    looks = {
        "observed": (_INK, 2.0, "solid"), "median": (_DEMAND, 2.25, "solid"), "low50": (_DEMAND, 1.25, "dash"),
        "high50": (_DEMAND, 1.25, "dash"), "low80": ("#4F7F9C", 1.25, "square_dot"), "high80": ("#4F7F9C", 1.25, "square_dot"),
    }  # fmt: skip
    colour, width, dash = looks.get(name, ("#8FB1C6", 1.0, "round_dot"))
    marker = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
    return {
        "line": {"color": colour, "width": width, "dash_type": dash},
        "marker": marker if name == "observed" else {"type": "none"},
    }


def _line_look(position: int) -> dict[str, Any]:
    colour = _PALETTE[position % len(_PALETTE)]
    shape = ("circle", "diamond", "square", "triangle", "x", "plus")[position % 6]
    return {
        "line": {"color": colour, "width": 2.0},
        "marker": {"type": shape, "size": 6, "fill": {"color": colour}, "border": {"color": colour}},
    }


def _value_axis(chart: Any, table: FlatTable) -> None:
    unit = next((c.unit for c in table.columns if c.unit is not None), None)
    options: dict[str, Any] = {
        "num_format": "#,##0.##", "num_font": _FONT, "major_gridlines": {"visible": True, "line": {"color": "#E6EBEF"}},
    }  # fmt: skip
    if unit is not None:
        options |= {"name": _words(unit.vi, unit.en), "name_font": _FONT}
    chart.set_y_axis(options)


# kind -> (chart type, subtype, columns drawn; none = every number column)
_BARS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "openings": ("column", "stacked", ("expansion", "replacement")),
    "quota": ("column", "", ("need", "legal_maximum", "recommended")),
    "ladder": ("bar", "", ("value",)),
    "dots": ("bar", "", ()),
    "tornado": ("bar", "", ("at_low", "base", "at_high")),
    "pyramid": ("bar", "", ("men", "women")),
}


def _bars(book: Any, kind: str, table: FlatTable, placed: Placed) -> Any:
    form, subtype, wanted = _BARS[kind]
    chart = book.add_chart({"type": form} | ({"subtype": subtype} if subtype else {}))
    positions = [
        i for i, c in enumerate(table.columns) if c.kind == "number" and (not wanted or c.name in wanted)
    ]  # fmt: skip
    complete = [(0, len(table.rows) - 1)]
    drawn = 0
    for position in positions:
        # Bars share the categories, so a column with a missing figure is left to the table.
        if not table.rows or any(row[position] is None for row in table.rows):
            continue
        colour = _PALETTE[drawn % len(_PALETTE)]
        chart.add_series(
            {
                "name": _name(table, position),
                "categories": _area(placed, 0, complete),
                "values": _area(placed, position, complete),
                "fill": {"color": colour},
                "border": {"color": "#FFFFFF"},
                "gap": 60,
            }
        )
        drawn += 1
    if form == "bar":
        # The first row of the table stands on top.
        chart.set_y_axis({"reverse": True, "num_font": _FONT})
        chart.set_x_axis(
            {
                "num_format": "#,##0.##",
                "num_font": _FONT,
                "major_gridlines": {"visible": True, "line": {"color": "#E6EBEF"}},
            }
        )
    else:
        chart.set_x_axis({"num_font": _FONT})
        _value_axis(chart, table)
    return chart if drawn else None
