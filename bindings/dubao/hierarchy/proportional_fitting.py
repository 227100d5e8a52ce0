"""Iterative proportional fitting (IPF, RAS): tables of any number of dimensions with given margins.

>>> seed = {"region": ["N", "N", "S", "S"], "sex": ["m", "f", "m", "f"], "value": [1.0, 2.0, 3.0, 4.0]}
>>> rows = {"region": ["N", "S"], "value": [4.0, 6.0]}
>>> columns = {"sex": ["m", "f"], "value": [5.0, 5.0]}
>>> fit = proportional_fitting(seed, [rows, columns])
>>> fit.converged, fit.frame["value"].round(4).tolist()
(True, [1.7577, 2.2423, 3.2423, 2.7577])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.frames import read_columns, write_columns

TOLERANCE = 1e-12
ROUNDS = 10_000


@dataclass(frozen=True)
class FittedTable:
    """A table with given margins.

    Attributes
    ----------
    frame : as given
        The seed's frame with the fitted values in place of the seed's.
    draws : ndarray or None
        Cells × draws where the margins have draws: each column is the table of that draw of the margins, and ``frame`` holds
        their means.
    converged : bool
        Whether every margin is met to the tolerance, in every draw.
    residual : float
        Largest relative gap between a sum and its target.
    margin, cell : str
        Where that is.
    rounds : int
        Rounds used, the most of all draws.
    notes : tuple of str
    """

    frame: Any
    draws: np.ndarray | None
    converged: bool
    residual: float
    margin: str
    cell: str
    rounds: int
    notes: tuple[str, ...]


def proportional_fitting(
    seed: Any,
    margins: Sequence[Any],
    *,
    value: str = "value",
    rescale_to: int | None = None,
    tolerance: float = TOLERANCE,
    rounds: int = ROUNDS,
    n_jobs: int = -1,
) -> FittedTable:
    """Scales a seed until its sums are the margins; odds ratios that no margin fixes stay as they are in the seed.

    Parameters
    ----------
    seed : DataFrame, Table or mapping of columns
        One row a cell: a column of labels a dimension, and ``value`` ≥ 0. Cells that are absent or 0 stay 0. There is no
        default seed: a table of independence is an assumption, and has to be given as one.
    margins : sequence of the same
        Each over some of the dimensions, with ``value`` the targets. A ``value`` that holds arrays of one length (or a
        two-dimensional array, cells × draws) is draws of the targets.
    value : str
        Name of the column of values.
    rescale_to : int, optional
        Position of the margin whose total rules: the others are multiplied to it. Without it totals that differ are refused.
    tolerance : float
        Largest relative gap that counts as met.
    rounds : int
        Most rounds. A solution that has zeros which the seed has not is approached ever more slowly; it then ends with
        ``converged`` False, the residual and its cell.
    n_jobs : int
        Threads over draws.

    Returns
    -------
    FittedTable

    Raises
    ------
    InputError
        E-IPF-001 tables that do not fit, E-IPF-002 negative values, E-IPF-003 margins that contradict each other, E-IPF-004 a
        positive target over zeros, E-IPF-005 margins that no table with these zeros can have; margin, cell and residual named.

    Examples
    --------
    >>> seed = {"i": ["a", "b"], "value": [1.0, 1.0]}
    >>> fit = proportional_fitting(seed, [{"i": ["a", "b"], "value": np.array([[1.0, 2.0], [3.0, 4.0]])}])
    >>> fit.draws.tolist(), fit.frame["value"].tolist()
    ([[1.0, 2.0], [3.0, 4.0]], [1.5, 3.5])
    """
    columns, kind = read_columns(seed) if not isinstance(seed, dict) else (dict(seed), "dict")
    _require(columns, value, "seed")
    dimensions = [name for name in columns if name != value]
    cells_of = {name: [str(v) for v in columns[name]] for name in dimensions}
    tables = [_margin(table, value, dimensions, m) for m, table in enumerate(margins)]
    labels: list[list[str]] = []
    codes: list[dict[str, int]] = []
    for name in dimensions:
        known = dict.fromkeys(cells_of[name])
        for keys, _ in tables:
            known |= dict.fromkeys(keys.get(name, []))
        labels.append(list(known))
        codes.append({label: i for i, label in enumerate(known)})
    cells = [
        [codes[d][cells_of[name][i]] for d, name in enumerate(dimensions)] for i in range(len(columns[value]))
    ]
    notes: list[str] = []
    targets = _same_draws([table for _, table in tables])
    if rescale_to is not None:
        targets, notes = _rescaled(targets, [_name(keys) for keys, _ in tables], rescale_to)
    core_margins = [
        (
            _name(keys),
            [dimensions.index(name) for name in keys],
            [
                list(row)
                for row in zip(*(_coded(keys[n], codes[dimensions.index(n)]) for n in keys), strict=True)
            ]
            or [[]],
            target[:, 0].tolist(),
        )
        for (keys, _), target in zip(tables, targets, strict=True)
    ]
    fitting = _core.ProportionalFitting(
        labels, cells, [float("nan") if v is None else float(v) for v in columns[value]], core_margins
    )
    many = targets[0].shape[1] > 1
    draws = None
    if many:
        threads = 0 if n_jobs < 0 else n_jobs
        draws, found = fitting.fit_draws(np.concatenate(targets), tolerance, rounds, threads)
        values = draws.mean(axis=1)
    else:
        values, found = fitting.fit(tolerance, rounds)
    if not found["converged"]:
        notes.append(
            f"margin {found['margin']}, cell {found['cell']}: {100 * found['residual']:.3g} % from its target after "
            f"{found['rounds']} rounds; a solution may need zeros that the seed has not"
        )
    frame = write_columns(dict(columns) | {value: values}, kind)
    return FittedTable(
        frame,
        draws,
        found["converged"],
        found["residual"],
        found["margin"],
        found["cell"],
        found["rounds"],
        tuple(notes),
    )


def _problem(argument: str, vi: str, en: str, remedy_vi: str, remedy_en: str) -> InputError:
    return InputError(
        Problem("E-IPF-001", argument=argument, vi=vi, en=en, remedy_vi=remedy_vi, remedy_en=remedy_en)
    )


def _require(columns: dict[str, Any], value: str, argument: str) -> None:
    if value not in columns:
        raise _problem(
            argument,
            f"bảng không có cột “{value}”",
            f'the table has no column "{value}"',
            "đặt tên cột giá trị bằng tham số value",
            "name the column of values by value=",
        )


def _margin(
    table: Any, value: str, dimensions: list[str], number: int
) -> tuple[dict[str, list[str]], np.ndarray]:
    """Labels by dimension, and targets × draws."""
    columns = dict(table) if isinstance(table, dict) else dict(read_columns(table)[0])
    _require(columns, value, f"margins[{number}]")
    unknown = [name for name in columns if name not in (value, *dimensions)]
    if unknown:
        raise _problem(
            f"margins[{number}]",
            f"“{unknown[0]}” không phải là chiều của bảng gốc",
            f'"{unknown[0]}" is no dimension of the seed',
            "bảng biên chỉ gồm các chiều của bảng gốc và cột giá trị",
            "give a margin dimensions of the seed and the column of values",
        )
    targets = np.array([np.asarray(v, dtype=float) for v in columns[value]], dtype=float)
    keys = {name: [str(v) for v in columns[name]] for name in dimensions if name in columns}
    return keys, targets.reshape(len(targets), -1)


def _same_draws(targets: list[np.ndarray]) -> list[np.ndarray]:
    """All with the same number of draws; a margin without draws is the same in every one."""
    most = max((t.shape[1] for t in targets), default=1)
    uneven = [m for m, t in enumerate(targets) if t.shape[1] not in (1, most)]
    if uneven:
        raise _problem(
            f"margins[{uneven[0]}]",
            f"{targets[uneven[0]].shape[1]} đường mô phỏng, bảng biên khác có {most}",
            f"{targets[uneven[0]].shape[1]} draws where another margin has {most}",
            "mô phỏng cùng số đường cho mọi bảng biên",
            "give every margin the same number of draws, or none",
        )
    return [np.repeat(t, most, axis=1) if t.shape[1] == 1 and most > 1 else t for t in targets]


def _rescaled(targets: list[np.ndarray], names: list[str], rules: int) -> tuple[list[np.ndarray], list[str]]:
    total = targets[rules].sum(axis=0)
    out, notes = [], []
    for name, own in zip(names, targets, strict=True):
        sums = own.sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(sums > 0, total / sums, 1.0)
        # The last rounding goes to the largest target, so that totals agree to the bit of their sum.
        scaled = own * ratio
        scaled[scaled.mean(axis=1).argmax()] += total - scaled.sum(axis=0)
        out.append(targets[rules] if own is targets[rules] else scaled)
        change = float(np.abs(ratio - 1).max())
        if change > 0 and own is not targets[rules]:
            notes.append(
                f"margin {name} was multiplied by up to {1 + change:.6g} to the total of {names[rules]}"
            )
    return out, notes


def _name(keys: dict[str, list[str]]) -> str:
    return " × ".join(keys) or "total"


def _coded(values: list[str], codes: dict[str, int]) -> list[int]:
    return [codes[v] for v in values]
