"""Forecasts, residuals and histories in any of the accepted shapes, as arrays in the order of a tree's nodes.

>>> tree = Tree.from_parts({"all": ["a", "b"]})
>>> node_table(tree, {"a": [1.0, 2.0], "b": [3.0, 4.0]}, "history").tolist()
[[4.0, 1.0, 3.0], [6.0, 2.0, 4.0]]
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao.errors import Collector, InputError, Problem
from dubao.frames import read_columns, write_columns
from dubao.hierarchy.tree import Tree

INTERVAL = re.compile(r"^(?P<model>.+)-(?P<side>lo|hi|q)-(?P<number>[0-9.]+)$")
NOT_FORECASTS = ("unique_id", "ds", "y", "se", "cutoff")


def _problem(id: str, series: str, vi: str, en: str, remedy_vi: str, remedy_en: str) -> Problem:
    return Problem(
        id, argument="forecasts", series=series, vi=vi, en=en, remedy_vi=remedy_vi, remedy_en=remedy_en
    )


def check_nodes(tree: Tree, given: Sequence[str], needed: Sequence[str]) -> None:
    """Refuses unknown nodes (E-REC-020), doubled ones (E-REC-021) and needed ones that are absent (E-REC-019), all at once."""
    found = Collector()
    seen: set[str] = set()
    for name in given:
        if name not in tree:
            found.add(
                _problem(
                    "E-REC-020",
                    name,
                    "không phải là nút của cây",
                    "is not a node of the tree",
                    "bỏ chuỗi này hoặc thêm vào cây",
                    "leave it out, or add it to the tree",
                )
            )
        elif name in seen:
            found.add(
                _problem(
                    "E-REC-021",
                    name,
                    "xuất hiện hai lần, hoặc các kỳ khác với chuỗi khác",
                    "stands twice, or its periods differ from the others'",
                    "mỗi nút một dự báo cho cùng các kỳ",
                    "give every node one forecast for the same periods",
                )
            )
        seen.add(name)
    for name in needed:
        if name not in seen:
            found.add(
                _problem(
                    "E-REC-019",
                    name,
                    "chưa có dự báo",
                    "has no forecast",
                    "dự báo mọi nút của cây, hoặc dùng bottom_up",
                    "forecast every node of the tree, or use bottom_up",
                )
            )
    found.raise_if_any()


def node_table(tree: Tree, values: Any, argument: str) -> np.ndarray:
    """Periods × nodes from an array of that shape, a mapping by node, or a long frame; NaN where missing.

    A mapping or a frame that holds the leaves alone is added up. A frame has ``unique_id``, ``ds`` and one column of values:
    ``residual``, or ``y`` and the fitted values of one model (their difference), or ``y``.
    """
    if isinstance(values, Mapping) and "unique_id" not in values:
        columns = {str(k): np.asarray(v, dtype=float).ravel() for k, v in values.items()}
    elif hasattr(values, "columns") or isinstance(values, Mapping):
        columns = _columns_of_frame(values, argument)
    else:
        return np.atleast_2d(np.asarray(values, dtype=float))
    lengths = {len(v) for v in columns.values()}
    if len(lengths) > 1:
        raise InputError(
            Problem(
                "E-REC-022",
                argument=argument,
                vi="các chuỗi dài ngắn khác nhau",
                en="the series differ in length",
                remedy_vi="cho mọi chuỗi cùng số kỳ, để trống nếu thiếu",
                remedy_en="give every series the same periods, empty where missing",
            )
        )
    if set(columns) == set(tree.leaves):
        return np.asarray(tree.aggregate(np.stack([columns[n] for n in tree.leaves])).T)
    check_nodes(tree, list(columns), tree.names)
    return np.stack([columns[name] for name in tree.names], axis=1)


def _columns_of_frame(frame: Any, argument: str) -> dict[str, np.ndarray]:
    columns, _ = read_columns(frame)
    models = [c for c in columns if c not in NOT_FORECASTS and not INTERVAL.match(c)]
    if "unique_id" not in columns or "ds" not in columns or len(models) > 1 or not (models or "y" in columns):
        raise InputError(
            Problem(
                "E-REC-023",
                argument=argument,
                vi="bảng cần unique_id, ds và một cột giá trị; đang có " + ", ".join(columns),
                en="the table needs unique_id, ds and one column of values; it has " + ", ".join(columns),
                remedy_vi="giữ một mô hình: cột y và cột giá trị ước lượng, hoặc cột residual",
                remedy_en="keep one model: y and its fitted values, or a column residual",
            )
        )

    def numbers(name: str) -> np.ndarray:
        return np.array([np.nan if v is None else float(v) for v in columns[name]])

    if models == ["residual"] or (models and "y" not in columns):
        cells = numbers(models[0])
    elif models:
        cells = numbers("y") - numbers(models[0])
    else:
        cells = numbers("y")
    stamps = {stamp: t for t, stamp in enumerate(sorted(set(columns["ds"])))}
    out: dict[str, np.ndarray] = {}
    for name, stamp, cell in zip(columns["unique_id"], columns["ds"], cells, strict=True):
        out.setdefault(str(name), np.full(len(stamps), np.nan))[stamps[stamp]] = cell
    return out


@dataclass
class ForecastFrame:
    """A long frame of forecasts, one array nodes × periods a column.

    Attributes
    ----------
    columns : dict
        Column name to nodes × periods, in the order of the tree.
    stamps : list
        Periods, as they stood in the frame.
    kind : str
        Kind of the frame.
    """

    columns: dict[str, np.ndarray]
    stamps: list[Any]
    kind: str

    @classmethod
    def read(cls, tree: Tree, frame: Any, needed: Sequence[str]) -> ForecastFrame:
        """Refuses nodes as :func:`check_nodes` does, and cells that are not numbers (E-REC-024)."""
        cells, kind = read_columns(frame)
        missing = [c for c in ("unique_id", "ds") if c not in cells]
        names = [c for c in cells if c not in NOT_FORECASTS]
        if missing or not names:
            raise InputError(
                Problem(
                    "E-REC-023",
                    argument="forecasts",
                    vi="bảng cần unique_id, ds và một cột giá trị; đang có " + ", ".join(cells),
                    en="the table needs unique_id, ds and one column of values; it has " + ", ".join(cells),
                    remedy_vi="đưa vào bảng do Forecaster.predict trả về",
                    remedy_en="give a table as Forecaster.predict returns it",
                )
            )
        stamps = list(dict.fromkeys(cells["ds"]))
        column_of = {stamp: t for t, stamp in enumerate(stamps)}
        ids = [str(i) for i in cells["unique_id"]]
        check_nodes(tree, list(dict.fromkeys(ids)), needed)
        row_of = {name: i for i, name in enumerate(tree.names)}
        where = np.array([row_of[i] for i in ids]), np.array([column_of[s] for s in cells["ds"]])
        count = np.zeros((len(tree), len(stamps)), dtype=int)
        np.add.at(count, where, 1)
        uneven = [n for n in dict.fromkeys(ids) if (count[row_of[n]] != 1).any()]
        check_nodes(tree, [*uneven, *uneven], [])
        columns = {}
        for name in names:
            table = np.zeros(count.shape)
            try:
                table[where] = [np.nan if v is None else float(v) for v in cells[name]]
            except (TypeError, ValueError):
                raise InputError(
                    Problem(
                        "E-REC-024",
                        column=name,
                        vi="cột có ô không phải là số",
                        en="a cell of the column is not a number",
                        remedy_vi="bỏ cột này, hoặc ghi số",
                        remedy_en="leave the column out, or write numbers",
                    )
                ) from None
            columns[name] = table
        return cls(columns, stamps, kind)

    def models(self) -> list[str]:
        """Columns of point forecasts."""
        return [c for c in self.columns if not INTERVAL.match(c)]

    def write(self, tree: Tree) -> Any:
        """The same kind of frame, nodes in the order of the tree."""
        out: dict[str, Any] = {
            "unique_id": [n for n in tree.names for _ in self.stamps],
            "ds": [s for _ in tree.names for s in self.stamps],
        }
        return write_columns(out | {name: table.ravel() for name, table in self.columns.items()}, self.kind)
