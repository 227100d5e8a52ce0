"""Rows of files that are damaged, oddly cut or hold values that Python has no form for: each row is a posting or counted."""

from __future__ import annotations

import gzip
import json
import random
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dubao.errors import InputError
from dubao.postings import read_postings

TODAY = "2026-06-30"


def read(path: Path, content: bytes | pa.Table, **settings_):
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        pq.write_table(content, path)
    found = read_postings(path, as_of=TODAY, **settings_)
    assert found.report.rows == found.report.postings + found.report.not_kept
    assert found.report.postings == len(found.postings)
    return found


@pytest.mark.parametrize(
    "content",
    [
        b"id,title\r1,Dev\r2,QA\r",
        b"\n \nid,title\n1,Dev\n2,QA\n",
        b'sep=;\nid;title\n1;Dev\n2;"QA"\n',
        b"id,title,title\n1,Dev,x\n2,QA,y\n",
        b"id,title\n1,D\0ev\n2,QA\n",
        "id,title\n1,Dev\n2,QA\n".encode("utf-16-le"),
        "id,title\n1,Dev\n2,QA\n".encode("utf-16-be"),
        "id,title\n1,Dev\n2,QA\n".encode("utf-16"),
    ],
    ids=["returns", "blank", "sep", "twice", "null", "utf-16-le", "utf-16-be", "utf-16"],
)
def test_odd_files_give_the_postings_they_hold(tmp_path, content: bytes) -> None:
    found = read(tmp_path / "tin.csv", content)
    assert [(p.id, p.title) for p in found.postings] == [("1", "Dev"), ("2", "QA")]
    assert "unknown_encoding" not in found.report.counts


def test_the_vietnamese_of_a_file_of_two_bytes_without_a_mark_is_read(tmp_path) -> None:
    found = read(tmp_path / "tin.csv", "id,title\n1,Kỹ sư phần mềm\n".encode("utf-16-le"))
    assert found.postings[0].title == "Kỹ sư phần mềm"


def test_a_carriage_return_within_a_row_ends_no_file(tmp_path) -> None:
    found = read(tmp_path / "tin.csv", b'id,title\n1,De\rv\n2,"Q\rA"\n3,x\n')
    assert [p.title for p in found.postings] == ["De v", "Q A", "x"]


def test_a_line_of_six_million_characters_is_one_row(tmp_path) -> None:
    found = read(tmp_path / "tin.csv", b"id,title\n1," + b"x" * 6_000_000 + b"\n2,QA\n")
    assert [p.id for p in found.postings] == ["1", "2"]
    assert found.report.counts["unclosed_quote"] == 1


def test_a_field_that_comes_late_in_a_file_of_json_lines_is_read(tmp_path) -> None:
    lines = [{"title": "x"}] * 300 + [{"title": "y", "id": "7", "salary": "20 triệu"}]
    found = read(tmp_path / "tin.jsonl", "\n".join(map(json.dumps, lines)).encode())
    assert (found.postings[-1].id, found.postings[-1].salary_low) == ("7", 20e6)


def test_a_file_that_begins_with_broken_lines_is_read_to_its_end(tmp_path) -> None:
    found = read(tmp_path / "tin.jsonl", b"\n".join([b'{"x'] * 300 + [b'{"title": "Dev"}']))
    assert found.report.counts["unreadable_row"] == 300
    assert [p.title for p in found.postings] == ["Dev"]


def test_numbers_of_any_length_in_json_are_counted_and_not_fatal(tmp_path) -> None:
    rows = (
        b'{"title":"a","date":' + b"9" * 400 + b"}",
        b'{"title":"b","salary":' + b"9" * 400 + b"}",
        b'{"title":"c","id":' + b"9" * 5000 + b"}",
        b'{"title":"d","text":' + b"[" * 700 + b'"x"' + b"]" * 700 + b"}",
    )
    found = read(tmp_path / "tin.jsonl", b"\n".join(rows))
    assert [p.title for p in found.postings] == ["a", "b", "d"]
    assert {"unreadable_date", "salary_undetermined", "unreadable_row", "unreadable_cell"} <= set(
        found.report.counts
    )


def test_days_beyond_the_calendar_in_parquet_are_empty_and_counted(tmp_path) -> None:
    table = pa.table({"title": ["a", "b"], "date": pa.array([10**7, 20000], type=pa.date32())})
    found = read(tmp_path / "tin.parquet", table)
    assert [p.month for p in found.postings] == ["", "2024-10"]
    assert found.report.counts["unreadable_cell"] == 1


