"""Employment by province: national occupations shared out by what provinces had of them, on the same paths (F5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dubao import labour
from dubao.report.config import Configuration
from dubao.report.pipeline_staffing import Staffing
from dubao.report.pipeline_tables import histories, ordered

if TYPE_CHECKING:
    from dubao.data import Table

#: Years of table from which the shares of provinces are moved and spread; the library's own default is five.
FEWEST_YEARS = 4


@dataclass(frozen=True)
class Regions:
    """Employment of the occupations of the report together, persons; arrays are draws × years."""

    years_known: int
    base_year: int
    years: tuple[int, ...]
    base: dict[str, float]
    employment: dict[str, np.ndarray]
    notes: tuple[str, ...]


def regions(configuration: Configuration, found: Staffing, table: Table) -> Regions | None:
    """Shares the national paths out; None where the table does not reach the last observed year of the occupations."""
    settings = configuration.forecast
    cells = histories(table, ("province", "occupation"))
    provinces = ordered(p for p, _ in cells)
    occupations = [o for o in ordered(o for _, o in cells) if o in found.occupation]
    years = sorted({y for values in cells.values() for y in values if y <= settings.last_observed})
    if not occupations or not years or years[-1] != found.base_year:
        return None
    counts = np.array(
        [[[cells.get((p, o), {}).get(y, np.nan) for o in occupations] for p in provinces] for y in years]
    )
    if np.isnan(counts[-1]).any():
        return None
    breaks = sorted({int(row["period"]) for row in table if str(row.get("break_before") or "") == "1"})
    shares = labour.shift_share(
        {o: found.occupation[o] for o in occupations}, start=str(found.years[0]), table=counts, table_start=str(years[0]), regions=provinces, industries=occupations,
        minimum_years=FEWEST_YEARS, breaks=[str(b) for b in breaks if years[0] < b <= years[-1]], seed=settings.seed,
    )  # fmt: skip
    return Regions(
        len(years),
        years[-1],
        found.years,
        {p: float(counts[-1, k].sum()) for k, p in enumerate(provinces)},
        dict(shares.employment),
        tuple(shares.notes),
    )
