"""Joint sample paths of a panel.

>>> paths = PanelDraws("Naive", ["a", "b"], [[2025], [2025]], np.array([[[1.0], [3.0]], [[10.0], [20.0]]]), "signal")
>>> paths["b"].ravel().tolist(), paths.total().ravel().tolist()
([10.0, 20.0], [11.0, 23.0])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core


@dataclass(frozen=True)
class PanelDraws:
    """Joint sample paths of one model: path ``d`` of every series belongs together.

    Attributes
    ----------
    model : str
    ids : list
    ds : list of list
        Periods of each series, length ``h``.
    paths : ndarray
        Series × draws × horizon, unit of ``y``.
    target : str
        ``"signal"`` or ``"survey"``.
    """

    model: str
    ids: list[Any]
    ds: list[list[Any]]
    paths: np.ndarray
    target: str

    def __getitem__(self, unique_id: Any) -> np.ndarray:
        """Draws × horizon of one series."""
        return self.paths[self.ids.index(unique_id)]

    def __len__(self) -> int:
        return len(self.ids)

    def total(self, weights: Sequence[float] | None = None) -> np.ndarray:
        """Draws × horizon of the (weighted) sum over the series: path by path, so that dependence counts."""
        return np.tensordot(np.ones(len(self.ids)) if weights is None else np.asarray(weights), self.paths, 1)

    def quantiles(self, probabilities: Sequence[float]) -> np.ndarray:
        """Type 7 quantiles, series × probabilities × horizon."""
        return np.stack([_core.quantiles(path, list(probabilities)) for path in self.paths])

    def __repr__(self) -> str:
        s, n, h = self.paths.shape
        return f"PanelDraws({self.model}, {s} series x {n} paths x {h} periods, {self.target})"
