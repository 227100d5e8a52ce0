"""Notes stand in both languages, in full Vietnamese spelling."""

from __future__ import annotations

import unicodedata

import pytest

from dubao.labour.intake.notes import TEXTS, note


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_every_note_has_both_languages(code: str) -> None:
    one = note(code, "4802")
    assert one.text("vi").startswith("4802: ")
    assert one.vi != one.en
    assert unicodedata.is_normalized("NFC", one.vi)
    assert any(ord(letter) > 127 for letter in one.vi)
    assert "chỉ tiêu" not in one.vi
