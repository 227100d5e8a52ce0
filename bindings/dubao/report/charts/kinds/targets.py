"""Targets: what is reached or forecast, with its interval, as a share of the value set; the verdict in words.

Each target has its own unit, so rows are scaled to the target itself: the upright line is 100 %.
"""

from __future__ import annotations

from dubao.errors import Language
from dubao.numbers import format_percent
from dubao.report.charts import words
from dubao.report.charts.axes import LABEL, TICK, whisker
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.data import TargetsData
from dubao.report.charts.measure import text_width, wrap
from dubao.report.charts.scales import Linear

# Shares beyond this are drawn at the edge with an arrow: one far value must not flatten the others.
LARGEST_SHARE = 2.0


def _with_unit(value: float | None, data: TargetsData, row: int, lang: Language) -> str:
    unit = data.unit[row]
    figure = words.number(value, lang, words.digits([value]), unit)
    return figure if words.is_percent(unit) or value is None else f"{figure} {unit.of(lang)}"


def draw(canvas: Canvas, data: TargetsData, lang: Language) -> float:
    shares = [
        value / target
        for target, value, low, high in zip(data.target, data.value, data.low80, data.high80, strict=True)
        for value in (value, low, high)
        if value is not None and target
    ]
    most = min(LARGEST_SHARE, max([1.15, *shares]))
    scale = Linear(0, most, 4, canvas.width - 12)
    at_target = scale(1)
    y = 30.0
    half = text_width(f"{words.TARGET.of(lang)} = 100%", TICK) / 2
    canvas.text(
        min(max(at_target, half + 2), canvas.width - half - 2),
        14,
        f"{words.TARGET.of(lang)} = {format_percent(100, lang)}",
        size=TICK,
        anchor="middle",
        colour="gap",
    )
    for row, label in enumerate(data.labels):
        verdict = data.verdict[row].of(lang)
        verdict_width = text_width(verdict, LABEL, True)
        beside = not canvas.narrow and verdict_width < canvas.width * 0.5
        label_width = canvas.width - (verdict_width + 24 if beside else 4)
        top = y
        y += 14
        if beside:
            canvas.text(canvas.width - 2, y, verdict, size=LABEL, anchor="end", bold=True, halo=True)
        y = canvas.lines(2, y, wrap(label.of(lang), LABEL, label_width), 15, halo=True)
        value = data.value[row]
        interval = ""
        if data.low80[row] is not None and data.high80[row] is not None:
            decimals = words.digits([value])
            interval = f" ({words.INTERVAL_80.of(lang)}: {words.between(data.low80[row], data.high80[row], lang, decimals, data.unit[row])})"
        facts = (
            f"{words.TARGET.of(lang)} {_with_unit(data.target[row], data, row, lang)}, {words.DUE.of(lang)} "
            f"{words.short_period(data.due[row], lang)} · {words.REACHED.of(lang)}: "
            + (
                f"{_with_unit(value, data, row, lang)}{interval}"
                if value is not None
                else words.NO_DATA.of(lang)
            )
        )
        y = canvas.lines(
            2, y, wrap(facts, TICK, canvas.width - 4, 2), 14, size=TICK, colour="soft", halo=True
        )
        if not beside:
            y = canvas.lines(
                2,
                y + 1,
                wrap(verdict, LABEL, canvas.width - 4, 2, True),
                15,
                size=LABEL,
                bold=True,
                halo=True,
            )
        _bar(canvas, data, row, scale, y - 4)
        y += 28
        canvas.hit(0, top, canvas.width, y - top, f"{label.of(lang)}: {facts}; {verdict}")
        y += 4
    return y


def _bar(canvas: Canvas, data: TargetsData, row: int, scale: Linear, y: float) -> None:
    """The bar of a row: the target as a pale track with an upright at its end, the value on it, the interval below."""
    target, value = data.target[row], data.value[row]
    track = scale(1) - scale(0)
    canvas.rect(scale(0), y, track, 12, fill="grid")
    if value is None or not target:
        canvas.rect(scale(0), y, track, 12, fill=canvas.hatch("soft"))
    else:
        share = value / target
        shown = min(max(share, 0), scale.high)
        canvas.rect(scale(0), y, scale(shown) - scale(0), 12, fill="demand")
        if share > scale.high:
            edge = scale(scale.high)
            canvas.path(
                f"M{edge:.1f} {y:.1f}L{edge + 8:.1f} {y + 6:.1f}L{edge:.1f} {y + 12:.1f}Z", fill="demand"
            )
    canvas.line(scale(1), y - 4, scale(1), y + 24, "gap", 2)
    low, high = data.low80[row], data.high80[row]
    if value is not None and target and low is not None and high is not None:
        ends = [min(max(end / target, 0), scale.high) for end in (low, high)]
        whisker(canvas, scale(ends[0]), scale(ends[1]), y + 19, "ink")
        canvas.marker("circle", scale(min(max(value / target, 0), scale.high)), y + 19, 7, "ink")
