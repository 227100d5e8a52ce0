"""From the catalogue to the series that are forecast: persons, sampling errors, breaks, sources.

No standard error is published for these series. The survey-design table gives coefficients of variation of the last year as an
order of magnitude; they are used as an upper bound, times a scale. For an estimated count the relative error goes with one over
the square root of the count (binomial sampling, fixed sample size), so se_t = cv · scale · √(y_last · y_t).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dubao.errors import InputError, Problem
from dubao.report.config import Configuration, GroupPart

if TYPE_CHECKING:
    from dubao.data import Catalogue, SeriesRecord, Table

# Persons in one unit of a headcount.
PERSONS_PER_UNIT = {"persons": 1.0, "thousand_persons": 1000.0, "students": 1.0}


@dataclass(frozen=True)
class History:
    """One observed series in persons, on consecutive years; NaN = missing."""

    record: SeriesRecord
    years: tuple[int, ...]
    values: np.ndarray
    standard_errors: np.ndarray
    cv: float | None
    """Coefficient of variation of the last year used as upper bound; None where none is known."""

    @property
    def breaks(self) -> tuple[int, ...]:
        return tuple(int(period) for period in self.record.breaks)

    @property
    def last_year(self) -> int:
        return self.years[-1]

    def at(self, year: int) -> float | None:
        if year not in self.years:
            return None
        value = float(self.values[self.years.index(year)])
        return None if math.isnan(value) else value

    def to(self, last: int) -> History:
        """The part up to a year (for a pseudo-vintage)."""
        n = sum(year <= last for year in self.years)
        return History(self.record, self.years[:n], self.values[:n], self.standard_errors[:n], self.cv)

    @property
    def observed(self) -> int:
        """Number of values."""
        return int(np.isfinite(self.values).sum())

    @property
    def since_break(self) -> int:
        """Number of values on the present definition."""
        start = max(self.breaks, default=self.years[0])
        return sum(
            year >= start and math.isfinite(v) for year, v in zip(self.years, self.values, strict=True)
        )


def coefficient_of_variation(design: Table | None, series: str, design_effect: float) -> float | None:
    """Coefficient of variation (a share) that the survey-design table gives for a series.

    The row with the nearest design effect is taken and scaled: under a design effect d the variance is d times that of simple
    random sampling, so cv goes with √d.
    """
    rows = [
        (float(row["design_effect"]), float(row["value"]) / 100.0)
        for row in design or ()
        if row.get("quantity") == "cv" and row.get("applies_to") == series and row.get("value") is not None and _is_number(row.get("design_effect"))
    ]  # fmt: skip
    if not rows:
        return None
    effect, cv = min(rows, key=lambda row: (abs(math.log(row[0] / design_effect)), row[0]))
    return cv * math.sqrt(design_effect / effect)


def _is_number(text: object) -> bool:
    try:
        return float(str(text)) > 0
    except ValueError:
        return False


def history(
    catalogue: Catalogue,
    configuration: Configuration,
    series: str,
    design: Table | None,
    table: str | None = None,
) -> History:
    """One annual series in persons up to the last observed year of the configuration."""
    record = catalogue.series(series, for_forecast=True, table=table)
    factor = PERSONS_PER_UNIT.get(record.unit)
    if factor is None:
        raise InputError(
            Problem(
                "E-REP-101", series=series, column="unit", vi=f"đơn vị {record.unit} không phải là số người",
                en=f"unit {record.unit} is not a number of persons", remedy_vi="chọn một chuỗi số người",
                remedy_en="choose a series of headcounts",
            )
        )  # fmt: skip
    last = configuration.forecast.last_observed
    years = tuple(int(period) for period in record.periods if int(period) <= last)
    values = np.asarray(record.values[: len(years)], dtype=float) * factor
    cv = coefficient_of_variation(design, series, configuration.forecast.design_effect)
    published = np.asarray(record.standard_errors[: len(years)], dtype=float) * factor
    scale = configuration.forecast.standard_error_scale
    errors = published
    if cv is not None and not np.isfinite(published).any():
        latest = values[np.isfinite(values)][-1]
        errors = cv * scale * np.sqrt(latest * values)
    return History(record, years, values, errors, cv)


def frame(histories: dict[str, History], *, standard_errors: bool) -> dict[str, np.ndarray]:
    """Long frame ``unique_id, ds, y, se, break`` of several series; missing years are left out."""
    ids: list[str] = []
    periods: list[str] = []
    y: list[float] = []
    errors: list[float] = []
    breaks: list[int] = []
    for key, one in histories.items():
        pending = False
        for year, value, error in zip(one.years, one.values, one.standard_errors, strict=True):
            # A break declared at a missing year is a break before the next value.
            pending = pending or year in one.breaks
            if not math.isfinite(value):
                continue
            ids.append(key)
            periods.append(str(year))
            y.append(float(value))
            errors.append(float(error) if math.isfinite(error) else math.nan)
            breaks.append(int(pending))
            pending = False
    out = {
        "unique_id": np.array(ids),
        "ds": np.array(periods),
        "y": np.array(y),
        "break": np.array(breaks),
    }
    if standard_errors:
        out["se"] = np.array(errors)
    return out


def leaf_groups(configuration: Configuration) -> list[GroupPart]:
    """Groups that have a series of their own."""
    return [group for group in configuration.groups if group.series]
