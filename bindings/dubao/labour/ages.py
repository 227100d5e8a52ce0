"""Age profiles and mortality: single years of age from published groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.results import Result, frozen

Groups = Sequence[tuple[int, int, float]]


@dataclass(frozen=True, repr=False)
class AgeProfile(Result):
    """Shares of a workforce by single year of age and sex.

    Attributes
    ----------
    name : str
        Where it comes from; a proxy says so.
    first_age : int
        Completed years of the first row.
    shares : ndarray, ages × 2
        Men, women; sum 1.
    mean_age : float
        Exact years, both sexes.
    """

    name: str
    first_age: int
    shares: np.ndarray
    mean_age: float

    @property
    def last_age(self) -> int:
        """Completed years of the last row (open: survivors stay in it)."""
        return self.first_age + len(self.shares) - 1

    @property
    def women_share(self) -> float:
        """Share of women over all ages."""
        return float(self.shares[:, 1].sum())

    def core(self) -> tuple[str, int, np.ndarray]:
        """The form the compiled core takes."""
        return (self.name, self.first_age, self.shares)

    def __repr__(self) -> str:
        return (
            f"AgeProfile({self.name!r}, ages {self.first_age}–{self.last_age}, mean age {self.mean_age:.1f}, "
            f"women {self.women_share:.0%})"
        )


def _profile(found: tuple[str, int, np.ndarray, float]) -> AgeProfile:
    name, first_age, shares, mean_age = found
    return AgeProfile(name, first_age, frozen(shares), mean_age)


def _groups(groups: Groups) -> list[tuple[int, int, float]]:
    return [(int(first), int(last), float(count)) for first, last, count in groups]


def single_years(groups: Groups, *, like: Any = None) -> np.ndarray:
    """Counts by single year of age that add up to every group.

    A monotone cubic through the cumulative counts: never negative, never a fifth of a group moved.

    Parameters
    ----------
    groups : sequence of (first age, last age, persons)
        Completed years, both ends inclusive, without gap or overlap; close an open group first.
    like : array_like, optional
        Counts of a reference workforce for every single year: the groups are then spread as the reference is (an
        assumption to be named), for groups too coarse to show a shape.

    Returns
    -------
    ndarray
        One count a year of age.

    Raises
    ------
    dubao.errors.InputError
        E-REP-001, naming each group; E-REP-012 when the reference does not fit.

    Examples
    --------
    >>> years = single_years([(15, 24, 10.0), (25, 34, 30.0)])
    >>> years.reshape(2, 10).sum(axis=1).round(9).tolist()
    [10.0, 30.0]
    >>> single_years([(20, 21, 100.0)], like=[1.0, 3.0]).tolist()
    [25.0, 75.0]
    """
    if like is None:
        return frozen(_core.labour.single_years(_groups(groups)))
    return frozen(_core.labour.single_years_like(_groups(groups), np.asarray(like, dtype=float)))


def age_profile(
    groups: Groups | None = None,
    *,
    name: str,
    women_share: float | None = None,
    women: Groups | None = None,
    like: Any = None,
) -> AgeProfile:
    """Makes an age profile from age groups.

    Parameters
    ----------
    groups : sequence of (first age, last age, persons)
        Both sexes together with ``women_share``, or men alone with ``women``.
    name : str
        Where it comes from.
    women_share : float, optional
        Share of women, assumed the same at every age.
    women : sequence of (first age, last age, persons), optional
        Women by the same ages.
    like : array_like, optional
        Reference counts by single year, see :func:`single_years`; with ``women_share`` only.

    Returns
    -------
    AgeProfile

    Raises
    ------
    dubao.errors.InputError
        E-REP-001, E-REP-002, E-REP-012.

    Examples
    --------
    >>> age_profile([(15, 24, 10), (25, 34, 30), (35, 64, 60)], name="proxy", women_share=0.35)
    AgeProfile('proxy', ages 15–64, mean age 39.8, women 35%)
    """
    given = _groups(groups or [])
    if women is not None:
        return _profile(_core.labour.age_profile_by_sex(name, given, _groups(women)))
    share = float("nan") if women_share is None else float(women_share)
    if like is None:
        return _profile(_core.labour.age_profile(name, given, share))
    years = single_years(given, like=like)
    counts = np.column_stack([years * (1.0 - share), years * share])
    return _profile(_core.labour.profile_from_years(name, given[0][0], counts))


def profile_from_years(counts: Any, *, name: str, first_age: int) -> AgeProfile:
    """Makes an age profile from counts by single year of age and sex.

    Parameters
    ----------
    counts : array_like, ages × 2
        Men, women; ≥ 0.
    name : str
        Where it comes from.
    first_age : int
        Completed years of the first row.

    Returns
    -------
    AgeProfile

    Raises
    ------
    dubao.errors.InputError
        E-REP-002.

    Examples
    --------
    >>> profile_from_years([[30, 10], [40, 20]], name="two ages", first_age=30).shares.tolist()
    [[0.3, 0.1], [0.4, 0.2]]
    """
    return _profile(_core.labour.profile_from_years(name, first_age, np.asarray(counts, dtype=float)))


def even_profile(
    *, name: str, ages: tuple[int, int], first_age: int, last_age: int, women_share: float
) -> AgeProfile:
    """A profile that is even between two ages: the simplest assumption about the ages at which newcomers enter.

    Parameters
    ----------
    name : str
        What it describes.
    ages : (int, int)
        First and last age, inclusive.
    first_age, last_age : int
        Rows of the profile it is used with.
    women_share : float
        Share of women.

    Returns
    -------
    AgeProfile

    Raises
    ------
    dubao.errors.InputError
        E-REP-002.

    Examples
    --------
    >>> even_profile(name="newcomers", ages=(22, 25), first_age=15, last_age=64, women_share=0.25)
    AgeProfile('newcomers', ages 15–64, mean age 24.0, women 25%)
    """
    return _profile(_core.labour.even_profile(name, first_age, last_age, *ages, women_share))


def death_probabilities(
    men: Mapping[int, float], women: Mapping[int, float], *, first_age: int, last_age: int
) -> np.ndarray:
    """Yearly probabilities of death, q = 1 − exp(−m), by single year of age and sex.

    Parameters
    ----------
    men, women : mapping of int to float
        Death rates m of the age groups of a life table by starting age (0, 1, 5, 10, …), deaths per person-year.
    first_age, last_age : int
        Completed years, inclusive.

    Returns
    -------
    ndarray, ages × 2
        Men, women. ln m is linear between the groups' mid-points.

    Raises
    ------
    dubao.errors.InputError
        E-REP-003.

    Examples
    --------
    >>> death_probabilities({50: 0.01, 55: 0.01}, {50: 0.005, 55: 0.005}, first_age=52, last_age=53).round(5).tolist()
    [[0.00995, 0.00499], [0.00995, 0.00499]]
    """
    ages = last_age - first_age + 1
    columns = [
        _core.labour.death_probabilities(sorted((int(a), float(m)) for a, m in sex.items()), first_age, ages)
        for sex in (men, women)
    ]
    return frozen(np.column_stack(columns))


def leaving_probabilities(rates: Any, *, years: float = 1.0) -> np.ndarray:
    """Probabilities of leaving within some years from rates a person-year: q = 1 − exp(−n·m).

    For death, care and emigration alike. Work in single years of age (``years=1``): a fifth of a five-year group is no year.

    Parameters
    ----------
    rates : array_like, ages × 2
        Leavers per person-year, men and women, ≥ 0; other shapes of two dimensions are taken too.
    years : float
        n > 0.

    Returns
    -------
    ndarray
        Of the same shape.

    Raises
    ------
    dubao.errors.InputError
        E-REP-003, naming row and column of the first wrong rate and how many there are.

    Examples
    --------
    >>> leaving_probabilities([[0.01, 0.02]]).round(6).tolist()
    [[0.00995, 0.019801]]
    >>> leaving_probabilities([[0.01]], years=5).round(6).tolist()
    [[0.048771]]
    """
    table = np.asarray(rates, dtype=float)
    return frozen(_core.labour.leaving_probabilities(table, float(years)))
