"""What is known of a candidate for a new occupation, ready to be shown.

>>> REJECTED["covered"][1]
'an occupation of the classification has nearly the same skills'
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dubao.errors import Language
from dubao.frames import records_frame
from dubao.labour.results import Result
from dubao.numbers import format_number, format_percent
from dubao.postings.pair_evidence import PairEvidence

__all__ = [
    "REJECTED",
    "CandidateOccupation",
    "CandidatePay",
    "CandidatePlace",
    "CandidateTraining",
    "Candidates",
    "MonthShare",
]

REJECTED: dict[str, tuple[str, str]] = {
    "few_skills": ("có quá ít kỹ năng", "it has too few skills"),
    "one_skill": ("mọi cặp mới đều dựa vào một kỹ năng: kỹ năng tăng, không phải nghề mới", "every new pair hangs on one skill: a rising skill, no new occupation"),
    "unstable": ("nhóm kỹ năng không ổn định khi lấy mẫu lại", "the group of skills is not found again when postings are resampled"),
    "few_postings": ("có quá ít tin tuyển dụng", "too few postings name it"),
    "evidence": ("bằng chứng của các cặp quá yếu so với số cặp được nêu", "the evidence of its pairs is too weak for the number of pairs reported"),
    "changing": ("ngoài nhóm kỹ năng này, tin yêu cầu như một nghề đã có: nghề đang thay đổi, chưa phải nghề mới", "beside these skills its postings ask for what an occupation asks for anyway: that occupation changes"),
    "covered": ("một nghề trong danh mục có bộ kỹ năng gần như vậy", "an occupation of the classification has nearly the same skills"),
}  # fmt: skip


@dataclass(frozen=True)
class MonthShare(Result):
    """Share of a month's postings, with its interval (Jeffreys; postings of a month taken as independent)."""

    month: str
    postings: int
    read: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class CandidatePay(Result):
    """Pay of its postings over others of the role they are coded to, same place, source, experience and month, in percent."""

    percent: float
    low: float
    high: float
    postings: int


@dataclass(frozen=True)
class CandidatePlace(Result):
    """Postings at a place; the share is of those that name a place."""

    place: str
    postings: int
    share: float


@dataclass(frozen=True)
class CandidateTraining(Result):
    """Majors of the nearest occupation's field, and skills its postings hardly name.

    Attributes
    ----------
    field : str
        Of the classification of majors; empty where it gives none for the nearest code.
    majors : tuple of (code, name_vi, name_en)
    skills_to_add : tuple of str
        Skills of the candidate that fewer than a tenth of the nearest occupation's postings name.
    """

    field: str
    majors: tuple[tuple[str, str, str], ...]
    skills_to_add: tuple[str, ...]


