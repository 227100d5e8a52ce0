"""Colours, fonts and line styles of the charts.

Colour has one meaning everywhere: demand blue, supply green, gap and warning rust, gold accent; observed is ink. Because
colour is never the only signal, every series style also has its own dash and marker, and areas that must be told apart have
a hatch. Colours that carry text (the steps of a ramp and the words on them) have values of their own: a page in dark mode
recolours the named colours of a drawing and leaves these as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]

# Noto Sans is what scripts/setup.sh installs; the rest are faces with full Vietnamese letters on Windows, macOS, Android.
FONT_FAMILY = "'Noto Sans', 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"


@dataclass(frozen=True)
class Theme:
    """Named colours. ``ramp`` runs from low to high; ``on_light`` and ``on_dark`` are for words on its steps."""

    ink: str
    soft: str
    line: str
    grid: str
    paper: str
    demand: str
    supply: str
    gap: str
    gold: str
    ramp: tuple[str, ...] = ("#E9F0F4", "#CBDCE6", "#A9C5D6", "#7FA9C1", "#3C7398", "#12496C")
    on_light: str = "#14202C"
    on_dark: str = "#FFFFFE"

    def step(self, position: int, classes: int) -> tuple[str, str]:
        """Fill and colour of words of one of several classes; words have a contrast of at least 4.5 to 1."""
        last = len(self.ramp) - 1
        i = round(position * last / max(classes - 1, 1))
        return self.ramp[i], self.on_light if i < 4 else self.on_dark


LIGHT = Theme(
    ink="#14202B", soft="#5A6B78", line="#C6D0D7", grid="#E6EBEF", paper="#FFFFFF",
    demand="#12496B", supply="#1B7F79", gap="#B4572B", gold="#C9A227",
)  # fmt: skip
DARK = Theme(
    ink="#E8EEF2", soft="#A3B3BE", line="#43525E", grid="#26323B", paper="#11181E",
    demand="#78B7E0", supply="#62C4BB", gap="#EA9A74", gold="#DDBD52",
)  # fmt: skip
THEMES: dict[str, Theme] = {"light": LIGHT, "dark": DARK}

# (name of the colour, dash, marker): told apart without colour too.
SERIES_STYLES: tuple[tuple[str, str, str], ...] = (
    ("demand", "", "circle"),
    ("gap", "7 3", "diamond"),
    ("supply", "2 3", "square"),
    ("ink", "9 3 2 3", "triangle"),
    ("soft", "4 2", "cross"),
    ("gold", "1 2", "ring"),
)


def series_style(position: int) -> tuple[str, str, str]:
    """Colour name, dash and marker of the series at a position; no combination comes twice among 36.

    >>> series_style(0), series_style(6)
    (('demand', '', 'circle'), ('demand', '7 3', 'square'))
    """
    count = len(SERIES_STYLES)
    turn, place = divmod(position, count)
    colour = SERIES_STYLES[place][0]
    return colour, SERIES_STYLES[(place + turn) % count][1], SERIES_STYLES[(place + 2 * turn) % count][2]
