"""A stated salary as one monthly amount in one currency: what is converted, by whose rate, and what is left out.

>>> from dubao.postings import Posting
>>> terms = SalaryTerms(rates={"USD": 26000.0}, rates_source="Vietcombank, 2026-03-02")
>>> terms.monthly(Posting("a", "1", None, "2026-03", "x", salary_low=1000, salary_high=1500, salary_currency="USD", salary_period="month"))
(26000000.0, 39000000.0)
>>> terms.monthly(Posting("a", "1", None, "2026-03", "x", salary_low=1000, salary_currency="USD", salary_period="month"))
'open_end'
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from dubao.errors import InputError, Language, Problem
from dubao.postings.posting import Posting

__all__ = ["LEFT_OUT", "SalaryTerms"]

LEFT_OUT: dict[str, tuple[str, str]] = {
    "not_stated": ("không nêu mức lương đọc được", "state no salary that is read"),
    "open_end": ("chỉ nêu một đầu (từ …, đến …)", "state one end only (from …, up to …)"),
    "currency": (
        "tiền tệ không nêu hoặc không có tỷ giá",
        "in a currency that is not stated or for which no rate is given",
    ),
    "period": (
        "kỳ trả không nêu hoặc không quy đổi được",
        "for a period that is not stated or not converted",
    ),
    "not_positive": ("mức lương không dương", "with an amount that is not positive"),
}
# Periods of fixed length in months; days and hours of work depend on the employer and are the user's to state.
_MONTHS = {"month": 1.0, "year": 12.0, "week": 12.0 / 52.0}


@dataclass(frozen=True)
class SalaryTerms:
    """How salaries become comparable.

    Attributes
    ----------
    currency : str
        Of the result, ISO 4217.
    rates : mapping
        Currency → its price in ``currency``. One rate for the whole time: where rates moved, convert before.
    rates_source : str
        Whose rates; needed with ``rates``.
    months : mapping
        Period → months, added to month, year and week: ``{"day": 1 / 22}`` says that a month has 22 days of work.
    unstated_period : str
        Period of salaries that state none; empty leaves them out.

    Raises
    ------
    dubao.errors.InputError
        E-SPM-002 for a rate or a number of months that is not positive, rates without a source, an unknown period.
    """

    currency: str = "VND"
    rates: Mapping[str, float] = field(default_factory=dict)
    rates_source: str = ""
    months: Mapping[str, float] = field(default_factory=dict)
    unstated_period: str = ""

    def __post_init__(self) -> None:
        known = {**_MONTHS, **self.months}
        wrong = [
            f"{k}={v}" for k, v in {**self.rates, **self.months}.items() if not (math.isfinite(v) and v > 0)
        ]
        if self.unstated_period and self.unstated_period not in known:
            wrong.append(f"unstated_period={self.unstated_period}")
        if self.rates and not self.rates_source:
            wrong.append("rates_source")
        if wrong:
            raise InputError(
                Problem(
                    "E-SPM-002", argument="rates, months, unstated_period", vi=f"quy đổi lương không dùng được: {', '.join(wrong)}",
                    en=f"the conversion of salaries cannot be used: {', '.join(wrong)}",
                    remedy_vi="tỷ giá và số tháng phải dương; ghi nguồn tỷ giá ở rates_source",
                    remedy_en="rates and months must be positive; name the source of the rates in rates_source",
                )
            )  # fmt: skip

    def monthly(self, posting: Posting) -> tuple[float, float] | str:
        """Low and high end a month in the currency, or the reason (of :data:`LEFT_OUT`) why there is none."""
        low, high = posting.salary_low, posting.salary_high
        if low is None and high is None:
            return "not_stated"
        if low is None or high is None:
            return "open_end"
        rate = 1.0 if posting.salary_currency == self.currency else self.rates.get(posting.salary_currency)
        if rate is None:
            return "currency"
        months = {**_MONTHS, **self.months}.get(posting.salary_period or self.unstated_period)
        if months is None:
            return "period"
        if not 0.0 < low <= high:
            return "not_positive"
        return low * rate / months, high * rate / months

    def statement(self, lang: Language = "vi") -> str:
        """Which rates were used, in a sentence; empty without any."""
        if not self.rates:
            return ""
        listed = ", ".join(f"1 {k} = {v:g} {self.currency}" for k, v in sorted(self.rates.items()))
        return (
            f"Tỷ giá {self.rates_source}: {listed}."
            if lang == "vi"
            else f"Rates of {self.rates_source}: {listed}."
        )
