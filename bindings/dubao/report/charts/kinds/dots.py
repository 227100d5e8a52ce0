"""Dots: methods or groups compared on one measure, one row a label, one marker a series, a reference line if there is one."""

from __future__ import annotations

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.axes import TICK, bottom_scale, key
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.data import DotsData
from dubao.report.charts.measure import shorten, text_width
from dubao.report.charts.rowplot import RowPlot
from dubao.report.charts.scales import Linear, around
from dubao.report.charts.theme import series_style

# With more series than this the figures stand in the table only.
MOST_COLUMNS = 3


def draw(canvas: Canvas, data: DotsData, lang: Language) -> float:
    every = [value for series in data.values for value in series]
    decimals = words.digits(every)
    entries = [
        ("marker", series_style(i)[0], series_style(i)[2], name.of(lang))
        for i, name in enumerate(data.series)
    ]
    below = key(canvas, 2, 14, entries, canvas.width)
    columns = [
        (name.of(lang), [words.number(value, lang, decimals, data.unit) for value in series])
        for name, series in zip(data.series, data.values, strict=True)
    ]
    columns = columns if len(columns) <= MOST_COLUMNS else []
    if data.reference is not None and data.reference_label is not None:
        below += 16
    plot = RowPlot(canvas, [label.of(lang) for label in data.labels], below, 30, columns)
    frame = plot.frame
    ticks = around([*every, data.reference], 4 if canvas.narrow else 5)
    scale = Linear(ticks[0], ticks[-1], frame.left, frame.right)
    bottom_scale(canvas, frame, scale, ticks, lang, data.unit)
    if data.reference is not None:
        x = scale(data.reference)
        label_y = below - 5
        canvas.line(x, label_y + 4, x, frame.bottom, "gap", 1.2, "4 3")
        if data.reference_label is not None:
            label = shorten(data.reference_label.of(lang), TICK, canvas.width - 4)
            half = text_width(label, TICK) / 2
            centre = min(max(x, half + 2), canvas.width - half - 2)
            canvas.text(centre, label_y, label, size=TICK, anchor="middle", colour="gap")
    plot.draw_words()
    for row, centre in enumerate(plot.centres):
        known = [(i, series[row]) for i, series in enumerate(data.values)]
        present = [scale(value) for _, value in known if value is not None]
        if len(present) > 1:
            canvas.line(min(present), centre, max(present), centre, "line", 1.5)
        # The first series is drawn last: it is the one the chart is about.
        for i, value in reversed(known):
            if value is not None:
                colour, _, shape = series_style(i)
                canvas.marker(shape, scale(value), centre, 10, colour)
        figures = "; ".join(
            f"{data.series[i].of(lang)} {words.number(value, lang, decimals, data.unit)}"
            for i, value in known
        )
        plot.hit(row, f"{data.labels[row].of(lang)}: {figures}")
    canvas.text(
        frame.right + 8, frame.bottom + 30, data.unit.of(lang), size=TICK, colour="soft", anchor="end"
    )
    return frame.bottom + 36
