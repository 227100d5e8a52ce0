"""Writes the input workbook: empty for an institution to fill in, or filled from an :class:`Institution`.

The first sheet holds K_GD and K_DT of each field with their source and whether they are confirmed, since every figure rests on them;
the second explains; then the institution, its locations, groups, learners, lecturers (codes), postgraduate majors and past offers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from dubao.admission.institution_sheet import (
    COEFFICIENT_COLUMNS,
    INSTITUTION_LINES,
    FieldCoefficients,
    coefficients_in_force,
)
from dubao.admission.sheets import (
    CHOICES,
    COEFFICIENTS,
    EXPLANATION,
    INSTITUTION,
    LISTS,
    SHEETS,
    Column,
    InputSheet,
)
from dubao.admission.template_words import EXPLANATIONS, INVENTED
from dubao.admission.unit_codes import field_of
from dubao.data.output import atomic_output
from dubao.errors import InputError, MissingExtraError, Problem
from dubao.labour.capacity import Institution, rules_for
from dubao.labour.capacity.rules import FIRST_INTAKE_OF_34_2026

__all__ = ["write_template"]

# Empty rows of a sheet that carry the choices and the number formats.
EMPTY_ROWS = 300
# Row of the header, from 0; above it stand title, English title and one line of explanation.
HEADER_ROW = 3
_WIDTHS = {"text": 34, "code": 14, "choice": 22, "yes_no": 12}
_NUMBER_FORMATS = {"share": "0.0%", "year": "0", "whole": "0", "number": "General"}
# A line of text in points, and how many characters a unit of width holds in Vietnamese.
_LINE_HEIGHT, _CHARACTERS = 13.5, 1.05


def write_template(
    path: str | Path,
    *,
    intake_year: int = 2027,
    institution: Institution | None = None,
    sources: Mapping[str, str] | None = None,
) -> Path:
    """Writes the input workbook.

    Parameters
    ----------
    path : path
        The XLSX file to write.
    intake_year : int
        Intake the workbook is for; decides the coefficients it begins with. That of `institution` when it is given.
    institution : Institution, optional
        Fills the workbook with what it declares.
    sources : mapping, optional
        Field code → source of the coefficients that `institution` uses, where it is not the one proposed.

    Returns
    -------
    Path

    Raises
    ------
    InputError
        E-ADM-019, units of one field of `institution` have different coefficients; E-CAP-002, an intake year without rules.

    Examples
    --------
    >>> import tempfile
    >>> path = write_template(Path(tempfile.mkdtemp()) / "intake.xlsx", intake_year=2027)
    >>> path.name
    'intake.xlsx'
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError.of("xlsxwriter") from None
    year = institution.intake_year if institution is not None else intake_year
    rules_for(year)
    coefficients = _coefficients(year, institution, sources or {})
    with atomic_output(path) as temporary:
        # Text stays text: no formula and no link is made from what a cell holds.
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(str(temporary), options) as book:
            title = f"Sổ nhập số lượng tuyển sinh {year} / Input workbook of admission numbers {year}"
            # No clock is read: the same input gives the same bytes.
            book.set_properties({"title": title, "author": "", "created": datetime(year - 1, 12, 31)})
            writer = _Writer(book, year, institution is not None and institution.invented)
            writer.coefficients(coefficients.values())
            writer.explanation(year)
            writer.institution(institution, year)
            for sheet in SHEETS:
                writer.rows(sheet, getattr(institution, sheet.attribute) if institution is not None else ())
            writer.lists()
    return Path(path)


