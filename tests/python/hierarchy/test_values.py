"""Residuals and histories in any accepted shape."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dubao.errors import InputError
from dubao.hierarchy import Tree
from dubao.hierarchy.values import ForecastFrame, node_table

TREE = Tree.from_parents({"all": "", "a": "all", "b": "all"})


def test_a_frame_of_fitted_values_gives_their_errors_and_gaps_where_a_period_is_missing() -> None:
    frame = pd.DataFrame(
        {
            "unique_id": ["all", "all", "a", "b", "b"],
            "ds": [2020, 2021, 2021, 2020, 2021],
            "y": [5.0, 6.0, 2.0, 3.0, 4.0],
            "Naive": [None, 5.0, 1.0, 1.0, 3.0],
        }
    )
    table = node_table(TREE, frame, "residuals")
    np.testing.assert_array_equal(table, [[np.nan, np.nan, 2.0], [1.0, 1.0, 1.0]])


def test_leaves_alone_are_added_up_and_arrays_pass_as_they_are() -> None:
    assert node_table(TREE, {"b": [1.0, 2.0], "a": [3.0, 4.0]}, "history").tolist() == [[4, 3, 1], [6, 4, 2]]
    assert node_table(TREE, [[1.0, 2.0, 3.0]], "history").tolist() == [[1, 2, 3]]
    long = {"unique_id": ["a", "b"], "ds": [1, 1], "y": [3.0, 4.0]}
    assert node_table(TREE, long, "history").tolist() == [[7, 3, 4]]
    errors = {"unique_id": ["all", "a", "b"], "ds": [1] * 3, "residual": [1.0, 2.0, 3.0]}
    assert node_table(TREE, errors, "residuals").tolist() == [[1, 2, 3]]


def test_two_models_are_refused_since_it_is_not_clear_whose_errors_are_meant() -> None:
    frame = {"unique_id": ["a"], "ds": [1], "y": [1.0], "Naive": [1.0], "Drift": [1.0]}
    with pytest.raises(InputError, match="E-REC-023"):
        node_table(TREE, frame, "residuals")


def test_a_frame_is_written_in_the_order_of_the_tree() -> None:
    frame = ForecastFrame.read(
        TREE, {"unique_id": ["b", "a", "all"], "ds": [1, 1, 1], "M": [1.0, 2.0, 3.0]}, TREE.names
    )
    assert frame.models() == ["M"]
    written = frame.write(TREE)
    assert written["unique_id"].tolist() == ["all", "a", "b"]
    assert written["M"].tolist() == [3.0, 2.0, 1.0]
