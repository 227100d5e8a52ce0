"""The monitoring workbook: nation and provinces apart, figures as numbers, the same bytes for the same rows."""

from __future__ import annotations

import sys

import pytest

from dubao.errors import MissingExtraError
from dubao.labour.targets import Target, monitoring_table, track, write_monitoring

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

SEEN = {"s": {2020 + k: 10.0 + k for k in range(5)}}
NATIONAL = Target(
    "t",
    operator=">=",
    value=20,
    unit="percent",
    due="2027",
    series_id="s",
    indicator_vi="Tỷ trọng",
    collect_vi="Cục Thống kê: số.",
)
LOCAL = Target(
    "p",
    operator=">=",
    value=80,
    unit="percent",
    due="2026",
    province_code="79",
    scope_vi="Thành phố Hồ Chí Minh",
)


@pytest.fixture
def rows():
    found = track([NATIONAL, LOCAL], SEEN, {"s": ("2025", [[15, 16, 17], [15, 17, 20]])}, as_of="2025-06-30")
    return monitoring_table(found, [2023, 2024, 2025], series=SEEN, provinces={"01": ("Hà Nội", "Ha Noi")})


def test_nation_and_provinces_have_their_own_sheets_and_numbers_are_numbers(rows, tmp_path) -> None:
    book = openpyxl.load_workbook(write_monitoring(rows, tmp_path / "a.xlsx"))
    assert book.sheetnames == ["Cả nước", "Tỉnh, thành phố"]
    nation, provinces = (list(sheet.iter_rows(min_row=5, values_only=True)) for sheet in book)
    head = [cell.split("\n")[1] for cell in nation[0]]
    first = dict(zip(head, nation[1], strict=True))
    assert (
        first["Target"],
        first["Observed 2024"],
        first["Needed 2025"],
        first["Left"],
        first["Probability"],
    ) == (20, 14, 16, 6, 0.5)
    assert first["State"] == "chưa đến hạn, có xác suất | ahead, with a probability"
    assert [row[0] for row in provinces[1:]] == ["t", "p"]
    assert dict(zip(head, provinces[1], strict=True))["Target"] is None  # a national target binds no province
    assert dict(zip(head, provinces[2], strict=True))["Target"] == 80


def test_it_says_that_the_layout_is_our_own(rows, tmp_path) -> None:
    sheet = openpyxl.load_workbook(write_monitoring(rows, tmp_path / "a.xlsx")).worksheets[0]
    assert "không phải biểu mẫu" in sheet["A2"].value and "not a form" in sheet["A3"].value


def test_the_same_rows_give_the_same_bytes(rows, tmp_path) -> None:
    first, second = (write_monitoring(rows, tmp_path / f"{name}.xlsx").read_bytes() for name in "ab")
    assert first == second


def test_without_the_writer_the_extra_is_named(rows, tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError):
        write_monitoring(rows, tmp_path / "a.xlsx")
