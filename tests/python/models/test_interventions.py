"""Breaks and outliers: search, model and switch of the forecaster."""

from __future__ import annotations

import numpy as np
import pytest

import dubao
from dubao import _core
from dubao.errors import InputError
from dubao.models import Cleaned, HistoricAverage, Naive, find_interventions

OUTLIER = [10, 10.4, 9.8, 10.1, 5.9, 10.2, 9.9, 10.3, 10, 9.7, 10.1, 10.2]
SHIFT = [10, 10.4, 9.8, 10.1, 9.9, 10.2, 9.9, 15.3, 15, 14.7, 15.1, 15.2, 15.4, 14.8]


def test_an_outlier_is_found_with_kind_position_size_and_standard_error() -> None:
    (one,) = find_interventions(OUTLIER).found
    assert (one.kind, one.at) == ("additive outlier", 4)
    assert abs(one.size + 4.2) < 3 * one.standard_error
    assert one.evidence > find_interventions(OUTLIER).critical_value


def test_periods_of_a_series_stand_in_the_notes() -> None:
    series = _core.Series(SHIFT, start="2010")
    search = find_interventions(series)
    assert search.found[0].period == "2017"
    assert search.notes[0].startswith("found: level shift in 2017, size +5.")


def test_a_declared_break_is_in_the_model_from_the_start() -> None:
    assert find_interventions(SHIFT, breaks=[7]).found == ()


def test_a_value_with_a_large_standard_error_is_no_outlier_by_itself() -> None:
    errors = np.full(len(OUTLIER), 0.1)
    assert len(find_interventions(OUTLIER, standard_errors=errors).found) == 1
    errors[4] = 4.0
    assert find_interventions(OUTLIER, standard_errors=errors).found == ()


def test_kinds_and_scale_are_honoured() -> None:
    assert find_interventions(OUTLIER, kinds=["level_shift"]).found == ()
    (one,) = find_interventions(OUTLIER, scale="log").found
    assert one.size == pytest.approx(5.9 / 10.07 - 1, abs=0.03)
    assert "of the level" in find_interventions(OUTLIER, scale="log").notes[0]


def test_a_season_of_a_bare_array_is_given() -> None:
    pattern = np.tile([0.0, 20.0, 5.0, -15.0], 7)
    y = 100 + pattern + np.sin(np.arange(28) ** 2)
    y[13] += 15
    found = find_interventions(y, season_length=4).found
    assert [one.at for one in found] == [13]


@pytest.mark.parametrize(
    ("options", "id"),
    [
        ({"false_alarm": 0.2}, "E-IVN-001"),
        ({"kinds": ["ramp"]}, "E-IVN-002"),
        ({"scale": "sqrt"}, "E-IVN-003"),
        ({"breaks": [99]}, "E-MOD-003"),
    ],
)
def test_an_unknown_option_is_refused_by_id(options: dict, id: str) -> None:
    with pytest.raises(InputError) as caught:
        find_interventions(OUTLIER, **options)
    assert caught.value.id == id
    assert caught.value.problems[0].vi != caught.value.problems[0].en


def test_cleaned_treats_and_says_so_first() -> None:
    fitted = Cleaned(HistoricAverage()).fit(SHIFT)
    assert fitted.notes[0].startswith("found: level shift")
    assert fitted.predict(1)["mean"][0] == pytest.approx(np.mean(SHIFT[7:]))
    assert fitted.params["level shift at 7"] == pytest.approx(5.1, abs=0.3)
    assert repr(Cleaned(Naive())).startswith("Cleaned(model=Naive()")


def test_the_forecaster_looks_for_nothing_by_default_and_searches_when_asked() -> None:
    df = {"unique_id": ["a"] * len(SHIFT), "ds": list(range(2010, 2010 + len(SHIFT))), "y": SHIFT}
    plain = dubao.Forecaster([HistoricAverage()], n_jobs=1).fit(df).predict(1)
    searched = dubao.Forecaster([HistoricAverage()], n_jobs=1, outliers="automatic").fit(df).predict(1)
    assert plain["HistoricAverage"][0] == pytest.approx(np.mean(SHIFT))
    assert searched["HistoricAverage"][0] == pytest.approx(np.mean(SHIFT[7:]))


def test_the_forecaster_refuses_another_switch() -> None:
    with pytest.raises(InputError) as caught:
        dubao.Forecaster([Naive()], outliers="always")
    assert caught.value.id == "E-IVN-004"


def test_the_forecaster_calibrates_a_cleaned_model_like_the_model() -> None:
    clean = [10, 10.4, 9.8, 10.1, 10, 10.2, 9.9, 10.3, 10, 9.7, 10.1, 10.2]
    df = {"unique_id": ["a"] * 12, "ds": list(range(2010, 2022)), "y": clean}
    plain = dubao.Forecaster([Naive()], n_jobs=1).fit(df).predict(3, level=[95])
    searched = dubao.Forecaster([Naive()], n_jobs=1, outliers="automatic").fit(df).predict(3, level=[95])
    assert np.allclose(plain["Naive-lo-95"], searched["Naive-lo-95"])
