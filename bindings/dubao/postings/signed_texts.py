"""Texts of postings ready to be compared: a key that equal texts share, and a MinHash signature.

>>> from dubao.postings import DuplicateSettings, Posting
>>> posting = Posting("a", "1", None, "", "x", " ".join(f"nhiệm vụ {n}" for n in range(20)))
>>> found = sign_texts([posting, Posting("a", "2", None, "", "ngắn")], DuplicateSettings())
>>> len(found.keys[0]), found.keys[1], found.signatures.shape
(16, b'', (2, 128))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from dubao.postings.duplicate_settings import DuplicateSettings
from dubao.postings.posting import Posting
from dubao.postings.signatures import CHUNK, WordHashes, signatures_of, words_of

__all__ = ["SignedTexts", "sign_texts"]


@dataclass(frozen=True)
class SignedTexts:
    """Of postings in their order.

    Attributes
    ----------
    keys : sequence of bytes
        Equal for equal texts; empty for a text too short to be compared.
    signatures : ndarray, postings × permutations
        Of the first posting of each text; zero elsewhere.
    """

    keys: Sequence[bytes]
    signatures: np.ndarray


def sign_texts(
    postings: Sequence[Posting], settings: DuplicateSettings, hashes: WordHashes | None = None
) -> SignedTexts:
    """Signs postings; a text that stands several times among them at its first place only.

    Postings may be signed in parts and joined: a text has the same key and signature in each.

    Raises
    ------
    dubao.errors.MissingExtraError
        E-EXT-001 when rensa is not installed.
    """
    own = WordHashes() if hashes is None else hashes
    keys: list[bytes] = []
    seen: set[bytes] = set()
    signatures = np.zeros((len(postings), settings.permutations), dtype=np.uint32)
    waiting: list[list[str]] = []
    rows: list[int] = []

    def sign() -> None:
        if waiting:
            signatures[rows] = signatures_of(
                waiting, settings.shingle_words, settings.permutations, settings.seed, own
            )
        waiting.clear()
        rows.clear()

    for row, posting in enumerate(postings):
        words = words_of(f"{posting.title}\n{posting.text}")
        if len(words) < settings.least_words:
            keys.append(b"")
            continue
        key = blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).digest()
        keys.append(key)
        if key not in seen:
            seen.add(key)
            waiting.append(words)
            rows.append(row)
            if len(waiting) == CHUNK:
                sign()
    sign()
    return SignedTexts(keys, signatures)
