"""Notes of the compiled core in Vietnamese: English sentences with values in them, matched by pattern.

A family of models adds its own lines to :data:`PATTERNS`. A sentence that no pattern knows stays English.

>>> note_text("column 'gdp2' is left out: the columns before it say the same", "vi")
'cột “gdp2” bị loại: các cột đứng trước đã chứa đúng thông tin ấy'
"""

from __future__ import annotations

import re

from dubao.errors import Language

# English pattern → Vietnamese text; \\1, \\2 … stand for what was caught.
PATTERNS: list[tuple[str, str]] = [
    (
        r"column '(.*)' is left out: the columns before it say the same",
        r"cột “\1” bị loại: các cột đứng trước đã chứa đúng thông tin ấy",
    ),
]


def note_text(note: str, lang: Language) -> str:
    """The note in the user's language."""
    if lang == "en":
        return note
    for pattern, text in PATTERNS:
        found = re.fullmatch(pattern, note)
        if found:
            return found.expand(text)
    return note
