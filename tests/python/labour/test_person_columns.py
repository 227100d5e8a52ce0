"""Columns of records: missing values get no code, ages their group, and nothing of a value is kept."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour import person_columns as columns


def test_categories_get_codes_and_what_is_missing_none() -> None:
    values = {"sex": ["M", "F", None, "", float("nan"), "F"]}
    assert columns.factor_codes(values, "sex") == ("sex", ["F", "M"], [1, 0, -1, -1, -1, 0])
    pandas = pytest.importorskip("pandas")
    assert columns.factor_codes({"sex": [pandas.NA, "F"]}, "sex")[2] == [-1, 0]


def test_only_numbers_are_numbers() -> None:
    found = columns.number_values({"w": [1, 2.5, np.float32(3), "4", True, None]}, "w")
    assert found[:3].tolist() == [1.0, 2.5, 3.0]
    assert all(math.isnan(value) for value in found[3:])


def test_ages_fall_into_the_group_that_begins_with_them() -> None:
    problems: list = []
    name, levels, codes = columns.age_codes({"age": [15, 24, 25, 59, 60, 99]}, "age", (25, 60), problems)
    assert (name, levels, codes) == ("age", ["0–24", "25–59", "60+"], [0, 0, 1, 1, 2, 2])
    assert problems == []
    columns.age_codes({"age": [-1, 131, "40"]}, "age", (25, 60), problems)
    assert [problem.en.split()[0] for problem in problems] == ["3"]


def test_absent_columns_are_all_named() -> None:
    with pytest.raises(InputError) as caught:
        columns.check_columns({"a": [1]}, ["a", "b", "c"])
    assert [problem.column for problem in caught.value.problems] == ["b", "c"]
