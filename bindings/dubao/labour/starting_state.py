"""The state an occupation starts in, and the rating that depends on it: the same gap means another thing after a surplus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.rating import Rating, RatingRule, read_rating
from dubao.labour.results import Result, frozen, shown
from dubao.labour.supply_demand import Balance

STATES = ("shortage", "balance", "surplus")


@dataclass(frozen=True, repr=False)
class StartingImbalance(Result):
    """Unfilled posts against people looking for work, before the period begins.

    Attributes
    ----------
    unfilled, unemployed, base : ndarray
        As given: persons, one value or one a path.
    tolerance : float
        Relative imbalance taken as none.
    relative : ndarray
        (unfilled − unemployed) ÷ base, one value a path.
    probabilities : dict
        Of shortage, balance and surplus; they sum to 1.
    """

    unfilled: np.ndarray
    unemployed: np.ndarray
    base: np.ndarray
    tolerance: float
    relative: np.ndarray
    probabilities: dict[str, float]

    def projected_state(self, flows: Balance, *, tolerance: float, rule: RatingRule | None = None) -> Rating:
        """Rates the state at the end from the start and the gap of the same path.

        Parameters
        ----------
        flows : Balance
            With employment at the start (``base``), on one path or on as many as this start.
        tolerance : float
            Relative gap over the period taken as none; give it with its source.
        rule : RatingRule, optional
            When a class is named, and its reliability.

        Returns
        -------
        Rating
            From strong shortage to strong surplus, or undetermined.

        Raises
        ------
        dubao.errors.InputError
            E-BAL-007, E-BAL-008, E-BAL-010.

        Examples
        --------
        >>> from dubao.labour.supply_demand import balance
        >>> scope = {"occupation": "25"}
        >>> flows = balance([100.0], [150.0], supply_scope=scope, demand_scope=scope, base=1000.0)
        >>> start = starting_imbalance(30, 50, base=1000, tolerance=0.01)
        >>> start.projected_state(flows, tolerance=0.01).name
        'balance'
        """
        found = _core.labour.starting_state(
            np.array([]) if flows.relative_gap is None else flows.relative_gap,
            self.unfilled,
            self.unemployed,
            self.base,
            self.tolerance,
            float(tolerance),
            (rule or RatingRule()).core(),
        )
        return read_rating(found, found["names"])

    def __repr__(self) -> str:
        parts = ", ".join(f"{name} {share:.2f}" for name, share in self.probabilities.items())
        return f"StartingImbalance(relative {shown(self.relative)}: {parts})"


def starting_imbalance(unfilled: Any, unemployed: Any, *, base: Any, tolerance: float) -> StartingImbalance:
    """Reads the state at the start from unfilled posts and people looking for work in the occupation.

    A flow counted in demand has its counterpart in supply: where unfilled posts stand in the demand of the period, the
    unemployed stand in its supply. This reads the state only; it adds nothing to the gap.

    Parameters
    ----------
    unfilled, unemployed : float or array_like
        Persons ≥ 0 at the start, one value or one a path.
    base : float or array_like
        Employment at the start, > 0.
    tolerance : float
        Relative imbalance taken as none; it has no published value: give it with its source.

    Returns
    -------
    StartingImbalance

    Raises
    ------
    dubao.errors.InputError
        E-BAL-010, all problems at once.

    Examples
    --------
    >>> found = starting_imbalance([30, 80], [50, 50], base=1000, tolerance=0.01)
    >>> found.relative.tolist(), found.probabilities
    ([-0.02, 0.03], {'shortage': 0.5, 'balance': 0.0, 'surplus': 0.5})
    """
    posts, people, employed = (
        np.atleast_1d(np.asarray(one, dtype=float)) for one in (unfilled, unemployed, base)
    )
    relative, probabilities = _core.labour.starting_imbalance(posts, people, employed, float(tolerance))
    return StartingImbalance(
        unfilled=frozen(posts.copy()),
        unemployed=frozen(people.copy()),
        base=frozen(employed.copy()),
        tolerance=float(tolerance),
        relative=frozen(relative),
        probabilities=dict(zip(STATES, probabilities, strict=True)),
    )
