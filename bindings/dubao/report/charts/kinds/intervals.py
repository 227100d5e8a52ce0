"""Intervals: one estimate a row with its interval, from zero."""

from __future__ import annotations

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.axes import TICK, bottom_scale, whisker
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.data import IntervalsData
from dubao.report.charts.rowplot import RowPlot
from dubao.report.charts.scales import Linear, zero_based


def draw(canvas: Canvas, data: IntervalsData, lang: Language) -> float:
    every = [*data.values, *data.low, *data.high]
    decimals = words.digits(data.values)
    value_words = [words.number(value, lang, decimals, data.unit) for value in data.values]
    interval_words = [
        words.between(low, high, lang, decimals, data.unit)
        for low, high in zip(data.low, data.high, strict=True)
    ]
    columns = [
        (words.first_upper(words.VALUE.of(lang)), value_words),
        (words.interval(data.level).of(lang), interval_words),
    ]
    plot = RowPlot(
        canvas, [label.of(lang) for label in data.labels], 2, 24, columns, narrow_figures=value_words
    )
    frame = plot.frame
    ticks = zero_based(every, 4 if canvas.narrow else 5)
    scale = Linear(ticks[0], ticks[-1], frame.left, frame.right)
    bottom_scale(canvas, frame, scale, ticks, lang, data.unit)
    plot.draw_words()
    for row, centre in enumerate(plot.centres):
        whisker(canvas, scale(data.low[row]), scale(data.high[row]), centre, "demand")
        canvas.marker("circle", scale(data.values[row]), centre, 7, "demand")
        plot.hit(
            row,
            f"{data.labels[row].of(lang)}: {value_words[row]}; {words.interval(data.level).of(lang)}: {interval_words[row]}",
        )
    canvas.text(
        frame.right + 8, frame.bottom + 30, data.unit.of(lang), size=TICK, colour="soft", anchor="end"
    )
    return frame.bottom + 36
