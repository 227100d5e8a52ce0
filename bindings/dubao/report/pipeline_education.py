"""Education: intake by field and level → learners → graduates → labour-market entrants → occupations, on draws (F12, F13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dubao import labour
from dubao.errors import InputError, Problem
from dubao.report.config import Configuration
from dubao.report.pipeline_forecast import yearly_paths
from dubao.report.pipeline_tables import cells, histories, latest, ordered

if TYPE_CHECKING:
    from dubao.data import Catalogue, Table

ROLES = ("entrants_by_field", "students_by_year_of_study", "progression_rates", "transition_rates")
Programme = tuple[str, str]
"""(field of study, level)"""


@dataclass(frozen=True)
class Course:
    """Learners and rates of one programme, as :func:`dubao.labour.pipeline` takes them."""

    base_stock: tuple[float, ...]
    drop_out: tuple[float, ...]
    repetition: tuple[float, ...]
    further_study: float
    participation: float
    emigration: float

    def flows(
        self, intake: np.ndarray, start: int, programme: Programme, seed: int, *, under_way: bool = True
    ) -> labour.Pipeline:
        """Intake from ``start`` through the years of study; ``under_way`` adds the learners of the base year."""
        stock = self.base_stock if under_way else tuple(0.0 for _ in self.base_stock)
        return labour.pipeline(
            intake, start=str(start), base_stock=list(stock), drop_out=list(self.drop_out), repetition=list(self.repetition),
            further_study=self.further_study, participation=self.participation, emigration=self.emigration,
            programme=".".join(programme), calendar_lag=1, seed=seed,
        )  # fmt: skip


@dataclass(frozen=True)
class Education:
    """Flows by programme; arrays are draws × ``years``, persons. ``occupations`` is filled when a field → occupation table exists."""

    programmes: tuple[Programme, ...]
    years: tuple[int, ...]
    """Calendar years of entry to the labour market that lie in the openings' period."""
    entrants: dict[Programme, np.ndarray]
    graduates: dict[Programme, np.ndarray]
    """Graduates of the academic year that ends in each of ``years``."""
    intake_now: dict[Programme, float]
    intake_year: int
    parts: dict[Programme, dict[str, float]]
    occupations: dict[str, np.ndarray]
    other: dict[str, dict[str, float]]
    """Occupation → route → persons a year (latest year, held constant)."""
    base_year: int
    """Year of the learners by year of study; intake paths begin the year after."""
    intake: dict[Programme, np.ndarray]
    """Draws × years from ``base_year + 1``: known, then forecast."""
    courses: dict[Programme, Course]

    def supply(self, occupation: str) -> np.ndarray:
        """New supply of an occupation over the period, one value a path: graduates plus other routes."""
        routes = sum(self.other.get(occupation, {}).values()) * len(self.years)
        return self.occupations[occupation].sum(axis=1) + routes

    def flow(self, programme: Programme, occupation: str) -> np.ndarray:
        """Labour-market entrants of a programme who enter an occupation, draws × years."""
        return self.entrants[programme] * self.parts.get(programme, {}).get(occupation, 0.0)


