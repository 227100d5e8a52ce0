"""Bridges move tables to new codes: exact sums stay exact, uncertain splits carry bounds."""

from __future__ import annotations

import doctest
import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao.data import Catalogue, Table, bridge
from dubao.data.bridge import apply_bridge, read_links, read_old_file
from dubao.data.table import Field
from dubao.errors import InputError

FIELDS = tuple(
    Field(n, "number" if n in ("value", "standard_error") else "string")
    for n in (
        "series_id", "province", "activity", "period", "value", "unit", "standard_error", "status", "break_before", "source_id", "note",
    )
)  # fmt: skip


def observations(
    dimension: str, values: dict[str, float | None], unit: str = "persons", **other: object
) -> Table:
    fields = tuple(f for f in FIELDS if f.name not in {"province", "activity"} - {dimension})
    rows = [
        {
            "series_id": f"xx.emp.{code}.T", dimension: code, "period": "2024", "value": value, "unit": unit, "standard_error": None,
            "status": "official_national", "break_before": None, "source_id": "s", "note": None, **other,
        }
        for code, value in values.items()
    ]  # fmt: skip
    return Table("x/t", fields, rows, list(range(2, len(rows) + 2)), kind="observations", path="t.csv")


@cache
def _catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture
def catalogue() -> Catalogue:
    return _catalogue()


def test_the_example_of_the_module_runs() -> None:
    result = doctest.testmod(bridge)
    assert (result.attempted > 1, result.failed) == (True, 0)


def test_weights_of_every_old_code_sum_to_one(catalogue: Catalogue) -> None:
    for name in ("provinces", "activities"):
        sums: dict[str, float] = {}
        for link in read_links(catalogue, name):
            sums[link.old] = sums.get(link.old, 0.0) + link.weight
        assert {old: total for old, total in sums.items() if not math.isclose(total, 1.0, abs_tol=1e-9)} == {}


def test_sixty_three_provinces_become_thirty_four_and_the_total_stays(catalogue: Catalogue) -> None:
    old = sorted({link.old for link in read_links(catalogue, "provinces")})
    assert len(old) == 63
    moved = apply_bridge(
        observations("province", {code: float(100 + i) for i, code in enumerate(old)}), "provinces", catalogue
    )
    assert moved.notices == []
    assert len(moved.table) == 34
    assert math.fsum(moved.table.column("value")) == math.fsum(100 + i for i in range(63))
    assert moved.table.column("value_low") == moved.table.column("value_high") == moved.table.column("value")
    assert set(moved.table.column("status")) == {"derived"}


def test_merged_provinces_add_up_and_carry_the_new_code(catalogue: Catalogue) -> None:
    # Hà Giang (02) joined Tuyên Quang (08).
    moved = apply_bridge(observations("province", {"02": 30.0, "08": 12.0}), "provinces", catalogue)
    assert [(r["province"], r["value"]) for r in moved.table] == [("08", 42.0)]
    assert moved.table.rows[0]["series_id"] == "xx.emp.p34_08.T"


def test_a_new_province_with_a_part_missing_is_left_out_and_named(catalogue: Catalogue) -> None:
    moved = apply_bridge(observations("province", {"08": 12.0}), "provinces", catalogue)
    assert len(moved.table) == 0
    assert [n.id for n in moved.notices] == ["E-BRG-004"]
    assert "02" in moved.notices[0].en


def test_a_missing_value_makes_the_sum_missing(catalogue: Catalogue) -> None:
    moved = apply_bridge(observations("province", {"02": None, "08": 12.0}), "provinces", catalogue)
    assert [(r["value"], r["value_low"], r["value_high"]) for r in moved.table] == [(None, None, None)]


def test_standard_errors_of_parts_add_as_squares(catalogue: Catalogue) -> None:
    moved = apply_bridge(
        observations("province", {"02": 30.0, "08": 12.0}, standard_error=3.0), "provinces", catalogue
    )
    assert moved.table.rows[0]["standard_error"] == pytest.approx(math.sqrt(18.0))


@given(st.floats(0, 1e6), st.floats(0, 1e6))
@settings(max_examples=40, deadline=None)
def test_a_split_that_nobody_counted_carries_bounds_that_hold_every_split(of_60: float, of_63: float) -> None:
    catalogue = _catalogue()
    moved = apply_bridge(observations("activity", {"60": of_60, "63": of_63}), "activities", catalogue)
    rows = {r["activity"]: r for r in moved.table}
    # All of 60 goes to the new 60; 63 goes to 59, 60 and 63 in parts that no source gives.
    assert rows["60"]["value_low"] == of_60
    assert rows["60"]["value_high"] == pytest.approx(of_60 + of_63)
    assert rows["60"]["value_low"] <= rows["60"]["value"] <= rows["60"]["value_high"] + 1e-9
    assert (rows["63"]["value_low"], rows["63"]["value_high"]) == (0.0, of_63)
    # The old 59 has no rule, so the new 59 may be more than its part of 63.
    assert "59" not in rows


