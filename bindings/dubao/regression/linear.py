"""Linear regression: ordinary, weighted and generalised least squares.

>>> fit = OLS().fit({"output": [1.0, 2, 3, 4]}, [2.1, 3.9, 6.2, 7.8])
>>> {name: round(value, 6) for name, value in fit.params.items()}
{'intercept': 0.15, 'output': 1.94}
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.regression.base import DesignColumns, RegressionModel, choice, read_values
from dubao.regression.result import RegressionResult

COVARIANCES = ("classical", "HC0", "HC1", "HC2", "HC3", "newey-west", "cluster")


class LinearResult(RegressionResult):
    """Result of :class:`OLS`, :class:`WLS` and :class:`GLS`: what all regressions have, and diagnostics.

    ``predict(X, level=95)`` gives prediction intervals of a new observation (of weight 1); ``interval="confidence"`` those of the
    mean.
    """

    _default_interval = "prediction"
    _intervals = ("prediction", "confidence")

    def __init__(self, fit: Any, data: DesignColumns, again: Callable[[], Any]) -> None:
        super().__init__(fit.result, data.names, data.named)
        self.unscaled_covariance: np.ndarray = fit.unscaled_covariance
        self._again = again

    @property
    def r2(self) -> float:
        """Share of the variance explained; about 0 instead of the mean without an intercept."""
        return self.statistics["r2"]

    @property
    def adjusted_r2(self) -> float:
        """R² that counts the coefficients."""
        return self.statistics["adjusted_r2"]

    @property
    def f(self) -> float:
        """F statistic of all coefficients but the intercept being zero; NaN where there is none."""
        return self.statistics.get("f", math.nan)

    @property
    def f_pvalue(self) -> float:
        """p-value of ``f``."""
        return self.statistics.get("f_pvalue", math.nan)

    @cached_property
    def _diagnostics(self) -> Any:
        return self._again()

    @property
    def influence(self) -> dict[str, np.ndarray]:
        """Influence of each observation.

        ``leverage`` (0 to 1), ``studentized`` and ``externally_studentized`` residuals, ``cooks_distance``, ``dffits``; NaN for an
        observation of leverage 1, through which the fit passes.
        """
        return dict(self._diagnostics.influence)

    @property
    def leverage(self) -> np.ndarray:
        """Weight of each observation in its own fitted value, 0 to 1; above 2k/n is large."""
        return self.influence["leverage"]

    @property
    def cooks_distance(self) -> np.ndarray:
        """How far all fitted values move when the observation is left out, in units of k s²; above 4/n is worth a look."""
        return self.influence["cooks_distance"]

    @property
    def vif(self) -> dict[str, float]:
        """Variance inflation factor by column, without the intercept; above 10 the data hardly tell the columns apart."""
        values = dict(zip(self.names, self._diagnostics.inflation.tolist(), strict=True))
        return {name: value for name, value in values.items() if not math.isnan(value)}

    def _limits(self, x: np.ndarray, share: float, interval: str) -> tuple[np.ndarray, np.ndarray]:
        if interval == "confidence":
            return super()._limits(x, share, interval)
        mean = self._mean(x)
        factor = _core.regression.interval_factor(share, self.reference, self.residual_df)
        error = _core.regression.standard_error_of_mean(self._core, x)
        half = factor * np.sqrt(self.scale + error**2)
        return mean - half, mean + half


class _LinearModel(RegressionModel):
    def __init__(
        self,
        intercept: bool = True,
        *,
        covariance: str = "classical",
        lags: int | None = None,
        small_sample: bool = True,
    ) -> None:
        super().__init__(intercept)
        self.covariance = choice("covariance", covariance, COVARIANCES)
        self.lags = lags
        self.small_sample = bool(small_sample)

    def _fit(
        self,
        solver: Callable[..., Any],
        data: DesignColumns,
        arrays: tuple[np.ndarray, ...],
        clusters: Any,
    ) -> LinearResult:
        groups: list[int] = []
        if clusters is not None:
            if self.covariance != "cluster":
                raise InputError(
                    Problem(
                        "E-LIN-009",
                        argument="clusters",
                        vi="có nhóm quan sát nhưng covariance không phải là 'cluster'",
                        en="groups are given but covariance is not 'cluster'",
                        remedy_vi="đặt covariance='cluster' hoặc bỏ clusters",
                        remedy_en="pass covariance='cluster', or leave clusters out",
                    )
                )
            codes: dict[Any, int] = {}
            groups = [codes.setdefault(value, len(codes)) for value in np.asarray(clusters).ravel().tolist()]
        elif self.covariance == "cluster":
            raise InputError(
                Problem(
                    "E-LIN-006",
                    argument="clusters",
                    vi="chưa cho biết mỗi quan sát thuộc nhóm nào",
                    en="the groups of the observations are not given",
                    remedy_vi="gọi fit(X, y, clusters=...)",
                    remedy_en="call fit(X, y, clusters=...)",
                )
            )
        lags = -1 if self.lags is None else int(self.lags)
        if self.lags is not None and lags < 0:
            raise InputError(
                Problem(
                    "E-LIN-005",
                    argument="lags",
                    vi=f"số độ trễ {lags} là số âm",
                    en=f"{lags} lags are negative",
                    remedy_vi="ghi số nguyên không âm, hoặc bỏ trống",
                    remedy_en="give a whole number of at least 0, or none",
                )
            )

        def run(diagnostics: bool) -> Any:
            return solver(
                data.x,
                *arrays,
                names=data.names,
                intercept=self.intercept,
                covariance=self.covariance,
                lags=lags,
                clusters=groups,
                small_sample=self.small_sample,
                diagnostics=diagnostics,
            )

        return LinearResult(run(False), data, lambda: run(True))


class OLS(_LinearModel):
    """Ordinary least squares.

    Parameters
    ----------
    intercept : bool
        Whether a column of ones is put before the others.
    covariance : {"classical", "HC0", "HC1", "HC2", "HC3", "newey-west", "cluster"}
        What the standard errors assume: equal variances; any variances (HC0 … HC3); any variances and autocorrelation, rows in
        the order of time (``newey-west``); any dependence within groups (``cluster``, the groups given to ``fit``).
    lags : int, optional
        Of Newey-West; by default ⌊4 (n/100)^(2/9)⌋.
    small_sample : bool
        Whether Newey-West is multiplied by n/(n − k) and cluster by G/(G − 1) · (n − 1)/(n − k).

    Examples
    --------
    >>> fit = OLS(covariance="HC3").fit([[0], [1], [2], [3]], [1, 3, 4, 8], names=["t"])
    >>> round(fit.params["t"], 6), round(fit.standard_errors["t"], 6)
    (2.2, 0.777752)
    >>> OLS().fit([[1, 2], [2, 4], [3, 6]], [1, 2, 4], names=["a", "twice"]).dropped
    ('twice',)
    """

    def fit(
        self, X: Any, y: Any, names: Sequence[str] | None = None, weights: Any = None, *, clusters: Any = None
    ) -> LinearResult:
        """Fits the model.

        Parameters
        ----------
        X : array, sequence of rows, mapping of columns or frame
            Observations × columns, without the intercept.
        y : array
            One value an observation.
        names : sequence of str, optional
            Names of the columns; a frame or mapping brings its own.
        weights : array, optional
            With weights the fit is that of :class:`WLS`.
        clusters : array, optional
            Group of each observation, for ``covariance="cluster"``.

        Raises
        ------
        InputError
            E-DES-001 … E-DES-015 for wrong input, E-LIN-001 … E-LIN-009; see the page of errors.
        """
        data, response, given = self._read(X, y, names, weights)
        if weights is not None:
            return self._fit(_core.regression.fit_wls, data, (response, given), clusters)
        return self._fit(_core.regression.fit_ols, data, (response,), clusters)


class WLS(_LinearModel):
    """Weighted least squares: the variance of observation i is σ²/wᵢ. Parameters as :class:`OLS`.

    Examples
    --------
    >>> fit = WLS().fit([[0], [1], [2]], [1, 3, 9], weights=[1, 1, 0])
    >>> [round(value, 9) for value in fit.params.values()], fit.observations
    ([1.0, 2.0], 2)
    """

    def fit(
        self, X: Any, y: Any, names: Sequence[str] | None = None, weights: Any = None, *, clusters: Any = None
    ) -> LinearResult:
        """Fits the model; ``weights`` are needed (E-LIN-002). Other parameters as :meth:`OLS.fit`."""
        data, response, given = self._read(X, y, names, weights)
        return self._fit(_core.regression.fit_wls, data, (response, given), clusters)


class GLS(_LinearModel):
    """Generalised least squares: the covariance of the errors is σ²Σ.

    Parameters
    ----------
    intercept : bool
    sigma : array
        Σ, n × n, symmetric and positive definite, or its diagonal (n variances).
    covariance, lags, small_sample
        As :class:`OLS`, of the problem after its rows are made uncorrelated.

    Examples
    --------
    >>> sigma = [[0.5 ** abs(i - j) for j in range(4)] for i in range(4)]  # autocorrelation 0.5
    >>> fit = GLS(sigma=sigma).fit([0, 1, 2, 3], [1, 3, 4, 8])
    >>> [round(value, 6) for value in fit.params.values()]
    [0.731183, 2.290323]
    """

    def __init__(
        self,
        intercept: bool = True,
        *,
        sigma: Any = None,
        covariance: str = "classical",
        lags: int | None = None,
        small_sample: bool = True,
    ) -> None:
        super().__init__(intercept, covariance=covariance, lags=lags, small_sample=small_sample)
        self.sigma = sigma

    def fit(
        self, X: Any, y: Any, names: Sequence[str] | None = None, weights: Any = None, *, clusters: Any = None
    ) -> LinearResult:
        """Fits the model; ``weights`` are refused (E-LIN-010), ``sigma`` holds the variances. Other parameters as :meth:`OLS.fit`."""
        if weights is not None:
            raise InputError(
                Problem(
                    "E-LIN-010",
                    argument="weights",
                    vi="GLS không dùng trọng số: phương sai nằm trong sigma",
                    en="GLS takes no weights: the variances stand in sigma",
                    remedy_vi="đưa phương sai vào sigma, hoặc dùng WLS",
                    remedy_en="put the variances into sigma, or use WLS",
                )
            )
        data, response, _ = self._read(X, y, names, None)
        if self.sigma is None:
            raise InputError(
                Problem(
                    "E-LIN-003",
                    argument="sigma",
                    vi="chưa có ma trận hiệp phương sai sigma",
                    en="the covariance matrix sigma is not given",
                    remedy_vi="gọi GLS(sigma=...), hoặc dùng OLS",
                    remedy_en="call GLS(sigma=...), or use OLS",
                )
            )
        sigma = np.asarray(self.sigma, dtype=float)
        if sigma.ndim != 2:
            sigma = np.diag(read_values(self.sigma, "sigma"))
        return self._fit(_core.regression.fit_gls, data, (response, sigma), clusters)
