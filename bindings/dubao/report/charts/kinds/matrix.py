"""Cells in rows and columns: the heat map and the rating matrix. Figures stand in the cells wherever they fit."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dubao.errors import Language
from dubao.numbers import format_percent
from dubao.report.charts import words
from dubao.report.charts.axes import LABEL, TICK, tick_texts
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.data import HeatmapData, RatingMatrixData
from dubao.report.charts.measure import shorten, text_width, wrap
from dubao.report.charts.scales import nice_ticks

# Narrowest column of a heat map: a head written upwards needs the height of its letters.
_NARROWEST = 16.0


def classes(values: Sequence[float | None]) -> list[float]:
    """Bounds of three to six classes on round numbers.

    Classes of equal width where values spread; where most of them would fall into one class (two large cities beside
    thirty provinces), classes with about equally many values instead.

    >>> classes([0.0, 42.0])
    [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]
    >>> classes([0.18, 0.2, 0.21, 0.22, 0.25, 0.26, 0.3, 0.34, 0.6, 3.28])
    [0.18, 0.21, 0.25, 0.3, 0.6, 3.3]
    """
    known = sorted(value for value in values if value is not None) or [0.0, 1.0]
    bounds = _equal_width(known)
    held = [class_of(value, bounds) for value in known]
    if len(known) >= _ENOUGH_FOR_QUANTILES and max(held.count(i) for i in held) > _MOST_IN_ONE * len(known):
        inner = [known[len(known) * i // 5] for i in range(1, 5)]
        found = [_round(known[0], -1), *[_round(value, 0) for value in inner], _round(known[-1], 1)]
        distinct = sorted(set(found))
        if len(distinct) >= 4:
            return distinct
    return bounds


_ENOUGH_FOR_QUANTILES = 8
_MOST_IN_ONE = 0.6


def _equal_width(known: Sequence[float]) -> list[float]:
    for count in (5, 4, 6, 7):
        bounds = nice_ticks(known[0], known[-1], count)
        if 4 <= len(bounds) <= 7:
            return bounds
    return [bounds[0] + (bounds[-1] - bounds[0]) * i / 5 for i in range(6)]


def _round(value: float, direction: int) -> float:
    """To two significant digits: down (-1), to the nearest (0) or up (1)."""
    if value == 0:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(abs(value))) - 1)
    steps = round(value / unit, 9)
    whole = math.floor(steps) if direction < 0 else math.ceil(steps) if direction > 0 else round(steps)
    return round(whole * unit, 10)


def class_of(value: float, bounds: Sequence[float]) -> int:
    """Which class a value is in: bounds belong to the class above, the last bound to the last class."""
    return min(len(bounds) - 2, max(0, sum(value >= bound for bound in bounds) - 1))


def class_key(
    canvas: Canvas, x: float, y: float, bounds: Sequence[float], lang: Language, unit: object, width: float
) -> float:
    """The steps of the ramp with their bounds, side by side; returns the y below."""
    texts = tick_texts([round(bound, 6) for bound in bounds], lang, unit)  # type: ignore[arg-type]
    steps = len(bounds) - 1
    step = min(width / steps, 84.0)
    for i in range(steps):
        canvas.rect(
            x + i * step,
            y,
            step - 2,
            12,
            fill=canvas.theme.step(i, steps)[0],
            stroke="line",
            stroke_width=0.6,
        )
    free_from = float("-inf")
    for i, label in enumerate(texts):
        half = text_width(label, TICK) / 2
        centre = min(max(x + i * step - 1, half + 1), canvas.width - half - 1)
        if centre - half >= free_from:
            canvas.text(centre, y + 26, label, size=TICK, anchor="middle", colour="soft")
            free_from = centre + half + 5
    return y + 34


def _cells(
    canvas: Canvas,
    top: float,
    row_labels: Sequence[str],
    column_labels: Sequence[str],
    extra: tuple[str, Sequence[str]] | None = None,
) -> tuple[float, list[float], float, float]:
    """Writes the heads and row labels; returns left edge of cells, top of rows, cell width, bottom of the last row."""
    share = 0.34 if canvas.narrow else 0.28
    widest = max(text_width(label, LABEL) for label in row_labels)
    label_width = min(widest, canvas.width * share)
    left = label_width + 12
    extra_width = text_width(extra[0], TICK) + 16 if extra and not canvas.narrow else (30 if extra else 0)
    cell = (canvas.width - left - extra_width) / len(column_labels)
    widest_word = max(text_width(word, TICK) for label in column_labels for word in label.split(" "))
    upright = widest_word > cell - 4
    if upright:
        longest = max(text_width(shorten(label, TICK, 130), TICK) for label in column_labels)
        head = longest + 6
        for i, label in enumerate(column_labels):
            canvas.text(
                left + (i + 0.5) * cell, top + head - 4, shorten(label, TICK, 130), size=TICK, vertical=True
            )
    else:
        heads = [wrap(label, TICK, cell - 4, 4) for label in column_labels]
        head = 14.0 * max(len(lines) for lines in heads) + 6
        for i, lines in enumerate(heads):
            y = top + head - 6 - 14 * (len(lines) - 1)
            canvas.lines(left + (i + 0.5) * cell, y, lines, 14, size=TICK, anchor="middle")
    y = top + head
    tops: list[float] = []
    for row, label in enumerate(row_labels):
        lines = wrap(label, LABEL, label_width)
        height = max(30.0, 15.0 * len(lines) + 8)
        tops.append(y)
        canvas.lines(2, y + height / 2 - 7.5 * len(lines) + 11.5, lines, 15)
        if extra:
            canvas.text(canvas.width - 4, y + height / 2, extra[1][row], anchor="end", middle=True, bold=True)
        y += height
    if extra and not canvas.narrow:
        canvas.text(canvas.width - 4, top + head - 6, extra[0], size=TICK, anchor="end", colour="soft")
    return left, [*tops, y], cell, y


def draw_heatmap(canvas: Canvas, data: HeatmapData, lang: Language) -> float:
    every = [value for row in data.values for value in row]
    bounds = classes(every)
    decimals = words.digits(every)
    rows = [label.of(lang) for label in data.rows_labels]
    columns = [label.of(lang) for label in data.columns_labels]
    canvas.text(2, 12, data.unit.of(lang), size=TICK, colour="soft")
    below = class_key(canvas, 2, 20, bounds, lang, data.unit, canvas.width - 120)
    missing = any(value is None for value in every)
    if missing:
        label = words.NO_DATA.of(lang)
        x = canvas.width - text_width(label, TICK) - 2
        if x > 452 or canvas.narrow:
            y = 12 if canvas.narrow else 31
            canvas.rect(x - 24, y - 11, 18, 12, fill=canvas.hatch("soft"), stroke="line")
            canvas.text(x, y, label, size=TICK, colour="soft")
    bottom = below
    for start, stop in _panels(canvas, rows, len(columns)):
        bottom = _heat_cells(canvas, data, lang, bounds, decimals, bottom, range(start, stop))
    return bottom + 4


def _panels(canvas: Canvas, rows: Sequence[str], columns: int) -> list[tuple[int, int]]:
    """Columns in panels below each other where the page is too narrow for all of them, about equally many in each."""
    room = canvas.width - min(max(text_width(row, LABEL) for row in rows), canvas.width * 0.34) - 12
    count = math.ceil(columns * _NARROWEST / room)
    size = math.ceil(columns / count)
    return [(start, min(start + size, columns)) for start in range(0, columns, size)]


def _heat_cells(
    canvas: Canvas,
    data: HeatmapData,
    lang: Language,
    bounds: list[float],
    decimals: int,
    top: float,
    chosen: range,
) -> float:
    """One panel of cells with its heads; returns the y below it."""
    rows = [label.of(lang) for label in data.rows_labels]
    columns = [data.columns_labels[j].of(lang) for j in chosen]
    left, tops, cell, bottom = _cells(canvas, top, rows, columns)
    every = [value for row in data.values for value in row]
    widest = max(text_width(words.number(value, lang, decimals, data.unit), TICK) for value in every)
    for i, row in enumerate(data.values):
        height = tops[i + 1] - tops[i]
        for place, j in enumerate(chosen):
            value, x = row[j], left + place * cell
            figure = words.number(value, lang, decimals, data.unit)
            title = f"{rows[i]}, {columns[place]}: {figure if value is not None else words.NO_DATA.of(lang)}"
            if value is None:
                canvas.rect(
                    x, tops[i], cell - 2, height - 2, fill=canvas.hatch("soft"), stroke="line", title=title
                )
                continue
            fill, colour = canvas.theme.step(class_of(value, bounds), len(bounds) - 1)
            canvas.rect(x, tops[i], cell - 2, height - 2, fill=fill, title=title)
            if widest + 4 <= cell - 2:
                y = tops[i] + height / 2 - 1
                canvas.text(
                    x + cell / 2 - 1, y, figure, size=TICK, anchor="middle", middle=True, colour=colour
                )
    return bottom + 8


_SHARES = (0.0, 0.1, 0.2, 0.35, 0.5, 1.0)


def draw_rating(canvas: Canvas, data: RatingMatrixData, lang: Language) -> float:
    rows = [label.of(lang) for label in data.labels]
    steps = [step.of(lang) for step in data.steps]
    left, tops, cell, bottom = _cells(
        canvas, 2, rows, steps, (words.first_upper(words.RELIABILITY.of(lang)), data.grades)
    )
    if canvas.narrow:
        note = f"A, B, C: {words.RELIABILITY.of(lang)}"
        canvas.text(canvas.width - 4, bottom + 14, note, size=TICK, anchor="end", colour="soft")
        bottom += 18
    for i, shares in enumerate(data.probabilities):
        height = tops[i + 1] - tops[i]
        likeliest = shares.index(max(shares))
        for j, share in enumerate(shares):
            x = left + j * cell
            fill, colour = canvas.theme.step(class_of(share, _SHARES), len(_SHARES) - 1)
            figure = format_percent(share, lang, share=True)
            canvas.rect(
                x + 1, tops[i] + 1, cell - 4, height - 4, fill=fill,
                title=f"{rows[i]}, {steps[j]}: {figure} ({words.RELIABILITY.of(lang)} {data.grades[i]})",
            )  # fmt: skip
            if j == likeliest:
                canvas.rect(x + 1, tops[i] + 1, cell - 4, height - 4, stroke="ink", stroke_width=2)
            canvas.text(
                x + cell / 2 - 1, tops[i] + height / 2 - 1, figure, size=TICK, anchor="middle", middle=True,
                bold=j == likeliest, colour=colour,
            )  # fmt: skip
    return bottom + 4
