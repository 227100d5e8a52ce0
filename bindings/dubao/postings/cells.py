"""Values of cells as text, whatever a file or a table in memory holds; nothing in a cell is fatal.

>>> written(["Hà Nội", {"city": "Huế"}, None, 3.0])
'Hà Nội\\nHuế\\n3'
>>> written(10**5000), is_missing(float("nan")), is_missing("")
('…', True, False)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["UNREADABLE", "is_missing", "written"]

# Stands for a value that has no text.
UNREADABLE = "…"
# Lists within lists beyond this depth are no posting any longer.
_DEEPEST = 20


def is_missing(value: Any) -> bool:
    """Whether a cell is empty: None, not a number, or the mark a data frame has for it."""
    if isinstance(value, str):
        return False
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError, ArithmeticError):
        # An array has no single truth and is a value; a mark of a missing value has none either and is not.
        return not hasattr(value, "tolist")


def written(value: Any, depth: int = 0) -> str:
    """Lists of places or paragraphs one after the other; anything else as it prints; ``…`` for what cannot be printed."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray)):
        return value.decode("utf-8", errors="replace")
    try:
        if hasattr(value, "tolist"):
            value = value.tolist()
        if isinstance(value, Mapping):
            value = list(value.values())
        if isinstance(value, (list, tuple, set, frozenset)):
            if depth >= _DEEPEST:
                return UNREADABLE
            return "\n".join(written(item, depth + 1) for item in value if not is_missing(item))
        return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)
    except Exception:  # an object of the caller's may fail in any way when it is to print itself
        return UNREADABLE
