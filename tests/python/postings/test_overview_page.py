"""The summary: what a file wrote stays text, both languages say the same."""

from __future__ import annotations

from html.parser import HTMLParser

from dubao.admission.result_table import Column, ResultTable, pair
from dubao.postings.overview_page import Block, html_page, markdown_page

EVIL = '<script>alert(1)</script>|=HYPERLINK("x")\n# đầu mục'
TABLE = ResultTable(
    "t", "Bảng", "Table", (Column("source", "Nguồn", "Source"), *pair("label", "Tên", "Name"), Column("share", "Tỷ trọng", "Share", "percent")),
    ((EVIL, "một", "one", 0.125), (EVIL, "hai", "two", None)),
)  # fmt: skip
BLOCKS = [Block(("Đầu", "Head"), ((EVIL, EVIL),), TABLE, most_rows=1)]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_markup_of_a_label_is_shown_and_not_run() -> None:
    read = Tags()
    read.feed(html_page(("T", "T"), BLOCKS))
    assert "script" not in read.tags
    assert "<script>alert(1)</script>" in read.text


def test_a_label_cannot_break_a_line_or_a_cell_of_markdown() -> None:
    page = markdown_page(("T", "T"), BLOCKS)
    assert "\n# đầu" not in page and "<script>" not in page
    rows = [line for line in page.splitlines() if line.startswith("|") and "script" in line]
    assert len(rows) == 2
    assert all(line.replace("\\|", "").count("|") == 4 for line in rows)


def test_each_language_shows_its_words_and_numbers_and_says_how_many_rows_are_left() -> None:
    page = html_page(("Tiêu đề", "Title"), BLOCKS)
    vi, en = page.split('<section lang="en">')
    assert "một" in vi and "one" not in vi and "12,5%" in vi and "và 1 dòng nữa" in vi
    assert "one" in en and "một" not in en and "12.5%" in en and "and 1 more rows" in en
    only = html_page(("Tiêu đề", "Title"), BLOCKS, ["en"])
    assert '<html lang="en">' in only and "Tiêu đề" not in only
    assert "Tiêu đề" not in markdown_page(("Tiêu đề", "Title"), BLOCKS, ["en"])
