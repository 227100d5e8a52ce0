"""Published projections of the BLS as forecasting problems: what was known at an origin, what was projected, what came.

Data: ../shared/data/bench/bls-employment-projections (National Employment Matrix) and bls-oews. The rules are those of
docs/beside-bls.md; nothing here forecasts or scores.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[2].parent / "shared/data/bench"
MATRIX = FOLDER / "bls-employment-projections/bls_ep_all_vintages.csv"
OEWS = FOLDER / "bls-oews/oews_national_2012_2018_2020.csv"
ORIGINS = (2010, 2012, 2014)
HORIZON = 10

# Computer occupations: sums of codes that mean the same in SOC 2010 and in SOC 2018.
COMPUTER_GROUPS: dict[str, tuple[str, ...]] = {
    "research scientists": ("15-1111", "15-1221"),
    "systems analysts": ("15-1121", "15-1211"),
    "programmers, software developers, testers": (
        "15-1131",
        "15-1132",
        "15-1133",
        "15-1251",
        "15-1252",
        "15-1253",
        "15-1256",
    ),
    "database administrators and architects": ("15-1141", "15-1242", "15-1243", "15-1245"),
    "network and systems administrators": ("15-1142", "15-1244"),
    "support specialists": ("15-1150", "15-1151", "15-1152", "15-1231", "15-1232"),
    "information security, web, network architects": (
        "15-1122",
        "15-1134",
        "15-1143",
        "15-1179",
        "15-1212",
        "15-1241",
        "15-1254",
        "15-1255",
        "15-1257",
    ),
    "all other": ("15-1199", "15-1799", "15-1299"),
}


@dataclass(frozen=True)
class Line:
    """One detailed occupation of one vintage, thousand jobs."""

    title: str
    base: float
    projected: float


Vintages = dict[int, dict[str, Line]]  # base year → code → line


@dataclass(frozen=True)
class Problem:
    """What one origin asks: a row for each occupation or group.

    ``known`` holds year → thousand jobs of the years up to the origin; ``total_known`` the same of all employment.
    ``projected`` and ``total_projected`` belong to the target year, on a straight path of logarithms where that lies before
    the projection's own. ``actual`` and ``total_actual`` are for scoring and for the yardsticks marked hindsight alone.
    """

    origin: int
    target: int
    ids: list[str]
    known: list[dict[int, float]]
    projected: np.ndarray
    actual: np.ndarray
    total_known: dict[int, float]
    total_projected: float
    total_actual: float

    @property
    def base(self) -> np.ndarray:
        return np.array([values[self.origin] for values in self.known])

    @property
    def horizon(self) -> int:
        return self.target - self.origin


def vintages() -> Vintages | None:
    """Detailed occupations by base year; None where the data are not at hand."""
    if not MATRIX.is_file():
        return None
    found: Vintages = {}
    with MATRIX.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["occ_type"] != "Line item":
                continue
            lines = found.setdefault(int(row["base_year"]), {})
            if row["soc_code"] in lines:
                raise ValueError(f"{MATRIX.name}: {row['vintage']} has {row['soc_code']} twice")
            lines[row["soc_code"]] = Line(
                row["title"], float(row["base_employment_k"]), float(row["projected_employment_k"])
            )
    return found


def plain(title: str) -> str:
    """A title by which two are called identical: letters and digits alone, lower case."""
    return re.sub(r"\W+", "", title.casefold())


def matched(first: dict[str, Line], second: dict[str, Line]) -> list[str]:
    """Codes that both vintages have under the same title, in order."""
    return [
        code
        for code in sorted(first)
        if code in second and plain(first[code].title) == plain(second[code].title)
    ]


def total(lines: dict[str, Line], projected: bool = False) -> float:
    """All employment: the sum of the detailed occupations."""
    return float(sum(line.projected if projected else line.base for line in lines.values()))


def years_known(data: Vintages, origin: int) -> list[int]:
    return [year for year in sorted(data) if year <= origin]


def occupations(data: Vintages, origin: int, target: int | None = None) -> Problem:
    """The occupations whose code and title are those of the target year, that of the projection by default."""
    target = target or origin + HORIZON
    now, then = data[origin], data[target]
    codes = matched(now, then)
    known = [
        {
            year: data[year][code].base
            for year in years_known(data, origin)
            if code in data[year] and plain(data[year][code].title) == plain(now[code].title)
        }
        for code in codes
    ]
    return _problem(
        data,
        origin,
        target,
        codes,
        known,
        np.array([now[c].projected for c in codes]),
        np.array([then[c].base for c in codes]),
    )


def computer_groups(data: Vintages, origin: int, target: int | None = None) -> Problem:
    """The eight groups of computer occupations."""
    target = target or origin + HORIZON

    def jobs(year: int, group: str, projected: bool = False) -> float:
        lines = [data[year][code] for code in COMPUTER_GROUPS[group] if code in data[year]]
        return float(sum(line.projected if projected else line.base for line in lines))

    ids = list(COMPUTER_GROUPS)
    known = [{year: jobs(year, group) for year in years_known(data, origin)} for group in ids]
    projected = np.array([jobs(origin, group, projected=True) for group in ids])
    return _problem(
        data, origin, target, ids, known, projected, np.array([jobs(target, group) for group in ids])
    )


def _problem(
    data: Vintages,
    origin: int,
    target: int,
    ids: list[str],
    known: list[dict[int, float]],
    projected: np.ndarray,
    actual: np.ndarray,
) -> Problem:
    part = (target - origin) / HORIZON
    base = np.array([values[origin] for values in known])
    totals = {year: total(data[year]) for year in years_known(data, origin)}
    return Problem(
        origin,
        target,
        ids,
        known,
        base * (projected / base) ** part,
        actual,
        totals,
        totals[origin] * (total(data[origin], projected=True) / totals[origin]) ** part,
        total(data[target]),
    )


def sampling_noise(data: Vintages, year: int = 2020) -> tuple[float, float, int]:
    """Percent standard error of the OEWS for occupations of the matrix: median, mean absolute error it alone would cause
    relative to employment (normal errors), and the number of occupations with the same code and title."""
    errors, jobs = [], []
    with OEWS.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            line = data[year].get(row["occ_code"])
            if int(row["year"]) != year or row["o_group"] != "detailed" or not row["emp_prse"] or not line:
                continue
            if plain(line.title) == plain(row["occ_title"]):
                errors.append(float(row["emp_prse"]))
                jobs.append(line.base)
    weighted = float(np.dot(errors, jobs) / np.sum(jobs))
    return float(np.median(errors)), float(np.sqrt(2 / np.pi)) * weighted, len(errors)
