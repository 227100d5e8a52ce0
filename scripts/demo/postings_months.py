"""Job advertisements of the demo country by month and source, for the index from which the first forecast year is read.

Advertisements for information technology follow employment with a planted elasticity; those for electronics follow a walk of their own
and tell nothing. Three sources: one ends, two begin on the way. Counts are of whole months and of advertisements counted once.
"""

from __future__ import annotations

import math

import numpy as np

from demo.package import Observations
from demo.world import INDUSTRIES, LAST, YEARS, World

# Report group → occupations whose employment the advertisements follow; none: a walk of their own.
GROUPS: dict[str, tuple[str, ...]] = {"isco25": ("251", "252"), "isco215": ()}
# Source → first and last year and month, advertisements a month at the level of the last observed year.
SOURCES: dict[str, tuple[tuple[int, int], tuple[int, int], float]] = {
    "mo_phong_1": ((2009, 1), (2017, 6), 900.0),
    "mo_phong_2": ((2013, 3), (2025, 12), 1500.0),
    "mo_phong_3": ((2019, 9), (2025, 12), 700.0),
}
# Growth of advertisements per growth of employment; growth of employment in the year after the last observed one.
ELASTICITY, NEXT_GROWTH = 1.6, 0.05
SEASON, WALK, WOBBLE = 0.10, 0.03, 0.04


def postings_by_month(world: World, rng: np.random.Generator) -> Observations:
    table = Observations(
        "postings_by_month", "Job advertisements by month and source, de-duplicated", "Tin tuyển dụng theo tháng và nguồn, đã loại trùng",
        ("group", "source"),
    )  # fmt: skip
    first = int(YEARS[0])
    months = [(year, month) for year in range(first, LAST + 2) for month in range(1, 13)]
    for group, occupations in GROUPS.items():
        if occupations:
            level = sum(world.industry[i] * world.share[i, o] for i in INDUSTRIES for o in occupations)
            yearly = np.log(np.append(level, level[-1] * math.exp(NEXT_GROWTH)))
            # A year's mean stands in its middle.
            market = ELASTICITY * np.interp(
                [year + (month - 0.5) / 12.0 for year, month in months], np.arange(first, LAST + 2) + 0.5, yearly - yearly[-2]
            )  # fmt: skip
        else:
            market = np.cumsum(WALK * rng.standard_normal(len(months)))
        for source, (begin, end, size) in SOURCES.items():
            for at, (year, month) in enumerate(months):
                if begin <= (year, month) <= end:
                    season = SEASON * math.cos(2 * math.pi * (month - 3) / 12.0)
                    mean = size * math.exp(float(market[at]) + season + WOBBLE * float(rng.standard_normal()))
                    table.add(
                        f"demo.postings_by_month.{group}.{source}", f"{year}-{month:02d}", float(rng.poisson(mean)), "postings", group=group, source=source,
                    )  # fmt: skip
    return table
