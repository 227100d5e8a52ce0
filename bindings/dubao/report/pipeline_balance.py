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
    base: np.ndarray
    """Employment at the start, one value a path."""
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
    assumed = rates_of(configuration, register)
    rule = labour.RatingRule(
        evidence="assumption" if assumed else "derived",
        backtest_origins=len(staffing.choice.origins) if staffing.choice else 0,
    )
    years = (staffing.base_year, *staffing.years)
    out = {}
    for occupation in staffing.occupations:
        if occupation == "other" or occupation not in education.occupations:
            continue
        observed = sum(value for (_, o), value in staffing.base.items() if o == occupation)
        paths = np.column_stack([np.full(settings.draws, observed), staffing.occupation[occupation]])
        profile = known_profile(tables.ages, (occupation,), configuration.replacement.closed_at)
        rates = {**assumed, **known_exits(tables, (occupation,))}
        openings = group_openings(configuration, tables, occupation, paths, years, profile, register, rates)
        unemployed = start.get((occupation, "unemployed"), 0.0)
        supply = education.supply(occupation) + unemployed
        scope = {
            "occupation": occupation,
            "period": f"{openings.years[0]}–{openings.years[-1]}",
            "unit": "persons",
        }
        base = paths[:, years.index(settings.openings_from) - 1]
        found = labour.balance(
            supply,
            openings.total,
            supply_scope=scope,
            demand_scope=scope,
            base=base,
            seed=settings.seed,
        )
        out[occupation] = OccupationBalance(
            occupation, openings, base, supply, unemployed, start.get((occupation, "unfilled"), 0.0), found,
            found.ratio(rule=rule),
        )  # fmt: skip
    return out


#: Places that the index calls "in the top".
TOP = 3


def pressure_index(found: Mapping[str, OccupationBalance], seed: int) -> labour.ShortageIndex | None:
    """Occupations ranked by growth, replacement and imbalance (F16); None when there are not more of them than places in the top."""
    if len(found) <= TOP:
        return None
    return labour.shortage_index(
        {
            "growth": {o: one.openings.change / one.base for o, one in found.items()},
            "replacement": {o: one.openings.separations / one.base for o, one in found.items()},
            "imbalance": {o: one.balance.relative_gap for o, one in found.items()},
        },
        top=TOP,
        seed=seed,
    )


def _initial(catalogue: Catalogue, configuration: Configuration) -> dict[tuple[str, ...], float]:
    name = configuration.tables.get("initial_imbalance")
    return cells(catalogue.table(name), ("occupation", "quantity")) if name else {}
