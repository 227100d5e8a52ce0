"""Forecasts ten years ahead without and with the published projection of the BLS, by the rules of docs/beside-bls.md.

Entry (i): the library's default, constant shares times the total, and yardsticks. Entry (ii): the projection as logged
overrides, recalibrated by one rule (:func:`learn`). Nothing here scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import bls_tables as tables
import numpy as np
from bls_tables import HORIZON, ORIGINS, Problem, Vintages

from dubao import Forecaster, evaluation
from dubao.labour import occupation_employment, staffing_shares
from dubao.models import Naive
from dubao.regression import RobustRegression

PATHS, SEED, THREADS = 2000, 1, 2
# The 90 % point of the standard normal distribution: half the width of a central 80 % interval in standard deviations.
HALF_80 = 1.2815515655446004
SLOPE = (0.0, 2.0)
SIZES = (20.0, 100.0)  # thousand jobs; classes below, between and above


@dataclass(frozen=True)
class Forecast:
    """Thousand jobs at the target year; ``paths`` is paths × occupations, None for a number without uncertainty."""

    name: str
    point: np.ndarray
    paths: np.ndarray | None = None


@dataclass(frozen=True)
class Rule:
    """What interim or other outturns say of a projection: slope on relative growth, spread of a year by size class."""

    slope: float
    slope_error: float
    sigma: tuple[float, float, float]
    pairs: tuple[tuple[int, int], ...]  # base year of the projection, years elapsed
    occupations: int


def learn(data: Vintages, pairs: Iterable[tuple[int, int]]) -> Rule:
    """The one rule of entry (ii), learnt from projections of which ``elapsed`` years have become known."""
    pairs = tuple(pairs)
    x, y, paces, growths, roots, sizes = [], [], [], [], [], []
    for start, elapsed in pairs:
        then, now = data[start], data[start + elapsed]
        codes = tables.matched(then, now)
        base = np.array([then[c].base for c in codes])
        all_projected = float(np.log(tables.total(then, projected=True) / tables.total(then)))
        all_came = float(np.log(tables.total(now) / tables.total(then)))
        relative = np.log([then[c].projected / then[c].base for c in codes]) - all_projected
        came = np.log([now[c].base / then[c].base for c in codes])
        root = np.sqrt(elapsed)
        x.append(root / HORIZON * relative)
        y.append((came - all_came) / root)
        paces.append(np.full(len(codes), elapsed / HORIZON * all_projected))
        growths.append(came)
        roots.append(np.full(len(codes), root))
        sizes.append(base)
    regressor, root = np.concatenate(x), np.concatenate(roots)
    fit = RobustRegression(intercept=False).fit(regressor[:, None], np.concatenate(y), names=["projected"])
    slope = float(np.clip(fit.params["projected"], *SLOPE))
    error = np.abs((np.concatenate(growths) - np.concatenate(paces)) / root - slope * regressor)
    size = np.digitize(np.concatenate(sizes), SIZES)
    sigma = tuple(float(np.quantile(error[size == k], 0.8)) / HALF_80 for k in range(3))
    return Rule(
        slope, float(fit.standard_errors["projected"]), (sigma[0], sigma[1], sigma[2]), pairs, len(regressor)
    )


def known_rule(data: Vintages, origin: int) -> Rule | None:
    """Interim outturns of earlier projections known at the origin; None where there are none."""
    pairs = [(v, origin - v) for v in ORIGINS if v < origin]
    return learn(data, pairs) if pairs else None


def hindsight_rule(data: Vintages, origin: int) -> Rule:
    """Ten-year outturns of the other origins, which nobody knew."""
    return learn(data, [(v, HORIZON) for v in ORIGINS if v != origin])


def recalibrated(problem: Problem, rule: Rule | None) -> np.ndarray:
    """The projection with its growth about the total multiplied by the slope; the total's growth stays."""
    if rule is None:
        return problem.projected
    growth = np.log(problem.total_projected / problem.total_known[problem.origin])
    relative = np.log(problem.projected / problem.base) - growth
    return problem.base * np.exp(growth + rule.slope * relative)


def long_frame(ids: list[str], known: list[dict[int, float]]) -> dict[str, list[object]]:
    rows = [(i, year, value) for i, values in zip(ids, known, strict=True) for year, value in values.items()]
    return {name: [row[k] for row in rows] for k, name in enumerate(("unique_id", "ds", "y"))}


def ahead(forecaster: Forecaster, ids: list[str], horizon: int) -> tuple[np.ndarray, np.ndarray]:
    """Point forecasts and paths × series of the last year of the horizon."""
    drawn = forecaster.draws(horizon, PATHS, SEED)
    point = np.asarray(forecaster.predict(horizon)[drawn.model]).reshape(len(ids), horizon)[:, -1]
    place = {key: k for k, key in enumerate(drawn.ids)}  # a panel is in the order of its names
    return point[[place[i] for i in ids]], np.column_stack([drawn[i][:, -1] for i in ids])


