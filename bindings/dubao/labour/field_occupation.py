"""Flexibility: supply by occupation from supply by field of study, with the uncertainty of the matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.results import Result, frozen


@dataclass(frozen=True, repr=False)
class OccupationSupply(Result):
    """Supply by occupation, draws × horizon each, and the stayer rate of each field with an intended occupation.

    ``stayer_draws`` holds the rate on every path where the matrix is uncertain, and is empty otherwise.
    """

    start: str
    supply: Mapping[str, np.ndarray]
    stayer_rates: Mapping[str, float]
    stayer_draws: Mapping[str, np.ndarray] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"OccupationSupply({len(self.supply)} occupations from {self.start})"


def flexibility(
    supply: Mapping[str, Any],
    *,
    start: str,
    parts: Any = None,
    fields: Sequence[str],
    occupations: Sequence[str],
    intended: Mapping[str, str] | None = None,
    concentration: float | Mapping[str, float] | None = None,
    counts: Any = None,
    prior: float = 0.5,
    seed: int = 1,
) -> OccupationSupply:
    """Sends each field's people to occupations: S_o = Σ_f M_fo · L_f, path by path; the total is conserved.

    The matrix is exact with ``parts`` alone. With a ``concentration`` or with ``counts`` each row is drawn from a Dirichlet
    distribution: rows sum to 1 in every draw.

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
    concentration : float or mapping of str to float, optional
        How many persons the parts of a field are worth: a part m has standard deviation √(m(1 − m)/(concentration + 1)).
    counts : array_like, fields × occupations, optional
        Persons of a survey instead of ``parts`` (weighted survey: effective numbers).
    prior : float
        Added to each cell of ``counts``; 0.5 is Jeffreys' prior, 0 keeps empty cells empty.
    seed : int
        For the matrix; the same seed gives the same bits.

    Returns
    -------
    OccupationSupply

    Raises
    ------
    dubao.errors.InputError
        E-FLX-001 … E-FLX-007, E-LAB-002, naming the field; all problems at once.

    Examples
    --------
    >>> found = flexibility({"748": [[100.0]], "752": [[50.0]]}, start="2026", parts=[[0.7, 0.3], [0.2, 0.8]],
    ...                     fields=["748", "752"], occupations=["25", "other"], intended={"748": "25"})
    >>> found.supply["25"].tolist(), found.stayer_rates
    ([[80.0]], {'748': 0.7})
    >>> found = flexibility({"748": np.full((4000, 1), 100.0)}, start="2026", counts=[[70, 30]], fields=["748"],
    ...                     occupations=["25", "other"], intended={"748": "25"})
    >>> round(found.stayer_rates["748"], 3), abs(float(found.stayer_draws["748"].std()) - 0.0455) < 0.002
    (0.698, True)
    """
    arrays = {key: np.atleast_2d(np.asarray(value, dtype=float)) for key, value in supply.items()}
    given = np.asarray(parts if counts is None else counts, dtype=float)
    if concentration is None and counts is None:
        exact = _core.labour.flexibility(list(fields), list(occupations), given, arrays, start)
        rates = {
            name: float(_core.labour.stayer_rate(list(fields), list(occupations), given, name, occupation))
            for name, occupation in (intended or {}).items()
        }
        return OccupationSupply(start, {key: frozen(exact[key]) for key in occupations}, rates)
    if concentration is None or isinstance(concentration, Mapping):
        worth = {key: float(value) for key, value in (concentration or {}).items()}
    else:
        worth = {key: float(concentration) for key in fields}
    drawn, means, stayers = _core.labour.flexibility_draws(
        list(fields),
        list(occupations),
        given,
        counts is not None,
        float(prior),
        worth,
        arrays,
        start,
        list((intended or {}).items()),
        seed,
    )
    return OccupationSupply(
        start,
        {key: frozen(drawn[key]) for key in occupations},
        {key: float(value) for key, value in means.items()},
        {key: frozen(value) for key, value in stayers.items()},
    )
