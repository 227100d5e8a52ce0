"""The simulated labour force survey: its error, its declared break, and the table of its design."""

from __future__ import annotations

import math

from demo.package import Observations
from demo.world import INDUSTRIES, LAST, OCCUPATIONS, World, coefficient_of_variation

BREAK_YEAR = 2021


def sampling_error(thousands: float) -> float:
    """Standard error of an estimate in thousands, by the design of the simulated survey."""
    return round(float(coefficient_of_variation(thousands)) * thousands, 3)


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
