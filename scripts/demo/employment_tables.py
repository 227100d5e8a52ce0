"""Tables of the employed of the demo country: by activity, occupation, both, qualification and ownership; the labour force."""

from __future__ import annotations

import math

from demo.package import Observations
from demo.survey import BREAK_YEAR, sampling_error
from demo.world import INDUSTRIES, LAST, MATRIX_YEARS, OCCUPATIONS, WOMEN, YEARS, World


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
                f"demo.emp.isic4.{name}.T", year, value, "thousand_persons", status=status, standard_error=sampling_error(value),
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
                    f"demo.emp.isco08.{name}.{sex}", year, split[sex], "thousand_persons", standard_error=sampling_error(split[sex]),
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
                    standard_error=sampling_error(float(value)), break_before=year == BREAK_YEAR, activity=industry, occupation=occupation,
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
                    f"demo.emp.{prefix}.{occupation}.{key}", year, value, "thousand_persons", standard_error=sampling_error(value),
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
