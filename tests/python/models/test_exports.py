"""Every name in ``models.__all__`` works where models work: on a bare array, in Forecaster, in StatsForecast."""

from __future__ import annotations

import inspect
import re

import numpy as np
import pytest
from monsters import Configuration, exported, ordinary

import dubao
from dubao import ensemble, models

YEARS = list(range(2006, 2024))
KINDS = exported()


def panel() -> dict[str, list]:
    y = ordinary(len(YEARS))
    return {
        "unique_id": ["a"] * len(y) + ["b"] * len(y),
        "ds": YEARS * 2,
        "y": [*y.tolist(), *(2 * y + 5).tolist()],
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_model_works_on_a_bare_array_in_the_forecaster_and_under_the_ecosystems_name(kind):
    make = Configuration(kind).make
    alone = make().fit(ordinary(len(YEARS))).predict(3, level=[95])
    assert np.isfinite(np.array(list(alone.values()))).all()

    alias = make().alias
    ours = dubao.Forecaster([make()], freq="YE", n_jobs=1, calibration="none").fit(panel())
    table = ours.predict(3, level=[95])
    assert np.isfinite(table[alias]).all()
    assert (table[f"{alias}-lo-95"] <= table[f"{alias}-hi-95"]).all()
    assert ours.notes(alias)["a"]

    theirs = dubao.StatsForecast(models=[make()], freq="YE", n_jobs=1, calibration="none")
    again = theirs.forecast(df=panel(), h=3, level=[95])
    np.testing.assert_array_equal(again[alias], table[alias])


def test_every_export_is_there_and_every_model_class_is_exported():
    for name in models.__all__:
        assert getattr(models, name) is not None
    found = {
        name
        for name, value in vars(models).items()
        if inspect.isclass(value) and issubclass(value, models.Model) and value is not models.Model
    }
    assert found <= set(models.__all__)


def test_names_that_are_still_to_come_are_not_exported_and_name_a_model_that_is():
    for name, instead in ensemble.COMING.items():
        assert name not in models.__all__
        with pytest.raises(ImportError) as caught:
            getattr(models, name)
        assert caught.value.id == "E-MDL-001"
        for part in re.findall(r"\b[A-Z]\w+", instead):
            assert part in models.__all__, (name, part)


def test_options_are_attributes_so_that_a_model_can_be_written_down():
    for kind in KINDS:
        model = Configuration(kind).make()
        for name in inspect.signature(kind.__init__).parameters:
            if name != "self":
                assert hasattr(model, name), (kind.__name__, name)
