"""The account of a reading."""

from __future__ import annotations

from datetime import date

from dubao.postings.report import KINDS, PLACES_SHOWN, Tally


def test_all_are_counted_and_the_first_places_shown() -> None:
    tally = Tally(date(2026, 1, 1))
    for row in range(2, 22):
        tally.met("phone", "a.csv", row)
    report = tally.finished(("a.csv",), 30, 30, {})
    assert report.counts == {"phone": 20}
    assert [p.row for p in report.places["phone"]] == list(range(2, 2 + PLACES_SHOWN))
    assert report.statements("vi")[1].endswith("; …).")
    assert report.statements("en")[1].startswith("phone numbers, dropped: 20 (a.csv, row 2;")
    assert report.to_dict()["places"]["phone"][0] == {"file": "a.csv", "row": 2}


def test_every_kind_has_words_in_both_languages() -> None:
    assert all(vi and en and vi != en for vi, en in KINDS.values())


def test_counts_of_parts_join_in_their_order_and_keep_the_first_places() -> None:
    whole, first, second = (Tally(date(2026, 1, 1)) for _ in range(3))
    for row in range(2, 10):
        for tally in (whole, first if row < 6 else second):
            tally.met("email", "a.csv", row)
    second.encodings["a.csv"] = {"utf-8": None}
    first.join(second)
    assert (first.counts, first.places) == (whole.counts, whole.places)
    assert first.encodings == {"a.csv": {"utf-8": None}}
