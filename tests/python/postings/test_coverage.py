"""Coverage of sources."""

from __future__ import annotations

from datetime import date

from dubao.postings import Posting, coverage


def posting(source: str, month: str, **more: str) -> Posting:
    return Posting(source, "", date(int(month[:4]), int(month[5:]), 1) if month else None, month, "x", **more)


def test_a_source_that_vanishes_mid_series_is_stated() -> None:
    rows = [posting("a", f"2026-{m:02d}") for m in (1, 2, 3)] + [
        posting("b", f"2026-{m:02d}") for m in range(1, 7)
    ]
    found = coverage(rows)
    a, b = found.sources
    assert (a.ended, b.ended, found.notes) == (True, False, ("a",))
    assert "nguồn khác còn đến 2026-06" in found.statements("vi")[0]
    assert "nothing after" not in found.statements("en")[1]


def test_months_without_a_posting_are_named_across_years() -> None:
    source = coverage([posting("a", "2025-11"), posting("a", "2026-02"), posting("a", "2026-02")]).sources[0]
    assert source.missing_months == ("2025-12", "2026-01")
    assert source.by_month == {"2025-11": 1, "2025-12": 0, "2026-01": 0, "2026-02": 2}


def test_shares_without_date_salary_place_and_employer() -> None:
    rows = [
        posting("a", "2026-01", place="Hà Nội", salary_status="stated"),
        posting("a", "", salary_status="negotiable", employer="An"),
    ]
    source = coverage(rows).sources[0]
    assert (source.without_month, source.without_salary, source.without_place, source.without_employer) == (
        0.5,
        0.5,
        0.5,
        0.5,
    )
    assert "không ghi ngày 50%" in coverage(rows).statements("vi")[0]


def test_a_source_without_any_month_is_stated_and_nothing_is_nothing() -> None:
    found = coverage([posting("a", "")])
    assert found.sources[0].first_month == ""
    assert "none with a month" in found.statements("en")[0]
    assert coverage([]).sources == ()
