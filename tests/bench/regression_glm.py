"""Speed of Poisson regression on 1,000,000 × 20 against statsmodels, in one run.

Usage: .venv/bin/python tests/bench/regression_glm.py [--rows N] [--repeats N]

statsmodels is looked for in build/bench-peers and run in a process of its own on the same data. Processor time is compared, because the
machine may be shared; wall clock is printed too. Both must agree on the coefficients.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
PEER = ROOT / "build/bench-peers/bin/python"
COLUMNS = 20
TARGET = 5.0
# Both stop when the coefficients have settled to about this.
AGREE = 1e-7

STATSMODELS = """
import json, sys, time
import numpy as np
import statsmodels.api as sm
x, y = np.load(sys.argv[1]), np.load(sys.argv[2])
design = np.column_stack([np.ones(len(y)), x])
best = (float("inf"), float("inf"))
for _ in range(int(sys.argv[3])):
    cpu, wall = time.process_time(), time.perf_counter()
    fit = sm.GLM(y, design, family=sm.families.Poisson()).fit()
    best = min(best, (time.process_time() - cpu, time.perf_counter() - wall))
print(json.dumps({"cpu": best[0], "wall": best[1], "params": fit.params.tolist(), "errors": fit.bse.tolist(), "version": sm.__version__
                  if hasattr(sm, "__version__") else __import__("statsmodels").__version__}))
"""


def sample(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Counts whose logarithm of the mean is a sum of nineteen normal regressors and an intercept."""
    rng = np.random.default_rng(20)
    x = rng.standard_normal((rows, COLUMNS - 1))
    coefficients = 0.1 * rng.standard_normal(COLUMNS - 1)
    return x, rng.poisson(np.exp(1.0 + x @ coefficients)).astype(float)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=2)
    asked = parser.parse_args()
    from dubao.regression import Poisson

    x, y = sample(asked.rows)
    best = (float("inf"), float("inf"))
    for _ in range(asked.repeats):
        cpu, wall = time.process_time(), time.perf_counter()
        fit = Poisson().fit(x, y)
        best = min(best, (time.process_time() - cpu, time.perf_counter() - wall))
    print(f"Poisson, {asked.rows:,} × {COLUMNS}, best of {asked.repeats}")
    print(f"dubao       {best[0]:7.2f} s processor  {best[1]:7.2f} s wall clock  {fit.iterations} iterations")
    if not PEER.is_file():
        print("statsmodels is not installed in build/bench-peers: no comparison")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = [str(Path(folder) / name) for name in ("x.npy", "y.npy")]
        for name, values in zip(files, (x, y), strict=True):
            np.save(name, values)
        done = subprocess.run(
            [str(PEER), "-c", STATSMODELS, *files, str(asked.repeats)],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        print(f"statsmodels could not be run: {done.stderr.strip().splitlines()[-1:]}")
        return 0
    peer = json.loads(done.stdout)
    print(
        f"statsmodels {peer['cpu']:7.2f} s processor  {peer['wall']:7.2f} s wall clock  version {peer['version']}"
    )
    apart = max(
        float(np.max(np.abs(fit.params_array / np.array(peer["params"]) - 1))),
        float(np.max(np.abs(fit.standard_errors_array / np.array(peer["errors"]) - 1))),
    )
    ratio = peer["cpu"] / best[0]
    print(f"largest relative difference of coefficients and errors {apart:.1e}")
    print(
        f"statsmodels / dubao: {ratio:.1f} (processor), {peer['wall'] / best[1]:.1f} (wall clock); target {TARGET:.0f}"
    )
    return 0 if ratio >= TARGET and apart < AGREE else 1


if __name__ == "__main__":
    sys.exit(main())
