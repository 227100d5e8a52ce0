"""From the configuration of the invented university to forms, tables and page: the worked example stands in their cells."""

from __future__ import annotations

import json
import re

import openpyxl
import pytest
from intake_example import EXAMPLES, changed, example

from dubao.admission import announced_numbers, run, write_forms
from dubao.admission.config import parse, read
from dubao.admission.form_layout import TENTATIVE, form_columns
from dubao.admission.result_table import Tentative
from dubao.errors import ConfigurationError, InputError
from dubao.labour.capacity import determine
from dubao.report.writers.xlsx_check import check_xlsx

CONFIG = EXAMPLES / "intake-2027.toml"
EXACT = 1e-9  # relative; sums of doubles
FORMS = ["1A", "1B", "1C", "1D", "1Đ", "2A", "2B", "2C"]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("intake")
    return run(CONFIG, out=out, readings=True), out


@pytest.fixture(scope="module")
def forms(written):
    return openpyxl.load_workbook(written[1] / "forms-2027.xlsx")


def row_of(sheet, code: str, column: int = 1, after: str = "") -> list:
    """The cells of the row that has a code in a column, below the row that has `after`."""
    seen = not after
    for cells in sheet.iter_rows():
        seen = seen or cells[column - 1].value == after
        if seen and cells[column - 1].value == code:
            return list(cells)
    raise AssertionError(f"no row {code} in {sheet.title}")


def figures(cells: list) -> list:
    return [cell.value for cell in cells if isinstance(cell.value, int | float)]


def test_the_forms_are_the_sheets_of_both_appendices_in_their_order(forms) -> None:
    assert forms.sheetnames == [f"PL I - {name}" for name in FORMS] + [
        f"PL II - {n}" for n in ("1A", "1B", "1C")
    ]


def test_table_1a_holds_the_worked_example(forms) -> None:
    sheet = forms["PL I - 1A"]
    head = row_of(sheet, "VDA", 2)
    assert figures(head[3:]) == pytest.approx([13440, 4800, 3578.4, 939.6, 2161.2], rel=EXACT)
    it, electronics = row_of(sheet, "4802", 2), row_of(sheet, "5202", 2)
    assert [it[i].value for i in (3, 4, 7)] == ["X", "X", "X"]
    assert figures(it[3:]) == pytest.approx([2047.2, 538.8], rel=EXACT)
    assert figures(electronics[3:]) == pytest.approx([1531.2, 400.8], rel=EXACT)


def test_table_1b_holds_the_worked_example_with_its_field_totals(forms) -> None:
    sheet = forms["PL I - 1B"]
    assert figures(row_of(sheet, "4802")) == pytest.approx([39, 1560, 1492.8, 391.2, 458.4], rel=EXACT)
    assert figures(row_of(sheet, "5202")) == pytest.approx([37.5, 1500, 1276, 334, 558], rel=EXACT)
    assert figures(row_of(sheet, "48")) == figures(row_of(sheet, "4802"))


def test_tables_1c_and_1d_hold_the_worked_example(forms) -> None:
    assert figures(row_of(forms["PL I - 1C"], "8480201")) == [21, 252, 60, 126]
    assert figures(row_of(forms["PL I - 1D"], "9480201")) == [18, 3, 0, 72, 8, 66]


def test_table_1dd_holds_the_rates_as_percentages(forms) -> None:
    cells = row_of(forms["PL I - 1Đ"], "75202")
    assert figures(cells) == [0.12, 0.68]
    assert {cell.number_format for cell in cells[2:4]} == {"0.0%;-0.0%"}


def test_table_2a_holds_what_would_be_announced(forms) -> None:
    sheet = forms["PL I - 2A"]
    assert figures(row_of(sheet, "74802")) == pytest.approx([462, 49, 400.96], rel=EXACT)
    assert figures(row_of(sheet, "75202")) == pytest.approx([430, 430], rel=EXACT)
    assert figures(row_of(sheet, "74802", after="VDB"))[0] == 85
    assert figures(row_of(forms["PL I - 2B"], "8480201")) == pytest.approx([36, 36, 43.2], rel=EXACT)
    assert figures(row_of(forms["PL I - 2C"], "9480201")) == pytest.approx([2, 2, 3.2], rel=EXACT)


