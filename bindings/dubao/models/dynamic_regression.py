"""A series that follows drivers: regression with ARIMA errors, and distributed lags with an error-correction form.

>>> import numpy as np
>>> from dubao.models import DynamicRegression
>>> output = np.array([[10.0], [12], [11], [14], [16], [15], [18], [19], [21], [20], [23], [25]])
>>> jobs = 3 * output[:, 0] + np.array([0.1, -0.2, 0.3, 0, -0.1, 0.2, -0.3, 0.1, 0, 0.2, -0.1, 0.1])
>>> fitted = DynamicRegression(order=(0, 0, 0), lags=0).fit(jobs, X=output, names=["output"])
>>> round(fitted.effects["output"].long_run, 2)
3.0
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, ModelError, Problem
from dubao.models.base import SEED, FittedModel, Model

# Replications behind the bounds at the sample's own size: a 5 % bound is then known to about 1 % of itself.
REPLICATIONS = 20_000
_DRIVERS = ("refuse", "forecast")


@dataclass(frozen=True)
class DriverEffect:
    """What a driver does to the series.

    Attributes
    ----------
    driver : str
    short_run, short_run_error : float
        Effect in the same period and its standard error: unit of ``y`` by unit of the driver, or an elasticity when both
        are logarithms.
    long_run, long_run_error : float
        Effect of a lasting change in the end, standard error by the delta method; NaN where the own lags sum to one.
    degrees_of_freedom : float
        Of Student's t for both.

    Examples
    --------
    >>> low, high = DriverEffect("gdp", 0.2, 0.05, 0.6, 0.1, 20.0).long_run_interval(95)
    >>> round(low, 3), round(high, 3)
    (0.391, 0.809)
    """

    driver: str
    short_run: float
    short_run_error: float
    long_run: float
    long_run_error: float
    degrees_of_freedom: float

    def short_run_interval(self, level: float = 95) -> tuple[float, float]:
        """Central interval of Student's t; ``level`` in percent."""
        return self._interval(self.short_run, self.short_run_error, level)

    def long_run_interval(self, level: float = 95) -> tuple[float, float]:
        """As :meth:`short_run_interval`; too narrow where the bounds test finds no level relation."""
        return self._interval(self.long_run, self.long_run_error, level)

    def _interval(self, value: float, error: float, level: float) -> tuple[float, float]:
        half = _core.interval_factor(level / 100, self.degrees_of_freedom) * error
        return value - half, value + half


@dataclass(frozen=True)
class BoundsTest:
    """Does a level relation between the series and its drivers exist at all? (Pesaran, Shin and Smith 2001)

    Attributes
    ----------
    case : int
        1 no constants, 2 and 3 intercept (restricted to the long run, free), 4 and 5 intercept and trend.
    f, t : float
        Statistics.
    drivers, rows : int
        Of the regression.
    f_pvalue, t_pvalue : (float, float) or None
        By simulation at the sample's own size: when all drivers are stationary, when all are integrated.
    levels : tuple of dict
        For 10, 5, 2.5 and 1 %: ``level``, ``f_published``, ``t_published``, ``f_simulated``, ``t_simulated`` (each a pair
        of bounds, I(0) and I(1), or None) and ``verdict``.
    """

    case: int
    f: float
    t: float
    drivers: int
    rows: int
    f_pvalue: tuple[float, float] | None
    t_pvalue: tuple[float, float] | None
    levels: tuple[dict[str, Any], ...]

    def verdict(self, level: float = 5) -> str:
        """``"relation"``, ``"none"`` or ``"undecided"`` at 10, 5, 2.5 or 1 %; by the simulated bounds where there are some.

        Raises
        ------
        InputError
            E-DYN-010 for another level.
        """
        for one in self.levels:
            if abs(one["level"] - level / 100) < 1e-12:
                return str(one["verdict"])
        raise InputError(
            Problem(
                "E-DYN-010",
                argument="level",
                vi=f"không có mức ý nghĩa {level:g} %",
                en=f"there are no bounds at {level:g} %",
                remedy_vi="ghi 10, 5, 2.5 hoặc 1",
                remedy_en="give 10, 5, 2.5 or 1",
            )
        )


