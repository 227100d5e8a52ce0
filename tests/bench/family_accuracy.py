"""Accuracy of the decomposition, Theta and complex-smoothing families on M3: one line a model and set.

    .venv/bin/python tests/bench/family_accuracy.py

A confirmation: nothing is chosen on these series. sMAPE and MASE of the point forecasts, milliseconds a series for fit and
forecast on one thread. Needs ../shared/data/bench/m3.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from m3 import FOLDER, read

from dubao import models

SETS = {"yearly": (6, 1), "quarterly": (8, 4)}


def candidates(season_length: int) -> list[models.Model]:
    """Models to score; those that only make sense with a season only there."""
    out: list[models.Model] = [
        models.Theta(season_length=season_length),
        models.AutoTheta(season_length=season_length),
        models.OptimizedTheta(season_length=season_length),
        models.DynamicTheta(season_length=season_length),
        models.DynamicOptimizedTheta(season_length=season_length),
        models.DynamicOptimizedTheta(season_length=season_length, box_cox=True, alias="DOTM on Box-Cox data"),
        models.AutoCES(season_length=season_length),
    ]
    if season_length > 1:
        out += [
            models.MSTL(season_length=season_length),
            models.MSTL(
                season_length=season_length,
                trend_forecaster=models.AutoTheta(season_length=1),
                alias="MSTL, Theta",
            ),
            models.SeasonalWindowAverage(season_length=season_length, window_size=2),
        ]
    return out


def main() -> int:
    if not (FOLDER / "m3").is_dir():
        print(f"{FOLDER / 'm3'} is not there: nothing to score")
        return 0
    for name, (horizon, season_length) in SETS.items():
        train = read(FOLDER / "m3" / f"m3_{name}_train.csv.gz")
        test = read(FOLDER / "m3" / f"m3_{name}_test.csv.gz")
        for model in candidates(season_length):
            smape, mase = [], []
            began = time.perf_counter()
            means = [model.core.fit_array(y).mean(horizon) for y in train.values()]
            milliseconds = 1000 * (time.perf_counter() - began) / len(train)
            for (key, y), mean in zip(train.items(), means, strict=True):
                actual = test[key]
                error = np.abs(actual - mean)
                smape.append(200 * np.mean(error / (np.abs(actual) + np.abs(mean))))
                mase.append(np.mean(error) / np.mean(np.abs(y[season_length:] - y[:-season_length])))
            row = f"{np.mean(smape):.2f} | {np.mean(mase):.3f} | {milliseconds:.3f}"
            print(f"M3 {name} | {model.alias} | {row}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
