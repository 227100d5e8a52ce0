"""Reads the rows of a sheet into the schema of a table: periods, numbers by the declared format, codes by code or name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from dubao.data.catalogue import Catalogue, fold
from dubao.data.cells import EMPTY, Cell, Sheet
from dubao.data.files import CellReader, shown_value
from dubao.data.headers import Header, find_header
from dubao.data.labels import COMMON, classification_of, code_table
from dubao.data.period_text import read_period
from dubao.data.table import OBSERVATION_COLUMNS, Field, Table
from dubao.data.writing import unescape_formula
from dubao.errors import Collector, Problem
from dubao.numbers import NumberStyle, number_problem, number_readings

# Signs of "not available" in tables; a lone dash is not among them, for it also stands for zero.
MISSING_TEXTS = frozenset(("", "…", "...", "..", "na", "n/a", "nan", "null"))
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


class SheetRows:
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
        header = find_header(self.sheet, fields, needed, problems)
        for f in fields:
            absent = f.required and f.name in _BY_OPTION and f.name not in header.columns
            if absent and not self.defaults.get(f.name):
                option = _BY_OPTION[f.name]
                problems.add(
                    Problem(
                        "E-DAT-006", file=self.sheet.file, row=self.sheet.numbers[header.index], column=f.name,
                        vi="thiếu cột này", en="the column is missing",
                        remedy_vi=f"thêm cột, hoặc {option}", remedy_en=f"add the column, or {option}",
                    )
                )  # fmt: skip
        if problems:
            return [], []
        readers = {f.name: CellReader(f, self.sheet.file, problems) for f in fields}
        rows: list[dict[str, Any]] = []
        numbers: list[int] = []
        for cells, number in self._body(header.index):
            named = {name: cells[at] if at < len(cells) else EMPTY for name, at in header.columns.items()}
            for found in self._long(named, cells, header):
                row = (
                    self._row(found, number, readers, problems)
                    if any(c.text for c in found.values())
                    else None
                )
                if row is not None:
                    rows.append(row)
                    numbers.append(number)
        return rows, numbers

    def _body(self, header: int) -> list[tuple[list[Cell], int]]:
        """Rows below the header, without the footnotes: rows at the end of which a single cell holds text."""
        body = list(zip(self.sheet.rows[header + 1 :], self.sheet.numbers[header + 1 :], strict=True))
        while body:
            filled = [cell for cell in body[-1][0] if cell.text]
            if filled and (
                len(filled) > 1 or filled[0].number is not None or len(self.sheet.rows[header]) < 2
            ):
                break
            body.pop()
        return body

    def _long(self, named: dict[str, Cell], cells: list[Cell], header: Header) -> list[dict[str, Cell]]:
        """The row itself, or a row for each period of a wide table; a cell that is empty there is a missing value."""
        if not header.periods:
            return [named]
        if not any(cell.text for cell in named.values()):
            return []
        period, value = ("period", "value") if "period" in self.schema.columns else ("ds", "y")
        return [
            {**named, period: Cell(text), value: cells[at] if at < len(cells) else EMPTY}
            for at, text in header.periods.items()
        ]

    def _row(
        self, found: dict[str, Cell], number: int, readers: dict[str, CellReader], problems: Collector
    ) -> dict[str, Any] | None:
        texts = self._complete({name: cell.text for name, cell in found.items()}, found)
        if self.schema.dimensions and not texts.get("series_id"):
            problems.add(self._no_series(texts, number))
            return None
        row: dict[str, Any] = {}
        for f in self.schema.fields:
            cell = found.get(f.name, EMPTY)
            text = self._canonical(
                f, cell if cell.text else Cell(texts.get(f.name, "")), texts, number, problems
            )
            row[f.name] = None if text is None else readers[f.name](text, number)
        return row

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
        if field.name in ("value", "y"):
            where |= {
                "series": texts.get("series_id") or texts.get("unique_id", ""),
                "period": texts.get("period") or texts.get("ds", ""),
            }
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
                    remedy_vi="ghi 2024, 2024-H1, 2024-Q3, 2024-07, 2024-W07 hoặc 2024-07-01",
                    remedy_en="write 2024, 2024-H1, 2024-Q3, 2024-07, 2024-W07 or 2024-07-01",
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
