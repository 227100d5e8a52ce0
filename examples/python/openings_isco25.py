"""Openings for information and communications technology professionals, Viet Nam, 2025–2030, on draws.

    .venv/bin/python examples/python/openings_isco25.py

Employment comes from the default forecaster. No age structure of the group is published, so who leaves is computed under two published
age structures of wider groups; the range between them is an assumption, not an interval. Units: thousand persons.
"""

from __future__ import annotations

import numpy as np

import dubao
from dubao import labour
from dubao.data import Catalogue

SERIES = "vn.emp.isco08.25.T"
PATHS, SEED, LAST_YEAR = 2000, 146, 2030
WOMEN = "vn.emp.isco08.25.F"
PROXIES = ("market_services", "manufacturing")


def proxy_profile(
    catalogue: Catalogue, group: str, women_share: float, last_age: int = 64
) -> labour.AgeProfile:
    """Latest published age groups of a wider group that tile the ages 15–64."""
    table = catalogue.table("vietnam-labour/employment_age_proxy").where(group=group, sex="T")
    year = max(row["period"] for row in table)
    spans = {}
    for row in table:
        first, dash, last = str(row["age"]).partition("-")
        if row["period"] == year and dash and row["value"] is not None:
            spans[int(first), int(last)] = float(row["value"])
    tiles, start = [], 15
    while start <= last_age:
        narrow = min((span for span in spans if span[0] == start), key=lambda span: span[1])
        tiles.append((*narrow, spans[narrow]))
        start = narrow[1] + 1
    return labour.age_profile(tiles, name=f"{group}, {year}", women_share=women_share)


def retirement_path(catalogue: Catalogue) -> dict[int, tuple[float, float]]:
    """Legal retirement age by year, months, men and women."""
    months: dict[int, dict[str, float]] = {}
    for row in catalogue.table("vietnam-population/retirement_age"):
        months.setdefault(int(row["period"]), {})[row["sex"]] = float(row["value"])
    return {year: (both["M"], both["F"]) for year, both in sorted(months.items())}


def mortality(catalogue: Catalogue) -> np.ndarray:
    """Yearly probabilities of death at ages 15–64, men and women, from the latest life table."""
    table = catalogue.table("vietnam-population/mortality")
    year = max(row["period"] for row in table)
    rates: dict[str, dict[int, float]] = {"M": {}, "F": {}}
    for row in table:
        if row["period"] == year and row["sex"] in rates:
            rates[row["sex"]][int(str(row["age"]).split("-")[0].rstrip("+"))] = float(row["value"])
    return labour.death_probabilities(rates["M"], rates["F"], first_age=15, last_age=64)


def main() -> None:
    catalogue = Catalogue()
    record = catalogue.series(SERIES, for_forecast=True)
    first = int(record.last) + 1
    forecaster = dubao.Forecaster(freq="YE", non_negative=True).fit(record.to_dict())
    employment = forecaster.draws(h=LAST_YEAR - first + 1, n=PATHS, seed=SEED)[SERIES]
    base = record.value(record.last)
    women_share = catalogue.series(WOMEN).value(record.last) / base
    leavers = labour.replacement_range(
        employment,
        base=base,
        start=str(first),
        profiles=[proxy_profile(catalogue, group, women_share) for group in PROXIES],
        retirement=retirement_path(catalogue),
        mortality=mortality(catalogue),
        seed=SEED,
    )
    print(f"women among them: {100 * women_share:.0f} %, assumed the same at every age")
    print(f"{record.id}, {record.unit}: {base:.1f} in {record.last}, {record.source(record.last).title}")
    for found in (leavers.low, leavers.high):
        openings = labour.openings(employment, base=base, separations=found.separations, start=str(first))
        parts = (openings.expansion, openings.replacement, openings.total)
        low, middle, high = np.quantile(np.stack(parts), [0.1, 0.5, 0.9], axis=1) / employment.shape[1]
        print(
            f"\nages as in {found.profile}; thousand persons a year, {first}–{LAST_YEAR}: median (80 % interval)"
        )
        for name, a, b, c in zip(("expansion", "replacement", "openings"), low, middle, high, strict=True):
            print(f"  {name:12s} {b:5.1f}  ({a:.1f} to {c:.1f})")


if __name__ == "__main__":
    main()
