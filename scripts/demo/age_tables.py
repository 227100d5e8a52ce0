"""Ages of the employed, exit rates, mortality and retirement ages of the demo country."""

from __future__ import annotations

import math

import numpy as np

from demo.package import Observations
from demo.survey import BREAK_YEAR, sampling_error
from demo.world import AGE_SHAPE, AGES, LAST, OCCUPATIONS, WOMEN, YEARS, World


def age_weights(occupation: str, sex: str) -> np.ndarray:
    """Share of each age group: a gamma-shaped hump from 18; women leave a little earlier."""
    mode, spread = AGE_SHAPE[occupation]
    mode -= 18.0
    scale = (-mode + math.sqrt(mode * mode + 4 * spread * spread)) / 2.0
    shape = mode / scale + 1.0
    weights = []
    for start in range(15, 70, 5):
        points = [max(start + k + 0.5 - 18.0, 0.05) for k in range(5)]
        density = sum(p ** (shape - 1.0) * math.exp(-p / scale) for p in points)
        if start >= 60:
            density *= 0.45 if sex == "M" else 0.25
        elif start >= 55:
            density *= 0.9 if sex == "M" else 0.65
        weights.append(density)
    array = np.array(weights)
    return array / array.sum()


def employment_by_age(world: World) -> Observations:
    table = Observations(
        "employment_by_age",
        "Employment by age, sex and occupation",
        "Lao động theo tuổi, giới tính và nghề",
        ("sex", "occupation", "age"),
    )
    for occupation in OCCUPATIONS:
        for year in range(2019, LAST + 1):
            total = float(world.surveyed_occupation[occupation][year - int(YEARS[0])])
            women = round(total * WOMEN[occupation], 3)
            for sex, amount in (("M", round(total - women, 3)), ("F", women)):
                parts = [round(float(w) * amount, 3) for w in age_weights(occupation, sex)]
                parts[3] = round(parts[3] + amount - sum(parts), 3)
                for age, value in zip(AGES, parts, strict=True):
                    table.add(
                        f"demo.emp.age.{occupation}.{age}.{sex}", year, value, "thousand_persons", standard_error=sampling_error(value),
                        break_before=year == BREAK_YEAR, sex=sex, occupation=occupation, age=age,
                    )  # fmt: skip
    return table


def age_proxy(world: World) -> Observations:
    """Ten-year groups of market services and two wide groups of professionals, as published for real countries."""
    del world
    table = Observations(
        "employment_age_proxy",
        "Employment by age, wider groups",
        "Cơ cấu tuổi của các nhóm rộng hơn",
        ("sex", "age", "group"),
    )
    services = {"15-24": 0.14, "25-34": 0.31, "35-44": 0.28, "45-54": 0.18, "55-64": 0.09}
    professionals = {"15-24": 0.07, "15-64": 1.0}
    for year in range(2019, LAST + 1):
        level = 9_000.0 * 1.02 ** (year - LAST)
        for age, share in services.items():
            table.add(
                f"demo.emp.age.market_services.{age}.T",
                year,
                round(level * share, 3),
                "thousand_persons",
                sex="T",
                age=age,
                group="market_services",
            )
        level = 4_000.0 * 1.02 ** (year - LAST)
        for age, share in professionals.items():
            table.add(
                f"demo.emp.age.isco08_2.{age}.T",
                year,
                round(level * share, 3),
                "thousand_persons",
                sex="T",
                age=age,
                group="isco08_2",
            )
    return table


def exit_rates() -> Observations:
    table = Observations(
        "exit_rates",
        "Yearly exit rates beside mortality and retirement",
        "Tỷ lệ rời việc hằng năm ngoài tử vong và nghỉ hưu",
        ("cause", "occupation", "bound"),
    )
    base = {"care": 0.008, "emigration": 0.004, "transfer_out": 0.030, "transfer_in": 0.022}
    for cause, rate in base.items():
        for occupation in OCCUPATIONS:
            factor = 1.3 if occupation in ("251", "252") and cause == "emigration" else 1.0
            for bound, scale in (("low", 0.6), ("base", 1.0), ("high", 1.5)):
                table.add(
                    f"demo.exit.{cause}.{occupation}.{bound}", LAST, round(rate * factor * scale, 5), "share", status="assumption",
                    cause=cause, occupation=occupation, bound=bound,
                )  # fmt: skip
    return table


def population_tables() -> list[Observations]:
    """Mortality by a Gompertz law with a higher level for men; a retirement path that rises like many countries'."""
    mortality = Observations(
        "mortality", "Central death rates", "Tỷ suất chết theo tuổi", ("sex", "age", "span")
    )
    ages = ["0", "1-4", *(f"{a}-{a + 4}" for a in range(5, 100, 5)), "100+"]
    for start in range(2000, 2050, 5):
        for age in ages:
            x = 0.5 if age == "0" else float(age.rstrip("+").split("-")[0]) + (2.0 if age != "100+" else 0.0)
            rates = {}
            for sex, level in (("M", 1.35), ("F", 0.75)):
                rate = level * 0.00006 * math.exp(0.088 * x) * math.exp(-0.012 * (start - 2020)) + 0.0003
                if age == "0":
                    rate = level * 0.013 * math.exp(-0.02 * (start - 2020))
                rates[sex] = rate
            rates["T"] = (rates["M"] + rates["F"]) / 2.0
            for sex, rate in rates.items():
                mortality.add(
                    f"demo.mx.{age}.{sex}",
                    start,
                    round(rate, 8),
                    "deaths_per_person_year",
                    sex=sex,
                    age=age,
                    span=f"{start}-{start + 5}",
                )
    retirement = Observations("retirement_age", "Normal retirement age", "Tuổi nghỉ hưu", ("sex",))
    for year in range(2021, 2036):
        men, women = min(723 + 3 * (year - 2021), 744), min(664 + 4 * (year - 2021), 720)
        retirement.add("demo.retirement_age.M", year, float(men), "months", sex="M")
        retirement.add("demo.retirement_age.F", year, float(women), "months", sex="F")
    return [mortality, retirement]
