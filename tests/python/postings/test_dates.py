"""Days as sites write them."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao.postings.dates import read_day

DAY = date(2026, 4, 24)


@pytest.mark.parametrize(
    "value",
    [
        "2026-04-24", "2026-04-24T23:59:00Z", "2026/4/24", "24/04/2026", "24-04-2026", "24.4.2026", "04/24/2026", "24/04/2026 10:30",
        "Apr 24, 2026", "24 April 2026", "ngày 24 tháng 4 năm 2026", DAY, datetime(2026, 4, 24, 5), 1777000000, 1777000000000,
    ],
)  # fmt: skip
def test_days_that_can_be_read_in_one_way(value: object) -> None:
    found = read_day(value)
    assert (found.day, found.month, found.kind) == (DAY, "2026-04", "")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("03/04/2026", "ambiguous_date"), ("2026-02-30", "unreadable_date"), ("3 days ago", "unreadable_date"), ("", "no_date"), (None, "no_date"),
        (True, "unreadable_date"), (12, "unreadable_date"), ("2026-04", "month_only"), ("04/2026", "month_only"), ("2026", "unreadable_date"),
    ],
)  # fmt: skip
def test_what_is_no_single_day(value: object, kind: str) -> None:
    found = read_day(value)
    assert found.day is None
    assert found.kind == kind


def test_the_user_says_which_number_is_the_day() -> None:
    assert read_day("03/04/2026", day_first=True).day == date(2026, 4, 3)
    assert read_day("03/04/2026", day_first=False).day == date(2026, 3, 4)
    assert read_day("03/03/2026").day == date(2026, 3, 3)
    # What can be one day only is that day, whatever was said.
    assert read_day("24/04/2026", day_first=False).day == DAY


def test_a_moment_falls_on_the_calendar_of_viet_nam() -> None:
    late = datetime(2026, 4, 23, 20, tzinfo=timezone.utc)
    assert read_day(late.timestamp()).day == DAY


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=30))
def test_no_text_is_fatal(text: str) -> None:
    found = read_day(text)
    assert (found.kind == "") == (found.day is not None)
