"""Supply from entrants to the labour market: the calculation of chapter 6, on draws (F12).

Only entrants of some years are known, and the rates between entry and the labour market are assumptions with a low and a high.
Graduates of an academic year come from two cohorts: those on time and those a year late; so a run of consecutive cohorts is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dubao import labour
from dubao.report.assumptions import Tornado, tornado
from dubao.report.config import Configuration
from dubao.report.registers import Assumption
from dubao.report.text import Text

if TYPE_CHECKING:
    from dubao.data import Catalogue, SeriesRecord

USES = (
    "graduation_rate",
    "on_time_share",
    "standard_length",
    "further_study",
    "participation",
    "emigration_of_graduates",
)


@dataclass(frozen=True)
class Supply:
    """Consecutive cohorts with known entrants, and what comes of them; arrays are draws × years, persons."""

    record: SeriesRecord
    cohorts: tuple[tuple[int, float], ...]
    """(year of entry, entrants)"""
    graduation_years: tuple[int, ...]
    """Calendar years in which the academic years of graduation end."""
    graduates: np.ndarray
    entry_years: tuple[int, ...]
    entrants: np.ndarray
    used: tuple[str, ...]
    """Ids of the assumptions used."""

    @property
    def yearly(self) -> np.ndarray:
        """Labour-market entrants, average over the years that can be computed; one value a path."""
        return self.entrants.mean(axis=1)


def chosen_assumptions(
    configuration: Configuration, register: Mapping[str, Assumption]
) -> dict[str, Assumption] | None:
    """The assumptions of the calculation by use; None when one is missing or has no value."""
    found = {use: register.get(configuration.assumptions.get(use, "")) for use in USES}
    return None if any(a is None or a.value is None for a in found.values()) else found  # type: ignore[return-value]


def consecutive_cohorts(record: SeriesRecord) -> tuple[tuple[int, float], ...]:
    """The longest last run of consecutive years with a value."""
    run: list[tuple[int, float]] = []
    for period in record.periods:
        value = record.value(period)
        if value is None:
            run = []
        else:
            run.append((int(period), float(value)))
    return tuple(run)


def supply(
    catalogue: Catalogue, configuration: Configuration, register: Mapping[str, Assumption]
) -> Supply | None:
    """The calculation; None when entrants or an assumption it needs are not given, or there are not two consecutive cohorts."""
    series, chosen = configuration.supply.entrants_field, chosen_assumptions(configuration, register)
    if not series or chosen is None:
        return None
    record = catalogue.series(series)
    cohorts = consecutive_cohorts(record)
    if len(cohorts) < 2:
        return None
    settings = configuration.forecast
    flows = labour.cohort_graduates(
        np.tile([entrants for _, entrants in cohorts], (settings.draws, 1)),
        start=str(cohorts[0][0]),
        completion=chosen["graduation_rate"].triple,
        on_time=chosen["on_time_share"].triple,
        standard_length=int(chosen["standard_length"].triple[0]),
        further_study=chosen["further_study"].triple,
        participation=chosen["participation"].triple,
        emigration=chosen["emigration_of_graduates"].triple,
        programme=series,
        calendar_lag=1,
        seed=settings.seed,
    )
    years = flows.graduates.shape[1]
    first, entry = int(flows.graduates_start) + 1, int(flows.entry.start)
    return Supply(
        record, cohorts, tuple(range(first, first + years)), flows.graduates, tuple(range(entry, entry + flows.entry.entrants.shape[1])),
        flows.entry.entrants, tuple(a.id for a in chosen.values()),
    )  # fmt: skip


def supply_tornado(
    catalogue: Catalogue, configuration: Configuration, register: Mapping[str, Assumption]
) -> Tornado:
    """Effect of each assumption on the yearly labour-market entrants."""
    used = {
        use: configuration.assumptions[use]
        for use in USES
        if use in configuration.assumptions and use != "standard_length"
    }

    def compute(at: Mapping[str, Assumption]) -> float:
        found = supply(catalogue, configuration, at)
        assert found is not None  # the register had every assumption when the base was computed
        return float(np.median(found.yearly))

    title = Text(
        f"Người tốt nghiệp {configuration.supply.field_vi} vào thị trường lao động mỗi năm",
        f"Graduates in {configuration.supply.field_en} entering the labour market a year",
    )
    return tornado("supply", title, "F12 on common draws", compute, register, used)
