"""Generalised linear models in Python: names, frames, exposure, trials, errors, words. Numbers against R stand in the C++ tests."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dubao import regression
from dubao.errors import DubaoError, InputError
from dubao.regression import Binomial, FractionalLogit, Gamma, NegativeBinomial, Poisson

ALGEBRA = 1e-9
MODELS = (Poisson, NegativeBinomial, Binomial, FractionalLogit, Gamma)


def data(rows: int = 60) -> tuple[dict[str, np.ndarray], np.ndarray]:
    rng = np.random.default_rng(4)
    x = {"gdp": rng.normal(size=rows), "fdi": rng.normal(size=rows)}
    return x, rng.poisson(np.exp(1.0 + 0.4 * x["gdp"])).astype(float)


def response(model: type, counts: np.ndarray) -> np.ndarray:
    if model is Binomial:
        return (counts > 2).astype(float)
    if model is FractionalLogit:
        return counts / (counts.max() + 1)
    return counts + 0.5 if model is Gamma else counts


@pytest.mark.parametrize("model", MODELS)
def test_every_model_gives_the_common_result_and_speaks_both_languages(model: type) -> None:
    x, counts = data()
    y = response(model, counts)
    fit = model().fit(x, y)
    assert list(fit.params) == ["intercept", "gdp", "fdi"]
    assert np.isfinite(fit.params_array).all()
    assert (fit.standard_errors_array > 0).all()
    low, high = fit.conf_int(90)["gdp"]
    assert low < fit.params["gdp"] < high
    assert math.isnan(fit.aic) == (model is FractionalLogit)
    for lang in ("vi", "en"):
        assert "gdp" in fit.summary(lang)
    assert "Poisson" in Poisson().fit(x, counts).summary("vi")
    predicted = fit.predict({"fdi": [0.0, 1.0], "gdp": [0.5, -0.5]}, level=[80, 95])
    assert (predicted["lo-95"] < predicted["lo-80"]).all()
    assert (predicted["hi-80"] < predicted["hi-95"]).all()
    assert np.allclose(predicted["mean"], fit.predict([[0.5, 0.0], [-0.5, 1.0]]))
    if model in (Binomial, FractionalLogit):
        assert (predicted["lo-95"] > 0).all() and (predicted["hi-95"] < 1).all()


def test_lists_arrays_and_frames_give_the_same_fit() -> None:
    x, y = data()
    matrix = np.column_stack(list(x.values()))
    fits = [
        Poisson().fit(x, y),
        Poisson().fit(matrix, y, names=list(x)),
        Poisson().fit(matrix.tolist(), list(y), names=list(x)),
    ]
    pandas = pytest.importorskip("pandas")
    fits.append(Poisson().fit(pandas.DataFrame(x), pandas.Series(y)))
    for fit in fits[1:]:
        assert fit.params == fits[0].params


def test_exposure_is_an_offset_of_its_logarithm_and_new_rows_need_theirs() -> None:
    x, y = data()
    exposure = 1.0 + np.arange(y.size) % 3
    fit = Poisson().fit(x, y, exposure=exposure)
    same = Poisson().fit(x, y, offset=np.log(exposure))
    assert fit.params == same.params
    rate = fit.predict({"gdp": [0.3], "fdi": [0.0]}, exposure=1)
    assert np.allclose(fit.predict({"gdp": [0.3], "fdi": [0.0]}, exposure=7), 7 * rate)
    with pytest.raises(InputError) as caught:
        fit.predict({"gdp": [0.3], "fdi": [0.0]})
    assert caught.value.id == "E-GLM-010"
    with pytest.raises(InputError) as caught:
        Poisson().fit(x, y, exposure=[0.0, *exposure[1:]])
    assert (caught.value.id, caught.value.problems[0].row) == ("E-GLM-005", 1)
    with pytest.raises(InputError):
        Poisson().fit(x, y, exposure=exposure, offset=[1.0, 2.0])


def test_trials_and_weights_say_the_same() -> None:
    x = [[0.0], [1], [2], [3]]
    successes, trials = np.array([1, 3, 6, 9]), np.array([10, 11, 12, 10])
    a = Binomial(link="probit").fit(x, successes, trials=trials)
    b = Binomial(link="probit").fit(x, successes / trials, weights=trials)
    assert a.params == b.params
    with pytest.raises(InputError) as caught:
        Binomial().fit(x, successes, trials=trials, weights=trials)
    assert caught.value.id == "E-GLM-013"


def test_a_known_theta_is_kept_and_theta_is_read_from_the_result() -> None:
    x, y = data()
    assert NegativeBinomial(theta=2.5).fit(x, y).theta == 2.5
    assert math.isnan(Poisson().fit(x, y).theta)
    with pytest.raises(InputError) as caught:
        NegativeBinomial(theta=-1.0)
    assert caught.value.id == "E-GLM-012"


def test_clustered_errors_take_any_labels() -> None:
    x, y = data()
    text = [f"tỉnh {i % 12}" for i in range(y.size)]
    numbers = [i % 12 for i in range(y.size)]
    a = Poisson(covariance="cluster").fit(x, y, clusters=text)
    b = Poisson(covariance="cluster").fit(x, y, clusters=numbers)
    assert a.standard_errors == b.standard_errors
    assert a.standard_errors != Poisson().fit(x, y).standard_errors


@pytest.mark.parametrize(
    ("model", "y", "problem", "row"),
    [
        (Poisson, [1, -2, 3, 4], "E-GLM-001", 2),
        (Binomial, [0, 1, 1.5, 0], "E-GLM-002", 3),
        (FractionalLogit, [0.1, 0.2, -0.1, 0.4], "E-GLM-002", 3),
        (Gamma, [1, 2, 3, 0], "E-GLM-003", 4),
        (NegativeBinomial, [1, 2.5, 3, 0], "E-GLM-004", 2),
        (Binomial, [0.5, 1, 0, 0], "E-GLM-004", 1),
        (Poisson, [0, 0, 0, 0], "E-GLM-006", None),
        (Poisson, [1, math.nan, 3, 4], "E-DES-004", 2),
    ],
)
def test_responses_outside_the_range_are_typed_errors(
    model: type, y: list[float], problem: str, row: int | None
) -> None:
    with pytest.raises(InputError) as caught:
        model().fit([[0.0], [1], [2], [5]], y)
    first = caught.value.problems[0]
    assert (caught.value.id, first.row or None) == (problem, row)
    assert first.text("vi") != first.text("en")


def test_bad_weights_constant_columns_and_separation() -> None:
    x, y = data()
    with pytest.raises(InputError) as caught:
        Poisson().fit(x, y, weights=np.zeros(y.size))
    assert caught.value.id == "E-DES-006"
    fit = Poisson().fit({**x, "same": np.full(y.size, 3.0)}, y)
    assert fit.dropped == ("same",)
    assert np.isfinite(fit.params_array).all()
    with pytest.raises(InputError) as caught:
        Binomial().fit({"noise": [0.1, -0.3, 0.2, 0.0], "cut": [1, 2, 3, 4]}, [0, 0, 1, 1])
    assert (caught.value.id, caught.value.problems[0].column) == ("E-GLM-007", "cut")
    quasi = Binomial().fit({"group": [0, 0, 0, 0, 1, 1], "x": [1, 2, 3, 4, 1, 3]}, [0, 1, 0, 1, 1, 1])
    assert "quasi-complete separation" in quasi.notes[0]
    assert "phân tách một phần" in quasi.summary("vi")
    assert math.isfinite(quasi.params["group"])


def test_all_problems_come_at_once() -> None:
    with pytest.raises(DubaoError) as caught:
        Poisson().fit([[math.nan], [1.0], [2.0]], [1, -1, -2], names=["gdp"])
    assert [p.id for p in caught.value.problems] == ["E-DES-002", "E-GLM-001", "E-GLM-001"]


def test_frequencies_count_as_rows_and_prior_weights_do_not() -> None:
    x, y = [[0.0], [1], [2], [3]], [1.0, 2, 2, 6]
    frequency = Gamma(weights_are="frequency").fit(x, y, weights=[2, 2, 2, 2])
    twice = Gamma().fit(x * 2, y * 2)
    assert np.allclose(frequency.standard_errors_array, twice.standard_errors_array, rtol=ALGEBRA)
    prior = Gamma().fit(x, y, weights=[2, 2, 2, 2])
    assert prior.residual_df == 2
    assert frequency.residual_df == 6


def test_the_exports_are_those_of_the_specification() -> None:
    assert {m.__name__ for m in MODELS} <= set(regression.__all__)
