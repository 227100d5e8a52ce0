"""Back-test of share methods and scores of expert factors."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from dubao import labour
from dubao.errors import InputError

KEYS = {"start": "2012", "industries": ["i"], "occupations": ["a", "b"]}


def trending(years: int) -> np.ndarray:
    share = 1 / (1 + np.exp(1 - 0.1 * np.arange(years)))
    return 1000 * np.stack([share, 1 - share], axis=-1)[:, np.newaxis]


def test_the_table_of_scores_is_returned_with_its_reason() -> None:
    choice = labour.staffing_backtest(trending(12), horizon=2, methods=["trend", "ets"], **KEYS)
    assert choice.method == "trend"
    assert choice.reason == "smallest loss over 7 past origins"
    assert choice.origins[0] == "2016"
    assert choice.text("en") == "The method trend was least wrong over 7 past origins."
    rows = choice.to_rows()
    assert [row["method"] for row in rows] == ["constant", "trend", "ets"]
    assert [row["chosen"] for row in rows] == [False, True, False]
    share = trending(12)[:, 0, 0] / 1000
    assert choice.scores[0].by_horizon[0] == pytest.approx(np.diff(share)[4:].mean())
    assert choice.scores[0].skill == 0.0
    assert choice.to_dict()["scores"][1]["comparisons"] == 13


def test_short_histories_hold_shares_constant() -> None:
    choice = labour.staffing_backtest(trending(6), horizon=1, methods=["trend"], **KEYS)
    assert choice.method == "constant"
    assert choice.reason == "past origins: 1, needed to choose: 3; shares are held constant"
    assert choice.text("vi").startswith("Giữ nguyên tỷ trọng nghề: có 1 điểm gốc")
    nothing = labour.staffing_backtest(trending(3), horizon=1, methods=["trend"], **KEYS)
    assert nothing.scores[1].loss is None


def test_unknown_methods_and_losses_are_refused() -> None:
    for changes in ({"methods": ["guess"]}, {"loss": "luck"}, {"scale": "feet"}, {"slope_variance": "mine"}):
        with pytest.raises(InputError) as caught:
            labour.staffing_backtest(trending(8), horizon=1, **KEYS, **changes)
        assert caught.value.id == "E-STA-005"
    with pytest.raises(InputError) as caught:
        labour.staffing_backtest(trending(8), horizon=1, methods=["trend", "trend"], **KEYS)
    assert caught.value.id == "E-STA-012"


def test_factors_are_scored_each_for_itself() -> None:
    plain = labour.given_shares({"i": {"a": [[0.5, 0.5]], "b": [[0.5, 0.5]]}}, start="2025")
    right = labour.ChangeFactor("i", "a", 4.0, "panel", "seen coming", "2024-05-01", "minutes")
    wrong = labour.ChangeFactor("i", "b", 4.0, "press", "heard of")
    came = [[[200.0, 100.0]], [[80.0, 20.0]], [[1.0, 1.0]]]
    scores = labour.score_change_factors(plain, [right, wrong], came, **{**KEYS, "start": "2025"})
    assert [(row.author, row.period) for row in scores.rows] == [
        ("panel", "2025"),
        ("panel", "2026"),
        ("press", "2025"),
        ("press", "2026"),
    ]
    assert scores.rows[0].with_factor == pytest.approx(2 / 3)  # half the way: factor 2
    assert scores.rows[0].error_with == pytest.approx(0.0, abs=1e-12)
    assert scores.rows[1].gain == pytest.approx(0.3)
    assert scores.rows[3].gain < 0
    assert scores.helped == 0.5
    assert scores.to_rows()[0]["source"] == "minutes"


def test_nothing_observed_yet_gives_no_score() -> None:
    plain = labour.given_shares({"i": {"a": [[0.5]], "b": [[0.5]]}}, start="2030")
    one = labour.ChangeFactor("i", "a", 2.0, "panel", "why")
    scores = labour.score_change_factors(plain, [one], trending(3), **KEYS)
    assert scores.rows == ()
    assert scores.helped is None


def test_factors_of_unknown_cells_are_named() -> None:
    plain = labour.given_shares({"i": {"a": [[0.5]], "b": [[0.5]]}}, start="2025")
    with pytest.raises(InputError) as caught:
        labour.score_change_factors(
            plain, [labour.ChangeFactor("x", "a", 2.0, "panel", "why")], trending(1), **KEYS
        )
    assert [(p.id, p.series) for p in caught.value.problems] == [("E-STA-004", "x × a")]


ICT = Path(__file__).parents[4] / "shared/data/bench/eurostat-ict-specialists/isoc_sks_itspt_2014_2024.csv"


@pytest.mark.skipif(not ICT.is_file(), reason="the benchmark data are not beside this checkout")
def test_pooled_slopes_beat_constant_shares_on_ict_specialists_of_thirty_countries() -> None:
    """The figures of the handbook: employed ICT specialists among all employed, 2014 to 2024, one to three years ahead."""
    with ICT.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["ict_employed_ths"] and row["ict_share_pc_emp"]]
    values = {
        (row["geo"], int(row["year"])): (float(row["ict_employed_ths"]), float(row["ict_share_pc_emp"]))
        for row in rows
    }
    years = range(2014, 2025)
    countries = sorted(
        geo
        for geo in {geo for geo, _ in values}
        if not geo.startswith("EU") and all((geo, y) in values for y in years)
    )
    assert len(countries) == 30
    counts = [[[n, 100 * n / share - n] for n, share in (values[geo, y] for geo in countries)] for y in years]
    choice = labour.staffing_backtest(
        counts, start="2014", industries=countries, occupations=["ict", "other"], horizon=3
    )
    assert choice.method == "pooled_trend"
    assert len(choice.origins) == 6
    skill = {score.method: score.skill for score in choice.scores}
    assert skill["pooled_trend"] == pytest.approx(0.30, abs=0.03)
    assert skill["damped_trend"] == pytest.approx(0.26, abs=0.03)
    assert skill["ets"] < 0.0
