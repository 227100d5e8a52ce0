"""Regression: linear, penalised and robust, generalised linear, panel and nonlinear models.

Each model is made with its options and fitted to a matrix or a frame: ``Model(intercept=True).fit(X, y)``. Every result has the
same attributes, see :class:`RegressionResult`.
"""

from __future__ import annotations

from dubao.regression.result import RegressionResult

__all__ = [
    "RegressionResult",
]
