"""Industry × occupation: staffing shares by the method that past years support, employment by cell, scenarios on common draws (F3, F4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import labour
from dubao.report.config import Configuration
from dubao.report.pipeline_forecast import yearly_paths
from dubao.report.pipeline_tables import histories, ordered

if TYPE_CHECKING:
    from dubao.data import Table


@dataclass(frozen=True)
class Staffing:
    """Employment by industry × occupation; arrays are draws × years, persons."""

    industries: tuple[str, ...]
    occupations: tuple[str, ...]
    base_year: int
    base: dict[tuple[str, str], float]
    """Observed cells of the base year."""
    years: tuple[int, ...]
    industry: dict[str, np.ndarray]
    shares: dict[str, dict[str, np.ndarray]]
    occupation: dict[str, np.ndarray]
    scenarios: dict[str, dict[str, np.ndarray]]
    """Scenario → occupation → paths; the scenario "base" is ``occupation``."""
    notes: tuple[str, ...]
    method: str
    """Of the shares, chosen by back-test."""
    choice: labour.ShareChoice | None

    def cell(self, industry: str, occupation: str, year: int) -> np.ndarray:
        """One value a path."""
        at = self.years.index(year)
        return self.industry[industry][:, at] * self.shares[industry][occupation][:, at]


def staffing(configuration: Configuration, table: Table, factors: Table | None) -> Staffing:
    """Forecasts every industry, its staffing shares, and occupations from both."""
    settings = configuration.forecast
    cells = histories(table, ("activity", "occupation"))
    industries = ordered(a for a, _ in cells)
    occupations = ordered(o for _, o in cells)
    years = sorted({y for values in cells.values() for y in values if y <= settings.last_observed})
    counts = np.array(
        [[[cells.get((a, o), {}).get(y, np.nan) for o in occupations] for a in industries] for y in years]
    )
    totals = {
        a: {y: float(counts[t, i].sum()) for t, y in enumerate(years)} for i, a in enumerate(industries)
    }
    breaks = sorted({int(row["period"]) for row in table if str(row.get("break_before") or "") == "1"})
    paths = yearly_paths(configuration, totals, settings.scenario_to, breaks)
    ahead = tuple(range(years[-1] + 1, settings.scenario_to + 1))
    shares, method, choice = _shares(
        configuration, counts, years[0], industries, occupations, len(ahead),
        [str(b) for b in breaks if years[0] < b <= years[-1]],
    )  # fmt: skip
    start = str(ahead[0])
    occupation = labour.occupation_employment(paths, shares, start=start)
    scenarios = {}
    for one in labour.Scenario.from_table(factors) if factors is not None else ():
        one.check()
        scaled = {a: one.employment(a, paths[a], start=start) for a in industries}
        scenarios[one.name] = labour.occupation_employment(scaled, shares, start=start)
    return Staffing(
        tuple(industries), tuple(occupations), years[-1],
        {(a, o): float(counts[-1, i, j]) for i, a in enumerate(industries) for j, o in enumerate(occupations)},
        ahead, paths, {a: {o: np.broadcast_to(shares.shares[a][o], paths[a].shape) for o in occupations} for a in industries},
        occupation, scenarios, tuple(shares.notes), method, choice,
    )  # fmt: skip


#: A damping that leaves nothing of a trend: shares stay where they are and spread as in the past.
NO_TREND = 1e-6


def _shares(
    configuration: Configuration,
    counts: np.ndarray,
    first_year: int,
    industries: Sequence[str],
    occupations: Sequence[str],
    horizon: int,
    breaks: Sequence[str],
) -> tuple[labour.StaffingShares, str, labour.ShareChoice | None]:
    """Shares by the method that past years support, its name, and the back-test.

    Constant shares win where no trend is better. They have one path, as if shares never moved; so the last shares are
    forecast with the spread of past changes instead.
    """
    arguments: dict[str, Any] = {
        "start": str(first_year), "industries": industries, "occupations": occupations, "horizon": horizon,
        "draws": configuration.forecast.draws, "seed": configuration.forecast.seed, "breaks": breaks,
    }  # fmt: skip
    shares = labour.staffing_shares(counts, method="auto", **arguments)
    if shares.method != "constant":
        return shares, shares.method, shares.choice
    steady = labour.staffing_shares(counts, method="damped_trend", damping=NO_TREND, **arguments)
    return steady, "steady", shares.choice
