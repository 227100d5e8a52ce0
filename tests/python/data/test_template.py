"""Templates go out with instructions and lists, and come back as the table they were made from."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dubao.data import Catalogue
from dubao.data.importing import read_user_file
from dubao.data.template import LAST_PERIODS, write_template
from dubao.errors import InputError

from .conftest import GOOD, row

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")


def test_a_template_comes_back_as_the_last_rows_of_its_table(make_root, tmp_path: Path) -> None:
    catalogue = Catalogue(make_root())
    path = write_template(catalogue, "employment", tmp_path / "t.xlsx")
    table = read_user_file(path, catalogue)
    assert table.name == "labour/employment"
    assert table.rows == list(catalogue.table("employment").rows)[-LAST_PERIODS:]


def test_every_table_of_the_project_has_a_template_that_comes_back(tmp_path: Path) -> None:
    catalogue = Catalogue()
    for name in (
        "vietnam-labour/employment_by_activity",
        "vietnam-labour/wages",
        "vietnam-assumptions/assumptions",
    ):
        path = write_template(catalogue, name, tmp_path / "t.xlsx")
        assert len(read_user_file(path, catalogue)) > 0


def test_a_period_that_the_source_skips_has_its_empty_row(make_root, tmp_path: Path) -> None:
    catalogue = Catalogue(make_root([r for r in GOOD if r["period"] != "2021"]))
    table = read_user_file(write_template(catalogue, "employment", tmp_path / "t.xlsx"), catalogue)
    assert [(r["period"], r["value"]) for r in table] == [
        ("2019", 112.0),
        ("2020", 115.0),
        ("2021", None),
        ("2022", 121.0),
    ]


def test_instructions_stand_in_both_languages_and_cells_choose_from_lists(make_root, tmp_path: Path) -> None:
    path = write_template(Catalogue(make_root()), "employment", tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["dubao", "employment", "codes"]
    text = " ".join(str(c.value) for r in book["dubao"].iter_rows() for c in r if c.value)
    assert "Việc làm theo ngành" in text
    assert "Employment by activity" in text
    codes = {str(c.value) for r in book["codes"].iter_rows() for c in r}
    assert {"62", "Lập trình máy tính", "Computer programming", "survey", "official_national"} <= codes
    ranges = [v.formula1 for v in book["employment"].data_validations.dataValidation]
    assert len(ranges) == 7
    assert all(r.startswith("codes!$") for r in ranges)


def test_the_number_format_cell_is_what_the_import_reads(make_root, tmp_path: Path) -> None:
    catalogue = Catalogue(make_root())
    path = write_template(catalogue, "employment", tmp_path / "t.xlsx", number_format="vi")
    book = openpyxl.load_workbook(path)
    sheet = book["employment"]
    heads = {str(c.value): c.column for c in sheet[1]}
    value = next(column for head, column in heads.items() if "value" in head)
    sheet.cell(4, value).value = "1.234,5"
    sheet.cell(3, value).value = "1.234"
    book.save(path)
    assert read_user_file(path, catalogue).column("value")[1:] == [1234.0, 1234.5]
    book["dubao"]["B4"] = "en"
    book.save(path)
    with pytest.raises(InputError) as refused:
        read_user_file(path, catalogue)
    assert [(p.id, p.row) for p in refused.value.problems] == [("E-NUM-001", 4)]


def test_text_that_looks_like_a_formula_is_written_as_text(make_root, tmp_path: Path) -> None:
    catalogue = Catalogue(make_root([*GOOD[:-1], {**GOOD[-1], "note": "=HYPERLINK(1)"}]))
    path = write_template(catalogue, "employment", tmp_path / "t.xlsx")
    with zipfile.ZipFile(path) as archive:
        assert not any(
            b"<f>" in archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/")
        )
    assert read_user_file(path, catalogue).column("note")[-1] == "=HYPERLINK(1)"


def test_an_unknown_table_has_no_template(make_root, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        write_template(Catalogue(make_root()), "employmnt", tmp_path / "t.xlsx")
    assert refused.value.id == "E-CAT-002"
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_series_of_every_fifth_year_gets_no_rows_in_between(make_root, tmp_path: Path) -> None:
    catalogue = Catalogue(make_root([row(str(y), "5") for y in (2010, 2015, 2020)]))
    table = read_user_file(write_template(catalogue, "employment", tmp_path / "t.xlsx"), catalogue)
    assert table.column("period") == ["2010", "2015", "2020"]
