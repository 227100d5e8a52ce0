"""How wide words are, so that labels can be placed without a browser.

Widths are the advance widths of Noto Sans in thousandths of the font size. A letter with Vietnamese marks is as wide as its
base letter. Other faces of the font list are narrower or at most 6 % wider, which :data:`SAFETY` covers.

>>> round(text_width("Đà Nẵng", 10), 1)
43.5
"""

from __future__ import annotations

import functools
import unicodedata

SAFETY = 1.06

# Advance widths of the characters from U+0020 to U+007E, regular and bold.
_REGULAR = (
    260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907, 760, 781,
    605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615, 564, 344, 615,
    618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380, 551, 380, 572,
)  # fmt: skip
_BOLD = (
    260, 286, 472, 646, 572, 901, 750, 266, 339, 339, 545, 572, 285, 322, 285, 413, 572, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 285, 285, 572, 572, 572, 477, 897, 690, 672, 637, 740, 560, 549, 724, 765, 389, 331, 664, 565, 943, 813, 796,
    628, 796, 660, 551, 579, 756, 650, 967, 667, 624, 579, 331, 413, 331, 572, 411, 362, 604, 633, 514, 633, 591, 387, 633,
    657, 305, 305, 620, 305, 982, 657, 619, 633, 633, 454, 497, 434, 657, 569, 856, 578, 569, 488, 394, 551, 394, 572,
)  # fmt: skip
_OTHERS = {
    "ơ": (616, 679), "ư": (674, 760), "Ơ": (784, 825), "Ư": (780, 885), "đ": (617, 649), "Đ": (730, 740),
    "–": (500, 500), "—": (1000, 1000), "…": (791, 855), "·": (268, 285), "“": (359, 445), "”": (359, 445),
    "°": (428, 428), "\N{NO-BREAK SPACE}": (260, 260),
}  # fmt: skip
_UNKNOWN = (650, 700)
_HORN = "\N{COMBINING HORN}"


@functools.lru_cache(maxsize=1024)
def _advance(character: str, bold: bool) -> int:
    code = ord(character)
    if 0x20 <= code <= 0x7E:
        return (_BOLD if bold else _REGULAR)[code - 0x20]
    if character in _OTHERS:
        return _OTHERS[character][bold]
    parts = unicodedata.normalize("NFD", character)
    if unicodedata.combining(character):
        return 0
    if len(parts) > 1:
        base = unicodedata.normalize("NFC", parts[0] + (_HORN if _HORN in parts else ""))
        return _advance(base, bold)
    # Ideographs and full-width forms fill a square; anything else is taken as a wide letter.
    if unicodedata.east_asian_width(character) in "WF":
        return 1000
    return _UNKNOWN[bold]


def text_width(words: str, size: float, bold: bool = False) -> float:
    """Upper estimate of the width of one line at a font size, in the unit of the size."""
    return sum(_advance(character, bold) for character in words) * size / 1000 * SAFETY


def shorten(words: str, size: float, width: float, bold: bool = False) -> str:
    """Cuts words to a width, with an ellipsis at the end when something was cut."""
    if text_width(words, size, bold) <= width:
        return words
    while words and text_width(words + "…", size, bold) > width:
        words = words[:-1].rstrip()
    return words + "…"


def wrap(words: str, size: float, width: float, lines: int = 3, bold: bool = False) -> list[str]:
    """Breaks words into at most ``lines`` lines of a width; what does not fit ends in an ellipsis.

    >>> wrap("Nhà chuyên môn công nghệ thông tin", 12, 120)
    ['Nhà chuyên môn', 'công nghệ thông', 'tin']
    """
    out: list[str] = []
    current = ""
    for word in words.split(" "):
        candidate = f"{current} {word}" if current else word
        if current and text_width(candidate, size, bold) > width:
            out.append(current)
            current = word
        else:
            current = candidate
    out.append(current)
    if len(out) > lines:
        out = [*out[: lines - 1], " ".join(out[lines - 1 :])]
    return [shorten(line, size, width, bold) for line in out]
