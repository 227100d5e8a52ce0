"""Documents that try to break a writer: labels that look like formulas or markup, and tables of awkward shapes."""

from __future__ import annotations

from dataclasses import replace

from report_sample import sample_document

from dubao.report.document import (
    Bullets,
    Chapter,
    Column,
    Document,
    Heading,
    NumberCell,
    Paragraph,
    Table,
)
from dubao.report.text import Text

# Each would run, or break the page, where words are taken for code.
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+84 24 3826",
    "-1+2",
    "@SUM(1)",
    "#panic(1)",
    "#let x = 1; $ x^2 $ *b* _i_ `c` <label> @ref \\ // /* */",
    "<script>alert(1)</script>",
    "]]> & </w:t> &amp; \"'",
    "{{ config }} {% raw %} {B} {b4-01}",
)


def _same(words: str) -> Text:
    return Text.same(words)


def hostile_document(**changes: object) -> Document:
    """Every hostile label in a heading, a paragraph, a list and a table."""
    source = Text("Nguồn: <b>thử</b> & #thử", "Source: <b>test</b> & #test")
    table = Table(
        "T9-1",
        Text("Bảng =1+1 <i>", "Table =1+1 <i>"),
        (Column(Text("=Cột", "=Column")), Column(Text("@Số <x>", "@Number <x>"), "number")),
        tuple((_same(words), NumberCell("B4-01", flag="e")) for words in HOSTILE),
        source,
        _same("#note"),
    )
    blocks = (
        *(Heading(_same(words)) for words in HOSTILE),
        *(Paragraph(Text(f"**{words}**", words)) for words in HOSTILE),
        Bullets(tuple(_same(words) for words in HOSTILE), ordered=True),
        Bullets((Text("một", "one"),), ordered=True),
        table,
    )
    base = sample_document()
    chapter = Chapter("9", _same("#chương <9> =1"), blocks, "hostile")
    values: dict[str, object] = {
        "chapters": (chapter,),
        "title": _same("#Tiêu đề <b> & =1"),
        "edition": "../x y",
    }
    return replace(base, **{**values, **changes})  # type: ignore[arg-type]


def awkward_document(**changes: object) -> Document:
    """A long table, a wide one, one without rows, and one whose columns hold intervals and nothing."""
    source = Text("Nguồn: thử", "Source: test")
    name = Text("Lĩnh vực đào tạo", "Field of study")
    long = Table(
        "T1-1", Text("Bảng dài", "Long table"),
        (Column(name), Column(Text("Số người", "Persons"), "number", Text("người", "persons"))),
        tuple((Text(f"Dòng {i}", f"Row {i}"), NumberCell("B0-01")) for i in range(120)), source,
    )  # fmt: skip
    wide = Table(
        "T1-2", Text("Bảng rộng", "Wide table"),
        (Column(name), *(Column(Text(f"Năm {y}", f"Year {y}"), "number") for y in range(2024, 2036))),
        ((Text("Máy tính", "Computing"), *(NumberCell("B4-01") for _ in range(12))),), source,
    )  # fmt: skip
    empty = Table(
        "T1-3",
        Text("Bảng không dòng", "Table without rows"),
        (Column(name), Column(Text("Số", "Number"), "number")),
        (),
        source,
    )
    interval = Table(
        "T1-4", Text("Bảng có khoảng", "Table with intervals"),
        (Column(name), Column(Text("Khoảng 80%", "80% interval"), "number"), Column(Text("Khoảng 95%", "95% interval"), "number"), Column(Text("Trống", "Nothing"), "number")),
        (
            (Text("Nhóm 25", "Group 25"), NumberCell("B4-01", "80", "f"), NumberCell("B4-01", "95"), None),
            (Text("Nhóm 25", "Group 25"), NumberCell("B0-01", "80"), NumberCell("B0-01", "95"), None),
        ),
        source,
    )  # fmt: skip
    base = sample_document()
    chapter = Chapter(
        "1", Text("Bảng khó", "Awkward tables"), (long, wide, Paragraph(name), empty, interval), "awkward"
    )
    return replace(base, **{"chapters": (chapter,), **changes})  # type: ignore[arg-type]
