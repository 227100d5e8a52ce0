"""Structural models from Python: components, intervals, errors, updates."""

from __future__ import annotations

import numpy as np
import pytest

import dubao
from dubao.errors import InputError
from dubao.models import UCM, StructuralTrend

Y = [52.6, 49.5, 63.1, 70.2, 68.9, 75.4, 83.0, 79.9, 91.2, 101.7, 99.3, 112.4]


def test_components_sum_to_the_signal() -> None:
    y = [value + 5 * (-1) ** t for t, value in enumerate(Y)]
    parts = StructuralTrend(trend="drift", season_length=2).fit(y).components()
    assert np.allclose(parts["level"] + parts["season"], parts["signal"])
    assert (parts["level-se"] > 0).all()


def test_intervals_of_the_signal_are_narrower_than_those_of_the_survey() -> None:
    fitted = StructuralTrend(trend="drift").fit(Y, standard_errors=[5.0] * len(Y))
    assert fitted.signal_draws(1, 2000).std() < fitted.draws(1, 2000).std()


def test_a_known_event_is_taken_out_of_the_growth() -> None:
    shifted = [value + (100 if t >= 6 else 0) for t, value in enumerate(Y)]
    fitted = StructuralTrend(trend="drift", interventions=[("level shift", 6)]).fit(shifted)
    # Twelve noisy values tell the shift to within some three standard errors of about eight.
    assert fitted.params["level_shift_6"] == pytest.approx(100, abs=25)


def test_an_update_moves_the_state_and_keeps_the_variances() -> None:
    fitted = StructuralTrend(trend="local level").fit(Y)
    moved = fitted.update([130.0])
    assert moved.params["sigma_level"] == fitted.params["sigma_level"]
    assert moved.predict(h=1)["mean"][0] > fitted.predict(h=1)["mean"][0]


def test_a_series_of_one_value_has_a_forecast_and_no_components() -> None:
    fitted = StructuralTrend().fit([5.0])
    assert fitted.predict(h=1)["mean"][0] == 5.0
    with pytest.raises(InputError, match="E-STR-004"):
        fitted.components()


def test_options_that_are_none_are_refused() -> None:
    with pytest.raises(InputError) as error:
        UCM(trend="upward", season="lunar")
    assert {problem.id for problem in error.value.problems} == {"E-STR-001", "E-STR-003"}


def test_paths_of_the_signal_keep_their_width_inside_a_forecaster() -> None:
    y = [100.0, 112, 97, 110, 101, 115, 104, 118, 109, 117]
    df = {"unique_id": ["a"] * 10, "ds": list(range(2010, 2020)), "y": y, "se": [6.0] * 10}
    own = (
        StructuralTrend(trend="local level", target="signal")
        .fit(y, standard_errors=[6.0] * 10)
        .draws(1, 4000)
        .std()
    )
    for target in ("signal", "survey"):
        model = StructuralTrend(trend="local level", target=target)
        paths = dubao.Forecaster([model], se_scale=1.0, n_jobs=1).fit(df).draws(1, 4000).paths
        # Four standard errors of a standard deviation from 4000 paths: 4 / √8000; the sampling error is taken off once.
        assert abs(paths.std() / own - 1) < 0.045
