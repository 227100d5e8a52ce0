"""Flexibility: supply by occupation from supply by field of study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.results import Result, frozen


@dataclass(frozen=True, repr=False)
class OccupationSupply(Result):
    """Supply by occupation, draws × horizon each, and the stayer rate of each field with an intended occupation."""

    start: str
    supply: Mapping[str, np.ndarray]
    stayer_rates: Mapping[str, float]

    def __repr__(self) -> str:
        return f"OccupationSupply({len(self.supply)} occupations from {self.start})"


def flexibility(
    supply: Mapping[str, Any],
    *,
    start: str,
    parts: Any,
    fields: Sequence[str],
    occupations: Sequence[str],
    intended: Mapping[str, str] | None = None,
) -> OccupationSupply:
    """Sends each field's people to occupations: S_o = Σ_f M_fo · L_f, path by path; the total is conserved.

    Parameters
    ----------
    supply : mapping of str to array_like
        Draws × horizon of each field, exactly ``fields``.
    start : str
        First period.
    parts : array_like, fields × occupations
        ≥ 0, each row summing to 1: people going outside the study need a column of their own.
    fields, occupations : sequence of str
        Keys of the rows and columns.
    intended : mapping of str to str, optional
        Occupation a field is meant for: its part is the stayer rate.

    Returns
    -------
    OccupationSupply

    Raises
    ------
    dubao.errors.InputError
        E-FLX-001 … E-FLX-005, E-LAB-002, all problems at once.

    Examples
    --------
    >>> found = flexibility({"748": [[100.0]], "752": [[50.0]]}, start="2026", parts=[[0.7, 0.3], [0.2, 0.8]],
    ...                     fields=["748", "752"], occupations=["25", "other"], intended={"748": "25"})
    >>> found.supply["25"].tolist(), found.stayer_rates
    ([[80.0]], {'748': 0.7})
    """
    table = np.asarray(parts, dtype=float)
    arrays = {key: np.atleast_2d(np.asarray(value, dtype=float)) for key, value in supply.items()}
    found = _core.labour.flexibility(list(fields), list(occupations), table, arrays, start)
    rates = {
        field: float(_core.labour.stayer_rate(list(fields), list(occupations), table, field, occupation))
        for field, occupation in (intended or {}).items()
    }
    return OccupationSupply(start, {key: frozen(found[key]) for key in occupations}, rates)
