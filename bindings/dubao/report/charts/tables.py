"""The table of a chart: what stands under it for who cannot see it, and what its CSV holds."""

from __future__ import annotations

from collections.abc import Sequence

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.data import (
    ChartData,
    DotsData,
    FanData,
    HeatmapData,
    IntervalsData,
    LinesData,
    MultiplesData,
    OpeningsData,
    PyramidData,
    QuotaData,
    RatingMatrixData,
    SankeyData,
    ScopeLadderData,
    TargetsData,
    TileMapData,
    TornadoData,
)
from dubao.report.charts.kinds.tile_map import province_name
from dubao.report.document import Chart
from dubao.report.text import Text

Value = str | float | None
Rows = list[tuple[Value, ...]]

# Digits that the largest value of a column is shown with.
SIGNIFICANT = 4
# Kind of chart → the column of its table that holds periods.
_PERIOD_COLUMN = {"fan": 0, "lines": 0, "targets": 2, "multiples": 1}


def _head(text: Text, lang: Language, unit: Text | None = None) -> str:
    head = words.first_upper(text.of(lang))
    return f"{head} ({unit.of(lang)})" if unit is not None else head


def _band(level: int, end: Text, lang: Language) -> str:
    return f"{level}%, {end.of(lang)}"


def _fan(data: FanData, lang: Language) -> tuple[list[str], Rows]:
    header = [
        _head(words.PERIOD, lang),
        _head(words.OBSERVED, lang, data.unit),
        _head(words.MEDIAN, lang, data.unit),
    ]
    header += [_band(level, end, lang) for level in (50, 80, 95) for end in (words.LOW, words.HIGH)]
    header.append(_head(words.NOTE, lang))
    breaks = {period: label.of(lang) for period, label in data.breaks}
    rows: Rows = [
        (period, value, None, *[None] * 6, breaks.get(period))
        for period, value in zip(data.observed_periods, data.observed, strict=True)
    ]
    scenario = False
    columns = (data.median, data.low50, data.high50, data.low80, data.high80, data.low95, data.high95)
    for i, period in enumerate(data.forecast_periods):
        scenario = scenario or period == data.scenario_from
        note = "; ".join(n for n in (breaks.get(period), words.SCENARIO.of(lang) if scenario else None) if n)
        rows.append((period, None, *[column[i] for column in columns], note or None))
    return header, rows


def _lines(data: LinesData, lang: Language) -> tuple[list[str], Rows]:
    header = [_head(words.PERIOD, lang), *[_head(label, lang, data.unit) for label in data.labels]]
    rows: Rows = [(period, *[line[i] for line in data.values]) for i, period in enumerate(data.periods)]
    if data.breaks:
        breaks = {period: label.of(lang) for period, label in data.breaks}
        header.append(_head(words.NOTE, lang))
        rows = [(*row, breaks.get(str(row[0]))) for row in rows]
    return header, rows


def _openings(data: OpeningsData, lang: Language) -> tuple[list[str], Rows]:
    names = (words.EXPANSION, words.REPLACEMENT, words.TOTAL)
    header = [_head(words.GROUP, lang), *[_head(name, lang, data.unit) for name in names]]
    header += [_band(80, words.LOW, lang), _band(80, words.HIGH, lang)]
    columns = zip(data.labels, data.expansion, data.replacement, data.low80, data.high80, strict=True)
    return header, [(label.of(lang), a, b, a + b, low, high) for label, a, b, low, high in columns]


def _dots(data: DotsData, lang: Language) -> tuple[list[str], Rows]:
    header = [_head(words.GROUP, lang), *[_head(name, lang, data.unit) for name in data.series]]
    rows: Rows = [
        (label.of(lang), *[series[i] for series in data.values]) for i, label in enumerate(data.labels)
    ]
    if data.reference is not None:
        label = data.reference_label.of(lang) if data.reference_label else ""
        rows.append((words.first_upper(label), *[data.reference] * len(data.series)))
    return header, rows


