"""Small cells: rules as data that say which figures are published, flagged, pooled or suppressed.

Suppressed figures are protected: further cells are hidden until none follows from those that are shown, in every published sum by
itself and in all of them together.

>>> table = {"key": ["men", "women", "all"], "value": [3.0, 40.0, 43.0], "persons": [3, 40, 43]}
>>> plan = protect_small_cells(table, [("all", ["men", "women"])], rules=[SmallCellRule("persons", 5, "suppress")])
>>> plan.statuses
('suppressed', 'suppressed', 'published')
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Language, Problem
from dubao.frames import read_columns, write_columns

COLUMNS = ("key", "value", "persons", "sample", "half_width", "pool_with", "structural_zero")

# The core's reasons in Vietnamese.
_REASONS = (
    (r"persons below (.+)", r"dưới \1 người"),
    (r"sample below (.+)", r"mẫu dưới \1 người"),
    (r"half-width above (.+)", r"nửa độ rộng khoảng 80% vượt \1 giá trị"),
    (r"persons not known", "không biết số người"),
    (r"sample not known", "không biết cỡ mẫu"),
    (r"half-width not known", "không biết độ rộng khoảng tin cậy"),
    (r"no cell to pool with", "không có ô để gộp"),
    (r"joins a small neighbour", "gộp cùng ô nhỏ bên cạnh"),
    (r"the pool is too small as well", "sau khi gộp vẫn quá nhỏ"),
    (r"protects another cell", "giấu để bảo vệ ô khác"),
    (r"its pool would disclose a cell", "công bố nhóm gộp sẽ làm lộ một ô"),
)


@dataclass(frozen=True)
class SmallCellRule:
    """A rule: a quantity of a cell, a threshold, and what happens beyond it.

    Parameters
    ----------
    quantity : {"persons", "sample", "half_width"}
        Persons behind the figure, those of them in the sample (acts below the threshold), or half of the central 80 % interval
        over the level (acts above it).
    threshold : float
    action : {"suppress", "pool", "flag"}
        The strictest of the rules that act wins.
    source : str
        Where the threshold comes from.
    """

    quantity: str
    threshold: float
    action: str
    source: str = ""


SMALL_CELL_RULES = (
    SmallCellRule("persons", 5, "suppress", "specification of these accounts"),
    SmallCellRule("sample", 30, "pool", "own convention"),
    SmallCellRule("half_width", 0.5, "pool", "own convention"),
    SmallCellRule("half_width", 0.25, "flag", "own convention"),
)
"""Defaults. Rules may ask for more than five persons, never for fewer."""


@dataclass(frozen=True)
class CellPool:
    """Cells that are published under one figure."""

    name: str
    members: tuple[str, ...]
    value: float
    flagged: bool


@dataclass(frozen=True, repr=False)
class PublicationPlan:
    """What may be shown.

    Attributes
    ----------
    frame : as given
        ``key``, ``value`` (NaN where hidden), ``status``, ``pool`` (the pool, or the total the reader is sent to), ``secondary``
        (hidden to protect another cell) and ``reason``.
    statuses : tuple of str
        ``published``, ``flagged``, ``pooled`` or ``suppressed``, in the order of the cells.
    reasons : tuple of tuple of str
        In English; :meth:`reason` gives them in both languages.
    pools : tuple of CellPool
    """

    frame: Any
    keys: tuple[str, ...]
    statuses: tuple[str, ...]
    reasons: tuple[tuple[str, ...], ...]
    pools: tuple[CellPool, ...]

    def __repr__(self) -> str:
        counts = ", ".join(f"{self.statuses.count(s)} {s}" for s in dict.fromkeys(sorted(self.statuses)))
        return f"PublicationPlan({len(self.statuses)} cells: {counts})"

    def reason(self, key: str, lang: Language = "vi") -> str:
        """Why a cell is flagged or hidden; empty when it is published as it is.

        Examples
        --------
        >>> plan = protect_small_cells({"key": ["a"], "value": [2.0], "persons": [2]})
        >>> plan.reason("a", "vi")
        'dưới 5 người; không biết cỡ mẫu; không biết độ rộng khoảng tin cậy'
        """
        found = self.reasons[self.keys.index(key)]
        return "; ".join(found if lang == "en" else map(_vietnamese, found))


def _vietnamese(reason: str) -> str:
    for pattern, text in _REASONS:
        if re.fullmatch(pattern, reason):
            return re.sub(pattern, text, reason).replace(".", ",")
    return reason


def protect_small_cells(
    cells: Any,
    sums: Iterable[tuple[str, Sequence[str]]] = (),
    *,
    rules: Sequence[SmallCellRule] = SMALL_CELL_RULES,
    draws: Mapping[str, Any] | None = None,
    rounding: float = 0.0,
) -> PublicationPlan:
    """Decides which figures of a table may be shown.

    Parameters
    ----------
    cells : DataFrame or mapping of columns
        Every figure, totals too: ``key``, ``value`` ≥ 0, and where known ``persons``, ``sample``, ``half_width``, ``pool_with`` (a
        neighbour, or the cell's total, used when a rule asks for a pool) and ``structural_zero``. A quantity that a rule asks for
        and that is not known makes the cell flagged.
    sums : iterable of (total, parts)
        Every relation a reader can use; one total may stand in several.
    rules : sequence of SmallCellRule
    draws : mapping of key to array_like, optional
        Sample paths of cells, in place of ``half_width``; a pool is judged by their sum.
    rounding : float
        Unit the figures are rounded to (0.1 for thousands with one decimal): a sum may miss its total by half of it a figure.

    Returns
    -------
    PublicationPlan

    Raises
    ------
    dubao.errors.InputError
        E-LAB-020 … E-LAB-023, all problems at once.

    Examples
    --------
    >>> table = {"key": ["north", "south", "centre", "all"], "value": [12.0, 40.0, 100.0, 152.0], "persons": [12, 40, 100, 152],
    ...          "sample": [12, 40, 100, 152], "pool_with": ["south", "", "", ""]}
    >>> rules = [SmallCellRule("persons", 5, "suppress"), SmallCellRule("sample", 30, "pool")]
    >>> plan = protect_small_cells(table, [("all", ["north", "south", "centre"])], rules=rules)
    >>> plan.statuses, [(pool.name, pool.value) for pool in plan.pools]
    (('pooled', 'pooled', 'published', 'published'), [('north + south', 52.0)])
    """
    columns, kind = (dict(cells), "dict") if isinstance(cells, Mapping) else read_columns(cells)
    missing = [name for name in COLUMNS[:2] if name not in columns]
    if missing:
        raise InputError(
            Problem(
                "E-LAB-020", argument="cells", column=missing[0],
                vi=f"bảng không có cột “{missing[0]}”", en=f'the table has no column "{missing[0]}"',
                remedy_vi="ghi ít nhất hai cột key và value", remedy_en="give at least the columns key and value",
            )
        )  # fmt: skip
    keys = tuple(str(key) for key in columns["key"])
    values = _numbers(columns["value"])
    persons, sample, width = (
        _numbers(columns[name]) if name in columns else [math.nan] * len(keys) for name in COLUMNS[2:5]
    )
    pools = [str(v) if isinstance(v, str) else "" for v in columns.get("pool_with", [""] * len(keys))]
    zeros = [bool(v == 1) for v in columns.get("structural_zero", [False] * len(keys))]
    paths = {str(k): np.asarray(v, dtype=float) for k, v in (draws or {}).items()}
    strangers = [key for key in paths if key not in keys]
    if strangers:
        raise InputError(
            [
                Problem(
                    "E-LAB-021", argument="draws", series=key,
                    vi="đường mô phỏng của một ô không có trong bảng", en="draws of a cell that is not in the table",
                    remedy_vi="kiểm tra mã ô", remedy_en="check the key",
                )
                for key in strangers
            ]
        )  # fmt: skip
    found = _core.labour.plan_publication(
        [
            (key, values[i], persons[i], sample[i], width[i], pools[i], zeros[i], paths.get(key))
            for i, key in enumerate(keys)
        ],
        [(str(total), [str(part) for part in parts]) for total, parts in sums],
        [(rule.quantity, float(rule.threshold), rule.action) for rule in rules],
        float(rounding),
    )
    statuses, pooled, secondary, reasons = zip(*found["decisions"], strict=True) if keys else ((), (), (), ())
    shown = [
        v if status in ("published", "flagged") else math.nan
        for v, status in zip(values, statuses, strict=True)
    ]
    frame = write_columns(
        {
            "key": list(keys), "value": shown, "status": list(statuses), "pool": list(pooled),
            "secondary": list(secondary), "reason": ["; ".join(r) for r in reasons],
        },
        kind,
    )  # fmt: skip
    return PublicationPlan(
        frame,
        keys,
        tuple(statuses),
        tuple(tuple(r) for r in reasons),
        tuple(
            CellPool(name, tuple(members), value, flagged) for name, members, value, flagged in found["pools"]
        ),
    )


def _numbers(values: Sequence[Any]) -> list[float]:
    return [math.nan if v is None else float(v) for v in values]
