"""Signs of shortage: the bottleneck of an occupation's wanted mix, and a composite index with what its weights decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.rating import Rating, RatingRule, RatioClasses, read_rating
from dubao.labour.results import Result, frozen


@dataclass(frozen=True, repr=False)
class Bottleneck(Result):
    """Part of an occupation's wanted mix of training that can be had: 1 all of it, low is a bottleneck.

    Attributes
    ----------
    value : ndarray
        One value a path, in [0, 1].
    median, lower, upper : float
        Over the paths, with the central interval of ``level``.
    staffed : mapping of str to ndarray
        By field, part of its demand that can be met.
    missing : mapping of str to ndarray
        By field, part of the mix that is missing; their sum is 1 − value.
    probability_scarcest : dict
        By field, share of the paths on which it misses most.
    probability_nothing_missing : float
        Share of the paths on which all is met.
    """

    value: np.ndarray
    median: float
    lower: float
    upper: float
    level: float
    staffed: Mapping[str, np.ndarray]
    missing: Mapping[str, np.ndarray]
    probability_scarcest: dict[str, float]
    probability_nothing_missing: float

    def __repr__(self) -> str:
        scarcest = max(self.probability_scarcest, key=lambda field: self.probability_scarcest[field])
        chance = self.probability_scarcest[scarcest]
        return f"Bottleneck({self.median:.3g} ({self.lower:.3g} to {self.upper:.3g}), scarcest {scarcest} ({chance:.2f}))"


def bottleneck(
    mix: Mapping[str, Any], supply: Mapping[str, Any], demand: Mapping[str, Any], *, level: float = 0.8
) -> Bottleneck:
    """Compares the mix of training an occupation wants with what can be had of each field.

    On every path Σ_f ω_f · min(1, supply_f ÷ demand_f); a field without demand is met.

    Parameters
    ----------
    mix : mapping of str to float or array_like
        Part of each field in what the occupation wants, ≥ 0, summing to 1; one number or one a path.
    supply, demand : mapping of str to array_like
        Of the same fields, persons over the period, one value or one a path.
    level : float
        Of the central interval.

    Returns
    -------
    Bottleneck

    Raises
    ------
    dubao.errors.InputError
        E-BAL-011 … E-BAL-013, naming the field.

    Examples
    --------
    >>> found = bottleneck({"748": 0.6, "752": 0.4}, supply={"748": [80], "752": [50]}, demand={"748": [100], "752": [25]})
    >>> round(found.median, 4), found.probability_scarcest
    (0.88, {'748': 1.0, '752': 0.0})
    """
    fields = list(mix)

    def columns(values: Mapping[str, Any]) -> list[np.ndarray]:
        # A field without values is refused by name, one that the mix does not have by the shape.
        given = [values.get(field, np.nan) for field in fields]
        given += [values[field] for field in values if field not in mix]
        return [np.atleast_1d(np.asarray(one, dtype=float)) for one in given]

    def table(given: list[np.ndarray], rows: int) -> np.ndarray:
        whole = [np.broadcast_to(column, rows) if len(column) == 1 else column for column in given]
        if not whole or any(len(column) != rows for column in whole):
            return np.zeros((0, 0))
        return np.ascontiguousarray(np.column_stack(whole))

    wanted, has, needs = columns(mix), columns(supply), columns(demand)
    paths = max((len(column) for column in [*has, *needs]), default=0)
    rows = max((len(column) for column in wanted), default=0)
    found = _core.labour.bottleneck(
        fields, table(wanted, rows), table(has, paths), table(needs, paths), float(level)
    )
    return Bottleneck(
        value=frozen(found["value"]),
        median=found["median"],
        lower=found["lower"],
        upper=found["upper"],
        level=level,
        staffed={field: frozen(found["staffed"][:, f]) for f, field in enumerate(fields)},
        missing={field: frozen(found["missing"][:, f]) for f, field in enumerate(fields)},
        probability_scarcest=dict(zip(fields, found["probability_scarcest"], strict=True)),
        probability_nothing_missing=found["probability_nothing_missing"],
    )


@dataclass(frozen=True)
class IndexWeights:
    """Weights of a composite index and how far they may be varied, as data.

    Parameters
    ----------
    weights : mapping of str to float
        By indicator, ≥ 0, summing to 1.
    concentration : float
        Of the Dirichlet distribution they are drawn from: a weight w has standard deviation √(w(1 − w)/(concentration + 1)).
    source : str
        Where they come from.
    """

    weights: Mapping[str, float]
    concentration: float
    source: str


SHORTAGE_WEIGHTS = IndexWeights(
    {"growth": 1 / 3, "replacement": 1 / 3, "imbalance": 1 / 3},
    30.0,
    "own: equal weights, each ± 0.085 (one standard deviation); the indicators are those of Cedefop's Labour and Skills "
    "Shortage Index, whose weights were not found",
)

FIVE_EVEN_STEPS = RatioClasses(
    (0.2, 0.4, 0.6, 0.8),
    ("very low", "low", "middle", "high", "very high"),
    "own: five even steps of the index of ranks",
)


@dataclass(frozen=True)
class IndexBand(Result):
    """Band of the index by occupation, and the probability to be in the top; the probabilities sum to the size of the top."""

    lower: dict[str, float]
    median: dict[str, float]
    upper: dict[str, float]
    probability_top: dict[str, float]


@dataclass(frozen=True, repr=False)
class ShortageIndex(Result):
    """Weighted ranks of several indicators by occupation, in [0, 1]; larger is more pressure.

    Attributes
    ----------
    index : mapping of str to ndarray
        By occupation, one value a path, with the published weights.
    mean_ranks : mapping of str to dict
        By occupation and indicator, mean over the paths.
    weights : IndexWeights
        As used.
    data, weight, both : IndexBand
        What the paths decide (published weights); what the choice of weights decides (mean ranks, drawn weights); both.
    top : int
        Size of the top.
    ratings : mapping of str to Rating
        By occupation, on ``both``.
    source : str
        Of the steps of the scale.
    """

    index: Mapping[str, np.ndarray]
    mean_ranks: Mapping[str, dict[str, float]]
    weights: IndexWeights
    data: IndexBand
    weight: IndexBand
    both: IndexBand
    top: int
    ratings: Mapping[str, Rating]
    source: str

    def __repr__(self) -> str:
        first = max(self.both.median, key=lambda occupation: self.both.median[occupation])
        chance = self.both.probability_top[first]
        return (
            f"ShortageIndex({len(self.index)} occupations; highest {first}: {self.both.median[first]:.3g}, "
            f"in the top {self.top} with probability {chance:.2f})"
        )


def shortage_index(
    indicators: Mapping[str, Mapping[str, Any]],
    *,
    weights: IndexWeights = SHORTAGE_WEIGHTS,
    top: int = 1,
    level: float = 0.8,
    classes: RatioClasses = FIVE_EVEN_STEPS,
    rule: RatingRule | None = None,
    seed: int = 1,
) -> ShortageIndex:
    """Adds ranks of several indicators with published weights, and varies the weights.

    On every path an indicator becomes the share of the other occupations below (ties by half); the index is the weighted sum.

    Parameters
    ----------
    indicators : mapping of str to mapping of str to array_like
        By indicator (those of ``weights``) and occupation: one value a path, larger is more shortage.
    weights : IndexWeights
        Published beside the result; ours are equal.
    top : int
        Number of places of "in the top".
    level : float
        Of the bands.
    classes : RatioClasses
        Steps of the scale.
    rule : RatingRule, optional
        When a step is named, and its reliability.
    seed : int
        For the drawn weights.

    Returns
    -------
    ShortageIndex

    Raises
    ------
    dubao.errors.InputError
        E-BAL-006, E-BAL-014 … E-BAL-016, naming indicator and occupation; all problems at once.

    Examples
    --------
    >>> even = IndexWeights({"growth": 0.5, "replacement": 0.5}, 30.0, "example")
    >>> found = shortage_index(
    ...     {"growth": {"a": [1], "b": [2], "c": [3]}, "replacement": {"a": [5], "b": [4], "c": [6]}}, weights=even, top=2
    ... )
    >>> {occupation: float(values[0]) for occupation, values in found.index.items()}
    {'a': 0.25, 'b': 0.25, 'c': 1.0}
    >>> found.data.probability_top
    {'a': 0.5, 'b': 0.5, 'c': 1.0}
    """
    occupations = sorted({occupation for values in indicators.values() for occupation in values})
    rows = max((np.size(one) for values in indicators.values() for one in values.values()), default=0)
    tables = []
    for name in sorted({*indicators, *weights.weights}):
        given = indicators.get(name, {})
        columns = np.full((rows, len(occupations)), np.nan)  # a missing one is refused by name
        for o, occupation in enumerate(occupations):
            values = np.atleast_1d(np.asarray(given.get(occupation, np.nan), dtype=float))
            if values.size in (1, rows):
                columns[:, o] = values
        tables.append((name, float(weights.weights.get(name, np.nan)), columns))
    found = _core.labour.shortage_index(
        occupations,
        tables,
        int(top),
        float(weights.concentration),
        float(level),
        (list(classes.upper_bounds), list(classes.names)),
        (rule or RatingRule()).core(),
        seed,
    )
    names = [name for name, _, _ in tables]

    def band(which: str) -> IndexBand:
        parts = {
            part: dict(zip(occupations, (float(v) for v in values), strict=True))
            for part, values in found[which].items()
        }
        return IndexBand(**parts)

    return ShortageIndex(
        index={occupation: frozen(found["index"][:, o]) for o, occupation in enumerate(occupations)},
        mean_ranks={
            occupation: {name: float(found["mean_ranks"][o, k]) for k, name in enumerate(names)}
            for o, occupation in enumerate(occupations)
        },
        weights=weights,
        data=band("data"),
        weight=band("weight"),
        both=band("both"),
        top=int(top),
        ratings={
            occupation: read_rating(found["ratings"][o], classes.names)
            for o, occupation in enumerate(occupations)
        },
        source=classes.source,
    )
