"""New rows after the end of a panel."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from dubao.appending import appended
from dubao.errors import InputError
from dubao.frames import read_panel


def table(key: str, first: int, values: list[float], **columns: list) -> dict[str, list]:
    n = len(values)
    return {"unique_id": [key] * n, "ds": list(range(first, first + n)), "y": values} | columns


def joined(*tables: dict[str, list]) -> dict[str, list]:
    return {name: sum((t[name] for t in tables), []) for name in tables[0]}


def same(one, other) -> None:
    assert one.ids == other.ids
    for a, b in zip(one.series, other.series, strict=True):
        assert np.array_equal(a.values, b.values, equal_nan=True)
        assert np.array_equal(a.standard_errors, b.standard_errors, equal_nan=True)
        assert (a.id, a.start, a.breaks) == (b.id, b.start, b.breaks)


def test_rows_in_two_steps_are_the_rows_at_once():
    old = read_panel(joined(table("a", 2010, [1.0, 2.0, 3.0]), table("b", 2011, [5.0, 6.0])))
    new = read_panel(joined(table("b", 2013, [7.0]), table("a", 2013, [4.0, 5.0])))
    whole = read_panel(joined(table("a", 2010, [1.0, 2.0, 3.0, 4.0, 5.0]), table("b", 2011, [5.0, 6.0, 7.0])))
    longer = appended(old, new, "refuse")
    same(longer, whole)
    assert longer.future(0, 1) == whole.future(0, 1) == [2015]


def test_standard_errors_and_breaks_come_along_and_are_unknown_where_they_were_not_given():
    old = read_panel(table("a", 2010, [1.0, 2.0, 3.0], se=[0.1, 0.2, 0.3]) | {"break": [False, True, False]})
    plain = appended(old, read_panel(table("a", 2013, [4.0])), "refuse").series[0]
    assert plain.standard_errors[:3].tolist() == [0.1, 0.2, 0.3]
    assert np.isnan(plain.standard_errors[3])
    assert plain.breaks == ["2011"]
    new = read_panel(table("a", 2013, [4.0], se=[0.4]) | {"break": [True]})
    both = appended(old, new, "refuse").series[0]
    assert both.standard_errors.tolist() == [0.1, 0.2, 0.3, 0.4]
    assert both.breaks == ["2011", "2013"]
    late = appended(
        read_panel(table("a", 2010, [1.0, 2.0])), read_panel(table("a", 2012, [3.0], se=[0.5])), "refuse"
    )
    assert np.isnan(late.series[0].standard_errors[:2]).all()


def test_a_gap_is_missing_where_it_may_be():
    old, new = read_panel(table("a", 2010, [1.0, 2.0])), read_panel(table("a", 2014, [5.0]))
    longer = appended(old, new, "missing")
    assert np.isnan(longer.series[0].values).tolist() == [False, False, True, True, False]
    assert longer.future(0, 1) == [2015]
    with pytest.raises(InputError) as caught:
        appended(old, new, "refuse")
    assert caught.value.id == "E-FRM-010"


def test_quarters_and_dates_go_on_as_they_were_written():
    quarters = read_panel({"unique_id": ["a"] * 2, "ds": ["2023-Q3", "2023-Q4"], "y": [1.0, 2.0]}, "QE")
    more = read_panel({"unique_id": ["a"], "ds": ["2024-Q1"], "y": [3.0]}, "QE")
    assert appended(quarters, more, "refuse").future(0, 1) == ["2024-Q2"]
    days = [dt.date(2023, 11, 30), dt.date(2023, 12, 31)]
    months = read_panel({"unique_id": ["a"] * 2, "ds": days, "y": [1.0, 2.0]}, "ME")
    more = read_panel({"unique_id": ["a"], "ds": [dt.date(2024, 1, 31)], "y": [3.0]}, "ME")
    assert appended(months, more, "refuse").future(0, 1) == [dt.date(2024, 2, 29)]


def test_all_that_is_wrong_is_listed_at_once_in_both_languages():
    old = read_panel(joined(table("a", 2010, [1.0, 2.0]), table("b", 2010, [1.0, 2.0])))
    new = read_panel(joined(table("a", 2011, [2.5]), table("b", 2014, [1.0]), table("c", 2012, [1.0])))
    with pytest.raises(InputError) as caught:
        appended(old, new, "refuse")
    assert [p.id for p in caught.value.problems] == ["E-FRC-010", "E-FRM-010", "E-FRC-009"]
    assert [p.series for p in caught.value.problems] == ["a", "b", "c"]
    assert caught.value.problems[0].period == "2011"
    assert caught.value.text("vi") != caught.value.text("en")


def test_another_frequency_is_refused():
    old = read_panel(table("a", 2010, [1.0, 2.0]))
    new = read_panel({"unique_id": ["a"], "ds": ["2012-Q1"], "y": [3.0]}, "QE")
    with pytest.raises(InputError) as caught:
        appended(old, new, "refuse")
    assert caught.value.id == "E-FRC-011"