def default() -> Forecaster:
    return Forecaster(freq="YE", gaps="missing", n_jobs=THREADS)


def chain(problem: Problem) -> Forecast:
    """Shares of occupations in all employment, held constant (F3), times paths of the total."""
    fitted = default().fit(long_frame(["total"], [problem.total_known]))
    drawn = fitted.draws(problem.horizon, PATHS, SEED)["total"]
    years = range(min(problem.total_known), problem.origin + 1)
    table = np.full((len(years), 1, len(problem.ids) + 1), np.nan)
    for t, year in enumerate(years):
        row = [values.get(year, np.nan) for values in problem.known]
        table[t, 0] = [*row, problem.total_known.get(year, np.nan) - sum(row)]
    shares = staffing_shares(
        table,
        start=str(years[0]),
        industries=["all"],
        occupations=[*problem.ids, "rest"],
        horizon=problem.horizon,
        method="constant",
    )
    jobs = occupation_employment({"all": drawn}, shares, start=str(problem.origin + 1))
    share = np.array([float(np.mean(shares.share("all", i)[:, -1])) for i in problem.ids])
    point = share * float(np.asarray(fitted.predict(problem.horizon)["Ensemble"])[-1])
    return Forecast("constant share × total", point, np.column_stack([jobs[i][:, -1] for i in problem.ids]))


def overridden(
    problem: Problem, rule: Rule | None, name: str, log: list[dict[str, object]] | None = None
) -> Forecast:
    """The projection as logged overrides of Naive on the base year; without a rule it stands as it is, with Naive's spread."""
    model = Forecaster(models=[Naive()], freq="YE", n_jobs=THREADS, calibration="none", non_negative=True)
    model.fit(long_frame(problem.ids, [{problem.origin: float(v)} for v in problem.base]))
    value = recalibrated(problem, rule)
    who = f"BLS Employment Projections {problem.origin}–{problem.origin + HORIZON}"
    spread: list[float | None] = [None] * len(problem.ids)
    why = "published projection, not calibrated: no earlier projection to learn from"
    if rule is not None:
        why = f"published projection, growth about the total × {rule.slope:.2f}, learnt from {rule.pairs}"
        _, paths = ahead(model, problem.ids, problem.horizon)
        low, high = np.quantile(paths, [0.1, 0.9], axis=0)
        # Half the 80 % interval of these paths in their own standard deviations: a spread sets the deviation, the rule the interval.
        shape = (high - low) / 2 / paths.std(axis=0)
        sigma = np.array(rule.sigma)[np.digitize(problem.base, SIZES)]
        spread = [float(s) for s in value * HALF_80 * sigma * np.sqrt(problem.horizon) / shape]
    for key, number, width in zip(problem.ids, value, spread, strict=True):
        model.override(key, problem.target, float(number), who, why, spread=width)
    if log is not None:
        actual = {
            "unique_id": problem.ids,
            "ds": [problem.target] * len(problem.ids),
            "y": problem.actual.tolist(),
        }
        score = evaluation.score_overrides(model.override_log(80, n=PATHS, seed=SEED), actual, by="who")
        log.append({key: column[0] for key, column in score.items()} | {"name": name})
    return Forecast(name, *ahead(model, problem.ids, problem.horizon))


def yardsticks(problem: Problem) -> list[Forecast]:
    """Forecasts that need no fit."""
    base, origin = problem.base, problem.origin
    last = np.array([_last_growth(values, origin, problem.horizon) for values in problem.known])
    own_total = problem.total_known[origin]
    return [
        Forecast("no change", base),
        Forecast("last growth", base * last),
        Forecast("constant share × BLS's total", base * problem.total_projected / own_total),
        Forecast("constant share × the total that came (hindsight)", base * problem.total_actual / own_total),
        Forecast(
            "BLS as published" if problem.horizon == HORIZON else "BLS, straight path", problem.projected
        ),
    ]


def _last_growth(known: dict[int, float], origin: int, horizon: int) -> float:
    """Growth of the last two known values, compounded over the horizon; 1 where there is one value."""
    before = [year for year in known if year < origin]
    if not before:
        return 1.0
    return float((known[origin] / known[max(before)]) ** (horizon / (origin - max(before))))


def forecasts(data: Vintages, problem: Problem, log: list[dict[str, object]] | None = None) -> list[Forecast]:
    """All methods of the page, in its order."""
    no_change, last, share_bls, share_came, published = yardsticks(problem)
    known = known_rule(data, problem.origin)
    fitted = default().fit(long_frame(problem.ids, problem.known))
    return [
        no_change,
        last,
        Forecast("Forecaster", *ahead(fitted, problem.ids, problem.horizon)),
        chain(problem),
        share_bls,
        published,
        overridden(problem, known, "BLS, not calibrated" if known is None else "BLS, recalibrated", log=log),
        overridden(problem, hindsight_rule(data, problem.origin), "BLS, recalibrated (hindsight)"),
        share_came,
    ]
