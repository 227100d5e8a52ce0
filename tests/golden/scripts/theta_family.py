"""Writes the oracle of tests/cpp/models/dynamic_theta_test.cpp: the four Theta models of statsforecast.

    build/peers-venv/bin/python tests/golden/scripts/theta_family.py tests/golden

Reads tests/golden/ets/series.csv (see ets_theta.R); writes theta/theta.csv: one row a series and model, without season,
with the sum of squares of the errors from the fourth on, parameters and the forecasts of steps 1 and 6; versions.txt.
"""

import csv
import datetime
import importlib.metadata
import pathlib
import sys

import numpy as np
from statsforecast.theta import forecast_theta, thetamodel

folder = pathlib.Path(sys.argv[1])
series: dict[str, list[float]] = {}
with (folder / "ets" / "series.csv").open(encoding="utf-8") as file:
    for row in csv.DictReader(file):
        series.setdefault(row["series"], []).append(float(row["value"]))
rows = []
for name, values in series.items():
    y = np.array(values)
    for kind in ("STM", "OTM", "DSTM", "DOTM"):
        fit = thetamodel(y, 1, kind, float("nan"), float("nan"), float("nan"), 3)
        mean = forecast_theta(fit, 6)["mean"]
        rows.append(
            [
                name,
                kind,
                repr(float(np.sum(fit["residuals"][3:] ** 2))),
                *(repr(float(fit["par"][key])) for key in ("initial_smoothed", "alpha", "theta")),
                repr(float(mean[0])),
                repr(float(mean[5])),
            ]
        )
with (folder / "theta" / "theta.csv").open("w", newline="", encoding="utf-8") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["series", "model", "sum_of_squares", "l", "alpha", "theta", "h1", "h6"])
    out.writerows(rows)
versions = [f"{p} {importlib.metadata.version(p)}" for p in ("statsforecast", "numpy")]
text = "\n".join([f"Python {sys.version.split()[0]}", *versions, f"written {datetime.date.today()}"]) + "\n"
(folder / "theta" / "versions.txt").write_text(text, encoding="utf-8")
