"""Cells and sheets of a file that people made, before anything is decided about what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Cell:
    """A cell: its text, and the number where a spreadsheet holds one (`percent`: shown with a percent sign)."""

    text: str
    number: float | None = None
    percent: bool = False
    is_date: bool = False


EMPTY = Cell("")


@dataclass(frozen=True)
class Sheet:
    """Rows of cells; ``numbers`` are their rows in the file, from 1."""

    file: str
    rows: list[list[Cell]]
    numbers: list[int]
    name: str = ""
    number_format: str = ""
    """Declared inside the file: the cell of the template's first sheet."""
    table: str = ""
    """Table that a template declares."""
    details: dict[str, Any] = field(default_factory=dict)
