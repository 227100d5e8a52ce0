"""The nowcast from postings on simulated worlds: how often it is used, and what it gains over the forecast without it.

    .venv/bin/python tests/bench/postings.py [--worlds 400]

A world is 30 years of an index whose growth is N(0, 0.1²) and of official figures that follow it with a strength and noise of their
own; the last figure is forecast, without the index by the value before. Mean absolute error of logarithms, and cover of the central
80 % interval where the index was used. Prints the table of docs/methods.md.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np

from dubao import labour
from dubao.models import Naive

YEARS = 30
WORLDS = ((0.0, 0.05), (0.4, 0.06), (0.8, 0.08), (0.8, 0.04))


def world(strength: float, noise: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Official figures and the index."""
    rng = np.random.default_rng(seed)
    growth = rng.normal(0, 0.1, YEARS)
    official = 100 * np.exp(np.cumsum(strength * growth + rng.normal(0, noise, YEARS)))
    return official, 50 * np.exp(np.cumsum(growth))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=400)
    worlds = parser.parse_args().worlds
    paths = np.random.default_rng(9).lognormal(0, 0.1, (400, 1))
    sys.stdout.write(
        "| strength, noise | used | error without | with the rule | always | cover where used |\n|---|---|---|---|---|---|\n"
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
        cover = f"{100 * inside / used:.0f} %" if used >= 30 else "–"
        sys.stdout.write(
            f"| {strength:g}, {noise:g} | {100 * used / worlds:.0f} % | {without:.4f} | {rule:.4f} | {always:.4f} | {cover} |\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
