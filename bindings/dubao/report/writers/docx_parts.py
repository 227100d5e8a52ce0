"""Small pieces of WordprocessingML that python-docx has no call for: fields, borders, repeated headers, alt text, a fixed zip."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

# The order in which the schema wants the children of w:pPr that are added here.
_BORDER_FOLLOWERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


def element(tag: str, **attributes: str) -> Any:
    """``element("w:top", val="single")``: a new element, attributes in the w namespace."""
    node = OxmlElement(tag)
    for name, value in attributes.items():
        node.set(qn(f"w:{name}"), value)
    return node


def paragraph_borders(properties: Any, fill: str = "", **sides: tuple[int, str]) -> None:
    """Borders of a paragraph or of a paragraph style; sides as (eighths of a point, colour), fill as RRGGBB."""
    borders = element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            size, colour = sides[side]
            space = "6" if side in ("left", "right") else "3"
            borders.append(element(f"w:{side}", val="single", sz=str(size), space=space, color=colour))
    properties.insert_element_before(borders, *_BORDER_FOLLOWERS)
    if fill:
        shade = element("w:shd", val="clear", color="auto", fill=fill)
        properties.insert_element_before(shade, *_BORDER_FOLLOWERS[1:])


def add_field(paragraph: Any, code: str, shown: str = "", dirty: bool = False) -> None:
    """A field, for instance ``PAGE``, with the text shown until it is computed."""
    for kind in ("begin", "code", "separate", "shown", "end"):
        run = paragraph.add_run()
        if kind == "code":
            instruction = element("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
        elif kind == "shown":
            run.text = shown
        else:
            mark = element("w:fldChar", fldCharType=kind)
            if dirty and kind == "begin":
                mark.set(qn("w:dirty"), "true")
            run._r.append(mark)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Wraps the words of a paragraph in a bookmark."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    end = element("w:bookmarkEnd", id=str(number))
    first = next((child for child in paragraph._p if child.tag == qn("w:r")), None)
    if first is None:
        paragraph._p.append(start)
    else:
        first.addprevious(start)
    paragraph._p.append(end)


def internal_link(paragraph: Any, words: str, target: str) -> None:
    """Words that lead to a bookmark."""
    link = element("w:hyperlink", anchor=target, history="1")
    run = paragraph.add_run(words)
    link.append(run._r)
    paragraph._p.append(link)


def describe(picture: Any, title: str, alt: str, number: int) -> None:
    """Alternative text of an inline picture, and a drawing id that is unique in the file."""
    properties = picture._inline.docPr
    properties.set("id", str(number))
    properties.set("name", f"figure-{number}")
    properties.set("title", title)
    properties.set("descr", alt)


def fixed_columns(table: Any, widths_mm: list[float]) -> None:
    """Fixed column widths: the table's own sum, the grid and every cell agree, so that all programs draw the same."""
    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    width = element("w:tblW", w=str(round(sum(widths_mm) * 56.7)), type="dxa")
    properties.insert_element_before(
        width, "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook",
        "w:tblCaption", "w:tblDescription",
    )  # fmt: skip
    for column, mm in zip(table._tbl.tblGrid.gridCol_lst, widths_mm, strict=True):
        column.w = Mm(mm)
    # Straight through the rows: asking a column for its cells walks the whole table each time.
    for row in table._tbl.tr_lst:
        for cell, mm in zip(row.tc_lst, widths_mm, strict=True):
            cell.width = Mm(mm)


def cell_margins(table: Any, side_mm: float, vertical_mm: float = 0.0) -> None:
    """Inner margins of all cells of a table."""
    margins = element("w:tblCellMar")
    for side, mm in (("top", vertical_mm), ("left", side_mm), ("bottom", vertical_mm), ("right", side_mm)):
        margins.append(element(f"w:{side}", w=str(round(mm * 56.7)), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def table_meta(table: Any, title: str, description: str) -> None:
    """Title and description of a table for screen readers; its first row and first column are headers."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        look = element("w:tblLook")
        properties.append(look)
    for name in list(look.attrib):
        del look.attrib[name]
    for name, value in (
        ("val", "00A0"), ("firstRow", "1"), ("lastRow", "0"), ("firstColumn", "1"), ("lastColumn", "0"), ("noHBand", "1"), ("noVBand", "1"),
    ):  # fmt: skip
        look.set(qn(f"w:{name}"), value)
    properties.append(element("w:tblCaption", val=title))
    properties.append(element("w:tblDescription", val=description))


def repeat_header(row: Any) -> None:
    """The row is a header and stands again on every page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))


def keep_row_whole(row: Any) -> None:
    """The row does not break across pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))


def fixed_zip(data: bytes, day: date) -> bytes:
    """The same package with sorted entries and one date, so that equal content gives equal bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        # The content types come first, as the packaging convention wants.
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, date_time=(max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name))
    return out.getvalue()
