"""The nowcast from postings on simulated worlds: how often it is used, and what it gains over the forecast without it.

    .venv/bin/python tests/bench/nowcast.py [--worlds 200]

First table: 30 years of an index whose growth is N(0, 0.1²) and of official figures that follow it with a strength and noise of their own; the last
figure is forecast, without the index by the value before. Mean absolute error of logarithms, and cover of the central 80 % interval
where the index was used. Second table: 20 years by month from three sources, of which one ends and one begins, ten months of the last year known
(the market of tests/python/labour/test_postings_index.py). Prints the tables of docs/methods.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "python/labour"))

from test_postings_index import moved

from dubao import labour
from dubao.models import Naive

YEARS = 30
WORLDS = ((0.0, 0.05), (0.4, 0.06), (0.8, 0.08), (0.8, 0.04))
MARKETS = ((0.0, 0.04), (0.4, 0.04), (0.8, 0.06), (0.8, 0.03))
# Fewer cases give no share.
LEAST = 30


def world(strength: float, noise: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Official figures and the index."""
    rng = np.random.default_rng(seed)
    growth = rng.normal(0, 0.1, YEARS)
    official = 100 * np.exp(np.cumsum(strength * growth + rng.normal(0, noise, YEARS)))
    return official, 50 * np.exp(np.cumsum(growth))


def by_year(worlds: int) -> None:
    paths = np.random.default_rng(9).lognormal(0, 0.1, (400, 1))
    print(
        "| strength, noise | used | error without | with the rule | always | cover where used |\n|---|---|---|---|---|---|"
    )
    for strength, noise in WORLDS:
        used, inside, errors = 0, 0, np.zeros(3)
        for seed in range(worlds):
            official, index = world(strength, noise, seed)
            last = official[-1]
            found = labour.nowcast(
                official[-2] * paths, start=str(1999 + YEARS), official=official[:-1], official_start="2000",
                index=index, index_start="2000", without=Naive(),
            )  # fmt: skip
            guesses = np.array([official[-2], np.median(found.draws), found.value])
            errors += np.abs(np.log(last / guesses))
            if found.used:
                low, high = np.quantile(found.draws[:, 0], [0.1, 0.9])
                used += 1
                inside += int(low <= last <= high)
        without, rule, always = errors / worlds
        print(
            f"| {strength:g}, {noise:g} | {100 * used / worlds:.0f} % | {without:.4f} | {rule:.4f} | {always:.4f} | {share(inside, used)} |"
        )


def by_month(worlds: int) -> None:
    print("\n| strength, noise | used | nearer | width | cover where used |\n|---|---|---|---|---|")
    for strength, noise in MARKETS:
        nearer, width, inside = [], [], 0
        for seed in range(worlds):
            found, draws, actual = moved(seed, strength, noise)
            if found.decision == "used":
                before, after = (np.quantile(d[:, 0], [0.1, 0.5, 0.9]) for d in (draws, found.draws))
                nearer.append(abs(np.log(actual / before[1])) - abs(np.log(actual / after[1])))
                width.append((after[2] - after[0]) / (before[2] - before[0]))
                inside += after[0] <= actual <= after[2]
        used = len(nearer)
        told = f"{np.mean(nearer):.3f} | {np.mean(width):.2f}" if used >= LEAST else "– | –"
        print(f"| {strength:g}, {noise:g} | {100 * used / worlds:.1f} % | {told} | {share(inside, used)} |")


def share(count: int, of: int) -> str:
    return f"{100 * count / of:.0f} %" if of >= LEAST else "–"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=200)
    worlds = parser.parse_args().worlds
    by_year(2 * worlds)
    by_month(worlds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
