"""Forecasts of all groups on joint draws, the backtest against naive, and the pseudo-vintage.

All series are forecast together, so that path d of one group and path d of another are one and the same future: sums over groups
are sums of paths.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

import dubao
from dubao.report.config import Configuration
from dubao.report.pipeline_results import BacktestScore, GroupForecast, PseudoVintage
from dubao.report.pipeline_series import History, frame
from dubao.report.summaries import summarise

# Names under which the report prints the two methods.
DUBAO = "dubao"
NAIVE = "naive"
# Paths behind the intervals of the backtest: enough for 80 and 95 %, and quick.
BACKTEST_DRAWS = 1000


def forecaster(configuration: Configuration, models: Sequence[object] | None = None) -> dubao.Forecaster:
    """The default forecaster of the library with the settings every forecast of a report shares."""
    return dubao.Forecaster(
        models, freq="YE", n_jobs=configuration.forecast.threads, non_negative=True, target="signal", dependence="copula", gaps="missing",
    )  # fmt: skip


def joint_paths(
    configuration: Configuration, histories: dict[str, History], last: int, *, standard_errors: bool
) -> tuple[dict[str, np.ndarray], dict[str, list[str]], dict[str, object]]:
    """Draws × years of each series from the year after the last observed one to ``last``, notes of the fits, provenance."""
    settings = configuration.forecast
    fitted = forecaster(configuration).fit(frame(histories, standard_errors=standard_errors))
    ends = {key: last_value_year(history) for key, history in histories.items()}
    horizon = last - min(ends.values())
    draws = fitted.draws(h=horizon, n=settings.draws, seed=settings.seed)
    paths = {key: draws[key][:, : last - ends[key]] for key in histories}
    return paths, fitted.notes(), fitted.provenance


def last_value_year(history: History) -> int:
    """Last year with a value."""
    return max(
        year for year, value in zip(history.years, history.values, strict=True) if math.isfinite(value)
    )


def group_forecasts(
    configuration: Configuration,
    histories: dict[str, History],
    totals: dict[str, History],
    revise: Callable[[dict[str, GroupForecast]], dict[str, GroupForecast]] = lambda own: own,
) -> tuple[dict[str, GroupForecast], dict[str, object]]:
    """Forecasts of every group: those with a series of their own, then the sums of their paths.

    ``totals`` holds the published history of groups that are sums; ``revise`` may move the forecasts of the others before they are
    added up.
    """
    settings = configuration.forecast
    paths, notes, provenance = joint_paths(
        configuration, histories, settings.scenario_to, standard_errors=settings.standard_errors
    )
    other: dict[str, np.ndarray] = {}
    if settings.standard_errors:
        other, _, _ = joint_paths(configuration, histories, settings.scenario_to, standard_errors=False)
    out: dict[str, GroupForecast] = {}
    years = tuple(range(settings.last_observed + 1, settings.scenario_to + 1))
    for group in configuration.groups:
        if group.series:
            history = histories[group.key]
            columns = [year - last_value_year(history) - 1 for year in years]
            out[group.key] = GroupForecast(
                group, history, years, paths[group.key][:, columns],
                other[group.key][:, columns] if group.key in other else None, tuple(notes.get(group.key, ())),
            )  # fmt: skip
    out = revise(out)
    for group in configuration.groups:
        if group.parts:
            total = np.sum([out[part].paths for part in group.parts], axis=0)
            plain = [out[part].without_errors for part in group.parts]
            without = (
                np.sum([p for p in plain if p is not None], axis=0)
                if all(p is not None for p in plain)
                else None
            )
            out[group.key] = GroupForecast(group, totals[group.key], years, total, without)
    return {group.key: out[group.key] for group in configuration.groups}, provenance


def backtest(configuration: Configuration, histories: dict[str, History]) -> tuple[BacktestScore, ...]:
    """Rolling origins inside the observed years: everything is learnt again at each origin. Rows across a break are left out."""
    from dubao.models import Naive

    settings = configuration.forecast
    longest = max(history.observed for history in histories.values())
    windows = max(1, longest - settings.backtest_minimum - settings.backtest_horizon + 1)
    scores: list[BacktestScore] = []
    data = frame(histories, standard_errors=settings.standard_errors)
    for name, models in ((DUBAO, None), (NAIVE, [Naive()])):
        tested = forecaster(configuration, models)
        table = tested.cross_validation(
            data, h=settings.backtest_horizon, n_windows=windows, step_size=1, level=[80, 95],
            minimum_training=settings.backtest_minimum, n=BACKTEST_DRAWS, seed=settings.seed,
        )  # fmt: skip
        alias = tested.aliases[0]
        measured = dubao.accuracy(table, train_df=data, models=[alias], by="unique_id")
        by_key = {
            (str(k), str(m)): float(v)
            for k, m, v in zip(measured["unique_id"], measured["metric"], measured[alias], strict=True)
        }
        origins = {
            (str(k), str(c))
            for k, c, y in zip(table["unique_id"], table["cutoff"], table["y"], strict=True)
            if math.isfinite(float(y))
        }
        scored = [
            str(k) for k, y in zip(table["unique_id"], table["y"], strict=True) if math.isfinite(float(y))
        ]
        for key in histories:
            found = [_finite(by_key.get((key, metric))) for metric in ("MASE", "coverage-80", "coverage-95")]
            scores.append(
                BacktestScore(
                    key,
                    name,
                    found[0],
                    found[1],
                    found[2],
                    sum(k == key for k, _ in origins),
                    scored.count(key),
                )
            )
    return tuple(scores)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def pseudo_vintage(configuration: Configuration, histories: dict[str, History]) -> tuple[PseudoVintage, ...]:
    """What the method says of the last observed year with the data up to the pseudo-vintage's origin."""
    settings = configuration.forecast
    known = {key: history.to(settings.pseudo_vintage_origin) for key, history in histories.items()}
    known = {
        key: history
        for key, history in known.items()
        if history.observed and history.at(settings.pseudo_vintage_origin) is not None
    }
    if not known:
        return ()
    paths, _, _ = joint_paths(
        configuration, known, settings.last_observed, standard_errors=settings.standard_errors
    )
    out = []
    for key, history in known.items():
        observed = histories[key].at(settings.last_observed)
        naive = history.at(settings.pseudo_vintage_origin)
        if observed is not None and naive is not None:
            out.append(
                PseudoVintage(
                    key,
                    settings.pseudo_vintage_origin,
                    settings.last_observed,
                    summarise(paths[key][:, -1]),
                    naive,
                    observed,
                )
            )
    return tuple(out)