@dataclass(frozen=True)
class CandidateOccupation(Result):
    """A group of skills that is newly asked for together.

    Attributes
    ----------
    skills : tuple of str
        By how many of its postings name them, the commonest first.
    label_vi, label_en : str
        Empty: a name is given by people.
    months : tuple of MonthShare
    since : str
        Month in which the first of its pairs began to rise.
    growth, growth_low, growth_high : float
        Odds in a year divided by odds now, from the last two years, with the interval of the level.
    evidence : tuple of PairEvidence
        Its pairs, the strongest first.
    stability : float
        Mean Jaccard similarity over the bootstrap.
    nearest_code, similarity : str, float
        Occupation with the nearest skill profile, and the cosine; empty and 0 without coded postings.
    beside_code, beside_similarity : str, float
        The same of what its postings ask for beside these skills.
    pay : CandidatePay, optional
        None where too few of its postings state a salary.
    places : tuple of CandidatePlace
    training : CandidateTraining
    postings : int
        That name one of its pairs and a third of its skills at least, two at least.
    sources : tuple of str
    rejected : tuple of str
        Why it is no candidate (:data:`REJECTED`); empty for one.
    """

    skills: tuple[str, ...]
    label_vi: str
    label_en: str
    months: tuple[MonthShare, ...]
    since: str
    growth: float
    growth_low: float
    growth_high: float
    evidence: tuple[PairEvidence, ...]
    stability: float
    nearest_code: str
    similarity: float
    beside_code: str
    beside_similarity: float
    pay: CandidatePay | None
    places: tuple[CandidatePlace, ...]
    training: CandidateTraining
    postings: int
    sources: tuple[str, ...]
    rejected: tuple[str, ...]

    def named(self, label_vi: str, label_en: str) -> CandidateOccupation:
        """The same with the name that people gave it."""
        return replace(self, label_vi=label_vi, label_en=label_en)

    def statement(self, lang: Language = "vi") -> str:
        """In one sentence; a share of postings, no number of persons."""
        read, own = sum(m.read for m in self.months[-12:]), sum(m.postings for m in self.months[-12:])
        share = format_percent(100 * own / read if read else None, lang, 1)
        near = format_number(self.similarity, lang, 2)
        label = {"vi": self.label_vi, "en": self.label_en}[lang]
        skills = f"{label} ({', '.join(self.skills)})" if label else ", ".join(self.skills)
        stable = format_number(self.stability, lang, 2)
        if lang == "vi":
            nearest = (
                f"nghề gần nhất là {self.nearest_code} (độ giống {near})"
                if self.nearest_code
                else "chưa có tin mã hóa để so với danh mục nghề"
            )
            return f"{skills}: {share} số tin 12 tháng cuối, từ {self.since}; {len(self.evidence)} cặp kỹ năng có bằng chứng; độ ổn định {stable}; {nearest}."
        nearest = (
            f"nearest occupation {self.nearest_code} (similarity {near})"
            if self.nearest_code
            else "no coded postings to compare with the classification"
        )
        return f"{skills}: {share} of the postings of the last 12 months, since {self.since}; {len(self.evidence)} pairs with evidence; stability {stable}; {nearest}."


@dataclass(frozen=True)
class Candidates:
    """Candidates for new occupations, and what was found and is none.

    Attributes
    ----------
    candidates, others : tuple of CandidateOccupation
        The others with their reasons in ``rejected``.
    alpha : float
        Bound of the expected share of false pairs among all pairs of ``candidates`` together.
    pairs_flagged, pairs_counted, pairs_possible : int
    postings : int
        With a month.
    months : tuple of str
        First and last.
    sources : tuple of str
    """

    candidates: tuple[CandidateOccupation, ...]
    others: tuple[CandidateOccupation, ...]
    alpha: float
    pairs_flagged: int
    pairs_counted: int
    pairs_possible: int
    postings: int
    months: tuple[str, str]
    sources: tuple[str, ...]

    def frame(self, kind: str = "pandas") -> Any:
        """One row a candidate or other group, as a frame of a kind (pandas, polars, pyarrow or dict)."""
        return records_frame(
            [
                {
                    "skills": "|".join(c.skills), "since": c.since, "postings": c.postings, "growth": c.growth, "growth_low": c.growth_low,
                    "growth_high": c.growth_high, "pairs": len(c.evidence), "stability": c.stability, "nearest_code": c.nearest_code,
                    "similarity": c.similarity, "pay_percent": c.pay.percent if c.pay else None, "sources": len(c.sources),
                    "rejected": "|".join(c.rejected),
                }
                for c in (*self.candidates, *self.others)
            ],
            kind,
        )  # fmt: skip

    def statements(self, lang: Language = "vi") -> tuple[str, ...]:
        """What was looked at, and one sentence a candidate and other group."""
        n, pairs = (format_number(float(v), lang, 0) for v in (self.postings, self.pairs_possible))
        level = format_percent(100 * self.alpha, lang, 0)
        first = (
            f"{n} tin, {self.months[0]} đến {self.months[1]}, {len(self.sources)} nguồn; {pairs} cặp kỹ năng, {self.pairs_flagged} cặp tăng; tỷ lệ cặp báo nhầm kỳ vọng không quá {level}."
            if lang == "vi"
            else f"{n} postings, {self.months[0]} to {self.months[1]}, {len(self.sources)} sources; {pairs} pairs of skills, {self.pairs_flagged} rising; expected share of false pairs at most {level}."
        )
        none = {"vi": "Không phải ứng viên", "en": "No candidate"}[lang]
        return (
            first,
            *(c.statement(lang) for c in self.candidates),
            *(
                f"{none} ({'; '.join(REJECTED[r][lang == 'en'] for r in c.rejected)}): {', '.join(c.skills)}."
                for c in self.others
            ),
        )