def _targets(data: TargetsData, lang: Language) -> tuple[list[str], Rows]:
    names = (words.TARGET, words.UNIT, words.DUE, words.TARGET, words.REACHED)
    header = [_head(name, lang) for name in names]
    header[0] = _head(words.GROUP, lang)
    header += [_band(80, words.LOW, lang), _band(80, words.HIGH, lang), _head(words.VERDICT, lang)]
    rows: Rows = [
        (
            label.of(lang), data.unit[i].of(lang), data.due[i], data.target[i], data.value[i],
            data.low80[i], data.high80[i], data.verdict[i].of(lang),
        )
        for i, label in enumerate(data.labels)
    ]  # fmt: skip
    return header, rows


def _ladder(data: ScopeLadderData, lang: Language) -> tuple[list[str], Rows]:
    header = [
        _head(words.MEASURE, lang),
        _head(words.VALUE, lang, data.unit),
        _head(words.KIND, lang),
        _head(words.NOTE, lang),
    ]
    rows: Rows = [
        (
            label.of(lang),
            value,
            (words.OFFICIAL if official else words.CLAIMED).of(lang),
            note.of(lang) or None,
        )
        for label, value, official, note in zip(
            data.labels, data.values, data.official, data.notes, strict=True
        )
    ]
    return header, rows


def _tornado(data: TornadoData, lang: Language) -> tuple[list[str], Rows]:
    from dubao.report.charts.kinds.tornado import strongest_first

    names = (words.AT_LOW, words.BASE, words.AT_HIGH)
    header = [_head(words.GROUP, lang), *[_head(name, lang, data.unit) for name in names]]
    rows: Rows = [
        (data.labels[i].of(lang), data.at_low[i], data.base, data.at_high[i]) for i in strongest_first(data)
    ]
    return header, rows


def _tile_map(data: TileMapData, lang: Language) -> tuple[list[str], Rows]:
    header = [_head(words.PROVINCE, lang), _head(words.CODE, lang), _head(words.VALUE, lang, data.unit)]
    return header, [(province_name(code).of(lang), code, value) for code, value in data.values]


def _sankey(data: SankeyData, lang: Language) -> tuple[list[str], Rows]:
    labels = {node: label.of(lang) for node, label, _ in data.nodes}
    header = [_head(words.FROM, lang), _head(words.TO, lang), _head(words.VALUE, lang, data.unit)]
    return header, [(labels[start], labels[to], value) for start, to, value in data.links]


def _pyramid(data: PyramidData, lang: Language) -> tuple[list[str], Rows]:
    header = [words.AGE.of(lang), _head(words.MEN, lang, data.unit), _head(words.WOMEN, lang, data.unit)]
    return header, [
        (age.replace("-", "–"), men, women)
        for age, men, women in zip(data.ages, data.men, data.women, strict=True)
    ]


def _heatmap(data: HeatmapData, lang: Language) -> tuple[list[str], Rows]:
    header = [_head(words.GROUP, lang), *[label.of(lang) for label in data.columns_labels]]
    return header, [(label.of(lang), *row) for label, row in zip(data.rows_labels, data.values, strict=True)]


def _rating(data: RatingMatrixData, lang: Language) -> tuple[list[str], Rows]:
    header = [_head(words.GROUP, lang), *[f"{_head(step, lang)} (%)" for step in data.steps]]
    header.append(_head(words.RELIABILITY, lang))
    return header, [
        (label.of(lang), *[round(share * 100, 6) for share in shares], grade)
        for label, shares, grade in zip(data.labels, data.probabilities, data.grades, strict=True)
    ]


