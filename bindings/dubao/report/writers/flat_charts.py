"""The data behind a chart as typed columns, unrounded, for the XLSX and CSV writers.

One function a kind of chart. A period stays as it is written (``2024``, ``2024-Q3``); what is observed, forecast or scenario
stands in a column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from dubao.report.charts import data as charts
from dubao.report.document import Chart, Document
from dubao.report.text import Text
from dubao.report.writers.common import plain
from dubao.report.writers.flat import FlatColumn, FlatTable, Value, slug, text_columns

_Columns = list[tuple[FlatColumn, list[Value]]]


def flat_chart(chart: Chart, document: Document) -> FlatTable:
    """The chart's data as a table of its id."""
    build: Callable[[Any, Document], _Columns] = _BUILDERS[chart.data.kind]
    pairs = build(chart.data, document)
    rows = tuple(zip(*(values for _, values in pairs), strict=True)) if pairs and pairs[0][1] else ()
    return FlatTable(
        chart.id, chart.headline, tuple(column for column, _ in pairs), rows, chart.source, chart.subtitle
    )


def _numbers(name: str, vi: str, en: str, values: Sequence[float | None], unit: Text | None = None) -> Any:
    return FlatColumn(name, Text(vi, en), "number", unit, _shown(values)), list(values)


def _shown(values: Sequence[float | None]) -> str:
    """A format of about four digits; the values themselves stay whole."""
    found = [abs(v) for v in values if v is not None]
    if all(float(v).is_integer() for v in found):
        return "#,##0"
    largest = max(found)
    return (
        "#,##0"
        if largest >= 1000
        else "#,##0.0"
        if largest >= 100
        else "#,##0.00"
        if largest >= 1
        else "0.000"
    )


def _words(name: str, vi: str, en: str, texts: Sequence[Text], document: Document) -> _Columns:
    both = [(plain(t, document, "vi"), plain(t, document, "en")) for t in texts]
    return list(text_columns(name, Text(vi, en), both))


def _codes(name: str, vi: str, en: str, values: Sequence[str | None], optional: bool = False) -> Any:
    return FlatColumn(name, Text(vi, en), optional=optional), list(values)


def _periods(values: Sequence[str]) -> Any:
    """Periods: years as numbers, so that a spreadsheet can draw them; other periods as they are written."""
    title = Text("Kỳ", "Period")
    if all(re.fullmatch(r"\d{4}", value) for value in values):
        return FlatColumn("period", title, "number", format="0"), [int(value) for value in values]
    return FlatColumn("period", title), list(values)


def _fan(data: charts.FanData, document: Document) -> _Columns:
    before, after = len(data.observed_periods), len(data.forecast_periods)
    breaks = {period: text for period, text in data.breaks}
    periods = [*data.observed_periods, *data.forecast_periods]
    scenario = False
    natures = [Text("quan sát", "observed")] * before
    for period in data.forecast_periods:
        scenario = scenario or period == data.scenario_from
        natures.append(Text("kịch bản", "scenario") if scenario else Text("dự báo", "forecast"))
    empty: list[float | None] = [None] * before
    columns = [
        _periods(periods),
        *_words("nature", "Tính chất", "Nature", natures, document),
        _numbers("observed", "Quan sát", "Observed", [*data.observed, *[None] * after], data.unit),
        _numbers("median", "Trung vị", "Median", [*empty, *data.median], data.unit),
    ]
    for level in ("50", "80", "95"):
        for end, vi, en in (("low", "Cận dưới", "Low"), ("high", "Cận trên", "High")):
            values = [*empty, *getattr(data, f"{end}{level}")]
            columns.append(_numbers(f"{end}{level}", f"{vi} {level}%", f"{en} {level}%", values, data.unit))
    # An observed year has no forecast: nothing is missing there.
    columns = [
        (replace(c, optional=True) if c.name == "median" or c.name[-2:].isdigit() else c, v)
        for c, v in columns
    ]
    if breaks:
        both = [
            (plain(breaks[p], document, "vi"), plain(breaks[p], document, "en")) if p in breaks else None
            for p in periods
        ]
        for column, values in text_columns("break", Text("Gián đoạn chuỗi", "Break in the series"), both):
            columns.append((FlatColumn(column.name, column.title, lang=column.lang, optional=True), values))
    return columns


