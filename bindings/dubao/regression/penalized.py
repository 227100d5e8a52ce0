"""Penalised regression: ridge, lasso and elastic net, for many or nearly dependent columns.

>>> X = [[1, 0], [2, 1], [3, 0], [4, 1], [5, 0], [6, 1]]
>>> fit = Lasso(penalty=0.2).fit(X, [1.1, 1.9, 3.0, 4.2, 4.9, 6.1], names=["trend", "dummy"])
>>> [name for name, value in fit.params.items() if value == 0]
['dummy']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.arguments import whole_number
from dubao.errors import ModelError, Problem
from dubao.regression.base import RegressionModel, choice
from dubao.regression.result import RegressionResult

RULES = ("smallest-error", "one-standard-error")


@dataclass(frozen=True)
class PenaltySearch:
    """How a penalty was chosen by rolling origin.

    Attributes
    ----------
    penalty : float
        The chosen one.
    penalties, errors, error_se : ndarray
        Descending penalties, mean squared error of the forecasts, standard error of it over the origins.
    origins : list of int
        Rows that the model was fitted on before it forecast the next block.
    """

    penalty: float
    penalties: np.ndarray
    errors: np.ndarray
    error_se: np.ndarray
    origins: list[int]


@dataclass(frozen=True)
class CoefficientPath:
    """Coefficients by penalty.

    Attributes
    ----------
    names : list of str
        Of the columns, without the intercept.
    penalties : ndarray
        Descending.
    coefficients : ndarray
        Columns × penalties, units of the data.
    intercepts, r2 : ndarray
        One a penalty.
    degrees : ndarray
        Effective number of slopes; NaN for ridge.
    """

    names: list[str]
    penalties: np.ndarray
    coefficients: np.ndarray
    intercepts: np.ndarray
    r2: np.ndarray
    degrees: np.ndarray


class PenalizedResult(RegressionResult):
    """Result of :class:`Ridge`, :class:`Lasso` and :class:`ElasticNet`.

    ``search`` tells how the penalty was chosen (None where it was given). Ridge has standard errors that leave out the bias of the
    penalty; lasso and elastic net have none, and ``predict`` then refuses a level (E-PEN-003).
    """

    search: PenaltySearch | None = None

    @property
    def penalty(self) -> float:
        """λ."""
        return self.statistics["penalty"]

    def _limits(self, x: np.ndarray, share: float, interval: str) -> tuple[np.ndarray, np.ndarray]:
        if np.isnan(self.standard_errors_array).any():
            raise ModelError(
                Problem(
                    "E-PEN-003",
                    argument="level",
                    vi=f"{self.model} không có sai số chuẩn nên không có khoảng tin cậy",
                    en=f"{self.model} has no standard errors and therefore no intervals",
                    remedy_vi="bỏ level, hoặc ước lượng lại bằng OLS với các cột được chọn trên số liệu khác",
                    remedy_en="leave the level out, or fit OLS with the chosen columns on other data",
                )
            )
        return super()._limits(x, share, interval)


class ElasticNet(RegressionModel):
    """Elastic net: min ½ Σ wᵢ (yᵢ − b₀ − xᵢ'b)² + λ (α ‖b‖₁ + (1 − α)/2 ‖b‖²), Σ w = 1.

    Parameters
    ----------
    intercept : bool
        The intercept is not penalised.
    penalty : float, optional
        λ; by default it is chosen by rolling origin: rows are periods in their order.
    mixing : float
        α: 0 is ridge, 1 is lasso.
    standardize : bool
        Whether columns are divided by their standard deviations first; coefficients are given in the units of the data.
    rule : {"smallest-error", "one-standard-error"}
        Which penalty is chosen: that of the smallest error, or the largest within one standard error of it.
    origins : int
        Blocks of the second half of the rows that are forecast one after the other.

    Notes
    -----
    λ and α are ``alpha`` and ``l1_ratio`` of scikit-learn's ElasticNet (which does not standardise).

    Examples
    --------
    >>> x = [[t, (-1) ** t] for t in range(20)]
    >>> y = [3 + 2 * t + ((7 * t) % 5 - 2) / 10 for t in range(20)]
    >>> fit = ElasticNet(penalty=0.01, mixing=0.5).fit(x, y)
    >>> round(fit.params["x1"], 1), fit.search is None
    (2.0, True)
    """

    def __init__(
        self,
        intercept: bool = True,
        *,
        penalty: float | None = None,
        mixing: float = 0.5,
        standardize: bool = True,
        rule: str = "smallest-error",
        origins: int = 10,
    ) -> None:
        super().__init__(intercept)
        self.penalty = penalty
        self.mixing = float(mixing)
        self.standardize = bool(standardize)
        self.rule = choice("rule", rule, RULES)
        self.origins = whole_number("origins", origins)

    def fit(self, X: Any, y: Any, names: Sequence[str] | None = None, weights: Any = None) -> PenalizedResult:
        """Fits the model; parameters as :meth:`dubao.regression.OLS.fit`. More columns than rows are fine.

        Raises
        ------
        InputError
            E-DES-001 … E-DES-015 for wrong input, E-PEN-001 for the penalty, E-PEN-002 for the mixing, E-PEN-004 when there are
            fewer than six observations and the penalty is to be chosen.
        """
        data, response, given = self._read(X, y, names, weights)
        search = None
        penalty = self.penalty
        if penalty is None:
            found = _core.regression.choose_penalty(
                data.x,
                response,
                given,
                intercept=self.intercept,
                standardize=self.standardize,
                mixing=self.mixing,
                penalties=[],
                blocks=self.origins,
                one_standard_error=self.rule == "one-standard-error",
            )
            search = PenaltySearch(
                found.penalty,
                np.asarray(found.penalties),
                np.asarray(found.errors),
                np.asarray(found.error_se),
                list(found.origins),
            )
            penalty = found.penalty
        core = _core.regression.fit_penalized(
            data.x,
            response,
            given,
            names=data.names,
            intercept=self.intercept,
            standardize=self.standardize,
            mixing=self.mixing,
            penalty=float(penalty),
        )
        notes = []
        if search is not None:
            notes.append(f"penalty {search.penalty:.6g} chosen by {len(search.origins)} rolling origins")
        result = PenalizedResult(core, data.names, data.named, notes)
        result.search = search
        return result

    def path(
        self, X: Any, y: Any, penalties: Iterable[float] | None = None, weights: Any = None
    ) -> CoefficientPath:
        """Coefficients along descending penalties; by default a hundred from where all slopes are zero.

        Examples
        --------
        >>> path = Lasso().path([[1, 0], [2, 1], [3, 0], [4, 1]], [1.0, 2.1, 2.9, 4.2])
        >>> path.coefficients.shape, bool((path.coefficients[:, 0] == 0).all())
        ((2, 100), True)
        """
        data, response, given = self._read(X, y, None, weights)
        found = _core.regression.penalized_path(
            data.x,
            response,
            given,
            intercept=self.intercept,
            standardize=self.standardize,
            mixing=self.mixing,
            penalties=[] if penalties is None else [float(value) for value in penalties],
        )
        return CoefficientPath(
            data.names,
            np.asarray(found.penalties),
            found.coefficients,
            found.intercepts,
            np.asarray(found.r2),
            np.asarray(found.degrees),
        )


class Lasso(ElasticNet):
    """Lasso: :class:`ElasticNet` with ``mixing=1``. Leaves columns out; of two that say the same it keeps one.

    Examples
    --------
    >>> fit = Lasso(penalty=0.1, standardize=False, intercept=False).fit([[1.0], [-1.0]], [0.8, -0.8])
    >>> round(fit.params["x1"], 9)  # 0.8 less the penalty
    0.7
    """

    def __init__(
        self,
        intercept: bool = True,
        *,
        penalty: float | None = None,
        standardize: bool = True,
        rule: str = "smallest-error",
        origins: int = 10,
    ) -> None:
        super().__init__(
            intercept, penalty=penalty, mixing=1.0, standardize=standardize, rule=rule, origins=origins
        )


class Ridge(ElasticNet):
    """Ridge: :class:`ElasticNet` with ``mixing=0``. Keeps every column and shrinks those that the data hardly tell apart.

    Examples
    --------
    >>> fit = Ridge(penalty=0.25, standardize=False, intercept=False).fit([[1.0], [-1.0]], [0.8, -0.8])
    >>> round(fit.params["x1"], 9)  # 0.8 / (1 + 0.25)
    0.64
    """

    def __init__(
        self,
        intercept: bool = True,
        *,
        penalty: float | None = None,
        standardize: bool = True,
        rule: str = "smallest-error",
        origins: int = 10,
    ) -> None:
        super().__init__(
            intercept, penalty=penalty, mixing=0.0, standardize=standardize, rule=rule, origins=origins
        )
