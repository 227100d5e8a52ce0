"""Elastic-net path of scikit-learn; run by regression.py in the peers' environment. Prints seconds, best of some runs."""

from __future__ import annotations

import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.linear_model import enet_path

warnings.filterwarnings("ignore")
data = np.load(sys.argv[1])
x, y, times = data["x"], data["y"], int(sys.argv[2])
# What ElasticNet does before the path: centre and scale.
best = float("inf")
for _ in range(times):
    started = time.perf_counter()
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    _, coefficients, gaps = enet_path(z, y - y.mean(), l1_ratio=0.5, alphas=data["penalties"])
    best = min(best, time.perf_counter() - started)
np.savez(sys.argv[3], coefficients=coefficients)
print(f"{best:.6f} {sklearn.__version__}")
