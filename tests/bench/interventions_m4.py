"""Does the search for breaks and outliers help forecasts? Measured on annual series of M4; prints the table of
docs/models/interventions.md.

Usage: .venv/bin/python tests/bench/interventions_m4.py M4_FOLDER [--series 2000]

Every series is cut to its last 41 values and forecast six years ahead by the default ensemble, calibrated by the score table
that ships with the library: as it is, and behind ``Cleaned`` with several options. The sample is drawn with seed 2026.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

import numpy as np

import dubao
from dubao.models import Cleaned, Ensemble

HORIZON = 6
LONGEST = 41
SEED = 2026
VARIANTS = {
    "all kinds, 5 %": {},
    "all kinds, 1 %": {"false_alarm": 0.01},
    "outliers only, 5 %": {"kinds": ("additive_outlier",)},
    "outliers and temporary changes, 5 %": {"kinds": ("additive_outlier", "temporary_change")},
    "level shifts only, 5 %": {"kinds": ("level_shift",)},
}


def read(path: Path) -> dict[str, list[float]]:
    out: dict[str, list[float]] = {}
    with gzip.open(path, "rt") as file:
        next(file)
        for line in file:
            key, _, value = line.rstrip().split(",")
            out.setdefault(key.strip('"'), []).append(float(value))
    return out


def scores(
    train: list[np.ndarray], test: np.ndarray, mean: np.ndarray, low: np.ndarray, high: np.ndarray
) -> np.ndarray:
    """MASE, MSIS and cover of each series: n × 3."""
    scale = np.array([np.mean(np.abs(np.diff(y))) for y in train])
    mase = np.mean(np.abs(test - mean), axis=1) / scale
    width = high - low + 40.0 * (np.maximum(low - test, 0.0) + np.maximum(test - high, 0.0))
    cover = np.mean((test >= low) & (test <= high), axis=1)
    return np.column_stack([mase, np.mean(width, axis=1) / scale, cover])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--series", type=int, default=2000)
    arguments.add_argument("--jobs", type=int, default=1)
    given = arguments.parse_args()
    train, test = read(given.folder / "m4_yearly_train.csv.gz"), read(given.folder / "m4_yearly_test.csv.gz")
    ids = sorted(train)
    np.random.default_rng(SEED).shuffle(ids)
    ids = [i for i in ids if np.any(np.diff(train[i]) != 0.0)][: given.series]
    past = [np.array(train[i][-LONGEST:]) for i in ids]
    future = np.array([test[i] for i in ids])
    frame = {
        "unique_id": np.repeat(ids, [len(y) for y in past]),
        "ds": np.concatenate([np.arange(2000 - len(y), 2000) for y in past]),
        "y": np.concatenate(past),
    }
    models = [Ensemble(alias="as it is")] + [
        Cleaned(Ensemble(), alias=name, **options) for name, options in VARIANTS.items()
    ]
    forecaster = dubao.Forecaster(models, freq="YE", n_jobs=given.jobs, calibration="table").fit(frame)
    found = forecaster.predict(HORIZON, level=[95])
    order = [ids.index(i) for i in np.asarray(found["unique_id"])[::HORIZON]]

    def column(name: str) -> np.ndarray:
        return np.asarray(found[name]).reshape(-1, HORIZON)

    flagged = np.array(
        [
            [
                any(one.at < len(y) - 1 for one in dubao.models.find_interventions(y, **options).found)
                for y in past
            ]
            for options in VARIANTS.values()
        ]
    )[:, order]
    history, actual = [past[i] for i in order], future[order]
    table = {
        m.alias: scores(
            history, actual, column(m.alias), column(f"{m.alias}-lo-95"), column(f"{m.alias}-hi-95")
        )
        for m in models
    }
    base = table["as it is"]
    print(f"{len(ids)} series, dubao {dubao.__version__}, seed {SEED}")
    print(
        "| default ensemble | treated | MASE | MSIS | cover | of the treated: MASE before, after | MSIS before, after | cover before, after |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for k, (name, one) in enumerate(table.items()):
        mean = one.mean(axis=0)
        text = f"| {name} | {{}} | {mean[0]:.3f} | {mean[1]:.2f} | {100 * mean[2]:.1f} % |"
        if k == 0:
            print(text.format("–") + " – | – | – |")
            continue
        hit = flagged[k - 1]
        a, b = base[hit].mean(axis=0), one[hit].mean(axis=0)
        print(
            text.format(f"{100 * hit.mean():.1f} %")
            + f" {a[0]:.3f}, {b[0]:.3f} | {a[1]:.2f}, {b[1]:.2f} | {100 * a[2]:.1f} %, {100 * b[2]:.1f} % |"
        )


if __name__ == "__main__":
    main()
