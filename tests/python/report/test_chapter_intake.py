"""Chapter 10 of the Viet Nam edition: the law by clause, both readings, and no number where there is no basis."""

from __future__ import annotations

import pytest
from report_editions import EDITIONS, composed

from dubao.labour.capacity import rules_for
from dubao.report.chapters.intake_law import clause
from dubao.report.document import Pill, Table

pytestmark = pytest.mark.skipif(
    not (EDITIONS / "vietnam-2026.toml").is_file(), reason="the Viet Nam edition is not in this checkout"
)


@pytest.fixture(scope="module")
def edition():
    return composed("vietnam-2026")


def tables(edition) -> list[Table]:
    return [
        b for b in next(c for c in edition[0].chapters if c.number == "10").blocks if isinstance(b, Table)
    ]


def test_the_values_of_the_law_are_those_of_the_rules(edition) -> None:
    rules = rules_for(2027)
    shown = [
        n
        for n in edition[1].store
        if n.key.startswith("law.2027.") and n.key.removeprefix("law.2027.") in rules.values
    ]
    assert len(shown) >= 12
    for number in shown:
        value = rules.values[number.key.removeprefix("law.2027.")]
        assert (number.value, number.scope.en) == (value.value, value.article_clause)
        assert number.inputs


def test_both_readings_of_the_clause_of_fifteen_percent_stand_side_by_side(edition) -> None:
    store = edition[1].store
    assert [store.by_key(f"law.2027.a1.{key}").value for key in ("all", "bachelor")] == [40.0, 34.0]
    assert [store.by_key(f"law.2027.example.{key}").value for key in ("plain", "reserved", "growth")] == [
        475.0,
        298.0,
        462.0,
    ]


def test_no_intake_is_recommended_and_the_missing_tables_are_named(edition) -> None:
    assert "intake" not in edition[1].results.extra
    assert not [n for n in edition[1].store if n.key.endswith(".advice")]
    missing = [
        t
        for t in tables(edition)
        if any(isinstance(c, Pill) and c.text.en == "missing" for row in t.rows for c in row)
    ]
    assert len(missing) == 1 and len(missing[0].rows) >= 6


def test_dates_are_in_order_and_belong_to_the_intake(edition) -> None:
    (table,) = [t for t in tables(edition) if "Dates of" in t.title.en]
    days = [row[0].en[-10:] for row in table.rows]
    assert days == sorted(days) and {day[:4] for day in days} == {"2026", "2027"}


def test_the_monitoring_table_has_the_provinces_and_what_to_collect(edition) -> None:
    annex = next(c for c in edition[0].chapters if c.number == "J")
    found = [b for b in annex.blocks if isinstance(b, Table)]
    assert len(found) == 3
    places = {row[1].en for row in found[0].rows}
    assert "national" in places and len(places) >= 4
    assert all(len(row) == 3 and row[0].vi and row[1].vi and row[2].vi for row in found[1].rows)


@pytest.mark.parametrize(
    ("text", "vi"),
    [
        ("Art. 5(6)(d)", "Điều 5(6)(d)"),
        ("App. I, Tables 1A 1B", "Phụ lục I, Bảng 1A 1B"),
        ("Art. 5(1)(b) first dash", "Điều 5(1)(b) gạch đầu dòng thứ nhất"),
    ],
)
def test_clauses_are_written_in_vietnamese_too(text, vi) -> None:
    assert clause(text).vi == vi and clause(text).en == text
