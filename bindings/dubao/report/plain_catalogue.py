"""Tables as a report reads them: what stands in a cell is words, never a mark of the report's own.

A title, a skill or a place of an advertisement may hold anything. ``{B4-07}`` would be taken for a reference to a number, and a number
that does not exist would stop the report; ``**`` would make the rest strong. Formulas and markup are the writers' to escape.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from dubao.data import Catalogue, Table
from dubao.report.text import plain_words

__all__ = ["PlainCatalogue"]


class PlainCatalogue(Catalogue):
    """A catalogue whose tables hold no marks of the report.

    >>> from dubao.data import Field
    >>> disarmed(Table("p/t", (Field("skill"),), [{"skill": "{B99-99}"}, {"skill": "C++"}])).rows
    [{'skill': '(B99-99)'}, {'skill': 'C++'}]
    """

    def __init__(self, root: str | Path | None = None, **options: Any) -> None:
        super().__init__(root, **options)
        self._plain: dict[str, Table] = {}

    def table(self, name: str) -> Table:
        """As :meth:`dubao.data.Catalogue.table`."""
        full = self.resolve(name)
        if full not in self._plain:
            self._plain[full] = disarmed(super().table(full))
        return self._plain[full]


def disarmed(table: Table) -> Table:
    """The table, with cells changed only where they hold a mark."""
    rows = [
        {k: plain_words(v) if isinstance(v, str) and ("{" in v or "**" in v) else v for k, v in row.items()}
        for row in table
    ]
    return (
        table if all(new == old for new, old in zip(rows, table, strict=True)) else replace(table, rows=rows)
    )
