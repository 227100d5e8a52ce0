"""Forecaster.update: filters run on with held parameters."""

from __future__ import annotations

import numpy as np
import pytest

from dubao import models
from dubao.errors import InputError, ModelError
from dubao.forecaster import Forecaster

YEARS = 22
NEW = 3


def panel(count: int = 4, first: int = 0, last: int = YEARS + NEW) -> dict[str, list]:
    """Years `first` to `last` of the same simulated series, whatever part is asked for."""
    rng = np.random.default_rng(4)
    rows: dict[str, list] = {"unique_id": [], "ds": [], "y": []}
    for i in range(count):
        y = np.exp(4 + np.cumsum(0.02 + 0.05 * rng.normal(size=YEARS + NEW)))
        rows["unique_id"] += [f"s{i}"] * (last - first)
        rows["ds"] += list(range(2000 + first, 2000 + last))
        rows["y"] += y[first:last].tolist()
    return rows


MODELS = [models.AutoETS, models.ARIMA, models.Theta, models.Drift, models.UCM, models.Ensemble]


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.__name__)
def test_an_update_is_the_fit_of_each_series_moved_on(kind):
    fc = (
        Forecaster([kind()], n_jobs=1, intervals="simulated")
        .fit(panel(last=YEARS))
        .update(panel(first=YEARS))
    )
    out = fc.predict(2, level=[90])
    values = np.array(panel()["y"]).reshape(4, -1)
    column = fc.aliases[0]
    for i in range(4):
        held = kind().fit(values[i, :YEARS]).update(values[i, YEARS:])
        # Years stand in for dates of a bare array: the same point forecast, other random numbers.
        assert np.array_equal(held.predict(2)["mean"], np.asarray(out[column]).reshape(4, 2)[i])
    assert out["ds"].tolist() == [2025, 2026] * 4


def test_in_one_step_or_in_three_the_bits_are_the_same():
    once = Forecaster(n_jobs=1).fit(panel(last=YEARS)).update(panel(first=YEARS))
    steps = Forecaster(n_jobs=1).fit(panel(last=YEARS))
    for year in range(YEARS, YEARS + NEW):
        steps.update(panel(first=year, last=year + 1))
    assert np.array_equal(once.draws(4).paths, steps.draws(4).paths)


def test_nothing_is_estimated_again_and_calibration_is_held():
    fc = Forecaster(n_jobs=1, calibration="panel").fit(panel(count=24, last=YEARS))
    before = fc.provenance
    fc.update(panel(count=24, first=YEARS))
    after = fc.provenance
    assert after["models"] == before["models"]
    assert "spreads times" in after["models"]["Ensemble"]
    assert after["se_scale"] == before["se_scale"]
    assert after["observations"] == before["observations"] + 24 * NEW
    fresh = Forecaster(n_jobs=1, calibration="panel").fit(panel(count=24)).provenance
    assert fresh["models"] != before["models"]


def test_series_without_new_rows_stay_where_they_are():
    fc = Forecaster([models.Naive()], n_jobs=1).fit(panel(count=2, last=YEARS))
    own = fc.draws(2)["s1"]
    new = {name: values[:NEW] for name, values in panel(count=2, first=YEARS).items()}
    fc.update(new)
    assert np.array_equal(fc.draws(2)["s1"], own)
    assert fc.predict(1)["ds"].tolist() == [2000 + YEARS + NEW, 2000 + YEARS]


@pytest.mark.parametrize("source", ["analytic", "bootstrap", "conformal"])
def test_other_interval_sources_move_on_too(source):
    fc = Forecaster([models.AutoETS()], n_jobs=1, intervals=source).fit(panel(last=YEARS))
    before = fc.predict(1, level=95)
    fc.update(panel(first=YEARS))
    after = fc.predict(1, level=95)
    assert (after["AutoETS-lo-95"] < after["AutoETS"]).all()
    assert (after["AutoETS"] < after["AutoETS-hi-95"]).all()
    assert (after["AutoETS"] != before["AutoETS"]).all()


def test_standard_errors_keep_their_factor():
    rows = panel(last=YEARS) | {"se": [2.0] * (4 * YEARS)}
    new = panel(first=YEARS) | {"se": [2.0] * (4 * NEW)}
    fc = Forecaster([models.AutoETS()], n_jobs=1, se_scale=0.5, target="survey").fit(rows).update(new)
    assert fc.provenance["se_scale"]["scale"] == 0.5
    assert np.isfinite(fc.predict(2, level=95)["AutoETS-hi-95"]).all()


def test_overrides_of_known_periods_are_dropped_and_later_ones_stay():
    fc = Forecaster([models.Naive()], n_jobs=1).fit(panel(count=1, last=YEARS))
    for year in (2000 + YEARS, 2000 + YEARS + NEW):
        fc.override("s0", year, 500.0, "ministry", "a new park")
    fc.update(panel(count=1, first=YEARS))
    assert [one.ds for one in fc.overrides] == [2000 + YEARS + NEW]
    assert fc.predict(2)["Naive"].tolist()[0] == 500.0
    assert fc.predict(2)["Naive"].tolist()[1] != 500.0


def test_what_is_refused_changes_nothing():
    fc = Forecaster([models.ETS(error="M", trend="A")], n_jobs=1).fit(panel(last=YEARS))
    before = fc.draws(2).paths
    wrong = [
        (panel(count=5, first=YEARS), "E-FRC-009"),
        (panel(first=YEARS - 1), "E-FRC-010"),
        (panel(first=YEARS + 1), "E-FRM-010"),
    ]
    for rows, expected in wrong:
        with pytest.raises(InputError) as caught:
            fc.update(rows)
        assert caught.value.id == expected
    zeros = panel(first=YEARS)
    zeros["y"] = [0.0] * len(zeros["y"])
    with pytest.raises(ModelError) as refused:
        fc.update(zeros)
    assert {p.id for p in refused.value.problems} == {"E-MOD-008"}
    assert len(refused.value.problems) == 4
    assert np.array_equal(fc.draws(2).paths, before)


def test_an_update_before_a_fit_is_refused():
    with pytest.raises(InputError) as caught:
        Forecaster([models.Naive()]).update(panel())
    assert caught.value.id == "E-FRC-007"
