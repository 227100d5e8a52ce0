"""Words of the detector of new and rising terms: states, spans of months."""

from __future__ import annotations

from dubao.report.charts.words import short_period
from dubao.report.text import Text
from dubao.report.words.dates import period_words

STATES: dict[str, Text] = {
    "stable": Text("ổn định", "stable"),
    "rising": Text("đang tăng", "rising"),
    "fading": Text("đang giảm", "fading"),
    "new": Text("mới xuất hiện", "new"),
    "cyclical": Text("theo mùa", "cyclical"),
}


def month_span(first: str, last: str) -> Text:
    """Two months as a span, one month where they are the same.

    >>> month_span("2014-10", "2019-09").vi, month_span("2014-10", "2014-10").en
    ('tháng 10 năm 2014 – tháng 9 năm 2019', 'October 2014')
    """
    a, b = period_words(first), period_words(last)
    return a if first == last else Text(f"{a.vi} – {b.vi}", f"{a.en} – {b.en}")


def short_month(month: str) -> Text:
    """A month in a cell.

    >>> short_month("2016-07").vi, short_month("").vi
    ('7/2016', '–')
    """
    return Text(short_period(month, "vi"), short_period(month, "en")) if month else Text("–", "–")
