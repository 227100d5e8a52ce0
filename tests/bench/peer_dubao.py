"""One job of the benchmarks by dubao, in its own process like the peers.

Usage: .venv/bin/python tests/bench/peer_dubao.py INPUT OUTPUT   (formats: tests/bench/jobs.py)

Timed: fit, choice and point forecast, one thread, as the peers' analytic intervals cost next to nothing. The intervals are
the calibrated ones where the model has a score table and those of the model's own paths elsewhere; they are made afterwards.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

from dubao import __version__, _core, models

PATHS, SEED = 1000, 1
LEVELS = (0.1, 0.9, 0.025, 0.975)
STARTS = {1: "2000", 4: "2000-Q1", 12: "2000-01"}


def main() -> None:
    with Path(sys.argv[1]).open() as file:
        job, m, h = file.readline().rstrip().split(",")
        rows = [line.rstrip().split(",") for line in file]
    season, horizon = int(m), int(h)
    name = {"AutoETS": "AutoETS", "AutoARIMA": "AutoARIMA", "Theta": "AutoTheta", "Ensemble": "Ensemble"}[job]
    model = getattr(models, name)() if job != "Ensemble" else None
    core = _core.DefaultEnsemble() if model is None else model.core
    series = [_core.Series(np.array(r[1:], dtype=float), start=STARTS[season], id=r[0]) for r in rows]
    point = _core.Forecaster([core], _core.ForecasterOptions(threads=1, calibration="none"))
    started = time.process_time()
    point.fit(series)
    mean = point.mean(0, horizon)
    seconds = time.process_time() - started
    full = _core.Forecaster([core], _core.ForecasterOptions(threads=0))
    full.fit(series)
    quantiles = full.quantiles(0, horizon, list(LEVELS), PATHS, SEED)
    with Path(sys.argv[2]).open("w") as file:
        file.write(f"{seconds},dubao {__version__}\n")
        for i, row in enumerate(rows):
            cells = np.concatenate([mean[i], *quantiles[i]])
            file.write(",".join([row[0], *(repr(float(v)) for v in cells)]) + "\n")


if __name__ == "__main__":
    main()
