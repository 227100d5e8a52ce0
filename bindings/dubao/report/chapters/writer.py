"""Collects the blocks of one chapter and numbers its tables and figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dubao.report.chapters.context import Context
from dubao.report.charts.data import ChartData
from dubao.report.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chapter,
    Chart,
    Column,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
)
from dubao.report.text import Text


class ChapterWriter:
    """Blocks in the order they are added; ``chapter()`` closes the chapter.

    >>> from dubao.report.text import Text
    >>> w = ChapterWriter("3", Text("Hiện trạng", "Current state"), "current-state")
    >>> w.say("Một câu.", "A sentence.")
    >>> w.chapter().number, w.table_id(), w.chart_id()
    ('3', 'T3-1', 'H3-1')
    """

    def __init__(self, number: str, title: Text, anchor: str, *, annex: bool = False) -> None:
        self.number = number
        self.title = title
        self.anchor = anchor
        self.annex = annex
        self.blocks: list[Block] = []
        self._tables = 0
        self._charts = 0

    def table_id(self) -> str:
        self._tables += 1
        return f"T{self.number}-{self._tables}"

    def chart_id(self) -> str:
        self._charts += 1
        return f"H{self.number}-{self._charts}"

    def add(self, *blocks: Block) -> None:
        self.blocks.extend(blocks)

    def head(self, vi: str, en: str, level: Literal[2, 3] = 2) -> None:
        self.add(Heading(Text(vi, en), level))

    def say(self, vi: str, en: str) -> None:
        self.add(Paragraph(Text(vi, en)))

    def points(self, items: Sequence[Text], *, ordered: bool = False) -> None:
        if items:
            self.add(Bullets(tuple(items), ordered))

    def note(self, vi: str, en: str, tone: Literal["note", "warning"] = "note") -> None:
        self.add(Callout(Text(vi, en), tone))

    def figures(self, figures: Sequence[KeyFigure]) -> None:
        if figures:
            self.add(KeyFigures(tuple(figures)))

    def table(
        self,
        title: Text,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        source: Text,
        note: Text | None = None,
    ) -> str:
        """Adds a table (none when it has no rows) and gives its id."""
        if not rows:
            return ""
        table_id = self.table_id()
        self.add(Table(table_id, title, tuple(columns), tuple(tuple(row) for row in rows), source, note))
        return table_id

    def chart(self, headline: Text, subtitle: Text, alt: Text, data: ChartData, source: Text) -> str:
        chart_id = self.chart_id()
        self.add(Chart(chart_id, headline, subtitle, alt, data, source))
        return chart_id

    def missing(self, context: Context, *roles: str) -> None:
        """The boxes of the data requests for these roles, each once in the chapter."""
        shown: set[str] = set()
        for role in roles:
            for box in context.missing(role):
                if box.request_id not in shown:
                    shown.add(box.request_id)
                    self.add(box)

    def chapter(self) -> Chapter:
        return Chapter(self.number, self.title, tuple(self.blocks), self.anchor, self.annex)


def text_column(vi: str, en: str) -> Column:
    return Column(Text(vi, en))


def number_column(vi: str, en: str, unit: Text | None = None) -> Column:
    return Column(Text(vi, en), "number", unit)