def test_table_2a_weighs_joint_programmes_as_regular_whatever_the_reading(tmp_path) -> None:
    from dataclasses import replace

    from dubao.labour.capacity import Learners, Readings

    joint = Learners("VDA", "4802", "bachelor", "joint_foreign", 0, 4, announced=20, actual=20, planned=20)
    more = replace(example(), learners=(*example().learners, joint))
    found = determine(more, readings=Readings(A6="0.75"))
    sheet = openpyxl.load_workbook(write_forms(tmp_path / "forms.xlsx", more, found))["PL I - 2A"]
    cells = row_of(sheet, "74802")
    assert cells[8].value == 20
    assert cells[9].value == pytest.approx(0.8 * (cells[2].value + 20) + 0.8 * 0.8 * 49, rel=EXACT)


def test_appendix_2_reports_the_intake_of_the_year_before(forms) -> None:
    assert "2026" in forms["PL II - 1A"]["A1"].value
    assert figures(row_of(forms["PL II - 1A"], "74802")) == pytest.approx([420, 45, 364.8, 490], rel=EXACT)
    assert figures(row_of(forms["PL II - 1B"], "8480201"))[0] == 33


def test_the_headings_are_those_of_the_table_of_forms(forms) -> None:
    for code in ("I.1A", "I.2A", "II.1B"):
        sheet = forms[f"PL {code.split('.')[0]} - {code.split('.')[1]}"]
        texts = [str(cell.value) for cells in sheet.iter_rows() for cell in cells if cell.value is not None]
        for column in form_columns(code):
            header = column.header_vi.replace("20xy", "2026" if code.startswith("II") else "2027")
            assert any(text.startswith(header) for text in texts), (code, header)
            assert not column.group_vi or column.group_vi in texts


def test_every_sheet_says_that_it_is_invented_and_only_a_check(forms) -> None:
    for sheet in forms.worksheets:
        above = " ".join(str(cells[0].value) for cells in sheet.iter_rows(max_row=12) if cells[0].value)
        assert "CƠ SỞ KHÔNG CÓ THẬT" in above and "INVENTED INSTITUTION" in above, sheet.title
        assert "BẢNG ĐỐI CHIẾU TRƯỚC KHI NHẬP" in above and "không có thật" in above, sheet.title


def test_figures_on_unconfirmed_coefficients_are_marked_in_their_cell_and_stay_numbers(forms) -> None:
    head = row_of(forms["PL I - 1A"], "VDA", 2)
    marked = [TENTATIVE in cell.number_format for cell in head[3:8]]
    assert marked == [False, False, True, True, True]
    assert all(isinstance(cell.value, int | float) for cell in head[3:8])
    assert not any(TENTATIVE in c.number_format for c in row_of(forms["PL I - 1C"], "8480201"))
    plan = row_of(forms["PL I - 2A"], "74802")
    assert [TENTATIVE in plan[i].number_format for i in (2, 3, 9)] == [True, False, True]


def test_confirmed_coefficients_carry_no_mark(tmp_path) -> None:
    from dataclasses import replace

    sure = replace(example(), units=tuple(replace(unit, confirmed=True) for unit in example().units))
    path = write_forms(tmp_path / "forms.xlsx", sure, determine(sure))
    book = openpyxl.load_workbook(path)
    assert not any(TENTATIVE in c.number_format for sheet in book for row in sheet.iter_rows() for c in row)


def test_forms_are_readable_without_a_mouse(forms) -> None:
    for sheet in forms.worksheets:
        assert sheet.freeze_panes and sheet.print_title_rows, sheet.title
        assert not sheet.merged_cells.ranges, sheet.title
        assert str(sheet["A1"].value).startswith("Phụ lục")


def test_a_name_that_begins_like_a_formula_stays_text_in_the_forms(tmp_path) -> None:
    from dataclasses import replace

    first = replace(example().locations[0], name="=1+1")
    hostile = replace(example(), locations=(first, *example().locations[1:]), name="=cmd()")
    path = write_forms(tmp_path / "forms.xlsx", hostile, determine(hostile))
    cells = [c for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for c in row]
    assert not [c for c in cells if c.data_type == "f"]
    assert any(c.value == "=1+1" for c in cells)


def test_the_maxima_and_the_binding_rules_are_those_of_the_example(written) -> None:
    table = written[0].table("maxima")
    names = [column.name for column in table.columns]
    rows = {row[0]: dict(zip(names, row, strict=True)) for row in table.rows}
    regular = rows["VDA/4802/bachelor/regular"]
    assert (regular["before_brakes"], regular["maximum"], regular["maximum_reserved"]) == (475, 462, 298)
    assert (regular["binding"], regular["clauses"]) == (
        "giới hạn tăng 10% / growth cap of 10%",
        "TT34-2026 Art. 5(5)",
    )
    assert "freeze at last year's number" in rows["VDA/5202/bachelor/regular"]["binding"]
    assert "Art. 5(6)(d)" in rows["VDB/4802/bachelor/regular"]["clauses"]
    assert isinstance(regular["maximum"], Tentative)
    [ceilings] = [row for row in written[0].table("ceilings").rows if row[0] == "VDA/4802/bachelor/regular"]
    assert ceilings[1] == pytest.approx(475.8, rel=EXACT) and ceilings[5] == pytest.approx(462)


