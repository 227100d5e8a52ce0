"""Reconciliation: forecasts of every node made to add up, on points, intervals and every draw.

>>> tree = Tree.from_parents({"country": "", "north": "country", "south": "country"})
>>> reconcile([[10.0], [4.0], [3.0]], tree, method="ols").ravel().round(9).tolist()
[9.0, 5.0, 4.0]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.hierarchy.tree import Tree
from dubao.hierarchy.values import INTERVAL, ForecastFrame, check_nodes, node_table
from dubao.panel_draws import PanelDraws

METHODS = (
    "bottom_up",
    "top_down",
    "middle_out",
    "ols",
    "wls_struct",
    "wls_var",
    "mint_cov",
    "mint_shrink",
    "t",
)
PROPORTIONS = ("forecast_proportions", "average_proportions", "proportion_averages")
SEED = 1


@dataclass(frozen=True)
class Reconciled:
    """Coherent forecasts and how they came about.

    Attributes
    ----------
    values : as given
        Forecasts of every node, in the shape they were given in.
    incoherence_before, incoherence_after : float
        Largest gap between an aggregate and its parts, relative to the sum of their magnitudes.
    certificate : dict
        Of the non-negative solution: how far the conditions of optimality fail (``smallest_leaf``,
        ``smallest_multiplier``, ``complementarity``, ``stationarity``), in how many columns the condition was needed, and
        how it was found. All 0 without it.
    notes : tuple of str
    """

    values: Any
    incoherence_before: float
    incoherence_after: float
    certificate: dict[str, float]
    notes: tuple[str, ...]


class Reconciler:
    """A method prepared on a tree: factored once, applied to any number of forecasts and draws.

    Parameters
    ----------
    tree : Tree
    method : {"mint_shrink", "t", "wls_var", "wls_struct", "ols", "mint_cov", "bottom_up", "top_down", "middle_out"}
    residuals : array, mapping or frame, optional
        One-step errors of the base forecasts: periods × nodes in the order of the tree, a mapping by node, or a frame such as
        ``Forecaster.fitted_values()`` with one model. Needed by ``wls_var``, ``mint_*``, ``t``, and by intervals.
    history : array, mapping or frame, optional
        Observed values (of all nodes, or of the leaves): for proportions of the past, and for the prior of ``t``.
    non_negative : bool
        No leaf below zero, by an active-set method; in point forecasts and in every draw.
    fixed : sequence of str
        Nodes whose forecast stands as it is.
    level : str or sequence of str, optional
        Level, or nodes, to share out from: ``middle_out`` only.
    proportions : {"forecast_proportions", "average_proportions", "proportion_averages"}
        Of ``top_down`` and ``middle_out``.
    season_length : int
        Of the history, for the prior of ``t``.
    n_jobs : int
        Threads; -1 uses all cores. The numbers do not depend on it.

    Raises
    ------
    InputError, ModelError
        E-REC-001 to E-REC-024, see the page of errors; each names the node.

    Examples
    --------
    >>> tree = Tree.from_parts({"all": ["a", "b"]})
    >>> prepared = Reconciler(tree, "wls_struct")
    >>> prepared.reconcile({"all": [10.0], "a": [4.0], "b": [3.0]}).values["all"].tolist()
    [8.5]
    """

    def __init__(
        self,
        tree: Tree,
        method: str = "mint_shrink",
        *,
        residuals: Any = None,
        history: Any = None,
        non_negative: bool = False,
        fixed: Sequence[str] = (),
        level: str | Sequence[str] | None = None,
        proportions: str = "forecast_proportions",
        season_length: int = 1,
        n_jobs: int = -1,
    ) -> None:
        self.tree = tree
        self.method = method
        self._threads = 0 if n_jobs < 0 else n_jobs
        self._non_negative = non_negative
        core_method = _core_method(method, proportions)
        origins = tree.nodes_at(level) if method == "middle_out" and level is not None else []
        if (method == "middle_out") != (level is not None):
            raise InputError(
                Problem(
                    "E-REC-025",
                    argument="level",
                    vi="level đi cùng method='middle_out', và chỉ với phương pháp này",
                    en="level goes with method='middle_out', and with no other",
                    remedy_vi="nêu cấp để phân bổ, hoặc bỏ level",
                    remedy_en="name the level to share out from, or leave level out",
                )
            )
        self._needed = self._nodes_needed(core_method, origins)
        self._core = _core.Reconciler(
            tree.core,
            core_method,
            None if residuals is None else node_table(tree, residuals, "residuals"),
            None if history is None else node_table(tree, history, "history"),
            season_length,
            [tree.index(str(name)) for name in fixed],
            [tree.index(name) for name in origins],
            non_negative,
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What was assumed or left out."""
        return tuple(self._core.notes)

    @property
    def shrinkage(self) -> float:
        """Schäfer and Strimmer's intensity; NaN where none is estimated."""
        return self._core.shrinkage

    @property
    def degrees_of_freedom(self) -> tuple[float, float]:
        """Prior and posterior degrees of freedom of ``t``; NaN for the other methods."""
        return self._core.prior_degrees, self._core.posterior_degrees

    def __repr__(self) -> str:
        return f"Reconciler({self.method}, {self.tree!r})"

    def reconcile(self, forecasts: Any) -> Reconciled:
        """Makes forecasts coherent.

        Parameters
        ----------
        forecasts : PanelDraws, DataFrame, mapping or array
            Draws of every node, as :meth:`dubao.Forecaster.draws` gives them; a long frame as ``predict`` gives it; a mapping
            from node to values; or an array, nodes × anything, in the order of the tree. Interval columns of a frame get the
            reconciled width under the residuals' shrunken correlation, each side keeping its share.

        Returns
        -------
        Reconciled
            ``values`` is what was given, coherent, with every node of the tree.
        """
        if isinstance(forecasts, PanelDraws):
            return self._draws(forecasts)
        if isinstance(forecasts, Mapping) and "unique_id" not in forecasts:
            given = {str(k): np.asarray(v, dtype=float) for k, v in forecasts.items()}
            check_nodes(self.tree, list(given), self._needed)
            shape = next(iter(given.values())).shape
            table = np.stack([given.get(name, np.zeros(shape)) for name in self.tree.names])
            found = self._table(table)
            return _with(found, dict(zip(self.tree.names, found.values, strict=True)))
        if hasattr(forecasts, "columns") or isinstance(forecasts, Mapping):
            return self._frame(ForecastFrame.read(self.tree, forecasts, self._needed))
        return self._table(np.asarray(forecasts, dtype=float))

    def draws(self, forecasts: Any, n: int = 2000, seed: int = SEED) -> np.ndarray:
        """Draws of the reconciled t distribution around point forecasts; method ``t`` only.

        Parameters
        ----------
        forecasts : array
            Base forecasts, nodes × horizons.
        n, seed : int
            Same seed, same bits.

        Returns
        -------
        ndarray
            Nodes × draws × horizons. The errors are one-step errors at every horizon: for later horizons reconcile the
            forecaster's draws instead.
        """
        table = np.asarray(forecasts, dtype=float)
        flat = self._core.student_draws(table, n, seed, self._threads)
        return flat.reshape(len(self.tree), n, table.shape[1])

    def _nodes_needed(self, method: str, origins: list[str]) -> list[str]:
        if method == "bottom_up":
            return self.tree.leaves
        if method in ("average_proportions", "proportion_averages"):
            names = self.tree.names
            return origins or [names[i] for i in self.tree.core.roots()]
        return self.tree.names

    def _table(self, table: np.ndarray) -> Reconciled:
        flat = np.ascontiguousarray(table.reshape(len(table), -1))
        values, certificate = self._core.apply(flat, self._threads)
        return Reconciled(
            values.reshape(table.shape),
            self.tree.incoherence(flat),
            self.tree.incoherence(values),
            certificate,
            self.notes,
        )

    def _draws(self, draws: PanelDraws) -> Reconciled:
        ids = [str(i) for i in draws.ids]
        check_nodes(self.tree, ids, self._needed)
        row = {name: i for i, name in enumerate(ids)}
        blank = np.zeros(draws.paths.shape[1:])
        table = np.stack([draws.paths[row[n]] if n in row else blank for n in self.tree.names])
        found = self._table(table)
        stamps = [list(draws.ds[0]) for _ in self.tree.names]
        return _with(found, PanelDraws(draws.model, self.tree.names, stamps, found.values, draws.target))

    def _frame(self, frame: ForecastFrame) -> Reconciled:
        results = {}
        columns = dict(frame.columns)
        for model in frame.models():
            base = frame.columns[model]
            results[model] = self._table(base)
            columns[model] = results[model].values
            columns |= self._intervals(frame, model, columns[model])
        if not results:
            check = next(iter(frame.columns))
            raise InputError(
                Problem(
                    "E-REC-026",
                    column=check,
                    vi="cột khoảng tin cậy không có cột dự báo điểm đi kèm",
                    en="an interval stands without its point forecast",
                    remedy_vi="giữ cột dự báo điểm của mô hình",
                    remedy_en="keep the model's column of point forecasts",
                )
            )
        ordered = {name: columns[name] for name in frame.columns}
        worst = max(results.values(), key=lambda one: one.incoherence_after)
        written = ForecastFrame(ordered, frame.stamps, frame.kind).write(self.tree)
        before = max(one.incoherence_before for one in results.values())
        return Reconciled(written, before, worst.incoherence_after, worst.certificate, self.notes)

    def _intervals(self, frame: ForecastFrame, model: str, mean: np.ndarray) -> dict[str, np.ndarray]:
        """Interval and quantile columns of a model around its reconciled mean, with the reconciled width."""
        parsed = [(name, INTERVAL.match(name)) for name in frame.columns]
        sides = {name: m for name, m in parsed if m and m["model"] == model}
        if not sides:
            return {}
        base = frame.columns[model]
        deviation = np.zeros(base.shape)
        weight = 0
        for name, m in sides.items():
            number = float(m["number"])
            probability = number if m["side"] == "q" else 0.5 + number / 200
            z = abs(NormalDist().inv_cdf(probability))
            if z > 0:
                deviation += np.abs(frame.columns[name] - base) / z
                weight += 1
        deviation /= max(weight, 1)
        reconciled = self._core.standard_errors(deviation, self._threads)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(deviation > 0, reconciled / deviation, 0.0)
        out = {}
        for name in sides:
            bound = mean + (frame.columns[name] - base) * ratio
            out[name] = np.maximum(bound, 0.0) if self._non_negative else bound
        return out


