"""Counts an advertisement once: first by the source's own id, then by near-identical text within a window of days.

Every posting that is left out names the one it repeats, why, and how similar they are. The result does not depend on the order of the
rows: postings are taken in the order of day and content, and each is compared with those kept before it.

>>> from dubao.postings import Posting, deduplicate
>>> from datetime import date
>>> text = " ".join(f"nhiệm vụ {n}" for n in range(40))
>>> one = Posting("a", "1", date(2026, 3, 2), "2026-03", "Kỹ sư dữ liệu", text)
>>> two = Posting("b", "x", date(2026, 3, 9), "2026-03", "Kỹ sư dữ liệu", text + " ứng tuyển ngay")
>>> found = deduplicate([two, one])
>>> [p.source for p in found.postings], found.repeats[0].reason, round(found.repeats[0].similarity, 2), found.repeats[0].days
(['a'], 'near_text', 0.97, 7)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version

import numpy as np

from dubao.data.catalogue import fold
from dubao.errors import Language
from dubao.numbers import format_number
from dubao.postings.bands import band_buckets
from dubao.postings.duplicate_settings import DuplicateSettings, stand_apart
from dubao.postings.posting import Posting
from dubao.postings.signatures import CHUNK, WordHashes, jaccard, shingles, signatures_of, words_of

__all__ = ["REASONS", "Deduplicated", "Repeat", "deduplicate"]

REASONS: dict[str, tuple[str, str]] = {
    "same_id": ("cùng nguồn, cùng mã tin", "same source and id"),
    "near_text": ("nội dung gần như trùng", "near-identical text"),
    "same_key": (
        "tin ngắn cùng đơn vị, chức danh và nơi làm việc",
        "short, with the same employer, title and place",
    ),
}
# Standard errors below the threshold at which an estimated similarity is still computed exactly.
_MARGIN = 4.0
# Shingles of texts that are kept at hand while pairs are compared.
_SETS_KEPT = 4096


@dataclass(frozen=True)
class Repeat:
    """A posting that repeats another.

    Attributes
    ----------
    posting, of : Posting
        The one left out, and the one kept.
    reason : str
        One of :data:`REASONS`.
    similarity : float
        Jaccard similarity of the texts for ``near_text``; 1 otherwise.
    days : int, optional
        Days between them; None where a date is missing.
    """

    posting: Posting
    of: Posting
    reason: str
    similarity: float
    days: int | None


@dataclass(frozen=True)
class Deduplicated:
    """Postings that remain, those they stand for, and the settings.

    Attributes
    ----------
    postings : tuple of Posting
        In the order of day and content; undated last.
    repeats : tuple of Repeat
    ids_reused : int
        Postings whose source and id were given before to another post: kept.
    undated : int
        Postings without a date among those given: compared with every posting, whatever its day.
    settings : DuplicateSettings
    library : str
        Name and version of the MinHash used.
    """

    postings: tuple[Posting, ...]
    repeats: tuple[Repeat, ...]
    ids_reused: int
    undated: int
    settings: DuplicateSettings
    library: str

    @property
    def given(self) -> int:
        """Postings that came in: all are either kept or repeats."""
        return len(self.postings) + len(self.repeats)

    def by_reason(self) -> dict[str, int]:
        """Repeats of each reason."""
        return {reason: sum(r.reason == reason for r in self.repeats) for reason in REASONS}

    def statements(self, lang: Language = "vi") -> tuple[str, ...]:
        """Sentences on what was done."""

        def n(v: int) -> str:
            return format_number(float(v), lang, 0)

        s = self.settings
        by = self.by_reason()
        if lang == "vi":
            parts = ", ".join(f"{REASONS[r][0]} {n(by[r])}" for r in REASONS)
            return (
                f"{n(self.given)} tin, còn {n(len(self.postings))} sau khi loại trùng ({parts}).",
                f"Trùng khi giống từ {format_number(s.threshold, lang, 2)} (Jaccard, cụm {s.shingle_words} từ) trong {s.window_days} ngày; "
                f"{self.library}, {s.permutations} hoán vị, mầm {s.seed}.",
            )
        parts = ", ".join(f"{REASONS[r][1]} {n(by[r])}" for r in REASONS)
        return (
            f"{n(self.given)} postings, {n(len(self.postings))} after removing repeats ({parts}).",
            f"Repeats are similar by {format_number(s.threshold, lang, 2)} or more (Jaccard, runs of {s.shingle_words} words) within "
            f"{s.window_days} days; {self.library}, {s.permutations} permutations, seed {s.seed}.",
        )


def deduplicate(postings: Iterable[Posting], settings: DuplicateSettings | None = None) -> Deduplicated:
    """Removes repeats.

    Parameters
    ----------
    postings : iterable of Posting
    settings : DuplicateSettings, optional

    Returns
    -------
    Deduplicated

    Raises
    ------
    dubao.errors.MissingExtraError
        E-EXT-001 when rensa is not installed.

    Notes
    -----
    Cost: linear in the words but for the pairs that share a band. Source of the bands: Indyk and Motwani (1998).
    """
    chosen = settings or DuplicateSettings()
    ordered = sorted(postings, key=lambda p: p.order)
    repeats: list[Repeat] = []
    first_level, reused = _by_id(ordered, repeats)
    kept = _by_text(first_level, chosen, repeats)
    return Deduplicated(
        tuple(kept), tuple(repeats), reused, sum(p.day is None for p in ordered), chosen, f"rensa {version('rensa')}",
    )  # fmt: skip


def _by_id(ordered: list[Posting], repeats: list[Repeat]) -> tuple[list[Posting], int]:
    seen: dict[tuple[str, str], list[Posting]] = {}
    kept = []
    reused = 0
    for posting in ordered:
        if posting.id:
            before = seen.setdefault((posting.source, posting.id), [])
            same = next((p for p in before if not stand_apart(posting, p, ("title",))), None)
            if same is not None:
                repeats.append(Repeat(posting, same, "same_id", 1.0, _days(posting, same)))
                continue
            reused += bool(before)
            before.append(posting)
        kept.append(posting)
    return kept, reused


def _days(posting: Posting, of: Posting) -> int | None:
    later, earlier = posting.day, of.day
    return None if later is None or earlier is None else later - earlier


class _Leaders:
    """Kept postings of one bucket in the order of their days."""

    __slots__ = ("days", "places")

    def __init__(self) -> None:
        self.days: list[int] = []
        self.places: list[int] = []

    def since(self, first: int | None) -> list[int]:
        return self.places if first is None else self.places[bisect_left(self.days, first) :]

    def add(self, day: int, place: int) -> None:
        self.days.append(day)
        self.places.append(place)


# Day of a posting without one: after all others, as in the order of postings.
_UNDATED = 10**9


def _by_text(postings: list[Posting], settings: DuplicateSettings, repeats: list[Repeat]) -> list[Posting]:
    hashes = WordHashes()
    documents, examples, signatures = _documents(postings, settings, hashes)
    times = np.bincount(documents[documents >= 0], minlength=len(examples))
    buckets = band_buckets(signatures, settings.bands, settings.band_rows, times)

    @lru_cache(maxsize=_SETS_KEPT)
    def set_of(document: int) -> np.ndarray:
        return shingles(_words(examples[document]), settings.shingle_words, hashes)

    error = (settings.threshold * (1 - settings.threshold) / settings.permutations) ** 0.5
    least = settings.threshold - _MARGIN * error
    leaders: dict[int | tuple[str, ...], _Leaders] = {}
    kept = []
    for place, posting in enumerate(postings):
        document = int(documents[place])
        keys = _keys(posting, document, buckets)
        day = posting.day
        since = None if day is None else day - settings.window_days + 1
        candidates = sorted({c for key in keys if key in leaders for c in leaders[key].since(since)})
        reason = "near_text" if document >= 0 else "same_key"
        best: tuple[float, int] | None = None
        if candidates and document >= 0:
            others = documents[candidates]
            estimates = (signatures[others] == signatures[document]).mean(axis=1)
            for candidate, other, estimate in zip(
                candidates, others.tolist(), estimates.tolist(), strict=True
            ):
                if estimate < least or stand_apart(posting, postings[candidate], settings.apart_by):
                    continue
                similarity = 1.0 if other == document else jaccard(set_of(document), set_of(other))
                if similarity >= settings.threshold and (best is None or similarity > best[0]):
                    best = (similarity, candidate)
                    if similarity == 1.0:
                        break
        elif candidates:
            best = (1.0, candidates[0])
        if best is None:
            kept.append(posting)
            for key in keys:
                leaders.setdefault(key, _Leaders()).add(_UNDATED if day is None else day, place)
        else:
            of = postings[best[1]]
            repeats.append(Repeat(posting, of, reason, best[0], _days(posting, of)))
    return kept


def _documents(
    postings: Sequence[Posting], settings: DuplicateSettings, hashes: WordHashes
) -> tuple[np.ndarray, list[Posting], np.ndarray]:
    """Number of the text of each posting (−1: too short), a posting of each different text, and the signatures of the texts."""
    known: dict[bytes, int] = {}
    examples: list[Posting] = []
    documents = np.full(len(postings), -1, dtype=np.int64)
    waiting: list[list[str]] = []
    parts: list[np.ndarray] = []

    def sign() -> None:
        parts.append(
            signatures_of(waiting, settings.shingle_words, settings.permutations, settings.seed, hashes)
        )
        waiting.clear()

    for place, posting in enumerate(postings):
        words = _words(posting)
        if len(words) < settings.least_words:
            continue
        key = blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).digest()
        number = known.setdefault(key, len(examples))
        if number == len(examples):
            examples.append(posting)
            waiting.append(words)
            if len(waiting) == CHUNK:
                sign()
        documents[place] = number
    sign()
    return documents, examples, np.concatenate(parts)


def _words(posting: Posting) -> list[str]:
    return words_of(f"{posting.title}\n{posting.text}")


def _keys(posting: Posting, document: int, buckets: np.ndarray) -> list[int | tuple[str, ...]]:
    """Buckets in which a posting can meet another; its key when it is short, nothing when that is incomplete."""
    if document >= 0:
        row: list[int | tuple[str, ...]] = [b for b in buckets[document].tolist() if b >= 0]
        return row
    key = tuple(" ".join(fold(v).split()) for v in (posting.employer, posting.title, posting.place))
    return [key] if all(key) else []
