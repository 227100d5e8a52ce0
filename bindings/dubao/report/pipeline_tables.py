"""Small readers of observation tables: cells by dimensions, the latest period, histories of many series."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dubao.report.pipeline_series import PERSONS_PER_UNIT

if TYPE_CHECKING:
    from dubao.data import Table

Key = tuple[str, ...]


def latest(table: Table) -> str:
    """The last period with a value."""
    return max(row["period"] for row in table if row["value"] is not None)


def cells(
    table: Table, dimensions: Iterable[str], period: str | None = None, **where: str
) -> dict[Key, float]:
    """Values of one period (the latest without one) by dimensions; headcounts in persons.

    >>> from dubao.data import Field, Table
    >>> t = Table("p/t", (Field("sex"), Field("period"), Field("value"), Field("unit")),
    ...           [{"sex": "M", "period": "2024", "value": 1.5, "unit": "thousand_persons"}])
    >>> cells(t, ["sex"])
    {('M',): 1500.0}
    """
    names = tuple(dimensions)
    at = period or latest(table)
    return {
        tuple(str(row[name]) for name in names): float(row["value"]) * PERSONS_PER_UNIT.get(row["unit"], 1.0)
        for row in table
        if row["period"] == at
        and row["value"] is not None
        and all(str(row[key]) == value for key, value in where.items())
    }


def histories(table: Table, dimensions: Iterable[str], **where: str) -> dict[Key, dict[int, float]]:
    """Yearly values of every combination of dimensions; headcounts in persons."""
    names = tuple(dimensions)
    out: dict[Key, dict[int, float]] = {}
    for row in table:
        if row["value"] is None or any(str(row[key]) != value for key, value in where.items()):
            continue
        key = tuple(str(row[name]) for name in names)
        out.setdefault(key, {})[int(str(row["period"])[:4])] = float(row["value"]) * PERSONS_PER_UNIT.get(
            row["unit"], 1.0
        )
    return out


def quarters(table: Table, dimensions: Iterable[str]) -> dict[Key, dict[str, float]]:
    """Values by period as text, for tables of quarters."""
    names = tuple(dimensions)
    out: dict[Key, dict[str, float]] = {}
    for row in table:
        if row["value"] is not None:
            out.setdefault(tuple(str(row[name]) for name in names), {})[row["period"]] = float(row["value"])
    return out


def ordered(values: Iterable[str]) -> list[str]:
    """Unique values in the order they come, "other" last."""
    seen = list(dict.fromkeys(values))
    return [v for v in seen if v != "other"] + [v for v in seen if v == "other"]
