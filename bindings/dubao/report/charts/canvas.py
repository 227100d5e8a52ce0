"""A drawing surface that writes SVG and remembers where its words stand.

Text stays text: it can be searched, copied and read aloud, takes the reader's system font with full Vietnamese marks, and
is a tenth of the size of outlines. Every word placed is recorded as a box, so that a test can prove that nothing overlaps
and nothing is cut off. Nothing here depends on time or chance: the same calls give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape as _escape

from dubao.report.charts.measure import text_width
from dubao.report.charts.theme import FONT_FAMILY, Theme

Point = tuple[float, float]


def escape(words: str) -> str:
    """Words for SVG text and attributes; characters that XML does not allow are dropped."""
    allowed = "".join(c for c in words if c in "\t\n" or (ord(c) >= 0x20 and not 0xFFFE <= ord(c) <= 0xFFFF))
    return _escape(allowed, {'"': "&quot;", "'": "&#39;"})


def coordinate(value: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text


def path_of(points: Sequence[Point], close: bool = False) -> str:
    """Straight path data through points."""
    body = "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in points)
    return f"M{body}" + ("Z" if close else "")


@dataclass(frozen=True)
class Box:
    """Where words stand: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float
    words: str = ""

    def overlaps(self, other: Box, tolerance: float = 0.5) -> bool:
        return (
            self.left < other.right - tolerance
            and other.left < self.right - tolerance
            and self.top < other.bottom - tolerance
            and other.top < self.bottom - tolerance
        )


# Height of a line of words above and below its baseline, in parts of the font size: marks like in "Ẫ" included.
ASCENT, DESCENT = 0.92, 0.22


