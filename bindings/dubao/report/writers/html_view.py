"""What the templates of the page ask for: words with numbers in them, cells, figures, links to files inside the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from dubao.errors import Language
from dubao.numbers import format_date
from dubao.report import charts, labels
from dubao.report.charts.csv_file import csv_text
from dubao.report.charts.render import NARROW
from dubao.report.charts.tables import is_number_column
from dubao.report.charts.words import short_period
from dubao.report.document import Block, Cell, Chapter, Chart, Document, NumberCell, Pill, Table
from dubao.report.formatting import UNDETERMINED, cell_text, format_value
from dubao.report.results import Number
from dubao.report.text import Plain, Text, parse_inline
from dubao.report.writers import common
from dubao.report.writers.html_words import PAGE_WORDS
from dubao.report.writers.words import WORDS

_SCRIPT_WORDS = (
    "close", "explain", "value", "interval80", "interval95", "nature", "period", "scope", "formula", "assumptions",
    "inputs", "parents", "hint", "readout_hint",
)  # fmt: skip


_ADDRESS = re.compile(r"https?://[^\s<>\"')]+[^\s<>\"').,;:]")
# What must be encoded in a data URI inside an attribute in double quotes; a browser encodes the rest itself.
_URI_ENCODED = {ord(c): f"%{ord(c):02X}" for c in [*map(chr, range(0x20)), *'%#"&', chr(0x7F)]}


def data_uri(media_type: str, content: str) -> Markup:
    """A file inside a link, so that it can be saved without script and without network.

    >>> data_uri("text/csv", "Tỷ lệ;50%")
    Markup('data:text/csv;charset=utf-8,Tỷ lệ;50%25')
    """
    return Markup(f"data:{media_type};charset=utf-8," + content.translate(_URI_ENCODED))  # noqa: S704


def picture_uri(svg: str) -> Markup:
    """A drawing inside a link; its quotes become single ones, which need no encoding. Words hold no bare quotes."""
    return data_uri("image/svg+xml", svg.replace('"', "'"))


@dataclass(frozen=True)
class FigureView:
    """A chart made ready for the page."""

    wide: Markup
    narrow: Markup
    csv: Markup
    svg: Markup
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    number_columns: Sequence[bool]


class Page:
    """One language of the page: every method gives finished, escaped markup or plain words to be escaped."""

    def __init__(self, document: Document, lang: Language, *, pictures: bool = True) -> None:
        self.document = document
        self.pictures = pictures
        """Whether every figure carries a picture file inside a link; without it the script makes the file."""
        self.lang: Language = lang
        self._store = document.store

    def word(self, name: str) -> str:
        """A fixed word of the page."""
        return (PAGE_WORDS.get(name) or WORDS[name]).of(self.lang)

    def missing_label(self, name: str) -> str:
        """The label of a line in the box of what is not known."""
        return labels.MISSING_BOX[name].of(self.lang)

    def plain(self, text: Text) -> str:
        """A text as plain words, for attributes and titles."""
        return common.plain(text, self.document, self.lang)

    def words(self, text: Text) -> Markup:
        """A text with its numbers and strong words as markup."""
        out = Markup("")
        for run in parse_inline(text.of(self.lang)):
            if isinstance(run, Plain):
                part = self._linked(common.clean(run.words))
            else:
                part = self.number(
                    self._store[run.id], format_value(self._store[run.id], self.lang, run.show), run.show
                )
            out += Markup("<strong>{}</strong>").format(part) if run.strong else part
        return out

    @staticmethod
    def _linked(words: str) -> Markup:
        """Words with the web addresses of sources as links; a link is followed only when it is clicked."""
        out, position = Markup(""), 0
        for match in _ADDRESS.finditer(words):
            link = Markup('<a class="url" rel="noreferrer" href="{0}">{0}</a>').format(match[0])
            out += escape(words[position : match.start()]) + link
            position = match.end()
        return out + escape(words[position:])

    def number(self, number: Number, printed: str, show: str = "value") -> Markup:
        """A printed number that can be asked what it is."""
        attribute = Markup(' data-show="{}"').format(show) if show in ("80", "95") else Markup("")
        return Markup('<span class="num" data-id="{}"{}>{}</span>').format(number.id, attribute, printed)

    def number_of(self, number_id: str) -> Markup:
        return self.number(self._store[number_id], format_value(self._store[number_id], self.lang))

    def cell(self, cell: Cell, flagged_column: bool = False) -> Markup:
        """The content of a table cell; in a column with flags every number leaves room for one, so that digits align."""
        if isinstance(cell, NumberCell):
            number = self._store[cell.number_id]
            out = self.number(number, format_value(number, self.lang, cell.show), cell.show)
            if cell.flag:
                meaning = labels.FLAGS[cell.flag].of(self.lang)
                out += Markup('<abbr class="flag" title="{}">[{}]</abbr>').format(meaning, cell.flag)
            return out + Markup('<span class="flag"></span>') if flagged_column and not cell.flag else out
        if isinstance(cell, Pill):
            # A short verdict stays in one line; a long one may break.
            length = " short" if len(self.plain(cell.text)) <= 24 else ""
            return Markup('<span class="pill {}{}">{}</span>').format(
                cell.tone, length, self.words(cell.text)
            )
        if cell is None:
            return Markup(UNDETERMINED) + (
                Markup('<span class="flag"></span>') if flagged_column else Markup("")
            )
        return self.words(cell)

    def wide(self, table: Table) -> bool:
        """Whether a table is printed on a page of its own, across."""
        longest = [
            max((len(common.cell_text(row[i], self.document, self.lang)) for row in table.rows), default=0)
            for i in range(len(table.columns))
        ]
        # About as many characters as fit beside each other in 168 mm, long cells broken into lines.
        return len(table.columns) > 7 or sum(min(length, 32) for length in longest) > 130

    def column_class(self, table: Table, column: int) -> str:
        """Classes of a column: flush right for numbers; for words the least width that keeps cells about square.

        A column of words wants a width that grows with the square root of its longest cell; without it a browser gives
        long cells one word a line beside nine others.
        """
        if table.columns[column].kind == "number":
            return "n"
        # Beside many numbers words give way, so that the numbers stay on the page.
        most = 16 if sum(c.kind == "number" for c in table.columns) > 3 else 32
        longest = max(
            (len(common.cell_text(row[column], self.document, self.lang)) for row in table.rows), default=0
        )
        return f"w{min(most, 4 * round(0.8 * longest**0.5))}" if longest > 12 else ""

    def shared_unit(self, table: Table) -> Text | None:
        """The unit of all number columns when it is one and the same: it then stands once, at the title."""
        units = {column.unit for column in table.columns if column.kind == "number"}
        several = sum(column.kind == "number" for column in table.columns) > 1
        return units.pop() if several and len(units) == 1 else None

    def flagged_columns(self, table: Table) -> set[int]:
        """Columns in which some number carries a flag."""
        return {
            i
            for row in table.rows
            for i, cell in enumerate(row)
            if isinstance(cell, NumberCell) and cell.flag
        }

    def flags(self, table: Table) -> list[tuple[str, str]]:
        """The flags a table uses, with their meaning."""
        used = {cell.flag for row in table.rows for cell in row if isinstance(cell, NumberCell) and cell.flag}
        return [(flag, labels.FLAGS[flag].of(self.lang)) for flag in labels.FLAGS if flag in used]

    def label(self, block: Table | Chart) -> str:
        """``Bảng 4-1``, ``Hình 4-2``."""
        return common.label("table" if isinstance(block, Table) else "figure", block.id, self.lang)

    def anchor(self, name: str) -> str:
        """An id of this language's part of the page."""
        return f"{self.lang}-" + re.sub(r"[^A-Za-z0-9_.-]+", "-", name)

    def heading(self, chapter: Chapter) -> str:
        return common.chapter_heading(chapter, self.document, self.lang)

    def kind(self, block: Block) -> str:
        return type(block).__name__

    def table_csv(self, table: Table) -> Markup:
        """A table as a CSV file inside a link: numbers as printed but with plain marks, flags in a column of their own."""
        header: list[str] = []
        columns: list[list[str | float | None]] = []
        for i, column in enumerate(table.columns):
            cells = [row[i] for row in table.rows]
            header.append(common.header_text(table, i, self.document, self.lang))
            columns.append([self._csv_value(cell) for cell in cells])
            flags = [cell.flag if isinstance(cell, NumberCell) else "" for cell in cells]
            if any(flags):
                header.append(f"{self.plain(column.header)}: {self.word('flag')}")
                columns.append(list(flags))
        return data_uri("text/csv", csv_text(header, zip(*columns, strict=True)))

    def _csv_value(self, cell: Cell) -> str | float | None:
        if isinstance(cell, NumberCell) and cell.show == "value":
            return self._store[cell.number_id].value
        return None if cell is None else cell_text(cell, self._store, self.lang)

    def figure(self, chart: Chart) -> FigureView:
        """A chart with everything that stands around it."""
        header, plain_rows = charts.rows(chart, self.lang)
        _, formatted = charts.formatted_rows(chart, self.lang)
        foot = f"{self.word('vintage')} {self.document.vintage_id}"
        marks = (common.simulated_mark(self.document, self.lang), common.state_mark(self.document, self.lang))
        foot = " · ".join([foot, *[mark for mark in marks if mark]])
        standalone = (
            charts.render_standalone_svg(chart, self.lang, self._store, foot) if self.pictures else ""
        )
        return FigureView(
            wide=Markup(charts.render_svg(chart, self.lang, store=self._store)),
            narrow=Markup(charts.render_svg(chart, self.lang, width=NARROW, store=self._store, titles=False)),
            csv=data_uri("text/csv", csv_text(header, plain_rows)),
            svg=picture_uri(standalone) if self.pictures else Markup(""),
            header=header,
            rows=formatted,
            number_columns=[is_number_column(plain_rows, i) for i in range(len(header))],
        )

    def first_figure(self, chart: Chart) -> bool:
        """Whether a chart is the first of the document: only there the page says how figures are read."""
        return self.document.charts()[0] is chart

    def number_index(self) -> list[dict[str, str]]:
        """Every number of the store in words, for the table at the end."""
        return [
            {
                "id": number.id,
                "definition": self.plain(number.definition),
                "value": format_value(number, self.lang, "unit"),
                "interval80": format_value(number, self.lang, "80"),
                "period": short_period(number.period, self.lang) or UNDETERMINED,
                "nature": labels.NATURES[number.nature].of(self.lang),
            }
            for number in self._store
        ]

    def script_words(self) -> dict[str, str]:
        """Words the script writes."""
        return {name: self.word(name) for name in _SCRIPT_WORDS}

    def date(self) -> str:
        return format_date(self.document.data_cutoff, self.lang)

    def state(self) -> str:
        return labels.STATES[self.document.state].of(self.lang)

    def edition_kind(self) -> str:
        return labels.EDITION_KINDS[self.document.kind].of(self.lang)

    def mark(self) -> str:
        """What stands across printed pages; empty once the document is issued."""
        return common.state_mark(self.document, self.lang)

    def simulated(self) -> str:
        return common.simulated_mark(self.document, self.lang)

    def national(self) -> tuple[str, str]:
        return labels.NATIONAL_NAME.of(self.lang), labels.NATIONAL_MOTTO.of(self.lang)

    def place_and_date(self) -> str:
        """``Hà Nội, ngày … tháng … năm …``: what is not set stays open to be filled in."""
        letterhead = self.document.letterhead
        place = self.plain(letterhead.place) or "…"
        if letterhead.date is not None:
            return f"{place}, {format_date(letterhead.date, self.lang)}"
        return f"{place}, " + ("ngày … tháng … năm …" if self.lang == "vi" else "… … …")

    @staticmethod
    def print_marks(*pages: Page) -> str:
        """Style rules that print the state, the warning of simulation and the vintage on every page, by language."""

        def text(words: str) -> str:
            return (
                '"' + "".join(c if c.isalnum() or c in " .,–-·:" else f"\\{ord(c):x} " for c in words) + '"'
            )

        rules = []
        for page in pages:
            head = " · ".join(part for part in (page.mark(), page.simulated()) if part)
            foot = f"{page.word('vintage')} {page.document.vintage_id}"
            marks = f"@top-center {{ content: {text(head)}; }} @bottom-left {{ content: {text(foot)}; }}"
            rules.append(f"@page {page.lang} {{ {marks} }}")
            # Wide tables are printed across.
            rules.append(f"@page {page.lang}-wide {{ size: A4 landscape; {marks} }}")
        return "\n".join(rules)
