"""Tables as plain typed columns: what the XLSX and CSV writers share.

A report table has cells that hold a number, an interval, a flag and words; a data file wants one kind of value in a column.
A column of the report becomes, as far as its cells need them: ``demand`` (number, as printed), ``demand_low80`` and
``demand_high80``, ``demand_flag``, ``verdict_vi`` and ``verdict_en`` (words in both languages, one column when they agree),
and at the end ``number_ids``, so that every figure can be explained.

>>> slug("Supply ÷ demand (%)"), slug("Nhu cầu"), unique(["a", "a", "b"])
('supply_demand', 'nhu_cau', ['a', 'a_2', 'b'])
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from dubao.errors import Language
from dubao.report.document import Cell, Document, NumberCell, Pill, Table
from dubao.report.results import Number
from dubao.report.text import Text
from dubao.report.writers.common import plain

FlatKind = Literal["text", "number"]
Value = str | float | None


@dataclass(frozen=True)
class FlatColumn:
    """One column. ``format`` is the number format of the printed kind; ``lang`` is set for words in one language."""

    name: str
    title: Text
    kind: FlatKind = "text"
    unit: Text | None = None
    format: str = ""
    lang: Literal["", "vi", "en"] = ""
    optional: bool = False
    """a flag, an id: its cell may hold nothing because nothing applies, not because a figure is missing"""


@dataclass(frozen=True)
class FlatTable:
    """A table of typed columns; None = no value."""

    id: str
    title: Text
    columns: tuple[FlatColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    source: Text
    note: Text | None = None
    flags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = unique([column.name for column in self.columns])
        object.__setattr__(
            self, "columns", tuple(replace(c, name=n) for c, n in zip(self.columns, names, strict=True))
        )
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"table {self.id}: a row has {len(row)} values for {len(self.columns)} columns"
                )


def slug(words: str) -> str:
    """A column name of ASCII letters, digits and underscores; brackets and what they hold are left out."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", words).replace("đ", "d").replace("Đ", "D")
    ascii_words = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", ascii_words.lower()).strip("_")
    return f"c_{name}" if name[:1].isdigit() else name or "column"


def unique(names: Iterable[str]) -> list[str]:
    """The names, a repeated one with a number behind it (letter case aside)."""
    seen: set[str] = set()
    out = []
    for name in names:
        candidate, count = name, 1
        while candidate.casefold() in seen:
            count += 1
            candidate = f"{name}_{count}"
        seen.add(candidate.casefold())
        out.append(candidate)
    return out


