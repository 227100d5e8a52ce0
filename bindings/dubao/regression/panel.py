"""Panel regression: fixed effects, random effects, Hausman's test, and partial pooling of coefficients across groups.

>>> X = {"gdp": [1, 2, 1, 2], "province": ["a", "a", "b", "b"]}
>>> fit = FixedEffects().fit(X, [1, 3, 5, 7.5], entity="province")
>>> round(fit.params["gdp"], 6), {name: round(value, 6) for name, value in fit.entity_effects.items()}
(2.25, {'a': -1.375, 'b': 2.875})
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.arguments import percent_levels
from dubao.errors import InputError, Problem
from dubao.regression.base import DesignColumns, RegressionModel, choice
from dubao.regression.labels import Labels, group_codes, known_codes, pull_labels
from dubao.regression.result import RegressionResult, symmetric_limits, with_limits

_NO_LABELS = Labels([], [])


def _labels(values: Any, argument: str) -> Labels:
    return _NO_LABELS if values is None else group_codes(values, argument)


def _required(values: Any, argument: str) -> Any:
    if values is None:
        raise InputError(
            Problem(
                "E-PNL-018",
                argument=argument,
                vi="chưa cho biết mỗi quan sát thuộc nhóm nào",
                en="the groups of the observations are not given",
                remedy_vi=f"gọi fit(X, y, {argument}=...)",
                remedy_en=f"call fit(X, y, {argument}=...)",
            )
        )
    return values


class PanelResult(RegressionResult):
    """Result of :class:`FixedEffects` and :class:`RandomEffects`.

    Attributes
    ----------
    entity_effects : dict
        By entity: the level at x = 0 (fixed) or the predicted deviation from the intercept (random); empty without.
    time_effects : dict
        By period, mean 0 where there are entity effects; empty without.
    theta : dict
        Of random effects, by entity: share of the entity's mean that is taken out, 0 pooled, 1 fixed effects.
    """

    def __init__(self, core: Any, data: DesignColumns, entity: Labels, time: Labels) -> None:
        super().__init__(core, data.names, data.named)
        self._entity, self._time = entity.names, time.names
        self.entity_effects: dict[str, float] = self._effects(core.entity_effects, entity)
        self.time_effects: dict[str, float] = self._effects(core.time_effects, time)
        self.theta: dict[str, float] = self._effects(core.shrinkage, entity)

    @staticmethod
    def _effects(values: np.ndarray, labels: Labels) -> dict[str, float]:
        return dict(zip(labels.names, values.tolist(), strict=True)) if values.size else {}

    def predict(
        self,
        X: Any,
        level: float | Iterable[float] | None = None,
        *,
        interval: str | None = None,
        entity: Any = None,
        time: Any = None,
    ) -> Any:
        """Means of new rows, and intervals of the mean where a level is given.

        Parameters
        ----------
        X : array or frame
            Columns as in the fit.
        level : float or list of float, optional
            Percent between 0 and 100.
        interval : {"confidence"}, optional
        entity, time : label, array of labels or name of a column of X
            Needed for fixed effects of that kind. Random effects: without ``entity`` the mean over entities.

        Returns
        -------
        ndarray or dict
            Without ``level`` the means; with it a dict of ``mean``, ``lo-95``, ``hi-95``, …

        Raises
        ------
        InputError
            E-PNL-015 for missing labels, E-PNL-016 for a label that the fit does not know.
        """
        choice("interval", interval or "confidence", self._intervals)
        X, (entity, time) = _pull_known(X, (entity, self._entity), (time, self._time))
        x = self._rows(X)
        if self.model == "RandomEffects" and entity is None:
            return super().predict(x, level)
        entities = known_codes(entity, self._entity, x.shape[0], "entity") if self.entity_effects else []
        periods = known_codes(time, self._time, x.shape[0], "time") if self.time_effects else []
        mean, error = _core.regression.predict_panel(self._core, x, entities, periods)
        if level is None:
            return mean
        return with_limits(mean, level, symmetric_limits(self, mean, error))


def _pull_known(X: Any, *pairs: tuple[Any, list[str]]) -> tuple[Any, list[Any]]:
    """As pull_labels, but text that is a label of the fit is that label and not a column."""
    names = [None if isinstance(given, str) and given in known else given for given, known in pairs]
    X, pulled = pull_labels(X, *names)
    return X, [
        given if name is None else found for (given, _), name, found in zip(pairs, names, pulled, strict=True)
    ]


class _PanelModel(RegressionModel):
    _kind = ""

    def __init__(self, intercept: bool, effects: str, covariance: str) -> None:
        super().__init__(intercept)
        self.effects = choice("effects", effects, ("entity", "time", "both"))
        self.covariance = choice("covariance", covariance, ("classical", "cluster"))
        if not intercept:
            raise InputError(
                Problem(
                    "E-PNL-013",
                    argument="intercept",
                    vi="mô hình hiệu ứng luôn có hằng số hoặc các mức riêng",
                    en="a model of effects always has an intercept or levels",
                    remedy_vi="bỏ intercept=False",
                    remedy_en="leave out intercept=False",
                )
            )

    def fit(
        self,
        X: Any,
        y: Any,
        names: Sequence[str] | None = None,
        weights: Any = None,
        *,
        entity: Any = None,
        time: Any = None,
        clusters: Any = None,
    ) -> PanelResult:
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
            Fixed effects only (E-PNL-008).
        entity, time, clusters : array of labels or name of a column of X
            Entity (province, country) and period of each observation; groups of clustered errors, by default the entities.

        Returns
        -------
        PanelResult

        Raises
        ------
        InputError
            E-DES-001 … for the matrix, E-PNL-001 … E-PNL-006 for groups: of wrong number, fewer than two, one observation each, an
            entity twice in a period, no column that varies, no degree of freedom.
        ModelError
            E-PNL-007 for random effects of fewer entities than coefficients.
        """
        X, (entity, time, clusters) = pull_labels(X, entity, time, clusters)
        data, response, given = self._read(X, y, names, weights)
        if self.effects != "time":
            _required(entity, "entity")
        if self.effects != "entity":
            _required(time, "time")
        entities, periods, groups = (
            _labels(values, name)
            for values, name in ((entity, "entity"), (time, "time"), (clusters, "clusters"))
        )
        core = _core.regression.fit_panel(
            self._kind,
            data.x,
            response,
            names=data.names,
            entity=entities.codes,
            entities=entities.names,
            time=periods.codes,
            periods=periods.names,
            clusters=groups.codes,
            cluster_labels=groups.names,
            weights=given,
            effects=self.effects,
            clustered=self.covariance == "cluster",
        )
        return PanelResult(core, data, entities, periods)


