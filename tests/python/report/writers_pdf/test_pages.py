"""Widths of columns, turned pages and what travels with a wide table."""

from __future__ import annotations

import pytest
from report_hostile import awkward_document
from report_sample import sample_document

from dubao.report.document import Column, Heading, NumberCell, Paragraph, Table
from dubao.report.text import Text
from dubao.report.writers.pages import (
    LANDSCAPE_ROOM,
    PORTRAIT_ROOM,
    column_widths,
    is_wide,
    page_groups,
    pieces,
)

DOCUMENT = sample_document()
LONG, WIDE, PARAGRAPH, EMPTY, _ = awkward_document().chapters[0].blocks
HEADING = Heading(Text("Bảng", "Tables"))


def table(*rows: tuple[str, ...], kinds: tuple[str, ...] = ()) -> Table:
    width = len(rows[0])
    columns = tuple(Column(Text.same(f"C{i}"), kinds[i] if kinds else "text") for i in range(width))  # type: ignore[arg-type]
    return Table(
        "T1-1", Text.same("t"), columns, tuple(tuple(Text.same(w) for w in r) for r in rows), Text.same("s")
    )


@pytest.mark.parametrize("given", [*DOCUMENT.tables(), LONG, WIDE, EMPTY])
@pytest.mark.parametrize("room", [PORTRAIT_ROOM, LANDSCAPE_ROOM])
def test_shares_are_positive_and_sum_to_one(given, room):
    shares = column_widths(given, DOCUMENT, "vi", room)
    assert sum(shares) == pytest.approx(1, rel=1e-12)
    assert min(shares) > 0


def test_a_column_is_never_narrower_than_its_longest_word_while_there_is_room():
    given = table(("industry_by_occupation", "word " * 60), ("a", "word " * 60))
    narrow, wide = column_widths(given, DOCUMENT, "vi", PORTRAIT_ROOM)
    assert narrow * PORTRAIT_ROOM >= len("occupation")
    assert wide > 4 * narrow


def test_one_long_remark_gets_room_but_not_the_page():
    rows = [("Tên của dòng số này", "")] * 20 + [("Tên của dòng số này", "chữ " * 60)]
    name, remark = column_widths(table(*rows), DOCUMENT, "vi", PORTRAIT_ROOM)
    assert 0.2 < name < 0.6
    assert remark > 0.4


def test_long_codes_break_behind_their_marks_and_words_do_not():
    assert pieces("https://example.org/a_b") == ["https://", "example.", "org/", "a_", "b"]
    assert pieces("chuyên môn") == ["chuyên", "môn"]


def test_a_table_of_many_numbers_is_wide_and_a_small_one_is_not():
    assert is_wide(WIDE, DOCUMENT, "vi")
    assert not is_wide(LONG, DOCUMENT, "vi")
    assert not is_wide(DOCUMENT.tables()[0], DOCUMENT, "vi")
    numbers = Table(
        "T1-9", Text.same("t"), tuple(Column(Text.same(f"{y}"), "number") for y in range(2024, 2036)),
        (tuple(NumberCell("B4-01") for _ in range(12)),), Text.same("s"),
    )  # fmt: skip
    assert is_wide(numbers, DOCUMENT, "en")


def test_a_heading_and_short_words_travel_with_the_wide_table_they_lead_to():
    groups = page_groups((LONG, HEADING, PARAGRAPH, WIDE, LONG), DOCUMENT, "vi")
    assert [(g.wide, g.blocks) for g in groups] == [
        (False, (LONG,)),
        (True, (HEADING, PARAGRAPH, WIDE)),
        (False, (LONG,)),
    ]


def test_short_words_at_the_start_and_the_end_of_a_chapter_stay_with_the_wide_table():
    groups = page_groups((PARAGRAPH, WIDE, WIDE, PARAGRAPH), DOCUMENT, "vi")
    assert [(g.wide, len(g.blocks)) for g in groups] == [(True, 4)]


def test_long_words_stay_on_their_own_page_and_nothing_is_lost_or_moved():
    essay = Paragraph(Text("chữ " * 500, "word " * 500))
    blocks = (essay, WIDE, essay, HEADING, HEADING, WIDE)
    groups = page_groups(blocks, DOCUMENT, "vi")
    assert [g.wide for g in groups] == [False, True, False, True]
    assert tuple(b for g in groups for b in g.blocks) == blocks
    assert groups[-1].blocks == (HEADING, HEADING, WIDE)


def test_an_empty_chapter_is_one_empty_group():
    assert [(g.wide, g.blocks) for g in page_groups((), DOCUMENT, "vi")] == [(False, ())]
