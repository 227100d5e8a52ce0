"""The simulated country: one truth from which every table of the demo package is drawn.

Everything here is invented. Levels were chosen so that a reader recognises the orders of magnitude of a country with about 50 million
employed, and so that each verdict of the report occurs once: developers (251) and network specialists (252) short, electrical and
electronics engineers (215) near balance, telecommunications technicians (352) balanced, user-support technicians (351) in surplus.

Years run from 2009 to 2024. A new survey form in 2021 raises the occupations by ``OCCUPATION_BREAK`` (a declared break).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SEED = 20261122
YEARS = np.arange(2009, 2025)
LAST = int(YEARS[-1])
MATRIX_YEARS = np.arange(2014, 2025)

INDUSTRIES = ("26", "61", "62", "63", "other")
OCCUPATIONS = ("251", "252", "215", "352", "351")

# Employment in thousands in the last year, growth a year then, and how much faster growth was in the first year.
INDUSTRY_LEVEL = {"26": 900.0, "61": 120.0, "62": 180.0, "63": 30.0, "other": 50_770.0}
INDUSTRY_GROWTH = {"26": 0.035, "61": -0.010, "62": 0.070, "63": 0.050, "other": 0.005}
INDUSTRY_EXTRA = {"26": 0.10, "61": 0.015, "62": 0.05, "63": 0.02, "other": 0.008}
INDUSTRY_NOISE = {"26": 0.020, "61": 0.015, "62": 0.020, "63": 0.025, "other": 0.003}

# Staffing shares in the last year and the yearly change of their logarithm.
SHARE = {
    "62": {"251": 0.55, "252": 0.12, "215": 0.010, "352": 0.005, "351": 0.060},
    "63": {"251": 0.35, "252": 0.20, "215": 0.002, "352": 0.010, "351": 0.100},
    "61": {"251": 0.08, "252": 0.08, "215": 0.140, "352": 0.150, "351": 0.050},
    "26": {"251": 0.012, "252": 0.004, "215": 0.055, "352": 0.008, "351": 0.012},
    "other": {"251": 0.0018, "252": 0.0004, "215": 0.00135, "352": 0.0006, "351": 0.0018},
}
SHARE_TREND = {"251": 0.020, "252": 0.025, "215": 0.005, "352": -0.020, "351": -0.012}
OCCUPATION_BREAK = 1.06

# Coefficient of variation of a survey figure of 100 thousand persons; it falls with the root of the size.
CV_OF_100_THOUSAND = 0.035

WOMEN = {"251": 0.22, "252": 0.18, "215": 0.16, "352": 0.12, "351": 0.34}
AGES = tuple(f"{a}-{a + 4}" for a in range(15, 65, 5)) + ("65+",)
# Shape of the age structure: mode and spread in years of a gamma-like hump from age 18.
AGE_SHAPE = {
    "251": (30.0, 7.5),
    "252": (32.0, 8.0),
    "215": (36.0, 9.5),
    "352": (40.0, 10.0),
    "351": (34.0, 10.5),
}

FIELDS = ("74801", "74802", "75103", "75202", "other")
LEVELS = ("bachelor", "college")
LENGTH = {"bachelor": 4, "college": 3}
ENTRANTS = {  # students entering in the last year, growth a year
    ("74801", "bachelor"): (8_500.0, 0.060),
    ("74801", "college"): (6_400.0, 0.015),
    ("74802", "bachelor"): (6_000.0, 0.055),
    ("74802", "college"): (7_600.0, 0.010),
    ("75103", "bachelor"): (9_000.0, 0.030),
    ("75103", "college"): (6_000.0, -0.010),
    ("75202", "bachelor"): (10_000.0, 0.045),
    ("75202", "college"): (3_000.0, 0.000),
    ("other", "bachelor"): (380_000.0, 0.020),
    ("other", "college"): (170_000.0, -0.005),
}
DROP_OUT = {"bachelor": (0.12, 0.06, 0.04, 0.05), "college": (0.15, 0.07, 0.06)}
REPEAT = {"bachelor": (0.02, 0.02, 0.02, 0.08), "college": (0.02, 0.02, 0.06)}
FURTHER_STUDY = {"bachelor": 0.06, "college": 0.10}
PARTICIPATION = {"bachelor": 0.93, "college": 0.92}
EMIGRATION = {"bachelor": 0.02, "college": 0.01}
SHOW_UP = {"bachelor": 0.81, "college": 0.74}
TO_OCCUPATION = {  # share of labour-market entrants who go to each occupation; the rest to "other"
    ("74801", "bachelor"): {"251": 0.55, "252": 0.12, "215": 0.01, "352": 0.01, "351": 0.08},
    ("74802", "bachelor"): {"251": 0.40, "252": 0.25, "215": 0.01, "352": 0.02, "351": 0.10},
    ("75103", "bachelor"): {"251": 0.04, "252": 0.02, "215": 0.32, "352": 0.09, "351": 0.03},
    ("75202", "bachelor"): {"251": 0.07, "252": 0.02, "215": 0.42, "352": 0.05, "351": 0.02},
    ("other", "bachelor"): {"251": 0.005, "252": 0.0005, "215": 0.002, "352": 0.0005, "351": 0.003},
    ("74801", "college"): {"251": 0.22, "252": 0.10, "215": 0.00, "352": 0.05, "351": 0.33},
    ("74802", "college"): {"251": 0.18, "252": 0.12, "215": 0.00, "352": 0.06, "351": 0.35},
    ("75103", "college"): {"251": 0.02, "252": 0.01, "215": 0.15, "352": 0.14, "351": 0.05},
    ("75202", "college"): {"251": 0.03, "252": 0.01, "215": 0.15, "352": 0.12, "351": 0.04},
    ("other", "college"): {"251": 0.001, "252": 0.0002, "215": 0.001, "352": 0.0005, "351": 0.004},
}


@dataclass(frozen=True)
class World:
    """The truth and one survey of it."""

    industry: dict[str, np.ndarray]  # true employment by industry, thousands, YEARS
    share: dict[tuple[str, str], np.ndarray]  # true staffing shares, YEARS
    cells: dict[
        tuple[str, str], np.ndarray
    ]  # surveyed employment of a cell, MATRIX_YEARS, incl. occupation "other"
    surveyed_industry: dict[str, np.ndarray]  # surveyed employment by industry, YEARS
    surveyed_occupation: dict[str, np.ndarray]  # surveyed employment by occupation, YEARS
    entrants: dict[tuple[str, str], dict[int, float]]
    stock: dict[
        tuple[str, str], list[float]
    ]  # students by year of study at the start of the last school year
    graduates: dict[tuple[str, str], dict[int, float]]


def coefficient_of_variation(thousands: float | np.ndarray) -> float | np.ndarray:
    """Sampling error of a survey figure, relative: falls with the root of the size."""
    return CV_OF_100_THOUSAND * np.sqrt(100.0 / np.maximum(thousands, 0.5))


def survey(rng: np.random.Generator, truth: np.ndarray) -> np.ndarray:
    """One survey of a truth, rounded to one person as offices publish in thousands with three decimals."""
    noise = rng.standard_normal(truth.shape) * coefficient_of_variation(truth)
    return np.round(truth * np.maximum(1.0 + noise, 0.2), 3)


def simulate() -> World:
    """Draws the country. The same seed gives the same country."""
    rng = np.random.default_rng(SEED)
    n = len(YEARS)
    age = YEARS - LAST  # −15 … 0

    industry: dict[str, np.ndarray] = {}
    for name in INDUSTRIES:
        growth = INDUSTRY_GROWTH[name] + INDUSTRY_EXTRA[name] * (-age / 15.0) ** 1.5
        growth = growth + rng.standard_normal(n) * INDUSTRY_NOISE[name]
        log_level = np.concatenate([[0.0], np.cumsum(growth[1:])])
        industry[name] = INDUSTRY_LEVEL[name] * np.exp(log_level - log_level[-1])

    share: dict[tuple[str, str], np.ndarray] = {}
    for name in INDUSTRIES:
        for occupation in OCCUPATIONS:
            wobble = np.cumsum(rng.standard_normal(n) * 0.012)
            share[name, occupation] = SHARE[name][occupation] * np.exp(
                SHARE_TREND[occupation] * age + wobble - wobble[-1]
            )

    coding = np.where(YEARS >= 2021, 1.0, 1.0 / OCCUPATION_BREAK)
    surveyed_industry = {name: survey(rng, industry[name]) for name in INDUSTRIES}
    offset = n - len(MATRIX_YEARS)
    cells: dict[tuple[str, str], np.ndarray] = {}
    for name in INDUSTRIES:
        rest = surveyed_industry[name][offset:].copy()
        for occupation in OCCUPATIONS:
            truth = industry[name] * share[name, occupation] * coding
            cells[name, occupation] = survey(rng, truth[offset:])
            rest = rest - cells[name, occupation]
        cells[name, "other"] = np.round(rest, 3)
    surveyed_occupation: dict[str, np.ndarray] = {}
    for occupation in OCCUPATIONS:
        truth = sum(industry[name] * share[name, occupation] for name in INDUSTRIES) * coding
        early = survey(rng, truth[:offset])
        late = np.round(sum(cells[name, occupation] for name in INDUSTRIES), 3)
        surveyed_occupation[occupation] = np.concatenate([early, late])

    entrants, stock, graduates = _students(rng)
    return World(industry, share, cells, surveyed_industry, surveyed_occupation, entrants, stock, graduates)


def _students(rng: np.random.Generator) -> tuple[dict, dict, dict]:
    """Entrants, stock and graduates that follow from one another: people are conserved, in whole persons."""
    entrants: dict[tuple[str, str], dict[int, float]] = {}
    stock: dict[tuple[str, str], list[float]] = {}
    graduates: dict[tuple[str, str], dict[int, float]] = {}
    for field in FIELDS:
        for level in LEVELS:
            key = (field, level)
            base, growth = ENTRANTS[key]
            years = range(2005, LAST + 2)
            wobble = rng.standard_normal(len(years)) * 0.02
            entrants[key] = {
                year: float(round(base * (1 + growth) ** (year - LAST) * (1 + w)))
                for year, w in zip(years, wobble, strict=True)
            }
            length = LENGTH[level]
            students = [0.0] * length
            graduates[key] = {}
            for year in range(2005, LAST + 1):
                students[0] += entrants[key][year]  # start of the school year
                if year == LAST:
                    break
                repeat, drop = REPEAT[level], DROP_OUT[level]
                stay = [float(round(s * r)) for s, r in zip(students, repeat, strict=True)]
                left = [float(round(s * d)) for s, d in zip(students, drop, strict=True)]
                moved = [s - r - d for s, r, d in zip(students, stay, left, strict=True)]
                graduates[key][year + 1] = moved[-1]
                students = [stay[0]] + [stay[k] + moved[k - 1] for k in range(1, length)]
            stock[key] = students
    return entrants, stock, graduates