class FixedEffects(_PanelModel):
    """Fixed effects: every entity, period or both have a level of their own, and only changes inside them count.

    Parameters
    ----------
    intercept : bool
        Always true: the levels take its place.
    effects : {"entity", "time", "both"}
    covariance : {"classical", "cluster"}
        Equal independent errors, or any dependence inside clusters (by default the entities; Student's t with one degree of
        freedom less than clusters).

    Examples
    --------
    >>> fit = FixedEffects(effects="both").fit([[1.0], [2], [4], [2], [3], [4]], [1, 2, 4, 3, 5, 5],
    ...                                        entity=["a"] * 3 + ["b"] * 3, time=[2021, 2022, 2023] * 2)
    >>> round(fit.params["x1"], 6), list(fit.time_effects)
    (1.5, ['2021', '2022', '2023'])
    """

    _kind = "fixed"

    def __init__(
        self, intercept: bool = True, *, effects: str = "entity", covariance: str = "classical"
    ) -> None:
        super().__init__(intercept, effects, covariance)


class RandomEffects(_PanelModel):
    """Random effects of Swamy and Arora: entities differ by chance, unrelated to the regressors.

    Parameters
    ----------
    intercept : bool
        Always true.
    covariance : {"classical", "cluster"}
        As :class:`FixedEffects`; the normal distribution in either case.

    Examples
    --------
    >>> x = [[1.0], [2], [3], [2], [3], [5], [1], [4], [5], [2], [2], [6]]
    >>> y = [1.1, 2.0, 2.9, 5.2, 5.8, 8.1, 0.2, 3.1, 4.2, 4.0, 4.2, 7.9]
    >>> fit = RandomEffects().fit(x, y, entity=[1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4])
    >>> round(fit.params["x1"], 4), round(fit.theta["1"], 4)
    (0.9682, 0.9603)
    """

    _kind = "random"

    def __init__(self, intercept: bool = True, *, covariance: str = "classical") -> None:
        super().__init__(intercept, "entity", covariance)


