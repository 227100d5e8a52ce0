"""Chapter 2: context. What the economy did; which scenario drives the forecast (for margins: none)."""

from __future__ import annotations

from dubao.errors import InputError
from dubao.report.chapters import driver_scenarios
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter
from dubao.report.charts.data import LinesData
from dubao.report.document import Chapter
from dubao.report.results import Number
from dubao.report.text import Text

CHAPTER = 2


def write(context: Context) -> Chapter:
    w = ChapterWriter("2", Text("Bối cảnh kinh tế", "Economic context"), "context")
    if context.table("drivers") is not None:
        driver_scenarios.write(context, w)
    else:
        w.note(
            "Dự báo của ấn phẩm này **không phụ thuộc kịch bản tăng trưởng**: mỗi nhóm được dự báo từ chuỗi số liệu của chính nó. Số liệu dưới đây chỉ để hiểu bối cảnh.",
            "The forecast of this edition **does not rest on a growth scenario**: each group is forecast from its own series. The figures below are context only.",
        )
    _growth(context, w)
    _value_added(context, w)
    _digital(context, w)
    if context.table("drivers") is None:
        w.missing(context, "drivers", "provincial_value_added")
    return w.chapter()


def _values(context: Context, series: str) -> dict[str, float]:
    try:
        record = context.record(series)
    except InputError:
        return {}
    return {p: float(v) for p in record.periods if (v := record.value(p)) is not None}


def _observed(
    context: Context,
    series: str,
    period: str,
    value: float,
    vi: str,
    en: str,
    kind: str = "percent",
    unit: str = "percent",
    decimals: int = 1,
    formula: str = "",
) -> Number:
    record = context.record(series)
    return context.number(
        CHAPTER, f"{series}.{period}{'.' + formula if formula else ''}", value, kind=kind, unit=unit, decimals=decimals, nature="derived" if formula else "observed",
        definition=Text(vi, en), period=period, inputs=context.inputs(record, [period]), formula=formula,
    )  # fmt: skip


def _prefix(context: Context) -> str:
    return context.configuration.headline.series.split(".")[0]


def _series_with(context: Context, role: str, *parts: str) -> str:
    """The first yearly series of a table whose id has all parts."""
    table = context.table(role)
    return next(
        (s for s in (table.series_ids() if table else []) if all(p in s for p in parts) and ".q." not in s),
        "",
    )


def _growth(context: Context, w: ChapterWriter) -> None:
    series = _series_with(context, "gdp", "gdp_growth.constant") or _series_with(context, "gdp", "gdp_growth")
    values = _values(context, series) if series else {}
    release = _series_with(context, "gdp", ".gdp_growth.release")
    newer = {
        p: v for p, v in (_values(context, release) if release else {}).items() if p > max(values, default="")
    }
    if not values:
        return
    last = max(newer or values)
    number = _observed(
        context,
        release if newer else series,
        last,
        (newer or values)[last],
        f"tốc độ tăng GDP thực năm {last}",
        f"real GDP growth in {last}",
        decimals=2,
    )
    periods = sorted({*values, *newer})
    w.head("Tăng trưởng", "Growth")
    inputs = [context.inputs(context.record(series))] + (
        [context.inputs(context.record(release), list(newer))] if newer else []
    )
    w.chart(
        Text(f"GDP tăng {{{number.id}}} năm {last}", f"GDP grew by {{{number.id}}} in {last}"),
        Text(f"Tốc độ tăng GDP thực, {context.configuration.report.country_vi}, phần trăm, {periods[0]}–{periods[-1]}", f"Real GDP growth, {context.configuration.report.country_en}, percent, {periods[0]}–{periods[-1]}"),
        Text(f"Đường tốc độ tăng GDP thực từ {periods[0]} đến {periods[-1]}; năm cuối {{{number.id}}}.", f"Line of real GDP growth from {periods[0]} to {periods[-1]}; last year {{{number.id}}}."),
        LinesData(
            unit=Text("phần trăm", "percent"), periods=tuple(periods), labels=(Text("tốc độ tăng GDP", "GDP growth"),),
            values=(tuple((newer | values).get(p) for p in periods),),
        ),
        context.source(*inputs),
    )  # fmt: skip


