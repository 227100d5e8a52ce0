"""Pairs of postings near in time whose signatures are alike: what the exact comparison of texts has to look at.

Pairs are those that share a bucket of a band, the earlier at most a window before the later, and agree in at least a share of the places of
their signatures. Ranges of postings are independent of each other, so that they may be searched in any number of processes.

>>> signatures = np.array([[1, 2, 3, 4], [1, 2, 3, 9], [5, 5, 5, 5]], dtype=np.uint32)
>>> found = NearPairs.of(signatures, np.arange(3), np.array([0, 1, 2, 0]), np.array([[0], [0], [-1]], dtype=np.int32), np.zeros(4, dtype=np.int64), 0.7)
>>> [one.tolist() for one in found.pairs(0, 4)]
[[1, 3, 3], [0, 0, 1]]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

__all__ = ["NearPairs"]

# Pairs that are looked at in one go: bounds the memory. Signatures compared in one go: few enough to stay in the processor's cache.
_PAIRS = 2_000_000
_COMPARED = 1024


@dataclass(frozen=True)
class NearPairs:
    """What the search of a range needs.

    Attributes
    ----------
    signatures : ndarray, rows × permutations
    rows : ndarray
        Row of the signature of each text.
    documents : ndarray
        Text of each posting, in the order of days; −1 where it has none.
    first : ndarray
        Place of the first posting in the window of each posting.
    keys, offsets : ndarray
        Members of all buckets as bucket × postings + place, ascending; for each posting where its buckets begin in ``own``.
    own : ndarray
        Buckets of each posting, one after the other.
    least : ndarray
        One number: share of places that must agree.
    """

    signatures: np.ndarray
    rows: np.ndarray
    documents: np.ndarray
    first: np.ndarray
    keys: np.ndarray
    offsets: np.ndarray
    own: np.ndarray
    least: np.ndarray

    @classmethod
    def of(
        cls,
        signatures: np.ndarray,
        rows: np.ndarray,
        documents: np.ndarray,
        buckets: np.ndarray,
        first: np.ndarray,
        least: float,
    ) -> NearPairs:
        """Builds the members of buckets from ``buckets`` (texts × bands, −1 for none)."""
        count = len(documents)
        with_text = np.flatnonzero(documents >= 0).astype(np.int32)
        keys, places = [], []
        for band in range(buckets.shape[1]):
            bucket = buckets[documents[with_text], band]
            shared = bucket >= 0
            places.append(with_text[shared])
            keys.append(bucket[shared].astype(np.int64) * count + places[-1])
        all_keys, all_places = np.concatenate(keys), np.concatenate(places)
        del keys, places
        offsets = np.concatenate([[0], np.cumsum(np.bincount(all_places, minlength=count))])
        own = (all_keys[np.argsort(all_places, kind="stable")] // max(count, 1)).astype(np.int32)
        del all_places
        all_keys.sort()
        return cls(
            signatures,
            rows,
            documents,
            np.asarray(first),
            all_keys,
            offsets,
            own,
            np.array([float(least)]),
        )

    def pairs(self, begin: int, end: int) -> tuple[np.ndarray, np.ndarray]:
        """Later and earlier posting of each pair whose later one lies in the range, ordered by both."""
        later: list[np.ndarray] = [np.zeros(0, dtype=np.int64)]
        earlier: list[np.ndarray] = [np.zeros(0, dtype=np.int64)]
        for one, two in self._candidates(begin, end):
            alike = self._alike(one, two)
            later.append(one[alike])
            earlier.append(two[alike])
        return np.concatenate(later), np.concatenate(earlier)

    def _candidates(self, begin: int, end: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        count = len(self.documents)
        at = slice(int(self.offsets[begin]), int(self.offsets[end]))
        place = np.repeat(np.arange(begin, end), np.diff(self.offsets[begin : end + 1]))
        bucket = np.asarray(self.own[at]).astype(np.int64)
        low = np.searchsorted(self.keys, bucket * count + self.first[place])
        length = np.searchsorted(self.keys, bucket * count + place) - low
        total = np.cumsum(length)
        start = 0
        while start < len(place):
            before = total[start - 1] if start else 0
            # Whole postings only: their pairs are made distinct together.
            stop = int(np.searchsorted(total, before + _PAIRS, side="right"))
            stop = int(np.searchsorted(place, place[min(stop, len(place) - 1)], side="left")) if stop < len(place) else len(place)  # fmt: skip
            if stop <= start:
                stop = int(np.searchsorted(place, place[start], side="right"))
            sizes = length[start:stop]
            ends = np.cumsum(sizes)
            index = (
                np.arange(int(ends[-1])) - np.repeat(ends - sizes, sizes) + np.repeat(low[start:stop], sizes)
            )
            found = np.repeat(place[start:stop], sizes) * count + self.keys[index] % count
            # Twenty times as fast as numpy's unique, which hashes.
            found.sort()
            found = found[np.concatenate([[True], found[1:] != found[:-1]])] if len(found) else found
            yield found // count, found % count
            start = stop

    def _alike(self, later: np.ndarray, earlier: np.ndarray) -> np.ndarray:
        out = np.zeros(len(later), dtype=bool)
        signatures = np.asarray(self.signatures)
        permutations = signatures.shape[1]
        rows, documents = np.asarray(self.rows), np.asarray(self.documents)
        one, two = (np.empty((_COMPARED, permutations), dtype=signatures.dtype) for _ in range(2))
        same = np.empty((_COMPARED, permutations), dtype=bool)
        for begin in range(0, len(later), _COMPARED):
            part = slice(begin, begin + _COMPARED)
            size = len(later[part])
            # Into the same memory again and again: fresh memory for every block costs more than the comparison.
            np.take(signatures, rows[documents[later[part]]], axis=0, out=one[:size], mode="clip")
            np.take(signatures, rows[documents[earlier[part]]], axis=0, out=two[:size], mode="clip")
            np.equal(one[:size], two[:size], out=same[:size])
            out[part] = np.count_nonzero(same[:size], axis=1) / permutations >= self.least[0]
        return out

    def save(self, folder: Path) -> None:
        """Writes the arrays, to be opened by other processes; signatures that are in a file already stay where they are."""
        for field in fields(self):
            values = getattr(self, field.name)
            if isinstance(values, np.memmap) and field.name == "signatures":
                (folder / "signatures.txt").write_text(
                    f"{values.filename}\n{values.shape[0]}\n{values.shape[1]}"
                )
            else:
                np.save(folder / f"{field.name}.npy", values)

    @classmethod
    def opened(cls, folder: Path) -> NearPairs:
        """The arrays of a folder, read as they are needed."""
        arrays = {
            f.name: np.load(folder / f"{f.name}.npy", mmap_mode="r")
            for f in fields(cls)
            if (folder / f"{f.name}.npy").exists()
        }
        if "signatures" not in arrays:
            name, rows, columns = (folder / "signatures.txt").read_text().split("\n")
            arrays["signatures"] = np.memmap(name, np.uint32, "r", shape=(int(rows), int(columns)))
        return cls(**arrays)
