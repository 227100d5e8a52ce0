"""Ratings: a class with its probability, or none, and the reliability of what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.grades import Reliability, reliability_grades
from dubao.labour.results import Result


@dataclass(frozen=True)
class RatioClasses:
    """Upper bounds of classes of a number, and their names; the last class is open.

    Examples
    --------
    >>> RatioClasses((1.0,), ("short", "long"), "example").names
    ('short', 'long')
    """

    upper_bounds: tuple[float, ...]
    names: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class RatingRule:
    """What decides whether a class is named, and its reliability.

    Parameters
    ----------
    minimum_probability : float
        A class less likely than this is not named: the rating is undetermined.
    evidence : {"official", "derived", "assumption", "claim"}
        The weakest input; decides the reliability.
    backtest_origins : int
        Past origins at which the method was scored; see :func:`dubao.labour.reliability`.
    """

    minimum_probability: float = 0.5
    evidence: str = "assumption"
    backtest_origins: int = 0

    def core(self) -> tuple[float, str, int]:
        """The form the compiled core takes."""
        return (self.minimum_probability, self.evidence, self.backtest_origins)


@dataclass(frozen=True)
class Rating(Result):
    """A class with its probability, or none.

    Attributes
    ----------
    name : str or None
        The class; None: undetermined.
    median_name : str
        The class that holds the median, named or not.
    probability : float
        Share of the paths in that class.
    probabilities : dict
        Of every class; they sum to 1.
    reliability : Reliability
        Of the inputs: A official and back-tested, B official but too short to back-test, C driven by assumptions.
    """

    name: str | None
    median_name: str
    probability: float
    probabilities: dict[str, float]
    reliability: Reliability


def read_rating(found: Mapping[str, Any], names: Sequence[str]) -> Rating:
    """A rating from what the compiled core returns."""
    step = found["step"]
    return Rating(
        name=None if step is None else names[step],
        median_name=names[found["median_step"]],
        probability=found["probability"],
        probabilities=dict(zip(names, found["probabilities"], strict=True)),
        reliability=next(one for one in reliability_grades() if one.letter == found["reliability"]),
    )


def rate_values(values: Any, *, classes: RatioClasses, rule: RatingRule | None = None) -> Rating:
    """Rates a number that is known on every path (an index, a bottleneck) by classes with a source.

    Parameters
    ----------
    values : array_like
        One value a path.
    classes : RatioClasses
        Ascending bounds > 0 and one name more.
    rule : RatingRule, optional
        When a class is named, and its reliability.

    Returns
    -------
    Rating

    Raises
    ------
    dubao.errors.InputError
        E-BAL-006, E-BAL-007, E-BAL-009.

    Examples
    --------
    >>> scale = RatioClasses((0.5, 0.8), ("hard", "middling", "easy"), "example")
    >>> found = rate_values([0.4, 0.45, 0.9], classes=scale)
    >>> found.name, round(found.probability, 3), found.reliability.letter
    ('hard', 0.667, 'C')
    """
    core = (rule or RatingRule()).core()
    array = np.atleast_1d(np.asarray(values, dtype=float))
    found = _core.labour.rate_values(array, (list(classes.upper_bounds), list(classes.names)), core)
    return read_rating(found, classes.names)
