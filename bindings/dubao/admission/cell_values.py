"""One cell of the input workbook into one value, or into a problem that names sheet, address, rule, value and remedy.

A cell says what it holds: a number cell is a number, a cell shown with a percent sign is a share, text that begins like a formula
stays text. A formula counts by the result saved with it; one without a result, or with an error, is refused.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import Any

from dubao.admission.sheets import CHOICES, Column
from dubao.admission.words import clause_vi
from dubao.data.catalogue import fold
from dubao.data.files import shown_value
from dubao.data.reader import close_match
from dubao.errors import Collector, Problem
from dubao.numbers import format_number, number_readings

__all__ = ["Place", "RawCell", "read_value"]

NAN = math.nan


@dataclass(frozen=True)
class RawCell:
    """What a cell holds: its value, whether it is shown in percent, and the formula behind it."""

    value: Any = None
    percent: bool = False
    formula: str = ""
    error: bool = False

    @property
    def text(self) -> str:
        """The cell as text, in NFC and without surrounding spaces; empty when nothing stands in it."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return unicodedata.normalize("NFC", str(self.value)).strip()

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.formula


@dataclass(frozen=True)
class Place:
    """Where a cell stands; makes the problems found in it."""

    file: str
    sheet: str
    address: str = ""

    @property
    def text(self) -> str:
        """Sheet and cell as a spreadsheet writes them: ``'Người học - Learners'!H12``."""
        return f"'{self.sheet}'!{self.address}" if self.address else f"'{self.sheet}'"

    def problem(
        self, id: str, vi: str, en: str, remedy_vi: str, remedy_en: str, value: Any = None
    ) -> Problem:
        """A problem of this cell; ``details`` hold sheet, cell and value for a program."""
        return Problem(
            id, vi=vi, en=en, remedy_vi=remedy_vi, remedy_en=remedy_en, file=self.file, argument=self.text,
            details={"sheet": self.sheet, "cell": self.address, "value": value},
        )  # fmt: skip


def read_value(cell: RawCell, column: Column, place: Place, problems: Collector) -> Any:
    """The value of a cell as the row class wants it; None for an empty or a refused cell.

    Parameters
    ----------
    cell : RawCell
    column : Column
        What the cell should hold.
    place : Place
        For the messages.
    problems : Collector
        Receives E-ADM-005 to 009.
    """
    if cell.error or (cell.formula and cell.value is None):
        problems.add(_bad_formula(cell, column, place))
        return None
    if cell.is_empty:
        if column.required:
            problems.add(_empty(column, place))
        return None
    if column.kind in ("choice", "yes_no"):
        return _choice(cell, column, place, problems)
    if column.kind in ("text", "code"):
        return cell.text
    number = _number(cell, column, place, problems)
    if number is None:
        return None
    if column.kind in ("year", "whole") and not number.is_integer():
        problems.add(_wrong_kind(cell, column, place, "cần một số nguyên", "a whole number is needed"))
        return None
    if not column.low <= number <= column.high:
        problems.add(_out_of_range(number, column, place))
        return None
    return int(number) if column.kind in ("year", "whole") else number


def _number(cell: RawCell, column: Column, place: Place, problems: Collector) -> float | None:
    value = cell.value
    if isinstance(value, bool) or value is None:
        problems.add(_wrong_kind(cell, column, place, "cần một số", "a number is needed"))
        return None
    if isinstance(value, int | float):
        number = float(value)
        if not math.isfinite(number):
            problems.add(_wrong_kind(cell, column, place, "cần một số hữu hạn", "a finite number is needed"))
            return None
        return number
    text = cell.text
    percent = text.endswith("%") and column.kind == "share"
    readings = set(number_readings(text[:-1].strip() if percent else text).values())
    if len(readings) != 1:
        vi, en = (
            ("có thể đọc thành hai số khác nhau", "can be read as two different numbers")
            if readings
            else ("cần một số", "a number is needed")
        )
        problems.add(_wrong_kind(cell, column, place, vi, en))
        return None
    return readings.pop() / (100.0 if percent else 1.0)


