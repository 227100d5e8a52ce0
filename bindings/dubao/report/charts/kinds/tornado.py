"""Tornado: what each assumption does to a headline, the strongest first. The low and the high value have a lane each."""

from __future__ import annotations

import math

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.axes import TICK, bottom_scale, key
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.data import TornadoData
from dubao.report.charts.measure import text_width
from dubao.report.charts.rowplot import RowPlot
from dubao.report.charts.scales import Linear, nice_ticks


def strongest_first(data: TornadoData) -> list[int]:
    """Rows by the width of their effect; equal ones stay in order."""

    def effect(row: int) -> float:
        values = (data.at_low[row], data.at_high[row], data.base)
        return max(values) - min(values)

    return sorted(range(len(data.labels)), key=lambda row: -effect(row))


def draw(canvas: Canvas, data: TornadoData, lang: Language) -> float:
    order = strongest_first(data)
    every = [*data.at_low, *data.at_high, data.base]
    # Figures must tell the ends of bars apart: at least two digits of the span.
    span = max(every) - min(every)
    decimals = words.digits(every, coarse=True)
    if span > 0:
        decimals = min(3, max(decimals, 1 - math.floor(math.log10(span))))
    base_words = f"{words.BASE.of(lang)} {words.number(data.base, lang, decimals, data.unit)}"
    entries = [
        ("hatch", "supply", "", words.AT_LOW.of(lang)),
        ("area", "demand", "", words.AT_HIGH.of(lang)),
    ]
    below = key(canvas, 2, 14, entries, canvas.width) + 14
    plot = RowPlot(canvas, [data.labels[row].of(lang) for row in order], below, 38)
    frame = plot.frame
    ticks = nice_ticks(min(every), max(every), 4)
    # Room for the figures at the ends of the bars.
    room = max(text_width(words.number(value, lang, decimals, data.unit), TICK) for value in every) + 6
    scale = Linear(ticks[0], ticks[-1], frame.left + room, frame.right - room)
    bottom_scale(canvas, frame, scale, ticks, lang, data.unit)
    plot.draw_words()
    base = scale(data.base)
    for row, centre in zip(order, plot.centres, strict=True):
        for value, lane, fill in ((data.at_low[row], -14.0, "hatch"), (data.at_high[row], 1.0, "solid")):
            x = scale(value)
            if fill == "hatch":
                canvas.rect(base, centre + lane, x - base, 13, fill="paper")
                canvas.rect(
                    base,
                    centre + lane,
                    x - base,
                    13,
                    fill=canvas.hatch("supply", dense=True),
                    stroke="supply",
                )
            else:
                canvas.rect(base, centre + lane, x - base, 13, fill="demand")
            side = -1 if value < data.base else 1
            figure = words.number(value, lang, decimals, data.unit)
            anchor = "end" if side < 0 else "start"
            canvas.text(
                x + 4 * side, centre + lane + 6.5, figure, size=TICK, anchor=anchor, middle=True, halo=True
            )
    canvas.line(base, below - 2, base, frame.bottom, "ink", 1.4)
    half = text_width(base_words, TICK) / 2
    canvas.text(
        min(max(base, half + 2), canvas.width - half - 2),
        below - 6,
        base_words,
        size=TICK,
        anchor="middle",
        bold=False,
    )
    for position, row in enumerate(order):
        low, high = (words.number(v[row], lang, decimals, data.unit) for v in (data.at_low, data.at_high))
        plot.hit(
            position,
            f"{data.labels[row].of(lang)}: {words.AT_LOW.of(lang)} {low}, {words.AT_HIGH.of(lang)} {high} ({base_words})",
        )
    canvas.text(
        frame.right + 8, frame.bottom + 30, data.unit.of(lang), size=TICK, colour="soft", anchor="end"
    )
    return frame.bottom + 36
