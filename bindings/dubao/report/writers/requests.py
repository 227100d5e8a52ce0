"""The annex "Phiếu yêu cầu số liệu" (data requests) as a workbook of its own, ready to be sent to who holds the data.

One row a request: the table wanted, its columns and codes, the body that holds it, the legal basis for asking, the chapter
it unlocks. The report's boxes say what is missing; the rows of the data package ``vietnam-requirements``, when given, add
columns, codes and reasons, and the requests that no box of this edition names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dubao.report.document import Document, MissingBox
from dubao.report.text import Text
from dubao.report.writers.common import clean, plain
from dubao.report.writers.flat import FlatColumn, FlatTable, Value
from dubao.report.writers.xlsx_sheets import Workbook

TITLE = Text("Phiếu yêu cầu số liệu", "Data requests")
SHEET = "Phiếu yêu cầu số liệu"
# Words of a request in pairs of columns: (name in the table, title).
_PAIRS: tuple[tuple[str, Text], ...] = (
    ("title", Text("Bảng số liệu cần có", "Table needed")),
    ("codes", Text("Danh mục và mã", "Classifications and codes")),
    ("holder", Text("Cơ quan giữ số liệu", "Who holds it")),
    ("legal_hook", Text("Căn cứ pháp lý", "Legal basis")),
    ("unlocks", Text("Khi có sẽ bổ sung", "What it unlocks")),
    ("why_missing", Text("Hiện trạng", "What is missing now")),
)
_LANGUAGES = ("vi", "en")


def write_requests(
    document: Document, path: Path | str, requirements: Iterable[Mapping[str, Any]] | None = None
) -> Path:
    """Writes the annex of data requests.

    Parameters
    ----------
    document : Document
    path : path
        The file; its folder must exist.
    requirements : rows, optional
        Rows of ``vietnam-requirements``: ``request_id``, ``title_vi``, ``title_en``, ``columns``, ``codes_vi`` … ``chapter``.

    Returns
    -------
    Path
        The file written.
    """
    target = Path(path)
    book = Workbook(target, document, TITLE)
    lines = [
        f"Kèm theo / Attached to: {plain(document.title, document, 'vi')} / {plain(document.title, document, 'en')}",
        f"Phiên bản dự báo / Vintage: {document.vintage_id}",
    ]
    book.table(book.add_sheet(SHEET), request_table(document, requirements), lines)
    book.close()
    return target


def request_table(document: Document, requirements: Iterable[Mapping[str, Any]] | None = None) -> FlatTable:
    """The requests as typed columns: those of the boxes in their order, then the other rows given."""
    known = {clean(str(row["request_id"])): row for row in requirements or ()}
    boxes: dict[str, MissingBox] = {}
    chapters: dict[str, list[str]] = {}
    for chapter, block in document.blocks():
        if isinstance(block, MissingBox):
            request = clean(block.request_id)
            boxes.setdefault(request, block)
            if chapter.number not in chapters.setdefault(request, []):
                chapters[request].append(chapter.number)
    rows = [
        _row(
            position, request, boxes.get(request), known.get(request, {}), chapters.get(request, []), document
        )
        for position, request in enumerate([*boxes, *(r for r in known if r not in boxes)], start=1)
    ]
    columns = [
        FlatColumn("order", Text("Số thứ tự", "No."), "number", format="0"),
        FlatColumn("request_id", Text("Mã phiếu", "Request")),
    ]
    for name, title in _PAIRS:
        columns += [FlatColumn(f"{name}_{lang}", title, lang=lang) for lang in _LANGUAGES]  # type: ignore[arg-type]
        if name == "title":
            columns.append(FlatColumn("columns", Text("Các cột", "Columns")))
    columns.append(FlatColumn("chapters", Text("Chương báo cáo", "Chapter of the report"), optional=True))
    return FlatTable("requests", TITLE, tuple(columns), tuple(rows), Text("", ""))


def _row(
    position: int, request: str, box: MissingBox | None, known: Mapping[str, Any], chapters: list[str], document: Document
) -> tuple[Value, ...]:  # fmt: skip
    """A request: the words of the register where it has them, those of the box otherwise."""
    from_box: dict[str, Text] = {}
    if box is not None:
        from_box = {
            "title": box.table,
            "holder": box.holder,
            "legal_hook": box.legal_hook,
            "unlocks": box.unlocks,
            "why_missing": box.what,
        }

    def words(name: str, lang: str) -> Value:
        listed = known.get(f"{name}_{lang}")
        if listed not in (None, ""):
            return clean(str(listed))
        text = from_box.get(name)
        return plain(text, document, lang) or None if text is not None else None  # type: ignore[arg-type]

    row: list[Value] = [float(position), request]
    for name, _ in _PAIRS:
        row += [words(name, lang) for lang in _LANGUAGES]
        if name == "title":
            listed = known.get("columns")
            row.append(clean(str(listed)).replace(";", "; ") if listed else None)
    unlocked = known.get("chapter")
    named = chapters or ([str(unlocked)] if unlocked not in (None, "") else [])
    return (*row, ", ".join(named) or None)
