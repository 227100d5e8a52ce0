"""Labour force by age and sex: participation rates as logit trends, and population times rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.results import Result, frozen, shown


@dataclass(frozen=True)
class AgeSexGroup:
    """An age group of one sex; both ages in completed years, inclusive.

    Examples
    --------
    >>> AgeSexGroup("F", 15, 24).key
    'F 15–24'
    """

    sex: str
    first_age: int
    last_age: int

    @property
    def key(self) -> str:
        """Sex and ages in one word: the key of the group in every result."""
        return f"{self.sex} {self.first_age}–{self.last_age}"


@dataclass(frozen=True)
class ParticipationTrend(Result):
    """Trend of one group, in logits a year.

    Attributes
    ----------
    slope, error : float
        Its own slope and standard error; 0 where it has too few years.
    own_part : float
        Part of the own slope in the one used; the rest is the pooled slope.
    used : float
        The slope used.
    """

    slope: float
    error: float
    own_part: float
    used: float


@dataclass(frozen=True, repr=False)
class LabourForce(Result):
    """Labour force in persons, draws × horizon.

    Attributes
    ----------
    start : str
        First year.
    by_group : mapping of str to ndarray
        By group key; they add up to ``total`` on every path.
    total : ndarray
        All groups.
    """

    start: str
    by_group: Mapping[str, np.ndarray]
    total: np.ndarray

    def __repr__(self) -> str:
        return f"LabourForce({len(self.by_group)} groups from {self.start}: {shown(self.total[:, -1])} in the last year)"


@dataclass(frozen=True, repr=False)
class Participation(Result):
    """Participation rates by group, draws × horizon.

    Attributes
    ----------
    start : str
        First year after the table.
    rates : mapping of str to ndarray
        By group key.
    trends : mapping of str to ParticipationTrend
        What was estimated.
    pooled_slope, pooled_variance : float
        Mean of the groups' true slopes, and their variance.
    benchmark : mapping of str to ndarray
        Straight line through the last ten years of each rate, one value a year: the naive model to be beaten.
    notes : tuple of str
        Groups with too few years.
    """

    start: str
    rates: Mapping[str, np.ndarray]
    trends: Mapping[str, ParticipationTrend]
    pooled_slope: float
    pooled_variance: float
    benchmark: Mapping[str, np.ndarray]
    notes: tuple[str, ...]

    def labour_force(self, population: Mapping[AgeSexGroup, Any], *, start: str | None = None) -> LabourForce:
        """Population times rates, path by path.

        Parameters
        ----------
        population : mapping of AgeSexGroup to array_like
            Persons of exactly these groups: one number a year, or draws × horizon on as many paths as the rates.
        start : str, optional
            First year of the projection; by default that of the rates.

        Returns
        -------
        LabourForce

        Raises
        ------
        dubao.errors.InputError
            E-LAB-015, naming each group that is missing, not known, negative or of another shape.

        Examples
        --------
        >>> young, old = AgeSexGroup("F", 15, 39), AgeSexGroup("F", 40, 64)
        >>> found = participation({young: [0.5] * 6, old: [0.75] * 6}, first_year=2019, horizon=1, draws=10)
        >>> found.labour_force({young: [100.0], old: [200.0]}).total[0].round(6).tolist()
        [200.0]
        """
        paths = {
            group.key: np.ascontiguousarray(np.atleast_2d(np.asarray(values, dtype=float)))
            for group, values in population.items()
        }
        by_group, total = _core.labour.labour_force(
            {key: np.ascontiguousarray(values) for key, values in self.rates.items()},
            paths,
            self.start,
            start or self.start,
        )
        return LabourForce(self.start, {key: frozen(value) for key, value in by_group.items()}, frozen(total))

    def __repr__(self) -> str:
        draws, horizon = next(iter(self.rates.values())).shape
        return f"Participation({len(self.rates)} groups, {horizon} years from {self.start}, {draws} draws)"


def participation(
    rates: Mapping[AgeSexGroup, Sequence[float]],
    *,
    first_year: int,
    horizon: int = 10,
    draws: int = 2000,
    damping: float = 0.9,
    minimum_years: int = 5,
    seed: int = 1,
) -> Participation:
    """Forecasts participation rates by age and sex as draws.

    Rates move in logits; a group's slope is shrunk toward that of all groups as far as it is uncertain, and fades. Past
    changes of all groups are drawn together, so that the total carries their dependence.

    Parameters
    ----------
    rates : mapping of AgeSexGroup to sequence of float
        Parts of the population in [0, 1], one a year from ``first_year``, NaN = missing. Every age once in each sex, the same
        ages in all. One definition: give the years after a break.
    first_year : int
        Of the table.
    horizon : int
        Years ahead.
    draws : int
        Paths.
    damping : float
        In (0, 1]; 1 keeps the trend.
    minimum_years : int
        A group with fewer usable years has no trend of its own; 3 or more.
    seed : int
        The same seed gives the same bits.

    Returns
    -------
    Participation

    Raises
    ------
    dubao.errors.InputError
        E-LAB-011 (a rate outside [0, 1]), E-LAB-012 (groups, shapes), E-LAB-013 (an age gap, a missing group), E-LAB-014
        (options), naming group and year; all problems at once.

    Examples
    --------
    >>> group = AgeSexGroup("F", 15, 64)
    >>> found = participation({group: [0.2, 0.3, 0.4, 0.5, 0.6]}, first_year=2020, horizon=1, draws=100)
    >>> found.start, found.benchmark["F 15–64"].round(6).tolist()
    ('2025', [0.7])
    """
    years = max((len(values) for values in rates.values()), default=0)
    table = np.full((len(rates), years), np.nan)
    for row, values in zip(table, rates.values(), strict=True):
        row[: len(values)] = np.asarray(values, dtype=float)
    found = _core.labour.participation(
        [(group.key, group.sex, group.first_age, group.last_age) for group in rates],
        int(first_year),
        table,
        int(horizon),
        int(draws),
        float(damping),
        int(minimum_years),
        seed,
    )
    return Participation(
        start=found["start"],
        rates={key: frozen(values) for key, values in found["rates"].items()},
        trends={key: ParticipationTrend(*values) for key, values in found["trends"].items()},
        pooled_slope=found["pooled_slope"],
        pooled_variance=found["pooled_variance"],
        benchmark={key: frozen(values) for key, values in found["benchmark"].items()},
        notes=tuple(found["notes"]),
    )
