"""Targets: the probability that a forecast meets a dated threshold in the same definition and unit.

A training target against a forecast of need is no such thing: they are different quantities.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dubao import _core


def probability_of_meeting(draws: Any, *, start: str, period: str, operator: str, value: float) -> float:
    """Share of the paths for which ``draws[period] operator value`` holds.

    Parameters
    ----------
    draws : array_like, draws × horizon
        Sample paths.
    start : str
        Their first period.
    period : str
        A forecast period; past ones are met or not met, which is a fact and not a probability.
    operator : {">=", ">", "<=", "<"}
        Comparison.
    value : float
        The target, in the draws' unit.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    dubao.errors.InputError
        E-TGT-001 (period not forecast), E-TGT-002 (operator).

    Examples
    --------
    >>> round(probability_of_meeting([[90.0], [100.0], [110.0]], start="2030", period="2030", operator=">=", value=100), 4)
    0.6667
    """
    paths = np.asarray(draws, dtype=float)
    return float(_core.labour.probability_of_meeting(paths, start, period, operator, float(value)))
