"""Competition series of any period with a detailed look at the intervals: cover by horizon, by length, and each tail.

>>> Detail(1.0, 2.0, 0.95, 3.0, 0.03, 0.02, [0.95], [0.95]).below
0.03
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dubao import _core

SHARED = Path(__file__).resolve().parents[2].parent / "shared/data/bench"
PATHS = 2000
SEED = 1
#: period: alias of the frequency, horizon, season length
PERIODS = {"yearly": ("YE", 6, 1), "quarterly": ("QE", 8, 4), "monthly": ("ME", 18, 12)}


@dataclass(frozen=True)
class Detail:
    """Means over the series; shares, not percent."""

    smape: float
    mase: float
    cover95: float
    msis95: float
    below: float
    above: float
    by_horizon: list[float]
    by_length: list[float]  # short, middle and long third


def read(path: Path) -> dict[str, np.ndarray]:
    """series_id, period_index, value → values by series, in the order of the file."""
    import gzip

    out: dict[str, list[float]] = {}
    with gzip.open(path, "rt") as file:
        next(file)
        for line in file:
            key, _, value = line.rstrip().split(",")
            out.setdefault(key.strip('"'), []).append(float(value))
    return {key: np.array(values) for key, values in out.items()}


def m3(period: str, every: int = 1) -> tuple[list[np.ndarray], list[np.ndarray]] | None:
    """Training and test values of M3, every so manieth series; None when the data are not at hand."""
    folder = SHARED / "m3"
    if not (folder / f"m3_{period}_train.csv.gz").is_file():
        return None
    train, test = (read(folder / f"m3_{period}_{part}.csv.gz") for part in ("train", "test"))
    keys = list(train)[::every]
    return [train[k] for k in keys], [test[k] for k in keys]


def detail(
    period: str,
    train: Sequence[np.ndarray],
    test: Sequence[np.ndarray],
    model: _core.Model,
    **options: object,
) -> Detail:
    """Forecasts the series with a model and scores points and 95 % intervals."""
    alias, horizon, season = PERIODS[period]
    series = [_core.panel_series(f"s{i}", alias, 12000, y, None, []) for i, y in enumerate(train)]
    forecaster = _core.Forecaster([model], _core.ForecasterOptions(**options))
    forecaster.fit(series)
    mean = np.asarray(forecaster.mean(0, horizon))
    quantiles = np.asarray(forecaster.quantiles(0, horizon, [0.025, 0.975], PATHS, SEED))
    actual = np.array([y[:horizon] for y in test])
    scale = np.array([np.mean(np.abs(y[season:] - y[:-season])) for y in train])
    low, high = quantiles[:, 0], quantiles[:, 1]
    below, above = actual < low, actual > high
    inside = ~below & ~above
    width = high - low + 40 * np.maximum(low - actual, 0) + 40 * np.maximum(actual - high, 0)
    usable = scale > 0
    lengths = np.array([len(y) for y in train])
    cuts = np.quantile(lengths, [1 / 3, 2 / 3])
    thirds = [lengths <= cuts[0], (lengths > cuts[0]) & (lengths <= cuts[1]), lengths > cuts[1]]
    return Detail(
        smape=float(np.mean(200 * np.abs(actual - mean) / (np.abs(actual) + np.abs(mean)))),
        mase=float(np.mean(np.mean(np.abs(actual - mean), axis=1)[usable] / scale[usable])),
        cover95=float(inside.mean()),
        msis95=float(np.mean(width.mean(axis=1)[usable] / scale[usable])),
        below=float(below.mean()),
        above=float(above.mean()),
        by_horizon=inside.mean(axis=0).tolist(),
        by_length=[float(inside[t].mean()) if t.any() else float("nan") for t in thirds],
    )
