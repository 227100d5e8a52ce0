"""Models: one series, one model. Each works on a bare array, and in :class:`dubao.Forecaster` on a whole panel.

>>> from dubao.models import AutoETS
>>> fitted = AutoETS().fit([10, 11, 12, 13, 14, 15, 16, 17])
>>> fitted.predict(h=2)["mean"].round(3).tolist()
[18.0, 19.0]

A fit knows its likelihood and criteria with the constants of R's ``forecast::ets``, so that the numbers can be compared,
and says in ``notes`` which rung of the short-series ladder it stands on, what it assumed and what its paths include.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from dubao import _core
from dubao.errors import Collector, InputError, Problem

if TYPE_CHECKING:
    from dubao.ensemble import Automatic, Ensemble

# Paths behind the quantiles of `predict`: with 4000 of them a 95 % bound has a Monte Carlo error of about 2 % of the width.
DRAWS = 4000
SEED = 1


class FittedModel:
    """A fitted model.

    Attributes
    ----------
    name : str
        What was fitted, for instance ``"ETS(M,Ad,N)"``.
    params : dict
        Parameters by name, in the model's order.
    loglik, aic, aicc, bic : float
        NaN where the model has no likelihood.
    sigma2 : float
        Innovation variance: squared unit of ``y``, or a relative one for multiplicative errors.
    fitted_values, residuals : ndarray
        One-step predictions (unit of ``y``) and innovations; length of ``y``, NaN where there is none.
    notes : tuple of str
        Which rung of the short-series ladder, which fallback, what the paths include.
    """

    def __init__(self, core: _core.Fitted) -> None:
        self._core = core
        self.name: str = core.name
        self.params: dict[str, float] = dict(core.params)
        self.loglik: float = core.loglik
        self.aic: float = core.aic
        self.aicc: float = core.aicc
        self.bic: float = core.bic
        self.sigma2: float = core.sigma2
        self.fitted_values: np.ndarray = core.fitted_values
        self.residuals: np.ndarray = core.residuals
        self.notes: tuple[str, ...] = tuple(core.notes)

    def predict(
        self,
        h: int,
        level: Iterable[float] | float | None = None,
        *,
        quantiles: Iterable[float] | None = None,
        n: int = DRAWS,
        seed: int = SEED,
    ) -> dict[str, np.ndarray]:
        """Point forecasts, intervals and quantiles. Intervals are quantiles of ``draws(h, n, seed)``.

        Parameters
        ----------
        h : int
            Periods ahead, at least 1.
        level : list of float, optional
            Percent between 0 and 100, for instance ``[80, 95]``: keys ``lo-95`` and ``hi-95``.
        quantiles : list of float, optional
            Probabilities between 0 and 1, for instance ``[0.1, 0.9]``: keys ``q-0.1``.
        n, seed : int
            Paths and seed behind intervals and quantiles.

        Returns
        -------
        dict
            ``mean`` and what was asked for; arrays of length ``h``, unit of ``y``.

        Examples
        --------
        >>> from dubao.models import Naive
        >>> forecast = Naive().fit([10, 12, 11]).predict(h=2, level=[95])
        >>> sorted(forecast), forecast["mean"].tolist()
        (['hi-95', 'lo-95', 'mean'], [11.0, 11.0])
        """
        wanted: dict[str, float] = {}
        problems = Collector()
        for one in _listed(level):
            if not 0 < one < 100:
                problems.add(_outside("level", one, "0", "100"))
            wanted[f"lo-{one:g}"] = 0.5 - one / 200
            wanted[f"hi-{one:g}"] = 0.5 + one / 200
        for one in _listed(quantiles):
            if not 0 < one < 1:
                problems.add(_outside("quantiles", one, "0", "1"))
            wanted[f"q-{one:g}"] = one
        problems.raise_if_any(InputError)
        out = {"mean": self._core.mean(h)}
        if wanted:
            found = _core.quantiles(self._core.draws(h, n, seed), list(wanted.values()))
            out |= {key: found[i] for i, key in enumerate(wanted)}
        return out

    def draws(self, h: int, n: int = 2000, seed: int = SEED) -> np.ndarray:
        """Sample paths, ``n`` × ``h``, unit of ``y``; same seed, same bits.

        Examples
        --------
        >>> from dubao.models import Naive
        >>> Naive().fit([10, 12, 11]).draws(h=3, n=5, seed=1).shape
        (5, 3)
        """
        return self._core.draws(h, n, seed)

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={value:.4g}" for name, value in list(self.params.items())[:4])
        return f"FittedModel({self.name}: {inside})" if inside else f"FittedModel({self.name})"


class Model:
    """Base of the models. ``core`` is the compiled model, ``alias`` its column name in tables of forecasts."""

    _options: ClassVar[tuple[str, ...]] = ()
    core: _core.Model

    @property
    def alias(self) -> str:
        return self.core.alias

    def fit(
        self,
        y: Sequence[float] | np.ndarray | _core.Series,
        standard_errors: Sequence[float] | np.ndarray | None = None,
        breaks: Sequence[int] | None = None,
    ) -> FittedModel:
        """Fits one series.

        Parameters
        ----------
        y : array of float
            Values, oldest first; NaN is a missing value: it is skipped, never interpolated.
        standard_errors : array of float, optional
            Sampling error of each value, unit of ``y``; NaN where unknown. How a model uses them stands in ``notes``.
        breaks : list of int, optional
            Positions (from 0) of the first value of each new definition: growth is never read across them, and the
            forecast continues the last definition.

        Returns
        -------
        FittedModel

        Raises
        ------
        InputError
            ``E-MOD-001`` when no value is observed, ``E-SER-001`` for an infinite one, ``E-SER-002`` when the standard
            errors do not fit, ``E-MOD-003`` for a break outside the array.
        """
        if isinstance(y, _core.Series):
            return FittedModel(self.core.fit(y))
        errors = None if standard_errors is None else np.asarray(standard_errors, dtype=float)
        core = self.core.fit_array(np.asarray(y, dtype=float), errors, [int(b) for b in breaks or ()])
        return FittedModel(core)

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._options)
        return f"{type(self).__name__}({inside})"


class Naive(Model):
    """Every future value is the last observed one.

    >>> Naive().fit([10, 12, 11]).predict(h=2)["mean"].tolist()
    [11.0, 11.0]
    """

    def __init__(self, alias: str = "Naive") -> None:
        self.core = _core.Naive(alias=alias)


class SeasonalNaive(Model):
    """Every future value is the last observed value of its season.

    >>> SeasonalNaive(season_length=4).fit([1, 2, 3, 4, 2, 3, 4, 5]).predict(h=5)["mean"].tolist()
    [2.0, 3.0, 4.0, 5.0, 2.0]
    """

    _options = ("season_length",)

    def __init__(self, season_length: int = 0, alias: str = "SeasonalNaive") -> None:
        self.season_length = season_length
        self.core = _core.SeasonalNaive(season_length=season_length, alias=alias)


class RandomWalkWithDrift(Model):
    """Random walk with drift: the past mean growth goes on. ``Drift`` is the same.

    >>> Drift().fit([10, 12, 11, 13]).predict(h=2)["mean"].tolist()
    [14.0, 15.0]
    """

    def __init__(self, alias: str = "Drift") -> None:
        self.core = _core.RandomWalkWithDrift(alias=alias)


Drift = RandomWalkWithDrift


class HistoricAverage(Model):
    """The mean of the last definition.

    >>> HistoricAverage().fit([1, 2, 3, 6]).predict(h=1)["mean"].tolist()
    [3.0]
    """

    def __init__(self, alias: str = "HistoricAverage") -> None:
        self.core = _core.HistoricAverage(alias=alias)


class WindowAverage(Model):
    """The mean of the last ``window_size`` observed values of the last definition.

    >>> WindowAverage(window_size=2).fit([1, 2, 3, 6]).predict(h=1)["mean"].tolist()
    [4.5]
    """

    _options = ("window_size",)

    def __init__(self, window_size: int, alias: str = "WindowAverage") -> None:
        self.window_size = window_size
        self.core = _core.WindowAverage(window_size=window_size, alias=alias)


class DampedDrift(Model):
    """Growth shrunk toward zero by how well it is known, and damped over the horizon.

    Parameters
    ----------
    damping : float
        Share of the growth kept each period, in (0, 1].
    memory : float
        Weight of a change one period older, in (0, 1].

    Examples
    --------
    >>> fitted = DampedDrift(memory=1.0).fit([10, 12, 13, 15])
    >>> round(fitted.params["shrinkage"], 2), fitted.predict(h=1)["mean"].round(2).tolist()
    (0.96, [16.44])
    """

    _options = ("damping", "memory")

    def __init__(self, damping: float = 0.9, memory: float = 0.9, alias: str = "DampedDrift") -> None:
        self.damping = damping
        self.memory = memory
        self.core = _core.DampedDrift(damping=damping, memory=memory, alias=alias)


class ETS(Model):
    """Exponential smoothing of a chosen form, by maximum likelihood.

    Parameters
    ----------
    error : {"A", "M"}
    trend : {"N", "A", "Ad"}
    damped : bool
        Damps trend ``"A"``.
    season : {"N", "A", "M"}
    season_length : int
        4 for quarters, 12 for months; 0 and 1: no season.
    largest_trend_share : float
        Upper bound of the trend's share in the smoothing of the level (about beta / alpha), 0 to 1. 1 is R's region; 0.15
        forecasts short annual series better.

    Examples
    --------
    >>> y = [10, 11.2, 11.9, 13.1, 13.8, 15.2, 15.9, 17.1, 18.2, 18.8]
    >>> ETS(error="M", trend="A", damped=True, season="N").fit(y).name
    'ETS(M,Ad,N)'
    """

    _options = ("error", "trend", "damped", "season", "season_length", "largest_trend_share")

    def __init__(
        self,
        error: str = "A",
        trend: str = "N",
        damped: bool = False,
        season: str = "N",
        season_length: int = 0,
        largest_trend_share: float = 1.0,
        alias: str = "ETS",
    ) -> None:
        self.error, self.trend, self.damped, self.season = error, trend, damped, season
        self.season_length = season_length
        self.largest_trend_share = largest_trend_share
        self.core = _core.Ets(
            error=error,
            trend=trend,
            damped=damped,
            season=season,
            season_length=season_length,
            largest_trend_share=largest_trend_share,
            alias=alias,
        )


class AutoETS(Model):
    """Exponential smoothing with the form chosen by AICc.

    Parameters
    ----------
    season_length : int
        4 for quarters, 12 for months; 0: from the frequency of the series where it has one, otherwise no season.
    model : str
        Error, trend and season: ``Z`` chooses, another letter fixes; ``"ZZZ"`` by default.
    damped : bool, optional
        ``True``: trends are damped; ``False``: none is; by default chosen.
    largest_trend_share : float
        As in :class:`ETS`.

    Examples
    --------
    >>> AutoETS().fit([0, 0.2, -0.1, 0.1, 0, 0.1, -0.2, 0, 0.2, 0]).name
    'ETS(A,N,N)'
    """

    _options = ("season_length", "model", "damped", "largest_trend_share")

    def __init__(
        self,
        season_length: int = 0,
        model: str = "ZZZ",
        damped: bool | None = None,
        largest_trend_share: float = 1.0,
        alias: str = "AutoETS",
    ) -> None:
        self.season_length, self.model, self.damped = season_length, model, damped
        self.largest_trend_share = largest_trend_share
        self.core = _core.AutoEts(
            season_length=season_length,
            model=model,
            damped=damped,
            largest_trend_share=largest_trend_share,
            alias=alias,
        )


class Theta(Model):
    """Simple exponential smoothing with half the slope of the long-run line as drift.

    Parameters
    ----------
    season_length : int
        As in :class:`AutoETS`; the season is used when tested significant.
    box_cox : bool
        Transforms positive data, the power in [0, 1] by profile likelihood; the point forecast is then the median.

    Examples
    --------
    >>> round(Theta().fit([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).params["drift"], 6)
    0.5
    """

    _options = ("season_length", "box_cox")

    def __init__(self, season_length: int = 0, box_cox: bool = False, alias: str = "Theta") -> None:
        self.season_length, self.box_cox = season_length, box_cox
        self.core = _core.Theta(season_length=season_length, box_cox=box_cox, alias=alias)


class AutoTheta(Model):
    """Theta with the scale chosen too: on Box-Cox data where they are positive.

    >>> AutoTheta().fit([1.0, 1.1, 1.25, 1.3, 1.5, 1.6, 1.85, 2.0]).name
    'BoxCoxTheta'
    """

    _options = ("season_length",)

    def __init__(self, season_length: int = 0, alias: str = "AutoTheta") -> None:
        self.season_length = season_length
        self.core = _core.AutoTheta(season_length=season_length, alias=alias)


def _listed(values: Iterable[float] | float | None) -> list[float]:
    if values is None:
        return []
    return [float(v) for v in values] if isinstance(values, Iterable) else [float(values)]


def _outside(argument: str, value: float, low: str, high: str) -> Problem:
    return Problem(
        "E-MOD-004",
        argument=argument,
        vi=f"{value:g} nằm ngoài khoảng {low}–{high}",
        en=f"{value:g} is outside {low} to {high}",
        remedy_vi=f"ghi một số lớn hơn {low} và nhỏ hơn {high}",
        remedy_en=f"give a number above {low} and below {high}",
    )


__all__ = [
    "ETS",
    "AutoETS",
    "AutoTheta",
    "Automatic",
    "DampedDrift",
    "Drift",
    "Ensemble",
    "FittedModel",
    "HistoricAverage",
    "Model",
    "Naive",
    "RandomWalkWithDrift",
    "SeasonalNaive",
    "Theta",
    "WindowAverage",
]


def __getattr__(name: str) -> object:
    if name.startswith("_"):
        raise AttributeError(f"module 'dubao.models' has no attribute {name!r}")
    # The ensemble stands on the forecast folder of the library; it and the names still to come have a module of their own.
    from dubao.ensemble import resolve

    return resolve(name)