@dataclass(frozen=True)
class HausmanTest:
    """Result of :func:`hausman_test`.

    Attributes
    ----------
    statistic : float
    degrees : float
        Degrees of freedom: slopes compared.
    pvalue : float
        Small: random effects are inconsistent; prefer fixed effects. NaN where nothing can be compared.
    names : tuple of str
        Slopes compared.
    notes : tuple of str
    """

    statistic: float
    degrees: float
    pvalue: float
    names: tuple[str, ...]
    notes: tuple[str, ...]


def hausman_test(fixed: PanelResult, random: PanelResult) -> HausmanTest:
    """Hausman's test of random against fixed effects.

    Parameters
    ----------
    fixed, random : PanelResult
        Fits of the same data with classical errors.

    Returns
    -------
    HausmanTest

    Raises
    ------
    InputError
        E-PNL-009 when the fits share no slope, E-PNL-019 when a fit has clustered errors or is of the wrong kind.

    Examples
    --------
    >>> x = [[1.0], [2], [3], [2], [3], [5], [1], [4], [5], [2], [2], [6]]
    >>> y = [1.1, 2.0, 2.9, 5.2, 5.8, 8.1, 0.2, 3.1, 4.2, 4.0, 4.2, 7.9]
    >>> groups = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    >>> test = hausman_test(FixedEffects().fit(x, y, entity=groups), RandomEffects().fit(x, y, entity=groups))
    >>> test.degrees, test.names
    (1.0, ('x1',))
    """
    for name, fit, model in (("fixed", fixed, "FixedEffects"), ("random", random, "RandomEffects")):
        if fit.model != model or "clusters" in fit.statistics:
            raise InputError(
                Problem(
                    "E-PNL-019",
                    argument=name,
                    vi=f"cần kết quả {model} với sai số chuẩn thông thường",
                    en=f"a fit of {model} with classical errors is needed",
                    remedy_vi="ước lượng lại với covariance='classical'",
                    remedy_en="fit again with covariance='classical'",
                )
            )
    statistic, degrees, pvalue, names, notes = _core.regression.hausman_test(fixed._core, random._core)
    return HausmanTest(statistic, degrees, pvalue, tuple(names), tuple(notes))


class PartialPoolingResult(RegressionResult):
    """Result of :class:`PartialPooling`: the common coefficients, and those of every group.

    Attributes
    ----------
    groups : list of str
    group_params : dict
        Group → name → coefficient.
    group_standard_errors : dict
        Group → name → standard error; holds the uncertainty of the common coefficients, not that of the variances.
    shrinkage : dict
        Group → name → weight of the group's own data in [0, 1]: 0 takes the common coefficient, 1 keeps its own.
    between_variance : dict
        Name → variance of the coefficient between groups; that of the intercept is at the means of the regressors.
    between_covariance : ndarray
        Of the coefficients that vary, in their order.
    """

    def __init__(self, core: Any, data: DesignColumns, entity: Labels) -> None:
        super().__init__(core, data.names, data.named)
        self.groups: list[str] = entity.names
        self.varying: list[str] = list(core.varying)
        self._params, self._covariances = core.group_params, core.group_covariance
        self.between_covariance: np.ndarray = core.between
        self.group_params = self._table(core.group_params, self.names)
        self.group_standard_errors = self._table(core.group_errors, self.names)
        self.shrinkage = self._table(core.shrinkage, self.varying)
        self.between_variance: dict[str, float] = dict(
            zip(self.varying, np.diag(core.between).tolist(), strict=True)
        )

    def _table(self, values: np.ndarray, names: list[str]) -> dict[str, dict[str, float]]:
        return {
            group: dict(zip(names, row, strict=True))
            for group, row in zip(self.groups, values.tolist(), strict=True)
        }

    def group_conf_int(self, level: float = 95) -> dict[str, dict[str, tuple[float, float]]]:
        """Intervals of the groups' coefficients: group → name → (low, high). ``level`` in percent."""
        [asked] = percent_levels(level)
        factor = _core.regression.interval_factor(asked / 100, self.reference, self.residual_df)
        return {
            group: {
                name: (
                    value - factor * self.group_standard_errors[group][name],
                    value + factor * self.group_standard_errors[group][name],
                )
                for name, value in params.items()
            }
            for group, params in self.group_params.items()
        }

    def predict(
        self,
        X: Any,
        level: float | Iterable[float] | None = None,
        *,
        interval: str | None = None,
        entity: Any = None,
    ) -> Any:
        """Means of new rows with the coefficients of their group, and intervals of the mean where a level is given.

        Parameters
        ----------
        X : array or frame
            Columns as in the fit.
        level : float or list of float, optional
            Percent between 0 and 100.
        interval : {"confidence"}, optional
        entity : label, array of labels or name of a column of X
            Group of each row; without it the mean over groups, by the common coefficients.

        Returns
        -------
        ndarray or dict

        Raises
        ------
        InputError
            E-PNL-015, E-PNL-016 for labels.
        """
        choice("interval", interval or "confidence", self._intervals)
        X, [entity] = _pull_known(X, (entity, self.groups))
        x = self._rows(X)
        if entity is None:
            return super().predict(x, level)
        codes = known_codes(entity, self.groups, x.shape[0], "entity")
        design = np.column_stack([np.ones(x.shape[0]), x]) if self._core.intercept else x
        design = design[:, list(self._core.kept)]
        mean = np.sum(design * self._params[codes], axis=1)
        if level is None:
            return mean
        variance = [row @ self._covariances[code] @ row for row, code in zip(design, codes, strict=True)]
        error = np.sqrt(np.maximum(variance, 0.0))
        return with_limits(mean, level, symmetric_limits(self, mean, error))


