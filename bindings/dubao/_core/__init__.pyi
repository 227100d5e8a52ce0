"""
Compiled core of dubao. Use the package's public names; this module is private.
"""

from __future__ import annotations

import collections.abc
import typing

import numpy
import numpy.typing

from . import labour

__all__: list[str] = [
    "AutoEts",
    "AutoTheta",
    "Automatic",
    "DampedDrift",
    "DefaultEnsemble",
    "Ensemble",
    "Ets",
    "Fitted",
    "Forecaster",
    "ForecasterOptions",
    "HistoricAverage",
    "Model",
    "Naive",
    "RandomWalkWithDrift",
    "SeasonalNaive",
    "Series",
    "Theta",
    "Transformed",
    "WindowAverage",
    "compare",
    "coverage",
    "cross_validation",
    "crps",
    "estimate_sampling_scale",
    "interval_score",
    "labour",
    "mean_absolute_error",
    "mean_error",
    "mean_interval_score",
    "mean_squared_error",
    "naive_absolute_scale",
    "naive_squared_scale",
    "panel_series",
    "period_difference",
    "period_frequency",
    "pinball_loss",
    "quantiles",
    "root_mean_squared_error",
    "score_probabilities",
    "scores",
    "series_spread",
    "shift_period",
    "smape",
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
        largest_trend_share: typing.SupportsFloat | typing.SupportsIndex,
        alias: str,
    ) -> None: ...

class Theta(Model):
    def __init__(
        self, *, season_length: typing.SupportsInt | typing.SupportsIndex, box_cox: bool, alias: str
    ) -> None: ...

class AutoTheta(Model):
    def __init__(self, *, season_length: typing.SupportsInt | typing.SupportsIndex, alias: str) -> None: ...

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
    ) -> None: ...

class DefaultEnsemble(Model):
    """
    The default forecaster: its members are named in the notes of every fit.
    """
    def __init__(self, alias: str = "Ensemble") -> None: ...

class Transformed(Model):
    """
    A model on Box-Cox data; lambda 0 is the logarithm, none is chosen by likelihood.
    """
    def __init__(
        self, inner: Model, power: typing.SupportsFloat | typing.SupportsIndex | None, alias: str
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
    def summary(
        self,
        series: typing.SupportsInt | typing.SupportsIndex,
        model: typing.SupportsInt | typing.SupportsIndex,
    ) -> dict: ...
    @property
    def sampling_scale(self) -> dict: ...

def compare(
    method: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    yardstick: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> dict:
    """
    Losses of a method against a yardstick, pair by pair.
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

def estimate_sampling_scale(series: collections.abc.Sequence[Series]) -> dict:
    """
    Common factor on the standard errors of a panel, with its posterior interval.
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
    The frequency alias of a period: YE, QE, ME or D.
    """

def pinball_loss(
    actual: typing.SupportsFloat | typing.SupportsIndex,
    quantile: typing.SupportsFloat | typing.SupportsIndex,
    probability: typing.SupportsFloat | typing.SupportsIndex,
) -> float:
    """
    Quantile loss.
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

__version__: str = "0.1.0"
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
