"""Aggregation trees from parents, keys, parts and periods."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest

from dubao.errors import InputError
from dubao.hierarchy import Tree

KEYS = {
    "region": ["N", "N", "N", "S", "S"],
    "province": ["a", "a", "b", "c", "c"],
    "sex": ["m", "f", "f", "m", "f"],
}


@pytest.mark.parametrize("kind", [dict, pd.DataFrame, pl.DataFrame])
def test_crossed_keys_give_the_same_tree_from_any_kind_of_frame(kind) -> None:
    tree = Tree.from_keys(kind(KEYS), [["region", "province"], "sex"])
    assert tree.names[0] == "total"
    assert tree.leaves == ["N/a × m", "N/a × f", "N/b × f", "S/c × m", "S/c × f"]
    assert "N/b × m" not in tree
    assert tree.nodes_at("region") == ["N", "S"]
    assert tree.nodes_at(["region", "sex"]) == ["N × m", "N × f", "S × m", "S × f"]
    assert not tree.is_strict
    matrix = tree.summing_matrix()
    assert matrix.shape == (len(tree), 5)
    assert matrix[tree.index("f")].tolist() == [0, 1, 1, 0, 1]


def test_levels_choose_the_kinds_of_nodes() -> None:
    tree = Tree.from_keys(KEYS, [["region", "province"], "sex"], levels=[[], "region", ["province", "sex"]])
    assert tree.aggregates == ["total", "N", "S"]
    assert Tree.from_keys(KEYS, ["region"], total="nation").names == ["nation", "N", "S"]


def test_a_leaf_that_stands_in_many_rows_is_one_leaf() -> None:
    doubled = {name: values * 2 for name, values in KEYS.items()}
    dimensions = [["region", "province"], "sex"]
    assert Tree.from_keys(doubled, dimensions).names == Tree.from_keys(KEYS, dimensions).names


def test_parents_come_as_mapping_or_frame() -> None:
    rows = {"node": ["all", "a", "b"], "parent": [None, "all", "all"]}
    for given in ({"all": "", "a": "all", "b": "all"}, pd.DataFrame(rows), pl.DataFrame(rows), rows):
        assert Tree.from_parents(given).names == ["all", "a", "b"]


def test_parts_carry_weights() -> None:
    tree = Tree.from_parts({"mean": {"a": 0.5, "b": 0.5}})
    assert tree.parts("mean") == {"a": 0.5, "b": 0.5}
    assert tree.parts("a") == {}
    assert tree.aggregate(np.array([[2.0], [4.0]])).ravel().tolist() == [3.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("make", "id", "node"),
    [
        (lambda: Tree.from_parents({"a": "b", "b": "a"}), "E-HIE-001", None),
        (lambda: Tree.from_parents({"a": "nowhere", "all": ""}), "E-HIE-002", "a"),
        (lambda: Tree.from_parts({"all": ["a", "x"], "x": ["a"]}), "E-HIE-006", "all"),
        (lambda: Tree.from_keys(KEYS | {"region": ["N", "S", "N", "S", "S"]}, [["region", "province"], "sex"]), "E-HIE-004", "a"),
        (lambda: Tree.from_keys(KEYS | {"sex": ["m", None, "f", "m", "f"]}, [["region", "province"], "sex"]), "E-HIE-009", ""),
        (lambda: Tree.from_keys(KEYS, [["region", "town"]]), "E-HIE-012", ""),
        (lambda: Tree.from_parents({"node": ["a"]}), "E-HIE-012", ""),
        (lambda: Tree.from_keys(KEYS, ["region"], levels=["town"]), "E-HIE-010", ""),
        (lambda: Tree.from_keys(KEYS, ["region"]).nodes_at("town"), "E-HIE-013", ""),
        (lambda: Tree.temporal(12, [5]), "E-HIE-011", ""),
        (lambda: Tree.temporal(12, [3], aggregation="last"), "E-HIE-014", ""),
        (lambda: Tree.from_keys(KEYS, ["region"]).index("X"), "E-HIE-007", "X"),
    ],
)  # fmt: skip
def test_a_wrong_tree_is_refused_by_id_and_node_in_both_languages(make, id, node) -> None:
    with pytest.raises(InputError) as refused:
        make()
    problem = refused.value.problems[0]
    assert problem.id == id
    if node is not None:
        assert problem.series == node
    assert problem.vi
    assert problem.vi != problem.en
    assert problem.remedy_vi


def test_incoherence_is_the_largest_gap_of_all_sums() -> None:
    tree = Tree.from_parents({"all": "", "a": "all", "b": "all"})
    assert tree.incoherence([[3.0, 3.0], [1.0, 1.0], [2.0, 2.0]]) == 0
    assert tree.incoherence([[3.0, 4.0], [1.0, 1.0], [2.0, 2.0]]) == pytest.approx(1 / 7)
