"""Bottleneck and shortage index: bounds, units, ties, weights that are varied."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dubao import labour
from dubao.errors import InputError

EXACT = 1e-12
PERSONS = st.floats(0, 1e6, allow_subnormal=False)


@settings(max_examples=50)
@given(
    arrays.arrays(float, (5, 2), elements=PERSONS),
    arrays.arrays(float, (5, 2), elements=st.floats(-1e6, 1e6, allow_subnormal=False)),
    st.floats(0, 1),
)
def test_a_bottleneck_lies_between_nothing_and_all_for_any_flows(supply, demand, part) -> None:
    found = labour.bottleneck(
        {"a": part, "b": 1 - part},
        supply={"a": supply[:, 0], "b": supply[:, 1]},
        demand={"a": demand[:, 0], "b": demand[:, 1]},
    )
    assert (found.value >= 0).all() and (found.value <= 1).all()
    np.testing.assert_allclose(1 - found.value, found.missing["a"] + found.missing["b"], atol=EXACT)
    total = sum(found.probability_scarcest.values()) + found.probability_nothing_missing
    assert total == pytest.approx(1.0, abs=EXACT)


def test_the_scarcest_field_is_named_and_a_class_comes_from_given_bounds() -> None:
    rng = np.random.default_rng(2)
    found = labour.bottleneck(
        {"748": 0.7, "752": 0.3},
        supply={"748": rng.normal(60, 3, 500), "752": rng.normal(100, 3, 500)},
        demand={"748": 100.0, "752": 90.0},
    )
    assert found.probability_scarcest["748"] > 0.99
    scale = labour.RatioClasses((0.6, 0.8), ("severe", "some", "none"), "example")
    assert labour.rate_values(found.value, classes=scale).name == "some"
    assert "scarcest 748" in repr(found)


@pytest.mark.parametrize(
    ("changes", "error_id"),
    [
        ({"mix": {"a": 0.5, "b": 0.4}}, "E-BAL-012"),
        ({"supply": {"a": [1.0]}}, "E-BAL-013"),
        ({"supply": {"a": [1.0], "b": [-1.0]}}, "E-BAL-013"),
        ({"demand": {"a": [1.0], "b": [1.0], "c": [1.0]}}, "E-BAL-011"),
        ({"demand": {"a": [1.0, 2.0], "b": [1.0, 2.0, 3.0]}}, "E-BAL-011"),
        ({"mix": {}}, "E-BAL-011"),
        ({"level": 1.0}, "E-BAL-011"),
    ],
)
def test_a_bottleneck_names_what_is_wrong(changes, error_id) -> None:
    good = {
        "mix": {"a": 0.5, "b": 0.5},
        "supply": {"a": [1.0], "b": [1.0]},
        "demand": {"a": [1.0], "b": [1.0]},
    }
    given_ = {**good, **changes}
    with pytest.raises(InputError) as caught:
        labour.bottleneck(given_.pop("mix"), **given_)
    assert error_id in [problem.id for problem in caught.value.problems]


def pressure(seed=1, draws=300):
    rng = np.random.default_rng(seed)
    level = {"25": 2.0, "35": 1.0, "21": 0.0, "24": -1.0}
    return {
        name: {occupation: rng.normal(centre, 1.0, draws) for occupation, centre in level.items()}
        for name in ("growth", "replacement", "imbalance")
    }


def test_our_weights_are_published_and_the_chances_of_the_top_sum_to_its_size() -> None:
    found = labour.shortage_index(pressure(), top=2)
    assert sum(found.weights.weights.values()) == pytest.approx(1.0)
    assert "Cedefop" in found.weights.source
    for band in (found.data, found.weight, found.both):
        assert sum(band.probability_top.values()) == pytest.approx(2.0)
    assert max(found.both.median, key=found.both.median.get) == "25"
    for rating in found.ratings.values():
        assert sum(rating.probabilities.values()) == pytest.approx(1.0)
        assert rating.reliability.letter == "C"


@settings(max_examples=30)
@given(st.floats(1e-3, 1e3), st.floats(-100, 100))
def test_the_index_does_not_depend_on_the_unit_of_an_indicator(factor, shift) -> None:
    one = pressure(draws=20)
    two = {**one, "growth": {key: factor * values + shift for key, values in one["growth"].items()}}
    a, b = labour.shortage_index(one), labour.shortage_index(two)
    for occupation in a.index:
        np.testing.assert_allclose(a.index[occupation], b.index[occupation], atol=EXACT)


def test_where_indicators_disagree_the_weights_decide_and_it_shows() -> None:
    opposed = {
        "growth": {"a": [3.0], "b": [2.0], "c": [1.0]},
        "replacement": {"a": [1.0], "b": [2.0], "c": [3.0]},
    }
    loose = labour.IndexWeights({"growth": 0.5, "replacement": 0.5}, 5.0, "test")
    many = {name: {o: np.repeat(v, 400) for o, v in values.items()} for name, values in opposed.items()}
    found = labour.shortage_index(many, weights=loose)
    assert found.weight.upper["a"] - found.weight.lower["a"] > 0.3
    assert found.weight.upper["b"] - found.weight.lower["b"] < EXACT  # the middle one whatever the weights
    assert 0.3 < found.weight.probability_top["a"] < 0.7
    assert "in the top 1" in repr(found)


def test_an_index_names_indicator_and_occupation_and_lists_every_problem() -> None:
    broken = pressure(draws=5)
    del broken["growth"]["35"]
    weights = labour.IndexWeights({"growth": 0.5, "replacement": 0.5, "imbalance": 0.5}, -1.0, "test")
    with pytest.raises(InputError) as caught:
        labour.shortage_index(broken, weights=weights, top=9)
    ids = [problem.id for problem in caught.value.problems]
    assert ids == ["E-BAL-014", "E-BAL-015", "E-BAL-016", "E-BAL-016"]
    assert caught.value.problems[0].series == "growth / 35"
    assert "trọng số" in caught.value.text("vi")
