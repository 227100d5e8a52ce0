"""Staffing: which occupations an industry employs, and occupation employment from industry employment.

Needs a table of employment by industry × occupation. When only the two margins are known there is no such table, and none
may be invented: forecast each margin for itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.results import Result, frozen


@dataclass(frozen=True)
class ChangeFactor:
    """An expert's change of one share, logged: without author and reason it is refused.

    ``factor`` > 0 multiplies the cell's weight at the last period (1.2: 20 % more); it is reached geometrically.
    """

    industry: str
    occupation: str
    factor: float
    author: str
    reason: str


@dataclass(frozen=True, repr=False)
class StaffingShares(Result):
    """Draws of staffing shares: ``shares[industry][occupation]`` is draws × horizon (one row: the same on every path)."""

    start: str
    shares: Mapping[str, Mapping[str, np.ndarray]]
    notes: tuple[str, ...]

    def share(self, industry: str, occupation: str) -> np.ndarray:
        """Share of an occupation in an industry, draws × horizon."""
        return self.shares[industry][occupation]

    def __repr__(self) -> str:
        first = next(iter(self.shares.values()))
        draws, horizon = next(iter(first.values())).shape
        return (
            f"StaffingShares({len(self.shares)} industries × {len(first)} occupations, "
            f"{horizon} periods from {self.start}, {draws} draws)"
        )


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
    method : {"damped_trend", "constant"}
        Damped trend of centred log-ratios with the joint spread of past changes, or the last known shares.
    draws, seed : int
        Number of paths; the same seed gives the same bits. ``constant`` has one path.
    damping : float
        φ in (0, 1]; 1 keeps the trend. An assumption unless chosen by back-test.
    minimum_years : int
        Usable years below which no trend is fitted; ``notes`` names the industries concerned.
    breaks : sequence of str
        First periods of new definitions: levels may jump there, changes across them are not used.
    factors : sequence of ChangeFactor
        Logged expert factors, applied in normalised form.

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
        [(f.industry, f.occupation, f.factor, f.author, f.reason) for f in factors],
    )
    shares = {i: {o: frozen(found["shares"][i][o]) for o in occupations} for i in industries}
    return StaffingShares(found["start"], shares, tuple(found["notes"]))


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
        E-STA-008 (industries differ), E-STA-009 (shapes differ), E-LAB-002.

    Examples
    --------
    >>> shares = staffing_shares([[[30.0, 70.0]]], start="2024", industries=["software"],
    ...                          occupations=["programmers", "others"], horizon=1, method="constant")
    >>> occupation_employment({"software": [[1000.0], [2000.0]]}, shares, start="2025")["programmers"].tolist()
    [[300.0], [600.0]]
    """
    own = {i: dict(row) for i, row in shares.shares.items()}
    arrays = {key: np.asarray(value, dtype=float) for key, value in employment.items()}
    found = _core.labour.occupation_employment(arrays, own, start)
    return {key: frozen(found[key]) for key in next(iter(own.values()))}
