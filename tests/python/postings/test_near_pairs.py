"""Pairs of postings with signatures that are alike: the same in any ranges, none lost, none twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dubao.postings import near_pairs
from dubao.postings.bands import band_buckets
from dubao.postings.near_pairs import NearPairs

POSTINGS, TEXTS, BANDS, BAND_ROWS = 120, 60, 4, 2


def made(seed: int) -> NearPairs:
    rng = np.random.default_rng(seed)
    signatures = rng.integers(0, 3, size=(TEXTS + 20, 8), dtype=np.uint32)
    rows = rng.permutation(TEXTS + 20)[:TEXTS]
    documents = rng.integers(-1, TEXTS, size=POSTINGS)
    times = np.bincount(documents[documents >= 0], minlength=TEXTS)
    buckets = band_buckets(signatures, BANDS, BAND_ROWS, times, rows)
    first = np.maximum(0, np.arange(POSTINGS) - rng.integers(0, 60, size=POSTINGS))
    return NearPairs.of(signatures, rows, documents, buckets, first, 0.5)


def by_hand(found: NearPairs) -> list[tuple[int, int]]:
    out = []
    for later in range(POSTINGS):
        for earlier in range(int(found.first[later]), later):
            one, two = int(found.documents[later]), int(found.documents[earlier])
            if min(one, two) < 0:
                continue
            a, b = found.signatures[found.rows[one]], found.signatures[found.rows[two]]
            bands = (a.reshape(BANDS, BAND_ROWS) == b.reshape(BANDS, BAND_ROWS)).all(axis=1)
            if bands.any() and (a == b).mean() >= 0.5:
                out.append((later, earlier))
    return out


@pytest.mark.parametrize("seed", range(4))
def test_pairs_are_those_that_a_search_of_all_finds(seed: int) -> None:
    found = made(seed)
    pairs = list(zip(*(one.tolist() for one in found.pairs(0, POSTINGS)), strict=True))
    assert len(pairs) > 20
    assert pairs == by_hand(found)


def test_ranges_small_blocks_and_files_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = made(1)
    whole = [one.tolist() for one in found.pairs(0, POSTINGS)]
    monkeypatch.setattr(near_pairs, "_PAIRS", 7)
    monkeypatch.setattr(near_pairs, "_COMPARED", 3)
    found.save(tmp_path)
    opened = NearPairs.opened(tmp_path)
    parts = [opened.pairs(begin, min(begin + 17, POSTINGS)) for begin in range(0, POSTINGS, 17)]
    assert [np.concatenate([p[k] for p in parts]).tolist() for k in (0, 1)] == whole


def test_nothing_to_compare_gives_no_pair() -> None:
    empty = NearPairs.of(
        np.zeros((0, 8), dtype=np.uint32), np.zeros(0, dtype=np.int64), np.full(3, -1), np.zeros((0, 4), dtype=np.int32), np.zeros(3, dtype=np.int64), 0.5
    )  # fmt: skip
    assert [one.tolist() for one in empty.pairs(0, 3)] == [[], []]
