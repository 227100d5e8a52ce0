"""The results store as one tidy table: every number of the report with its interval, nature, source and status."""

from __future__ import annotations

from dubao.report.document import Document
from dubao.report.formatting import format_value
from dubao.report.labels import NATURES
from dubao.report.results import Number
from dubao.report.text import Text
from dubao.report.writers.common import clean, plain
from dubao.report.writers.flat import FlatColumn, FlatTable, Value

_EXACT = "General"


def _text(name: str, vi: str, en: str, lang: str = "", optional: bool = False) -> FlatColumn:
    return FlatColumn(name, Text(vi, en), lang=lang, optional=optional)  # type: ignore[arg-type]


def _number(name: str, vi: str, en: str, optional: bool = False) -> FlatColumn:
    return FlatColumn(name, Text(vi, en), "number", format=_EXACT, optional=optional)


COLUMNS: tuple[FlatColumn, ...] = (
    _text("id", "Mã số liệu", "Id"),
    _text("key", "Khóa", "Key"),
    _text("chapter", "Chương", "Chapter"),
    _text("definition_vi", "Định nghĩa", "Definition", "vi"),
    _text("definition_en", "Định nghĩa", "Definition", "en"),
    _text("scope_vi", "Phạm vi", "Scope", "vi", optional=True),
    _text("scope_en", "Phạm vi", "Scope", "en", optional=True),
    _text("period", "Kỳ", "Period", optional=True),
    _number("value", "Giá trị", "Value"),
    _text("unit", "Đơn vị", "Unit"),
    _number("low80", "Cận dưới 80%", "Low 80%", optional=True),
    _number("high80", "Cận trên 80%", "High 80%", optional=True),
    _number("low95", "Cận dưới 95%", "Low 95%", optional=True),
    _number("high95", "Cận trên 95%", "High 95%", optional=True),
    _text("nature", "Tính chất (mã)", "Nature (code)"),
    _text("nature_vi", "Tính chất", "Nature", "vi"),
    _text("nature_en", "Tính chất", "Nature", "en"),
    _text("printed_vi", "Giá trị in trong báo cáo", "Value as printed", "vi"),
    _text("printed_en", "Giá trị in trong báo cáo", "Value as printed", "en"),
    _text("formula", "Công thức", "Formula", optional=True),
    _text("assumptions", "Giả định", "Assumptions", optional=True),
    _text("parents", "Tính từ số liệu", "Derived from", optional=True),
    _text("series", "Chuỗi đầu vào", "Input series", optional=True),
    _text("source", "Nguồn", "Source", optional=True),
    _text("url", "Địa chỉ nguồn", "Address of the source", optional=True),
    _text("status", "Trạng thái số liệu đầu vào", "Status of the inputs", optional=True),
)


def flat_numbers(document: Document) -> FlatTable:
    """All numbers in the order of their ids."""
    rows = tuple(_row(number, document) for number in document.store)
    title = Text("Mọi số liệu của báo cáo", "Every number of the report")
    source = Text(
        f"Phiên bản dự báo {document.vintage_id}; nguồn của từng số ở cột “Nguồn”",
        f"Vintage {document.vintage_id}; the source of each number stands in the column “Source”",
    )
    note = Text(
        "Giá trị chưa làm tròn; cột “Giá trị in trong báo cáo” là số đã làm tròn.",
        "Values are not rounded; the column “Value as printed” holds the rounded figure.",
    )
    return FlatTable("numbers", title, COLUMNS, rows, source, note)


def _joined(values: list[str]) -> str | None:
    """Values once each, in order, by semicolons; None when there are none."""
    return "; ".join(dict.fromkeys(clean(v) for v in values if v)) or None


def _row(number: Number, document: Document) -> tuple[Value, ...]:
    nature = NATURES[number.nature]
    inputs = number.inputs
    return (
        number.id,
        clean(number.key),
        number.id[1:].partition("-")[0],
        plain(number.definition, document, "vi"),
        plain(number.definition, document, "en"),
        plain(number.scope, document, "vi") or None,
        plain(number.scope, document, "en") or None,
        number.period or None,
        number.value,
        number.unit or "1",
        number.low80,
        number.high80,
        number.low95,
        number.high95,
        number.nature,
        nature.vi,
        nature.en,
        format_value(number, "vi"),
        format_value(number, "en"),
        clean(number.formula) or None,
        _joined(list(number.assumptions)),
        _joined(list(number.parents)),
        _joined([i.series_id for i in inputs]),
        _joined([i.source for i in inputs]),
        _joined([i.url for i in inputs]),
        _joined([i.status for i in inputs]),
    )
