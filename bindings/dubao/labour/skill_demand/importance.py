"""Importance of a skill in an occupation: the share of its postings that name the skill, or a rating with its range.

>>> from dubao.labour.skill_demand import importance_from_rows
>>> importance_from_rows([("sql", "252", (0.8, 0.6, 0.9))]).rows[0].high
0.9
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Language, Problem
from dubao.frames import write_columns
from dubao.labour.rates import as_rate
from dubao.labour.results import Result
from dubao.numbers import format_number
from dubao.postings.voices import employer_design_effect

if TYPE_CHECKING:
    from dubao.postings import CodedPosting

__all__ = ["Importance", "Importances", "importance_from_postings", "importance_from_rows"]

LEAST_POSTINGS = 30
LEAST_MENTIONS = 5


@dataclass(frozen=True)
class Importance(Result):
    """Importance of one skill in one occupation.

    Attributes
    ----------
    skill, occupation : str
    value : float
        Share of postings that name the skill, or the rating; 0 to 1.
    low, high : float
        Interval of the share at the level asked for, or the bounds of the rating.
    kind : {"share", "rating"}
    mentions, postings : float
        Of a share; NaN of a rating.
    design_effect : float
        By how much the postings of one employer repeat each other: mentions and postings count as that much fewer.
    alpha, beta : float
        Of the Beta distribution a share is drawn from; 0 of a rating.
    """

    skill: str
    occupation: str
    value: float
    low: float
    high: float
    kind: str
    mentions: float = float("nan")
    postings: float = float("nan")
    design_effect: float = 1.0
    alpha: float = 0.0
    beta: float = 0.0

    def core(self) -> tuple[str, str, tuple[float, float, float, str], float, float]:
        """The form the compiled core takes."""
        rating = (self.value, self.low, self.high, "pert")
        return self.skill, self.occupation, rating, self.alpha, self.beta


@dataclass(frozen=True)
class Importances(Result):
    """Importances, and what could not be said.

    Attributes
    ----------
    rows : tuple of Importance
        By skill and occupation.
    level : float
        Of the intervals of shares.
    postings, undetermined : int
        Postings given; of them without an occupation, in no share.
    few_postings : dict
        Occupation → its postings, where they are below ``least_postings``: no importance is stated.
    few_mentions : int
        Skills named in fewer postings than ``least_mentions``, left out.
    """

    rows: tuple[Importance, ...]
    level: float = 0.8
    postings: int = 0
    undetermined: int = 0
    few_postings: dict[str, int] | None = None
    few_mentions: int = 0

    @property
    def skills(self) -> tuple[str, ...]:
        """Skills with an importance in any occupation."""
        return tuple(sorted({row.skill for row in self.rows}))

    @property
    def occupations(self) -> tuple[str, ...]:
        """Occupations with the importance of any skill."""
        return tuple(sorted({row.occupation for row in self.rows}))

    def statements(self, lang: Language = "vi") -> tuple[str, ...]:
        """Sentences on what the importances rest on."""

        def n(v: int) -> str:
            return format_number(float(v), lang, 0)

        few = self.few_postings or {}
        named = ", ".join(f"{o} ({n(c)})" for o, c in sorted(few.items()))
        out = []
        if lang == "vi":
            out.append(f"{n(len(self.skills))} kỹ năng, {n(len(self.occupations))} nghề.")
            if self.postings:
                out.append(
                    f"Từ {n(self.postings)} tin; {n(self.undetermined)} tin chưa xác định được nghề, không tính."
                )
            if few:
                out.append(f"Nghề có quá ít tin, không nêu mức quan trọng: {named}.")
            if self.few_mentions:
                out.append(f"{n(self.few_mentions)} kỹ năng có quá ít tin nêu, không tính.")
            return tuple(out)
        out.append(f"{n(len(self.skills))} skills, {n(len(self.occupations))} occupations.")
        if self.postings:
            out.append(
                f"From {n(self.postings)} postings; {n(self.undetermined)} without a determined occupation count nowhere."
            )
        if few:
            out.append(f"Occupations with too few postings, no importance stated: {named}.")
        if self.few_mentions:
            out.append(f"{n(self.few_mentions)} skills with too few mentions, left out.")
        return tuple(out)

    def frame(self, kind: str = "pandas") -> Any:
        """The rows as a frame (pandas, polars, pyarrow or dict)."""
        names = (
            "skill",
            "occupation",
            "value",
            "low",
            "high",
            "kind",
            "mentions",
            "postings",
            "design_effect",
        )
        return write_columns({name: [getattr(row, name) for row in self.rows] for name in names}, kind)


def importance_from_rows(rows: Iterable[Sequence[Any]]) -> Importances:
    """Importances given as ratings.

    Parameters
    ----------
    rows : iterable of (skill, occupation, importance)
        Importance between 0 and 1: a number taken as exact, or ``(value, low, high)``.

    Returns
    -------
    Importances

    Raises
    ------
    dubao.errors.InputError
        E-LAB-004 for what is no rating; values outside 0 to 1 are refused by :func:`demand` (E-SKD-003).

    Examples
    --------
    >>> importance_from_rows([("go", "251", 0.3)]).rows[0].kind
    'rating'
    """
    out = []
    for skill, occupation, given in rows:
        value, low, high, _ = as_rate(given, f"importance of {skill} in {occupation}").core()
        out.append(Importance(str(skill), str(occupation), value, low, high, "rating"))
    return Importances(tuple(sorted(out, key=lambda row: (row.skill, row.occupation))))


def importance_from_postings(
    records: Iterable[CodedPosting],
    *,
    digits: int = 0,
    least_postings: int = LEAST_POSTINGS,
    least_mentions: int = LEAST_MENTIONS,
    level: float = 0.8,
) -> Importances:
    """Importances as shares of postings, with the interval that postings and employers allow.

    The share of an occupation's postings that name the skill is taken for the share of its persons who need it.
    ASSUMPTION: what is taken for granted is not written and what is in fashion is written too often, so this is what
    employers ASK for. Postings of one employer are not independent: the design effect of each occupation is measured over
    its skills; a posting without an employer stands for itself.

    Parameters
    ----------
    records : iterable of dubao.postings.CodedPosting
        After repeats are removed.
    digits : int
        Of the codes of occupations that are kept (2 makes 25 of 2512), to meet the persons they are multiplied with; 0 keeps all.
        Shorter codes count as undetermined.
    least_postings : int
        Occupations with fewer postings get no importance.
    least_mentions : int
        Skills that fewer of these postings name are left out.
    level : float
        Of the intervals.

    Returns
    -------
    Importances
        A skill that no posting of an occupation names has the share 0, with an interval above it.

    Raises
    ------
    dubao.errors.InputError
        E-SKD-009 when no occupation has enough postings, E-SKD-002 for a level out of range.

    Examples
    --------
    >>> from dubao.postings import CodedPosting, Posting
    >>> rows = [
    ...     CodedPosting(Posting("a", str(n), None, "", "x", employer=f"e{n}"), ("sql",) if n % 2 else ("java",), "2521") for n in range(40)
    ... ]
    >>> sql = importance_from_postings(rows, digits=3).rows[1]
    >>> sql.skill, sql.occupation, sql.value, round(sql.low, 3), round(sql.high, 3)
    ('sql', '252', 0.5, 0.399, 0.601)
    """
    by_occupation: dict[str, list[CodedPosting]] = {}
    given = undetermined = 0
    for record in records:
        given += 1
        occupation = record.occupation[:digits] if digits else record.occupation
        if not occupation or len(occupation) < digits:
            undetermined += 1
        else:
            by_occupation.setdefault(occupation, []).append(record)
    count = {o: len(rows) for o, rows in by_occupation.items()}
    named = {o: Counter(s for r in rows for s in set(r.skills)) for o, rows in by_occupation.items()}
    few = {o: n for o, n in sorted(count.items()) if n < least_postings}
    occupations = [o for o in sorted(count) if o not in few]
    totals: Counter[str] = Counter()
    for occupation in occupations:
        totals.update(named[occupation])
    skills_kept = sorted(s for s, n in totals.items() if n >= least_mentions)
    if not occupations or not skills_kept:
        raise InputError(
            Problem(
                "E-SKD-009", argument="postings", vi="không nghề nào có đủ tin, hoặc không kỹ năng nào được nêu đủ nhiều",
                en="no occupation has enough postings, or no skill enough mentions",
                remedy_vi=f"cần từ {least_postings} tin một nghề và {least_mentions} tin một kỹ năng; gộp nghề, hoặc hạ least_postings",
                remedy_en=f"give {least_postings} postings an occupation and {least_mentions} a skill; join occupations, or lower least_postings",
            )
        )  # fmt: skip
    out: list[Importance] = []
    for occupation in occupations:
        effect = employer_design_effect(by_occupation[occupation], skills_kept)
        mentions = np.array([named[occupation][skill] for skill in skills_kept], dtype=float)
        size = np.full(len(skills_kept), float(count[occupation]))
        shares = _core.labour.mention_shares(mentions, size, np.full(len(skills_kept), effect), float(level))
        for k, skill in enumerate(skills_kept):
            share, low, high, alpha, beta = (float(v) for v in shares[k])
            out.append(
                Importance(skill, occupation, share, low, high, "share", float(mentions[k]), float(size[k]), effect, alpha, beta)
            )  # fmt: skip
    return Importances(
        tuple(sorted(out, key=lambda row: (row.skill, row.occupation))), level, given, undetermined, few, len(totals) - len(skills_kept)
    )  # fmt: skip