def _choice(cell: RawCell, column: Column, place: Place, problems: Collector) -> str | bool | None:
    options = CHOICES[column.choices]
    known: dict[str, str] = {}
    for key, vi, en, others in options:
        for word in (key, vi, en, f"{vi} / {en}", *others):
            known[fold(word).strip()] = key
    text = ("yes" if cell.value else "no") if isinstance(cell.value, bool) else fold(cell.text).strip()
    if text in known:
        return known[text] == "yes" if column.kind == "yes_no" else known[text]
    near = close_match(text, sorted(known))
    listed_vi = ", ".join(f"“{vi}”" for _, vi, _, _ in options)
    listed_en = ", ".join(f"“{en}”" for _, _, en, _ in options)
    shown = shown_value(cell.text)
    problems.add(
        place.problem(
            "E-ADM-007", f"{column.vi}: “{shown}” không có trong danh mục" + (f" (có phải là “{near}”?)" if near else ""),
            f"{column.en}: “{shown}” is not in the list" + (f" (did you mean “{near}”?)" if near else ""),
            f"chọn một trong {listed_vi}", f"choose one of {listed_en}", cell.text,
        )
    )  # fmt: skip
    return None


def _bad_formula(cell: RawCell, column: Column, place: Place) -> Problem:
    shown = shown_value(cell.formula or cell.text)
    if cell.error:
        return place.problem(
            "E-ADM-009", f"{column.vi}: ô cho kết quả lỗi “{shown}”", f"{column.en}: the cell results in the error “{shown}”",
            "sửa công thức, hoặc ghi giá trị vào ô", "mend the formula, or write the value into the cell", value=shown,
        )  # fmt: skip
    return place.problem(
        "E-ADM-009", f"{column.vi}: công thức “{shown}” chưa có kết quả được lưu", f"{column.en}: the formula “{shown}” was saved without its result",
        "ghi giá trị vào ô, hoặc mở và lưu lại bằng phần mềm bảng tính",
        "write the value into the cell, or open and save the file in a spreadsheet program", value=shown,
    )  # fmt: skip


def _empty(column: Column, place: Place) -> Problem:
    clause = f" ({column.clause})" if column.clause else ""
    clause_in_vi = f" ({clause_vi(column.clause)})" if column.clause else ""
    return place.problem(
        "E-ADM-008", f"{column.vi}: ô bắt buộc còn trống{clause_in_vi}", f"{column.en}: a required cell is empty{clause}",
        column.about_vi or "điền ô này", column.about_en or "fill in the cell",
    )  # fmt: skip


def _wrong_kind(cell: RawCell, column: Column, place: Place, vi: str, en: str) -> Problem:
    shown = shown_value(cell.text)
    return place.problem(
        "E-ADM-005", f"{column.vi}: {vi}, đang ghi “{shown}”", f"{column.en}: {en}, found “{shown}”",
        "ghi một số vào ô số, không kèm chữ", "write a number, without words, into the cell", cell.text,
    )  # fmt: skip


def _out_of_range(number: float, column: Column, place: Place) -> Problem:
    def one(value: float, lang: Any) -> str:
        shown = value * 100 if column.kind == "share" else value
        text = format_number(shown, lang) if column.kind != "year" else str(int(value))
        return text + ("%" if column.kind == "share" else "")

    rule = f" ({column.clause})" if column.clause else ""
    rule_vi = f" ({clause_vi(column.clause)})" if column.clause else ""
    bounded = column.high != float("inf")
    vi = (
        f"từ {one(column.low, 'vi')} đến {one(column.high, 'vi')}"
        if bounded
        else f"từ {one(column.low, 'vi')} trở lên"
    )
    en = (
        f"{one(column.low, 'en')} to {one(column.high, 'en')}"
        if bounded
        else f"at least {one(column.low, 'en')}"
    )
    slip_vi, slip_en = (
        ("; ghi 83% hoặc 0,83, không ghi 83", "; write 83% or 0.83, not 83")
        if column.kind == "share" and 1 < number <= 100
        else ("", "")
    )
    return place.problem(
        "E-ADM-006", f"{column.vi}: {one(number, 'vi')} nằm ngoài khoảng cho phép, {vi}{rule_vi}",
        f"{column.en}: {one(number, 'en')} is out of range, {en}{rule}",
        f"ghi một giá trị {vi}{slip_vi}", f"write a value of {en}{slip_en}", number,
    )  # fmt: skip
