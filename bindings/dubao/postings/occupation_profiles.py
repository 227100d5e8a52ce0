"""Skill profiles of occupations, and which of them comes nearest to a set of postings.

A profile is the share of an occupation's postings that name each skill. Two profiles are compared by the cosine of their shares weighted by
how telling a skill is, ln(postings / postings that name it): English, which everybody asks for, says little (Salton and Buckley 1988).

>>> from dubao.postings import CodedPosting, Posting
>>> rows = [CodedPosting(Posting("a", str(n), None, "2026-03", "x"), ("c", "rtos"), "2152") for n in range(30)]
>>> rows += [CodedPosting(Posting("a", str(n), None, "2026-03", "x"), ("java", "sql"), "2512") for n in range(30)]
>>> profiles = OccupationProfiles.of(rows)
>>> profiles.nearest({"c": 1.0, "sql": 0.2})[0]
'2152'
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dubao.postings.coded import CodedPosting

__all__ = ["OccupationProfiles", "shares_of"]


@dataclass(frozen=True)
class OccupationProfiles:
    """Occupation → share of its postings by skill; how telling each skill is; postings behind each profile."""

    shares: Mapping[str, Mapping[str, float]]
    telling: Mapping[str, float]
    postings: Mapping[str, int]

    @classmethod
    def of(
        cls,
        records: Sequence[CodedPosting],
        *,
        least_postings: int = 20,
        among: Sequence[CodedPosting] | None = None,
    ) -> OccupationProfiles:
        """Profiles of the occupations with enough coded postings; ``among``: the postings that say how telling a skill is, these by default."""
        by_code: dict[str, list[CodedPosting]] = {}
        for record in records:
            if record.occupation:
                by_code.setdefault(record.occupation, []).append(record)
        kept = {code: rows for code, rows in sorted(by_code.items()) if len(rows) >= least_postings}
        return cls(
            {code: shares_of(rows) for code, rows in kept.items()},
            telling(records if among is None else among),
            {code: len(rows) for code, rows in kept.items()},
        )

    @classmethod
    def given(
        cls, shares: Mapping[str, Mapping[str, float]], records: Sequence[CodedPosting]
    ) -> OccupationProfiles:
        """Profiles of a table of the user (occupation → skill → share or importance), skills weighted by the postings at hand."""
        return cls(shares, telling(records), dict.fromkeys(shares, 0))

    def similarity(self, code: str, profile: Mapping[str, float], without: Iterable[str] = ()) -> float:
        """Cosine of the weighted profiles, 0 to 1, skills ``without`` left aside; 0 where they share nothing."""
        aside = set(without)
        one, two = (
            {s: v * self.telling.get(s, 0.0) for s, v in p.items() if s not in aside}
            for p in (self.shares[code], profile)
        )
        norm = math.sqrt(math.fsum(v * v for v in one.values()) * math.fsum(v * v for v in two.values()))
        return math.fsum(v * two.get(s, 0.0) for s, v in one.items()) / norm if norm > 0.0 else 0.0

    def covers(self, skills: Iterable[str], least: float) -> str:
        """The first occupation that names every one of the skills in at least such a share of its postings; empty for none."""
        wanted = list(skills)
        return next((c for c, p in self.shares.items() if all(p.get(s, 0.0) >= least for s in wanted)), "")

    def nearest(self, profile: Mapping[str, float], without: Iterable[str] = ()) -> tuple[str, float]:
        """The nearest occupation and its similarity; empty and 0 where there is none."""
        aside = tuple(without)
        best = max(((self.similarity(code, profile, aside), code) for code in self.shares), default=(0.0, ""))
        return (best[1], best[0]) if best[0] > 0.0 else ("", 0.0)


def shares_of(records: Iterable[CodedPosting]) -> dict[str, float]:
    """Share of postings that name each skill."""
    rows = list(records)
    counted = Counter(s for r in rows for s in r.skills)
    return {s: n / len(rows) for s, n in sorted(counted.items())}


def telling(records: Sequence[CodedPosting]) -> dict[str, float]:
    """ln(postings / postings that name the skill)."""
    counted = Counter(s for r in records for s in r.skills)
    return {s: math.log(len(records) / n) for s, n in sorted(counted.items())}
