"""Job openings: expansion plus the leavers who are replaced.

The maximum in ``max(ED, 0)`` stands once, on the national total over the whole period: taken year by year or cell by cell
on noisy paths it inflates openings several times. Years and smaller cells get shares of the period's total.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.rates import RateLike, as_rate
from dubao.labour.results import Result, frozen, shown


@dataclass(frozen=True, repr=False)
class Openings(Result):
    """Openings of one group. One value a path over the whole period; ``*_by_year`` are draws × horizon and add up to it.

    Attributes
    ----------
    change : ndarray
        ED = E_T − E_0; negative when employment falls.
    expansion : ndarray
        max(ED, 0).
    separations : ndarray
        RD, all leavers.
    replacement : ndarray
        RD*, leavers who are replaced: RD, or max(0, RD + ED) when employment falls.
    total : ndarray
        JO = expansion + replacement.
    """

    start: str
    change: np.ndarray
    expansion: np.ndarray
    separations: np.ndarray
    replacement: np.ndarray
    total: np.ndarray
    expansion_by_year: np.ndarray
    replacement_by_year: np.ndarray
    total_by_year: np.ndarray

    def __repr__(self) -> str:
        return (
            f"Openings({self.total_by_year.shape[1]} periods from {self.start}: total {shown(self.total)}, "
            f"expansion {shown(self.expansion)}, replacement {shown(self.replacement)})"
        )


def openings(employment: Any, *, base: Any, separations: Any, start: str, target: str = "signal") -> Openings:
    """Openings of one national group over a period, on draws.

    Parameters
    ----------
    employment : array_like, draws × horizon
        Signal draws of employment, persons.
    base : float or array_like
        Employment of the period before the first, one value or one a path, ≥ 0.
    separations : array_like, draws × horizon
        Leavers in each period on the same paths, ≥ 0; see :func:`dubao.labour.replacement`.
    start : str
        First period of both.
    target : {"signal", "survey"}
        What the draws are draws of; survey draws contain sampling error and are refused (E-OPN-001).

    Returns
    -------
    Openings

    Raises
    ------
    dubao.errors.InputError
        E-OPN-001 … E-OPN-004, all problems at once.

    Examples
    --------
    >>> found = openings([[105.0, 112.0], [99.0, 95.0], [80.0, 70.0]], base=100.0,
    ...                  separations=[[10.0, 10.0]] * 3, start="2026")
    >>> found.total.tolist()
    [32.0, 15.0, 0.0]
    >>> found.replacement_by_year[1].tolist()
    [7.5, 7.5]
    """
    found = _core.labour.openings(
        np.atleast_1d(np.asarray(base, dtype=float)),
        np.asarray(employment, dtype=float),
        np.asarray(separations, dtype=float),
        start,
        target,
    )
    return Openings(start, **{name: frozen(value) for name, value in found.items()})


def allocate_openings(national: Any, *, shares: Any) -> np.ndarray:
    """Gives smaller cells their share of national openings, path by path.

    Parameters
    ----------
    national : array_like
        One value a path.
    shares : array_like, cells or cells × paths
        ≥ 0, summing to 1 over the cells.

    Returns
    -------
    ndarray, cells × paths

    Raises
    ------
    dubao.errors.InputError
        E-OPN-005.

    Examples
    --------
    >>> allocate_openings([100.0, 200.0], shares=[0.25, 0.75]).tolist()
    [[25.0, 50.0], [75.0, 150.0]]
    """
    given = np.asarray(shares, dtype=float)
    if given.ndim == 1:
        given = given[:, np.newaxis]
    return frozen(_core.labour.allocate_openings(np.asarray(national, dtype=float), given))


@dataclass(frozen=True, repr=False)
class SeparationOpenings(Result):
    """Openings a year from rates, one value a path: growth + exits + transfers = total."""

    growth: np.ndarray
    exits: np.ndarray
    transfers: np.ndarray
    total: np.ndarray
    transfers_counted: bool

    def __repr__(self) -> str:
        what = "exits and transfers" if self.transfers_counted else "exits only"
        return f"SeparationOpenings({what}: {shown(self.total)} a year)"


def separation_openings(
    *,
    base: Any,
    final: Any,
    years: float,
    exit_rate: RateLike | np.ndarray,
    transfer_rate: RateLike | np.ndarray = 0.0,
    count_transfers: bool = False,
    seed: int = 1,
) -> SeparationOpenings:
    """Openings a year, (E_T − E_0)/T + (e + m)·(E_0 + E_T)/2, as in the BLS separations method.

    Parameters
    ----------
    base, final : float or array_like
        E_0 and E_T, one value or one a path.
    years : float
        Length of the period.
    exit_rate, transfer_rate : rate
        Parts of employment a year leaving the labour force, and moving to another occupation; an array of one dimension
        holds draws, one a path, as in ``separation_rates(...).occupations[o].exit``.
    count_transfers : bool
        Transfers out are openings, but the people stay in the labour force: count them in a balance only when transfers in
        stand on the supply side.
    seed : int
        For uncertain rates.

    Returns
    -------
    SeparationOpenings

    Raises
    ------
    dubao.errors.InputError
        E-REP-011.

    Examples
    --------
    >>> separation_openings(base=100, final=120, years=10, exit_rate=0.03, transfer_rate=0.05).total.tolist()
    [5.3]
    >>> separation_openings(base=100, final=120, years=10, exit_rate=0.03, transfer_rate=0.05,
    ...                     count_transfers=True).total.tolist()
    [10.8]
    """
    first, last = np.broadcast_arrays(
        np.atleast_1d(np.asarray(base, dtype=float)), np.atleast_1d(np.asarray(final, dtype=float))
    )
    # An array of one dimension holds draws, as separation_rates gives them.
    given = {"exit": exit_rate, "transfer": transfer_rate}
    drawn = {name: one for name, one in given.items() if isinstance(one, np.ndarray) and one.ndim == 1}
    paths = max([first.size, *(one.size for one in drawn.values())])
    if first.size == 1:
        first, last = np.repeat(first, paths), np.repeat(last, paths)
    exits, transfers = (
        np.ascontiguousarray(drawn[name], dtype=float)
        if name in drawn
        else as_rate(one, f"{name}_rate").draws(f"separations.{name}", draws=paths, seed=seed)
        for name, one in given.items()
    )
    found = _core.labour.separation_openings(
        np.ascontiguousarray(first), np.ascontiguousarray(last), years, exits, transfers, count_transfers
    )
    return SeparationOpenings(
        **{name: frozen(value) for name, value in found.items()}, transfers_counted=count_transfers
    )
