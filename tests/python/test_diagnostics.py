"""Diagnostics from Python; the numbers against R are in tests/cpp/evaluation."""

from __future__ import annotations

import numpy as np
import pytest

from dubao import evaluation, models
from dubao.errors import InputError


def test_ljung_box_of_a_fit_finds_the_season_it_was_not_told_of():
    t = np.arange(80)
    y = 100 + 10 * np.sin(t * np.pi / 2) + np.random.default_rng(1).normal(size=80)
    assert models.Naive().fit(y).ljung_box(lags=8)["p_value"] < 1e-6
    white = models.HistoricAverage().fit(np.random.default_rng(2).normal(size=80)).ljung_box()
    assert white["p_value"] > 0.01
    assert white["lags"] == 10
    assert white["count"] == 80


def test_the_usual_lags_follow_length_and_season():
    residuals = np.random.default_rng(1).normal(size=60)
    assert evaluation.ljung_box(residuals)["lags"] == 10
    assert evaluation.ljung_box(residuals, season_length=4)["lags"] == 8
    assert evaluation.ljung_box(residuals[:15], fitted_degrees=2)["degrees_of_freedom"] == 3
    with pytest.raises(InputError) as caught:
        evaluation.ljung_box(residuals[:5], lags=9)
    assert caught.value.id == "E-DIA-001"


def test_transforms_of_right_draws_are_uniform_and_of_narrow_ones_are_not():
    rng = np.random.default_rng(3)
    draws, actual = rng.normal(size=(199, 500)), rng.normal(size=500)
    right = evaluation.pit_histogram(evaluation.pit(draws, actual))
    assert right["p_value"] > 0.01
    assert right["share"].sum() == pytest.approx(1)
    narrow = evaluation.pit_histogram(evaluation.pit(0.5 * draws, actual))
    assert narrow["p_value"] < 1e-6
    assert (evaluation.pit(draws, actual) == evaluation.pit(draws, actual)).all()
    with pytest.raises(InputError) as caught:
        evaluation.pit(draws, actual[:3])
    assert caught.value.id == "E-DIA-004"


def test_diebold_mariano_prefers_the_smaller_losses():
    rng = np.random.default_rng(4)
    good, bad = rng.normal(size=60) ** 2, 4 * rng.normal(size=60) ** 2
    found = evaluation.diebold_mariano(good, bad, h=2)
    assert found["statistic"] < 0
    assert found["p_first_better"] < 0.01
    with pytest.raises(InputError) as caught:
        evaluation.diebold_mariano(good, bad[:-1])
    assert caught.value.id == "E-CMP-001"


def test_methods_are_ranked_over_a_table_of_losses_by_series():
    rng = np.random.default_rng(5)
    base = rng.gamma(2, size=50)
    table = {
        "unique_id": [f"s{i}" for i in range(50)],
        "metric": ["MASE"] * 50,
        "worst": 3 * base,
        "best": base + 0.01 * rng.normal(size=50),
        "as good": base + 0.01 * rng.normal(size=50),
    }
    found = evaluation.compare_methods(table)
    assert found["model"].tolist()[2] == "worst"
    assert found["worse"].tolist() == [False, False, True]
    for wrong, expected in (({"one": [1.0, 2.0]}, "E-CMP-003"), ({}, None)):
        with pytest.raises(InputError) as caught:
            evaluation.compare_methods(wrong)
        assert expected is None or caught.value.id == expected
    with pytest.raises(InputError) as caught:
        evaluation.compare_methods(table, level=100)
    assert caught.value.id == "E-CMP-004"
