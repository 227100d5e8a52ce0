"""The PDF report: standard, tags, fonts, form, marks of state, fixed bytes, harmless labels."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader
from report_hostile import HOSTILE, awkward_document, hostile_document
from report_sample import sample_document

from dubao.errors import InputError
from dubao.report.writers import pdf as pdf_writer
from dubao.report.writers.pdf import write_pdf

# A page of A4 in points, and how far rounding may move it.
A4 = (595.28, 841.89)
ROUNDING = 0.5


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The sample in both languages, written once."""
    folder = tmp_path_factory.mktemp("pdf")
    return {lang: write_pdf(sample_document(), folder / f"{lang}.pdf", lang) for lang in ("vi", "en")}


@pytest.fixture(scope="module")
def opened(written):
    return {lang: PdfReader(path) for lang, path in written.items()}


def read(document, tmp_path, lang="vi"):
    return PdfReader(write_pdf(document, tmp_path / "x.pdf", lang))


def words_of(reader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def squeezed(words: str) -> str:
    """Without white space: a line break inside a label says nothing about its letters."""
    return re.sub(r"\s+", "", words)


def structure(reader):
    """Every element of the structure tree, as dictionaries."""
    stack, seen = [reader.trailer["/Root"]["/StructTreeRoot"]["/K"]], []
    while stack:
        node = stack.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            stack += list(node)
        elif isinstance(node, dict):
            if "/S" in node:
                seen.append(node)
            if "/K" in node:
                stack.append(node["/K"])
    return seen


@pytest.mark.parametrize(("lang", "code"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_the_file_declares_pdf_ua_language_and_title(opened, lang, code):
    root = opened[lang].trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == code
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_object().get_data().decode("utf-8")
    assert re.search(r"pdfuaid:part>1<|pdfuaid:part=\"1\"", metadata)
    assert opened[lang].metadata.title == sample_document().title.of(lang)
    assert opened[lang].metadata.author is None
    assert opened[lang].metadata.creation_date.date() == sample_document().data_cutoff


def test_tables_have_header_cells_and_figures_alternative_texts(opened):
    nodes = structure(opened["vi"])
    kinds = [node["/S"] for node in nodes]
    assert kinds.count("/Table") == 1
    assert kinds.count("/TH") == 4
    assert kinds.count("/TD") == 8
    expected = {chart.alt.vi for chart in sample_document().charts()}
    assert {str(node["/Alt"]) for node in nodes if node["/S"] == "/Figure"} >= expected
    assert all(str(node.get("/Alt", "")).strip() for node in nodes if node["/S"] == "/Figure")
    assert "/H1" in kinds
    assert "/H2" in kinds


def test_the_only_fonts_are_the_three_families_and_they_are_embedded(opened):
    names = set()
    for page in opened["vi"].pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for descendant in font.get_object()["/DescendantFonts"]:
                described = descendant.get_object()["/FontDescriptor"].get_object()
                assert any(key in described for key in ("/FontFile2", "/FontFile3"))
                names.add(str(described["/FontName"]).split("+")[-1])
    assert {name.split("-")[0] for name in names} == {
        "LiberationSerif",
        "LiberationSans",
        "NotoSans",
    }


@pytest.mark.parametrize(
    ("lang", "present"),
    [("vi", ("145.000", "110.000–191.000", "64%", "0,92", "123.400", "Phụ lục", "Mục lục")),
     ("en", ("145,000", "110,000–191,000", "64%", "0.92", "123,400", "Annex", "Contents"))],
)  # fmt: skip
def test_numbers_and_words_are_in_the_language(opened, lang, present):
    words = words_of(opened[lang])
    for part in present:
        assert part in words


def test_both_languages_hold_the_same_numbers(opened):
    figures = {}
    for lang, thousands in (("vi", "."), ("en", ",")):
        # The first page holds the head with no figure; dates and versions differ in form, not in content.
        text = re.sub(r"\d{2}/\d{2}/\d{4}|\d{1,2} \w{3} \d{4}|0\.1\.0", "", words_of(opened[lang]))
        found = re.findall(r"\d{1,3}(?:[.,]\d{3})+|\d+[.,]\d+|\d+%", text)
        figures[lang] = sorted(f.replace(thousands, "").replace(",", ".") for f in found)
    assert figures["vi"] == figures["en"]
    assert len(figures["vi"]) > 40


def test_the_cover_has_every_part_of_the_form(opened):
    words = opened["vi"].pages[0].extract_text()
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BỘ MẪU", "CỤC MẪU", "Số: ………/BC-CM",
        "Hà Nội, ngày …… tháng …… năm ………", "BÁO CÁO", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "145.000",
    ):  # fmt: skip
        assert part in words, part


@pytest.mark.parametrize(
    ("state", "mark"),
    [("draft", "DỰ THẢO"), ("for_comment", "DỰ THẢO LẤY Ý KIẾN"), ("for_signature", "TRÌNH KÝ")],
)
def test_the_state_stands_on_every_page(tmp_path, state, mark):
    for page in read(awkward_document(state=state), tmp_path).pages:
        assert squeezed(mark) in squeezed(page.extract_text())


def test_an_issued_document_has_number_date_and_name_and_no_mark(tmp_path):
    from dubao.report.text import Text

    head = replace(
        sample_document().letterhead,
        number="5", date=date(2027, 2, 3), signatory="Nguyễn Văn Mẫu", signatory_title=Text("Cục trưởng", "Director"),
    )  # fmt: skip
    words = words_of(read(awkward_document(state="issued", letterhead=head), tmp_path))
    for part in ("Số: 05/BC-CM", "Hà Nội, ngày 03 tháng 02 năm 2027", "CỤC TRƯỞNG", "Nguyễn Văn Mẫu"):
        assert part in words
    assert "DỰ THẢO" not in words
    draft = words_of(read(awkward_document(letterhead=head), tmp_path))
    assert "Nguyễn Văn Mẫu" not in draft
    assert "2027" not in draft.split("Phụ lục")[0]


def test_a_simulated_document_says_so_on_every_page_and_a_real_one_does_not(tmp_path, opened):
    for page in read(awkward_document(simulated=True), tmp_path).pages:
        assert "Số liệu mô phỏng, không phải số liệu thật" in page.extract_text()
    assert "mô phỏng" not in words_of(opened["vi"])


def test_pages_of_the_annex_count_from_one_and_their_first_number_is_not_shown(opened):
    # The head reads: vintage, number, state.
    shown = []
    for page in opened["vi"].pages[1:]:
        found = re.search(r"Phiên bản dự báo sample-2026-01 ?(\d*) ?DỰ THẢO", page.extract_text())
        shown.append(found[1])
    assert shown == ["", *(str(n) for n in range(2, len(shown) + 1))]
    assert len(shown) > 3


def test_a_letter_that_no_face_holds_is_printed_as_its_code(tmp_path):
    from dubao.report.text import Text

    title = Text("Việc làm 中文 🙂 ≤ 5", "Jobs")
    words = words_of(read(awkward_document(title=title), tmp_path))
    assert "Việc làm [U+4E2D][U+6587] [U+1F642] ≤ 5" in words


def test_a_wide_table_stands_on_a_turned_page(tmp_path):
    shapes = []
    for page in read(awkward_document(), tmp_path).pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        assert sorted((width, height)) == pytest.approx(A4, abs=ROUNDING)
        shapes.append(width > height)
        if shapes[-1]:
            assert "Bảng rộng" in page.extract_text()
    assert shapes.count(True) == 1


def test_a_long_table_repeats_its_header_on_each_page(tmp_path):
    pages = [page.extract_text() for page in read(awkward_document(), tmp_path).pages]
    long = [words for words in pages if re.search(r"Dòng \d+", words)]
    assert len(long) >= 3
    assert all("Số người (người)" in words for words in long)
    assert sum(len(re.findall(r"Dòng \d+\b", words)) for words in long) == 120


def test_hostile_labels_stand_as_words(tmp_path):
    words = squeezed(words_of(read(hostile_document(), tmp_path)))
    for label in HOSTILE:
        # Heading, paragraph, list and table.
        assert words.count(squeezed(label)) >= 4, label


def test_shorthand_is_explained_under_the_table_once(tmp_path):
    words = words_of(read(hostile_document(), tmp_path))
    assert words.count("[e] ước tính") == 1
    sample = words_of(read(replace(sample_document(), chapters=sample_document().chapters[2:]), tmp_path))
    assert sample.count("[f] dự báo") == 1


def test_the_same_document_gives_the_same_bytes(written, tmp_path):
    assert (
        write_pdf(sample_document(), tmp_path / "again.pdf", "en").read_bytes() == written["en"].read_bytes()
    )


def test_a_missing_font_is_named_with_the_package_that_brings_it(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf_writer, "FONTS", ("Noto Sans", "No Such Face"))
    with pytest.raises(InputError) as caught:
        write_pdf(awkward_document(), tmp_path / "x.pdf", "vi")
    assert [problem.argument for problem in caught.value.problems] == ["No Such Face"]
    assert "fonts-noto-core" in caught.value.text("vi")
    assert not (tmp_path / "x.pdf").exists()
