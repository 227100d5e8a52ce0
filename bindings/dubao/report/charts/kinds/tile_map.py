"""Tile map: one tile a province at its relative place; the special zones Hoàng Sa and Trường Sa always belong to it.

A tile diagram needs no boundary file, and no simplification can lose an archipelago: the two special zones are drawn in
the colour of their province (Đà Nẵng, Khánh Hòa), with a solid frame, whatever the data, and lie inside the drawing.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from importlib import resources

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.axes import TICK
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.data import TileMapData
from dubao.report.charts.kinds.matrix import class_of, classes
from dubao.report.charts.measure import text_width, wrap
from dubao.report.labels import TILE_MAP_CAPTION
from dubao.report.text import Text


@dataclass(frozen=True)
class Tile:
    """A province (or, with ``zone``, a special zone of it) at a column and row of the grid."""

    code: str
    name: Text
    column: int
    row: int
    zone: Text | None


@functools.cache
def tiles() -> tuple[Tile, ...]:
    """The grid: the 34 provinces of 1 July 2025 by code, and the two special zones.

    >>> len([tile for tile in tiles() if tile.zone is None])
    34
    >>> sorted(tile.zone.vi for tile in tiles() if tile.zone)
    ['Hoàng Sa', 'Trường Sa']
    """
    file = resources.files("dubao.report.charts") / "tile_grid.csv"
    return tuple(
        Tile(
            row["province_code"], Text(row["name_vi"], row["name_en"]), int(row["column"]), int(row["row"]),
            Text(row["zone_vi"], row["zone_en"]) if row["zone_vi"] else None,
        )
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    )  # fmt: skip


def province_name(code: str) -> Text:
    """The name of a province by its code; the code itself when it is none of the 34."""
    return next((tile.name for tile in tiles() if tile.code == code), Text.same(code))


def draw(canvas: Canvas, data: TileMapData, lang: Language) -> float:
    values = dict(data.values)
    bounds = classes(list(values.values()))
    decimals = words.digits(values.values())
    grid = tiles()
    columns = max(tile.column for tile in grid) + 1
    gap = 4.0
    width = min(88.0, (canvas.width - 4) / columns - gap)
    height = 44.0 if canvas.narrow else 34.0
    top = 4.0
    bottom = top
    for tile in grid:
        x = 2 + tile.column * (width + gap)
        y = top + tile.row * (height + gap)
        bottom = max(bottom, y + height)
        value = values.get(tile.code)
        name = tile.name.of(lang)
        figure = words.number(value, lang, decimals, data.unit)
        known = figure if value is not None else words.NO_DATA.of(lang)
        shown = tile.zone.of(lang) if tile.zone else name
        title = (
            f"{words.SPECIAL_ZONE.of(lang)} {shown} ({name}): {known}" if tile.zone else f"{name}: {known}"
        )
        if value is None:
            fill, colour = "paper", "ink"
        else:
            fill, colour = canvas.theme.step(class_of(value, bounds), len(bounds) - 1)
        frame = ("ink", 1.8) if tile.zone else ("line", 0.8)
        canvas.rect(
            x, y, width, height, fill=fill, stroke=frame[0], stroke_width=frame[1], radius=3, title=title
        )
        if value is None:
            canvas.rect(
                x,
                y,
                width,
                height,
                fill=canvas.hatch("line"),
                stroke=frame[0],
                stroke_width=frame[1],
                radius=3,
                title=title,
            )
        if tile.zone:
            # A line of paper inside the frame, so that it is seen on the darkest step too.
            canvas.rect(x + 1.9, y + 1.9, width - 3.8, height - 3.8, stroke="paper", stroke_width=1, radius=2)
        second = f"({name})" if tile.zone else figure
        _words(canvas, x + width / 2, y, width, height, shown, second, colour, value is None)
    legend = _legend(canvas, data, lang, bounds, width + gap, bottom)
    return max(bottom, legend) + 4


def _words(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    name: str,
    figure: str,
    colour: str,
    halo: bool,
) -> None:
    size = 10.5
    while size > 8.5 and text_width(name, size) > width - 2:
        size -= 0.5
    lines = [name] if text_width(name, size) <= width - 2 else wrap(name, 9, width - 2, 2)
    size = size if len(lines) == 1 else 9
    figure_size = 11.0
    while figure_size > 8.5 and text_width(figure, figure_size, True) > width - 2:
        figure_size -= 0.5
    block = size * 1.2 * len(lines) + figure_size * 1.2
    baseline = y + (height - block) / 2 + size * 0.98
    baseline = canvas.lines(
        x, baseline, lines, size * 1.2, size=size, anchor="middle", colour=colour, halo=halo
    )
    canvas.text(
        x,
        baseline + (figure_size - size),
        figure,
        size=figure_size,
        anchor="middle",
        colour=colour,
        bold=True,
        halo=halo,
    )


def _legend(
    canvas: Canvas,
    data: TileMapData,
    lang: Language,
    bounds: list[float],
    step: float,
    bottom: float,
) -> float:
    """Classes with their bounds, in the free upper right corner; below the map where the page is narrow."""
    if canvas.narrow:
        x, y, room = 2.0, bottom + 24, canvas.width - 4
    else:
        x, room = 2 + 5 * step + 6, canvas.width - 2 - 5 * step - 8
        y = 16.0
    y = canvas.lines(x, y, wrap(data.unit.of(lang), TICK, room, 3), 14, size=TICK, colour="soft") + 2
    count = len(bounds) - 1
    for i in reversed(range(count)):
        canvas.rect(x, y - 10, 20, 13, fill=canvas.theme.step(i, count)[0], stroke="line", stroke_width=0.8)
        label = words.between(round(bounds[i], 6), round(bounds[i + 1], 6), lang, _needed(bounds), data.unit)
        canvas.text(x + 27, y + 1, label, size=TICK)
        y += 19
    canvas.rect(x, y - 10, 20, 13, fill=canvas.hatch("line"), stroke="line", stroke_width=0.8)
    canvas.text(x + 27, y + 1, words.NO_DATA.of(lang), size=TICK)
    y += 19
    canvas.rect(x, y - 10, 20, 13, stroke="ink", stroke_width=1.8)
    canvas.text(x + 27, y + 1, words.first_upper(words.SPECIAL_ZONE.of(lang)).lower(), size=TICK)
    y += 24
    return canvas.lines(x, y, wrap(TILE_MAP_CAPTION.of(lang), TICK, room, 4), 14, size=TICK, colour="soft")


def _needed(bounds: list[float]) -> int:
    return max(len(f"{round(bound, 6):.6f}".rstrip("0").partition(".")[2]) for bound in bounds)
