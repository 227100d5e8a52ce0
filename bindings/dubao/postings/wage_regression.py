"""The regression behind premia: logarithm of the stated salary on indicators, with controls, by the library's own least squares.

>>> holm([0.01, 0.04, 0.03])
[0.03, 0.06, 0.06]
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dubao.postings.coded import CodedPosting
from dubao.postings.monthly_salary import LEFT_OUT, SalaryTerms
from dubao.regression import OLS, LinearResult

__all__ = ["CONTROLS", "WageData", "WageFit", "fit_wages", "holm"]

CONTROLS: dict[str, tuple[str, str]] = {
    "role": ("vai trò", "role"),
    "place": ("nơi làm việc", "place"),
    "source": ("nguồn", "source"),
    "experience": ("kinh nghiệm", "experience"),
    "month": ("tháng", "month"),
}
# Values of a control below so many postings share one indicator: HC3 is undefined where an indicator has one row.
_LEAST_CATEGORY = 5
_POOLED = "(other)"
# Clusters below which cluster-robust errors are known to be too small (Cameron and Miller 2015).
_LEAST_CLUSTERS = 30


@dataclass(frozen=True)
class WageData:
    """Postings whose salary can be used, and their monthly low and high ends."""

    records: tuple[CodedPosting, ...]
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def read(cls, records: Sequence[CodedPosting], terms: SalaryTerms) -> tuple[WageData, dict[str, int]]:
        """The usable ones, and how many were left out for which reason."""
        kept: list[CodedPosting] = []
        ends: list[tuple[float, float]] = []
        left_out = dict.fromkeys(LEFT_OUT, 0)
        for record in records:
            salary = terms.monthly(record.posting)
            if isinstance(salary, str):
                left_out[salary] += 1
            else:
                kept.append(record)
                ends.append(salary)
        table = np.array(ends, dtype=float).reshape(-1, 2)
        return cls(tuple(kept), table[:, 0], table[:, 1]), left_out

    @property
    def rows(self) -> int:
        """Postings that can be used."""
        return len(self.records)

    @property
    def employers(self) -> int:
        """Different employers named."""
        return len({r.posting.employer for r in self.records} - {""})

    def logarithm(self, end: Literal["middle", "low", "high"]) -> np.ndarray:
        """Logarithm of the midpoint or of an end."""
        return np.asarray(
            np.log({"middle": 0.5 * (self.low + self.high), "low": self.low, "high": self.high}[end])
        )


@dataclass(frozen=True)
class WageFit:
    """A fit, read in percent."""

    fit: LinearResult
    errors: str

    def percent(self, name: str, level: float) -> tuple[float, float, float]:
        """100·(e^β − 1) and the ends of its interval; of the median where errors are symmetric in logarithms."""
        low, high = self.fit.conf_int(100.0 * level)[name]
        return 100.0 * math.expm1(self.fit.params[name]), 100.0 * math.expm1(low), 100.0 * math.expm1(high)

    def p_value(self, name: str) -> float:
        """Two-sided, of no difference."""
        return float(self.fit.pvalues[name])


def fit_wages(
    data: WageData,
    indicators: Mapping[str, np.ndarray],
    controls: Sequence[str],
    errors: str,
    end: Literal["middle", "low", "high"] = "middle",
) -> WageFit:
    """Least squares of the logarithm on controls and indicators; errors ``auto``, ``employer`` or ``HC3``."""
    columns = [
        *_control_columns(data.records, controls),
        *((n, np.asarray(v, dtype=float)) for n, v in indicators.items()),
    ]
    design, names = np.column_stack([c for _, c in columns]), [n for n, _ in columns]
    clustered = errors == "employer" or (errors == "auto" and data.employers >= _LEAST_CLUSTERS)
    y = data.logarithm(end)
    if clustered:
        # A posting without an employer is a cluster of its own.
        groups = [r.posting.employer or f"\0{i}" for i, r in enumerate(data.records)]
        return WageFit(OLS(covariance="cluster").fit(design, y, names=names, clusters=groups), "employer")
    return WageFit(OLS(covariance="HC3").fit(design, y, names=names), "HC3")


def holm(p_values: Sequence[float]) -> list[float]:
    """p-values adjusted for their number, whatever their dependence (Holm 1979): the k-th smallest of m times m − k + 1, never falling."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    out = [0.0] * len(p_values)
    highest = 0.0
    for k, i in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - k) * p_values[i]))
        out[i] = highest
    return out


def _control_columns(
    records: Sequence[CodedPosting], controls: Sequence[str]
) -> list[tuple[str, np.ndarray]]:
    out: list[tuple[str, np.ndarray]] = []
    for control in controls:
        if control == "experience":
            stated = np.array([r.experience is not None for r in records], dtype=float)
            if not stated.any():
                continue
            mean = float(np.mean([r.experience for r in records if r.experience is not None]))
            if min(stated.sum(), len(records) - stated.sum()) >= _LEAST_CATEGORY:
                out.append(("experience stated", stated))
            out.append(
                ("experience", np.array([mean if r.experience is None else r.experience for r in records]))
            )
            continue
        values = [_value(r, control) for r in records]
        counted = Counter(values)
        # The commonest value is the one the others are compared with; the rare ones are pooled, with it where they are few together.
        common = min(counted, key=lambda v: (-counted[v], v))
        rare = {v for v, n in counted.items() if n < _LEAST_CATEGORY}
        few = sum(counted[v] for v in rare) < _LEAST_CATEGORY
        pooled = [(common if few else _POOLED) if v in rare else v for v in values]
        for value in sorted(set(pooled) - {common}):
            out.append((f"{control}={value}", np.array([v == value for v in pooled], dtype=float)))
    return out


def _value(record: CodedPosting, control: str) -> str:
    if control == "role":
        return record.role or record.occupation
    return {"place": record.posting.place, "source": record.posting.source, "month": record.posting.month}[
        control
    ]
