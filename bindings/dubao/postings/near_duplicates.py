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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import groupby

import numpy as np

from dubao.data.catalogue import fold
from dubao.errors import Language
from dubao.numbers import format_number
from dubao.postings.bands import band_buckets
from dubao.postings.duplicate_settings import DuplicateSettings, stand_apart
from dubao.postings.near_pairs import NearPairs
from dubao.postings.posting import Posting
from dubao.postings.signatures import WordHashes, jaccard, shingles, words_of
from dubao.postings.signed_texts import SignedTexts, sign_texts

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


def deduplicate(
    postings: Iterable[Posting],
    settings: DuplicateSettings | None = None,
    *,
    signed: SignedTexts | None = None,
    search: Callable[[NearPairs], tuple[np.ndarray, np.ndarray]] | None = None,
) -> Deduplicated:
    """Removes repeats.

    Parameters
    ----------
    postings : iterable of Posting
    settings : DuplicateSettings, optional
    signed : SignedTexts, optional
        Of these postings in this order and by these settings, where they were computed before.
    search : callable, optional
        Finds the pairs of a :class:`dubao.postings.near_pairs.NearPairs`, where several processes do it.

    Returns
    -------
    Deduplicated

    Raises
    ------
    dubao.errors.MissingExtraError
        E-EXT-001 when rensa is not installed.

    Notes
    -----
    Cost: linear in the words but for the pairs that share a band within the window. Source of the bands: Indyk and Motwani (1998).
    """
    chosen = settings or DuplicateSettings()
    given = list(postings)
    repeats: list[Repeat] = []
    first_level, reused = _by_id(given, _in_order(given), repeats)
    own = signed or sign_texts(given, chosen)
    kept = _by_text(given, first_level, own, chosen, repeats, search or _searched_here)
    return Deduplicated(
        tuple(kept), tuple(repeats), reused, sum(p.day is None for p in given), chosen, f"rensa {version('rensa')}",
    )  # fmt: skip


def _in_order(postings: Sequence[Posting]) -> list[int]:
    """Places of the postings by ``Posting.order``; its long tail is looked at only where its head is equal."""
    heads = [(p.day is None, p.day or 0, p.source, p.id) for p in postings]
    places = sorted(range(len(postings)), key=heads.__getitem__)
    out: list[int] = []
    for _, group in groupby(places, key=heads.__getitem__):
        equal = list(group)
        out += sorted(equal, key=lambda i: postings[i].order) if len(equal) > 1 else equal
    return out


def _by_id(
    postings: Sequence[Posting], places: Sequence[int], repeats: list[Repeat]
) -> tuple[list[int], int]:
    seen: dict[tuple[str, str], list[Posting]] = {}
    kept = []
    reused = 0
    for place in places:
        posting = postings[place]
        if posting.id:
            before = seen.setdefault((posting.source, posting.id), [])
            same = next((p for p in before if not stand_apart(posting, p, ("title",))), None)
            if same is not None:
                repeats.append(Repeat(posting, same, "same_id", 1.0, _days(posting, same)))
                continue
            reused += bool(before)
            before.append(posting)
        kept.append(place)
    return kept, reused


def _days(posting: Posting, of: Posting) -> int | None:
    later, earlier = posting.day, of.day
    return None if later is None or earlier is None else later - earlier


# Day of a posting without one: after all others, as in the order of postings.
_UNDATED = 10**9


def _searched_here(pairs: NearPairs) -> tuple[np.ndarray, np.ndarray]:
    return pairs.pairs(0, len(pairs.documents))


def _by_text(
    given: Sequence[Posting],
    places: Sequence[int],
    signed: SignedTexts,
    settings: DuplicateSettings,
    repeats: list[Repeat],
    search: Callable[[NearPairs], tuple[np.ndarray, np.ndarray]],
) -> list[Posting]:
    postings = [given[place] for place in places]
    documents, rows = _documents(places, signed)
    days = np.array([_UNDATED if p.day is None else p.day for p in postings], dtype=np.int64)
    # Undated postings come last and are compared with every one.
    first = np.where(days == _UNDATED, 0, np.searchsorted(days, days - settings.window_days + 1))
    times = np.bincount(documents[documents >= 0], minlength=len(rows))
    buckets = band_buckets(signed.signatures, settings.bands, settings.band_rows, times, rows)
    error = (settings.threshold * (1 - settings.threshold) / settings.permutations) ** 0.5
    least = settings.threshold - _MARGIN * error
    pairs = NearPairs.of(signed.signatures, rows, documents, buckets, first, least)
    del buckets
    later, earlier = search(pairs)
    ends = np.searchsorted(later, np.arange(len(postings) + 1))
    hashes = WordHashes()

    @lru_cache(maxsize=_SETS_KEPT)
    def set_of(document: int) -> np.ndarray:
        example = given[int(rows[document])]
        return shingles(words_of(f"{example.title}\n{example.text}"), settings.shingle_words, hashes)

    is_kept = np.zeros(len(postings), dtype=bool)
    by_key: dict[tuple[str, ...], list[int]] = {}
    kept = []
    for place, posting in enumerate(postings):
        document = int(documents[place])
        best: tuple[float, int] | None = None
        key: tuple[str, ...] = ()
        if document >= 0:
            for candidate in earlier[ends[place] : ends[place + 1]].tolist():
                if not is_kept[candidate] or stand_apart(posting, postings[candidate], settings.apart_by):
                    continue
                other = int(documents[candidate])
                similarity = 1.0 if other == document else jaccard(set_of(document), set_of(other))
                if similarity >= settings.threshold and (best is None or similarity > best[0]):
                    best = (similarity, candidate)
                    if similarity == 1.0:
                        break
        elif key := _short_key(posting):
            candidates = by_key.get(key, [])
            at = bisect_left(candidates, int(first[place]))
            best = (1.0, candidates[at]) if at < len(candidates) else None
        if best is None:
            is_kept[place] = True
            kept.append(posting)
            if key:
                by_key.setdefault(key, []).append(place)
        else:
            of = postings[best[1]]
            reason = "near_text" if document >= 0 else "same_key"
            repeats.append(Repeat(posting, of, reason, best[0], _days(posting, of)))
    return kept


def _documents(places: Sequence[int], signed: SignedTexts) -> tuple[np.ndarray, np.ndarray]:
    """Number of the text of each posting (−1: too short), and the row of the signature of each different text."""
    # The signature stands at the first posting as given, which need not be the first in the order of days.
    signed_at: dict[bytes, int] = {}
    for place, key in enumerate(signed.keys):
        if key:
            signed_at.setdefault(key, place)
    at = np.array([signed_at.get(signed.keys[place], -1) for place in places], dtype=np.int64)
    rows, inverse = np.unique(at[at >= 0], return_inverse=True)
    documents = np.full(len(places), -1, dtype=np.int64)
    documents[at >= 0] = inverse
    return documents, rows


def _short_key(posting: Posting) -> tuple[str, ...]:
    """Employer, title and place of a short posting; empty when one of them is not stated."""
    key = tuple(" ".join(fold(v).split()) for v in (posting.employer, posting.title, posting.place))
    return key if all(key) else ()
