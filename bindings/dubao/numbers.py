"""Numbers, percentages, dates and periods as Vietnamese and English text, and back.

Vietnamese writes ``145.000`` and ``0,92``; English writes ``145,000`` and ``0.92``; both write ``64%`` without a space.
Rounding is half away from zero on the decimal digits of the number (2.5 gives 3, 0.125 gives 0.13), so both languages
always print the same digits. A missing value prints as ``…``, the sign statistical yearbooks use for "not available".

Reading never guesses: ``1.234`` is one thousand two hundred thirty-four in Vietnamese and one and a bit in English, so
without a declared style it is refused (:class:`AmbiguousNumberError`).

>>> format_number(145000, "vi"), format_number(145000, "en"), format_percent(64, "vi")
('145.000', '145,000', '64%')
>>> parse_number("1.234", "vi"), parse_number("1.234", "plain")
(1234.0, 1.234)
"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from dubao.errors import InputError, Language, Problem

NumberStyle = Literal["vi", "en", "plain"]

MISSING_SIGN = "…"
MINUS = "\N{MINUS SIGN}"
_EN_DASH = "\N{EN DASH}"

# Thousands and decimal marks of each language.
_MARKS: dict[str, tuple[str, str]] = {"vi": (".", ","), "en": (",", ".")}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV")
# Spaces that people and programs put between groups of three digits.
_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"


class AmbiguousNumberError(InputError):
    """The text can be read in two ways and no number format was declared."""


def _decimal(value: float | int | Decimal) -> Decimal | None:
    """The shortest decimal that names the number; None when it is missing or not finite."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, int):
        return Decimal(value)
    number = float(value)
    return Decimal(repr(number)) if math.isfinite(number) else None


def format_number(
    value: float | int | Decimal | None,
    lang: Language = "vi",
    decimals: int | None = None,
    *,
    sign: bool = False,
    missing: str = MISSING_SIGN,
) -> str:
    """Writes a number with the marks of a language.

    Parameters
    ----------
    value : number or None
        None, NaN and infinities print as `missing`.
    lang : {"vi", "en"}
    decimals : int, optional
        Digits after the decimal mark, rounded half away from zero and padded with zeros; a negative count
        rounds to tens, hundreds, … (``-3`` to thousands). Without it the shortest text that names the number.
    sign : bool
        Write ``+`` before positive numbers.
    missing : str
        Text of a missing value.

    Examples
    --------
    >>> format_number(1234567.8, "vi"), format_number(1234567.8, "en", 2)
    ('1.234.567,8', '1,234,567.80')
    >>> format_number(-0.004, "vi", 2), format_number(0.125, "vi", 2), format_number(122934, "vi", -3)
    ('0,00', '0,13', '123.000')
    >>> format_number(None, "vi")
    '…'
    """
    number = _decimal(value) if value is not None else None
    if number is None:
        return missing
    thousands, point = _MARKS[lang]
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = format(abs(number), "f")
    whole, _, fraction = text.partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", thousands)
    body = grouped + (point + fraction if fraction else "")
    if number == 0:
        return body
    return (MINUS if number < 0 else "+" if sign else "") + body


def format_percent(
    value: float | int | Decimal | None,
    lang: Language = "vi",
    decimals: int | None = 0,
    *,
    share: bool = False,
    sign: bool = False,
    missing: str = MISSING_SIGN,
) -> str:
    """Writes a percentage, the sign joined to the number.

    Parameters
    ----------
    value : number or None
        In percent (64 means 64%), or a share (0.64) with ``share=True``.

    Examples
    --------
    >>> format_percent(64, "vi"), format_percent(0.642, "vi", 1, share=True), format_percent(64.2, "en", 1)
    ('64%', '64,2%', '64.2%')
    """
    number = _decimal(value) if value is not None else None
    if number is None:
        return missing
    return format_number(number * 100 if share else number, lang, decimals, sign=sign) + "%"


