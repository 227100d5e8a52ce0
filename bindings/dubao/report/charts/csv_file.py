"""Comma-separated text of a table: UTF-8, a dot as decimal mark, words that begin like a formula made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

# What spreadsheet programs take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain_number(value: float, significant: int = 6) -> str:
    """A number for machines, with at least ``significant`` digits and no exponent.

    >>> plain_number(123.456789), plain_number(1234567.8), plain_number(3.0)
    ('123.457', '1234568', '3')
    """
    number = Decimal(repr(float(value)))
    if not number:
        return "0"
    places = max(0, significant - 1 - number.adjusted())
    text = format(round(number, places), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def safe_words(words: str) -> str:
    """Words as a cell: an apostrophe in front of what a spreadsheet would run as a formula.

    >>> safe_words("=1+1"), safe_words("Đà Nẵng")
    ("'=1+1", 'Đà Nẵng')
    """
    return "'" + words if words.startswith(_FORMULA) else words


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> str:
    """The table as CSV; the mark at the beginning lets spreadsheets recognise UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([safe_words(head) for head in header])
    for row in rows:
        writer.writerow(
            ["" if v is None else safe_words(v) if isinstance(v, str) else plain_number(v) for v in row]
        )
    return "\N{BYTE ORDER MARK}" + stream.getvalue()
