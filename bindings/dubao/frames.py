"""Long frames in, the same kind of frame out.

A long frame has the columns ``unique_id, ds, y`` and, where known, ``se`` (standard error of each value) and ``break``
(true at the first period of a new definition). pandas, polars and pyarrow tables are read through narwhals, which is
imported only then; a dict of arrays needs numpy alone; a sequence of core ``Series`` is taken as it is.

>>> panel = read_panel({"unique_id": ["a", "a"], "ds": [2023, 2024], "y": [1.0, 2.0]}, freq="YE")
>>> panel.ids, [len(s) for s in panel.series]
(['a'], [2])
>>> panel.future(0, 2)
[2025, 2026]
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import Collector, InputError, Problem
from dubao.timestamps import Stamp, frequency_alias, read_stamp

REQUIRED = ("unique_id", "ds", "y")
OPTIONAL = ("se", "break")
# Spreadsheets count the header as line 1.
FIRST_ROW = 2


@dataclass(frozen=True)
class Panel:
    """Series of a frame, ordered by id, and what is needed to write a frame of the same kind.

    Attributes
    ----------
    ids : list
        Ids as they stood in the frame, ascending.
    series : list of Series
        Core series, same order.
    stamps : list of list of Stamp
        The periods of each series as they were written.
    kind : str
        ``"dict"``, ``"pandas"``, ``"polars"`` or ``"pyarrow"``.
    breaks_at_start : sequence of bool
        Whether the first row of a series was marked as the first of a new definition: nothing by itself, a break when the
        rows are put after earlier ones. Empty when nothing was marked.
    """

    ids: list[Any]
    series: list[_core.Series]
    stamps: list[list[Stamp]]
    kind: str
    freq: str
    schema: Mapping[str, Any] | None = None
    breaks_at_start: Sequence[bool] = ()

    def future(self, i: int, h: int) -> list[Any]:
        """The next ``h`` periods of series ``i``, written as its own are."""
        last = self.stamps[i][-1]
        return [last.shift(step) for step in range(1, h + 1)]

    def write(self, columns: dict[str, Any]) -> Any:
        """A frame of the kind that came in."""
        return write_columns(columns, self.kind, self.schema)


def read_columns(df: Any) -> tuple[dict[str, Sequence[Any]], str]:
    """Columns of any frame as lists, and the kind of the frame."""
    columns, kind, _ = _read(df)
    return columns, kind


def write_columns(columns: Mapping[str, Any], kind: str, schema: Mapping[str, Any] | None = None) -> Any:
    """A frame of a kind; columns named in ``schema`` get its type."""
    if kind == "dict":
        return {name: np.asarray(values) for name, values in columns.items()}
    import narwhals as nw

    frame = nw.from_dict({k: list(v) for k, v in columns.items()}, backend=kind)  # type: ignore[arg-type]
    casts = [
        nw.col(name).cast(dtype)
        for name, dtype in (schema or {}).items()
        if name in frame.columns and frame.schema[name] != dtype
    ]
    return nw.to_native(frame.with_columns(*casts) if casts else frame)


def records_frame(rows: Sequence[Mapping[str, Any]], kind: str = "pandas") -> Any:
    """Rows of one shape as a frame of a kind; what a row does not name is None.

    >>> records_frame([{"a": 1, "b": 2.0}, {"a": 3}], "dict")["a"].tolist()
    [1, 3]
    """
    names = dict.fromkeys(name for row in rows for name in row)
    return write_columns({name: [row.get(name) for row in rows] for name in names}, kind)


def read_panel(
    df: Any,
    freq: str | int | None = "YE",
    *,
    id_col: str = "unique_id",
    time_col: str = "ds",
    target_col: str = "y",
    gaps: str = "refuse",
) -> Panel:
    """Reads a long frame; every problem is listed with its row, series and period.

    Parameters
    ----------
    df : DataFrame, Table, mapping of arrays or sequence of Series
        One row per series and period, in any order.
    freq : str or int
        ``"YE"``, ``"HYE"`` (half-years, also ``"2QE"`` or ``"6ME"``), ``"QE"``, ``"ME"``, ``"W"`` (ISO weeks), ``"D"``
        (and the ecosystem's other spellings), or an integer step when ``ds`` counts.
    gaps : {"refuse", "missing"}
        A period without a row is an error, or a missing value. A row with an empty ``y`` is always a missing value.

    Raises
    ------
    InputError
        E-FRM-001 … E-FRM-011.
    """
    if isinstance(df, Sequence) and not isinstance(df, str) and all(isinstance(s, _core.Series) for s in df):
        return _from_series(list(df))
    alias, step = frequency_alias(freq)
    columns, kind, schema = _read(df)
    names = {"unique_id": id_col, "ds": time_col, "y": target_col, "se": "se", "break": "break"}
    _check_columns(columns, names)
    if len(columns[id_col]) == 0:
        raise InputError(
            Problem(
                "E-FRM-003",
                argument="df",
                vi="bảng không có dòng nào",
                en="the table has no rows",
                remedy_vi="đưa vào ít nhất một dòng số liệu",
                remedy_en="give at least one row of data",
            )
        )
    found = Collector()
    ids, stamps, y, se, breaks = _cells(columns, names, alias, step, found)
    found.raise_if_any()
    ordered, series, kept_stamps, at_start = _group(ids, stamps, y, se, breaks, alias, gaps, found)
    found.raise_if_any()
    kept = {k: v for k, v in (schema or {}).items() if k in (id_col, time_col)} if schema else None
    if kept is not None:
        kept = {("unique_id" if k == id_col else "ds"): v for k, v in kept.items()}
    return Panel(ordered, series, kept_stamps, kind, alias, kept, at_start)


def _read(df: Any) -> tuple[dict[str, Sequence[Any]], str, Mapping[str, Any] | None]:
    if isinstance(df, Mapping):
        columns: dict[str, Sequence[Any]] = {}
        for name, values in df.items():
            array = values if isinstance(values, list) else list(np.asarray(values).ravel())
            columns[str(name)] = [v.item() if isinstance(v, np.generic) else v for v in array]
        lengths = {name: len(values) for name, values in columns.items()}
        if len(set(lengths.values())) > 1:
            text = ", ".join(f"{name} {n}" for name, n in lengths.items())
            raise InputError(
                Problem(
                    "E-FRM-002",
                    argument="df",
                    vi=f"các cột dài ngắn khác nhau: {text}",
                    en=f"the columns differ in length: {text}",
                    remedy_vi="mọi cột phải có cùng số dòng",
                    remedy_en="give every column the same number of rows",
                )
            )
        return columns, "dict", None
    try:
        import narwhals as nw
    except ImportError as error:  # pragma: no cover - depends on the installation
        from dubao.errors import MissingExtraError

        raise MissingExtraError.of("narwhals", "frames") from error
    try:
        frame = nw.from_native(df, eager_only=True)
    except TypeError:
        raise InputError(
            Problem(
                "E-FRM-001",
                argument="df",
                vi=f"không đọc được {type(df).__name__} như một bảng",
                en=f"cannot read {type(df).__name__} as a table",
                remedy_vi="dùng bảng pandas, polars, pyarrow hoặc dict các mảng",
                remedy_en="use a pandas, polars or pyarrow table, or a dict of arrays",
            )
        ) from None
    kind = frame.implementation.name.lower()
    return {name: frame[name].to_list() for name in frame.columns}, kind, dict(frame.schema)


def _check_columns(columns: Mapping[str, Any], names: Mapping[str, str]) -> None:
    found = Collector()
    known = list(names.values())
    for role in REQUIRED:
        if names[role] in columns:
            continue
        near = difflib.get_close_matches(names[role], [c for c in columns if c not in known], n=1)
        vi = f"; ý bạn là “{near[0]}”?" if near else ""
        en = f'; did you mean "{near[0]}"?' if near else ""
        found.add(
            Problem(
                "E-FRM-004",
                column=names[role],
                vi="thiếu cột bắt buộc" + vi,
                en="a required column is missing" + en,
                remedy_vi="bảng cần các cột unique_id, ds, y; cột se và break là tùy chọn",
                remedy_en="the table needs unique_id, ds, y; se and break are optional",
            )
        )
    for name in columns:
        if name not in known:
            near = difflib.get_close_matches(str(name), known, n=1)
            vi = f"; ý bạn là “{near[0]}”?" if near else ""
            en = f'; did you mean "{near[0]}"?' if near else ""
            found.add(
                Problem(
                    "E-FRM-005",
                    column=str(name),
                    vi="cột lạ" + vi,
                    en="unknown column" + en,
                    remedy_vi="bỏ cột này; các mô hình hiện có không dùng biến giải thích",
                    remedy_en="leave it out; the models at hand use no explanatory variables",
                )
            )
    found.raise_if_any()


def _number(value: Any) -> float | None:
    """The number in a cell, NaN when it is empty, None when it is not a number."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return math.nan
    if isinstance(value, (bool, str, bytes)):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan if str(value) in ("<NA>", "NaT") else None


def _cells(
    columns: Mapping[str, Sequence[Any]], names: Mapping[str, str], alias: str, step: int, found: Collector
) -> tuple[list[Any], list[Stamp], list[float], list[float] | None, list[bool] | None]:
    ids = list(columns[names["unique_id"]])
    stamps: list[Stamp] = []
    y: list[float] = []
    se: list[float] | None = [] if names["se"] in columns else None
    breaks: list[bool] | None = [] if names["break"] in columns else None
    for i, cell in enumerate(columns[names["ds"]]):
        stamp = read_stamp(cell, alias, step)
        if stamp is None:
            found.add(
                Problem(
                    "E-FRM-006",
                    row=i + FIRST_ROW,
                    column=names["ds"],
                    series=str(ids[i]),
                    vi=f"không đọc được kỳ “{cell}” với tần suất {alias}",
                    en=f'cannot read "{cell}" as a period of frequency {alias}',
                    remedy_vi="dùng ngày, năm, 2024-H1, 2024-Q3, 2024-07 hoặc 2024-W07, đúng với freq",
                    remedy_en="use a date, a year, 2024-H1, 2024-Q3, 2024-07 or 2024-W07, in agreement with freq",
                )
            )
            stamp = Stamp(0, "int", 0, alias, step)
        stamps.append(stamp)
    for role, target in (("y", y), ("se", se)):
        if target is None:
            continue
        for i, cell in enumerate(columns[names[role]]):
            value = _number(cell)
            if value is None or math.isinf(value):
                kind = "E-FRM-007" if value is None else "E-FRM-008"
                what = ("không phải là số", "is not a number") if value is None else ("vô hạn", "is infinite")
                found.add(
                    Problem(
                        kind,
                        row=i + FIRST_ROW,
                        column=names[role],
                        series=str(ids[i]),
                        period=str(stamps[i]),
                        vi=f"giá trị “{cell}” {what[0]}",
                        en=f'the value "{cell}" {what[1]}',
                        remedy_vi="ghi một số, để trống nếu thiếu",
                        remedy_en="write a number, leave it empty when missing",
                    )
                )
                value = math.nan
            target.append(value)
    if breaks is not None:
        breaks.extend(
            bool(v) and not (isinstance(v, float) and math.isnan(v)) for v in columns[names["break"]]
        )
    return ids, stamps, y, se, breaks


def _group(
    ids: list[Any],
    stamps: list[Stamp],
    y: list[float],
    se: list[float] | None,
    breaks: list[bool] | None,
    alias: str,
    gaps: str,
    found: Collector,
) -> tuple[list[Any], list[_core.Series], list[list[Stamp]], list[bool]]:
    rows: dict[Any, list[int]] = {}
    for i, key in enumerate(ids):
        rows.setdefault(key, []).append(i)
    keys = sorted(rows) if all(isinstance(k, type(ids[0])) for k in rows) else sorted(rows, key=str)
    series: list[_core.Series] = []
    kept: list[list[Stamp]] = []
    at_start: list[bool] = []
    for key in keys:
        order = sorted(rows[key], key=lambda i: stamps[i].ordinal)
        whole = True
        for before, now in zip(order, order[1:], strict=False):
            distance = stamps[now].ordinal - stamps[before].ordinal
            if distance == 0:
                whole = False
                found.add(
                    Problem(
                        "E-FRM-009",
                        row=now + FIRST_ROW,
                        column="ds",
                        series=str(key),
                        period=str(stamps[now]),
                        vi=f"kỳ đã có ở dòng {before + FIRST_ROW}",
                        en=f"the period stands in row {before + FIRST_ROW} already",
                        remedy_vi="giữ một dòng cho mỗi chuỗi và kỳ",
                        remedy_en="keep one row per series and period",
                    )
                )
            elif distance > 1 and gaps == "refuse":
                whole = False
                found.add(
                    Problem(
                        "E-FRM-010",
                        row=now + FIRST_ROW,
                        column="ds",
                        series=str(key),
                        period=str(stamps[now]),
                        vi=f"thiếu {distance - 1} kỳ trước kỳ này",
                        en=f"{distance - 1} period(s) before this one have no row",
                        remedy_vi="thêm dòng với y để trống, hoặc đặt gaps='missing'",
                        remedy_en="add rows with an empty y, or pass gaps='missing'",
                    )
                )
        if not whole:
            continue
        first = stamps[order[0]].ordinal
        length = stamps[order[-1]].ordinal - first + 1
        values = np.full(length, np.nan)
        errors = np.full(length, np.nan)
        at = []
        for i in order:
            position = stamps[i].ordinal - first
            values[position] = y[i]
            if se is not None:
                errors[position] = se[i]
            if breaks is not None and breaks[i]:
                at.append(stamps[i].ordinal)
        known = se is not None and bool(np.isfinite(errors).any())
        series.append(_core.panel_series(str(key), alias, first, values, errors if known else None, at))
        kept.append([stamps[i] for i in order])
        at_start.append(first in at)
    return keys, series, kept, at_start


def _from_series(series: list[_core.Series]) -> Panel:
    if not series:
        raise InputError(
            Problem(
                "E-FRM-003",
                argument="df",
                vi="bảng không có dòng nào",
                en="the table has no rows",
                remedy_vi="đưa vào ít nhất một chuỗi",
                remedy_en="give at least one series",
            )
        )
    alias = _core.period_frequency(series[0].start)
    stamps = []
    for one in series:
        stamp = read_stamp(one.start, alias, 1)
        assert stamp is not None
        stamps.append([stamp.moved(k) for k in range(len(one))])
    return Panel([s.id for s in series], series, stamps, "dict", alias)
