"""What an advertisement says stays words in every format of the report: no reference, no markup, no formula, no command."""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_hostile import HOSTILE
from report_sample import sample_document

from dubao.data import Field, Table
from dubao.postings import postings_csv, read_records
from dubao.report.charts.data import LinesData
from dubao.report.document import Chapter, Chart, Column, Heading, NumberCell, Paragraph
from dubao.report.document import Table as Shown
from dubao.report.plain_catalogue import PlainCatalogue, disarmed
from dubao.report.text import Text, plain_words, references
from dubao.report.writers.csv import write_csv
from dubao.report.writers.docx import write_docx
from dubao.report.writers.html import render_html
from dubao.report.writers.pdf import write_pdf
from dubao.report.writers.xlsx import check_xlsx, write_xlsx

MARKS = ("{B99-99}", "**{B1-01:80}", "{B4-**07}", "Dev; =HYPERLINK(1)", "\t=1+1", "\\input{/etc/passwd}", "#include \"/etc/passwd\"", "#read(\"x\")", "${jndi:x}", "[x](javascript:alert(1))", "\u202e=1+1")  # fmt: skip


@pytest.fixture(scope="module")
def document():
    """Hostile titles, skills and places: read as postings, put into tables of a package, printed where names of postings are printed."""
    read = read_records(
        [{"title": w, "text": w, "place": w, "employer": w, "id": w} for w in HOSTILE + MARKS],
        source="=trang {B99-99}", as_of="2026-06-30",
    ).postings  # fmt: skip
    # Two of them hold nothing but a script, or a phone number.
    assert len(read) >= len(HOSTILE + MARKS) - 2
    table = Table("demo/new_titles", tuple(Field(n) for n in ("title", "place", "source")), [{"title": p.title, "place": p.place, "source": p.source} for p in read])  # fmt: skip
    catalogue = PlainCatalogue()
    catalogue._tables["demo/new_titles"] = table
    rows = [
        tuple(Text.same(str(row[n] or "–")) for n in ("title", "place", "source"))
        for row in catalogue.table("demo/new_titles")
    ]
    source = Text("Nguồn: thử", "Source: test")
    names = tuple(row[0] for row in rows)
    lines = LinesData(unit=Text.same("%"), periods=("2025", "2026"), labels=names, values=tuple((1.0 + k, 2.0 + k) for k in range(len(names))))  # fmt: skip
    blocks = (
        *(Heading(name) for name in names), *(Paragraph(name) for name in names),
        Shown("T9-1", names[0], (Column(names[1]), Column(names[2]), Column(names[3]), Column(Text.same("n"), "number")), tuple((*row, NumberCell("B4-01")) for row in rows), source),
        Chart("H9-1", names[0], names[1], names[2], lines, source),
    )  # fmt: skip
    return replace(sample_document(), chapters=(Chapter("9", names[4], blocks, "hostile"),)), names


def test_no_name_is_a_reference(document) -> None:
    assert all(references(name) == set() for name in document[1])


def test_html_has_no_script_and_no_handler_of_theirs(document) -> None:
    page = render_html(document[0])
    own = render_html(sample_document())
    assert len(re.findall(r"<script", page)) == len(re.findall(r"<script", own))
    assert not re.search(r"<[^>]*\son\w+\s*=|<img|<iframe|href=\"(?!https?:|#|data:)[^\"]", page)
    assert set(re.findall(r"href=\"(data:[^;,]*)", page)) <= set(re.findall(r"href=\"(data:[^;,]*)", own))


def test_workbook_has_no_formula(document, tmp_path) -> None:
    path = write_xlsx(document[0], tmp_path / "x.xlsx")
    assert check_xlsx(path) == []
    book = openpyxl.load_workbook(path)
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert b"<f>" not in content and b"ddeLink" not in content and b"externalLink" not in content


def test_tables_of_values_begin_no_cell_as_a_formula(document, tmp_path) -> None:
    for path in write_csv(document[0], tmp_path):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                cells = [cell for row in csv.reader(file) for cell in row]
            assert [c for c in cells if c[:1] in ("=", "+", "@") or re.match(r"-\D", c)] == []


def test_documents_for_print_show_them_as_words(document, tmp_path) -> None:
    path = write_docx(document[0], tmp_path / "x.docx", "vi")
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
        assert "instrText" not in body or "HYPERLINK" not in re.sub(r"<w:t[^>]*>[^<]*</w:t>", "", body)
        assert not any("vbaProject" in name for name in archive.namelist())
    # The type setter would stop at a command that it obeys: panic, a file that does not exist.
    assert write_pdf(document[0], tmp_path / "x.pdf", "en").stat().st_size > 10_000


@pytest.mark.parametrize("text", [*HOSTILE, *MARKS])
def test_a_row_of_postings_written_out_runs_nowhere(text: str) -> None:
    """Neither at the beginning of a cell nor after a mark that another program takes for the end of a cell or line."""
    found = read_records([{"title": text, "text": f"Java {text}\n{text};{text}", "place": text}], source=text, as_of="2026-06-30")  # fmt: skip
    written = postings_csv(found.postings)
    for row in csv.reader(written.splitlines()[1:]):
        for cell in row:
            assert not re.search(r"(?:^|[;\n]\s*)(?:[=@]|[+\-]\S)", cell), cell


@given(st.text(st.sampled_from("{}B4-07*:80 x"), max_size=24))
def test_no_words_leave_a_mark(words: str) -> None:
    plain = plain_words(words)
    assert references(Text.same(plain)) == set() and "**" not in plain


def test_tables_without_marks_are_handed_on_as_they_are() -> None:
    table = Table("p/t", (Field("a"),), [{"a": "C++ {x} * y"}, {"a": 1.0}, {"a": None}])
    assert disarmed(table) is table
