"""The user's own tables: reads a CSV or XLSX file as people make it into the schema of a table, or refuses with every reason.

Numbers are never guessed: a text such as ``1.234`` is read by the declared number format (an option, or the cell of the template's
first sheet) and refused without one. A cell that a spreadsheet holds as a number is that number. Codes may be written as
their names (``Nữ``, ``nghìn người``); a missing ``series_id`` is filled in when the other columns name a series of the table.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dubao.data.catalogue import Catalogue
from dubao.data.cells import Sheet
from dubao.data.checks import Findings, Known, check_rows
from dubao.data.files import shown_value
from dubao.data.reader import check_primary_key
from dubao.data.sheet_rows import SheetRows
from dubao.data.table import Field, Table
from dubao.data.tabular import read_tabular
from dubao.data.validate import known_of
from dubao.errors import Collector, InputError, Problem
from dubao.numbers import NumberStyle

# The ecosystem's long form, for a file that belongs to no table of ours.
LONG_FIELDS = (
    Field("unique_id", description="Series", description_vi="Mã chuỗi", constraints={"required": True}),
    Field("ds", description="Period", description_vi="Kỳ", constraints={"required": True}),
    Field("y", "number", description="Value", description_vi="Giá trị"),
    Field(
        "se",
        "number",
        description="Standard error",
        description_vi="Sai số chuẩn",
        constraints={"minimum": 0},
    ),
    Field("unit", description="Unit", description_vi="Đơn vị"),
)
NUMBER_STYLES = ("vi", "en", "plain")


def read_user_file(
    path: str | Path,
    catalogue: Catalogue | None = None,
    *,
    table: str | None = None,
    number_format: str | None = None,
    encoding: str | None = None,
    unit: str | None = None,
    allow_short: bool = False,
    defaults: dict[str, str] | None = None,
    known: Known | None = None,
) -> Table:
    """The table that a file holds.

    Parameters
    ----------
    path : path
        CSV (any separator) or XLSX.
    catalogue : Catalogue, optional
        Gives schemas and code lists; needed only with `table` or for code names.
    table : str, optional
        Table of the catalogue whose schema the file follows. Without it: the one that a template declares, else
        the long form ``unique_id, ds, y [, se, unit]``.
    number_format : {"vi", "en", "plain"}, optional
        How numbers in text cells are written.
    encoding : {"tcvn3", "vni", "cp1258"}, optional
        Convert text of this old encoding.
    unit : str, optional
        Unit of all values of a long-form file without a column of units.
    allow_short : bool
        Accept series of one value.
    defaults : dict, optional
        Column → value for cells that the file leaves empty or has no column for, such as ``status`` and ``source_id``.
    known : Known, optional
        Lists to check codes against instead of those of the catalogue.

    Raises
    ------
    InputError
        Every problem of the file.
    """
    result, findings = _read(
        path, catalogue, table, number_format, encoding, unit, allow_short, defaults, known
    )
    if findings.problems:
        raise InputError(findings.problems)
    return result


def examine_user_file(
    path: str | Path, catalogue: Catalogue | None = None, **options: Any
) -> tuple[Findings, int]:
    """What is wrong with a file, and how many rows it has; the options are those of :func:`read_user_file`."""
    names = ("table", "number_format", "encoding", "unit", "allow_short")
    chosen: dict[str, Any] = {name: options.get(name) for name in names}
    try:
        result, findings = _read(path, catalogue, **{**chosen, "allow_short": bool(chosen["allow_short"])})
    except InputError as error:
        return Findings(problems=list(error.problems)), 0
    return findings, len(result)


def _read(
    path: str | Path,
    catalogue: Catalogue | None,
    table: str | None,
    number_format: str | None,
    encoding: str | None,
    unit: str | None,
    allow_short: bool,
    defaults: dict[str, str] | None = None,
    known: Known | None = None,
) -> tuple[Table, Findings]:
    sheet = read_tabular(path, encoding=encoding)
    catalogue = catalogue or _catalogue_if_any()
    schema = _schema_of(sheet, catalogue, table)
    style = _style_of(sheet, number_format)
    problems = Collector()
    rows, numbers = SheetRows(sheet, schema, catalogue, style, {"unit": unit or "", **(defaults or {})}).rows(
        problems
    )
    findings = Findings(problems=problems.problems)
    if not rows and not findings.problems:
        findings.problems.append(
            Problem(
                "E-DAT-005",
                file=sheet.file,
                vi="bảng trống, không có dòng số liệu",
                en="the table is empty: no row of data",
                remedy_vi="thêm ít nhất một dòng",
                remedy_en="add at least one row",
            )  # fmt: skip
        )
    result = Table(
        name=schema.name, fields=schema.fields, rows=rows, row_numbers=numbers, title_en=schema.title_en,
        title_vi=schema.title_vi, kind=schema.kind, primary_key=schema.primary_key, path=sheet.file,
    )  # fmt: skip
    if rows:
        known = known or _known(catalogue, schema)
        more = Collector()
        check_primary_key(rows, numbers, schema.primary_key, sheet.file, more)
        findings.problems += more.problems
        # Values that were refused would look like missing ones: what follows from them is not reported as well. A table
        # of ours may be handed in for one new year; a bare file is all there is of its series.
        short = "ignore" if allow_short or schema.name or findings.problems else "problem"
        if schema.is_observations or schema.name == "":
            findings.extend(check_rows(rows, numbers, sheet.file, known, gaps="problem", short=short))
    findings.problems.sort(key=lambda p: p.row or 0)
    return result, findings


def _catalogue_if_any() -> Catalogue | None:
    try:
        return Catalogue()
    except InputError:
        return None


def _known(catalogue: Catalogue | None, schema: Table) -> Known:
    if catalogue is None:
        return Known()
    known = known_of(catalogue, schema)
    # Sources of a user's table are the user's own: they are listed beside the imported table.
    return Known(units=known.units, sources=None, codes=known.codes, counts=known.counts)


def _schema_of(sheet: Sheet, catalogue: Catalogue | None, table: str | None) -> Table:
    name = table or sheet.table
    if name and catalogue is not None:
        return catalogue.table(name)
    return Table("", LONG_FIELDS, [], primary_key=("unique_id", "ds"))


def _style_of(sheet: Sheet, number_format: str | None) -> NumberStyle | None:
    style = number_format or sheet.number_format or None
    if style is not None and style not in NUMBER_STYLES:
        raise InputError(
            Problem(
                "E-NUM-003",
                file=sheet.file,
                argument="number_format",
                vi=f"định dạng số lạ “{shown_value(style)}”",
                en=f"unknown number format “{shown_value(style)}”",
                remedy_vi="dùng vi (1.234,5), en (1,234.5) hoặc plain (1234.5)",
                remedy_en="use vi (1.234,5), en (1,234.5) or plain (1234.5)",
            )  # fmt: skip
        )
    return style  # type: ignore[return-value]