class FittedRegression(FittedModel):
    """A fit with drivers: :class:`FittedModel` with effects, and with futures of the drivers on request."""

    @property
    def effects(self) -> dict[str, DriverEffect]:
        """Effects of the drivers by name; empty without drivers (or where the short-series ladder gave them up)."""
        return {one["driver"]: DriverEffect(**one) for one in _core.driver_effects(self._core)}

    @property
    def elasticities(self) -> dict[str, DriverEffect]:
        """The effects of a fit of logarithms: per cent of ``y`` by per cent of the driver.

        Raises
        ------
        ModelError
            E-DYN-011 for a fit that is not one of logarithms.
        """
        if not _core.has_elasticities(self._core):
            raise ModelError(
                Problem(
                    "E-DYN-011",
                    argument="log",
                    vi="hệ số của mô hình này không phải là độ co giãn",
                    en="the effects of this fit are not elasticities",
                    remedy_vi="ước lượng với log=True và có biến dẫn dắt, hoặc đọc effects",
                    remedy_en="fit with log=True and drivers, or read effects",
                )
            )
        return self.effects

    def update(
        self,
        new_y: Sequence[float] | np.ndarray | float,
        standard_errors: Sequence[float] | np.ndarray | None = None,
        X: Sequence[Sequence[float]] | np.ndarray | None = None,
    ) -> FittedRegression:
        """As :meth:`FittedModel.update`."""
        moved = super().update(new_y, standard_errors, X)
        return type(self)(moved._core, moved._source)


class FittedARDL(FittedRegression):
    """A fit of :class:`ARDL`."""

    @property
    def standard_errors(self) -> dict[str, float]:
        """Of the coefficients in ``params``, by name; empty where the ladder left no regression."""
        try:
            return dict(_core.coefficient_errors(self._core))
        except ModelError:
            return {}

    @property
    def error_correction(self) -> dict[str, tuple[float, float]]:
        """The error-correction form: name → (coefficient, standard error). ``y.lag1`` is the speed of adjustment.

        Raises
        ------
        ModelError
            E-DYN-006 without an own lag.
        """
        return {name: (value, error) for name, value, error in _core.error_correction_form(self._core)}

    def bounds_test(
        self, case: int | None = None, replications: int = REPLICATIONS, seed: int = SEED
    ) -> BoundsTest:
        """Is there a level relation? With bounds as published, and simulated at the sample's own size.

        Parameters
        ----------
        case : int, optional
            1 to 5; by default 3 with an intercept, 5 with a trend too, 1 without both.
        replications, seed : int
            Of the simulated bounds; 0: published bounds only.

        Raises
        ------
        ModelError
            E-DYN-006 without an own lag.
        InputError
            E-DYN-008 for a case that does not fit the constants, E-DYN-007 for a negative number of replications.
        """
        if case is None:
            case = 5 if "trend" in self.params else 3 if "intercept" in self.params else 1
        found = _core.bounds_test(self._core, case=case, replications=replications, seed=seed)
        return BoundsTest(**{**found, "levels": tuple(found["levels"])})


class _DriverModel(Model):
    """What both models share: they wrap their fits, and forecast drivers on request."""

    drivers: str = "forecast"
    _fitted: type[FittedRegression] = FittedRegression

    def fit(
        self,
        y: Sequence[float] | np.ndarray | _core.Series,
        standard_errors: Sequence[float] | np.ndarray | None = None,
        breaks: Sequence[int] | None = None,
        X: Sequence[Sequence[float]] | np.ndarray | None = None,
        names: Sequence[str] | None = None,
    ) -> FittedRegression:
        """As :meth:`Model.fit`; the result also gives its effects.

        >>> DynamicRegression().fit([5, 7, 6, 8, 7, 9]).effects
        {}
        """
        fitted = super().fit(y, standard_errors, breaks, X, names)
        return self._fitted(fitted._core, fitted._source)

    def _check_drivers(self, drivers: str) -> None:
        if drivers not in _DRIVERS:
            raise InputError(
                Problem(
                    "E-DYN-012",
                    argument="drivers",
                    vi=f"không có cách xử lý biến dẫn dắt “{drivers}”",
                    en=f'"{drivers}" is no way to treat missing futures of drivers',
                    remedy_vi="ghi refuse hoặc forecast",
                    remedy_en="give refuse or forecast",
                )
            )
        self.drivers = drivers

    def _driven(self, core: _core.Model, log: bool) -> _core.Model:
        if self.drivers == "refuse":
            return core
        return _core.OwnDrivers(core, _core.DefaultEnsemble(), log=log, alias=core.alias)


