"""Salaries in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao.postings import read_salary

M = 1e6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 - 20 triệu", (15 * M, 20 * M, "VND", "")),
        ("15tr-20tr/tháng", (15 * M, 20 * M, "VND", "month")),
        ("Từ 15 đến 20 triệu đồng", (15 * M, 20 * M, "VND", "")),
        ("15tr5 - 20tr", (15.5 * M, 20 * M, "VND", "")),
        ("1,5 - 2,5 triệu", (1.5 * M, 2.5 * M, "VND", "")),
        ("500k - 1 triệu", (0.5 * M, 1 * M, "VND", "")),
        ("20.000.000 - 30.000.000 VNĐ", (20 * M, 30 * M, "VND", "")),
        ("15.000.000 - 20 triệu", (15 * M, 20 * M, "VND", "")),
        ("25.000đ/giờ", (25e3, 25e3, "VND", "hour")),
        ("300.000 đồng/ngày", (300e3, 300e3, "VND", "day")),
        ("Up to $2,000", (None, 2000.0, "USD", "")),
        ("lên đến 30tr", (None, 30 * M, "VND", "")),
        ("Tới 2000 USD", (None, 2000.0, "USD", "")),
        ("Trên 10 triệu", (10 * M, None, "VND", "")),
        ("20 triệu trở lên", (20 * M, None, "VND", "")),
        ("1.500 - 2.500 USD", (1500.0, 2500.0, "USD", "")),
        ("$1,000 - $2,000 per month", (1000.0, 2000.0, "USD", "month")),
        ("60,000 - 80,000 USD a year", (60e3, 80e3, "USD", "year")),
        ("$60k/năm", (60e3, 60e3, "USD", "year")),
        ("1000$ - 2000$", (1000.0, 2000.0, "USD", "")),
        ("10-15M VND", (10 * M, 15 * M, "VND", "")),
        ("€3,000 monthly", (3000.0, 3000.0, "EUR", "month")),
        ("¥300,000 - ¥400,000", (300e3, 400e3, "JPY", "")),
        ("Thương lượng (15 - 20 triệu)", (15 * M, 20 * M, "VND", "")),
        ("lương tháng 13, 20 triệu", (20 * M, 20 * M, "VND", "")),
        ("1,234.56 USD", (1234.56, 1234.56, "USD", "")),
    ],
)
def test_salaries_that_are_stated(text: str, expected: tuple) -> None:
    found = read_salary(text)
    assert (found.low, found.high, found.currency, found.period) == expected
    assert found.status == "stated"


@pytest.mark.parametrize(
    "text",
    [
        "15 - 20", "20.000.000", "1,500", "50k/h", "10 - 15M", "15.500 triệu", "$1000 - 30 triệu", "20 - 15 triệu", "-5 triệu", "0 triệu",
        "8 - 10 triệu, thưởng 2 triệu", "10 triệu 2 năm", "100000000000000000000 USD", "10 triệu/tháng hoặc 120 triệu/năm", "0 USD", "$$$", "abc 12x",
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_stays_open(text: str) -> None:
    found = read_salary(text)
    assert (found.low, found.high, found.status) == (None, None, "undetermined")


@pytest.mark.parametrize(
    "text",
    [
        "Thỏa thuận",
        "Thoả thuận",
        "Negotiable",
        "Cạnh tranh",
        "You'll love it",
        "Thương lượng",
        "Competitive salary",
    ],
)
def test_salaries_that_are_negotiable(text: str) -> None:
    assert read_salary(text).status == "negotiable"


@pytest.mark.parametrize("text", [None, "", "  ", float("nan")])
def test_nothing_is_nothing(text: object) -> None:
    assert read_salary(text).status == ""


@settings(max_examples=100, deadline=None)
@given(
    low=st.integers(1, 900),
    more=st.integers(0, 99),
    form=st.sampled_from(
        ["{} - {} triệu", "từ {} đến {} triệu đồng", "{}tr - {}tr", "{}–{} triệu VNĐ/tháng"]
    ),
)
def test_any_range_in_millions_comes_back(low: int, more: int, form: str) -> None:
    found = read_salary(form.format(low, low + more))
    assert (found.low, found.high) == (low * M, (low + more) * M)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_no_text_is_fatal_and_low_is_never_above_high(text: str) -> None:
    found = read_salary(text)
    assert found.low is None or found.high is None or found.low <= found.high
    assert (found.status == "stated") == (found.low is not None or found.high is not None)
