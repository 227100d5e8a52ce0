"""Temporal hierarchies: forecasts of months, quarters and years, made apart, made to agree.

>>> quarters, years = np.array([2.0, 3.0, 3.0, 4.0]), np.array([14.0])
>>> found = reconcile_temporal({4: quarters, 1: years}, method="ols")
>>> found[1].round(9).tolist(), float(found[4].sum().round(9))
([13.6], 13.6)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dubao.errors import InputError, Problem
from dubao.hierarchy.reconciliation import Reconciler
from dubao.hierarchy.tree import Tree


def reconcile_temporal(
    forecasts: Mapping[int, Any],
    *,
    method: str = "wls_struct",
    aggregation: str = "sum",
    residuals: Mapping[int, Any] | None = None,
    non_negative: bool = False,
    fixed: Sequence[int] = (),
    n_jobs: int = -1,
) -> dict[int, np.ndarray]:
    """Makes forecasts of one series at several frequencies agree.

    Parameters
    ----------
    forecasts : mapping from int to array
        Periods a cycle (12 months, 4 quarters, 1 year) to forecasts, anything × horizon, covering the same whole cycles. The
        largest number is the leaves'; it is a multiple of every other.
    method : str
        As in :class:`Reconciler`; ``wls_struct`` needs no residuals.
    aggregation : {"sum", "mean"}
        Whether a long period is the sum of its short ones (a flow) or their mean (a stock on average).
    residuals : mapping from int to array, optional
        One-step errors at each frequency over the same whole cycles, oldest first.
    non_negative : bool
    fixed : sequence of int
        Frequencies whose forecasts stand as they are.
    n_jobs : int

    Returns
    -------
    dict
        Frequency to coherent forecasts, in the shape given.

    Raises
    ------
    InputError
        E-HIE-011 frequencies that do not nest, E-REC-027 horizons that are not the same whole cycles.

    Examples
    --------
    >>> found = reconcile_temporal({2: [[1.0, 3.0]], 1: [[6.0]]}, method="ols", fixed=[1])
    >>> found[2].round(9).tolist()
    [[2.0, 4.0]]
    """
    frequencies = sorted(forecasts)
    leaves = frequencies[-1]
    odd = [f for f in frequencies if leaves % f]
    if odd:
        raise InputError(
            Problem(
                "E-HIE-011",
                argument="forecasts",
                vi=f"{leaves} kỳ trong một chu kỳ không chia hết cho {odd[0]}",
                en=f"{leaves} periods a cycle are not a multiple of {odd[0]}",
                remedy_vi="dùng các tần suất lồng nhau, ví dụ 12, 4 và 1",
                remedy_en="use frequencies that nest, for instance 12, 4 and 1",
            )
        )
    tree = Tree.temporal(leaves, [leaves // f for f in frequencies[:-1]], aggregation=aggregation)
    arrays = {f: np.asarray(forecasts[f], dtype=float) for f in frequencies}
    errors = None
    if residuals is not None:
        tables = {f: np.asarray(residuals[f], dtype=float) for f in frequencies}
        errors = _stack(tables, tree, "residuals").reshape(len(tree), -1).T
    held = [name for f in fixed for name in _nodes(leaves, f)]
    reconciler = Reconciler(
        tree, method, residuals=errors, non_negative=non_negative, fixed=held, n_jobs=n_jobs
    )
    coherent = reconciler.reconcile(_stack(arrays, tree, "forecasts")).values
    out = {}
    for f in frequencies:
        block = np.moveaxis(coherent[[tree.index(name) for name in _nodes(leaves, f)]], 0, -1)
        out[f] = np.ascontiguousarray(block).reshape(arrays[f].shape)
    return out


def _nodes(leaves: int, frequency: int) -> list[str]:
    return [f"{leaves // frequency}[{j + 1}]" for j in range(frequency)]


def _stack(arrays: Mapping[int, np.ndarray], tree: Tree, argument: str) -> np.ndarray:
    """Nodes × anything × cycles, in the order of the tree."""
    frequencies = sorted(arrays)
    cycles = {arrays[f].shape[-1] / f for f in frequencies}
    if len(cycles) > 1 or not next(iter(cycles)).is_integer():
        lengths = ", ".join(f"{f}: {arrays[f].shape[-1]}" for f in frequencies)
        raise InputError(
            Problem(
                "E-REC-027",
                argument=argument,
                vi=f"số kỳ ({lengths}) không cùng số chu kỳ trọn vẹn",
                en=f"the numbers of periods ({lengths}) are not the same whole number of cycles",
                remedy_vi="dự báo cùng số năm trọn vẹn ở mọi tần suất",
                remedy_en="forecast the same whole years at every frequency",
            )
        )
    count = int(next(iter(cycles)))
    rows: dict[str, np.ndarray] = {}
    for f in frequencies:
        block = arrays[f].reshape(*arrays[f].shape[:-1], count, f)
        rows |= dict(zip(_nodes(frequencies[-1], f), np.moveaxis(block, -1, 0), strict=True))
    return np.stack([rows[name] for name in tree.names])
