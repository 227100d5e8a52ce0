"""The first forecast year of a group, read from monthly postings where that has proved better than the forecast without them (role postings_index).

Without the table nothing is touched; with it every group it names is tested at past origins, and the decision is printed either way.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from dubao.errors import InputError
from dubao.labour.postings_index import PostingsNowcast, nowcast_from_index, postings_index
from dubao.report.config import Configuration
from dubao.report.pipeline_forecast import BACKTEST_DRAWS, forecaster
from dubao.report.pipeline_results import GroupForecast
from dubao.report.pipeline_series import History, frame
from dubao.report.summaries import Summary, summarise

if TYPE_CHECKING:
    from dubao.data import Table

ROLE = "postings_index"


@dataclass(frozen=True)
class GroupNowcast:
    """Test and decision of one group."""

    group: str
    year: int
    months: int
    """Months of postings that sources in common connect; 0 where there is no index."""
    sources: int
    found: PostingsNowcast | None
    """None where the months are too few, or the group has no value in the last observed year."""
    before: Summary
    after: Summary

    @property
    def used(self) -> bool:
        return self.found is not None and self.found.decision == "used"


def revised(
    configuration: Configuration,
    table: Table | None,
    histories: Mapping[str, History],
    forecasts: dict[str, GroupForecast],
) -> tuple[dict[str, GroupForecast], tuple[GroupNowcast, ...]]:
    """Forecasts of the groups that have a series, moved where postings help; the tests in the order of the groups."""
    counts: dict[str, list[tuple[str, str, float]]] = {}
    for row in table or ():
        if row["value"] is not None and row["group"] in forecasts:
            counts.setdefault(str(row["group"]), []).append(
                (str(row["period"]), str(row["source"]), float(row["value"]))
            )
    out, tests = dict(forecasts), []
    without = _one_step(configuration, {key: histories[key] for key in forecasts if key in counts})
    for key in (k for k in forecasts if k in counts):
        test, moved = _test(configuration, histories[key], forecasts[key], counts[key], without[key])
        out[key] = moved
        tests.append(test)
    return out, tuple(tests)


def _one_step(configuration: Configuration, histories: dict[str, History]) -> dict[str, np.ndarray]:
    """Forecasts of every year from the years before it, by the report's own method; NaN where it was not tested."""
    if not histories:
        return {}
    settings = configuration.forecast
    tested = forecaster(configuration)
    longest = max(history.observed for history in histories.values())
    found = tested.cross_validation(
        frame(histories, standard_errors=settings.standard_errors), h=1, n_windows=max(1, longest - settings.backtest_minimum), step_size=1,
        minimum_training=settings.backtest_minimum, n=BACKTEST_DRAWS, seed=settings.seed,
    )  # fmt: skip
    alias = tested.aliases[0]
    read = {
        (str(key), int(str(period)[:4])): float(value)
        for key, period, value in zip(found["unique_id"], found["ds"], found[alias], strict=True)
    }
    return {
        key: np.array([read.get((key, year), math.nan) for year in history.years])
        for key, history in histories.items()
    }


def _test(
    configuration: Configuration,
    history: History,
    forecast: GroupForecast,
    counts: list[tuple[str, str, float]],
    without: np.ndarray,
) -> tuple[GroupNowcast, GroupForecast]:
    year = configuration.forecast.last_observed + 1
    before = summarise(forecast.paths[:, 0])
    settings = configuration.nowcast
    try:
        index = postings_index(counts, whole_months=True, minimum_months=settings.minimum_months)
    except InputError as error:
        if [p.id for p in error.problems] != ["E-NOW-001"]:
            raise
        return GroupNowcast(forecast.group.key, year, 0, 0, None, before, before), forecast
    sources = len({source for of_month in index.linked.values() for source in of_month})
    if history.at(year - 1) is None or year not in forecast.years[:1]:
        return (
            GroupNowcast(forecast.group.key, year, len(index.months), sources, None, before, before),
            forecast,
        )

    def nowcast(paths: np.ndarray) -> PostingsNowcast:
        last = history.years.index(year - 1) + 1
        return nowcast_from_index(
            paths, start=str(year), official=history.values[:last], official_start=str(history.years[0]), index=index, without=without[:last],
            minimum_training=settings.minimum_training, minimum_origins=settings.minimum_origins,
            breaks=[history.years.index(b) for b in history.breaks if b in history.years[:last]],
        )  # fmt: skip

    found = nowcast(forecast.paths)
    moved = forecast
    if found.decision == "used":
        other = forecast.without_errors
        moved = replace(
            forecast,
            paths=found.draws,
            without_errors=None if other is None else nowcast(other).draws,
            notes=(*forecast.notes, found.statement("en")),
        )
    after = summarise(moved.paths[:, 0])
    return GroupNowcast(forecast.group.key, year, len(index.months), sources, found, before, after), moved
