"""Update, save and load of every model that ``dubao.models`` exports: a new one enters with its export."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from monsters import NAN, configurations, exported, monsters, ordinary

from dubao import _core, models
from dubao.errors import DubaoError, InputError, ModelError
from dubao.models.saving import FORMAT, VERSION

ALL = configurations()
# One series of each kind that takes another way through the models.
SERIES = {name: y for name, y in monsters().items() if len(y) <= 24}
NEW = 3


def parameters_of(fitted):
    return [(name, value.hex()) for name, value in fitted.core_params]


def assert_same_bits(one, other):
    assert parameters_of(one) == parameters_of(other)
    assert one.name == other.name
    for name in ("fitted_values", "residuals"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name
    assert one.predict(4)["mean"].tobytes() == other.predict(4)["mean"].tobytes()
    assert one.draws(4, 30, 5).tobytes() == other.draws(4, 30, 5).tobytes()


def cannot_hold(error: DubaoError) -> bool:
    return error.id == "E-MOD-006"


@pytest.mark.parametrize("configuration", ALL, ids=str)
def test_a_loaded_fit_has_the_bits_of_the_saved_one_or_the_model_says_that_it_cannot_be_held(
    configuration, tmp_path
):
    for name, y in SERIES.items():
        try:
            fitted = configuration.make().fit(y)
        except ModelError:
            continue
        path = tmp_path / "fit.json"
        try:
            fitted.save(path)
        except InputError as error:
            assert cannot_hold(error), (name, error)
            assert not list(tmp_path.iterdir()), "nothing half-written"
            return
        loaded = models.load(path)
        assert_same_bits(loaded, fitted)
        assert loaded.notes[: len(fitted.notes)] == fitted.notes
        assert "read from a file" in loaded.notes[-1]


@pytest.mark.parametrize("configuration", ALL, ids=str)
def test_an_update_moves_the_end_and_keeps_the_parameters(configuration):
    y = ordinary(24)
    fitted = configuration.make().fit(y[:-NEW])
    try:
        moved = fitted.update(y[-NEW:])
    except InputError as error:
        assert cannot_hold(error)
        return
    assert parameters_of(moved) == parameters_of(fitted)
    assert len(moved.fitted_values) == len(y)
    assert np.isfinite(moved.predict(3, level=[95])["hi-95"]).all()
    # In one step or in three, and from a fit that itself was moved.
    steps = fitted
    for value in y[-NEW:]:
        steps = steps.update(value)
    assert_same_bits(steps, moved)


@pytest.mark.parametrize("kind", exported(), ids=lambda kind: kind.__name__)
def test_standard_errors_breaks_and_dates_survive(kind, tmp_path):
    configuration = next(c for c in ALL if c.kind is kind)
    y = ordinary(18)
    dated = _core.Series(
        y, start="2003", id="vn.a", unit="persons", standard_errors=np.full(18, 1.5), breaks=["2012"]
    )
    bare = configuration.make().fit(y, standard_errors=np.full(18, 1.5), breaks=[9])
    for fitted in (configuration.make().fit(dated), bare):
        path = tmp_path / "fit.json"
        try:
            fitted.save(path)
            assert_same_bits(models.load(path), fitted)
            moved = models.load(path).update([y[-1]], standard_errors=[2.0])
            assert_same_bits(moved, fitted.update([y[-1]], standard_errors=[2.0]))
        except DubaoError as error:
            assert cannot_hold(error)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.floats(-1e300, 1e300), st.just(NAN), st.floats(1e-300, 1e-290)), min_size=1, max_size=12
    ).filter(lambda values: any(not math.isnan(v) for v in values))
)
def test_any_numbers_round_trip(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("any") / "fit.json"
    fitted = models.DampedDrift().fit(values)
    fitted.save(path)
    assert_same_bits(models.load(path), fitted)


def saved(tmp_path, **changes):
    path = tmp_path / "fit.json"
    models.ETS(trend="A").fit(ordinary(12)).save(path)
    document = json.loads(path.read_text(encoding="utf-8"))
    document.update(changes)
    path.write_text(json.dumps(document), encoding="utf-8")
    return path, document


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"format": "other"}, "E-SAV-001"),
        ({"version": VERSION + 1}, "E-SAV-002"),
        ({"version": True}, "E-SAV-002"),
        ({"model": {"class": "os.system", "options": {}}}, "E-SAV-003"),
        ({"model": {"class": "FittedModel", "options": {}}}, "E-SAV-003"),
        ({"model": {"class": "Naive", "options": {"alias": "a", "colour": 1}}}, "E-SAV-004"),
        ({"model": {"class": "Naive", "options": {}}}, "E-SAV-004"),
        ({"model": {"class": "Naive"}}, "E-SAV-005"),
        ({"model": {"class": "Naive", "options": {"alias": {"what": 1}}}}, "E-SAV-005"),
        ({"series": [1, 2, 3]}, "E-SAV-005"),
        ({"params": [["alpha"]]}, "E-SAV-005"),
        ({"params": [["alpha", None]]}, "E-SAV-005"),
        ({"params": [["alpha", 0.5]]}, "E-MOD-007"),
        ({"extra": 1}, "E-SAV-005"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_its_own_id_in_both_languages(tmp_path, changes, expected):
    path, _ = saved(tmp_path, **changes)
    with pytest.raises(InputError) as caught:
        models.load(path)
    assert caught.value.id == expected
    assert caught.value.text("vi") != caught.value.text("en")


def test_text_that_is_no_json_and_numbers_that_are_none_are_refused(tmp_path):
    path, document = saved(tmp_path)
    text = path.read_text(encoding="utf-8")
    for wrong in ("", "[1, 2]", text[:-40], text.replace("null", "NaN", 1)):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(InputError) as caught:
            models.load(path)
        assert caught.value.id == "E-SAV-001"
    document["series"]["values"][0] = "12"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        models.load(path)
    assert caught.value.id == "E-SAV-005"
    with pytest.raises(InputError) as caught:
        models.load(tmp_path / "absent.json")
    assert caught.value.id == "E-SAV-007"


def test_a_place_that_cannot_be_written_is_refused_and_an_older_file_stays(tmp_path, monkeypatch):
    fitted = models.Naive().fit([1.0, 2.0])
    path = tmp_path / "fit.json"
    fitted.save(path)
    with pytest.raises(InputError) as caught:
        fitted.save(path / "no" / "fit.json")
    assert caught.value.id == "E-OUT-001"
    before = path.read_bytes()

    def broken(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", broken)
    with pytest.raises(InputError) as caught:
        models.Drift().fit([1.0, 2.0, 4.0]).save(path)
    assert caught.value.id == "E-OUT-001"
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["fit.json"]


def test_the_file_is_plain_json_with_exact_numbers_and_missing_values_as_null(tmp_path):
    path = tmp_path / "fit.json"
    models.AutoETS().fit([0.1, NAN, 0.3, 1 / 3, 0.2, 0.7, 0.1]).save(path)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert (document["format"], document["version"]) == (FORMAT, VERSION)
    assert document["series"]["values"][1] is None
    assert document["series"]["values"][3] == 1 / 3
    assert sys.float_info.dig == 15  # repr, not %.15g, is what keeps 1/3
    assert "pickle" not in path.read_text(encoding="utf-8")


def test_members_of_an_ensemble_are_saved_with_their_options(tmp_path):
    path = tmp_path / "fit.json"
    ensemble = models.Ensemble([models.ETS(trend="A"), models.DampedDrift(damping=0.8)], weights=[2, 1])
    fitted = ensemble.fit(ordinary(14))
    fitted.save(path)
    loaded = models.load(path)
    assert_same_bits(loaded, fitted)
    assert [type(m).__name__ for m in loaded.source().model.models] == ["ETS", "DampedDrift"]
    assert loaded.params["DampedDrift: damping"] == 0.8


def test_a_class_of_the_user_is_not_written(tmp_path):
    class Mine(models.Naive):
        pass

    with pytest.raises(InputError) as caught:
        Mine().fit([1.0, 2.0]).save(tmp_path / "fit.json")
    assert caught.value.id == "E-SAV-003"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("season", [2, 52])
def test_a_bare_array_of_a_season_without_a_table_keeps_the_paths_of_its_model(season: int) -> None:
    fitted = models.SeasonalNaive(season_length=season).fit(ordinary(3 * season + 6, season))
    calibrated = fitted.draws(3, n=200, seed=1, intervals="calibrated")
    np.testing.assert_array_equal(calibrated, fitted.draws(3, n=200, seed=1, intervals="simulated"))
