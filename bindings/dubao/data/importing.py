"""The user's own tables: reads a CSV or XLSX file as people make it into the schema of a table, or refuses with every reason.

Numbers are never guessed: a text such as ``1.234`` is read by the declared number format (an option, or the cell of the template's
first sheet) and refused without one. A cell that a spreadsheet holds as a number is that number. Codes may be written as
their names (``Nữ``, ``nghìn người``); a missing ``series_id`` is filled in when the other columns name a series of the table.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from dubao.data.catalogue import Catalogue, fold
from dubao.data.checks import Findings, Known, check_rows
from dubao.data.files import CellReader, shown_value
from dubao.data.headers import find_header
from dubao.data.labels import COMMON, classification_of, code_table
from dubao.data.period_text import read_period
from dubao.data.reader import check_primary_key
from dubao.data.table import OBSERVATION_COLUMNS, Field, Table
from dubao.data.tabular import EMPTY, Cell, Sheet, read_tabular
from dubao.data.validate import known_of
from dubao.data.writing import unescape_formula
from dubao.errors import Collector, InputError, Problem
from dubao.numbers import NumberStyle, number_problem, number_readings

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
# Signs of "not available" in tables; a lone dash is not among them, for it also stands for zero.
MISSING_TEXTS = frozenset(("", "…", "...", "..", "na", "n/a", "nan", "null"))
NUMBER_STYLES = ("vi", "en", "plain")
_PERIOD_FIELDS = ("period", "ds")

# Columns that an option of the command line can fill in for the whole file.
_BY_OPTION = {"status": "--status", "source_id": "--source", "unit": "--unit"}

_STATUS_NAMES = {
    "chinh thuc": "official_national",
    "chinh thuc doc tai co quan thong ke": "official_national",
    "chinh thuc doc qua ban cong khai khac": "official_via",
    "so tinh toan": "derived",
    "gia dinh": "assumption",
    "phat bieu luu hanh": "claim",
}


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
    chosen = {name: options.get(name) for name in names}
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
    rows, numbers = _Reading(sheet, schema, catalogue, style, {"unit": unit or "", **(defaults or {})}).rows(
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


class _Reading:
    """Reads the cells of one sheet into one schema."""

    def __init__(
        self,
        sheet: Sheet,
        schema: Table,
        catalogue: Catalogue | None,
        style: NumberStyle | None,
        defaults: dict[str, str],
    ) -> None:
        self.sheet = sheet
        self.schema = schema
        self.catalogue = catalogue
        self.style = style
        self.defaults = defaults
        self.names: dict[str, dict[str, str]] = {}

    def rows(self, problems: Collector) -> tuple[list[dict[str, Any]], list[int]]:
        fields = self.schema.fields
        # What can be filled in later need not stand in the file.
        fillable = {"series_id", "unique_id", "status", "source_id", "unit"}
        needed = tuple(f.name for f in fields if f.required and f.name not in fillable) + tuple(
            name for name in ("value", "y") if name in self.schema.columns
        )
        header, columns = find_header(self.sheet, fields, needed, problems)
        for f in fields:
            if (
                f.required
                and f.name in _BY_OPTION
                and f.name not in columns
                and not self.defaults.get(f.name)
            ):
                option = _BY_OPTION[f.name]
                problems.add(
                    Problem(
                        "E-DAT-006", file=self.sheet.file, row=self.sheet.numbers[header], column=f.name,
                        vi="thiếu cột này", en="the column is missing",
                        remedy_vi=f"thêm cột, hoặc {option}", remedy_en=f"add the column, or {option}",
                    )
                )  # fmt: skip
        if problems:
            return [], []
        readers = {f.name: CellReader(f, self.sheet.file, problems) for f in fields}
        rows: list[dict[str, Any]] = []
        numbers: list[int] = []
        for cells, number in zip(
            self.sheet.rows[header + 1 :], self.sheet.numbers[header + 1 :], strict=True
        ):
            found = {name: cells[at] if at < len(cells) else EMPTY for name, at in columns.items()}
            if not any(cell.text for cell in found.values()):
                continue
            texts = self._complete({name: cell.text for name, cell in found.items()}, found)
            row: dict[str, Any] = {}
            if self.schema.dimensions and not texts.get("series_id"):
                problems.add(self._no_series(texts, number))
                continue
            for f in fields:
                cell = found.get(f.name)
                written = texts.get(f.name, "")
                text = self._canonical(
                    f, cell if cell is not None and cell.text else Cell(written), texts, number, problems
                )
                row[f.name] = None if text is None else readers[f.name](text, number)
            rows.append(row)
            numbers.append(number)
        return rows, numbers

    def _complete(self, texts: dict[str, str], found: dict[str, Cell]) -> dict[str, str]:
        """Fills in declared values, and the id of a series that the other columns name."""
        for name, value in self.defaults.items():
            if value and name in self.schema.columns and not texts.get(name):
                texts[name] = value
        if "unique_id" in self.schema.columns and not texts.get("unique_id") and "unique_id" not in found:
            texts["unique_id"] = Path(self.sheet.file).stem
        if "series_id" in self.schema.columns and not texts.get("series_id"):
            key = tuple(self._code(name, texts.get(name, "")) for name in self.schema.dimensions)
            texts["series_id"] = self._series_of_dimensions().get(key, "")
        return texts

    def _no_series(self, texts: dict[str, str], number: int) -> Problem:
        named = ", ".join(f"{name}={texts.get(name, '')}" for name in self.schema.dimensions)
        return Problem(
            "E-DAT-025", file=self.sheet.file, row=number, column="series_id",
            vi=f"không có mã chuỗi, và bảng chưa có chuỗi nào với {named}", en=f"no series_id, and the table has no series with {named}",
            remedy_vi="sửa các cột phân tổ, hoặc ghi mã cho chuỗi mới", remedy_en="mend the columns of the breakdown, or write an id for the new series",
        )  # fmt: skip

    def _series_of_dimensions(self) -> dict[tuple[str, ...], str]:
        if not hasattr(self, "_series"):
            self._series: dict[tuple[str, ...], str] = {}
            for row in self.schema.rows:
                key = tuple("" if row[name] is None else str(row[name]) for name in self.schema.dimensions)
                self._series.setdefault(key, row["series_id"])
        return self._series

    def _canonical(
        self, field: Field, cell: Cell, texts: dict[str, str], number: int, problems: Collector
    ) -> str | None:
        """The cell as the strict schema writes it; None when it was refused."""
        where = {"file": self.sheet.file, "row": number, "column": field.name}
        if field.name in _PERIOD_FIELDS:
            return self._period(cell, where, problems)
        if field.type in ("number", "integer"):
            text = self._number(cell, texts.get("unit", ""), where, problems)
            return text[:-2] if text and field.type == "integer" and text.endswith(".0") else text
        if not cell.text:
            return ""
        return self._code(field.name, unescape_formula(cell.text))

    def _period(self, cell: Cell, where: dict[str, Any], problems: Collector) -> str | None:
        period = read_period(cell.text) if cell.text else ""
        if period is None:
            problems.add(
                Problem(
                    "E-TIM-001",
                    **where,
                    vi=f"“{shown_value(cell.text)}” không phải là một kỳ",
                    en=f"“{shown_value(cell.text)}” is not a period",
                    remedy_vi="ghi 2024, 2024-Q3, 2024-07 hoặc 2024-07-01",
                    remedy_en="write 2024, 2024-Q3, 2024-07 or 2024-07-01",
                )  # fmt: skip
            )
        return period

    def _number(self, cell: Cell, unit: str, where: dict[str, Any], problems: Collector) -> str | None:
        if cell.number is not None:
            # A cell shown as 64% holds 0.64: what it means depends on the unit of the row.
            value = (
                cell.number * 100 if cell.percent and self._code("unit", unit) == "percent" else cell.number
            )
            return repr(round(value, 12) if cell.percent else value)
        text = cell.text
        if text.lower() in MISSING_TEXTS:
            return ""
        if re.fullmatch(r"[-–—]+", text):
            problems.add(
                Problem(
                    "E-NUM-004",
                    **where,
                    vi="dấu gạch có thể là 0 hoặc là thiếu số liệu",
                    en="a dash may mean zero or missing",
                    remedy_vi="ghi 0, hoặc để trống nếu thiếu",
                    remedy_en="write 0, or leave the cell empty when it is missing",
                )  # fmt: skip
            )
            return None
        if text.endswith("%") and self._code("unit", unit) == "percent":
            text = text[:-1].rstrip()
        readings = number_readings(text)
        if self.style is None:
            values = set(readings.values())
            if len(values) == 1:
                return repr(values.pop())
        elif self.style in readings:
            return repr(readings[self.style])
        problem = number_problem(cell.text, self.style, **where)
        if problem.id == "E-NUM-001" and not any(c.isdigit() for c in text):
            # No digit at all: somebody wrote words where a number belongs.
            problem = Problem(
                "E-DAT-004", **where,
                vi=f"ô số có chữ “{shown_value(text)}”", en=f"text “{shown_value(text)}” in a number cell",
                remedy_vi=problem.remedy_vi, remedy_en=problem.remedy_en,
            )  # fmt: skip
        elif problem.id == "E-NUM-002":
            problem = Problem(
                "E-NUM-002", **where, vi=problem.vi, en=problem.en,
                remedy_vi="khai báo định dạng số của tệp: --number-format vi, en hoặc plain",
                remedy_en="declare the number format of the file: --number-format vi, en or plain",
            )  # fmt: skip
        problems.add(problem)
        return None

    def _code(self, column: str, text: str) -> str:
        """The code that a cell names by its label; the text itself where it is a code or unknown."""
        if not text or column not in self.names:
            self.names.setdefault(column, self._labels(column))
        return self.names[column].get(fold(text).strip(), text) if text else ""

    def _labels(self, column: str) -> dict[str, str]:
        if column in OBSERVATION_COLUMNS and column not in ("unit", "status"):
            return {}
        if column == "status":
            return dict(_STATUS_NAMES)
        names: dict[str, str] = {}
        if self.catalogue is not None and (table := classification_of(self.schema, column)):
            rows = code_table(self.catalogue, table)
            taken: set[str] = set()
            for code, row in rows.items():
                for key, value in row.items():
                    if value and key.startswith(("name_", "label_", "full_name_")) and "status" not in key:
                        label = fold(str(value)).strip()
                        if label in names and names[label] != code:
                            taken.add(label)
                        names[label] = code
            # A name that two codes share names neither; a code is never read as a name.
            names = {
                label: code
                for label, code in names.items()
                if label not in taken and label not in map(fold, rows)
            }
        if column == "sex" or names:
            for code, labels in COMMON.items():
                if code in ("T", "M", "F") and column != "sex":
                    continue
                names.update({fold(label): code for label in labels})
        if column == "sex":
            names |= {
                "tong so": "T",
                "chung": "T",
                "ca hai": "T",
                "total": "T",
                "both": "T",
                "male": "M",
                "female": "F",
            }
        return names
