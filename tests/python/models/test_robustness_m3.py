"""Every model on the series of the M3 competition: finite, bounded, in time, and the same bits at any scale.

A sample by default; ``DUBAO_ROBUSTNESS_EVERY=1`` takes all 3,003 series (docs/models/index.md).
"""

from __future__ import annotations

import csv
import gzip
import os
import time
from pathlib import Path

import numpy as np
import pytest
from monsters import Configuration, exported, room

from dubao import models

M3 = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "bench" / "m3"
pytestmark = pytest.mark.skipif(
    not M3.is_dir(), reason="the M3 series of ../shared/data/bench/m3 are not here"
)
SETS = {"yearly": (1, 6), "quarterly": (4, 8), "monthly": (12, 18), "other": (1, 8)}
# One series in so many. Monthly series cost most and are the most alike.
EVERY = int(os.environ.get("DUBAO_ROBUSTNESS_EVERY", "10"))
RARER = {"monthly": 4} if EVERY > 1 else {}
# Stated multiples of the largest change of one period, per period ahead: point forecasts and paths.
MEAN_GROWTH = 2.0
PATH_GROWTH = 25.0
ROUNDING = 1e-9
PATHS = 20
SEED = 5
# Seconds for one fit with its forecast and paths on a busy machine: a guard against a search without end, no benchmark.
LONGEST = 5.0


def sample(part: str) -> dict[str, np.ndarray]:
    series: dict[str, list[float]] = {}
    with gzip.open(M3 / f"m3_{part}_train.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            series.setdefault(row["series_id"], []).append(float(row["value"]))
    names = list(series)[:: EVERY * RARER.get(part, 1)]
    return {name: np.array(series[name]) for name in names}


def configuration(kind: type[models.Model], season: int) -> Configuration:
    parameters = Configuration(kind).parameters()
    options = {"season_length": season} if season > 1 and "season_length" in parameters else {}
    return Configuration(kind, tuple(options.items()))


@pytest.fixture(scope="module")
def m3() -> dict[str, dict[str, np.ndarray]]:
    return {part: sample(part) for part in SETS}


@pytest.mark.parametrize("part", list(SETS))
@pytest.mark.parametrize("kind", exported(), ids=lambda kind: kind.__name__)
def test_every_series_of_m3_is_forecast_within_bounds_and_time_at_any_scale(kind, part, m3):
    season, horizon = SETS[part]
    model = configuration(kind, season).make()
    wrong: dict[str, list[str]] = {}
    for i, (name, y) in enumerate(m3[part].items()):
        start = time.monotonic()
        fitted = model.fit(y)
        mean, paths = fitted.predict(h=horizon)["mean"], fitted.draws(horizon, PATHS, SEED)
        seconds = time.monotonic() - start
        exponent = (-37, 12, 333)[i % 3]
        other = model.fit(np.ldexp(y, exponent))
        found = {
            "not finite": not (np.isfinite(mean).all() and np.isfinite(paths).all()),
            "mean out of bounds": outside(mean, y, horizon, MEAN_GROWTH),
            "path out of bounds": outside(paths, y, horizon, PATH_GROWTH),
            "slow": seconds > LONGEST,
            "mean differs at another scale": (
                other.predict(h=horizon)["mean"] != np.ldexp(mean, exponent)
            ).any(),
            "paths differ at another scale": (
                other.draws(horizon, PATHS, SEED) != np.ldexp(paths, exponent)
            ).any(),
        }
        for text, holds in found.items():
            if holds:
                wrong.setdefault(text, []).append(name)
    assert wrong == {}


def outside(values: np.ndarray, y: np.ndarray, horizon: int, factor: float) -> bool:
    low, high = room(y, horizon, factor)
    slack = ROUNDING * np.abs(y).max()
    return bool(((values < low - slack) | (values > high + slack)).any())
