"""Periods as people write them."""

from __future__ import annotations

import doctest

import pytest

from dubao.data import period_text
from dubao.data.period_text import read_period


def test_the_examples_of_the_module_run() -> None:
    result = doctest.testmod(period_text)
    assert (result.attempted > 1, result.failed) == (True, 0)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024", "2024"), ("Năm 2024", "2024"), ("2024.0", "2024"), ("2024-Q3", "2024-Q3"), ("Quý 3/2024", "2024-Q3"),
        ("quý III năm 2024", "2024-Q3"), ("Q1 2024", "2024-Q1"), ("2024Q2", "2024-Q2"), ("Quý IV-2024", "2024-Q4"),
        ("Tháng 7 năm 2024", "2024-07"), ("T7/2024", "2024-07"), ("12/2024", "2024-12"), ("2024-07-01", "2024-07-01"),
        ("ngày 5 tháng 3 năm 2024", "2024-03-05"), ("6 tháng đầu năm 2024", "2024-H1"), ("6 tháng cuối năm 2024", "2024-H2"),
        ("Sáu tháng đầu năm 2024", "2024-H1"), ("Nửa cuối năm 2024", "2024-H2"), ("H1/2024", "2024-H1"), ("2024H2", "2024-H2"),
        ("2024-H1", "2024-H1"), ("Tuần 7 năm 2024", "2024-W07"), ("W7/2024", "2024-W07"), ("2024-W07", "2024-W07"),
        ("2020W53", "2020-W53"), ("week 12, 2024", "2024-W12"),
    ],
)  # fmt: skip
def test_usual_ways_of_writing_are_read(text: str, period: str) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "05/03/2024",
        "2024-13",
        "2024-Q5",
        "13/2024",
        "năm nay",
        "24",
        "2023-02-29",
        "Q0/2024",
        "H3/2024",
        "Tuần 53 năm 2024",
    ],
)
def test_what_is_no_period_or_could_be_two_is_not_read(text: str) -> None:
    assert read_period(text) is None