def reconcile(
    forecasts: Any,
    tree: Tree,
    method: str = "mint_shrink",
    *,
    residuals: Any = None,
    history: Any = None,
    non_negative: bool = False,
    fixed: Sequence[str] = (),
    level: str | Sequence[str] | None = None,
    proportions: str = "forecast_proportions",
    season_length: int = 1,
    n_jobs: int = -1,
) -> Any:
    """Coherent forecasts in the shape they came in; for the certificate and notes use :class:`Reconciler`.

    Parameters
    ----------
    forecasts : PanelDraws, DataFrame, mapping or array
        See :meth:`Reconciler.reconcile`.
    tree, method, residuals, history, non_negative, fixed, level, proportions, season_length, n_jobs
        See :class:`Reconciler`.

    Returns
    -------
    as given
        Every node of the tree, every aggregate the sum of its parts.

    Examples
    --------
    >>> tree = Tree.from_parts({"all": ["a", "b"]})
    >>> reconcile({"a": [1.0], "b": [2.0]}, tree, method="bottom_up")["all"].tolist()
    [3.0]
    >>> held = reconcile({"all": [10.0], "a": [4.0], "b": [3.0]}, tree, method="ols", fixed=["all"])
    >>> {name: float(value.round(9)[0]) for name, value in held.items()}
    {'all': 10.0, 'a': 5.5, 'b': 4.5}
    """
    return (
        Reconciler(
            tree,
            method,
            residuals=residuals,
            history=history,
            non_negative=non_negative,
            fixed=fixed,
            level=level,
            proportions=proportions,
            season_length=season_length,
            n_jobs=n_jobs,
        )
        .reconcile(forecasts)
        .values
    )


def _core_method(method: str, proportions: str) -> str:
    if method in ("top_down", "middle_out"):
        if proportions not in PROPORTIONS:
            raise InputError(_unknown("proportions", proportions, PROPORTIONS))
        return proportions
    if method not in METHODS:
        raise InputError(_unknown("method", method, METHODS))
    return method


def _unknown(argument: str, value: str, known: Sequence[str]) -> Problem:
    names = ", ".join(known)
    return Problem(
        "E-REC-018",
        argument=argument,
        vi=f"không biết “{value}”",
        en=f"'{value}' is not known here",
        remedy_vi=f"dùng {names}",
        remedy_en=f"use {names}",
    )


def _with(found: Reconciled, values: Any) -> Reconciled:
    return Reconciled(
        values, found.incoherence_before, found.incoherence_after, found.certificate, found.notes
    )