def simulator(configuration: Configuration) -> Callable[[str, list[int], list[float], int], np.ndarray]:
    """Draws of a single yearly series up to a year, for targets."""

    def simulate(series: str, years: list[int], values: list[float], last: int) -> np.ndarray:
        fitted = forecaster(configuration).fit(
            {
                "unique_id": np.repeat(series, len(years)),
                "ds": np.array([str(y) for y in years]),
                "y": np.array(values),
            }
        )
        return fitted.draws(
            h=last - years[-1], n=configuration.forecast.draws, seed=configuration.forecast.seed
        )[series]

    return simulate


def yearly_paths(
    configuration: Configuration,
    series: dict[str, dict[int, float]],
    last: int,
    breaks: Sequence[int] = (),
) -> dict[str, np.ndarray]:
    """Joint draws of any yearly series, from the year after the last common one to ``last``.

    series: key → year → value. All series must end in the same year.
    """
    ids, periods, values, marks = [], [], [], []
    for key, by_year in series.items():
        for year in sorted(by_year):
            ids.append(key)
            periods.append(str(year))
            values.append(by_year[year])
            marks.append(int(year in breaks))
    end = max(max(by_year) for by_year in series.values())
    frame_ = {
        "unique_id": np.array(ids),
        "ds": np.array(periods),
        "y": np.array(values),
        "break": np.array(marks),
    }
    draws = (
        forecaster(configuration)
        .fit(frame_)
        .draws(h=last - end, n=configuration.forecast.draws, seed=configuration.forecast.seed)
    )
    return {key: draws[key] for key in series}
