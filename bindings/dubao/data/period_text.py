"""Periods as people write them, to the form of the tables.

>>> read_period("Quý III năm 2024"), read_period("T7/2024"), read_period("Năm 2024"), read_period("07/2024")
('2024-Q3', '2024-07', '2024', '2024-07')
>>> read_period("6 tháng đầu năm 2024"), read_period("H2/2024"), read_period("Tuần 7 năm 2024")
('2024-H1', '2024-H2', '2024-W07')
>>> read_period("05/03/2024") is None
True
"""

from __future__ import annotations

import re

from dubao.data import periods as calendar
from dubao.data.catalogue import fold

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_HALF = {"dau": "1", "cuoi": "2"}
_YEAR = r"(?:nam\s*|year\s*)?(?P<year>[12]\d{3})"
_JOIN = r"\s*(?:/|-|,|\.|\s)\s*"
_FORMS = (
    (re.compile(rf"{_YEAR}(?:\.0)?"), "year"),
    (re.compile(rf"(?:quy|q|quarter)\s*(?P<quarter>[1-4]|iv|i{{1,3}}){_JOIN}{_YEAR}"), "quarter"),
    (re.compile(rf"{_YEAR}\s*[-/ ]?\s*(?:quy|q)\s*(?P<quarter>[1-4]|iv|i{{1,3}})"), "quarter"),
    (re.compile(rf"(?:6|sau)\s*thang\s*(?P<half>dau|cuoi)\s*{_YEAR}"), "half"),
    (re.compile(rf"nua\s*(?P<half>dau|cuoi)\s*{_YEAR}"), "half"),
    (re.compile(rf"h\s*(?P<half>[12]){_JOIN}{_YEAR}"), "half"),
    (re.compile(rf"{_YEAR}\s*[-/ ]?\s*h\s*(?P<half>[12])"), "half"),
    (re.compile(rf"(?:tuan|week|w)\s*(?P<week>\d{{1,2}}){_JOIN}{_YEAR}"), "week"),
    (re.compile(rf"{_YEAR}\s*[-/ ]?\s*(?:tuan|w)\s*(?P<week>\d{{1,2}})"), "week"),
    (re.compile(rf"(?:thang|t|month|m)?\s*(?P<month>0?[1-9]|1[0-2]){_JOIN}{_YEAR}"), "month"),
    (re.compile(rf"{_YEAR}[-/m](?P<month>0?[1-9]|1[0-2])"), "month"),
    (re.compile(r"ngay\s*(?P<day>\d{1,2})\s*thang\s*(?P<month>\d{1,2})\s*nam\s*(?P<year>[12]\d{3})"), "day"),
)


def read_period(text: str) -> str | None:
    """The period a text names; None when it names none, or could name two days.

    A day written ``05/03/2024`` is 5 March in Viet Nam and 3 May elsewhere: it is not guessed.
    """
    body = fold(text).strip()
    if calendar.is_period(text.strip()):
        return text.strip()
    for pattern, kind in _FORMS:
        match = pattern.fullmatch(body)
        if match is None:
            continue
        year = match["year"]
        if kind == "year":
            return year
        if kind == "quarter":
            return f"{year}-Q{_ROMAN.get(match['quarter'], match['quarter'])}"
        if kind == "half":
            return f"{year}-H{_HALF.get(match['half'], match['half'])}"
        if kind == "week":
            week = f"{year}-W{int(match['week']):02d}"
            return week if calendar.is_period(week) else None
        if kind == "month":
            return f"{year}-{int(match['month']):02d}"
        day = f"{year}-{int(match['month']):02d}-{int(match['day']):02d}"
        return day if calendar.is_period(day) else None
    return None
