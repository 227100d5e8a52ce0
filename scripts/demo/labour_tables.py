"""Tables of employment, population, economy and demand of the demo country."""

from __future__ import annotations

import math

import numpy as np

from demo.package import Observations
from demo.world import (
    AGE_SHAPE,
    AGES,
    INDUSTRIES,
    LAST,
    MATRIX_YEARS,
    OCCUPATIONS,
    WOMEN,
    YEARS,
    World,
    coefficient_of_variation,
)

BREAK_YEAR = 2021
PROVINCES = [
    "01",
    "04",
    "08",
    "11",
    "12",
    "14",
    "15",
    "19",
    "20",
    "22",
    "24",
    "25",
    "31",
    "33",
    "37",
    "38",
    "40",
    "42",
    "44",
    "46",
    "48",
    "51",
    "52",
    "56",
    "66",
    "68",
    "75",
    "79",
    "80",
    "82",
    "86",
    "91",
    "92",
    "96",
]


def _error(thousands: float) -> float:
    return round(float(coefficient_of_variation(thousands)) * thousands, 3)


def employment_by_activity(world: World) -> Observations:
    table = Observations(
        "employment_by_activity",
        "Employment by economic activity",
        "Lao động có việc làm theo ngành kinh tế",
        ("sex", "activity"),
    )
    industry = world.surveyed_industry
    sums = {
        **{name: industry[name] for name in INDUSTRIES},
        "62-63": industry["62"] + industry["63"],
        "61-63": industry["61"] + industry["62"] + industry["63"],
        "26+61-63": industry["26"] + industry["61"] + industry["62"] + industry["63"],
        "J": industry["61"] + industry["62"] + industry["63"] + 90.0,
        "C": industry["26"] * 1.2 + 9_500.0,
        "total": sum(industry[name] for name in INDUSTRIES),
    }
    for name, values in sums.items():
        for year, value in zip(YEARS, values, strict=True):
            status = "official_national" if name in (*INDUSTRIES, "total", "J", "C") else "derived"
            value = round(float(value), 3)
            table.add(
                f"demo.emp.isic4.{name}.T", year, value, "thousand_persons", status=status, standard_error=_error(value),
                break_before=year == BREAK_YEAR, sex="T", activity=name,
            )  # fmt: skip
    return table


def employment_by_occupation(world: World) -> Observations:
    table = Observations(
        "employment_by_occupation",
        "Employment by occupation",
        "Lao động có việc làm theo nghề nghiệp",
        ("sex", "occupation"),
    )
    occupation = world.surveyed_occupation
    groups = {
        "25": (occupation["251"] + occupation["252"], 0.21),
        "21": (occupation["215"] + 330.0 + 9.0 * (YEARS - 2009), 0.24),
        "total": (sum(world.surveyed_industry[name] for name in INDUSTRIES), 0.47),
        **{name: (occupation[name], WOMEN[name]) for name in OCCUPATIONS},
    }
    for name, (values, women) in groups.items():
        for year, value in zip(YEARS, values, strict=True):
            total = round(float(value), 3)
            split = {"T": total, "F": round(total * women, 3)}
            split["M"] = round(total - split["F"], 3)
            for sex in ("T", "M", "F"):
                table.add(
                    f"demo.emp.isco08.{name}.{sex}", year, split[sex], "thousand_persons", standard_error=_error(split[sex]),
                    break_before=year == BREAK_YEAR and name != "total", sex=sex, occupation=name,
                )  # fmt: skip
    return table


def employment_matrix(world: World) -> Observations:
    table = Observations(
        "employment_by_activity_occupation",
        "Employment by activity and occupation",
        "Lao động theo ngành và nghề",
        ("activity", "occupation"),
    )
    for industry in INDUSTRIES:
        for occupation in (*OCCUPATIONS, "other"):
            for year, value in zip(MATRIX_YEARS, world.cells[industry, occupation], strict=True):
                table.add(
                    f"demo.emp.cell.{industry}.{occupation}", year, float(value), "thousand_persons",
                    standard_error=_error(float(value)), break_before=year == BREAK_YEAR, activity=industry, occupation=occupation,
                )  # fmt: skip
    return table


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
                        f"demo.emp.age.{occupation}.{age}.{sex}", year, value, "thousand_persons", standard_error=_error(value),
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


def _split(
    world: World,
    name: str,
    titles: tuple[str, str],
    dimension: str,
    shares: dict[str, dict[str, float]],
    drift: dict[str, float],
    prefix: str,
) -> Observations:
    """Splits occupations by a further dimension; shares drift slowly, and the parts sum to the occupation."""
    table = Observations(name, *titles, ("occupation", dimension))
    for occupation in OCCUPATIONS:
        for year in range(2019, LAST + 1):
            total = float(world.surveyed_occupation[occupation][year - int(YEARS[0])])
            weights = {
                key: share * math.exp(drift[key] * (year - LAST)) for key, share in shares[occupation].items()
            }
            whole = sum(weights.values())
            parts = {key: round(total * weight / whole, 3) for key, weight in weights.items()}
            first = next(iter(parts))
            parts[first] = round(parts[first] + total - sum(parts.values()), 3)
            for key, value in parts.items():
                table.add(
                    f"demo.emp.{prefix}.{occupation}.{key}", year, value, "thousand_persons", standard_error=_error(value),
                    break_before=year == BREAK_YEAR, occupation=occupation, **{dimension: key},
                )  # fmt: skip
    return table


