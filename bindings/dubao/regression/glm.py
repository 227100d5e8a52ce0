"""Generalised linear models: counts, shares and positive amounts.

>>> fit = Poisson().fit({"trend": [0, 1, 2, 3]}, [2, 3, 6, 11])
>>> round(fit.params["trend"], 4), round(float(fit.predict([[4]])[0]), 1)
(0.5991, 19.9)
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.regression.base import DesignColumns, RegressionModel, choice, read_values
from dubao.regression.labels import group_codes
from dubao.regression.result import RegressionResult, with_limits

COVARIANCES = ("classical", "HC0", "HC1", "cluster")
WEIGHTS = ("prior", "frequency")


def _offset(offset: Any, exposure: Any, rows: int) -> np.ndarray:
    """Offset plus log exposure; empty when neither is given. One number stands for every row."""
    parts = []
    for name, given in (("offset", offset), ("exposure", exposure)):
        if given is None:
            continue
        values = read_values([given] * rows if np.ndim(given) == 0 else given, name)
        if name == "exposure":
            wrong = np.flatnonzero(~(values > 0))
            if wrong.size:
                raise InputError(
                    [
                        Problem(
                            "E-GLM-005",
                            argument=name,
                            row=int(i) + 1,
                            vi=f"mức phơi nhiễm {values[i]:g} không lớn hơn 0",
                            en=f"the exposure {values[i]:g} is not above 0",
                            remedy_vi="ghi số dương cho mỗi quan sát",
                            remedy_en="give a positive number for each observation",
                        )
                        for i in wrong[:20]
                    ]
                )
            values = np.log(values)
        parts.append(values)
    if len({len(part) for part in parts}) > 1:
        raise InputError(
            Problem(
                "E-GLM-005",
                argument="exposure",
                vi="số giá trị của offset và exposure khác nhau",
                en="offset and exposure differ in number",
                remedy_vi="mỗi quan sát một giá trị",
                remedy_en="give each observation one of each",
            )
        )
    return np.sum(parts, axis=0) if parts else np.empty(0)


class GlmResult(RegressionResult):
    """Result of a generalised linear model: what all regressions have, and the measures of these models.

    Attributes
    ----------
    link : str
    """

    def __init__(self, core: Any, data: DesignColumns) -> None:
        super().__init__(core, data.names, data.named)
        self.link: str = core.link

    @property
    def deviance(self) -> float:
        """Twice the log-likelihood lost against a model with one coefficient a row."""
        return self.statistics["deviance"]

    @property
    def null_deviance(self) -> float:
        """Deviance with intercept and offset alone; NaN where there is no such model."""
        return self.statistics.get("null_deviance", math.nan)

    @property
    def pearson(self) -> float:
        """Sum of squared residuals in standard deviations of the model."""
        return self.statistics["pearson"]

    @property
    def dispersion(self) -> float:
        """Factor by which the variance exceeds the family's: 1, or estimated."""
        return self.statistics["dispersion"]

    @property
    def theta(self) -> float:
        """Of the negative binomial, variance μ + μ²/θ; infinite without overdispersion, NaN for other families."""
        return self.statistics.get("theta", math.nan)

    def predict(
        self,
        X: Any,
        level: float | Iterable[float] | None = None,
        *,
        interval: str | None = None,
        offset: Any = None,
        exposure: Any = None,
    ) -> Any:
        """Means of new rows, and intervals of the mean where a level is given: inside the range of the response.

        Parameters
        ----------
        X : array or frame
            Columns as in the fit.
        level : float or list of float, optional
            Percent between 0 and 100.
        interval : {"confidence"}, optional
            Of the mean; an interval of new observations is not made here.
        offset, exposure : float or array, optional
            As in the fit; needed where the fit had one. ``exposure=1`` gives rates.

        Returns
        -------
        ndarray or dict
            Without ``level`` the means; with it a dict of ``mean``, ``lo-95``, ``hi-95``, …

        Raises
        ------
        InputError
            E-DES-010 for other columns than the fit's, E-GLM-010 for a missing offset.
        """
        choice("interval", interval or "confidence", self._intervals)
        x = self._rows(X)
        given = _offset(offset, exposure, x.shape[0])

        def at(share: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            return _core.regression.predict_mean(self._core, x, given, share)

        mean = at(0.95)[0]  # the same for every share
        return mean if level is None else with_limits(mean, level, lambda share: at(share)[1:])


class _GeneralisedLinearModel(RegressionModel):
    _family = ""
    _links: tuple[str, ...] = ()

    def __init__(
        self,
        intercept: bool = True,
        *,
        covariance: str = "classical",
        weights_are: str = "prior",
        link: str | None = None,
        dispersion: str = "fixed",
    ) -> None:
        super().__init__(intercept)
        self.covariance = choice("covariance", covariance, COVARIANCES)
        self.weights_are = choice("weights_are", weights_are, WEIGHTS)
        self.link = choice("link", link or self._links[0], self._links)
        self.dispersion = choice("dispersion", dispersion, ("fixed", "pearson"))
        self._theta: float | None = None

    def fit(
        self,
        X: Any,
        y: Any,
        names: Sequence[str] | None = None,
        weights: Any = None,
        *,
        offset: Any = None,
        exposure: Any = None,
        clusters: Any = None,
    ) -> GlmResult:
        """Fits the model by maximum likelihood.

        Parameters
        ----------
        X : array, sequence of rows, mapping of columns or frame
            Observations × columns, without the intercept.
        y : array
            One value an observation.
        names : sequence of str, optional
            Names of the columns; a frame or mapping brings its own.
        weights : array, optional
            At least 0; what they mean says ``weights_are``.
        offset : float or array, optional
            Part of the linear predictor that is known.
        exposure : float or array, optional
            Positive; its logarithm is added to the offset, so that the coefficients are about rates.
        clusters : array, optional
            Group of each observation, for ``covariance="cluster"``.

        Returns
        -------
        GlmResult

        Raises
        ------
        InputError
            E-DES-001 … for the matrix, E-GLM-001 … E-GLM-006 for the response, E-GLM-007 when columns separate it perfectly
            (named), E-GLM-009 for clusters.
        ModelError
            E-GLM-008 when no coefficients lie inside the range of the link.
        """
        data, response, given = self._read(X, y, names, weights)
        known = _offset(offset, exposure, response.size)
        codes = [] if clusters is None else group_codes(clusters, "clusters").codes
        core = _core.regression.fit_glm(
            data.x,
            response,
            names=data.names,
            intercept=self.intercept,
            family=self._family,
            link=self.link,
            covariance=self.covariance,
            estimate_dispersion=self.dispersion == "pearson",
            frequency=self.weights_are == "frequency",
            theta=self._theta,
            weights=given,
            offset=known,
            clusters=codes,
        )
        return GlmResult(core, data)


class Poisson(_GeneralisedLinearModel):
    """Poisson regression of counts, or of positive amounts with robust errors; log link.

    Parameters
    ----------
    intercept : bool
        Whether a column of ones is put before the others.
    covariance : {"classical", "HC0", "HC1", "cluster"}
        What the standard errors assume: the model's variance, any variances, any dependence within groups.
    dispersion : {"fixed", "pearson"}
        Variance equal to the mean, or proportional to it (errors grow by √φ and use Student's t).
    weights_are : {"prior", "frequency"}
        A prior weight multiplies the row's likelihood; a frequency of 3 stands for three equal rows, also in the count of
        observations.

    Examples
    --------
    >>> fit = Poisson().fit([[0], [0], [1], [1]], [1, 3, 4, 8], names=["north"], exposure=[1, 1, 2, 2])
    >>> {name: round(value, 4) for name, value in fit.params.items()}
    {'intercept': 0.6931, 'north': 0.4055}
    >>> fit.predict([[1]], exposure=10).round(6).tolist()
    [30.0]
    """

    _family = "poisson"
    _links = ("log",)

    def __init__(
        self,
        intercept: bool = True,
        *,
        covariance: str = "classical",
        dispersion: str = "fixed",
        weights_are: str = "prior",
    ) -> None:
        super().__init__(intercept, covariance=covariance, dispersion=dispersion, weights_are=weights_are)


class NegativeBinomial(_GeneralisedLinearModel):
    """Negative binomial regression (NB2): counts that vary more than Poisson counts, variance μ + μ²/θ; log link.

    Parameters
    ----------
    intercept, covariance, weights_are
        As :class:`Poisson`.
    theta : float, optional
        Known θ > 0; by default estimated by maximum likelihood. Infinite, with a note, where the counts vary no more than
        Poisson counts.

    Examples
    --------
    >>> fit = NegativeBinomial().fit([[0], [0], [0], [1], [1], [1]], [0, 4, 2, 3, 20, 7])
    >>> {name: round(value, 4) for name, value in fit.params.items()}, round(fit.theta, 3)
    ({'intercept': 0.6931, 'x1': 1.6094}, 2.374)
    """

    _family = "negative-binomial"
    _links = ("log",)

    def __init__(
        self,
        intercept: bool = True,
        *,
        theta: float | None = None,
        covariance: str = "classical",
        weights_are: str = "prior",
    ) -> None:
        super().__init__(intercept, covariance=covariance, weights_are=weights_are)
        if theta is not None and not (math.isfinite(theta) and theta > 0):
            raise InputError(
                Problem(
                    "E-GLM-012",
                    argument="theta",
                    vi=f"theta {theta} không phải số dương hữu hạn",
                    en=f"theta {theta} is not a positive finite number",
                    remedy_vi="ghi số dương, hoặc bỏ trống để ước lượng",
                    remedy_en="give a positive number, or none to estimate it",
                )
            )
        self.theta = theta
        self._theta = theta


class Binomial(_GeneralisedLinearModel):
    """Binomial regression of 0/1 responses, or of successes among trials.

    Parameters
    ----------
    intercept, covariance, dispersion
        As :class:`Poisson`.
    link : {"logit", "probit", "cloglog"}

    Notes
    -----
    ``weights`` are numbers of trials and ``y`` the share of successes, as in R's ``glm``; with ``trials=`` ``y`` is the number of
    successes.

    Examples
    --------
    >>> fit = Binomial().fit([[0], [1]], [2, 9], trials=[10, 10])
    >>> round(fit.params["x1"], 6), round(float(np.log(9 / 1) - np.log(2 / 8)), 6)
    (3.583519, 3.583519)
    """

    _family = "binomial"
    _links = ("logit", "probit", "cloglog")

    def __init__(
        self,
        intercept: bool = True,
        *,
        link: str = "logit",
        covariance: str = "classical",
        dispersion: str = "fixed",
    ) -> None:
        super().__init__(intercept, covariance=covariance, link=link, dispersion=dispersion)

    def fit(
        self,
        X: Any,
        y: Any,
        names: Sequence[str] | None = None,
        weights: Any = None,
        *,
        trials: Any = None,
        offset: Any = None,
        exposure: Any = None,
        clusters: Any = None,
    ) -> GlmResult:
        """Fits the model. Parameters and errors as :meth:`Poisson.fit`, and:

        Parameters
        ----------
        trials : float or array, optional
            Number of trials of each observation; ``y`` is then the number of successes, and no ``weights`` are given.
        """
        if trials is not None:
            successes = read_values(y, "y")
            count = read_values([trials] * successes.size if np.ndim(trials) == 0 else trials, "trials")
            if weights is not None or count.size != successes.size or not np.all(count > 0):
                raise InputError(
                    Problem(
                        "E-GLM-013",
                        argument="trials",
                        vi="số phép thử không hợp lệ, hoặc đi cùng với weights",
                        en="the numbers of trials are wrong, or are given together with weights",
                        remedy_vi="mỗi quan sát một số phép thử dương, bỏ weights",
                        remedy_en="give each observation a positive number of trials, and no weights",
                    )
                )
            y, weights = successes / count, count
        return super().fit(X, y, names, weights, offset=offset, exposure=exposure, clusters=clusters)


class FractionalLogit(_GeneralisedLinearModel):
    """Fractional logit (Papke and Wooldridge): shares in [0, 1], 0 and 1 included, by quasi-likelihood with robust errors.

    Parameters
    ----------
    intercept : bool
    covariance : {"HC0", "HC1", "cluster"}
        The variance of a share is not assumed; every choice is robust to it.
    weights_are : {"prior", "frequency"}

    Examples
    --------
    >>> fit = FractionalLogit().fit([[0], [1], [2], [3]], [0.1, 0.25, 0.4, 0.7], names=["year"])
    >>> round(fit.params["year"], 4), round(float(fit.predict([[5]])[0]), 3)
    (0.9819, 0.938)
    """

    _family = "fractional"
    _links = ("logit",)

    def __init__(
        self, intercept: bool = True, *, covariance: str = "HC0", weights_are: str = "prior"
    ) -> None:
        super().__init__(
            intercept, covariance=choice("covariance", covariance, COVARIANCES[1:]), weights_are=weights_are
        )


class Gamma(_GeneralisedLinearModel):
    """Gamma regression of positive amounts whose standard deviation grows with the mean.

    Parameters
    ----------
    intercept, covariance, weights_are
        As :class:`Poisson`.
    link : {"log", "inverse"}
        Coefficients multiply the mean, or add to its reciprocal.

    Examples
    --------
    >>> fit = Gamma().fit([[0], [0], [1], [1]], [1.0, 3.0, 4.0, 8.0])
    >>> {name: round(value, 4) for name, value in fit.params.items()}, round(fit.dispersion, 4)
    ({'intercept': 0.6931, 'x1': 1.0986}, 0.3611)
    """

    _family = "gamma"
    _links = ("log", "inverse")

    def __init__(
        self,
        intercept: bool = True,
        *,
        link: str = "log",
        covariance: str = "classical",
        weights_are: str = "prior",
    ) -> None:
        super().__init__(intercept, covariance=covariance, link=link, weights_are=weights_are)
