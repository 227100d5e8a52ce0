"""The XLSX template of a table: instructions in both languages, the last values, code lists that cells can choose from.

The first sheet declares the table and the number format; ``dubao data import`` reads them back. Numbers typed into cells are
numbers whatever the format says: it matters for numbers that arrive as text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dubao.data import periods as calendar
from dubao.data.catalogue import Catalogue
from dubao.data.labels import classification_of, code_table, name_in
from dubao.data.output import atomic_output
from dubao.data.table import STATUSES, Table
from dubao.data.workbook import TEMPLATE_FORMAT, TEMPLATE_SHEET, TEMPLATE_TABLE
from dubao.errors import MissingExtraError

# Periods before the last one that the template repeats, so that the new values can be compared.
LAST_PERIODS = 3
# Empty rows below them that carry the choices.
EMPTY_ROWS = 500
_CODES_SHEET = "codes"

# Short Vietnamese names of the columns that tables share; the import knows them too.
HEADINGS = {
    "series_id": "Mã chuỗi", "sex": "Giới tính", "age": "Nhóm tuổi", "activity": "Ngành", "occupation": "Nghề", "province": "Tỉnh",
    "field": "Lĩnh vực", "level": "Trình độ", "indicator": "Chỉ tiêu", "period": "Kỳ", "value": "Giá trị", "unit": "Đơn vị",
    "standard_error": "Sai số chuẩn", "status": "Tình trạng", "break_before": "Điểm gãy", "source_id": "Mã nguồn", "note": "Ghi chú",
}  # fmt: skip

_STATUS_LABELS = {
    "official_national": ("chính thức, đọc tại cơ quan thống kê", "official, read at the national office"),
    "official_via": ("chính thức, đọc qua bản công khai khác", "official, read at a public copy"),
    "derived": ("số tính toán", "derived"),
    "assumption": ("giả định", "assumption"),
    "claim": ("phát biểu lưu hành, không dùng để dự báo", "circulating claim, drives no forecast"),
}

_INSTRUCTIONS = (
    ("Điền số liệu vào trang “{sheet}”, mỗi dòng một kỳ của một chuỗi.", "Fill in the sheet “{sheet}”, one row for each period of a series."),
    ("Giữ nguyên dòng tiêu đề; có thể thêm dòng.", "Keep the header row; add rows as needed."),
    ("Kỳ ghi 2024, 2024-H1, 2024-Q3, 2024-07 hoặc 2024-W07.", "Write periods as 2024, 2024-H1, 2024-Q3, 2024-07 or 2024-W07."),
    ("Thiếu số liệu thì để trống ô giá trị, không ghi dấu gạch.", "Leave the value empty when it is missing; do not write a dash."),
    ("Không để hổng kỳ: kỳ thiếu vẫn có một dòng.", "Leave no gap: a missing period still has its row."),
    ("Định dạng số (ô B{format_row}): vi = 1.234,5; en = 1,234.5; plain = 1234.5.", "Number format (cell B{format_row}): vi = 1.234,5; en = 1,234.5; plain = 1234.5."),
    ("Mã của từng cột nằm ở trang “codes”; ghi mã hoặc tên đều được.", "The codes of each column stand in the sheet “codes”; codes and names are both read."),
    ("Nhập lại bằng: dubao data import TỆP", "Read it back by: dubao data import FILE"),
)  # fmt: skip


def write_template(
    catalogue: Catalogue, table_name: str, path: str | Path, *, number_format: str = "vi"
) -> Path:
    """Writes the template of a table.

    Parameters
    ----------
    catalogue : Catalogue
    table_name : str
        A table of the catalogue.
    path : path
        The XLSX file to write.
    number_format : {"vi", "en", "plain"}
        Declared in the first sheet; the user may change the cell.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError.of("xlsxwriter") from None
    table = catalogue.table(table_name)
    sheet_name = table.name.partition("/")[2][:31]
    with atomic_output(path) as temporary:
        # Text stays text: no formula and no link is made from what a cell holds.
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(str(temporary), options) as book:
            formats = {
                "head": book.add_format(
                    {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4", "border": 1}
                ),
                "title": book.add_format({"bold": True, "font_size": 14}),
                "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
                "input": book.add_format({"bg_color": "#FFF8DC", "border": 1}),
                "text": book.add_format({"num_format": "@"}),
            }
            _instructions(book, formats, table, sheet_name, number_format)
            lists = _code_lists(catalogue, table)
            data_sheet = book.add_worksheet(sheet_name)
            places = _codes(book, formats, lists)
            _data(data_sheet, formats, table, lists, places)
    return Path(path)


def _instructions(
    book: Any, formats: dict[str, Any], table: Table, sheet_name: str, number_format: str
) -> None:
    sheet = book.add_worksheet(TEMPLATE_SHEET)
    sheet.set_column(0, 1, _TEXT_WIDTH)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, table.title("vi"), formats["title"])
    sheet.write_string(0, 1, table.title("en"), formats["title"])
    table_row, format_row = 2, 3
    sheet.write_string(table_row, 0, f"Bảng · Table ({TEMPLATE_TABLE})")
    sheet.write_string(table_row, 1, table.name, formats["input"])
    sheet.write_string(format_row, 0, f"Định dạng số · Number format ({TEMPLATE_FORMAT})")
    sheet.write_string(format_row, 1, number_format, formats["input"])
    sheet.data_validation(format_row, 1, format_row, 1, {"validate": "list", "source": ["vi", "en", "plain"]})
    names = {"sheet": sheet_name, "format_row": format_row + 1}
    lines = [(vi.format(**names), en.format(**names)) for vi, en in _INSTRUCTIONS]
    meanings = []
    for f in table.fields:
        need_vi, need_en = (" (bắt buộc)", " (required)") if f.required else ("", "")
        meanings.append((f"{f.name}{need_vi}: {f.text('vi')}", f"{f.name}{need_en}: {f.text('en')}"))
    row = _write_lines(sheet, format_row + 2, lines, formats["wrap"])
    row = _write_lines(sheet, row + 1, [("Cột và ý nghĩa", "Columns and their meaning")], formats["head"])
    _write_lines(sheet, row, meanings, formats["wrap"])


