"""What coded postings show together: shares of skills, clusters, roles and pairs with intervals; and, where there are months enough, what rises.

>>> from dubao.postings import CodedPosting, Posting
>>> rows = [CodedPosting(Posting("a", str(n), None, "2026-03", "x", employer=f"e{n}"), ("sql",) if n % 2 else ()) for n in range(60)]
>>> found = overview(rows)
>>> found.skills[0].term, found.skills[0].share, found.emergence is None
('sql', 0.5, True)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from dubao.data.periods import distance, shift
from dubao.errors import InputError, Language, Problem
from dubao.labour.emergence import Detection, TermDescription, describe, detect
from dubao.labour.results import Result
from dubao.numbers import format_number
from dubao.postings.candidate_results import Candidates
from dubao.postings.candidates import find_candidates
from dubao.postings.coded import CodedPosting
from dubao.postings.counting import PAIR_JOINT, CountedTerms, count_terms
from dubao.postings.monthly_salary import SalaryTerms
from dubao.postings.salary_premium import SalaryPremium, salary_premium
from dubao.postings.share_intervals import share_intervals
from dubao.postings.voices import employer_design_effect

__all__ = ["LEAST_A_MONTH", "LEAST_MONTHS", "MonthCount", "Overview", "TermShare", "overview"]

# A year and the year before it: with less, a season cannot be told from a rise.
LEAST_MONTHS = 24
# ASSUMPTION: below this a month says nothing about a skill that one posting in ten names.
LEAST_A_MONTH = 30
# Months that shares are taken from.
SHARE_MONTHS = 12
LEAST_PAIR = 5
# Share of postings without an employer from which intervals are said to rest on independence.
_MOSTLY = 0.5
_MOST_TERMS = 60
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class TermShare(Result):
    """Share of the postings that name a term (skill, cluster, role, occupation, pair).

    Attributes
    ----------
    term : str
    mentions, postings : int
    share, low, high : float
        0 to 1, with the interval that the number of postings and of employers allows.
    expected : float, optional
        Of a pair: the share if its skills were named independently.
    """

    term: str
    mentions: int
    postings: int
    share: float
    low: float
    high: float
    expected: float | None = None


@dataclass(frozen=True)
class MonthCount(Result):
    """Postings of one source that name a skill in one month; the skill is empty in the row of all postings read."""

    month: str
    source: str
    skill: str
    mentions: int
    postings: int


@dataclass(frozen=True)
class Overview(Result):
    """What the postings show. Shares are of advertisements of these sources: no vacancies, no demand.

    Attributes
    ----------
    postings, without_month, after_look : int
        Given; without a month; left out as later than the month looked from.
    first, look : str
        First month and the month looked from; empty where no posting has a month.
    window : tuple of str
        First and last month of the postings the shares are of; empty strings where all are taken, undated ones too.
    level, design_effect : float
        Of the intervals; by how much postings of one employer repeat each other.
    without_employer : int
        Postings that name no employer: each stands for itself.
    skills, clusters, roles, occupations, pairs : tuple of TermShare
        By falling share. Of roles and occupations the undetermined stand as "".
    months : tuple of MonthCount
    full_months : int
        Months with at least :data:`LEAST_A_MONTH` postings, up to the month looked from.
    emergence, fading : Detection, optional
        None where there are fewer than :data:`LEAST_MONTHS` such months.
    states : tuple of TermDescription
    premium : SalaryPremium, optional
    candidates : Candidates, optional
    not_done : tuple of (str, str)
        What was left undone, why, and what would change it; Vietnamese and English.
    """

    postings: int
    without_month: int
    after_look: int
    first: str
    look: str
    window: tuple[str, str]
    level: float
    design_effect: float
    without_employer: int
    skills: tuple[TermShare, ...]
    clusters: tuple[TermShare, ...]
    roles: tuple[TermShare, ...]
    occupations: tuple[TermShare, ...]
    pairs: tuple[TermShare, ...]
    months: tuple[MonthCount, ...]
    full_months: int
    emergence: Detection | None
    fading: Detection | None
    states: tuple[TermDescription, ...]
    premium: SalaryPremium | None
    candidates: Candidates | None
    not_done: tuple[tuple[str, str], ...]

    def statements(self, lang: Language = "vi") -> tuple[str, ...]:
        """What the shares are of, and what was not done."""

        def n(v: int) -> str:
            return format_number(float(v), lang, 0)

        share, effect = n(round(100 * self.level)), format_number(self.design_effect, lang, 1)
        counted = n(self.roles[0].postings)
        alone = self.without_employer / self.roles[0].postings > _MOSTLY
        if lang == "vi":
            of = (
                f"tin từ {self.window[0]} đến {self.window[1]}"
                if self.window[0]
                else "mọi tin, kể cả tin không ghi tháng"
            )
            voices = (
                "đa số tin không nêu đơn vị tuyển dụng nên được coi là độc lập, khoảng có thể hẹp hơn thực tế"
                if alone
                else f"tin của cùng một đơn vị không độc lập (hệ số thiết kế {effect})"
            )
            out = [
                f"Tỷ trọng tính trên {counted} tin ({of}); khoảng {share}%, {voices}.",
                "Đây là số tin đăng của các nguồn đã nêu, không phải số việc làm trống và không phải nhu cầu.",
            ]
            if self.after_look:
                out.append(f"{n(self.after_look)} tin sau {self.look}, không dùng.")
        else:
            of = (
                f"postings of {self.window[0]} to {self.window[1]}"
                if self.window[0]
                else "all postings, those without a month too"
            )
            voices = (
                "most postings name no employer and are taken as independent, so that intervals may be too narrow"
                if alone
                else f"postings of one employer are not independent (design effect {effect})"
            )
            out = [
                f"Shares are of {counted} postings ({of}); {share}% intervals, {voices}.",
                "These are advertisements of the sources named: no vacancies and no demand.",
            ]
            if self.after_look:
                out.append(f"{n(self.after_look)} postings after {self.look} are not used.")
        return (*out, *(pair[lang == "en"] for pair in self.not_done))


def overview(
    records: Iterable[CodedPosting],
    *,
    clusters: Callable[[str], str] | None = None,
    look: str = "",
    level: float = 0.9,
    alpha: float = 0.1,
    terms: SalaryTerms | None = None,
    n_jobs: int = -1,
) -> Overview:
    """Counts, shares and, where the data allow them, tests.

    Parameters
    ----------
    records : iterable of CodedPosting
        After repeats are removed.
    clusters : callable, optional
        Cluster of a skill; no clusters without it.
    look : str
        Month from which one looks, ``2026-03``; later postings are left out. The last month when empty.
    level : float
        Of the intervals.
    alpha : float
        Expected share of false flags among rising terms, at most.
    terms : SalaryTerms, optional
        How salaries become comparable.
    n_jobs : int
        Threads; the result does not depend on it.

    Returns
    -------
    Overview

    Raises
    ------
    dubao.errors.InputError
        E-SKD-011 when no posting is left, or ``look`` is no month.
    """
    given = list(records)
    if look and not _MONTH.fullmatch(look):
        raise _refused(f"“{look}” không phải là một tháng", f"“{look}” is not a month", "ghi như 2026-03", "write it as 2026-03")  # fmt: skip
    rows = [r for r in given if not look or not r.posting.month or r.posting.month <= look]
    if not rows:
        raise _refused("không còn tin nào", "no posting is left", "kiểm tra tệp và tháng", "look at the files and the month")  # fmt: skip
    by_month = Counter(r.posting.month for r in rows if r.posting.month)
    first, last = min(by_month, default=""), look or max(by_month, default="")
    window = ("", "")
    counted = rows
    if first and distance(last, first) >= SHARE_MONTHS:
        window = (shift(last, 1 - SHARE_MONTHS), last)
        counted = [r for r in rows if r.posting.month and r.posting.month >= window[0]]
    shares = _Shares(counted, level)
    full = sum(n >= LEAST_A_MONTH for n in by_month.values())
    enough = full >= LEAST_MONTHS
    not_done: list[tuple[str, str]] = []
    emergence = fading = candidates = None
    states: tuple[TermDescription, ...] = ()
    counts = _counted(rows) if by_month else None
    if enough and counts is not None and counts.counts.terms:
        emergence = detect(counts.counts, alpha=alpha, n_jobs=n_jobs)
        fading = detect(counts.counts, alpha=alpha, direction="fading", n_jobs=n_jobs)
        states = describe(counts.counts, level=level, n_jobs=n_jobs)
        try:
            candidates = find_candidates(rows, alpha=alpha, terms=terms, n_jobs=n_jobs)
        except InputError as error:
            not_done.append(_because("Không tìm nghề mới", "No candidates for new occupations", error))
    else:
        not_done.append(_too_few_months(full))
    premium = None
    try:
        premium = salary_premium(rows, terms=terms, level=level)
    except InputError as error:
        not_done.append(_because("Không tính chênh lệch lương", "No salary premia", error))
    return Overview(
        postings=len(given), without_month=sum(not r.posting.month for r in rows), after_look=len(given) - len(rows),
        first=first, look=last, window=window, level=level, design_effect=shares.design_effect,
        without_employer=sum(not r.posting.employer for r in counted),
        skills=shares.of(lambda r: r.skills),
        clusters=shares.of(lambda r: {clusters(s) for s in r.skills}) if clusters else (),
        roles=shares.of(lambda r: (r.role,)), occupations=shares.of(lambda r: (r.occupation,)), pairs=shares.pairs(),
        months=_months(counts), full_months=full, emergence=emergence, fading=fading, states=states, premium=premium,
        candidates=candidates, not_done=tuple(not_done),
    )  # fmt: skip


def _refused(vi: str, en: str, mend_vi: str, mend_en: str) -> InputError:
    return InputError(
        Problem("E-SKD-011", argument="records, look", vi=vi, en=en, remedy_vi=mend_vi, remedy_en=mend_en)
    )


def _because(vi: str, en: str, error: InputError) -> tuple[str, str]:
    p = error.problems[0]
    return f"{vi}: {p.vi}; {p.remedy_vi}.", f"{en}: {p.en}; {p.remedy_en}."


def _too_few_months(full: int) -> tuple[str, str]:
    return (
        f"Không xét kỹ năng tăng, giảm hay nghề mới: chỉ {full} tháng có từ {LEAST_A_MONTH} tin, cần {LEAST_MONTHS} "
        "(một năm và năm trước đó, để không nhầm mùa vụ với xu hướng). Thêm các tháng của cùng những nguồn này thì xét được.",
        f"Rising and fading skills and new occupations are not looked for: {full} months have {LEAST_A_MONTH} postings or more, {LEAST_MONTHS} are "
        "needed (a year and the year before, or a season passes for a trend). More months of the same sources would change it.",
    )


class _Shares:
    """Shares over one set of postings, with one design effect: that of its skills over employers."""

    def __init__(self, rows: Sequence[CodedPosting], level: float) -> None:
        self.rows = rows
        self.level = level
        self.design_effect = employer_design_effect(rows)

    def of(self, terms_of: Callable[[CodedPosting], Iterable[str]]) -> tuple[TermShare, ...]:
        """By falling share; a term counts once a posting."""
        counted: Counter[str] = Counter()
        for row in self.rows:
            counted.update(set(terms_of(row)))
        return self._shares(counted)

    def pairs(self) -> tuple[TermShare, ...]:
        """Pairs of skills in at least :data:`LEAST_PAIR` postings, with the share expected of skills named independently."""
        counted: Counter[str] = Counter()
        single: Counter[str] = Counter()
        for row in self.rows:
            single.update(row.skills)
            if len(row.skills) <= _MOST_TERMS:
                counted.update(PAIR_JOINT.join(two) for two in combinations(sorted(row.skills), 2))
        n = len(self.rows)
        expected = {}
        for pair in counted:
            one, two = pair.split(PAIR_JOINT)
            expected[pair] = single[one] / n * single[two] / n
        return self._shares(Counter({p: c for p, c in counted.items() if c >= LEAST_PAIR}), expected)

    def _shares(
        self, counted: Counter[str], expected: dict[str, float] | None = None
    ) -> tuple[TermShare, ...]:
        listed = sorted(counted, key=lambda t: (-counted[t], t))
        if not listed:
            return ()
        found = share_intervals(
            [counted[t] for t in listed], len(self.rows), level=self.level, design_effect=self.design_effect
        )
        return tuple(
            TermShare(
                term, counted[term], len(self.rows), float(found[k, 0]), float(found[k, 1]), float(found[k, 2]), (expected or {}).get(term)
            )
            for k, term in enumerate(listed)
        )  # fmt: skip


def _counted(rows: Sequence[CodedPosting]) -> CountedTerms:
    skills = {id(r.posting): r.skills for r in rows}
    return count_terms([r.posting for r in rows], lambda p: skills[id(p)])


def _months(counts: CountedTerms | None) -> tuple[MonthCount, ...]:
    if counts is None:
        return ()
    table = counts.counts
    out = []
    for t, month in enumerate(table.months):
        for s, source in enumerate(table.sources):
            read = int(table.postings[t, s])
            if not read:
                continue
            out.append(MonthCount(month, source, "", read, read))
            out += [
                MonthCount(month, source, term, int(table.counts[k, t, s]), read)
                for k, term in enumerate(table.terms)
                if table.counts[k, t, s]
            ]
    return tuple(out)
