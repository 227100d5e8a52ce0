"""The document: what the report says, before any format.

Chapters are trees of blocks in both languages; writers (HTML, PDF, DOCX, XLSX, CSV) turn the same document into pages. A
writer adds no content and leaves none out; a chapter knows no format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dubao.report.charts.data import ChartData
from dubao.report.results import ResultsStore
from dubao.report.text import Text

Role = Literal["demand", "supply", "gap", "accent", "neutral"]


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter: level 2 or 3 (the chapter title is level 1)."""

    text: Text
    level: Literal[2, 3] = 2
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    text: Text


@dataclass(frozen=True)
class Bullets:
    items: tuple[Text, ...]
    ordered: bool = False


@dataclass(frozen=True)
class KeyFigure:
    """One of the few numbers that matter: label, the number, a line below (interval, split, caveat)."""

    label: Text
    number_id: str
    note: Text
    role: Role = "demand"


@dataclass(frozen=True)
class KeyFigures:
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Pill:
    """A verdict in words with a quiet colour; the words alone carry the meaning."""

    text: Text
    tone: Literal["good", "warning", "bad", "neutral"] = "neutral"


# A table cell: a number of the store (by id, with what to show), words, a verdict, or nothing (printed "–").
@dataclass(frozen=True)
class NumberCell:
    number_id: str
    show: Literal["value", "80", "95"] = "value"
    flag: Literal["", "e", "f", "s", "c", "u", "b"] = ""
    """e estimate, f forecast, s scenario, c claim, u unreliable, b break: explained under the table."""


Cell = NumberCell | Text | Pill | None


@dataclass(frozen=True)
class Column:
    header: Text
    kind: Literal["text", "number"] = "text"
    unit: Text | None = None


@dataclass(frozen=True)
class Table:
    """A table. The first column heads its rows. ``id`` is a short name for sheets and files, for instance "T4-1"."""

    id: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: Text
    note: Text | None = None

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"table {self.id}: a row has {len(row)} cells for {len(self.columns)} columns"
                )


@dataclass(frozen=True)
class Chart:
    """A chart: the headline says the finding, the subtitle what, where, unit, period, bands; alt text for who cannot see."""

    id: str
    headline: Text
    subtitle: Text
    alt: Text
    data: ChartData
    source: Text


@dataclass(frozen=True)
class MissingBox:
    """What is not known, as prominent as what is: what is missing, the table that would fill it, who holds it, legal hook."""

    request_id: str
    title: Text
    what: Text
    table: Text
    holder: Text
    legal_hook: Text
    unlocks: Text


@dataclass(frozen=True)
class Callout:
    """A note that must not be overlooked: a caveat, a definition, a scope warning."""

    text: Text
    tone: Literal["note", "warning"] = "note"


Block = Heading | Paragraph | Bullets | KeyFigures | Table | Chart | MissingBox | Callout


@dataclass(frozen=True)
class Chapter:
    """``number`` is "0"…"12" for chapters, "A"… for annexes; ``anchor`` is unique and stable."""

    number: str
    title: Text
    blocks: tuple[Block, ...]
    anchor: str
    annex: bool = False


@dataclass(frozen=True)
class Letterhead:
    """The head and foot of an administrative document (Decree 30/2020/NĐ-CP, Annex I). Empty = left blank to be filled."""

    parent_body: Text
    issuing_body: Text
    number: str = ""
    symbol: str = ""
    place: Text = field(default_factory=lambda: Text("", ""))
    date: date | None = None
    authority: Text = field(default_factory=lambda: Text("", ""))
    signatory_title: Text = field(default_factory=lambda: Text("", ""))
    signatory: str = ""
    recipients: tuple[Text, ...] = ()


State = Literal["draft", "for_comment", "for_signature", "issued"]
EditionKind = Literal["annual", "update", "erratum"]


@dataclass(frozen=True)
class Document:
    """The whole report.

    ``cover_report`` holds the paragraphs of the short cover report in the form of Decree 30; the chapters follow as its
    annex. ``simulated`` documents say so on every page. Nothing here reads the clock: dates come from the configuration.
    """

    edition: str
    title: Text
    subtitle: Text
    letterhead: Letterhead
    state: State
    kind: EditionKind
    simulated: bool
    cover_report: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    store: ResultsStore
    data_cutoff: date
    vintage_id: str
    commit: str
    version: str

    def blocks(self) -> Iterator[tuple[Chapter, Block]]:
        """Every block of every chapter, in order."""
        for chapter in self.chapters:
            for block in chapter.blocks:
                yield chapter, block

    def tables(self) -> list[Table]:
        return [block for _, block in self.blocks() if isinstance(block, Table)]

    def charts(self) -> list[Chart]:
        return [block for _, block in self.blocks() if isinstance(block, Chart)]

    def missing(self) -> list[MissingBox]:
        return [block for _, block in self.blocks() if isinstance(block, MissingBox)]