def education(catalogue: Catalogue, configuration: Configuration) -> Education | None:
    """The whole chain; None when one of the four tables is missing."""
    names = [configuration.tables.get(role) for role in ROLES]
    if any(name is None for name in names):
        return None
    intake_table, stock_table, progression, transition = (catalogue.table(str(name)) for name in names)
    settings = configuration.forecast
    intake: dict[Programme, dict[int, float]] = {
        (field, level): values
        for (field, level), values in histories(intake_table, ("field", "level")).items()
    }
    programmes: tuple[Programme, ...] = tuple(
        sorted(((field, level) for field, level in intake), key=lambda p: (p[0] == "other", p))
    )
    stock = cells(stock_table, ("field", "level", "year_of_study"))
    base_year = int(latest(stock_table)[:4])
    rates = cells(progression, ("field", "level", "year_of_study", "rate"))
    ways = cells(transition, ("field", "level", "rate"))
    known_to = min(max(values) for values in intake.values())
    paths = _intake_paths(configuration, intake, base_year, known_to)
    years = tuple(range(settings.openings_from, settings.forecast_to + 1))
    entrants: dict[Programme, np.ndarray] = {}
    graduates: dict[Programme, np.ndarray] = {}
    courses: dict[Programme, Course] = {}
    for programme in programmes:
        length = sum(1 for field, level, _ in stock if (field, level) == programme)
        courses[programme] = Course(
            tuple(stock.get((*programme, str(k)), 0.0) for k in range(1, length + 1)),
            tuple(rates.get((*programme, str(k), "drop_out"), 0.0) for k in range(1, length + 1)),
            tuple(rates.get((*programme, str(k), "repeat"), 0.0) for k in range(1, length + 1)),
            ways.get((*programme, "further_study"), 0.0), ways.get((*programme, "participation"), 1.0), ways.get((*programme, "emigration"), 0.0),
        )  # fmt: skip
        flows = courses[programme].flows(paths[programme], base_year + 1, programme, settings.seed)
        first = int(flows.entry.start)
        columns = [year - first for year in years]
        if columns[0] < 0:
            raise InputError(
                Problem(
                    "E-REP-104", argument="students_by_year_of_study", period=str(base_year),
                    vi=f"số người học theo năm học là của năm {base_year}, quá muộn để tính người vào thị trường lao động từ năm {years[0]}",
                    en=f"the learners by year of study are of {base_year}, too late for labour-market entrants from {years[0]}",
                    remedy_vi=f"đưa vào số người học của năm {years[0] - 2} hoặc sớm hơn", remedy_en=f"give the learners of {years[0] - 2} or earlier",
                )
            )  # fmt: skip
        entrants[programme] = flows.entry.entrants[:, columns]
        graduates[programme] = flows.graduates[:, columns]
    occupations, parts = _occupations(catalogue, configuration, entrants, years)
    return Education(
        programmes, years, entrants, graduates, {p: intake[p][known_to] for p in programmes}, known_to, parts, occupations,
        _other(catalogue, configuration), base_year, paths, courses,
    )  # fmt: skip


def _intake_paths(
    configuration: Configuration, intake: dict, base_year: int, known_to: int
) -> dict[Programme, np.ndarray]:
    """Intake from the year after the stock: what is known, then forecast."""
    settings = configuration.forecast
    keys = {".".join(p): p for p in intake}
    ahead = yearly_paths(
        configuration,
        {key: {y: v for y, v in intake[p].items() if y <= known_to} for key, p in keys.items()},
        settings.forecast_to,
    )
    out: dict[Programme, np.ndarray] = {}
    for key, programme in keys.items():
        known = [intake[programme][y] for y in range(base_year + 1, known_to + 1)]
        out[programme] = np.column_stack([*(np.full(settings.draws, v) for v in known), ahead[key]])
    return out


def _occupations(
    catalogue: Catalogue,
    configuration: Configuration,
    entrants: dict[Programme, np.ndarray],
    years: tuple[int, ...],
) -> tuple[dict[str, np.ndarray], dict[Programme, dict[str, float]]]:
    name = configuration.tables.get("field_to_occupation")
    if name is None:
        return {}, {}
    found = cells(catalogue.table(name), ("field", "level", "occupation"))
    occupations = ordered(o for _, _, o in found)
    keys = [".".join(p) for p in entrants]
    table = [[found.get((*p, o), 0.0) for o in occupations] for p in entrants]
    supply = labour.flexibility(
        {".".join(p): values for p, values in entrants.items()},
        start=str(years[0]),
        parts=table,
        fields=keys,
        occupations=occupations,
    )
    parts = {p: dict(zip(occupations, row, strict=True)) for p, row in zip(entrants, table, strict=True)}
    return {o: np.asarray(supply.supply[o]) for o in occupations}, parts


def _other(catalogue: Catalogue, configuration: Configuration) -> dict[str, dict[str, float]]:
    name = configuration.tables.get("other_entrants")
    out: dict[str, dict[str, float]] = {}
    if name is not None:
        table: Table = catalogue.table(name)
        for (route, occupation), value in cells(table, ("route", "occupation")).items():
            out.setdefault(occupation, {})[route] = value
    return out
