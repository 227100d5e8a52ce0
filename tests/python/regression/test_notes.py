"""Notes in Vietnamese."""

from __future__ import annotations

import re

from dubao.regression.notes import PATTERNS, note_text


def test_english_is_left_as_it_is_and_an_unknown_note_too() -> None:
    assert note_text("anything", "en") == "anything"
    assert note_text("nobody knows this", "vi") == "nobody knows this"


def test_values_are_carried_over() -> None:
    text = note_text("standard errors: Newey-West with 3 lags", "vi")
    assert text == "sai số chuẩn theo Newey-West với 3 độ trễ"


def test_every_pattern_can_be_read_and_fills_its_gaps() -> None:
    for pattern, text in PATTERNS:
        groups = re.compile(pattern).groups
        assert {int(n) for n in re.findall(r"\\(\d)", text)} <= set(range(1, groups + 1))
