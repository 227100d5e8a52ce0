"""Locality-sensitive hashing by bands: texts whose signatures agree in a whole band fall into one bucket."""

from __future__ import annotations

import numpy as np

__all__ = ["band_buckets"]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def band_buckets(
    signatures: np.ndarray, bands: int, rows: int, times: np.ndarray, at: np.ndarray | None = None
) -> np.ndarray:
    """Bucket of every text in every band; −1 where no other posting falls into it.

    Parameters
    ----------
    signatures : ndarray, texts × permutations
    bands, rows : int
        ``bands × rows`` at most the permutations.
    times : ndarray
        Postings that have each text.
    at : ndarray, optional
        Row of the signature of each text; the rows as they stand when left out.

    Returns
    -------
    ndarray, texts × bands
        Numbers of buckets, different over all bands.

    Notes
    -----
    A band is hashed to 64 bits: two different bands that meet there only propose a pair that is then refused.
    Cost: bands × texts × log texts.

    Examples
    --------
    >>> signatures = np.array([[1, 2, 3, 4], [1, 2, 9, 9], [5, 5, 5, 5]], dtype=np.uint32)
    >>> band_buckets(signatures, 2, 2, np.array([1, 1, 1])).tolist()
    [[0, -1], [0, -1], [-1, -1]]
    """
    texts = np.arange(len(signatures)) if at is None else at
    out = np.full((len(texts), bands), -1, dtype=np.int32)
    base = 0
    for band in range(bands):
        key = np.zeros(len(texts), dtype=np.uint64)
        for row in range(band * rows, (band + 1) * rows):
            key = (key ^ signatures[texts, row]) * _MULTIPLIER
            key ^= key >> _SHIFT
        _, inverse = np.unique(key, return_inverse=True)
        shared = np.bincount(inverse, weights=times) > 1
        number = np.full(len(shared), -1, dtype=np.int32)
        number[shared] = base + np.arange(int(shared.sum()))
        out[:, band] = number[inverse]
        base += int(shared.sum())
    return out
