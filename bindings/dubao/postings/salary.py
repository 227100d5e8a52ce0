"""Salaries as sites write them, in Vietnamese and English: amounts, currency and period; what is not said stays open.

>>> read_salary("15 - 20 triệu/tháng")
Salary(low=15000000.0, high=20000000.0, currency='VND', period='month', status='stated')
>>> read_salary("Up to $2,000")
Salary(low=None, high=2000.0, currency='USD', period='', status='stated')
>>> read_salary("Thỏa thuận").status, read_salary("1.500 - 2.500 USD").high, read_salary("15 - 20").status
('negotiable', 2500.0, 'undetermined')
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dubao.data.catalogue import fold

__all__ = ["CURRENCIES", "PERIODS", "Salary", "read_salary"]

PERIODS = ("year", "month", "week", "day", "hour")
CURRENCIES = ("VND", "USD", "EUR", "JPY", "GBP", "SGD", "AUD", "KRW", "CNY")

# Without marks and in lower case; a sign of dollars alone is read as that of the United States (ASSUMPTION).
_CURRENCY = (
    ("SGD", r"s\$|\bsgd\b"), ("AUD", r"a\$|\baud\b"),
    ("USD", r"us\$|\$|\busd\b|\bdollars?\b|\bdo la\b|\bdo my\b"),
    ("EUR", r"€|\beur\b|\beuros?\b"), ("JPY", r"¥|\bjpy\b|\byen\b"), ("GBP", r"£|\bgbp\b"), ("KRW", r"₩|\bkrw\b|\bwon\b"),
    ("CNY", r"\bcny\b|\brmb\b"),
    ("VND", r"₫|\bvnd\b|(?<=\d)vnd\b|\bdong\b|(?<=\d)d\b|(?<=\d )d\b|\bvn dong\b"),
)  # fmt: skip
_CURRENCY_PATTERNS = tuple((code, re.compile(pattern)) for code, pattern in _CURRENCY)
_PERIOD_PATTERNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("year", r"(?:/|\bper |\ba |\bmoi |\b1 |\bmot )\s*(?:year|yr|annum|nam)\b|\byearly\b|\bannual(?:ly)?\b|\bhang nam\b|\bp\.?a\b"),
        ("month", r"(?:/|\bper |\ba |\bmoi |\b1 |\bmot )\s*(?:month|mth|mo|thang|th|t)\b|\bmonthly\b|\bhang thang\b|\bp\.?m\b"),
        ("week", r"(?:/|\bper |\ba |\bmoi |\b1 |\bmot )\s*(?:week|wk|tuan)\b|\bweekly\b|\bhang tuan\b"),
        ("day", r"(?:/|\bper |\ba |\bmoi |\b1 |\bmot )\s*(?:day|ngay|cong)\b|\bdaily\b"),
        ("hour", r"(?:/|\bper |\ban? |\bmoi |\b1 |\bmot )\s*(?:hour|hr|h|gio)\b|\bhourly\b"),
    )
)  # fmt: skip
_NEGOTIABLE = re.compile(
    r"thoa thuan|thuong luong|negotia|competitive|canh tranh|hap dan|attractive|trao doi|deal|love it|sign in|dang nhap|"
    r"khong hien thi|confidential|bao mat|khi phong van|interview|cap nhat"
)
_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = r"(?:ty|billion|trieu|tr|million|mil|mio|m|nghin|ngan|k)"
# 15tr5 is 15.5 million: a digit directly after the unit.
_AMOUNT = re.compile(
    rf"(?P<number>{_NUMBER})\s?(?P<scale>{_SCALE})?(?P<half>(?<=tr)\d)?(?![a-z]*\d)(?![a-ln-z](?!nd\b|\b))"
)
_SCALES = {
    "ty": 1e9, "billion": 1e9, "trieu": 1e6, "tr": 1e6, "million": 1e6, "mil": 1e6, "mio": 1e6, "m": 1e6,
    "nghin": 1e3, "ngan": 1e3, "k": 1e3,
}  # fmt: skip
# No salary in any currency: such an amount is a mistake of the row.
_TOO_MUCH = 1e12
# Units that only amounts in đồng have.
_VIETNAMESE_SCALES = ("ty", "trieu", "tr", "nghin", "ngan")
_UP_TO = re.compile(r"up to|upto|len den|len toi|toi da|khong qua|\bden\b|\btoi\b|max|under|duoi|<|≤|below")
_FROM = re.compile(r"\btu\b|from|tren|toi thieu|\bmin\b|at least|starting|above|over|>|≥|it nhat|hon")
_JOINT = re.compile(r"\s*(?:-|–|—|~|\bto\b|\bden\b|\btoi\b|\band\b|\bva\b|->|→)\s*")
# The thirteenth month and hours a week are no amounts.
_NO_AMOUNT = re.compile(
    r"(?:luong\s*)?thang\s*(?:luong\s*)?(?:thu\s*)?1[3-5]\b|1[3-6](?:th|rd)?[ -]month|review[^,;.]*|\d+\s*%|\(.*?gross.*?net.*?\)"
)


@dataclass(frozen=True, slots=True)
class Salary:
    """A salary as stated, not converted.

    Attributes
    ----------
    low, high : float, optional
        Whole units of the currency; both None unless ``status`` is ``stated``, one None for an open end.
    currency : str
        ISO 4217.
    period : str
        One of :data:`PERIODS`; empty when not stated.
    status : str
        ``stated``, ``negotiable``, ``undetermined`` or empty.
    """

    low: float | None = None
    high: float | None = None
    currency: str = ""
    period: str = ""
    status: str = ""


def read_salary(text: Any, *, currency: str = "", period: str = "") -> Salary:
    """Reads a salary; what can be read in two ways is ``undetermined``.

    Parameters
    ----------
    text : str or number
    currency, period : str
        Taken where the text states none; give them only where the source says that they hold for all its postings.

    Examples
    --------
    >>> read_salary("20.000.000 - 30.000.000", currency="VND", period="month").low
    20000000.0
    >>> read_salary("1,500").status
    'undetermined'
    """
    if text is None or text != text:
        return Salary()
    if isinstance(text, (int, float)):
        text = f"{text:.2f}".removesuffix(".00")
    return _read(str(text)[:300], currency, period)


@lru_cache(maxsize=16384)
def _read(text: str, default_currency: str, default_period: str) -> Salary:
    body = " ".join(fold(unicodedata.normalize("NFKC", text)).split())
    if not body:
        return Salary()
    body = _NO_AMOUNT.sub(" ", body)
    amounts = list(_AMOUNT.finditer(_without_period_counts(body)))
    if not amounts:
        return Salary(status="negotiable" if _NEGOTIABLE.search(body) else "undetermined")
    periods = {name for name, pattern in _PERIOD_PATTERNS if pattern.search(body)}
    currency = _currency_of(body, amounts) or default_currency
    if len(amounts) > 2 or len(periods) > 1 or currency in ("", "?") or re.match(r"\W*-\s?\d", body):
        return Salary(status="undetermined")
    values = _values(body, amounts, currency)
    if values is None:
        return Salary(status="undetermined")
    low, high = values
    if (low is not None and high is not None and low > high) or not 0 < max(
        low or 0.0, high or 0.0
    ) < _TOO_MUCH:
        return Salary(status="undetermined")
    return Salary(low, high, currency, next(iter(periods), default_period), "stated")


def _without_period_counts(body: str) -> str:
    """The number of "1 month" or "1 giờ" counts periods, not money."""
    return re.sub(r"\b1 (?=(?:thang|nam|gio|tuan|ngay|month|year|hour|week|day)\b)", "  ", body)


def _currency_of(body: str, amounts: list[re.Match[str]]) -> str:
    found: list[str] = []
    rest = body
    for code, pattern in _CURRENCY_PATTERNS:
        if pattern.search(rest):
            found.append(code)
            rest = pattern.sub(" ", rest)
    if len(found) > 1:
        return "?"
    if found:
        return found[0]
    return "VND" if any(m["scale"] in _VIETNAMESE_SCALES for m in amounts) else ""


def _values(
    body: str, amounts: list[re.Match[str]], currency: str
) -> tuple[float | None, float | None] | None:
    """Low and high; None when a number has two readings or the words do not make a range."""
    scales = [m["scale"] for m in amounts]
    numbers = []
    for match, scale in zip(amounts, scales, strict=True):
        # The unit after the second amount is that of both: 15 - 20 triệu.
        shared = scale or (scales[-1] if len(amounts) == 2 else None)
        number = _number(match["number"], scaled=shared is not None and scale is not None)
        if number is None:
            return None
        if match["half"]:
            number += int(match["half"]) / 10
        # A low end written in full beside a high one in millions has its own unit.
        in_full = scale is None and shared is not None and number >= 1000
        if in_full and currency != "VND":
            return None
        factor = _SCALES[shared] if shared and not in_full else 1.0
        numbers.append(number * factor)
    before = body[: amounts[0].start()]
    if len(numbers) == 2:
        between = re.sub(
            r"[^\w\-–—~>→ ]|\b(?:usd|vnd|dong|us|d|eur|sgd|jpy|yen|gross|net)\b",
            " ",
            body[amounts[0].end() : amounts[1].start()],
        )
        joined = _JOINT.fullmatch(
            re.sub(r"(?:/|\bper |\bmoi )?\s*\b(?:thang|month|nam|year)\b", " ", between)
        )
        both_ends = _FROM.search(before) and _UP_TO.search(between)
        return (numbers[0], numbers[1]) if joined or both_ends else None
    if _UP_TO.search(before):
        return None, numbers[0]
    after = body[amounts[0].end() :]
    if _FROM.search(before) or re.match(
        r"\s*(?:usd|vnd|trieu|tr|m|k|dong|\$)*\s*(?:\+|tro len|up\b|or more)", after
    ):
        return numbers[0], None
    return numbers[0], numbers[0]


def _number(text: str, *, scaled: bool) -> float | None:
    """Value of a number; thousands are told from decimals by their groups of three.

    ASSUMPTION: nobody states a salary to three decimals, so that ``1.500`` is a thousand and a half; before a unit of thousands or
    millions both are thinkable and it stays open.
    """
    groups = re.split(r"[.,]", text)
    if len(groups) == 1:
        return float(text)
    marks = re.findall(r"[.,]", text)
    if len(groups) == 2:
        if len(groups[1]) == 3:
            return None if scaled or groups[0].startswith("0") else float("".join(groups))
        return float(".".join(groups))
    if len(set(marks)) == 1:
        return float("".join(groups)) if all(len(g) == 3 for g in groups[1:]) else None
    if len(set(marks[:-1])) == 1 and all(len(g) == 3 for g in groups[1:-1]):
        return float("".join(groups[:-1]) + "." + groups[-1])
    return None
