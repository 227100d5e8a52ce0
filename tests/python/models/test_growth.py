"""Growth curves from Python: parameters, intervals of the ceiling, bounds of the paths, saving, errors."""

from __future__ import annotations

import numpy as np
import pytest

from dubao import models
from dubao.errors import InputError
from dubao.models.growth import GrowthCurve

SHARE = [12, 18, 26, 38, 50, 63, 74, 82, 88]
EARLY = [3.1, 4.2, 5.6, 7.9, 10.3, 13.8]
SHAPES = ("logistic", "gompertz", "richards", "bass", "asymptotic")


def test_the_parameters_of_an_exact_logistic_come_back() -> None:
    t = np.arange(14)
    fitted = GrowthCurve().fit(80 / (1 + np.exp(-0.5 * (t - 5))))
    assert fitted.params["ceiling"] == pytest.approx(80, rel=1e-5)
    assert fitted.params["midpoint"] == pytest.approx(5, rel=1e-5)
    assert fitted.params["rate"] == pytest.approx(0.5, rel=1e-5)


def test_past_the_inflection_the_ceiling_has_an_interval_and_before_it_one_end_is_missing() -> None:
    late, early = GrowthCurve().fit(SHARE), GrowthCurve().fit(EARLY)
    assert late.params["ceiling_lower"] < late.params["ceiling"] < late.params["ceiling_upper"]
    assert not any("not identified" in note for note in late.notes)
    assert "ceiling_upper" not in early.params
    assert any("ceiling not identified" in note for note in early.notes)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("option", ["ceiling", "limit"])
def test_paths_stay_between_zero_and_the_ceiling_for_every_shape(shape, option) -> None:
    fitted = GrowthCurve(shape=shape, **{option: 100}).fit(SHARE)
    paths = fitted.draws(h=12, n=500, seed=3)
    assert fitted.name == f"GrowthCurve({shape})"
    assert paths.min() >= 0
    assert paths.max() <= 100
    forecast = fitted.predict(h=12)["mean"]
    assert forecast.max() <= 100
    assert (np.diff(forecast) > -1e-9).all()


def test_standard_errors_are_known_variances() -> None:
    t = np.arange(20)
    y = 80 / (1 + np.exp(-0.4 * (t - 8))) + 2 * np.cos(5 * t)
    plain, sampled = GrowthCurve().fit(y), GrowthCurve().fit(y, standard_errors=np.full(20, 1.2))
    assert 0 <= sampled.params["sigma"] < plain.params["sigma"]


def test_a_fit_is_saved_and_loaded_bit_for_bit_and_moves_on(tmp_path) -> None:
    fitted = GrowthCurve(shape="richards", limit=100).fit(SHARE)
    fitted.save(tmp_path / "fit.json")
    loaded = models.load(tmp_path / "fit.json")
    assert (loaded.draws(h=4, n=20) == fitted.draws(h=4, n=20)).all()
    moved = fitted.update([92.0])
    assert moved.params["rate"] == fitted.params["rate"]


def test_what_is_wrong_has_an_id() -> None:
    for options, identifier in (
        ({"shape": "cubic"}, "E-GRO-001"),
        ({"ceiling": 0}, "E-GRO-002"),
        ({"limit": float("inf")}, "E-GRO-002"),
    ):
        with pytest.raises(InputError) as caught:
            GrowthCurve(**options)
        assert caught.value.problems[0].id == identifier
    with pytest.raises(InputError) as caught:
        GrowthCurve(ceiling=50).fit(SHARE)
    assert caught.value.problems[0].id == "E-GRO-002"


def test_a_series_that_no_curve_fits_gets_a_forecast_inside_the_bounds() -> None:
    for y in ([97.0], [90.0, 99.0, 99.9], [90.0, 70.0, 50.0, 30.0, 20.0, 5.0]):
        fitted = GrowthCurve(ceiling=100).fit(y)
        assert any("no growth curve" in note for note in fitted.notes)
        assert fitted.draws(h=8, n=200).max() <= 100
