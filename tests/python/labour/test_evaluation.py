"""Evaluation of projections: measures, benchmarks, noise of the outturn, and tables ready for print."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao import labour
from dubao.errors import InputError
from dubao.labour import evaluation

EXACT = 1e-12
LEVELS = st.floats(1.0, 1e6)
FREE_OF_UNIT = ("mape", "median_ape", "wape", "direction_hit_rate", "faster_hit_rate", "dissimilarity")


def case(key: str, base: float, forecast: float, actual: float | None, **more) -> labour.OutturnCase:
    return labour.OutturnCase(key, "2012 → 2022", base=base, forecast=forecast, actual=actual, **more)


def test_the_example_of_the_handbook_holds() -> None:
    found = labour.evaluate(
        [case("a", 100, 120, 110, before=80, steps=10, steps_before=10), case("b", 100, 90, 100)]
    )
    forecast, no_change, constant_share, last_growth = found.scores
    assert constant_share.wape == pytest.approx(10 / 210)
    assert constant_share.dissimilarity == pytest.approx(no_change.dissimilarity)
    assert forecast.wape == pytest.approx(20 / 210)
    assert forecast.mape == pytest.approx((1 / 11 + 0.1) / 2)
    assert forecast.dissimilarity == pytest.approx(1 / 21)
    assert no_change.wape == pytest.approx(10 / 210)
    assert no_change.skill == pytest.approx(-1.0)
    assert last_growth.cases == 1
    assert found.cases[0].last_growth == pytest.approx(125.0)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(LEVELS, LEVELS, LEVELS), min_size=2, max_size=8), st.sampled_from([1e-3, 7.0, 1024.0])
)
def test_measures_lie_in_their_ranges_and_know_no_unit(levels, unit) -> None:
    cases = [case(str(i), *level) for i, level in enumerate(levels)]
    scaled = [case(str(i), *(unit * x for x in level)) for i, level in enumerate(levels)]
    one, other = labour.evaluate(cases), labour.evaluate(scaled)
    for a, b in zip(one.scores, other.scores, strict=True):
        for name in FREE_OF_UNIT:
            left, right = getattr(a, name), getattr(b, name)
            assert (left is None) == (right is None)
            if left is not None:
                assert left == pytest.approx(right, rel=1e-9, abs=EXACT)
    for score in one.scores[:3]:
        assert 0.0 <= score.dissimilarity <= 1.0
        assert 0.0 <= score.direction_hit_rate <= 1.0
        assert 0.0 <= score.faster_hit_rate <= 1.0
        assert score.wape >= 0.0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=2, max_size=8))
def test_a_perfect_forecast_is_perfect(levels) -> None:
    cases = [
        case(str(i), base, actual, actual, draws=[actual] * 4, scale=1.0)
        for i, (base, actual) in enumerate(levels)
    ]
    score = labour.evaluate(cases).score()
    for name in ("mean_absolute_error", "wape", "mape", "mase", "crps", "dissimilarity"):
        assert getattr(score, name) == pytest.approx(0.0, abs=1e-9)
    assert score.direction_hit_rate == score.faster_hit_rate == 1.0
    assert set(score.cover.values()) == {1.0}


def test_other_forecasts_stand_beside() -> None:
    cases = [case("a", 10, 12, 13), case("b", 10, 9, 13), case("c", 1, 1, 1)]
    found = labour.evaluate(cases, others={"official": [11, None, 1]})
    official = found.score("official")
    assert official.cases == 2
    assert official.skill == pytest.approx(0.5)
    assert [row["method"] for row in found.to_rows()] == [
        "forecast",
        "no_change",
        "constant_share",
        "last_growth",
        "official",
    ]


def test_noise_and_filtered_outturns_are_stated() -> None:
    cases = [
        case("a", 10, 13, 10, standard_error=3.0, filtered=12.5),
        case("b", 10, 14, 10, standard_error=3.0),
    ]
    found = labour.evaluate(cases)
    assert found.noise.root_mean_square_truth == pytest.approx(np.sqrt(3.5))
    assert found.scores_filtered[0].cases == 1
    assert found.scores_filtered[0].wape == pytest.approx(0.04)
    assert len(found.to_rows("filtered")) == 4
    assert found.to_rows("noise")[0]["cases"] == 2


def test_parts_are_evaluated_each_for_itself() -> None:
    cases = [
        labour.OutturnCase(key, f"2020 → {2020 + h}", base=10, forecast=10 + h, actual=actual, steps=h)
        for h, actual in ((1, 11), (2, 14), (3, None))
        for key in "ab"
    ]
    found = labour.evaluate_by(cases, others={"official": [10, 10, 13, 13, 0, 0]})
    assert list(found) == ["2020 → 2021", "2020 → 2022"]
    assert found["2020 → 2021"].score().mean_absolute_error == 0.0
    assert found["2020 → 2022"].score().mean_absolute_error == 2.0
    assert found["2020 → 2022"].score("official").mean_absolute_error == 1.0
    whole = labour.evaluate(cases).score().mean_absolute_error
    assert whole == sum(one.score().mean_absolute_error for one in found.values()) / 2


def test_tables_are_plain_and_ready_for_json() -> None:
    found = labour.evaluate(
        [case("a", 10, 12, 13, draws=[11.0, 12.0, 13.0]), case("b", 20, 21, 22, draws=[20.0, 21.0, 24.0])],
        levels=[0.8],
        stages=labour.stage_split([[1.0, 2.0]], [[2.0, 2.0]], industries=["i"], occupations=["a", "b"]),
        ratings=labour.score_ratings({"a": ({"low": 1.0, "high": 0.0}, "low")}),
    )
    json.dumps({str(k): v for k, v in found.to_dict().items()})
    assert found.to_rows()[0]["cover_80"] == 0.5
    assert found.to_rows("cases")[0]["covered_80"] in (0.0, 1.0)
    assert len(found.to_rows("stages")) == 2
    assert found.to_rows("ratings")[0]["brier"] == 0.0
    assert found.to_rows("noise") == []
    with pytest.raises(KeyError):
        found.to_rows("luck")


def test_every_problem_names_its_case() -> None:
    wrong = [
        case("a", -1, 1, 1),
        case("a", 1, float("nan"), 1),
        case("b", 1, 1, 1, standard_error=-1, steps=0),
    ]
    with pytest.raises(InputError) as caught:
        labour.evaluate(wrong)
    assert [(p.id, p.series) for p in caught.value.problems] == [
        ("E-ACC-013", "a"),
        ("E-ACC-014", "a"),
        ("E-ACC-013", "a"),
        ("E-ACC-013", "b"),
        ("E-ACC-015", "b"),
    ]
    assert caught.value.text("vi") != caught.value.text("en")
    with pytest.raises(InputError) as caught:
        labour.evaluate([case("a", 1, 1, None)])
    assert caught.value.id == "E-ACC-011"
    with pytest.raises(InputError) as caught:
        labour.evaluate([case("a", 1, 1, 1)], levels=[80])
    assert caught.value.id == "E-ACC-016"


def test_dissimilarity_needs_equal_lengths() -> None:
    assert labour.dissimilarity_index([1, 0], [0, 1]) == 1.0
    with pytest.raises(InputError) as caught:
        labour.dissimilarity_index([1], [0, 1])
    assert caught.value.id == "E-ACC-001"


def test_everything_of_the_module_is_public() -> None:
    assert all(hasattr(evaluation, name) for name in evaluation.__all__)
