"""Names of the ecosystem for forms of exponential smoothing that the library has under another name.

Each is :class:`~dubao.models.ETS` with some arguments set: same numbers, same criteria, same intervals.

>>> from dubao.models import ETS
>>> y = [10, 11.2, 11.9, 13.1, 13.8, 15.2, 15.9, 17.1, 18.2, 18.8]
>>> Holt().fit(y).loglik == ETS(error="A", trend="A").fit(y).loglik
True
"""

from __future__ import annotations

from dubao import _core
from dubao.models.base import Model


class SimpleExponentialSmoothing(Model):
    """Simple exponential smoothing with a given ``alpha``; the first level is estimated.

    StatsForecast starts at the first value instead, so that the two differ while the start is remembered.

    Parameters
    ----------
    alpha : float
        Weight of the newest value, above 0 and below 1.

    Examples
    --------
    >>> round(SimpleExponentialSmoothing(alpha=0.3).fit([10, 12, 11, 13, 12, 14]).params["alpha"], 9)
    0.3
    """

    _options = ("alpha",)

    def __init__(self, alpha: float, alias: str = "SES") -> None:
        self.alpha = alpha
        self.core = _core.smoothing_of_given_alpha(alpha=alpha, alias=alias)


class SimpleExponentialSmoothingOptimized(Model):
    """Simple exponential smoothing: ``ETS(error="A", trend="N", season="N")``.

    >>> SimpleExponentialSmoothingOptimized().fit([10, 12, 11, 13, 12, 14]).name
    'ETS(A,N,N)'
    """

    def __init__(self, alias: str = "SESOpt") -> None:
        self.core = _ets(error="A", trend="N", season="N", season_length=1, alias=alias)


class Holt(Model):
    """Holt's linear trend: ``ETS(error=error_type, trend="A", season="N")``.

    Parameters
    ----------
    season_length : int
        Without effect, kept for scripts that give it.
    error_type : {"A", "M"}

    Examples
    --------
    >>> Holt().fit([10, 11.2, 11.9, 13.1, 13.8, 15.2, 15.9, 17.1]).name
    'ETS(A,A,N)'
    """

    _options = ("season_length", "error_type")

    def __init__(self, season_length: int = 1, error_type: str = "A", alias: str = "Holt") -> None:
        self.season_length, self.error_type = season_length, error_type
        self.core = _ets(error=error_type, trend="A", season="N", season_length=1, alias=alias)


class HoltWinters(Model):
    """Holt and Winters' trend and season: ``ETS(error=error_type, trend="A", season=error_type)``.

    Parameters
    ----------
    season_length : int
        4 for quarters, 12 for months.
    error_type : {"A", "M"}
        Of error and season.

    Examples
    --------
    >>> y = [100 + 2 * t + (5, -5, 3, -3)[t % 4] + (t * 7) % 3 for t in range(24)]
    >>> HoltWinters(season_length=4).fit(y).name
    'ETS(A,A,A)'
    """

    _options = ("season_length", "error_type")

    def __init__(self, season_length: int = 1, error_type: str = "A", alias: str = "HoltWinters") -> None:
        self.season_length, self.error_type = season_length, error_type
        self.core = _ets(
            error=error_type, trend="A", season=error_type, season_length=season_length, alias=alias
        )


def _ets(error: str, trend: str, season: str, season_length: int, alias: str) -> _core.Ets:
    return _core.Ets(
        error=error,
        trend=trend,
        damped=False,
        season=season,
        season_length=season_length,
        largest_trend_share=1.0,
        alias=alias,
    )
