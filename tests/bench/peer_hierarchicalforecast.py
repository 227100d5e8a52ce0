"""MinT shrink by hierarchicalforecast, in its own environment (build/bench-peers).

Usage: build/bench-peers/bin/python tests/bench/peer_hierarchicalforecast.py INPUT.npz OUTPUT.npz REPEATS
INPUT: `summing` (nodes × leaves), `errors` (nodes × periods), `forecasts` (nodes × horizons); OUTPUT: `values`, `seconds`.
"""

import sys
import time
import warnings

import hierarchicalforecast
import numpy as np
from hierarchicalforecast.methods import MinTrace

warnings.filterwarnings("ignore")
given = np.load(sys.argv[1])
zero = np.zeros_like(given["errors"])
seconds = []
for _ in range(int(sys.argv[3])):
    started = time.process_time()
    found = MinTrace("mint_shrink").fit_predict(
        S=given["summing"], y_hat=given["forecasts"], y_insample=given["errors"], y_hat_insample=zero
    )
    seconds.append(time.process_time() - started)
np.savez(sys.argv[2], values=found["mean"], seconds=min(seconds), version=hierarchicalforecast.__version__)
