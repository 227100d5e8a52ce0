"""Uncertain rates: bounds, common random numbers, what is not a rate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dubao import labour
from dubao.errors import InputError


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.sampled_from(["pert", "triangular"]))
def test_draws_stay_between_the_bounds(a, b, c, distribution) -> None:
    low, value, high = sorted((a, b, c))
    draws = labour.Rate(value, low, high, distribution).draws("any", draws=20, seed=5)
    assert (draws >= low).all()
    assert (draws <= high).all()


def test_an_exact_rate_is_itself_and_scenarios_share_their_random_numbers() -> None:
    assert labour.as_rate(0.3).draws("a", draws=3).tolist() == [0.3, 0.3, 0.3]
    low, high = (labour.as_rate(r).draws("a", draws=100) for r in ((0.1, 0.05, 0.2), (0.1, 0.05, 0.4)))
    assert np.array_equal(np.argsort(low), np.argsort(high))
    assert np.corrcoef(low, high)[0, 1] > 0.9


@pytest.mark.parametrize("given_rate", ["x", (0.1, 0.2), None, [0.1, "a", 0.3]])
def test_what_is_not_a_rate_is_refused(given_rate) -> None:
    with pytest.raises(InputError) as caught:
        labour.as_rate(given_rate, "participation")
    assert caught.value.id == "E-LAB-004"
    assert caught.value.problems[0].argument == "participation"


def test_disorder_and_unknown_distributions_are_refused() -> None:
    for rate in (labour.Rate(0.3, 0.4, 0.5), labour.Rate(0.3, 0.2, 0.5, "normal"), labour.Rate(float("nan"))):
        with pytest.raises(InputError) as caught:
            rate.draws("a", draws=1)
        assert caught.value.id == "E-LAB-004"
