"""One job of the benchmarks by statsforecast, in its own environment (build/bench-peers).

Usage: build/bench-peers/bin/python tests/bench/peer_statsforecast.py INPUT OUTPUT   (formats: tests/bench/jobs.py)
"""

import sys
import time
import warnings
from pathlib import Path

import numpy as np
import statsforecast
from statsforecast.models import AutoARIMA, AutoETS, OptimizedTheta

warnings.filterwarnings("ignore")
with Path(sys.argv[1]).open() as file:
    job, m, h = file.readline().rstrip().split(",")
    rows = [line.rstrip().split(",") for line in file]
season, horizon = int(m), int(h)
series = [np.array(row[1:], dtype=float) for row in rows]
kind = {"AutoETS": AutoETS, "AutoARIMA": AutoARIMA, "Theta": OptimizedTheta}[job]


def forecast(y):
    """The forecast; the naive one where the engine refuses the series."""
    try:
        return kind(season_length=season).forecast(y=y, h=horizon, level=[80, 95])
    except Exception:
        flat = np.full(horizon, y[-1])
        return {"mean": flat} | {f"{side}-{level}": flat for side in ("lo", "hi") for level in (80, 95)}


forecast(series[0])
started = time.process_time()
found = [forecast(y) for y in series]
seconds = time.process_time() - started
with Path(sys.argv[2]).open("w") as file:
    file.write(f"{seconds},statsforecast {statsforecast.__version__}\n")
    for row, f in zip(rows, found, strict=True):
        cells = np.concatenate([f[k] for k in ("mean", "lo-80", "hi-80", "lo-95", "hi-95")])
        file.write(",".join([row[0], *(repr(float(v)) for v in cells)]) + "\n")