def test_codes_that_the_bridge_does_not_know_are_named(catalogue: Catalogue) -> None:
    moved = apply_bridge(observations("activity", {"62": 5.0, "26": 7.0}), "activities", catalogue)
    assert [(r["activity"], r["value"]) for r in moved.table] == [("62", 5.0)]
    assert "code 26 is left out" in moved.notices[0].en


def test_a_claim_stays_a_claim(catalogue: Catalogue) -> None:
    moved = apply_bridge(observations("activity", {"62": 5.0}, status="claim"), "activities", catalogue)
    assert moved.table.rows[0]["status"] == "claim"


@pytest.mark.parametrize("unit", ["percent", "share", "million_vnd_per_month", "deaths_per_person_year"])
def test_what_does_not_add_up_is_refused(catalogue: Catalogue, unit: str) -> None:
    with pytest.raises(InputError) as refused:
        apply_bridge(observations("province", {"02": 0.5, "08": 0.4}, unit), "provinces", catalogue)
    assert refused.value.id == "E-BRG-003"


def declared(table: Table, column: str, version: str) -> Table:
    fields = tuple(replace(f, classification=version) if f.name == column else f for f in table.fields)
    return replace(table, fields=fields)


@pytest.mark.parametrize(
    ("name", "column", "code", "version"),
    [("provinces", "province", "08", "provinces_34"), ("activities", "activity", "62", "vsic_2025")],
)
def test_a_table_declared_in_new_codes_is_refused(
    catalogue: Catalogue, name: str, column: str, code: str, version: str
) -> None:
    with pytest.raises(InputError) as refused:
        apply_bridge(declared(observations(column, {code: 5.0}), column, version), name, catalogue)
    problem = refused.value.problems[0]
    assert (problem.id, problem.column) == ("E-BRG-005", column)
    assert version in problem.vi and version in problem.en
    assert problem.remedy_vi and problem.remedy_en


def test_the_demo_country_is_in_new_provinces_and_so_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(InputError) as refused:
        apply_bridge(catalogue.table("demo/employment_by_province"), "provinces", catalogue)
    assert refused.value.id == "E-BRG-005"


def test_a_bridged_table_cannot_be_bridged_again(catalogue: Catalogue) -> None:
    once = apply_bridge(observations("province", {"02": 30.0, "08": 12.0}), "provinces", catalogue).table
    with pytest.raises(InputError) as refused:
        apply_bridge(once, "provinces", catalogue)
    assert refused.value.id == "E-BRG-005"


@pytest.mark.parametrize(
    ("period", "is_refused"),
    [
        ("2024", False),
        ("2025", False),
        ("2025-Q2", False),
        ("2025-Q3", True),
        ("2025-07", True),
        ("2026", True),
    ],
)
def test_without_a_declaration_the_periods_tell_the_version(
    catalogue: Catalogue, period: str, is_refused: bool
) -> None:
    table = observations("province", {"02": 30.0, "08": 12.0}, period=period)
    if not is_refused:
        assert len(apply_bridge(table, "provinces", catalogue).table) == 1
        return
    with pytest.raises(InputError) as refused:
        apply_bridge(table, "provinces", catalogue)
    assert refused.value.id == "E-BRG-005"
    # Old codes kept after the reform are said to be old.
    kept = apply_bridge(declared(table, "province", "provinces_63"), "provinces", catalogue)
    assert len(kept.table) == 1


def test_a_file_in_old_codes_may_follow_the_schema_of_a_table_in_new_ones(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "old.csv"
    file.write_text(
        "series_id,province,occupation,period,value,unit,standard_error,status,break_before,source_id,note\n"
        "xx.emp.02,02,251,2024,30,thousand_persons,,derived,,simulation,\n"
        "xx.emp.02,02,251,2023,29,thousand_persons,,derived,,simulation,\n"
        "xx.emp.08,08,251,2024,12,thousand_persons,,derived,,simulation,\n"
        "xx.emp.08,08,251,2023,11,thousand_persons,,derived,,simulation,\n",
        encoding="utf-8",
    )
    table = read_old_file(
        str(file), "provinces", catalogue, schema="demo/employment_by_province", number_format="plain"
    )
    moved = apply_bridge(table, "provinces", catalogue)
    assert sorted(moved.table.column("value")) == [40.0, 42.0]


def test_the_wrong_table_or_bridge_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(InputError) as no_column:
        apply_bridge(observations("activity", {"62": 5.0}), "provinces", catalogue)
    assert no_column.value.id == "E-BRG-002"
    with pytest.raises(InputError, match="did you mean “provinces”") as no_bridge:
        read_links(catalogue, "province")
    assert no_bridge.value.id == "E-BRG-001"
