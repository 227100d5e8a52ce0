"""
Regression; wrapped by dubao.regression.
"""

from __future__ import annotations

import collections.abc
import typing

import numpy
import numpy.typing

__all__: list[str] = [
    "GlmResult",
    "LinearFit",
    "NonlinearResult",
    "PanelResult",
    "PartialPoolingResult",
    "PenalizedPath",
    "PenaltyChoice",
    "RegressionResult",
    "RobustFit",
    "check_regression_input",
    "choose_penalty",
    "fit_glm",
    "fit_gls",
    "fit_ols",
    "fit_panel",
    "fit_partial_pooling",
    "fit_penalized",
    "fit_robust",
    "fit_wls",
    "hausman_test",
    "interval_factor",
    "linear_predictor",
    "model_jacobian",
    "nonlinear_least_squares",
    "penalized_path",
    "predict_mean",
    "predict_panel",
    "standard_error_of_mean",
]

class RegressionResult:
    """
    Fitted regression; see dubao.regression.
    """
    def conf_int(
        self, level: typing.SupportsFloat | typing.SupportsIndex
    ) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
        """
        One row a coefficient; level a share.
        """
    def pvalues(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
    def standard_errors(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
    def test_statistics(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
    @property
    def aic(self) -> float: ...
    @property
    def bic(self) -> float: ...
    @property
    def columns(self) -> int: ...
    @property
    def converged(self) -> bool: ...
    @property
    def covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]: ...
    @property
    def dropped(self) -> list[str]: ...
    @property
    def fitted(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
    @property
    def intercept(self) -> bool: ...
    @property
    def iterations(self) -> int: ...
    @property
    def kept(self) -> list[int]: ...
    @property
    def loglik(self) -> float: ...
    @property
    def model(self) -> str: ...
    @property
    def names(self) -> list[str]: ...
    @property
    def notes(self) -> list[str]: ...
    @property
    def observations(self) -> int: ...
    @property
    def params(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
    @property
    def reference(self) -> str:
        """
        Distribution of p-values and intervals.
        """
    @property
    def residual_df(self) -> float: ...
    @property
    def residuals(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
    @property
    def scale(self) -> float: ...
    @property
    def statistics(self) -> dict[str, float]: ...

class LinearFit:
    """
    A linear fit with its diagnostics; see dubao.regression.
    """
    @property
    def inflation(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
    @property
    def influence(self) -> dict: ...
    @property
    def result(self) -> RegressionResult: ...
    @property
    def unscaled_covariance(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]: ...

class PenalizedPath:
    """
    Coefficients by penalty; see dubao.regression.
    """
    @property
    def coefficients(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]: ...
    @property
    def converged(self) -> bool: ...
    @property
    def degrees(self) -> list[float]: ...
    @property
    def intercepts(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
    @property
    def penalties(self) -> list[float]: ...
    @property
    def r2(self) -> list[float]: ...
    @property
    def violation(self) -> float: ...

class PenaltyChoice:
    """
    A penalty chosen by rolling origin; see dubao.regression.
    """
    @property
    def error_se(self) -> list[float]: ...
    @property
    def errors(self) -> list[float]: ...
    @property
    def origins(self) -> list[int]: ...
    @property
    def penalties(self) -> list[float]: ...
    @property
    def penalty(self) -> float: ...

class RobustFit:
    """
    A robust fit and its weights; see dubao.regression.
    """
    @property
    def result(self) -> RegressionResult: ...
    @property
    def weights(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...

class GlmResult(RegressionResult):
    """
    Fitted generalised linear model.
    """
    @property
    def has_offset(self) -> bool: ...
    @property
    def link(self) -> str: ...

class PanelResult(RegressionResult):
    """
    Fitted panel regression.
    """
    @property
    def entity_effects(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
    @property
    def shrinkage(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
    @property
    def time_effects(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...

class PartialPoolingResult(RegressionResult):
    """
    Fitted partial pooling.
    """
    @property
    def between(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]: ...
    @property
    def group_covariance(self) -> list[typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]]: ...
    @property
    def group_errors(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]: ...
    @property
    def group_params(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]: ...
    @property
    def shrinkage(self) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]: ...
    @property
    def varying(self) -> list[str]: ...

class NonlinearResult:
    """
    Nonlinear fit; see dubao.regression.
    """
    @property
    def certificate(self) -> dict: ...
    @property
    def regression(self) -> RegressionResult: ...

def check_regression_input(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    names: collections.abc.Sequence[str],
    intercept: bool,
) -> None: ...
def choose_penalty(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    intercept: bool,
    standardize: bool,
    mixing: typing.SupportsFloat | typing.SupportsIndex,
    penalties: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    blocks: typing.SupportsInt | typing.SupportsIndex,
    one_standard_error: bool,
) -> PenaltyChoice: ...
def fit_glm(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    names: collections.abc.Sequence[str],
    intercept: bool,
    family: str,
    link: str,
    covariance: str,
    estimate_dispersion: bool,
    frequency: bool,
    theta: typing.SupportsFloat | typing.SupportsIndex | None,
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    offset: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    clusters: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
) -> GlmResult: ...
def fit_gls(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    sigma: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    names: collections.abc.Sequence[str],
    intercept: bool,
    covariance: str,
    lags: typing.SupportsInt | typing.SupportsIndex,
    clusters: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    small_sample: bool,
    diagnostics: bool,
) -> LinearFit: ...
def fit_ols(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    names: collections.abc.Sequence[str],
    intercept: bool,
    covariance: str,
    lags: typing.SupportsInt | typing.SupportsIndex,
    clusters: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    small_sample: bool,
    diagnostics: bool,
) -> LinearFit: ...
def fit_panel(
    kind: str,
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    names: collections.abc.Sequence[str],
    entity: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    entities: collections.abc.Sequence[str],
    time: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    periods: collections.abc.Sequence[str],
    clusters: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    cluster_labels: collections.abc.Sequence[str],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    effects: str,
    clustered: bool,
) -> PanelResult:
    """
    Fixed or random effects.
    """

def fit_partial_pooling(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    names: collections.abc.Sequence[str],
    entity: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    entities: collections.abc.Sequence[str],
    intercept: bool,
    correlated: bool,
    varying: collections.abc.Sequence[str],
) -> PartialPoolingResult: ...
def fit_penalized(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    names: collections.abc.Sequence[str],
    intercept: bool,
    standardize: bool,
    mixing: typing.SupportsFloat | typing.SupportsIndex,
    penalty: typing.SupportsFloat | typing.SupportsIndex,
) -> RegressionResult: ...
def fit_robust(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    names: collections.abc.Sequence[str],
    intercept: bool,
    loss: str,
    tuning: typing.SupportsFloat | typing.SupportsIndex,
    scale: str,
    given_scale: typing.SupportsFloat | typing.SupportsIndex,
    max_iterations: typing.SupportsInt | typing.SupportsIndex,
) -> RobustFit: ...
def fit_wls(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    names: collections.abc.Sequence[str],
    intercept: bool,
    covariance: str,
    lags: typing.SupportsInt | typing.SupportsIndex,
    clusters: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    small_sample: bool,
    diagnostics: bool,
) -> LinearFit: ...
def hausman_test(fixed: PanelResult, random: PanelResult) -> tuple[float, float, float, list[str], list[str]]:
    """
    Statistic, degrees of freedom, p-value, slopes, notes.
    """

def interval_factor(
    level: typing.SupportsFloat | typing.SupportsIndex,
    reference: str,
    degrees: typing.SupportsFloat | typing.SupportsIndex,
) -> float: ...
def linear_predictor(
    result: RegressionResult, x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"]
) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
def model_jacobian(
    model: collections.abc.Callable,
    b: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    size: typing.SupportsInt | typing.SupportsIndex,
    lower: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    upper: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
    """
    Derivatives of model(b) by extrapolated differences; NaN where the model is not finite.
    """

def nonlinear_least_squares(
    model: collections.abc.Callable,
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    starts: collections.abc.Sequence[typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"]],
    lower: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    upper: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    loss: str,
    loss_scale: typing.SupportsFloat | typing.SupportsIndex,
    names: collections.abc.Sequence[str],
    spread: typing.SupportsInt | typing.SupportsIndex,
    covariance: str,
    max_iterations: typing.SupportsInt | typing.SupportsIndex,
) -> NonlinearResult:
    """
    starts: at least one; names and bounds: one a parameter.
    """

def penalized_path(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    intercept: bool,
    standardize: bool,
    mixing: typing.SupportsFloat | typing.SupportsIndex,
    penalties: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
) -> PenalizedPath: ...
def predict_mean(
    result: GlmResult,
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    offset: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
    level: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple[
    typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"],
    typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"],
    typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"],
]:
    """
    Mean, low and high.
    """

def predict_panel(
    result: PanelResult,
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    entity: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    time: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
) -> tuple[
    typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"],
    typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"],
]:
    """
    Mean and standard error.
    """

def standard_error_of_mean(
    result: RegressionResult, x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"]
) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]: ...
