"""Uncertain rates: an assumption as value, low and high.

An argument that takes a rate takes a number (exact), a triple ``(value, low, high)`` or a :class:`Rate`. One value is drawn
a path, the same in all years of the path, keyed by the seed and the rate's name: scenarios meet common random numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.labour.results import Result, frozen


@dataclass(frozen=True)
class Rate(Result):
    """An assumption with bounds.

    Parameters
    ----------
    value : float
        Most likely value (the mode).
    low, high : float, optional
        Bounds: nothing outside is ever drawn. Left out: the value is exact.
    distribution : {"pert", "triangular"}
        ``pert`` is a beta distribution with mean (low + 4·value + high)/6; ``triangular`` puts more weight near the bounds.

    Examples
    --------
    >>> Rate(0.1, 0.05, 0.2).draws("drop_out.1", draws=3, seed=1).round(3).tolist()
    [0.062, 0.065, 0.127]
    """

    value: float
    low: float | None = None
    high: float | None = None
    distribution: str = "pert"

    def core(self) -> tuple[float, float, float, str]:
        """The form the compiled core takes."""
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return (float(self.value), float(low), float(high), self.distribution)

    def draws(self, name: str, *, draws: int, seed: int = 1) -> np.ndarray:
        """One value a path; path d depends on the seed, the name and d alone."""
        return frozen(_core.labour.sample_rate(self.core(), name, draws, seed))


RateLike = float | Sequence[float] | Rate


def as_rate(given: Any, argument: str = "rate") -> Rate:
    """Reads a number, a triple or a Rate.

    >>> as_rate(0.3), as_rate((0.3, 0.2, 0.5))
    (Rate(value=0.3, low=None, high=None, distribution='pert'), Rate(value=0.3, low=0.2, high=0.5, distribution='pert'))
    """
    if isinstance(given, Rate):
        return given
    try:
        if np.ndim(given) == 0:
            return Rate(float(given))
        value, low, high = (float(part) for part in given)
    except (TypeError, ValueError):
        raise InputError(
            Problem(
                "E-LAB-004",
                argument=argument,
                vi=f"{given!r} không phải là một giả định",
                en=f"{given!r} is not an uncertain rate",
                remedy_vi="ghi một số, hoặc (giá trị, thấp, cao)",
                remedy_en="give a number, or (value, low, high)",
            )
        ) from None
    return Rate(value, low, high)
