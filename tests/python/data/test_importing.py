"""Tables as people in Viet Nam make them are read right, or refused with every reason."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dubao.data import Catalogue, headers, tabular
from dubao.data.importing import examine_user_file, read_user_file
from dubao.errors import InputError
from dubao.numbers import format_number

from .test_encodings import TCVN3, VNI, windows_1258

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def make(content: str | bytes, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return make


def values(path: Path, **options: Any) -> list[Any]:
    return read_user_file(path, **options).column("y")


def ids_of(path: Path, **options: Any) -> list[str]:
    findings, _ = examine_user_file(path, **options)
    return [p.id for p in findings.problems]


LONG = "unique_id,ds,y\na,2022,1\na,2023,2\na,2024,3\n"


def test_the_plain_long_form_is_read(write) -> None:
    table = read_user_file(write(LONG))
    assert table.column("ds") == ["2022", "2023", "2024"]
    assert table.column("y") == [1.0, 2.0, 3.0]
    assert table.row_numbers == [2, 3, 4]


@pytest.mark.parametrize(
    "content",
    [
        LONG.replace(",", ";"),
        LONG.replace(",", "\t"),
        LONG.replace(",", "|"),
        LONG.replace("\n", "\r\n"),
        "sep=;\n" + LONG.replace(",", ";"),
        codecs.BOM_UTF8 + LONG.encode(),
        LONG.encode("utf-16"),
        LONG.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + LONG.encode("utf-16-be"),
        "BẢNG SỐ LIỆU,,\n,,\n(Đơn vị: nghìn người),,\n" + LONG,
        "\n\n" + LONG + "\n\n",
        "Mã chuỗi;Năm;Giá trị\na;2022;1\na;2023;2\na;2024;3\n",
        unicodedata.normalize("NFD", "Mã chuỗi;Kỳ;Số liệu\na;Năm 2022;1\na;Năm 2023;2\na;2024;3\n"),
        "Ghi chú;Giá trị;Năm;Chuỗi\n;1;2022;a\n;2;2023;a\n;3;2024;a\n",
        'unique_id,ds,y\n"a",2022,"1"\na,2023,2\na,2024,3\n',
    ],
    ids=[
        "semicolons", "tabs", "bars", "windows lines", "sep line", "byte order mark", "utf-16", "utf-16 without mark",
        "utf-16 big endian", "title rows", "empty rows", "vietnamese header", "decomposed", "other order", "quoted",
    ],
)  # fmt: skip
def test_the_same_table_in_other_clothes_is_the_same_table(write, content: str | bytes) -> None:
    table = read_user_file(write(content))
    assert [(r["unique_id"], r["ds"], r["y"]) for r in table] == [
        ("a", "2022", 1.0),
        ("a", "2023", 2.0),
        ("a", "2024", 3.0),
    ]


def test_rows_keep_the_numbers_they_have_in_the_file(write) -> None:
    path = write("BẢNG 1\n\nunique_id,ds,y\na,2022,1\n\na,2023,x\na,2024,y\n")
    findings, _ = examine_user_file(path)
    assert [(p.id, p.row, p.column) for p in findings.problems] == [
        ("E-DAT-004", 6, "y"),
        ("E-DAT-004", 7, "y"),
    ]


# -- numbers are never guessed ---------------------------------------------------------------------------------------------
AMBIGUOUS = "unique_id;ds;y\na;2022;1.234\na;2023;1.250\n"


def test_a_number_with_two_readings_is_refused_without_a_declared_format(write) -> None:
    findings, _ = examine_user_file(write(AMBIGUOUS))
    assert [(p.id, p.row, p.column) for p in findings.problems] == [
        ("E-NUM-002", 2, "y"),
        ("E-NUM-002", 3, "y"),
    ]
    assert "1,234 or 1.234" in findings.problems[0].en
    assert "--number-format" in findings.problems[0].remedy_vi


@pytest.mark.parametrize(
    ("style", "expected"), [("vi", [1234.0, 1250.0]), ("en", [1.234, 1.25]), ("plain", [1.234, 1.25])]
)
def test_the_declared_format_decides(write, style: str, expected: list[float]) -> None:
    assert values(write(AMBIGUOUS), number_format=style) == expected


def test_one_clear_number_does_not_decide_for_the_unclear_ones(write) -> None:
    path = write("unique_id;ds;y\na;2022;1.234.567,8\na;2023;1.250\n")
    assert ids_of(path) == ["E-NUM-002"]
    assert values(path, number_format="vi") == [1234567.8, 1250.0]


@given(st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=2, max_size=8), st.sampled_from(["vi", "en"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_any_numbers_written_in_a_declared_format_come_back(write, numbers: list[float], style: str) -> None:
    lines = [f"a;{2000 + i};{format_number(v, style)}" for i, v in enumerate(numbers)]  # type: ignore[arg-type]
    assert values(write("unique_id;ds;y\n" + "\n".join(lines)), number_format=style) == numbers


def test_an_unknown_number_format_is_refused(write) -> None:
    assert ids_of(write(LONG), number_format="fr") == ["E-NUM-003"]


def test_a_dash_is_neither_zero_nor_missing(write) -> None:
    findings, _ = examine_user_file(write("unique_id,ds,y\na,2022,1\na,2023,-\na,2024,…\n"))
    assert [(p.id, p.row) for p in findings.problems] == [("E-NUM-004", 3)]


def test_signs_of_missing_values_are_missing(write) -> None:
    text = "unique_id,ds,y\na,2020,1\na,2021,2\na,2022,…\na,2023,n/a\na,2024,\n"
    assert values(write(text)) == [1.0, 2.0, None, None, None]


def test_a_percent_sign_is_read_where_the_unit_is_percent_and_refused_elsewhere(write) -> None:
    text = "unique_id;ds;y;unit\na;2022;64%;{unit}\na;2023;65,5%;{unit}\n"
    assert values(write(text.format(unit="percent"))) == [64.0, 65.5]
    assert ids_of(write(text.format(unit="share"))) == ["E-NUM-001", "E-NUM-001"]


# -- the list of bad input -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (b"", ["E-DAT-002"]),
        ("unique_id,ds,y\n", ["E-DAT-005"]),
        ("a,b\n1,2\n", ["E-DAT-006"]),
        (LONG + "a,2024,4\n", ["E-DAT-012"]),
        (LONG + "a,2026,4\n", ["E-DAT-016"]),
        ("unique_id,ds,y\na,2024,4\n", ["E-DAT-022"]),
        (LONG + "a,2025,about four\n", ["E-DAT-004"]),
        (LONG + "a,in 2025,4\n", ["E-TIM-001"]),
        (LONG + "a,2025-Q1,4\n", ["E-DAT-019"]),
        (LONG.encode() + b"\xff\x81,2025,4\n", ["E-DAT-003"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, ["E-DAT-024"]),
        (b"PK\x03\x04 this is no workbook", ["E-DAT-024"]),
        ("unique_id,ds,y,unit\na,2023,5,people\na,2024,5,people\n", ["E-DAT-013", "E-DAT-013"]),
        ("unique_id,ds,y,unit\na,2023,5,persons\na,2024,-5,persons\n", ["E-DAT-014"]),
    ],
    ids=[
        "zero bytes", "empty table", "no header", "duplicate period", "a gap", "one value", "text in a number cell", "no period",
        "mixed frequencies", "not utf-8", "old workbook", "broken workbook", "unknown unit", "negative headcount",
    ],
)  # fmt: skip
def test_bad_input_is_refused_by_id_and_place(write, content: str | bytes, ids: list[str]) -> None:
    path = write(content)
    findings, _ = examine_user_file(path)
    assert [p.id for p in findings.problems] == ids
    for problem in findings.problems:
        assert problem.file == str(path)
        assert problem.remedy_vi
        assert problem.remedy_en
    with pytest.raises(InputError):
        read_user_file(path)


def test_a_series_of_one_value_can_be_accepted(write) -> None:
    assert values(write("unique_id,ds,y\na,2024,4\n"), allow_short=True) == [4.0]


def test_a_declared_unit_is_checked_like_a_column(write) -> None:
    path = write("unique_id,ds,y\na,2023,5\na,2024,-5\n")
    assert ids_of(path) == []
    assert ids_of(path, unit="thousand_persons") == ["E-DAT-014"]


def test_all_problems_of_a_file_are_listed_in_the_order_of_its_rows(write) -> None:
    findings, _ = examine_user_file(write("unique_id,ds,y\na,2020,x\na,20x1,2\na,2022,1.234\na,2022,4\n"))
    rows = [p.row or 0 for p in findings.problems]
    assert rows == sorted(rows)
    assert {p.id for p in findings.problems} >= {"E-DAT-004", "E-TIM-001", "E-NUM-002", "E-DAT-012"}


# -- old encodings ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("sentence", "name", "title"), [(TCVN3, "tcvn3", "TCVN3"), (VNI, "vni", "VNI")])
@pytest.mark.parametrize("as_bytes", [True, False], ids=["bytes", "pasted into unicode"])
def test_old_encodings_are_named_and_converted_only_when_asked(
    write, sentence: str, name: str, title: str, as_bytes: bool
) -> None:
    text = f'unique_id,ds,y\n"{sentence}",2023,1\n"{sentence}",2024,2\n'
    path = write(text.encode("latin-1") if as_bytes else text)
    findings, _ = examine_user_file(path)
    assert [p.id for p in findings.problems] == ["E-ENC-001"]
    assert title in findings.problems[0].vi
    assert f"--encoding {name}" in findings.problems[0].remedy_vi
    assert read_user_file(path, encoding=name).rows[0]["unique_id"].startswith("Lao động có việc làm")


def test_windows_1258_is_named_and_converted_only_when_asked(write) -> None:
    name = "Lao động có việc làm trong ngành công nghệ thông tin"
    path = write(
        f"unique_id,ds,y\n{windows_1258(name)},2023,1\n{windows_1258(name)},2024,2\n".encode("latin-1")
    )
    assert ids_of(path) == ["E-ENC-001"]
    assert read_user_file(path, encoding="cp1258").rows[0]["unique_id"] == name


# -- workbooks -------------------------------------------------------------------------------------------------------------
def workbook(path: Path, rows: list[list[Any]], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    book.save(path)
    return path


def test_numbers_of_a_workbook_are_numbers(tmp_path: Path) -> None:
    rows = [["unique_id", "ds", "y"], ["a", 2023, 1.234], ["a", 2024, 1234]]
    assert values(workbook(tmp_path / "a.xlsx", rows)) == [1.234, 1234.0]


def test_numbers_typed_as_text_into_a_workbook_are_not_guessed(tmp_path: Path) -> None:
    rows = [["unique_id", "ds", "y"], ["a", 2023, "1.234"], ["a", 2024, 1234]]
    path = workbook(tmp_path / "a.xlsx", rows)
    assert ids_of(path) == ["E-NUM-002"]
    assert values(path, number_format="vi") == [1234.0, 1234.0]


def test_title_rows_in_merged_cells_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "BẢNG 1. LAO ĐỘNG CÓ VIỆC LÀM"
    sheet.merge_cells("A1:C2")
    for number, cells in enumerate((["Mã chuỗi", "Năm", "Giá trị"], ["a", 2023, 1], ["a", 2024, 2]), start=3):
        for column, value in enumerate(cells, start=1):
            sheet.cell(number, column).value = value
    book.save(path)
    table = read_user_file(path)
    assert table.column("y") == [1.0, 2.0]
    assert table.row_numbers == [4, 5]


def test_a_cell_shown_in_percent_follows_the_unit(tmp_path: Path) -> None:
    def read(unit: str) -> list[Any]:
        rows = [["unique_id", "ds", "y", "unit"], ["a", 2023, 0.64, unit], ["a", 2024, 0.655, unit]]
        return values(workbook(tmp_path / "a.xlsx", rows, {"C2": "0%", "C3": "0.0%"}))

    assert read("percent") == [64.0, 65.5]
    assert read("share") == [0.64, 0.655]


def test_a_formula_sign_in_text_stays_text(tmp_path: Path, write) -> None:
    text = "unique_id,ds,y\n=cmd|' /C calc'!A0,2023,1\n=cmd|' /C calc'!A0,2024,2\n"
    assert read_user_file(write(text)).rows[0]["unique_id"] == "=cmd|' /C calc'!A0"


# -- tables of ours --------------------------------------------------------------------------------------------------------
HEAD = "Năm;Giới tính;Ngành;Giá trị;ĐVT;Tình trạng;Nguồn\n"


def test_codes_may_be_written_as_their_names_and_the_series_is_found(make_root, write) -> None:
    catalogue = Catalogue(make_root())
    table = read_user_file(
        write(HEAD + "2023;Chung;Lập trình máy tính;124,5;nghìn người;chính thức;survey\n"),
        catalogue,
        table="employment",
    )
    row = table.rows[0]
    assert (row["series_id"], row["sex"], row["activity"], row["unit"]) == (
        "xx.emp.62.T",
        "T",
        "62",
        "thousand_persons",
    )
    assert (row["value"], row["status"]) == (124.5, "official_national")


def test_rows_that_name_no_series_are_refused_with_what_they_say(make_root, write) -> None:
    findings, _ = examine_user_file(
        write(HEAD + "2023;Nữ;62;12,5;nghìn người;derived;survey\n"),
        Catalogue(make_root()),
        table="employment",
    )
    assert [p.id for p in findings.problems] == ["E-DAT-025"]
    assert "activity=62" in findings.problems[0].en


def test_columns_that_are_missing_are_all_named_with_the_options_that_fill_them(make_root, write) -> None:
    path = write("Năm;Giới tính;Ngành;Giá trị\n2023;Chung;62;12,5\n")
    findings, _ = examine_user_file(path, Catalogue(make_root()), table="employment")
    assert [(p.id, p.column) for p in findings.problems] == [
        ("E-DAT-006", "unit"),
        ("E-DAT-006", "status"),
        ("E-DAT-006", "source_id"),
    ]
    filled = read_user_file(
        path,
        Catalogue(make_root()),
        table="employment",
        unit="thousand_persons",
        defaults={"status": "derived", "source_id": "survey"},
    )
    assert filled.rows[0]["status"] == "derived"


def test_an_unknown_code_is_refused(make_root, write) -> None:
    text = "series_id;Năm;Giới tính;Ngành;Giá trị;ĐVT;Tình trạng;Nguồn\nxx.emp.99.T;2023;T;99;5;persons;derived;survey\n"
    findings, _ = examine_user_file(write(text), Catalogue(make_root()), table="employment")
    assert [(p.id, p.column) for p in findings.problems] == [("E-DAT-009", "activity")]


def test_the_examples_of_the_modules_run() -> None:
    import doctest

    for module in (headers, tabular):
        result = doctest.testmod(module)
        assert (result.attempted > 0, result.failed) == (True, 0)


# -- tables as yearbooks print them ----------------------------------------------------------------------------------------
def test_a_wide_table_with_a_column_for_each_year_is_read(make_root, write) -> None:
    text = (
        "BẢNG 2.1. LAO ĐỘNG THEO NGÀNH;;;;;;;\n;;;;;;;(nghìn người)\n"
        "Ngành;Giới tính;ĐVT;Tình trạng;Nguồn;2021;2022;Năm 2023\n"
        "62;Chung;nghìn người;chính thức;survey;118,5;…;1.121,5\n"
        "Nguồn: Điều tra lao động việc làm\n"
    )
    table = read_user_file(write(text), Catalogue(make_root()), table="employment", number_format="vi")
    assert [(r["series_id"], r["period"], r["value"]) for r in table] == [
        ("xx.emp.62.T", "2021", 118.5), ("xx.emp.62.T", "2022", None), ("xx.emp.62.T", "2023", 1121.5),
    ]  # fmt: skip


def test_a_bad_cell_of_a_wide_table_is_named_by_its_period(write) -> None:
    findings, _ = examine_user_file(write("Mã chuỗi;2022;2023;2024\na;1;2;x\nb;1;1.234;3\n"))
    assert [(p.id, p.row, p.column, p.series, p.period) for p in findings.problems] == [
        ("E-DAT-004", 2, "y", "a", "2024"), ("E-NUM-002", 3, "y", "b", "2023"),
    ]  # fmt: skip


def test_a_wide_workbook_with_years_as_numbers_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [["Lao động"], ["Mã chuỗi", 2022, 2023], ["a", 1.5, 2], ["b", 3, 1.234]]
    )
    assert [(r["unique_id"], r["ds"], r["y"]) for r in read_user_file(path)] == [
        ("a", "2022", 1.5), ("a", "2023", 2.0), ("b", "2022", 3.0), ("b", "2023", 1.234),
    ]  # fmt: skip


def test_footnotes_below_a_table_are_no_rows(write) -> None:
    assert values(write(LONG + "\nNguồn: Tổng cục Thống kê\n* Số sơ bộ\n")) == [1.0, 2.0, 3.0]


def test_a_cell_merged_down_several_rows_speaks_for_each_of_them(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for cells in (["Mã chuỗi", "Năm", "Giá trị"], ["a", 2022, 1], [None, 2023, 2], [None, 2024, 3]):
        sheet.append(cells)
    sheet.merge_cells("A2:A4")
    book.save(path)
    assert read_user_file(path).column("unique_id") == ["a", "a", "a"]


def test_a_number_merged_down_several_rows_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for cells in (["unique_id", "ds", "y"], ["a", 2022, 7], ["a", 2023, None], ["a", 2024, 3]):
        sheet.append(cells)
    sheet.merge_cells("C2:C3")
    book.save(path)
    assert values(path) == [7.0, None, 3.0]


def test_a_formula_without_its_result_is_refused_not_lost(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [["unique_id", "ds", "y"], ["a", 2022, 1], ["a", 2023, "=C2*2"], ["a", 2024, 3]]
    )
    findings, _ = examine_user_file(path)
    assert [(p.id, p.row) for p in findings.problems] == [("E-NUM-001", 3)]
    assert "=C2*2" in findings.problems[0].en


def test_the_separator_is_found_beside_decimal_commas(write) -> None:
    assert values(write("unique_id;ds;y\na;2022;1,5\na;2023;2,25\na;2024;3,125\n"), number_format="vi") == [
        1.5,
        2.25,
        3.125,
    ]


# -- whatever comes --------------------------------------------------------------------------------------------------------
_MESSY = st.text(alphabet=";,\n\t\"'|=+-@%.,0123456789 anămGiátrịKỳ\u0300Ö«\x00", max_size=80)


@given(
    _MESSY, st.sampled_from([None, "vi", "en", "plain"]), st.sampled_from([None, "tcvn3", "vni", "cp1258"])
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_any_text_is_read_or_refused_with_places(
    write, tail: str, style: str | None, encoding: str | None
) -> None:
    findings, _ = examine_user_file(
        write("Mã chuỗi;Năm;Giá trị\na;2022;1\n" + tail), number_format=style, encoding=encoding
    )
    assert all(p.file and p.id.startswith("E-") for p in findings.problems)


@given(st.binary(max_size=120), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused_with_places(write, data: bytes, as_workbook: bool) -> None:
    findings, _ = examine_user_file(write((b"PK\x03\x04" if as_workbook else b"") + data))
    assert all(p.file and p.id.startswith("E-") for p in findings.problems)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["unique_id", "ds", "y"], ["a", 2022, 1], ["a", 2023, 2]])
    data = bytearray(path.read_bytes())
    data[len(data) // 2 - 40 : len(data) // 2 + 40] = bytes(80)
    path.write_bytes(bytes(data))
    assert set(ids_of(path)) <= {"E-DAT-024", "E-DAT-006"}
    assert ids_of(path)
