"""Balance of one group over the whole period: gap, ratio of supply to demand, rating with probability.

Only like is divided by like: supply and demand declare what they count, and a difference is refused (E-BAL-001) unless a
sourced share bridges it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.rates import RateLike, as_rate
from dubao.labour.rating import Rating, RatingRule, RatioClasses, read_rating
from dubao.labour.results import Result, frozen, shown

Scope = Mapping[str, str]


@dataclass(frozen=True)
class ScopeBridge:
    """A sourced share that narrows one flow to the other's scope in one dimension.

    Parameters
    ----------
    dimension : str
        The dimension that differs.
    from_scope, to_scope : str
        Scope of the flow the share is applied to, and of the other flow.
    share : rate
        In (0, 1].
    source : str
        Where the share was read; an empty one is refused.
    side : {"supply", "demand"}
        The flow the share is applied to.
    """

    dimension: str
    from_scope: str
    to_scope: str
    share: RateLike
    source: str
    side: str = "supply"

    def core(self) -> tuple[str, str, str, str, Any, str]:
        """The form the compiled core takes."""
        rate = as_rate(self.share, f"bridges.{self.dimension}").core()
        return (self.dimension, self.from_scope, self.to_scope, self.side, rate, self.source)


NETHERLANDS = RatioClasses(
    (0.85, 1.00, 1.05, 1.15),
    ("very good", "good", "reasonable", "moderate", "poor"),
    "ROA, De arbeidsmarkt naar opleiding en beroep: indicator of future labour-market prospects (ITA); "
    "calibrated on the Dutch labour market, recalibrate before use elsewhere",
)


@dataclass(frozen=True, repr=False)
class SupplyDemandRatio(Result):
    """Supply ÷ demand: low is good for graduates.

    Attributes
    ----------
    median, lower, upper : float or None
        Median and central interval of ``level`` over all paths; None where they fall among paths without demand.
    probabilities : dict
        Of the classes, "no demand" last; they sum to 1.
    probability_no_demand : float
        Share of the paths with demand ≤ 0, which have no ratio.
    rating : Rating
        Class of the median with its probability.
    source : str
        Of the classes.
    """

    median: float | None
    lower: float | None
    upper: float | None
    level: float
    probabilities: dict[str, float]
    probability_no_demand: float
    rating: Rating
    source: str

    def __repr__(self) -> str:
        middle = "none" if self.median is None else f"{self.median:.3g}"
        name = self.rating.name or "undetermined"
        return (
            f"SupplyDemandRatio(median {middle}, rating {name} "
            f"(probability {self.rating.probability:.2f}, "
            f"reliability {self.rating.reliability.letter}))"
        )


@dataclass(frozen=True, repr=False)
class Balance(Result):
    """Supply and demand in one scope, one value a path.

    Attributes
    ----------
    supply, demand : ndarray
        After bridges, persons.
    gap : ndarray
        demand − supply: positive is a shortage.
    relative_gap : ndarray or None
        gap ÷ employment at the start.
    probability_of_shortage : float
        Share of the paths with demand above supply.
    """

    supply: np.ndarray
    demand: np.ndarray
    gap: np.ndarray
    relative_gap: np.ndarray | None
    probability_of_shortage: float

    def ratio(
        self,
        *,
        classes: RatioClasses = NETHERLANDS,
        rule: RatingRule | None = None,
        level: float = 0.8,
    ) -> SupplyDemandRatio:
        """Summarises supply ÷ demand.

        Parameters
        ----------
        classes : RatioClasses
            Thresholds, as data with their source.
        rule : RatingRule, optional
            When a class is named, and its reliability.
        level : float
            Of the central interval.

        Returns
        -------
        SupplyDemandRatio

        Raises
        ------
        dubao.errors.InputError
            E-BAL-006, E-BAL-007.

        Examples
        --------
        >>> scope = {"field": "748"}
        >>> flows = balance([80, 120, 50], [100, 100, 0], supply_scope=scope, demand_scope=scope)
        >>> flows.ratio().median
        1.2
        >>> round(flows.ratio().probability_no_demand, 4)
        0.3333
        """
        own = rule or RatingRule()
        found = _core.labour.supply_demand_ratio(
            self.supply,
            self.demand,
            list(classes.upper_bounds),
            list(classes.names),
            own.core(),
            level,
        )
        names = found["class_names"]
        return SupplyDemandRatio(
            median=found["median"],
            lower=found["lower"],
            upper=found["upper"],
            level=level,
            probabilities=dict(zip(names, found["class_probabilities"], strict=True)),
            probability_no_demand=found["probability_no_demand"],
            rating=read_rating(found["rating"], names),
            source=classes.source,
        )

    def projected_state(
        self, initial_state: str, *, tolerance: float, rule: RatingRule | None = None
    ) -> Rating:
        """Rates the state at the end from the state at the start and the relative gap.

        Parameters
        ----------
        initial_state : {"shortage", "balance", "surplus"}
            State at the start of the period.
        tolerance : float
            Relative gap over the period taken as none; it has no published value: give it with its source.
        rule : RatingRule, optional
            When a class is named, and its reliability.

        Returns
        -------
        Rating
            From strong shortage to strong surplus.

        Raises
        ------
        dubao.errors.InputError
            E-BAL-007, E-BAL-008.

        Examples
        --------
        >>> scope = {"field": "748"}
        >>> flows = balance([100.0], [200.0], supply_scope=scope, demand_scope=scope, base=1000.0)
        >>> flows.projected_state("shortage", tolerance=0.02).name
        'strong shortage'
        """
        own = rule or RatingRule()
        found = _core.labour.projected_state(
            np.array([]) if self.relative_gap is None else self.relative_gap,
            initial_state,
            tolerance,
            own.core(),
        )
        return read_rating(found, found["names"])

    def __repr__(self) -> str:
        return (
            f"Balance(gap {shown(self.gap)}, probability of shortage {self.probability_of_shortage:.2f}, "
            f"{self.gap.size} paths)"
        )


def balance(
    supply: Any,
    demand: Any,
    *,
    supply_scope: Scope,
    demand_scope: Scope,
    base: Any = None,
    bridges: Sequence[ScopeBridge] = (),
    seed: int = 1,
) -> Balance:
    """Compares the supply and demand of one group over the whole period.

    Parameters
    ----------
    supply, demand : array_like
        Newcomers and openings over the period, persons, one value a path on the same paths.
    supply_scope, demand_scope : mapping of str to str
        What each counts: field or occupations, level, territory, period, unit, transfers …
    base : float or array_like, optional
        Employment at the start, for the relative gap.
    bridges : sequence of ScopeBridge
        Sourced shares for the dimensions that differ.
    seed : int
        For uncertain shares.

    Returns
    -------
    Balance

    Raises
    ------
    dubao.errors.InputError
        E-BAL-001 (scopes differ) … E-BAL-005, all problems at once.

    Examples
    --------
    >>> supply, demand = {"field": "748", "territory": "VN"}, {"field": "ISCO 25", "territory": "VN"}
    >>> from dubao.errors import InputError
    >>> try:
    ...     balance([100.0], [80.0], supply_scope=supply, demand_scope=demand)
    ... except InputError as error:
    ...     error.id
    'E-BAL-001'
    >>> bridge = ScopeBridge("field", "748", "ISCO 25", 0.45, "labour force survey 2023, field by occupation")
    >>> balance([100.0], [80.0], supply_scope=supply, demand_scope=demand, bridges=[bridge]).gap.tolist()
    [35.0]
    """
    found = _core.labour.balance(
        np.atleast_1d(np.asarray(supply, dtype=float)),
        np.atleast_1d(np.asarray(demand, dtype=float)),
        dict(supply_scope),
        dict(demand_scope),
        None if base is None else np.atleast_1d(np.asarray(base, dtype=float)),
        [bridge.core() for bridge in bridges],
        seed,
    )
    gap = found["relative_gap"]
    return Balance(
        supply=frozen(found["supply"]),
        demand=frozen(found["demand"]),
        gap=frozen(found["gap"]),
        relative_gap=None if gap is None else frozen(gap),
        probability_of_shortage=found["probability_of_shortage"],
    )


def scope_differences(supply_scope: Scope, demand_scope: Scope) -> list[str]:
    """Dimensions in which two scopes differ, one side's silence included: what keeps a ratio from being computed.

    Parameters
    ----------
    supply_scope, demand_scope : mapping of str to str
        As in :func:`balance`.

    Returns
    -------
    list of str

    Examples
    --------
    >>> scope_differences({"field": "748", "territory": "VN"}, {"field": "ISCO 25", "territory": "VN"})
    ['field']
    """
    return list(_core.labour.scope_differences(dict(supply_scope), dict(demand_scope)))
