"""The ensemble and the names that are still to come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dubao import Forecaster, _core, models
from dubao.errors import InputError
from dubao.models import Drift, Ensemble, Naive

Y = [50.0, 52.0, 55.0, 54.0, 58.0, 61.0, 63.0, 66.0]


def test_members_are_shown_with_their_shares() -> None:
    fitted = Ensemble([Naive(), Drift()], weights=[3, 1]).fit(Y)
    assert list(fitted.params.items())[:2] == [("share Naive", 0.75), ("share Drift", 0.25)]


def test_the_default_members_are_named() -> None:
    assert Ensemble().fit(Y).name.startswith("trimmed mean of Theta on Box-Cox data, AutoETS")


def test_the_default_members_of_seasonal_series_are_named() -> None:
    series = _core.panel_series(
        "a", "QE", 8000, [float(90 + 2 * t + 9 * (t % 4 == 3)) for t in range(16)], None, []
    )
    forecaster = _core.Forecaster([_core.DefaultEnsemble()], _core.ForecasterOptions(threads=1))
    forecaster.fit([series])
    assert forecaster.summary(0, 0)["name"] == (
        "trimmed mean of Theta on Box-Cox data, damped ETS, additive ETS on logs, "
        "damped drift on logs without the season, AutoARIMA"
    )


def test_weights_by_score_follow_past_errors_and_are_shown() -> None:
    line = [3.0 + 2.0 * t + (0.5 if t % 2 else -0.5) for t in range(14)]
    fitted = Ensemble([Naive(), Drift()], combination="score", horizon=2, n_windows=4).fit(line)
    assert fitted.params["share Drift"] > 0.6
    assert fitted.params["share Naive"] + fitted.params["share Drift"] == pytest.approx(1.0, abs=1e-15)
    assert "weights by the members' errors at 4 past origins" in fitted.notes


def test_an_unknown_combination_says_which_there_are() -> None:
    with pytest.raises(InputError) as caught:
        Ensemble([Naive(), Drift()], combination="best")
    assert caught.value.id == "E-ENS-004"
    assert "score" in caught.value.text("vi")


def test_a_season_of_ones_own_is_forecast() -> None:
    week = [5.0, 5.2, 5.1, 5.3, 5.6, 2.1, 1.4]
    mean = Ensemble(season_length=7).fit(week * 8).predict(h=7)["mean"]
    assert mean == pytest.approx(week, abs=0.3)
    with pytest.raises(InputError) as caught:
        Ensemble([Naive(), Drift()], season_length=7)
    assert caught.value.id == "E-ENS-005"


def test_a_season_without_a_table_leaves_the_draws_as_they_are() -> None:
    days = {
        "unique_id": ["a"] * 42,
        "ds": [date(2024, 1, 1) + timedelta(days=d) for d in range(42)],
        "y": [5.0, 5.2, 5.1, 5.3, 5.6, 2.1, 1.4] * 6,
    }
    forecaster = Forecaster([Ensemble(season_length=7)], freq="D").fit(days)
    assert "draws as the model made them" in forecaster.provenance["models"]["Ensemble"]
    assert forecaster.predict(h=7)["Ensemble"] == pytest.approx(days["y"][:7], abs=0.3)


def test_weights_without_members_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        Ensemble(weights=[1.0])
    assert caught.value.id == "E-ENS-005"


@pytest.mark.parametrize("name", ["AutoTBATS", "MFLES"])
def test_a_name_the_library_does_not_have_says_so_and_what_to_use(name) -> None:
    with pytest.raises(ImportError) as caught:
        getattr(models, name)
    assert isinstance(caught.value, InputError)
    assert caught.value.id == "E-MDL-001"
    assert "Cách sửa: dùng " in caught.value.text("vi")


def test_any_other_name_is_a_plain_attribute_error() -> None:
    assert not hasattr(models, "NoSuchModel")
