"""The results store: every number of the report, once, with where it comes from.

Text, tables and charts refer to numbers by id (``B4-07``: chapter 4, number 7). A number knows its value, interval, unit,
scope, inputs with source and status, formula and assumptions, so that ``dubao explain B4-07`` can answer for it.

>>> store = ResultsStore()
>>> number = store.add(4, "demand.isco25.2030", 145_200.0, kind="count", unit="persons", low80=110_000.0, high80=190_000.0,
...                    definition=Text("việc làm nhóm 25, 2030", "employment of group 25, 2030"), nature="forecast", round_to=1000)
>>> number.id, store["B4-01"].value, store.by_key("demand.isco25.2030").id
('B4-01', 145200.0, 'B4-01')
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from dubao.report.text import Text

Kind = Literal["count", "percent", "ratio", "probability", "year", "index", "money"]
Nature = Literal[
    "observed", "estimate", "forecast", "scenario", "derived", "claim", "assumption", "target", "test"
]


@dataclass(frozen=True)
class InputReference:
    """One input of a number: a series of the catalogue (with the periods used) and its source and status."""

    series_id: str
    table: str
    periods: str
    source: str
    url: str
    status: str


@dataclass(frozen=True)
class Number:
    """A result. ``value`` is in ``unit``; None = undetermined (printed as "–").

    kind
        count (thousands separators), percent (64 prints 64%), ratio (0.92), probability (0.7 prints 70%), year (2030),
        index, money.
    round_to, decimals
        how it is printed; the value itself is not rounded. ``round_to=1000`` prints 145.000.
    low80 … high95
        interval ends in the same unit; None where there is none.
    nature
        observed, estimate, forecast, scenario, derived, claim, assumption, target, test (an accuracy figure).
    """

    id: str
    key: str
    value: float | None
    kind: Kind
    unit: str
    definition: Text
    nature: Nature
    scope: Text = field(default_factory=lambda: Text("", ""))
    low80: float | None = None
    high80: float | None = None
    low95: float | None = None
    high95: float | None = None
    round_to: float | None = None
    decimals: int = 0
    period: str = ""
    formula: str = ""
    inputs: tuple[InputReference, ...] = ()
    assumptions: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("value", "low80", "high80", "low95", "high95"):
            number = getattr(self, name)
            if number is not None and not math.isfinite(number):
                raise ValueError(f"{self.key}: {name} is not finite; use None for undetermined")

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


class ResultsStore:
    """Numbers by id and by key, in the order they were added (which gives the ids)."""

    def __init__(self) -> None:
        self._by_id: dict[str, Number] = {}
        self._by_key: dict[str, str] = {}
        self._count: dict[int, int] = {}

    def add(self, chapter: int, key: str, value: float | None, **attributes: Any) -> Number:
        """Adds a number of a chapter under a unique key and gives it the chapter's next id.

        A key that is already there is a programming error unless the number is the same: a figure printed twice is one
        number with one id.
        """
        if key in self._by_key:
            known = self.by_key(key)
            if known.value != value:
                raise ValueError(
                    f"the number {key} was added twice with different values: {known.value}, {value}"
                )
            return known
        self._count[chapter] = self._count.get(chapter, 0) + 1
        number_id = f"B{chapter}-{self._count[chapter]:02d}"
        number = Number(id=number_id, key=key, value=value, **attributes)
        self._by_id[number_id] = number
        self._by_key[key] = number_id
        return number

    def __getitem__(self, number_id: str) -> Number:
        return self._by_id[number_id]

    def __contains__(self, number_id: object) -> bool:
        return number_id in self._by_id

    def __iter__(self) -> Iterator[Number]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def by_key(self, key: str) -> Number:
        return self._by_id[self._by_key[key]]
