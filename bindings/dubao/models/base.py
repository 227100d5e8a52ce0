"""What every model and every fit offers.

>>> from dubao.models import Naive
>>> Naive().fit([10, 12, 11]).predict(h=1)["mean"].tolist()
[11.0]
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import numpy as np

from dubao import _core
from dubao.errors import Collector, InputError, Problem
from dubao.models.saving import FitSource, make_series

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

    def __init__(
        self, core: _core.Fitted, source: FitSource | None = None, notes: Sequence[str] | None = None
    ) -> None:
        self._core = core
        self._source = source
        self.name: str = core.name
        self.params: dict[str, float] = dict(core.params)
        self.loglik: float = core.loglik
        self.aic: float = core.aic
        self.aicc: float = core.aicc
        self.bic: float = core.bic
        self.sigma2: float = core.sigma2
        self.fitted_values: np.ndarray = core.fitted_values
        self.residuals: np.ndarray = core.residuals
        self.notes: tuple[str, ...] = tuple(core.notes if notes is None else notes)

    def predict(
        self,
        h: int,
        level: Iterable[float] | float | None = None,
        *,
        quantiles: Iterable[float] | None = None,
        n: int = DRAWS,
        seed: int = SEED,
        X: np.ndarray | None = None,
        intervals: str = "simulated",
    ) -> dict[str, np.ndarray]:
        """Point forecasts, intervals and quantiles. Intervals are quantiles of ``draws(h, n, seed, intervals=…)``.

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
        X : array, optional
            Regressors of the ``h`` periods ahead (``h`` × columns), when the model was fitted with regressors; or sample paths
            of them (paths × ``h`` × columns), which path d of the forecast follows one by one.
        intervals : {"simulated", "analytic", "bootstrap", "conformal", "calibrated"}
            Where the width comes from, see :meth:`draws`; the point forecast is the same for all.

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
        core = self._ahead(X)
        out = {"mean": core.mean(h)}
        if wanted:
            found = _core.quantiles(self._paths(core, h, n, seed, intervals), list(wanted.values()))
            out |= {key: found[i] for i, key in enumerate(wanted)}
        return out

    def draws(
        self,
        h: int,
        n: int = 2000,
        seed: int = SEED,
        X: np.ndarray | None = None,
        intervals: str = "simulated",
    ) -> np.ndarray:
        """Sample paths, ``n`` × ``h``, unit of ``y``; same seed, same bits. ``X``: as in :meth:`predict`.

        Parameters
        ----------
        intervals : {"simulated", "analytic", "bootstrap", "conformal", "calibrated"}
            ``"simulated"``: the model's own paths, normal innovations, uncertain parameters. ``"bootstrap"``: the same with
            innovations resampled from the standardised residuals (normal below 8 residuals). ``"analytic"``: normal with the
            closed-form forecast variance, parameters known, as R prints intervals; the paths keep the ranks of the simulated
            ones. ``"conformal"``: as wide as the errors of this model at past origins of this series, one fit an origin.
            ``"calibrated"``: by the score table that ships with the library, as in :class:`dubao.Forecaster`; the model's own
            paths where it has none.

        Raises
        ------
        ModelError
            E-MOD-009 where the model has no closed-form variance, E-MOD-010 where it has no residuals to resample.
        InputError
            E-FOR-009 for another word.

        Examples
        --------
        >>> from dubao.models import Naive
        >>> fitted = Naive().fit([10, 12, 11])
        >>> fitted.draws(h=3, n=5, seed=1).shape
        (5, 3)
        >>> fitted.predict(h=1, level=95, intervals="analytic")["hi-95"].round(2).tolist()  # 11 + 1.96 √2.5
        [14.1]
        """
        return self._paths(self._ahead(X), h, n, seed, intervals)

    def _ahead(self, X: np.ndarray | None) -> _core.Fitted:
        """The fit with the regressors of the periods ahead: rows, or paths of rows."""
        if X is None:
            return self._core
        if np.ndim(X) == 3:
            return _core.with_driver_paths(self._core, np.asarray(X, dtype=float))
        return self._core.with_future(_rows(X))

    def _paths(self, core: _core.Fitted, h: int, n: int, seed: int, intervals: str) -> np.ndarray:
        if intervals == "simulated":
            return core.draws(h, n, seed)
        source = self._source
        if source is None:
            return _core.interval_draws(core, intervals, h, n, seed)
        series = source.seasonal_series() if intervals == "calibrated" else source.series
        return _core.interval_draws(
            core, intervals, h, n, seed, source.model.core, series, source.rows, source.names
        )

    def forecast_variance(self, h: int) -> np.ndarray:
        """Closed-form variance of the forecast errors, squared unit of ``y``, length ``h``: what analytic intervals use.

        Raises
        ------
        ModelError
            E-MOD-009 where the model has no formula.

        Examples
        --------
        >>> from dubao.models import Naive
        >>> Naive().fit([10, 12, 11]).forecast_variance(2).round(6).tolist()
        [2.5, 5.0]
        """
        return _core.forecast_variance(self._core, h)

    def update(
        self,
        new_y: Sequence[float] | np.ndarray | float,
        standard_errors: Sequence[float] | np.ndarray | None = None,
        X: Sequence[Sequence[float]] | np.ndarray | None = None,
    ) -> FittedModel:
        """The fit moved on by new values, parameters held: nothing is estimated again.

        Parameters
        ----------
        new_y : array of float
            Values of the periods after the last one; NaN is missing.
        standard_errors : array of float, optional
            Of the new values, where the fit had some; unknown when left out.
        X : array of float, optional
            Regressors of the new periods and of any known future after them; by default the future rows that the fit was
            given serve.

        Returns
        -------
        FittedModel
            A new one; this one stays as it is.

        Raises
        ------
        ModelError
            E-MOD-008 when the parameters cannot describe the new values.
        InputError
            E-MOD-006 when the model cannot hold its parameters, E-SER-001 for an infinite value, E-REG-004 when the
            regressors of the new periods are not known.

        Examples
        --------
        >>> from dubao.models import ETS
        >>> fitted = ETS().fit([10, 12, 11, 13, 12, 14])
        >>> moved = fitted.update([15])
        >>> moved.params == fitted.params, len(moved.fitted_values)
        (True, 7)
        """
        rows = None if X is None else _rows(X)
        longer = self.source().extended(new_y, standard_errors, rows)
        return FittedModel(longer.restored(self.core_params), longer)

    def ljung_box(self, lags: int | None = None, fitted_degrees: int = 0) -> dict[str, Any]:
        """Is there autocorrelation left in the residuals? See :func:`dubao.evaluation.ljung_box`.

        Parameters
        ----------
        lags : int, optional
            By default 10, at most a fifth of the residuals.
        fitted_degrees : int
            Parameters fitted to the autocorrelation, for instance p + q of ARMA; 0 for exponential smoothing, as R has it.

        Returns
        -------
        dict
            ``statistic``, ``p_value``, ``lags``, ``degrees_of_freedom``, ``count``.

        Examples
        --------
        >>> from dubao.models import Naive
        >>> sorted(Naive().fit([10, 12, 11, 13, 12, 14, 13, 15]).ljung_box(lags=1))
        ['count', 'degrees_of_freedom', 'lags', 'p_value', 'statistic']
        """
        from dubao.diagnostics import ljung_box

        return ljung_box(self.residuals, lags, fitted_degrees)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the fit as a JSON file that :func:`dubao.models.load` reads; see :mod:`dubao.models.saving`.

        The file is complete or not written at all; an earlier file of that name is replaced only by a complete one.

        Parameters
        ----------
        path : path

        Raises
        ------
        InputError
            E-MOD-006 when the model cannot hold its parameters, E-SAV-003 or E-SAV-004 when it is not a model of
            ``dubao.models`` with plain options, E-OUT-001 when the file cannot be written.
        """
        from dubao.models import saving

        saving.write(self, path)

    @property
    def core_params(self) -> list[tuple[str, float]]:
        """Parameters in the model's order, as the core takes them back."""
        return list(self._core.params)

    def source(self) -> FitSource:
        """What the fit was made of; E-MOD-006 when that is not known."""
        if self._source is None:
            raise InputError(
                Problem(
                    "E-MOD-006",
                    argument=self.name,
                    vi="không biết mô hình và chuỗi của lần ước lượng này",
                    en="model and series of this fit are not known",
                    remedy_vi="ước lượng bằng Model.fit",
                    remedy_en="fit with Model.fit",
                )  # fmt: skip
            )
        return self._source

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
        X: Sequence[Sequence[float]] | np.ndarray | None = None,
        names: Sequence[str] | None = None,
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
        X : array of float, optional
            Regressors, one row a period and one column a regressor; rows beyond ``y`` are their future path. Taken by
            ARIMA and structural models, refused by the others.
        names : list of str, optional
            Names of the columns of ``X``; ``x1``, ``x2``, … by default.

        Returns
        -------
        FittedModel

        Raises
        ------
        InputError
            ``E-MOD-001`` when no value is observed, ``E-SER-001`` for an infinite one, ``E-SER-002`` when the standard
            errors do not fit, ``E-MOD-003`` for a break outside the array, ``E-MOD-005`` when the model takes no
            regressors, ``E-REG-001`` to ``E-REG-004`` when they do not fit the series.
        """
        rows = None if X is None else _rows(X)
        columns = [] if rows is None else list(names or (f"x{j + 1}" for j in range(rows.shape[1])))
        if isinstance(y, _core.Series):
            return FittedModel(self.core.fit(y, rows, columns), FitSource(self, y, True, rows, columns))
        errors = None if standard_errors is None else np.asarray(standard_errors, dtype=float)
        values, marks = np.asarray(y, dtype=float), [int(b) for b in breaks or ()]
        core = self.core.fit_array(values, errors, marks, regressors=rows, names=columns)
        return FittedModel(core, FitSource(self, make_series(values, errors, marks), False, rows, columns))

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._options)
        return f"{type(self).__name__}({inside})"


def _rows(regressors: Sequence[Sequence[float]] | np.ndarray) -> np.ndarray:
    rows = np.asarray(regressors, dtype=float)
    return rows.reshape(-1, 1) if rows.ndim == 1 else rows


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
