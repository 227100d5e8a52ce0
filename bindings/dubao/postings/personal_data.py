"""E-mail addresses and phone numbers are taken out of every text before anything is kept.

Rows of ten digits and more go with them (accounts, identity cards). In doubt a number is dropped: a date lost from a text costs
nothing, a phone number kept would. Spellings that hide an address from programs ("an [at] example [dot] com", "0912.345.678",
digits in circles, digits as words) are read as people read them. Names of persons are not recognised.

>>> without_personal_data("Gửi CV tới an.nguyen@example.com hoặc 0912 345 678 trước 30/4")
Cleaned(text='Gửi CV tới … hoặc … trước 30/4', emails=1, phones=1)
>>> without_personal_data("Lương 15.000.000 - 20.000.000 đồng, năm 2026").phones
0
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

__all__ = [
    "DROPPED",
    "Cleaned",
    "amount_without_phone",
    "is_personal_id",
    "name_without_person",
    "without_personal_data",
]

# What stands where something was dropped.
DROPPED = "…"

# Every repetition is bounded, so that a text made to cost much costs little.
_LOCAL = r"[\w.+\-]{1,64}"
_NAME = r"[\w\-]{1,100}"
_AT_WORD = r"(?:at|a[ \-]?còng|a[ \-]?cong|a[ \-]?móc|a[ \-]?moc)"
_OPEN, _CLOSE = r"[(\[{«‹*/|\\]", r"[)\]}»›*/|\\]"
_BRACKETED = rf"(?:\s?[(\[{{]\s?(?:a|@)\s?[)\]}}]\s?|\s?{_OPEN}\s?{_AT_WORD}\s?{_CLOSE}\s?)"
_DOT_WORD = r"(?:\s?[(\[{]\s?(?:dot|chấm|cham|\.)\s?[)\]}]\s?|\s(?:dot|chấm|cham)\s)"
_ENDING = r"(?:com|net|org|edu|gov|vn|io|co|info|biz|asia|me|jp|kr|sg|dev|ai|us|uk|de|fr)"
_EMAILS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # The sign, or a word for it in brackets, before a name with a dot.
        rf"{_LOCAL}(?:\s{{0,2}}(?:@|%40)\s{{0,2}}|{_BRACKETED}|\s+a[ \-]?(?:còng|cong|móc|moc)\s+){_NAME}(?:(?:\.|{_DOT_WORD}){_NAME})+",
        # Between hyphens, which may be part of the name as well: only from where the name begins.
        rf"(?<![\w.+\-])[\w.+\-]{{1,64}}?\s?[_\-]{_AT_WORD}[_\-]\s?{_NAME}(?:(?:\.|{_DOT_WORD}){_NAME})+",
        rf"{_LOCAL}\s{{0,2}}@\s{{0,2}}{_NAME}(?:\s?[.,]\s?{_NAME}){{0,3}}\s?[.,]\s?{_ENDING}\b",
        # The word alone, where the dot is a word too or the name before it looks like one of a mailbox.
        rf"{_LOCAL}\s{{1,2}}{_AT_WORD}\s{{1,2}}{_NAME}(?:(?:\.|{_DOT_WORD}){_NAME}){{0,3}}{_DOT_WORD}{_NAME}",
        rf"\b(?=\w{{1,60}}[._\d]){_LOCAL}\s{{1,2}}at\s{{1,2}}{_NAME}(?:\.{_NAME}){{0,3}}\.{_ENDING}\b",
        # A mailbox whose domain is broken off.
        r"[\w.%+\-]{2,128}\s?(?:@|\bat\b)\s?(?:gmail|yahoo|outlook|hotmail|icloud)\w{0,20}(?:\s?(?:\.|\bdot\b|\bchấm\b)\s?\w{1,20}){0,3}",
        r"\b(?=\w{1,60}[._\d])[\w.%+\-]{2,128}@\w[\w\-]{1,100}",
    )
)
# An address announced as one.
_SENT_TO = re.compile(
    rf"((?:mail|gửi|gui|\bcv\b|contact|liên hệ|lien he|send|apply)[^\n]{{0,25}}?[\s:]){_LOCAL}\sat\s{_NAME}(?:\.{_NAME}){{0,3}}\.{_ENDING}\b"
    r"|((?:gmail|e-?mail|yahoo|hotmail)\s?:\s?)[\w.\-]{0,60}\w[._\d]\w[\w.\-]{0,60}",
    re.IGNORECASE,
)
# Texts without any of these hold no address; looked for first because most texts have none. In lower case.
_EMAIL_SIGNS = ("@", "%40", "mail", "còng", "cong", "móc", "moc", "(a", "[a", "{a")
_AT_ALONE = re.compile(r"(?:[^\w]|_)at(?:[^\w]|_)")

_SEPARATOR = r"[ .\-–\u00a0()]{0,2}"
# Whatever stands between groups of digits that have the form of a number to call.
_ANY_GAP = r"(?:[^\w…]|_){1,4}"
# Viet Nam: trunk 0 or country code and nine or ten digits.
_VIET_NAM = rf"(?:\(?(?:\+|00)\s?84\)?|84(?=\d{{9}})|\(?0){_SEPARATOR}(?:\d{_SEPARATOR}){{8,9}}\d"
_PHONE = re.compile(
    r"(?i)(?=[+(\[\d])(?:(?=\+)|(?<!\d)(?<!\d[.,]))(?:"
    rf"{_VIET_NAM}"
    # Groups of three and four digits, or five pairs, whatever is between them.
    rf"|[(\[]?(?:\+?84[)\]]?(?:[^\w…]|_){{0,4}}(?:[(\[]?0[)\]]?(?:[^\w…]|_){{0,4}})?|0)[235789]\d{{1,2}}{_ANY_GAP}\d{{3,4}}(?:{_ANY_GAP})?\d{{3,4}}"
    rf"|0[35789](?P<gap>(?:[^\w…]|_){{1,3}})\d\d(?:(?P=gap)\d\d){{3}}"
    # Other countries, written with a plus.
    rf"|\+\d(?:{_SEPARATOR}\d){{7,14}}"
    # Service lines; an amount of money may look the same.
    rf"|(?<![$€])1[89]00{_SEPARATOR}\d(?:{_SEPARATOR}\d){{3,5}}(?!\s?(?:[$€đ₫]|usd|vnd|eur|triệu|tr\b|gross|net)|\d|[.,]\d)"
    r")(?!\d)"
    # Ten digits and more in one row are a number of a person, an account or an identity card.
    r"|(?<!\d)\d{10,}"
)  # fmt: skip
_NAMES = (
    "đt",
    "dt",
    "tel",
    "phone",
    "mobile",
    "hotline",
    "zalo",
    "viber",
    "whatsapp",
    "điện thoại",
    "di động",
    "liên hệ",
    "call",
)
_NAMED_PHONE = re.compile(
    rf"(?i)\b(s?{'|'.join(_NAMES)})"
    rf"(\W{{0,4}}(?:số|no)?\W{{0,3}})\+?\d(?:{_SEPARATOR}\d){{6,13}}(?!\d)"
)
_DIGITS = re.compile(r"\d\D{0,4}\d\D{0,4}\d\D{0,4}\d\D{0,4}\d\D{0,4}\d")
# Letters that look like the digits 0 and 1.
_LETTER_DIGITS = re.compile(
    r"(?<![\w+])(?=[\d .\-]{0,16}[oOIl])[0oO][ .\-]?[35789](?:[ .\-]{0,2}[\doOIl]){8}(?!\w)"
)
_DIGIT_WORD = r"(?:không|khong|m[ộốo]t|hai|ba|bốn|bon|tư|tu|năm|nam|lăm|sáu|sau|bảy|bẩy|bay|tám|tam|chín|chin|zero|oh|one|two|three|four|five|six|seven|eight|nine)"
_WORDS = re.compile(
    rf"\b(?:không|khong|zero|oh|0)(?:[\s,.\-]{{1,3}}(?:{_DIGIT_WORD}\b|\d)){{7,12}}", re.IGNORECASE
)
# Digits in circles, raised and lowered ones, other signs for @ and the dot, marks that are laid over a sign.
_DISGUISE = re.compile(
    "[²³¹\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788"
    "\u278a-\u2792\U0001f100-\U0001f10a\uff20\ufe6b\u24d0\u3002\uff0e\uff61\u0300-\u036f\u20d0-\u20f0]"
)
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
# Blocks that hold these signs: texts without any are not looked at further.
_FAR_SIGNS = re.compile(
    "[²³¹\u0300-\u036f\u0660-\u1cff\u2070-\u209c\u20d0-\u20f0\u2460-\u24ff\u2776-\u2792\u3002\ua620-\uabff\ufe6b\uff0e-\uff20\uff61"
    "\U000104a0-\U0001e95f\U0001f100-\U0001f10a\U0001fbf0-\U0001fbf9]"
)
_SIGNS = {"\uff20": "@", "\ufe6b": "@", "ⓐ": "@", "\u3002": ".", "\uff0e": ".", "\uff61": "."}

# A mobile number, a number of a town; within a longer row of digits only at its beginning, since ids are rows of digits.
_PERSONAL_ID = re.compile(r"(?<!\d)(?:0[35789]\d{8,}|(?:\+?84[35789]\d{8}|02\d{9})(?!\d))")
# A digest holds any digits.
_DIGEST = re.compile(r"(?<![0-9a-zA-Z])(?=[0-9]*[a-fA-F])[0-9a-fA-F]{16,}(?![0-9a-zA-Z])")
_SEPARATED_ID = re.compile(
    r"(?<![0-9a-zA-Z])(?<!\d[.\-_/])(?:0|\+?84(?:[^\w]|_)?0?)[35789](?:(?:[^\w]|_){0,3}\d){8}(?![0-9a-zA-Z])(?![.\-_/]\d)"
)
_SPELT_AT = re.compile(rf"{_LOCAL}\sat\s{_NAME}\.\w", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
# In a salary only what no amount looks like: nobody writes one with a zero in front.
_PHONE_AS_AMOUNT = re.compile(
    rf"(?<![\d.,])(?:\(?(?:\+|00)\s?84\)?{_SEPARATOR}0?|84|\(?0)[235789]\d?(?:{_SEPARATOR}\d){{7,9}}(?![\d]|[.,]\d)"
)


class Cleaned(NamedTuple):
    """A text without personal data, and how much was dropped."""

    text: str
    emails: int
    phones: int


def without_personal_data(text: str) -> Cleaned:
    """The text with every e-mail address and phone number replaced by ``…``; digits in disguise are spelt out where that shows one.

    >>> without_personal_data("hr [at] congty [dot] vn, ⓪⑨①②③④⑤⑥⑦⑧")
    Cleaned(text='…, …', emails=1, phones=1)
    """
    if not text.isascii() and _FAR_SIGNS.search(text):
        found = _cleaned(_undisguised(text))
        if found.emails or found.phones:
            return found
    return _cleaned(text)


def _cleaned(text: str) -> Cleaned:
    emails = phones = 0
    lowered = text.lower()
    if _may_hold_email(lowered):
        text, emails = _without_emails(text)
        text, more = _SENT_TO.subn(lambda m: (m[1] or m[2]) + DROPPED, text)
        emails += more
    if _DIGITS.search(text):
        text, phones = _PHONE.subn(DROPPED, text)
        if any(name in lowered for name in _NAMES):
            text, more = _NAMED_PHONE.subn(rf"\1\2{DROPPED}", text)
            phones += more
        if _DIGITS.search(text):
            text, more = _LETTER_DIGITS.subn(DROPPED, text)
            phones += more
    if any(_word_number(zero, lowered) for zero in ("không", "khong", "zero")):
        text, more = _WORDS.subn(DROPPED, text)
        phones += more
    return Cleaned(text, emails, phones)


def _may_hold_email(lowered: str) -> bool:
    return any(sign in lowered for sign in _EMAIL_SIGNS) or (
        "at" in lowered and _AT_ALONE.search(lowered) is not None
    )


def _without_emails(text: str) -> tuple[str, int]:
    emails = 0
    for pattern in _EMAILS:
        text, more = pattern.subn(DROPPED, text)
        emails += more
    return text, emails


def _word_number(zero: str, lowered: str) -> bool:
    """Whether a number in words begins at one of the places of a word for zero."""
    place = lowered.find(zero)
    while place >= 0:
        if _WORDS.match(lowered, place):
            return True
        place = lowered.find(zero, place + 1)
    return False


def _undisguised(text: str) -> str:
    """Signs that stand for a digit, an at sign or a dot as these; marks laid over a sign taken away."""
    return _OTHER_DIGIT.sub(_plain_sign, _DISGUISE.sub(_plain_sign, text))


def _plain_sign(match: re.Match[str]) -> str:
    sign = match[0]
    value = unicodedata.digit(sign, None)
    return _SIGNS.get(sign, "") if value is None else str(value)


def amount_without_phone(text: str) -> Cleaned:
    """As :func:`without_personal_data`, for a cell that holds an amount of money: what may be an amount stays.

    >>> amount_without_phone("1900-2500 USD").text, amount_without_phone("gọi 0912 345 678").text
    ('1900-2500 USD', 'gọi …')
    """
    if not text.isascii():
        text = _undisguised(text)
    text, emails = _without_emails(text) if _may_hold_email(text.lower()) else (text, 0)
    text, phones = _PHONE_AS_AMOUNT.subn(DROPPED, text)
    return Cleaned(text, emails, phones)


def is_personal_id(id: str) -> bool:
    """Whether an id holds an e-mail address or what has the form of a mobile number.

    >>> is_personal_id("0912345678"), is_personal_id("/viec-lam/0912.345.678"), is_personal_id("job-4512"), is_personal_id("202604000123")
    (True, True, False, False)
    """
    for form in {id, unquote(id), _undisguised(unquote(id))}:
        if without_personal_data(form).emails or _SPELT_AT.search(form):
            return True
        numbers = _DIGEST.sub(" ", _UUID.sub(" ", form))
        if any(p.search(numbers) for p in (_PERSONAL_ID, _SEPARATED_ID, _LETTER_DIGITS, _WORDS)):
            return True
        # A row of digits may be an id; written with a plus or with spaces it is a number to call.
        if re.search(r"[+\s(]", numbers.strip()) and without_personal_data(numbers).phones:
            return True
    return False


def name_without_person(name: str) -> str:
    """The name of a file without an address or a mobile number in it; stamps of time stay.

    >>> name_without_person("tin_20261123094500.csv"), name_without_person("lan_0912345678.csv")
    ('tin_20261123094500.csv', 'lan_….csv')
    """
    for pattern in (*_EMAILS[:1], _SEPARATED_ID):
        name = pattern.sub(DROPPED, name)
    return re.sub(r"(?<!\d)(?:0|\+?84)[35789]\d{8}(?!\d)", DROPPED, name)
