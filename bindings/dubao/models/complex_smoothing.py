"""Complex exponential smoothing: a level and a potential, without a choice between trend and no trend.

>>> from dubao.models import AutoCES
>>> AutoCES().fit([52.6, 49.5, 63.1, 70.2, 68.9, 75.4, 83.0, 79.9]).name
'CES(N)'
"""

from __future__ import annotations

from dubao import _core
from dubao.models.base import Model


class CES(Model):
    """Complex exponential smoothing of a chosen form, by maximum likelihood.

    Parameters
    ----------
    season : {"N", "S", "P", "F"}
        None; simple (every season its own level); partial (an additive season); full (a complex one).
    season_length : int
        4 for quarters, 12 for months; 0: from the frequency of the series.

    Examples
    --------
    >>> fitted = CES(season="N").fit([52.6, 49.5, 63.1, 70.2, 68.9, 75.4, 83.0, 79.9])
    >>> [name for name in fitted.params]
    ['alpha_0', 'alpha_1', 'l0', 'c0']
    """

    _options = ("season", "season_length")

    def __init__(self, season: str = "N", season_length: int = 0, alias: str = "CES") -> None:
        self.season, self.season_length = season, season_length
        self.core = _core.Ces(season=season, season_length=season_length, alias=alias)


class AutoCES(Model):
    """Complex exponential smoothing with the form chosen by AICc.

    Parameters
    ----------
    season_length : int
        As in :class:`CES`.
    model : {"Z", "N", "S", "P", "F"}
        ``"Z"`` chooses; another letter is :class:`CES` of that form.

    Examples
    --------
    >>> AutoCES(season_length=4).fit([3, 9, 5, 2, 4, 10, 6, 3, 4, 9, 6, 2, 3, 10, 5, 3, 4, 9, 5, 3]).name != "CES(N)"
    True
    """

    _options = ("season_length", "model")

    def __init__(self, season_length: int = 0, model: str = "Z", alias: str = "AutoCES") -> None:
        self.season_length, self.model = season_length, model
        if model == "Z":
            self.core = _core.AutoCes(season_length=season_length, alias=alias)
        else:
            self.core = _core.Ces(season=model, season_length=season_length, alias=alias)
