"""ARIMA models: of a chosen order, and with the order chosen.

>>> from dubao.models import AutoARIMA
>>> AutoARIMA().fit([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).name
'ARIMA(0,1,0) with drift'
"""

from __future__ import annotations

from collections.abc import Sequence

from dubao import _core
from dubao.models.base import Model


class ARIMA(Model):
    """An ARIMA model of a chosen order, by exact maximum likelihood.

    Missing values are skipped exactly, declared breaks are level shifts of the earlier definitions, regressors have ARMA
    errors. Criteria have the constants of R's ``arima(method="ML")``.

    Parameters
    ----------
    order : (int, int, int)
        Autoregressive order, differences, moving-average order.
    seasonal_order : (int, int, int)
        The same at the seasonal lag.
    season_length : int
        4 for quarters, 12 for months; 0: from the frequency of the series where it has one, otherwise no season.
    include_mean : bool
        A mean, when nothing is differenced.
    include_drift : bool
        A straight line, when there is one difference at most.
    box_cox : float, optional
        Power of the Box-Cox transformation, 0 for the logarithm; point forecasts are then medians.

    Examples
    --------
    >>> y = [10, 12, 11, 13, 14, 13, 15, 16, 15, 17]
    >>> fitted = ARIMA(order=(0, 1, 1), include_drift=True).fit(y)
    >>> fitted.name, round(fitted.params["drift"], 2)
    ('ARIMA(0,1,1) with drift', 0.69)
    """

    _options = ("order", "seasonal_order", "season_length", "include_mean", "include_drift", "box_cox")

    def __init__(
        self,
        order: Sequence[int] = (1, 1, 1),
        seasonal_order: Sequence[int] = (0, 0, 0),
        season_length: int = 0,
        include_mean: bool = True,
        include_drift: bool = False,
        box_cox: float | None = None,
        alias: str = "ARIMA",
    ) -> None:
        self.order, self.seasonal_order = tuple(order), tuple(seasonal_order)
        self.season_length, self.box_cox = season_length, box_cox
        self.include_mean, self.include_drift = include_mean, include_drift
        self.core = _core.Arima(
            order=list(self.order),
            seasonal_order=list(self.seasonal_order),
            season_length=season_length,
            include_mean=include_mean,
            include_drift=include_drift,
            box_cox=box_cox,
            alias=alias,
        )


class AutoARIMA(Model):
    """ARIMA with differences chosen by tests and orders by AICc, as R's ``auto.arima`` does, with the exact likelihood.

    Parameters
    ----------
    season_length : int
        As in :class:`ARIMA`.
    d, D : int, optional
        Differences and seasonal differences; chosen by successive KPSS tests and by the strength of the season.
    max_p, max_q, max_P, max_Q, max_d, max_D : int
        Largest orders that are tried.
    max_order : int
        Largest sum of orders in the exhaustive search.
    stationary : bool
        No differences.
    seasonal : bool
        Whether seasonal models are tried.
    stepwise : bool
        ``False``: every order is tried (slow).
    allowdrift, allowmean : bool
        Whether constants are tried.
    box_cox : float, optional
        As in :class:`ARIMA`.

    Examples
    --------
    >>> AutoARIMA().fit([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).predict(h=2)["mean"].round(6).tolist()
    [11.0, 12.0]
    """

    _options = (
        "season_length",
        "d",
        "D",
        "max_p",
        "max_q",
        "max_P",
        "max_Q",
        "max_d",
        "max_D",
        "max_order",
        "stationary",
        "seasonal",
        "stepwise",
        "allowdrift",
        "allowmean",
        "box_cox",
    )

    def __init__(
        self,
        season_length: int = 0,
        d: int | None = None,
        D: int | None = None,
        max_p: int = 5,
        max_q: int = 5,
        max_P: int = 2,
        max_Q: int = 2,
        max_d: int = 2,
        max_D: int = 1,
        max_order: int = 5,
        stationary: bool = False,
        seasonal: bool = True,
        stepwise: bool = True,
        allowdrift: bool = True,
        allowmean: bool = True,
        box_cox: float | None = None,
        alias: str = "AutoARIMA",
    ) -> None:
        self.season_length, self.d, self.D, self.box_cox = season_length, d, D, box_cox
        self.max_p, self.max_q, self.max_P, self.max_Q = max_p, max_q, max_P, max_Q
        self.max_d, self.max_D, self.max_order = max_d, max_D, max_order
        self.stationary, self.seasonal, self.stepwise = stationary, seasonal, stepwise
        self.allowdrift, self.allowmean = allowdrift, allowmean
        self.core = _core.AutoArima(
            season_length=season_length,
            d=d,
            D=D,
            max_pdq=[max_p, max_d, max_q],
            max_PDQ=[max_P, max_D, max_Q],
            max_order=max_order,
            stationary=stationary,
            seasonal=seasonal,
            stepwise=stepwise,
            allow_drift=allowdrift,
            allow_mean=allowmean,
            box_cox=box_cox,
            alias=alias,
        )
