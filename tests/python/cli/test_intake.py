"""``dubao intake``: the numbers of an institution, and an empty workbook to fill in."""

from __future__ import annotations

import openpyxl
import pytest
from intake_example import EXAMPLES, address, changed

from dubao.admission.sheets import SHEETS

CONFIG = EXAMPLES / "intake-2027.toml"


def test_the_example_is_computed_and_written(dubao, tmp_path) -> None:
    result = dubao("intake", CONFIG, "--out", tmp_path / "out")
    assert result.code == 0
    assert "INVENTED INSTITUTION" in result.out and "TENTATIVE" in result.out
    assert "growth cap of 10%" in result.out and "462" in result.out and "298" in result.out
    assert "Recommended number: not enough to go by" in result.out
    for name in ("forms-2027.xlsx", "results-2027.xlsx", "summary-2027.html", "tables/maxima.csv"):
        assert (tmp_path / "out" / name).is_file() and name.split("/")[-1] in result.out


def test_vietnamese_words_and_numbers(dubao) -> None:
    result = dubao("--lang", "vi", "intake", CONFIG, "--readings")
    assert result.code == 0
    assert "CƠ SỞ KHÔNG CÓ THẬT" in result.out and "TẠM TÍNH" in result.out
    assert "giới hạn tăng 10%" in result.out and "chưa đủ căn cứ" in result.out
    assert "Nếu đổi sang" in result.out


def test_json_holds_every_table_and_says_what_is_tentative(dubao) -> None:
    found = dubao("intake", CONFIG, "--readings", "--json").json
    assert found["ok"] and found["invented"] and found["tentative"]
    assert {"maxima", "area", "lecturers", "reading_effects", "offers", "wanted_crossed"} <= set(
        found["tables"]
    )
    [row] = [row for row in found["tables"]["maxima"] if row["number"] == "VDA/4802/bachelor/regular"]
    assert (row["before_brakes"], row["maximum"], row["maximum_reserved"]) == (475, 462, 298)


def test_an_empty_workbook_is_written_for_a_year(dubao, tmp_path) -> None:
    target = tmp_path / "empty.xlsx"
    result = dubao("intake", "--template", target, "--year", 2028)
    assert result.code == 0 and "Wrote the input workbook" in result.err
    book = openpyxl.load_workbook(target)
    assert [sheet.name for sheet in SHEETS] == [n for n in book.sheetnames if n in {s.name for s in SHEETS}]
    assert book["Cơ sở - Institution"]["C7"].value == 2028


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_problems_of_the_workbook_end_with_one_and_name_their_cells(dubao, tmp_path, lang) -> None:
    path = changed(tmp_path, {("Địa điểm - Locations", "C5"): -1, ("Người học - Learners", "K5"): 1.2})
    config = tmp_path / "a.toml"
    config.write_text(f'[intake]\nworkbook = "{path.name}"\n', encoding="utf-8")
    result = dubao("--lang", lang, "intake", config, "--out", tmp_path / "out")
    assert result.code == 1
    assert "'Địa điểm - Locations'!C5" in result.err and "'Người học - Learners'!K5" in result.err
    assert ("Cách sửa" if lang == "vi" else "To mend") in result.err
    assert not (tmp_path / "out").exists()


def test_a_plan_above_the_law_is_said_on_the_screen_in_json_and_on_the_page(dubao, tmp_path) -> None:
    path = changed(tmp_path, {("Người học - Learners", address("Người học - Learners", "planned", 5)): 500})
    config = tmp_path / "a.toml"
    config.write_text(f'[intake]\nworkbook = "{path.name}"\n', encoding="utf-8")
    result = dubao("--lang", "en", "intake", config, "--out", tmp_path / "out")
    assert result.code == 0
    assert "CROSS THE LAW" in result.out and "500.00 used of 462.00" in result.out
    assert "VƯỢT QUY ĐỊNH" in (tmp_path / "out/summary-2027.html").read_text(encoding="utf-8")
    assert dubao("intake", config, "--json").json["lawful"] is False
    assert dubao("intake", CONFIG, "--json").json["lawful"] is True


def test_without_configuration_and_template_the_command_line_is_refused(dubao) -> None:
    result = dubao("intake")
    assert result.code == 2
    assert "--template" in result.err
