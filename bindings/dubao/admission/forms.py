"""Writes the forms of Appendices I and II as one XLSX workbook, to check against before entering the data.

Institutions report in the ministry's own database; the workbook follows the layout of the Circular's tables so that figures can be
compared cell by cell. An invented institution says so on every sheet; a figure that rests on unconfirmed coefficients says so in its
cell and stays a number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dubao.admission.form_layout import FormHead, Looks, sheet_name, write_form
from dubao.admission.form_rows import FormTables, form_tables
from dubao.admission.template_words import INVENTED
from dubao.data.output import atomic_output
from dubao.errors import MissingExtraError
from dubao.labour.capacity import Institution

__all__ = ["announced_numbers", "write_forms"]

NOTES: dict[str, tuple[str, ...]] = {
    "I.1B": (
        "Tính theo nhóm ngành (khoản 1 Điều 4); dòng lĩnh vực là tổng các nhóm của lĩnh vực (chú thích 2).",
        "Computed by major group (Art. 4(1)); the row of a field is the sum of its groups (footnote 2).",
    ),
    "I.1Đ": (
        "Tỉ lệ của địa điểm và toàn cơ sở cần số người, không tính được từ các tỉ lệ: để trống.",
        "Rates of a location and of the institution need numbers of persons and cannot be made from rates: left empty.",
    ),
    "I.2A": (
        "Số người: số cơ sở dự kiến, nơi để trống lấy số tối đa. Các số tối đa có thể không đạt cùng lúc: xem trang tính kiểm tra của tệp kết quả.",
        "Persons: as planned, the maximum where no plan is given. Maxima may not hold all at once: see the sheet of checks in the file of results.",
    ),
    "II.1A": (
        "Sổ nhập không tách liên thông của năm trước (cột 6 đến 8) và không có số tối đa của năm trước (cột 12): để trống.",
        "The workbook holds no bridging numbers of the year before (columns 6 to 8) and not its maximum (column 12): left empty.",
    ),
    "II.1B": (
        "Sổ nhập không tách hình thức của năm trước và không có số tối đa của năm trước (cột 9): để trống.",
        "The workbook does not split last year's forms and does not hold its maximum (column 9): left empty.",
    ),
    "II.1C": (
        "Sổ nhập không có số tối đa của năm trước (cột 8): để trống.",
        "The workbook does not hold the maximum of the year before (column 8): left empty.",
    ),
}  # fmt: skip


def announced_numbers(determination: Any) -> dict[str, float]:
    """Persons of each number that would be announced: the plan where there is one, else the maximum.

    Parameters
    ----------
    determination : dubao.labour.capacity.Determination

    Returns
    -------
    dict
        Name of the number (``location/unit/level/form``) → persons. Without a reading of A1 the maximum is that with 40
        converted learners a converted lecturer.
    """
    return {row.name: row.maximum if math.isnan(row.planned) else row.planned for row in determination.maxima}


def write_forms(
    path: str | Path,
    institution: Institution,
    determination: Any,
    *,
    announced: Mapping[str, float] | None = None,
) -> Path:
    """Writes Appendix I (1A, 1B, 1C, 1D, 1Đ, 2A, 2B, 2C) and Appendix II (1A, 1B, 1C).

    Parameters
    ----------
    path : path
        The XLSX file to write.
    institution : Institution
    determination : dubao.labour.capacity.Determination
        Of an intake from 2027 on.
    announced : mapping, optional
        Persons by name of the number; default :func:`announced_numbers`.

    Returns
    -------
    Path

    Notes
    -----
    Appendix II reports the intake of the year before, as the workbook holds it.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError.of("xlsxwriter") from None
    numbers = announced_numbers(determination) if announced is None else dict(announced)
    tables: FormTables = form_tables(institution, determination, numbers)
    with atomic_output(path) as temporary:
        # Text stays text: no formula and no link is made from what a cell holds.
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(str(temporary), options) as book:
            year = institution.intake_year
            book.set_properties(
                {
                    "title": f"Biểu mẫu Thông tư 34/2026/TT-BGDĐT, năm {year} / Forms of Circular 34/2026, {year}",
                    "subject": institution.name,
                    "author": "",
                    "created": datetime(year - 1, 12, 31),
                }
            )
            book.set_custom_property("Language", "vi-VN")
            looks = Looks(book)
            marks = INVENTED if institution.invented else ()
            for code, rows in tables.items():
                of_year = year - 1 if code.startswith("II.") else year
                who = f"{institution.name} · {institution.code} · {_day(code, year)}"
                write_form(book, looks, code, FormHead(of_year, who, marks, NOTES.get(code, ())), rows)
            book.get_worksheet_by_name(sheet_name(next(iter(tables)))).activate()
    return Path(path)


def _day(code: str, year: int) -> str:
    if code.startswith("I.2"):
        return f"năm tuyển sinh {year} / intake {year}"
    return f"số liệu ngày 31/12/{year - 1} / data of 31 December {year - 1}"
