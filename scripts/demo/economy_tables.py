"""Output, economic scenarios and wages of the demo country."""

from __future__ import annotations

import math

import numpy as np

from demo.package import Observations
from demo.world import LAST, YEARS, World


def economy_tables(world: World, rng: np.random.Generator) -> list[Observations]:
    gdp = Observations("gdp", "Gross domestic product", "Tổng sản phẩm trong nước", ("indicator", "prices"))
    added = Observations(
        "value_added", "Value added of section J", "Giá trị tăng thêm ngành J", ("activity", "prices")
    )
    digital = Observations(
        "digital_economy",
        "Digital economy share of GDP",
        "Tỷ trọng kinh tế số trong GDP",
        ("indicator", "vintage"),
    )
    drivers = Observations("drivers", "Economic scenario", "Kịch bản kinh tế", ("driver", "scenario"))
    level, growth = 2_500_000.0, {}
    for year in YEARS:
        growth[int(year)] = 6.3 + 0.6 * float(rng.standard_normal()) - (4.0 if year in (2020, 2021) else 0.0)
        level *= 1 + growth[int(year)] / 100
        constant = "constant_2010"
        gdp.add("demo.gdp.constant_2010", year, round(level), "billion_vnd", indicator="gdp", prices=constant)
        rate = round(growth[int(year)], 2)
        gdp.add(
            "demo.gdp_growth.constant_2010", year, rate, "percent", indicator="gdp_growth", prices=constant
        )
        added.add(
            "demo.va.constant_2010.J",
            year,
            round(level * (0.03 + 0.001 * (int(year) - 2009))),
            "billion_vnd",
            activity="J",
            prices=constant,
        )
        if year >= 2018:
            digital.add(
                "demo.digital.share_gdp.T",
                year,
                round(9.5 + 0.9 * (int(year) - 2018) + 0.15 * float(rng.standard_normal()), 2),
                "percent",
                indicator="share_of_gdp",
                vintage="2025-01",
            )
    for year in range(2015, 2036):
        if year <= LAST:
            drivers.add(
                "demo.driver.gdp_growth.observed",
                year,
                round(growth[year], 2),
                "percent",
                driver="gdp_growth",
                scenario="observed",
            )
            continue
        for scenario, value in (("low", 4.5), ("base", 6.2), ("high", 7.8)):
            drivers.add(
                f"demo.driver.gdp_growth.{scenario}",
                year,
                value,
                "percent",
                status="assumption",
                driver="gdp_growth",
                scenario=scenario,
            )
    factors = Observations(
        "scenario_factors",
        "Employment of the industry relative to base",
        "Việc làm của ngành so với kịch bản cơ sở",
        ("scenario", "activity"),
    )
    sensitivity = {"26": 0.020, "61": 0.006, "62": 0.022, "63": 0.018, "other": 0.006}
    for scenario, sign in (("low", -1.0), ("high", 1.0)):
        for activity, elasticity in sensitivity.items():
            for year in range(2025, 2036):
                factors.add(
                    f"demo.factor.{scenario}.{activity}", year, round(math.exp(sign * elasticity * (year - LAST)), 5), "ratio",
                    status="assumption", scenario=scenario, activity=activity,
                )  # fmt: skip
    return [gdp, added, digital, drivers, factors]


def wages() -> Observations:
    table = Observations(
        "wages",
        "Average monthly income",
        "Thu nhập bình quân tháng",
        ("indicator", "sex", "activity", "occupation"),
    )
    level = {"25": 26.0, "215": 17.5, "351": 12.0, "352": 12.5, "total": 8.2}
    for occupation, value in level.items():
        for year in range(2015, LAST + 1):
            table.add(
                f"demo.income.{occupation}.T", year, round(value * 1.065 ** (year - LAST), 2), "million_vnd_per_month",
                indicator="average_monthly_income", sex="T", activity="total", occupation=occupation,
            )  # fmt: skip
    return table
