"""Every kind of bad cell in a package is refused by name, and all of them at once."""

from __future__ import annotations

import doctest
import unicodedata
from pathlib import Path

import pytest

from dubao.data import Catalogue, checks, files, labels, validate
from dubao.data.validate import check_path

from .conftest import GOOD, csv_text, row


def test_the_examples_of_the_modules_run() -> None:
    for module in (validate, labels, checks, files):
        assert doctest.testmod(module).failed == 0


def test_a_good_package_passes(make_root) -> None:
    report = check_path(make_root())
    assert (report.problems, report.notices) == ([], [])
    assert report.tables == 4
    assert report.rows == 8 + 1 + 2 + 4


def test_the_packages_of_the_project_pass() -> None:
    report = check_path(Catalogue().root)
    assert [p.text("en") for p in report.problems] == []
    assert report.tables > 30


BAD_CELLS = [
    # (what is wrong, the row, id, column, part of the English message)
    ("text in a number cell", row("2023", "about 100"), "E-DAT-004", "value", "about 100"),
    ("a decimal comma", row("2023", "1,5"), "E-DAT-004", "value", "1,5"),
    ("a negative headcount", row("2023", "-5"), "E-DAT-014", "value", "negative headcount"),
    ("a period that is none", row("2023-Q5", "5"), "E-TIM-001", "period", "2023-Q5"),
    ("a day that does not exist", row("2023-02-29", "5"), "E-TIM-001", "period", "2023-02-29"),
    ("an unknown status", row("2023", "5", status="official_nat"), "E-DAT-009", "status", "official_nat"),
    ("an unknown unit", row("2023", "5", unit="thousand_person"), "E-DAT-013", "unit", "did you mean “thousand_persons”"),
    ("an unknown activity", row("2023", "5", activity="64"), "E-DAT-009", "activity", "unknown code “64”"),
    ("an unknown source", row("2023", "5", source_id="servey"), "E-DAT-017", "source_id", "servey"),
    ("a required cell left empty", row("2023", "5", source_id=""), "E-DAT-008", "source_id", "required"),
    ("a negative standard error", row("2023", "5", standard_error="-1"), "E-DAT-011", "standard_error", "less than 0"),
    ("a duplicate period", row("2022", "5"), "E-DAT-012", "period", "repeats the key"),
    ("decomposed Unicode", row("2023", "5", note=unicodedata.normalize("NFD", "điểm gãy")), "E-DAT-018", "note", "composed Unicode"),
    ("a break mark that is none", row("2023", "5", break_before="yes"), "E-DAT-009", "break_before", "yes"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("bad", "id", "column", "message"), [b[1:] for b in BAD_CELLS], ids=[b[0] for b in BAD_CELLS]
)
def test_a_bad_cell_is_named_by_file_row_column_and_value(
    make_root, bad: dict, id: str, column: str, message: str
) -> None:
    report = check_path(make_root([*GOOD, bad]))
    assert [p.id for p in report.problems] == [id]
    problem = report.problems[0]
    assert (problem.file, problem.row, problem.column) == ("labour/employment.csv", len(GOOD) + 2, column)
    assert message in problem.en
    assert problem.remedy_vi
    assert problem.remedy_en


def test_units_with_bounds_keep_them(make_root) -> None:
    def in_series(name: str, value: str, unit: str) -> dict[str, str]:
        return row("2023", value, series_id=name, unit=unit)

    rows = [
        in_series("a.share", "1.5", "share"),
        in_series("b.percent", "101", "percent"),
        in_series("c.growth", "-3", "percent"),
    ]
    report = check_path(make_root([*GOOD, *rows]))
    assert [(p.id, p.row) for p in report.problems] == [("E-DAT-015", 10), ("E-DAT-015", 11)]
    assert "it may be written in percent" in report.problems[0].en


def test_all_problems_are_listed_not_only_the_first(make_root) -> None:
    rows = [row("2015", "x"), row("2016", "-1"), row("2016", "3"), row("2017", "4", unit="persns")]
    report = check_path(make_root(rows))
    assert {p.id for p in report.problems} == {
        "E-DAT-004",
        "E-DAT-014",
        "E-DAT-012",
        "E-DAT-013",
    }


def test_a_gap_in_an_official_series_is_a_notice_that_names_the_periods(make_root) -> None:
    report = check_path(make_root([r for r in GOOD if r["period"] not in ("2017", "2018")]))
    assert report.ok
    assert [(p.id, p.period, p.row) for p in report.notices] == [("E-DAT-016", "2017, 2018", 4)]


def test_a_series_of_every_fifth_year_has_no_gap(make_root) -> None:
    report = check_path(make_root([row(str(year), "5") for year in range(2000, 2021, 5)]))
    assert (report.problems, report.notices) == ([], [])


def test_two_frequencies_or_two_units_in_one_series_are_refused(make_root) -> None:
    report = check_path(
        make_root(
            [
                *GOOD,
                row("2023-Q1", "5"),
                row("2023", "5", series_id="b"),
                row("2024", "6", series_id="b", unit="persons"),
            ]
        )
    )
    assert [(p.id, p.series) for p in report.problems] == [("E-DAT-019", "xx.emp.62.T"), ("E-DAT-020", "b")]


def test_a_value_a_thousand_times_its_neighbours_is_noticed(make_root) -> None:
    report = check_path(make_root([*GOOD, row("2023", "124000")]))
    assert report.ok
    assert [(p.id, p.period) for p in report.notices] == [("E-DAT-023", "2023")]


def test_joined_codes_are_checked_part_by_part(make_root) -> None:
    good, bad = (
        row("2023", "5", series_id="a", activity="62-63"),
        row("2023", "5", series_id="b", activity="62+99"),
    )
    report = check_path(make_root([*GOOD, good, bad]))
    assert [(p.id, p.row) for p in report.problems] == [("E-DAT-009", 11)]
    assert "“99”" in report.problems[0].en


@pytest.mark.parametrize(
    ("raw", "id"),
    [
        (b"", "E-DAT-002"),
        (b"\n", "E-DAT-005"),
        (csv_text([]).encode(), "E-DAT-005"),
        ("series_id,sex\nviệc,T\n".encode("utf-16"), "E-DAT-003"),
        (csv_text(GOOD).replace("thousand", "ngh\x00n").encode().replace(b"\x00", b"\xec"), "E-DAT-003"),
        (b"series_id;sex;period\n", "E-DAT-006"),
        (
            csv_text(GOOD).replace("\nxx.emp.62.T,T,62,2016", "\nxx.emp.62.T,T,62,2016,extra").encode(),
            "E-DAT-007",
        ),
    ],
    ids=["zero bytes", "no header", "no row", "utf-16", "not utf-8", "semicolons", "one cell too many"],
)
def test_a_file_that_cannot_be_read_is_refused_and_named(make_root, raw: bytes, id: str) -> None:
    report = check_path(make_root(raw=raw))
    assert report.problems[0].id == id
    assert {p.file for p in report.problems} == {"labour/employment.csv"}


def test_a_missing_file_is_refused_and_named(make_root) -> None:
    root = make_root()
    (root / "labour" / "employment.csv").unlink()
    report = check_path(root / "labour")
    assert [(p.id, p.file) for p in report.problems] == [("E-DAT-001", "labour/employment.csv")]


def test_a_mistyped_column_is_answered_with_the_right_one(make_root) -> None:
    report = check_path(make_root(raw=csv_text(GOOD).replace("standard_error", "standard_eror", 1).encode()))
    texts = {p.column: p.en for p in report.problems}
    assert texts == {
        "standard_error": "the column is missing",
        "standard_eror": "unknown column (did you mean “standard_error”?)",
    }


def test_a_file_of_a_package_is_checked_by_the_schema_of_its_table(make_root) -> None:
    path = make_root([*GOOD, row("2023", "x")]) / "labour" / "employment.csv"
    report = check_path(path)
    assert [(p.id, p.row) for p in report.problems] == [("E-DAT-004", 10)]
    assert report.tables == 1


def test_names_of_packages_and_tables_are_understood(make_root) -> None:
    catalogue = Catalogue(make_root())
    assert check_path("labour", catalogue).tables == 2
    assert check_path("labour/employment", catalogue).rows == 8


def test_checking_writes_nothing(make_root, tmp_path: Path) -> None:
    root = make_root([*GOOD, row("2023", "x")])
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    check_path(root)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before
