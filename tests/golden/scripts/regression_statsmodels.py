"""Answers of statsmodels for linear regression, on the data of tests/golden/regression/linear.csv.

Its RLM is left out: it divides the median by the quantile 0.67449 where R's rlm, and dubao, have 0.6745.

python tests/golden/scripts/regression_statsmodels.py > tests/golden/regression/statsmodels.csv
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import statsmodels
import statsmodels.api as sm

DATA = Path(__file__).parents[1] / "regression/linear.csv"


def columns() -> dict[str, dict[str, list[float]]]:
    out: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with DATA.open() as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if row["quantity"] == "data":
                out[row["case"]][row["name"]].append(float(row["value"]))
    return out


def main() -> None:
    write = sys.stdout.write
    write(
        f"# statsmodels {statsmodels.__version__}, {dt.date.today()}; see tests/golden/scripts/regression_statsmodels.py\n"
    )
    write("case,quantity,name,value\n")

    def put(case: str, quantity: str, names: list[str], values: np.ndarray) -> None:
        for name, value in zip(names, values, strict=True):
            write(f"{case},{quantity},{name},{float(value)!r}\n")

    cars = columns()["mtcars"]
    regressors = ["wt", "hp", "qsec"]
    names = ["intercept", *regressors]
    x = sm.add_constant(np.column_stack([cars[n] for n in regressors]))
    y, weights, groups = np.array(cars["mpg"]), np.array(cars["weights"]), np.array(cars["clusters"])
    kinds = {kind: {"cov_type": kind} for kind in ("HC0", "HC1", "HC2", "HC3")}
    kinds["newey-west"] = {"cov_type": "HAC", "cov_kwds": {"maxlags": 3, "use_correction": True}}
    kinds["cluster"] = {"cov_type": "cluster", "cov_kwds": {"groups": groups}}
    for case, model in (("ols", sm.OLS(y, x)), ("wls", sm.WLS(y, x, weights=weights))):
        for kind, options in kinds.items():
            fit = model.fit(use_t=True, **options)
            put(f"{case}-{kind}", "error", names, fit.bse)
            put(f"{case}-{kind}", "pvalue", names, fit.pvalues)
            put(f"{case}-{kind}", "low", names, fit.conf_int(0.05)[:, 0])
            put(f"{case}-{kind}", "fit", ["f", "f_pvalue"], [float(fit.fvalue), float(fit.f_pvalue)])


if __name__ == "__main__":
    main()
