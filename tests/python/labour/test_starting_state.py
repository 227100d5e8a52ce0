"""The state at the start is read path by path and decides what a gap means."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao import labour
from dubao.errors import InputError

SCOPE = {"occupation": "25"}
EXACT = 1e-12


def flows(gap, base=1000.0):
    gap = np.atleast_1d(np.asarray(gap, dtype=float))
    return labour.balance(
        np.full(gap.size, 500.0), 500.0 + gap, supply_scope=SCOPE, demand_scope=SCOPE, base=base
    )


def test_openings_above_newcomers_after_a_surplus_may_only_bring_balance() -> None:
    after_surplus = labour.starting_imbalance(10, 60, base=1000, tolerance=0.01)
    after_shortage = labour.starting_imbalance(60, 10, base=1000, tolerance=0.01)
    assert after_surplus.projected_state(flows(40), tolerance=0.01).name == "balance"
    assert after_shortage.projected_state(flows(40), tolerance=0.01).name == "strong shortage"


@settings(max_examples=50)
@given(
    st.lists(st.floats(0, 500), min_size=1, max_size=30),
    st.floats(0, 0.2),
)
def test_probabilities_sum_to_one_for_any_start(posts, tolerance) -> None:
    start = labour.starting_imbalance(posts, 100, base=1000, tolerance=tolerance)
    assert sum(start.probabilities.values()) == pytest.approx(1.0, abs=EXACT)
    found = start.projected_state(flows(np.linspace(-50, 50, len(posts))), tolerance=0.01)
    assert sum(found.probabilities.values()) == pytest.approx(1.0, abs=EXACT)


def test_an_uncertain_start_makes_the_rating_undetermined_and_the_reliability_stands_beside() -> None:
    start = labour.starting_imbalance([0, 0, 300, 300, 100], 100, base=1000, tolerance=0.01)
    rule = labour.RatingRule(evidence="official")
    found = start.projected_state(flows([0.0] * 5), tolerance=0.01, rule=rule)
    assert found.name is None
    assert found.reliability.letter == "B"
    assert repr(start).startswith("StartingImbalance(relative")


def test_wrong_counts_are_all_named() -> None:
    with pytest.raises(InputError) as caught:
        labour.starting_imbalance(-1, float("nan"), base=0, tolerance=-1)
    assert [problem.id for problem in caught.value.problems] == ["E-BAL-010"] * 4
    start = labour.starting_imbalance([1, 2], 1, base=10, tolerance=0.1)
    for gap, base, error_id in (([0, 0, 0], 1000.0, "E-BAL-010"), ([0.0], None, "E-BAL-008")):
        with pytest.raises(InputError) as caught:
            start.projected_state(flows(gap, base), tolerance=0.1)
        assert caught.value.id == error_id
