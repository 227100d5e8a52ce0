"""How tables fit on paper: widths of columns, and which tables, with the words that lead to them, stand on a turned page.

Lengths are counted in characters, which is enough to share out a page; DOCX and PDF use the same figures, so that both turn
the same pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dubao.errors import Language
from dubao.report.document import Block, Bullets, Callout, Document, Heading, Paragraph, Pill, Table
from dubao.report.writers.common import cell_text, header_text, plain

# Characters of table text on 160 mm and on 257 mm, at the size of both formats (11 pt serif, 9 pt sans serif).
PORTRAIT_ROOM, LANDSCAPE_ROOM = 88.0, 140.0
# Room between two columns, and around the words of a verdict, in characters.
_PADDING, _PILL_PADDING = 2.0, 2.0
# An unbreakable piece longer than this is broken anyway; a number up to this length never is.
_LONGEST_PIECE, _LONGEST_NUMBER = 22, 20
_SHORTEST = 4.0
# A table of at least so many columns is turned when its rows are taller than this, on average, and it takes more than a third
# of a page: (columns, lines of a row).
_TALL_ROWS, _THIRD_OF_A_PAGE = ((7, 4.0), (5, 6.0)), 20.0
# Room lost at the ends of lines, where words wrap.
_WRAP_LOSS = 1.2
# Words of up to this many characters travel with the wide table they lead to.
_LEAD = 1500
# Long words may break behind these marks.
BREAKABLE = re.compile(r"[^_/.\-–]{1,20}[_/.\-–]*|[_/.\-–]+")
_LONG_WORD = 14


@dataclass(frozen=True)
class Group:
    """Blocks that stand on pages of one orientation."""

    wide: bool
    blocks: tuple[Block, ...]


def pieces(words: str) -> list[str]:
    """The parts of a text that should not be broken: words, and long ones cut behind ``_ / . -``.

    >>> pieces("năm industry_by_occupation")
    ['năm', 'industry_', 'by_', 'occupation']
    """
    out: list[str] = []
    for word in words.split():
        out += BREAKABLE.findall(word) if len(word) > _LONG_WORD else [word]
    return out


def _texts(table: Table, document: Document, lang: Language) -> list[list[str]]:
    """Cells by column."""
    return [[cell_text(row[i], document, lang) for row in table.rows] for i in range(len(table.columns))]


@dataclass(frozen=True)
class _Need:
    """What a column asks for, in characters: its longest unbreakable piece, its longest cell, and its weight."""

    least: float
    most: float
    weight: float


def _needs(table: Table, document: Document, lang: Language) -> list[_Need]:
    out = []
    for i, cells in enumerate(_texts(table, document, lang)):
        header = header_text(table, i, document, lang)
        longest = max((len(piece) for text in (header, *cells) for piece in pieces(text)), default=1)
        least = float(min(longest, _LONGEST_PIECE))
        if table.columns[i].kind == "number":
            least = max([least, *(len(cell) for cell in cells if len(cell) <= _LONGEST_NUMBER)])
        padding = _PADDING + (_PILL_PADDING if any(isinstance(row[i], Pill) for row in table.rows) else 0)
        least = max(least, _SHORTEST) + padding
        most = max([least, len(header) / 2 + padding, *(len(cell) + padding for cell in cells)])
        weight = sum(len(cell) ** 2 for cell in (header, *cells)) ** (1 / 3)
        out.append(_Need(least, most, weight))
    return out


def column_widths(table: Table, document: Document, lang: Language, room: float) -> list[float]:
    """Shares of the width of a page for the columns of a table (they sum to 1).

    The sum of squared cell heights, Σ (length ÷ width)², is least when widths go with the cube root of Σ length². No column
    gets less than its longest unbreakable piece, nor more than its longest cell while another one could use the room.
    """
    needs = _needs(table, document, lang)
    if sum(n.least for n in needs) >= room:
        widths = [n.least for n in needs]
    elif sum(n.most for n in needs) <= room:
        widths = [n.most for n in needs]
    else:
        widths = _shared_out(needs, room)
    return [width / sum(widths) for width in widths]


def _shared_out(needs: Sequence[_Need], room: float) -> list[float]:
    """Widths min(max(c · weight, least), most) with the c that fills the room, found by halving."""
    low, high = 0.0, room / min(n.weight for n in needs)
    for _ in range(60):
        c = (low + high) / 2
        if sum(min(max(c * n.weight, n.least), n.most) for n in needs) < room:
            low = c
        else:
            high = c
    return [min(max(high * n.weight, n.least), n.most) for n in needs]


def is_wide(table: Table, document: Document, lang: Language) -> bool:
    """Whether a table needs a turned page: its columns do not fit, or its rows would get very tall."""
    if sum(need.least for need in _needs(table, document, lang)) > PORTRAIT_ROOM:
        return True
    limit = next((lines for columns, lines in _TALL_ROWS if len(table.columns) >= columns), None)
    if limit is None or not table.rows:
        return False
    shares = column_widths(table, document, lang, PORTRAIT_ROOM)
    texts = _texts(table, document, lang)
    heights = [
        max(
            len(texts[i][r]) * _WRAP_LOSS / max(shares[i] * PORTRAIT_ROOM - _PADDING, 1)
            for i in range(len(texts))
        )
        for r in range(len(table.rows))
    ]
    return sum(heights) > max(limit * len(heights), _THIRD_OF_A_PAGE)


def _length(block: Block, document: Document, lang: Language) -> int | None:
    """Characters of a block of words; None for any other block."""
    if isinstance(block, Heading | Paragraph | Callout):
        return len(plain(block.text, document, lang))
    if isinstance(block, Bullets):
        return sum(len(plain(item, document, lang)) for item in block.items)
    return None


def _leading(blocks: Sequence[Block], document: Document, lang: Language, at_start: bool) -> int:
    """Where the words begin that lead to the table behind `blocks`: at the nearest heading, or at the chapter's start."""
    total, start = 0, len(blocks)
    for position in range(len(blocks) - 1, -1, -1):
        length = _length(blocks[position], document, lang)
        if length is None or total + length > _LEAD:
            return start
        total += length
        if isinstance(blocks[position], Heading):
            start = position
            if not (isinstance(blocks[position - 1], Heading) and position):
                return start
    return 0 if at_start else start


def page_groups(blocks: Sequence[Block], document: Document, lang: Language) -> list[Group]:
    """Cuts the blocks of a chapter into groups of one orientation.

    A wide table takes along the heading and the short text that lead to it, and the short text that ends the chapter behind
    it, so that no page is left with a heading alone.
    """
    groups: list[Group] = []
    current: list[Block] = []
    for block in blocks:
        if not (isinstance(block, Table) and is_wide(block, document, lang)):
            current.append(block)
            continue
        cut = _leading(current, document, lang, not groups)
        before, lead = current[:cut], current[cut:]
        if before:
            groups.append(Group(False, tuple(before)))
        turned = (*lead, block)
        if groups and groups[-1].wide:
            turned = (*groups.pop().blocks, *turned)
        groups.append(Group(True, turned))
        current = []
    lengths = [_length(block, document, lang) for block in current]
    if current and groups and all(n is not None for n in lengths) and sum(n or 0 for n in lengths) <= _LEAD:
        return [*groups[:-1], Group(True, (*groups[-1].blocks, *current))]
    return [*groups, Group(False, tuple(current))] if current or not groups else groups