class PartialPooling(RegressionModel):
    """Partial pooling: each group has its own coefficients, drawn toward the common ones as far as its data are weak.

    Between-group variances by restricted maximum likelihood, coefficients of groups by empirical Bayes.

    Parameters
    ----------
    intercept : bool
        Whether a column of ones is put before the others.
    varying : sequence of str, optional
        Names of the coefficients that differ between groups (``"intercept"`` among them); by default all.
    correlated : bool
        Whether they may be correlated between groups; needs many groups.

    Examples
    --------
    >>> x = [[0.0], [1], [2]] * 4
    >>> y = [1, 2, 3.2, 2, 3.6, 5.1, 0, 1.1, 1.9, 1, 3.1, 4.9]
    >>> fit = PartialPooling().fit(x, y, entity=["a"] * 3 + ["b"] * 3 + ["c"] * 3 + ["d"] * 3)
    >>> round(fit.params["x1"], 3), round(fit.group_params["d"]["x1"], 3), round(fit.shrinkage["d"]["x1"], 2)
    (1.388, 1.937, 0.98)
    """

    def __init__(
        self, intercept: bool = True, *, varying: Sequence[str] | None = None, correlated: bool = False
    ) -> None:
        super().__init__(intercept)
        self.varying = None if varying is None else [str(name) for name in varying]
        self.correlated = bool(correlated)

    def fit(
        self, X: Any, y: Any, names: Sequence[str] | None = None, weights: Any = None, *, entity: Any = None
    ) -> PartialPoolingResult:
        """Fits the model.

        Parameters
        ----------
        X : array, sequence of rows, mapping of columns or frame
            Observations × columns, without the intercept.
        y : array
            One value an observation.
        names : sequence of str, optional
            Names of the columns; a frame or mapping brings its own.
        weights : None
            Not taken (E-PNL-008).
        entity : array of labels or name of a column of X
            Group of each observation.

        Returns
        -------
        PartialPoolingResult

        Raises
        ------
        InputError
            E-DES-001 … for the matrix, E-PNL-001 … 003 for groups, E-PNL-010 for an unknown name in ``varying``.
        ModelError
            E-PNL-011 for fewer than three groups.
        """
        if weights is not None:
            raise InputError(
                Problem(
                    "E-PNL-008",
                    argument="weights",
                    vi="mô hình này không nhận trọng số",
                    en="this model takes no weights",
                    remedy_vi="bỏ weights",
                    remedy_en="leave the weights out",
                )
            )
        X, [entity] = pull_labels(X, entity)
        data, response, _ = self._read(X, y, names, None)
        labels = group_codes(_required(entity, "entity"), "entity")
        core = _core.regression.fit_partial_pooling(
            data.x,
            response,
            names=data.names,
            entity=labels.codes,
            entities=labels.names,
            intercept=self.intercept,
            correlated=self.correlated,
            varying=self.varying or [],
        )
        return PartialPoolingResult(core, data, labels)
