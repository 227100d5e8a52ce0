"""The annex of data requests."""

from __future__ import annotations

import csv

import openpyxl
from report_sample import sample_document

from dubao.data.catalogue import find_root
from dubao.report.writers.requests import SHEET, write_requests
from dubao.report.writers.xlsx import check_xlsx

ROW = {
    "request_id": "R-01",
    "order": "1",
    "title_vi": "=Bảng ngành × nghề",
    "title_en": "=Industry × occupation table",
    "columns": "year;activity;occupation",
    "codes_vi": "VSCO 2020 cấp 2",
    "codes_en": "VSCO 2020 sub-major groups",
    "chapter": "4",
}


def rows(path):
    sheet = openpyxl.load_workbook(path)[SHEET]
    (table,) = sheet.tables.values()
    header, *body = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(header, row, strict=True)) for row in body]


def test_boxes_alone_make_a_row_each_with_holder_and_legal_basis(tmp_path):
    path = write_requests(sample_document(), tmp_path / "x.xlsx")
    assert check_xlsx(path, report=False) == []
    (row,) = rows(path)
    assert row["Mã phiếu / Request"] == "R-01"
    assert row["Cơ quan giữ số liệu"] == "Cục Thống kê, Bộ Tài chính"
    assert row["Legal basis"] == "Employment Law 74/2025/QH15, Article 20"
    assert row["What it unlocks"] == "Chapters 4, 7"
    assert row["Chương báo cáo / Chapter of the report"] == "7"
    assert row["Các cột / Columns"] == "[x]"


def test_rows_of_the_register_add_columns_and_codes_as_words(tmp_path):
    path = write_requests(sample_document(), tmp_path / "x.xlsx", [ROW])
    (row,) = rows(path)
    assert row["Bảng số liệu cần có"] == "=Bảng ngành × nghề"
    assert row["Các cột / Columns"] == "year; activity; occupation"
    assert row["Classifications and codes"] == "VSCO 2020 sub-major groups"
    # What the register leaves out comes from the box.
    assert row["Who holds it"] == "National Statistics Office, Ministry of Finance"
    assert check_xlsx(path, report=False) == []


def test_the_whole_register_of_viet_nam_is_written_and_the_same_each_time(tmp_path):
    with (find_root() / "vietnam-requirements" / "requests.csv").open(encoding="utf-8", newline="") as handle:
        register = list(csv.DictReader(handle))
    path = write_requests(sample_document(), tmp_path / "x.xlsx", register)
    assert check_xlsx(path, report=False) == []
    written = [row["Mã phiếu / Request"] for row in rows(path)]
    assert written == ["R-01", *(row["request_id"] for row in register)]
    again = write_requests(sample_document(), tmp_path / "y.xlsx", register)
    assert again.read_bytes() == path.read_bytes()
