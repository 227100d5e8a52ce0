"""The DOCX report: form, tables, figures, marks of state, fixed bytes, harmless labels."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from report_hostile import HOSTILE, awkward_document, hostile_document
from report_sample import sample_document

from dubao.report.document import Document
from dubao.report.writers.decree30 import read_layout
from dubao.report.writers.docx import write_docx
from dubao.report.writers.text_width import bold_width

# Word counts in twentieths of a point: lengths may be off by one of them.
TWIP_MM = 25.4 / 1440
# The order in which the schema wants the children; Word refuses a file that breaks it.
ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid "
    "spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
    "divId cnfStyle rPr sectPr pPrChange",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "w:sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
    "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout",
}


SMALL = replace(sample_document(), chapters=sample_document().chapters[:1])
"""Without charts: drawing them takes most of the time."""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The sample in both languages, written once."""
    folder = tmp_path_factory.mktemp("docx")
    return {lang: write_docx(sample_document(), folder / f"{lang}.docx", lang) for lang in ("vi", "en")}


@pytest.fixture(scope="module")
def opened(written):
    return {lang: docx.Document(str(path)) for lang, path in written.items()}


def made(document: Document, tmp_path, lang="vi"):
    return docx.Document(str(write_docx(document, tmp_path / "x.docx", lang)))


def body_text(document) -> str:
    """All words of paragraphs and tables, in the order of the file."""
    return "\n".join(t.text or "" for t in document.element.body.iter(qn("w:t")))


def headers_and_footers(document):
    for section in document.sections:
        parts = [(section.header, section.footer)]
        if section.different_first_page_header_footer:
            parts.append((section.first_page_header, section.first_page_footer))
        yield from parts


def content_tables(document):
    """Tables of the report itself: the head and the foot of the cover have no style of ours."""
    return [table for table in document.tables if table.style.style_id == "ReportTable"]