def employment_by_qualification(world: World) -> Observations:
    shares = {
        "251": {"bachelor": 0.72, "master_plus": 0.10, "college": 0.12, "other": 0.06},
        "252": {"bachelor": 0.68, "master_plus": 0.08, "college": 0.17, "other": 0.07},
        "215": {"bachelor": 0.74, "master_plus": 0.12, "college": 0.10, "other": 0.04},
        "352": {"bachelor": 0.25, "master_plus": 0.01, "college": 0.49, "other": 0.25},
        "351": {"bachelor": 0.34, "master_plus": 0.02, "college": 0.42, "other": 0.22},
    }
    drift = {"bachelor": 0.005, "master_plus": 0.03, "college": -0.01, "other": -0.04}
    titles = ("Employment by occupation and qualification", "Lao động theo nghề và trình độ")
    return _split(
        world, "employment_by_qualification", titles, "qualification", shares, drift, "qualification"
    )


def employment_by_ownership(world: World) -> Observations:
    shares = {
        "251": {"private": 0.60, "foreign": 0.28, "state": 0.12},
        "252": {"private": 0.52, "foreign": 0.20, "state": 0.28},
        "215": {"private": 0.40, "foreign": 0.42, "state": 0.18},
        "352": {"private": 0.38, "foreign": 0.10, "state": 0.52},
        "351": {"private": 0.66, "foreign": 0.14, "state": 0.20},
    }
    drift = {"private": 0.005, "foreign": 0.015, "state": -0.02}
    titles = (
        "Employment by occupation and ownership of the employer",
        "Lao động theo nghề và loại hình sở hữu",
    )
    return _split(world, "employment_by_ownership", titles, "ownership", shares, drift, "ownership")


def province_weights(rng: np.random.Generator) -> np.ndarray:
    """Two large centres, a few industrial provinces, a long tail."""
    weights = 0.004 + 0.012 * rng.random(len(PROVINCES))
    for code, weight in (("79", 0.34), ("01", 0.27), ("48", 0.05), ("31", 0.03), ("24", 0.035), ("75", 0.03)):
        weights[PROVINCES.index(code)] = weight
    return weights / weights.sum()


def employment_by_province(world: World, rng: np.random.Generator) -> Observations:
    table = Observations(
        "employment_by_province",
        "Employment by province and occupation",
        "Lao động theo tỉnh và nghề",
        ("province", "occupation"),
    )
    for occupation in OCCUPATIONS:
        weights = province_weights(rng)
        for year in range(2021, LAST + 1):
            total = float(world.surveyed_occupation[occupation][year - int(YEARS[0])])
            parts = [round(total * float(w), 3) for w in weights]
            top = int(np.argmax(weights))
            parts[top] = round(parts[top] + total - sum(parts), 3)
            for code, value in zip(PROVINCES, parts, strict=True):
                table.add(
                    f"demo.emp.province.{code}.{occupation}", year, value, "thousand_persons", standard_error=_error(value),
                    province=code, occupation=occupation,
                )  # fmt: skip
    return table


def provincial_indicator(rng: np.random.Generator) -> Observations:
    table = Observations(
        "provincial_indicator",
        "Share of ICT professionals in employment by province",
        "Tỷ trọng nhà chuyên môn CNTT trong lao động theo tỉnh",
        ("province", "indicator"),
    )
    weights = province_weights(rng)
    for code, weight in zip(PROVINCES, weights, strict=True):
        table.add(
            f"demo.province.ict_share.{code}",
            LAST,
            round(0.08 + 4.5 * math.sqrt(float(weight) / 0.34) * float(weight) ** 0.3, 2),
            "percent",
            province=code,
            indicator="ict_share",
        )
    return table


