"""What charts share: the value grid, the period axis, rows of strips along the top, labels at the ends of lines, keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dubao.errors import Language
from dubao.report.charts.canvas import Box, Canvas, Point
from dubao.report.charts.measure import shorten, text_width, wrap
from dubao.report.charts.scales import Linear, nice_step, period_position, spread, tick_decimals
from dubao.report.charts.words import number, short_period
from dubao.report.text import Text

TICK = 11.0
LABEL = 12.0
STRIP = 16.0


@dataclass(frozen=True)
class Frame:
    """The plotting area: left, right, top, bottom."""

    left: float
    right: float
    top: float
    bottom: float


def tick_texts(ticks: Sequence[float], lang: Language, unit: Text | None = None) -> list[str]:
    decimals = tick_decimals(ticks)
    return [number(tick, lang, decimals, unit) for tick in ticks]


def left_margin(ticks: Sequence[float], lang: Language, unit: Text | None = None) -> float:
    """Room for the tick words of a vertical scale."""
    return max(text_width(words, TICK) for words in tick_texts(ticks, lang, unit)) + 12


def value_grid(
    canvas: Canvas,
    frame: Frame,
    scale: Linear,
    ticks: Sequence[float],
    lang: Language,
    unit: Text | None = None,
) -> None:
    """Horizontal lines with the value at the left; the line of zero is stronger."""
    for tick in ticks:
        y = scale(tick)
        if abs(tick) > 1e-12:
            canvas.line(frame.left, y, frame.right, y, "grid")
    if ticks[0] <= 0 <= ticks[-1]:
        canvas.line(frame.left, scale(0), frame.right, scale(0), "soft")
    for tick, words in zip(ticks, tick_texts(ticks, lang, unit), strict=True):
        canvas.text(frame.left - 8, scale(tick), words, size=TICK, anchor="end", colour="soft", middle=True)


def bottom_scale(
    canvas: Canvas,
    frame: Frame,
    scale: Linear,
    ticks: Sequence[float],
    lang: Language,
    unit: Text | None = None,
) -> None:
    """Vertical lines with the value below; the line of zero is stronger. Words that would touch are left out."""
    for tick in ticks:
        if abs(tick) > 1e-12:
            canvas.line(scale(tick), frame.top, scale(tick), frame.bottom, "grid")
    if ticks[0] <= 0 <= ticks[-1]:
        canvas.line(scale(0), frame.top, scale(0), frame.bottom, "soft")
    free_from = float("-inf")
    for tick, words in zip(ticks, tick_texts(ticks, lang, unit), strict=True):
        x = scale(tick)
        half = text_width(words, TICK) / 2
        centre = min(max(x, half + 1), canvas.width - half - 1)
        if centre - half >= free_from:
            canvas.text(centre, frame.bottom + 15, words, size=TICK, anchor="middle", colour="soft")
            free_from = centre + half + 8


def period_axis(
    canvas: Canvas,
    frame: Frame,
    scale: Linear,
    periods: Sequence[str],
    positions: Sequence[float],
    lang: Language,
) -> None:
    """Periods below the plot: all of them where there is room, else round years; the first and last come first."""
    words = [short_period(period, lang) for period in periods]
    widest = max(text_width(word, TICK) for word in words) + 10
    room = max(2, int((frame.right - frame.left) / widest))
    span = positions[-1] - positions[0]
    if len(periods) <= room or span <= 0:
        chosen = list(range(len(periods)))
    else:
        step = max(1.0, nice_step(span, room))
        step = 2.0 if step == 2.5 else step
        in_time = period_position(periods[0]) is not None
        chosen = [
            i
            for i, position in enumerate(positions)
            if (position % step == 0 if in_time else i % round(step) == 0)
        ]
    placed: list[tuple[float, float]] = []
    marks: list[tuple[float, float, str]] = []
    ends = [len(periods) - 1]
    for i in [*ends, *[c for c in chosen if c not in ends]]:
        x = scale(positions[i])
        half = text_width(words[i], TICK) / 2
        centre = min(max(x, half + 1), canvas.width - half - 1)
        if any(centre - half < right + 6 and centre + half > left - 6 for left, right in placed):
            continue
        placed.append((centre - half, centre + half))
        marks.append((x, centre, words[i]))
    for x, _, _ in marks:
        canvas.line(x, frame.bottom, x, frame.bottom + 4, "line")
    for _, centre, label in marks:
        canvas.text(centre, frame.bottom + 17, label, size=TICK, anchor="middle", colour="soft")


@dataclass(frozen=True)
class StripLabel:
    """Words above the plot that belong to a place on the period axis, with the line that goes down from them."""

    x: float
    words: str
    colour: str = "soft"


def fit_strip(words: str, left: float, right: float) -> str:
    """Words above the plot, cut to the room there is."""
    return shorten(words, TICK, right - left)


def pack_strips(
    labels: Sequence[StripLabel], left: float, right: float
) -> tuple[list[tuple[float, int]], int]:
    """Left edge and row of each label, so that none overlap; and how many rows that takes."""
    places: list[tuple[float, int]] = []
    rows: list[list[tuple[float, float]]] = []
    for label in labels:
        width = text_width(label.words, TICK)
        start = min(max(left, label.x + 5), right - width)
        if label.x + 5 + width > right:
            start = max(left, label.x - 5 - width)
        row = 0
        while True:
            if row == len(rows):
                rows.append([])
            if all(start + width + 8 <= a or start >= b + 8 for a, b in rows[row]):
                break
            row += 1
        rows[row].append((start, start + width))
        places.append((start, row))
    return places, len(rows)


def draw_strips(
    canvas: Canvas, frame: Frame, labels: Sequence[StripLabel], places: Sequence[tuple[float, int]], rows: int
) -> None:
    """Draws the labels in rows above the plot and a dashed line from each down to the axis."""
    for label, (x, row) in zip(labels, places, strict=True):
        y = frame.top - 8 - STRIP * (rows - 1 - row)
        canvas.line(label.x, y - 9, label.x, frame.bottom, label.colour, 1, "3 3")
        canvas.text(x, y, label.words, size=TICK, colour=label.colour)


@dataclass(frozen=True)
class EndLabel:
    """Words at the end of a line or band."""

    y: float
    words: str
    colour: str = "ink"
    bold: bool = False


def end_labels(canvas: Canvas, x: float, labels: Sequence[EndLabel], low: float, high: float) -> None:
    """Writes labels beside the end of their lines, moved apart where they would touch, with a lead where moved.

    Words that are wider than the room beside the plot are broken into lines.
    """
    room = canvas.width - x - 10
    blocks = [wrap(label.words, LABEL, room, 4, label.bold) for label in labels]
    heights = [14.0 * len(lines) + (4 if len(lines) > 1 else 0) for lines in blocks]
    places = spread([label.y for label in labels], heights, low, high)
    for label, lines, y in zip(labels, blocks, places, strict=True):
        if abs(y - label.y) > 3:
            canvas.line(x + 1, label.y, x + 7, y, "line")
        baseline = y - 7 * (len(lines) - 1) + LABEL * 0.35
        canvas.lines(x + 9, baseline, lines, 14, size=LABEL, colour=label.colour, bold=label.bold)


def key(
    canvas: Canvas, x: float, y: float, entries: Sequence[tuple[str, str, str, str]], right: float
) -> float:
    """A row of signs with words (kind, colour, dash or shape, words), wrapping; returns the y below it.

    Kinds: ``area``, ``hatch``, ``outline``, ``line``, ``marker``, ``range``.
    """
    start = x
    for kind, colour, style, words in entries:
        width = 26 + text_width(words, LABEL)
        if x > start and x + width > right:
            x, y = start, y + 19
        centre = y - 4
        if kind == "area":
            canvas.rect(x, centre - 6, 18, 12, fill=colour)
        elif kind == "hatch":
            canvas.rect(x, centre - 6, 18, 12, fill="paper")
            canvas.rect(x, centre - 6, 18, 12, fill=canvas.hatch(colour, dense=True), stroke=colour)
        elif kind == "outline":
            canvas.rect(x, centre - 6, 18, 12, fill="paper", stroke=colour, dash=style)
        elif kind == "line":
            canvas.line(x, centre, x + 18, centre, colour, 2.2, style)
        elif kind == "range":
            whisker(canvas, x, x + 18, centre, colour)
            canvas.marker(style or "circle", x + 9, centre, 7, colour)
        else:
            canvas.marker(style, x + 9, centre, 9, colour)
        canvas.text(x + 24, y, shorten(words, LABEL, right - x - 24), size=LABEL)
        x += width + 18
    return y + 19


def whisker(canvas: Canvas, x1: float, x2: float, y: float, colour: str) -> None:
    """An interval as a line with short ends, in a halo that keeps it readable over bars."""
    for stroke, width in (("paper", 4.2), (colour, 1.6)):
        cap = 4.0 if stroke == colour else 4.6
        data = f"M{x1:.1f} {y - cap:.1f}V{y + cap:.1f}M{x1:.1f} {y:.1f}H{x2:.1f}M{x2:.1f} {y - cap:.1f}V{y + cap:.1f}"
        canvas.path(data, stroke=stroke, width=width)


def crosses(box: Box, start: Point, end: Point, padding: float) -> bool:
    """Whether a straight line comes within ``padding`` of a box (Liang–Barsky clipping)."""
    left, right = box.left - padding, box.right + padding
    top, bottom = box.top - padding, box.bottom + padding
    dx, dy = end[0] - start[0], end[1] - start[1]
    enter, leave = 0.0, 1.0
    for delta, room in (
        (-dx, start[0] - left),
        (dx, right - start[0]),
        (-dy, start[1] - top),
        (dy, bottom - start[1]),
    ):
        if delta == 0:
            if room < 0:
                return False
            continue
        t = room / delta
        if delta < 0:
            enter = max(enter, t)
        else:
            leave = min(leave, t)
    return enter <= leave


def label_near(
    canvas: Canvas,
    words: str,
    obstacles: Sequence[Sequence[Point]],
    area: Frame,
    *,
    near: Sequence[Point],
    colour: str = "ink",
    bold: bool = False,
) -> bool:
    """Writes words at the free place next to some points, away from lines; says whether there was one."""
    width = text_width(words, LABEL, bold)
    segments = [(a, b) for line in obstacles for a, b in zip(line, line[1:] or line, strict=False)]
    steps = max(1, int((area.right - area.left - width) / 12))
    lefts = [area.left + i * (area.right - area.left - width) / steps for i in range(steps + 1)]
    baselines = [area.top + 14 + 7 * i for i in range(max(0, int((area.bottom - area.top - 20) / 7)) + 1)]

    def distance(place: tuple[float, float]) -> float:
        x, y = place
        return min(abs(x + width / 2 - px) * 0.5 + abs(y - 4 - py) for px, py in near)

    places = [
        (x, y) for x in lefts if x >= area.left - 0.01 and x + width <= area.right + 0.01 for y in baselines
    ]
    # The nearest place that is free; ties keep their order, so that the result is always the same.
    for x, y in sorted(places, key=lambda place: round(distance(place), 6)):
        box = Box(x, y - LABEL * 0.9, x + width, y + LABEL * 0.2)
        if any(crosses(box, a, b, 5) for a, b in segments) or any(box.overlaps(b, -3) for b in canvas.boxes):
            continue
        canvas.text(x, y, words, size=LABEL, colour=colour, bold=bold, halo=True)
        return True
    return False