class DynamicRegression(_DriverModel):
    """Regression with ARIMA errors on drivers and their lags.

    Parameters
    ----------
    order : (int, int, int), optional
        ARIMA order of the errors; chosen as :class:`AutoARIMA` does when not given.
    seasonal_order : (int, int, int)
        The same at the seasonal lag, with ``order``.
    season_length : int
        As in :class:`ARIMA`.
    include_mean, include_drift : bool
        As in :class:`ARIMA`, with ``order``.
    max_lag : int
        Lags of the drivers that are tried, 0 to 24; their number is chosen by AICc.
    lags : int, optional
        A fixed number of lags of the drivers.
    log : bool
        Logarithms of series and drivers: effects are elasticities, point forecasts medians.
    drivers : {"refuse", "forecast"}
        When the drivers' future is shorter than the horizon: an error (``E-REG-004``), or drawn forecasts of our own
        (:func:`driver_paths`), which the paths follow one by one.

    Examples
    --------
    >>> output = 100 * 1.05 ** np.arange(14)
    >>> jobs = 20 * output[:12] ** 0.6 * np.exp([0.01, -0.01, 0, 0.02, -0.02, 0.01, 0, -0.01, 0.01, 0, -0.01, 0.01])
    >>> fitted = DynamicRegression(order=(0, 0, 0), lags=0, log=True).fit(jobs, X=output, names=["output"])
    >>> round(fitted.elasticities["output"].long_run, 1)
    0.6
    >>> fitted.predict(h=2)["mean"].shape  # the last two rows of the driver are its known future
    (2,)
    """

    _options = (
        "order", "seasonal_order", "season_length", "include_mean", "include_drift", "max_lag", "lags", "log", "drivers",
    )  # fmt: skip

    def __init__(
        self,
        order: Sequence[int] | None = None,
        seasonal_order: Sequence[int] = (0, 0, 0),
        season_length: int = 0,
        include_mean: bool = True,
        include_drift: bool = False,
        max_lag: int = 1,
        lags: int | None = None,
        log: bool = False,
        drivers: str = "refuse",
        alias: str = "DynamicRegression",
    ) -> None:
        self.order = None if order is None else tuple(order)
        self.seasonal_order, self.season_length = tuple(seasonal_order), season_length
        self.include_mean, self.include_drift = include_mean, include_drift
        self.max_lag, self.lags, self.log = max_lag, lags, log
        self._check_drivers(drivers)
        core = _core.DynamicRegression(
            order=None if order is None else list(order),
            seasonal_order=list(seasonal_order),
            max_lag=max_lag,
            lags=lags,
            log=log,
            season_length=season_length,
            include_mean=include_mean,
            include_drift=include_drift,
            alias=alias,
        )
        self.core = self._driven(core, log)


class ARDL(_DriverModel):
    """Autoregressive distributed lags: the series adjusts to a long run with its drivers.

    Parameters
    ----------
    max_p, max_q : int
        Own lags (1 to 24) and lags of each driver (0 to 24) that are tried; chosen by AICc.
    p : int, optional
        A fixed number of own lags.
    q : list of int, optional
        Fixed lags, one number a driver.
    intercept, trend : bool
        Constants.
    log : bool
        Logarithms of series and drivers: effects are elasticities, point forecasts medians.
    drivers : {"refuse", "forecast"}
        As in :class:`DynamicRegression`.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> x = np.cumsum(rng.normal(size=60))
    >>> y = np.zeros(60)
    >>> for t in range(1, 60):
    ...     y[t] = 0.5 * y[t - 1] + 0.4 * x[t] + 0.1 * rng.normal()
    >>> fitted = ARDL(p=1, q=[0]).fit(y, X=x[:, None], names=["x"])
    >>> fitted.name, round(fitted.effects["x"].long_run, 1), fitted.bounds_test(replications=0).verdict(1)
    ('ARDL(1,0)', 0.8, 'relation')
    """

    _options = ("max_p", "max_q", "p", "q", "intercept", "trend", "log", "drivers")
    _fitted = FittedARDL

    def __init__(
        self,
        max_p: int = 2,
        max_q: int = 2,
        p: int | None = None,
        q: Sequence[int] | None = None,
        intercept: bool = True,
        trend: bool = False,
        log: bool = False,
        drivers: str = "refuse",
        alias: str = "ARDL",
    ) -> None:
        self.max_p, self.max_q, self.p = max_p, max_q, p
        self.q = None if q is None else [int(one) for one in q]
        self.intercept, self.trend, self.log = intercept, trend, log
        self._check_drivers(drivers)
        core = _core.Ardl(
            max_p=max_p,
            max_q=max_q,
            p=p,
            q=self.q,
            intercept=intercept,
            trend=trend,
            log=log,
            alias=alias,
        )
        self.core = self._driven(core, log)

    def fit(
        self,
        y: Sequence[float] | np.ndarray | _core.Series,
        standard_errors: Sequence[float] | np.ndarray | None = None,
        breaks: Sequence[int] | None = None,
        X: Sequence[Sequence[float]] | np.ndarray | None = None,
        names: Sequence[str] | None = None,
    ) -> FittedARDL:
        """As :meth:`Model.fit`; the result also gives effects, error-correction form and bounds test.

        >>> ARDL(p=1).fit([5, 7, 6, 8, 7, 9, 8, 10]).name
        'ARDL(1)'
        """
        fitted = super().fit(y, standard_errors, breaks, X, names)
        return FittedARDL(fitted._core, fitted._source)


