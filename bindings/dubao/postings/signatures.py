"""Texts as sets of word shingles and their MinHash signatures, computed for many texts at once.

The signatures are those of ``rensa`` (MIT licence); shingles are hashed here so that a text gives the same set on every machine.

Source: Broder (1997), "On the resemblance and containment of documents".

>>> a, b = (shingles(words_of(t), 2) for t in ("lập trình viên java tại hà nội", "lập trình viên java ở hà nội"))
>>> jaccard(a, b)
0.5
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from dubao.errors import MissingExtraError

__all__ = ["WordHashes", "jaccard", "shingles", "signatures_of", "words_of"]

_WORD = re.compile(r"\w+")
# Odd multipliers of the splitmix64 generator (Steele, Lea and Flood 2014): every bit of a word reaches every bit of the result.
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
# Texts that are turned into signatures in one go: bounds the memory.
CHUNK = 4096


def words_of(text: str) -> list[str]:
    """Words of a text without regard to case and punctuation.

    >>> words_of("Lập trình viên C++, SQL")
    ['lập', 'trình', 'viên', 'c', 'sql']
    """
    return _WORD.findall(text.casefold())


class WordHashes(dict[str, int]):
    """Word → 64-bit hash, computed once a word."""

    def __missing__(self, word: str) -> int:
        value = int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")
        self[word] = value
        return value


def _mixed(values: np.ndarray) -> np.ndarray:
    values = (values ^ (values >> np.uint64(30))) * _MIX[1]
    values = (values ^ (values >> np.uint64(27))) * _MIX[2]
    out: np.ndarray = values ^ (values >> np.uint64(31))
    return out


def _rolled(hashes: np.ndarray, size: int) -> np.ndarray:
    """Hash of every run of ``size`` words; of all words together where there are fewer."""
    size = min(size, len(hashes))
    count = len(hashes) - size + 1
    total = np.zeros(count, dtype=np.uint64)
    for step in range(size):
        total = _mixed(total * _MIX[0] + hashes[step : step + count])
    return total


def shingles(words: Sequence[str], size: int, hashes: WordHashes | None = None) -> np.ndarray:
    """Distinct shingles of ``size`` words as sorted 64-bit hashes; empty without words.

    Cost: words log words.
    """
    known = WordHashes() if hashes is None else hashes
    values = np.array([known[word] for word in words], dtype=np.uint64)
    return np.unique(_rolled(values, size)) if len(values) else values


def jaccard(first: np.ndarray, second: np.ndarray) -> float:
    """Shared shingles over all shingles, |A ∩ B| / |A ∪ B|, of two sorted sets; 0 where either is empty."""
    if not len(first) or not len(second):
        return 0.0
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared / (len(first) + len(second) - shared)


def signatures_of(
    texts: Sequence[Sequence[str]], size: int, permutations: int, seed: int, hashes: WordHashes
) -> np.ndarray:
    """MinHash signatures, texts × permutations, of texts given as words (none may be empty).

    The share of equal places of two rows estimates the Jaccard similarity J of their shingles with a standard error of at most
    sqrt(J (1 − J) / permutations).

    Raises
    ------
    dubao.errors.MissingExtraError
        E-EXT-001 when rensa is not installed.
    """
    try:
        from rensa import RMinHash
    except ImportError as error:
        raise MissingExtraError.of("rensa", "postings") from error
    out = np.empty((len(texts), permutations), dtype=np.uint32)
    for begin in range(0, len(texts), CHUNK):
        chunk = texts[begin : begin + CHUNK]
        flat = np.array([hashes[word] for words in chunk for word in words], dtype=np.uint64)
        lengths = np.array([len(words) for words in chunk])
        rolled, counts = _rolled_many(flat, lengths, size)
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.uint64)
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(rolled, offsets, permutations, seed)
        out[begin : begin + len(chunk)] = matrix.to_rows()
    return out


def _rolled_many(flat: np.ndarray, lengths: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Shingles of many texts, one after the other, and how many each has."""
    counts = np.maximum(lengths - size + 1, 1)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    if len(flat) < size:
        return _rolled_short(flat, starts, lengths, size), counts
    rolled = _rolled(flat, size)
    # Runs that reach into the next text are left out; a text shorter than a run is one run of its own length.
    within = np.arange(len(flat)) - np.repeat(starts, lengths)
    kept = within < np.repeat(counts, lengths)
    values = np.zeros(len(flat), dtype=np.uint64)
    values[: len(rolled)] = rolled
    for at in np.flatnonzero(lengths < size):
        values[starts[at]] = _rolled(flat[starts[at] : ends[at]], size)[0]
    return values[kept], counts


def _rolled_short(flat: np.ndarray, starts: np.ndarray, lengths: np.ndarray, size: int) -> np.ndarray:
    runs = [_rolled(flat[s : s + n], size) for s, n in zip(starts, lengths, strict=True)]
    return np.concatenate(runs) if runs else flat
