"""Values of cells: whatever a file or a table in memory holds becomes text, and nothing in it is fatal."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from dubao.postings.cells import UNREADABLE, is_missing, written


class Failing:
    def __str__(self) -> str:
        raise RuntimeError("0912345678")


def nested(depth: int) -> list:
    out: list = ["x"]
    for _ in range(depth):
        out = [out]
    return out


@pytest.mark.parametrize("value", [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT, Decimal("sNaN")])
def test_every_mark_of_a_missing_value_is_missing(value) -> None:
    assert is_missing(value)


@pytest.mark.parametrize("value", ["", 0, False, [], np.array(["a", "b"]), b"x"])
def test_values_are_not_missing(value) -> None:
    assert not is_missing(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (["Hà Nội", None, "Huế"], "Hà Nội\nHuế"),
        ({"a": {"b": "x"}}, "x"),
        (np.array(["a", "b"]), "a\nb"),
        (np.int64(7), "7"),
        (3.0, "3"),
        (b"\xff ok", "\ufffd ok"),
        (nested(10), "x"),
    ],
)
def test_values_are_written_as_they_show(value, text: str) -> None:
    assert written(value) == text


@pytest.mark.parametrize("value", [10**5000, Failing(), nested(5000)], ids=["number", "object", "list"])
def test_a_value_without_a_text_is_marked_and_its_failure_is_not_told(value) -> None:
    assert written(value) == UNREADABLE
