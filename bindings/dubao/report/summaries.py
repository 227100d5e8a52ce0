"""Draws → the few figures that are printed: median and the ends of the 50, 80 and 95 % intervals.

The quantiles are those of the core (type 7); nothing is computed again here.

>>> s = summarise([1.0, 2.0, 3.0, 4.0, 5.0])
>>> s.median, s.low80 < s.median < s.high80
(3.0, True)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dubao import _core

# 2.5, 10, 25, 50, 75, 90 and 97.5 %: the ends of the 95, 80 and 50 % intervals around the median.
PROBABILITIES = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)


@dataclass(frozen=True)
class Summary:
    """Median and interval ends of one quantity, in its unit."""

    low95: float
    low80: float
    low50: float
    median: float
    high50: float
    high80: float
    high95: float

    def scaled(self, factor: float) -> Summary:
        """The same figures in another unit."""
        return Summary(*(getattr(self, name) * factor for name in self.__dataclass_fields__))

    def interval(self) -> dict[str, float]:
        """The interval ends as :meth:`ResultsStore.add` takes them."""
        return {"low80": self.low80, "high80": self.high80, "low95": self.low95, "high95": self.high95}


def summarise(values: Sequence[float] | np.ndarray) -> Summary:
    """Summary of one quantity: one value a path."""
    column = np.ascontiguousarray(np.asarray(values, dtype=float).reshape(-1, 1))
    return Summary(*(float(q) for q in _core.quantiles(column, list(PROBABILITIES))[:, 0]))


def summarise_paths(paths: np.ndarray) -> list[Summary]:
    """Summaries of every period of paths (draws × horizon)."""
    table = _core.quantiles(np.ascontiguousarray(paths, dtype=float), list(PROBABILITIES))
    return [Summary(*(float(q) for q in table[:, h])) for h in range(table.shape[1])]