def _value_added(context: Context, w: ChapterWriter) -> None:
    """Value added of section J at constant prices, with the growth over the last years."""
    series = _series_with(context, "value_added", "constant", ".J")
    values = _values(context, series) if series else {}
    if len(values) < 6:
        return
    last = max(values)
    first = str(int(last) - 5)
    if first not in values:
        return
    rate = ((values[last] / values[first]) ** 0.2 - 1) * 100
    record = context.record(series)
    number = context.number(
        CHAPTER, f"{series}.growth", rate, kind="percent", unit="percent", decimals=1, nature="derived", period=f"{first}–{last}",
        definition=Text(f"tốc độ tăng bình quân năm của giá trị tăng thêm ngành thông tin và truyền thông (J), {first}–{last}", f"average yearly growth of value added of information and communication (J), {first}–{last}"),
        formula="(V_T / V_0)^(1/5) − 1", inputs=context.inputs(record, [first, last]),
    )  # fmt: skip
    periods = sorted(values)
    w.head(
        "Giá trị tăng thêm của ngành thông tin và truyền thông",
        "Value added of information and communication",
    )
    w.chart(
        Text(f"Giá trị tăng thêm ngành J tăng bình quân {{{number.id}}} mỗi năm, {first}–{last}", f"Value added of section J grew by {{{number.id}}} a year, {first}–{last}"),
        Text("Giá trị tăng thêm ngành thông tin và truyền thông (VSIC 2018: J), giá so sánh 2010, nghìn tỷ đồng", "Value added of information and communication (VSIC 2018: J), constant 2010 prices, trillion dong"),
        Text(f"Đường giá trị tăng thêm ngành J theo năm, {periods[0]}–{periods[-1]}.", f"Line of yearly value added of section J, {periods[0]}–{periods[-1]}."),
        LinesData(
            unit=Text("nghìn tỷ đồng", "trillion dong"), periods=tuple(periods), labels=(Text("ngành J", "section J"),),
            values=(tuple(values[p] / 1000 for p in periods),),
        ),
        context.source(context.inputs(record)),
    )  # fmt: skip
    w.note(
        "Từ VSIC 2025, ngành J cũ tách thành hai ngành cấp 1 (xuất bản, phát thanh; viễn thông, công nghệ thông tin): từ năm 2026 bảng theo ngành cấp 1 không nối tiếp chuỗi này.",
        "Under VSIC 2025 the old section J splits in two (publishing, broadcasting; telecommunications, information technology): from 2026 tables by section do not continue this series.",
    ) if context.configuration.report.simulated is False else None


def _digital(context: Context, w: ChapterWriter) -> None:
    series = _series_with(context, "digital_economy", "share_gdp.T")
    values = _values(context, series) if series else {}
    if len(values) < 2:
        return
    last, first = max(values), min(values)
    numbers = [
        _observed(
            context,
            series,
            p,
            values[p],
            f"tỷ trọng kinh tế số trong GDP, {p}",
            f"digital economy share of GDP, {p}",
            decimals=2,
        )
        for p in (first, last)
    ]
    w.head("Kinh tế số", "Digital economy")
    w.say(
        f"Theo cơ quan thống kê, tỷ trọng kinh tế số trong GDP là {{{numbers[0].id}}} năm {first} và {{{numbers[1].id}}} năm {last}. Các bộ, ngành từng nêu số theo phương pháp khác; các số đó được ghi ở phụ lục G.",
        f"According to the statistical office the digital economy was {{{numbers[0].id}}} of GDP in {first} and {{{numbers[1].id}}} in {last}. Ministries have quoted figures under another method; they stand in annex G.",
    )
