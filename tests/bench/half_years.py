"""How well the default covers half-years, which have no score table: quarterly series of M4 added up in pairs.

Usage: .venv/bin/python tests/bench/half_years.py [--series N]

Odd-numbered quarterly series of M4 with 32 to 100 known quarters; the last four half-years are forecast. Printed: share of actual
values inside the 95 % interval, by horizon and by length. The figures stand in docs/frequencies.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import competition

import dubao
from dubao import _core

AHEAD, FEWEST_QUARTERS, SEED = 4, 32, 7
LENGTHS = ((0, 24), (25, 40), (41, 60))


def series(limit: int) -> dict[str, np.ndarray]:
    """Half-years of a random choice of the series."""
    folder = competition.SHARED / "m4"
    train = competition.read(folder / "m4_quarterly_upto100obs_train.csv.gz")
    test = competition.read(folder / "m4_quarterly_test.csv.gz")
    keys = [k for k in train if int(k[1:]) % 2 == 1 and len(train[k]) >= FEWEST_QUARTERS]
    chosen = np.random.default_rng(SEED).choice(keys, min(limit, len(keys)), replace=False)
    out = {}
    for key in chosen:
        quarters = np.concatenate([train[key], test[key]])
        out[str(key)] = quarters[len(quarters) % 2 :].reshape(-1, 2).sum(axis=1)
    return out


def main() -> None:
    """Prints one line a calibration."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--series", type=int, default=1500)
    halves = series(parser.parse_args().series)
    table: dict[str, list[object]] = {"unique_id": [], "ds": [], "y": []}
    for key, y in halves.items():
        known = len(y) - AHEAD
        table["unique_id"] += [key] * known
        table["ds"] += [_core.shift_period("1990-H1", k) for k in range(known)]
        table["y"] += y[:known].tolist()
    actual = np.array([halves[key][-AHEAD:] for key in sorted(halves)])
    length = np.array([len(halves[key]) - AHEAD for key in sorted(halves)])
    for calibration in ("auto", "panel"):
        forecaster = dubao.Forecaster(freq="HYE", calibration=calibration).fit(table)
        found = forecaster.predict(AHEAD, level=[95])
        name = forecaster.aliases[0]
        low, high = (np.reshape(found[f"{name}-{end}-95"], (-1, AHEAD)) for end in ("lo", "hi"))
        inside = 100.0 * ((actual >= low) & (actual <= high))
        by_length = {
            f"{a}–{b}": round(float(inside[(length >= a) & (length <= b)].mean()), 1)
            for a, b in LENGTHS
            if ((length >= a) & (length <= b)).any()
        }
        print(forecaster.provenance["models"][name])
        print(
            f"  {inside.mean():.1f} % of {len(halves)} series; by horizon {inside.mean(axis=0).round(1)}; by length {by_length}"
        )


if __name__ == "__main__":
    main()
