"""Postings written and read again."""

from __future__ import annotations

from datetime import date

from dubao.postings import Posting, read_postings, write_postings


def test_what_is_written_is_read_again(tmp_path) -> None:
    one = Posting(
        "a",
        "1",
        date(2026, 3, 2),
        "2026-03",
        "Kỹ sư, dữ liệu",
        'dòng "một"\ndòng hai',
        "Hà Nội",
        "An",
        1.5e7,
        None,
        "VND",
        "month",
        "stated",
    )
    path = write_postings([one, Posting("a", "2", None, "", "-1+1")], tmp_path / "ra.csv")
    read = read_postings(path, as_of="2026-06-01")
    assert [(p.source, p.id, p.date, p.title, p.text, p.place) for p in read.postings] == [
        ("a", "1", date(2026, 3, 2), "Kỹ sư, dữ liệu", 'dòng "một"\ndòng hai', "Hà Nội"), ("a", "2", None, "'-1+1", "", ""),
    ]  # fmt: skip
