"""No series breaks a model: a finite forecast or a typed error, no explosion, and the symmetries that theory promises.

Every model that ``dubao.models`` exports is in, by itself: a new one enters with its export.
"""

from __future__ import annotations

import inspect
import re

import numpy as np
import pytest
from monsters import NAN, Configuration, configurations, exported, monsters, ordinary, room

from dubao import _core, models
from dubao.errors import DubaoError, InputError, ModelError

HORIZON = 8
PATHS = 40
SEED = 3
MONSTERS = monsters()
ALL = configurations()
# Largest growth per period of a point forecast and of a path, in units of the largest change of one period ever seen.
MEAN_GROWTH = 2.0
PATH_GROWTH = 25.0
# Rounding of the bound itself.
ROUNDING = 1e-9
# A form that was asked for by name may refuse data that it cannot describe; everything else must serve every series.
MAY_REFUSE = {kind: {"E-ETS-002", "E-ETS-003"} for kind in ("ETS", "Holt", "HoltWinters")}


def name(value: object) -> str:
    return str(value)


def tolerant(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    slack = ROUNDING * np.maximum(np.abs(low), np.abs(high))
    with np.errstate(over="ignore"):
        return low - slack, high + slack


def fit(configuration: Configuration, y: np.ndarray, **options: object) -> models.FittedModel | None:
    """None when the form refuses the data, as it may."""
    try:
        return configuration.make().fit(y, **options)
    except DubaoError as error:
        assert re.fullmatch(r"E-[A-Z]{2,4}-\d{3}", error.id)
        allowed = set() if configuration.is_default else MAY_REFUSE.get(configuration.kind.__name__, set())
        assert isinstance(error, ModelError), error
        assert error.id in allowed, error
        return None


@pytest.mark.parametrize("monster", list(MONSTERS))
@pytest.mark.parametrize("configuration", ALL, ids=name)
def test_a_monster_gets_a_finite_forecast_that_does_not_explode(configuration, monster):
    y = MONSTERS[monster]
    fitted = fit(configuration, y)
    if fitted is None:
        return
    paths = fitted.draws(HORIZON, PATHS, SEED)
    assert np.isfinite(paths).all()
    # A quantile lies between two paths: their distance must be a double too.
    level = [95] if np.abs(paths).max() < np.finfo(float).max / 2 else []
    forecast = fitted.predict(h=HORIZON, level=level, n=PATHS, seed=SEED)
    assert all(np.isfinite(values).all() for values in forecast.values())
    if level:
        assert (forecast["lo-95"] <= forecast["hi-95"]).all()
    assert fitted.notes
    assert fitted.fitted_values.shape == fitted.residuals.shape == y.shape
    assert not np.isinf(fitted.fitted_values).any()
    assert not np.isinf(fitted.residuals).any()
    low, high = tolerant(*room(y, HORIZON, MEAN_GROWTH))
    assert (low <= forecast["mean"]).all()
    assert (forecast["mean"] <= high).all()
    low, high = tolerant(*room(y, HORIZON, PATH_GROWTH))
    assert (low <= paths).all()
    assert (paths <= high).all()


@pytest.mark.parametrize("monster", list(MONSTERS))
@pytest.mark.parametrize("configuration", ALL, ids=name)
def test_a_power_of_two_changes_the_scale_and_no_other_bit(configuration, monster):
    y = MONSTERS[monster]
    size = np.abs(y[np.isfinite(y) & (y != 0.0)])
    least, largest = (0.0, 0.0) if len(size) == 0 else (np.log2(size.min()), np.log2(size.max()))
    scales = [
        k for k in (-800, -3, 17, 800) if is_normal(least, largest) and is_normal(least + k, largest + k)
    ]
    fitted = fit(configuration, y)
    if fitted is None or not scales:
        return
    mean, paths = fitted.predict(h=HORIZON)["mean"], fitted.draws(HORIZON, PATHS, SEED)
    for k in scales:
        other = configuration.make().fit(np.ldexp(y, k))
        np.testing.assert_array_equal(other.predict(h=HORIZON)["mean"], np.ldexp(mean, k))
        np.testing.assert_array_equal(other.draws(HORIZON, PATHS, SEED), np.ldexp(paths, k))


def is_normal(least: float, largest: float) -> bool:
    """Logarithms to base two: neither the values nor forecasts of them leave the normal doubles (2^-1022 to 2^1024)."""
    return least > -960.0 and largest < 960.0


@pytest.mark.parametrize("configuration", ALL, ids=name)
def test_nothing_observed_and_infinity_are_refused_by_id(configuration):
    model = configuration.make()
    for y, wanted in (
        ([], "E-MOD-001"),
        ([NAN] * 14, "E-MOD-001"),
        ([1.0, np.inf, 2.0], "E-SER-001"),
        ([1.0] * 20 + [-np.inf], "E-SER-001"),
    ):
        with pytest.raises(InputError) as error:
            model.fit(y)
        assert error.value.id == wanted


STANDARD_ERRORS = {
    "zero": np.zeros(14),
    "unknown": np.full(14, NAN),
    "some unknown": np.where(np.arange(14) % 3 == 0, NAN, 2.0),
    "tiny": np.full(14, 1e-300),
    "larger than the values": np.full(14, 1e6),
    "one huge": np.where(np.arange(14) == 5, 1e9, 1.0),
}


@pytest.mark.parametrize("errors", list(STANDARD_ERRORS))
@pytest.mark.parametrize("configuration", ALL, ids=name)
def test_strange_standard_errors_break_nothing(configuration, errors):
    for y in (MONSTERS["constant"], MONSTERS["around zero"], ordinary(14)):
        fitted = fit(configuration, y, standard_errors=STANDARD_ERRORS[errors])
        if fitted is not None:
            assert np.isfinite(fitted.predict(h=HORIZON)["mean"]).all()
            assert np.isfinite(fitted.draws(HORIZON, PATHS, SEED)).all()


@pytest.mark.parametrize(
    "breaks", [[1], [13], [7], [1, 2], [12, 13], list(range(1, 14)), [3, 6, 9, 12]], ids=str
)
@pytest.mark.parametrize("configuration", ALL, ids=name)
def test_breaks_anywhere_break_nothing_and_are_spoken_of(configuration, breaks):
    for y in (ordinary(14), MONSTERS["missing inside"], MONSTERS["all zero"]):
        fitted = fit(configuration, y, breaks=breaks)
        if fitted is not None:
            assert np.isfinite(fitted.predict(h=HORIZON)["mean"]).all()
            assert np.isfinite(fitted.draws(HORIZON, PATHS, SEED)).all()
            assert any("break" in note or "definition" in note for note in fitted.notes)


SEASONAL = [kind for kind in exported() if "season_length" in Configuration(kind).parameters()]


@pytest.mark.parametrize("season", [1, 2, 3, 7, 24, 25, 52, 365])
@pytest.mark.parametrize("kind", SEASONAL, ids=lambda kind: kind.__name__)
def test_any_season_length_is_served(kind, season):
    for y in (ordinary(20), ordinary(110, season)):
        fitted = Configuration(kind, (("season_length", season),)).make().fit(y)
        assert np.isfinite(fitted.predict(h=HORIZON)["mean"]).all()
        assert np.isfinite(fitted.draws(HORIZON, PATHS, SEED)).all()
        low, high = tolerant(*room(y, HORIZON, MEAN_GROWTH))
        assert (low <= fitted.predict(h=HORIZON)["mean"]).all()
        assert (fitted.predict(h=HORIZON)["mean"] <= high).all()


# Models that take the season length from the dates; some ask for the season by another option besides.
FROM_DATES = [k for k in SEASONAL if inspect.signature(k).parameters["season_length"].default == 0]
ASK_FOR_SEASON = {"StructuralTrend": {"season": "trigonometric"}}


@pytest.mark.parametrize(("start", "season"), [("2019-Q1", 4), ("2019-01", 12), ("2019", 1)])
@pytest.mark.parametrize("kind", FROM_DATES, ids=lambda kind: kind.__name__)
def test_dates_tell_the_season_length(kind, start, season):
    series = _core.Series(ordinary(40, season), start=start)
    options = ASK_FOR_SEASON.get(kind.__name__, {}) if season > 1 else {}
    dated = kind(**options).fit(series)
    told = kind(season_length=season, **options).fit(series)
    np.testing.assert_array_equal(dated.predict(h=HORIZON)["mean"], told.predict(h=HORIZON)["mean"])


def test_every_exported_model_is_in_the_suite():
    assert {c.kind for c in ALL} == set(exported())
    assert len(exported()) >= 12
