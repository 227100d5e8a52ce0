"""Accuracy and cover of the default forecaster on whole competition sets, by horizon, length and tail."""

from __future__ import annotations

import time
from dataclasses import dataclass

import m3
import numpy as np

from dubao import _core

LEVELS = (0.025, 0.1, 0.9, 0.975)
SEED = 1
STARTS = {1: "1900", 4: "1900-Q1", 12: "1900-01"}


@dataclass(frozen=True)
class Set:
    """A competition's series of one frequency."""

    title: str
    folder: str
    name: str
    season: int
    horizon: int
    paths: int
    target: str


SETS = (
    Set("M3 yearly", "m3", "m3_yearly", 1, 6, 2000, "sMAPE ≤ 15.9, MASE ≤ 2.62, MSIS ≤ 22"),
    Set("M3 quarterly", "m3", "m3_quarterly", 4, 8, 1000, "sMAPE ≤ 8.75, MASE ≤ 1.045, MSIS ≤ 9.8"),
    Set("M3 monthly", "m3", "m3_monthly", 12, 18, 1000, "sMAPE ≤ 13.5, MASE ≤ 0.84, MSIS ≤ 6.6"),
    # A quantile of calibrated paths is that of their margin: 500 are enough.
    Set("M4 yearly", "m4", "m4_yearly", 1, 6, 500, "OWA ≤ 0.785, MASE ≤ 2.99, MSIS ≤ 25.5"),
)


@dataclass(frozen=True)
class Found:
    """What was measured on one set; arrays are series × horizon."""

    keys: list[str]
    lengths: np.ndarray
    smape: np.ndarray
    mase: np.ndarray
    msis: np.ndarray
    inside80: np.ndarray
    inside95: np.ndarray
    below: np.ndarray
    above: np.ndarray
    seconds: float


def measure(one: Set, model: _core.Model, threads: int = 0) -> Found | None:
    """Forecasts the set as one panel with the default calibration; None when the data are not at hand."""
    files = [m3.FOLDER / one.folder / f"{one.name}_{part}.csv.gz" for part in ("train", "test")]
    if not all(f.is_file() for f in files):
        return None
    train, test = m3.read(files[0]), m3.read(files[1])
    keys = list(train)
    started = time.perf_counter()
    forecaster = _core.Forecaster([model], _core.ForecasterOptions(threads=threads))
    forecaster.fit([_core.Series(train[k], start=STARTS[one.season], id=k) for k in keys])
    mean = np.array(forecaster.mean(0, one.horizon))
    quantiles = np.array(forecaster.quantiles(0, one.horizon, list(LEVELS), one.paths, SEED))
    seconds = time.perf_counter() - started
    actual = np.array([test[k][: one.horizon] for k in keys])
    scale = np.array([_scale(train[k], one.season) for k in keys])[:, None]
    low95, low80, high80, high95 = (quantiles[:, i] for i in range(4))
    penalty = 40 * (np.maximum(low95 - actual, 0) + np.maximum(actual - high95, 0))
    return Found(
        keys,
        np.array([len(train[k]) for k in keys]),
        200 * np.abs(actual - mean) / (np.abs(actual) + np.abs(mean)),
        np.abs(actual - mean) / scale,
        (high95 - low95 + penalty) / scale,
        (actual >= low80) & (actual <= high80),
        (actual >= low95) & (actual <= high95),
        actual < low95,
        actual > high95,
        seconds,
    )


def _scale(known: np.ndarray, season: int) -> float:
    lag = season if len(known) > season else 1
    found = float(np.mean(np.abs(known[lag:] - known[:-lag])))
    return found if found > 0 else float("nan")


def section() -> list[str]:
    """Tables of all sets."""
    head = (
        "| set | series | sMAPE | MASE | OWA | cover 80 % | cover 95 % | below / above | MSIS | wall clock | "
        "target |"
    )
    out = [head, "|---|---|---|---|---|---|---|---|---|---|---|"]
    covers = [
        "| set | cover 95 % by horizon | cover 95 % by third of length (short, middle, long) |",
        "|---|---|---|",
    ]
    for one in SETS:
        found = measure(one, _core.DefaultEnsemble())
        if found is None:
            out.append(f"| {one.title} | not at hand | | | | | | | | | |")
            continue
        owa = ""
        if one.title == "M4 yearly":
            owa = _owa(one, found)
        percent = [
            100 * float(np.mean(v)) for v in (found.inside80, found.inside95, found.below, found.above)
        ]
        out.append(
            f"| {one.title} | {len(found.keys)} | {np.mean(found.smape):.2f} | {np.nanmean(found.mase):.3f} | {owa} | "
            f"{percent[0]:.1f} % | {percent[1]:.1f} % | {percent[2]:.1f} / {percent[3]:.1f} % | {np.nanmean(found.msis):.2f} | "
            f"{found.seconds:.1f} s | {one.target} |"
        )
        by_horizon = 100 * np.mean(found.inside95, axis=0)
        order = np.array_split(np.argsort(found.lengths, kind="stable"), 3)
        thirds = [100 * float(np.mean(found.inside95[part])) for part in order]
        covers.append(
            f"| {one.title} | {', '.join(f'{c:.1f}' for c in by_horizon)} | {', '.join(f'{c:.1f}' for c in thirds)} |"
        )
    return [*out, "", *covers]


def _owa(one: Set, found: Found) -> str:
    """Against the naive forecast, which is Naive 2 on annual data; all series, then even-numbered ones."""
    train = m3.read(m3.FOLDER / one.folder / f"{one.name}_train.csv.gz")
    test = m3.read(m3.FOLDER / one.folder / f"{one.name}_test.csv.gz")
    last = np.array([train[k][-1] for k in found.keys])[:, None]
    actual = np.array([test[k] for k in found.keys])
    scale = np.array([_scale(train[k], 1) for k in found.keys])[:, None]
    naive_smape = 200 * np.abs(actual - last) / (np.abs(actual) + np.abs(last))
    naive_mase = np.abs(actual - last) / scale
    even = np.array([int(k[1:]) % 2 == 0 for k in found.keys])

    def ratio(rows: np.ndarray) -> float:
        by_smape = np.mean(found.smape[rows]) / np.mean(naive_smape[rows])
        by_mase = np.nanmean(found.mase[rows]) / np.nanmean(naive_mase[rows])
        return float((by_smape + by_mase) / 2)

    return f"{ratio(np.ones(len(even), dtype=bool)):.3f} (even: {ratio(even):.3f})"
