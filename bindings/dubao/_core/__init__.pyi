"""
Compiled core of dubao. Use the package's public names; this module is private.
"""

from __future__ import annotations

import collections.abc
import typing

import numpy
import numpy.typing

from . import labour, regression

__all__: list[str] = [
    "AggregationTree",
    "Ardl",
    "Arima",
    "AutoArima",
    "AutoCes",
    "AutoEts",
    "AutoTheta",
    "Automatic",
    "Ces",
    "Cleaned",
    "DampedDrift",
    "Decomposed",
    "DefaultEnsemble",
    "DynamicOptimizedTheta",
    "DynamicRegression",
    "DynamicTheta",
    "Ensemble",
    "Ets",
    "Fitted",
    "FittedStructural",
    "Forecaster",
    "ForecasterOptions",
    "GrowthCurve",
    "HistoricAverage",
    "InterventionOptions",
    "Model",
    "Naive",
    "OptimizedTheta",
    "OwnDrivers",
    "ProportionalFitting",
    "RandomWalkWithDrift",
    "Reconciler",
    "SeasonalNaive",
    "SeasonalWindowAverage",
    "Series",
    "Structural",
    "TemporalDisaggregation",
    "Theta",
    "Transformed",
    "WindowAverage",
    "bounds_test",
    "coefficient_errors",
    "compare",
    "compare_with_best",
    "coverage",
    "cross_validation",
    "crps",
    "denton",
    "diebold_mariano",
    "driver_effects",
    "error_correction_form",
    "estimate_sampling_scale",
    "find_interventions",
    "forecast_variance",
    "has_elasticities",
    "interval_draws",
    "interval_factor",
    "interval_score",
    "interval_sources",
    "intervention_series",
    "labour",
    "ljung_box",
    "mean_absolute_error",
    "mean_error",
    "mean_interval_score",
    "mean_squared_error",
    "mstl",
    "naive_absolute_scale",
    "naive_squared_scale",
    "panel_series",
    "period_difference",
    "period_frequency",
    "pinball_loss",
    "pit_histogram",
    "probability_integral_transforms",
    "quantiles",
    "regression",
    "root_mean_squared_error",
    "score_probabilities",
    "scores",
    "seasonal_strength",
    "series_calendar",
    "series_spread",
    "shift_period",
    "smape",
    "smoothing_of_given_alpha",
    "stl",
    "usual_lags",
    "with_driver_paths",
]

class Series:
    """
    Equally spaced values with first period, standard errors and breaks.
    """
    def __init__(
        self,
        values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        *,
        start: str = "0001",
        id: str = "",
        unit: str = "",
        standard_errors: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None = None,
        breaks: collections.abc.Sequence[str] = [],
        season_length: typing.SupportsInt | typing.SupportsIndex = 1,
    ) -> None: ...
    def __len__(self) -> int: ...
    @property
    def breaks(self) -> list[str]: ...
    @property
    def end(self) -> str:
        """
        The period after the last value: the first to be forecast.
        """
    @property
    def id(self) -> str: ...
    @property
    def standard_errors(self) -> numpy.typing.NDArray[numpy.float64]: ...
    @property
    def start(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def values(self) -> numpy.typing.NDArray[numpy.float64]: ...

class Fitted:
    """
    A fitted model; see dubao.models.
    """
    def draws(
        self,
        h: typing.SupportsInt | typing.SupportsIndex,
        n: typing.SupportsInt | typing.SupportsIndex,
        seed: typing.SupportsInt | typing.SupportsIndex,
    ) -> numpy.typing.NDArray[numpy.float64]:
        """
        Sample paths, n × h.
        """
    def mean(self, h: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.float64]:
        """
        Point forecasts, length h.
        """
    def with_future(self, regressors: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]) -> Fitted:
        """
        The same fit with these future regressors, h × columns.
        """
    @property
    def aic(self) -> float: ...
    @property
    def aicc(self) -> float: ...
    @property
    def bic(self) -> float: ...
    @property
    def fitted_values(self) -> numpy.typing.NDArray[numpy.float64]: ...
    @property
    def loglik(self) -> float: ...
    @property
    def name(self) -> str: ...
    @property
    def notes(self) -> list[str]: ...
    @property
    def params(self) -> list[tuple[str, float]]: ...
    @property
    def residuals(self) -> numpy.typing.NDArray[numpy.float64]: ...
    @property
    def sigma2(self) -> float: ...