def format_range(
    low: float | None,
    high: float | None,
    lang: Language = "vi",
    decimals: int | None = None,
    *,
    percent: bool = False,
) -> str:
    """Writes an interval with an en dash; the percent sign stands once, at the end.

    >>> format_range(98000, 151000, "vi"), format_range(5, 8, "en", 0, percent=True)
    ('98.000–151.000', '5–8%')
    """
    low_text, high_text = format_number(low, lang, decimals), format_number(high, lang, decimals)
    negative = MINUS in low_text or MINUS in high_text
    joint = f" {_EN_DASH} " if negative else _EN_DASH
    return f"{low_text}{joint}{high_text}" + ("%" if percent else "")


def format_date(value: date | str, lang: Language = "vi", *, short: bool = False) -> str:
    """Writes a date in the form of official documents.

    Vietnamese follows Decree 30/2020/NĐ-CP: days below 10 and months 1 and 2 take a leading zero.

    Parameters
    ----------
    value : datetime.date or str
        A date or its ISO text ``2026-11-22``.
    short : bool
        ``22/11/2026`` in Vietnamese, ``22 Nov 2026`` in English.

    Examples
    --------
    >>> format_date("2026-11-22", "vi"), format_date("2026-02-05", "vi"), format_date("2026-11-22", "en")
    ('ngày 22 tháng 11 năm 2026', 'ngày 05 tháng 02 năm 2026', '22 November 2026')
    """
    day = date.fromisoformat(value) if isinstance(value, str) else value
    if lang == "en":
        month = _MONTHS[day.month - 1]
        return f"{day.day} {month[:3] if short else month} {day.year}"
    if short:
        return f"{day.day:02d}/{day.month:02d}/{day.year}"
    month_text = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month_text} năm {day.year}"


def format_period(period: str, lang: Language = "vi") -> str:
    """Writes a period of a table in words.

    >>> format_period("2024", "vi"), format_period("2024-Q3", "vi"), format_period("2024-07", "en")
    ('năm 2024', 'quý III năm 2024', 'July 2024')
    >>> format_period("2024-H1", "vi"), format_period("2024-W07", "vi"), format_period("2024-W07", "en")
    ('6 tháng đầu năm 2024', 'tuần 7 năm 2024', 'week 7 of 2024')
    """
    if match := re.fullmatch(r"(\d{4})", period):
        return f"năm {period}" if lang == "vi" else period
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        year, quarter = match[1], int(match[2])
        return f"quý {_ROMAN[quarter - 1]} năm {year}" if lang == "vi" else f"Q{quarter} {year}"
    if match := re.fullmatch(r"(\d{4})-H([12])", period):
        year, half = match[1], int(match[2])
        return f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {year}" if lang == "vi" else f"H{half} {year}"
    if match := re.fullmatch(r"(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])", period):
        year, week = match[1], int(match[2])
        return f"tuần {week} năm {year}" if lang == "vi" else f"week {week} of {year}"
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", period):
        year, month = match[1], int(match[2])
        return f"tháng {month} năm {year}" if lang == "vi" else f"{_MONTHS[month - 1]} {year}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", period):
        return format_date(period, lang)
    raise InputError(
        Problem(
            "E-TIM-001",
            argument="period",
            vi=f"“{period}” không phải là một kỳ",
            en=f"“{period}” is not a period",
            remedy_vi="ghi 2024, 2024-H1, 2024-Q3, 2024-07, 2024-W07 hoặc 2024-07-01",
            remedy_en="write 2024, 2024-H1, 2024-Q3, 2024-07, 2024-W07 or 2024-07-01",
        )
    )


def _grouped(mark: str, point: str) -> re.Pattern[str]:
    t, p = re.escape(mark), re.escape(point)
    return re.compile(rf"(?:\d{{1,3}}(?:{t}\d{{3}})+|\d+)(?:{p}\d+)?", re.ASCII)


_PATTERNS: dict[str, re.Pattern[str]] = {
    "vi": _grouped(".", ","),
    "en": _grouped(",", "."),
    "plain": re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII),
}
_SPACED = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?=$|[.,])", re.ASCII)


