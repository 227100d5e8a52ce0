"""What every regression gives back."""

from __future__ import annotations

import numpy as np
import pytest

from dubao import regression
from dubao.regression import OLS, RegressionResult

X = [[0.0], [1.0], [2.0]]
Y = [1.0, 3.0, 6.0]


def test_names_and_arrays_say_the_same() -> None:
    fit = OLS().fit(X, Y, names=["t"])
    assert isinstance(fit, RegressionResult)
    for named, array in (
        (fit.params, fit.params_array),
        (fit.standard_errors, fit.standard_errors_array),
        (fit.pvalues, fit.pvalues_array),
    ):
        assert list(named) == ["intercept", "t"]
        np.testing.assert_array_equal(list(named.values()), array)
    np.testing.assert_allclose(np.sqrt(np.diag(fit.covariance)), fit.standard_errors_array)
    np.testing.assert_allclose(fit.fitted + fit.residuals, Y)
    assert repr(fit) == "<OLS: intercept=0.833333, t=2.5>"


def test_predictions_with_levels_are_named_as_forecasts_are() -> None:
    fit = OLS().fit(X, Y)
    assert fit.predict([[3.0]]).shape == (1,)
    both = fit.predict([[3.0]], level=[80, 95])
    assert sorted(both) == ["hi-80", "hi-95", "lo-80", "lo-95", "mean"]
    assert both["lo-95"] < both["lo-80"] < both["mean"] < both["hi-80"] < both["hi-95"]
    confidence = fit.predict([[3.0]], level=95, interval="confidence")
    assert both["lo-95"] < confidence["lo-95"]


def test_a_level_is_in_percent() -> None:
    low, high = OLS().fit(X, Y, names=["t"]).conf_int(95)["t"]
    half = np.tan(0.475 * np.pi) * np.sqrt(1 / 12)  # Student's t with one degree of freedom: Cauchy
    assert (low, high) == pytest.approx((2.5 - half, 2.5 + half), rel=1e-12)


def test_everything_exported_is_there() -> None:
    assert [name for name in regression.__all__ if not hasattr(regression, name)] == []
