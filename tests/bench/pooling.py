"""Pooling of growth and spread on panels: the default forecaster alone and with both pooled.

On M4's series cut to 15 + 5, by category and drawn at random, and on ICT specialists in Europe.

Usage: .venv/bin/python tests/bench/pooling.py [--panels N]

Prints a table in Markdown. `table` is the forecaster of a lone series, `panel` the one that pools.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import competition

from dubao import _core

KNOWN, AHEAD = 15, 5
OFFSETS = (0, 5, 10)  # periods between the end of the window and the end of the series: each is one panel
CATEGORIES = ("Demographic", "Industry", "Macro", "Micro", "Finance")
SERIES = 50  # of a panel of one category
UNRELATED = (50, 200, 645)
SEED = 3


def windows(number_is_odd: bool, most: int) -> dict[str, list[list[np.ndarray]]]:
    """Kind of panel → panels of windows of 20 values, at most so many a kind and offset."""
    folder = competition.SHARED / "m4"
    train = competition.read(folder / "m4_yearly_train.csv.gz")
    test = competition.read(folder / "m4_yearly_test.csv.gz")
    with (folder / "m4_info.csv").open() as file:
        category = {row["series_id"]: row["category"] for row in csv.DictReader(file)}
    keys = [k for k in sorted(train, key=lambda k: int(k[1:])) if int(k[1:]) % 2 == int(number_is_odd)]
    random = np.random.default_rng(SEED)
    kinds = [(c, [k for k in keys if category[k] == c], SERIES) for c in CATEGORIES]
    kinds += [(f"at random, {size}", keys, size) for size in UNRELATED]
    out: dict[str, list[list[np.ndarray]]] = {}
    for name, ids, size in kinds:
        for offset in OFFSETS:
            usable = []
            for i in random.permutation(len(ids)):
                whole = np.concatenate([train[ids[i]], test[ids[i]]])
                end = len(whole) - offset
                window = whole[max(0, end - KNOWN - AHEAD) : max(0, end)]
                if len(window) == KNOWN + AHEAD and window.min() > 0 and np.ptp(window[:KNOWN]) > 0:
                    usable.append(window)
                if len(usable) == most * size:
                    break
            panels = [usable[k : k + size] for k in range(0, len(usable) - size + 1, size)]
            out.setdefault(name, []).extend(panels)
    return out


def score(panel: list[np.ndarray], known: int, calibration: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """MASE, MSIS and cover of each series."""
    past, actual = np.array([w[:known] for w in panel]), np.array([w[known:] for w in panel])
    forecaster = _core.Forecaster(
        [_core.DefaultEnsemble()], _core.ForecasterOptions(threads=0, calibration=calibration)
    )
    forecaster.fit([_core.Series(y, id=f"s{i}") for i, y in enumerate(past)])
    ahead = actual.shape[1]
    mean = np.asarray(forecaster.mean(0, ahead))
    quantiles = np.asarray(
        forecaster.quantiles(0, ahead, [0.025, 0.975], competition.PATHS, competition.SEED)
    )
    low, high = quantiles[:, 0], quantiles[:, 1]
    scale = np.mean(np.abs(np.diff(past, axis=1)), axis=1)
    width = high - low + 40 * np.maximum(low - actual, 0) + 40 * np.maximum(actual - high, 0)
    inside = (actual >= low) & (actual <= high)
    return (
        np.mean(np.abs(actual - mean), axis=1) / scale,
        width.mean(axis=1) / scale,
        inside.mean(axis=1),
    )


def specialists() -> list[np.ndarray]:
    """Employed ICT specialists by country, complete from 2014 to 2024."""
    path = competition.SHARED / "eurostat-ict-specialists/isoc_sks_itspt_2014_2024.csv"
    found: dict[str, dict[int, float]] = {}
    with path.open() as file:
        for row in csv.DictReader(file):
            if row["ict_employed_ths"] and not row["geo"].startswith("EU"):
                found.setdefault(row["geo"], {})[int(row["year"])] = float(row["ict_employed_ths"])
    years = range(2014, 2025)
    return [np.array([one[y] for y in years]) for one in found.values() if all(y in one for y in years)]


def change(scores: dict[str, np.ndarray], measure: int) -> str:
    """Mean of the pooled forecaster over panels and its relative difference with the standard error."""
    alone, pooled = scores["table"][:, measure], scores["panel"][:, measure]
    text = f"{pooled.mean():.3f} ({100 * (pooled.mean() / alone.mean() - 1):+.1f}"
    if len(alone) < 2:
        return f"{text} %)"
    error = np.std(pooled - alone, ddof=1) / np.sqrt(len(alone)) / alone.mean()
    return f"{text} ± {100 * error:.1f} %)"


def rows(most: int) -> list[str]:
    """The table, one line each."""
    if not (competition.SHARED / "m4/m4_yearly_train.csv.gz").is_file():
        return ["The M4 data are not at hand; this section was left out."]
    out = [
        "| panels | number | MASE alone | pooled | MSIS alone | pooled | cover alone | pooled |",
        "|---|---|---|---|---|---|---|---|",
    ]
    kinds = [(f"{k}, even numbers", v, KNOWN) for k, v in windows(False, most).items()]
    kinds.append(("ICT specialists in Europe, 8 + 3", [specialists()], 8))
    for name, panels, known in kinds:
        scores = {
            mode: np.array([[s.mean() for s in score(p, known, mode)] for p in panels])
            for mode in ("table", "panel")
        }
        mase, msis, cover = scores["table"].mean(axis=0)
        out.append(
            f"| {name} | {len(panels)} | {mase:.3f} | {change(scores, 0)} | {msis:.3f} | {change(scores, 1)} | "
            f"{100 * cover:.1f} % | {100 * scores['panel'][:, 2].mean():.1f} % |"
        )
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--panels", type=int, default=8)
    print("\n".join(rows(parser.parse_args().panels)))


if __name__ == "__main__":
    main()
