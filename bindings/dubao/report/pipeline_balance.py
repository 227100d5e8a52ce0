"""Balance by occupation: openings against new supply on one scope, ratio with the probability of each class (F11, F14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dubao import labour
from dubao.report.config import Configuration
from dubao.report.pipeline_ages import known_profile
from dubao.report.pipeline_education import Education
from dubao.report.pipeline_labour import ExitTables, group_openings, known_exits, rates_of
from dubao.report.pipeline_results import GroupOpenings
from dubao.report.pipeline_staffing import Staffing
from dubao.report.pipeline_tables import cells
from dubao.report.registers import Assumption

if TYPE_CHECKING:
    from dubao.data import Catalogue


@dataclass(frozen=True)
class OccupationBalance:
    """One occupation over the openings' period."""

    occupation: str
    openings: GroupOpenings
    supply: np.ndarray
    """New supply plus the short-term unemployed at the start, one value a path."""
    unemployed: float
    unfilled: float
    balance: labour.Balance
    ratio: labour.SupplyDemandRatio


def balances(
    catalogue: Catalogue,
    configuration: Configuration,
    staffing: Staffing,
    education: Education,
    register: Mapping[str, Assumption],
) -> dict[str, OccupationBalance]:
    """Balance of every occupation that has openings, an age structure and supply."""
    tables = ExitTables(catalogue, configuration)
    if tables.ages is None or not education.occupations:
        return {}
    settings = configuration.forecast
    start = _initial(catalogue, configuration)
    years = (staffing.base_year, *staffing.years)
    out = {}
    for occupation in staffing.occupations:
        if occupation == "other" or occupation not in education.occupations:
            continue
        observed = sum(value for (_, o), value in staffing.base.items() if o == occupation)
        paths = np.column_stack([np.full(settings.draws, observed), staffing.occupation[occupation]])
        profile = known_profile(tables.ages, (occupation,), configuration.replacement.closed_at)
        rates = {**rates_of(configuration, register), **known_exits(tables, (occupation,))}
        openings = group_openings(configuration, tables, occupation, paths, years, profile, register, rates)
        unemployed = start.get((occupation, "unemployed"), 0.0)
        supply = education.supply(occupation) + unemployed
        scope = {
            "occupation": occupation,
            "period": f"{openings.years[0]}–{openings.years[-1]}",
            "unit": "persons",
        }
        found = labour.balance(
            supply,
            openings.total,
            supply_scope=scope,
            demand_scope=scope,
            base=paths[:, years.index(settings.openings_from) - 1],
            seed=settings.seed,
        )
        out[occupation] = OccupationBalance(
            occupation, openings, supply, unemployed, start.get((occupation, "unfilled"), 0.0), found,
            found.ratio(rule=labour.RatingRule(evidence="derived")),
        )  # fmt: skip
    return out


def _initial(catalogue: Catalogue, configuration: Configuration) -> dict[tuple[str, ...], float]:
    name = configuration.tables.get("initial_imbalance")
    return cells(catalogue.table(name), ("occupation", "quantity")) if name else {}
