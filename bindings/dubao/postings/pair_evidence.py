"""Which pairs of skills are named together more and more often: e-values of pairs, with a bound on false ones.

>>> smallest_values(4, 0.1, 2)
20.0
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from dubao.labour.emergence import STATES, TermCounts, describe, detect
from dubao.labour.results import Result
from dubao.postings.coded import CodedPosting
from dubao.postings.counting import PAIR_JOINT, count_pairs

__all__ = ["PairEvidence", "PairSearch", "rising_pairs", "smallest_values"]


@dataclass(frozen=True)
class PairEvidence(Result):
    """A pair of skills whose share of postings rises.

    Attributes
    ----------
    skills : tuple of str
        The two, in alphabetical order.
    flagged : str
        First month in which it was flagged.
    e_value : float
        After the adjustment for having looked every month: without growth it is at least E at most once in E times.
    state, probability : str, float
        Likeliest of :data:`dubao.labour.emergence.STATES` (equal weights beforehand), and its probability.
    since : str
        Month in which the rise or appearance began; empty for a state without one.
    postings : int
    share_before, share_now : float
        Of the first and of the last twelve months.
    lift : float
        Postings of the last months that name both, over those expected if skills were named independently within a source; shrunk to 1.
    """

    skills: tuple[str, str]
    flagged: str
    e_value: float
    state: str
    probability: float
    since: str
    postings: int
    share_before: float
    share_now: float
    lift: float


@dataclass(frozen=True)
class PairSearch:
    """All pairs looked at.

    Attributes
    ----------
    pairs : tuple of PairEvidence
        The flagged ones; ``lift`` is filled by the graph.
    counted, possible : int
        Pairs counted; pairs of all skills seen, which the bound is for.
    alpha : float
    postings : int
        With a month.
    """

    pairs: tuple[PairEvidence, ...]
    counted: int
    possible: int
    alpha: float
    postings: int


def smallest_values(possible: int, alpha: float, reported: int) -> float:
    """e-value that each of so many reported pairs must reach for the bound to hold: K/(α k)."""
    return possible / (alpha * reported)


def rising_pairs(
    records: Sequence[CodedPosting],
    *,
    alpha: float,
    least_pair: int,
    yearly_wave: bool = True,
    n_jobs: int = -1,
) -> PairSearch:
    """Flags the pairs whose share of postings rises, source by source.

    Pairs below ``least_pair`` postings are not computed and count as without evidence, so that the bound is for all pairs of the
    skills seen: what is left out costs power, never the bound.
    """
    skills_of = {id(r.posting): r.skills for r in records}
    counted = count_pairs((r.posting for r in records), lambda p: skills_of[id(p)], at_least=least_pair)
    counts = counted.counts
    vocabulary = sorted({s for r in records for s in r.skills})
    possible = len(vocabulary) * (len(vocabulary) - 1) // 2
    read = counted.postings - counted.without_month
    if not counts.terms:
        return PairSearch((), 0, possible, alpha, read)
    # K counted pairs at level α·K/possible have the thresholds of all pairs at level α.
    found = detect(counts, alpha=alpha * len(counts.terms) / possible, yearly_wave=yearly_wave, n_jobs=n_jobs)
    rows = [k for k, t in enumerate(found.terms) if t.flagged]
    if not rows:
        return PairSearch((), len(counts.terms), possible, alpha, read)
    flagged = _only(counts, rows)
    states = describe(flagged, weights=dict.fromkeys(STATES, 1.0 / len(STATES)), n_jobs=n_jobs)
    parts = _parts(records, set(flagged.terms))
    return PairSearch(
        tuple(
            PairEvidence(
                parts[term.term], term.flagged, term.evidence, told.state, told.probabilities[told.state], told.change,
                int(counts.counts[k].sum()), term.share_before, term.share_now, math.nan,
            )
            for k, term, told in ((k, found.terms[k], states[i]) for i, k in enumerate(rows))
        ),
        len(counts.terms), possible, alpha, read,
    )  # fmt: skip


def _only(counts: TermCounts, rows: list[int]) -> TermCounts:
    return TermCounts(
        tuple(counts.terms[k] for k in rows),
        counts.months,
        counts.sources,
        counts.counts[np.array(rows)],
        counts.postings,
    )


def _parts(records: Sequence[CodedPosting], wanted: set[str]) -> dict[str, tuple[str, str]]:
    """Written pair → its skills; names may hold the joint."""
    out: dict[str, tuple[str, str]] = {}
    for skills in {r.skills for r in records}:
        for a, b in combinations(skills, 2):
            written = f"{a}{PAIR_JOINT}{b}"
            if written in wanted:
                out[written] = (a, b)
        if len(out) == len(wanted):
            break
    return out
