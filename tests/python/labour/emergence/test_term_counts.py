"""Counts of terms: months without a gap, what is not named was not mentioned, everything wrong at once."""

import numpy as np
import pandas as pd
import pytest

from dubao.errors import InputError
from dubao.labour.emergence import TermCounts


def test_months_have_no_gap_and_unnamed_months_are_zero_mentions():
    counts = TermCounts.from_rows([("go", "2024-03", 3)], [("2023-12", 40), ("2024-03", 50)])
    assert counts.months == ("2023-12", "2024-01", "2024-02", "2024-03")
    assert counts.postings[:, 0].tolist() == [40.0, 0.0, 0.0, 50.0]
    assert counts.counts[0, :, 0].tolist() == [0.0, 0.0, 0.0, 3.0]


def test_a_frame_with_sources_is_read_by_name():
    counts = TermCounts.from_frames(
        pd.DataFrame(
            {"month": ["2024-01", "2024-01"], "term": ["go", "go"], "count": [1, 2], "source": ["b", "a"]}
        ),
        pd.DataFrame({"month": ["2024-01", "2024-01"], "postings": [10, 20], "source": ["a", "b"]}),
    )
    assert counts.sources == ("a", "b")
    assert counts.counts[0, 0].tolist() == [2.0, 1.0]
    assert counts.shares(slice(None))[0] == pytest.approx(3 / 30)


def test_everything_wrong_is_named_at_once():
    with pytest.raises(InputError) as caught:
        TermCounts.from_rows(
            [("go", "2024-01", 1), ("go", "2024-01", 1), ("rust", "2024-02", 1)],
            [("2024-01", 5), ("2024-03", 5), ("2024-03", 5)],
        )
    texts = [p.text("en") for p in caught.value.problems]
    assert len(texts) == 3
    assert any("rust" in t for t in texts) and any("2024-03" in t for t in texts)
    with pytest.raises(InputError, match="2024-13"):
        TermCounts.from_rows([], [("2024-13", 5)])
    with pytest.raises(InputError):
        TermCounts.from_frames({"term": ["a"]}, {"month": ["2024-01"], "postings": [3]})


def test_until_cuts_both_tables():
    counts = TermCounts.from_rows([("go", "2024-02", 3)], [("2024-01", 40), ("2024-02", 50)]).until("2024-01")
    assert counts.counts.shape == (1, 1, 1)
    assert np.array_equal(counts.postings, [[40.0]])
