"""Moves a table from one version of a classification to the next: provinces 63 → 34, activities VSIC 2018 → 2025.

A bridge says which share of an old code goes to which new one, and whether that is exact. Sums of exact parts are exact. Where an
old code is split and nobody counted the parts, the middle uses the bridge's weight, and bounds say what is certain: nothing or
all of it may go to one side,

    low  = sum of exact parts,    high = low + sum of the whole values of inexact sources.

Only quantities that add up can be moved (persons, money); shares and averages need their denominators and are refused.
The same code may name another place in the new version (08 was and is Tuyên Quang, but not the same one), so codes alone do not tell
which version a table is in: the schema of its data package declares it (``classification``), or else its periods do.
Standard errors of parts are taken as independent: the squared error of a sum is the sum of squares, and a weight scales it.

>>> from dubao.data import Catalogue
>>> links = read_links(Catalogue(), "provinces")
>>> [link.new for link in links if link.old == "02"]
['08']
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dubao.data.catalogue import Catalogue
from dubao.data.labels import PACKAGE, code_table
from dubao.data.reader import close_match
from dubao.data.table import Field, Table
from dubao.errors import InputError, Problem
from dubao.numbers import format_date

# Bridge → its table, the columns of old and new code, and the dimension of a table it applies to.
BRIDGES: dict[str, tuple[str, str, str, str]] = {
    "provinces": ("provinces_bridge", "old_code", "new_code", "province"),
    "activities": ("activities_bridge", "code_2018", "code_2025", "activity"),
}
# Kinds of unit that add up.
_ADDITIVE = ("level", "flow", "money")
# Money per head or per hour is an average.
_AVERAGE_MARKS = ("_per_",)
# Mark of a new code in the id of a series: the same code may have meant another place before.
_NEW_MARK = {"provinces": "p34_", "activities": "v2025_"}
# Versions of a classification as data packages declare them in the schema of a column: (old, new).
VERSIONS = {"provinces": ("provinces_63", "provinces_34"), "activities": ("vsic_2018", "vsic_2025")}
# First day of the new version; a table without a declaration whose periods all begin later can only be in new codes.
_IN_FORCE = {"provinces": "2025-07-01", "activities": "2025-11-15"}
BOUNDS = ("value_low", "value_high")


@dataclass(frozen=True)
class Link:
    """A part of an old code that goes to a new one."""

    old: str
    new: str
    weight: float
    exact: bool
    level: str = ""


@dataclass
class Bridged:
    """The moved rows, with bounds, and what could not be moved."""

    table: Table
    notices: list[Problem] = field(default_factory=list)


def read_links(catalogue: Catalogue, bridge: str) -> list[Link]:
    """Links of a bridge, from the tables of classifications.

    Raises
    ------
    InputError
        E-BRG-001, there is no such bridge.
    """
    if bridge not in BRIDGES:
        near = close_match(bridge, list(BRIDGES))
        raise InputError(
            Problem(
                "E-BRG-001", argument="bridge",
                vi=f"không có bảng chuyển đổi “{bridge}”" + (f" (có phải là “{near}”?)" if near else ""),
                en=f"there is no bridge “{bridge}”" + (f" (did you mean “{near}”?)" if near else ""),
                remedy_vi=f"dùng: {', '.join(BRIDGES)}", remedy_en=f"use: {', '.join(BRIDGES)}",
            )
        )  # fmt: skip
    table, old, new, _ = BRIDGES[bridge]
    return [
        Link(
            str(r[old]),
            str(r[new]),
            float(r["weight"]),
            str(r["exact"]) in ("1", "True", "true"),
            str(r.get("level") or ""),
        )
        for r in catalogue.table(f"{PACKAGE}/{table}")
    ]


def apply_bridge(table: Table, bridge: str, catalogue: Catalogue) -> Bridged:
    """Moves a table of observations to the new version of a classification.

    Parameters
    ----------
    table : Table
        Observations with the dimension of the bridge (``province`` or ``activity``).
    bridge : {"provinces", "activities"}
    catalogue : Catalogue

    Returns
    -------
    Bridged
        Rows with status ``derived`` and the columns ``value_low``, ``value_high``. A new code of which a source is missing
        has no row for that period, and a notice says so.

    Raises
    ------
    InputError
        E-BRG-001 (no bridge), E-BRG-002 (no such dimension), E-BRG-003 (a unit that does not add up),
        E-BRG-005 (the table is in the new version already).
    """
    links = read_links(catalogue, bridge)
    dimension = BRIDGES[bridge][3]
    if not table.is_observations or dimension not in table.columns:
        raise InputError(
            Problem(
                "E-BRG-002", argument="table", file=table.path,
                vi=f"bảng {table.name} không có cột {dimension} để chuyển đổi", en=f"the table {table.name} has no column {dimension} to bridge",
                remedy_vi=f"chọn bảng quan sát có cột {dimension}", remedy_en=f"choose a table of observations with the column {dimension}",
            )
        )  # fmt: skip
    _check_version(table, bridge, dimension)
    _check_units(table, catalogue)
    old_links: dict[str, list[Link]] = {}
    sources: dict[str, dict[str, Link]] = {}
    for link in links:
        old_links.setdefault(link.old, []).append(link)
        sources.setdefault(link.new, {})[link.old] = link
    notices: list[Problem] = []
    others = [c for c in table.dimensions if c != dimension]
    groups: dict[tuple[Any, ...], dict[str, tuple[dict[str, Any], int]]] = {}
    for row, number in zip(table.rows, table.row_numbers, strict=True):
        key = (*(row[c] for c in others), row["period"], row["unit"])
        groups.setdefault(key, {})[str(row[dimension])] = (row, number)
    codes = {str(row[dimension]) for row in table.rows}
    unruled = _without_rule(bridge, catalogue, old_links)
    for code in sorted(codes - set(old_links)):
        notices.append(
            _left_out(
                table,
                dimension,
                code,
                "bảng chuyển đổi không có mã này",
                "the bridge has no rule for this code",
            )
        )
    rows: list[dict[str, Any]] = []
    told: set[str] = set()
    targets = sorted({link.new for code in codes for link in old_links.get(code, ())})
    for new in targets:
        needed = sources[new]
        for _, present in sorted(groups.items(), key=lambda item: [str(part) for part in item[0]]):
            found = [(link, *present[old]) for old, link in needed.items() if old in present]
            absent = sorted(set(needed) - set(present)) + (
                [new] if new in unruled and new not in needed else []
            )
            if not found:
                continue
            if absent:
                if new not in told:
                    told.add(new)
                    listed = ", ".join(absent)
                    notices.append(
                        _left_out(
                            table,
                            dimension,
                            new,
                            f"mã mới thiếu nguồn: {listed}",
                            f"sources of the new code are missing: {listed}",
                        )
                    )
                continue
            rows.append(_moved(found, new, dimension, bridge))
    fields = (
        *_declared(table.fields, dimension, VERSIONS[bridge][1]),
        Field("value_low", "number", "Lower bound", "Cận dưới"),
        Field("value_high", "number", "Upper bound", "Cận trên"),
    )
    moved = Table(
        name=table.name, fields=fields, rows=rows, row_numbers=list(range(2, len(rows) + 2)), title_en=table.title_en,
        title_vi=table.title_vi, kind=table.kind, primary_key=table.primary_key, path=table.path,
    )  # fmt: skip
    return Bridged(moved, notices)


def _declared(fields: tuple[Field, ...], column: str, version: str) -> tuple[Field, ...]:
    return tuple(replace(f, classification=version) if f.name == column else f for f in fields)


def _first_day(period: str) -> str:
    """First day of a period, as text that sorts by time.

    >>> _first_day("2026"), _first_day("2025-Q3"), _first_day("2025-07")
    ('2026-01-01', '2025-07-01', '2025-07-01')
    >>> _first_day("2025-H2"), _first_day("2025-W01")
    ('2025-07-01', '2024-12-30')
    """
    year, _, rest = period.partition("-")
    if rest.startswith("H"):
        return f"{year}-{6 * int(rest[1:]) - 5:02d}-01"
    if rest.startswith("W"):
        return date.fromisocalendar(int(year), int(rest[1:]), 1).isoformat()
    if rest.startswith("Q"):
        return f"{year}-{3 * int(rest[1:]) - 2:02d}-01"
    return "-".join([year, *(rest.split("-") if rest else ["01"]), "01"][:3])


def _check_version(table: Table, bridge: str, dimension: str) -> None:
    """Refuses a table that is in the new version: bridged again, its reused codes would be taken for other places."""
    declared = table.field(dimension).classification
    old, new = VERSIONS[bridge]
    if declared == new:
        reason_vi, reason_en = f"gói số liệu khai báo {new}", f"its data package declares {new}"
    elif (
        not declared and len(table) and min(_first_day(r["period"]) for r in table.rows) >= _IN_FORCE[bridge]
    ):
        day = _IN_FORCE[bridge]
        reason_vi = f"mọi kỳ bắt đầu từ ngày {format_date(day, 'vi', short=True)}, khi mã mới có hiệu lực"
        reason_en = f"every period begins on or after {format_date(day, 'en', short=True)}, when the new codes came into force"
    else:
        return
    raise InputError(
        Problem(
            "E-BRG-005", argument="table", file=table.path, column=dimension,
            vi=f"bảng {table.name} đã dùng mã mới: {reason_vi}", en=f"the table {table.name} is in the new codes already: {reason_en}",
            remedy_vi=f"dùng bảng như hiện có; nếu bảng còn theo mã cũ thì khai báo classification “{old}” cho cột {dimension} trong datapackage.json",
            remedy_en=f"use the table as it is; where it is still in the old codes, declare classification “{old}” for the column {dimension} in datapackage.json",
        )
    )  # fmt: skip


def _check_units(table: Table, catalogue: Catalogue) -> None:
    kinds = code_table(catalogue, "units")
    for unit in table.units:
        kind = str(kinds.get(unit, {}).get("kind") or "")
        if kind not in _ADDITIVE or any(mark in unit for mark in _AVERAGE_MARKS):
            raise InputError(
                Problem(
                    "E-BRG-003", file=table.path, column="unit",
                    vi=f"đơn vị {unit} không cộng được", en=f"the unit {unit} does not add up",
                    remedy_vi="chuyển đổi tử số và mẫu số riêng rồi tính lại tỷ lệ",
                    remedy_en="bridge numerator and denominator apart, then compute the rate again",
                )
            )  # fmt: skip


def _without_rule(bridge: str, catalogue: Catalogue, old_links: dict[str, list[Link]]) -> set[str]:
    """Old codes that exist but have no rule: a new code of the same name may get something from them."""
    if bridge != "activities":
        return set()
    rows = catalogue.table(f"{PACKAGE}/activities").rows
    return {str(r["code"]) for r in rows if str(r.get("vsic_version")) == "2018"} - set(old_links)


def _moved(
    found: list[tuple[Link, dict[str, Any], int]], new: str, dimension: str, bridge: str
) -> dict[str, Any]:
    first = found[0][1]
    known = all(row["value"] is not None for _, row, _ in found)
    value = math.fsum(link.weight * row["value"] for link, row, _ in found) if known else None
    low = math.fsum(row["value"] for link, row, _ in found if link.exact) if known else None
    high = math.fsum(row["value"] for _, row, _ in found) if known else None
    errors = [
        link.weight * row["standard_error"] for link, row, _ in found if row.get("standard_error") is not None
    ]
    error = math.sqrt(math.fsum(e * e for e in errors)) if len(errors) == len(found) else None
    olds = "+".join(link.old for link, _, _ in found)
    method_vi = f"Chuyển đổi từ mã {olds}" + (
        "" if all(link.exact for link, _, _ in found) else ", có phần chia không chính xác"
    )
    method_en = f"Bridged from {olds}" + (
        "" if all(link.exact for link, _, _ in found) else ", with a part split inexactly"
    )
    source_ids = list(dict.fromkeys(str(row["source_id"]) for _, row, _ in found if row.get("source_id")))
    parts = [new if part == found[0][0].old else part for part in str(first["series_id"]).split(".")]
    marked = [_NEW_MARK[bridge] + part if part == new else part for part in parts]
    return {
        **first,
        dimension: new,
        # A marked id cannot be taken for the old series of the same code.
        "series_id": ".".join(marked if marked != parts else [*parts, _NEW_MARK[bridge] + new]),
        "value": value,
        "standard_error": error,
        "status": "claim" if _any_claim(found) else "derived",
        "source_id": source_ids[0] if source_ids else first.get("source_id"),
        "break_before": "1"
        if any(str(row.get("break_before") or "") == "1" for _, row, _ in found)
        else None,
        "note": f"{method_vi}. | {method_en}.",
        "value_low": low,
        "value_high": high,
    }


def _any_claim(found: list[tuple[Link, dict[str, Any], int]]) -> bool:
    """A sum with a claim in it is a claim."""
    return any(row.get("status") == "claim" for _, row, _ in found)


def _left_out(table: Table, dimension: str, code: str, vi: str, en: str) -> Problem:
    return Problem(
        "E-BRG-004", file=table.path, column=dimension, vi=f"bỏ qua mã {code}: {vi}", en=f"code {code} is left out: {en}",
        remedy_vi="bổ sung các mã thiếu vào bảng", remedy_en="add the missing codes to the table",
    )  # fmt: skip


def read_old_file(
    path: str,
    bridge: str,
    catalogue: Catalogue,
    *,
    schema: str | None = None,
    number_format: str | None = None,
) -> Table:
    """A user's file with old codes, read in the schema of a table; its codes are checked against the old side of the bridge."""
    from dubao.data.checks import Known
    from dubao.data.importing import read_user_file

    dimension = BRIDGES[bridge][3]
    old = frozenset(link.old for link in read_links(catalogue, bridge))
    read = read_user_file(
        path, catalogue, table=schema, number_format=number_format, known=Known(codes={dimension: old})
    )
    # The schema may be that of a table in new codes; this file was just checked against the old ones.
    return replace(read, fields=_declared(read.fields, dimension, VERSIONS[bridge][0]))
