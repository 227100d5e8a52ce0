"""From a chart to a picture: SVG for pages, PNG for office documents.

Charts are drawn here instead of by a general plotting library because the report needs what such libraries do not give
together: labels that provably neither overlap nor leave the picture, hatched areas, text in the reader's font, one drawing
for light, dark and black-and-white pages, a second layout for narrow screens, and the same bytes every time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

from dubao.errors import Language, MissingExtraError
from dubao.report.charts.axes import LABEL, TICK
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.kinds import (
    dots,
    fan,
    intervals,
    ladder,
    lines,
    matrix,
    multiples,
    openings,
    pyramid,
    quota,
    sankey,
    targets,
    tile_map,
    tornado,
)
from dubao.report.charts.measure import wrap
from dubao.report.charts.theme import THEMES, ThemeName
from dubao.report.document import Chart
from dubao.report.formatting import plain_text
from dubao.report.results import ResultsStore
from dubao.report.text import Text

WIDE = 720.0
NARROW = 380.0

_DRAW: dict[str, Callable[[Canvas, Any, Language], float]] = {
    "fan": fan.draw, "lines": lines.draw, "openings": openings.draw, "dots": dots.draw, "targets": targets.draw,
    "ladder": ladder.draw, "tornado": tornado.draw, "tile_map": tile_map.draw, "sankey": sankey.draw,
    "pyramid": pyramid.draw, "heatmap": matrix.draw_heatmap, "rating": matrix.draw_rating, "quota": quota.draw,
    "intervals": intervals.draw, "multiples": multiples.draw,
}  # fmt: skip


def draw(
    chart: Chart,
    lang: Language,
    theme: ThemeName = "light",
    *,
    width: float = WIDE,
    store: ResultsStore | None = None,
    answers: bool = True,
    titles: bool = True,
) -> tuple[Canvas, float]:
    """Draws a chart and returns its canvas (with the boxes of all words) and its height."""
    canvas = Canvas(width, THEMES[theme], f"{chart.id}-{lang}-{width:g}")
    canvas.answers, canvas.titles = answers, titles
    height = _DRAW[chart.data.kind](canvas, resolved(chart.data, store), lang)
    return canvas, height


def resolved(value: Any, store: ResultsStore | None) -> Any:
    """The data of a chart with every reference in its labels replaced by the printed number."""
    if isinstance(value, Text):
        if store is None or "{" not in value.vi + value.en:
            return value
        return Text(plain_text(value, store, "vi"), plain_text(value, store, "en"))
    if isinstance(value, tuple):
        return tuple(resolved(item, store) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{f.name: resolved(getattr(value, f.name), store) for f in fields(value)})
    return value


def render_svg(
    chart: Chart,
    lang: Language,
    theme: ThemeName = "light",
    *,
    width: float = WIDE,
    store: ResultsStore | None = None,
    titles: bool = True,
) -> str:
    """A chart as an SVG document.

    Parameters
    ----------
    chart : Chart
    lang : {"vi", "en"}
    theme : {"light", "dark"}
    width : float
        720 for pages, 380 for narrow screens (the layout changes below 520).
    store : ResultsStore, optional
        Needed when the alternative text or a label refers to numbers.
    titles : bool
        Whether the places that answer to the pointer carry a sentence.

    Returns
    -------
    str
        Static SVG with text as text and the alternative text as accessible name. No script, no style, no link.
    """
    canvas, height = draw(chart, lang, theme, width=width, store=store, titles=titles)
    return canvas.svg(height, plain_text(chart.alt, store or ResultsStore(), lang))


def render_standalone_svg(chart: Chart, lang: Language, store: ResultsStore, foot: str = "") -> str:
    """A chart with its headline, subtitle and source inside, on paper: what leaves the report as a file of its own."""
    inner, inner_height = draw(chart, lang, store=store, answers=False)
    margin = 20.0
    outer = Canvas(WIDE + 2 * margin, THEMES["light"], f"{chart.id}-{lang}-file")
    y = margin + 16
    y = outer.lines(
        margin, y, wrap(plain_text(chart.headline, store, lang), 17, WIDE, 3, True), 23, size=17, bold=True
    )
    y = (
        outer.lines(
            margin, y, wrap(plain_text(chart.subtitle, store, lang), LABEL, WIDE, 3), 17, colour="soft"
        )
        + 2
    )
    body = f'<g transform="translate({margin:g} {y:.1f})">{inner.body()}</g>'
    foot_y = y + inner_height + 22
    source = plain_text(chart.source, store, lang) + (f" · {foot}" if foot else "")
    end = outer.lines(margin, foot_y, wrap(source, TICK, WIDE, 4), 15, size=TICK, colour="soft")
    outer.paper(end)
    outer.raw(body)
    return outer.svg(end, plain_text(chart.alt, store, lang))


def render_png(chart: Chart, lang: Language, width: int = 1440, store: ResultsStore | None = None) -> bytes:
    """A chart as PNG, ``width`` pixels wide, on paper colour; for documents that cannot hold SVG.

    Fonts are those of the machine; scripts/setup.sh installs Noto Sans, so that every machine draws the same.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtraError.of("vl-convert-python") from error
    canvas, height = draw(chart, lang, store=store)
    canvas.paper(height)
    svg = canvas.svg(height, plain_text(chart.alt, store or ResultsStore(), lang))
    return bytes(vl_convert.svg_to_png(svg, scale=width / WIDE))
