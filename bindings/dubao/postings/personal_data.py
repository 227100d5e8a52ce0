"""E-mail addresses and phone numbers are taken out of every text before anything is kept.

Rows of ten digits and more go with them (accounts, identity cards). In doubt a number is dropped: a date lost from a text costs
nothing, a phone number kept would.

>>> without_personal_data("Gửi CV tới an.nguyen@example.com hoặc 0912 345 678 trước 30/4")
Cleaned(text='Gửi CV tới … hoặc … trước 30/4', emails=1, phones=1)
>>> without_personal_data("Lương 15.000.000 - 20.000.000 đồng, năm 2026").phones
0
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["DROPPED", "Cleaned", "is_personal_id", "without_personal_data"]

# What stands where something was dropped.
DROPPED = "…"

_AT = r"(?:[@＠]|\s?[(\[{]\s?(?:at|a|@|a còng)\s?[)\]}]\s?|\s(?:AT|a còng)\s)"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|chấm|\.)\s?[)\]}]\s?|\s(?:DOT|dot|chấm)\s)"
_EMAIL = re.compile(rf"[\w.%+\-]+{_AT}[\w\-]+(?:{_DOT}[\w\-]+)+")
# An address whose domain is broken off still names a mailbox.
_MAILBOX = re.compile(
    r"[\w.%+\-]{2,}\s?(?:[@＠]|\bat\b)\s?(?:gmail|yahoo|outlook|hotmail|icloud)\w*(?:\s?(?:\.|\bdot\b|\bchấm\b)\s?\w+)*",
    re.IGNORECASE,
)
_BRACKETED_AT = re.compile(r"[(\[{]\s?(?:at|a|@)\s?[)\]}]")

_SEPARATOR = r"[ .\-–\u00a0()]{0,2}"
_PHONE = re.compile(
    r"(?i)(?=[+(\d])(?:(?=\+)|(?<!\d)(?<!\d[.,]))(?:"
    # Viet Nam: trunk 0 or country code and nine or ten digits.
    rf"(?:\(?(?:\+|00)\s?84\)?|84(?=\d{{9}})|\(?0){_SEPARATOR}(?:\d{_SEPARATOR}){{8,9}}\d"
    # Other countries, written with a plus.
    rf"|\+\d(?:{_SEPARATOR}\d){{7,14}}"
    # Service lines; an amount of money may look the same.
    rf"|(?<![$€])1[89]00{_SEPARATOR}\d(?:{_SEPARATOR}\d){{3,5}}(?!\s?(?:[$€đ₫]|usd|vnd|eur|triệu|tr\b|gross|net)|\d|[.,]\d)"
    r")(?!\d)"
    # Ten digits and more in one row are a number of a person, an account or an identity card.
    r"|(?<!\d)\d{10,}"
)  # fmt: skip
_NAMED_PHONE = re.compile(
    rf"(?i)\b(s?đt|dt|tel|phone|mobile|hotline|zalo|viber|whatsapp|điện thoại|di động|liên hệ|call)"
    rf"(\W{{0,4}}(?:số|no)?\W{{0,3}})\+?\d(?:{_SEPARATOR}\d){{6,13}}(?!\d)"
)
_DIGITS = re.compile(r"\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d")
# Within hexadecimal digits it is part of a digest.
_PERSONAL_ID = re.compile(r"(?<![0-9a-fA-F])(?:0|\+?84)[35789]\d{8}(?![0-9a-fA-F])")


class Cleaned(NamedTuple):
    """A text without personal data, and how much was dropped."""

    text: str
    emails: int
    phones: int


def without_personal_data(text: str) -> Cleaned:
    """The text with every e-mail address and phone number replaced by ``…``."""
    emails = phones = 0
    # Cheap tests first: most texts hold none of these.
    if any(sign in text for sign in ("@", "＠", "AT", "a còng", "mail")) or _BRACKETED_AT.search(text):
        text, emails = _EMAIL.subn(DROPPED, text)
        text, more = _MAILBOX.subn(DROPPED, text)
        emails += more
    if _DIGITS.search(text):
        text, phones = _PHONE.subn(DROPPED, text)
        if _DIGITS.search(text):
            text, more = _NAMED_PHONE.subn(rf"\1\2{DROPPED}", text)
            phones += more
    return Cleaned(text, emails, phones)


def is_personal_id(id: str) -> bool:
    """Whether an id holds an e-mail address or what has the form of a mobile number.

    >>> is_personal_id("0912345678"), is_personal_id("/viec-lam/0912345678"), is_personal_id("job-4512"), is_personal_id("202604000123")
    (True, True, False, False)
    """
    found = without_personal_data(id)
    # A row of digits may be an id; written with a plus or with spaces it is a number to call.
    return bool(found.emails or _PERSONAL_ID.search(id) or (found.phones and re.search(r"[+\s(]", id)))
