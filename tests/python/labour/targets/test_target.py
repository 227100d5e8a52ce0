"""Targets are read as a whole: every wrong cell is named, and a verdict may not contradict its figure."""

from __future__ import annotations

import datetime as dt

import pytest

from dubao.errors import InputError
from dubao.labour.targets import Target, read_targets

ROW = {
    "target_id": "a", "kind": "target", "operator": ">=", "value": "20", "unit": "percent", "due": "2030",
    "due_kind": "by_end_of_year", "observation_state": "future", "probability_possible": "yes", "series_id": "s",
}  # fmt: skip


def problems(*rows: dict) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        read_targets(rows)
    return [(p.id, p.column) for p in caught.value.problems]


def test_a_row_becomes_a_target_and_empty_cells_stay_empty() -> None:
    (target,) = read_targets([{**ROW, "observed_value": "", "province_code": None}])
    assert (target.value, target.observed_value, target.province_code, target.comparable) == (
        20.0,
        None,
        "",
        True,
    )


def test_all_wrong_cells_are_reported_at_once() -> None:
    wrong = {**ROW, "operator": "≥≥", "value": "hai mươi", "due": "30", "observation_state": "maybe"}
    found = problems(wrong, {**ROW, "target_id": "b", "value": ""}, ROW, ROW)
    assert ("E-TGT-006", "operator") in found and ("E-TGT-006", "due") in found
    assert found.count(("E-TGT-006", "value")) == 3  # no number, and a target without a value, twice
    assert found.count(("E-TGT-006", "target_id")) == 2  # "a" is there three times
    assert ("E-TGT-006", "observation_state") in found


def test_rows_are_counted_as_a_spreadsheet_does_and_both_languages_are_there() -> None:
    with pytest.raises(InputError) as caught:
        read_targets([ROW, {**ROW, "target_id": "b", "value": "x"}])
    problem = caught.value.problems[0]
    assert (problem.row, problem.series) == (3, "b")
    assert "không phải là số" in problem.vi and "is not a number" in problem.en


@pytest.mark.parametrize(("state", "observed"), [("met", "14.02"), ("not_met", "21"), ("met", "")])
def test_a_verdict_against_its_own_figure_or_without_one_is_refused(state, observed) -> None:
    row = {
        **ROW,
        "due": "2025",
        "observation_state": state,
        "observed_value": observed,
        "observed_period": "2025",
    }
    assert problems(row) == [("E-TGT-005", "")]


def test_definitions_need_no_value() -> None:
    (target,) = read_targets([{"target_id": "d", "kind": "definition", "operator": "", "value": "", "due": "2026-01-01", "observation_state": "not_a_target"}])  # fmt: skip
    assert not target.has_path


@pytest.mark.parametrize(
    ("kind", "due", "day", "expected"),
    [
        ("by_end_of_year", "2026", (2026, 12, 31), False),
        ("by_end_of_year", "2026", (2027, 1, 1), True),
        ("from_date", "2026-07-01", (2026, 6, 30), False),
        ("from_date", "2026-07-01", (2026, 7, 1), True),
    ],
)
def test_a_date_has_passed_the_day_after(kind, due, day, expected) -> None:
    assert Target("a", due=due, due_kind=kind).is_due(dt.date(*day)) is expected


def test_equal_and_about_are_met_from_the_side_one_comes_from() -> None:
    target = Target("a", operator="about", value=100)
    assert target.comparison(90) == ">=" and target.comparison(110) == "<="
    assert target.met_by(101, before=90) and not target.met_by(99, before=90)
    assert target.met_by(99, before=110) and not target.met_by(101, before=110)
    assert target.met_by(100)
    assert not Target("b", operator="<", value=5).met_by(5)


@pytest.mark.parametrize("unit", ["rank", "event", "list", "definition"])
def test_ranks_and_events_have_no_path(unit) -> None:
    assert not Target("a", value=20, unit=unit).has_path
