"""Buckets of bands."""

from __future__ import annotations

import numpy as np

from dubao.postings.bands import band_buckets


def test_texts_share_a_bucket_exactly_where_a_band_agrees() -> None:
    rng = np.random.default_rng(1)
    signatures = rng.integers(0, 3, size=(40, 12), dtype=np.uint32)
    buckets = band_buckets(signatures, 4, 3, np.ones(40, dtype=int))
    for i in range(40):
        for j in range(i):
            for band in range(4):
                same = bool(
                    (signatures[i, 3 * band : 3 * band + 3] == signatures[j, 3 * band : 3 * band + 3]).all()
                )
                shared = buckets[i, band] >= 0 and buckets[i, band] == buckets[j, band]
                assert same == shared


def test_a_text_of_two_postings_has_a_bucket_of_its_own() -> None:
    signatures = np.array([[1, 2], [3, 4]], dtype=np.uint32)
    assert band_buckets(signatures, 1, 2, np.array([2, 1])).tolist() == [[0], [-1]]


def test_buckets_of_different_bands_have_different_numbers() -> None:
    signatures = np.zeros((2, 4), dtype=np.uint32)
    assert band_buckets(signatures, 2, 2, np.array([1, 1])).tolist() == [[0, 1], [0, 1]]
