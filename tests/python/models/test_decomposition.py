"""Decomposition, the Theta family, complex smoothing and the ecosystem's names, as Python users see them."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from dubao import models
from dubao.errors import InputError

ROOT = Path(__file__).parents[3]
M3 = ROOT.parent / "shared/data/bench/m3/m3_quarterly_train.csv.gz"
# Agreement with R's strength of season; robust to the last digits of a ratio of two sums.
STRENGTH = 1e-8
QUARTERS = [100 + 2 * t + (5, -5, 3, -3)[t % 4] + (t * 7) % 5 for t in range(28)]
YEARS = [52.6, 49.5, 63.1, 70.2, 68.9, 75.4, 83.0, 79.9, 91.2, 101.7, 99.3, 112.4]


def test_strength_of_season_agrees_with_r_on_every_quarterly_series_of_m3():
    if not M3.is_file():
        pytest.skip(f"{M3} is not there")
    series: dict[str, list[float]] = {}
    with gzip.open(M3, "rt") as file:
        next(file)
        for line in file:
            key, _, value = line.split(",")
            series.setdefault(key.strip('"'), []).append(float(value))
    rows = (ROOT / "tests/golden/stl/strength.csv").read_text().splitlines()[1:]
    assert len(rows) == 756
    for row in rows:
        key, theirs = row.split(",")
        ours = models.seasonal_strength(series[key], 4)
        assert ours == pytest.approx(float(theirs), abs=STRENGTH), key


@pytest.mark.parametrize("robust", [False, True])
def test_components_add_up_and_missing_values_stay_missing(robust):
    y = np.array(QUARTERS, dtype=float)
    y[9] = np.nan
    parts = models.stl(y, season_length=4, robust=robust)
    total = parts.trend + parts.seasonal[4] + parts.remainder
    assert np.isnan(total[9])
    assert np.allclose(np.delete(total, 9), np.delete(y, 9))
    assert np.isfinite(parts.trend).all()
    several = models.mstl(y, [4, 20], robust=robust)
    assert list(several.seasonal) == [4]
    assert "20 dropped" in several.notes[0]


def test_a_series_without_two_years_is_refused_by_the_functions_and_served_by_the_model():
    with pytest.raises(InputError) as caught:
        models.stl([1.0, 2, 3, 4, 5, 6, 7, 8], season_length=4)
    assert caught.value.id == "E-STL-002"
    assert "quá ngắn" in caught.value.text("vi")
    fitted = models.MSTL(season_length=4).fit([1.0, 2, 3])
    assert "without decomposition" in fitted.notes[0]


def test_all_wrong_arguments_are_named_at_once():
    with pytest.raises(InputError) as caught:
        models.stl(QUARTERS, season_length=1, season_window=-1, trend_degree=3)
    assert [p.id for p in caught.value.problems] == ["E-STL-001"] * 3


@pytest.mark.parametrize(
    "model",
    [
        models.OptimizedTheta(),
        models.DynamicTheta(),
        models.DynamicOptimizedTheta(box_cox=True),
        models.AutoCES(),
        models.CES(season="P", season_length=4),
        models.MSTL(season_length=4, trend_forecaster=models.Drift()),
        models.MSTL(season_length=[4], box_cox=True),
        models.SeasonalWindowAverage(season_length=4, window_size=2),
        models.SimpleExponentialSmoothing(alpha=0.3),
        models.SimpleExponentialSmoothingOptimized(),
        models.Holt(),
        models.HoltWinters(season_length=4),
    ],
    ids=lambda m: m.alias,
)
@pytest.mark.parametrize("y", [QUARTERS, YEARS], ids=["quarters", "years"])
def test_a_saved_fit_comes_back_bit_for_bit(model, y, tmp_path):
    fitted = model.fit(y)
    fitted.save(tmp_path / "fit.json")
    again = models.load(tmp_path / "fit.json")
    assert (again.draws(5, 50) == fitted.draws(5, 50)).all()
    assert again.params == fitted.params
    forecast = fitted.predict(h=5, level=[95])
    assert (forecast["lo-95"] < forecast["hi-95"]).all()


def test_the_names_of_the_ecosystem_give_the_numbers_of_ets():
    ets = models.ETS(error="A", trend="A", season="A", season_length=4).fit(QUARTERS)
    assert models.HoltWinters(season_length=4).fit(QUARTERS).loglik == ets.loglik
    assert models.Holt(error_type="M").fit(YEARS).name == "ETS(M,A,N)"
    free = models.SimpleExponentialSmoothingOptimized().fit(YEARS)
    given = models.SimpleExponentialSmoothing(alpha=free.params["alpha"]).fit(YEARS)
    assert given.loglik == pytest.approx(free.loglik, abs=1e-6)
    for alpha in (0.0, 1.0):
        with pytest.raises(InputError) as caught:
            models.SimpleExponentialSmoothing(alpha=alpha)
        assert caught.value.id == "E-ETS-009"
