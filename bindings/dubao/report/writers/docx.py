"""The word processor report (DOCX): a short cover report in the form of Decree 30/2020/NĐ-CP, the analysis as its annex.

When to use: for the office that signs, comments on and files the report. Every look is a named style; tables have repeated
header rows, figures have alternative text. The same document gives the same bytes.

The chapters come as they are in the document; nothing is added but the form, the contents and the marks of the state.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

from dubao.errors import Language, MissingExtraError

try:
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm
except ImportError:  # pragma: no cover - depends on the installation
    raise MissingExtraError.of("python-docx") from None

from dubao.report.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Document,
    Heading,
    KeyFigures,
    MissingBox,
    Paragraph,
    Table,
)
from dubao.report.formatting import format_value
from dubao.report.labels import MISSING_BOX
from dubao.report.text import Text
from dubao.report.writers.common import (
    Run,
    cell_text,
    chapter_heading,
    clean,
    flag_legend,
    header_text,
    label,
    plain,
    runs,
)
from dubao.report.writers.decree30 import Layout, cover_of, is_legal_basis, read_layout
from dubao.report.writers.docx_form import (
    mark_pages,
    new_section,
    set_page,
    text_width,
    write_foot,
    write_head,
)
from dubao.report.writers.docx_parts import (
    bookmark,
    cell_margins,
    describe,
    element,
    fixed_columns,
    fixed_zip,
    internal_link,
    keep_row_whole,
    repeat_header,
    table_meta,
)
from dubao.report.writers.docx_styles import (
    FORM_STYLES,
    LOCALE,
    TABLE_ALIGNMENT,
    define_styles,
    define_table_style,
)
from dubao.report.writers.pages import LANDSCAPE_ROOM, PORTRAIT_ROOM, column_widths, page_groups
from dubao.report.writers.words import WORDS

# Pixels of a figure across the text width: 280 dots an inch.
_PICTURE_PIXELS = 1600
# Width of a figure: two with their captions and sources fit a page.
_PICTURE_MM = 145.0
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def write_docx(document: Document, path: Path | str, lang: Language, *, layout: Layout | None = None) -> Path:
    """Writes the report as an office document.

    Parameters
    ----------
    document : Document
    path : path
        The file; its folder must exist.
    lang : {"vi", "en"}
    layout : Layout, optional
        The form; read from the data package ``document-layout`` without it.

    Returns
    -------
    Path
        The file written.
    """
    writer = _Writer(document, lang, layout or read_layout())
    target = Path(path)
    target.write_bytes(writer.write())
    return target


class _Writer:
    """One document in one language."""

    def __init__(self, source: Document, lang: Language, layout: Layout) -> None:
        self.source, self.lang, self.layout = source, lang, layout
        self.cover = cover_of(source, layout, lang)
        self.docx: Any = docx.Document()
        self.ids = 0
        self.landscape = False
        define_styles(self.docx, layout, lang)
        define_table_style(self.docx, lang)
        self.styles = {style.style_id: style for style in self.docx.styles}

    def write(self) -> bytes:
        section = self.docx.sections[0]
        set_page(section, self.layout)
        mark_pages(section, self.source, self.layout, self.lang, first=True)
        write_head(self.docx, self.cover, self.layout)
        for block in self.source.cover_report:
            if isinstance(block, Paragraph) and is_legal_basis(block):
                self.runs(self.paragraph("legal_basis", ""), block.text)
            else:
                self.block(block)
        write_foot(self.docx, self.cover, self.layout)
        if self.source.chapters:
            new_section(self.docx, self.source, self.layout, self.lang, restart=True)
            self.annex()
        self.properties()
        out = io.BytesIO()
        self.docx.save(out)
        return fixed_zip(out.getvalue(), self.source.data_cutoff)

    def properties(self) -> None:
        core = self.docx.core_properties
        core.title = plain(self.source.title, self.source, self.lang)
        core.subject = plain(self.source.subtitle, self.source, self.lang)
        core.language = LOCALE[self.lang]
        core.author = core.last_modified_by = core.comments = core.keywords = core.category = ""
        core.version = clean(self.source.vintage_id)
        core.revision = 1
        day = self.source.data_cutoff
        core.created = core.modified = datetime(day.year, day.month, day.day)
        relations = self.docx.part.package.rels
        for key in [key for key, relation in relations.items() if relation.reltype == _THUMBNAIL]:
            del relations[key]

    # The annex ---------------------------------------------------------------------------------------------------------

    def annex(self) -> None:
        self.paragraph("annex.heading", self.cover.annex_heading)
        self.paragraph("annex.title", self.cover.annex_title)
        self.paragraph("annex.title", self.cover.subject.upper())
        self.paragraph("annex.reference", self.cover.annex_reference)
        self.contents()
        for chapter in self.source.chapters:
            groups = page_groups(chapter.blocks, self.source, self.lang)
            turned = self.turn(groups[0].wide)
            heading = self.new("Heading1", chapter_heading(chapter, self.source, self.lang))
            if chapter is self.source.chapters[0] and not turned:
                heading.paragraph_format.page_break_before = True
            self.ids += 1
            bookmark(heading, f"c_{chapter.number}", self.ids)
            for group in groups:
                self.turn(group.wide)
                for block in group.blocks:
                    self.block(block)

    def contents(self) -> None:
        """A contents field with its lines already there, so that it reads well before an office updates it."""
        self.new("ReportContentsTitle", WORDS["contents"].of(self.lang))
        for position, chapter in enumerate(self.source.chapters):
            line = self.new("ReportContents1")
            if position == 0:
                self._field_mark(line, "begin", ' TOC \\o "1-1" \\h \\z ')
            internal_link(line, chapter_heading(chapter, self.source, self.lang), f"c_{chapter.number}")
            if position == len(self.source.chapters) - 1:
                self._field_mark(line, "end")

    def _field_mark(self, line: Any, kind: str, code: str = "") -> None:
        line.add_run()._r.append(element("w:fldChar", fldCharType=kind))
        if code:
            instruction = element("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = code
            line.add_run()._r.append(instruction)
            line.add_run()._r.append(element("w:fldChar", fldCharType="separate"))

    # Blocks ------------------------------------------------------------------------------------------------------------

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.runs(self.new(f"Heading{block.level}"), block.text)
        elif isinstance(block, Paragraph):
            self.runs(self.new("BodyText"), block.text)
        elif isinstance(block, Bullets):
            self.bullets(block)
        elif isinstance(block, KeyFigures):
            self.key_figures(block)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Chart):
            self.chart(block)
        elif isinstance(block, MissingBox):
            self.missing(block)
        elif isinstance(block, Callout):
            paragraph = self.new("ReportCallout")
            word = WORDS["warning" if block.tone == "warning" else "note"].of(self.lang)
            paragraph.add_run(f"{word}: ").bold = True
            self.runs(paragraph, block.text)

    def turn(self, landscape: bool) -> bool:
        """Turns the page for a wide table and back after it; whether a new page was begun."""
        if landscape == self.landscape:
            return False
        new_section(self.docx, self.source, self.layout, self.lang, landscape=landscape)
        self.landscape = landscape
        return True

    def paragraph(self, component: str, words: str) -> Any:
        return self.new(FORM_STYLES[component], words)

    def new(self, style_id: str, words: str = "") -> Any:
        """A paragraph of a style. The id is set directly: looking styles up costs more than all the rest of a long table."""
        paragraph = self.docx.add_paragraph(words)
        paragraph._p.style = style_id
        return paragraph

    def runs(self, paragraph: Any, text: Text) -> None:
        self.add_runs(paragraph, runs(text, self.source, self.lang))

    def add_runs(self, paragraph: Any, parts: list[Run]) -> None:
        for part in parts:
            run = paragraph.add_run(part.words)
            if part.strong:
                run.bold = True

    def bullets(self, block: Bullets) -> None:
        style = "ListNumber" if block.ordered else "ListBullet"
        numbering = self.restarted_numbering(self.styles[style]) if block.ordered else None
        for item in block.items:
            paragraph = self.new(style)
            if numbering is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = numbering
            self.runs(paragraph, item)

    def restarted_numbering(self, style: Any) -> int:
        """A numbering of its own for each ordered list, so that every list starts at 1."""
        numbering = self.docx.part.numbering_part.element
        base = style.element.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(base).abstractNumId.val
        added = numbering.add_num(abstract)
        added.add_lvlOverride(0).add_startOverride(1)
        return int(added.numId)

    def key_figures(self, block: KeyFigures) -> None:
        heads = [WORDS[key].of(self.lang) for key in ("key_figure", "value", "detail")]
        width = text_width(self.layout, self.landscape)
        table = self.new_table(len(block.figures) + 1, [width * share for share in (0.36, 0.22, 0.42)])
        for cell, words in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0]._p.style = "ReportTableHeader"
            cell.paragraphs[0].add_run(words)
        table.rows[0].cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        repeat_header(table.rows[0])
        for row, figure in zip(table.rows[1:], block.figures, strict=True):
            keep_row_whole(row)
            name, value, note = row.cells
            self.cell(name, figure.label)
            value.paragraphs[0]._p.style = "ReportTableNumber"
            number = self.source.store[figure.number_id]
            value.paragraphs[0].add_run(format_value(number, self.lang, "unit")).bold = True
            self.cell(note, figure.note)
        title = " · ".join(heads)
        table_meta(table, title, title)
        self.gap()

    def cell(self, cell: Any, text: Text) -> None:
        cell.paragraphs[0]._p.style = "ReportTableText"
        self.runs(cell.paragraphs[0], text)

    def new_table(self, rows: int, widths: list[float]) -> Any:
        table = self.docx.add_table(rows=rows, cols=len(widths))
        table._tbl.tblStyle_val = "ReportTable"
        table.alignment = TABLE_ALIGNMENT
        fixed_columns(table, widths)
        cell_margins(table, 1.2, 0.7)
        return table

    def table(self, block: Table) -> None:
        lang = self.lang
        name = label("table", block.id, lang)
        caption = self.new("Caption")
        self.add_runs(caption, [Run(f"{name}. "), *runs(block.title, self.source, lang)])
        room = LANDSCAPE_ROOM if self.landscape else PORTRAIT_ROOM
        width = text_width(self.layout, self.landscape)
        shares = column_widths(block, self.source, lang, room)
        table = self.new_table(len(block.rows) + 1, [width * share for share in shares])
        number = [column.kind == "number" for column in block.columns]
        for i, cell in enumerate(table.rows[0].cells):
            paragraph = cell.paragraphs[0]
            paragraph._p.style = "ReportTableHeader"
            if number[i]:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.add_run(header_text(block, i, self.source, lang))
        repeat_header(table.rows[0])
        keep_row_whole(table.rows[0])
        for row, cells in zip(table.rows[1:], block.rows, strict=True):
            keep_row_whole(row)
            # row.cells walks the whole grid each time; once a row is enough.
            for i, (cell, content) in enumerate(zip(row.cells, cells, strict=True)):
                paragraph = cell.paragraphs[0]
                paragraph._p.style = "ReportTableNumber" if number[i] else "ReportTableText"
                if isinstance(content, Text):
                    self.runs(paragraph, content)
                else:
                    paragraph.add_run(cell_text(content, self.source, lang))
        title = plain(block.title, self.source, lang)
        table_meta(table, f"{name}. {title}", plain(block.source, self.source, lang))
        if legend := flag_legend(block, self.source, lang):
            self.new("ReportSource", legend)
        self.small(block.note)
        self.small(block.source)
        self.gap()

    def chart(self, block: Chart) -> None:
        from dubao.report.charts import render_png

        lang = self.lang
        name = label("figure", block.id, lang)
        caption = self.new("Caption")
        self.add_runs(caption, [Run(f"{name}. "), *runs(block.headline, self.source, lang)])
        self.runs(self.new("ReportSubtitle"), block.subtitle)
        holder = self.new("ReportFigure")
        image = io.BytesIO(render_png(block, lang, _PICTURE_PIXELS, store=self.source.store))
        picture = holder.add_run().add_picture(image, width=Mm(_PICTURE_MM))
        self.ids += 1
        describe(picture, name, plain(block.alt, self.source, lang), self.ids)
        self.small(block.source)
        self.gap()

    def missing(self, block: MissingBox) -> None:
        style = "ReportMissingBox"
        first = self.new(style)
        self.add_runs(first, [Run(run.words, True) for run in runs(block.title, self.source, self.lang)])
        first.paragraph_format.keep_with_next = True
        lines = (
            ("what", block.what), ("table", block.table), ("holder", block.holder),
            ("legal_hook", block.legal_hook), ("unlocks", block.unlocks),
        )  # fmt: skip
        for key, text in lines:
            paragraph = self.new(style)
            paragraph.add_run(f"{MISSING_BOX[key].of(self.lang)}: ").bold = True
            self.runs(paragraph, text)
            paragraph.paragraph_format.keep_with_next = True
        last = self.new(style)
        last.add_run(f"{MISSING_BOX['request'].of(self.lang)}: ").bold = True
        last.add_run(clean(block.request_id))
        self.gap()

    def small(self, text: Text | None) -> None:
        if text is not None and text.of(self.lang):
            self.runs(self.new("ReportSource"), text)

    def gap(self) -> None:
        """Air after a block that has no spacing of its own."""
        self.new("ReportSource")