def _quota(data: QuotaData, lang: Language) -> tuple[list[str], Rows]:
    header = [
        _head(words.GROUP, lang), _head(words.NEED, lang, data.unit), _band(80, words.LOW, lang),
        _band(80, words.HIGH, lang), _head(words.LEGAL_MAXIMUM, lang, data.unit), _head(words.RECOMMENDED, lang, data.unit),
    ]  # fmt: skip
    columns = zip(
        data.labels,
        data.need,
        data.need_low80,
        data.need_high80,
        data.legal_maximum,
        data.recommended,
        strict=True,
    )
    return header, [(label.of(lang), *values) for label, *values in columns]


def _intervals(data: IntervalsData, lang: Language) -> tuple[list[str], Rows]:
    header = [_head(words.GROUP, lang), _head(words.VALUE, lang, data.unit)]
    header += [_band(data.level, words.LOW, lang), _band(data.level, words.HIGH, lang)]
    columns = zip(data.labels, data.values, data.low, data.high, strict=True)
    return header, [(label.of(lang), *values) for label, *values in columns]


def _multiples(data: MultiplesData, lang: Language) -> tuple[list[str], Rows]:
    header = [_head(words.GROUP, lang), _head(words.PERIOD, lang), _head(words.VALUE, lang, data.unit)]
    header += [
        _band(data.level, words.LOW, lang),
        _band(data.level, words.HIGH, lang),
        _head(words.NOTE, lang),
    ]
    note = data.mark_label.of(lang) if data.mark_label is not None else ""
    rows: Rows = [
        (
            label.of(lang), period, data.values[i][k], data.low[i][k], data.high[i][k],
            (note or None) if data.marks[i] == period else None,
        )
        for i, label in enumerate(data.labels)
        for k, period in enumerate(data.periods)
    ]  # fmt: skip
    return header, rows


_TABLES = {
    "fan": _fan, "lines": _lines, "openings": _openings, "dots": _dots, "targets": _targets, "ladder": _ladder,
    "tornado": _tornado, "tile_map": _tile_map, "sankey": _sankey, "pyramid": _pyramid, "heatmap": _heatmap,
    "rating": _rating, "quota": _quota, "intervals": _intervals, "multiples": _multiples,
}  # fmt: skip


def data_rows(data: ChartData, lang: Language) -> tuple[list[str], Rows]:
    """Header and rows of the values of a chart; numbers stay numbers, None is missing."""
    return _TABLES[data.kind](data, lang)  # type: ignore[operator]


def rows(chart: Chart, lang: Language) -> tuple[list[str], Rows]:
    """The table under a chart: header and rows in a language, numbers as numbers, None where there is no value."""
    return data_rows(chart.data, lang)


def formatted_rows(chart: Chart, lang: Language) -> tuple[list[str], list[list[str]]]:
    """The same table in words of the language: periods in short form, numbers with one count of decimals a column.

    Targets have a unit each, so each figure has its own count: a share of 9.5% beside 380 thousand persons keeps its half.
    """
    header, plain = rows(chart, lang)
    columns = list(zip(*plain, strict=True))
    of_columns = [_decimals(column) for column in columns]
    period = _PERIOD_COLUMN.get(chart.data.kind)
    out: list[list[str]] = []
    for row in plain:
        decimals = (
            [_decimals([value]) for value in row] if isinstance(chart.data, TargetsData) else of_columns
        )
        cells = []
        for column, (value, places) in enumerate(zip(row, decimals, strict=True)):
            if not isinstance(value, str):
                cells.append(words.number(value, lang, places))
            else:
                cells.append(words.short_period(value, lang) if column == period else value)
        out.append(cells)
    return header, out


def _decimals(values: Sequence[Value]) -> int:
    return words.digits([v for v in values if isinstance(v, (int, float))] or [0.0], SIGNIFICANT)


def is_number_column(plain: Rows, column: int) -> bool:
    """Whether a column holds numbers (and is set flush right)."""
    values = [row[column] for row in plain if row[column] is not None]
    return bool(values) and all(isinstance(value, (int, float)) for value in values)
