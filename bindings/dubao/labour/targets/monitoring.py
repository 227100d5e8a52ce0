"""Yearly monitoring table of dated targets, in a layout of our own: one row a target and place, one column a year."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dubao.labour.targets.tracking import TrackedTarget, Tracking, _values


def monitoring_table(
    tracking: Tracking,
    years: Sequence[int],
    *,
    series: Mapping[str, Any] | None = None,
    provinces: Mapping[str, tuple[str, str]] | None = None,
    provincial: Mapping[tuple[str, str], Mapping[int, float]] | None = None,
) -> list[dict[str, Any]]:
    """Rows of the yearly monitoring table: what was seen, what the path asks for, what is left, what to collect.

    A national target binds the nation alone. A provincial row of it leaves threshold, path and state empty and is there to be
    filled with the province's own figures; a provincial target stands in its own province alone.

    Parameters
    ----------
    tracking : Tracking
        From :func:`track`.
    years : sequence of int
        Years of the columns, past and future.
    series : mapping of str to SeriesRecord or {year: value}, optional
        Observations by series id, for the columns of past years.
    provinces : mapping of code to (Vietnamese name, English name), optional
        Asks for provincial rows too.
    provincial : mapping of (target id, province code) to {year: value}, optional
        What provinces observed.

    Returns
    -------
    list of dict
        Plain rows: ``pandas.DataFrame(rows)`` is the table. Columns ``target_id, place_code, place_vi, place_en, indicator_vi,
        indicator_en, legal_id, clause_vi, clause_en, owner_vi, owner_en, operator, target, unit, due, observed_<year>,
        required_<year>, state, gap, probability, collect_vi, collect_en``. ``gap`` is the target less the last value seen.

    Examples
    --------
    >>> from dubao.labour.targets import Target, track
    >>> one = Target("t", operator=">=", value=20, unit="percent", due="2027", series_id="s")
    >>> seen = {"s": {2020 + k: 10.0 + k for k in range(5)}}
    >>> found = track([one], seen, {"s": ("2025", [[15, 16, 17], [15, 17, 20]])}, as_of="2025-06-30")
    >>> row = monitoring_table(found, [2024, 2025], series=seen, provinces={"01": ("Hà Nội", "Ha Noi")})[0]
    >>> row["observed_2024"], row["required_2025"], row["gap"]
    (14.0, 16.0, 6.0)
    """
    rows = []
    for one in tracking.rows:
        if one.state == "not_a_target":
            continue
        own = one.target.province_code
        rows.append(_row(one, years, own, one.target.scope_vi, one.target.scope_en, _seen(one, series)))
        for code, (vi, en) in (provinces or {}).items() if not own else ():
            observed = (provincial or {}).get((one.target.target_id, code), {})
            rows.append(_row(one, years, code, vi, en, dict(observed), binding=False))
    return rows


def _seen(one: TrackedTarget, series: Mapping[str, Any] | None) -> dict[int, float]:
    target = one.target
    values: dict[int, float] = {}
    if series is not None and target.series_id in series and target.comparable:
        found, breaks, _ = _values(series[target.series_id])
        start = max((int(b) for b in breaks), default=min(found))
        values = {y: v for y, v in found.items() if y >= start and not math.isnan(v)}
    if one.observed is not None and one.observed_period[:4].isdigit():
        values.setdefault(int(one.observed_period[:4]), one.observed)
    return values


def _row(
    one: TrackedTarget,
    years: Sequence[int],
    code: str,
    vi: str,
    en: str,
    seen: Mapping[int, float],
    binding: bool = True,
) -> dict[str, Any]:
    t = one.target
    row: dict[str, Any] = {
        "target_id": t.target_id, "place_code": code, "place_vi": vi, "place_en": en, "indicator_vi": t.indicator_vi, "indicator_en": t.indicator_en,
        "legal_id": t.legal_id, "clause_vi": t.clause_vi, "clause_en": t.clause_en, "owner_vi": t.owner_vi, "owner_en": t.owner_en,
        "operator": t.operator if binding else "", "target": t.value if binding else None, "unit": t.unit, "due": t.due,
    }  # fmt: skip
    for year in years:
        row[f"observed_{year}"] = seen.get(year)
    for year in years:
        row[f"required_{year}"] = one.required(year) if binding else None
    last = seen[max(seen)] if seen else None
    comparable = binding and t.value is not None and last is not None and t.has_path
    row["state"] = one.state if binding else ""
    row["gap"] = t.value - last if comparable and t.value is not None and last is not None else None
    row["probability"] = one.probability if binding else None
    row["collect_vi"], row["collect_en"] = t.collect_vi, t.collect_en
    return row