class Model:
    """
    A model to be fitted; see dubao.models.
    """
    def fit(
        self,
        series: Series,
        regressors: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None = None,
        names: collections.abc.Sequence[str] = [],
    ) -> Fitted: ...
    def fit_array(
        self,
        y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        standard_errors: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None = None,
        breaks: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = [],
        id: str = "",
        regressors: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None = None,
        names: collections.abc.Sequence[str] = [],
    ) -> Fitted: ...
    def fit_with_parameters(
        self,
        series: Series,
        params: collections.abc.Sequence[tuple[str, typing.SupportsFloat | typing.SupportsIndex]],
        regressors: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None = None,
        names: collections.abc.Sequence[str] = [],
    ) -> Fitted:
        """
        Filters with the parameters of an earlier fit, estimating nothing.
        """
    @property
    def alias(self) -> str: ...

class Naive(Model):
    def __init__(self, *, alias: str) -> None: ...

class SeasonalNaive(Model):
    def __init__(self, *, season_length: typing.SupportsInt | typing.SupportsIndex, alias: str) -> None: ...

class RandomWalkWithDrift(Model):
    def __init__(self, *, alias: str) -> None: ...

class HistoricAverage(Model):
    def __init__(self, *, alias: str) -> None: ...

class WindowAverage(Model):
    def __init__(self, *, window_size: typing.SupportsInt | typing.SupportsIndex, alias: str) -> None: ...

class DampedDrift(Model):
    def __init__(
        self,
        *,
        damping: typing.SupportsFloat | typing.SupportsIndex,
        memory: typing.SupportsFloat | typing.SupportsIndex,
        alias: str,
    ) -> None: ...

class Ets(Model):
    def __init__(
        self,
        *,
        error: str,
        trend: str,
        damped: bool,
        season: str,
        season_length: typing.SupportsInt | typing.SupportsIndex,
        largest_trend_share: typing.SupportsFloat | typing.SupportsIndex,
        alias: str,
    ) -> None: ...

class AutoEts(Model):
    def __init__(
        self,
        *,
        season_length: typing.SupportsInt | typing.SupportsIndex,
        model: str,
        damped: bool | None,
        multiplicative_trend: bool = False,
        largest_trend_share: typing.SupportsFloat | typing.SupportsIndex,
        alias: str,
    ) -> None: ...

class Theta(Model):
    def __init__(
        self, *, season_length: typing.SupportsInt | typing.SupportsIndex, box_cox: bool, alias: str
    ) -> None: ...

class AutoTheta(Model):
    def __init__(self, *, season_length: typing.SupportsInt | typing.SupportsIndex, alias: str) -> None: ...

class Arima(Model):
    def __init__(
        self,
        *,
        order: typing.Annotated[
            collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], "FixedSize(3)"
        ],
        seasonal_order: typing.Annotated[
            collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], "FixedSize(3)"
        ],
        season_length: typing.SupportsInt | typing.SupportsIndex,
        include_mean: bool,
        include_drift: bool,
        box_cox: typing.SupportsFloat | typing.SupportsIndex | None,
        alias: str,
    ) -> None: ...

class AutoArima(Model):
    def __init__(
        self,
        *,
        season_length: typing.SupportsInt | typing.SupportsIndex,
        d: typing.SupportsInt | typing.SupportsIndex | None,
        D: typing.SupportsInt | typing.SupportsIndex | None,
        max_pdq: typing.Annotated[
            collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], "FixedSize(3)"
        ],
        max_PDQ: typing.Annotated[
            collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], "FixedSize(3)"
        ],
        max_order: typing.SupportsInt | typing.SupportsIndex,
        stationary: bool,
        seasonal: bool,
        stepwise: bool,
        allow_drift: bool,
        allow_mean: bool,
        box_cox: typing.SupportsFloat | typing.SupportsIndex | None,
        alias: str,
    ) -> None: ...

