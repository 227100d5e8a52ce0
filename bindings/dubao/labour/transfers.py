"""Transfers between occupations, on both sides of the account: what is demand here is supply there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.results import Result, frozen


@dataclass(frozen=True, repr=False)
class TransferFlows(Result):
    """Persons a period, draws × horizon, by occupation: out (openings) and in (supply), equal in sum on every path.

    ``into`` has the destinations, those outside the study included.
    """

    start: str
    out: Mapping[str, np.ndarray]
    into: Mapping[str, np.ndarray]

    def __repr__(self) -> str:
        return f"TransferFlows({len(self.out)} occupations out, {len(self.into)} destinations, from {self.start})"


def transfer_flows(
    employment: Mapping[str, Any],
    rates: Mapping[str, Any],
    *,
    start: str,
    destinations: Any,
    origins: Sequence[str],
    into: Sequence[str],
) -> TransferFlows:
    """Transfers out of each occupation, sent to their destinations.

    Parameters
    ----------
    employment : mapping of str to array_like
        Draws × horizon of each occupation, persons.
    rates : mapping of str to float or array_like
        Part of each occupation's people who change occupation in a period, one value or one a path, as in
        ``separation_rates(...).occupations[o].transfer``.
    start : str
        First period.
    destinations : array_like, origins × into
        ≥ 0, rows summing to 1, nothing from an occupation to itself; a column for occupations outside the study.
    origins, into : sequence of str
        Keys of rows and columns; the rows are the occupations of ``employment``.

    Returns
    -------
    TransferFlows

    Raises
    ------
    dubao.errors.InputError
        E-FLX-001 … E-FLX-003, E-FLX-005, E-FLX-008, naming the occupation.

    Examples
    --------
    >>> found = transfer_flows({"25": [[100.0]], "35": [[200.0]]}, {"25": 0.1, "35": 0.05}, start="2026",
    ...                        destinations=[[0, 1], [1, 0]], origins=["25", "35"], into=["25", "35"])
    >>> found.out["25"].tolist(), found.into["25"].tolist()
    ([[10.0]], [[10.0]])
    """
    out, arrived = _core.labour.transfer_flows(
        {key: np.atleast_2d(np.asarray(value, dtype=float)) for key, value in employment.items()},
        {key: np.atleast_1d(np.asarray(value, dtype=float)) for key, value in rates.items()},
        start,
        list(origins),
        list(into),
        np.asarray(destinations, dtype=float),
    )
    return TransferFlows(
        start,
        {key: frozen(value) for key, value in out.items()},
        {key: frozen(value) for key, value in arrived.items()},
    )
