"""Scores of ratings once the class that came is known: Brier, ranked probability, hits of named classes.

>>> said = [{"low": 0.7, "middle": 0.2, "high": 0.1}, {"low": 0.1, "middle": 0.2, "high": 0.7}]
>>> scores = score_ratings({"a": (said[0], "low"), "b": (said[1], "middle")})
>>> round(scores.brier, 2), round(scores.skill, 2)
(0.64, 0.04)
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dubao import _core
from dubao.labour.results import Result
from dubao.labour.staffing import missing_as_none


class _Rated(Protocol):
    """What a rating has to offer."""

    @property
    def name(self) -> str | None: ...
    @property
    def probability(self) -> float: ...
    @property
    def probabilities(self) -> dict[str, float]: ...


@dataclass(frozen=True)
class RatingScores(Result):
    """Scores of a set of ratings on one scale.

    Attributes
    ----------
    cases : int
    brier, brier_error : float
        Mean Brier score (0: certain and right, 2: certain and wrong) and its standard error, None for one case.
    ranked : float
        Mean ranked probability score, 0 to 1: a class beside the right one costs less.
    brier_equal, brier_frequencies : float
        References: every class equally likely; the frequencies of the outcomes, known only afterwards.
    skill : float
        1 − brier / brier_equal.
    named : int
        Ratings that named a class; bare probabilities name none.
    named_hits, mean_probability : float or None
        How often the named class came, and how probable it was said to be: they should be alike.
    """

    cases: int
    brier: float
    brier_error: float | None
    ranked: float
    brier_equal: float
    brier_frequencies: float
    skill: float
    named: int
    named_hits: float | None
    mean_probability: float | None


def score_ratings(outcomes: Mapping[str, tuple[_Rated | Mapping[str, float], str]]) -> RatingScores:
    """Scores ratings against the classes that came.

    Parameters
    ----------
    outcomes : mapping of str to (rating, class)
        For each key the rating that was published (or its class probabilities, in the order of the scale) and the name of the
        class that came.

    Returns
    -------
    RatingScores

    Raises
    ------
    dubao.errors.InputError
        E-ACC-010 naming every rating whose probabilities are no distribution or whose outcome is no class of its scale;
        E-ACC-011 for none at all.

    Examples
    --------
    >>> score_ratings({"a": ({"shortage": 1.0, "balance": 0.0}, "shortage")}).brier
    0.0
    """
    rows: list[tuple[str, list[float], int | None, float, int]] = []
    for key, (rating, outcome) in outcomes.items():
        if isinstance(rating, Mapping):
            probabilities, named, probability = dict(rating), None, math.nan
        else:
            probabilities, named, probability = rating.probabilities, rating.name, rating.probability
        names = list(probabilities)
        step = names.index(named) if named in names else None
        place = names.index(outcome) if outcome in names else -1
        rows.append((key, [float(p) for p in probabilities.values()], step, probability, place))
    found: dict[str, Any] = _core.labour.rating_scores(rows)
    return RatingScores(**missing_as_none(found))