class FittedStructural(Fitted):
    """
    A fitted structural model; see dubao.models.
    """
    def components(self) -> dict:
        """
        Component by name: values and standard errors, length n.
        """
    def signal_draws(
        self,
        h: typing.SupportsInt | typing.SupportsIndex,
        n: typing.SupportsInt | typing.SupportsIndex,
        seed: typing.SupportsInt | typing.SupportsIndex,
    ) -> numpy.typing.NDArray[numpy.float64]:
        """
        Sample paths without sampling error, n × h.
        """
    def standardised_innovations(self) -> numpy.typing.NDArray[numpy.float64]: ...

class Structural(Model):
    def __init__(
        self,
        *,
        trend: str,
        season: str,
        season_length: typing.SupportsInt | typing.SupportsIndex,
        cycle: bool,
        cycle_shortest: typing.SupportsFloat | typing.SupportsIndex,
        cycle_longest: typing.SupportsFloat | typing.SupportsIndex,
        interventions: collections.abc.Sequence[tuple[str, typing.SupportsInt | typing.SupportsIndex]],
        irregular: bool | None,
        log: bool,
        point: str,
        target: str,
        alias: str,
    ) -> None: ...

class OptimizedTheta(Model):
    def __init__(
        self, *, season_length: typing.SupportsInt | typing.SupportsIndex, box_cox: bool, alias: str
    ) -> None: ...

class DynamicTheta(Model):
    def __init__(
        self, *, season_length: typing.SupportsInt | typing.SupportsIndex, box_cox: bool, alias: str
    ) -> None: ...

class DynamicOptimizedTheta(Model):
    def __init__(
        self, *, season_length: typing.SupportsInt | typing.SupportsIndex, box_cox: bool, alias: str
    ) -> None: ...

class SeasonalWindowAverage(Model):
    def __init__(
        self,
        *,
        window_size: typing.SupportsInt | typing.SupportsIndex,
        season_length: typing.SupportsInt | typing.SupportsIndex,
        alias: str,
    ) -> None: ...

class Ces(Model):
    def __init__(
        self, *, season: str, season_length: typing.SupportsInt | typing.SupportsIndex, alias: str
    ) -> None: ...

class AutoCes(Model):
    def __init__(self, *, season_length: typing.SupportsInt | typing.SupportsIndex, alias: str) -> None: ...

class Decomposed(Model):
    def __init__(
        self,
        base: Model,
        *,
        season_lengths: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
        season_windows: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
        robust: bool,
        box_cox: bool,
        alias: str,
    ) -> None: ...

class DynamicRegression(Model):
    def __init__(
        self,
        *,
        order: typing.Annotated[
            collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], "FixedSize(3)"
        ]
        | None,
        seasonal_order: typing.Annotated[
            collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], "FixedSize(3)"
        ]
        | None,
        max_lag: typing.SupportsInt | typing.SupportsIndex,
        lags: typing.SupportsInt | typing.SupportsIndex | None,
        log: bool,
        season_length: typing.SupportsInt | typing.SupportsIndex,
        include_mean: bool,
        include_drift: bool,
        alias: str,
    ) -> None: ...

class Ardl(Model):
    def __init__(
        self,
        *,
        max_p: typing.SupportsInt | typing.SupportsIndex,
        max_q: typing.SupportsInt | typing.SupportsIndex,
        p: typing.SupportsInt | typing.SupportsIndex | None,
        q: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] | None,
        intercept: bool,
        trend: bool,
        log: bool,
        alias: str,
    ) -> None: ...

class OwnDrivers(Model):
    """
    A model that forecasts its drivers itself.
    """
    def __init__(self, inner: Model, driver_model: Model, *, log: bool, alias: str) -> None: ...

