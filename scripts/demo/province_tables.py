"""Tables by province of the demo country, in the 34 codes of Viet Nam."""

from __future__ import annotations

import math

import numpy as np

from demo.package import Observations
from demo.survey import sampling_error
from demo.world import LAST, OCCUPATIONS, YEARS, World

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
                    f"demo.emp.province.{code}.{occupation}", year, value, "thousand_persons", standard_error=sampling_error(value),
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
