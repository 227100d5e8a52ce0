"""Writes postings as CSV; text that a spreadsheet would take for a formula is marked as text.

>>> postings_csv([Posting("a", "1", None, "", "=HYPERLINK(1)")]).splitlines()[1]
"a,1,,,'=HYPERLINK(1),,,,,,,,,"
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dubao.data.output import atomic_output
from dubao.data.writing import csv_text
from dubao.postings.posting import Posting

__all__ = ["COLUMNS", "postings_csv", "write_postings"]

COLUMNS = (
    "source", "id", "date", "month", "title", "text", "place", "employer", "salary_low", "salary_high", "salary_currency",
    "salary_period", "salary_status", "remarks",
)  # fmt: skip


# Where commas are no separators a program cuts a cell at a semicolon or at the end of a line within it.
_CUT = re.compile(r"([;\n][ \t]*)(?=[=@]|[+\-]\S)")


def _whole(value: Any) -> Any:
    """A value no part of which a spreadsheet takes for a formula, however it cuts the cell.

    >>> _whole("Java;=1+1\\n- SQL")
    "Java;'=1+1\\n- SQL"
    """
    return _CUT.sub(r"\1'", value) if isinstance(value, str) else value


def postings_csv(postings: Iterable[Posting]) -> str:
    """Rows as UTF-8 CSV text: plain text, no markup, no formula, no personal data."""
    return csv_text(
        COLUMNS,
        ({**{c: _whole(getattr(p, c)) for c in COLUMNS}, "remarks": " ".join(p.remarks)} for p in postings),
    )


def write_postings(postings: Iterable[Posting], path: str | Path) -> Path:
    """Writes them, whole or not at all."""
    with atomic_output(path) as temporary:
        temporary.write_text(postings_csv(postings), encoding="utf-8", newline="")
    return Path(path)