def printed_value(number: Number, value: float | None) -> float | None:
    """A value of this number rounded as it is printed (half away from zero), in the number's own unit.

    A probability strictly between 0 and 1 that would round to 0 or 1 keeps its own value: nothing is certain by rounding.

    >>> jobs = Number("B4-01", "jobs", 145_210.0, "count", "persons", Text("a", "a"), "forecast", round_to=1000)
    >>> printed_value(jobs, jobs.value)
    145000.0
    """
    if value is None:
        return None
    exact = Decimal(repr(float(value)))
    if number.round_to:
        step = Decimal(repr(float(number.round_to)))
        exact = (exact / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
    if number.kind == "year":
        return float(int(exact))
    places = number.decimals + (2 if number.kind == "probability" else 0)
    rounded = float(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
    if number.kind == "probability" and rounded in (0.0, 1.0) and 0 < value < 1:
        return float(value)
    return rounded


def number_format(number: Number) -> str:
    """The spreadsheet format that shows the number as it is printed; the program adds the marks of its language."""
    decimals = "." + "0" * number.decimals if number.decimals > 0 else ""
    if number.kind == "year":
        return "0"
    if number.kind == "probability":
        return f"0{decimals}%"
    if number.kind == "percent":
        return f'#,##0{decimals}"%"'
    return f"#,##0{decimals}"


def flat_table(table: Table, document: Document) -> FlatTable:
    """A table of the report as typed columns."""
    columns: list[FlatColumn] = []
    values: list[list[Value]] = []
    ids: list[list[str]] = [[] for _ in table.rows]
    flags: list[str] = []
    for i, column in enumerate(table.columns):
        cells = [row[i] for row in table.rows]
        title = Text(plain(column.header, document, "vi"), plain(column.header, document, "en"))
        name = slug(title.en) if title.en else f"column_{i + 1}"
        for added, content in _column(name, title, column.unit, column.kind, cells, document):
            columns.append(added)
            values.append(content)
        for row, cell in enumerate(cells):
            if isinstance(cell, NumberCell):
                ids[row].append(cell.number_id)
                if cell.flag and cell.flag not in flags:
                    flags.append(cell.flag)
    if any(ids):
        columns.append(FlatColumn("number_ids", Text("Mã số liệu", "Number ids"), optional=True))
        values.append([" ".join(dict.fromkeys(row)) or None for row in ids])
    rows = tuple(zip(*values, strict=True)) if table.rows else ()
    return FlatTable(table.id, table.title, tuple(columns), rows, table.source, table.note, tuple(flags))


def _column(
    name: str, title: Text, unit: Text | None, kind: str, cells: Sequence[Cell], document: Document
) -> Iterable[tuple[FlatColumn, list[Value]]]:
    """The typed columns that one column of the report needs."""
    numbers = [
        document.store[c.number_id] if isinstance(c, NumberCell) and c.show == "value" else None
        for c in cells
    ]
    shown = [n for n in numbers if n is not None]
    words = [c.text if isinstance(c, Pill) else c if isinstance(c, Text) else None for c in cells]
    bare = not shown and not _intervals(cells) and all(w is None for w in words)
    if bare and kind == "text":
        yield FlatColumn(name, title), [None] * len(cells)
    elif shown or bare:
        how = number_format(shown[0]) if shown else "#,##0"
        yield (
            FlatColumn(name, title, "number", unit, how),
            [printed_value(n, n.value) if n is not None else None for n in numbers],
        )
    for level in ("80", "95"):
        picked = [
            document.store[c.number_id] if isinstance(c, NumberCell) and c.show == level else None
            for c in cells
        ]
        if not any(picked):
            continue
        how = number_format(next(n for n in picked if n is not None))
        for end, end_title in (("low", Text("cận dưới", "low")), ("high", Text("cận trên", "high"))):
            yield (
                FlatColumn(
                    f"{name}_{end}{level}",
                    Text(f"{title.vi}: {end_title.vi} {level}%", f"{title.en}: {end_title.en} {level}%"),
                    "number",
                    unit,
                    how,
                ),
                [printed_value(n, getattr(n, f"{end}{level}")) if n is not None else None for n in picked],
            )
    if any(w is not None for w in words):
        both = [
            (plain(w, document, "vi"), plain(w, document, "en")) if w is not None else None for w in words
        ]
        yield from text_columns(name, title, both)
    if any(isinstance(c, NumberCell) and c.flag for c in cells):
        yield (
            FlatColumn(
                f"{name}_flag",
                Text(f"{title.vi}: ký hiệu", f"{title.en}: shorthand"),
                optional=True,
            ),
            [f"[{c.flag}]" if isinstance(c, NumberCell) and c.flag else None for c in cells],
        )


def _intervals(cells: Sequence[Cell]) -> bool:
    return any(isinstance(c, NumberCell) and c.show != "value" for c in cells)


def text_columns(
    name: str, title: Text, both: Sequence[tuple[str, str] | None]
) -> Iterable[tuple[FlatColumn, list[Value]]]:
    """Words in both languages: two columns, or one when the languages agree in every row."""
    if all(pair is None or pair[0] == pair[1] for pair in both):
        yield FlatColumn(name, title), [pair[0] if pair is not None else None for pair in both]
        return
    languages: tuple[Language, ...] = ("vi", "en")
    for position, lang in enumerate(languages):
        yield (
            FlatColumn(f"{name}_{lang}", title, lang=lang),
            [pair[position] if pair is not None else None for pair in both],
        )
