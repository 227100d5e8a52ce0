"""What all writers of pages share: runs of words with the numbers filled in, labels, marks of state.

Every writer passes words through here, so that the formats cannot differ in a figure or a label. Escaping is left to
each writer, since each format has its own dangers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dubao.errors import Language
from dubao.numbers import format_date
from dubao.report import formatting
from dubao.report.document import Cell, Chapter, Document, NumberCell, Table
from dubao.report.labels import FLAGS, SIMULATED, WATERMARKS
from dubao.report.text import Plain, Text, parse_inline
from dubao.report.writers.words import WORDS

# Characters that XML 1.0 cannot hold, nor any office program show.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Run:
    """Words in one weight, numbers already printed."""

    words: str
    strong: bool = False


def clean(words: str) -> str:
    """Drops control characters; everything else is kept as written.

    >>> clean("a\\x00b")
    'ab'
    """
    return _CONTROL.sub("", words)


def runs(text: Text, document: Document, lang: Language) -> list[Run]:
    """The runs of a text in one language, references replaced by printed numbers."""
    out = []
    for run in parse_inline(text.of(lang)):
        if isinstance(run, Plain):
            out.append(Run(clean(run.words), run.strong))
        else:
            out.append(Run(formatting.format_value(document.store[run.id], lang, run.show), run.strong))
    return out


def plain(text: Text, document: Document, lang: Language) -> str:
    """The same as one string without weights."""
    return "".join(run.words for run in runs(text, document, lang))


def cell_text(cell: Cell, document: Document, lang: Language) -> str:
    """A table cell as printed: the number with its shorthand, the words, or a dash."""
    words = clean(formatting.cell_text(cell, document.store, lang))
    return f"{words} [{cell.flag}]" if isinstance(cell, NumberCell) and cell.flag else words


def header_text(table: Table, column: int, document: Document, lang: Language) -> str:
    """A column's header with its unit."""
    header = table.columns[column]
    words = plain(header.header, document, lang)
    return f"{words} ({plain(header.unit, document, lang)})" if header.unit is not None else words


def flag_legend(table: Table, document: Document, lang: Language) -> str:
    """What the bracketed letters of a table say, as far as its note does not: "[f] dự báo; [e] ước tính"."""
    note = plain(table.note, document, lang) if table.note is not None else ""
    used = {cell.flag for row in table.rows for cell in row if isinstance(cell, NumberCell) and cell.flag}
    return "; ".join(
        f"[{f}] {words.of(lang)}" for f, words in FLAGS.items() if f in used and f"[{f}]" not in note
    )


def label(kind: str, block_id: str, lang: Language) -> str:
    """``T4-1`` and ``H4-2`` as a reader sees them.

    >>> label("table", "T4-1", "vi"), label("figure", "H4-2", "en"), label("table", "TA-3", "vi")
    ('Bảng 4-1', 'Figure 4-2', 'Bảng A-3')
    """
    return f"{WORDS[kind].of(lang)} {re.sub(r'^[TH](?=[0-9A-Z]+-)', '', clean(block_id))}"


def chapter_heading(chapter: Chapter, document: Document, lang: Language) -> str:
    """ "Chương 4. Dự báo nhu cầu"; the key findings (chapter 0) go without a number."""
    title = plain(chapter.title, document, lang)
    if chapter.annex:
        return f"{WORDS['annex'].of(lang)} {chapter.number}. {title}"
    return title if chapter.number == "0" else f"{WORDS['chapter'].of(lang)} {chapter.number}. {title}"


def state_mark(document: Document, lang: Language) -> str:
    """What stands on every page of a document that is not issued; empty once it is."""
    return WATERMARKS[document.state].of(lang)


def simulated_mark(document: Document, lang: Language) -> str:
    """What stands on every page of a simulated document."""
    return SIMULATED.of(lang) if document.simulated else ""


def imprint(document: Document, lang: Language) -> str:
    """One line that names the vintage, the date of the data and the program."""
    return clean(
        f"{WORDS['vintage'].of(lang)} {document.vintage_id} · "
        f"{WORDS['data_cutoff'].of(lang)} {format_date(document.data_cutoff, lang, short=True)} · "
        f"{WORDS['version'].of(lang)} {document.version}"
    )
