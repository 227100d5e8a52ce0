"""What must hold between the cells of a table: codes, units, ranges, periods, sources.

The schema says what one cell may be (:mod:`dubao.data.files`); here stand the rules that need more than one cell. A rule that
refuses adds a problem; what deserves a look but may be right adds a notice.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from dubao.data import periods as calendar
from dubao.data.files import shown_value
from dubao.data.labels import COMMON, joined_codes
from dubao.data.reader import close_match
from dubao.data.table import OBSERVATION_COLUMNS
from dubao.errors import Problem

# Units that count heads or things, never below zero, where no table of units says which do (its kinds "level" and "flow").
COUNT_UNITS = frozenset(
    ("persons", "thousand_persons", "million_persons", "students", "lecturers", "firms", "households")
)
# A change may be negative or above 100 percent.
_CHANGE = re.compile(r"growth|change|index|tang_truong", re.ASCII)
# A value this many times its neighbours is more likely in another unit (persons for thousand persons) than true.
UNIT_SLIP = 300.0


@dataclass
class Findings:
    """Problems refuse the table; notices do not."""

    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    def extend(self, other: Findings) -> None:
        self.problems += other.problems
        self.notices += other.notices


@dataclass(frozen=True)
class Known:
    """Lists a table is checked against; None where there is no list to check with."""

    units: frozenset[str] | None = None
    sources: frozenset[str] | None = None
    codes: dict[str, frozenset[str]] = field(default_factory=dict)
    """Column → its codes."""
    counts: frozenset[str] = COUNT_UNITS
    """Units that cannot be negative."""


def check_rows(
    rows: list[dict[str, Any]],
    numbers: list[int],
    shown: str,
    known: Known,
    *,
    gaps: str = "notice",
    short: str = "ignore",
) -> Findings:
    """Checks the rows of a table of observations or of long form (``unique_id, ds, y``).

    Parameters
    ----------
    rows, numbers : list
        Typed rows and their spreadsheet rows.
    shown : str
        File as messages name it.
    known : Known
    gaps : {"problem", "notice", "ignore"}
        What a period without a row inside a series is. Official tables skip years; a user's table must say so
        with an empty cell, because a forgotten row looks the same.
    short : {"problem", "notice", "ignore"}
        What a series of a single value is.
    """
    found = Findings()
    long_form = bool(rows) and "unique_id" in rows[0]
    names = ("unique_id", "ds", "y") if long_form else ("series_id", "period", "value")
    dimensions = [] if long_form or not rows else [c for c in rows[0] if c not in OBSERVATION_COLUMNS]
    for row, number in zip(rows, numbers, strict=True):
        where = _Place(shown, number, str(row.get(names[0]) or ""), str(row.get(names[1]) or ""))
        _check_unit(row.get("unit"), where, known, found)
        _check_range(
            row.get(names[2]),
            row.get("unit"),
            names[2],
            f"{where.series} {row.get('indicator') or ''}",
            where,
            known,
            found,
        )
        if known.sources is not None and row.get("source_id") and row["source_id"] not in known.sources:
            found.problems.append(
                where.problem(
                    "E-DAT-017", "source_id",
                    f"không có nguồn “{shown_value(row['source_id'])}” trong sources.csv",
                    f"there is no source “{shown_value(row['source_id'])}” in sources.csv",
                    "thêm nguồn vào sources.csv hoặc sửa mã nguồn", "add the source to sources.csv or mend its id",
                )
            )  # fmt: skip
        for column in dimensions:
            _check_code(row.get(column), column, where, known, found)
    _check_series(rows, numbers, shown, names, known, gaps, short, found)
    return found


@dataclass(frozen=True)
class _Place:
    file: str
    row: int
    series: str
    period: str

    def problem(self, id: str, column: str, vi: str, en: str, remedy_vi: str, remedy_en: str) -> Problem:
        return Problem(
            id, vi=vi, en=en, remedy_vi=remedy_vi, remedy_en=remedy_en, file=self.file, row=self.row, column=column,
            series=self.series, period=self.period,
        )  # fmt: skip


def _check_unit(unit: Any, where: _Place, known: Known, found: Findings) -> None:
    if unit is None or known.units is None or unit in known.units:
        return
    near = close_match(str(unit), sorted(known.units))
    listed = ", ".join(sorted(known.units)[:12])
    found.problems.append(
        where.problem(
            "E-DAT-013", "unit",
            f"đơn vị lạ “{shown_value(unit)}”" + (f" (có phải là “{near}”?)" if near else ""),
            f"unknown unit “{shown_value(unit)}”" + (f" (did you mean “{near}”?)" if near else ""),
            f"dùng khóa của bảng classifications/units: {listed} …", f"use a key of classifications/units: {listed} …",
        )
    )  # fmt: skip


def _check_range(
    value: Any, unit: Any, column: str, what: str, where: _Place, known: Known, found: Findings
) -> None:
    if not isinstance(value, (int, float)) or unit is None:
        return
    if unit in known.counts and value < 0:
        found.problems.append(
            where.problem(
                "E-DAT-014", column, f"số người hoặc số lượng âm: {value:g}", f"a negative headcount: {value:g}",
                "ghi số không âm; mức thay đổi thì dùng đơn vị khác", "write a number of at least 0; a change needs another unit",
            )
        )  # fmt: skip
    low, high = (
        (0.0, 1.0) if unit == "share" else (0.0, 100.0) if unit == "percent" else (-math.inf, math.inf)
    )
    if not low <= value <= high and not _CHANGE.search(what):
        slip_vi = "; có thể đang ghi theo phần trăm" if unit == "share" and 1 < value <= 100 else ""
        slip_en = "; it may be written in percent" if unit == "share" and 1 < value <= 100 else ""
        found.problems.append(
            where.problem(
                "E-DAT-015", column, f"{value:g} nằm ngoài khoảng {low:g}–{high:g} của đơn vị {unit}{slip_vi}",
                f"{value:g} is outside {low:g}–{high:g} of the unit {unit}{slip_en}",
                "sửa giá trị hoặc đơn vị", "mend the value or the unit",
            )
        )  # fmt: skip


def _check_code(value: Any, column: str, where: _Place, known: Known, found: Findings) -> None:
    codes = known.codes.get(column)
    if codes is None or value is None:
        return
    parts = [str(value)] if str(value) in codes else joined_codes(str(value))
    for part in parts:
        if part not in codes and part not in COMMON:
            near = close_match(part, sorted(codes))
            found.problems.append(
                where.problem(
                    "E-DAT-009", column, f"mã lạ “{shown_value(part)}”" + (f" (có phải là “{near}”?)" if near else ""),
                    f"unknown code “{shown_value(part)}”" + (f" (did you mean “{near}”?)" if near else ""),
                    "dùng mã trong danh mục (xem: dubao data list)", "use a code of the classification (see: dubao data list)",
                )
            )  # fmt: skip
            return


def _check_series(
    rows: list[dict[str, Any]],
    numbers: list[int],
    shown: str,
    names: tuple[str, str, str],
    known: Known,
    gaps: str,
    short: str,
    found: Findings,
) -> None:
    id_name, period_name, value_name = names
    series: dict[str, list[tuple[str, int, dict[str, Any]]]] = {}
    for row, number in zip(rows, numbers, strict=True):
        if row.get(id_name) and row.get(period_name):
            series.setdefault(str(row[id_name]), []).append((str(row[period_name]), number, row))
    sink: dict[str, Callable[[Problem], None]] = {
        "problem": found.problems.append, "notice": found.notices.append, "ignore": lambda _: None,
    }  # fmt: skip
    for name, entries in series.items():
        entries.sort(key=lambda entry: entry[0])
        first_row = entries[0][1]
        kinds = {calendar.frequency(period) for period, _, _ in entries}
        if len(kinds) > 1:
            found.problems.append(
                _Place(shown, first_row, name, "").problem(
                    "E-DAT-019", period_name, f"một chuỗi lẫn nhiều tần suất: {', '.join(sorted(kinds))}",
                    f"one series mixes frequencies: {', '.join(sorted(kinds))}",
                    "tách thành các chuỗi khác nhau", "split it into several series",
                )
            )  # fmt: skip
            continue
        # An unknown unit is reported already.
        units = [
            unit
            for unit in dict.fromkeys(row.get("unit") for _, _, row in entries)
            if unit and (known.units is None or unit in known.units)
        ]
        if len(units) > 1:
            found.problems.append(
                _Place(shown, first_row, name, "").problem(
                    "E-DAT-020", "unit", f"một chuỗi có nhiều đơn vị: {', '.join(map(str, units))}",
                    f"one series has several units: {', '.join(map(str, units))}",
                    "đổi về một đơn vị", "convert it to one unit",
                )
            )  # fmt: skip
        valued = [entry for entry in entries if isinstance(entry[2].get(value_name), (int, float))]
        for gap in _gaps([period for period, _, _ in entries]):
            after = next(number for period, number, _ in entries if period > gap[-1])
            listed = ", ".join(gap[:5]) + (" …" if len(gap) > 5 else "")
            sink[gaps](
                _Place(shown, after, name, listed).problem(
                    "E-DAT-016", period_name, f"chuỗi bị hổng {len(gap)} kỳ trước dòng này", f"a gap of {len(gap)} periods before this row",
                    "thêm dòng cho từng kỳ; thiếu số liệu thì để trống ô giá trị", "add a row for each period, with an empty value where it is not known",
                )
            )  # fmt: skip
        if len(valued) == 1 and len(entries) >= 1:
            sink[short](
                _Place(shown, valued[0][1], name, valued[0][0]).problem(
                    "E-DAT-022", value_name, "chuỗi chỉ có một giá trị, không thấy được xu hướng", "the series has one value: no trend can be seen",
                    "thêm các kỳ trước, hoặc chấp nhận bằng --allow-short", "add earlier periods, or accept it with --allow-short",
                )
            )  # fmt: skip
        _look_for_unit_slips(name, valued, value_name, shown, found)


def _gaps(periods: Iterable[str]) -> list[list[str]]:
    """Runs of periods that a series steps over; a series with a regular longer step (every five years) has none."""
    ordered = sorted(set(periods))
    steps = [calendar.distance(later, earlier) for earlier, later in zip(ordered, ordered[1:], strict=False)]
    if not steps:
        return []
    usual = min(steps)
    if usual > 1 and all(step == usual for step in steps):
        return []
    return [
        [calendar.shift(earlier, k) for k in range(1, step)]
        for earlier, step in zip(ordered, steps, strict=False)
        if step > 1
    ]


def _look_for_unit_slips(
    name: str, valued: list[tuple[str, int, dict[str, Any]]], value_name: str, shown: str, found: Findings
) -> None:
    if len(valued) < 3:
        return
    sizes = sorted(abs(float(row[value_name])) for _, _, row in valued)
    middle = sizes[len(sizes) // 2]
    for period, number, row in valued:
        size = abs(float(row[value_name]))
        if middle > 0 and size > 0 and max(size / middle, middle / size) >= UNIT_SLIP:
            found.notices.append(
                _Place(shown, number, name, period).problem(
                    "E-DAT-023", value_name, f"{row[value_name]:g} lệch hẳn mức thường thấy {middle:g}: có thể nhầm đơn vị",
                    f"{row[value_name]:g} is far from the usual {middle:g}: perhaps another unit",
                    "kiểm tra đơn vị của dòng này", "check the unit of this row",
                )
            )  # fmt: skip
