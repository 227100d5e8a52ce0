"""Styles of the word processor report: every look is a named style, so that an office can change it in one place."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dubao.errors import Language
from dubao.report.writers.decree30 import Layout
from dubao.report.writers.docx_parts import element, paragraph_borders

_BLACK = RGBColor(0, 0, 0)
_CENTER, _LEFT, _RIGHT, _JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip
LOCALE = {"vi": "vi-VN", "en": "en-GB"}
# Sizes of what the decree does not rule: tables and the lines around figures.
TABLE_SIZE = 11.0
SMALL_SIZE = 10.5

# Components of the decree -> style id. Names shown to the user come from the layout table (vi) or the component (en).
FORM_STYLES: dict[str, str] = {
    "national_name": "D30NationalName",
    "motto": "D30Motto",
    "governing_body": "D30GoverningBody",
    "issuing_body": "D30IssuingBody",
    "number": "D30Number",
    "place_date": "D30PlaceDate",
    "type_name": "D30TypeName",
    "subject": "D30Subject",
    "legal_basis": "D30LegalBasis",
    "sign.authority": "D30Authority",
    "sign.name": "D30Signatory",
    "recipients.heading": "D30RecipientsHeading",
    "recipients.list": "D30Recipients",
    "annex.heading": "D30AnnexHeading",
    "annex.title": "D30AnnexTitle",
    "annex.reference": "D30AnnexReference",
}


def set_font(
    style: Any, font: str, size: float | None = None, bold: bool | None = None, italic: bool | None = None
) -> None:
    """Font of a style for every script, black."""
    style.font.name = font
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    if size is not None:
        style.font.size = Pt(size)
    if bold is not None:
        style.font.bold = bold
    if italic is not None:
        style.font.italic = italic
    style.font.color.rgb = _BLACK


def _spacing(
    style: Any, align: Any = None, before: float = 0, after: float = 0, line: float = 1.0, keep: bool = False
) -> None:
    form = style.paragraph_format
    form.alignment = align
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing = line
    form.keep_with_next = keep or None


def _new(document: Any, style_id: str, name: str, base: str = "Normal", next_style: str | None = None) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), style_id)
    style.base_style = document.styles[base]
    style.quick_style = True
    if next_style:
        style.next_paragraph_style = document.styles[next_style]
    return style


def define_styles(document: Any, layout: Layout, lang: Language) -> None:
    """Sets the built-in styles and adds those of the form and of the report."""
    styles, font, body = document.styles, layout.font, layout["body"]
    _language(document, lang)
    set_font(styles["Normal"], font, body.size)
    _spacing(styles["Normal"])

    text = styles["Body Text"]
    set_font(text, font, body.size)
    _spacing(text, _JUSTIFY, after=layout.paragraph_spacing, line=layout.line_spacing)
    text.paragraph_format.first_line_indent = Mm(layout.indent)
    text.paragraph_format.widow_control = True

    for level, (before, italic, align) in enumerate(
        ((18, False, _CENTER), (12, False, _LEFT), (8, True, _LEFT)), 1
    ):
        heading = styles[f"Heading {level}"]
        set_font(heading, font, body.size, True, italic)
        _spacing(heading, align, before, layout.paragraph_spacing, keep=True)
        heading.next_paragraph_style = text
    for name in ("List Bullet", "List Number"):
        set_font(styles[name], font, body.size)
        _spacing(styles[name], _JUSTIFY, after=layout.paragraph_spacing)
    for name in ("Header", "Footer"):
        set_font(styles[name], font, layout["page.number"].size if name == "Header" else SMALL_SIZE)
        _spacing(styles[name])
        tabs = styles[name].element.pPr.find(qn("w:tabs"))
        if tabs is not None:
            styles[name].element.pPr.remove(tabs)
    caption = styles["Caption"]
    set_font(caption, font, 13, True, False)
    _spacing(caption, _LEFT, before=12, after=3, keep=True)

    for component, style_id in FORM_STYLES.items():
        _form_style(document, layout, component, style_id, lang)
    _report_styles(document, layout, lang)


def _form_style(document: Any, layout: Layout, component: str, style_id: str, lang: Language) -> None:
    rule = layout[component]
    name = f"NĐ30 {rule.title_vi}" if lang == "vi" else f"D30 {rule.title_en}"
    style = _new(document, style_id, name)
    set_font(style, layout.font, rule.size, rule.bold, rule.italic)
    align = _LEFT if component.startswith("recipients") else _CENTER
    _spacing(style, align, keep=component.startswith("annex"))
    if component == "legal_basis":
        _spacing(style, _JUSTIFY, after=layout.paragraph_spacing, line=layout.line_spacing)
        style.paragraph_format.first_line_indent = Mm(layout.indent)
    if component in ("type_name", "annex.heading"):
        style.paragraph_format.space_before = Pt(
            2 * layout.paragraph_spacing if component == "type_name" else 0
        )
    if component == "annex.reference":
        style.paragraph_format.space_before = Pt(layout.paragraph_spacing)
        style.paragraph_format.space_after = Pt(2 * layout.paragraph_spacing)
    if component == "annex.title":
        style.paragraph_format.space_before = Pt(layout.paragraph_spacing)


def _report_styles(document: Any, layout: Layout, lang: Language) -> None:
    names = _NAMES[lang]
    font = layout.font

    rule = _new(document, "D30Rule", names["rule"])
    _spacing(rule, _CENTER, before=2, after=layout.paragraph_spacing)
    set_font(rule, font, 2)
    rule.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    rule.paragraph_format.line_spacing = Pt(3)

    for style_id, key, size, bold, italic, align, after in (
        ("ReportTableHeader", "table_header", TABLE_SIZE, True, False, _LEFT, 0),
        ("ReportTableText", "table_text", TABLE_SIZE, False, False, _LEFT, 0),
        ("ReportTableNumber", "table_number", TABLE_SIZE, False, False, _RIGHT, 0),
        ("ReportSubtitle", "subtitle", 12, False, True, _LEFT, 3),
        ("ReportSource", "source", SMALL_SIZE, False, True, _LEFT, 2),
        ("ReportContents1", "contents1", 13, False, False, _LEFT, 3),
    ):
        style = _new(document, style_id, names[key])
        set_font(style, font, size, bold, italic)
        _spacing(style, align, after=after, keep=key in ("subtitle",))
    figure = _new(document, "ReportFigure", names["figure"])
    _spacing(figure, _CENTER, after=3, keep=True)
    title = _new(document, "ReportContentsTitle", names["contents_title"])
    set_font(title, font, layout["body"].size, True)
    _spacing(title, _CENTER, before=12, after=6, keep=True)

    box = _new(document, "ReportMissingBox", names["missing"])
    set_font(box, font, 13)
    _spacing(box, _LEFT, after=2)
    box.paragraph_format.left_indent = box.paragraph_format.right_indent = Mm(3)
    edge = (6, "7A6A1E")
    paragraph_borders(
        box.element.get_or_add_pPr(), "FCFAF1", top=edge, left=(36, "C9A227"), bottom=edge, right=edge
    )
    note = _new(document, "ReportCallout", names["callout"])
    set_font(note, font, 13)
    _spacing(note, _JUSTIFY, before=6, after=8)
    note.paragraph_format.left_indent = note.paragraph_format.right_indent = Mm(3)
    paragraph_borders(note.element.get_or_add_pPr(), "F5F7F9", left=(24, "12496B"))


_NAMES: dict[str, dict[str, str]] = {
    "vi": {
        "rule": "NĐ30 Đường kẻ", "table_header": "Bảng: tiêu đề cột", "table_text": "Bảng: chữ", "table_number": "Bảng: số",
        "subtitle": "Hình: phụ đề", "source": "Nguồn và ghi chú", "contents1": "Dòng mục lục", "figure": "Hình",
        "contents_title": "Tên mục lục", "missing": "Khung chưa có số liệu", "callout": "Khung lưu ý", "table": "Bảng báo cáo",
    },
    "en": {
        "rule": "D30 rule", "table_header": "Table header", "table_text": "Table text", "table_number": "Table number",
        "subtitle": "Figure subtitle", "source": "Source and note", "contents1": "Contents line", "figure": "Figure",
        "contents_title": "Contents title", "missing": "Missing data box", "callout": "Callout", "table": "Report table",
    },
}  # fmt: skip


def _language(document: Any, lang: Language) -> None:
    """Language of the whole text, for spelling and for screen readers."""
    properties = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("w:lang", val=LOCALE[lang], eastAsia=LOCALE[lang], bidi="ar-SA"))
    settings = document.settings.element
    marks = {"vi": (",", ";"), "en": (".", ",")}[lang]
    for tag, value in (
        ("themeFontLang", LOCALE[lang]),
        ("decimalSymbol", marks[0]),
        ("listSeparator", marks[1]),
    ):
        node = settings.find(qn(f"w:{tag}"))
        if node is not None:
            node.set(qn("w:val"), value)
    # The template declares Word 2010, which opens in compatibility mode; 15 is Word 2013 and later.
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def define_table_style(document: Any, lang: Language) -> Any:
    """The table look of the report: rules above, below and thin between rows; no vertical lines."""
    style = document.styles.add_style(_NAMES[lang]["table"], WD_STYLE_TYPE.TABLE)
    style.element.set(qn("w:styleId"), "ReportTable")
    style.base_style = document.styles["Normal Table"]
    properties = element("w:tblPr")
    borders = element("w:tblBorders")
    for side, size, colour in (
        ("top", "12", "000000"),
        ("bottom", "12", "000000"),
        ("insideH", "4", "9AA5AD"),
    ):
        borders.append(element(f"w:{side}", val="single", sz=size, space="0", color=colour))
    properties.append(borders)
    style.element.append(properties)
    first = element("w:tblStylePr", type="firstRow")
    cell = element("w:tcPr")
    edges = element("w:tcBorders")
    edges.append(element("w:bottom", val="single", sz="8", space="0", color="000000"))
    cell.append(edges)
    first.append(cell)
    style.element.append(first)
    return style


TABLE_ALIGNMENT = WD_TABLE_ALIGNMENT.CENTER
