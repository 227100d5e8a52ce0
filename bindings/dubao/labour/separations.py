"""Replacement: who leaves work, by age and cause, year after year, on draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.labour.ages import AgeProfile, even_profile
from dubao.labour.rates import RateLike, as_rate
from dubao.labour.results import Result, frozen, shown

CAUSES = ("retirement", "mortality", "care", "emigration")


@dataclass(frozen=True, repr=False)
class Replacement(Result):
    """Leavers by year and cause, draws × horizon, in the unit of employment.

    Attributes
    ----------
    profile : str
        Name of the age profile used.
    start : str
        First year.
    separations : ndarray
        All leavers; the causes ``retirement``, ``mortality``, ``care``, ``emigration`` add up to them.
    newcomers : ndarray
        People who entered so that the stock follows the employment path.
    reductions : ndarray
        People let go where employment fell faster than people left: not replacement.
    final_profile : ndarray, ages × 2
        Mean stock after the last year, persons.
    """

    profile: str
    start: str
    separations: np.ndarray
    retirement: np.ndarray
    mortality: np.ndarray
    care: np.ndarray
    emigration: np.ndarray
    newcomers: np.ndarray
    reductions: np.ndarray
    final_profile: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """Leavers over the whole period, one value a path."""
        return self.separations.sum(axis=1)

    @property
    def causes(self) -> dict[str, np.ndarray]:
        """The separations split by cause."""
        return {cause: getattr(self, cause) for cause in CAUSES}

    def __repr__(self) -> str:
        years = self.separations.shape[1]
        return f"Replacement({self.profile!r}, {years} years from {self.start}: {shown(self.total)} leavers)"


@dataclass(frozen=True, repr=False)
class ReplacementRange(Result):
    """Replacement under the profile with the fewest and the one with the most leavers.

    The range between them is an assumption about the unknown age structure, not an interval with a probability.
    """

    low: Replacement
    high: Replacement

    def __repr__(self) -> str:
        return f"ReplacementRange(low={self.low!r}, high={self.high!r})"


def _retirement(path: Mapping[int, tuple[float, float]]) -> tuple[int, np.ndarray, np.ndarray]:
    years = sorted(path)
    if years and years != list(range(years[0], years[-1] + 1)):
        raise InputError(
            Problem(
                "E-REP-004",
                argument="retirement",
                vi="lộ trình tuổi nghỉ hưu bỏ sót năm",
                en="the path of the legal retirement age skips a year",
                remedy_vi="ghi đủ các năm liên tiếp",
                remedy_en="give every year from the first to the last",
            )
        )
    men, women = (np.array([path[year][sex] for year in years], dtype=float) for sex in (0, 1))
    return (years[0] if years else 0, men, women)


def _scaled(given: Any, scale: RateLike, ages: int, name: str) -> tuple[np.ndarray | None, Any]:
    """A rate for all ages becomes ones times an uncertain scale; a table stays a table with its own scale."""
    if given is None:
        return None, as_rate(1.0).core()
    if not hasattr(given, "core") and np.ndim(given) == 2:
        return np.asarray(given, dtype=float), as_rate(scale, f"{name}_scale").core()
    return np.ones((ages, 2)), as_rate(given, name).core()


def _run(profiles: Sequence[AgeProfile], employment: Any, options: dict[str, Any], range_: bool) -> Any:
    first = profiles[0] if profiles else None
    if first is None:
        raise InputError(
            Problem(
                "E-REP-009",
                argument="profiles",
                vi="không có cơ cấu tuổi nào",
                en="there is no age profile",
                remedy_vi="đưa vào ít nhất một cơ cấu tuổi",
                remedy_en="give at least one age profile",
            )
        )
    ages = len(first.shares)
    entrants = options["entrants"]
    if not isinstance(entrants, AgeProfile):
        entrants = even_profile(
            name="newcomers",
            ages=entrants,
            first_age=first.first_age,
            last_age=first.last_age,
            women_share=first.women_share,
        )
    care, care_scale = _scaled(options["care"], options["care_scale"], ages, "care")
    abroad, abroad_scale = _scaled(options["emigration"], options["emigration_scale"], ages, "emigration")
    rates = {
        "take_up": as_rate(options["take_up"], "take_up").core(),
        "after": as_rate(options["after"], "after").core(),
        "early": as_rate(options["early"], "early").core(),
        "care_scale": care_scale,
        "emigration_scale": abroad_scale,
    }
    return _core.labour.replacement(
        [profile.core() for profile in profiles],
        np.atleast_1d(np.asarray(options["base"], dtype=float)),
        np.asarray(employment, dtype=float),
        options["start"],
        _retirement(options["retirement"]),
        rates,
        float(options["early_window"]),
        np.asarray(options["mortality"], dtype=float),
        care,
        abroad,
        entrants.shares,
        options["seed"],
        range_,
    )


def _result(found: dict[str, Any], start: str) -> Replacement:
    arrays = {name: frozen(value) for name, value in found.items() if name != "profile"}
    return Replacement(profile=found["profile"], start=start, **arrays)


def replacement(
    employment: Any,
    *,
    base: Any,
    start: str,
    profile: AgeProfile,
    retirement: Mapping[int, tuple[float, float]],
    mortality: Any,
    take_up: RateLike = 1.0,
    after: RateLike = 1.0,
    early: RateLike = 0.0,
    early_window: float = 5.0,
    care: Any = None,
    care_scale: RateLike = 1.0,
    emigration: Any = None,
    emigration_scale: RateLike = 1.0,
    entrants: AgeProfile | tuple[int, int] = (20, 29),
    seed: int = 1,
) -> Replacement:
    """Simulates exits, ageing and entry along each path of employment (cohort-component method).

    Each year an age loses 1 − (1 − q_retire)(1 − q_death)(1 − q_care)(1 − q_emigration) of its people, the survivors become a
    year older, and newcomers enter so that the stock follows the path.

    Parameters
    ----------
    employment : array_like, draws × horizon
        Annual employment, persons, ≥ 0.
    base : float or array_like
        Employment of the year before the first, one value or one a path.
    start : str
        First year.
    profile : AgeProfile
        Age and sex of the base stock; for a group without an age table use :func:`replacement_range` with two proxies.
    retirement : mapping of int to (float, float)
        Legal retirement age in months, men and women, by year; held constant outside.
    mortality : array_like, ages × 2
        Yearly probabilities of death, see :func:`dubao.labour.death_probabilities`.
    take_up : rate
        Part leaving on reaching the legal age.
    after : rate
        Part of those who stayed on leaving in each later year.
    early : rate
        Part leaving a year within ``early_window`` years before the legal age.
    early_window : float
        Years.
    care, emigration : rate or array_like, ages × 2, optional
        Part leaving a year for care of family or health, and abroad: one rate for all ages, or a table with its scale.
    care_scale, emigration_scale : rate
        Multiply the tables; unused with a rate.
    entrants : AgeProfile or (int, int)
        Ages of newcomers: a profile, or first and last age, even between them and with the profile's share of women.
    seed : int
        For the uncertain rates; two groups run with one seed meet the same assumptions on path d.

    Returns
    -------
    Replacement

    Raises
    ------
    dubao.errors.InputError
        E-REP-004 … E-REP-008, all problems at once.

    Examples
    --------
    >>> import numpy as np
    >>> profile = AgeProfile("all 40", 40, np.array([[1.0, 0.0], [0.0, 0.0]]), 40.5)
    >>> found = replacement([[100.0]], base=100.0, start="2025", profile=profile, retirement={2025: (735, 680)},
    ...                     mortality=np.full((2, 2), 0.01), care=0.02, entrants=(40, 40))
    >>> found.separations.round(4).tolist(), found.mortality.round(4).tolist()
    ([[2.98]], [[0.9933]])
    """
    options = dict(locals())
    options.pop("employment")
    return _result(_run([options.pop("profile")], employment, options, False), start)


def replacement_range(
    employment: Any,
    *,
    base: Any,
    start: str,
    profiles: Sequence[AgeProfile],
    retirement: Mapping[int, tuple[float, float]],
    mortality: Any,
    take_up: RateLike = 1.0,
    after: RateLike = 1.0,
    early: RateLike = 0.0,
    early_window: float = 5.0,
    care: Any = None,
    care_scale: RateLike = 1.0,
    emigration: Any = None,
    emigration_scale: RateLike = 1.0,
    entrants: AgeProfile | tuple[int, int] = (20, 29),
    seed: int = 1,
) -> ReplacementRange:
    """Replacement under the lowest and the highest of several proxy profiles, on the same paths and assumptions.

    Parameters
    ----------
    employment : array_like, draws × horizon
        As in :func:`replacement`, and so are the other arguments.
    profiles : sequence of AgeProfile
        Two or more, with the same ages; ordered by the median of leavers over the period.

    Returns
    -------
    ReplacementRange

    Raises
    ------
    dubao.errors.InputError
        E-REP-004 … E-REP-009.

    Examples
    --------
    >>> import numpy as np
    >>> from dubao.labour.ages import age_profile
    >>> young = age_profile([(15, 44, 90), (45, 64, 10)], name="young", women_share=0.3)
    >>> old = age_profile([(15, 44, 50), (45, 64, 50)], name="old", women_share=0.3)
    >>> found = replacement_range([[100.0, 100.0]], base=100.0, start="2025", profiles=[old, young],
    ...                           retirement={2025: (735, 680)}, mortality=np.zeros((50, 2)))
    >>> found.low.profile, found.high.profile
    ('young', 'old')
    """
    options = dict(locals())
    options.pop("employment")
    low, high = _run(options.pop("profiles"), employment, options, True)
    return ReplacementRange(_result(low, start), _result(high, start))


@dataclass(frozen=True)
class NetReplacement(Result):
    """Leavers read off two age structures: persons, part of the stock over the interval, part a year."""

    leavers: float
    rate: float
    yearly_rate: float


def net_replacement(before: Any, after: Any, *, years: float) -> NetReplacement:
    """Net replacement by age cohort: Σ max(0, loss of each cohort) between two surveys.

    Biased low where entry and exit overlap within a cohort; prefer :func:`replacement`.

    Parameters
    ----------
    before, after : array_like
        The same cohorts at the start and ``years`` later, persons; a cohort beyond the survey's ages has 0.
    years : float
        Length of the interval.

    Returns
    -------
    NetReplacement

    Raises
    ------
    dubao.errors.InputError
        E-REP-010.

    Examples
    --------
    >>> found = net_replacement([40, 60], [45, 33], years=5)
    >>> found.leavers, found.rate, round(found.yearly_rate, 4)
    (27.0, 0.27, 0.061)
    """
    found = _core.labour.net_replacement(
        np.asarray(before, dtype=float), np.asarray(after, dtype=float), years
    )
    return NetReplacement(*found)
