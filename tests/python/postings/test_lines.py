"""Lines and records of text files."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from dubao.postings.lines import csv_records


def lines(text: str) -> Iterator[tuple[str, str]]:
    return iter([(line, "utf-8") for line in text.splitlines(keepends=True)])


def records(text: str) -> list[list[str]]:
    return [record for record, _, _ in csv_records(lines(text), ",")]


def test_a_record_over_several_lines_is_one() -> None:
    assert records('a,"b\nc",d\ne,f,g\n') == [["a", "b\nc", "d"], ["e", "f", "g"]]


def test_every_line_after_a_quote_that_never_ends_is_read() -> None:
    found = list(csv_records(lines('1,"x\n2,y\n3,z\n'), ","))
    assert [record for record, _, _ in found] == [["1", "x"], ["2", "y"], ["3", "z"]]
    assert [broken for _, _, broken in found] == [True, False, False]


def test_a_quote_within_a_quoted_cell_costs_no_other_row() -> None:
    found = records('1,"màn hình 5" inch",x\n2,y,z\n')
    assert found[0][0] == "1" and found[1] == ["2", "y", "z"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text('ab",\n', min_size=1, max_size=8), min_size=1, max_size=6))
def test_no_text_is_fatal_and_no_letter_is_lost(rows: list[str]) -> None:
    text = "\n".join(rows) + "\n"
    kept = "".join(cell for record in records(text) for cell in record)
    assert [c for c in text if c in "ab"] == [c for c in kept if c in "ab"]
