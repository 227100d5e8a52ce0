"""What can be said of coded postings as a whole: how many, by which step, and how many codes are expected to be right.

>>> from dubao.postings import Coding
>>> rows = [Coding("2512", "backend_developer", 0.94, 0.93, "alias"), Coding("2523", "", 0.6, 0.4, "model"), Coding("", "", 0.2, 0.1, "undetermined")]
>>> summary = summarise_codings(rows)
>>> summary.coded, summary.undetermined, round(summary.expected_right, 2)
(2, 1, 1.54)
>>> print(*summary.statements("en"), sep="\\n")
3 postings: 2 (67%) have an occupation, 1 (33%) are undetermined and stand in no occupation.
Of the occupations 1 were found by listed words, 1 by the model; by the probabilities stated 77% of them are right.
1 postings (33%) have a role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dubao.errors import Language
from dubao.numbers import format_number, format_percent
from dubao.postings.coding import Coding

__all__ = ["CodingSummary", "summarise_codings"]


@dataclass(frozen=True)
class CodingSummary:
    """Counts of coded postings.

    Attributes
    ----------
    postings : int
    by_words, by_model, undetermined : int
        Of the occupations; they add up to ``postings``.
    with_role : int
    expected_right, expected_right_roles : float
        Sum of the stated probabilities of the codes given.
    occupations, roles : mapping of str to int
        Postings by code, the commonest first; undetermined ones are not among them.

    Notes
    -----
    ``expected_right`` holds as far as the probabilities do (docs/coding.md): on sites of information technology. Of
    real titles a little fewer codes are right than stated, 0.95 instead of 0.97 (Vietnamese ones 0.91 instead of 0.94).
    """

    postings: int
    by_words: int
    by_model: int
    undetermined: int
    with_role: int
    expected_right: float
    expected_right_roles: float
    occupations: Mapping[str, int]
    roles: Mapping[str, int]

    @property
    def coded(self) -> int:
        """Postings with an occupation."""
        return self.by_words + self.by_model

    def statements(self, lang: Language = "vi") -> tuple[str, ...]:
        """Sentences for a report; empty without postings."""
        if not self.postings:
            return ()

        def share(part: float, whole: float) -> str:
            return format_percent(100 * part / whole, lang, 0)

        total, coded, left, words, model, roles = (
            format_number(float(n), lang, 0)
            for n in (
                self.postings,
                self.coded,
                self.undetermined,
                self.by_words,
                self.by_model,
                self.with_role,
            )
        )
        if lang == "vi":
            out = [
                f"{total} tin: {coded} tin ({share(self.coded, self.postings)}) có mã nghề, {left} tin "
                f"({share(self.undetermined, self.postings)}) không xác định được và không tính vào nghề nào."
            ]
            if self.coded:
                out.append(
                    f"Trong các mã nghề, {words} mã tìm theo danh mục từ, {model} mã theo mô hình; theo xác suất ghi kèm, "
                    f"{share(self.expected_right, self.coded)} số mã là đúng."
                )
            return (*out, f"{roles} tin ({share(self.with_role, self.postings)}) có vai trò.")
        out = [
            f"{total} postings: {coded} ({share(self.coded, self.postings)}) have an occupation, {left} "
            f"({share(self.undetermined, self.postings)}) are undetermined and stand in no occupation."
        ]
        if self.coded:
            out.append(
                f"Of the occupations {words} were found by listed words, {model} by the model; by the probabilities stated "
                f"{share(self.expected_right, self.coded)} of them are right."
            )
        return (*out, f"{roles} postings ({share(self.with_role, self.postings)}) have a role.")


def summarise_codings(codings: Iterable[Coding]) -> CodingSummary:
    """Counts codings of :meth:`dubao.postings.OccupationCoder.code_many`."""
    rows = list(codings)
    how = Counter(one.how for one in rows)
    occupations = Counter(one.occupation for one in rows if one.occupation)
    roles = Counter(one.role for one in rows if one.role)
    return CodingSummary(
        postings=len(rows),
        by_words=how["alias"],
        by_model=how["model"],
        undetermined=how["undetermined"],
        with_role=sum(roles.values()),
        expected_right=sum(one.probability for one in rows if one.occupation),
        expected_right_roles=sum(one.role_probability for one in rows if one.role),
        occupations=dict(sorted(occupations.items(), key=lambda pair: (-pair[1], pair[0]))),
        roles=dict(sorted(roles.items(), key=lambda pair: (-pair[1], pair[0]))),
    )