class Ensemble(Model):
    """
    Several models at once: mean or median of the members, mixture of their draws.
    """
    def __init__(
        self,
        members: collections.abc.Sequence[Model],
        *,
        combination: str = "mean",
        weights: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = [],
        alias: str = "Ensemble",
        horizon: typing.SupportsInt | typing.SupportsIndex = 3,
        n_windows: typing.SupportsInt | typing.SupportsIndex = 6,
    ) -> None: ...

class DefaultEnsemble(Model):
    """
    The default forecaster: its members are named in the notes of every fit.
    """
    def __init__(
        self, alias: str = "Ensemble", season_length: typing.SupportsInt | typing.SupportsIndex = 0
    ) -> None: ...
    @property
    def season_length(self) -> int: ...

class Transformed(Model):
    """
    A model on Box-Cox data; lambda 0 is the logarithm, none is chosen by likelihood.
    """
    def __init__(
        self,
        inner: Model,
        power: typing.SupportsFloat | typing.SupportsIndex | None,
        alias: str,
        bias_adjusted: bool = False,
    ) -> None: ...

class Automatic(Model):
    """
    One of several models, chosen by errors at past origins of the series itself.
    """
    def __init__(
        self,
        models: collections.abc.Sequence[Model],
        *,
        horizon: typing.SupportsInt | typing.SupportsIndex = 3,
        n_windows: typing.SupportsInt | typing.SupportsIndex = 6,
        drivers_only: bool = False,
        alias: str = "Automatic",
    ) -> None: ...

class ForecasterOptions:
    def __init__(
        self,
        *,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        non_negative: bool = False,
        target: str = "signal",
        dependence: str = "independent",
        calibration: str = "auto",
        se_scale: typing.SupportsFloat | typing.SupportsIndex | None = None,
        intervals: str = "calibrated",
    ) -> None: ...

class Forecaster:
    """
    Models over a panel; see dubao.forecaster for the public class.
    """
    def __init__(self, models: collections.abc.Sequence[Model], options: ForecasterOptions) -> None: ...
    def calibration_note(self, model: typing.SupportsInt | typing.SupportsIndex) -> str: ...
    def correlation(
        self, model: typing.SupportsInt | typing.SupportsIndex
    ) -> tuple[numpy.typing.NDArray[numpy.float64], float]:
        """
        Shrunken residual correlation (rows by sorted id) and the shrinkage.
        """
    def draws(
        self,
        model: typing.SupportsInt | typing.SupportsIndex,
        h: typing.SupportsInt | typing.SupportsIndex,
        n: typing.SupportsInt | typing.SupportsIndex,
        seed: typing.SupportsInt | typing.SupportsIndex,
    ) -> numpy.typing.NDArray[numpy.float64]:
        """
        Joint sample paths, series × draws × horizon.
        """
    def fit(self, series: collections.abc.Sequence[Series]) -> None: ...
    def interval_note(
        self,
        series: typing.SupportsInt | typing.SupportsIndex,
        model: typing.SupportsInt | typing.SupportsIndex,
    ) -> str: ...
    def mean(
        self, model: typing.SupportsInt | typing.SupportsIndex, h: typing.SupportsInt | typing.SupportsIndex
    ) -> numpy.typing.NDArray[numpy.float64]:
        """
        Point forecasts, series × horizon.
        """
    def quantiles(
        self,
        model: typing.SupportsInt | typing.SupportsIndex,
        h: typing.SupportsInt | typing.SupportsIndex,
        probabilities: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
        n: typing.SupportsInt | typing.SupportsIndex,
        seed: typing.SupportsInt | typing.SupportsIndex,
    ) -> numpy.typing.NDArray[numpy.float64]:
        """
        Type 7 quantiles of the draws, series × probabilities × horizon.
        """
    def restore(self, series: collections.abc.Sequence[Series], state: dict) -> None:
        """
        Filters with what an earlier forecaster has learnt.
        """
    def state(self) -> dict: ...
    def summary(
        self,
        series: typing.SupportsInt | typing.SupportsIndex,
        model: typing.SupportsInt | typing.SupportsIndex,
    ) -> dict: ...
    def update(self, series: collections.abc.Sequence[Series]) -> Forecaster:
        """
        A forecaster moved to the end of a longer panel, parameters held.
        """
    def with_intervals(self, source: str) -> Forecaster:
        """
        The same fits with intervals from another source.
        """
    @property
    def sampling_scale(self) -> dict: ...

