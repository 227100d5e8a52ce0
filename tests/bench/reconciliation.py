"""Reconciliation: values and time against hierarchicalforecast, and cost against size.

Usage: .venv/bin/python tests/bench/reconciliation.py [--no-peers] [--largest LEAVES]

Prints two tables in Markdown (docs/hierarchy.md shows one run). Times are seconds of processor time of one thread, the fastest
of a few runs. "Prepared": covariance from 60 periods of residuals and the factorisation. "Draws": 1,000 draws of one
horizon, every node. The peer computes one horizon and holds dense matrices, so it is asked for trees of up to 3,000 leaves.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import machine

from dubao.hierarchy import Reconciler, Tree

ROOT = Path(__file__).resolve().parents[2]
PEER = ROOT / "build/bench-peers/bin/python"
TOURISM = ROOT.parent / "shared/data/bench/hier-tourism-tsibble/aus_tourism_quarterly.csv.gz"
PERIODS = 60
DRAWS = 1000
PEER_LARGEST = 3000
AGREEMENT = 1e-6


def fastest(work: Callable[[], object], repeats: int) -> float:
    """Least processor time of a few runs."""
    times = []
    for _ in range(repeats):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def tourism() -> tuple[Tree, np.ndarray, np.ndarray] | None:
    """Tree, errors (nodes × periods) and one forecast of Australian tourism: (state > region) × purpose, 425 nodes."""
    if not TOURISM.is_file():
        return None
    with gzip.open(TOURISM, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = ("state", "region", "purpose")
    tree = Tree.from_keys({c: [r[c] for r in rows] for c in columns}, [["state", "region"], "purpose"])
    quarters = {q: t for t, q in enumerate(sorted({r["quarter"] for r in rows}))}
    leaf = {name: i for i, name in enumerate(tree.leaves)}
    y = np.zeros((len(leaf), len(quarters)))
    for r in rows:
        y[leaf[f"{r['state']}/{r['region']} × {r['purpose']}"], quarters[r["quarter"]]] = float(r["trips"])
    y = tree.aggregate(y)
    # Geometric means of the same quarter of two years: not linear, so that the forecasts do not add up.
    return (
        tree,
        (y[:, 8:] - np.sqrt(y[:, 4:-4] * y[:, :-8]))[:, -PERIODS:],
        np.sqrt(y[:, -4:-3] * y[:, -8:-7]),
    )


def simulated(leaves: int) -> tuple[Tree, np.ndarray, np.ndarray]:
    """Regions of about ten provinces crossed with occupations, errors with a common factor."""
    rng = np.random.default_rng(leaves)
    occupations = max(2, leaves // 100)
    provinces = leaves // occupations
    keys = {
        "region": [f"r{p // 10}" for p in range(provinces) for _ in range(occupations)],
        "province": [f"p{p}" for p in range(provinces) for _ in range(occupations)],
        "occupation": [f"o{o}" for _ in range(provinces) for o in range(occupations)],
    }
    tree = Tree.from_keys(keys, [["region", "province"], "occupation"])
    errors = rng.normal(size=(len(tree), PERIODS)) + rng.normal(size=PERIODS)
    return tree, errors, rng.normal(100.0, 10.0, size=(len(tree), 1))


def peer(tree: Tree, errors: np.ndarray, forecasts: np.ndarray, repeats: int) -> dict[str, np.ndarray] | None:
    """Values and seconds of hierarchicalforecast; None when it is not at hand."""
    with tempfile.TemporaryDirectory() as folder:
        given, found = Path(folder) / "in.npz", Path(folder) / "out.npz"
        np.savez(given, summing=tree.summing_matrix(), errors=errors, forecasts=forecasts)
        command = [str(PEER), str(ROOT / "tests/bench/peer_hierarchicalforecast.py"), str(given), str(found)]
        done = subprocess.run([*command, str(repeats)], capture_output=True, check=False)
        if done.returncode != 0:
            return None
        with np.load(found) as table:
            return {name: table[name] for name in table.files}


def row(name: str, case: tuple[Tree, np.ndarray, np.ndarray], with_peer: bool, repeats: int) -> str:
    """One line: nodes, prepared, one forecast, draws, peer, ratio, largest difference."""
    tree, errors, forecasts = case

    def prepare() -> Reconciler:
        return Reconciler(tree, "mint_shrink", residuals=errors.T, n_jobs=1)

    prepared = prepare()
    ours = fastest(lambda: prepare().reconcile(forecasts), repeats)
    alone = fastest(prepare, repeats)
    many = np.repeat(forecasts, DRAWS, axis=1)
    draws = fastest(lambda: prepared.reconcile(many), 1)
    other = peer(tree, errors, forecasts, repeats) if with_peer else None
    cells = f"| {name} | {len(tree):,} | {alone:.3f} | {ours:.3f} | {draws:.2f} |"
    if other is None:
        return cells + " | | |"
    difference = (
        np.abs(other["values"] - prepared.reconcile(forecasts).values).max() / np.abs(other["values"]).max()
    )
    if difference > AGREEMENT:
        raise SystemExit(f"{name}: differs from hierarchicalforecast by {difference:.1e}")
    return (
        cells + f" {float(other['seconds']):.3f} | {float(other['seconds']) / ours:.0f} | {difference:.0e} |"
    )


def structural(leaves: int) -> str:
    """One line: WLS structural, factored once for all draws."""
    tree, _, forecasts = simulated(leaves)
    prepared = Reconciler(tree, "wls_struct", n_jobs=1)
    alone = fastest(lambda: Reconciler(tree, "wls_struct", n_jobs=1), 2)
    many = np.repeat(forecasts, DRAWS, axis=1)
    return (
        f"| {leaves:,} | {len(tree):,} | {alone:.3f} | {fastest(lambda: prepared.reconcile(many), 1):.2f} |"
    )


def grid() -> str:
    """One line: provinces × occupations × industries without gaps, WLS structural, streamed in pieces of 100 draws."""
    sizes = {"province": 34, "occupation": 43, "industry": 88}
    cells = list(np.ndindex(*sizes.values()))
    tree = Tree.from_keys(
        {name: [f"{name}{c[d]}" for c in cells] for d, name in enumerate(sizes)}, list(sizes)
    )
    started = time.process_time()
    prepared = Reconciler(tree, "wls_struct", n_jobs=1)
    alone = time.process_time() - started
    piece = np.random.default_rng(1).normal(100.0, 10.0, size=(len(tree), 100))
    draws = fastest(lambda: prepared.reconcile(piece), 2) * DRAWS / 100
    return f"| 34 × 43 × 88 = {len(cells):,}, every sum | {len(tree):,} | {alone:.3f} | {draws:.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--largest", type=int, default=10_000)
    options = parser.parse_args()
    peers = not options.no_peers and PEER.is_file()
    print(machine.hardware() + "\n")
    print(
        "| MinT shrink | nodes | prepared, s | one forecast, s | 1,000 draws, s | peer, s | ratio | difference |"
    )
    print("|---|---|---|---|---|---|---|---|")
    sizes = [n for n in (300, 1000, 3000, 10_000) if n <= options.largest]
    case = tourism()
    if case is not None:
        print(row("tourism, 304 leaves", case, peers, 5), flush=True)
    for leaves in sizes:
        print(
            row(f"simulated, {leaves:,} leaves", simulated(leaves), peers and leaves <= PEER_LARGEST, 2),
            flush=True,
        )
    print("\n| WLS structural, leaves | nodes | prepared, s | 1,000 draws, s |\n|---|---|---|---|")
    for leaves in sizes:
        print(structural(leaves), flush=True)
    if options.largest >= 10_000:
        print(grid(), flush=True)
    print(
        f"\nPeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB, draws of all sizes included."
    )


if __name__ == "__main__":
    main()
