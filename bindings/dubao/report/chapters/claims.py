"""Circulating statements as numbers: always of nature "claim", never an input of a forecast."""

from __future__ import annotations

from typing import Any

from dubao.report.chapters.context import Context
from dubao.report.document import NumberCell
from dubao.report.results import InputReference, Number
from dubao.report.text import Text
from dubao.report.words.claims import KINDS, unit_label
from dubao.report.words.units import store_unit

ANNEX = 27


def claim_rows(context: Context, topic: str | None = None) -> list[dict[str, Any]]:
    return [row for row in context.table("claims") or () if topic is None or row["topic"] == topic]


def claim(context: Context, row: dict[str, Any]) -> Number | None:
    """The number of a claim; the interval holds its two ends when it is a range. None when it has no value."""
    if row["value"] is None:
        return None
    unit, kind, _, factor = store_unit(row["unit"])
    value = float(row["value"]) * factor
    high = None if row.get("value_high") in (None, "") else float(row["value_high"]) * factor
    # A claim is printed with the digits it was stated with.
    stated = max(_digits(v) for v in (value, high) if v is not None)
    return context.number(
        ANNEX, f"claim.{row['claim_id']}", value, kind=kind, unit=unit, decimals=stated,
        definition=Text(f"{row['subject_vi']} ({row['who_vi']}, {row['period']})", f"{row['subject_en']} ({row['who_en']}, {row['period']})"),
        scope=Text(str(row.get("scope_vi") or ""), str(row.get("scope_en") or "")), nature="claim", period=str(row["period"]),
        low80=value if high is not None else None, high80=high, inputs=claim_inputs(context, row),
    )  # fmt: skip


def _digits(value: float) -> int:
    """Digits after the mark, at most two.

    >>> _digits(530000.0), _digits(4.5), _digits(14.26)
    (0, 1, 2)
    """
    return len(f"{value:.2f}".rstrip("0").partition(".")[2])


def claim_inputs(context: Context, row: dict[str, Any]) -> tuple[InputReference, ...]:
    name = context.configuration.tables["claims"]
    package = name.split("/")[0]
    source = context.catalogue.sources(package).get(row["source_id"])
    context.used_sources.setdefault(f"{package}:{row['source_id']}", (package, source))
    return (
        InputReference(
            row["claim_id"], name, str(row["period"]), source.title if source else str(row["source_id"]),
            (source.url or source.via_url) if source else "", "claim",
        ),
    )  # fmt: skip


def claim_cell(context: Context, row: dict[str, Any]) -> NumberCell | None:
    number = claim(context, row)
    if number is None:
        return None
    return NumberCell(number.id, "80" if number.high80 is not None else "value", "c")


def who_and_when(row: dict[str, Any]) -> Text:
    """Who made the claim and for which period."""
    period = str(row["period"]) + (f"–{row['period_to']}" if row.get("period_to") else "")
    return Text(f"{row['who_vi']}, {period}", f"{row['who_en']}, {period}")


def concept(row: dict[str, Any]) -> Text:
    """What kind of quantity is claimed, and its unit."""
    kind, unit = KINDS[row["kind"]], unit_label(row["unit"])
    return Text(f"{kind.vi} ({unit.vi})", f"{kind.en} ({unit.en})")
