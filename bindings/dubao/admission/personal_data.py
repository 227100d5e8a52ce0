"""Refuses personal data: the workbook has no place for names, identity numbers or birth dates, and takes none.

A heading that asks for such data is refused whatever stands below it, and so is a lecturer code that looks like a name or an identity
number. The messages never repeat the content of such a cell.

>>> is_personal_heading("Họ và tên"), is_personal_heading("Date of birth"), is_personal_heading("Tên nhóm ngành / Name of the group")
(True, True, False)
>>> looks_personal("001202012345"), looks_personal("Nguyễn Văn A"), looks_personal("GV-001")
(True, True, False)
"""

from __future__ import annotations

import re

from dubao.data.headers import heading_names

__all__ = ["is_personal_heading", "looks_personal"]

# Whole headings, without marks and in lower case.
_HEADINGS = frozenset(
    (
        "ho ten", "ho va ten", "ho dem", "ho", "ten", "ten giang vien", "ho ten giang vien", "ten nguoi hoc", "ten sinh vien", "name",
        "full name", "fullname", "surname", "family name", "first name", "last name", "given name", "lecturer name", "name of lecturer",
        "name of the lecturer", "student name", "ngay sinh", "nam sinh", "ngay thang nam sinh", "date of birth", "birth date", "birthdate",
        "birthday", "year of birth", "dob", "cccd", "cmnd", "cmt", "so cccd", "so cmnd", "so dinh danh", "so dinh danh ca nhan",
        "ma dinh danh ca nhan", "can cuoc", "can cuoc cong dan", "so can cuoc", "so can cuoc cong dan", "chung minh nhan dan",
        "so chung minh nhan dan", "identity", "identity number", "identity card", "id card", "id number", "national id", "citizen id",
        "personal id", "ho chieu", "so ho chieu", "passport", "passport number", "so dien thoai", "dien thoai", "phone", "phone number",
        "email", "e mail", "thu dien tu", "dia chi thuong tru", "home address", "ma so thue", "tax code",
    )
)  # fmt: skip
# Words that make any longer heading personal.
_WORDS = re.compile(
    r"\b(ho (va )?ten|cccd|cmnd|can cuoc|chung minh nhan dan|ngay sinh|nam sinh|so dinh danh|ho chieu|"
    r"date of birth|birth ?date|year of birth|full name|surname|first name|last name|given name|identity (card|number)|passport|"
    r"national id|citizen id|personal id)\b"
)
_IDENTITY_NUMBER = re.compile(r"\d{9}|\d{12}")
_CODE = re.compile(r"[A-Za-z0-9._/\-]+")


def is_personal_heading(text: str) -> bool:
    """Whether a heading asks for a name, an identity number, a birth date or a way to reach a person."""
    names = heading_names(text)
    return any(name in _HEADINGS or _WORDS.search(name) for name in names)


def looks_personal(code: str) -> bool:
    """Whether a lecturer code looks like a name (words with spaces or marks) or like an identity number (9 or 12 digits)."""
    return not _CODE.fullmatch(code) or bool(_IDENTITY_NUMBER.fullmatch(code))
