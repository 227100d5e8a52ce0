"""Writes tests/golden/regression/bounds.csv: critical values of the bounds test from statsmodels, 32 million replications each.

    build/peers-venv/bin/python tests/golden/scripts/bounds.py tests/golden/regression

They were simulated independently of the published tables (40,000 replications) that the library holds; the test compares both.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import statsmodels
from statsmodels.tsa.ardl.pss_critical_values import crit_percentiles, crit_vals

rows = ["case,drivers,integrated,level,value"]
for (drivers, case, integrated), values in sorted(crit_vals.items()):
    for percentile, value in zip(crit_percentiles, values, strict=True):
        rows.append(f"{case},{drivers},{int(integrated)},{round(1 - percentile / 100, 4):g},{value:g}")
head = f"# statsmodels {statsmodels.__version__}, {dt.date.today()}; tests/golden/scripts/bounds.py"
Path(sys.argv[1], "bounds.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