class Canvas:
    """Collects shapes and words; ``svg()`` writes them.

    Parameters
    ----------
    width : float
        Width of the drawing; its height grows with what is drawn and is given to :meth:`svg`.
    theme : Theme
    name : str
        Unique name of the drawing, from which the ids of its hatches are made.
    """

    def __init__(self, width: float, theme: Theme, name: str) -> None:
        self.width = float(width)
        self.theme = theme
        self.name = "".join(c if c.isalnum() or c in "-_" else "-" for c in name)
        self.answers = True
        """Whether places answer to the pointer; a file of its own has nobody to answer to."""
        self.titles = True
        """Whether places carry their sentence; a second drawing of the same chart takes it from the first."""
        self.boxes: list[Box] = []
        # Shape: (attributes, path data, ""); words: (attributes, "", element); anything else: ("", "", markup).
        self._parts: list[tuple[str, str, str]] = []
        self._hatches: dict[str, str] = {}

    @property
    def narrow(self) -> bool:
        """Whether labels stand above their rows instead of beside them."""
        return self.width < 520

    def colour(self, name: str) -> str:
        """A named colour of the theme; anything else (``none``, a hatch, a step of the ramp) as it is."""
        return str(getattr(self.theme, name, name))

    def hatch(self, colour: str, *, dense: bool = False) -> str:
        """The fill of a hatched area in a colour, for what must differ without colour."""
        key = f"{colour}-{'d' if dense else 's'}"
        if key not in self._hatches:
            hatch_id = f"h{len(self._hatches)}-{self.name}"
            step, stroke = (4, 1.4) if dense else (7, 1)
            self._hatches[key] = hatch_id
            self._raw(
                f'<defs><pattern id="{hatch_id}" width="{step}" height="{step}" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate(45)"><path d="M0 0V{step}" stroke="{self.colour(colour)}" '
                f'stroke-width="{stroke}"/></pattern></defs>'
            )
        return f"url(#{self._hatches[key]})"

    def path(
        self,
        data: str,
        *,
        fill: str = "none",
        stroke: str = "",
        width: float = 1.0,
        dash: str = "",
        opacity: float = 1.0,
        title: str = "",
    ) -> None:
        """Draws path data; with a title it is a place that answers to the pointer."""
        attributes = f' fill="{self.colour(fill)}"'
        if stroke:
            attributes += f' stroke="{self.colour(stroke)}"'
            attributes += f' stroke-width="{width:g}"' if width != 1 else ""
            attributes += f' stroke-dasharray="{dash}"' if dash else ""
        attributes += f' opacity="{opacity:g}"' if opacity != 1 else ""
        if title or opacity != 1 or fill != "none":
            self._shape("path", f' d="{data}"{attributes}', title)
        else:
            self._parts.append((attributes, data, ""))

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1, dash: str = ""
    ) -> None:
        self.path(path_of([(x1, y1), (x2, y2)]), stroke=stroke, width=width, dash=dash)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        stroke: str = "",
        stroke_width: float = 1,
        radius: float = 0,
        dash: str = "",
        title: str = "",
    ) -> None:
        if width < 0:
            x, width = x + width, -width
        attributes = "".join(
            f' {name}="{coordinate(value)}"'
            for name, value in (("x", x), ("y", y), ("width", width), ("height", height))
        )
        attributes += f' rx="{radius:g}"' if radius else ""
        attributes += f' fill="{self.colour(fill)}"'
        if stroke:
            attributes += f' stroke="{self.colour(stroke)}" stroke-width="{stroke_width:g}"'
            attributes += f' stroke-dasharray="{dash}"' if dash else ""
        self._shape("rect", attributes, title)

    def dots(self, points: Sequence[Point], size: float, colour: str) -> None:
        """Round markers of one series as one shape."""
        r = coordinate(size / 2)
        d = coordinate(size)
        data = "".join(
            f"M{coordinate(x - size / 2)} {coordinate(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0Z"
            for x, y in points
        )
        self.path(data, fill=colour, stroke="paper")

    def marker(self, shape: str, x: float, y: float, size: float, colour: str, title: str = "") -> None:
        """A point: circle, ring, square, diamond, triangle, cross or tick. A halo in paper keeps it apart from lines."""
        r = size / 2
        outlines: dict[str, Sequence[Point]] = {
            "square": [(x - r * 0.9, y - r * 0.9), (x + r * 0.9, y - r * 0.9), (x + r * 0.9, y + r * 0.9), (x - r * 0.9, y + r * 0.9)],
            "diamond": [(x, y - r * 1.25), (x + r * 1.25, y), (x, y + r * 1.25), (x - r * 1.25, y)],
            "triangle": [(x, y - r * 1.2), (x + r * 1.15, y + r * 0.9), (x - r * 1.15, y + r * 0.9)],
            "tick": [(x - 1.5, y - r * 1.6), (x + 1.5, y - r * 1.6), (x + 1.5, y + r * 1.6), (x - 1.5, y + r * 1.6)],
        }  # fmt: skip
        if shape in outlines:
            self.path(path_of(outlines[shape], close=True), fill=colour, stroke="paper", title=title)
        elif shape == "cross":
            arms = f"M{coordinate(x - r)} {coordinate(y - r)}L{coordinate(x + r)} {coordinate(y + r)}M{coordinate(x - r)} {coordinate(y + r)}L{coordinate(x + r)} {coordinate(y - r)}"
            self.path(arms, stroke=colour, width=2, title=title)
        else:
            fill, stroke, width = (colour, "paper", "1") if shape == "circle" else ("paper", colour, "1.8")
            self._shape(
                "circle",
                f' cx="{coordinate(x)}" cy="{coordinate(y)}" r="{coordinate(r)}" fill="{self.colour(fill)}" '
                f'stroke="{self.colour(stroke)}" stroke-width="{width}"',
                title,
            )

    def hit(self, x: float, y: float, width: float, height: float, title: str) -> None:
        """An invisible place that answers to the pointer with a sentence."""
        if self.answers:
            self.rect(x, y, width, height, fill="transparent", title=title)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 12,
        anchor: str = "start",
        colour: str = "ink",
        bold: bool = False,
        middle: bool = False,
        halo: bool = False,
        vertical: bool = False,
    ) -> Box:
        """Writes one line with its baseline at ``y`` (``middle``: its middle) and records where it stands.

        ``vertical`` turns it a quarter to the left, reading upwards from (x, y).
        """
        if middle and not vertical:
            y += size * 0.35
        span = text_width(words, size, bold)
        if vertical:
            x += size * 0.35
            box = Box(x - size * ASCENT, y - span, x + size * DESCENT, y, words)
        else:
            left = {"start": x, "middle": x - span / 2, "end": x - span}[anchor]
            box = Box(left, y - size * ASCENT, left + span, y + size * DESCENT, words)
        self.boxes.append(box)
        place = f' x="{coordinate(x)}" y="{coordinate(y)}"'
        if vertical:
            place += f' transform="rotate(-90 {coordinate(x)} {coordinate(y)})"'
        attributes = f' font-size="{size:g}"' if size != 12 else ""
        attributes += f' text-anchor="{anchor}"' if anchor != "start" else ""
        attributes += f' fill="{self.colour(colour)}"' if colour != "ink" else ""
        attributes += ' font-weight="600"' if bold else ""
        if halo:
            attributes += f' stroke="{self.colour("paper")}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
        self._parts.append((attributes, "", f"<text{place}>{escape(words)}</text>"))
        return box

    def lines(self, x: float, y: float, rows: Iterable[str], leading: float, **style: object) -> float:
        """Writes lines below each other from a first baseline; returns the baseline after the last."""
        for words in rows:
            self.text(x, y, words, **style)  # type: ignore[arg-type]
            y += leading
        return y

    def raw(self, markup: str) -> None:
        """Puts finished SVG in (another canvas's body); the caller answers for it being well formed."""
        self._raw(markup)

    def paper(self, height: float) -> None:
        """Lays paper behind everything, for pictures that cannot be transparent."""
        sheet = f'<path d="M0 0H{coordinate(self.width)}V{coordinate(height)}H0Z" fill="{self.theme.paper}"/>'
        self._parts.insert(0, ("", "", sheet))

    def body(self) -> str:
        """What was drawn, without the frame of a document. Neighbours of one style share one path or one group."""
        out: list[str] = []
        for (attributes, is_line), run in groupby(self._parts, key=lambda part: (part[0], bool(part[1]))):
            parts = list(run)
            if is_line:
                out.append(f'<path d="{"".join(data for _, data, _ in parts)}"{attributes}/>')
            elif not attributes:
                out += [element for _, _, element in parts]
            elif len(parts) == 1:
                out.append(parts[0][2].replace("<text", f"<text{attributes}", 1))
            else:
                out.append(f"<g{attributes}>{''.join(element for _, _, element in parts)}</g>")
        return "".join(out)

    def _raw(self, markup: str) -> None:
        self._parts.append(("", "", markup))

    def _shape(self, tag: str, attributes: str, title: str) -> None:
        if title and self.answers and self.titles:
            self._raw(f'<{tag} class="hit"{attributes}><title>{escape(title)}</title></{tag}>')
        elif title and self.answers:
            self._raw(f'<{tag} class="hit"{attributes}/>')
        else:
            self._raw(f"<{tag}{attributes}/>")

    def svg(self, height: float, label: str) -> str:
        """The drawing as a complete SVG document with an accessible name."""
        size = f"{coordinate(self.width)} {coordinate(height)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{coordinate(self.width)}" '
            f'height="{coordinate(height)}" role="img" aria-label="{escape(label)}" font-family="{escape(FONT_FAMILY)}" '
            f'font-size="12" fill="{self.theme.ink}">{self.body()}</svg>'
        )