def _coefficients(
    year: int, institution: Institution | None, sources: Mapping[str, str]
) -> dict[str, FieldCoefficients]:
    """The proposed coefficients, with those an institution uses in their place."""
    out = dict(coefficients_in_force(year))
    used: dict[str, tuple[float, float, bool]] = {}
    for unit in institution.units if institution is not None else ():
        field = field_of(unit.code)
        mine = (unit.teaching_coefficient, unit.area_coefficient, unit.confirmed)
        if used.setdefault(field, mine) != mine:
            raise InputError(
                Problem(
                    "E-ADM-019", argument="units", vi=f"lĩnh vực {field} có hai bộ hệ số khác nhau", en=f"field {field} has two different sets of coefficients",
                    remedy_vi="các nhóm ngành của một lĩnh vực dùng chung K_GD, K_DT và trạng thái xác nhận",
                    remedy_en="groups of one field share K_GD, K_DT and the state of confirmation",
                )
            )  # fmt: skip
        known = out.get(field)
        same = known is not None and (known.teaching, known.area) == mine[:2]
        source = sources.get(field) or (known.source if known is not None and same else "")
        out[field] = FieldCoefficients(field, known.name if known else "", *mine, source or "…")
    return dict(sorted(out.items()))


class _Writer:
    """The sheets of one workbook and their few looks."""

    def __init__(self, book: Any, year: int, invented: bool) -> None:
        self.book, self.year, self.invented = book, year, invented
        font = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self.title = book.add_format(font | {"bold": True, "font_size": 14})
        self.english = book.add_format(font | {"bold": True})
        self.line = book.add_format(font)
        self.wrap = book.add_format(font | {"text_wrap": True})
        self.head = book.add_format(
            font | {"bold": True, "text_wrap": True, "bg_color": "#E8EEF4", "border": 1}
        )
        # Required columns are told apart by words in the comment and by a heavier line, not by colour alone.
        self.required = book.add_format(
            font | {"bold": True, "text_wrap": True, "bg_color": "#D5E0EA", "border": 1, "bottom": 5}
        )
        self.cells = {
            kind: book.add_format(font | {"num_format": code, "align": "right"})
            for kind, code in _NUMBER_FORMATS.items()
        }
        self.text = book.add_format(font | {"num_format": "@", "text_wrap": True})
        self.ranges: dict[str, str] = {}

    def sheet(self, name: str, vi: str, en: str, line: str = "") -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        mark = f"{INVENTED[0]} / {INVENTED[1]}" if self.invented else ""
        sheet.write_string(0, 0, vi, self.title)
        sheet.write_string(1, 0, en + (f" · {mark}" if mark else ""), self.english)
        if line:
            sheet.write_string(2, 0, line, self.line)
        return sheet

    def header(self, sheet: Any, columns: Sequence[Column], row: int = HEADER_ROW) -> None:
        widths: list[float] = []
        for position, column in enumerate(columns):
            sheet.write_string(row, position, column.heading, self.required if column.required else self.head)
            about = [f"{column.about_vi}", f"{column.about_en}", column.clause]
            need = "Bắt buộc / required." if column.required else ""
            text = "\n".join(part for part in (need, *about) if part)
            if text:
                sheet.write_comment(row, position, text, {"author": "dubao", "x_scale": 2, "y_scale": 1.2})
            longest = max(len(word) for word in column.heading.replace("\n", " ").split())
            widths.append(max(_width(column), longest + 2))
            sheet.set_column(position, position, widths[-1])
        sheet.set_row(row, height(*((c.heading, 0.85 * w) for c, w in zip(columns, widths, strict=True))))
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)

    def cell(self, sheet: Any, row: int, position: int, column: Column, value: Any) -> None:
        if column.kind in ("choice", "yes_no"):
            look = self.text
            key = ("yes" if value else "no") if isinstance(value, bool) else value
            known = (f"{vi} / {en}" for option, vi, en, _ in CHOICES[column.choices] if option == key)
            shown = "" if key is None or key == "" else next(known)
            self._text(sheet, row, position, shown, look)
        elif column.kind in ("text", "code"):
            self._text(sheet, row, position, "" if value is None else str(value), self.text)
        elif value is None or (isinstance(value, float) and math.isnan(value)):
            sheet.write_blank(row, position, None, self.cells[column.kind])
        else:
            sheet.write_number(row, position, value, self.cells[column.kind])

    def _text(self, sheet: Any, row: int, position: int, text: str, look: Any) -> None:
        if text:
            sheet.write_string(row, position, text, look)
        else:
            sheet.write_blank(row, position, None, look)

    def choose(self, sheet: Any, column: Column, first: int, last: int, position: int) -> None:
        """The list of a column of choices; the limits of a column of numbers."""
        about = (f"{column.about_vi} {column.about_en}").strip()[:255]
        common = {"ignore_blank": True, "error_title": "dubao"}
        if column.choices:
            words = [f"{vi} / {en}" for _, vi, en, _ in CHOICES[column.choices]]
            sheet.data_validation(
                first, position, last, position,
                common | {"validate": "list", "source": words, "error_message": "Chọn trong danh sách / choose from the list"},
            )  # fmt: skip
        elif column.kind in ("number", "share", "year", "whole"):
            bounded = column.high != float("inf")
            rule = (
                {"criteria": "between", "minimum": column.low, "maximum": column.high}
                if bounded
                else {"criteria": ">=", "value": column.low}
            )
            kind = "integer" if column.kind in ("year", "whole") else "decimal"
            sheet.data_validation(
                first, position, last, position, common | {"validate": kind, "error_message": about or "…"} | rule
            )  # fmt: skip

    def coefficients(self, found: Any) -> None:
        sheet = self.sheet(
            COEFFICIENTS, "Hệ số K_GD và K_DT theo lĩnh vực", "Coefficients K_GD and K_DT by field",
            "Đối chiếu với Chuẩn đang có hiệu lực rồi chọn “có / yes” ở cột “Đã xác nhận”; chưa xác nhận thì mọi kết quả ghi “tạm tính”."
            " / Check them against the Standards in force, then choose “có / yes”; until then every result is marked “tạm tính” (tentative).",
        )  # fmt: skip
        self.header(sheet, COEFFICIENT_COLUMNS)
        first = HEADER_ROW + 1
        rows = list(found)
        for number, one in enumerate(rows, first):
            values = (one.field, one.name, one.teaching, one.area, one.confirmed, one.source)
            for position, (column, value) in enumerate(zip(COEFFICIENT_COLUMNS, values, strict=True)):
                self.cell(sheet, number, position, column, value)
            sheet.set_row(number, height((one.name, 46), (one.source, 70)))
        for position, column in enumerate(COEFFICIENT_COLUMNS):
            self.choose(sheet, column, first, first + len(rows) + 20, position)
        sheet.set_column(1, 1, 46)
        sheet.set_column(5, 5, 70)

    def explanation(self, year: int) -> None:
        sheet = self.sheet(EXPLANATION, "Giải thích", "Explanation")
        sheet.set_column(0, 1, 72)
        sheet.freeze_panes(2, 0)
        row = 3
        for vi, en in EXPLANATIONS:
            for position, text in enumerate((vi, en)):
                sheet.write_string(row, position, text.format(year=year, before=year - 1), self.wrap)
            sheet.set_row(row, height((vi, 72), (en, 72)))
            row += 1
        row += 1
        for heading in (("Trang, cột và ý nghĩa", "Sheets, columns and their meaning"),):
            for position, text in enumerate(heading):
                sheet.write_string(row, position, text, self.head)
        for sheet_of in SHEETS:
            row += 1
            sheet.write_string(row, 0, sheet_of.vi, self.english)
            sheet.write_string(row, 1, sheet_of.en, self.english)
            for column in asked(sheet_of, self.year):
                row += 1
                vi, en = column.with_unit
                clause = f" [{column.clause}]" if column.clause else ""
                texts = (
                    f"{vi}: {column.about_vi}{clause}",
                    f"{en}: {column.about_en}{clause}",
                )
                for position, text in enumerate(texts):
                    sheet.write_string(row, position, text, self.wrap)
                sheet.set_row(row, height((texts[0], 72), (texts[1], 72)))

    def institution(self, institution: Institution | None, year: int) -> None:
        sheet = self.sheet(INSTITUTION, "Cơ sở đào tạo", "Institution")
        for position, heading in enumerate(
            ("Nội dung", "Item", "Giá trị / value", "Giải thích", "Explanation")
        ):
            sheet.write_string(HEADER_ROW, position, heading, self.head)
        sheet.freeze_panes(HEADER_ROW + 1, 0)
        for position, width in enumerate((44, 40, 40, 52, 52)):
            sheet.set_column(position, position, width)
        for row, line in enumerate(INSTITUTION_LINES, HEADER_ROW + 1):
            vi, en = line.with_unit
            look = self.required if line.required else self.wrap
            sheet.write_string(row, 0, f"{vi} [{line.name}]", look)
            sheet.write_string(row, 1, en, self.wrap)
            value = getattr(institution, line.name) if institution is not None else None
            if line.name == "intake_year":
                value = year
            if line.name == "notes" and value:
                value = "\n".join(value)
            self.cell(sheet, row, 2, line, value or None if line.kind == "text" else value)
            self.choose(sheet, line, row, row, 2)
            sheet.write_string(row, 3, line.about_vi, self.wrap)
            sheet.write_string(row, 4, line.about_en, self.wrap)
            label, shown = f"{vi} [{line.name}]", str(value or "")
            sheet.set_row(
                row, height((label, 44), (line.en, 40), (shown, 40), (line.about_vi, 52), (line.about_en, 52))
            )

    def rows(self, spec: InputSheet, rows: Sequence[Any]) -> None:
        sheet = self.sheet(spec.name, spec.vi, spec.en)
        columns = asked(spec, self.year)
        self.header(sheet, columns)
        first = HEADER_ROW + 1
        for number, row in enumerate(rows, first):
            for position, column in enumerate(columns):
                self.cell(sheet, number, position, column, getattr(row, column.name))
        last = first + len(rows) + EMPTY_ROWS
        for position, column in enumerate(columns):
            self.choose(sheet, column, first, last, position)
            # Codes typed into the empty rows stay text.
            look = self.text if column.kind in ("text", "code") else self.cells.get(column.kind, self.text)
            width = max(_width(column), max(len(w) for w in column.heading.split()) + 2)
            sheet.set_column(position, position, width, look)

    def lists(self) -> None:
        sheet = self.sheet(LISTS, "Danh mục", "Lists")
        headings = ("Danh mục / list", "Mã / key", "Tiếng Việt", "English")
        for position, heading in enumerate(headings):
            sheet.write_string(HEADER_ROW, position, heading, self.head)
            sheet.set_column(position, position, 34)
        sheet.freeze_panes(HEADER_ROW + 1, 0)
        row = HEADER_ROW
        for name, options in CHOICES.items():
            for key, vi, en, _ in options:
                row += 1
                for position, text in enumerate((name, key, vi, en)):
                    sheet.write_string(row, position, text, self.text)


def asked(spec: InputSheet, year: int) -> tuple[Column, ...]:
    """The columns of a sheet that an intake year asks for: from 2027 on without those of the older rules.

    >>> len(asked(SHEETS[1], 2026)) - len(asked(SHEETS[1], 2027))
    2
    """
    return tuple(c for c in spec.fields if year < FIRST_INTAKE_OF_34_2026 or not c.until_2026)


def _width(column: Column) -> float:
    """Width of a column by its kind; that of a list by its longest choice."""
    if column.kind == "choice":
        return max(len(f"{vi} / {en}") for _, vi, en, _ in CHOICES[column.choices]) * 0.95 + 2
    return float(_WIDTHS.get(column.kind, 14))


def height(*cells: tuple[str, float]) -> float:
    """Height of a row whose cells (text, width) are wrapped; not every program works it out when it opens the file.

    >>> height(("short", 40.0)) < height(("a text that is longer than its column is wide", 20.0))
    True
    """
    lines = [
        sum(max(1, math.ceil(len(part) / (width * _CHARACTERS))) for part in text.split("\n"))
        for text, width in cells
    ]
    return _LINE_HEIGHT * max(lines) + 2
