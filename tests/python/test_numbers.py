"""Numbers as text in two languages, and back."""

from __future__ import annotations

import doctest
import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dubao import numbers
from dubao.errors import InputError
from dubao.numbers import (
    AmbiguousNumberError,
    format_date,
    format_number,
    format_percent,
    format_period,
    format_range,
    number_readings,
    parse_number,
)

finite = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)


def test_the_examples_of_the_module_run() -> None:
    result = doctest.testmod(numbers)
    assert result.attempted > 10
    assert result.failed == 0


@given(finite, st.sampled_from(["vi", "en"]))
def test_every_finite_number_survives_writing_and_reading(value: float, lang: str) -> None:
    assert parse_number(format_number(value, lang), lang) == value  # type: ignore[arg-type]


@given(finite, st.integers(0, 6))
def test_both_languages_print_the_same_digits(value: float, decimals: int) -> None:
    swap = str.maketrans(".,", ",.")
    assert format_number(value, "vi", decimals).translate(swap) == format_number(value, "en", decimals)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.integers(0, 3))
def test_rounding_is_half_away_from_zero_and_off_by_at_most_half_a_unit(
    value: Decimal, decimals: int
) -> None:
    read = Decimal(str(parse_number(format_number(value, "en", decimals), "en")))
    half = Decimal(1).scaleb(-decimals) / 2
    assert abs(read - value) <= half
    if abs(value * 10**decimals) % 1 == Decimal("0.5"):
        assert abs(read) > abs(value)


@given(st.integers(1, 999), st.integers(0, 999))
def test_one_group_of_three_after_a_mark_is_never_guessed(head: int, tail: int) -> None:
    for mark in ".,":
        text = f"{head}{mark}{tail:03d}"
        with pytest.raises(AmbiguousNumberError) as refused:
            parse_number(text)
        assert refused.value.id == "E-NUM-002"
        assert {parse_number(text, "vi"), parse_number(text, "en")} == {
            head * 1000 + tail,
            float(f"{head}.{tail:03d}"),
        }


@pytest.mark.parametrize(
    "text", ["", "abc", "1.2.3", "12,34.567", "64%", "1..000", "1.234.56", "--3", "٣", "0x10", "1e400"]
)
def test_text_that_is_no_number_is_refused_in_every_style(text: str) -> None:
    assert number_readings(text) == {}
    for style in ("vi", "en", "plain", None):
        with pytest.raises(InputError) as refused:
            parse_number(text, style)  # type: ignore[arg-type]
        assert refused.value.id == "E-NUM-001"


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("1.234.567,8", None, 1234567.8),
        ("1,234,567.8", None, 1234567.8),
        ("0,123", None, 0.123),
        ("0.123", None, 0.123),
        ("145 000", None, 145000.0),
        ("145\u00a0000,5", "vi", 145000.5),
        ("\u22121.234", "vi", -1234.0),
        ("-12", None, -12.0),
        ("1.5e3", "plain", 1500.0),
        ("145000", None, 145000.0),
    ],
)
def test_numbers_as_people_write_them_are_read(text: str, style: str | None, value: float) -> None:
    assert parse_number(text, style) == value  # type: ignore[arg-type]


def test_missing_values_print_as_the_sign_of_the_yearbooks() -> None:
    assert format_number(None) == format_number(math.nan) == format_percent(math.nan) == "…"


def test_negative_zero_has_no_sign() -> None:
    assert format_number(-0.0, "vi") == "0"
    assert format_number(-0.001, "vi", 1) == "0,0"


def test_ranges_with_a_negative_end_have_spaces_around_the_dash() -> None:
    assert format_range(-2.5, 3, "vi", 1) == "−2,5 – 3,0"


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (date(2026, 11, 22), "ngày 22 tháng 11 năm 2026", "22 November 2026"),
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026", "9 January 2026"),
        (date(2026, 3, 31), "ngày 31 tháng 3 năm 2026", "31 March 2026"),
    ],
)
def test_dates_take_the_form_of_official_documents(day: date, vi: str, en: str) -> None:
    assert (format_date(day, "vi"), format_date(day, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        ("2024-H1", "6 tháng đầu năm 2024", "H1 2024"),
        ("2024-H2", "6 tháng cuối năm 2024", "H2 2024"),
        ("2024-W07", "tuần 7 năm 2024", "week 7 of 2024"),
        ("2020-W53", "tuần 53 năm 2020", "week 53 of 2020"),
    ],
)
def test_half_years_and_weeks_are_written_out(period: str, vi: str, en: str) -> None:
    assert (format_period(period, "vi"), format_period(period, "en")) == (vi, en)


def test_a_period_that_is_none_is_refused_with_the_forms_that_are() -> None:
    with pytest.raises(InputError, match="2024-Q3") as refused:
        format_period("2024-Q5")
    for text in ("2024-H3", "2024-W54", "2024-W7"):
        with pytest.raises(InputError, match="2024-W07"):
            format_period(text)
    assert refused.value.id == "E-TIM-001"