# Width of the two columns of text, in characters, and the height of a line in points.
_TEXT_WIDTH = 64
_LINE_HEIGHT = 15


def _write_lines(sheet: Any, row: int, lines: list[tuple[str, str]], form: Any) -> int:
    """Writes lines in both languages, as high as the longer one needs; returns the next row."""
    for texts in lines:
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, form)
        sheet.set_row(row, _LINE_HEIGHT * max(-(-len(text) // (_TEXT_WIDTH - 6)) for text in texts))
        row += 1
    return row


def _code_lists(catalogue: Catalogue, table: Table) -> dict[str, list[tuple[str, str, str]]]:
    """Column → its codes with names in both languages."""
    lists: dict[str, list[tuple[str, str, str]]] = {}
    for field in table.fields:
        if field.name == "status":
            lists[field.name] = [(code, *_STATUS_LABELS[code]) for code in STATUSES]
        elif field.constraints.get("enum"):
            lists[field.name] = [
                (str(code), catalogue.label(str(code), "vi", "-"), catalogue.label(str(code), "en", "-"))
                for code in field.constraints["enum"]
            ]
        elif field.name == "source_id":
            sources = catalogue.sources(table.name.partition("/")[0])
            lists[field.name] = [(s.source_id, s.title, s.publisher) for s in sources.values()]
        elif name := classification_of(table, field.name):
            rows = code_table(catalogue, name)
            if rows:
                lists[field.name] = [
                    (code, name_in(row, "vi"), name_in(row, "en")) for code, row in rows.items()
                ]
    # Columns without a list offer what the table uses already: ages, indicators, ids of series.
    for name in ("series_id", *table.dimensions):
        if name not in lists and name in table.columns:
            used = dict.fromkeys(str(row[name]) for row in table.rows if row[name] is not None)
            lists[name] = [(code, "", "") for code in used]
        elif name in lists and name in table.dimensions:
            listed = {code for code, _, _ in lists[name]}
            used = dict.fromkeys(str(row[name]) for row in table.rows if row[name] is not None)
            kind = classification_of(table, name)
            lists[name] += [
                (c, catalogue.label(c, "vi", kind), catalogue.label(c, "en", kind))
                for c in used
                if c not in listed
            ]
    return {name: codes for name, codes in lists.items() if codes}


def _codes(
    book: Any, formats: dict[str, Any], lists: dict[str, list[tuple[str, str, str]]]
) -> dict[str, str]:
    """Writes the sheet of codes; returns for each column the range its cells choose from."""
    sheet = book.add_worksheet(_CODES_SHEET)
    places: dict[str, str] = {}
    column = 0
    from xlsxwriter.utility import xl_rowcol_to_cell

    for name, codes in lists.items():
        for offset, heading in enumerate((name, f"{name}: tên", f"{name}: name")):
            sheet.write_string(0, column + offset, heading, formats["head"])
        for row, texts in enumerate(codes, start=1):
            for offset, text in enumerate(texts):
                sheet.write_string(row, column + offset, text)
        first = xl_rowcol_to_cell(1, column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(len(codes), column, row_abs=True, col_abs=True)
        places[name] = f"={_CODES_SHEET}!{first}:{last}"
        sheet.set_column(column, column, 14)
        sheet.set_column(column + 1, column + 2, 30)
        column += 3
    sheet.freeze_panes(1, 0)
    return places


def _data(
    sheet: Any,
    formats: dict[str, Any],
    table: Table,
    lists: dict[str, list[tuple[str, str, str]]],
    places: dict[str, str],
) -> None:
    rows = _last_rows(table)
    for column, field in enumerate(table.fields):
        label = HEADINGS.get(field.name, "")
        heading = f"{label} ({field.name})" if label else field.name
        about = " | ".join(dict.fromkeys((field.text("vi"), field.text("en"))))
        if about.strip(" |"):
            sheet.write_comment(0, column, about, {"author": "dubao", "x_scale": 2})
        sheet.write_string(0, column, heading, formats["head"])
        is_number = field.type in ("number", "integer")
        sheet.set_column(column, column, 12 if is_number else 18, None if is_number else formats["text"])
        for index, row in enumerate(rows, start=1):
            value = row[field.name]
            if value is None:
                continue
            if is_number:
                sheet.write_number(index, column, value)
            else:
                sheet.write_string(index, column, str(value), formats["text"])
        if field.name in places:
            sheet.data_validation(
                1, column, len(rows) + EMPTY_ROWS, column,
                {
                    "validate": "list", "source": places[field.name],
                    # New ids and joined codes are allowed: the list helps, the import decides.
                    "error_type": "warning",
                    "error_title": "dubao",
                    "error_message": "Mã không có trong danh mục / not in the list of codes",
                },
            )  # fmt: skip
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(table.fields) - 1)


def _last_rows(table: Table) -> list[dict[str, Any]]:
    """The last periods of every series; of other tables the rows as they are."""
    if not table.is_observations:
        return list(table.rows)
    by_series: dict[str, list[dict[str, Any]]] = {}
    for row in table.rows:
        by_series.setdefault(row["series_id"], []).append(row)
    out = []
    for rows in by_series.values():
        last = sorted(rows, key=lambda r: r["period"])[-LAST_PERIODS:]
        for earlier, row in zip([None, *last], last, strict=False):
            # A period that the source skips stands here as a row without a value, as the import wants it.
            if earlier is not None and _step(rows) == 1:
                between = calendar.span(earlier["period"], row["period"])[1:-1]
                empty = dict.fromkeys(("value", "standard_error", "break_before", "note"))
                out += [{**row, **empty, "period": period} for period in between]
            out.append(row)
    return out


def _step(rows: list[dict[str, Any]]) -> int:
    """Smallest distance between the periods of a series: 5 for figures of every fifth year."""
    periods = sorted({row["period"] for row in rows})
    return min((calendar.distance(b, a) for a, b in zip(periods, periods[1:], strict=False)), default=1)
