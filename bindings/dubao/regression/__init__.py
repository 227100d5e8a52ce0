"""Regression: linear, penalised and robust, generalised linear, panel and nonlinear models.

Each model is made with its options and fitted to a matrix or a frame: ``Model(intercept=True).fit(X, y)``. Every result has the
same attributes, see :class:`RegressionResult`.
"""

from __future__ import annotations

from dubao.regression.glm import Binomial, FractionalLogit, Gamma, GlmResult, NegativeBinomial, Poisson
from dubao.regression.linear import GLS, OLS, WLS, LinearResult
from dubao.regression.nonlinear import NonlinearResult, nonlinear_least_squares
from dubao.regression.panel import (
    FixedEffects,
    HausmanTest,
    PanelResult,
    PartialPooling,
    PartialPoolingResult,
    RandomEffects,
    hausman_test,
)
from dubao.regression.penalized import (
    CoefficientPath,
    ElasticNet,
    Lasso,
    PenalizedResult,
    PenaltySearch,
    Ridge,
)
from dubao.regression.result import RegressionResult
from dubao.regression.robust import RobustRegression, RobustResult

__all__ = [
    "Binomial",
    "FixedEffects",
    "FractionalLogit",
    "Gamma",
    "GlmResult",
    "HausmanTest",
    "NegativeBinomial",
    "PanelResult",
    "PartialPooling",
    "PartialPoolingResult",
    "Poisson",
    "RandomEffects",
    "hausman_test",
    "GLS",
    "OLS",
    "WLS",
    "CoefficientPath",
    "ElasticNet",
    "Lasso",
    "LinearResult",
    "NonlinearResult",
    "PenalizedResult",
    "PenaltySearch",
    "RegressionResult",
    "Ridge",
    "RobustRegression",
    "RobustResult",
    "nonlinear_least_squares",
]
