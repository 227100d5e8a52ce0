"""One form of the Circular on one sheet: title, column groups, headings in both languages, units, rows, notes.

The order of the columns, their headings and groups come from the table of forms. A heading over several columns is centred across them
without merging, so that a screen reader and a filter still find every cell. A figure that rests on unconfirmed coefficients stays a
number and carries "(tạm tính)" in its number format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dubao.admission.form_rows import FormRow, Value
from dubao.admission.legal_tables import table_rows

__all__ = ["TENTATIVE", "FormColumn", "FormHead", "form_columns", "form_title", "write_form"]

# Behind a figure that rests on coefficients which nobody has confirmed.
TENTATIVE = " (tạm tính)"
CHECK_SHEET = (
    "BẢNG ĐỐI CHIẾU TRƯỚC KHI NHẬP: cơ sở đào tạo nhập số liệu chính thức vào cơ sở dữ liệu giáo dục đại học của Bộ Giáo dục và Đào tạo.",
    "SHEET TO CHECK AGAINST BEFORE ENTERING: institutions enter official figures in the higher-education database of the Ministry of Education and Training.",
)  # fmt: skip
TENTATIVE_LINE = (
    "(tạm tính): số tính bằng hệ số K_GD, K_DT chưa được xác nhận theo Chuẩn đang có hiệu lực.",
    "(tạm tính) = tentative: computed with coefficients K_GD, K_DT that are not confirmed against the Standards in force.",
)
_FORMATS = {
    "persons": "#,##0",
    "converted": "#,##0.00",
    "lecturers": "#,##0.00",
    "m2": "#,##0.##",
    "percent": "0.0%",
}
_KIND_OF_UNIT = {
    "m2": "m2", "percent": "percent", "persons": "persons", "students": "persons", "master students": "persons", "master students (HVCH)": "persons", "PhD students (NCS)": "persons", "PhD students": "persons",
    "converted lecturers": "lecturers", "converted regular learners (NHCQQĐ)": "converted", "converted learners (NHQĐ)": "converted",
}  # fmt: skip
_UNITS_VI = {
    "m2": "m²", "percent": "%", "persons": "người", "students": "SV", "master students": "HVCH", "master students (HVCH)": "HVCH", "PhD students (NCS)": "NCS", "PhD students": "NCS",
    "converted lecturers": "giảng viên quy đổi", "converted regular learners (NHCQQĐ)": "NHCQQĐ", "converted learners (NHQĐ)": "NHQĐ",
    "code": "", "text": "", "": "",
}  # fmt: skip
_INDENT = {"institution": 0, "location": 0, "field": 1, "group": 2, "major": 3}
_WIDE, _NARROW, _CODE = 46, 19, 12


@dataclass(frozen=True)
class FormColumn:
    """A column of a form, as the table of forms lists it."""

    number: int
    group_vi: str
    header_vi: str
    header_en: str
    unit: str
    formula: str

    @property
    def kind(self) -> str:
        """What its figures are: persons, converted, lecturers, m2, percent; empty for text."""
        return _KIND_OF_UNIT.get(self.unit, "")


@dataclass(frozen=True)
class FormHead:
    """What stands above every form of one institution."""

    year: int
    institution: str
    marks: tuple[str, ...]
    notes: tuple[str, ...] = ()


def form_columns(code: str) -> tuple[FormColumn, ...]:
    """The columns of a form, in order.

    >>> [column.header_vi for column in form_columns("I.1B")][:3]
    ['Mã số', 'Nhóm ngành, ngành', 'Số giảng viên']
    """
    return tuple(
        FormColumn(
            int(row["column_number"]), str(row["column_group_vi"] or ""), str(row["column_header_vi"]), str(row["column_header_en"] or ""),
            str(row["unit"] or ""), str(row["formula"] or ""),
        )
        for row in table_rows("vietnam-admission/forms")
        if row["table_code"] == code and str(row["column_number"]).isdigit()
    )  # fmt: skip


def form_title(code: str, year: int) -> tuple[str, str, str]:
    """Title of a form in Vietnamese and English for a year, and its clause."""
    row = next(r for r in table_rows("vietnam-admission/forms") if r["table_code"] == code)
    appendix, _, table = code.partition(".")
    vi = str(row["title_vi"]).replace(" … năm 20xy", f" năm {year}").replace("20xy", str(year))
    en = f"Appendix {appendix}, table {table}. " + str(row["title_en"]).replace("20xy", str(year))
    return f"Phụ lục {appendix} · {vi}", en, str(row["clause"])


def write_form(book: Any, looks: Looks, code: str, head: FormHead, rows: Sequence[FormRow]) -> Any:
    """Writes one form on a new sheet and returns the sheet."""
    columns = form_columns(code)
    title_vi, title_en, clause = form_title(code, head.year)
    sheet = book.add_worksheet(sheet_name(code))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_footer("&L&A&R&P / &N")
    lines: list[tuple[str, Any]] = [(title_vi, looks.title), (title_en, looks.strong)]
    lines += [(text, looks.line) for text in (*CHECK_SHEET, head.institution)]
    lines += [(text, looks.strong) for text in head.marks]
    if any(row.tentative for row in rows):
        lines += [(text, looks.strong) for text in TENTATIVE_LINE]
    for row, (text, look) in enumerate(lines):
        sheet.write_string(row, 0, text, look)
    first = _headings(sheet, looks, columns, len(lines) + 1, head.year)
    widths = [_width(column, rows, position) for position, column in enumerate(columns)]
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    for offset, one in enumerate(rows):
        for position, (column, value) in enumerate(zip(columns, one.cells, strict=True)):
            look = looks.cell(column.kind, one.kind, position in one.tentative, is_text(value))
            _write(sheet, first + offset, position, value, look)
    last = first + len(rows)
    below = (
        [f"Căn cứ / basis: TT34-2026, {clause}.", *head.notes] if rows else ["Không có dòng nào / no row."]
    )
    for offset, text in enumerate(below, start=1):
        sheet.write_string(last + offset, 0, text, looks.line)
    return sheet


def sheet_name(code: str) -> str:
    """Name of the sheet of a form: ``PL I - 1A``.

    >>> sheet_name("II.1B")
    'PL II - 1B'
    """
    appendix, _, table = code.partition(".")
    return f"PL {appendix} - {table}"


def is_text(value: Value) -> bool:
    return isinstance(value, str)


def _headings(sheet: Any, looks: Looks, columns: Sequence[FormColumn], row: int, year: int) -> int:
    """Rows of headings: groups where there are some, Vietnamese, English with unit, numbers of columns; returns the row below."""
    previous = ""
    grouped = any(column.group_vi for column in columns)
    if not grouped:
        row -= 1
    for position, column in enumerate(columns):
        if not grouped:
            pass
        elif column.group_vi:
            text = "" if column.group_vi == previous else column.group_vi
            if text:
                sheet.write_string(row, position, text, looks.across)
            else:
                sheet.write_blank(row, position, None, looks.across)
        else:
            sheet.write_blank(row, position, None, looks.head)
        previous = column.group_vi
        unit_vi, unit = _UNITS_VI[column.unit], column.unit if column.unit not in ("code", "text") else ""
        vi = column.header_vi.replace("20xy", str(year)) + (f" ({unit_vi})" if unit_vi else "")
        # What stands behind a colon or in brackets is said in the comment of the heading.
        short = re.split(r"[:(]", column.header_en)[0].strip()
        en = short.replace("20xy", str(year)) + (f" ({unit.split(' (')[0]})" if unit else "")
        sheet.write_string(row + 1, position, vi, looks.head)
        sheet.write_string(row + 2, position, en, looks.head_en)
        sheet.write_string(row + 3, position, f"({column.number})", looks.number_row)
        about = "\n".join(
            text for text in (column.header_en if short != column.header_en else "", column.formula) if text
        )
        if about:
            sheet.write_comment(row + 1, position, about, {"author": "dubao", "x_scale": 1.5})
    sheet.set_row(row + 1, 62)
    sheet.set_row(row + 2, 62)
    sheet.freeze_panes(row + 4, 2)
    sheet.repeat_rows(row if grouped else row + 1, row + 3)
    return row + 4


def _write(sheet: Any, row: int, position: int, value: Value, look: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, position, None, look)
    elif isinstance(value, str):
        # Written as text whatever it begins with: a name from the workbook cannot become a formula.
        sheet.write_string(row, position, value, look)
    else:
        sheet.write_number(row, position, value, look)


def _width(column: FormColumn, rows: Sequence[FormRow], position: int) -> float:
    if column.kind:
        return _NARROW + (4 if any(position in row.tentative for row in rows) else 0)
    longest = max((len(str(row.cells[position] or "")) for row in rows), default=0)
    return float(min(max(_CODE, longest + 6), _WIDE))


class Looks:
    """Formats of a workbook of forms, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.font = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
        self.title = book.add_format(self.font | {"bold": True, "font_size": 14})
        self.strong = book.add_format(self.font | {"bold": True})
        self.line = book.add_format(self.font)
        head = self.font | {"bold": True, "text_wrap": True, "align": "center", "border": 1}
        self.head = book.add_format(head)
        self.head_en = book.add_format(head | {"bold": False, "italic": True})
        self.across = book.add_format(
            self.font | {"bold": True, "align": "center_across", "top": 1, "bottom": 1}
        )
        self.number_row = book.add_format(self.font | {"align": "center", "border": 1, "font_size": 9})
        self._made: dict[tuple[Any, ...], Any] = {}

    def cell(self, kind: str, row_kind: str, tentative: bool, text: bool) -> Any:
        """Look of a cell: number format by kind and state, bold on the rows of institution and locations."""
        key = (kind, row_kind, tentative, text)
        if key not in self._made:
            options: dict[str, Any] = {"border": 1}
            if row_kind in ("institution", "location"):
                options["bold"] = True
            if kind and not text:
                code = _FORMATS[kind]
                # The mark stands in both parts, for a maximum may be negative.
                options["num_format"] = (
                    f'{code}"{TENTATIVE}";-{code}"{TENTATIVE}"' if tentative else f"{code};-{code}"
                )
                options["align"] = "right"
            elif kind:
                options["align"] = "center"
            else:
                options |= {"text_wrap": True, "indent": _INDENT[row_kind], "num_format": "@"}
            self._made[key] = self.book.add_format(self.font | options)
        return self._made[key]
