"""Timestamps: periods as integers, written back as they were."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dubao import _core
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
    ("2024-H2", "HYE", "2025-H2"),
    (dt.date(2023, 12, 31), "HYE", dt.date(2024, 12, 31)),
    (dt.date(2024, 7, 1), "HYE", dt.date(2025, 7, 1)),
    ("2024-06-30", "HYE", "2025-06-30"),
    (pd.Timestamp("2024-06-30"), "HYE", pd.Timestamp("2025-06-30")),
    (pd.Period("2024Q3", freq="2Q"), "HYE", pd.Period("2025Q3", freq="2Q")),
    ("2020-W52", "W", "2021-W01"),
    ("2021-W52", "W", "2022-W02"),
    (dt.date(2020, 12, 27), "W", dt.date(2021, 1, 10)),
    (dt.datetime(2024, 2, 19, 8), "W", dt.datetime(2024, 3, 4, 8)),
    ("2024-02-19", "W", "2024-03-04"),
    (pd.Timestamp("2024-12-29"), "W", pd.Timestamp("2025-01-12")),
    (pd.Period("2024-12-29", freq="W-SUN"), "W", pd.Period("2025-01-12", freq="W-SUN")),
]


@pytest.mark.parametrize(("cell", "freq", "expected"), CASES)
def test_two_periods_later_is_written_in_the_same_way(cell, freq, expected) -> None:
    stamp = read_stamp(cell, freq, 1)
    assert stamp is not None
    assert stamp.shift(2) == expected
    assert type(stamp.shift(2)) is type(cell)
    later = read_stamp(expected, freq, 1)
    assert later is not None and later.ordinal == stamp.ordinal + 2


@pytest.mark.parametrize("cell", ["x", "", None, True, "2024-13", 3.5, "2024-Q5", "2024-H1", "2024-W07"])
def test_what_is_no_period_is_not_guessed(cell) -> None:
    assert read_stamp(cell, "ME", 1) is None


@pytest.mark.parametrize(
    ("cell", "freq"),
    [("2024-H3", "HYE"), ("2024-W53", "W"), ("2024-Q2", "HYE"), (2024, "W"), ("2024", "HYE")],
)
def test_what_is_no_half_year_or_week_is_not_guessed(cell, freq) -> None:
    assert read_stamp(cell, freq, 1) is None


def test_a_year_is_no_quarter() -> None:
    assert read_stamp(2024, "QE", 1) is None
    assert read_stamp("2024", "QE", 1) is None


def test_numpy_dates_are_read() -> None:
    stamp = read_stamp(np.datetime64("2024-12-31"), "YE", 1)
    assert stamp is not None and stamp.ordinal == 2024


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    st.integers(-50, 50),
    st.sampled_from(["YE", "HYE", "QE", "ME", "W", "D"]),
)
def test_shifting_moves_the_integer_by_as_much(day, steps, freq) -> None:
    stamp = read_stamp(day, freq, 1)
    assert stamp is not None
    moved = read_stamp(stamp.shift(steps), freq, 1)
    assert moved is not None and moved.ordinal == stamp.ordinal + steps


@pytest.mark.parametrize("freq", ["YE", "YE-DEC", "A-DEC", "YS", "Y", "1y", "12ME", "4QE", "12mo", "2HYE"])
def test_the_ecosystems_spellings_of_a_year_are_one(freq) -> None:
    assert frequency_alias(freq) == ("YE", 1)


SPELLINGS = {
    "HYE": ["HYE", "HYS", "HYE-DEC", "2QE", "2QS", "2QE-DEC", "2QS-JAN", "6ME", "6MS", "6mo", "2q", "2Q"],
    "QE": ["QE", "QS", "Q", "QE-MAR", "1q", "3mo", "3ME", "3MS"],
    "ME": ["ME", "MS", "M", "1mo"],
    "W": ["W", "w", "1w", "1W", "W-SUN", "W-MON", "W-FRI", "7D", "7d"],
    "D": ["D", "d", "1d"],
}


@pytest.mark.parametrize(("alias", "freq"), [(a, f) for a, spellings in SPELLINGS.items() for f in spellings])
def test_spellings_of_pandas_and_polars_are_reduced_to_one(alias, freq) -> None:
    assert frequency_alias(freq) == (alias, 1)


@pytest.mark.parametrize(
    "freq", ["HYE", "HYS", "2QE-DEC", "6ME", "6MS", "2QS", "W", "W-SUN", "W-MON", "W-WED", "W-THU"]
)
def test_the_periods_of_pandas_follow_one_another(freq) -> None:
    alias, step = frequency_alias(freq)
    dates = pd.date_range("2013-01-31", periods=700 if alias == "W" else 30, freq=freq)
    stamps = [read_stamp(day, alias, step) for day in dates]
    first = stamps[0]
    assert [s.ordinal for s in stamps if s is not None] == [first.ordinal + k for k in range(len(dates))]
    assert [first.shift(k) for k in range(len(dates))] == list(dates)


def test_the_core_and_the_frame_agree_on_every_week_of_the_century() -> None:
    stamp = read_stamp("2000-W01", "W", 1)
    for k in range(52 * 100):
        text = _core.shift_period("2000-W01", k)
        monday = dt.date.fromisocalendar(int(text[:4]), int(text[6:]), 1)
        assert read_stamp(text, "W", 1).ordinal == stamp.ordinal + k
        assert read_stamp(monday, "W", 1).ordinal == stamp.ordinal + k
        assert read_stamp(monday + dt.timedelta(days=6), "W", 1).ordinal == stamp.ordinal + k


def test_a_pandas_period_of_another_length_is_no_period_of_the_frequency() -> None:
    assert read_stamp(pd.Period("2024-07", freq="M"), "HYE", 1) is None
    assert read_stamp(pd.Period("2024Q3", freq="Q"), "HYE", 1) is None


def test_an_integer_step_counts() -> None:
    assert frequency_alias(5) == ("YE", 5)
    stamp = read_stamp(10, "YE", 5)
    assert stamp is not None and stamp.shift(2) == 20


@pytest.mark.parametrize(
    "freq",
    [
        "h",
        None,
        0,
        "yearly",
        "2W",
        "14D",
        "1m",
        "5ME",
        "3QE",
        "W-JAN",
        "QE-MON",
        "HYE-XYZ",
        "B",
        "-",
        "",
        "2QE-",
    ],
)
def test_another_frequency_is_refused_with_what_is_known(freq) -> None:
    with pytest.raises(InputError) as caught:
        frequency_alias(freq)
    assert caught.value.id == "E-FRM-011"
    for language in ("vi", "en"):
        assert all(
            alias in caught.value.text(language)
            for alias in ("YE", "HYE", "2QE", "6ME", "QE", "ME", "W", "D")
        )
