"""Dated targets as of the data cut-off: facts for past dates; probability, required path and likely years for some future ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dubao.labour import targets as tracker
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
    tracked: tracker.TrackedTarget


def tracking(
    catalogue: Catalogue, configuration: Configuration, table: Table | None, simulate: Any
) -> tuple[tracker.Tracking, dict[str, SeriesRecord]]:
    """Every target of the table, and the series its targets name.

    simulate : callable
        ``simulate(series, years, values, last year)`` gives draws × years; see pipeline_forecast.
    """
    rows = tracker.read_targets(table or ())
    records: dict[str, SeriesRecord] = {}
    for row in rows:
        if row.series_id and row.series_id not in records:
            records[row.series_id] = catalogue.series(row.series_id, for_forecast=True)
    found = tracker.track(
        rows, records, simulate, as_of=configuration.report.data_cutoff.isoformat(),
        minimum_observations=configuration.targets.minimum_observations, years_beyond=configuration.targets.years_beyond,
    )  # fmt: skip
    return found, records


def target_forecasts(found: tracker.Tracking, records: dict[str, SeriesRecord]) -> dict[str, TargetForecast]:
    """Those with a probability, by target."""
    out: dict[str, TargetForecast] = {}
    for row in found.rows:
        if row.probability is not None and row.draws is not None:
            target = row.target
            out[target.target_id] = TargetForecast(
                target.target_id, target.due_year, summarise(row.draws), row.probability, row.observations,
                records[target.series_id], row,
            )  # fmt: skip
    return out