def _openings(data: charts.OpeningsData, document: Document) -> _Columns:
    return [
        *_words("group", "Nhóm", "Group", data.labels, document),
        _numbers("expansion", "Tăng thêm", "Expansion", data.expansion, data.unit),
        _numbers("replacement", "Thay thế", "Replacement", data.replacement, data.unit),
        _numbers("low80", "Tổng: cận dưới 80%", "Sum: low 80%", data.low80, data.unit),
        _numbers("high80", "Tổng: cận trên 80%", "Sum: high 80%", data.high80, data.unit),
    ]


def _dots(data: charts.DotsData, document: Document) -> _Columns:
    columns = _words("group", "Nhóm", "Group", data.labels, document)
    for series, values in zip(data.series, data.values, strict=True):
        columns.append(
            _numbers(slug(plain(series, document, "en")), plain(series, document, "vi"), plain(series, document, "en"), values, data.unit)
        )  # fmt: skip
    if data.reference is not None:
        name = data.reference_label or Text("Mốc so sánh", "Reference")
        columns.append(
            _numbers("reference", plain(name, document, "vi"), plain(name, document, "en"), [data.reference] * len(data.labels), data.unit)
        )  # fmt: skip
    return columns


def _targets(data: charts.TargetsData, document: Document) -> _Columns:
    return [
        *_words("target_name", "Mục tiêu", "Target", data.labels, document),
        _codes("due", "Hạn", "Due", data.due),
        *_words("unit", "Đơn vị", "Unit", data.unit, document),
        _numbers("target", "Mức đặt ra", "Value set", data.target),
        _numbers("value", "Đạt được hoặc dự báo", "Reached or forecast", data.value),
        _numbers("low80", "Cận dưới 80%", "Low 80%", data.low80),
        _numbers("high80", "Cận trên 80%", "High 80%", data.high80),
        *_words("verdict", "Đánh giá", "Verdict", data.verdict, document),
    ]


def _ladder(data: charts.ScopeLadderData, document: Document) -> _Columns:
    kinds = [Text("chính thức", "official") if o else Text("con số được nêu", "claim") for o in data.official]
    return [
        *_words("scope", "Phạm vi", "Scope", data.labels, document),
        _numbers("value", "Giá trị", "Value", data.values, data.unit),
        *_words("status", "Tính chất", "Status", kinds, document),
        *_words("note", "Ghi chú", "Note", data.notes, document),
    ]


def _tornado(data: charts.TornadoData, document: Document) -> _Columns:
    return [
        *_words("assumption", "Giả định", "Assumption", data.labels, document),
        _numbers("at_low", "Khi giả định ở mức thấp", "At the low value", data.at_low, data.unit),
        _numbers(
            "base", "Khi giả định ở mức gốc", "At the base value", [data.base] * len(data.labels), data.unit
        ),
        _numbers("at_high", "Khi giả định ở mức cao", "At the high value", data.at_high, data.unit),
    ]


def _tile_map(data: charts.TileMapData, document: Document) -> _Columns:
    return [
        _codes("province", "Mã tỉnh, thành phố", "Province code", [code for code, _ in data.values]),
        _numbers("value", "Giá trị", "Value", [value for _, value in data.values], data.unit),
    ]


def _sankey(data: charts.SankeyData, document: Document) -> _Columns:
    names = {node: text for node, text, _ in data.nodes}
    return [
        *_words("origin", "Từ", "From", [names[a] for a, _, _ in data.links], document),
        *_words("destination", "Đến", "To", [names[b] for _, b, _ in data.links], document),
        _numbers("value", "Luồng", "Flow", [value for _, _, value in data.links], data.unit),
    ]


def _pyramid(data: charts.PyramidData, document: Document) -> _Columns:
    return [
        _codes("age", "Nhóm tuổi", "Age group", data.ages),
        _numbers("men", "Nam", "Men", data.men, data.unit),
        _numbers("women", "Nữ", "Women", data.women, data.unit),
    ]


