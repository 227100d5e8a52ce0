"""Models without a likelihood to maximise: naive forecasts, averages, drift.

>>> from dubao.models import Drift
>>> Drift().fit([10, 12, 11, 13]).predict(h=2)["mean"].tolist()
[14.0, 15.0]
"""

from __future__ import annotations

from dubao import _core
from dubao.models.base import Model


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


class SeasonalWindowAverage(Model):
    """The mean of the last ``window_size`` observed values of each season.

    >>> SeasonalWindowAverage(season_length=4, window_size=2).fit([1, 2, 3, 4, 3, 4, 5, 6]).predict(h=5)["mean"].tolist()
    [2.0, 3.0, 4.0, 5.0, 2.0]
    """

    _options = ("season_length", "window_size")

    def __init__(self, season_length: int, window_size: int, alias: str = "SeasWA") -> None:
        self.season_length, self.window_size = season_length, window_size
        self.core = _core.SeasonalWindowAverage(
            window_size=window_size, season_length=season_length, alias=alias
        )


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
