"""Coverage of sources."""

from __future__ import annotations

import random
from datetime import date

import pytest

from dubao.labour import emergence
from dubao.postings import Posting, count_terms, coverage, read_records


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


@pytest.mark.parametrize("vanishing", ["a", "b"])
def test_a_source_that_vanishes_is_stated_and_counted_and_makes_no_trend(vanishing: str) -> None:
    """From the rows to the test: 4 years, two sources that mention a skill in 20 and in 2 % of their postings; one ends half-way."""
    random_ = random.Random(5)
    months = [f"{year}-{month:02d}" for year in (2022, 2023, 2024, 2025) for month in range(1, 13)]
    rows = [
        {"source": source, "id": f"{source}-{month}-{n}", "date": f"{month}-05", "title": "Go" if random_.random() < share else "Java"}
        for source, share in (("a", 0.2), ("b", 0.02))
        for month in (months[:24] if source == vanishing else months)
        for n in range(60)
    ]  # fmt: skip
    read = read_records(rows, as_of="2026-01-31")
    stated = coverage(read.postings)
    assert stated.notes == (vanishing,) and "nothing after 2023-12" in " ".join(stated.statements("en"))
    counted = count_terms(read.postings, lambda p: [p.title])
    # Every posting of the source that ended is counted, in its own months.
    assert counted.counts.postings.sum() == len(rows) == read.report.postings
    pooled = counted.counts.counts.sum(axis=2) / counted.counts.postings.sum(axis=1)
    go = counted.counts.terms.index("Go")
    first, last = pooled[go][:24].mean(), pooled[go][24:].mean()
    # The sum of the sources would show a rise, or a fall, by half and more.
    assert last > 1.5 * first if vanishing == "b" else last < 0.5 * first
    for direction in ("rising", "fading"):
        found = emergence.detect(counted.counts, alpha=0.1, direction=direction)
        assert found.flagged == ()
    states = {
        d.term: d for d in emergence.describe(counted.counts, weights=dict.fromkeys(emergence.STATES, 0.2))
    }
    assert max(p for state, p in states["Go"].probabilities.items() if state != "stable") < 0.6
