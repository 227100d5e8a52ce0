"""Panels region × industry and the score of regional methods on them, for tests and tests/bench/regions.py."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import dubao
from dubao import labour

TOURISM = (
    Path(__file__).resolve().parents[3].parent
    / "shared/data/bench/hier-tourism-tsibble/aus_tourism_quarterly.csv.gz"
)
ICT_SPECIALISTS = TOURISM.parents[1] / "eurostat-ict-specialists/isoc_sks_itspt_2014_2024.csv"
METHODS = ("no change", "proportional share", "constant", "last", "damped")


@dataclass(frozen=True)
class RegionalPanel:
    """``table`` is years × regions × industries."""

    first_year: int
    regions: list[str]
    industries: list[str]
    table: np.ndarray


def tourism_panel() -> RegionalPanel:
    """Overnight trips in Australia by region and purpose, years 1998–2017: purposes stand for industries."""
    found: dict[tuple[int, str, str], float] = {}
    with gzip.open(TOURISM, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = (int(row["quarter"][:4]), row["region"], row["purpose"])
            found[key] = found.get(key, 0.0) + float(row["trips"])
    years, regions, purposes = (sorted({key[k] for key in found}) for k in range(3))
    table = np.array([[[found.get((y, r, p), 0.0) for p in purposes] for r in regions] for y in years])
    return RegionalPanel(years[0], list(regions), list(purposes), table)


def ict_specialists_panel() -> RegionalPanel:
    """ICT specialists in 30 European countries, 2014–2024: countries stand for regions, one industry."""
    found: dict[str, dict[int, float]] = {}
    with ICT_SPECIALISTS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["geo"].startswith("EU") and row["ict_employed_ths"]:
                found.setdefault(row["geo"], {})[int(row["year"])] = float(row["ict_employed_ths"])
    years = sorted({year for values in found.values() for year in values})
    countries = sorted(geo for geo, values in found.items() if len(values) == len(years))
    table = np.array([[[found[geo][year]] for geo in countries] for year in years])
    return RegionalPanel(years[0], countries, ["ICT"], table)


def simulated_panel(seed: int, *, drift: float, noise: float = 0.03) -> RegionalPanel:
    """20 years, 15 regions × 6 industries: log shares drift by N(0, drift²) a year, each cell its own, and wander by N(0, noise²)."""
    rng = np.random.default_rng(seed)
    years, regions, industries = 20, 15, 6
    pace = rng.normal(0, drift, (regions, industries))
    level = rng.normal(0, 1, (regions, industries))
    nation = 10_000 * np.exp(
        np.cumsum(rng.normal(np.linspace(-0.03, 0.06, industries), 0.03, (years, industries)), 0)
    )
    table = np.empty((years, regions, industries))
    for t in range(years):
        level = level + pace + rng.normal(0, noise, level.shape)
        table[t] = np.exp(level) / np.exp(level).sum(axis=0) * nation[t]
    return RegionalPanel(
        2000, [f"r{k:02d}" for k in range(regions)], [f"i{k}" for k in range(industries)], table
    )


@dataclass
class Score:
    """Sums over windows, regions and years ahead."""

    error: float = 0.0
    size: float = 0.0
    inside: float = 0.0
    count: float = 0.0
    width: float = 0.0

    @property
    def wape(self) -> float:
        """Σ|error| / Σ actual."""
        return self.error / self.size

    @property
    def cover(self) -> float:
        return self.inside / self.count


def forecast_nation(panel: RegionalPanel, known: int, horizon: int, draws: int) -> dict[str, np.ndarray]:
    """Draws of each industry by the default forecaster from the years known."""
    sums = panel.table[:known].sum(axis=1)
    frame = {
        "unique_id": np.repeat(panel.industries, known),
        "ds": np.tile(np.arange(panel.first_year, panel.first_year + known), len(panel.industries)),
        "y": sums.T.ravel(),
    }
    found = dubao.Forecaster(freq="YE", n_jobs=1).fit(frame).draws(h=horizon, n=draws, seed=1)
    return {key: np.maximum(found[key], 0.0) for key in panel.industries}


def score_methods(
    panel: RegionalPanel, origins: list[int], *, horizon: int = 5, draws: int = 400, realised: bool = True
) -> dict[str, Score]:
    """Scores of the regional totals, all years ahead. realised: the nation's industries are given as they came, so that the
    regional part alone is scored; otherwise they are forecast. Cover is that of central 80 % intervals."""
    out = {method: Score() for method in METHODS}
    for known in origins:
        actual = panel.table[known : known + horizon].sum(axis=2).T  # regions × horizon
        base = panel.table[known - 1].sum(axis=1)
        if realised:
            came = panel.table[known : known + horizon].sum(axis=1)
            nation = {
                key: np.repeat(came[None, :, i], draws, axis=0) for i, key in enumerate(panel.industries)
            }
        else:
            nation = forecast_nation(panel, known, horizon, draws)
        total = np.median(sum(nation.values()), axis=0)
        for method, score in out.items():
            low = high = None
            if method == "no change":
                middle = np.repeat(base[:, None], horizon, axis=1)
            elif method == "proportional share":
                middle = base[:, None] / base.sum() * total
            else:
                found = labour.shift_share(
                    nation, start=str(panel.first_year + known), table=panel.table[:known], factor=method,
                    table_start=str(panel.first_year), regions=panel.regions, industries=panel.industries,
                    target="survey",
                )  # fmt: skip
                paths = np.stack([found.employment[region] for region in panel.regions])
                low, middle, high = np.quantile(paths, [0.1, 0.5, 0.9], axis=1)
            score.error += float(np.abs(middle - actual).sum())
            score.size += float(actual.sum())
            if low is not None and high is not None:
                score.inside += float(((actual >= low) & (actual <= high)).sum())
                score.width += float((high - low).sum())
                score.count += actual.size
    return out


def pooled(parts: list[dict[str, Score]]) -> dict[str, Score]:
    """Scores of several panels as one."""
    out = {}
    for method in METHODS:
        rows = [part[method] for part in parts]
        out[method] = Score(
            *(sum(getattr(r, name) for r in rows) for name in ("error", "size", "inside", "count", "width"))
        )
    return out
