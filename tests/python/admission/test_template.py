"""The input workbook asks for everything an institution declares, in both languages, and for nothing personal."""

from __future__ import annotations

from dataclasses import fields, replace

import openpyxl
import pytest
from intake_example import EXAMPLES, example

from dubao.admission import read_declaration, write_template
from dubao.admission.institution_sheet import COEFFICIENT_COLUMNS, INSTITUTION_LINES, coefficients_in_force
from dubao.admission.personal_data import is_personal_heading
from dubao.admission.sheets import CHOICES, COEFFICIENTS, EXPLANATION, INSTITUTION, LISTS, SHEETS
from dubao.admission.template import asked
from dubao.errors import DubaoError, InputError
from dubao.labour.capacity import Institution

HEADER = 4


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = write_template(tmp_path_factory.mktemp("template") / "empty.xlsx", intake_year=2027)
    return openpyxl.load_workbook(path)


def test_every_field_of_every_row_has_its_column() -> None:
    for sheet in SHEETS:
        wanted = {field.name for field in fields(sheet.row_class)}
        if sheet.attribute == "units":  # the coefficients stand in the first sheet, by field
            wanted -= {"teaching_coefficient", "area_coefficient", "confirmed"}
        assert {column.name for column in sheet.fields} == wanted, sheet.name
    of_rows = {sheet.attribute for sheet in SHEETS}
    assert {field.name for field in fields(Institution)} - of_rows == {
        line.name for line in INSTITUTION_LINES
    }


def test_the_sheets_stand_in_the_order_of_the_work(empty) -> None:
    assert empty.sheetnames == [
        COEFFICIENTS,
        EXPLANATION,
        INSTITUTION,
        *(sheet.name for sheet in SHEETS),
        LISTS,
    ]
    assert all(len(name) <= 30 for name in empty.sheetnames)


def test_headings_and_explanations_are_in_both_languages(empty) -> None:
    for sheet in SHEETS:
        for position, column in enumerate(asked(sheet, 2027), start=1):
            cell = empty[sheet.name].cell(HEADER, position)
            assert column.vi in cell.value and column.en in cell.value and f"[{column.name}]" in cell.value
            assert column.about_vi in cell.comment.text and column.about_en in cell.comment.text
    texts = " ".join(str(cell.value) for row in empty[EXPLANATION].iter_rows() for cell in row if cell.value)
    for column in (column for sheet in SHEETS for column in asked(sheet, 2027)):
        assert column.about_vi in texts and column.about_en in texts


def test_no_heading_of_the_template_asks_for_personal_data(empty) -> None:
    lecturers = empty[SHEETS[3].name]
    assert not [c.value for c in lecturers[HEADER] if c.value and is_personal_heading(str(c.value))]
    for column in (*COEFFICIENT_COLUMNS, *INSTITUTION_LINES, *(c for s in SHEETS for c in s.fields)):
        # "name" is that of a place, a group or an institution.
        assert column.name == "name" or not is_personal_heading(f"{column.vi} [{column.name}]"), column.name


def test_choices_and_limits_are_offered_in_the_cells(empty) -> None:
    for sheet in SHEETS:
        rules = empty[sheet.name].data_validations.dataValidation
        lists = [rule for rule in rules if rule.type == "list"]
        assert len(lists) == sum(bool(column.choices) for column in asked(sheet, 2027))
        assert len(rules) - len(lists) == sum(
            c.kind in ("number", "share", "year", "whole") for c in asked(sheet, 2027)
        )
    for options in CHOICES.values():
        # A list written into a cell's rule holds 255 characters and is divided at commas.
        assert len(",".join(f"{vi} / {en}" for _, vi, en, _ in options)) <= 255
        assert not any("," in vi + en for _, vi, en, _ in options)


def test_columns_of_the_older_rules_are_asked_for_before_2027_alone(tmp_path) -> None:
    older = [column.name for sheet in SHEETS for column in sheet.fields if column.until_2026]
    assert len(older) == 9
    heads = {}
    for year in (2026, 2027):
        book = openpyxl.load_workbook(write_template(tmp_path / f"{year}.xlsx", intake_year=year))
        heads[year] = " ".join(str(c.value) for sheet in SHEETS for c in book[sheet.name][HEADER] if c.value)
    assert all(f"[{name}]" in heads[2026] for name in older)
    assert "special_major" not in heads[2027] and "weekly_hours" not in heads[2027]


def test_headers_stay_in_sight_and_on_every_printed_page(empty) -> None:
    for sheet in SHEETS:
        assert empty[sheet.name].freeze_panes == f"A{HEADER + 1}"
        assert empty[sheet.name].print_title_rows == f"${HEADER}:${HEADER}"


def test_coefficients_of_2027_are_proposed_as_unconfirmed_and_those_of_2026_as_in_force() -> None:
    assert not any(one.confirmed for one in coefficients_in_force(2027).values())
    assert all("giả định" in one.source for one in coefficients_in_force(2027).values())
    assert all(one.confirmed for one in coefficients_in_force(2026).values())
    assert len(coefficients_in_force(2027)) == 24


def test_a_filled_workbook_says_on_every_sheet_that_the_institution_is_invented() -> None:
    book = openpyxl.load_workbook(EXAMPLES / "intake-2027.xlsx")
    for sheet in book.worksheets:
        assert "INVENTED INSTITUTION" in str(sheet["A2"].value), sheet.title


def test_a_source_of_its_own_goes_with_coefficients_of_its_own(tmp_path) -> None:
    units = tuple(
        replace(unit, teaching_coefficient=0.85, confirmed=True) if unit.code == "4802" else unit
        for unit in example().units
    )
    own = replace(example(), units=units)
    path = write_template(tmp_path / "a.xlsx", institution=own, sources={"748": "Thông tư 83/2026, trang 20"})
    found = {one.field: one for one in read_declaration(path).coefficients}
    assert (found["748"].teaching, found["748"].confirmed, found["748"].source) == (
        0.85,
        True,
        "Thông tư 83/2026, trang 20",
    )
    assert not found["752"].confirmed


def test_two_sets_of_coefficients_in_one_field_are_refused(tmp_path) -> None:
    first, *others = example().units
    with pytest.raises(InputError) as caught:
        write_template(
            tmp_path / "a.xlsx",
            institution=replace(example(), units=(replace(first, teaching_coefficient=0.9), *others)),
        )
    assert caught.value.id == "E-ADM-019" and "748" in caught.value.text("en")


def test_a_year_without_rules_has_no_workbook(tmp_path) -> None:
    with pytest.raises(DubaoError) as caught:
        write_template(tmp_path / "a.xlsx", intake_year=2019)
    assert "2019" in caught.value.text("en") and not (tmp_path / "a.xlsx").exists()


def test_equal_content_gives_equal_bytes(tmp_path) -> None:
    one, other = (
        write_template(tmp_path / name, institution=example()).read_bytes() for name in ("a.xlsx", "b.xlsx")
    )
    assert one == other
