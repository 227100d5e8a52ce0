"""The workbook: rules kept, numbers as numbers, labels as words, native charts, fixed bytes."""

from __future__ import annotations

import re
import time
import zipfile

import openpyxl
import pytest
from report_hostile import HOSTILE, awkward_document, hostile_document
from report_sample import sample_document

from dubao.report.writers.flat import printed_value
from dubao.report.writers.xlsx import CONTENTS, COVER, DATA, NOTES, check_xlsx, write_xlsx


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return write_xlsx(sample_document(), tmp_path_factory.mktemp("xlsx") / "report.xlsx")


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def records(sheet) -> list[dict[str, object]]:
    """The sheet's one table, a dictionary a row."""
    (table,) = sheet.tables.values()
    header, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("make", [sample_document, hostile_document, awkward_document])
@pytest.mark.parametrize("simulated", [False, True])
def test_the_workbook_keeps_every_rule(tmp_path, make, simulated):
    assert check_xlsx(write_xlsx(make(simulated=simulated), tmp_path / "x.xlsx")) == []


def test_cover_contents_and_notes_come_first_and_the_data_last(book):
    document = sample_document()
    names = [COVER, CONTENTS, NOTES, "T7-1", *(c.id for c in document.charts()), DATA]
    assert book.sheetnames == names
    listed = [row["Trang tính / Sheet"] for row in records(book[CONTENTS])]
    assert listed == names[2:]
    links = {cell.value: cell.hyperlink.location for cell in book[CONTENTS]["A"] if cell.hyperlink}
    assert links["T7-1"] == "'T7-1'!A1"


def test_titles_stand_in_both_languages(book):
    sheet = book["T7-1"]
    assert sheet["A1"].value == "Bảng 7-1. Cân đối theo lĩnh vực đào tạo (mẫu)"
    assert sheet["A2"].value == "Table 7-1. Balance by field of study (sample)"


def test_a_table_holds_numbers_once_and_words_in_both_languages(book):
    first, second = records(book["T7-1"])
    assert first["Lĩnh vực"] == "Máy tính & <CNTT>"
    assert first["Field"] == "Computing & <IT>"
    assert first["Nhu cầu (người) / Demand (persons)"] == 145000
    assert first["Nhu cầu: ký hiệu / Demand: shorthand"] == "[f]"
    assert first["Cung ÷ cầu / Supply ÷ demand"] == pytest.approx(0.92, rel=1e-12)
    assert first["Mã số liệu / Number ids"] == "B4-01 B7-02"
    assert second["Cung ÷ cầu / Supply ÷ demand"] == "[x]"
    assert second["Nhu cầu: ký hiệu / Demand: shorthand"] == "[z]"


def test_intervals_become_two_columns(tmp_path):
    book = openpyxl.load_workbook(write_xlsx(awkward_document(), tmp_path / "x.xlsx"))
    first, second = records(book["T1-4"])
    assert first["Khoảng 80%: cận dưới 80% / 80% interval: low 80%"] == 110000
    assert first["Khoảng 95%: cận trên 95% / 95% interval: high 95%"] == 220000
    assert second["Khoảng 80%: cận dưới 80% / 80% interval: low 80%"] == "[x]"
    assert list(records(book["T1-3"])[0].values()) == ["[x]", "[x]"]


def test_the_data_sheet_has_every_number_with_its_source_unrounded(book):
    rows = {row["Mã số liệu / Id"]: row for row in records(book[DATA])}
    store = sample_document().store
    assert set(rows) == {number.id for number in store}
    row = rows["B4-01"]
    assert row["Giá trị / Value"] == 145210
    assert row["Giá trị in trong báo cáo"] == "145.000"
    assert row["Value as printed"] == "145,000"
    assert (row["Cận dưới 80% / Low 80%"], row["Cận trên 95% / High 95%"]) == (110000, 220000)
    assert row["Nguồn / Source"] == "ILOSTAT"
    assert row["Trạng thái số liệu đầu vào / Status of the inputs"] == "official_via"
    assert row["Nature"] == "forecast"
    assert rows["B7-03"]["Giá trị / Value"] == "[x]"


def test_hostile_labels_are_words_and_nothing_is_a_formula(tmp_path):
    path = write_xlsx(hostile_document(), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(path)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    first = [cell.value for cell in book["T9-1"]["A"]]
    assert set(HOSTILE) <= set(first)
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert all(b"<f>" not in sheet for sheet in sheets)


def test_fan_and_openings_are_native_charts_with_both_alternative_texts(path, book):
    drawn = {sheet.title: len(sheet._charts) for sheet in book if sheet._charts}
    assert drawn == {f"H4-{n}": 1 for n in (1, 2, 3, 5, 6, 9, 12, 13)}
    with zipfile.ZipFile(path) as archive:
        drawings = "".join(
            archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/drawings/drawing")
        )
    assert 'descr="Biểu đồ mẫu loại fan. / Sample chart of kind fan."' in drawings


def test_a_line_with_a_gap_never_spans_the_cell_without_a_figure(path):
    with zipfile.ZipFile(path) as archive:
        fan = archive.read("xl/charts/chart1.xml").decode()
    sheet = openpyxl.load_workbook(path)["H4-1"]
    (table,) = sheet.tables.values()
    for series in re.findall(r"<c:yVal>.*?<c:f>(.*?)</c:f>", fan, re.S):
        for area in re.findall(r"\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?", series):
            column, first, last = area[0], int(area[1]), int(area[2] or area[1])
            values = [sheet[f"{column}{row}"].value for row in range(first, last + 1)]
            assert all(isinstance(value, int | float) for value in values), series
    assert "," in re.search(r"<c:yVal>.*?<c:f>(.*?)</c:f>", fan, re.S)[1]


def test_printed_numbers_of_the_sheets_are_those_of_the_report():
    for number in sample_document().store:
        from dubao.numbers import parse_number
        from dubao.report.formatting import format_value

        for lang in ("vi", "en"):
            words = format_value(number, lang)
            if number.value is None:
                assert printed_value(number, number.value) is None
                continue
            scale = 100 if number.kind == "probability" else 1
            assert parse_number(words.rstrip("%"), lang) == pytest.approx(
                printed_value(number, number.value) * scale
            )


def test_marks_of_state_and_simulation_stand_on_every_sheet(tmp_path):
    book = openpyxl.load_workbook(write_xlsx(sample_document(simulated=True), tmp_path / "x.xlsx"))
    for sheet in book:
        top = [row[0].value for row in sheet.iter_rows(max_row=4, max_col=1)]
        assert "DỰ THẢO / DRAFT" in top
        assert any(str(line).startswith("Số liệu mô phỏng") for line in top)
        assert "DỰ THẢO" in sheet.oddHeader.center.text
    issued = openpyxl.load_workbook(write_xlsx(sample_document(state="issued"), tmp_path / "y.xlsx"))
    assert not any("DỰ THẢO" in str(c.value) for sheet in issued for row in sheet.iter_rows() for c in row)


def test_the_same_document_gives_the_same_bytes_at_another_time(path, tmp_path, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert write_xlsx(sample_document(), tmp_path / "again.xlsx").read_bytes() == path.read_bytes()
