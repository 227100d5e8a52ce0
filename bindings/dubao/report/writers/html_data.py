"""What the page carries as data: every number with its origin, in both languages.

Tables and the tables of charts stand in the page itself; when all data are downloaded the script adds them from there, so
that nothing is carried twice.
"""

from __future__ import annotations

import json
from typing import Any

from dubao.report.document import Document
from dubao.report.formatting import format_value, plain_text
from dubao.report.labels import INPUT_STATES, NATURES
from dubao.report.results import Number
from dubao.report.text import Text
from dubao.report.words.dates import short_date

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
        "period_text": _period_text(number.period),
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
    return {name: value for name, value in out.items() if value not in ("", [], {}, None) or name == "value"}


def _period_text(period: str) -> dict[str, str]:
    """A period in words, where they are not the period itself."""
    text = short_date(period)
    return {} if text.vi == text.en == period else {"vi": text.vi, "en": text.en}


def data_of(document: Document) -> dict[str, Any]:
    """The data of a document as plain values: numbers, and the inputs they refer to by position."""
    references: dict[Any, int] = {}
    numbers = [_number(number, document, references) for number in document.store]
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
    }  # fmt: skip


def embedded_json(document: Document) -> str:
    """The data as JSON that may stand inside a script element: no character of it can end the element."""
    text = json.dumps(data_of(document), ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
