"""Quarters of employment in information and communication from yearly employment and quarterly value added.

    .venv/bin/python examples/python/quarterly_employment.py

Employment of section J of ISIC Rev. 4 is published once a year, its value added at constant prices of 2010 every quarter. The
definition of employment changed in 2021: a second indicator, 0 before and 1 from 2021 on, carries the step. Value added is
known one quarter further than employment: that quarter is extrapolated.

What this is not: an observation. The quarters inside a year follow the indicator by a relation that fifteen years tell badly;
the standard errors say how badly, and hold only as far as the relation does.
"""

from __future__ import annotations

import numpy as np

from dubao.data import Catalogue
from dubao.hierarchy import temporal_disaggregation

FIRST_YEAR = 2010  # value added by quarter begins here
BREAK = 2021


def main() -> None:
    catalogue = Catalogue()
    employment = catalogue.series("vn.emp.isic4.J.T")
    value_added = catalogue.series("vn.q.va.constant_2010.J")
    years = [int(p) for p in employment.periods]
    annual = np.asarray(employment.values, dtype=float)[years.index(FIRST_YEAR) :]
    quarters = list(value_added.periods)
    after_break = [float(int(q[:4]) >= BREAK) for q in quarters]
    indicators = np.column_stack([np.asarray(value_added.values, dtype=float) / 1000.0, after_break])

    found = temporal_disaggregation(
        annual, indicators, ratio=4, aggregation="mean", names=["value added", "definition of 2021"]
    )
    print(f"Employment in section J, {employment.unit}; value added in thousand {value_added.unit}")
    for name, value in found.coefficients.items():
        print(f"  {name}: {value:.3f} (standard error {found.coefficient_errors[name]:.3f})")
    print(f"  autocorrelation of the quarterly residual {found.rho:.3f}")
    for note in found.notes:
        print(f"  note: {note}")
    draws = found.draws(n=2000, key=employment.id)
    lower, upper = np.quantile(draws, [0.025, 0.975], axis=0)
    print("quarter   value  standard error  95 % interval of the paths")
    for t in range(len(quarters) - 5, len(quarters)):
        print(
            f"{quarters[t]}  {found.mean[t]:6.1f}  {found.standard_errors[t]:14.1f}  {lower[t]:.1f} to {upper[t]:.1f}"
        )
    last = slice(4 * (len(annual) - 1), 4 * len(annual))
    print(f"mean of the quarters of {years[-1]}: {found.mean[last].mean():.3f}, published: {annual[-1]:.3f}")


if __name__ == "__main__":
    main()
