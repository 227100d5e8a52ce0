"""Salaries as monthly amounts in one currency."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dubao.errors import InputError
from dubao.postings import Posting, SalaryTerms

BASE = Posting(
    "a",
    "1",
    None,
    "2026-03",
    "x",
    salary_low=12e6,
    salary_high=24e6,
    salary_currency="VND",
    salary_period="month",
)
TERMS = SalaryTerms(rates={"USD": 25_000.0}, rates_source="SBV 2026-03-01", months={"day": 1 / 20})


def test_currencies_and_periods_are_converted_by_the_users_figures() -> None:
    assert TERMS.monthly(BASE) == (12e6, 24e6)
    assert TERMS.monthly(replace(BASE, salary_period="year")) == (1e6, 2e6)
    assert TERMS.monthly(replace(BASE, salary_low=1000, salary_high=2000, salary_currency="USD")) == (
        25e6,
        50e6,
    )
    assert TERMS.monthly(
        replace(BASE, salary_low=1e6, salary_high=1e6, salary_period="day")
    ) == pytest.approx((20e6, 20e6))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"salary_low": None, "salary_high": None}, "not_stated"),
        ({"salary_high": None}, "open_end"),
        ({"salary_currency": "EUR"}, "currency"),
        ({"salary_currency": ""}, "currency"),
        ({"salary_period": "hour"}, "period"),
        ({"salary_period": ""}, "period"),
        ({"salary_low": 0.0}, "not_positive"),
        ({"salary_low": 30e6}, "not_positive"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_left_out_with_its_reason(change: dict, reason: str) -> None:
    assert TERMS.monthly(replace(BASE, **change)) == reason


def test_a_period_may_be_assumed_only_by_the_user() -> None:
    assert SalaryTerms(unstated_period="month").monthly(replace(BASE, salary_period="")) == (12e6, 24e6)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rates": {"USD": 25_000.0}},
        {"rates": {"USD": -1.0}, "rates_source": "x"},
        {"months": {"day": 0.0}},
        {"unstated_period": "moon"},
    ],
)
def test_conversions_that_cannot_be_used_are_refused(wrong: dict) -> None:
    with pytest.raises(InputError, match="E-SPM-002"):
        SalaryTerms(**wrong)
    assert "SBV 2026-03-01" in TERMS.statement("vi") and SalaryTerms().statement() == ""
