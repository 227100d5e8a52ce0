"""Evaluation of employment projections once the outturn is known, beside naive forecasts (F26).

>>> cases = [OutturnCase("a", base=100.0, forecast=120.0, actual=110.0), OutturnCase("b", base=100.0, forecast=90.0, actual=100.0)]
>>> found = evaluate(cases)
>>> [(row["method"], round(row["wape"], 4)) for row in found.to_rows() if row["cases"]]
[('forecast', 0.0952), ('no_change', 0.0476), ('constant_share', 0.0476)]
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.error_stages import StageSplit, cell_draws, stage_split
from dubao.labour.outturn import ObservedSeries, OutturnCase, filtered_outturn, outturn_cases
from dubao.labour.rating_scores import RatingScores, score_ratings
from dubao.labour.results import Result
from dubao.labour.staffing import missing_as_none
from dubao.labour.staffing_review import score_change_factors

__all__ = [
    "CaseScore",
    "Evaluation",
    "ObservedSeries",
    "MethodScores",
    "OutturnCase",
    "OutturnNoise",
    "RatingScores",
    "StageSplit",
    "cell_draws",
    "dissimilarity_index",
    "evaluate",
    "evaluate_by",
    "filtered_outturn",
    "outturn_cases",
    "score_change_factors",
    "score_ratings",
    "stage_split",
]


@dataclass(frozen=True)
class MethodScores(Result):
    """Measures of one method; shares, not percent; None where there is nothing to measure.

    ``mean_error`` = actual − forecast. ``crps`` of a point forecast is its absolute error. ``skill`` and ``wins`` are those of
    the forecast against this method, over the cases both have. ``cover`` is by level; ``cover_with_noise`` adds the sampling
    error of the outturn to the draws before their intervals are taken.
    """

    method: str
    cases: int
    mean_absolute_error: float | None
    mean_error: float | None
    mape: float | None
    median_ape: float | None
    wape: float | None
    mase: float | None
    crps: float | None
    direction_hit_rate: float | None
    faster_hit_rate: float | None
    dissimilarity: float | None
    skill: float | None
    wins: float | None
    cover: Mapping[float, float | None]
    cover_with_noise: Mapping[float, float | None]
    cases_with_draws: int


@dataclass(frozen=True)
class CaseScore(Result):
    """Scores of one case; ``error`` = forecast − actual; hits are 1 or 0; ``covered`` by level."""

    key: str
    group: str
    base: float
    forecast: float
    actual: float
    no_change: float
    last_growth: float | None
    standard_error: float | None
    error: float
    absolute_percentage_error: float | None
    direction_hit: float | None
    faster_hit: float | None
    crps: float
    covered: Mapping[float, float]


@dataclass(frozen=True)
class OutturnNoise(Result):
    """How much of the error is the survey's: of the ``cases`` with a standard error.

    ``wape_of_noise`` is the WAPE that the truth itself would have; ``root_mean_square_truth`` estimates the error against the
    truth; ``share_of_square`` = mean se² / mean error².
    """

    cases: int
    mean_standard_error: float | None
    wape_of_noise: float | None
    root_mean_square: float | None
    root_mean_square_truth: float | None
    share_of_square: float | None


@dataclass(frozen=True)
class Evaluation(Result):
    """Everything that is known about how good a projection was.

    Attributes
    ----------
    scores : tuple of MethodScores
        The forecast, no_change, constant_share (the structure of the origin in the total of the forecast), last_growth, then
        the others as given.
    scores_filtered : tuple of MethodScores
        The same against filtered outturns; empty when there is none.
    noise : OutturnNoise
    cases : tuple of CaseScore
    levels : tuple of float
    left_out : int
        Cases without outturn.
    stages : StageSplit or None
    ratings : RatingScores or None
    """

    scores: tuple[MethodScores, ...]
    scores_filtered: tuple[MethodScores, ...]
    noise: OutturnNoise
    cases: tuple[CaseScore, ...]
    levels: tuple[float, ...]
    left_out: int
    stages: StageSplit | None = None
    ratings: RatingScores | None = None

    def score(self, method: str = "forecast") -> MethodScores:
        """Measures of one method by its name."""
        return next(row for row in self.scores if row.method == method)

    def to_rows(self, section: str = "methods") -> list[dict[str, Any]]:
        """One section as rows of a table.

        Parameters
        ----------
        section : {"methods", "filtered", "cases", "noise", "stages", "ratings"}
            Methods against the published or the filtered outturn; single cases; noise of the outturn; parts of the error by
            region and occupation; scores of ratings. A section without content has no rows. Cover stands in columns
            ``cover_80`` and so on, with sampling error in ``cover_with_noise_80``.
        """
        if section in ("methods", "filtered"):
            rows = self.scores if section == "methods" else self.scores_filtered
            return [_flat(row.to_dict(), ("cover", "cover_with_noise")) for row in rows]
        if section == "cases":
            return [_flat(row.to_dict(), ("covered",)) for row in self.cases]
        if section == "noise":
            return [self.noise.to_dict()] if self.noise.cases else []
        if section == "stages":
            return self.stages.to_rows() if self.stages is not None else []
        if section == "ratings":
            return [self.ratings.to_dict()] if self.ratings is not None else []
        raise KeyError(section)


def _flat(row: dict[str, Any], by_level: Sequence[str]) -> dict[str, Any]:
    out = {key: value for key, value in row.items() if key not in by_level}
    for name in by_level:
        for level, value in row[name].items():
            out[f"{name}_{100 * level:g}"] = value
    return out


def _levels(values: Sequence[float], levels: Sequence[float]) -> dict[float, float | None]:
    return {level: None if value != value else value for level, value in zip(levels, values, strict=False)}


def evaluate(
    cases: Sequence[OutturnCase],
    *,
    others: Mapping[str, Sequence[float | None]] | None = None,
    levels: Sequence[float] = (0.5, 0.8, 0.95),
    seed: int = 1,
    stages: StageSplit | None = None,
    ratings: RatingScores | None = None,
) -> Evaluation:
    """Evaluates a projection against its outturn, beside "no change", "constant share", "last growth" and any other forecast.

    Parameters
    ----------
    cases : sequence of OutturnCase
        From :func:`outturn_cases`, or written from a published projection.
    others : mapping of str to sequence
        Other point forecasts to stand beside, one value a case, None where there is none.
    levels : sequence of float
        Of the central intervals of the draws.
    seed : int
        Of the sampling error that is added for ``cover_with_noise``.
    stages : StageSplit
        Of :func:`stage_split`, to be kept with the result.
    ratings : RatingScores
        Of :func:`score_ratings`, to be kept with the result.

    Returns
    -------
    Evaluation

    Raises
    ------
    dubao.errors.InputError
        All problems at once, each naming its case: E-ACC-001, E-ACC-011, E-ACC-013 … E-ACC-016.

    Examples
    --------
    >>> case = OutturnCase("a", "2020 → 2025", base=100.0, actual=130.0, draws=[110.0, 120.0, 130.0, 140.0])
    >>> found = evaluate([case], levels=[0.5], others={"official": [150.0]})
    >>> found.score().mean_absolute_error, found.score().cover, round(found.score("official").skill, 2)
    (5.0, {0.5: 1.0}, 0.75)
    """
    beside = [
        (name, [math.nan if value is None else float(value) for value in values])
        for name, values in (others or {}).items()
    ]
    found = _core.labour.evaluate_outturns([case.core() for case in cases], beside, list(levels), seed)

    def method(row: dict[str, Any]) -> MethodScores:
        return MethodScores(
            **{
                **missing_as_none(row),
                "cover": _levels(row["cover"], levels),
                "cover_with_noise": _levels(row["cover_with_noise"], levels),
            }
        )

    def case_score(row: dict[str, Any]) -> CaseScore:
        covered = dict(zip(levels, row["covered"], strict=False))
        return CaseScore(**{**missing_as_none(row), "covered": covered})

    return Evaluation(
        tuple(method(row) for row in found["scores"]),
        tuple(method(row) for row in found["scores_filtered"]),
        OutturnNoise(**missing_as_none(found["noise"])),
        tuple(case_score(row) for row in found["cases"]),
        tuple(levels),
        found["left_out"],
        stages,
        ratings,
    )


def evaluate_by(
    cases: Sequence[OutturnCase],
    by: Callable[[OutturnCase], str] = lambda case: case.group,
    *,
    others: Mapping[str, Sequence[float | None]] | None = None,
    levels: Sequence[float] = (0.5, 0.8, 0.95),
    seed: int = 1,
) -> dict[str, Evaluation]:
    """Evaluates parts of the cases each for itself: by origin and period (the default), by horizon, by kind of occupation.

    Parameters
    ----------
    cases : sequence of OutturnCase
    by : callable
        Case → name of its part. Averages are taken inside a part, so that "faster than average" and dissimilarity compare only
        what stands together in it.
    others, levels, seed
        As :func:`evaluate`.

    Returns
    -------
    dict of str to Evaluation
        Parts in the order in which they appear; a part without any outturn is left out.

    Raises
    ------
    dubao.errors.InputError
        As :func:`evaluate`.

    Examples
    --------
    >>> cases = [OutturnCase("a", str(2020 + h), base=100.0, forecast=100.0, actual=100.0 + 5 * h, steps=h) for h in (1, 2)]
    >>> found = evaluate_by(cases, lambda case: f"{case.steps:g} ahead")
    >>> {name: one.score().mean_absolute_error for name, one in found.items()}
    {'1 ahead': 5.0, '2 ahead': 10.0}
    """
    parts: dict[str, list[int]] = {}
    for position, case in enumerate(cases):
        parts.setdefault(by(case), []).append(position)
    out = {}
    for name, positions in parts.items():
        if all(cases[i].actual is None for i in positions):
            continue
        beside = {other: [values[i] for i in positions] for other, values in (others or {}).items()}
        out[name] = evaluate([cases[i] for i in positions], others=beside, levels=levels, seed=seed)
    return out


def dissimilarity_index(forecast: Sequence[float], actual: Sequence[float]) -> float:
    """``½ Σ |p̂ − p|`` of two structures: the part of the total that stands in the wrong group, 0 to 1.

    Parameters
    ----------
    forecast, actual : sequence of float
        Sizes ≥ 0 of the same groups in the same order; they need not sum to 1. NaN leaves a group out of both.

    Returns
    -------
    float

    Raises
    ------
    dubao.errors.InputError
        E-ACC-001, the lengths differ.

    Examples
    --------
    >>> round(dissimilarity_index([60.0, 40.0], [50.0, 50.0]), 6)
    0.1
    """
    return float(
        _core.labour.dissimilarity_index(np.asarray(forecast, dtype=float), np.asarray(actual, dtype=float))
    )
