"""The result of every regression.

>>> from dubao import regression
>>> "RegressionResult" in regression.__all__
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from dubao import _core
from dubao.arguments import percent_levels
from dubao.errors import Language
from dubao.regression.base import choice, new_rows
from dubao.regression.summary import summary_text

# Ends of the intervals that hold a share of (0, 1).
Limits = Callable[[float], tuple[np.ndarray, np.ndarray]]


def with_limits(mean: np.ndarray, level: float | Iterable[float], limits: Limits) -> dict[str, np.ndarray]:
    """Means and the ends of their intervals, ``mean``, ``lo-95``, ``hi-95``, … as forecasts have them."""
    out = {"mean": mean}
    for one in percent_levels(level):
        out[f"lo-{one:g}"], out[f"hi-{one:g}"] = limits(one / 100)
    return out


def symmetric_limits(result: RegressionResult, mean: np.ndarray, error: np.ndarray) -> Limits:
    """Mean ± quantile · standard error, under the distribution that the result uses."""

    def limits(share: float) -> tuple[np.ndarray, np.ndarray]:
        half = _core.regression.interval_factor(share, result.reference, result.residual_df) * error
        return mean - half, mean + half

    return limits


class RegressionResult:
    """A fitted regression: named coefficients, their errors, and predictions.

    Attributes
    ----------
    model : str
        Name of the model: ``"OLS"``, ``"Poisson"``, …
    names : list of str
        Of the kept columns, ``"intercept"`` first where there is one.
    params_array, standard_errors_array : ndarray
        Coefficients and their standard errors in the order of ``names``; :attr:`params`, :attr:`standard_errors`,
        :attr:`test_statistics` and :attr:`pvalues` hold them by name. P-values are two-sided under Student's t or the
        normal (``reference``).
    covariance : ndarray
        Of the coefficients, in the order of ``names``.
    loglik, aic, bic, scale : float
        NaN where the model does not define them; a note says why.
    fitted, residuals : ndarray
        On the scale of the response.
    statistics : dict
        ``r2``, ``adjusted_r2``, ``f``, ``deviance``, …, whatever the model defines.
    dropped : tuple of str
        Columns left out because the ones before say the same.
    notes : tuple of str
        What the reader must know, in English; :meth:`summary` translates.
    """

    # What an interval of predict means when the caller does not say: "confidence" of the mean, or "prediction" of a new value.
    _default_interval = "confidence"
    _intervals: tuple[str, ...] = ("confidence",)

    def __init__(
        self, core: Any, columns: Sequence[str], named: bool = False, extra_notes: Iterable[str] = ()
    ) -> None:
        self._core = core
        self._columns = list(columns)
        self._named = named
        self.model: str = core.model
        self.names: list[str] = list(core.names)
        self.params_array: np.ndarray = core.params
        self.covariance: np.ndarray = core.covariance
        self.standard_errors_array: np.ndarray = core.standard_errors()
        self.reference: str = core.reference
        self.residual_df: float = core.residual_df
        self.observations: int = core.observations
        self.loglik: float = core.loglik
        self.aic: float = core.aic
        self.bic: float = core.bic
        self.scale: float = core.scale
        self.fitted: np.ndarray = core.fitted
        self.residuals: np.ndarray = core.residuals
        self.statistics: dict[str, float] = dict(core.statistics)
        self.dropped: tuple[str, ...] = tuple(core.dropped)
        self.notes: tuple[str, ...] = (*core.notes, *extra_notes)
        self.converged: bool = core.converged
        self.iterations: int = core.iterations

    def _by_name(self, values: np.ndarray) -> dict[str, float]:
        return dict(zip(self.names, values.tolist(), strict=True))

    @property
    def params(self) -> dict[str, float]:
        """Coefficients by name."""
        return self._by_name(self.params_array)

    @property
    def standard_errors(self) -> dict[str, float]:
        """Standard errors by name."""
        return self._by_name(self.standard_errors_array)

    @property
    def test_statistics(self) -> dict[str, float]:
        """Coefficient / standard error by name."""
        return self._by_name(self._core.test_statistics())

    @property
    def pvalues_array(self) -> np.ndarray:
        """Two-sided p-values in the order of ``names``."""
        return self._core.pvalues()

    @property
    def pvalues(self) -> dict[str, float]:
        """Two-sided p-values by name."""
        return self._by_name(self.pvalues_array)

    def conf_int(self, level: float = 95) -> dict[str, tuple[float, float]]:
        """Confidence intervals of the coefficients.

        Parameters
        ----------
        level : float
            Percent between 0 and 100.

        Returns
        -------
        dict
            name → (low, high).

        Raises
        ------
        InputError
            E-FRC-002 for a level outside (0, 100).
        """
        [asked] = percent_levels(level)
        limits = self._core.conf_int(asked / 100)
        return {name: (low, high) for name, (low, high) in zip(self.names, limits.tolist(), strict=True)}

    def _rows(self, X: Any) -> np.ndarray:
        return new_rows(X, self._columns, self._named)

    def _mean(self, x: np.ndarray) -> np.ndarray:
        return _core.regression.linear_predictor(self._core, x)

    def _limits(self, x: np.ndarray, share: float, interval: str) -> tuple[np.ndarray, np.ndarray]:
        """Ends of the interval of `share` for each row; models with a link or a prediction variance override."""
        error = _core.regression.standard_error_of_mean(self._core, x)
        return symmetric_limits(self, self._mean(x), error)(share)

    def predict(
        self, X: Any, level: float | Iterable[float] | None = None, *, interval: str | None = None
    ) -> Any:
        """Means of new rows, and intervals where a level is given.

        Parameters
        ----------
        X : array or frame
            Columns as in the fit (a frame or mapping: found by name), without the intercept.
        level : float or list of float, optional
            Percent between 0 and 100.
        interval : {"confidence", "prediction"}, optional
            Of the mean, or of a new observation; not every model has both.

        Returns
        -------
        ndarray or dict
            Without ``level`` the means; with it a dict of ``mean``, ``lo-95``, ``hi-95``, … as forecasts have.

        Raises
        ------
        InputError
            E-DES-010 for other columns than the fit's, E-FRC-002 for a level outside (0, 100), E-DES-015 for an interval that
            the model does not have.
        """
        x = self._rows(X)
        mean = self._mean(x)
        if level is None:
            return mean
        kind = choice("interval", interval or self._default_interval, self._intervals)
        return with_limits(mean, level, lambda share: self._limits(x, share, kind))

    def summary(self, lang: Language | None = None, level: float = 95) -> str:
        """The fit as a text: coefficients with errors, tests and intervals, measures of fit, notes.

        Parameters
        ----------
        lang : {"vi", "en"}, optional
            By default the user's language, see :func:`dubao.errors.user_language`.
        level : float
            Percent of the intervals.
        """
        return summary_text(self, lang, level)

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value:.6g}" for name, value in self.params.items())
        return f"<{self.model}: {shown}>"