def test_text_in_parquet_that_is_no_unicode_is_kept_and_counted(tmp_path) -> None:
    table = pa.table({"title": pa.array([b"\xff Dev", b"ok"], type=pa.binary()).view(pa.string())})
    found = read(tmp_path / "tin.parquet", table)
    assert found.postings[0].title.endswith("Dev") and found.postings[1].title == "ok"
    assert found.report.counts["unknown_encoding"] == 1


def test_rows_of_a_damaged_part_of_parquet_are_counted_and_the_others_read(tmp_path) -> None:
    path = tmp_path / "tin.parquet"
    table = pa.table({"title": [f"Kỹ sư {n}" for n in range(2000)]})
    pq.write_table(table, path, row_group_size=500, compression="none", use_dictionary=False)
    start = pq.ParquetFile(path).metadata.row_group(2).column(0).data_page_offset
    content = bytearray(path.read_bytes())
    content[start + 40 : start + 400] = b"\xff" * 360
    found = read(path, bytes(content))
    assert found.report.rows == 2000
    assert found.report.counts["unreadable_row"] >= 500 - 1
    assert len(found.postings) >= 1500


@pytest.mark.parametrize("name", ["tin.csv.gz", "tin.jsonl.gz"])
def test_a_packed_file_that_breaks_off_keeps_the_rows_before_it(tmp_path, name: str) -> None:
    random_ = random.Random(1)
    words = ["Kỹ sư " + "".join(random_.choices("abcdefgh", k=16)) for _ in range(8_000)]
    lines = ["id,title"] + [f"{n},{w}" for n, w in enumerate(words)]
    if "jsonl" in name:
        lines = [json.dumps({"id": n, "title": w}) for n, w in enumerate(words)]
    whole = gzip.compress("\n".join(lines).encode())
    for share in (0.3, 0.6):
        found = read(tmp_path / name, whole[: int(share * len(whole))])
        assert 0.7 * share * 8_000 < len(found.postings) < 1.1 * share * 8_000
        assert found.report.counts["broken_off"] == 1
        assert any("break off" in s for s in found.report.statements("en"))
        assert [p.title for p in found.postings[:-1]] == words[: len(found.postings) - 1]


def test_files_of_one_name_in_two_folders_keep_their_own_columns_and_source(tmp_path) -> None:
    for folder, text in (("a", "id,title\n1,Dev\n"), ("b", "mã tin;chức danh\n1;QA\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "tin.csv").write_text(text, encoding="utf-8")
    found = read_postings([tmp_path / "a/tin.csv", tmp_path / "b/tin.csv"], as_of=TODAY)
    assert [(p.source, p.title) for p in found.postings] == [("tin.csv", "Dev"), ("b/tin.csv", "QA")]
    assert "duplicate_id" not in found.report.counts
    assert found.report.columns["b/tin.csv"]["title"] == "chức danh"


# Any bytes after a heading, and any line of JSON.
PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from([b",", b'"', b"\n", b"\r", b"\r\n", b"\0", b";", b"\xff\xfe", b"\xef\xbb\xbf", b"'", b"0912345678", b"a@b.vn", b"<p>", b"=1+1"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=30))
def test_any_bytes_below_a_heading_are_postings_or_counted(tmp_path, pieces: list[bytes]) -> None:
    found = read(tmp_path / "tin.csv", b"id,title,text\n" + b"".join(pieces))
    for p in found.postings:
        assert "0912345678" not in p.title + p.text and "a@b.vn" not in repr(p)
        # An id may be a row of digits that holds these by chance.
        assert not re.search(r"(?<!\d)0912345678", p.id)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=10))
def test_any_bytes_at_all_are_read_or_refused_as_a_file(tmp_path, pieces: list[bytes]) -> None:
    for name in ("tin.csv", "tin.jsonl", "tin.parquet", "tin.csv.gz"):
        try:
            read(tmp_path / name, b"".join(pieces))
        except InputError as error:
            assert "0912345678" not in str(error) and "a@b.vn" not in str(error)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["0912345678", "a@b.vn", "2026-03-02"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
FIELDS = st.sampled_from(["id", "date", "title", "text", "place", "employer", "salary", "source", "other"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(FIELDS, VALUES, max_size=6), max_size=6))
def test_any_objects_of_json_are_postings_or_counted(tmp_path, objects: list[dict]) -> None:
    first = {"title": "Dev"}
    found = read(tmp_path / "tin.jsonl", "\n".join(json.dumps(o) for o in [first, *objects]).encode())
    assert found.report.rows == 1 + len(objects)
    kept = repr(found)
    assert "0912345678" not in kept and "a@b.vn" not in kept
