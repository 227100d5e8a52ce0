"""Reading: every format, every bad input of the list, nothing fatal in a row, nothing lost unsaid."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao.errors import InputError
from dubao.postings import KINDS, postings_csv, read_postings, read_records

TODAY = "2026-06-30"
GOOD = {
    "id": "1",
    "date": "2026-03-02",
    "title": "Kỹ sư dữ liệu",
    "text": "Python và SQL",
    "place": "Hà Nội",
    "salary": "20 triệu",
}


def one(**changes: object):
    found = read_records([{**GOOD, **changes}], source="a", as_of=TODAY)
    return (found.postings[0] if found.postings else None), found.report


def write_csv(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8", separator: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return path


def rows(count: int = 3) -> list[dict[str, str]]:
    return [{**GOOD, "id": str(n), "title": f"Kỹ sư {n}"} for n in range(count)]


def content(found) -> list[tuple]:
    return [(p.id, p.title, p.text, p.date, p.salary_low) for p in found.postings]


def test_all_formats_give_the_same_postings(tmp_path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    expected = content(read_records(rows(), source="a", as_of=TODAY))
    json_lines = tmp_path / "tin.jsonl"
    json_lines.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows()), encoding="utf-8")
    parquet = tmp_path / "tin.parquet"
    pq.write_table(pa.Table.from_pylist([{**r, "date": date(2026, 3, 2)} for r in rows()]), parquet)
    packed = tmp_path / "tin.csv.gz"
    packed.write_bytes(gzip.compress(write_csv(tmp_path / "tin.csv", rows()).read_bytes()))
    semicolons = write_csv(tmp_path / "ngan.csv", rows(), separator=";")
    for path in (json_lines, parquet, packed, tmp_path / "tin.csv", semicolons):
        found = read_postings(path, as_of=TODAY)
        assert content(found) == expected, path.name
        assert found.report.rows == found.report.postings == 3
        assert {p.source for p in found.postings} == {path.name}


def test_headings_of_both_languages_are_known_and_a_map_overrules_them() -> None:
    row = {
        "Vị trí tuyển dụng": "Tester",
        "Mô tả công việc": "kiểm thử",
        "Ngày đăng": "2026-03-02",
        "Công ty": "An",
        "Other": "Đà Nẵng",
    }
    found = read_records([row], columns={"place": "Other", "employer": ""}, source="a", as_of=TODAY)
    p = found.postings[0]
    assert (p.title, p.text, p.place, p.employer, p.month) == ("Tester", "kiểm thử", "Đà Nẵng", "", "2026-03")
    assert "employer" not in found.report.columns[""]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_encodings_are_recognised(tmp_path, encoding: str) -> None:
    import unicodedata

    path = tmp_path / "tin.csv"
    text = "id,date,title\n1,2026-03-02,Kỹ sư phần mềm nhúng và hệ thống\n"
    if encoding == "cp1258":
        # Windows-1258 writes the tone as a letter of its own after the vowel.
        marks = "\u0300\u0301\u0309\u0303\u0323"
        body = "".join(
            unicodedata.normalize(
                "NFC", "".join(c for c in unicodedata.normalize("NFD", ch) if c not in marks)
            )
            + "".join(c for c in unicodedata.normalize("NFD", ch) if c in marks)
            for ch in text
        )
        path.write_bytes(body.encode("cp1258"))
    else:
        path.write_text(text, encoding=encoding)
    found = read_postings(path, as_of=TODAY)
    assert found.postings[0].title == "Kỹ sư phần mềm nhúng và hệ thống"
    assert ("old_encoding" in found.report.counts) is (encoding == "cp1258")


def test_tcvn3_rows_among_unicode_rows_are_converted_and_counted(tmp_path) -> None:
    path = tmp_path / "tin.csv"
    old = "Lao ®éng cã viÖc lµm".encode("latin-1")
    path.write_bytes("id,title\n1,Kỹ sư\n2,".encode() + old + b"\n")
    found = read_postings(path, as_of=TODAY)
    assert [p.title for p in found.postings] == ["Kỹ sư", "Lao động có việc làm"]
    assert found.report.counts["old_encoding"] == 1
    assert found.report.places["old_encoding"][0].row == 3
    assert set(found.report.encodings["tin.csv"]) == {"utf-8", "tcvn3"}


def test_an_unknown_encoding_loses_no_row(tmp_path) -> None:
    path = tmp_path / "tin.csv"
    path.write_bytes(b"id,title\n1,\xff\xfe\x81 dev\n2,Tester\n")
    found = read_postings(path, as_of=TODAY)
    assert found.report.counts["unknown_encoding"] == 1
    assert [p.id for p in found.postings] == ["1", "2"]
    assert "dev" in found.postings[0].title


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"date": ""}, "no_date"),
        ({"date": None}, "no_date"),
        ({"date": float("nan")}, "no_date"),
        ({"date": "hôm qua"}, "unreadable_date"),
        ({"date": "31/02/2026"}, "unreadable_date"),
        ({"date": "03/04/2026"}, "ambiguous_date"),
        ({"date": "2031-01-01"}, "future_date"),
        ({"date": "tháng 12 năm 2026"}, "future_date"),
        ({"date": "1970-01-01"}, "early_date"),
        ({"date": "0001-01-01"}, "early_date"),
        ({"place": [[[10**5000]]]}, "unreadable_cell"),
        ({"id": ""}, "no_id"),
        ({"title": ""}, "no_title"),
        ({"salary": "15 - 20"}, "salary_undetermined"),
        ({"text": "<p>Java</p>"}, "markup"),
        ({"text": "<script>alert(1)</script>Java"}, "script"),
        ({"title": "=HYPERLINK(1)"}, "formula"),
        ({"text": "viết về an.nguyen@example.com"}, "email"),
        ({"place": "Gọi 0912 345 678"}, "phone"),
        ({"id": "0912345678"}, "personal_id"),
        ({"text": "a\u200bb\x00"}, "control_characters"),
        ({"text": "x" * 1_000_000}, "cut"),
    ],
)
def test_what_is_wrong_with_a_row_is_counted_and_the_posting_kept(changes: dict, kind: str) -> None:
    posting, report = one(**changes)
    assert posting is not None
    assert report.counts[kind] == 1
    assert report.places[kind][0].row == 1
    assert kind in posting.remarks
    for lang in ("vi", "en"):
        assert any(KINDS[kind][lang == "en"] in s for s in report.statements(lang))
    if kind.endswith("_date"):
        assert posting.month == ""


def test_a_row_without_title_and_text_is_counted_not_kept() -> None:
    posting, report = one(title=" ", text="<p> </p>")
    assert posting is None
    assert report.counts["empty_row"] == 1
    assert report.rows == report.postings + report.not_kept == 1


def test_a_million_characters_are_cut_with_the_beginning_kept() -> None:
    posting, _ = one(text="dài " * 250_000)
    assert posting is not None
    assert 0 < len(posting.text) <= 100_000
    assert posting.text.startswith("dài dài")


def test_duplicate_ids_are_counted_and_both_kept_whichever_comes_first() -> None:
    given_rows = [GOOD, {**GOOD, "title": "Tester"}]
    for order in (given_rows, given_rows[::-1]):
        found = read_records(order, source="a", as_of=TODAY)
        assert found.report.counts["duplicate_id"] == 1
        assert len(found.postings) == 2


def test_broken_lines_of_json_are_counted_with_their_place(tmp_path) -> None:
    path = tmp_path / "tin.jsonl"
    path.write_text(json.dumps(GOOD) + "\n{broken\n[1]\n\n" + json.dumps(GOOD) + "\n", encoding="utf-8")
    found = read_postings(path, as_of=TODAY)
    assert found.report.counts["unreadable_row"] == 2
    assert [p.row for p in found.report.places["unreadable_row"]] == [2, 3]
    assert found.report.rows == 4
    assert len(found.postings) == 2


def test_a_quote_that_never_ends_swallows_no_rows(tmp_path) -> None:
    path = tmp_path / "tin.csv"
    path.write_text(
        'id,title,text\n1,"Kỹ sư,abc\n2,Tester,x\n3,Dev,"nhiều\ndòng"\n4,QA,y\n', encoding="utf-8"
    )
    found = read_postings(path, as_of=TODAY)
    assert [p.id for p in found.postings] == ["1", "2", "3", "4"]
    assert found.postings[2].text == "nhiều\ndòng"
    assert found.report.counts["unclosed_quote"] == 1


def test_rows_with_too_few_and_too_many_cells_are_kept(tmp_path) -> None:
    path = tmp_path / "tin.csv"
    path.write_text("id,title,text\n1,Dev\n2,Dev,x,y\n", encoding="utf-8")
    found = read_postings(path, as_of=TODAY)
    assert [p.id for p in found.postings] == ["1", "2"]
    assert found.report.counts["cell_count"] == 2


def test_a_cell_longer_than_the_parsers_limit_is_read(tmp_path) -> None:
    before = csv.field_size_limit()
    path = write_csv(tmp_path / "tin.csv", [{**GOOD, "text": "dài " * 100_000}])
    assert read_postings(path, as_of=TODAY).report.counts == {"cut": 1}
    assert csv.field_size_limit() == before


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_another_order_of_rows_gives_the_same_counts(seed: int) -> None:
    bad = [
        {**GOOD, "id": str(n % 4), "date": d, "text": t}
        for n, (d, t) in enumerate(
            [
                ("", "<b>x</b>"),
                ("03/04/2026", "=1+1"),
                ("2031-01-01", "a@b.vn"),
                ("2026-03-02", "y"),
                ("x", ""),
            ]
        )
    ]
    shuffled = random.Random(seed).sample(bad, len(bad))
    first, second = (read_records(r, source="a", as_of=TODAY) for r in (bad, shuffled))
    assert first.report.counts == second.report.counts
    assert sorted(map(repr, first.postings)) != [] and set(first.postings) == set(second.postings)


HOSTILE = (
    '=HYPERLINK("http://x","y")', "@SUM(A1)", "+cmd|' /C calc'!A0", "-1+1", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;", "<img src=x onerror=alert(1)>", "<<b>script>alert(1)</script>", "<svg/onload=alert(1)>",
    "&amp;amp;amp;amp;amp;lt;script&amp;amp;amp;amp;amp;gt;", "<a href='mailto:an@example.com'>thư</a>", "\u200b=1+1", "\n=1+1",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_and_formulas_never_reach_an_output_as_such(text: str) -> None:
    found = read_records(
        [{**GOOD, "title": text, "text": f"Java {text}", "employer": text, "id": text}],
        source=text,
        as_of=TODAY,
    )
    written = postings_csv(found.postings)
    for cells in list(csv.reader(io.StringIO(written)))[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    lowered = written.lower()
    assert not any(
        tag in lowered for tag in ("<script", "<img", "<svg", "<a ", "<b>", "onerror=alert(1)>", "mailto:")
    )
    assert "example.com" not in written


def test_no_personal_data_is_kept_anywhere() -> None:
    secret = "Liên hệ chị Lan: lan.tran@congty.example.vn, 0987.654.321 hoặc (+84) 24 3825 1234"
    found = read_records(
        [{**dict.fromkeys(GOOD, secret), "date": "2026-03-02", "employer": secret, "contact": secret}],
        source=secret,
        as_of=TODAY,
    )
    kept = repr(found) + postings_csv(found.postings) + " ".join(found.report.statements("en"))
    for part in ("lan.tran", "congty.example", "0987", "654", "3825", "1234"):
        assert part not in kept
    assert found.report.counts["email"] == found.report.counts["phone"] == 1


def test_salaries_come_with_currency_and_period() -> None:
    posting, _ = one(salary="1.500 - 2.500 USD/tháng")
    assert posting is not None
    assert (posting.salary_low, posting.salary_high, posting.salary_currency, posting.salary_period) == (
        1500,
        2500,
        "USD",
        "month",
    )
    found = read_records(
        [{**GOOD, "salary": 20_000_000}],
        source="a",
        as_of=TODAY,
        salary_currency="VND",
        salary_period="month",
    )
    assert (found.postings[0].salary_low, found.postings[0].salary_period) == (20_000_000, "month")


@pytest.mark.parametrize(
    ("call", "id"),
    [
        (lambda p: read_postings(p / "none.csv"), "E-DAT-001"),
        (lambda p: read_postings(p / "empty.csv"), "E-DAT-002"),
        (lambda p: read_postings(p / "tin.docx"), "E-POST-003"),
        (lambda p: read_postings(p / "bad.parquet"), "E-POST-004"),
        (lambda p: read_postings(p / "bad.csv.gz"), "E-POST-004"),
        (lambda p: read_postings(p / "numbers.csv"), "E-POST-001"),
        (lambda p: read_postings(p / "good.csv", columns={"title": "Tile"}), "E-POST-002"),
        (lambda p: read_postings(p / "good.csv", columns={"heading": "title"}), "E-POST-002"),
        (lambda p: read_postings(p / "good.csv", as_of="soon"), "E-POST-005"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_refused_in_both_languages(tmp_path, call, id: str) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no")
    (tmp_path / "bad.csv.gz").write_bytes(gzip.compress(b"id,title\n" * 9999)[:12])
    (tmp_path / "numbers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "good.csv").write_text("id,title\n1,Dev\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        call(tmp_path)
    problem = caught.value.problems[0]
    assert problem.id == id
    assert problem.vi and problem.en and problem.remedy_vi and problem.remedy_en


def test_problems_of_all_files_are_told_at_once(tmp_path) -> None:
    (tmp_path / "numbers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_postings([tmp_path / "none.csv", tmp_path / "numbers.csv"])
    assert [p.id for p in caught.value.problems] == ["E-DAT-001", "E-POST-001"]


def test_rows_in_memory_that_are_none_are_counted() -> None:
    found = read_records([GOOD, None, ["x"], "0912345678", 7, GOOD], source="a", as_of=TODAY)  # type: ignore[list-item]
    assert (found.report.rows, found.report.postings, found.report.counts["unreadable_row"]) == (6, 2, 4)
    assert "0912345678" not in repr(found)


def test_no_rows_are_no_postings() -> None:
    assert read_records([], as_of=TODAY).postings == ()


def test_wide_signs_hide_neither_tags_nor_numbers() -> None:
    posting, report = one(
        title="＜script＞alert(1)＜/script＞ Dev", text="Gọi ０９１２ ３４５ ６７８", place="＝1+1"
    )
    assert posting is not None
    assert (posting.title, posting.text) == ("Dev", "Gọi …")
    assert {"script", "phone", "formula"} <= set(report.counts)


def test_row_numbers_count_empty_lines(tmp_path) -> None:
    path = tmp_path / "tin.csv"
    path.write_text("id,title\n1,Dev\n\n\n2,QA\n", encoding="utf-8")
    assert [p.row for p in read_postings(path, as_of=TODAY).postings] == [2, 5]


PIECES = st.sampled_from(
    ["<", ">", "</", "<b", "<script>", "&lt;", "&amp;lt;", "&#60;", "=", "@", "0912345678", "a@b.vn", "\x00", "\u200b", '"', "'", "\n", " ", "Java", "<!--", "-->", "]]>", "<![CDATA["]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_no_mixture_of_signs_is_fatal_or_gets_through(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = read_records(
        [{**GOOD, "title": text, "text": text, "place": text, "salary": text, "date": text}],
        source="a",
        as_of=TODAY,
    )
    for posting in found.postings:
        for kept in (posting.title, posting.text, posting.place):
            assert not re.search(r"<\s*[a-zA-Z/!?]", kept)
            assert "a@b.vn" not in kept and "0912345678" not in kept and "\x00" not in kept
    assert found.report.rows == found.report.postings + found.report.not_kept
