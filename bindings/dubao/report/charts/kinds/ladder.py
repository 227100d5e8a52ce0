"""The scope ladder: who counts whom. Official statistics are solid, claimed figures hatched in a dashed frame."""

from __future__ import annotations

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.axes import TICK, bottom_scale, key
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.data import ScopeLadderData
from dubao.report.charts.rowplot import RowPlot
from dubao.report.charts.scales import Linear, zero_based


def draw(canvas: Canvas, data: ScopeLadderData, lang: Language) -> float:
    decimals = words.digits(data.values)
    entries = []
    if any(data.official):
        entries.append(("area", "demand", "", words.OFFICIAL.of(lang)))
    if not all(data.official):
        entries.append(("hatch", "gap", "", words.CLAIMED.of(lang)))
    below = key(canvas, 2, 14, entries, canvas.width)
    figures = [words.number(value, lang, decimals, data.unit) for value in data.values]
    notes = [note.of(lang) for note in data.notes]
    plot = RowPlot(
        canvas, [label.of(lang) for label in data.labels], below, 30, [(data.unit.of(lang), figures)], notes,
        narrow_figures=figures,
    )  # fmt: skip
    frame = plot.frame
    ticks = zero_based(data.values, 4)
    scale = Linear(ticks[0], ticks[-1], frame.left, frame.right)
    bottom_scale(canvas, frame, scale, ticks, lang, data.unit)
    plot.draw_words()
    for row, centre in enumerate(plot.centres):
        x, width = scale(0), scale(data.values[row]) - scale(0)
        if data.official[row]:
            canvas.rect(x, centre - 9, width, 18, fill="demand")
        else:
            canvas.rect(x, centre - 9, width, 18, fill="paper")
            canvas.rect(x, centre - 9, width, 18, fill=canvas.hatch("gap"), stroke="gap", dash="4 2")
        status = (words.OFFICIAL if data.official[row] else words.CLAIMED).of(lang)
        note = f"; {notes[row]}" if notes[row] else ""
        plot.hit(row, f"{data.labels[row].of(lang)}: {figures[row]} {data.unit.of(lang)} ({status}{note})")
    if canvas.narrow:
        canvas.text(
            frame.right + 8, frame.bottom + 30, data.unit.of(lang), size=TICK, colour="soft", anchor="end"
        )
    return frame.bottom + (36 if canvas.narrow else 22)