def test_the_readings_table_shows_the_clause_of_15_percent_moving_one_group(written) -> None:
    table = written[0].table("reading_effects")
    rows = [dict(zip([c.name for c in table.columns], row, strict=True)) for row in table.rows]
    moved = {(r["id"], r["choice"], r["number"]): (r["before"], r["after"]) for r in rows if r["number"]}
    assert moved["A1", "B", "VDA/4802/bachelor/regular"] == (462, 298)
    # A4 has one reading, so there is nothing to change it to.
    assert {r["id"] for r in rows} == {f"A{number}" for number in range(1, 19)} - {"A4"}


def test_year_end_scale_is_that_of_the_example(written) -> None:
    table = written[0].table("year_end")
    [row] = [r for r in table.rows if r[:2] == ("VDA", "4802")]
    assert row[3:] == pytest.approx((1548.96, 1560, 39.7169), rel=1e-5)


def test_600_is_short_of_lecturers_and_barred_by_growth(written) -> None:
    rules = {row[3] for row in written[0].table("wanted_crossed").rows}
    assert {"TT34-2026 Art. 5(1)(b)", "TT34-2026 Art. 5(5)"} <= rules
    assert any("not lawful even after" in str(row) for row in written[0].table("wanted_changes").rows)


def test_a_split_stays_inside_the_number_of_its_group(written) -> None:
    assert [row[-1] for row in written[0].table("splits").rows] == [115, 347]


def test_offers_keep_the_probability_of_a_breach_below_the_level(written) -> None:
    table = written[0].table("offers")
    assert [table.cell(i, "announced") for i in range(4)] == [49, 462, 430, 85]
    for i in range(len(table.rows)):
        assert table.cell(i, "breach_probability") <= 0.05 < table.cell(i, "underfill")


def test_without_balance_and_costs_there_is_no_recommendation(written) -> None:
    result, out = written
    assert result.recommendation == ("chưa đủ căn cứ", "not enough to go by")
    assert "chưa đủ căn cứ" in (out / "summary-2027.html").read_text(encoding="utf-8")


def test_the_workbook_of_results_keeps_the_rules_of_accessible_spreadsheets(written) -> None:
    assert check_xlsx(written[1] / "results-2027.xlsx", report=False) == []
    for sheet in openpyxl.load_workbook(written[1] / "results-2027.xlsx").worksheets:
        above = " ".join(str(c[0].value) for c in sheet.iter_rows(max_row=9) if c[0].value)
        assert "INVENTED INSTITUTION" in above, sheet.title


def test_csv_files_name_their_tentative_columns(written) -> None:
    text = (written[1] / "tables" / "maxima.csv").read_text(encoding="utf-8")
    head, first = text.splitlines()[:2]
    assert head.endswith(",tentative")
    assert "maximum" in first.split(",")[-1]


def test_the_summary_page_says_the_same_numbers_in_both_languages(written) -> None:
    page = (written[1] / "summary-2027.html").read_text(encoding="utf-8")
    halves = [part for part in page.split("<section ")[1:]]
    assert len(halves) == 2 and 'lang="vi"' in halves[0] and 'lang="en"' in halves[1]
    numbers = [re.findall(r'class="n">([\d.,…]+)', half) for half in halves]
    assert numbers[0] == numbers[1] and "462" in numbers[0] and "298" in numbers[0]
    assert "INVENTED" in halves[1] and "KHÔNG CÓ THẬT" in halves[0] and "tentative" in halves[1]
    assert "http" not in page.replace("http-equiv", "")


def test_the_balance_beside_the_script_is_what_the_script_writes(tmp_path) -> None:
    from intake_example import script

    path = script().write_balance(tmp_path / "balance.csv")
    assert path.read_bytes() == (EXAMPLES / "balance-2031.csv").read_bytes()


def test_a_hostile_name_is_escaped_in_the_page(tmp_path) -> None:
    from dubao.admission.sheets import INSTITUTION

    path = changed(tmp_path, {(INSTITUTION, "C6"): "<script>alert(1)</script>"})
    config = tmp_path / "a.toml"
    config.write_text(f'[intake]\nworkbook = "{path.name}"\n', encoding="utf-8")
    run(config, out=tmp_path / "out")
    assert "<script" not in (tmp_path / "out/summary-2027.html").read_text(encoding="utf-8")


