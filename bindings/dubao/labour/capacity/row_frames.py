"""Rows of a determination as frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from dubao.errors import MissingExtraError
from dubao.frames import write_columns
from dubao.labour.capacity.rows import Clause

__all__ = ["rows_frame"]


def rows_frame(rows: Sequence[Any], row_class: type, kind: str = "pandas") -> Any:
    """Rows of one class as a frame.

    Clauses are joined to one text, the ceilings of a maximum become columns ``ceiling_…``, terms of a limit one text, figures of a row within a row
    columns of their own.

    Parameters
    ----------
    rows : sequence of instances of ``row_class``
    row_class : dataclass
        Names the columns of an empty table.
    kind : {"pandas", "polars", "pyarrow", "dict"}

    Examples
    --------
    >>> from dubao.labour.capacity.rows import YearEndRow
    >>> rows_frame([YearEndRow("HN", "4802", 1548.96, 1560.0, 39.72)], YearEndRow, "dict")["capacity"]
    array([1560.])
    """
    flat = [_flat(row) for row in rows]
    names = list(flat[0]) if flat else [item.name for item in fields(row_class)]
    try:
        return write_columns({name: [row[name] for row in flat] for name in names}, kind)
    except ImportError as error:
        raise MissingExtraError.of(error.name or kind, "notebook") from error


def _flat(row: Any) -> dict[str, Any]:
    """A row as columns: clauses as text, ceilings as columns of their own."""
    out: dict[str, Any] = {}
    for name, value in vars(row).items():
        if is_dataclass(value):
            out.update({f"{name}_{part}": figure for part, figure in vars(value).items()})
        elif name == "ceilings":
            out.update({f"ceiling_{kind}": ceiling for kind, ceiling in value.items()})
        elif isinstance(value, tuple) and value and isinstance(value[0], Clause):
            out[name] = "; ".join(str(one) for one in value)
        elif isinstance(value, tuple):
            out[name] = "; ".join(f"{weight:g} {term}" for term, weight in value)
        else:
            out[name] = "" if value == () else value
    return out