def number_readings(text: str) -> dict[NumberStyle, float]:
    """Every way a text can be read as a number: style → value; empty when it is no number.

    >>> number_readings("1.234") == {"vi": 1234.0, "en": 1.234, "plain": 1.234}
    True
    >>> sorted(number_readings("0,92"))
    ['vi']
    """
    body = text.strip(_SPACES + "\t\r\n")
    negative = body[:1] in ("-", MINUS)
    if negative or body[:1] == "+":
        body = body[1:].lstrip(_SPACES)
    if match := _SPACED.match(body):
        body = re.sub(rf"[{_SPACES}]", "", match[0]) + body[match.end() :]
        spaced = True
    else:
        spaced = False
    out: dict[NumberStyle, float] = {}
    for style, pattern in _PATTERNS.items():
        if (spaced and style == "plain") or not pattern.fullmatch(body):
            continue
        plain = body
        if style in _MARKS:
            thousands, point = _MARKS[style]
            whole = body.partition(point)[0]
            # 0.123.456 or 0,123: a group after a leading zero is not how anybody writes thousands.
            if thousands in whole and whole.startswith("0"):
                continue
            if spaced and thousands in whole:
                continue
            plain = body.replace(thousands, "").replace(point, ".")
        value = float(plain)
        if math.isfinite(value):
            out[style] = -value if negative else value  # type: ignore[index]
    return out


def parse_number(text: str, style: NumberStyle | None = None) -> float:
    """Reads a number written in a declared style; without a style only what can be read in one way.

    Parameters
    ----------
    text : str
        ``145.000``, ``0,92``, ``1 234 567``; spaces around it are ignored. A percent sign is refused: its scale
        belongs to the unit of the column.
    style : {"vi", "en", "plain"}, optional
        ``vi``: dot groups thousands, comma is decimal. ``en``: the other way round. ``plain``: dot is decimal, no
        grouping, exponents allowed.

    Returns
    -------
    float

    Raises
    ------
    InputError
        E-NUM-001, the text is no number in this style.
    AmbiguousNumberError
        E-NUM-002, no style was declared and the text has two readings.

    Examples
    --------
    >>> parse_number("1.234.567,8", "vi"), parse_number("0,92"), parse_number("1,234.5")
    (1234567.8, 0.92, 1234.5)
    >>> parse_number("1.234")
    Traceback (most recent call last):
        ...
    dubao.numbers.AmbiguousNumberError: E-NUM-002: “1.234” can be read as 1,234 or 1.234. To mend: declare the number format: vi, en or plain.
    """
    readings = number_readings(text)
    if style is not None:
        if style in readings:
            return readings[style]
        raise InputError(number_problem(text, style))
    values = set(readings.values())
    if len(values) == 1:
        return values.pop()
    problem = number_problem(text, None)
    raise AmbiguousNumberError(problem) if values else InputError(problem)


def number_problem(text: str, style: NumberStyle | None = None, **where: object) -> Problem:
    """The problem of a text that cannot be read as a number in `style`; `where` is file, row, column …"""
    readings = sorted(set(number_readings(text).values()), reverse=True)
    if style is None and len(readings) > 1:
        either_vi = " hoặc ".join(format_number(v, "vi") for v in readings)
        either_en = " or ".join(format_number(v, "en") for v in readings)
        return Problem(
            "E-NUM-002",
            vi=f"“{text}” có thể đọc là {either_vi}",
            en=f"“{text}” can be read as {either_en}",
            remedy_vi="khai báo định dạng số: vi, en hoặc plain",
            remedy_en="declare the number format: vi, en or plain",
            **where,  # type: ignore[arg-type]
        )
    example = {"vi": "1.234.567,8", "en": "1,234,567.8", "plain": "1234567.8", None: "1234567.8"}[style]
    kind = f" ({style})" if style else ""
    return Problem(
        "E-NUM-001",
        vi=f"“{text}” không phải là một số theo định dạng đã khai báo{kind}"
        if style
        else f"“{text}” không phải là một số",
        en=f"“{text}” is not a number in the declared format{kind}" if style else f"“{text}” is not a number",
        remedy_vi=f"ghi một số, ví dụ {example}, hoặc để trống nếu thiếu",
        remedy_en=f"write a number, for example {example}, or leave the cell empty when it is missing",
        **where,  # type: ignore[arg-type]
    )
