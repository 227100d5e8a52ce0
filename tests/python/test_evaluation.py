"""Accuracy of cross-validation frames."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import dubao
from dubao.errors import InputError
from dubao.evaluation import accuracy, compare
from dubao.models import Drift, Naive

TRAIN = {
    "unique_id": ["a"] * 4 + ["b"] * 4,
    "ds": [2019, 2020, 2021, 2022] * 2,
    "y": [1.0, 3, 5, 7, 10, 10, 10, 10],
}
CV = {
    "unique_id": ["a", "a", "b", "b"],
    "ds": [2023, 2024, 2023, 2024],
    "cutoff": [2022] * 4,
    "y": [8.0, 12.0, 11.0, 9.0],
    "M": [9.0, 9.0, 10.0, 10.0],
    "M-lo-80": [7.0, 7.0, 9.5, 9.5],
    "M-hi-80": [10.0, 10.0, 10.5, 10.5],
}


def values(table: dict[str, np.ndarray]) -> dict[str, float]:
    return dict(zip(table["metric"].tolist(), table["M"].tolist(), strict=True))


def test_every_measure_is_the_one_of_its_definition() -> None:
    found = values(accuracy(CV, TRAIN))
    assert found["MAE"] == pytest.approx(((1 + 3) / 2 + 1) / 2)
    assert found["RMSE"] == pytest.approx((np.sqrt((1 + 9) / 2) + 1) / 2)
    assert found["ME"] == pytest.approx((1.0 + 0.0) / 2)
    # Series b never moved: it has no scale and is left out of the scaled means.
    assert found["MASE"] == pytest.approx(2.0 / 2.0)
    assert found["RMSSE"] == pytest.approx(np.sqrt(5.0 / 4.0))
    assert found["coverage-80"] == pytest.approx((0.5 + 0.0) / 2)
    assert found["MSIS-80"] == pytest.approx(((3 + 0) + (3 + 10 * 2)) / 2 / 2.0)


def test_the_scale_knows_nothing_after_the_cutoff() -> None:
    whole = {k: [*v] for k, v in TRAIN.items()}
    for key in ("a", "b"):
        whole["unique_id"] += [key, key]
        whole["ds"] += [2023, 2024]
        whole["y"] += [1e6, -1e6]
    np.testing.assert_array_equal(accuracy(CV, whole)["M"], accuracy(CV, TRAIN)["M"])


def test_without_training_values_nothing_is_scaled() -> None:
    assert set(accuracy(CV)["metric"]) == {"MAE", "RMSE", "ME", "sMAPE", "coverage-80", "Winkler-80"}


def test_one_row_a_series_where_asked_for() -> None:
    table = accuracy(pd.DataFrame(CV), TRAIN, by="unique_id")
    assert isinstance(table, pd.DataFrame)
    assert set(table["unique_id"]) == {"a", "b"}


def test_what_cannot_be_scored_is_named() -> None:
    with pytest.raises(InputError) as caught:
        accuracy({"unique_id": ["a"], "ds": [1]})
    assert caught.value.id == "E-ACC-002"
    with pytest.raises(InputError) as caught:
        accuracy({"unique_id": ["a"], "ds": [1], "y": [1.0]})
    assert caught.value.id == "E-ACC-003"
    with pytest.raises(InputError) as caught:
        accuracy(CV, models=["Nobody"])
    assert "Nobody" in caught.value.text("vi")


def test_a_cross_validation_is_scored_as_it_comes() -> None:
    rng = np.random.default_rng(1)
    y = np.concatenate([50 + np.cumsum(2 + rng.normal(size=14)) for _ in range(3)])
    df = {"unique_id": np.repeat(["a", "b", "c"], 14), "ds": np.tile(np.arange(2011, 2025), 3), "y": y}
    cv = dubao.Forecaster([Naive(), Drift()], n_jobs=1).cross_validation(
        df, h=2, n_windows=3, level=[80], crps=True
    )
    table = dubao.accuracy(cv, train_df=df)
    assert "CRPS" in table["metric"]
    found = compare(cv, "Drift", "Naive")
    assert found["pairs"] == 3
    assert found["relative_loss"] < 1.0  # the series do grow
    assert np.isclose(found["skill"], 1 - found["relative_loss"])
