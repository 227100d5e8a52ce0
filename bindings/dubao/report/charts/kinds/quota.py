"""Quota: need with its interval, the legal maximum as a bar that cannot be passed, and the recommended intake."""

from __future__ import annotations

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.axes import TICK, bottom_scale, key, whisker
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.data import QuotaData
from dubao.report.charts.rowplot import RowPlot
from dubao.report.charts.scales import Linear, zero_based


def draw(canvas: Canvas, data: QuotaData, lang: Language) -> float:
    every = [*data.need_high80, *data.need_low80, *data.legal_maximum, *data.recommended]
    decimals = words.digits([*data.need, *data.recommended, *data.legal_maximum], 4, coarse=True)
    need_words = f"{words.NEED.of(lang)}, {words.INTERVAL_80.of(lang)}"
    entries = [
        ("range", "demand", "circle", need_words),
        ("marker", "supply", "diamond", words.RECOMMENDED.of(lang)),
        ("marker", "gap", "tick", words.LEGAL_MAXIMUM.of(lang)),
    ]
    below = key(canvas, 2, 14, entries, canvas.width)
    columns = [
        (name.of(lang), [words.number(value, lang, decimals, data.unit) for value in values])
        for name, values in (
            (words.NEED, data.need),
            (words.RECOMMENDED, data.recommended),
            (words.LEGAL_MAXIMUM, data.legal_maximum),
        )
    ]
    plot = RowPlot(canvas, [label.of(lang) for label in data.labels], below, 42, columns)
    frame = plot.frame
    ticks = zero_based(every, 4)
    scale = Linear(ticks[0], ticks[-1], frame.left, frame.right)
    bottom_scale(canvas, frame, scale, ticks, lang, data.unit)
    plot.draw_words()
    for row, centre in enumerate(plot.centres):
        whisker(canvas, scale(data.need_low80[row]), scale(data.need_high80[row]), centre - 7, "demand")
        canvas.marker("circle", scale(data.need[row]), centre - 7, 9, "demand")
        maximum = data.legal_maximum[row]
        recommended = scale(data.recommended[row])
        canvas.line(scale(0), centre + 8, recommended, centre + 8, "supply", 2)
        if maximum is not None:
            canvas.rect(scale(maximum) - 1.6, centre - 1, 3.2, 18, fill="gap", stroke="paper")
        canvas.marker("diamond", recommended, centre + 8, 9, "supply")
        figures = "; ".join(f"{name} {values[row]}" for name, values in columns)
        interval = words.between(data.need_low80[row], data.need_high80[row], lang, decimals, data.unit)
        plot.hit(row, f"{data.labels[row].of(lang)}: {figures}; {words.INTERVAL_80.of(lang)} {interval}")
    canvas.text(
        frame.right + 8, frame.bottom + 30, data.unit.of(lang), size=TICK, colour="soft", anchor="end"
    )
    return frame.bottom + 36
