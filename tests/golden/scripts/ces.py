"""Writes the oracle of tests/cpp/models/ces_test.cpp: complex exponential smoothing of statsforecast, each form.

    build/peers-venv/bin/python tests/golden/scripts/ces.py tests/golden

Reads tests/golden/ets/series.csv (see ets_theta.R); writes ces/ces.csv: one row a series and form, with the log-likelihood
(its constants are those of R's ets), parameters and forecasts of steps 1 and 6; versions.txt. statsforecast searches a
box that reaches beyond the region of stability and starts its states by backcasting, in single precision.
"""

import csv
import datetime
import importlib.metadata
import pathlib
import sys

import numpy as np
from statsforecast.ces import cesmodel, forecast_ces

folder = pathlib.Path(sys.argv[1])
series: dict[str, list[float]] = {}
season: dict[str, int] = {}
with (folder / "ets" / "series.csv").open(encoding="utf-8") as file:
    for row in csv.DictReader(file):
        series.setdefault(row["series"], []).append(float(row["value"]))
        season[row["series"]] = max(1, int(float(row["season_length"])))
rows = []
for name, values in series.items():
    y = np.array(values)
    m = season[name]
    for form in "N" if m == 1 else "NSPF":
        fit = cesmodel(y, m, form, None, None, None, None, 3)
        if not np.isfinite(fit["loglik"]):
            continue
        mean = forecast_ces(fit, 6)["mean"]
        par = [repr(float(fit["par"][k])) for k in ("alpha_0", "alpha_1", "beta_0", "beta_1")]
        exact = -0.5 * len(y) * float(np.log(np.sum(fit["residuals"] ** 2)))
        rows.append([name, m, form, repr(exact), *par, repr(float(mean[0])), repr(float(mean[5]))])
with (folder / "ces" / "ces.csv").open("w", newline="", encoding="utf-8") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(
        ["series", "season_length", "form", "loglik", "alpha_0", "alpha_1", "beta_0", "beta_1", "h1", "h6"]
    )
    out.writerows(rows)
versions = [f"{p} {importlib.metadata.version(p)}" for p in ("statsforecast", "numpy")]
text = "\n".join([f"Python {sys.version.split()[0]}", *versions, f"written {datetime.date.today()}"]) + "\n"
(folder / "ces" / "versions.txt").write_text(text, encoding="utf-8")
