"""Text in both languages, with references to numbers instead of digits.

A sentence never contains a result as digits: it names the number's id in braces, and the writer prints the value in the
reader's language. So the two languages cannot differ in a figure, and every figure can be explained.

Inline marks, all that exist:

``{B4-07}``
    the value, formatted; ``{B4-07:unit}`` with its unit; ``{B4-07:80}`` / ``{B4-07:95}`` its interval as "low–high".
``**words**``
    strong.

>>> greeting = Text("Xin chào **{B0-01}**", "Hello **{B0-01}**")
>>> [type(run).__name__ for run in parse_inline(greeting.en)]
['Plain', 'Reference']
>>> parse_inline(greeting.en)[1].strong
True
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from dubao.errors import Language

_TOKEN = re.compile(r"(\*\*)|\{([A-Z]\d{1,2}-\d{2,3})(?::(unit|80|95))?\}")

Show = Literal["value", "unit", "80", "95"]


@dataclass(frozen=True)
class Text:
    """One text in Vietnamese and English, both required, kept in NFC."""

    vi: str
    en: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "vi", unicodedata.normalize("NFC", self.vi))
        object.__setattr__(self, "en", unicodedata.normalize("NFC", self.en))

    def of(self, lang: Language) -> str:
        return self.vi if lang == "vi" else self.en

    def __add__(self, other: Text) -> Text:
        return Text(self.vi + other.vi, self.en + other.en)

    @classmethod
    def same(cls, words: str) -> Text:
        """A text that is the same in both languages (a code, a year, a name)."""
        return cls(words, words)


def plain_words(words: str) -> str:
    """Words of an input as they may stand in a text: without marks that would be read as a reference or as strong.

    >>> plain_words("{B4-07} **C++** {}")
    '(B4-07) C++ {}'
    """
    # What is left after one mark is gone may be another one.
    while _TOKEN.search(words):
        words = _TOKEN.sub(lambda m: "" if m[1] else f"({m[0][1:-1]})", words)
    return words


@dataclass(frozen=True)
class Plain:
    """Words as they are; the writer escapes them for its format."""

    words: str
    strong: bool = False


@dataclass(frozen=True)
class Reference:
    """A number to be printed from the results store."""

    id: str
    show: Show = "value"
    strong: bool = False


def parse_inline(words: str) -> list[Plain | Reference]:
    """Splits a text into runs. Braces that hold no number id are ordinary characters."""
    runs: list[Plain | Reference] = []
    strong = False
    position = 0
    for match in _TOKEN.finditer(words):
        if match.start() > position:
            runs.append(Plain(words[position : match.start()], strong))
        if match.group(1):
            strong = not strong
        else:
            runs.append(Reference(match.group(2), match.group(3) or "value", strong))  # type: ignore[arg-type]
        position = match.end()
    if position < len(words):
        runs.append(Plain(words[position:], strong))
    return runs


def references(text: Text) -> set[str]:
    """Ids of all numbers a text refers to."""
    return {run.id for lang in (text.vi, text.en) for run in parse_inline(lang) if isinstance(run, Reference)}
