"""Dates and periods of tables as they are printed in a cell."""

from __future__ import annotations

import re
from datetime import date

from dubao.numbers import format_date, format_period
from dubao.report.text import Text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def short_date(value: str) -> Text:
    """A day or a period in short form; other words as they stand.

    >>> short_date("2026-11-22").vi, short_date("2026-11").vi, short_date("").vi
    ('22/11/2026', 'tháng 11 năm 2026', '')
    """
    if _DAY.fullmatch(value):
        return Text(format_date(value, "vi", short=True), format_date(value, "en", short=True))
    return period_words(value)


def day_span(first: date, last: date) -> Text:
    """Two days as a span inside a sentence.

    >>> day_span(date(2026, 4, 25), date(2026, 5, 8)).vi
    'từ 25/04/2026 đến 08/05/2026'
    """
    a, b = (Text(*(format_date(d, lang, short=True) for lang in ("vi", "en"))) for d in (first, last))
    return Text(f"từ {a.vi} đến {b.vi}", f"{a.en} to {b.en}")


def period_words(period: str) -> Text:
    """A period inside a sentence or cell: a year stays a number, a quarter or month is written out.

    >>> period_words("2024").vi, period_words("2024-Q4").vi, period_words("2024-Q4").en
    ('2024', 'quý IV năm 2024', 'Q4 2024')
    >>> period_words("2024-H2").vi, period_words("2024-W07").en
    ('6 tháng cuối năm 2024', 'week 7 of 2024')
    """
    if period.isdigit() or not re.fullmatch(r"\d{4}-(H[12]|Q[1-4]|W\d{2}|\d{2})", period):
        return Text.same(period)
    return Text(format_period(period, "vi"), format_period(period, "en"))
