"""Texts ready to be compared: signed in parts as in one go."""

from __future__ import annotations

import numpy as np
from made_up_postings import constructed

from dubao.postings import DuplicateSettings, deduplicate
from dubao.postings.signed_texts import SignedTexts, sign_texts

SETTINGS = DuplicateSettings()
POSTINGS = list(constructed(60, seed=5).postings)


def test_parts_join_to_what_one_go_gives() -> None:
    parts = [sign_texts(POSTINGS[begin : begin + 25], SETTINGS) for begin in range(0, len(POSTINGS), 25)]
    joined = SignedTexts(
        [key for part in parts for key in part.keys], np.concatenate([part.signatures for part in parts])
    )
    whole = sign_texts(POSTINGS, SETTINGS)
    assert joined.keys == whole.keys
    first = {key: row for row, key in reversed(list(enumerate(whole.keys))) if key}
    for row in first.values():
        assert (joined.signatures[row] == whole.signatures[row]).all()
    assert deduplicate(POSTINGS, signed=joined) == deduplicate(POSTINGS)


def test_equal_texts_share_a_key_and_short_ones_have_none() -> None:
    again = sign_texts([POSTINGS[0], POSTINGS[1], POSTINGS[0]], SETTINGS)
    assert again.keys[0] == again.keys[2] != again.keys[1]
    assert again.signatures[2].sum() == 0 < again.signatures[0].sum()
    short = sign_texts([POSTINGS[0]], DuplicateSettings(least_words=10_000))
    assert short.keys == [b""]
