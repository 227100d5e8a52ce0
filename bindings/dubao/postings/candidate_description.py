"""Everything that is known of a group of skills: share by month, growth, nearest occupation, pay, places, training, and why it is no candidate.

>>> Bounds().most_similarity
0.8
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from dubao.labour.emergence import STATES, TermCounts, describe
from dubao.postings.candidate_results import (
    CandidateOccupation,
    CandidatePay,
    CandidatePlace,
    CandidateTraining,
    MonthShare,
)
from dubao.postings.coded import CodedPosting
from dubao.postings.monthly_salary import SalaryTerms
from dubao.postings.occupation_profiles import OccupationProfiles, shares_of
from dubao.postings.pair_evidence import PairEvidence
from dubao.postings.share_intervals import share_intervals
from dubao.postings.skill_communities import Community
from dubao.postings.wage_regression import WageData, fit_wages

if TYPE_CHECKING:
    from dubao.data import Catalogue

__all__ = ["Bounds", "GroupDescriber"]

# Fewer postings with a salary say nothing about pay.
_LEAST_PAID = 20
# ASSUMPTION: a skill that so few of an occupation's postings name is not part of it yet.
_HARDLY_NAMED = 0.10
_ALIKE = ("role", "place", "source", "experience", "month")


@dataclass(frozen=True)
class Bounds:
    """What a group must reach to be a candidate; see :func:`dubao.postings.find_candidates`."""

    least_skills: int = 3
    least_postings: int = 20
    least_stability: float = 0.75
    most_similarity: float = 0.8


@dataclass(frozen=True)
class GroupDescriber:
    """Describes groups among some postings.

    Attributes
    ----------
    rows : sequence of CodedPosting
        All with a month.
    months : sequence of str
        Without a gap.
    level : float
        Of intervals.
    """

    rows: Sequence[CodedPosting]
    months: Sequence[str]
    bounds: Bounds = field(default_factory=Bounds)
    profiles: Mapping[str, Mapping[str, float]] | None = None
    terms: SalaryTerms = field(default_factory=SalaryTerms)
    level: float = 0.9
    catalogue: Catalogue | None = None

    def __call__(self, group: Community, pairs: tuple[PairEvidence, ...]) -> CandidateOccupation:
        """The group with its pairs, the strongest first."""
        rows, months, bounds = self.rows, self.months, self.bounds
        edges = [frozenset(p.skills) for p in pairs]
        needed = max(2, math.ceil(len(group.skills) / 3))
        skills = frozenset(group.skills)
        named_of_it = [skills.intersection(r.skills) for r in rows]
        paired = [len(some) > 1 and any(e <= some for e in edges) for some in named_of_it]
        own = [yes and len(some) >= needed for some, yes in zip(named_of_it, paired, strict=True)]
        members = [r for r, yes in zip(rows, own, strict=True) if yes]
        since = min((p.since for p in pairs if p.since), default="")
        profile = shares_of(members) if members else {}
        compared = self._profiles(paired, since)
        known, (nearest, similarity) = max(
            ((k, k.nearest(profile)) for k in compared), key=lambda one: one[1][1]
        )
        # What is asked for beside the group: an occupation whose own skills are asked for as ever is changing, not new.
        other = {s: v for s, v in profile.items() if s not in group.skills}
        beside = max((k.nearest(other, without=group.skills) for k in compared), key=lambda one: one[1])
        covered = any(k.covers(group.skills, _HARDLY_NAMED) for k in compared)
        named = Counter(s for r in members for s in r.skills)
        rejected = [
            reason
            for reason, yes in (
                ("few_skills", len(group.skills) < bounds.least_skills),
                ("one_skill", any(all(s in e for e in edges) for s in group.skills)),
                ("unstable", not group.stability >= bounds.least_stability),
                ("few_postings", len(members) < bounds.least_postings),
                ("covered", similarity >= bounds.most_similarity or covered),
                ("changing", beside[1] >= bounds.most_similarity),
            )
            if yes
        ]
        growth, low, high = _growth(rows, own, months, self.level)
        return CandidateOccupation(
            tuple(sorted(group.skills, key=lambda s: (-named[s], s))), "", "", _shares(rows, own, months, self.level),
            since, growth, low, high, pairs, group.stability, nearest, similarity, *beside,
            _pay(rows, own, self.terms, self.level), _places(members), _training(nearest, group.skills, known, self.catalogue), len(members),
            tuple(sorted({r.posting.source for r in members})), tuple(rejected),
        )  # fmt: skip

    def _profiles(self, paired: Sequence[bool], since: str) -> list[OccupationProfiles]:
        """Profiles of the occupations as the group leaves them, and as they were before it.

        Its postings are coded to some occupation as well, and would make that one near to it: they are left out. But an occupation that grows
        has the group's pairs in most of its postings, and then only its own past tells that they are its own.
        """
        if self.profiles is not None:
            return [OccupationProfiles.given(self.profiles, self.rows)]
        rest = [r for r, yes in zip(self.rows, paired, strict=True) if not yes]
        early = [r for r in self.rows if r.posting.month < since]
        # How telling a skill is comes from all postings: a word that nobody used before must tell a lot.
        return [OccupationProfiles.of(part, among=self.rows) for part in (rest, early)]


def _shares(
    rows: Sequence[CodedPosting], own: Sequence[bool], months: Sequence[str], level: float
) -> tuple[MonthShare, ...]:
    read = Counter(r.posting.month for r in rows)
    named = Counter(r.posting.month for r, yes in zip(rows, own, strict=True) if yes)
    kept = [m for m in months if read[m]]
    count, size = ([c[m] for m in kept] for c in (named, read))
    # Design effect 1: postings of a month taken as independent.
    found = share_intervals(count, size, level=level)
    rows_of = {
        m: (float(share), float(low), float(high)) for m, (share, low, high) in zip(kept, found, strict=True)
    }
    none = (math.nan, math.nan, math.nan)
    return tuple(MonthShare(m, named[m], read[m], *rows_of.get(m, none)) for m in months)


def _growth(
    rows: Sequence[CodedPosting], own: Sequence[bool], months: Sequence[str], level: float
) -> tuple[float, float, float]:
    sources = tuple(sorted({r.posting.source for r in rows}))
    at_month, at_source = {m: i for i, m in enumerate(months)}, {s: i for i, s in enumerate(sources)}
    read, named = np.zeros((len(months), len(sources))), np.zeros((1, len(months), len(sources)))
    for record, yes in zip(rows, own, strict=True):
        cell = at_month[record.posting.month], at_source[record.posting.source]
        read[cell] += 1.0
        named[0][cell] += yes
    counts = TermCounts(("candidate",), tuple(months), sources, named, read)
    told = describe(counts, weights=dict.fromkeys(STATES, 1.0 / len(STATES)), level=level, n_jobs=1)[0]
    return told.growth, told.growth_low, told.growth_high


def _pay(
    rows: Sequence[CodedPosting], own: Sequence[bool], terms: SalaryTerms, level: float
) -> CandidatePay | None:
    data, _ = WageData.read(rows, terms)
    kept = {id(r) for r, yes in zip(rows, own, strict=True) if yes}
    inside = np.array([id(r) in kept for r in data.records], dtype=float)
    if min(inside.sum(), data.rows - inside.sum()) < _LEAST_PAID:
        return None
    fit = fit_wages(data, {"candidate": inside}, _ALIKE, "auto")
    if "candidate" in fit.fit.dropped:
        return None
    return CandidatePay(*fit.percent("candidate", level), int(inside.sum()))


def _places(members: Sequence[CodedPosting]) -> tuple[CandidatePlace, ...]:
    counted = Counter(r.posting.place for r in members if r.posting.place)
    total = sum(counted.values())
    return tuple(
        CandidatePlace(p, n, n / total) for p, n in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    )


def _training(
    nearest: str, skills: Sequence[str], known: OccupationProfiles, catalogue: Catalogue | None
) -> CandidateTraining:
    from dubao.data import Catalogue

    shares = known.shares.get(nearest, {})
    add = tuple(s for s in skills if shares.get(s, 0.0) < _HARDLY_NAMED)
    if not nearest:
        return CandidateTraining("", (), add)
    tables = catalogue or Catalogue()
    fields = {r["code"]: r["field"] or "" for r in tables.table("classifications/occupations")}
    # The code, else the group of occupations it belongs to.
    field = next((f for n in range(len(nearest), 0, -1) if (f := fields.get(nearest[:n], ""))), "")
    majors = tuple(
        (r["code"], r["name_vi"], r["name_en"])
        for r in tables.table("classifications/majors")
        if field and r["field"] == field and r["level"] == "major"
    )
    return CandidateTraining(field, majors, add)