def test_the_body_is_set_as_the_decree_asks(opened):
    document = opened["vi"]
    style = document.styles["Body Text"]
    assert style.font.name == "Times New Roman"
    assert 13 <= style.font.size.pt <= 14
    assert style.paragraph_format.first_line_indent == pytest.approx(Mm(12.7), abs=Mm(TWIP_MM))
    assert style.paragraph_format.space_after >= Pt(6)
    assert style.paragraph_format.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY
    section = document.sections[0]
    for side, wanted in (("top", 20), ("bottom", 20), ("left", 30), ("right", 20)):
        assert getattr(section, f"{side}_margin").mm == pytest.approx(wanted, abs=0.02)
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_the_head_is_a_table_of_two_columns_without_borders(opened):
    head = opened["vi"].tables[0]
    assert [cell.paragraphs[0].text for cell in head.rows[0].cells] == [
        "BỘ MẪU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]
    assert [cell.text for cell in head.rows[1].cells] == ["Số: ………/BC-CM", "Hà Nội, ngày …… tháng …… năm ………"]
    assert head._tbl.find(".//" + qn("w:tblBorders")) is None
    sizes = {p.text: p.style.font.size.pt for c in head.rows[0].cells for p in c.paragraphs if p.text}
    assert sizes["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] in (12, 13)
    assert sizes["Độc lập - Tự do - Hạnh phúc"] in (13, 14)
    bold = {p.text: p.style.font.bold for c in head.rows[0].cells for p in c.paragraphs if p.text}
    assert bold["BỘ MẪU"] is False
    assert bold["CỤC MẪU"] is True
    assert head.rows[1].cells[1].paragraphs[0].style.font.italic is True


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_national_name_fits_on_one_line(opened, lang):
    layout = read_layout()
    cell = opened[lang].tables[0].rows[0].cells[1]
    name = cell.paragraphs[0]
    assert bold_width(name.text, layout["national_name"].size) < cell.width.mm


def test_the_rule_under_the_motto_is_as_long_as_the_motto_and_the_others_a_third_to_a_half(opened):
    layout = read_layout()
    left, right = opened["vi"].tables[0].rows[0].cells

    def rule_length(cell_width: float, paragraph) -> float:
        assert paragraph._p.pPr.find(qn("w:pBdr")).find(qn("w:top")) is not None
        form = paragraph.paragraph_format
        return cell_width - form.left_indent.mm - form.right_indent.mm

    motto = bold_width("Độc lập - Tự do - Hạnh phúc", layout["motto"].size)
    assert rule_length(right.width.mm, right.paragraphs[2]) == pytest.approx(motto, abs=3 * TWIP_MM)
    subject = next(p for p in opened["vi"].paragraphs if p.style.style_id == "D30Subject")
    following = opened["vi"].paragraphs[[p._p for p in opened["vi"].paragraphs].index(subject._p) + 1]
    share = rule_length(layout.text_width, following) / bold_width(subject.text, layout["subject"].size)
    assert 1 / 3 <= share <= 1 / 2
    issuing = bold_width("CỤC MẪU", layout["issuing_body"].size)
    assert 1 / 3 <= rule_length(left.width.mm, left.paragraphs[2]) / issuing <= 1 / 2


def test_the_foot_has_recipients_left_and_the_signatory_right(opened):
    foot = next(t for t in opened["vi"].tables if "Nơi nhận:" in t.rows[0].cells[0].text)
    left, right = foot.rows[0].cells
    assert left.text.splitlines() == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    heading, first = left.paragraphs[:2]
    assert (heading.style.font.size.pt, heading.style.font.bold, heading.style.font.italic) == (
        12,
        True,
        True,
    )
    assert (first.style.font.size.pt, first.style.font.bold) == (11, False)
    assert set(right.text) <= {"…", "\n"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_number_is_centred_above_and_not_shown_on_page_1_of_cover_and_annex(opened, lang):
    document = opened[lang]
    first_pages = [s for s in document.sections if s.different_first_page_header_footer]
    assert len(first_pages) == 2
    for section in first_pages:
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
        stops = section.header.paragraphs[0].paragraph_format.tab_stops
        assert stops[0].position.mm == pytest.approx(80, abs=0.1)
        assert section.header_distance < section.top_margin
    assert document.styles["Header"].font.size.pt in (13, 14)
    starts = document.element.body.findall(".//" + qn("w:pgNumType"))
    assert [s.get(qn("w:start")) for s in starts] == ["1"]


@pytest.mark.parametrize(
    ("state", "mark"), [("draft", "DỰ THẢO"), ("for_comment", "DỰ THẢO LẤY Ý KIẾN"), ("issued", "")]
)
def test_the_state_stands_on_every_page(tmp_path, state, mark):
    for header, _ in headers_and_footers(made(awkward_document(state=state), tmp_path)):
        words = "".join(p.text for p in header.paragraphs).strip()
        assert words.endswith(mark) if mark else "DỰ THẢO" not in words


def test_a_simulated_document_says_so_on_every_page_and_a_real_one_does_not(tmp_path, opened):
    for _, footer in headers_and_footers(made(awkward_document(simulated=True), tmp_path)):
        assert "Số liệu mô phỏng" in "".join(p.text for p in footer.paragraphs)
    for _, footer in headers_and_footers(opened["vi"]):
        assert "mô phỏng" not in "".join(p.text for p in footer.paragraphs)


def test_every_table_repeats_its_header_row_and_has_a_name(opened, tmp_path):
    tables = content_tables(opened["vi"]) + content_tables(made(awkward_document(), tmp_path))
    assert len(tables) == 2 + 4
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"


def test_a_wide_table_stands_on_a_turned_page_and_the_next_block_does_not(tmp_path):
    document = made(awkward_document(), tmp_path)
    shapes = [section.page_width > section.page_height for section in document.sections]
    assert shapes == [False, False, True, False]
    for section in document.sections:
        width = section.page_width.mm - section.left_margin.mm - section.right_margin.mm
        assert width == pytest.approx(257 if section.page_width > section.page_height else 160, abs=0.1)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_figure_has_its_own_number_and_alternative_text(opened, lang):
    drawn = list(opened[lang].element.body.iter(qn("wp:docPr")))
    assert len(drawn) == len(sample_document().charts())
    assert len({d.get("id") for d in drawn}) == len(drawn)
    expected = [chart.alt.of(lang) for chart in sample_document().charts()]
    assert [d.get("descr") for d in drawn] == expected


@pytest.mark.parametrize(
    ("lang", "present"),
    [("vi", ("145.000", "110.000–191.000", "64%", "0,92", "Phụ lục", "Chương 4. Dự báo nhu cầu")),
     ("en", ("145,000", "110,000–191,000", "64%", "0.92", "Annex", "Chapter 4. Demand forecast"))],
)  # fmt: skip
def test_numbers_and_words_are_in_the_language(opened, lang, present):
    words = body_text(opened[lang])
    for part in present:
        assert part in words


def test_both_languages_hold_the_same_numbers(opened):
    figures = {}
    for lang, marks in (("vi", "."), ("en", ",")):
        found = re.findall(r"\d{1,3}(?:[.,]\d{3})+|\d+[.,]\d+|\d+%", body_text(opened[lang]))
        figures[lang] = sorted(f.replace(marks, "").replace(",", ".") for f in found)
    assert figures["vi"] == figures["en"]
    assert len(figures["vi"]) > 10


def test_missing_boxes_and_callouts_have_every_line(opened):
    lines = [p.text for p in opened["vi"].paragraphs if p.style.style_id == "ReportMissingBox"]
    assert lines[0] == "Chưa có số liệu"
    assert lines[-1] == "Phiếu yêu cầu số liệu: R-01"
    assert "Cơ quan giữ số liệu: Cục Thống kê, Bộ Tài chính" in lines
    assert "Căn cứ pháp lý: Luật Việc làm 74/2025/QH15, Điều 20" in lines
    assert [p.text for p in opened["vi"].paragraphs if p.style.style_id == "ReportCallout"] == [
        "Lưu ý: Số liệu mẫu của bộ kiểm thử."
    ]


def test_the_contents_list_every_chapter_and_lead_to_it(opened):
    document = opened["vi"]
    links = {link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert links == {"c_0", "c_4", "c_7"} == marks
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Kết quả chính", "Chương 4. Dự báo nhu cầu", "Chương 7. Cân đối cung – cầu"]


@pytest.mark.parametrize(("lang", "code"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_properties_name_title_and_language_and_nobody(opened, lang, code):
    core = opened[lang].core_properties
    assert core.title == sample_document().title.of(lang)
    assert core.language == code
    assert (core.author, core.last_modified_by) == ("", "")
    assert core.created.date() == core.modified.date() == sample_document().data_cutoff
    default = opened[lang].styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:lang"))
    assert default.get(qn("w:val")) == code


def test_ordered_lists_start_at_one_each(tmp_path):
    document = made(hostile_document(), tmp_path)
    numbers = []
    for paragraph in document.paragraphs:
        if paragraph.style.name == "List Number":
            value = paragraph._p.pPr.numPr.numId.val
            if value not in numbers:
                numbers.append(value)
    assert len(numbers) == 2
    overrides = document.part.numbering_part.element.findall(".//" + qn("w:startOverride"))
    assert [o.get(qn("w:val")) for o in overrides][-2:] == ["1", "1"]


def test_hostile_labels_stand_as_words(tmp_path):
    document = made(hostile_document(), tmp_path)
    paragraphs = [p.text for p in document.paragraphs]
    cells = [c.text for t in content_tables(document) for r in t.rows for c in r.cells]
    for words in HOSTILE:
        assert paragraphs.count(words) == 3  # heading, paragraph, list
        assert words in cells


def test_control_characters_are_dropped_instead_of_breaking_the_file(tmp_path):
    from dubao.report.text import Text

    document = made(replace(SMALL, title=Text("Tiêu\x00 đề\x0b", "Ti\x07tle")), tmp_path)
    assert document.core_properties.title == "Tiêu đề"


def test_the_same_document_gives_the_same_bytes_and_a_fixed_date(written, tmp_path):
    again = write_docx(sample_document(), tmp_path / "again.docx", "vi").read_bytes()
    assert again == written["vi"].read_bytes()
    with zipfile.ZipFile(BytesIO(again)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 10, 31, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


@pytest.mark.parametrize("make", [awkward_document, hostile_document])
def test_children_stand_in_the_order_of_the_schema(tmp_path, make):
    chapters = make().chapters + sample_document().chapters[2:]
    path = write_docx(make(simulated=True, chapters=chapters), tmp_path / "x.docx", "vi")
    with zipfile.ZipFile(path) as archive:
        names = [
            n for n in archive.namelist() if re.match(r"word/(document|styles|header\d+|footer\d+)\.xml", n)
        ]
        parts = {name: docx.oxml.parse_xml(archive.read(name)) for name in names}
    checked = 0
    for name, root in parts.items():
        for tag, order in ORDERS.items():
            ranks = {qn(f"w:{child}"): rank for rank, child in enumerate(order.split())}
            for node in root.iter(qn(tag)):
                # Header and footer references may stand in any order among themselves.
                found = [max(ranks[c.tag], 1 if tag == "w:sectPr" else 0) for c in node if c.tag in ranks]
                assert found == sorted(found), f"{name}: {node.xml[:400]}"
                checked += len(found)
    assert checked > 200


def test_a_document_without_chapters_is_the_cover_report_alone(tmp_path):
    document = made(replace(sample_document(), chapters=()), tmp_path)
    assert len(document.sections) == 1
    assert "Phụ lục" not in body_text(document)


@pytest.mark.parametrize(("lang", "decimal"), [("vi", ","), ("en", ".")])
def test_the_file_opens_without_compatibility_mode_and_with_the_marks_of_its_language(opened, lang, decimal):
    settings = opened[lang].settings.element
    assert settings.find(qn("w:decimalSymbol")).get(qn("w:val")) == decimal
    modes = {s.get(qn("w:name")): s.get(qn("w:val")) for s in settings.iter(qn("w:compatSetting"))}
    assert int(modes["compatibilityMode"]) >= 15
