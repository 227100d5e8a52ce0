"""What every result of the accounts can do: show itself in one line, and become plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np


def plain(value: Any) -> Any:
    """Arrays to lists, results to dictionaries, numpy scalars to Python's; the rest as it is.

    >>> plain({"a": np.array([1.0, 2.0]), "b": (np.int64(3), None)})
    {'a': [1.0, 2.0], 'b': [3, None]}
    """
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        return value.item()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


class Result:
    """Base of the frozen result classes. Arrays are draws × horizon, or one value a path."""

    def to_dict(self) -> dict[str, Any]:
        """Everything as built-in types, ready for JSON."""
        out: dict[str, Any] = plain(self)
        return out


def frozen(array: Any) -> np.ndarray:
    """The array, read-only: a result is not a workspace.

    >>> frozen([1.0]).flags.writeable
    False
    """
    out = np.asarray(array, dtype=float)
    out.flags.writeable = False
    return out


def shown(values: np.ndarray) -> str:
    """Median with the central 80 % of draws, for a one-line view.

    >>> shown(np.array([1.0, 2.0, 3.0]))
    '2 (1.2 to 2.8)'
    """
    low, middle, high = np.quantile(values, [0.1, 0.5, 0.9])
    return f"{middle:,.6g} ({low:,.6g} to {high:,.6g})"
