"""States of terms through the public API."""

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour import emergence

MONTHS = tuple(f"{y}-{m:02d}" for y in range(2020, 2025) for m in range(1, 13))


def counts_of(*shares: np.ndarray) -> emergence.TermCounts:
    table = np.round(np.stack(shares)[:, :, None] * 1000.0)
    return emergence.TermCounts(
        tuple(f"t{k}" for k in range(len(shares))), MONTHS, ("",), table, np.full((60, 1), 1000.0)
    )


def test_learnt_weights_follow_the_vocabulary_and_probabilities_sum_to_one():
    t = np.arange(60)
    steady = [np.full(60, s) for s in (0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07)]
    rising = 1 / (1 + np.exp(4 - 0.6 * t / 12))
    found = emergence.describe(counts_of(*steady, rising))
    assert [d.state for d in found] == ["stable"] * 7 + ["rising"]
    assert all(sum(d.probabilities.values()) == pytest.approx(1.0) for d in found)
    assert found[-1].growth_low < np.exp(0.6) < found[-1].growth_high
    assert found[0].change == "" and found[-1].change >= "2020-01"


def test_fewer_than_twelve_months_are_refused_with_the_id():
    few = emergence.TermCounts(("a",), MONTHS[:6], ("",), np.ones((1, 6, 1)), np.full((6, 1), 9.0))
    with pytest.raises(InputError) as caught:
        emergence.describe(few, weights={"stable": 1.0})
    assert caught.value.problems[0].id == "E-EMG-004"
