"""Overrides by experts: on the draws, in the log, and scored."""

from __future__ import annotations

import numpy as np
import pytest

import dubao
from dubao import evaluation
from dubao.errors import InputError
from dubao.models import Drift, Naive

YEARS = list(range(2012, 2025))
DF = {
    "unique_id": ["a"] * 13 + ["b"] * 13,
    "ds": YEARS * 2,
    "y": [10.0, 12, 11, 13, 14, 13, 15, 17, 16, 18, 19, 18, 20] + [5.0, 5, 6, 5, 7, 6, 7, 8, 7, 8, 9, 8, 9],
}
ROUNDING = 1e-9


def fitted(**settings) -> dubao.Forecaster:
    return dubao.Forecaster([Naive(), Drift()], freq="YE", n_jobs=1, **settings).fit(DF)


def test_a_replacement_moves_point_forecast_interval_and_paths_by_the_same_amount():
    plain, moved = fitted(), fitted().override("a", 2026, 30.0, "ministry", "a park opens")
    before, after = plain.predict(3, level=[95]), moved.predict(3, level=[95])
    at = [
        i
        for i, (u, d) in enumerate(zip(before["unique_id"], before["ds"], strict=True))
        if (u, d) == ("a", 2026)
    ]
    shift = 30.0 - before["Naive"][at[0]]
    for name in ("Naive", "Naive-lo-95", "Naive-hi-95"):
        change = after[name] - before[name]
        assert change[at[0]] == pytest.approx(shift, abs=ROUNDING)
        assert (np.delete(change, at[0]) == 0).all()
    paths = moved.draws(3)["a"] - plain.draws(3)["a"]
    np.testing.assert_allclose(paths[:, 1], shift, atol=ROUNDING)
    assert (paths[:, [0, 2]] == 0).all()
    assert (moved.draws(3)["b"] == plain.draws(3)["b"]).all()


def test_intervals_are_quantiles_of_the_overridden_paths():
    moved = (
        fitted().override("a", 2025, 25.0, "x", "y", spread=2.5).override("a", 2025, 1.1, "x", "z", "factor")
    )
    paths = moved.draws(2)["a"][:, 0]
    table = moved.predict(2, level=[80])
    row = table["unique_id"].tolist().index("a")
    assert table["Naive"][row] == pytest.approx(27.5)
    assert np.quantile(paths, 0.1) == pytest.approx(table["Naive-lo-80"][row])
    assert np.quantile(paths, 0.9) == pytest.approx(table["Naive-hi-80"][row])
    assert np.std(paths) == pytest.approx(2.5)


def test_shift_factor_and_a_single_model():
    plain = fitted().predict(1)
    moved = (
        fitted()
        .override("b", 2025, -1.0, "x", "y", "shift")
        .override("a", 2025, 0.5, "x", "y", "factor", model="Drift")
    )
    table = moved.predict(1)
    assert table["Naive"].tolist() == [plain["Naive"][0], plain["Naive"][1] - 1.0]
    assert table["Drift"].tolist() == [0.5 * plain["Drift"][0], plain["Drift"][1] - 1.0]


def test_non_negative_holds_after_an_override():
    moved = fitted(non_negative=True).override("b", 2025, -50.0, "x", "y", "shift")
    assert (moved.draws(1)["b"] == 0).all()
    table = moved.predict(1, level=[95])
    assert table["Naive"][1] == table["Naive-lo-95"][1] == 0


def test_author_and_reason_stand_in_notes_log_and_provenance():
    moved = fitted().override("a", 2025, 21.0, "ministry", "survey of firms")
    assert moved.notes()["a"][-1] == "override of 2025: replaced by 21 (ministry: survey of firms)"
    assert "override" not in " ".join(moved.notes()["b"])
    (entry,) = moved.provenance["overrides"]
    assert (entry["who"], entry["why"], entry["value"]) == ("ministry", "survey of firms", 21.0)
    log = moved.override_log()
    assert log["model"].tolist() == ["Naive", "Drift"]
    assert log["after"].tolist() == [21.0, 21.0]
    assert (
        log["before"].tolist()
        == fitted().predict(1)["Naive"][:1].tolist() + fitted().predict(1)["Drift"][:1].tolist()
    )
    assert moved.fit(DF).overrides == []


