"""Shares of postings with intervals."""

from __future__ import annotations

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.postings import share_intervals


def test_the_interval_is_that_of_jeffreys() -> None:
    # qbeta(c(0.05, 0.95), 2.5, 4.5) of R 4.2.2.
    [[share, low, high]] = share_intervals([2], 6, level=0.9)
    assert share == pytest.approx(1 / 3)
    assert (low, high) == (pytest.approx(0.1042705, abs=1e-6), pytest.approx(0.6591980, abs=1e-6))


def test_one_number_of_postings_serves_all_counts() -> None:
    assert np.array_equal(share_intervals([1, 5], 50), share_intervals([1, 5], [50, 50]))


def test_a_design_effect_widens_the_interval() -> None:
    one, four = share_intervals([20], 100)[0], share_intervals([20], 100, design_effect=4.0)[0]
    assert one[0] == four[0] and four[1] < one[1] < one[2] < four[2]


def test_ends_stay_where_nothing_or_everything_was_counted() -> None:
    found = share_intervals([0, 10], 10)
    assert found[0, 1] == 0.0 and found[1, 2] == 1.0


@pytest.mark.parametrize(
    ("counts", "postings", "id"), [([3], 2, "E-SKD-001"), ([-1], 5, "E-SKD-001"), ([0], 0, "E-SKD-001")]
)
def test_counts_that_are_none_are_refused(counts, postings, id) -> None:
    with pytest.raises(InputError) as refused:
        share_intervals(counts, postings)
    assert refused.value.problems[0].id == id
