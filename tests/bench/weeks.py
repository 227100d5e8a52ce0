"""How well the default covers weeks and days, which have no score table: series simulated from known processes.

Usage: .venv/bin/python tests/bench/weeks.py [--series N]

Each series is a level that wanders with a drift, a smooth season and noise; the parts' sizes are drawn anew for each. Weeks: a
season of 52, three to five years known, 13 ahead. Days: a season of 7, 10 to 26 weeks known, 14 ahead. Printed: share of actual values
inside the 95 % interval, by half of the horizon. Simulated, so that a real series may be covered less. The figures stand in docs/frequencies.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from dubao import _core

SEED = 11
LEVEL = 100.0
# Frequency, season, shortest and longest known part, periods ahead, first period.
KINDS = (
    ("weeks", "W", 52, 156, 260, 13, "2015-W01"),
    ("days", "D", 7, 70, 182, 14, "2024-01-01"),
)


def simulated(random: np.random.Generator, season: int, n: int) -> np.ndarray:
    """One series of n positive values."""
    noise, wander, drift, swing = (
        random.uniform(0.5, 4),
        random.uniform(0.1, 1.5),
        random.normal(0, 0.05),
        random.uniform(0, 15),
    )
    angle = 2 * np.pi * np.arange(n) / season
    pattern = np.sin(angle + random.uniform(0, 6)) + 0.4 * np.sin(2 * angle + random.uniform(0, 6))
    level = LEVEL + np.cumsum(drift + wander * random.standard_normal(n))
    return np.maximum(level + swing * pattern + noise * random.standard_normal(n), 1.0)


def main() -> None:
    """Prints one line a frequency."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--series", type=int, default=200)
    count = parser.parse_args().series
    for name, alias, season, shortest, longest, ahead, first in KINDS:
        random = np.random.default_rng(SEED)
        lengths = random.integers(shortest, longest + 1, count)
        whole = [simulated(random, season, int(n) + ahead) for n in lengths]
        forecaster = _core.Forecaster(
            [_core.DefaultEnsemble(season_length=season)], _core.ForecasterOptions(threads=0)
        )
        forecaster.fit(
            [
                _core.Series(y[:-ahead], start=first, id=f"{alias}{i:04d}", season_length=season)
                for i, y in enumerate(whole)
            ]
        )
        low, high = np.moveaxis(np.asarray(forecaster.quantiles(0, ahead, [0.025, 0.975], 1000, SEED)), 1, 0)
        actual = np.array([y[-ahead:] for y in whole])
        inside = 100.0 * ((actual >= low) & (actual <= high))
        # Horizons of one series miss together: a series is one trial.
        error = inside.mean(axis=1).std() / np.sqrt(count)
        halves = [part.mean() for part in np.array_split(inside, 2, axis=1)]
        print(
            f"{name}: {count} series, {ahead} ahead, season {season}: 95 % intervals cover {inside.mean():.1f} % ± {error:.1f} "
            f"({', '.join(f'{h:.1f}' for h in halves)} by half of the horizon)",
            flush=True,
        )


if __name__ == "__main__":
    main()
