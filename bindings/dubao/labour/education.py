"""Supply: from intake to graduates to people who enter the labour market, on draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.rates import RateLike, as_rate
from dubao.labour.results import Result, frozen, shown


@dataclass(frozen=True, repr=False)
class EntryFlows(Result):
    """What graduates do: four flows, draws × horizon, that add up to the graduates on every path.

    ``start`` is the period of entry: the graduates' period plus the calendar lag.
    """

    start: str
    further_study: np.ndarray
    outside_labour_force: np.ndarray
    emigration: np.ndarray
    entrants: np.ndarray

    def __repr__(self) -> str:
        periods = self.entrants.shape[1]
        return f"EntryFlows({periods} periods from {self.start}: {shown(self.entrants.sum(axis=1))} entrants)"


@dataclass(frozen=True, repr=False)
class Pipeline(Result):
    """Flows of a programme by academic year, draws × horizon, persons.

    On every path: entrants to study = graduates and drop-outs of the year before + change of learners; ``base_*`` hold the
    year before the first, one value a path.
    """

    start: str
    entrants_to_study: np.ndarray
    learners: np.ndarray
    by_year: tuple[np.ndarray, ...]
    drop_outs: np.ndarray
    graduates: np.ndarray
    entry: EntryFlows
    base_learners: np.ndarray
    base_drop_outs: np.ndarray
    base_graduates: np.ndarray

    def __repr__(self) -> str:
        periods = self.graduates.shape[1]
        total = shown(self.graduates.sum(axis=1))
        return f"Pipeline({len(self.by_year)} years of study, {periods} periods from {self.start}: {total} graduates)"


@dataclass(frozen=True, repr=False)
class CohortFlows(Result):
    """Flows of cohorts: ``beginners`` and ``non_completers`` by cohort from ``start``, ``graduates`` from
    ``graduates_start`` (academic years), ``entry`` from its own start. All draws × periods."""

    start: str
    beginners: np.ndarray
    non_completers: np.ndarray
    graduates_start: str
    graduates: np.ndarray
    entry: EntryFlows

    def __repr__(self) -> str:
        periods = self.graduates.shape[1]
        total = shown(self.graduates.sum(axis=1))
        return f"CohortFlows({periods} academic years from {self.graduates_start}: {total} graduates)"


def _paths(values: Any) -> np.ndarray:
    """One row is one path; a plain list of yearly numbers is one path too."""
    return np.atleast_2d(np.asarray(values, dtype=float))


def _entry_rates(further_study: RateLike, participation: RateLike, emigration: RateLike) -> dict[str, Any]:
    return {
        "further_study": as_rate(further_study, "further_study").core(),
        "participation": as_rate(participation, "participation").core(),
        "emigration": as_rate(emigration, "emigration").core(),
    }


def _entry(found: dict[str, Any]) -> EntryFlows:
    return EntryFlows(found["start"], **{k: frozen(v) for k, v in found.items() if k != "start"})


def pipeline(
    intake: Any,
    *,
    start: str,
    base_stock: Any,
    drop_out: Sequence[RateLike],
    repetition: Sequence[RateLike] = (),
    show_up: RateLike = 1.0,
    further_study: RateLike = 0.0,
    participation: RateLike = 1.0,
    emigration: RateLike = 0.0,
    programme: str = "",
    calendar_lag: int = 1,
    seed: int = 1,
) -> Pipeline:
    """Moves learners through the years of study to graduation and the labour market.

    Parameters
    ----------
    intake : array_like, draws × horizon
        Admitted (or enrolled, with ``show_up`` 1) by academic year, persons; a list of yearly numbers is one path.
    start : str
        First academic year (the one that begins in that year).
    base_stock : array_like
        Learners of each year of study in the academic year before ``start``; zeros to rebuild it from past intakes.
    drop_out, repetition : sequence of rate
        Part of the learners of each year of study who leave, and who repeat it; their number is the length of the programme.
    show_up : rate
        Enrolled ÷ admitted.
    further_study, participation, emigration : rate
        Part of graduates who study on; part of the rest in the labour force; part of these who work abroad. An employment
        rate of graduates does not belong here: people looking for work are supply.
    programme : str
        Names the streams of the uncertain rates.
    calendar_lag : int
        Periods from an academic year to its graduates' entry into the labour market.
    seed : int
        The same seed gives the same bits.

    Returns
    -------
    Pipeline

    Raises
    ------
    dubao.errors.InputError
        E-PIP-001 … E-PIP-005, all problems at once.

    Examples
    --------
    >>> found = pipeline([100.0, 0.0], start="2025", base_stock=[0, 0], drop_out=[0.1, 0.1], show_up=0.8)
    >>> found.graduates.round(6).tolist(), found.entry.start
    ([[0.0, 64.8]], '2026')
    """
    found = _core.labour.pipeline(
        _paths(intake),
        start,
        np.asarray(base_stock, dtype=float),
        [as_rate(rate, f"drop_out.{k}").core() for k, rate in enumerate(drop_out, 1)],
        [as_rate(rate, f"repetition.{k}").core() for k, rate in enumerate(repetition, 1)],
        as_rate(show_up, "show_up").core(),
        _entry_rates(further_study, participation, emigration),
        programme,
        calendar_lag,
        seed,
    )
    arrays = {k: frozen(v) for k, v in found.items() if k not in ("by_year", "entry")}
    by_year = tuple(frozen(one) for one in found["by_year"])
    return Pipeline(start=start, by_year=by_year, entry=_entry(found["entry"]), **arrays)


def cohort_graduates(
    intake: Any,
    *,
    start: str,
    completion: RateLike,
    on_time: RateLike = 1.0,
    standard_length: int = 4,
    show_up: RateLike = 1.0,
    further_study: RateLike = 0.0,
    participation: RateLike = 1.0,
    emigration: RateLike = 0.0,
    programme: str = "",
    calendar_lag: int = 1,
    seed: int = 1,
) -> CohortFlows:
    """Graduates from intake when only completion is known, not drop-out by year of study.

    ``G_t = completion · (on_time · cohort(t − L + 1) + (1 − on_time) · cohort(t − L))``; only academic years whose two
    cohorts are both given are returned.

    Parameters
    ----------
    intake : array_like, draws × cohorts
        Two cohorts or more, by the academic year in which they begin; a list of yearly numbers is one path.
    start : str
        Academic year of the first cohort.
    completion : rate
        Part of a cohort that ever graduates.
    on_time : rate
        Part of the graduates who need the standard length; the rest need one year more.
    standard_length : int
        Years of the programme.
    show_up, further_study, participation, emigration, programme, calendar_lag, seed
        As in :func:`pipeline`.

    Returns
    -------
    CohortFlows

    Raises
    ------
    dubao.errors.InputError
        E-PIP-003, E-PIP-004, E-PIP-005, E-PIP-007.

    Examples
    --------
    >>> found = cohort_graduates([100.0, 200.0], start="2022", completion=0.7, on_time=0.75)
    >>> found.graduates_start, found.graduates.round(6).tolist(), found.entry.start
    ('2026', [[122.5]], '2027')
    """
    found = _core.labour.cohort_graduates(
        _paths(intake),
        start,
        as_rate(completion, "completion").core(),
        as_rate(on_time, "on_time").core(),
        as_rate(show_up, "show_up").core(),
        _entry_rates(further_study, participation, emigration),
        standard_length,
        calendar_lag,
        programme,
        seed,
    )
    return CohortFlows(
        start=start,
        beginners=frozen(found["beginners"]),
        non_completers=frozen(found["non_completers"]),
        graduates_start=found["graduates_start"],
        graduates=frozen(found["graduates"]),
        entry=_entry(found["entry"]),
    )


def labour_market_entry(
    graduates: Any,
    *,
    start: str,
    further_study: RateLike = 0.0,
    participation: RateLike = 1.0,
    emigration: RateLike = 0.0,
    programme: str = "",
    calendar_lag: int = 1,
    seed: int = 1,
) -> EntryFlows:
    """Splits graduates into those who study on, stay outside the labour force, work abroad, and enter.

    Parameters
    ----------
    graduates : array_like, draws × horizon
        Persons; a list of yearly numbers is one path.
    start, further_study, participation, emigration, programme, calendar_lag, seed
        As in :func:`pipeline`.

    Returns
    -------
    EntryFlows

    Raises
    ------
    dubao.errors.InputError
        E-PIP-004, E-PIP-005.

    Examples
    --------
    >>> found = labour_market_entry([100.0], start="2025", further_study=0.1, participation=0.9, emigration=0.05)
    >>> found.entrants.round(6).tolist(), found.start
    ([[76.95]], '2026')
    """
    found = _core.labour.labour_market_entry(
        _paths(graduates),
        start,
        _entry_rates(further_study, participation, emigration),
        programme,
        calendar_lag,
        seed,
    )
    return _entry(found)


def graduates_by_duration(learners: float, *, years: float) -> float:
    """Expected graduates a year as the forms of Circular 34/2026/TT-BGDĐT compute them: learners ÷ standard years.

    It assumes a steady intake and no drop-out; :func:`pipeline` and :func:`cohort_graduates` do not.

    Parameters
    ----------
    learners : float
        Learners of the programme, ≥ 0.
    years : float
        Standard length, > 0.

    Returns
    -------
    float

    Raises
    ------
    dubao.errors.InputError
        E-PIP-006.

    Examples
    --------
    >>> graduates_by_duration(1000, years=4)
    250.0
    """
    return float(_core.labour.graduates_by_duration(float(learners), float(years)))
