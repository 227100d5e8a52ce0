"""Reads one resource of a data package into a :class:`~dubao.data.table.Table`, checking every cell on the way."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from dubao.data.files import CellReader, read_csv
from dubao.data.table import Field, Table
from dubao.errors import Collector, InputError, Problem


def close_match(name: str, known: list[str]) -> str:
    """The known name nearest to a mistyped one; empty when none is near.

    >>> close_match("vietnam-labor", ["vietnam-labour", "classifications"])
    'vietnam-labour'
    """
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return found[0] if found else ""


def check_header(header: list[str], fields: tuple[Field, ...], shown: str, problems: Collector) -> None:
    """Reports columns that are missing, unknown or named twice."""
    wanted = [f.name for f in fields]
    for name in wanted:
        if name not in header:
            problems.add(
                Problem(
                    "E-DAT-006",
                    file=shown,
                    row=1,
                    column=name,
                    vi="thiếu cột này",
                    en="the column is missing",
                    remedy_vi="thêm cột, để trống ô nếu thiếu",
                    remedy_en="add the column, with empty cells where nothing is known",
                )  # fmt: skip
            )
    for index, name in enumerate(header):
        if name in header[:index]:
            problems.add(
                Problem(
                    "E-DAT-006",
                    file=shown,
                    row=1,
                    column=name,
                    vi="cột xuất hiện hai lần",
                    en="the column stands twice",
                    remedy_vi="giữ một cột",
                    remedy_en="keep one of them",
                )  # fmt: skip
            )
        elif name not in wanted:
            near = close_match(name, wanted)
            problems.add(
                Problem(
                    "E-DAT-006", file=shown, row=1, column=name,
                    vi="cột lạ" + (f" (có phải là “{near}”?)" if near else ""),
                    en="unknown column" + (f" (did you mean “{near}”?)" if near else ""),
                    remedy_vi=f"dùng các cột: {', '.join(wanted)}", remedy_en=f"use the columns: {', '.join(wanted)}",
                )  # fmt: skip
            )  # fmt: skip


def typed_rows(
    header: list[str],
    records: list[list[str]],
    fields: tuple[Field, ...],
    shown: str,
    problems: Collector,
    *,
    numbers: list[int] | None = None,
    missing: tuple[str, ...] = ("",),
    may_be_empty: bool = False,
) -> tuple[list[dict[str, Any]], list[int]]:
    """Typed rows and their spreadsheet rows; what cannot be read is reported and None."""
    readers = {f.name: CellReader(f, shown, problems, missing) for f in fields}
    rows: list[dict[str, Any]] = []
    kept: list[int] = []
    for index, record in enumerate(records):
        number = numbers[index] if numbers is not None else index + 2
        if not any(record):
            continue
        if len(record) != len(header):
            problems.add(
                Problem(
                    "E-DAT-007",
                    file=shown,
                    row=number,
                    vi=f"dòng có {len(record)} ô, tiêu đề có {len(header)} cột",
                    en=f"the row has {len(record)} cells, the header {len(header)} columns",
                    remedy_vi="sửa số ô; ô có dấu phẩy phải đặt trong ngoặc kép",
                    remedy_en="mend the number of cells; put a cell that holds a comma in double quotes",
                )  # fmt: skip
            )
            continue
        cells = dict(zip(header, record, strict=True))
        rows.append({f.name: readers[f.name](cells.get(f.name, ""), number) for f in fields})
        kept.append(number)
    if not rows and not may_be_empty and not problems:
        problems.add(
            Problem(
                "E-DAT-005",
                file=shown,
                vi="bảng trống, không có dòng số liệu",
                en="the table is empty: no row follows the header",
                remedy_vi="thêm ít nhất một dòng",
                remedy_en="add at least one row",
            )  # fmt: skip
        )
    return rows, kept


def check_primary_key(
    rows: list[dict[str, Any]], numbers: list[int], key: tuple[str, ...], shown: str, problems: Collector
) -> None:
    """Reports rows that repeat the primary key; for a series that is a duplicate period."""
    if not key:
        return
    first: dict[tuple[Any, ...], int] = {}
    for row, number in zip(rows, numbers, strict=True):
        values = tuple(row.get(name) for name in key)
        if any(value is None for value in values):
            continue
        if values in first:
            series = str(row.get("series_id") or row.get("unique_id") or "")
            period = str(row.get("period") or row.get("ds") or "")
            is_series = bool(series) and ("period" in key or "ds" in key)
            named = ", ".join(f"{n}={v}" for n, v in zip(key, values, strict=True))
            problems.add(
                Problem(
                    "E-DAT-012",
                    file=shown,
                    row=number,
                    column=key[-1],
                    series=series if is_series else "",
                    period=period if is_series else "",
                    vi=f"trùng khóa với dòng {first[values]}: {named}",
                    en=f"repeats the key of row {first[values]}: {named}",
                    remedy_vi="giữ một dòng cho mỗi kỳ của chuỗi"
                    if is_series
                    else "giữ một dòng cho mỗi khóa",
                    remedy_en="keep one row for each period of a series"
                    if is_series
                    else "keep one row for each key",
                )  # fmt: skip
            )
        else:
            first[values] = number


def table_of(
    package: str,
    resource: dict[str, Any],
    folder: Path,
    shown: str,
    problems: Collector,
    package_missing: tuple[str, ...] = ("",),
) -> Table:
    """The table of a resource. Problems go to the collector; a file that cannot be read at all raises InputError."""
    schema = resource.get("schema", {})
    fields = tuple(Field.from_descriptor(d) for d in schema.get("fields", ()))
    key = schema.get("primaryKey") or ()
    key = (key,) if isinstance(key, str) else tuple(key)
    missing = tuple(schema.get("missingValues") or resource.get("missingValues") or package_missing)
    extra = resource.get("dubao", {})
    header, records = read_csv(folder / resource["path"], shown)
    before = len(problems.problems)
    check_header(header, fields, shown, problems)
    rows: list[dict[str, Any]] = []
    numbers: list[int] = []
    if len(problems.problems) == before:
        rows, numbers = typed_rows(
            header,
            records,
            fields,
            shown,
            problems,
            missing=missing,
            # An empty register says that there is nothing to list; observations and codes without a row are a mistake.
            may_be_empty=extra.get("kind") in ("register", "bridge"),
        )
        check_primary_key(rows, numbers, key, shown, problems)
    return Table(
        name=f"{package}/{resource['name']}",
        fields=fields,
        rows=rows,
        row_numbers=numbers,
        title_en=resource.get("title", ""),
        title_vi=resource.get("title_vi", ""),
        description_en=resource.get("description", ""),
        description_vi=resource.get("description_vi", ""),
        kind=extra.get("kind", ""),
        primary_key=key,
        foreign_keys=tuple(schema.get("foreignKeys") or ()),
        path=shown,
        as_of=str(extra.get("as_of") or ""),
        missing_values=missing,
    )


def read_table(
    package: str, resource: dict[str, Any], folder: Path, shown: str, missing: tuple[str, ...] = ("",)
) -> Table:
    """As :func:`table_of`; InputError with every problem when anything is wrong."""
    problems = Collector()
    table = table_of(package, resource, folder, shown, problems, missing)
    problems.raise_if_any(InputError)
    return table
