"""Staffing: which occupations an industry employs, and occupation employment from industry employment.

Needs a table of employment by industry × occupation. When only the two margins are known there is no such table, and none
may be invented: forecast each margin for itself. Back-test and scores of experts: :mod:`dubao.labour.staffing_review`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import _core
from dubao.labour.results import Result, frozen

if TYPE_CHECKING:
    from dubao.labour.staffing_review import ShareChoice

METHODS = ("constant", "trend", "damped_trend", "pooled_trend", "ets")
"""Methods of :func:`staffing_shares`; "auto" chooses among them by back-test."""


@dataclass(frozen=True)
class ChangeFactor:
    """An expert's change of one share, logged: without author and reason it is refused.

    ``factor`` > 0 multiplies the cell's weight at the last period (1.2: 20 % more); it is reached geometrically. ``date``
    and ``source`` say when it was made and on what it rests; they stand in the log and in the scores.
    """

    industry: str
    occupation: str
    factor: float
    author: str
    reason: str
    date: str = ""
    source: str = ""

    def core(self) -> tuple[str, str, float, str, str, str, str]:
        """The form the compiled core takes."""
        return (
            self.industry,
            self.occupation,
            self.factor,
            self.author,
            self.reason,
            self.date,
            self.source,
        )


@dataclass(frozen=True)
class PooledSlope(Result):
    """What pooling made of the trend of one cell; slopes are log-ratios a year.

    ``weight`` = τ²/(τ² + se²) is how much of its ``own`` slope the cell keeps; the rest is the ``common`` slope of its
    occupation over the industries. ``own`` is None for an industry with too few years; ``between`` (τ) is None where
    nothing could be compared.
    """

    industry: str
    occupation: str
    own: float | None
    own_error: float | None
    common: float
    between: float | None
    weight: float
    pooled: float
    pooled_error: float


@dataclass(frozen=True, repr=False)
class StaffingShares(Result):
    """Draws of staffing shares: ``shares[industry][occupation]`` is draws × horizon (one row: the same on every path).

    Attributes
    ----------
    start : str
        First period.
    shares : dict
    notes : tuple of str
        Fallbacks with their reason, the choice of the method, and every expert factor.
    method : str
        The method that was used; "given" for shares of another's making.
    slopes : tuple of PooledSlope
        Weights of every cell, with ``method="pooled_trend"``.
    choice : ShareChoice or None
        The back-test, with ``method="auto"``.
    """

    start: str
    shares: Mapping[str, Mapping[str, np.ndarray]]
    notes: tuple[str, ...]
    method: str = "given"
    slopes: tuple[PooledSlope, ...] = ()
    choice: ShareChoice | None = None

    def share(self, industry: str, occupation: str) -> np.ndarray:
        """Share of an occupation in an industry, draws × horizon."""
        return self.shares[industry][occupation]

    def core(self) -> dict[str, dict[str, np.ndarray]]:
        """The form the compiled core takes."""
        return {industry: dict(row) for industry, row in self.shares.items()}

    def __repr__(self) -> str:
        first = next(iter(self.shares.values()))
        draws, horizon = next(iter(first.values())).shape
        return (
            f"StaffingShares({len(self.shares)} industries × {len(first)} occupations, "
            f"{horizon} periods from {self.start}, {draws} draws)"
        )


def missing_as_none(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with None where the core has NaN.

    >>> missing_as_none({"a": float("nan"), "b": 1.0, "c": "text"})
    {'a': None, 'b': 1.0, 'c': 'text'}
    """
    return {key: None if isinstance(value, float) and value != value else value for key, value in row.items()}


def staffing_shares(
    counts: Any,
    *,
    start: str,
    industries: Sequence[str],
    occupations: Sequence[str],
    horizon: int,
    method: str = "damped_trend",
    draws: int = 2000,
    seed: int = 1,
    damping: float = 0.9,
    minimum_years: int = 5,
    breaks: Sequence[str] = (),
    factors: Sequence[ChangeFactor] = (),
    scale: str = "log_ratio",
    slope_variance: str = "common",
) -> StaffingShares:
    """Forecasts staffing shares, s = E_io / E_i, as draws.

    Parameters
    ----------
    counts : array_like, periods × industries × occupations
        Employment, persons, ≥ 0; NaN = missing (the industry's whole row of that period is then not used).
    start : str
        First period of ``counts``, for instance ``"2012"``.
    industries, occupations : sequence of str
        Keys of the rows and columns.
    horizon : int
        Periods ahead.
    method : {"damped_trend", "trend", "pooled_trend", "ets", "constant", "auto"}
        Damped trend of centred log-ratios with the joint spread of past changes; the same without damping; the damped trend
        with slopes drawn toward those of the same occupation in other industries (``slopes`` has the weights); exponential
        smoothing of each cell, renormalised; the last known shares; or the best of these in a back-test
        (:func:`staffing_backtest`; ``choice`` has its table).
    draws, seed : int
        Number of paths; the same seed gives the same bits. ``constant`` has one path.
    damping : float
        φ in (0, 1]; 1 keeps the trend. An assumption unless chosen by back-test.
    minimum_years : int
        Usable years below which no trend is fitted; ``notes`` names the industries concerned.
    breaks : sequence of str
        First periods of new definitions: levels may jump there, changes across them are not used.
    factors : sequence of ChangeFactor
        Logged expert factors, applied in normalised form; each stands in ``notes``.
    scale : {"log_ratio", "share"}
        What exponential smoothing is applied to.
    slope_variance : {"common", "by_occupation"}
        One variance τ² of slopes between industries for all cells, or one an occupation.

    Returns
    -------
    StaffingShares
        Shares that sum to 1 over the occupations of an industry, on every path of every period.

    Raises
    ------
    dubao.errors.InputError
        E-STA-001 … E-STA-007, all problems at once.

    Examples
    --------
    >>> table = [[[30.0, 70.0]], [[32.0, 68.0]]]
    >>> shares = staffing_shares(table, start="2023", industries=["software"], occupations=["programmers", "others"],
    ...                          horizon=2, method="constant")
    >>> shares
    StaffingShares(1 industries × 2 occupations, 2 periods from 2025, 1 draws)
    >>> shares.share("software", "programmers").tolist()
    [[0.32, 0.32]]
    """
    choice = None
    if method == "auto":
        from dubao.labour.staffing_review import staffing_backtest

        choice = staffing_backtest(
            counts,
            start=start,
            industries=industries,
            occupations=occupations,
            horizon=horizon,
            seed=seed,
            damping=damping,
            minimum_years=minimum_years,
            breaks=breaks,
            scale=scale,
            slope_variance=slope_variance,
        )
        method = choice.method
    found = _core.labour.staffing_shares(
        np.asarray(counts, dtype=float),
        start,
        list(industries),
        list(occupations),
        list(breaks),
        method,
        horizon,
        draws,
        seed,
        damping,
        minimum_years,
        scale,
        slope_variance,
        [factor.core() for factor in factors],
    )
    shares = {i: {o: frozen(found["shares"][i][o]) for o in occupations} for i in industries}
    notes = tuple(found["notes"])
    if choice is not None:
        notes = (f"{choice.method}: {choice.reason}", *notes)
    slopes = tuple(PooledSlope(**missing_as_none(row)) for row in found["slopes"])
    return StaffingShares(found["start"], shares, notes, method, slopes, choice)


