"""Text tables as they lie on disk: strict UTF-8 CSV in, typed cells out, every problem with its place.

The catalogue's own files are strict (UTF-8, comma, decimal point). What people hand in goes through
:mod:`dubao.data.tabular`, which ends in the same typed cells.
"""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

from dubao.data import periods as calendar
from dubao.data.table import Field
from dubao.data.writing import unescape_formula
from dubao.errors import Collector, InputError, Problem

# Periods of a table that this project defines; anything the calendar reads is one.
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def read_bytes(path: Path, shown: str) -> bytes:
    """Bytes of a file; InputError E-DAT-001 (cannot be read) or E-DAT-002 (zero bytes)."""
    try:
        data = path.read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        raise InputError(
            Problem(
                "E-DAT-001",
                file=shown,
                vi="không có tệp này" if missing else f"không đọc được tệp ({error.strerror})",
                en="there is no such file" if missing else f"the file cannot be read ({error.strerror})",
                remedy_vi="kiểm tra đường dẫn và quyền đọc",
                remedy_en="check the path and the right to read it",
            )
        ) from None
    if not data:
        raise InputError(
            Problem(
                "E-DAT-002",
                file=shown,
                vi="tệp rỗng, 0 byte",
                en="the file is empty: zero bytes",
                remedy_vi="lấy lại tệp từ nơi gửi",
                remedy_en="get the file again from where it came",
            )
        )
    return data


def decode_utf8(data: bytes, shown: str) -> str:
    """Text of UTF-8 bytes; InputError E-DAT-003 names the row and byte where it is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise InputError(
            Problem(
                "E-DAT-003",
                file=shown,
                row=row,
                vi=f"không phải UTF-8: byte 0x{data[error.start]:02X} ở vị trí {error.start}",
                en=f"not UTF-8: byte 0x{data[error.start]:02X} at position {error.start}",
                remedy_vi="lưu lại tệp với mã hóa UTF-8, hoặc dùng: dubao data import",
                remedy_en="save the file as UTF-8, or use: dubao data import",
            )
        ) from None


def read_csv(path: Path, shown: str) -> tuple[list[str], list[list[str]]]:
    """Header and records of a strict CSV file; a record's spreadsheet row is its index + 2."""
    text = decode_utf8(read_bytes(path, shown), shown).removeprefix(_BOM)
    records = read_records(text, ",", shown)
    if not records or not any(cell.strip() for cell in records[0]):
        raise InputError(
            Problem(
                "E-DAT-005",
                file=shown,
                vi="bảng trống, không có dòng tiêu đề",
                en="the table is empty: there is no header row",
                remedy_vi="dòng đầu ghi tên cột",
                remedy_en="write the names of the columns in the first row",
            )
        )
    return records[0], records[1:]


