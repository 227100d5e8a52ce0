"""What coded postings show together, and when nothing is said of trends."""

from __future__ import annotations

import doctest

import pytest

from dubao.errors import InputError
from dubao.postings import CodedPosting, Posting, overview, overview_page, overview_tables
from dubao.postings.overview import LEAST_A_MONTH, LEAST_MONTHS
from dubao.postings.overview import overview as overview_of


def coded(month: str, skills: tuple[str, ...], number: int = 0, role: str = "") -> CodedPosting:
    return CodedPosting(
        Posting("a", str(number), None, month, "x", employer=f"e{number}"),
        skills,
        "2512" if role else "",
        role,
    )


def cross_section() -> list[CodedPosting]:
    return [
        coded("2026-03", ("java", "sql") if n % 2 else ("go",), n, "developer" if n % 4 else "")
        for n in range(40)
    ]


def panel(months: int) -> list[CodedPosting]:
    names = [f"{y}-{m:02d}" for y in (2023, 2024, 2025) for m in range(1, 13)][:months]
    return [
        coded(month, (("new",) if n < max(0, i - 11) * 2 else ()) + ("sql",), 1000 * i + n)
        for i, month in enumerate(names)
        for n in range(LEAST_A_MONTH)
    ]


def test_the_examples_of_the_modules_run() -> None:
    import sys

    for module in (sys.modules[overview_of.__module__], overview_page, overview_tables):
        result = doctest.testmod(module)
        assert (result.attempted > 0, result.failed) == (True, 0), module
    assert overview is not overview_of


def test_shares_count_postings_and_pairs_stand_beside_what_independence_would_give() -> None:
    found = overview_of(cross_section(), clusters=lambda s: "language" if s != "sql" else "database")
    shares = {s.term: s.share for s in found.skills}
    assert shares == {"go": 0.5, "java": 0.5, "sql": 0.5}
    assert [(p.term, p.mentions, p.share, p.expected) for p in found.pairs] == [("java + sql", 20, 0.5, 0.25)]
    assert {c.term: c.mentions for c in found.clusters} == {"language": 40, "database": 20}
    assert {r.term: r.mentions for r in found.roles} == {"developer": 30, "": 10}
    assert {o.term: o.mentions for o in found.occupations} == {"2512": 30, "": 10}
    for one in (*found.skills, *found.roles, *found.pairs):
        assert one.low <= one.share <= one.high


def test_a_cross_section_has_no_trend_and_says_what_would_change_it() -> None:
    found = overview_of(cross_section())
    assert (found.emergence, found.fading, found.states, found.candidates) == (None, None, (), None)
    assert found.full_months == 1
    for lang, words in (
        ("vi", "1 tháng có từ 30 tin, cần 24"),
        ("en", "1 months have 30 postings or more, 24 are needed"),
    ):
        assert any(words in line for line in found.statements(lang)), lang


@pytest.mark.parametrize("months", [LEAST_MONTHS - 1, LEAST_MONTHS])
def test_trends_are_looked_for_from_the_stated_number_of_months(months: int) -> None:
    found = overview_of(panel(months))
    assert (found.emergence is not None) == (months >= LEAST_MONTHS)
    if found.emergence is not None:
        assert [t.term for t in found.emergence.flagged] == ["new"]
        assert found.window == ("2024-01", "2024-12")
        assert {s.postings for s in found.skills} == {12 * LEAST_A_MONTH}


def test_later_postings_than_the_month_looked_from_are_left_out() -> None:
    rows = panel(18)
    found = overview_of(rows, look="2023-12")
    assert (found.after_look, found.look, found.full_months) == (6 * LEAST_A_MONTH, "2023-12", 12)
    assert overview_of([r for r in rows if r.posting.month <= "2023-12"]).skills == found.skills


def test_months_hold_every_posting_once_and_undated_ones_are_counted() -> None:
    rows = [*cross_section(), coded("", ("go",), 99)]
    found = overview_of(rows)
    whole = [m for m in found.months if not m.skill]
    assert sum(m.mentions for m in whole) == 40 and found.without_month == 1
    assert found.skills[0].postings == 41
    undated = overview_of([coded("", ("go",), n) for n in range(10)])
    assert (undated.months, undated.first, undated.look) == ((), "", "")


def test_the_order_of_postings_changes_nothing() -> None:
    rows = panel(6) + cross_section()
    assert overview_of(rows) == overview_of(rows[::-1])


def test_postings_without_employers_are_said_to_be_taken_as_independent() -> None:
    rows = [CodedPosting(Posting("a", str(n), None, "2026-03", "x"), ("go",)) for n in range(9)]
    assert "độc lập" in overview_of(rows).statements("vi")[0]
    assert "too narrow" in overview_of(rows).statements("en")[0]
    assert "too narrow" not in overview_of(cross_section()).statements("en")[0]


@pytest.mark.parametrize("rows, look", [([], ""), (cross_section(), "2020-01"), (cross_section(), "March")])
def test_nothing_left_and_a_month_that_is_none_are_errors(rows: list[CodedPosting], look: str) -> None:
    with pytest.raises(InputError) as error:
        overview_of(rows, look=look)
    assert [p.id for p in error.value.problems] == ["E-SKD-011"]