def test_the_score_says_whether_the_expert_helped():
    moved = (
        fitted()
        .override("a", 2025, 24.0, "good expert", "knows")
        .override("b", 2025, 20.0, "bad expert", "guesses")
        .override("b", 2027, 20.0, "bad expert", "guesses")
    )
    actual = {"unique_id": ["a", "b"], "ds": [2025, 2025], "y": [24.0, 9.5]}
    rows = evaluation.score_overrides(moved.override_log(), actual)
    assert len(rows["y"]) == 4  # two overrides observed, two models; 2027 is not known yet
    assert rows["error-after"].tolist()[0] == 0.0
    assert (np.array(rows["gain"]) > 0).tolist() == [True, False, True, False]
    by = evaluation.score_overrides(moved.override_log(), actual, by="who")
    assert by["who"].tolist() == ["good expert", "bad expert"]
    assert by["improved"].tolist() == [1.0, 0.0]
    assert by["MAE-after"][0] < by["MAE-before"][0]
    assert by["MAE-after"][1] > by["MAE-before"][1]
    assert by["coverage-before"][1] == 1.0
    assert by["coverage-after"][1] == 0.0
    assert by["interval-after"][1] > by["interval-before"][1]


def test_a_score_without_figures_or_columns_is_refused():
    log = fitted().override("a", 2025, 21.0, "x", "y").override_log()
    for actual, by, expected in (
        ({"unique_id": ["a"], "ds": [2030], "y": [1.0]}, None, "E-OVR-009"),
        ({"unique_id": ["a"], "ds": [2025]}, None, "E-OVR-008"),
        ({"unique_id": ["a"], "ds": [2025], "y": [1.0]}, "colour", "E-OVR-008"),
    ):
        with pytest.raises(InputError) as caught:
            evaluation.score_overrides(log, actual, by=by)
        assert caught.value.id == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kind": "wish"}, {"E-OVR-001"}),
        ({"value": float("nan")}, {"E-OVR-002"}),
        ({"value": -1.0, "kind": "factor"}, {"E-OVR-002"}),
        ({"who": " "}, {"E-OVR-003"}),
        ({"who": "", "why": ""}, {"E-OVR-003"}),
        ({"spread": -1.0}, {"E-OVR-004"}),
        ({"model": "ARIMA of the moon"}, {"E-OVR-005"}),
        ({"unique_id": "c"}, {"E-OVR-006"}),
        ({"ds": 2024}, {"E-OVR-007"}),
        ({"kind": "wish", "value": float("inf"), "why": ""}, {"E-OVR-001", "E-OVR-002", "E-OVR-003"}),
    ],
)
def test_an_override_that_cannot_be_is_refused_with_all_its_problems_in_both_languages(changes, expected):
    arguments = {"unique_id": "a", "ds": 2025, "value": 1.0, "who": "x", "why": "y"} | changes
    with pytest.raises(InputError) as caught:
        fitted().override(**arguments)
    assert {p.id for p in caught.value.problems} == expected
    assert caught.value.text("vi") != caught.value.text("en")


def test_other_ways_to_write_periods_are_understood():
    df = {
        "unique_id": ["a"] * 8,
        "ds": [f"{y}-Q{q}" for y in (2022, 2023) for q in (1, 2, 3, 4)],
        "y": [1.0, 2, 3, 4, 2, 3, 4, 5],
    }
    fc = dubao.Forecaster([Naive()], freq="QE", n_jobs=1).fit(df).override("a", "2024-Q2", 9.0, "x", "y")
    assert fc.predict(2)["Naive"].tolist() == [5.0, 9.0]