def read_records(text: str, separator: str, shown: str) -> list[list[str]]:
    """Records of CSV text; InputError E-DAT-007 where a cell is too long or a quote never ends."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise InputError(
            Problem(
                "E-DAT-007", file=shown, vi=f"không tách được thành dòng và ô ({error})", en=f"the text cannot be split into rows and cells ({error})",
                remedy_vi="kiểm tra dấu ngoặc kép: mỗi dấu mở phải có dấu đóng", remedy_en="check the double quotes: each must be closed",
            )
        ) from None  # fmt: skip


def shown_value(value: object, limit: int = 40) -> str:
    """A cell as a message shows it."""
    text = str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


class CellReader:
    """Turns the text of one column's cells into typed values and reports what does not fit the schema."""

    def __init__(
        self, field: Field, shown: str, problems: Collector, missing: tuple[str, ...] = ("",)
    ) -> None:
        self.field = field
        self.shown = shown
        self.problems = problems
        self.missing = missing
        constraints = field.constraints
        self.enum = constraints.get("enum")
        self.pattern = re.compile(constraints["pattern"]) if "pattern" in constraints else None
        self.minimum = constraints.get("minimum")
        self.maximum = constraints.get("maximum")
        self.unique: set[str] | None = set() if constraints.get("unique") else None

    def refuse(
        self, id: str, row: int, vi: str, en: str, remedy_vi: str, remedy_en: str, **where: Any
    ) -> None:
        self.problems.add(
            Problem(
                id,
                file=self.shown,
                row=row,
                column=self.field.name,
                vi=vi,
                en=en,
                remedy_vi=remedy_vi,
                remedy_en=remedy_en,
                **where,
            )
        )

    def __call__(self, text: str, row: int) -> Any:
        """Typed value of a cell; None when it is empty or refused (a refusal is in ``problems``)."""
        if text in self.missing:
            if self.field.required:
                self.refuse(
                    "E-DAT-008", row, "ô bắt buộc bị trống", "the cell is empty but required",
                    "điền giá trị", "fill in the value",
                )  # fmt: skip
            return None
        value = self._typed(text, row)
        if value is None:
            return None
        if self.enum is not None and value not in self.enum:
            listed = ", ".join(str(item) for item in self.enum)
            self.refuse(
                "E-DAT-009", row, f"mã lạ “{shown_value(text)}”", f"unknown code “{shown_value(text)}”",
                f"dùng một trong: {listed}", f"use one of: {listed}",
            )  # fmt: skip
            return None
        if self.pattern is not None and not self.pattern.search(text):
            if self.field.name == "period":
                self._refuse_period(text, row)
            else:
                self.refuse(
                    "E-DAT-010", row, f"“{shown_value(text)}” không đúng mẫu {self.pattern.pattern}",
                    f"“{shown_value(text)}” does not match {self.pattern.pattern}",
                    "viết lại theo mẫu", "write it in that form",
                )  # fmt: skip
            return None
        for bound, bad, vi, en in (
            (self.minimum, lambda v, b: v < b, "nhỏ hơn", "less than"),
            (self.maximum, lambda v, b: v > b, "lớn hơn", "more than"),
        ):
            if bound is not None and isinstance(value, (int, float)) and bad(value, float(bound)):
                self.refuse(
                    "E-DAT-011", row, f"{shown_value(text)} {vi} {bound}", f"{shown_value(text)} is {en} {bound}",
                    "kiểm tra giá trị và đơn vị", "check the value and the unit",
                )  # fmt: skip
                return None
        if self.unique is not None:
            if text in self.unique:
                self.refuse(
                    "E-DAT-012", row, f"“{shown_value(text)}” xuất hiện hai lần", f"“{shown_value(text)}” stands twice",
                    "mỗi giá trị chỉ một dòng", "keep one row for each value",
                )  # fmt: skip
            self.unique.add(text)
        return value

    def _refuse_period(self, text: str, row: int) -> None:
        self.refuse(
            "E-TIM-001", row, f"“{shown_value(text)}” không phải là một kỳ", f"“{shown_value(text)}” is not a period",
            "ghi 2024, 2024-H1, 2024-Q3, 2024-07, 2024-W07 hoặc 2024-07-01", "write 2024, 2024-H1, 2024-Q3, 2024-07, 2024-W07 or 2024-07-01",
        )  # fmt: skip

    def _typed(self, text: str, row: int) -> Any:
        kind = self.field.type
        if kind == "number":
            value = _to_float(text)
            if value is None:
                self.refuse(
                    "E-DAT-004", row, f"ô số có chữ “{shown_value(text)}”", f"text “{shown_value(text)}” in a number cell",
                    "ghi một số với dấu chấm thập phân, ví dụ 1234.5, để trống nếu thiếu",
                    "write a number with a decimal point, for example 1234.5; leave it empty when missing",
                )  # fmt: skip
            return value
        if kind == "integer":
            if re.fullmatch(r"[+-]?[0-9]+", text):
                return int(text)
            self.refuse(
                "E-DAT-004", row, f"“{shown_value(text)}” không phải là số nguyên", f"“{shown_value(text)}” is not a whole number",
                "ghi một số nguyên", "write a whole number",
            )  # fmt: skip
            return None
        if kind == "boolean":
            if text.lower() in ("true", "1"):
                return True
            if text.lower() in ("false", "0"):
                return False
            self.refuse(
                "E-DAT-009", row, f"“{shown_value(text)}” không phải là true hoặc false", f"“{shown_value(text)}” is not true or false",
                "ghi true hoặc false", "write true or false",
            )  # fmt: skip
            return None
        if kind == "date":
            try:
                date.fromisoformat(text)
            except ValueError:
                self.refuse(
                    "E-DAT-010", row, f"“{shown_value(text)}” không phải là ngày", f"“{shown_value(text)}” is not a date",
                    "ghi theo dạng 2026-11-22", "write it as 2026-11-22",
                )  # fmt: skip
                return None
            return text
        if not unicodedata.is_normalized("NFC", text):
            self.refuse(
                "E-DAT-018", row, f"“{shown_value(text)}” không ở dạng Unicode dựng sẵn (NFC)",
                f"“{shown_value(text)}” is not in composed Unicode (NFC)",
                "chuyển sang Unicode dựng sẵn, hoặc dùng: dubao data import", "convert it to NFC, or use: dubao data import",
            )  # fmt: skip
            return None
        if (
            self.field.name == "period"
            and self.pattern is not None
            and self.pattern.search(text)
            and not calendar.is_period(text)
        ):
            self._refuse_period(text, row)
            return None
        return unescape_formula(text)


def _to_float(text: str) -> float | None:
    if not re.fullmatch(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None