class InterventionOptions:
    def __init__(
        self,
        *,
        kinds: collections.abc.Sequence[str],
        scale: str,
        false_alarm: typing.SupportsFloat | typing.SupportsIndex,
    ) -> None: ...

class Cleaned(Model):
    """
    A model after a search for breaks and outliers.
    """
    def __init__(self, inner: Model, options: InterventionOptions, alias: str) -> None: ...

class TemporalDisaggregation:
    """
    Regression-based temporal disaggregation; see dubao.hierarchy.
    """
    def __init__(
        self,
        low: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        indicators: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        ratio: typing.SupportsInt | typing.SupportsIndex,
        aggregation: str,
        method: str,
    ) -> None: ...
    def coefficient_errors(self) -> numpy.typing.NDArray[numpy.float64]: ...
    def coefficients(self) -> numpy.typing.NDArray[numpy.float64]: ...
    def draws(
        self,
        n: typing.SupportsInt | typing.SupportsIndex,
        seed: typing.SupportsInt | typing.SupportsIndex,
        id: str,
    ) -> numpy.typing.NDArray[numpy.float64]:
        """
        Paths, n × high periods.
        """
    def mean(self) -> numpy.typing.NDArray[numpy.float64]: ...
    def residuals(self) -> numpy.typing.NDArray[numpy.float64]: ...
    def standard_errors(self) -> numpy.typing.NDArray[numpy.float64]: ...
    @property
    def loglik(self) -> float: ...
    @property
    def rho(self) -> float: ...
    @property
    def sigma(self) -> float: ...

class AggregationTree:
    """
    Which series are sums of which; see dubao.hierarchy.
    """
    @staticmethod
    def from_keys(
        columns: collections.abc.Sequence[str],
        keys: collections.abc.Sequence[collections.abc.Sequence[str]],
        dimensions: collections.abc.Sequence[
            collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]
        ],
        depths: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]],
        total: str,
    ) -> AggregationTree: ...
    @staticmethod
    def from_parents(rows: collections.abc.Sequence[tuple[str, str]]) -> AggregationTree: ...
    @staticmethod
    def from_parts(
        names: collections.abc.Sequence[str],
        parts: collections.abc.Sequence[
            collections.abc.Sequence[
                tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]
            ]
        ],
        levels: collections.abc.Sequence[str],
    ) -> AggregationTree: ...
    @staticmethod
    def temporal(
        periods: typing.SupportsInt | typing.SupportsIndex,
        spans: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
        mean: bool,
    ) -> AggregationTree: ...
    def __len__(self) -> int: ...
    def aggregate(
        self, leaves: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]
    ) -> numpy.typing.NDArray[numpy.float64]: ...
    def contains(self, name: str) -> bool: ...
    def incoherence(self, values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]) -> float: ...
    def index(self, name: str) -> int: ...
    def parts(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> list[tuple[int, float]]: ...
    def roots(self) -> list[int]: ...
    def summing_entries(self) -> tuple[list[int], list[int], list[float]]: ...
    @property
    def aggregates(self) -> int: ...
    @property
    def is_strict(self) -> bool: ...
    @property
    def leaves(self) -> int: ...
    @property
    def levels(self) -> list[str]: ...
    @property
    def names(self) -> list[str]: ...

class Reconciler:
    """
    One method on one tree; see dubao.hierarchy.
    """
    def __init__(
        self,
        tree: AggregationTree,
        method: str,
        residuals: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None = None,
        history: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None = None,
        season: typing.SupportsInt | typing.SupportsIndex = 1,
        fixed: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = [],
        origins: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = [],
        non_negative: bool = False,
    ) -> None: ...
    def apply(
        self,
        values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        threads: typing.SupportsInt | typing.SupportsIndex = 1,
    ) -> tuple:
        """
        Nodes × columns reconciled, and the certificate.
        """
    def standard_errors(
        self,
        base: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        threads: typing.SupportsInt | typing.SupportsIndex = 1,
    ) -> numpy.typing.NDArray[numpy.float64]: ...
    def student_draws(
        self,
        base: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        draws: typing.SupportsInt | typing.SupportsIndex,
        seed: typing.SupportsInt | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 1,
    ) -> numpy.typing.NDArray[numpy.float64]: ...
    def student_scale(
        self, base: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]
    ) -> list[tuple[float, float]]: ...
    @property
    def notes(self) -> list[str]: ...
    @property
    def posterior_degrees(self) -> float: ...
    @property
    def prior_degrees(self) -> float: ...
    @property
    def shrinkage(self) -> float: ...

