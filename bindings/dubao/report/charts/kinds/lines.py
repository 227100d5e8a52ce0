"""Lines over periods, each with its own dash and marker, named at its end."""

from __future__ import annotations

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
    key,
    label_near,
    left_margin,
    pack_strips,
    period_axis,
    value_grid,
)
from dubao.report.charts.canvas import Canvas, Point, path_of
from dubao.report.charts.data import LinesData
from dubao.report.charts.kinds.fan import break_position, observed_runs
from dubao.report.charts.measure import text_width, wrap
from dubao.report.charts.scales import Linear, period_positions, zero_based
from dubao.report.charts.theme import series_style

# The plot grows from the first height to the second where many names stand at the ends.
PLOT_HEIGHT = 240.0
TALLEST_PLOT = 360.0


def draw(canvas: Canvas, data: LinesData, lang: Language) -> float:
    positions = period_positions(data.periods)
    every = [value for line in data.values for value in line]
    ticks = zero_based(every)
    decimals = words.digits(every)
    ends = [_last(line) for line in data.values]
    names = [
        f"{label.of(lang)} {words.number(line[i], lang, decimals, data.unit)}"
        if i is not None
        else label.of(lang)
        for label, line, i in zip(data.labels, data.values, ends, strict=True)
    ]
    # Names stand at the ends of their lines, broken into lines of at most 30 % of the width; where not even that has room,
    # and on narrow pages, they stand in a key above.
    widest = min(max(text_width(name, LABEL, True) for name in names), canvas.width * 0.28) + 16
    tallest = max(len(wrap(name, LABEL, widest - 16, 9, True)) for name in names)
    needed = sum(14.0 * len(wrap(name, LABEL, widest - 16, 9, True)) + 4 for name in names)
    at_ends = tallest <= 4 and needed <= TALLEST_PLOT
    if canvas.narrow and tallest > 2:
        at_ends = False
    left = left_margin(ticks, lang, data.unit)
    right = canvas.width - (widest if at_ends else 12)
    x_scale = Linear(positions[0], max(positions[-1], positions[0] + 1e-9), left + 8, right - 4)

    canvas.text(2, 12, data.unit.of(lang), size=TICK, colour="soft")
    below = 26.0
    if not at_ends:
        below = key(
            canvas,
            2,
            34,
            [("line", series_style(i)[0], series_style(i)[1], n) for i, n in enumerate(names)],
            canvas.width,
        )
    strips: list[StripLabel] = []
    for period, label in data.breaks:
        at = break_position(period, data.periods, positions)
        if at is not None:
            strips.append(StripLabel(x_scale(at), fit_strip(label.of(lang), left, canvas.width - 2), "gap"))
    places, strip_rows = pack_strips(strips, left, canvas.width - 2)
    top = below + 16 * strip_rows
    frame = Frame(left, right, top, top + max(PLOT_HEIGHT, needed if at_ends else 0))
    y_scale = Linear(ticks[0], ticks[-1], frame.bottom, frame.top)
    value_grid(canvas, frame, y_scale, ticks, lang, data.unit)
    period_axis(canvas, frame, x_scale, data.periods, positions, lang)
    draw_strips(canvas, frame, strips, places, strip_rows)

    labels: list[EndLabel] = []
    drawn: list[list[list[Point]]] = []
    for i, line in enumerate(data.values):
        colour, dash, marker = series_style(i)
        points = [
            None if v is None else (x_scale(p), y_scale(v)) for p, v in zip(positions, line, strict=True)
        ]
        runs = observed_runs(points, [strip.x for strip in strips])
        for run in runs:
            if len(run) > 1:
                canvas.path(path_of(run), stroke=colour, width=2, dash=dash)
        if marker == "circle":
            canvas.dots([point for run in runs for point in run], 7, colour)
        else:
            for x, y in (point for run in runs for point in run):
                canvas.marker(marker, x, y, 7, colour)
        end = ends[i]
        drawn.append(runs)
        if end is not None and at_ends and end == len(positions) - 1:
            labels.append(
                EndLabel(y_scale(line[end] or 0.0), names[i], colour if colour != "gold" else "ink", True)
            )
    # A line that stops before the last period is named where it stops.
    for i, line in enumerate(data.values):
        end = ends[i]
        if not at_ends or end is None or end == len(positions) - 1:
            continue
        obstacles = [run for runs in drawn for run in runs]
        near = [point for run in drawn[i] for point in run][-3:]
        colour = series_style(i)[0]
        placed = label_near(canvas, names[i], obstacles, frame, near=near, colour=colour, bold=True)
        if not placed:
            when = words.short_period(data.periods[end], lang)
            labels.append(EndLabel(y_scale(line[end] or 0.0), f"{names[i]} ({when})", colour, True))
    if at_ends:
        end_labels(canvas, right + 2, labels, frame.top + 6, frame.bottom - 6)

    xs = [x_scale(position) for position in positions]
    edges = [frame.left, *[(a + b) / 2 for a, b in zip(xs, xs[1:], strict=False)], frame.right + 4]
    for i, period in enumerate(data.periods):
        known = "; ".join(
            f"{label.of(lang)} {words.number(line[i], lang, decimals, data.unit)}"
            for label, line in zip(data.labels, data.values, strict=True)
        )
        title = f"{words.short_period(period, lang)}: {known}"
        canvas.hit(edges[i], frame.top, edges[i + 1] - edges[i], frame.bottom - frame.top, title)
    return frame.bottom + 26


def _last(line: tuple[float | None, ...]) -> int | None:
    known = [i for i, value in enumerate(line) if value is not None]
    return known[-1] if known else None
