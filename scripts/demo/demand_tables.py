"""Vacancies, job advertisements and cybersecurity posts of the demo country."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from demo.package import Observations
from demo.world import LAST, OCCUPATIONS, YEARS, World


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
    for concept, public, private in (("employed", 1_900, 6_800), ("funded_vacancies", 260, 940)):
        for sector, value in (("public", public), ("private", private)):
            demand.add(
                f"demo.security.{concept}.{sector}", LAST, value, "persons", concept=concept, sector=sector
            )
    return [organisations, norms, demand, security_inputs()]


def security_inputs() -> Observations:
    """What the concepts of need for cybersecurity take beyond counts of posts and organisations: flows, and a survey of employers."""
    table = Observations(
        "security_inputs",
        "Inputs of need for cybersecurity staff: flows and a survey of employers",
        "Đầu vào tính nhu cầu nhân lực an ninh mạng: dòng người và khảo sát doanh nghiệp",
        ("concept", "input", "organisation_class", "part"),
    )

    def add(concept: str, name: str, group: str, part: str, value: float, unit: str, **more: Any) -> None:
        table.add(
            ".".join(["demo.security", concept, name, group or "all", part]), LAST, value, unit,
            concept=concept, input=name, organisation_class=group or "all", part=part, **more,
        )  # fmt: skip

    for part, rate in (("value", 0.09), ("low", 0.06), ("high", 0.13)):
        add("funded_vacancies", "separation_rate", "", part, rate, "share", status="assumption")
    add("funded_vacancies", "searching", "", "value", 420, "persons", standard_error=60.0)
    add("declared_need", "entrants", "", "value", 1_450, "persons", standard_error=60.0)
    survey = {
        "staff_10_49": (9_800, 600, 48, 1.1, 0.4), "staff_50_249": (2_600, 400, 84, 1.4, 0.8), "staff_250_up": (640, 240, 125, 3.2, 2.6),
    }  # fmt: skip
    for name, (count, asked, yes, hires, deviation) in survey.items():
        add("declared_need", "organisations", name, "value", count, "organisations")
        add("declared_need", "hiring_share", name, "asked", asked, "organisations")
        add("declared_need", "hiring_share", name, "yes", yes, "organisations")
        add("declared_need", "mean_hires", name, "value", hires, "persons")
        add("declared_need", "mean_hires", name, "standard_deviation", deviation, "persons")
        add("declared_need", "mean_hires", name, "asked", yes, "organisations")
    return table
