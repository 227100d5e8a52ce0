"""Assumptions as numbers of the store, so that they are printed and explained like any other figure."""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.results import InputReference, Number
from dubao.report.words.units import store_unit

ANNEX = 24


def assumption_number(context: Context, assumption_id: str) -> Number:
    """The number of an assumption; its interval is low and high."""
    a = context.assumption(assumption_id)
    unit, kind, decimals, factor = store_unit(a.unit)

    def scaled(value: float | None) -> float | None:
        return None if value is None else value * factor

    value = scaled(a.value)
    if value is not None and unit == "percent":
        decimals = (
            0
            if all(v is None or abs(v - round(v)) < 1e-9 for v in (value, scaled(a.low), scaled(a.high)))
            else 1
        )
    low, high = scaled(a.low), scaled(a.high)
    return context.number(
        ANNEX, f"assumption.{a.id}", value, kind=kind, unit=unit, decimals=decimals, definition=a.name, scope=a.note, nature="assumption",
        low80=low, high80=high, period=a.date, assumptions=(a.id,),
        inputs=(InputReference(a.id, context.configuration.tables.get("assumptions", ""), a.date, a.source, "", "assumption"),),
    )  # fmt: skip
