"""Every error the accounts can raise has its Vietnamese text."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import dubao.labour
from dubao.errors import CORE_MESSAGES
from dubao.labour.messages import MESSAGES

HEADERS = Path(__file__).parents[3] / "lib" / "include" / "dubao" / "labour"


def test_every_id_of_the_headers_is_translated() -> None:
    ids = {
        found
        for header in HEADERS.rglob("*.hpp")
        for found in re.findall(r'"(E-[A-Z]+-\d+)"', header.read_text())
    }
    assert len(ids) > 40
    assert ids <= set(CORE_MESSAGES)
    assert set(MESSAGES) <= set(CORE_MESSAGES)


def test_texts_are_composed_unicode_without_final_stops() -> None:
    for text in (part for pair in MESSAGES.values() for part in pair):
        assert text == unicodedata.normalize("NFC", text)
        assert not text.endswith(".")


def test_every_public_name_exists_and_is_documented() -> None:
    for name in dubao.labour.__all__:
        assert getattr(dubao.labour, name) is not None
        assert name == "NETHERLANDS" or getattr(dubao.labour, name).__doc__
