"""The two guides say the same numbers, and those numbers are what the example gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from intake_example import EXAMPLES, changed, example

from dubao.admission import read_institution, run
from dubao.admission.sheets import SHEETS
from dubao.errors import InputError
from dubao.numbers import format_number, format_percent

ROOT = Path(__file__).parents[3]
ENGLISH, VIETNAMESE = ROOT / "docs/intake-guide.md", ROOT / "docs/vi/tuyen-sinh.md"


@pytest.fixture(scope="module")
def law():
    return run(EXAMPLES / "intake-2027.toml", readings=True)


@pytest.fixture(scope="module")
def advice():
    return run(EXAMPLES / "intake-2027-market.toml")


def rows(page: Path) -> list[list[str]]:
    """Cells of every row of every table that holds a number."""
    lines = re.findall(r"^\| (.*) \|$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if re.search(r"\d", line)]


def numbers(text: str, decimal: str) -> list[str]:
    """Numbers of a text with a point as decimal mark and without marks of thousands."""
    found = re.findall(r"\d[\d.,]*\d|\d", text)
    thousands = "," if decimal == "." else "."
    return [one.replace(thousands, "").replace(decimal, ".") for one in found]


def test_both_guides_have_the_same_numbers_in_every_row_of_their_tables() -> None:
    english, vietnamese = rows(ENGLISH), rows(VIETNAMESE)
    assert len(english) == len(vietnamese) > 15
    for one, other in zip(english, vietnamese, strict=True):
        if "Art." in one[-1]:  # clauses are cited in another order
            one, other = one[:-1], other[:-1]
        assert sorted(numbers(" ".join(one), ".")) == sorted(numbers(" ".join(other), ",")), (one, other)


def test_both_guides_run_the_same_commands_on_the_same_configurations() -> None:
    blocks = [
        re.findall(
            r"^```(?:bash|toml)\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        )
        for page in (ENGLISH, VIETNAMESE)
    ]
    assert blocks[0] == blocks[1] and len(blocks[0]) > 4


def test_the_maxima_of_the_guide_are_those_of_the_example(law) -> None:
    listed = {
        tuple(row[0].split()): row for row in rows(ENGLISH) if row[0].startswith("VD") and len(row) == 6
    }
    assert len(listed) == 4
    for (location, code, form), row in listed.items():
        found = law.determination.maximum(location, code, "bachelor", form)
        shown = [
            format_number(v, "en", 0) for v in (found.before_brakes, found.maximum, found.maximum_reserved)
        ]
        assert row[1:4] == shown
        assert row[5] == found.clauses[0].article_clause


def test_the_readings_of_the_guide_are_those_of_the_example(law) -> None:
    table = law.table("reading_effects")
    names = [column.name for column in table.columns]
    moved = {
        tuple(row[names.index(n)] for n in ("id", "choice", "number")): row[names.index("after")]
        for row in table.rows
    }
    listed = [row for row in rows(ENGLISH) if re.match(r"A\d+ = ", row[0])]
    assert len(listed) == 3
    for row in listed:
        id, choice = re.match(r"(A\d+) = (\w+)", row[0]).groups()
        for group, shown in zip(("4802", "5202"), row[1:], strict=True):
            name = f"VDA/{group}/bachelor/regular"
            unmoved = law.determination.maximum("VDA", group).maximum
            assert shown == format_number(moved.get((id, choice, name), unmoved), "en", 0), row


def test_the_offers_of_the_guide_are_those_of_the_example(law) -> None:
    table = law.table("offers")
    listed = [row for row in rows(ENGLISH) if len(row) == 7 and row[0].startswith("VD")]
    assert len(listed) == len(table.rows) == 4
    for i, row in enumerate(listed):
        assert table.cell(i, "number") == "/".join(row[0].split())
        names = ("announced", "limit", "offers")
        assert row[1:4] == [format_number(float(table.cell(i, name)), "en", 0) for name in names]
        assert row[4] == format_percent(table.cell(i, "breach_probability"), "en", 1, share=True)
        assert row[5] == format_number(float(table.cell(i, "expected")), "en", 0)
        assert row[6] == f"{table.cell(i, 'lower'):.0f} to {table.cell(i, 'upper'):.0f}"


def test_the_totals_of_the_offers_in_the_guide_are_those_of_the_example(law) -> None:
    totals = law.table("offer_totals")
    text = ENGLISH.read_text(encoding="utf-8")
    at = {totals.cell(i, "form_en"): i for i in range(len(totals.rows))}
    assert f"tolerates 5%: {totals.cell(at['blended'], 'limit'):.0f}, not 53" in text
    regular = at["regular"]
    chance = format_percent(totals.cell(regular, "breach_probability"), "en", 1, share=True)
    assert f"total of {totals.cell(regular, 'limit'):,.0f} with a probability of a breach of {chance}" in text


def test_the_wish_and_the_split_of_the_guide_are_those_of_the_example(law) -> None:
    text = ENGLISH.read_text(encoding="utf-8")
    crossed, changes = law.table("wanted_crossed"), law.table("wanted_changes")
    short = crossed.cell(0, "shortfall")
    assert f"600 needs {short:.2f} converted learners" in text
    needed = [
        changes.cell(i, "needed") for i in range(len(changes.rows)) if changes.cell(i, "needed") is not None
    ]
    assert [f"{value:.3f}" in text for value in needed] == [True, True]
    assert "earliest" in text and str(crossed.cell(1, "earliest_year")) == "2030"
    assert [f"{row[-1]:.0f}" in text for row in law.table("splits").rows] == [True, True]


def test_the_recommendation_of_the_guide_is_that_of_the_example(advice) -> None:
    table = advice.table("recommendation")
    listed = {row[0]: row for row in rows(ENGLISH) if len(row) == 6 and row[1] == "2027"}
    for i, one in enumerate(table.rows):
        if one[1] != 2027:
            continue
        row = listed[one[0]]
        need = [f"{table.cell(i, name):.0f}" for name in ("need", "need_lower", "need_upper")]
        assert row[2] == f"{need[0]} ({need[1]} to {need[2]})"
        assert row[3:5] == [f"{table.cell(i, name):.0f}" for name in ("legal_maximum", "recommended")]
        assert row[5] in table.cell(i, "binding")


def test_the_message_in_the_guides_is_what_the_workbook_gives(tmp_path) -> None:
    lecturers = SHEETS[3].name
    cells = {(lecturers, "A6"): example().lecturers[0].lecturer, (lecturers, "G6"): 0.2}
    with pytest.raises(InputError) as caught:
        read_institution(changed(tmp_path, cells))
    for page, lang in ((ENGLISH, "en"), (VIETNAMESE, "vi")):
        message = next(p for p in caught.value.problems if p.id == "E-ADM-012").text(lang)
        assert message.replace("changed.xlsx", "intake.xlsx") in page.read_text(encoding="utf-8")
