"""A short summary of postings, Vietnamese then English, as one HTML page and as Markdown; whatever a file wrote into a label stays text.

>>> page = html_page(("Tiêu đề", "<b>Title</b>"), [Block(("Một", "One"), lines=(("dòng", "line"),))])
>>> "&lt;b&gt;Title" in page, "<script" in page
(True, False)
>>> print(markdown_page(("T", "T"), [Block(("Một", "One"), lines=(("a|b", "a*b"),))]).splitlines()[4])
- a\\|b
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dubao.admission.result_table import Column, ResultTable, Value
from dubao.errors import Language
from dubao.numbers import format_number, format_percent

__all__ = ["Block", "html_page", "markdown_page"]

_STYLE = (
    "body{font-family:'Times New Roman',serif;max-width:62rem;margin:2rem auto;padding:0 1rem;line-height:1.45}"
    "table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:bold;padding:.3rem 0}"
    "th,td{border:1px solid #555;padding:.25rem .5rem;vertical-align:top}td.n{text-align:right;white-space:nowrap}"
    "tr{break-inside:avoid}@media print{section+section{break-before:page}}"
)
# Signs that Markdown gives a meaning; a label is shown as it was written.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


@dataclass(frozen=True)
class Block:
    """A heading with lines, or with the first rows of a table; texts in pairs, Vietnamese and English."""

    heading: tuple[str, str]
    lines: tuple[tuple[str, str], ...] = ()
    table: ResultTable | None = None
    most_rows: int = 15


def _cell(value: Value, column: Column, lang: Language) -> str:
    if value is None:
        return "…"
    if isinstance(value, str):
        return value
    if column.kind == "percent":
        return format_percent(value, lang, 1, share=True)
    return format_number(value, lang, 2 if column.kind == "figure" else 0)


def _columns(table: ResultTable, lang: Language) -> list[int]:
    """Columns shown in a language: its own words and every number."""
    return [i for i, c in enumerate(table.columns) if c.lang in ("", lang)]


def _heading(column: Column, lang: Language) -> str:
    text = column.vi if lang == "vi" else column.en
    return text.removesuffix(" (tiếng Việt)").removesuffix(" (English)")


LANGUAGES: tuple[Language, ...] = ("vi", "en")


def html_page(
    title: tuple[str, str], blocks: Sequence[Block], languages: Sequence[Language] = LANGUAGES
) -> str:
    """One file that reads nothing from the network; each part names its language."""
    parts = [
        f'<!DOCTYPE html>\n<html lang="{languages[0]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{escape(title[LANGUAGES.index(languages[0])])}</title><style>{_STYLE}</style></head><body>",
    ]
    for order, lang in enumerate(languages, start=1):
        at = LANGUAGES.index(lang)
        parts.append(f'<section lang="{lang}"><h{order}>{escape(title[at])}</h{order}>')
        for block in blocks:
            parts.append(f"<h3>{escape(block.heading[at])}</h3>")
            if block.lines:
                parts.append("<ul>" + "".join(f"<li>{escape(one[at])}</li>" for one in block.lines) + "</ul>")
            if block.table is not None:
                parts.append(_html_table(block, block.table, lang))
        parts.append("</section>")
    return "\n".join([*parts, "</body></html>\n"])


def _html_table(block: Block, table: ResultTable, lang: Language) -> str:
    shown = _columns(table, lang)
    head = "".join(f'<th scope="col">{escape(_heading(table.columns[i], lang))}</th>' for i in shown)
    rows = [
        "<tr>"
        + "".join(
            f"<td{'' if table.columns[i].kind == 'text' else ' class=n'}>{escape(_cell(row[i], table.columns[i], lang))}</td>"
            for i in shown
        )
        + "</tr>"
        for row in table.rows[: block.most_rows]
    ]
    caption = escape(table.vi if lang == "vi" else table.en)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{_more(block, table, lang)}"


def _more(block: Block, table: ResultTable, lang: Language) -> str:
    left = len(table.rows) - block.most_rows
    if left <= 0:
        return ""
    n = format_number(float(left), lang, 0)
    return f"<p>{f'và {n} dòng nữa trong bảng {table.name}' if lang == 'vi' else f'and {n} more rows in the table {table.name}'}</p>"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def markdown_page(
    title: tuple[str, str], blocks: Sequence[Block], languages: Sequence[Language] = LANGUAGES
) -> str:
    """The same as Markdown."""
    out: list[str] = []
    for lang in languages:
        at = LANGUAGES.index(lang)
        out += [f"# {_plain(title[at])}", ""]
        for block in blocks:
            out += [f"## {_plain(block.heading[at])}", ""]
            out += [f"- {_plain(one[at])}" for one in block.lines]
            if block.table is not None:
                table, shown = block.table, _columns(block.table, lang)
                # Without an empty line before it a table is part of the list.
                out += [""] if block.lines else []
                out += [
                    "| " + " | ".join(_plain(_heading(table.columns[i], lang)) for i in shown) + " |",
                    "|" + "---|" * len(shown),
                ]
                out += [
                    "| " + " | ".join(_plain(_cell(row[i], table.columns[i], lang)) for i in shown) + " |"
                    for row in table.rows[: block.most_rows]
                ]
            out.append("")
    return "\n".join(out) + "\n"
