"""Robust regression: R's rlm, optimality, outliers, bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from regression_golden import answers, column, named

from dubao.errors import InputError
from dubao.regression import OLS, RobustRegression

R = 1e-8
CASES = {
    "huber": {"loss": "huber"},
    "huber-proposal2": {"loss": "huber", "scale": "proposal2"},
    "tukey": {"loss": "tukey"},
    "cauchy": {"loss": "cauchy"},
}


def stackloss() -> tuple[dict[str, np.ndarray], np.ndarray]:
    data = answers("linear.csv")["stackloss", "data"]
    return {name: np.array(values) for name, values in data.items() if name != "stack.loss"}, np.array(
        data["stack.loss"]
    )


@pytest.mark.parametrize("case", CASES)
def test_estimates_errors_scale_and_weights_agree_with_rlm_of_r(case: str) -> None:
    fit = RobustRegression(**CASES[case]).fit(*stackloss())
    for found, quantity in ((fit.params, "coefficient"), (fit.standard_errors, "error")):
        expected = named("linear.csv", case, quantity)
        assert list(found) == list(expected)
        np.testing.assert_allclose(list(found.values()), list(expected.values()), rtol=R, err_msg=quantity)
    assert fit.sigma == pytest.approx(named("linear.csv", case, "fit")["sigma"], rel=R)
    np.testing.assert_allclose(fit.weights, column("linear.csv", case, "weight"), rtol=R, atol=1e-9)
    assert fit.converged


def sample(seed: int, n: int = 40) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 2)) * [1, 100] + [0, 50]
    y = 1 + x @ [2.0, 0.03] + rng.standard_t(3, size=n)
    return x, y


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["huber", "soft-l1", "cauchy", "tukey"]), st.booleans())
def test_the_weighted_residuals_are_orthogonal_to_the_columns(seed: int, loss: str, weighted: bool) -> None:
    x, y = sample(seed)
    w = np.random.default_rng(seed).uniform(0.5, 2, len(y)) if weighted else None
    fit = RobustRegression(loss=loss).fit(x, y, weights=w)
    prior = np.ones(len(y)) if w is None else w
    if not fit.converged:  # a scale that jumps between two medians: said so
        assert any("limit" in note for note in fit.notes)
        return
    design = np.column_stack([np.ones(len(y)), x])
    slope = design.T @ (prior * fit.weights * fit.residuals)
    size = np.abs(design).T @ (prior * np.abs(fit.residuals))
    assert (np.abs(slope) / size).max() < 1e-9
    errors = np.abs(np.sqrt(prior) * fit.residuals)
    assert fit.sigma == pytest.approx(np.median(errors) / 0.6745, rel=1e-9)


def test_gross_outliers_lose_their_weight_and_do_not_move_the_line() -> None:
    rng = np.random.default_rng(4)
    t = np.arange(50.0)
    y = 3 + 0.5 * t + 0.1 * rng.normal(size=50)
    y[[5, 17, 40]] += [80, -60, 100]
    for loss in ("tukey", "cauchy", "huber"):
        fit = RobustRegression(loss=loss).fit(t, y)
        assert fit.params["x1"] == pytest.approx(0.5, abs=0.01)
        assert fit.weights[[5, 17, 40]].max() < 0.05 < np.delete(fit.weights, [5, 17, 40]).min()
    assert RobustRegression(loss="tukey").fit(t, y).weights[40] == 0
    assert abs(OLS().fit(t, y).params["x1"] - 0.5) > 0.01


def test_a_large_constant_is_least_squares() -> None:
    x, y = sample(1)
    fit = RobustRegression(tuning=1e6).fit(x, y)
    plain = OLS().fit(x, y)
    np.testing.assert_allclose(fit.params_array, plain.params_array, rtol=1e-9)
    np.testing.assert_allclose(fit.standard_errors_array, plain.standard_errors_array, rtol=1e-9)


def test_a_given_scale_is_kept() -> None:
    fit = RobustRegression(scale=2.5).fit(*sample(2))
    assert fit.sigma == 2.5 and fit.scale == 6.25


def test_a_majority_on_one_line_is_said_and_not_divided_by() -> None:
    y = np.arange(10.0)
    y[9] = 100
    fit = RobustRegression(loss="tukey").fit(np.arange(10.0), y)
    np.testing.assert_allclose(fit.params_array, [0, 1], atol=1e-6)
    assert np.isfinite(fit.params_array).all()
    assert any("fitted exactly" in note for note in fit.notes)


def test_a_dependent_column_is_dropped_and_named() -> None:
    x, y = sample(3)
    fit = RobustRegression().fit(np.column_stack([x, x.sum(axis=1)]), y)
    assert fit.dropped == ("x3",)


@pytest.mark.parametrize(
    ("make", "id_"),
    [
        (lambda x, y: RobustRegression(tuning=-1).fit(x, y), "E-ROB-001"),
        (lambda x, y: RobustRegression(tuning=0).fit(x, y), "E-ROB-001"),
        (lambda x, y: RobustRegression(scale=0.0).fit(x, y), "E-ROB-002"),
        (lambda x, y: RobustRegression().fit(x[:3], y[:3]), "E-ROB-003"),
        (lambda x, y: RobustRegression(loss="l0"), "E-DES-015"),
        (lambda x, y: RobustRegression(scale="sd"), "E-DES-015"),
        (lambda x, y: RobustRegression().fit(x, np.where(y == y[3], np.inf, y)), "E-DES-004"),
    ],
)
def test_bad_input_is_refused(make, id_: str) -> None:
    with pytest.raises(InputError) as caught:
        make(*sample(2))
    assert caught.value.id == id_
