"""Forecasters on disk: the same bits, and a reason for every refusal."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pandas as pd
import polars as pl
import pytest

import dubao
from dubao import models
from dubao.errors import InputError
from dubao.forecaster import Forecaster, StatsForecast
from dubao.saved_forecasters import FORMAT, VERSION

SOURCES = ("calibrated", "analytic", "simulated", "bootstrap", "conformal")


def panel(count: int = 3, n: int = 20) -> dict[str, list]:
    rng = np.random.default_rng(6)
    rows: dict[str, list] = {"unique_id": [], "ds": [], "y": []}
    for i in range(count):
        rows["unique_id"] += [f"s{i}"] * n
        rows["ds"] += list(range(2000, 2000 + n))
        rows["y"] += np.exp(4 + np.cumsum(0.02 + 0.05 * rng.normal(size=n))).tolist()
    return rows


def assert_same(one: Forecaster, other: Forecaster) -> None:
    assert one.aliases == other.aliases
    for alias in one.aliases:
        assert np.array_equal(
            one.draws(4, 300, 3, model=alias).paths, other.draws(4, 300, 3, model=alias).paths
        )
    first, second = one.predict(3, level=[80]), other.predict(3, level=[80])
    assert type(first) is type(second)
    names = list(first.columns) if hasattr(first, "columns") else list(first)
    assert names == (list(second.columns) if hasattr(second, "columns") else list(second))
    for name in names:
        assert list(first[name]) == list(second[name]), name


@pytest.mark.parametrize("source", SOURCES)
def test_a_loaded_forecaster_has_the_bits_of_the_saved_one(source, tmp_path):
    fc = Forecaster([models.AutoETS(), models.Drift()], n_jobs=1, intervals=source).fit(panel())
    fc.save(tmp_path / "fc.json")
    loaded = dubao.load(tmp_path / "fc.json")
    assert_same(loaded, fc)
    assert loaded.provenance == fc.provenance
    assert loaded.notes()["s0"][: len(fc.notes()["s0"]) - 1] == fc.notes()["s0"][:-1]
    assert any("read from a file" in note for note in loaded.notes()["s0"])


def test_the_default_on_a_panel_with_everything_survives(tmp_path):
    rows = panel(count=24) | {"se": [1.0] * 480, "break": ([False] * 10 + [True] + [False] * 9) * 24}
    fc = Forecaster(
        n_jobs=2,
        calibration="panel",
        dependence="copula",
        target="survey",
        non_negative=True,
        outliers="automatic",
    ).fit(rows)
    fc.override("s3", 2021, 70.0, "ministry", "a new park", spread=2.0)
    fc.save(tmp_path / "fc.json")
    loaded = dubao.load(tmp_path / "fc.json")
    assert_same(loaded, fc)
    assert loaded.overrides == fc.overrides
    assert loaded.provenance == fc.provenance


def test_a_loaded_forecaster_moves_on_and_changes_its_source(tmp_path):
    rows = panel()
    known = {
        k: [v for v, d in zip(values, rows["ds"], strict=True) if d < 2018] for k, values in rows.items()
    }
    new = {k: [v for v, d in zip(values, rows["ds"], strict=True) if d >= 2018] for k, values in rows.items()}
    fc = Forecaster([models.AutoETS()], n_jobs=1).fit(known)
    fc.save(tmp_path / "fc.json")
    loaded = dubao.load(tmp_path / "fc.json")
    assert np.array_equal(
        loaded.draws(2, intervals="bootstrap").paths, fc.draws(2, intervals="bootstrap").paths
    )
    assert_same(loaded.update(new), fc.update(new))
    fc.save(tmp_path / "moved.json")
    assert_same(dubao.load(tmp_path / "moved.json"), fc)


FRAMES = {
    "pandas dates": (pd.DataFrame, lambda n: pd.date_range("2019-12-31", periods=n, freq="D")),
    "pandas periods": (pd.DataFrame, lambda n: pd.period_range("2019-01-01", periods=n, freq="D")),
    "polars dates": (pl.DataFrame, lambda n: [dt.date(2020, 1, 1) + dt.timedelta(days=k) for k in range(n)]),
    "dates as text": (
        dict,
        lambda n: [(dt.date(2020, 1, 1) + dt.timedelta(days=k)).isoformat() for k in range(n)],
    ),
}


@pytest.mark.parametrize("name", FRAMES)
def test_frames_come_back_in_the_kind_and_type_that_went_in(name, tmp_path):
    frame, days = FRAMES[name]
    n = 16
    y = (50 + np.cumsum(np.random.default_rng(1).normal(size=n))).tolist()
    df = frame({"unique_id": [7] * n, "ds": list(days(n)), "y": y})
    fc = Forecaster([models.Naive()], freq="D", n_jobs=1).fit(df)
    fc.save(tmp_path / "fc.json")
    loaded = dubao.load(tmp_path / "fc.json")
    assert_same(loaded, fc)
    if frame is not dict:
        assert list(loaded.predict(2).dtypes) == list(fc.predict(2).dtypes)


def test_statsforecast_comes_back_as_itself(tmp_path):
    fc = StatsForecast([models.Naive()], "YE").fit(panel())
    fc.save(tmp_path / "fc.json")
    assert type(dubao.load(tmp_path / "fc.json")) is StatsForecast


def test_a_saved_fit_is_loaded_by_the_same_function(tmp_path):
    fitted = models.ETS().fit([10, 12, 11, 13, 12, 14])
    fitted.save(tmp_path / "fit.json")
    assert np.array_equal(dubao.load(tmp_path / "fit.json").draws(2, 50), fitted.draws(2, 50))


def saved(tmp_path, **changes):
    path = tmp_path / "fc.json"
    Forecaster([models.ETS()], n_jobs=1).fit(panel()).save(path)
    document = json.loads(path.read_text(encoding="utf-8"))
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(document.get(key), dict):
            document[key] = document[key] | value
        else:
            document[key] = value
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"format": "other"}, "E-SAV-001"),
        ({"format": ["dubao.forecaster"]}, "E-SAV-001"),
        ({"version": VERSION + 1}, "E-SAV-002"),
        ({"models": [{"class": "os.system", "options": {}}]}, "E-SAV-003"),
        ({"models": [{"class": "Naive", "options": {"alias": "a", "colour": 1}}]}, "E-SAV-004"),
        ({"class": "Panel"}, "E-SAV-005"),
        ({"class": "InputError"}, "E-SAV-005"),
        ({"settings": {"colour": 1}}, "E-SAV-005"),
        ({"settings": {"intervals": "other"}}, "E-FOR-009"),
        ({"panel": {"series": [{"unique_id": "a"}]}}, "E-SAV-005"),
        ({"panel": {"kind": "excel"}}, "E-SAV-005"),
        ({"panel": {"series": []}}, "E-FOR-011"),
        ({"state": {"params": []}}, "E-FOR-011"),
        ({"settings": {"intervals": "conformal"}}, "E-FOR-011"),
        ({"state": {"params": [[[["alpha", 0.5]]]] * 3}}, "E-MOD-007"),
        ({"state": {"calibration": [{}]}}, "E-SAV-005"),
        ({"notes": []}, "E-SAV-005"),
        ({"overrides": [{"position": 9}]}, "E-SAV-005"),
        ({"extra": 1}, "E-SAV-005"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_its_own_id_in_both_languages(tmp_path, changes, expected):
    with pytest.raises(InputError) as caught:
        dubao.load(saved(tmp_path, **changes))
    assert caught.value.id == expected, caught.value
    assert caught.value.text("vi") != caught.value.text("en")


def test_score_tables_of_another_release_are_refused(tmp_path):
    path = tmp_path / "fc.json"
    Forecaster([models.Naive()], n_jobs=1).fit(panel()).save(path)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["state"]["calibration"][0]["has_margins"]
    document["state"]["calibration"][0]["table"] = "of last year"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        dubao.load(path)
    assert caught.value.id == "E-CAL-002"


def test_nothing_is_written_when_it_could_not_be_read_back(tmp_path):
    class Own(models.Naive):
        pass

    for model in (Own(),):
        fc = Forecaster([model], n_jobs=1).fit(panel())
        with pytest.raises(InputError) as caught:
            fc.save(tmp_path / "fc.json")
        assert caught.value.id == "E-SAV-003"
    with pytest.raises(InputError) as caught:
        Forecaster([models.Naive()]).save(tmp_path / "fc.json")
    assert caught.value.id == "E-FRC-007"
    rows = {"unique_id": [(1, 2)] * 5, "ds": list(range(2000, 2005)), "y": [1.0, 2.0, 3.0, 4.0, 5.0]}
    with pytest.raises(InputError) as caught:
        Forecaster([models.Naive()], n_jobs=1).fit(rows).save(tmp_path / "fc.json")
    assert caught.value.id == "E-SAV-006"
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_not_there_and_a_folder_that_is_not_are_named(tmp_path):
    with pytest.raises(InputError) as caught:
        dubao.load(tmp_path / "none.json")
    assert caught.value.id == "E-SAV-007"
    fc = Forecaster([models.Naive()], n_jobs=1).fit(panel())
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(dubao.errors.DubaoError) as refused:
        fc.save(tmp_path / "file" / "fc.json")
    assert refused.value.id.startswith("E-OUT")


def test_the_file_is_plain_json_without_code(tmp_path):
    path = tmp_path / "fc.json"
    Forecaster([models.ETS()], n_jobs=1).fit(panel()).save(path)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["format"] == FORMAT
    assert document["models"][0]["class"] == "ETS"
    assert len(document["panel"]["series"][0]["values"]) == 20
