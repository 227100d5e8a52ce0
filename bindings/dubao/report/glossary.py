"""The glossary check: words that the glossary forbids must not stand in the rendered report, in either language.

>>> terms = [{"term_id": "t", "vi": "nhà chuyên môn", "en": "professional", "forbidden_synonyms_vi": "kỹ sư IT", "forbidden_synonyms_en": "IT guy"}]
>>> [f.words for f in forbidden_in("Cần thêm kỹ sư IT.", terms, "vi")]
['kỹ sư IT']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dubao.errors import Language
from dubao.report.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Document,
    Heading,
    KeyFigures,
    MissingBox,
    Paragraph,
    Pill,
    Table,
)
from dubao.report.formatting import plain_text
from dubao.report.text import Text


@dataclass(frozen=True)
class Finding:
    """A forbidden word, the term to use instead, and the words around it."""

    words: str
    term: str
    around: str


def texts(document: Document, *, sources: bool = False) -> list[Text]:
    """Every text of the document that the report itself words; titles of sources are not ours and stay out by default."""
    out: list[Text] = [document.title, document.subtitle]
    for block in document.cover_report:
        out += _of(block, sources)
    for chapter, block in document.blocks():
        out.append(chapter.title)
        out += _of(block, sources)
    return out


def _of(block: Block, sources: bool) -> list[Text]:
    if isinstance(block, (Heading, Paragraph, Callout)):
        return [block.text]
    if isinstance(block, Bullets):
        return list(block.items)
    if isinstance(block, KeyFigures):
        return [text for figure in block.figures for text in (figure.label, figure.note)]
    if isinstance(block, MissingBox):
        return [block.title, block.what, block.table, block.holder, block.legal_hook, block.unlocks]
    if isinstance(block, Chart):
        return [block.headline, block.subtitle, block.alt] + ([block.source] if sources else [])
    assert isinstance(block, Table)
    out = [block.title, *([block.note] if block.note else []), *(column.header for column in block.columns)]
    for row in block.rows:
        out += [
            cell.text if isinstance(cell, Pill) else cell for cell in row if isinstance(cell, (Text, Pill))
        ]
    return out + ([block.source] if sources else [])


def rendered(document: Document, lang: Language) -> list[str]:
    """The texts as a reader sees them, numbers printed."""
    return [plain_text(text, document.store, lang) for text in texts(document)]


def forbidden_in(words: str, terms: Iterable[Mapping[str, Any]], lang: Language) -> list[Finding]:
    """Forbidden synonyms in a text, as whole words, whatever the case."""
    text = unicodedata.normalize("NFC", words)
    found = []
    for term in terms:
        for synonym in str(term.get(f"forbidden_synonyms_{lang}") or "").split("|"):
            synonym = unicodedata.normalize("NFC", synonym.strip())
            if not synonym:
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(synonym)}(?!\w)", text, re.IGNORECASE):
                around = text[max(0, match.start() - 40) : match.end() + 40]
                found.append(Finding(match.group(0), str(term[lang]), around))
    return found
