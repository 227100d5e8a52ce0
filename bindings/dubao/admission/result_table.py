"""Tables of results, for the workbook, the CSV files and the summary page alike.

Words stand in pairs of columns (Vietnamese, English), numbers once. A figure that rests on unconfirmed coefficients is a
:class:`Tentative`: still a number, marked wherever it is shown.

>>> Tentative(475.0) + 1, f"{Tentative(475.0)}"
(476.0, '475.0')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Column", "ResultTable", "Tentative", "mark", "pair"]


class Tentative(float):
    """A figure that rests on coefficients nobody has confirmed."""


Value = str | float | None


def mark(value: float, tentative: bool) -> float:
    """The figure, marked when it is tentative."""
    return Tentative(value) if tentative else value


@dataclass(frozen=True)
class Column:
    """A column: ``kind`` is text, persons (whole), figure (two decimals) or percent (a share)."""

    name: str
    vi: str
    en: str
    kind: Literal["text", "persons", "figure", "percent", "year"] = "text"
    lang: Literal["", "vi", "en"] = ""

    @property
    def heading(self) -> str:
        """In the language of its words, else in both."""
        if self.lang:
            return self.vi if self.lang == "vi" else self.en
        return self.vi if self.vi == self.en else f"{self.vi} / {self.en}"


def pair(name: str, vi: str, en: str) -> tuple[Column, Column]:
    """Two columns of words, one a language."""
    return (
        Column(f"{name}_vi", f"{vi} (tiếng Việt)", vi, lang="vi"),
        Column(f"{name}_en", en, f"{en} (English)", lang="en"),
    )


@dataclass(frozen=True)
class ResultTable:
    """A titled table; ``notes`` are pairs (Vietnamese, English). None in a cell: nothing applies."""

    name: str
    vi: str
    en: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[tuple[str, str], ...] = ()

    def cell(self, row: int, column: str) -> Value:
        """One cell by row and name of the column."""
        return self.rows[row][[c.name for c in self.columns].index(column)]
