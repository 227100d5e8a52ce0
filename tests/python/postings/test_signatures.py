"""Signatures estimate the similarity of texts, and do so the same however texts are batched."""

from __future__ import annotations

import random

import numpy as np
import pytest
from made_up_postings import edited, text_of

from dubao.postings import signatures as module
from dubao.postings.signatures import WordHashes, jaccard, shingles, signatures_of, words_of

PERMUTATIONS = 256
# Four standard errors of the estimate at J = 0.5.
FOUR_ERRORS = 4 * 0.5 / PERMUTATIONS**0.5


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.3])
def test_the_share_of_equal_places_is_the_similarity(share: float) -> None:
    random_ = random.Random(1)
    text = text_of(random_)
    words = [words_of(text), words_of(edited(text, share, random_))]
    hashes = WordHashes()
    found = signatures_of(words, 3, PERMUTATIONS, 1, hashes)
    exact = jaccard(*(shingles(w, 3, hashes) for w in words))
    assert abs(float((found[0] == found[1]).mean()) - exact) <= FOUR_ERRORS


def test_batches_and_neighbours_change_nothing(monkeypatch) -> None:
    random_ = random.Random(2)
    texts = [words_of(text_of(random_)) for _ in range(7)] + [["một"], ["hai", "từ"], ["ba", "từ", "thôi"]]
    together = signatures_of(texts, 3, 64, 1, WordHashes())
    alone = np.concatenate([signatures_of([t], 3, 64, 1, WordHashes()) for t in texts])
    monkeypatch.setattr(module, "CHUNK", 3)
    batched = signatures_of(texts, 3, 64, 1, WordHashes())
    assert (together == alone).all()
    assert (together == batched).all()


def test_shingles_are_the_same_on_every_machine() -> None:
    assert (
        shingles(["lập", "trình", "viên"], 3).tolist()
        == shingles(["lập", "trình", "viên"], 3, WordHashes()).tolist()
    )
    assert len(shingles(["a"] * 50, 3)) == 1
    assert len(shingles([], 3)) == 0
    assert shingles(["a", "b", "c"], 3).tolist() != shingles(["c", "b", "a"], 3).tolist()
