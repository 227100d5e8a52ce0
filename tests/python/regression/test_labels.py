"""Labels of groups: any kind of value, missing ones named, columns of frames."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.regression.labels import group_codes, known_codes, pull_labels


def test_labels_of_any_kind_get_codes_in_order_of_appearance() -> None:
    assert group_codes(np.array([2021, 2020, 2021]), "time").names == ["2021", "2020"]
    assert group_codes([2021.0, 2020.0], "time").names == ["2021", "2020"]
    assert group_codes([dt.date(2020, 1, 1)], "time").names == ["2020-01-01"]
    assert group_codes(np.array(["b", "a", "b"]), "entity").codes == [0, 1, 0]


def test_missing_labels_are_named_with_their_rows() -> None:
    with pytest.raises(InputError) as caught:
        group_codes(["a", None, float("nan")], "entity")
    assert [(p.id, p.row) for p in caught.value.problems] == [("E-PNL-014", 2), ("E-PNL-014", 3)]


def test_new_rows_take_one_label_or_one_each_and_know_only_those_of_the_fit() -> None:
    assert known_codes("b", ["a", "b"], 3, "entity") == [1, 1, 1]
    assert known_codes(2020, ["2019", "2020"], 2, "time") == [1, 1]
    assert known_codes(["b", "a"], ["a", "b"], 2, "entity") == [1, 0]
    for values, problem in ((None, "E-PNL-015"), (["a"], "E-PNL-015"), (["a", "z"], "E-PNL-016")):
        with pytest.raises(InputError) as caught:
            known_codes(values, ["a", "b"], 2, "entity")
        assert caught.value.id == problem


def test_a_name_takes_the_column_out_of_a_frame() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"gdp": [1.0, 2.0], "province": ["a", "b"], "year": [2020, 2021]})
    rest, labels = pull_labels(frame, "province", "year")
    assert list(rest) == ["gdp"]
    assert [list(values) for values in labels] == [["a", "b"], [2020, 2021]]
    with pytest.raises(InputError) as caught:
        pull_labels(frame, "region")
    assert (caught.value.id, caught.value.problems[0].column) == ("E-PNL-017", "region")
