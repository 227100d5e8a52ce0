"""Turns what a user names into series a forecaster takes: one panel for each frequency."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from dubao.cli.session import Session
from dubao.data import periods as calendar
from dubao.data.catalogue import Catalogue
from dubao.data.table import FORECAST_STATUSES
from dubao.errors import InputError, Problem


@dataclass
class PanelColumns:
    """Series of one frequency in long form."""

    frequency: str
    columns: dict[str, np.ndarray]
    units: dict[str, str] = field(default_factory=dict)

    @property
    def training(self) -> dict[str, np.ndarray]:
        """Rows with a value: what scales of measures are computed from."""
        seen = ~np.isnan(self.columns["y"])
        return {name: self.columns[name][seen] for name in ("unique_id", "ds", "y")}


def load_panels(session: Session, name: str, series: list[str] | None, **options: Any) -> list[PanelColumns]:
    """Panels of a table, a series or a file.

    Series of a table that are claims only, or hold no value, are left out with a note; asked for by name they are refused.
    """
    if Path(name).is_file():
        parts, units = _of_file(Path(name), series, options)
    else:
        parts, units = _of_catalogue(session, name, series)
    by_frequency: dict[str, list[dict[str, np.ndarray]]] = {}
    for part in parts:
        by_frequency.setdefault(calendar.frequency(str(part["ds"][0])), []).append(part)
    return [
        PanelColumns(f, {c: np.concatenate([p[c] for p in group]) for c in group[0]}, units)
        for f, group in by_frequency.items()
    ]


def _of_catalogue(
    session: Session, name: str, series: list[str] | None
) -> tuple[list[dict[str, np.ndarray]], dict[str, str]]:
    catalogue = Catalogue()
    tables = catalogue.tables()
    is_table = name in tables or any(full.partition("/")[2] == name for full in tables)
    if not is_table and "/" not in name:
        records = [catalogue.series(i, for_forecast=True) for i in (name, *(series or ()))]
        return [r.to_dict() for r in records], {r.id: r.unit for r in records}
    table = catalogue.table(name)
    if not table.is_observations:
        raise InputError(
            Problem(
                "E-CAT-009", argument="TABLE", vi=f"bảng {table.name} không phải bảng quan sát, không có chuỗi để dự báo",
                en=f"the table {table.name} holds no observations: there is no series to forecast",
                remedy_vi="chọn bảng loại observations (xem: dubao data list)", remedy_en="choose a table of the kind observations (see: dubao data list)",
            )
        )  # fmt: skip
    wanted = series or table.series_ids()
    out, units, left = [], {}, []
    for series_id in wanted:
        record = catalogue.series(series_id, table=table.name)
        usable = record.periods and all(
            row["status"] in FORECAST_STATUSES for row in record.rows if row["value"] is not None
        )
        if series is not None or usable:
            record = catalogue.series(series_id, table=table.name, for_forecast=True)
            out.append(record.to_dict())
            units[record.id] = record.unit
        else:
            left.append(series_id)
    if left:
        session.note(
            session.words(
                f"Bỏ qua (phát biểu hoặc không có giá trị): {', '.join(left)}",
                f"Left out (claims, or no value): {', '.join(left)}",
            )
        )
    if not out:
        catalogue.series(wanted[0], table=table.name, for_forecast=True)
    return out, units


def _of_file(
    path: Path, series: list[str] | None, options: dict[str, Any]
) -> tuple[list[dict[str, np.ndarray]], dict[str, str]]:
    from dubao.data.importing import read_user_file

    table = read_user_file(path, **options)
    names = (
        ("series_id", "period", "value", "standard_error")
        if "series_id" in table.columns
        else ("unique_id", "ds", "y", "se")
    )
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in table:
        rows.setdefault(str(row[names[0]]), []).append(row)
    for wanted in series or ():
        if wanted not in rows:
            raise InputError(
                Problem(
                    "E-CAT-003", file=str(path), argument="--series", vi=f"tệp không có chuỗi “{wanted}”", en=f"the file has no series “{wanted}”",
                    remedy_vi=f"có: {', '.join(list(rows)[:10])}", remedy_en=f"there are: {', '.join(list(rows)[:10])}",
                )
            )  # fmt: skip
    out, units = [], {}
    for series_id in series or rows:
        found = sorted((r for r in rows[series_id]), key=lambda r: str(r[names[1]]))
        out.append(
            {
                "unique_id": np.repeat(series_id, len(found)),
                "ds": np.array([r[names[1]] for r in found]),
                "y": np.array([np.nan if r[names[2]] is None else r[names[2]] for r in found], dtype=float),
                "se": np.array(
                    [np.nan if r.get(names[3]) is None else r[names[3]] for r in found], dtype=float
                ),
                "break": np.array([str(r.get("break_before") or "") == "1" for r in found], dtype=bool),
            }
        )
        units[series_id] = str(found[0].get("unit") or "")
    return out, units
