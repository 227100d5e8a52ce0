"""Timestamps: periods as integers, written back as they were."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dubao.errors import InputError
from dubao.timestamps import frequency_alias, read_stamp

CASES = [
    (2024, "YE", 2026),
    ("2024", "YE", "2026"),
    ("2024-Q3", "QE", "2025-Q1"),
    ("2024-11", "ME", "2025-01"),
    (dt.date(2024, 12, 31), "YE", dt.date(2026, 12, 31)),
    (dt.date(2024, 1, 1), "YE", dt.date(2026, 1, 1)),
    (dt.date(2024, 6, 30), "QE", dt.date(2024, 12, 31)),
    (dt.date(2024, 4, 1), "QE", dt.date(2024, 10, 1)),
    (dt.date(2023, 12, 31), "ME", dt.date(2024, 2, 29)),
    (dt.date(2024, 2, 28), "D", dt.date(2024, 3, 1)),
    ("2024-12-31", "YE", "2026-12-31"),
    (pd.Timestamp("2024-12-31"), "YE", pd.Timestamp("2026-12-31")),
    (pd.Period("2024Q3", freq="Q"), "QE", pd.Period("2025Q1", freq="Q")),
]


@pytest.mark.parametrize(("cell", "freq", "expected"), CASES)
def test_two_periods_later_is_written_in_the_same_way(cell, freq, expected) -> None:
    stamp = read_stamp(cell, freq, 1)
    assert stamp is not None
    assert stamp.shift(2) == expected
    assert type(stamp.shift(2)) is type(cell)
    later = read_stamp(expected, freq, 1)
    assert later is not None and later.ordinal == stamp.ordinal + 2


@pytest.mark.parametrize("cell", ["x", "", None, True, "2024-13", 3.5, "2024-Q5"])
def test_what_is_no_period_is_not_guessed(cell) -> None:
    assert read_stamp(cell, "ME", 1) is None


def test_a_year_is_no_quarter() -> None:
    assert read_stamp(2024, "QE", 1) is None
    assert read_stamp("2024", "QE", 1) is None


def test_numpy_dates_are_read() -> None:
    stamp = read_stamp(np.datetime64("2024-12-31"), "YE", 1)
    assert stamp is not None and stamp.ordinal == 2024


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    st.integers(-50, 50),
    st.sampled_from(["YE", "QE", "ME", "D"]),
)
def test_shifting_moves_the_integer_by_as_much(day, steps, freq) -> None:
    stamp = read_stamp(day, freq, 1)
    assert stamp is not None
    moved = read_stamp(stamp.shift(steps), freq, 1)
    assert moved is not None and moved.ordinal == stamp.ordinal + steps


@pytest.mark.parametrize("freq", ["YE", "YE-DEC", "A-DEC", "YS", "Y", "1y"])
def test_the_ecosystems_spellings_of_a_year_are_one(freq) -> None:
    assert frequency_alias(freq) == ("YE", 1)


def test_an_integer_step_counts() -> None:
    assert frequency_alias(5) == ("YE", 5)
    stamp = read_stamp(10, "YE", 5)
    assert stamp is not None and stamp.shift(2) == 20


@pytest.mark.parametrize("freq", ["W", "h", None, 0, "yearly"])
def test_another_frequency_is_refused_with_what_is_known(freq) -> None:
    with pytest.raises(InputError) as caught:
        frequency_alias(freq)
    assert caught.value.id == "E-FRM-011"
    assert "YE" in caught.value.text("vi")
