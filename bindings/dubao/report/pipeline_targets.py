"""Probabilities of dated targets: only for future ones whose series has enough comparable yearly observations."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import labour
from dubao.report.config import Configuration
from dubao.report.summaries import Summary, summarise

if TYPE_CHECKING:
    from dubao.data import Catalogue, SeriesRecord, Table


@dataclass(frozen=True)
class TargetForecast:
    """A future target with its forecast."""

    target_id: str
    year: int
    summary: Summary
    probability: float
    observations: int
    record: SeriesRecord


def candidates(table: Table | None, last_observed: int) -> list[dict[str, Any]]:
    """Future targets that name a series and a value."""
    out = []
    for row in table or ():
        due = str(row.get("due") or "")
        if (
            row.get("kind") != "target"
            or row.get("observation_state") != "future"
            or not row.get("series_id")
            or row.get("value") is None
        ):
            continue
        if (
            str(row.get("probability_possible") or "").lower() in ("yes", "true", "1")
            and due.isdigit()
            and int(due) > last_observed
        ):
            out.append(row)
    return out


def target_forecasts(
    catalogue: Catalogue, configuration: Configuration, table: Table | None, simulate: Any
) -> dict[str, TargetForecast]:
    """Forecasts of the candidates with enough observations on one definition.

    simulate : callable
        ``simulate(frame, last period → target year)`` gives one array draws × years a series; see pipeline_forecast.
    """
    out: dict[str, TargetForecast] = {}
    for row in candidates(table, configuration.forecast.last_observed):
        record = catalogue.series(row["series_id"], for_forecast=True)
        start = max((int(b) for b in record.breaks), default=int(record.first))
        values = [
            (int(p), v)
            for p, v in zip(record.periods, record.values, strict=True)
            if int(p) >= start and not math.isnan(v)
        ]
        if len(values) < configuration.targets.minimum_observations:
            continue
        due = int(row["due"])
        paths: np.ndarray = simulate(row["series_id"], [p for p, _ in values], [v for _, v in values], due)
        operator = {"=": ">=", "about": ">="}.get(str(row["operator"]), str(row["operator"]))
        first = values[-1][0] + 1
        chance = labour.probability_of_meeting(
            paths, start=str(first), period=str(due), operator=operator, value=float(row["value"])
        )
        out[row["target_id"]] = TargetForecast(
            row["target_id"], due, summarise(paths[:, due - first]), float(chance), len(values), record
        )
    return out
