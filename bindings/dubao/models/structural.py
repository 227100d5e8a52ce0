"""Structural models: level, slope, season, cycle and effects as components that are not observed.

>>> from dubao.models import StructuralTrend
>>> StructuralTrend(trend="drift").fit([10, 12, 13, 15, 18, 19, 21, 22]).name
'Structural(drift)'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.models.base import SEED, FittedModel, Model


class FittedStructural(FittedModel):
    """A fitted structural model: a :class:`FittedModel` that knows its components."""

    def components(self) -> dict[str, np.ndarray]:
        """Smoothed components and their standard errors, arrays of the length of ``y``.

        Returns
        -------
        dict
            ``level``, ``slope``, ``season``, ``cycle``, ``effects`` (all together) and each effect by its name, ``signal``
            (their sum, without irregular and sampling error), those the model has; beside each a key with ``-se``. Unit of
            ``y``, logarithms for a model of logarithms. The standard errors take the estimated variances as given.

        Raises
        ------
        InputError
            ``E-STR-004`` when the series was too short for a structural model.

        Examples
        --------
        >>> y = [10, 12, 13, 15, 18, 19, 21, 22]
        >>> sorted(StructuralTrend(trend="drift").fit(y).components())
        ['level', 'level-se', 'signal', 'signal-se', 'slope', 'slope-se']
        """
        out: dict[str, np.ndarray] = {}
        for name, (values, errors) in self._structural().components().items():
            out[name] = values
            out[f"{name}-se"] = errors
        return out

    def standardised_innovations(self) -> np.ndarray:
        """One-step errors divided by their standard deviations, NaN where there is none.

        >>> StructuralTrend(trend="local level").fit([5, 7, 6, 8, 7, 9]).standardised_innovations().shape
        (6,)
        """
        return self._structural().standardised_innovations()

    def signal_draws(self, h: int, n: int = 2000, seed: int = SEED) -> np.ndarray:
        """Sample paths of the signal, without the sampling error of the standard errors, ``n`` × ``h``.

        >>> fitted = StructuralTrend(trend="drift").fit([10, 12, 13, 15, 18, 19], standard_errors=[1.0] * 6)
        >>> bool(fitted.signal_draws(1).std() < fitted.draws(1).std())
        True
        """
        return self._structural().signal_draws(h, n, seed)

    def _structural(self) -> _core.FittedStructural:
        if isinstance(self._core, _core.FittedStructural):
            return self._core
        raise InputError(
            Problem(
                "E-STR-004",
                argument="y",
                vi="chuỗi quá ngắn cho mô hình cấu trúc, nên không có thành phần",
                en="the series is too short for a structural model, so there are no components",
                remedy_vi="xem notes; đưa vào chuỗi dài hơn",
                remedy_en="see notes; give a longer series",
            )
        )


class StructuralTrend(Model):
    """Structural time-series model, by exact maximum likelihood. Known standard errors are the variances of the observations.

    Parameters
    ----------
    trend : str
        ``"constant"``, ``"local level"``, ``"random walk"``, ``"line"``, ``"drift"``, ``"random walk with drift"``,
        ``"local linear"``, ``"smooth"`` or ``"damped"``.
    season : {"none", "dummy", "trigonometric", "fixed"}, optional
        By default trigonometric when ``season_length`` is given, otherwise none.
    season_length : int
        4 for quarters, 12 for months; 0: from the frequency of the series.
    cycle : bool
        A stochastic cycle, its period between ``cycle_shortest`` and ``cycle_longest`` periods of the series (0: 1.5 years,
        at least 3 periods, to 12 years).
    interventions : list of (str, int)
        ``"level shift"``, ``"outlier"``, ``"temporary change"`` or ``"slope change"``, and the position (from 0).
    irregular : bool, optional
        With standard errors: whether an irregular component is estimated besides; by default only where it is needed.
    log : bool
        Fits logarithms where all values are above zero.
    point : {"median", "mean"}
        Point forecast of a model of logarithms.
    target : {"survey", "signal"}
        Paths when standard errors are known: of the next survey figure, as all other models, or of the signal alone.

    Examples
    --------
    >>> y = [10, 12, 13, 15, 18, 19, 21, 22]
    >>> fitted = StructuralTrend(trend="drift").fit(y)
    >>> round(float(fitted.predict(h=1)["mean"][0]), 1)
    24.3
    """

    _options = (
        "trend", "season", "season_length", "cycle", "cycle_shortest", "cycle_longest", "interventions", "irregular", "log",
        "point", "target",
    )  # fmt: skip

    def __init__(
        self,
        trend: str = "local linear",
        season: str | None = None,
        season_length: int = 0,
        cycle: bool = False,
        cycle_shortest: float = 0.0,
        cycle_longest: float = 0.0,
        interventions: Iterable[tuple[str, int]] = (),
        irregular: bool | None = None,
        log: bool = False,
        point: str = "median",
        target: str = "survey",
        alias: str = "StructuralTrend",
    ) -> None:
        self.trend = trend
        self.season = season if season is not None else ("trigonometric" if season_length > 1 else "none")
        self.season_length = season_length
        self.cycle = cycle
        self.cycle_shortest, self.cycle_longest = cycle_shortest, cycle_longest
        self.interventions = [(str(kind), int(position)) for kind, position in interventions]
        self.irregular = irregular
        self.log = log
        self.point = point
        self.target = target
        self.core = _core.Structural(
            trend=trend,
            season=self.season,
            season_length=season_length,
            cycle=cycle,
            cycle_shortest=cycle_shortest,
            cycle_longest=cycle_longest,
            interventions=self.interventions,
            irregular=irregular,
            log=log,
            point=point,
            target=target,
            alias=alias,
        )

    def fit(
        self,
        y: Sequence[float] | np.ndarray | _core.Series,
        standard_errors: Sequence[float] | np.ndarray | None = None,
        breaks: Sequence[int] | None = None,
        X: Sequence[Sequence[float]] | np.ndarray | None = None,
        names: Sequence[str] | None = None,
    ) -> FittedStructural:
        """As :meth:`Model.fit`; the result also gives its components.

        >>> StructuralTrend(trend="local level").fit([5, 7, 6, 8, 7, 9]).components()["level"].shape
        (6,)
        """
        fitted = super().fit(y, standard_errors, breaks, X, names)
        return FittedStructural(fitted._core, fitted._source)


UCM = StructuralTrend
