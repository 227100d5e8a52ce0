"""The form of Decree 30/2020: read from its table, filled by the state of the document."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from report_sample import sample_document

from dubao.data.catalogue import find_root
from dubao.errors import InputError
from dubao.report.text import Text
from dubao.report.writers.decree30 import BLANK, LAYOUT_FILE, SIZED, cover_of, is_legal_basis, read_layout

SHARED = Path(__file__).resolve().parents[5] / "shared" / "data" / "vietnam" / "legal" / "decree30_layout.csv"


def signed_letterhead():
    return replace(
        sample_document().letterhead,
        number="5",
        date=date(2027, 2, 3),
        authority=Text("TM. Ban soạn thảo", "On behalf of the committee"),
        signatory_title=Text("Cục trưởng", "Director"),
        signatory="Nguyễn Văn Mẫu",
    )


def test_the_form_comes_from_the_table_with_the_ends_of_its_ranges_that_the_module_names():
    layout = read_layout()
    assert (layout.page_width, layout.page_height) == (210, 297)
    assert (layout.top, layout.bottom, layout.left, layout.right) == (20, 20, 30, 20)
    assert layout.indent == pytest.approx(12.7)
    assert layout.paragraph_spacing == 6
    assert layout.line_spacing == 1
    assert layout.font == "Times New Roman"
    assert layout.rules["motto"] == 1
    assert 1 / 3 < layout.rules["subject"] < 1 / 2


def test_sizes_weights_and_slants_agree_with_the_survey_of_the_decree():
    if not SHARED.is_file():
        pytest.skip("the survey of the decree (shared material) is not here")
    with SHARED.open(encoding="utf-8") as handle:
        survey = {row["component"]: row for row in csv.DictReader(handle)}
    layout = read_layout()
    for name in SIZED:
        part, row = layout[name], survey[name]
        assert part.size == float(row["font_size_max_pt"]), name
        assert part.bold == (row["weight"] == "bold"), name
        assert part.italic == (row["slant"] == "italic"), name


def test_a_changed_table_changes_the_form(tmp_path):
    text = (find_root() / LAYOUT_FILE).read_text(encoding="utf-8")
    assert "page.margin.left,,Lề trái,Left margin,,,0,0,0,,30,35,mm" in text
    changed = tmp_path / "layout.csv"
    changed.write_text(
        text.replace("Left margin,,,0,0,0,,30,35,mm", "Left margin,,,0,0,0,,33,35,mm"), encoding="utf-8"
    )
    assert read_layout(changed).left == 33


def test_every_missing_value_of_the_table_is_named_at_once(tmp_path):
    lines = (find_root() / LAYOUT_FILE).read_text(encoding="utf-8").splitlines()
    broken = tmp_path / "layout.csv"
    kept = [line for line in lines if not line.startswith(("motto,", "page.margin.left,"))]
    broken.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_layout(broken)
    assert {problem.argument for problem in caught.value.problems} == {"motto", "page.margin.left"}
    assert caught.value.id == "E-LAY-002"
    assert "bổ sung" in caught.value.text("vi")


def test_an_absent_table_is_named_with_its_remedy(tmp_path):
    with pytest.raises(InputError) as caught:
        read_layout(tmp_path / "none.csv")
    assert caught.value.id == "E-LAY-001"


@pytest.mark.parametrize("state", ["draft", "for_comment"])
def test_a_draft_leaves_number_date_and_name_blank_even_when_the_letterhead_has_them(state):
    cover = cover_of(sample_document(state=state, letterhead=signed_letterhead()), read_layout(), "vi")
    assert cover.number == f"Số: {BLANK}/BC-CM"
    assert "2027" not in cover.place_date
    assert cover.place_date.startswith("Hà Nội, ngày ……")
    assert "Nguyễn" not in cover.signatory
    assert BLANK in cover.annex_reference


def test_a_document_for_signature_has_the_name_but_neither_number_nor_date():
    cover = cover_of(
        sample_document(state="for_signature", letterhead=signed_letterhead()), read_layout(), "vi"
    )
    assert cover.signatory == "Nguyễn Văn Mẫu"
    assert BLANK in cover.number
    assert "2027" not in cover.place_date


def test_an_issued_document_has_two_digit_number_and_date_as_the_decree_writes_them():
    cover = cover_of(sample_document(state="issued", letterhead=signed_letterhead()), read_layout(), "vi")
    assert cover.number == "Số: 05/BC-CM"
    assert cover.place_date == "Hà Nội, ngày 03 tháng 02 năm 2027"
    assert cover.authority == ("TM. BAN SOẠN THẢO", "CỤC TRƯỞNG")
    assert cover.annex_reference == "(Kèm theo Báo cáo số 05/BC-CM ngày 03 tháng 02 năm 2027 của CỤC MẪU)"


def test_an_issued_document_without_number_and_date_stays_dotted():
    cover = cover_of(sample_document(state="issued"), read_layout(), "vi")
    assert BLANK in cover.number
    assert "……" in cover.place_date


def test_what_the_letterhead_does_not_give_is_dotted():
    from dubao.report.document import Letterhead

    empty = Letterhead(Text("", ""), Text("", ""))
    cover = cover_of(sample_document(letterhead=empty), read_layout(), "vi")
    assert cover.number == f"Số: {BLANK}/BC-{BLANK}"
    assert set(cover.issuing_body) == {"…"}
    assert cover.parent_body == ""
    assert cover.recipients == ()


def test_a_paragraph_that_names_a_legal_basis_is_told_by_its_vietnamese_words():
    from dubao.report.document import Paragraph

    assert is_legal_basis(Paragraph(Text("Căn cứ Luật Việc làm số 74/2025/QH15;", "Pursuant to the Law;")))
    assert not is_legal_basis(Paragraph(Text("Kính trình báo cáo.", "Respectfully submitted.")))


def test_the_english_version_has_the_same_form_in_english_words():
    cover = cover_of(sample_document(), read_layout(), "en")
    assert cover.national_name == "SOCIALIST REPUBLIC OF VIET NAM"
    assert cover.motto == "Independence - Freedom - Happiness"
    assert cover.issuing_body == "SAMPLE DEPARTMENT"
    assert cover.type_name == "REPORT"
    assert cover.recipients == ("- As above;", "- Archive.")