class ProportionalFitting:
    """
    Iterative proportional fitting; see dubao.hierarchy.
    """
    def __init__(
        self,
        labels: collections.abc.Sequence[collections.abc.Sequence[str]],
        cells: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]],
        seed: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
        margins: collections.abc.Sequence[
            tuple[
                str,
                collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
                collections.abc.Sequence[collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]],
                collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
            ]
        ],
    ) -> None: ...
    def fit(
        self,
        tolerance: typing.SupportsFloat | typing.SupportsIndex,
        rounds: typing.SupportsInt | typing.SupportsIndex,
    ) -> tuple[numpy.typing.NDArray[numpy.float64], dict]: ...
    def fit_draws(
        self,
        targets: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        tolerance: typing.SupportsFloat | typing.SupportsIndex,
        rounds: typing.SupportsInt | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 1,
    ) -> tuple[numpy.typing.NDArray[numpy.float64], dict]: ...

class GrowthCurve(Model):
    def __init__(
        self,
        *,
        shape: str = "logistic",
        ceiling: typing.SupportsFloat | typing.SupportsIndex = ...,
        limit: typing.SupportsFloat | typing.SupportsIndex = ...,
        alias: str = "GrowthCurve",
    ) -> None: ...

def bounds_test(
    fitted: Fitted,
    case: typing.SupportsInt | typing.SupportsIndex,
    replications: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
) -> dict:
    """
    Bounds test of an ARDL model; replications 0: published bounds only.
    """

def coefficient_errors(fitted: Fitted) -> dict:
    """
    Standard errors of the coefficients of an ARDL model by name.
    """

