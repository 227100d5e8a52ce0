"""Fan chart: what was observed in ink, then the median and the 50, 80 and 95 % bands, fading outward.

The line of observed values is interrupted where a definition changed and where a value is missing: joining across would
show a movement nobody measured. The scenario part is hatched, because its intervals are not calibrated.
"""

from __future__ import annotations

from collections.abc import Sequence

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.axes import (
    LABEL,
    TICK,
    EndLabel,
    Frame,
    StripLabel,
    draw_strips,
    end_labels,
    fit_strip,
    label_near,
    left_margin,
    pack_strips,
    period_axis,
    value_grid,
)
from dubao.report.charts.canvas import Canvas, Point, path_of
from dubao.report.charts.data import FanData
from dubao.report.charts.measure import text_width
from dubao.report.charts.scales import Linear, period_positions, zero_based

BAND_OPACITY = {95: 0.13, 80: 0.18, 50: 0.26}


def break_position(period: str, periods: Sequence[str], positions: Sequence[float]) -> float | None:
    """Where the line of a break stands: halfway between the period and the one before it."""
    if period not in periods:
        return None
    i = periods.index(period)
    return positions[i] if i == 0 else (positions[i - 1] + positions[i]) / 2


def observed_runs(points: Sequence[Point | None], breaks_at: Sequence[float]) -> list[list[Point]]:
    """The observed points as unbroken runs: cut at missing values and at breaks."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
            continue
        last = runs[-1][-1] if runs[-1] else None
        if last is not None and any(last[0] < x <= point[0] for x in breaks_at):
            runs.append([])
        runs[-1].append(point)
    return [run for run in runs if run]


def draw(canvas: Canvas, data: FanData, lang: Language) -> float:
    periods = (*data.observed_periods, *data.forecast_periods)
    positions = period_positions(periods)
    ticks = zero_based([*data.observed, *data.low95, *data.high95])
    decimals = words.digits([*data.observed, *data.median])

    median_words = f"{words.MEDIAN.of(lang)} {words.number(data.median[-1], lang, decimals, data.unit)}"
    right_room = max(text_width(median_words, LABEL, True), text_width("95%", LABEL)) + 14
    left, right = left_margin(ticks, lang, data.unit), canvas.width - right_room
    x_scale = Linear(positions[0], max(positions[-1], positions[0] + 1e-9), left + 4, right)

    strips: list[StripLabel] = []
    breaks_at: list[float] = []
    for period, label in data.breaks:
        at = break_position(period, periods, positions)
        if at is not None:
            breaks_at.append(x_scale(at))
            strips.append(StripLabel(x_scale(at), fit_strip(label.of(lang), left, canvas.width - 2), "gap"))
    scenario_x = None
    if data.scenario_from is not None:
        at = break_position(data.scenario_from, periods, positions)
        if at is not None:
            scenario_x = x_scale(at)
            strips.append(StripLabel(scenario_x, words.SCENARIO.of(lang)))
    places, strip_rows = pack_strips(strips, left, canvas.width - 2)

    top = 26 + 16 * strip_rows
    frame = Frame(left, right, top, top + (250 if canvas.narrow else 290))
    y_scale = Linear(ticks[0], ticks[-1], frame.bottom, frame.top)
    canvas.text(2, 12, data.unit.of(lang), size=TICK, colour="soft")
    value_grid(canvas, frame, y_scale, ticks, lang, data.unit)

    observed = [
        None if value is None else (x_scale(position), y_scale(value))
        for position, value in zip(positions, data.observed, strict=False)
    ]
    first = len(data.observed_periods)
    xs = [x_scale(position) for position in positions[first:]]
    # The fan opens at the last observed value when that is the period just before the forecast.
    origin = [observed[-1]] if observed and observed[-1] is not None else []

    def edge(values: Sequence[float]) -> list[Point]:
        return [*[p for p in origin if p], *[(x, y_scale(v)) for x, v in zip(xs, values, strict=True)]]

    bands = {95: (data.low95, data.high95), 80: (data.low80, data.high80), 50: (data.low50, data.high50)}
    for level, (low, high) in bands.items():
        outline = [*edge(high), *reversed(edge(low))]
        canvas.path(path_of(outline, close=True), fill="demand", opacity=BAND_OPACITY[level])
    median = edge(data.median)
    if scenario_x is not None:
        hatched = [*_from(edge(data.high95), scenario_x), *reversed(_from(edge(data.low95), scenario_x))]
        if len(hatched) > 2:
            canvas.path(path_of(hatched, close=True), fill=canvas.hatch("paper"))
            canvas.path(path_of(hatched, close=True), fill=canvas.hatch("demand"), opacity=0.55)
        canvas.path(path_of(_until(median, scenario_x)), stroke="demand", width=2.4)
        canvas.path(path_of(_from(median, scenario_x)), stroke="demand", width=2.4, dash="5 4")
    else:
        canvas.path(path_of(median), stroke="demand", width=2.4)

    period_axis(canvas, frame, x_scale, periods, positions, lang)
    draw_strips(canvas, frame, strips, places, strip_rows)
    runs = observed_runs(observed, breaks_at)
    for run in runs:
        if len(run) > 1:
            canvas.path(path_of(run), stroke="ink", width=1.7)
    canvas.dots([point for run in runs for point in run], 6.2, "ink")

    ends = [
        EndLabel(y_scale(data.high95[-1]), "95%", "soft"),
        EndLabel(y_scale(data.high80[-1]), "80%", "soft"),
        EndLabel(y_scale(data.high50[-1]), "50%", "soft"),
        EndLabel(y_scale(data.median[-1]), median_words, "demand", True),
    ]
    end_labels(canvas, right, ends, frame.top + 6, frame.bottom - 6)
    if runs:
        uprights = [*breaks_at, *([] if scenario_x is None else [scenario_x])]
        fan = [edge(data.high95), edge(data.low95), median]
        _label_observed(canvas, data, lang, decimals, runs, frame, uprights, fan)
    _hits(canvas, data, lang, decimals, frame, [x_scale(position) for position in positions])
    return frame.bottom + 26


def _label_observed(
    canvas: Canvas,
    data: FanData,
    lang: Language,
    decimals: int,
    runs: Sequence[Sequence[Point]],
    frame: Frame,
    uprights_at: Sequence[float],
    fan: Sequence[Sequence[Point]],
) -> None:
    """Names the observed line with its last value, away from line, bands and breaks."""
    last = max(i for i, value in enumerate(data.observed) if value is not None)
    value = words.number(data.observed[last], lang, decimals, data.unit)
    label = f"{words.OBSERVED.of(lang)} ({words.short_period(data.observed_periods[last], lang)}: {value})"
    uprights = [[(x, frame.top), (x, frame.bottom)] for x in uprights_at]
    obstacles = [*runs, *fan, *uprights]
    area = Frame(frame.left + 4, frame.right - 4, frame.top, frame.bottom)
    near = [point for run in runs for point in run]
    if not label_near(canvas, label, obstacles, area, near=near):
        label_near(canvas, words.OBSERVED.of(lang), obstacles, area, near=near)


def _until(points: Sequence[Point], x: float) -> list[Point]:
    """The part of a line left of x, ending on it."""
    out: list[Point] = []
    for i, point in enumerate(points):
        if point[0] <= x:
            out.append(point)
        elif i and points[i - 1][0] < x:
            out.append(_on(points[i - 1], point, x))
            break
    return out


def _from(points: Sequence[Point], x: float) -> list[Point]:
    """The part of a line right of x, beginning on it."""
    out: list[Point] = []
    for i, point in enumerate(points):
        if point[0] >= x:
            if not out and i and points[i - 1][0] < x:
                out.append(_on(points[i - 1], point, x))
            out.append(point)
    return out


def _on(a: Point, b: Point, x: float) -> Point:
    return (x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]))


def _hits(
    canvas: Canvas, data: FanData, lang: Language, decimals: int, frame: Frame, xs: Sequence[float]
) -> None:
    """One upright strip a period, with everything known about it in words."""
    edges = [frame.left, *[(a + b) / 2 for a, b in zip(xs, xs[1:], strict=False)], frame.right + 4]
    count = len(data.observed_periods)
    for i, period in enumerate((*data.observed_periods, *data.forecast_periods)):
        if i < count:
            value = words.number(data.observed[i], lang, decimals, data.unit)
            known = f"{words.OBSERVED.of(lang)} {value}"
        else:
            j = i - count
            bands = ", ".join(
                f"{level}%: {words.between(low[j], high[j], lang, decimals, data.unit)}"
                for level, low, high in (
                    (50, data.low50, data.high50),
                    (80, data.low80, data.high80),
                    (95, data.low95, data.high95),
                )
            )
            known = (
                f"{words.MEDIAN.of(lang)} {words.number(data.median[j], lang, decimals, data.unit)}; {bands}"
            )
        title = f"{words.short_period(period, lang)}: {known}"
        canvas.hit(edges[i], frame.top, edges[i + 1] - edges[i], frame.bottom - frame.top, title)
