"""Season, trend and remainder by loess (STL, MSTL), the strength of a season, and models on the adjusted series.

>>> y = [100 + 2 * t + (5, -5, 3, -3)[t % 4] for t in range(24)]
>>> parts = stl(y, season_length=4)
>>> float(abs(parts.trend + parts.seasonal[4] + parts.remainder - y).max()) < 1e-9
True
>>> seasonal_strength(y, 4) > 0.9
True
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dubao import _core
from dubao.models.base import Model
from dubao.models.smoothing import AutoETS


@dataclass(frozen=True)
class Decomposition:
    """Components of a series: ``data = trend + Σ seasonal + remainder``.

    Attributes
    ----------
    data, trend, remainder : ndarray
        As long as the series; the remainder is NaN where the value is missing. With a Box-Cox power all are on that scale.
    seasonal : dict
        Season length → component.
    weights : ndarray or None
        Robustness weights, 0 to 1; only from :func:`stl`.
    notes : tuple of str
        Seasons that were dropped.
    """

    data: np.ndarray
    trend: np.ndarray
    seasonal: dict[int, np.ndarray]
    remainder: np.ndarray
    weights: np.ndarray | None = None
    notes: tuple[str, ...] = ()


def stl(
    y: Sequence[float] | np.ndarray,
    season_length: int,
    season_window: int = 0,
    *,
    season_degree: int = 0,
    trend_window: int = 0,
    trend_degree: int = 1,
    low_pass_window: int = 0,
    robust: bool = False,
) -> Decomposition:
    """Decomposes a series with one season, as R's ``stl`` does.

    Parameters
    ----------
    y : array of float
        Oldest first; NaN is a missing value: it carries no weight.
    season_length : int
        4 for quarters, 12 for months.
    season_window : int
        Years over which the season is smoothed (odd, at least 7); 0: the season is the same every year.
    season_degree, trend_degree : {0, 1}
        Local mean or local line.
    trend_window, low_pass_window : int
        In values, odd; 0: the defaults of Cleveland et al. (1990).
    robust : bool
        Against outliers.

    Returns
    -------
    Decomposition

    Raises
    ------
    InputError
        ``E-STL-001`` for an argument out of range, ``E-STL-002`` when two whole years are not exceeded or a season of the year
        was never observed.

    Examples
    --------
    >>> y = [100 + 2 * t + (5, -5, 3, -3)[t % 4] for t in range(24)]
    >>> stl(y, 4).seasonal[4][:4].round().tolist()
    [5.0, -5.0, 3.0, -3.0]
    """
    values = np.asarray(y, dtype=float)
    parts = _core.stl(
        values,
        season_length=season_length,
        season_window=season_window,
        season_degree=season_degree,
        trend_window=trend_window,
        trend_degree=trend_degree,
        low_pass_window=low_pass_window,
        robust=robust,
    )
    seasonal = {season_length: parts["seasonal"]}
    return Decomposition(values, parts["trend"], seasonal, parts["remainder"], parts["weights"])


def mstl(
    y: Sequence[float] | np.ndarray,
    season_length: int | Sequence[int],
    season_windows: Sequence[int] | None = None,
    *,
    robust: bool = False,
    iterations: int = 2,
    power: float | None = None,
) -> Decomposition:
    """Decomposes a series with several seasons, as R's ``forecast::mstl`` does.

    Parameters
    ----------
    y : array of float
        As in :func:`stl`.
    season_length : int or list of int
        One or several; those of which two whole cycles were not exceeded are dropped (``notes``).
    season_windows : list of int, optional
        One per season, shortest first; 11, 15, 19, … by default, 0: a fixed season.
    robust : bool
        Against outliers.
    iterations : int
        Rounds over the seasons.
    power : float, optional
        Box-Cox power in [0, 1] (0: logarithm) for values above zero.

    Returns
    -------
    Decomposition

    Raises
    ------
    InputError
        ``E-STL-001``, ``E-STL-002`` as in :func:`stl`; ``E-STL-003`` for a power with values that are not above zero.

    Examples
    --------
    >>> y = [50 + (2, -2, 0, 1, -1)[t % 5] + (6 if t % 15 < 7 else -6) for t in range(60)]
    >>> sorted(mstl(y, [5, 15]).seasonal)
    [5, 15]
    """
    lengths = _listed(season_length)
    parts = _core.mstl(
        np.asarray(y, dtype=float),
        season_lengths=lengths,
        season_windows=list(season_windows or []),
        robust=robust,
        iterations=iterations,
        power=power,
    )
    notes = tuple(parts["notes"])
    return Decomposition(parts["data"], parts["trend"], parts["seasonal"], parts["remainder"], notes=notes)


def seasonal_strength(y: Sequence[float] | np.ndarray, season_length: int) -> float:
    """Strength of a season, 0 to 1: ``1 − var(remainder) / var(remainder + season)``.

    R's ``nsdiffs`` takes a seasonal difference above 0.64. 0 where the series cannot be decomposed.

    Examples
    --------
    >>> seasonal_strength([1, 2, 3], 4)
    0.0
    """
    return _core.seasonal_strength(np.asarray(y, dtype=float), season_length)


class MSTL(Model):
    """The season by MSTL, any model on the seasonally adjusted series, the season's last cycle continued.

    Parameters
    ----------
    season_length : int or list of int
        One or several seasons.
    trend_forecaster : model, optional
        For the adjusted series; ``AutoETS(model="ZZN")`` by default.
    season_windows : list of int, optional
        One per season; 11, 15, … by default, 0: a fixed season.
    robust : bool
        Season against outliers.
    box_cox : bool
        Transforms positive data, the power in [0, 1] by profile likelihood: for a season that grows with the level.

    Examples
    --------
    >>> from dubao.models import Drift
    >>> y = [100 + 2 * t + (5, -5, 3, -3)[t % 4] for t in range(24)]
    >>> MSTL(season_length=4, trend_forecaster=Drift()).fit(y).name
    'MSTL(4) + RandomWalkWithDrift'
    """

    _options = ("season_length", "trend_forecaster", "season_windows", "robust", "box_cox")

    def __init__(
        self,
        season_length: int | Sequence[int],
        trend_forecaster: Model | None = None,
        season_windows: Sequence[int] | None = None,
        robust: bool = False,
        box_cox: bool = False,
        alias: str = "MSTL",
    ) -> None:
        from dubao.arguments import core_model

        self.season_length = season_length if isinstance(season_length, int) else list(season_length)
        self.trend_forecaster = AutoETS(model="ZZN") if trend_forecaster is None else trend_forecaster
        self.season_windows = None if season_windows is None else list(season_windows)
        self.robust, self.box_cox = robust, box_cox
        self.core = _core.Decomposed(
            core_model(self.trend_forecaster),
            season_lengths=_listed(season_length),
            season_windows=self.season_windows or [],
            robust=robust,
            box_cox=box_cox,
            alias=alias,
        )


def _listed(season_length: int | Sequence[int]) -> list[int]:
    return [season_length] if isinstance(season_length, int) else [int(m) for m in season_length]
