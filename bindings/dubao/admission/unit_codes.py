"""Codes of major groups and majors, with and without the digit of the level.

The level list of education has seven digits: level, field (2), group (2), major (2). The Circular's forms write groups and majors of
tables 1A and 1B without the level (``4802``, ``480201``); those of one level with it (``84802``, ``8480201``).

>>> without_level("74802"), without_level("4802"), without_level("7480201")
('4802', '4802', '480201')
>>> group_of("480201"), field_of("480201"), with_level("4802", "bachelor"), with_level("1402", "college")
('4802', '748', '74802', '61402')
"""

from __future__ import annotations

import re

from dubao.admission.legal_tables import table_rows

__all__ = ["field_of", "group_of", "is_unit_code", "known_groups", "with_level", "without_level"]

_LEVEL_DIGITS = {"college": "6", "bachelor": "7", "master": "8", "doctoral": "9"}


def without_level(code: str) -> str:
    """A code as tables 1A and 1B write it; a code of another form as it is."""
    return code[1:] if re.fullmatch(r"[6-9](\d{4}|\d{6})", code) else code


def with_level(code: str, level: str) -> str:
    """A code with the digit of its level, as the tables of one level write it."""
    return _LEVEL_DIGITS[level] + code


def group_of(code: str) -> str:
    """The major group of a code without level."""
    return code[:4]


def field_of(code: str) -> str:
    """The field of a code without level, as the Standards list it (bachelor level)."""
    return f"7{code[:2]}"


def is_unit_code(code: str) -> bool:
    """Whether a code without level has the form of a group (four digits) or a major (six)."""
    return re.fullmatch(r"\d{4}|\d{6}", code) is not None


def known_groups(field: str) -> frozenset[str]:
    """Groups of a field, without level; empty for a field whose groups our list does not hold in full.

    "Other" (``…90``) is a group of every field in Circular 09/2022. Our list holds the groups of computing (748) in full, of other
    fields only those near to it.
    """
    if field != "748":
        return frozenset()
    rows = table_rows("classifications/majors")
    groups = {
        str(row["code"])[1:] for row in rows if row["level"] == "major_group" and row["parent_code"] == field
    }
    return frozenset(groups | {f"{field[1:]}90"})
