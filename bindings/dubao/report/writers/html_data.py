"""What the page carries as data: every number with its origin, every table, every chart, in both languages."""

from __future__ import annotations

import json
from typing import Any

from dubao.report.charts.tables import rows
from dubao.report.document import Cell, Document, NumberCell, Pill, Table
from dubao.report.formatting import UNDETERMINED, format_value, plain_text
from dubao.report.labels import INPUT_STATES, NATURES
from dubao.report.results import Number
from dubao.report.text import Text

_LANGUAGES = ("vi", "en")


def _both(text: Text, document: Document) -> dict[str, str]:
    return {lang: plain_text(text, document.store, lang) for lang in _LANGUAGES}  # type: ignore[arg-type]


def _number(number: Number, document: Document, references: dict[Any, int]) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": number.id,
        "key": number.key,
        "value": number.value,
        "unit": number.unit,
        "definition": _both(number.definition, document),
        "nature": number.nature,
        "period": number.period,
        "formula": number.formula,
        "assumptions": list(number.assumptions),
        "parents": list(number.parents),
        "inputs": [references.setdefault(reference, len(references)) for reference in number.inputs],
        "text": {lang: format_value(number, lang, "unit") for lang in _LANGUAGES},  # type: ignore[arg-type]
    }
    if number.scope.vi or number.scope.en:
        out["scope"] = _both(number.scope, document)
    for level, low, high in (("80", number.low80, number.high80), ("95", number.low95, number.high95)):
        if low is not None and high is not None:
            out[f"interval{level}"] = [low, high]
            out[f"text{level}"] = {lang: format_value(number, lang, level) for lang in _LANGUAGES}  # type: ignore[arg-type]
    return {name: value for name, value in out.items() if value not in ("", [], None) or name == "value"}


def _cell(cell: Cell, document: Document) -> Any:
    if cell is None:
        return UNDETERMINED
    if isinstance(cell, NumberCell):
        out = {"number": cell.number_id}
        if cell.show != "value":
            out["show"] = cell.show
        if cell.flag:
            out["flag"] = cell.flag
        return out
    return _both(cell.text if isinstance(cell, Pill) else cell, document)


def _table(table: Table, document: Document) -> dict[str, Any]:
    columns = []
    for column in table.columns:
        head: dict[str, Any] = {"header": _both(column.header, document)}
        if column.unit is not None:
            head["unit"] = _both(column.unit, document)
        columns.append(head)
    return {
        "id": table.id,
        "title": _both(table.title, document),
        "columns": columns,
        "rows": [[_cell(cell, document) for cell in row] for row in table.rows],
        "source": _both(table.source, document),
    }


def data_of(document: Document) -> dict[str, Any]:
    """The data of a document as plain values: numbers, references to inputs, tables, charts."""
    references: dict[Any, int] = {}
    numbers = [_number(number, document, references) for number in document.store]
    charts = []
    for chart in document.charts():
        entry: dict[str, Any] = {"id": chart.id, "headline": _both(chart.headline, document)}
        for lang in _LANGUAGES:
            header, body = rows(chart, lang)  # type: ignore[arg-type]
            entry[lang] = {"header": header, "rows": body}
        charts.append(entry)
    return {
        "edition": document.edition,
        "title": _both(document.title, document),
        "state": document.state,
        "simulated": document.simulated,
        "data_cutoff": document.data_cutoff.isoformat(),
        "vintage_id": document.vintage_id,
        "commit": document.commit,
        "version": document.version,
        "natures": {name: {"vi": text.vi, "en": text.en} for name, text in NATURES.items()},
        "input_states": {name: {"vi": text.vi, "en": text.en} for name, text in INPUT_STATES.items()},
        "inputs": [
            {
                "series": reference.series_id, "table": reference.table, "periods": reference.periods,
                "source": reference.source, "url": reference.url, "status": reference.status,
            }
            for reference in references
        ],
        "numbers": numbers,
        "tables": [_table(table, document) for table in document.tables()],
        "charts": charts,
    }  # fmt: skip


def embedded_json(document: Document) -> str:
    """The data as JSON that may stand inside a script element: no character of it can end the element."""
    text = json.dumps(data_of(document), ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
