"""Scores of ratings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dubao import labour
from dubao.errors import InputError

SCOPE = {"field": "748", "territory": "VN"}


def test_a_rating_of_the_balance_is_scored_by_its_name() -> None:
    supply = np.array([80.0] * 7 + [100.0] * 2 + [200.0])
    ratio = labour.balance(supply, np.full(10, 100.0), supply_scope=SCOPE, demand_scope=SCOPE).ratio()
    assert ratio.rating.name == "very good"
    scores = labour.score_ratings({"748": (ratio.rating, "very good")})
    assert scores.named == 1
    assert scores.named_hits == 1.0
    assert scores.mean_probability == pytest.approx(0.7)
    assert scores.brier == pytest.approx(0.3**2 + 0.2**2 + 0.1**2)
    missed = labour.score_ratings({"748": (ratio.rating, "poor")})
    assert missed.named_hits == 0.0
    assert missed.brier > scores.brier


@given(st.lists(st.floats(0.01, 1.0), min_size=2, max_size=6), st.integers(0, 5))
def test_scores_lie_in_their_ranges(weights, outcome) -> None:
    total = sum(weights)
    said = {str(k): w / total for k, w in enumerate(weights)}
    scores = labour.score_ratings({"a": (said, str(outcome % len(weights)))})
    assert 0.0 <= scores.brier <= 2.0
    assert 0.0 <= scores.ranked <= 1.0
    assert scores.named == 0
    assert scores.named_hits is None


def test_every_bad_rating_is_named() -> None:
    said = {"low": 0.5, "high": 0.5}
    with pytest.raises(InputError) as caught:
        labour.score_ratings(
            {"good": (said, "low"), "off": (said, "huge"), "sum": ({"low": 0.5, "high": 0.6}, "low")}
        )
    assert [(p.id, p.series) for p in caught.value.problems] == [("E-ACC-010", "off"), ("E-ACC-010", "sum")]
    with pytest.raises(InputError) as caught:
        labour.score_ratings({})
    assert caught.value.id == "E-ACC-011"