def compare(
    method: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    yardstick: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> dict:
    """
    Losses of a method against a yardstick, pair by pair.
    """

def compare_with_best(
    losses: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    level: typing.SupportsFloat | typing.SupportsIndex,
) -> dict:
    """
    Mean ranks of methods (series × methods) with intervals.
    """

def coverage(
    actual: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    lower: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    upper: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> float:
    """
    Share of the actual values inside, ends included.
    """

def cross_validation(
    models: collections.abc.Sequence[Model],
    options: ForecasterOptions,
    series: collections.abc.Sequence[Series],
    *,
    h: typing.SupportsInt | typing.SupportsIndex,
    n_windows: typing.SupportsInt | typing.SupportsIndex,
    step_size: typing.SupportsInt | typing.SupportsIndex,
    minimum_training: typing.SupportsInt | typing.SupportsIndex,
    n_draws: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    probabilities: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
) -> list: ...
def crps(
    actual: typing.SupportsFloat | typing.SupportsIndex,
    draws: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> float:
    """
    Continuous ranked probability score of draws (fair estimate).
    """

def denton(
    low: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    indicator: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    ratio: typing.SupportsInt | typing.SupportsIndex,
    aggregation: str,
    proportional: bool,
) -> numpy.typing.NDArray[numpy.float64]:
    """
    Denton's method in Cholette's form.
    """

def diebold_mariano(
    first: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    second: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    horizon: typing.SupportsInt | typing.SupportsIndex,
) -> dict:
    """
    Do two rows of losses differ?
    """

def driver_effects(fitted: Fitted) -> list:
    """
    Short-run and long-run effects of the drivers; empty for a fit without drivers.
    """

def error_correction_form(fitted: Fitted) -> list:
    """
    Name, value, standard error of each term.
    """

def estimate_sampling_scale(series: collections.abc.Sequence[Series]) -> dict:
    """
    Common factor on the standard errors of a panel, with its posterior interval.
    """

def find_interventions(series: Series, options: InterventionOptions) -> dict:
    """
    Level shifts, additive outliers and temporary changes.
    """

def forecast_variance(
    fitted: Fitted, h: typing.SupportsInt | typing.SupportsIndex
) -> numpy.typing.NDArray[numpy.float64]:
    """
    Closed-form variance of the forecast errors, length h.
    """

def has_elasticities(fitted: Fitted) -> bool:
    """
    Whether the effects are those of logarithms on logarithms.
    """

def interval_draws(
    fitted: Fitted,
    source: str,
    h: typing.SupportsInt | typing.SupportsIndex,
    n: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    model: Model | None = None,
    series: Series | None = None,
    regressors: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None = None,
    names: collections.abc.Sequence[str] = [],
) -> numpy.typing.NDArray[numpy.float64]:
    """
    Sample paths of one fit by interval source, n × h.
    """

def interval_factor(
    level: typing.SupportsFloat | typing.SupportsIndex, degrees: typing.SupportsFloat | typing.SupportsIndex
) -> float:
    """
    Half-width of a central Student's t interval in standard errors; level a share.
    """

def interval_score(
    actual: typing.SupportsFloat | typing.SupportsIndex,
    lower: typing.SupportsFloat | typing.SupportsIndex,
    upper: typing.SupportsFloat | typing.SupportsIndex,
    level: typing.SupportsFloat | typing.SupportsIndex,
) -> float:
    """
    Winkler's interval score.
    """

def intervention_series(
    values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    standard_errors: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None,
    breaks: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    season_length: typing.SupportsInt | typing.SupportsIndex,
) -> Series:
    """
    A series from a bare array, breaks by position.
    """

def ljung_box(
    residuals: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    lags: typing.SupportsInt | typing.SupportsIndex,
    fitted_degrees: typing.SupportsInt | typing.SupportsIndex,
) -> dict:
    """
    Autocorrelation left in residuals.
    """

def mean_absolute_error(
    actual: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    forecast: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> float:
    """
    Mean |actual − forecast|.
    """

def mean_error(
    actual: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    forecast: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> float:
    """
    Mean of actual − forecast.
    """

def mean_interval_score(
    actual: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    lower: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    upper: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    level: typing.SupportsFloat | typing.SupportsIndex,
) -> float:
    """
    Mean interval score.
    """

def mean_squared_error(
    actual: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    forecast: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> float:
    """
    Mean (actual − forecast)².
    """

def mstl(
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    *,
    season_lengths: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    season_windows: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    robust: bool,
    iterations: typing.SupportsInt | typing.SupportsIndex,
    power: typing.SupportsFloat | typing.SupportsIndex | None,
) -> dict:
    """
    Several seasons, trend and remainder by loess.
    """

def naive_absolute_scale(
    training: Series, season_length: typing.SupportsInt | typing.SupportsIndex = 1
) -> float:
    """
    Mean absolute change over a season; changes across breaks left out.
    """

def naive_squared_scale(
    training: Series, season_length: typing.SupportsInt | typing.SupportsIndex = 1
) -> float:
    """
    Mean squared change over a season; changes across breaks left out.
    """

def panel_series(
    id: str,
    freq: str,
    first: typing.SupportsInt | typing.SupportsIndex,
    values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    standard_errors: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None,
    breaks: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    unit: str = "",
) -> Series:
    """
    A series from the integer of its first period and of its breaks.
    """

def period_difference(later: str, earlier: str) -> int:
    """
    Number of periods from `earlier` to `later`.
    """

def period_frequency(period: str) -> str:
    """
    The frequency alias of a period: YE, HYE, QE, ME, W or D.
    """

def pinball_loss(
    actual: typing.SupportsFloat | typing.SupportsIndex,
    quantile: typing.SupportsFloat | typing.SupportsIndex,
    probability: typing.SupportsFloat | typing.SupportsIndex,
) -> float:
    """
    Quantile loss.
    """

def pit_histogram(
    values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    bins: typing.SupportsInt | typing.SupportsIndex,
) -> dict:
    """
    Histogram of transforms and the test of uniformity.
    """

def probability_integral_transforms(
    draws: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    actual: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    seed: typing.SupportsInt | typing.SupportsIndex,
) -> numpy.typing.NDArray[numpy.float64]:
    """
    One transform a column of draws (draws × forecasts).
    """

def quantiles(
    paths: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    probabilities: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
) -> numpy.typing.NDArray[numpy.float64]:
    """
    Type 7 quantiles of each column; probabilities × horizon.
    """

def root_mean_squared_error(
    actual: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    forecast: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> float:
    """
    Root of the mean square.
    """

def scores(
    series: Series,
    centre: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    actual: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    additive: bool,
) -> numpy.typing.NDArray[numpy.float64]:
    """
    Errors on the scale of the link, one per horizon.
    """

def seasonal_strength(
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    season_length: typing.SupportsInt | typing.SupportsIndex,
) -> float:
    """
    Strength of the season, 0 to 1.
    """

def series_calendar(series: Series) -> tuple[str, int, list[int]]:
    """
    Frequency, and the integers of the first period and of the breaks, as panel_series takes them.
    """

def series_spread(series: Series, additive: bool = False) -> typing.Any:
    """
    Unit and features of the spread; None when too short.
    """

def shift_period(period: str, steps: typing.SupportsInt | typing.SupportsIndex) -> str:
    """
    The period `steps` later, as text.
    """

def smape(
    actual: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    forecast: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> float:
    """
    Symmetric mean absolute percentage error, 0 … 200.
    """

def smoothing_of_given_alpha(*, alpha: typing.SupportsFloat | typing.SupportsIndex, alias: str) -> Model:
    """
    Simple exponential smoothing with a given alpha.
    """

def stl(
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    *,
    season_length: typing.SupportsInt | typing.SupportsIndex,
    season_window: typing.SupportsInt | typing.SupportsIndex,
    season_degree: typing.SupportsInt | typing.SupportsIndex,
    trend_window: typing.SupportsInt | typing.SupportsIndex,
    trend_degree: typing.SupportsInt | typing.SupportsIndex,
    low_pass_window: typing.SupportsInt | typing.SupportsIndex,
    robust: bool,
) -> dict:
    """
    Season, trend and remainder by loess.
    """

def usual_lags(
    n: typing.SupportsInt | typing.SupportsIndex,
    season_length: typing.SupportsInt | typing.SupportsIndex,
    fitted_degrees: typing.SupportsInt | typing.SupportsIndex,
) -> int:
    """
    Lags that are usual for n residuals.
    """

def with_driver_paths(
    fitted: Fitted, paths: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]
) -> Fitted:
    """
    The same fit with drivers as sample paths, paths × periods × drivers.
    """

__version__: str = "0.1.0"
interval_sources: tuple = ("calibrated", "analytic", "simulated", "bootstrap", "conformal")
score_probabilities: list = [
    0.005,
    0.01,
    0.025,
    0.05,
    0.1,
    0.15,
    0.2,
    0.3,
    0.4,
    0.5,
    0.6,
    0.7,
    0.8,
    0.85,
    0.9,
    0.95,
    0.975,
    0.99,
    0.995,
]
