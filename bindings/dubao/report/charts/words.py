"""The fixed words inside charts and their tables, in both languages, and numbers as charts write them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from dubao.errors import Language
from dubao.numbers import MINUS, format_date, format_number
from dubao.report.text import Text

MEDIAN = Text("trung vị", "median")
OBSERVED = Text("quan sát", "observed")
SCENARIO = Text("kịch bản, chưa hiệu chuẩn", "scenario, not calibrated")
EXPANSION = Text("tăng thêm", "expansion")
REPLACEMENT = Text("thay thế", "replacement")
TOTAL = Text("tổng", "total")
TOTAL_RANGE = Text("tổng và khoảng 80%", "total and 80% interval")
INTERVAL_80 = Text("khoảng 80%", "80% interval")
TARGET = Text("mục tiêu", "target")
REACHED = Text("đạt hoặc dự báo", "reached or forecast")
NO_DATA = Text("không có số liệu", "no data")
OFFICIAL = Text("thống kê chính thức", "official statistics")
CLAIMED = Text("con số được nêu", "claimed figure")
AT_LOW = Text("giả định ở mức thấp", "assumption at its low value")
AT_HIGH = Text("giả định ở mức cao", "assumption at its high value")
BASE = Text("mức cơ sở", "base")
MEN = Text("Nam", "Men")
WOMEN = Text("Nữ", "Women")
AGE = Text("Tuổi", "Age")
NEED = Text("nhu cầu", "need")
LEGAL_MAXIMUM = Text("tối đa theo quy định", "legal maximum")
RECOMMENDED = Text("khuyến nghị", "recommended")
RELIABILITY = Text("độ tin cậy", "reliability")
PERIOD = Text("Kỳ", "Period")
ROW = Text("Hàng", "Row")
GROUP = Text("Nhóm", "Group")
PROVINCE = Text("Tỉnh, thành phố", "Province")
CODE = Text("Mã", "Code")
FROM = Text("Từ", "From")
TO = Text("Đến", "To")
VALUE = Text("Giá trị", "Value")
LOW = Text("thấp", "low")
HIGH = Text("cao", "high")
DUE = Text("hạn", "due")
VERDICT = Text("đánh giá", "verdict")
UNIT = Text("đơn vị", "unit")
NOTE = Text("ghi chú", "note")
KIND = Text("loại", "kind")
MEASURE = Text("phạm vi", "scope")
SPECIAL_ZONE = Text("Đặc khu", "Special zone")
REST = Text("không đạt", "missing")

LATEST = Text("mới nhất", "latest")

_PERCENT_WORDS = frozenset({"phần trăm", "percent", "%"})


def interval(level: int) -> Text:
    """The words of an interval of a level in percent."""
    return Text(f"khoảng {level}%", f"{level}% interval")


def is_percent(unit: Text) -> bool:
    """Whether values of a unit are printed with a percent sign."""
    return unit.vi in _PERCENT_WORDS


def digits(values: Iterable[float | None], significant: int = 3, *, coarse: bool = False) -> int:
    """Decimals that show the largest of the values with so many significant digits, and no more than any value needs.

    ``coarse`` rounds large model results too (a negative count rounds to tens, hundreds, …); counts that were observed
    stay whole.

    >>> digits([123.4, 98.25]), digits([9.25, 1.5]), digits([3.0, 2.5]), digits([3.0, 12.0])
    (0, 2, 1, 0)
    >>> digits([9682.0, 8348.2], coarse=True)
    -1
    """
    known = [abs(value) for value in values if value is not None]
    largest = max(known, default=0.0)
    if largest == 0:
        return 0
    decimals = min(3, significant - 1 - math.floor(math.log10(largest)))
    if decimals < 0:
        return decimals if coarse else 0
    while decimals and all(round(value, decimals) == round(value, decimals - 1) for value in known):
        decimals -= 1
    return decimals


def number(value: float | None, lang: Language, decimals: int, unit: Text | None = None) -> str:
    """A value as charts write it; the percent sign is joined where the unit is percent."""
    if value is None:
        return "–"
    return format_number(value, lang, decimals) + ("%" if unit is not None and is_percent(unit) else "")


def between(
    low: float | None, high: float | None, lang: Language, decimals: int, unit: Text | None = None
) -> str:
    """An interval as "low–high"."""
    if low is None or high is None:
        return "–"
    first, last = format_number(low, lang, decimals), format_number(high, lang, decimals)
    dash = " – " if MINUS in first + last else "–"
    return f"{first}{dash}{last}" + ("%" if unit is not None and is_percent(unit) else "")


def first_upper(words: str) -> str:
    """The words with a capital first letter; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def short_period(period: str, lang: Language) -> str:
    """A period as an axis or a table of figures writes it: ``2024``, ``Q3/2024``, ``7/2024``, a day in short form.

    >>> short_period("2024-Q3", "vi"), short_period("2024-07", "en"), short_period("2024", "vi")
    ('Q3/2024', '7/2024', '2024')
    >>> short_period("2024-07-01", "vi")
    '01/07/2024'
    >>> short_period("2024-H1", "vi"), short_period("2024-W07", "vi"), short_period("2024-W07", "en")
    ('H1/2024', 'tuần 7/2024', 'W7/2024')
    """
    year, _, rest = period.partition("-")
    if not (year.isdigit() and rest):
        return period
    if rest.startswith(("H", "Q")):
        return f"{rest}/{year}"
    if re.fullmatch(r"W\d{2}", rest):
        return f"tuần {int(rest[1:])}/{year}" if lang == "vi" else f"W{int(rest[1:])}/{year}"
    if rest.isdigit():
        return f"{int(rest)}/{year}"
    return format_date(period, lang, short=True) if re.fullmatch(r"\d{2}-\d{2}", rest) else period
