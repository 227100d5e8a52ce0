"""Registers of the data packages as objects: assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dubao.report.text import Text

if TYPE_CHECKING:
    from dubao.data import Table


@dataclass(frozen=True)
class Assumption:
    """One row of the assumption register. ``value`` None means that the edition sets no value."""

    id: str
    name: Text
    value: float | None
    low: float | None
    high: float | None
    unit: str
    source: str
    proposer: str
    date: str
    approver: str
    note: Text

    @property
    def triple(self) -> tuple[float, float, float]:
        """Most likely value, low and high, as the core's uncertain rates take them."""
        if self.value is None:
            raise ValueError(f"assumption {self.id} has no value")
        return (
            self.value,
            self.value if self.low is None else self.low,
            self.value if self.high is None else self.high,
        )

    @property
    def is_sourced(self) -> bool:
        """Whether a publication gives the value, rather than the author."""
        return not self.source.startswith("assumption")


def assumption_register(table: Table | None) -> dict[str, Assumption]:
    """All assumptions by id."""
    return {row["assumption_id"]: _assumption(row) for row in table or ()}


def _number(value: Any) -> float | None:
    return None if value in (None, "") else float(value)


def _assumption(row: dict[str, Any]) -> Assumption:
    return Assumption(
        id=row["assumption_id"],
        name=Text(row["name_vi"], row["name_en"]),
        value=_number(row["value"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        unit=str(row["unit"] or ""),
        source=str(row["source"] or ""),
        proposer=str(row["proposer"] or ""),
        date=str(row["date"] or ""),
        approver=str(row["approver"] or ""),
        note=Text(str(row.get("note_vi") or ""), str(row.get("note_en") or "")),
    )
