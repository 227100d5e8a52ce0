"""Univariate models on bare arrays."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao import _core, models
from dubao.errors import InputError, ModelError

Y = [52.6, 49.5, 63.1, 70.2, 68.9, 75.4, 83.0, 79.9, 91.2, 101.7, 99.3, 112.4]
ALL = [
    models.Naive(),
    models.SeasonalNaive(season_length=4),
    models.Drift(),
    models.HistoricAverage(),
    models.WindowAverage(window_size=3),
    models.DampedDrift(),
    models.ETS(error="M", trend="A", damped=True),
    models.AutoETS(),
    models.Theta(),
    models.AutoTheta(),
]
IDS = [type(m).__name__ for m in ALL]


@pytest.mark.parametrize("model", ALL, ids=IDS)
def test_every_model_gives_finite_forecasts_paths_and_reasons_for_every_length(model):
    for n in range(1, 13):
        fitted = model.fit(Y[:n])
        forecast = fitted.predict(h=6, level=[80, 95], quantiles=[0.5])
        assert set(forecast) == {"mean", "lo-80", "hi-80", "lo-95", "hi-95", "q-0.5"}
        assert all(v.shape == (6,) and np.isfinite(v).all() for v in forecast.values())
        assert (forecast["lo-95"] <= forecast["lo-80"]).all()
        assert (forecast["hi-80"] <= forecast["hi-95"]).all()
        assert fitted.notes
        assert fitted.fitted_values.shape == fitted.residuals.shape == (n,)


@pytest.mark.parametrize("model", ALL, ids=IDS)
def test_the_same_seed_gives_the_same_bits_and_another_seed_others(model):
    fitted = model.fit(Y)
    assert (fitted.draws(3, 20, 7) == model.fit(Y).draws(3, 20, 7)).all()
    assert (fitted.draws(3, 20, 7) != fitted.draws(3, 20, 8)).any()


@pytest.mark.parametrize("model", ALL, ids=IDS)
def test_threads_share_a_model_and_get_the_same_bits(model):
    expected = model.fit(Y).draws(4, 50, 1)
    found: list[np.ndarray] = []
    fitted = model.fit(Y)

    def work() -> None:
        found.append(fitted.draws(4, 50, 1))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all((one == expected).all() for one in found)


@pytest.mark.parametrize("model", ALL, ids=IDS)
def test_an_empty_series_and_an_infinite_value_are_refused_by_id(model):
    with pytest.raises(InputError) as error:
        model.fit([np.nan, np.nan])
    assert error.value.id == "E-MOD-001"
    with pytest.raises(InputError) as error:
        model.fit([1.0, np.inf])
    assert error.value.id == "E-SER-001"
    with pytest.raises(InputError) as error:
        model.fit([1.0, 2.0], breaks=[5])
    assert error.value.id == "E-MOD-003"


def test_intervals_are_quantiles_of_the_draws():
    fitted = models.AutoETS().fit(Y)
    forecast = fitted.predict(h=2, level=[90], n=500, seed=3)
    paths = fitted.draws(2, 500, 3)
    np.testing.assert_allclose(forecast["lo-90"], np.quantile(paths, 0.05, axis=0), rtol=1e-12)
    np.testing.assert_allclose(forecast["hi-90"], np.quantile(paths, 0.95, axis=0), rtol=1e-12)


def test_levels_and_quantiles_outside_their_range_are_refused_together():
    with pytest.raises(InputError) as error:
        models.Naive().fit(Y).predict(h=1, level=[100], quantiles=[0.0])
    assert [p.id for p in error.value.problems] == ["E-MOD-004", "E-MOD-004"]
    with pytest.raises(InputError) as error:
        models.Naive().fit(Y).predict(h=0)
    assert error.value.id == "E-MOD-002"


def test_criteria_follow_from_the_likelihood():
    fitted = models.ETS(error="A", trend="A").fit(Y)
    k, n = 5, len(Y)  # alpha, beta, l, b and the variance
    assert fitted.aic == pytest.approx(-2 * fitted.loglik + 2 * k)
    assert fitted.aicc == pytest.approx(fitted.aic + 2 * k * (k + 1) / (n - k - 1))
    assert fitted.bic == pytest.approx(-2 * fitted.loglik + np.log(n) * k)
    assert list(fitted.params) == ["alpha", "beta", "l", "b"]
    assert np.isnan(models.Naive().fit(Y).loglik)


def test_breaks_are_positions_and_growth_is_not_read_across_them():
    jump = [10.0, 11, 12, 13, 113, 114, 115, 116]
    assert models.Drift().fit(jump, breaks=[4]).predict(h=1)["mean"][0] == pytest.approx(117.0)
    assert models.Drift().fit(jump).predict(h=1)["mean"][0] > 120.0


def test_a_form_that_cannot_serve_the_data_is_refused_with_its_id():
    with pytest.raises(ModelError) as error:
        models.ETS(error="M").fit([1.0, 0.0, 2.0, 1.0, 3.0])
    assert error.value.id == "E-ETS-002"
    with pytest.raises(InputError) as error:
        models.ETS(error="X", trend="Y", season="Z")
    assert [p.id for p in error.value.problems] == ["E-ETS-001"] * 3


def test_standard_errors_are_used_as_weights_and_noted():
    fitted = models.AutoETS().fit(Y, standard_errors=[2.0] * len(Y))
    assert any("weights" in note for note in fitted.notes)


def test_a_series_object_of_the_core_is_taken_too():
    series = _core.Series(np.asarray(Y), start="2009", id="x", breaks=["2014"])
    assert any("break" in note for note in models.Naive().fit(series).notes)


def test_the_share_of_the_trend_is_bounded_where_asked():
    free = models.ETS(trend="A").fit([1.0, 2, 4, 7, 11, 16, 22, 29, 37]).params
    bounded = models.ETS(trend="A", largest_trend_share=0.15).fit([1.0, 2, 4, 7, 11, 16, 22, 29, 37]).params
    assert free["beta"] / free["alpha"] > 0.9
    assert bounded["beta"] / bounded["alpha"] < 0.16
    with pytest.raises(InputError) as error:
        models.AutoETS(largest_trend_share=2.0)
    assert error.value.id == "E-ETS-005"


def test_representations_say_something():
    assert (
        repr(models.AutoETS(damped=True))
        == "AutoETS(season_length=0, model='ZZZ', damped=True, multiplicative_trend=False, largest_trend_share=1.0)"
    )
    assert repr(models.Naive().fit(Y)) == "FittedModel(Naive)"
    assert "alpha=" in repr(models.AutoETS().fit(Y))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(float("nan"))), min_size=1, max_size=25).filter(
        lambda v: not all(np.isnan(v))
    ),
    st.integers(-40, 40),
)
def test_any_series_is_served_and_powers_of_two_change_no_bit(values, k):
    y = np.array(values)
    for model in (models.AutoETS(), models.AutoTheta(), models.DampedDrift()):
        fitted = model.fit(y)
        mean = fitted.predict(h=5)["mean"]
        assert np.isfinite(mean).all()
        assert np.isfinite(fitted.draws(5, 20, 1)).all()
        if np.nanmin(np.abs(y[y != 0.0]), initial=1.0) > 1e-200:
            assert (model.fit(np.ldexp(y, k)).predict(h=5)["mean"] == np.ldexp(mean, k)).all()
