"""Width of bold Times New Roman text, for rules that must be as long as the words above them.

A word processor file cannot ask how wide its words will be, so the advance widths of the face are kept here: thousandths of
the font size, the values of Liberation Serif Bold, which has the metrics of Times New Roman Bold. Diacritics do not
widen a letter, except the horn of ơ and ư.

>>> round(bold_width("Độc lập - Tự do - Hạnh phúc", 14), 1)
60.5
"""

from __future__ import annotations

import unicodedata

_MM_PER_POINT = 25.4 / 72
_HORN = "\N{COMBINING HORN}"
# Widths of letters that carry a horn; the other diacritics leave the width of the letter.
_HORNED = {"o": 554, "u": 600, "O": 778, "U": 796}
_GROUPS = {
    220: "|", 250: " ,.\N{NO-BREAK SPACE}", 278: "'/\\ijl", 333: "!()-:;[]`ft", 389: "Is", 394: "{}", 444: "cerz",
    500: "#$*0123456789?J_agovxy–", 520: "~", 555: '"', 556: "Sbdhknpqu", 570: "+<=>", 581: "^",
    611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQ", 833: "&m", 930: "@", 944: "M", 1000: "%W—…",
}  # fmt: skip
_WIDTHS = {character: width for width, group in _GROUPS.items() for character in group} | {"đ": 556}
# A character outside the table counts as a capital M: a rule may get too long, never a line too narrow.
_UNKNOWN = 944


def bold_width(words: str, size: float) -> float:
    """Width in millimetres of words in bold Times New Roman of a size in points."""
    total = 0
    for character in unicodedata.normalize("NFC", words):
        base = unicodedata.normalize("NFD", character)
        if _HORN in base and base[0] in _HORNED:
            total += _HORNED[base[0]]
        else:
            total += _WIDTHS.get(base[0], _UNKNOWN)
    return total / 1000 * size * _MM_PER_POINT
