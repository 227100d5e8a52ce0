"""Ridge, lasso and elastic net: optimality conditions, closed forms, rolling choice, bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao.errors import InputError, ModelError
from dubao.regression import OLS, ElasticNet, Lasso, Ridge

OPTIMAL = 1e-9  # violation of the optimality conditions, in standard deviations of y
CLOSED = 1e-9  # relative, against closed forms


def sample(seed: int, n: int = 60, p: int = 8, correlation: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1))
    x = np.sqrt(correlation) * common + np.sqrt(1 - correlation) * rng.normal(size=(n, p))
    x = x * rng.uniform(0.5, 20, p) + rng.uniform(-9, 9, p)
    beta = np.where(np.arange(p) % 3 == 0, 1.5, 0.0) / x.std(axis=0)
    return x, 4 + x @ beta + rng.normal(size=n)


def violation(x, y, w, fit, penalty: float, mixing: float, standardize: bool) -> float:
    """Karush-Kuhn-Tucker conditions by their definition, in standard deviations of y."""
    w = w / w.sum()
    unit = np.sqrt(w @ (x - w @ x) ** 2) if standardize else np.ones(x.shape[1])
    z = (x - w @ x) / unit
    b = fit.params_array[1:] * unit
    residual = y - fit.params_array[0] - x @ fit.params_array[1:]
    slope = z.T @ (w * residual) - penalty * (1 - mixing) * b
    wrong = np.where(b == 0, np.abs(slope) - penalty * mixing, np.abs(slope - penalty * mixing * np.sign(b)))
    return float(max(wrong.max(), abs(w @ residual)) / np.sqrt(w @ (y - w @ y) ** 2))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([(60, 8), (40, 30), (20, 50)]),
    st.floats(1e-3, 2),
    st.sampled_from([0.0, 0.3, 1.0]),
    st.booleans(),
    st.booleans(),
)
def test_the_optimality_conditions_hold(seed, shape, penalty, mixing, standardize, weighted) -> None:
    x, y = sample(seed, *shape)
    w = np.random.default_rng(seed).uniform(0.2, 3, len(y)) if weighted else np.ones(len(y))
    fit = ElasticNet(penalty=penalty, mixing=mixing, standardize=standardize).fit(x, y, weights=w)
    scale = 1.0 if standardize else np.abs(x).max()
    assert violation(x, y, w, fit, penalty, mixing, standardize) <= OPTIMAL * scale


def test_nearly_dependent_columns_reach_the_optimum_too() -> None:
    x, y = sample(5, 50, 6, correlation=0.999999)
    for mixing in (0.5, 1.0):
        fit = ElasticNet(penalty=1e-4, mixing=mixing).fit(x, y)
        assert fit.converged
        assert violation(x, y, np.ones(50), fit, 1e-4, mixing, True) <= OPTIMAL


def test_lasso_and_ridge_of_uncorrelated_columns_have_their_closed_forms() -> None:
    q, _ = np.linalg.qr(np.random.default_rng(1).normal(size=(12, 3)))
    x = q * np.sqrt(12)  # X'X/n = I
    y = np.random.default_rng(2).normal(size=12) * 2
    plain = x.T @ y / 12
    lasso = Lasso(penalty=0.3, standardize=False, intercept=False).fit(x, y)
    expected = np.sign(plain) * np.maximum(np.abs(plain) - 0.3, 0)
    np.testing.assert_allclose(lasso.params_array, expected, rtol=CLOSED, atol=1e-12)
    ridge = Ridge(penalty=0.3, standardize=False, intercept=False).fit(x, y)
    np.testing.assert_allclose(ridge.params_array, plain / 1.3, rtol=CLOSED)
    assert ridge.statistics["degrees"] == pytest.approx(3 / 1.3, rel=CLOSED)
    errors = np.sqrt(ridge.scale / 12) / 1.3
    np.testing.assert_allclose(ridge.standard_errors_array, errors, rtol=CLOSED)


@pytest.mark.parametrize("shape", [(40, 5), (10, 25)])
def test_ridge_is_the_solution_of_its_linear_system(shape) -> None:
    x, y = sample(7, *shape)
    fit = Ridge(penalty=0.2, standardize=False).fit(x, y)
    z = x - x.mean(axis=0)
    slopes = np.linalg.solve(z.T @ z / len(y) + 0.2 * np.eye(x.shape[1]), z.T @ (y - y.mean()) / len(y))
    np.testing.assert_allclose(fit.params_array[1:], slopes, rtol=1e-8)
    assert fit.params["intercept"] == pytest.approx(y.mean() - x.mean(axis=0) @ slopes, rel=1e-8)


def test_everything_goes_to_least_squares_as_the_penalty_goes_to_zero() -> None:
    x, y = sample(3)
    plain = OLS().fit(x, y)
    ridge = Ridge(penalty=1e-14).fit(x, y)
    np.testing.assert_allclose(ridge.params_array, plain.params_array, rtol=CLOSED)
    np.testing.assert_allclose(ridge.standard_errors_array, plain.standard_errors_array, rtol=CLOSED)
    assert ridge.scale == pytest.approx(plain.scale, rel=CLOSED)
    lasso = Lasso(penalty=0).fit(x, y)
    np.testing.assert_allclose(lasso.params_array, plain.params_array, rtol=1e-7)


def test_all_slopes_are_zero_from_the_first_penalty_of_the_path_on_and_not_below_it() -> None:
    x, y = sample(4)
    path = Lasso().path(x, y)
    assert (path.coefficients[:, 0] == 0).all() and (path.coefficients[:, 1] != 0).any()
    assert (np.diff(path.penalties) < 0).all() and (np.diff(path.r2) >= -1e-12).all()
    np.testing.assert_allclose(path.intercepts[0], y.mean(), rtol=CLOSED)
    for at in (0, 30, 99):
        fit = Lasso(penalty=path.penalties[at]).fit(x, y)
        np.testing.assert_allclose(fit.params_array[1:], path.coefficients[:, at], rtol=1e-6, atol=1e-9)
        assert fit.statistics["degrees"] == path.degrees[at]
        assert fit.statistics["r2"] == pytest.approx(path.r2[at], abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.floats(1e-4, 1e4), st.sampled_from([0.0, 0.5, 1.0]))
def test_units_of_a_column_do_not_matter_when_standardised(seed: int, factor: float, mixing: float) -> None:
    x, y = sample(seed)
    plain = ElasticNet(penalty=0.1, mixing=mixing).fit(x, y)
    x[:, 2] *= factor
    scaled = ElasticNet(penalty=0.1, mixing=mixing).fit(x, y)
    np.testing.assert_allclose(scaled.fitted, plain.fitted, rtol=1e-7)


def test_weights_count_as_so_many_rows() -> None:
    x, y = sample(6)
    times = np.random.default_rng(6).integers(1, 4, len(y))
    for model in (Ridge(penalty=0.3), Lasso(penalty=0.1)):
        weighted = model.fit(x, y, weights=times)
        repeated = model.fit(np.repeat(x, times, axis=0), np.repeat(y, times))
        np.testing.assert_allclose(weighted.params_array, repeated.params_array, rtol=1e-7, atol=1e-9)


def test_the_rolling_choice_forecasts_each_block_from_the_rows_before_it() -> None:
    x, y = sample(8, 40, 4)
    fit = Lasso(origins=4).fit(x, y)
    search = fit.search
    assert search is not None and search.origins == [20, 25, 30, 35]
    at = 37
    errors = []
    for begin in search.origins:
        part = Lasso(penalty=search.penalties[at]).fit(x[:begin], y[:begin])
        errors.append((y[begin : begin + 5] - part.predict(x[begin : begin + 5])) ** 2)
    assert search.errors[at] == pytest.approx(np.mean(errors), rel=1e-7)
    means = np.mean(errors, axis=1)
    assert search.error_se[at] == pytest.approx(means.std(ddof=1) / 2, rel=1e-6)
    assert search.penalty == search.penalties[np.argmin(search.errors)] == fit.penalty
    simpler = Lasso(origins=4, rule="one-standard-error").fit(x, y)
    assert simpler.penalty >= fit.penalty
    assert any("4 rolling origins" in note for note in fit.notes)


def test_signal_is_kept_and_noise_is_left_out_with_more_columns_than_rows() -> None:
    rng = np.random.default_rng(11)
    x = rng.normal(size=(50, 80))
    y = 5 * x[:, 3] - 4 * x[:, 17] + 0.5 * rng.normal(size=50)
    fit = Lasso(rule="one-standard-error").fit(x, y)
    large = {name for name, value in fit.params.items() if abs(value) > 1}
    assert large == {"x4", "x18"}
    noise = Lasso(rule="one-standard-error").fit(x[:, :5], rng.normal(size=50))
    assert np.abs(noise.params_array[1:]).max() < 0.3


def test_a_constant_column_and_a_constant_response_have_zero_slopes() -> None:
    x, y = sample(9)
    x[:, 1] = 3.0
    for model in (Ridge(penalty=0.1), Lasso(penalty=0.1)):
        fit = model.fit(x, y)
        assert fit.params["x2"] == 0 and any("constant" in note for note in fit.notes)
        flat = model.fit(x, np.full(len(y), 2.5))
        np.testing.assert_allclose(flat.params_array, [2.5, *[0] * 8], atol=1e-12)


def test_lasso_refuses_intervals_and_ridge_notes_its_bias() -> None:
    x, y = sample(10)
    with pytest.raises(ModelError) as caught:
        Lasso(penalty=0.1).fit(x, y).predict(x, level=95)
    assert caught.value.id == "E-PEN-003"
    ridge = Ridge(penalty=0.1).fit(x, y)
    assert any("bias" in note for note in ridge.notes)
    band = ridge.predict(x[:2], level=95)
    assert (band["lo-95"] < band["mean"]).all() and (band["mean"] < band["hi-95"]).all()


@pytest.mark.parametrize(
    ("make", "id_"),
    [
        (lambda x, y: Lasso(penalty=-1).fit(x, y), "E-PEN-001"),
        (lambda x, y: Lasso(penalty=float("nan")).fit(x, y), "E-PEN-001"),
        (lambda x, y: ElasticNet(penalty=1, mixing=1.5).fit(x, y), "E-PEN-002"),
        (lambda x, y: Lasso().fit(x[:5], y[:5]), "E-PEN-004"),
        (lambda x, y: Lasso(rule="best"), "E-DES-015"),
        (lambda x, y: Lasso(penalty=1).fit(np.empty((60, 0)), y), "E-DES-007"),
        (lambda x, y: Ridge(penalty=1).fit(np.where(x == x[1, 1], np.nan, x), y), "E-DES-002"),
    ],
)
def test_bad_input_is_refused(make, id_: str) -> None:
    with pytest.raises(InputError) as caught:
        make(*sample(2))
    assert caught.value.id == id_
