"""Postings with what a coder found in them: skills, occupation, role, years of experience.

>>> from dubao.data import Catalogue
>>> records = coded_postings(Catalogue().table("demo/postings_panel"), salary_unit=1e6, salary_currency="VND", salary_period="month")
>>> len(records), records[0].posting.source, records[0].occupation
(4004, 'mo_phong_a', '3522')
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dubao.errors import InputError, Problem
from dubao.postings.cells import is_missing, written
from dubao.postings.cleaning import plain_text
from dubao.postings.personal_data import is_personal_id, without_personal_data
from dubao.postings.posting import Posting

__all__ = ["CodedPosting", "as_coded", "code_postings", "coded_postings"]

_NEEDED = ("month", "source", "skills")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class CodedPosting:
    """One posting and its codes.

    Attributes
    ----------
    posting : Posting
    skills : tuple of str
        Ids in alphabetical order, each once.
    occupation, role : str
        Code of the classification and role; empty where undetermined.
    experience : float, optional
        Years asked for; None where not stated.
    """

    posting: Posting
    skills: tuple[str, ...]
    occupation: str = ""
    role: str = ""
    experience: float | None = None


def code_postings(
    postings: Iterable[Posting],
    skills_of: Callable[[Posting], Iterable[str]],
    coder: Any = None,
) -> tuple[CodedPosting, ...]:
    """Codes postings: skills by a matcher, occupation and role by a coder of titles.

    Parameters
    ----------
    postings : iterable of Posting
        After repeats are removed.
    skills_of : callable
        Gives the skills of a posting, such as :class:`dubao.postings.SkillMatcher`.
    coder : dubao.postings.OccupationCoder, optional
        Without it occupations stay undetermined.

    Examples
    --------
    >>> code_postings([Posting("a", "1", None, "2026-03", "Java SQL")], lambda p: p.title.split())[0].skills
    ('Java', 'SQL')
    """
    rows = list(postings)
    codings = coder.code_many(rows) if coder is not None else [None] * len(rows)
    return tuple(
        CodedPosting(
            posting,
            tuple(sorted(set(skills_of(posting)))),
            coding.occupation if coding is not None else "",
            coding.role if coding is not None else "",
        )
        for posting, coding in zip(rows, codings, strict=True)
    )


def as_coded(records: Iterable[CodedPosting | Posting]) -> tuple[CodedPosting, ...]:
    """Coded postings as they are; plain ones coded by the skills of the shipped list.

    >>> as_coded([Posting("a", "1", None, "2026-03", "Kỹ sư dữ liệu", "Python, SQL")])[0].skills
    ('data_engineering', 'python', 'sql')
    """
    rows = list(records)
    if all(isinstance(r, CodedPosting) for r in rows):
        return tuple(r for r in rows if isinstance(r, CodedPosting))
    from dubao.postings.skills import SkillMatcher

    matcher = SkillMatcher.read()
    return tuple(
        r if isinstance(r, CodedPosting) else CodedPosting(r, tuple(sorted(set(matcher(r))))) for r in rows
    )


def coded_postings(
    rows: Iterable[Mapping[str, Any]],
    *,
    salary_unit: float = 1.0,
    salary_currency: str = "",
    salary_period: str = "",
) -> tuple[CodedPosting, ...]:
    """From the rows of a table that is coded already.

    Parameters
    ----------
    rows : iterable of mapping
        Columns ``month``, ``source``, ``skills`` (ids separated by ``|``); where there are: ``posting_id``, ``title``, ``role``, ``occupation``,
        ``place``, ``employer``, ``experience``, ``salary_low``, ``salary_high``. Empty cells are missing values.
    salary_unit : float
        Currency units of one unit of the salary columns: 1e6 where they are in millions.
    salary_currency, salary_period : str
        ISO 4217; ``month``, ``year``, …

    Notes
    -----
    Cells are cleaned like those of files that are not coded yet: markup, addresses and phone numbers are dropped; a month that is none
    is empty.

    Raises
    ------
    dubao.errors.InputError
        E-CND-001 for a row without one of the needed columns or with a number that is none; all at once.
    """
    out: list[CodedPosting] = []
    problems: list[Problem] = []
    known: dict[str, str] = {}

    def words(cell: Any) -> str:
        """A cell as it is kept: plain text that leads to nobody."""
        text = "" if is_missing(cell) else written(cell)
        if text not in known:
            known[text] = without_personal_data(plain_text(text).text).text.replace("\n", " ")
        return known[text]

    for number, row in enumerate(rows, start=1):
        lacking = [c for c in _NEEDED if c not in row]
        numbers = []
        for column in ("salary_low", "salary_high", "experience"):
            try:
                numbers.append(_number(row.get(column)))
            except ValueError:
                # The column and not its content, which may lead to a person.
                lacking.append(column)
        low, high, years = numbers if len(numbers) == 3 else (None, None, None)
        if lacking:
            problems.append(_unreadable(number, lacking))
            if len(problems) == 1 and number == 1:
                break
            continue
        stated = low is not None or high is not None
        month, id = str(row["month"] or ""), words(row.get("posting_id"))
        posting = Posting(
            words(row["source"]), "" if is_personal_id(id) else id, None, month if _MONTH.fullmatch(month) else "", words(row.get("title")),
            place=words(row.get("place")), employer=words(row.get("employer")),
            salary_low=None if low is None else low * salary_unit, salary_high=None if high is None else high * salary_unit,
            salary_currency=salary_currency if stated else "", salary_period=salary_period if stated else "",
            salary_status="stated" if stated else "", row=number,
        )  # fmt: skip
        skills = tuple(sorted({s for s in words(row["skills"]).split("|") if s}))
        out.append(CodedPosting(posting, skills, words(row.get("occupation")), words(row.get("role")), years))
    if problems:
        raise InputError(problems)
    return tuple(out)


def _number(cell: Any) -> float | None:
    if is_missing(cell) or cell == "":
        return None
    try:
        value = float(cell)
    except (TypeError, ValueError, OverflowError):
        raise ValueError from None
    if not math.isfinite(value):
        raise ValueError
    return value


def _unreadable(row: int, what: list[str]) -> Problem:
    listed = ", ".join(what)
    return Problem(
        "E-CND-001", argument="rows", row=row, vi=f"dòng thiếu cột hoặc có số không đọc được: {listed}",
        en=f"a column is missing or a number cannot be read: {listed}",
        remedy_vi=f"cần các cột {', '.join(_NEEDED)}; số viết như 12.5", remedy_en=f"columns {', '.join(_NEEDED)} are needed; numbers as 12.5",
    )  # fmt: skip
