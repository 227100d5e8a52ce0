"""The input workbook is read back as it was written, and whatever is wrong in it is named by sheet and cell, all at once."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
from intake_example import EXAMPLES, address, changed, example

from dubao.admission import read_declaration, read_institution, write_template
from dubao.admission.sheets import COEFFICIENTS, INSTITUTION, SHEETS
from dubao.errors import InputError

LOCATIONS, UNITS, LEARNERS, LECTURERS, POSTGRADUATES, OFFERS = (sheet.name for sheet in SHEETS)
FIRST = 5  # first row of data of every sheet


def refused(path) -> list:
    with pytest.raises(InputError) as caught:
        read_institution(path)
    return list(caught.value.problems)


def at(sheet: str, cell: str) -> str:
    return f"'{sheet}'!{cell}"


def test_what_is_written_is_read_back(tmp_path) -> None:
    path = write_template(tmp_path / "a.xlsx", institution=example())
    assert read_institution(path) == example()


def test_the_workbook_beside_the_script_is_what_the_script_writes() -> None:
    assert read_institution(EXAMPLES / "intake-2027.xlsx") == example()


def test_the_first_sheet_holds_the_coefficients_unconfirmed_and_with_their_source() -> None:
    book = openpyxl.load_workbook(EXAMPLES / "intake-2027.xlsx")
    assert book.sheetnames[0] == COEFFICIENTS
    declared = read_declaration(EXAMPLES / "intake-2027.xlsx").coefficients
    assert [(c.field, c.teaching, c.area, c.confirmed) for c in declared] == [
        ("748", 0.8, 1.2, False), ("752", 1.0, 1.2, False),
    ]  # fmt: skip
    assert all("01/2024" in c.source and "giả định" in c.source for c in declared)


def test_confirming_the_coefficients_of_a_field_confirms_its_groups(tmp_path) -> None:
    path = write_template(tmp_path / "a.xlsx", institution=example())
    book = openpyxl.load_workbook(path)
    sheet = book[COEFFICIENTS]
    row = next(r for r in range(FIRST, 40) if sheet.cell(r, 1).value == "748")
    sheet.cell(row, 5).value = "có"
    sheet.cell(row, 3).value = 0.9
    book.save(path)
    units = {(u.location, u.code): u for u in read_institution(path).units}
    assert (units["VDA", "4802"].confirmed, units["VDA", "4802"].teaching_coefficient) == (True, 0.9)
    assert not units["VDA", "5202"].confirmed


def test_codes_with_the_digit_of_the_level_mean_the_same_group(tmp_path) -> None:
    cells = {(UNITS, "B5"): "74802", (LEARNERS, "B5"): 74802}
    assert read_institution(changed(tmp_path, cells)) == example()


def test_choices_are_read_in_both_languages_by_key_and_by_the_old_name_of_the_form(tmp_path) -> None:
    form = address(LEARNERS, "form", FIRST + 1)
    for words in ("vừa làm vừa học", "blended", "Kết hợp trực tiếp và từ xa"):
        assert read_institution(changed(tmp_path, {(LEARNERS, form): words})) == example()


@pytest.mark.parametrize(
    ("sheet", "column", "row", "value", "id", "says"),
    [
        (LOCATIONS, "floor_area", FIRST, -5, "E-ADM-006", "at least 0"),
        (LOCATIONS, "floor_area", FIRST + 1, None, "E-ADM-008", "floor area"),
        (LOCATIONS, "floor_area", FIRST + 1, 0, "E-ADM-017", "VDB"),
        (LOCATIONS, "floor_area", FIRST, "nhiều", "E-ADM-005", "nhiều"),
        (UNITS, "code", FIRST, "4899", "E-ADM-011", "4899"),
        (UNITS, "code", FIRST, "48", "E-ADM-011", "“48”"),
        (UNITS, "code", FIRST + 2, "9902", "E-ADM-016", "799"),
        (LEARNERS, "first_year_dropout", FIRST, 1.2, "E-ADM-006", "120%"),
        (LEARNERS, "first_year_dropout", FIRST, "120%", "E-ADM-006", "120%"),
        (LEARNERS, "employment_rate", FIRST, 83, "E-ADM-006", "83%"),
        (LEARNERS, "stock", FIRST, None, "E-ADM-008", "Learners at 31 December"),
        (LEARNERS, "duration", FIRST, None, "E-ADM-008", "Years of the study plan"),
        (LEARNERS, "stock", FIRST, "1.600", "E-ADM-005", "two different numbers"),
        (LEARNERS, "form", FIRST, "chính qui hóa", "E-ADM-007", "not in the list"),
        (LEARNERS, "unit", FIRST, "4809", "E-ADM-018", "4809"),
        (LEARNERS, "location", FIRST, "VDC", "E-ADM-018", "VDC"),
        (LEARNERS, "bridging", FIRST, 12, "E-ADM-014", "12"),
        (POSTGRADUATES, "major", FIRST, "7480201", "E-ADM-011", "7480201"),
        (POSTGRADUATES, "stock_regular", FIRST, 61, "E-ADM-014", "61"),
        (OFFERS, "enrolled", FIRST, 9999, "E-ADM-014", "9,999"),
        (OFFERS, "round", FIRST, 1.5, "E-ADM-005", "whole number"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_by_sheet_and_address(tmp_path, sheet, column, row, value, id, says) -> None:
    cell = address(sheet, column, row)
    found = [p for p in refused(changed(tmp_path, {(sheet, cell): value})) if p.id == id]
    assert [p.argument for p in found] == [at(sheet, cell)]
    assert says.lower() in found[0].text("en").lower()
    assert found[0].vi and found[0].remedy_vi and found[0].remedy_en


def test_lecturer_time_above_one_is_named_with_its_sum_and_clause(tmp_path) -> None:
    code = example().lecturers[0].lecturer
    second = {
        (LECTURERS, address(LECTURERS, "lecturer", FIRST + 1)): code,
        (LECTURERS, address(LECTURERS, "degree", FIRST + 1)): "đại học",
        (LECTURERS, address(LECTURERS, "unit", FIRST + 1)): "5202",
        (LECTURERS, address(LECTURERS, "weight", FIRST + 1)): 0.2,
    }
    [problem] = refused(changed(tmp_path, second))
    assert problem.id == "E-ADM-012"
    assert problem.argument == at(LECTURERS, address(LECTURERS, "weight", FIRST + 1))
    assert "1.20" in problem.en and "1.00" in problem.en and "Art. 5(2)(a)" in problem.en
    assert "1,20" in problem.vi


def test_a_code_that_many_rows_use_and_none_declares_is_one_problem_of_the_sheet(tmp_path) -> None:
    found = [
        p
        for p in refused(changed(tmp_path, {(UNITS, address(UNITS, "code", FIRST)): "4801"}))
        if p.id == "E-ADM-018" and p.argument.startswith(f"'{LECTURERS}'")
    ]
    users = [one for one in example().lecturers if (one.location, one.unit) == ("VDA", "4802")]
    assert len(found) == 1 and len(users) > 20
    assert f"{len(users)} rows to" in found[0].en and f"{len(users)} dòng đến" in found[0].vi


def test_a_co_permanent_lecturer_counts_at_most_half(tmp_path) -> None:
    row = FIRST + next(i for i, one in enumerate(example().lecturers) if one.category == "co_permanent")
    cell = address(LECTURERS, "weight", row)
    [problem] = refused(changed(tmp_path, {(LECTURERS, cell): 0.6}))
    assert (problem.id, problem.argument) == ("E-ADM-012", at(LECTURERS, cell))
    assert "0.50" in problem.en and "Art. 5(2)(c)" in problem.en


def test_a_group_listed_twice_is_refused_at_the_second_row(tmp_path) -> None:
    cell = address(UNITS, "code", FIRST + 1)
    cells = {(UNITS, cell): "4802"}
    problems = refused(changed(tmp_path, cells))
    twice = [p for p in problems if p.id == "E-ADM-010"]
    assert [p.argument for p in twice] == [at(UNITS, cell)]
    assert "row 5" in twice[0].en


def test_a_missing_coefficient_names_the_group_that_needs_it(tmp_path) -> None:
    path = write_template(tmp_path / "a.xlsx", institution=example())
    sheet = openpyxl.load_workbook(path)[COEFFICIENTS]
    row = next(r for r in range(FIRST, 40) if sheet.cell(r, 1).value == "752")
    [problem] = refused(changed(tmp_path, {(COEFFICIENTS, f"C{row}"): None}))
    assert problem.id == "E-ADM-016"
    assert problem.argument == at(UNITS, address(UNITS, "code", FIRST + 1))
    assert "752" in problem.en and "5202" in problem.en


def test_an_intake_year_without_rule_set_is_named(tmp_path) -> None:
    [problem] = refused(changed(tmp_path, {(INSTITUTION, "C7"): 2019}))
    assert (problem.id, problem.argument) == ("E-ADM-015", at(INSTITUTION, "C7"))
    assert "2019" in problem.en


def test_all_problems_come_at_once(tmp_path) -> None:
    cells = {
        (LOCATIONS, address(LOCATIONS, "floor_area", FIRST)): -1,
        (LEARNERS, address(LEARNERS, "employment_rate", FIRST)): 1.5,
        (INSTITUTION, "C7"): 2019,
        (UNITS, address(UNITS, "code", FIRST)): "4899",
    }
    assert {"E-ADM-006", "E-ADM-015", "E-ADM-011"} <= {p.id for p in refused(changed(tmp_path, cells))}
    assert len([p for p in refused(changed(tmp_path, cells)) if p.id == "E-ADM-006"]) == 2


@pytest.mark.parametrize(
    "heading",
    ["Họ và tên", "Họ tên giảng viên", "Full name", "Số CCCD", "CMND", "Ngày sinh", "Date of birth", "Identity number", "Email"],
)  # fmt: skip
def test_a_column_of_personal_data_is_refused_and_its_content_not_repeated(tmp_path, heading) -> None:
    cells = {(LECTURERS, "J4"): heading, (LECTURERS, "J5"): "BÍ MẬT 001202012345"}
    problems = refused(changed(tmp_path, cells))
    assert [(p.id, p.argument) for p in problems] == [("E-ADM-004", at(LECTURERS, "J4"))]
    assert "BÍ MẬT" not in problems[0].text("vi") and "001202012345" not in str(problems[0].details)


@pytest.mark.parametrize("code", ["Nguyễn Văn A", "001202012345", "123456789"])
def test_a_lecturer_code_that_looks_personal_is_refused_and_not_repeated(tmp_path, code) -> None:
    problems = refused(changed(tmp_path, {(LECTURERS, "A5"): code}))
    assert [(p.id, p.argument) for p in problems] == [("E-ADM-013", at(LECTURERS, "A5"))]
    assert code not in problems[0].text("vi") + problems[0].text("en") + str(problems[0].details)


def test_a_sheet_of_the_users_own_with_names_is_refused(tmp_path) -> None:
    path = write_template(tmp_path / "a.xlsx", institution=example())
    book = openpyxl.load_workbook(path)
    book.create_sheet("Danh sách")["B2"] = "Họ và tên"
    book.save(path)
    assert [(p.id, p.argument) for p in refused(path)] == [("E-ADM-004", at("Danh sách", "B2"))]


def test_a_misspelt_heading_is_refused_since_its_numbers_would_be_lost(tmp_path) -> None:
    problems = refused(changed(tmp_path, {(LEARNERS, "G4"): "Số công bố"}))
    assert [(p.id, p.argument) for p in problems] == [("E-ADM-003", at(LEARNERS, "G4"))]


def test_a_column_of_remarks_is_the_users_own(tmp_path) -> None:
    cells = {(LEARNERS, "P4"): "Ghi chú", (LEARNERS, "P5"): "đã đối chiếu"}
    assert read_institution(changed(tmp_path, cells)) == example()


def test_a_missing_column_or_sheet_is_named(tmp_path) -> None:
    path = changed(tmp_path, {(LEARNERS, "E4"): None})
    assert "E-ADM-002" in {p.id for p in refused(path)}
    book = openpyxl.load_workbook(EXAMPLES / "intake-2027.xlsx")
    del book[LECTURERS]
    book.save(tmp_path / "b.xlsx")
    assert at(LECTURERS, "").removesuffix("!") in {p.argument for p in refused(tmp_path / "b.xlsx")}


def test_a_formula_without_a_saved_result_is_refused(tmp_path) -> None:
    problems = refused(changed(tmp_path, {(LOCATIONS, "C5"): "=13000+440"}))
    assert [(p.id, p.argument) for p in problems] == [("E-ADM-009", at(LOCATIONS, "C5"))]
    assert "=13000+440" in problems[0].en


def test_a_formula_with_its_saved_result_counts_by_the_result(tmp_path) -> None:
    import zipfile

    path = changed(tmp_path, {(LOCATIONS, "C5"): "=13000+440"})
    kept = tmp_path / "kept.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(kept, "w") as target:
        for name in source.namelist():
            data = source.read(name).replace(
                b"<f>13000+440</f><v></v>", b"<f>13000+440</f><v>13440</v>"
            ).replace(b"<f>13000+440</f><v />", b"<f>13000+440</f><v>13440</v>")  # fmt: skip
            target.writestr(name, data)
    assert read_institution(kept).locations[0].floor_area == 13440.0


@pytest.mark.parametrize(
    ("value", "id"), [("#DIV/0!", "E-ADM-009"), (dt.date(2026, 12, 31), "E-ADM-005"), (True, "E-ADM-005")]
)
def test_an_error_a_date_or_a_truth_value_is_no_number(tmp_path, value, id) -> None:
    problems = refused(changed(tmp_path, {(LOCATIONS, "C5"): value}))
    assert [(p.id, p.argument) for p in problems] == [(id, at(LOCATIONS, "C5"))]


def test_rows_far_below_are_read_and_a_sheet_formatted_to_its_end_is_not_walked_through(tmp_path) -> None:
    book = openpyxl.load_workbook(EXAMPLES / "intake-2027.xlsx")
    sheet = book[LOCATIONS]
    for column in range(1, 6):
        sheet.cell(2000, column).value = sheet.cell(6, column).value
        sheet.cell(6, column).value = None
    sheet.cell(1_048_576, 1).number_format = "@"
    book.save(tmp_path / "a.xlsx")
    assert read_institution(tmp_path / "a.xlsx") == example()


def test_text_that_begins_like_a_formula_stays_text(tmp_path) -> None:
    path = write_template(tmp_path / "a.xlsx", institution=example())
    book = openpyxl.load_workbook(path)
    cell = book[LOCATIONS]["B5"]
    cell.value = "=HYPERLINK(1)"
    cell.data_type = "s"
    book.save(path)
    assert read_institution(path).locations[0].name == "=HYPERLINK(1)"


def test_a_file_that_is_no_workbook_is_refused(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no workbook")
    assert [p.id for p in refused(path)] == ["E-ADM-001"]
    assert [p.id for p in refused(tmp_path / "missing.xlsx")] == ["E-ADM-001"]


def test_an_empty_workbook_says_what_to_fill_in(tmp_path) -> None:
    path = write_template(tmp_path / "empty.xlsx", intake_year=2027)
    assert {p.id for p in refused(path)} == {"E-ADM-008"}


def test_problems_of_the_computation_get_their_cell(tmp_path) -> None:
    from dubao.errors import Problem

    declaration = read_declaration(EXAMPLES / "intake-2027.xlsx")
    found = declaration.located(
        InputError(Problem("E-CAP-009", vi="x", en="x", argument="learners[1].stock"))
    )
    assert found.problems[0].argument == at(LEARNERS, address(LEARNERS, "stock", FIRST + 1))
