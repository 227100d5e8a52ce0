"""The report's own past in the demo country."""

from __future__ import annotations

import math

import numpy as np

from demo.package import Observations
from demo.world import LAST, YEARS, World


def earlier_forecasts(world: World, rng: np.random.Generator) -> Observations:
    """What two earlier editions would have said: the truth of their time with the error of a plain growth forecast."""
    table = Observations(
        "earlier_forecasts",
        "Forecasts of earlier editions",
        "Dự báo của các lần xuất bản trước",
        ("edition", "group", "quantity"),
    )
    for edition in (2022, 2023):
        for code in ("25", "215"):
            series = (
                world.surveyed_occupation["251"] + world.surveyed_occupation["252"]
                if code == "25"
                else world.surveyed_occupation["215"]
            )
            base = float(series[edition - 1 - int(YEARS[0])])
            growth = 0.045 + 0.015 * float(rng.standard_normal())
            for year in range(edition, LAST + 2):
                step = year - edition + 1
                median = base * math.exp(growth * step)
                half = 1.2816 * 0.05 * math.sqrt(step)
                for quantity, value in (
                    ("median", median),
                    ("low80", median * math.exp(-half)),
                    ("high80", median * math.exp(half)),
                ):
                    table.add(
                        f"demo.earlier.{edition}.{code}.{quantity}", year, round(value, 3), "thousand_persons", status="derived",
                        edition=edition, group=f"demo.emp.isco08.{code}.T", quantity=quantity,
                    )  # fmt: skip
    return table
