"""Reads the input workbook into :class:`dubao.labour.capacity.Institution`.

Every problem is found in one pass and names sheet, cell, rule, value and remedy in both languages. Empty cells are "not known", never
zero. Nothing personal is read: see :mod:`dubao.admission.personal_data`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dubao.admission.cell_values import Place, RawCell, read_value
from dubao.admission.institution_sheet import COEFFICIENT_COLUMNS, INSTITUTION_LINES, FieldCoefficients
from dubao.admission.personal_data import is_personal_heading
from dubao.admission.raw_sheets import RawBook, RawRow, column_of, open_workbook, personal_column
from dubao.admission.row_checks import ReadRow, check_rows
from dubao.admission.sheets import COEFFICIENTS, EXPLANATION, INSTITUTION, LISTS, SHEETS, InputSheet
from dubao.admission.unit_codes import without_level
from dubao.errors import Collector, DubaoError, InputError, Problem
from dubao.labour.capacity import Institution

__all__ = ["Declaration", "read_declaration", "read_institution"]

# Sheets without which nothing can be computed.
_NEEDED = ("locations", "units", "learners", "lecturers")
_UNIT_COLUMNS = {"units": "code", "learners": "unit", "lecturers": "unit", "offers": "unit"}


@dataclass(frozen=True)
class Declaration:
    """What a workbook declares.

    Attributes
    ----------
    institution : Institution
    coefficients : tuple of FieldCoefficients
        K_GD and K_DT of the fields of the institution, with their source.
    cells : mapping
        Row and column of a sheet as messages of the computation name them (``learners[3].stock``, counted from 0) → its place.
    """

    institution: Institution
    coefficients: tuple[FieldCoefficients, ...]
    cells: Mapping[str, Place]

    def located(self, error: DubaoError) -> DubaoError:
        """The error with the cell of the workbook in each problem that names a row of the declaration."""
        problems = [
            replace(one, file=place.file, argument=place.text)
            if (place := self.cells.get(one.argument))
            else one
            for one in error.problems
        ]
        return type(error)(problems)


def read_institution(path: str | Path) -> Institution:
    """The institution that a workbook declares; see :func:`read_declaration`."""
    return read_declaration(path).institution


def read_declaration(path: str | Path) -> Declaration:
    """Reads an input workbook.

    Parameters
    ----------
    path : path
        An XLSX file made by :func:`dubao.admission.write_template`.

    Returns
    -------
    Declaration

    Raises
    ------
    InputError
        E-ADM-001 to E-ADM-018, all of them at once; ``argument`` names sheet and cell.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> from dubao.admission import write_template
    >>> from dubao.errors import InputError
    >>> path = write_template(pathlib.Path(tempfile.mkdtemp()) / "intake.xlsx", intake_year=2027)
    >>> try:
    ...     _ = read_declaration(path)
    ... except InputError as error:
    ...     print(error.problems[0].text("en"))
    E-ADM-008: intake.xlsx, 'Cơ sở - Institution'!C5: Institution code: a required cell is empty. To mend: Three characters (Art. 2(10)).
    """
    book = open_workbook(path)
    problems = Collector()
    _refuse_personal(book, problems)
    general, places = _institution_lines(book, problems)
    coefficients = _coefficients(book, problems)
    rows = {sheet.attribute: _sheet_rows(book, sheet, problems) for sheet in SHEETS}
    check_rows(rows, coefficients, general, places, book.place(COEFFICIENTS), problems)
    problems.raise_if_any(InputError)
    _give_coefficients(rows["units"], coefficients)
    built: dict[str, Any] = {
        sheet.attribute: tuple(sheet.row_class(**row.values) for row in rows[sheet.attribute])
        for sheet in SHEETS
    }
    institution = Institution(**general, **built)
    used = {f"7{unit.code[:2]}" for unit in institution.units}
    cells = {
        f"{name}[{index}].{column}": place
        for name, listed in rows.items()
        for index, row in enumerate(listed)
        for column, place in row.places.items()
    }
    return Declaration(
        institution, tuple(c for c in coefficients.values() if c.field in used), cells | places
    )


def _refuse_personal(book: RawBook, problems: Collector) -> None:
    """Headings of sheets that are none of ours; those of our own are looked at when their columns are found."""
    ours = [COEFFICIENTS, EXPLANATION, INSTITUTION, LISTS, *(sheet.name for sheet in SHEETS)]
    for sheet, row, column in book.other_sheets(ours):
        if is_personal_heading(book.cell(sheet, row, column).text):
            problems.add(personal_column(book.place(sheet, row, column)))


def _institution_lines(book: RawBook, problems: Collector) -> tuple[dict[str, Any], dict[str, Any]]:
    """The lines of the sheet of the institution: key → value, key → place; the value stands in the third column."""
    values: dict[str, Any] = {}
    places: dict[str, Any] = {}
    if not _has(book, INSTITUTION, problems):
        return values, places
    last, _ = book.size(INSTITUTION)
    for row in range(1, last + 1):
        heading = book.cell(INSTITUTION, row, 1).text
        name = column_of(heading, INSTITUTION_LINES) if heading else ""
        if not name:
            if is_personal_heading(heading):
                problems.add(personal_column(book.place(INSTITUTION, row, 1)))
            continue
        line = next(one for one in INSTITUTION_LINES if one.name == name)
        places[name] = book.place(INSTITUTION, row, 3)
        value = read_value(book.cell(INSTITUTION, row, 3), line, places[name], problems)
        if value is not None:
            values[name] = value
    for line in INSTITUTION_LINES:
        if line.required and line.name not in places:
            read_value(RawCell(), line, book.place(INSTITUTION), problems)
    if "notes" in values:
        values["notes"] = tuple(note.strip() for note in str(values["notes"]).split("\n") if note.strip())
    return values, places


def _coefficients(book: RawBook, problems: Collector) -> dict[str, FieldCoefficients]:
    out: dict[str, FieldCoefficients] = {}
    if not _has(book, COEFFICIENTS, problems):
        return out
    for row in book.rows(COEFFICIENTS, COEFFICIENT_COLUMNS, problems):
        # A field without coefficients is one the institution does not teach.
        if row.cells["teaching_coefficient"].is_empty and row.cells["area_coefficient"].is_empty:
            continue
        v = {
            c.name: read_value(row.cells[c.name], c, row.places[c.name], problems)
            for c in COEFFICIENT_COLUMNS
            if c.name in row.cells
        }
        if v["field"] is None:
            continue
        if v["field"] in out:
            problems.add(_listed_twice(row))
        out[v["field"]] = FieldCoefficients(
            v["field"], v.get("field_name") or "", _number(v.get("teaching_coefficient")), _number(v.get("area_coefficient")),
            bool(v.get("confirmed")), v.get("source") or "",
        )  # fmt: skip
    return out


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)


def _listed_twice(row: RawRow) -> Problem:
    place, text = row.places["field"], row.cells["field"].text
    return place.problem(
        "E-ADM-010", f"lĩnh vực {text} có hai dòng", f"field {text} stands twice", "giữ một dòng", "keep one row", text
    )  # fmt: skip


def _has(book: RawBook, sheet: str, problems: Collector) -> bool:
    if sheet in book.sheet_names:
        return True
    problems.add(
        book.place(sheet).problem(
            "E-ADM-002", f"thiếu trang “{sheet}”", f"the sheet “{sheet}” is missing",
            "giữ nguyên tên các trang của mẫu, hoặc tạo sổ mới bằng dubao intake --template TỆP",
            "keep the names of the template's sheets, or make a new workbook by dubao intake --template FILE",
        )
    )  # fmt: skip
    return False


def _sheet_rows(book: RawBook, sheet: InputSheet, problems: Collector) -> list[ReadRow]:
    if sheet.name not in book.sheet_names and sheet.attribute not in _NEEDED:
        return []
    if not _has(book, sheet.name, problems):
        return []
    out = []
    for row in book.rows(sheet.name, sheet.fields, problems):
        values: dict[str, Any] = {}
        for column in sheet.fields:
            if column.name not in row.cells:
                continue
            value = read_value(row.cells[column.name], column, row.places[column.name], problems)
            if value is not None:
                values[column.name] = value
        unit = _UNIT_COLUMNS.get(sheet.attribute)
        if unit in values:
            values[unit] = without_level(values[unit])
        out.append(ReadRow(sheet, row.number, values, row.places, row.cells))
    if not out and sheet.attribute in _NEEDED:
        problems.add(
            book.place(sheet.name).problem(
                "E-ADM-008", f"trang “{sheet.vi}” chưa có dòng nào", f"the sheet “{sheet.en}” has no row",
                "điền ít nhất một dòng", "fill in at least one row",
            )
        )  # fmt: skip
    return out


def _give_coefficients(units: list[ReadRow], coefficients: dict[str, FieldCoefficients]) -> None:
    """Each unit takes the coefficients of its field."""
    for row in units:
        found = coefficients[f"7{row.values['code'][:2]}"]
        row.values |= {
            "teaching_coefficient": found.teaching,
            "area_coefficient": found.area,
            "confirmed": found.confirmed,
        }
