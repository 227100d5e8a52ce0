"""The yearly monitoring table as a workbook: one sheet for the nation, one for the provinces, both languages in the head."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dubao.errors import MissingExtraError

OWN_LAYOUT = (
    "Mẫu theo dõi do dự án đề xuất, không phải biểu mẫu của văn bản nào. Mục tiêu cấp quốc gia không đặt mức cho từng tỉnh.",
    "A layout of our own, not a form of any legal text. A national target sets no level for a province.",
)
#: No clock is read.
_EPOCH = dt.datetime(2000, 1, 1)
_SHEETS = (("Cả nước", "Nation"), ("Tỉnh, thành phố", "Provinces"))
# Column of the rows, Vietnamese and English head, width, whether it is a figure.
_COLUMNS: tuple[tuple[str, str, str, int, bool], ...] = (
    ("target_id", "Mã", "Id", 26, False),
    ("place_vi", "Phạm vi", "Scope (vi)", 18, False),
    ("indicator_vi", "Chỉ tiêu", "Indicator (vi)", 48, False),
    ("indicator_en", "Chỉ tiêu (tiếng Anh)", "Indicator", 48, False),
    ("clause_vi", "Điều khoản", "Clause (vi)", 24, False),
    ("owner_vi", "Cơ quan chủ trì", "Owner (vi)", 28, False),
    ("operator", "Phép so sánh", "Comparison", 10, False),
    ("target", "Mục tiêu", "Target", 12, True),
    ("unit", "Đơn vị tính", "Unit", 14, False),
    ("due", "Hạn", "Due", 10, False),
)
_LAST: tuple[tuple[str, str, str, int, bool], ...] = (
    ("gap", "Còn lại", "Left", 12, True),
    ("probability", "Xác suất", "Probability", 12, True),
    ("state", "Tình trạng", "State", 18, False),
    ("collect_vi", "Số liệu cần thu thập", "What to collect (vi)", 60, False),
    ("collect_en", "Số liệu cần thu thập (tiếng Anh)", "What to collect", 60, False),
)
STATES = {
    "met": "đạt | met",
    "not_met": "chưa đạt | not met",
    "no_official_data": "chưa có số liệu chính thức | no official data",
    "probability": "chưa đến hạn, có xác suất | ahead, with a probability",
    "no_data": "chưa đủ số liệu | not enough data",
    "": "",
}


def write_monitoring(rows: Sequence[dict[str, Any]], path: str | Path) -> Path:
    """Writes the rows of :func:`monitoring_table` as XLSX (needs the extra ``report``).

    Parameters
    ----------
    rows : sequence of dict
        From :func:`monitoring_table`; its years become the columns "seen" and "needed".
    path : path
        Where to write.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    dubao.errors.MissingExtraError
        E-EXT-001 when XlsxWriter is not installed.

    Examples
    --------
    >>> import tempfile
    >>> from dubao.labour.targets import Target, monitoring_table, track
    >>> found = track([Target("t", operator=">=", value=20, unit="percent", due="2030")], {}, as_of="2026-01-01")
    >>> write_monitoring(monitoring_table(found, [2025, 2026]), Path(tempfile.mkdtemp()) / "a.xlsx").name
    'a.xlsx'
    """
    try:
        writer = importlib.import_module("xlsxwriter")
    except ImportError:
        raise MissingExtraError.of("xlsxwriter") from None
    target = Path(path)
    # Fixed properties: the same rows give the same bytes.
    book = writer.Workbook(str(target), {"in_memory": True})
    book.set_properties(
        {"title": "Theo dõi mục tiêu có thời hạn | Monitoring of dated targets", "created": _EPOCH}
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    figure = book.add_format({"num_format": "#,##0.##", "valign": "top"})
    note = book.add_format({"italic": True})
    columns = (*_COLUMNS, *_years(rows), *_LAST)
    for (vi, en), provincial in zip(_SHEETS, (False, True), strict=True):
        sheet = book.add_worksheet(vi)
        sheet.write(0, 0, f"{vi} | {en}", head)
        for line, words in enumerate(OWN_LAYOUT, start=1):
            sheet.write(line, 0, words, note)
        for column, (_, head_vi, head_en, width, _figure) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write(4, column, f"{head_vi}\n{head_en}", head)
        sheet.freeze_panes(5, 3)
        own = [row for row in rows if bool(row["place_code"]) is provincial]
        for line, row in enumerate(own, start=5):
            for column, (name, _vi, _en, _width, number) in enumerate(columns):
                value = STATES[row["state"]] if name == "state" else row.get(name)
                if value is None or value == "":
                    continue
                if number:
                    sheet.write_number(line, column, float(value), figure)
                else:
                    sheet.write_string(line, column, str(value), text)
    book.close()
    return target


def _years(rows: Sequence[dict[str, Any]]) -> tuple[tuple[str, str, str, int, bool], ...]:
    names = [name for name in (rows[0] if rows else {}) if name.startswith(("observed_", "required_"))]
    words = {"observed": ("Quan sát", "Observed"), "required": ("Cần có", "Needed")}
    return tuple(
        (name, f"{words[kind][0]} {year}", f"{words[kind][1]} {year}", 12, True)
        for name in names
        for kind, year in (name.split("_"),)
    )
