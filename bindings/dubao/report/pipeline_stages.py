"""A test of the chain industry × staffing share: the last observed year forecast from the pseudo-vintage's origin, error by stage (F26)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dubao import labour
from dubao.report.config import Configuration
from dubao.report.pipeline_staffing import staffing
from dubao.report.pipeline_tables import histories

if TYPE_CHECKING:
    from dubao.data import Table

LEVELS = (0.8, 0.95)


@dataclass(frozen=True)
class StageTest:
    """What the chain said of ``year`` with data to ``origin``, and what came."""

    origin: int
    year: int
    occupations: int
    method: str
    """Of the staffing shares."""
    evaluation: labour.Evaluation
    """By occupation, beside constant employment; its ``stages`` hold the parts of the error."""


def stage_test(configuration: Configuration, table: Table) -> StageTest | None:
    """None when a cell of the origin or of the last observed year is not known."""
    settings = configuration.forecast
    origin, year = settings.pseudo_vintage_origin, settings.last_observed
    cells = histories(table, ("activity", "occupation"))
    if any(origin not in values or year not in values for values in cells.values()):
        return None
    known = configuration.model_copy(
        update={"forecast": settings.model_copy(update={"last_observed": origin, "scenario_to": year})}
    )
    found = staffing(known, table, None)
    forecast = np.stack(
        [np.stack([found.cell(i, o, year) for o in found.occupations], axis=-1) for i in found.industries],
        axis=1,
    )
    actual = [
        [cells[i, o][year] if (i, o) in cells else 0.0 for o in found.occupations] for i in found.industries
    ]
    split = labour.stage_split(
        forecast, actual, industries=found.industries, occupations=found.occupations, draws=True
    )
    at = found.years.index(year)
    cases = [
        labour.OutturnCase(
            occupation,
            f"{origin} → {year}",
            base=sum(value for (_, o), value in found.base.items() if o == occupation),
            actual=sum(row[k] for row in actual),
            steps=year - origin,
            draws=found.occupation[occupation][:, at].tolist(),
        )
        for k, occupation in enumerate(found.occupations)
    ]
    return StageTest(
        origin,
        year,
        len(found.occupations),
        found.method,
        labour.evaluate(cases, levels=LEVELS, seed=settings.seed, stages=split),
    )
