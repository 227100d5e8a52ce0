"""Ratings name a class only when it is likely, and carry the reliability of their inputs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao import labour
from dubao.errors import InputError

SCALE = labour.RatioClasses((0.25, 0.5, 0.75), ("low", "fair", "good", "high"), "test")
EXACT = 1e-12


@settings(max_examples=50)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_probabilities_sum_to_one_and_the_named_class_is_likely(values) -> None:
    found = labour.rate_values(values, classes=SCALE)
    assert sum(found.probabilities.values()) == pytest.approx(1.0, abs=EXACT)
    assert found.probability == found.probabilities[found.median_name]
    assert (found.name is None) == (found.probability < 0.5)


def test_reliability_is_of_the_inputs_and_not_of_the_probability() -> None:
    sure = [0.1] * 10
    assert labour.rate_values(sure, classes=SCALE).reliability.letter == "C"
    rule = labour.RatingRule(evidence="official", backtest_origins=4)
    wide = labour.rate_values(np.linspace(0, 1, 20), classes=SCALE, rule=rule)
    assert wide.name is None
    assert wide.reliability.letter == "A"
    assert wide.to_dict()["reliability"]["vi"] == wide.reliability.vi


def test_every_rating_of_a_balance_carries_its_reliability() -> None:
    scope = {"field": "748"}
    flows = labour.balance([10.0], [100.0], supply_scope=scope, demand_scope=scope, base=1000.0)
    rule = labour.RatingRule(evidence="derived", backtest_origins=3)
    assert flows.ratio(rule=rule).rating.reliability.letter == "A"
    assert flows.ratio().rating.reliability.letter == "C"
    assert flows.projected_state("balance", tolerance=0.01, rule=rule).reliability.letter == "A"
    assert "reliability C" in repr(flows.ratio())


def test_classes_and_rules_that_cannot_be_used_are_refused() -> None:
    for classes in (
        labour.RatioClasses((0.5, 0.4), ("a", "b", "c"), ""),
        labour.RatioClasses((0.5,), ("a",), ""),
    ):
        with pytest.raises(InputError) as caught:
            labour.rate_values([0.1], classes=classes)
        assert caught.value.id == "E-BAL-006"
    with pytest.raises(InputError) as caught:
        labour.rate_values([0.1], classes=SCALE, rule=labour.RatingRule(backtest_origins=-2))
    assert caught.value.id == "E-BAL-009"
