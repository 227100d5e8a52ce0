"""Aggregation trees: which series are sums of which, one way or several ways at once.

>>> tree = Tree.from_parents({"country": "", "north": "country", "south": "country"})
>>> tree.names, tree.leaves
(['country', 'north', 'south'], ['north', 'south'])
>>> tree.aggregate({"north": [2.0, 3.0], "south": [1.0, 1.0]})["country"].tolist()
[3.0, 4.0]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.frames import read_columns


class Tree:
    """Series that are sums of others. Made by :meth:`from_parents`, :meth:`from_keys`, :meth:`temporal` or :meth:`from_parts`.

    Rows of arrays are in the order of :attr:`names`: aggregates first, each before its parts, then the leaves.
    """

    def __init__(self, core: _core.AggregationTree) -> None:
        self._core = core

    @classmethod
    def from_parents(cls, parents: Mapping[str, str | None] | Any) -> Tree:
        """One hierarchy from nodes and their parents.

        Parameters
        ----------
        parents : mapping or DataFrame
            Node to parent (``""`` or None for a root), or a frame with the columns ``node`` and ``parent``.

        Raises
        ------
        InputError
            E-HIE-001 cycle, E-HIE-002 orphan, E-HIE-003 two parents, E-HIE-005 a node twice; all found, with the node.

        Examples
        --------
        >>> Tree.from_parents({"all": None, "a": "all", "b": "all"}).aggregates
        ['all']
        """
        rows = parents.items() if isinstance(parents, Mapping) and "node" not in parents else _pairs(parents)
        return cls(_core.AggregationTree.from_parents([(str(n), _text(p)) for n, p in rows]))

    @classmethod
    def from_keys(
        cls,
        keys: Any,
        dimensions: Sequence[str | Sequence[str]],
        *,
        levels: Sequence[str | Sequence[str]] | None = None,
        total: str = "total",
    ) -> Tree:
        """Crossed dimensions from the keys of the leaves.

        Parameters
        ----------
        keys : DataFrame, Table or mapping of columns
            One row a leaf (rows of the same key are one leaf); the columns that ``dimensions`` names are read.
        dimensions : sequence of str or of sequences of str
            Each dimension as its columns from coarse to fine, for instance ``[["region", "province"], "sex"]``.
        levels : sequence, optional
            Which kinds of nodes to have: a column name, or several of different dimensions, ``[]`` for the total. A column
            stands for its depth. All combinations by default. The leaves are always there.
        total : str
            Name of the node that holds everything.

        Returns
        -------
        Tree
            Node names: labels of a dimension joined by ``/``, dimensions joined by ``"×"`` between spaces.

        Raises
        ------
        InputError
            E-HIE-004 a label below two others, E-HIE-009 an empty label, E-HIE-010 columns that do not fit.

        Examples
        --------
        >>> keys = {"region": ["N", "N", "S"], "province": ["n1", "n2", "s1"]}
        >>> Tree.from_keys(keys, [["region", "province"]]).names
        ['total', 'N', 'S', 'N/n1', 'N/n2', 'S/s1']
        """
        chains = [[d] if isinstance(d, str) else list(d) for d in dimensions]
        columns = [name for chain in chains for name in chain]
        frame, _ = read_columns(keys)
        missing = [name for name in columns if name not in frame]
        if missing:
            raise InputError(
                Problem(
                    "E-HIE-012",
                    column=missing[0],
                    vi="thiếu cột này trong bảng khóa",
                    en="the keys have no such column",
                    remedy_vi="kiểm tra tên cột trong dimensions",
                    remedy_en="check the names in dimensions",
                )
            )
        rows = list(dict.fromkeys(zip(*([_text(v) for v in frame[name]] for name in columns), strict=True)))
        position = {name: i for i, name in enumerate(columns)}
        depths = [] if levels is None else [_depths(level, chains) for level in levels]
        return cls(
            _core.AggregationTree.from_keys(
                columns,
                [list(row) for row in rows],
                [[position[name] for name in chain] for chain in chains],
                depths,
                total,
            )
        )

    @classmethod
    def temporal(cls, periods: int, spans: Sequence[int], *, aggregation: str = "sum") -> Tree:
        """A cycle of short periods and its longer spans; see :func:`dubao.hierarchy.reconcile_temporal`.

        Parameters
        ----------
        periods : int
            Shortest periods in the cycle: 12 months, 4 quarters.
        spans : sequence of int
            Lengths of the aggregates in such periods, divisors of ``periods``: 3 and 12 for quarters and years of months.
        aggregation : {"sum", "mean"}

        Examples
        --------
        >>> Tree.temporal(4, [2, 4]).names
        ['4[1]', '2[1]', '2[2]', '1[1]', '1[2]', '1[3]', '1[4]']
        """
        return cls(_core.AggregationTree.temporal(periods, list(spans), _is_mean(aggregation)))

    @classmethod
    def from_parts(cls, parts: Mapping[str, Sequence[str] | Mapping[str, float]]) -> Tree:
        """Any sums: each aggregate with its parts, or with parts and weights. What has no entry is a leaf.

        Examples
        --------
        >>> tree = Tree.from_parts({"all": ["men", "women"], "people": {"north": 1, "south": 1}})
        >>> tree.leaves
        ['men', 'women', 'north', 'south']
        """
        names = list(dict.fromkeys([*parts, *(str(p) for below in parts.values() for p in below)]))
        position = {name: i for i, name in enumerate(names)}
        own: list[list[tuple[int, float]]] = [[] for _ in names]
        for name, below in parts.items():
            weighted = below.items() if isinstance(below, Mapping) else ((p, 1.0) for p in below)
            own[position[name]] = [(position[str(p)], float(w)) for p, w in weighted]
        return cls(_core.AggregationTree.from_parts(names, own, []))

    @property
    def core(self) -> _core.AggregationTree:
        """The compiled tree."""
        return self._core

    @property
    def names(self) -> list[str]:
        """Names of the nodes, in the order of the rows."""
        return list(self._core.names)

    @property
    def levels(self) -> list[str]:
        """Kind of every node: the columns it is cut by; empty where the tree does not come from keys."""
        return list(self._core.levels)

    @property
    def leaves(self) -> list[str]:
        return self.names[self._core.aggregates :]

    @property
    def aggregates(self) -> list[str]:
        return self.names[: self._core.aggregates]

    @property
    def is_strict(self) -> bool:
        """Whether every node is a part of at most one other, which forecast proportions need."""
        return self._core.is_strict

    def __len__(self) -> int:
        return len(self._core)

    def __contains__(self, name: str) -> bool:
        return self._core.contains(name)

    def __repr__(self) -> str:
        return f"Tree({self._core.leaves} leaves, {self._core.aggregates} aggregates)"

    def index(self, name: str) -> int:
        """Row of a node. Raises InputError E-HIE-007."""
        return self._core.index(name)

    def parts(self, name: str) -> dict[str, float]:
        """Parts of an aggregate with their weights; empty for a leaf."""
        names = self._core.names
        return {names[i]: w for i, w in self._core.parts(self.index(name))}

    def nodes_at(self, level: str | Sequence[str]) -> list[str]:
        """Nodes of a kind (``"region"``, or ``["region", "sex"]``), or the nodes named.

        Raises InputError E-HIE-013 where there is no such kind and no such node.
        """
        wanted = level if isinstance(level, str) else " × ".join(level)
        found = [n for n, kind in zip(self.names, self.levels, strict=True) if kind == wanted]
        if found:
            return found
        named = [level] if isinstance(level, str) else list(level)
        if named and all(name in self for name in named):
            return named
        raise InputError(
            Problem(
                "E-HIE-013",
                argument="level",
                vi=f"cây không có cấp hay nút nào tên “{wanted}”",
                en=f'the tree has no level and no nodes "{wanted}"',
                remedy_vi="dùng tên cấp trong tree.levels hoặc tên nút trong tree.names",
                remedy_en="name one of tree.levels, or nodes of tree.names",
            )
        )

    def summing_matrix(self) -> np.ndarray:
        """S as a dense array, nodes × leaves. For looking at; the methods never form it."""
        out = np.zeros((len(self), self._core.leaves))
        rows, columns, weights = self._core.summing_entries()
        out[rows, columns] = weights
        return out

    def aggregate(self, leaves: Any) -> Any:
        """All nodes from the leaves.

        Parameters
        ----------
        leaves : array or mapping
            Leaves × anything in the order of :attr:`leaves`, or a mapping from leaf to values.

        Returns
        -------
        ndarray or dict
            Nodes × the same, or a dict by node.
        """
        if isinstance(leaves, Mapping):
            table = np.stack([np.asarray(leaves[name], dtype=float) for name in self.leaves])
            return dict(zip(self.names, self.aggregate(table), strict=True))
        values = np.asarray(leaves, dtype=float)
        flat = self._core.aggregate(values.reshape(len(values), -1))
        return flat.reshape(len(self), *values.shape[1:])

    def incoherence(self, values: Any) -> float:
        """Largest gap between an aggregate and its parts, relative to the sum of their magnitudes.

        Examples
        --------
        >>> Tree.from_parts({"all": ["a", "b"]}).incoherence([[4.0], [1.0], [2.0]])
        0.14285714285714285
        """
        table = np.asarray(values, dtype=float)
        return self._core.incoherence(table.reshape(len(table), -1))


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def _pairs(frame: Any) -> list[tuple[Any, Any]]:
    columns, _ = read_columns(frame)
    for name in ("node", "parent"):
        if name not in columns:
            raise InputError(
                Problem(
                    "E-HIE-012",
                    column=name,
                    vi="thiếu cột này trong bảng khóa",
                    en="the keys have no such column",
                    remedy_vi="bảng cần hai cột node và parent",
                    remedy_en="the table needs the columns node and parent",
                )
            )
    return list(zip(columns["node"], columns["parent"], strict=True))


def _depths(level: str | Sequence[str], chains: list[list[str]]) -> list[int]:
    names = [level] if isinstance(level, str) else list(level)
    out = [0] * len(chains)
    for name in names:
        at = [(d, chain.index(name) + 1) for d, chain in enumerate(chains) if name in chain]
        if not at or out[at[0][0]]:
            raise InputError(
                Problem(
                    "E-HIE-010",
                    argument="levels",
                    vi=f"“{name}” không phải là cột của chiều nào, hoặc chiều ấy đã được nêu",
                    en=f'"{name}" is a column of no dimension, or its dimension is named twice',
                    remedy_vi="mỗi chiều nêu nhiều nhất một cột",
                    remedy_en="name at most one column a dimension",
                )
            )
        out[at[0][0]] = at[0][1]
    return out


def _is_mean(aggregation: str) -> bool:
    if aggregation not in ("sum", "mean"):
        raise InputError(
            Problem(
                "E-HIE-014",
                argument="aggregation",
                vi=f"không biết cách tổng hợp “{aggregation}”",
                en=f'"{aggregation}" is no way to aggregate',
                remedy_vi="dùng sum hoặc mean",
                remedy_en="use sum or mean",
            )
        )
    return aggregation == "mean"
