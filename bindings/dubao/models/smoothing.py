"""Exponential smoothing: ETS in all its forms, and Theta.

>>> from dubao.models import AutoETS
>>> AutoETS().fit([0, 0.2, -0.1, 0.1, 0, 0.1, -0.2, 0, 0.2, 0]).name
'ETS(A,N,N)'
"""

from __future__ import annotations

from dubao import _core
from dubao.models.base import Model


class ETS(Model):
    """Exponential smoothing of a chosen form, by maximum likelihood.

    Parameters
    ----------
    error : {"A", "M"}
    trend : {"N", "A", "Ad", "M", "Md"}
        ``"M"``: a growth factor, so that forecasts grow exponentially.
    damped : bool
        Damps trend ``"A"`` or ``"M"``.
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
    multiplicative_trend : bool
        Whether a chosen trend may be a growth factor (``M``, ``Md``); off by default, as in R.
    largest_trend_share : float
        As in :class:`ETS`.

    Examples
    --------
    >>> AutoETS().fit([0, 0.2, -0.1, 0.1, 0, 0.1, -0.2, 0, 0.2, 0]).name
    'ETS(A,N,N)'
    """

    _options = ("season_length", "model", "damped", "multiplicative_trend", "largest_trend_share")

    def __init__(
        self,
        season_length: int = 0,
        model: str = "ZZZ",
        damped: bool | None = None,
        multiplicative_trend: bool = False,
        largest_trend_share: float = 1.0,
        alias: str = "AutoETS",
    ) -> None:
        self.season_length, self.model, self.damped = season_length, model, damped
        self.multiplicative_trend = multiplicative_trend
        self.largest_trend_share = largest_trend_share
        self.core = _core.AutoEts(
            season_length=season_length,
            model=model,
            damped=damped,
            multiplicative_trend=multiplicative_trend,
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


class OptimizedTheta(Model):
    """Theta with the weight of the long-run line estimated (OTM).

    Parameters
    ----------
    season_length, box_cox
        As in :class:`Theta`.

    Examples
    --------
    >>> fitted = OptimizedTheta().fit([52.6, 49.5, 63.1, 70.2, 68.9, 75.4, 83.0, 79.9, 91.2, 101.7])
    >>> fitted.params["theta"] >= 1.0
    True
    """

    _options = ("season_length", "box_cox")

    def __init__(self, season_length: int = 0, box_cox: bool = False, alias: str = "OptimizedTheta") -> None:
        self.season_length, self.box_cox = season_length, box_cox
        self.core = _core.OptimizedTheta(season_length=season_length, box_cox=box_cox, alias=alias)


class DynamicTheta(Model):
    """Theta whose line follows the data (DSTM); theta is 2.

    Parameters
    ----------
    season_length, box_cox
        As in :class:`Theta`.

    Examples
    --------
    >>> DynamicTheta().fit([52.6, 49.5, 63.1, 70.2, 68.9, 75.4, 83.0, 79.9, 91.2, 101.7]).params["theta"]
    2.0
    """

    _options = ("season_length", "box_cox")

    def __init__(self, season_length: int = 0, box_cox: bool = False, alias: str = "DynamicTheta") -> None:
        self.season_length, self.box_cox = season_length, box_cox
        self.core = _core.DynamicTheta(season_length=season_length, box_cox=box_cox, alias=alias)


class DynamicOptimizedTheta(Model):
    """Theta whose line follows the data, with its weight estimated (DOTM).

    Parameters
    ----------
    season_length, box_cox
        As in :class:`Theta`.

    Examples
    --------
    >>> y = [float(t) for t in range(1, 13)]
    >>> DynamicOptimizedTheta().fit(y).predict(h=2)["mean"].round(3).tolist()
    [13.0, 14.0]
    """

    _options = ("season_length", "box_cox")

    def __init__(
        self, season_length: int = 0, box_cox: bool = False, alias: str = "DynamicOptimizedTheta"
    ) -> None:
        self.season_length, self.box_cox = season_length, box_cox
        self.core = _core.DynamicOptimizedTheta(season_length=season_length, box_cox=box_cox, alias=alias)
