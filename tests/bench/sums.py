"""Cover of 95 % intervals of sums: tourism in Australia, bottom series drawn each for itself and together.

    .venv/bin/python tests/bench/sums.py [--first 40] [--step 4] [--paths 1000]

Bottom series (76 regions, or 304 regions by purpose) are forecast as one panel from rolling origins, the total of a state and
of the nation is the sum of the bottom paths with the same number. Prints a table in Markdown: cover by level for
dependence="independent" and dependence="copula". Windows of successive origins overlap and the horizons of one window miss
together, so that the binomial error counts a window (one series of sums from one origin) as one trial: the standard error is
that of as many trials, still too small where states move together. Needs ../shared/data/bench/hier-tourism-tsibble.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import sys
from pathlib import Path

import numpy as np

from dubao import _core

FILE = (
    Path(__file__).resolve().parents[2].parent
    / "shared/data/bench/hier-tourism-tsibble/aus_tourism_quarterly.csv.gz"
)
HORIZON = 8
LEVELS = (0.025, 0.975)
SEED = 1
DEPENDENCE = ("independent", "copula")
FIRST_QUARTER = "1998-Q1"


def bottom(by_purpose: bool) -> tuple[np.ndarray, list[str]]:
    """Trips, series × quarters, and the state of each series; regions, or regions by purpose."""
    found: dict[tuple[str, ...], dict[str, float]] = {}
    with gzip.open(FILE, "rt") as file:
        for row in csv.DictReader(file):
            key = (row["state"], row["region"]) + ((row["purpose"],) if by_purpose else ())
            values = found.setdefault(key, {})
            values[row["quarter"]] = values.get(row["quarter"], 0.0) + float(row["trips"])
    quarters = sorted({q for values in found.values() for q in values})
    return np.array([[v.get(q, 0.0) for q in quarters] for v in found.values()]), [key[0] for key in found]


def joint_draws(known: np.ndarray, dependence: str, calibration: str, paths: int) -> np.ndarray:
    """Series × paths × horizon from one origin."""
    forecaster = _core.Forecaster(
        [_core.DefaultEnsemble()],
        _core.ForecasterOptions(threads=1, dependence=dependence, calibration=calibration, non_negative=True),
    )
    forecaster.fit([_core.Series(y, start=FIRST_QUARTER, id=f"s{i:03d}") for i, y in enumerate(known)])
    return np.asarray(forecaster.draws(0, HORIZON, paths, SEED))


def inside(draws: np.ndarray, actual: np.ndarray) -> tuple[np.ndarray, float]:
    """Whether each horizon lies in the 95 % interval, and the interval's mean width."""
    low, high = np.quantile(draws, LEVELS, axis=0)
    return (actual >= low) & (actual <= high), float(np.mean(high - low))


def covers(
    values: np.ndarray, states: list[str], origins: list[int], dependence: str, calibration: str, paths: int
) -> dict[str, tuple[np.ndarray, float]]:
    """Level → hits (windows × horizon) and mean width."""
    hits: dict[str, list[np.ndarray]] = {"bottom series": [], "states": [], "nation": []}
    widths: dict[str, list[float]] = {level: [] for level in hits}
    rows = {state: [i for i, s in enumerate(states) if s == state] for state in sorted(set(states))}
    for origin in origins:
        draws = joint_draws(values[:, :origin], dependence, calibration, paths)
        actual = values[:, origin : origin + HORIZON]
        groups = {
            "bottom series": [[i] for i in range(len(values))],
            "states": list(rows.values()),
            "nation": [list(range(len(values)))],
        }
        for level, members in groups.items():
            for group in members:
                hit, width = inside(draws[group].sum(axis=0), actual[group].sum(axis=0))
                hits[level].append(hit)
                widths[level].append(width)
    return {level: (np.array(hits[level]), float(np.mean(widths[level]))) for level in hits}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--first", type=int, default=40, help="values known at the first origin")
    parser.add_argument("--step", type=int, default=4, help="quarters between origins")
    parser.add_argument("--paths", type=int, default=1000)
    parser.add_argument("--calibration", default="table", help="table, panel, auto or none")
    options = parser.parse_args()
    if not FILE.is_file():
        print(f"{FILE} is not there: nothing to measure")
        return 0
    print(
        "| bottom series | level | windows | " + " | ".join(f"{d}: cover, width" for d in DEPENDENCE) + " |"
    )
    print("|---|---|---|---|---|")
    for by_purpose in (False, True):
        values, states = bottom(by_purpose)
        origins = list(range(options.first, values.shape[1] - HORIZON + 1, options.step))
        found = [covers(values, states, origins, d, options.calibration, options.paths) for d in DEPENDENCE]
        for level in found[0]:
            cells = []
            for one in found:
                hit, width = one[level]
                share = float(hit.mean())
                error = np.sqrt(share * (1 - share) / len(hit))
                cells.append(f"{100 * share:.1f} ± {100 * error:.1f} %, {width:.0f}")
            title = f"{len(values)} {'regions by purpose' if by_purpose else 'regions'}"
            print(
                f"| {title} | {level} | {len(origins)} × {len(found[0][level][0]) // len(origins)} | {' | '.join(cells)} |"
            )
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
