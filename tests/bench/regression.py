"""Linear and penalised regression against Eigen's own QR and scikit-learn, in one run.

Usage: .venv/bin/python tests/bench/regression.py [--rows 1000000] [--columns 50]
Prints a Markdown table of seconds and ratios. scripts/bench.sh builds what it needs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from dubao.regression import ElasticNet

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build/bench/tests/bench/dubao_bench_regression"
PEER = ROOT / "build/bench-peers/bin/python"
TIMES = 7
HEAD = ["| job | dubao, s | other, s | other / dubao |", "|---|---|---|---|"]


def ordinary(rows: int, columns: int) -> str:
    """OLS with everything a fit gives, against Eigen's HouseholderQR and solve."""
    if not PROGRAM.is_file():
        return f"| OLS | left out: {PROGRAM.relative_to(ROOT)} is not built | | |"
    printed = subprocess.run([PROGRAM, str(rows), str(columns)], check=True, capture_output=True, text=True)
    found = {name: float(value) for name, value in map(str.split, printed.stdout.splitlines())}
    ratio = found["eigen_qr"] / found["ols"]
    return f"| OLS, {rows:,} × {columns}, Eigen's QR | {found['ols']:.2f} | {found['eigen_qr']:.2f} | {ratio:.2f} |"


def elastic_net(rows: int = 10_000, columns: int = 100) -> list[str]:
    """Path of a hundred penalties, standardisation included on both sides."""
    rng = np.random.default_rng(1)
    x = rng.normal(size=(rows, columns)) * rng.uniform(0.5, 5, columns) + 3
    y = x[:, :20] @ rng.normal(size=20) + 5 * rng.normal(size=rows)
    model = ElasticNet(mixing=0.5)
    path = model.path(x, y)
    best = float("inf")
    for _ in range(TIMES):
        started = time.perf_counter()
        path = model.path(x, y)
        best = min(best, time.perf_counter() - started)
    title = f"elastic-net path, {rows:,} × {columns}, 100 penalties"
    if not PEER.is_file():
        return [f"| {title} | {best:.4f} | left out: no scikit-learn | |"]
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "data.npz", Path(folder) / "answer.npz"
        np.savez(given, x=x, y=y, penalties=path.penalties)
        peer = [PEER, Path(__file__).with_name("peer_sklearn.py"), given, str(TIMES), answer]
        printed = subprocess.run([str(word) for word in peer], capture_output=True, text=True)
        if printed.returncode:
            return [f"| {title} | {best:.4f} | left out: no scikit-learn | |"]
        seconds, version = printed.stdout.split()
        theirs = np.load(answer)["coefficients"] / x.std(axis=0)[:, None]
    other = float(seconds)
    distance = np.abs(theirs - path.coefficients).max() / np.abs(path.coefficients).max()
    return [
        f"| {title}, scikit-learn {version} | {best:.4f} | {other:.4f} | {other / best:.2f} |",
        "",
        f"Largest difference of the two paths, relative to the largest coefficient: {distance:.1e} (scikit-learn stops at a "
        "relative duality gap of 1e-4, dubao at optimality conditions of 1e-10).",
    ]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--columns", type=int, default=50)
    asked = parser.parse_args(arguments)
    sys.stdout.write("\n".join([*HEAD, ordinary(asked.rows, asked.columns), *elastic_net()]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
