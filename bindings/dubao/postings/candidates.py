"""Candidates for new occupations: skills that are newly asked for together and that no occupation of the classification has.

A candidate is a question for people, with its evidence; it is not an occupation, and nothing says that anybody is lacking.

>>> from dubao.postings import CodedPosting, Posting
>>> months = [f"{y}-{m:02d}" for y in (2023, 2024, 2025) for m in range(1, 13)]
>>> new, old = ("java", "models", "prompts"), (("java", "sql"), ("c", "rtos"))
>>> rows = [CodedPosting(Posting("a", "", None, m, "x"), new if i > 17 and n < 15 else old[n % 2], "25") for i, m in enumerate(months) for n in range(60)]
>>> found = find_candidates(rows, replicates=10)
>>> [(c.skills, c.since, c.nearest_code) for c in found.candidates]
[(('java', 'models', 'prompts'), '2024-07', '25')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dubao.data.periods import span
from dubao.errors import InputError, Problem
from dubao.postings.candidate_description import Bounds, GroupDescriber
from dubao.postings.candidate_results import CandidateOccupation, Candidates
from dubao.postings.coded import CodedPosting, as_coded
from dubao.postings.monthly_salary import SalaryTerms
from dubao.postings.pair_evidence import PairEvidence, PairSearch, rising_pairs, smallest_values
from dubao.postings.posting import Posting
from dubao.postings.skill_communities import Community, SkillGraph, communities

if TYPE_CHECKING:
    from dubao.data import Catalogue

__all__ = ["LEAST_MONTHS", "find_candidates"]

# A year and the year before it: with less, a season cannot be told from a rise, and one site over some weeks has no trend at all.
LEAST_MONTHS = 24


def find_candidates(
    records: Iterable[CodedPosting | Posting],
    *,
    alpha: float = 0.1,
    least_pair: int = 12,
    least_skills: int = 3,
    least_postings: int = 20,
    least_stability: float = 0.75,
    most_similarity: float = 0.8,
    recent_months: int = 24,
    replicates: int = 100,
    seed: int = 1,
    level: float = 0.9,
    profiles: Mapping[str, Mapping[str, float]] | None = None,
    terms: SalaryTerms | None = None,
    yearly_wave: bool = True,
    catalogue: Catalogue | None = None,
    n_jobs: int = -1,
) -> Candidates:
    """Looks for combinations of skills that form a role no occupation covers.

    1. Pairs of skills in one posting are counted by month and source; :func:`dubao.labour.emergence.detect` flags those that rise.
    2. The flagged pairs are the edges of a graph; its communities are the groups (:mod:`dubao.postings.skill_communities`).
    3. A group is a candidate when it has enough skills and postings, no single skill carries all its pairs, the bootstrap finds it again,
       and no occupation covers it: none has a skill profile near it or near what its postings ask for beside it, and none names all
       its skills in a tenth of its postings.

    Parameters
    ----------
    records : iterable of CodedPosting or Posting
        After repeats are removed; plain postings are coded by the skills of the shipped list, and have no occupation to be near to.
    alpha : float
        Expected share of false pairs among those reported, at most, however often one looks.
    least_pair : int
        Postings below which a pair has no evidence to give.
    least_skills, least_postings : int
    least_stability : float
        Mean Jaccard similarity over the bootstrap; from 0.75 a cluster may be called stable (Hennig 2007).
    most_similarity : float
        Cosine of skill profiles from which an occupation is the group's, or is what its postings ask for beside the group.
        ASSUMPTION, chosen on simulated panels: see the page on candidates.
    recent_months : int
        Months the association of pairs and the bootstrap are taken from.
    replicates, seed : int
    level : float
        Of intervals.
    profiles : mapping, optional
        Occupation → skill → share (or importance between 0 and 1), instead of those of the coded postings.
    terms : SalaryTerms, optional
        As in :func:`dubao.postings.salary_premium`.
    yearly_wave : bool
        Whether a season counts as no growth.
    catalogue : Catalogue, optional
        Of the classifications.
    n_jobs : int
        Threads; the result does not depend on it.

    Returns
    -------
    Candidates

    Raises
    ------
    dubao.errors.InputError
        E-CND-002 for an option that is none, E-CND-003 for fewer than 24 months (one site over some weeks is a cross-section).
    dubao.errors.MissingExtraError
        E-EXT-001 when networkx is not installed.

    Notes
    -----
    The bound is that of e-BH (Wang and Ramdas 2022): any set of k pairs whose e-values all reach K/(α k) keeps it, and pairs that do not
    reach it for the pairs reported are dropped. How often a *group* is false was measured, not proved: see the page on candidates.
    """
    _check(alpha, level, least_stability, most_similarity, replicates, recent_months, least_pair)
    rows = tuple(r for r in as_coded(records) if r.posting.month)
    months = span(min(r.posting.month for r in rows), max(r.posting.month for r in rows)) if rows else ()
    if len(months) < LEAST_MONTHS:
        raise _too_short(len(months))
    search = rising_pairs(rows, alpha=alpha, least_pair=least_pair, yearly_wave=yearly_wave, n_jobs=n_jobs)
    kept: list[CandidateOccupation] = []
    others: list[CandidateOccupation] = []
    if search.pairs:
        recent = [r for r in rows if r.posting.month >= months[-min(recent_months, len(months))]]
        search, groups = _grouped(search, recent, replicates, seed)
        bounds = Bounds(least_skills, least_postings, least_stability, most_similarity)
        described = GroupDescriber(rows, months, bounds, profiles, terms or SalaryTerms(), level, catalogue)
        for one in _settled(groups, search, described):
            (others if one.rejected else kept).append(one)
    return Candidates(
        tuple(sorted(kept, key=lambda c: (-c.postings, c.skills))), tuple(sorted(others, key=lambda c: (-c.postings, c.skills))),
        float(alpha), len(search.pairs), search.counted, search.possible, len(rows), (months[0], months[-1]),
        tuple(sorted({r.posting.source for r in rows})),
    )  # fmt: skip


def _settled(
    groups: Sequence[tuple[Community, tuple[PairEvidence, ...]]],
    search: PairSearch,
    described: Callable[[Community, tuple[PairEvidence, ...]], CandidateOccupation],
) -> list[CandidateOccupation]:
    """Describes the groups, and drops pairs until every reported one reaches the value that their number asks for."""
    found = [described(group, pairs) for group, pairs in groups]
    while True:
        reported = sum(len(c.evidence) for c in found if not c.rejected)
        if not reported:
            return found
        bar = smallest_values(search.possible, search.alpha, reported)
        changed = False
        for k, one in enumerate(found):
            strong = tuple(p for p in one.evidence if p.e_value >= bar)
            if one.rejected or len(strong) == len(one.evidence):
                continue
            changed = True
            if strong:
                skills = tuple(sorted({s for p in strong for s in p.skills}))
                found[k] = described(Community(skills, one.stability), strong)
            else:
                found[k] = replace(one, rejected=("evidence",))
        if not changed:
            return found


def _grouped(
    search: PairSearch, recent: Sequence[CodedPosting], replicates: int, seed: int
) -> tuple[PairSearch, list[tuple[Community, tuple[PairEvidence, ...]]]]:
    """Flagged pairs with their lifts, and the communities with the pairs inside them."""
    graph = SkillGraph.of(recent, [p.skills for p in search.pairs])
    lifts = {
        (graph.skills[a], graph.skills[b]): float(v)
        for (a, b), v in zip(graph.edges.tolist(), graph.lifts(graph.naming), strict=True)
    }
    pairs = tuple(replace(p, lift=lifts[p.skills]) for p in search.pairs)
    found = []
    for group in communities(graph, replicates=replicates, seed=seed):
        inside = [p for p in pairs if set(p.skills) <= set(group.skills) and p.lift > 1.0]
        if inside:
            found.append((group, tuple(sorted(inside, key=lambda p: (-p.e_value, p.skills)))))
    return replace(search, pairs=pairs), found


def _check(
    alpha: float,
    level: float,
    stability: float,
    similarity: float,
    replicates: int,
    recent: int,
    least_pair: int,
) -> None:
    wrong = [
        name
        for name, bad in (
            (f"alpha={alpha}", not 0.0 < alpha < 1.0),
            (f"level={level}", not 0.0 < level < 1.0),
            (f"least_stability={stability}", not 0.0 <= stability <= 1.0),
            (f"most_similarity={similarity}", not 0.0 < similarity <= 1.0),
            (f"replicates={replicates}", replicates < 10),
            (f"recent_months={recent}", recent < 6),
            (f"least_pair={least_pair}", least_pair < 2),
        )
        if bad
    ]
    if wrong:
        raise InputError(
            Problem(
                "E-CND-002", argument="options", vi=f"tùy chọn không dùng được: {', '.join(wrong)}", en=f"options that cannot be used: {', '.join(wrong)}",
                remedy_vi="mức và tỷ lệ giữa 0 và 1; replicates từ 10; recent_months từ 6; least_pair từ 2",
                remedy_en="levels and shares between 0 and 1; replicates of 10 or more, recent_months of 6, least_pair of 2",
            )
        )  # fmt: skip


def _too_short(months: int) -> InputError:
    return InputError(
        Problem(
            "E-CND-003", argument="records", vi=f"tin tuyển dụng chỉ trải {months} tháng; tìm nghề mới cần ít nhất {LEAST_MONTHS} tháng",
            en=f"the postings span {months} months; to look for new occupations {LEAST_MONTHS} are needed",
            remedy_vi="chờ có chuỗi dài hơn: một trang trong vài tuần là một lát cắt, không có xu hướng",
            remedy_en="wait for a longer series: one site over some weeks is a cross-section and has no trend",
        )
    )  # fmt: skip
