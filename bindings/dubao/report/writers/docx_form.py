"""Head, foot and page marks of the word processor report, in the form of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dubao.errors import Language
from dubao.report.document import Document
from dubao.report.writers.common import imprint, simulated_mark, state_mark
from dubao.report.writers.decree30 import Cover, Layout
from dubao.report.writers.docx_parts import (
    add_field,
    cell_margins,
    element,
    fixed_columns,
    keep_row_whole,
    paragraph_borders,
)
from dubao.report.writers.docx_styles import FORM_STYLES, TABLE_ALIGNMENT
from dubao.report.writers.text_width import bold_width

# Room between the two blocks of the head, and the least width of the left one, in millimetres.
_HEAD_GAP = 2.0
_HEAD_LEFT = 55.0
# Empty lines where signature and seal go.
_SIGNATURE_LINES = 4
# The page number stands in the middle of the top margin.
_HEADER_SHARE = 0.45


def _styled(document: Any, paragraph: Any, component: str, words: str) -> Any:
    paragraph.style = _style(document, FORM_STYLES[component])
    paragraph.add_run(words)
    return paragraph


def _style(document: Any, style_id: str) -> Any:
    return next(style for style in document.styles if style.style_id == style_id)


def _rule(document: Any, paragraph: Any, width: float, length: float) -> None:
    """Turns a paragraph of a block `width` mm wide into a centred rule of a length."""
    paragraph.style = _style(document, "D30Rule")
    side = max((width - length) / 2, 0)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)
    paragraph_borders(paragraph._p.get_or_add_pPr(), top=(6, "000000"))


def head_widths(cover: Cover, layout: Layout) -> tuple[float, float]:
    """Widths of the two blocks of the head: the national name must stay on one line, the left block gets the rest."""
    national = bold_width(cover.national_name, layout["national_name"].size)
    motto = bold_width(cover.motto, layout["motto"].size)
    right = min(max(national, motto) + _HEAD_GAP, layout.text_width - _HEAD_LEFT)
    return layout.text_width - right, right


def write_head(document: Any, cover: Cover, layout: Layout) -> None:
    """The borderless two-column head, then type and subject with its rule."""
    left, right = head_widths(cover, layout)
    table = document.add_table(rows=2, cols=2)
    table.alignment = TABLE_ALIGNMENT
    fixed_columns(table, [left, right])
    cell_margins(table, 0.0)
    bodies, nation = table.rows[0].cells
    paragraph = bodies.paragraphs[0]
    if cover.parent_body:
        _styled(document, paragraph, "governing_body", cover.parent_body)
        paragraph = bodies.add_paragraph()
    _styled(document, paragraph, "issuing_body", cover.issuing_body)
    issuing = bold_width(cover.issuing_body, layout["issuing_body"].size)
    _rule(document, bodies.add_paragraph(), left, layout.rules["issuing_body"] * min(issuing, left))

    _styled(document, nation.paragraphs[0], "national_name", cover.national_name)
    _styled(document, nation.add_paragraph(), "motto", cover.motto)
    _rule(
        document,
        nation.add_paragraph(),
        right,
        layout.rules["motto"] * bold_width(cover.motto, layout["motto"].size),
    )

    number, place = table.rows[1].cells
    _styled(document, number.paragraphs[0], "number", cover.number)
    _styled(document, place.paragraphs[0], "place_date", cover.place_date)

    _styled(document, document.add_paragraph(), "type_name", cover.type_name)
    _styled(document, document.add_paragraph(), "subject", cover.subject)
    subject = bold_width(cover.subject, layout["subject"].size)
    _rule(
        document,
        document.add_paragraph(),
        layout.text_width,
        layout.rules["subject"] * min(subject, layout.text_width),
    )
    # Air between the rule and the text.
    document.paragraphs[-1].paragraph_format.space_after = Pt(2 * layout.paragraph_spacing)


def write_foot(document: Any, cover: Cover, layout: Layout) -> None:
    """Recipients on the left, authority, room for signature and seal, and name on the right."""
    spacer = document.add_paragraph()
    spacer.paragraph_format.keep_with_next = True
    spacer.style = _style(document, "D30Recipients")
    table = document.add_table(rows=1, cols=2)
    table.alignment = TABLE_ALIGNMENT
    half = layout.text_width / 2
    fixed_columns(table, [half, half])
    cell_margins(table, 0.0)
    keep_row_whole(table.rows[0])
    left, right = table.rows[0].cells
    paragraph = left.paragraphs[0]
    if cover.recipients:
        _styled(document, paragraph, "recipients.heading", cover.recipients_heading)
        for line in cover.recipients:
            _styled(document, left.add_paragraph(), "recipients.list", line)
    paragraph = right.paragraphs[0]
    for position, line in enumerate(cover.authority):
        _styled(document, paragraph if position == 0 else right.add_paragraph(), "sign.authority", line)
    for _ in range(_SIGNATURE_LINES):
        _styled(document, right.add_paragraph(), "sign.name", "")
    _styled(document, right.add_paragraph(), "sign.name", cover.signatory)


def set_page(section: Any, layout: Layout, landscape: bool = False) -> None:
    """Paper and margins; turned pages keep each margin at its side of the sheet."""
    width, height = layout.page_width, layout.page_height
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        Mm(height if landscape else width),
        Mm(width if landscape else height),
    )
    # A portrait sheet turned by 90 degrees: its binding margin comes to the top.
    top, bottom, left, right = (
        (layout.left, layout.right, layout.top, layout.bottom)
        if landscape
        else (layout.top, layout.bottom, layout.left, layout.right)
    )
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = Mm(top * _HEADER_SHARE)
    section.footer_distance = Mm(min(bottom, layout.bottom) * _HEADER_SHARE)


def text_width(layout: Layout, landscape: bool) -> float:
    """Width of the text in millimetres."""
    return layout.page_height - layout.top - layout.bottom if landscape else layout.text_width


def mark_pages(
    section: Any, source: Document, layout: Layout, lang: Language, *, landscape: bool = False, annex: bool = False, first: bool = False
) -> None:  # fmt: skip
    """Header and footer of a section: page number centred above, state to its right, simulation and vintage below.

    ``first``: the section's first page is a page 1, whose number is not shown.
    """
    width = text_width(layout, landscape)
    section.different_first_page_header_footer = first
    pairs = [(section.header, section.footer, True)]
    if first:
        pairs.append((section.first_page_header, section.first_page_footer, False))
    for header, footer, numbered in pairs:
        header.is_linked_to_previous = footer.is_linked_to_previous = False
        line = header.paragraphs[0]
        stops = line.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(width / 2), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run("\t")
        if numbered:
            add_field(line, "PAGE", "2")
        if mark := state_mark(source, lang):
            run = line.add_run(f"\t{mark}")
            run.bold = True
            run.font.size = Pt(11)
        words = [simulated_mark(source, lang), imprint(source, lang) if annex else ""]
        _footer(footer, [w for w in words if w])


def _footer(footer: Any, lines: list[str]) -> None:
    for position, words in enumerate(lines):
        paragraph = (
            footer.paragraphs[0] if position == 0 else footer.add_paragraph(style=footer.paragraphs[0].style)
        )
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(words)
        if position == 0 and len(lines) > 1:
            run.bold = True


def new_section(
    document: Any, source: Document, layout: Layout, lang: Language, *, landscape: bool = False, restart: bool = False
) -> None:  # fmt: skip
    """Begins a page of another format or the annex (`restart`: pages count from 1 again)."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, layout, landscape)
    mark_pages(section, source, layout, lang, landscape=landscape, annex=True, first=restart)
    # A new section inherits the counter of the one before: only the annex starts it again.
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    if restart:
        section._sectPr.insert_element_before(
            element("w:pgNumType", start="1"), "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:docGrid",
        )  # fmt: skip
