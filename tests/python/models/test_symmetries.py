"""What must not matter does not matter: the unit, the origin of the scale, missing ends, values behind a declared break."""

from __future__ import annotations

import numpy as np
import pytest
from monsters import NAN, Configuration, configurations, exported, ordinary

from dubao import models

HORIZON = 6
# Forecasts of estimated models agree to the accuracy of the optimum, as a share of the range of the series.
OPTIMUM = 2e-4
ALL = configurations()
# Gaussian and linear in the values: y → a y + c carries over to the forecast, for negative a too. The others take
# positive data in another way (relative errors, logarithms, factors of the season) and know no such shift.
LINEAR: dict[str, list[dict[str, object]]] = {
    "Naive": [{}],
    "SeasonalNaive": [{"season_length": 4}],
    "RandomWalkWithDrift": [{}],
    "HistoricAverage": [{}],
    "WindowAverage": [{"window_size": 3}],
    "DampedDrift": [{}, {"damping": 1.0}],
    "ETS": [
        {"error": "A"},
        {"error": "A", "trend": "A"},
        {"error": "A", "trend": "A", "damped": True},
        {"error": "A", "season": "A", "season_length": 4},
    ],
    "Theta": [{}],
    "OptimizedTheta": [{}],
    "SimpleExponentialSmoothing": [{}],
    "SimpleExponentialSmoothingOptimized": [{}],
    "Holt": [{}],
    "HoltWinters": [{"season_length": 4}],
    "SeasonalWindowAverage": [{}],
    "StructuralTrend": [
        {},
        {"trend": "local level"},
        {"trend": "damped"},
        {"trend": "drift", "season_length": 4},
    ],
    "MSTL": [{"trend_forecaster": models.Drift()}],
    "ARIMA": [{"order": (1, 1, 1)}, {"order": (0, 2, 1)}, {"order": (1, 0, 0)}],
}


def linear() -> list[Configuration]:
    return [
        Configuration(kind, tuple(options.items()))
        for kind in exported()
        for options in LINEAR.get(kind.__name__, [])
    ]


def mean(configuration: Configuration, y: np.ndarray, h: int = HORIZON, **options: object) -> np.ndarray:
    return configuration.make().fit(y, **options).predict(h=h)["mean"]


def assert_same(found: np.ndarray, wanted: np.ndarray, y: np.ndarray) -> None:
    assert np.abs(found - wanted).max() <= OPTIMUM * (np.nanmax(y) - np.nanmin(y))


SERIES = {"annual": ordinary(16), "quarters": ordinary(28, 4), "with gaps": ordinary(24, 4).copy()}
SERIES["with gaps"][[5, 6, 13]] = NAN


@pytest.mark.parametrize("series", list(SERIES))
@pytest.mark.parametrize("configuration", ALL, ids=str)
def test_the_unit_does_not_matter(configuration, series):
    y = SERIES[series]
    for factor in (3.7, 1e-5, 86400.0):
        assert_same(mean(configuration, factor * y), factor * mean(configuration, y), factor * y)


@pytest.mark.parametrize("series", list(SERIES))
@pytest.mark.parametrize("configuration", linear(), ids=str)
def test_a_linear_model_does_not_know_where_zero_is(configuration, series):
    y = SERIES[series]
    for factor, shift in ((1.0, 500.0), (1.0, -75.0), (-1.0, 0.0), (-2.5, 1000.0)):
        moved = factor * y + shift
        assert_same(mean(configuration, moved), factor * mean(configuration, y) + shift, moved)


@pytest.mark.parametrize("configuration", ALL, ids=str)
def test_missing_years_before_the_first_value_change_nothing(configuration):
    # Whole years for every season length of the suite, so that no season moves.
    for y in (SERIES["annual"], SERIES["quarters"]):
        assert_same(mean(configuration, np.concatenate([np.full(12, NAN), y])), mean(configuration, y), y)


@pytest.mark.parametrize("configuration", linear(), ids=str)
def test_missing_periods_at_the_end_are_periods_ahead(configuration):
    for y in (SERIES["annual"], SERIES["quarters"]):
        later = mean(configuration, np.concatenate([y, [NAN, NAN]]))
        assert_same(later, mean(configuration, y, h=HORIZON + 2)[2:], y)


@pytest.mark.parametrize("configuration", linear(), ids=str)
def test_the_level_behind_a_declared_break_does_not_matter(configuration):
    y = SERIES["annual"]
    for position in (5, 10):
        moved = y.copy()
        moved[:position] += 40.0
        before, after = (
            mean(configuration, y, breaks=[position]),
            mean(configuration, moved, breaks=[position]),
        )
        assert_same(after, before, moved)


def test_a_line_is_continued_by_what_knows_a_trend_and_held_by_what_knows_none():
    y = 3.0 + 2.0 * np.arange(16)
    for model in (models.Drift(), models.DampedDrift(damping=1.0), models.ETS(trend="A")):
        np.testing.assert_allclose(model.fit(y).predict(h=3)["mean"], [35.0, 37.0, 39.0], rtol=1e-9)
    for model in (models.Naive(), models.WindowAverage(window_size=1), models.ETS()):
        np.testing.assert_allclose(model.fit(y).predict(h=3)["mean"], [33.0, 33.0, 33.0], rtol=1e-3)
