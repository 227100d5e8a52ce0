"""The workbook of the report (XLSX): every table and chart on a sheet of its own, then every number with its source.

One file serves both languages: words stand in pairs of columns, numbers once, so that the two can never differ. The rules
of the UK Analysis Function for accessible spreadsheets are kept (see :mod:`dubao.report.writers.xlsx_check`).
"""

from __future__ import annotations

from pathlib import Path

from dubao.numbers import format_date
from dubao.report.document import Document
from dubao.report.labels import EDITION_KINDS, FLAGS, STATES
from dubao.report.text import Text
from dubao.report.writers.common import label, plain
from dubao.report.writers.flat import FlatColumn, FlatTable, Value, flat_table
from dubao.report.writers.flat_charts import flat_chart
from dubao.report.writers.flat_numbers import flat_numbers
from dubao.report.writers.words import NOT_APPLICABLE, NOT_AVAILABLE
from dubao.report.writers.xlsx_charts import add_chart
from dubao.report.writers.xlsx_check import check_xlsx
from dubao.report.writers.xlsx_sheets import Workbook, both_languages

__all__ = ["check_xlsx", "write_xlsx"]

COVER, CONTENTS, NOTES, DATA = "Bìa - Cover", "Mục lục - Contents", "Ghi chú - Notes", "Số liệu - Data"


def write_xlsx(document: Document, path: Path | str) -> Path:
    """Writes the workbook.

    Parameters
    ----------
    document : Document
    path : path
        The file; its folder must exist.

    Returns
    -------
    Path
        The file written.
    """
    target = Path(path)
    book = Workbook(target, document, document.title)
    sheets = {name: book.add_sheet(name) for name in (COVER, CONTENTS, NOTES)}
    listed: list[tuple[str, Text, Text]] = []
    flats = [(flat_table(t, document), None) for t in document.tables()]
    kinds = {"table": Text("Bảng", "Table"), "figure": Text("Hình", "Figure")}
    for flat, _ in flats:
        sheet = book.add_sheet(flat.id)
        book.table(sheet, _labelled(flat, "table", document))
        listed.append((sheet.get_name(), kinds["table"], flat.title))
    for chart in document.charts():
        flat = flat_chart(chart, document)
        sheet = book.add_sheet(flat.id)
        placed = book.table(sheet, _labelled(flat, "figure", document))
        add_chart(book.book, sheet, chart, flat, placed, document)
        listed.append((sheet.get_name(), kinds["figure"], flat.title))
    numbers = flat_numbers(document)
    book.table(book.add_sheet(DATA), numbers)
    listed.append((DATA, Text("Số liệu", "Data"), numbers.title))
    _cover(book, sheets[COVER])
    book.table(sheets[NOTES], _notes())
    _contents(
        book,
        sheets[CONTENTS],
        [
            (NOTES, Text("Ghi chú", "Notes"), Text("Ký hiệu và cách đọc", "Shorthand and how to read")),
            *listed,
        ],
    )
    book.close()
    return target


def _labelled(flat: FlatTable, kind: str, document: Document) -> FlatTable:
    """The table with its label in front of its title: "Bảng 4-1. …"."""
    title = Text(
        *(f"{label(kind, flat.id, lang)}. {plain(flat.title, document, lang)}" for lang in ("vi", "en"))
    )
    return FlatTable(flat.id, title, flat.columns, flat.rows, flat.source, flat.note, flat.flags)


def _cover(book: Workbook, sheet: object) -> None:
    document = book.document
    day = document.data_cutoff
    body = document.letterhead.issuing_body
    lines = [
        both_languages(plain(document.subtitle, document, "vi"), plain(document.subtitle, document, "en")),
        "",
        both_languages(plain(body, document, "vi"), plain(body, document, "en")),
        f"Loại / Kind: {both_languages(EDITION_KINDS[document.kind].vi, EDITION_KINDS[document.kind].en)}",
        f"Tình trạng / State: {both_languages(STATES[document.state].vi, STATES[document.state].en)}",
        f"Ấn bản / Edition: {document.edition}",
        f"Phiên bản dự báo / Vintage: {document.vintage_id}",
        f"Số liệu đến / Data up to: {format_date(day, 'vi')} / {format_date(day, 'en')}",
        f"Phần mềm / Software: dubao {document.version} ({document.commit})",
        "Mỗi trang tính có một bảng; chữ đứng thành từng cặp cột tiếng Việt và tiếng Anh, số đứng một lần.",
        "Each sheet holds one table; words stand in pairs of columns, Vietnamese and English, numbers once.",
    ]
    title = Text(plain(document.title, document, "vi"), plain(document.title, document, "en"))
    book.lines(sheet, title, [line for line in lines if line])
    sheet.set_column(0, 0, 110)  # type: ignore[attr-defined]


def _contents(book: Workbook, sheet: object, listed: list[tuple[str, Text, Text]]) -> None:
    document = book.document
    rows: list[tuple[Value, ...]] = [
        (name, kind.vi, kind.en, plain(title, document, "vi"), plain(title, document, "en"))
        for name, kind, title in listed
    ]
    columns = (
        FlatColumn("sheet", Text("Trang tính", "Sheet")),
        FlatColumn("kind_vi", Text("Loại", "Kind"), lang="vi"),
        FlatColumn("kind_en", Text("Loại", "Kind"), lang="en"),
        FlatColumn("title_vi", Text("Tên", "Title"), lang="vi"),
        FlatColumn("title_en", Text("Tên", "Title"), lang="en"),
    )
    table = FlatTable("contents", Text("Mục lục", "Contents"), columns, tuple(rows), Text("", ""))
    placed = book.table(sheet, table)
    for position, (name, _, _) in enumerate(listed):
        quoted = name.replace("'", "''")
        sheet.write_url(placed.first + position, 0, f"internal:'{quoted}'!A1", book.link, name)  # type: ignore[attr-defined]


def _notes() -> FlatTable:
    entries = {f"[{flag}]": words for flag, words in FLAGS.items()} | {
        "[x]": NOT_AVAILABLE,
        "[z]": NOT_APPLICABLE,
        "80%, 95%": Text(
            "khoảng dự báo: giá trị thật được kỳ vọng nằm trong khoảng với xác suất này nếu các giả định đúng",
            "forecast interval: the true value is expected inside with this probability if the assumptions hold",
        ),
        "B4-07": Text(
            "mã số liệu: chương 4, số thứ 7; tra ở trang tính “Số liệu - Data”",
            "id of a number: chapter 4, number 7; see the sheet “Số liệu - Data”",
        ),
    }
    columns = (
        FlatColumn("mark", Text("Ký hiệu", "Shorthand")),
        FlatColumn("meaning_vi", Text("Nghĩa", "Meaning"), lang="vi"),
        FlatColumn("meaning_en", Text("Nghĩa", "Meaning"), lang="en"),
    )
    rows = tuple((mark, words.vi, words.en) for mark, words in entries.items())
    return FlatTable("notes", Text("Ghi chú", "Notes"), columns, rows, Text("", ""))
