"""Openings: a bar of expansion and replacement a row, and the total with its 80 % interval below it."""

from __future__ import annotations

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.axes import TICK, bottom_scale, key, whisker
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.data import OpeningsData
from dubao.report.charts.rowplot import RowPlot
from dubao.report.charts.scales import Linear, zero_based


def draw(canvas: Canvas, data: OpeningsData, lang: Language) -> float:
    totals = [a + b for a, b in zip(data.expansion, data.replacement, strict=True)]
    decimals = words.digits([*totals, *data.expansion, *data.replacement], coarse=True)
    entries = [
        ("area", "demand", "", words.EXPANSION.of(lang)),
        ("hatch", "demand", "", words.REPLACEMENT.of(lang)),
        ("range", "ink", "circle", words.TOTAL_RANGE.of(lang)),
    ]
    below = key(canvas, 2, 14, entries, canvas.width)
    columns = [
        (words.TOTAL.of(lang), [words.number(value, lang, decimals, data.unit) for value in totals]),
        (
            words.INTERVAL_80.of(lang),
            [
                words.between(a, b, lang, decimals, data.unit)
                for a, b in zip(data.low80, data.high80, strict=True)
            ],
        ),
    ]
    plot = RowPlot(
        canvas, [label.of(lang) for label in data.labels], below, 44, columns, narrow_figures=columns[0][1]
    )
    frame = plot.frame
    ends = [
        side
        for a, b in zip(data.expansion, data.replacement, strict=True)
        for side in (max(a, 0) + max(b, 0), min(a, 0) + min(b, 0))
    ]
    ticks = zero_based([*ends, *data.low80, *data.high80], 4 if canvas.narrow else 5)
    scale = Linear(ticks[0], ticks[-1], frame.left, frame.right)
    bottom_scale(canvas, frame, scale, ticks, lang, data.unit)
    plot.draw_words()
    for i, centre in enumerate(plot.centres):
        # Parts of one sign follow each other from zero; parts of different sign go to both sides of it.
        positive = negative = 0.0
        for value, fill in ((data.expansion[i], "demand"), (data.replacement[i], "hatch")):
            start = positive if value >= 0 else negative
            end = start + value
            if value >= 0:
                positive = end
            else:
                negative = end
            x, width = scale(start), scale(end) - scale(start)
            if fill == "hatch":
                canvas.rect(x, centre - 16, width, 16, fill="paper")
                canvas.rect(
                    x, centre - 16, width, 16, fill=canvas.hatch("demand", dense=True), stroke="demand"
                )
            else:
                canvas.rect(x, centre - 16, width, 16, fill="demand")
        whisker(canvas, scale(data.low80[i]), scale(data.high80[i]), centre + 9, "ink")
        canvas.marker("circle", scale(totals[i]), centre + 9, 8, "ink")
        parts = (
            f"{words.EXPANSION.of(lang)} {words.number(data.expansion[i], lang, decimals, data.unit)}, "
            f"{words.REPLACEMENT.of(lang)} {words.number(data.replacement[i], lang, decimals, data.unit)}, "
            f"{words.TOTAL.of(lang)} {words.number(totals[i], lang, decimals, data.unit)} "
            f"({words.between(data.low80[i], data.high80[i], lang, decimals, data.unit)})"
        )
        plot.hit(i, f"{data.labels[i].of(lang)}: {parts}")
    canvas.text(
        frame.right + 8, frame.bottom + 30, data.unit.of(lang), size=TICK, colour="soft", anchor="end"
    )
    return frame.bottom + 36