def _heatmap(data: charts.HeatmapData, document: Document) -> _Columns:
    columns = _words("row", "Dòng", "Row", data.rows_labels, document)
    for position, header in enumerate(data.columns_labels):
        vi, en = plain(header, document, "vi"), plain(header, document, "en")
        columns.append(_numbers(slug(en), vi, en, [row[position] for row in data.values], data.unit))
    return columns


def _rating(data: charts.RatingMatrixData, document: Document) -> _Columns:
    columns = _words("group", "Nhóm", "Group", data.labels, document)
    unit = Text("xác suất", "probability")
    for position, step in enumerate(data.steps):
        vi, en = plain(step, document, "vi"), plain(step, document, "en")
        columns.append(_numbers(slug(en), vi, en, [row[position] for row in data.probabilities], unit))
    columns.append(_codes("reliability", "Độ tin cậy", "Reliability", data.grades))
    return columns


def _lines(data: charts.LinesData, document: Document) -> _Columns:
    columns: _Columns = [_periods(data.periods)]
    for text, values in zip(data.labels, data.values, strict=True):
        vi, en = plain(text, document, "vi"), plain(text, document, "en")
        columns.append(_numbers(slug(en), vi, en, values, data.unit))
    return columns


def _quota(data: charts.QuotaData, document: Document) -> _Columns:
    return [
        *_words("field", "Lĩnh vực", "Field", data.labels, document),
        _numbers("need", "Nhu cầu", "Need", data.need, data.unit),
        _numbers("need_low80", "Nhu cầu: cận dưới 80%", "Need: low 80%", data.need_low80, data.unit),
        _numbers("need_high80", "Nhu cầu: cận trên 80%", "Need: high 80%", data.need_high80, data.unit),
        _numbers("legal_maximum", "Mức tối đa theo quy định", "Legal maximum", data.legal_maximum, data.unit),
        _numbers("recommended", "Khuyến nghị", "Recommended", data.recommended, data.unit),
    ]


def _intervals(data: charts.IntervalsData, document: Document) -> _Columns:
    return [
        *_words("group", "Nhóm", "Group", data.labels, document),
        _numbers("value", "Giá trị", "Value", data.values, data.unit),
        _numbers(f"low{data.level}", f"Cận dưới {data.level}%", f"Low {data.level}%", data.low, data.unit),
        _numbers(f"high{data.level}", f"Cận trên {data.level}%", f"High {data.level}%", data.high, data.unit),
    ]


def _multiples(data: charts.MultiplesData, document: Document) -> _Columns:
    times = len(data.periods)
    labels = [label for label in data.labels for _ in range(times)]

    def flat(panels: Sequence[Sequence[float | None]]) -> list[float | None]:
        return [value for panel in panels for value in panel]

    level = data.level
    columns = [
        *_words("group", "Nhóm", "Group", labels, document),
        _periods(list(data.periods) * len(data.labels)),
        _numbers("value", "Giá trị", "Value", flat(data.values), data.unit),
        _numbers(f"low{level}", f"Cận dưới {level}%", f"Low {level}%", flat(data.low), data.unit),
        _numbers(f"high{level}", f"Cận trên {level}%", f"High {level}%", flat(data.high), data.unit),
    ]
    if data.mark_label is not None and any(data.marks):
        vi, en = plain(data.mark_label, document, "vi"), plain(data.mark_label, document, "en")
        marked = ["1" if data.marks[i] == p else None for i in range(len(data.labels)) for p in data.periods]
        columns.append((FlatColumn("mark", Text(vi, en), optional=True), marked))
    return columns


_BUILDERS: dict[str, Callable[[Any, Document], _Columns]] = {
    "fan": _fan,
    "openings": _openings,
    "dots": _dots,
    "targets": _targets,
    "ladder": _ladder,
    "tornado": _tornado,
    "tile_map": _tile_map,
    "sankey": _sankey,
    "pyramid": _pyramid,
    "heatmap": _heatmap,
    "rating": _rating,
    "lines": _lines,
    "quota": _quota,
    "intervals": _intervals,
    "multiples": _multiples,
}
