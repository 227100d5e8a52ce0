"""One row of a file of postings, wherever it is read."""

from __future__ import annotations

from datetime import date

from dubao.postings.records import Record
from dubao.postings.report import Tally
from dubao.postings.rows import LONGEST_LINE, RowOptions, RowState, read_row

COLUMNS = {"title": "t", "text": "x", "id": "i", "date": "d"}


def state() -> RowState:
    return RowState(Tally(date(2026, 4, 1)))


def test_a_row_without_title_and_text_is_counted_and_no_posting() -> None:
    own = state()
    assert read_row(Record(2, {"t": " ", "x": None}), COLUMNS, "a.csv", RowOptions("a"), own) is None
    assert own.tally.counts == {"empty_row": 1}


def test_rows_share_what_comes_again_and_nothing_else() -> None:
    own = state()
    cells = {"t": "Kỹ sư", "x": "Gọi 0912 345 678", "d": "2026-03-02"}
    one, two = (read_row(Record(n, cells), COLUMNS, "a.csv", RowOptions("a"), own) for n in (2, 3))
    assert one is not None and two is not None
    assert one == two and (one.row, two.row) == (2, 3)
    assert one.remarks is two.remarks
    assert not any("0912" in text for text in own.memory)


def test_ids_given_twice_are_not_the_business_of_a_row() -> None:
    own = state()
    for number in (2, 3):
        read_row(Record(number, {"t": "x", "i": "7"}), COLUMNS, "a.csv", RowOptions("a"), own)
    assert "duplicate_id" not in own.tally.counts


def test_a_title_is_cut_far_earlier_than_a_text() -> None:
    found = read_row(
        Record(2, {"t": "x" * 5000, "x": "y" * 5000}), COLUMNS, "a.csv", RowOptions("a"), state()
    )
    assert found is not None
    assert (len(found.title), len(found.text)) == (LONGEST_LINE, 5000)