def vacancies_and_postings(world: World, rng: np.random.Generator) -> list[Observations]:
    vacancies = Observations(
        "vacancies",
        "Vacancies by occupation, survey of employers",
        "Việc làm trống theo nghề, điều tra người sử dụng lao động",
        ("occupation",),
    )
    postings = Observations(
        "postings",
        "Job advertisements by occupation, de-duplicated",
        "Tin tuyển dụng theo nghề, đã loại trùng",
        ("occupation",),
    )
    rate = {"251": 0.045, "252": 0.050, "215": 0.028, "352": 0.015, "351": 0.012}
    coverage = {"251": 0.75, "252": 0.60, "215": 0.35, "352": 0.15, "351": 0.30}
    for occupation in OCCUPATIONS:
        for year in range(2019, LAST + 1):
            level = float(world.surveyed_occupation[occupation][year - int(YEARS[0])])
            for quarter in range(1, 5):
                season = (0.06, 0.03, -0.02, -0.07)[quarter - 1]
                slump = -0.35 if (year, quarter) in ((2020, 2), (2021, 3), (2023, 1), (2023, 2)) else 0.0
                stock = (
                    level
                    * 1000.0
                    * rate[occupation]
                    * math.exp(season + slump + 0.05 * rng.standard_normal())
                )
                ads = (
                    stock
                    * coverage[occupation]
                    * math.exp(0.08 * rng.standard_normal() + 0.03 * (year - LAST))
                )
                period = f"{year}-Q{quarter}"
                vacancies.add(
                    f"demo.vacancies.{occupation}",
                    period,
                    round(stock),
                    "persons",
                    standard_error=round(0.06 * stock),
                    occupation=occupation,
                )
                postings.add(
                    f"demo.postings.{occupation}", period, round(ads), "postings", occupation=occupation
                )
    return [vacancies, postings]


def labour_force(world: World) -> Observations:
    table = Observations("labour_force", "Labour force", "Lực lượng lao động", ("indicator", "sex", "age"))
    total = sum(world.surveyed_industry[name] for name in INDUSTRIES)
    for year, employed in zip(YEARS, total, strict=True):
        unemployed = round(float(employed) * (0.021 + (0.008 if year in (2020, 2021) else 0.0)), 1)
        employed = round(float(employed), 1)
        for name, indicator, value in (
            ("emp", "employment", employed), ("unemp", "unemployment", unemployed), ("lf", "labour_force", round(employed + unemployed, 1)),
        ):  # fmt: skip
            table.add(
                f"demo.{name}.total.T",
                year,
                value,
                "thousand_persons",
                break_before=year == BREAK_YEAR,
                indicator=indicator,
                sex="T",
                age="15+",
            )
    return table


def survey_design(world: World) -> Observations:
    table = Observations(
        "survey_design",
        "Coefficients of variation of the survey",
        "Hệ số biến thiên của điều tra",
        ("quantity", "applies_to", "design_effect"),
    )
    levels = {f"demo.emp.isco08.{o}.T": float(world.surveyed_occupation[o][-1]) for o in OCCUPATIONS}
    levels["demo.emp.isco08.25.T"] = levels["demo.emp.isco08.251.T"] + levels["demo.emp.isco08.252.T"]
    industry = {name: float(world.surveyed_industry[name][-1]) for name in INDUSTRIES}
    levels |= {f"demo.emp.isic4.{name}.T": value for name, value in industry.items()}
    levels["demo.emp.isic4.62-63.T"] = industry["62"] + industry["63"]
    for series_id, level in levels.items():
        for effect, factor in (("1.5", 1.0), ("3.0", math.sqrt(2.0))):
            table.add(
                f"demo.lfs.cv.{series_id[9:-2]}.deff{effect}", LAST, round(100 * factor * float(coefficient_of_variation(level)), 1),
                "percent", quantity="cv", applies_to=series_id, design_effect=effect,
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


def security_tables() -> list[Observations]:
    organisations = Observations(
        "security_organisations",
        "Organisations in scope of cybersecurity norms",
        "Tổ chức thuộc phạm vi định mức an ninh mạng",
        ("organisation_class",),
    )
    norms = Observations(
        "security_norms",
        "Posts per organisation by norm",
        "Số vị trí việc làm mỗi tổ chức theo định mức",
        ("organisation_class", "bound"),
    )
    demand = Observations(
        "security_demand",
        "Cybersecurity posts by concept",
        "Vị trí an ninh mạng theo khái niệm",
        ("concept", "sector"),
    )
    classes = {
        "state_central": (60, (4, 8, 12)), "state_provincial": (340, (1, 2, 4)), "critical_infrastructure": (220, (5, 9, 14)),
        "large_enterprise": (2_600, (1, 2, 4)), "other": (38_000, (0.02, 0.05, 0.12)),
    }  # fmt: skip
    for name, (count, posts) in classes.items():
        organisations.add(
            f"demo.security.organisations.{name}", LAST, count, "organisations", organisation_class=name
        )
        for bound, value in zip(("low", "base", "high"), posts, strict=True):
            norms.add(
                f"demo.security.norm.{name}.{bound}",
                LAST,
                float(value),
                "persons",
                status="assumption",
                organisation_class=name,
                bound=bound,
            )
    for concept, public, private in (
        ("employed", 1_900, 6_800),
        ("funded_vacancies", 260, 940),
        ("declared_need", 1_700, 5_200),
    ):
        for sector, value in (("public", public), ("private", private)):
            demand.add(
                f"demo.security.{concept}.{sector}", LAST, value, "persons", concept=concept, sector=sector
            )
    return [organisations, norms, demand]
