"""The annual series of M3 and how a forecast of them is scored, for the accuracy gate and the benchmarks.

The data stand outside the repository (``../shared/data/bench/m3``); where they are absent, gate and benchmark say so.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dubao import _core

FOLDER = Path(__file__).resolve().parents[2].parent / "shared/data/bench"
HORIZON = 6
PATHS = 2000
SEED = 1


def read(path: Path) -> dict[str, np.ndarray]:
    """series_id, period_index, value → values by series, in the order of the file."""
    out: dict[str, list[float]] = {}
    with gzip.open(path, "rt") as file:
        next(file)
        for line in file:
            key, _, value = line.rstrip().split(",")
            out.setdefault(key.strip('"'), []).append(float(value))
    return {key: np.array(values) for key, values in out.items()}


def yearly() -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]] | None:
    """Training and test values of the 645 annual series; None when they are not at hand."""
    folder = FOLDER / "m3"
    if not (folder / "m3_yearly_train.csv.gz").is_file():
        return None
    return read(folder / "m3_yearly_train.csv.gz"), read(folder / "m3_yearly_test.csv.gz")


@dataclass(frozen=True)
class Score:
    """Means over the series; cover in percent."""

    smape: float
    mase: float
    cover80: float
    cover95: float
    msis95: float


def parts(
    known: np.ndarray,
    actual: np.ndarray,
    season: int,
    mean: np.ndarray,
    low80: np.ndarray,
    high80: np.ndarray,
    low95: np.ndarray,
    high95: np.ndarray,
) -> tuple[float, float, float, float, float]:
    """One series' sMAPE, MASE, cover of 80 and 95 % in percent, and MSIS; scaled by its (seasonal) naive error."""
    lag = season if len(known) > season else 1
    scale = float(np.mean(np.abs(known[lag:] - known[:-lag])))
    width = high95 - low95 + 40 * np.maximum(low95 - actual, 0) + 40 * np.maximum(actual - high95, 0)
    return (
        float(np.mean(200 * np.abs(actual - mean) / (np.abs(actual) + np.abs(mean)))),
        float(np.mean(np.abs(actual - mean))) / scale,
        100 * float(np.mean((actual >= low80) & (actual <= high80))),
        100 * float(np.mean((actual >= low95) & (actual <= high95))),
        float(np.mean(width)) / scale,
    )


def score(
    train: dict[str, np.ndarray], test: dict[str, np.ndarray], model: _core.Model, **options: object
) -> Score:
    """Forecasts the panel with a model and scores it."""
    keys = list(train)
    forecaster = _core.Forecaster([model], _core.ForecasterOptions(**options))
    forecaster.fit([_core.Series(train[k], id=k) for k in keys])
    mean = forecaster.mean(0, HORIZON)
    quantiles = forecaster.quantiles(0, HORIZON, [0.025, 0.1, 0.9, 0.975], PATHS, SEED)
    smape, mase, msis, hits80, hits95 = [], [], [], [], []
    for i, key in enumerate(keys):
        actual, (low95, low80, high80, high95) = test[key], quantiles[i]
        scale = _core.naive_absolute_scale(_core.Series(train[key]), 1)
        smape.append(_core.smape(actual, mean[i]))
        mase.append(_core.mean_absolute_error(actual, mean[i]) / scale)
        msis.append(_core.mean_interval_score(actual, low95, high95, 0.95) / scale)
        hits80.append(_core.coverage(actual, low80, high80))
        hits95.append(_core.coverage(actual, low95, high95))
    means = [float(np.mean(v)) for v in (smape, mase, hits80, hits95, msis)]
    return Score(means[0], means[1], 100 * means[2], 100 * means[3], means[4])