def test_the_same_input_gives_the_same_tables(written) -> None:
    again = run(CONFIG, readings=True)
    assert json.dumps([t.rows for t in again.tables]) == json.dumps([t.rows for t in written[0].tables])


def test_a_plan_stands_before_the_maximum() -> None:
    found = determine(example())
    assert announced_numbers(found)["VDA/4802/bachelor/blended"] == 49
    assert announced_numbers(found)["VDA/4802/bachelor/regular"] == 462


def test_the_year_of_configuration_and_workbook_must_agree() -> None:
    text = CONFIG.read_text(encoding="utf-8").replace("year = 2027", "year = 2028")
    with pytest.raises(InputError) as caught:
        run(parse(text, "x.toml", CONFIG.parent))
    assert caught.value.problems[0].id == "E-ADM-020"
    assert "'Cơ sở - Institution'!C7" in caught.value.text("en")


def test_numbers_and_groups_of_the_configuration_must_stand_in_the_workbook() -> None:
    text = (
        CONFIG.read_text(encoding="utf-8")
        .replace('code = "4802"', 'code = "4803"')
        .replace('"VDA"\ngroup', '"VDC"\ngroup')
    )
    with pytest.raises(ConfigurationError) as caught:
        run(parse(text, "x.toml", CONFIG.parent))
    assert [(p.id, p.argument) for p in caught.value.problems] == [
        ("E-ADM-023", "wanted.1"),
        ("E-ADM-023", "splits.1"),
    ]
    assert "VDA/4802/bachelor/regular" in caught.value.text("en") and "VDA/4802" in caught.value.text("vi")


def test_what_the_computation_refuses_is_named_by_its_cell(tmp_path) -> None:
    from intake_example import address

    from dubao.admission.sheets import SHEETS

    learners = SHEETS[2].name
    cell = address(learners, "announced", 7)
    path = changed(tmp_path, {(learners, cell): None})
    config = tmp_path / "a.toml"
    config.write_text(f'[intake]\nworkbook = "{path.name}"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        run(config)
    [problem] = caught.value.problems
    assert problem.id.startswith("E-CAP") and problem.argument == f"'{learners}'!{cell}"


@pytest.mark.parametrize(
    ("text", "id", "says"),
    [
        ('[intake]\nworkbok = "a.xlsx"\n', "E-CFG-001", "workbook"),
        ('[readings]\nA2 = "group"\n', "E-CFG-002", "intake"),
        ('[intake]\nworkbook = "a.xlsx"\n[readings]\nA2 = "groups"\n', "E-CFG-003", "group, field"),
        ('[intake]\nworkbook = "a.xlsx"\n[readings]\nA99 = "x"\n', "E-CFG-003", "A99"),
        ('[intake]\nworkbook = "a.xlsx"\nyear = "2027x"\n', "E-CFG-003", "2027x"),
        (
            '[intake]\nworkbook = "a.xlsx"\n[[splits]]\nlocation = "A"\ngroup = "4802"\nmajor = "520207"\nshare = 0.5\n',
            "E-CFG-004",
            "520207",
        ),
        ("[intake\n", "E-CFG-007", "TOML"),
    ],
)
def test_problems_of_the_configuration_have_their_line(text, id, says) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse(text, "x.toml")
    found = [p for p in caught.value.problems if p.id == id]
    assert found and says in found[0].text("en")
    assert found[0].row is not None or id == "E-CFG-002"


def test_the_committed_schema_is_that_of_the_configuration() -> None:
    from pathlib import Path

    from dubao.admission import config

    committed = Path(config.__file__).with_name("config.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == json.loads(json.dumps(config.schema()))


def test_a_configuration_that_is_not_there_is_named(tmp_path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path / "missing.toml")
    assert caught.value.problems[0].id == "E-ADM-001"


@pytest.mark.parametrize("year", [2023, 2026])
def test_older_intakes_have_tables_and_page_but_not_the_forms_of_2027(tmp_path, year) -> None:
    from dataclasses import replace

    from dubao.admission import write_template

    majors = tuple(replace(one, duration=3.0) for one in example().postgraduates)
    old = replace(example(), intake_year=year, postgraduates=majors)
    write_template(tmp_path / "old.xlsx", institution=old)
    config = tmp_path / "old.toml"
    config.write_text('[intake]\nworkbook = "old.xlsx"\n', encoding="utf-8")
    result = run(config, out=tmp_path / "out", readings=True)
    names = {path.name for path in result.files}
    assert f"results-{year}.xlsx" in names and f"forms-{year}.xlsx" not in names
    assert result.table("fields").rows and not result.determination.tentative