def given_shares(shares: Mapping[str, Mapping[str, Any]], *, start: str) -> StaffingShares:
    """Staffing shares of another's making, checked: an outside projection enters here.

    Parameters
    ----------
    shares : mapping of str to mapping of str to array_like
        ``shares[industry][occupation]``: draws × horizon, or one row that serves every path.
    start : str
        First period.

    Returns
    -------
    StaffingShares

    Raises
    ------
    dubao.errors.InputError
        E-STA-001 (cells of different shape), E-STA-004 (an industry lacks an occupation), E-STA-010 (a negative share),
        E-STA-011 (shares that do not sum to 1), all problems at once, each with its cell.

    Examples
    --------
    >>> given_shares({"software": {"programmers": [[0.4]], "others": [[0.6]]}}, start="2030")
    StaffingShares(1 industries × 2 occupations, 1 periods from 2030, 1 draws)
    """
    own = {
        i: {o: frozen(np.array(cell, dtype=float)) for o, cell in row.items()} for i, row in shares.items()
    }
    _core.labour.check_shares(own, start)
    return StaffingShares(start, own, ())


def with_change_factors(shares: StaffingShares, factors: Sequence[ChangeFactor]) -> StaffingShares:
    """Applies logged expert factors to shares that are already forecast.

    Keep the shares without factors too: :func:`dubao.labour.score_change_factors` compares both when the outcome is known.

    Parameters
    ----------
    shares : StaffingShares
    factors : sequence of ChangeFactor

    Returns
    -------
    StaffingShares
        With a line for each factor in ``notes``.

    Raises
    ------
    dubao.errors.InputError
        E-STA-004 (unknown cell), E-STA-006 (factor not > 0), E-STA-007 (not signed, not explained, or twice).

    Examples
    --------
    >>> plain = given_shares({"software": {"programmers": [[0.3]], "others": [[0.7]]}}, start="2025")
    >>> panel = ChangeFactor("software", "programmers", 2.0, "panel", "new tools", date="2024-11-20")
    >>> changed = with_change_factors(plain, [panel])
    >>> round(float(changed.share("software", "programmers")[0, 0]), 6), changed.notes
    (0.461538, ('software × programmers: factor 2 by panel, 2024-11-20: new tools',))
    """
    found = _core.labour.change_factors(shares.core(), shares.start, [factor.core() for factor in factors])
    cells = {i: {o: frozen(found["shares"][i][o]) for o in row} for i, row in shares.shares.items()}
    return StaffingShares(
        shares.start, cells, (*shares.notes, *found["notes"]), shares.method, shares.slopes, shares.choice
    )


def occupation_employment(
    employment: Mapping[str, Any], shares: StaffingShares, *, start: str
) -> dict[str, np.ndarray]:
    """Employment by occupation, E_o = Σ_i s_io · E_i, path by path.

    Parameters
    ----------
    employment : mapping of str to array_like
        Draws × horizon of each industry, exactly the industries of ``shares``; one seed for all, so that path d is one
        future.
    shares : StaffingShares
        With the same first period, horizon and number of paths (or one path).
    start : str
        First period of ``employment``.

    Returns
    -------
    dict of str to ndarray
        Draws × horizon of each occupation, in the unit of ``employment``.

    Raises
    ------
    dubao.errors.InputError
        E-STA-008 (industries differ), E-STA-009 (shapes or first periods differ), E-STA-010 and E-STA-011 (shares that are
        none), E-LAB-002.

    Examples
    --------
    >>> shares = staffing_shares([[[30.0, 70.0]]], start="2024", industries=["software"],
    ...                          occupations=["programmers", "others"], horizon=1, method="constant")
    >>> occupation_employment({"software": [[1000.0], [2000.0]]}, shares, start="2025")["programmers"].tolist()
    [[300.0], [600.0]]
    """
    arrays = {key: np.asarray(value, dtype=float) for key, value in employment.items()}
    found = _core.labour.occupation_employment(arrays, shares.core(), start, shares.start)
    return {key: frozen(found[key]) for key in next(iter(shares.shares.values()))}