class AutoDriver(_DriverModel):
    """A model with drivers only where its past forecasts were clearly better than those without.

    The rule is that of :class:`Automatic`: at past origins of the series every candidate forecasts with what was known then
    (drivers are forecast too, each on its own), and a candidate is taken when its mean absolute error is smaller than that of
    the default by more than one standard error. With fewer than four origins, or without drivers, the default stays. ``notes`` say what was chosen.

    Parameters
    ----------
    default : model, optional
        Without drivers; the calibrated ensemble by default.
    models : sequence of models, optional
        With drivers; by default :class:`DynamicRegression` and :class:`ARDL` (one own lag, lags of the drivers by AICc).
    horizon, n_windows : int
        Periods ahead that count, past origins.
    log : bool
        Logarithms in the default candidates and in the drivers' own models.

    Examples
    --------
    >>> rng = np.random.default_rng(3)
    >>> orders = 50 + 8 * rng.normal(size=30)
    >>> jobs = np.r_[100, 2 * orders[:-1]] + 0.2 * rng.normal(size=30)  # jobs follow last year's orders
    >>> leading = AutoDriver(models=[ARDL(p=0, q=[1])], horizon=1, n_windows=8)
    >>> leading.fit(jobs, X=orders, names=["orders"]).params["choice"]
    2.0
    """

    _options = ("default", "models", "horizon", "n_windows", "log")

    def __init__(
        self,
        default: Model | None = None,
        models: Sequence[Model] | None = None,
        horizon: int = 3,
        n_windows: int = 6,
        log: bool = False,
        alias: str = "AutoDriver",
    ) -> None:
        from dubao.arguments import core_model

        self.default, self.models = default, None if models is None else list(models)
        self.horizon, self.n_windows, self.log = horizon, n_windows, log
        ensemble = _core.DefaultEnsemble()
        if models is None:
            models = [DynamicRegression(log=log), ARDL(max_p=1, max_q=1, log=log)]
        driven = [_core.OwnDrivers(core_model(m), ensemble, log=log, alias=m.alias) for m in models]
        first = ensemble if default is None else core_model(default)
        self.core = _core.Automatic(
            [first, *driven], horizon=horizon, n_windows=n_windows, drivers_only=True, alias=alias
        )


def driver_paths(
    X: Sequence[Sequence[float]] | np.ndarray,
    h: int,
    n: int = 2000,
    seed: int = SEED,
    *,
    names: Sequence[str] | None = None,
    log: bool = False,
    model: Model | None = None,
) -> np.ndarray:
    """Futures of drivers as sample paths, by a univariate model for each.

    Paths of different drivers are drawn independently: an assumption, which a scenario or paths from elsewhere replace.

    Parameters
    ----------
    X : array of float
        Rows are periods, columns drivers; the last row is the last known period.
    h, n, seed : int
        Periods ahead, paths, seed.
    names : list of str, optional
        Of the columns; the random streams are keyed by them.
    log : bool
        Fits logarithms: every path is above zero.
    model : model, optional
        The calibrated ensemble by default.

    Returns
    -------
    ndarray
        paths × periods × drivers.

    Raises
    ------
    InputError
        E-DYN-003 for logarithms of values that are not above zero.

    Examples
    --------
    >>> driver_paths([[1.0], [2], [3], [4], [5]], h=2, n=3, seed=1).shape
    (3, 2, 1)
    """
    rows = np.asarray(X, dtype=float)
    rows = rows.reshape(-1, 1) if rows.ndim == 1 else rows
    labels = list(names) if names else [f"x{j + 1}" for j in range(rows.shape[1])]
    core = _core.DefaultEnsemble() if model is None else model.core
    if log and not (rows > 0).all():
        raise InputError(
            *[
                Problem(
                    "E-DYN-003",
                    argument="X",
                    row=t + 1,
                    column=labels[j],
                    vi="giá trị không lớn hơn 0 nên không có logarit",
                    en="a value that is not above zero has no logarithm",
                    remedy_vi="bỏ log, hoặc dịch biến lên trên 0",
                    remedy_en="leave log out, or shift the driver",
                )
                for t, j in np.argwhere(~(rows > 0))
            ]
        )
    out = np.empty((n, h, rows.shape[1]))
    for j, name in enumerate(labels):
        values = np.log(rows[:, j]) if log else rows[:, j]
        drawn = core.fit_array(values, id=f"driver:{name}").draws(h, n, seed)
        out[:, :, j] = np.exp(drawn) if log else drawn
    return out


__all__ = [
    "ARDL",
    "AutoDriver",
    "BoundsTest",
    "DriverEffect",
    "DynamicRegression",
    "FittedARDL",
    "FittedRegression",
    "driver_paths",
]
