"""Robust regression: coefficients that outliers of the response do not decide.

>>> y = [0, 1, 2, 3, 4, 5, 6, 7, 8, 100]
>>> fit = RobustRegression(loss="tukey").fit(list(range(10)), [v + d for v, d in zip(y, [0.1, -0.1] * 5)])
>>> round(fit.params["x1"], 1), float(fit.weights[9])
(1.0, 0.0)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dubao import _core
from dubao.arguments import whole_number
from dubao.regression.base import RegressionModel, choice
from dubao.regression.result import RegressionResult

LOSSES = ("huber", "tukey", "cauchy", "soft-l1")
SCALES = ("mad", "proposal2")


class RobustResult(RegressionResult):
    """Result of :class:`RobustRegression`.

    Attributes
    ----------
    weights : ndarray
        Of each observation, 0 to 1: those near 0 are the outliers.
    """

    weights: np.ndarray

    @property
    def sigma(self) -> float:
        """Robust standard deviation of the errors."""
        return self.statistics["sigma"]


class RobustRegression(RegressionModel):
    """M-estimate of a linear regression with the scale of the errors estimated beside it.

    Parameters
    ----------
    intercept : bool
    loss : {"huber", "tukey", "cauchy", "soft-l1"}
        Huber and soft L1 bound the pull of an outlier, Cauchy lets it fade, Tukey ends it.
    tuning : float, optional
        Constant of the loss in standard deviations; by default that of 95 % efficiency at the normal (1.345, 4.685, 2.385, 1.287).
    scale : {"mad", "proposal2"} or float
        Median of the absolute residuals / 0.6745, Huber's proposal 2, or the standard deviation itself.
    max_iterations : int

    Examples
    --------
    >>> from dubao.regression import OLS
    >>> X, y = [[t] for t in range(8)], [1.0, 2.1, 2.9, 4.1, 5.0, 5.9, 7.1, 30.0]
    >>> round(OLS().fit(X, y).params["x1"], 2), round(RobustRegression().fit(X, y).params["x1"], 2)
    (2.83, 1.03)
    """

    def __init__(
        self,
        intercept: bool = True,
        *,
        loss: str = "huber",
        tuning: float | None = None,
        scale: str | float = "mad",
        max_iterations: int = 1000,
    ) -> None:
        super().__init__(intercept)
        self.loss = choice("loss", loss, LOSSES)
        self.tuning = tuning
        self.scale = choice("scale", scale, SCALES) if isinstance(scale, str) else float(scale)
        self.max_iterations = whole_number("max_iterations", max_iterations)

    def fit(self, X: Any, y: Any, names: Sequence[str] | None = None, weights: Any = None) -> RobustResult:
        """Fits the model; parameters as :meth:`dubao.regression.OLS.fit`, weights as those of :class:`dubao.regression.WLS`.

        Raises
        ------
        InputError
            E-DES-001 … E-DES-015 for wrong input, E-ROB-001 for the tuning constant, E-ROB-002 for the scale, E-ROB-003 for as
            many columns as observations.
        """
        data, response, given = self._read(X, y, names, weights)
        tuning = 0.0
        if self.tuning is not None:
            # Zero stands for "the usual one" in the core: a given zero is refused there as not a number.
            tuning = float(self.tuning) if self.tuning != 0 else float("nan")
        fit = _core.regression.fit_robust(
            data.x,
            response,
            given,
            names=data.names,
            intercept=self.intercept,
            loss=self.loss,
            tuning=tuning,
            scale=self.scale if isinstance(self.scale, str) else "given",
            given_scale=1.0 if isinstance(self.scale, str) else self.scale,
            max_iterations=self.max_iterations,
        )
        result = RobustResult(fit.result, data.names, data.named)
        result.weights = fit.weights
        return result
