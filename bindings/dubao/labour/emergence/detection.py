"""Which terms rise (or fade): flags whose expected share of false ones is bounded, at every monthly look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from dubao import _core
from dubao.labour.emergence.term_counts import TermCounts
from dubao.labour.results import Result, frozen

RECENT = 12


@dataclass(frozen=True)
class TermEvidence(Result):
    """One term.

    Attributes
    ----------
    term : str
    flagged : str
        Month of the flag, empty where there is none.
    evidence : float
        e-value after the adjustment for having looked every month: 20 means that without growth so much is seen at most once in
        20 times; 0 where nothing ever spoke for growth.
    share_before, share_now : float
        Share of the postings of the first and of the last 12 months.
    """

    term: str
    flagged: str
    evidence: float
    share_before: float
    share_now: float


@dataclass(frozen=True)
class Detection(Result):
    """Flags of a vocabulary.

    Attributes
    ----------
    terms : tuple of TermEvidence
        In the order of the counts.
    alpha : float
        Bound of the expected share of false flags.
    log_lasting : ndarray, terms × months
        Logarithm of the evidence as it stood at the end of each month; it never falls.
    months : tuple of str
    direction : {"rising", "fading"}
    """

    terms: tuple[TermEvidence, ...]
    alpha: float
    log_lasting: np.ndarray
    months: tuple[str, ...]
    direction: str

    @property
    def flagged(self) -> tuple[TermEvidence, ...]:
        """The flagged terms, earliest first."""
        return tuple(
            sorted((t for t in self.terms if t.flagged), key=lambda t: (t.flagged, -t.evidence, t.term))
        )


def detect(
    counts: TermCounts,
    *,
    alpha: float = 0.1,
    direction: Literal["rising", "fading"] = "rising",
    largest_growth: float = 0.0,
    yearly_wave: bool = True,
    n_jobs: int = -1,
) -> Detection:
    """Flags the terms whose share of postings rises (or fades).

    The evidence of a term is an e-process against "no growth": any level for each source, any month-to-month wobble, a yearly wave
    from 24 months on. It can be looked at every month, and terms may move together; the flags of a month contain those of the month
    before. What a flag says is that the share rose, not that the occupation is new: see :func:`describe`.

    Parameters
    ----------
    counts : TermCounts
        A share that wanders without a level (a random walk) is no null: its rises are rises.
    alpha : float
        Expected share of false flags, at most; in (0, 1).
    direction : {"rising", "fading"}
    largest_growth : float
        Growth of the odds a year, in logarithms, that still counts as none: 0.1 is about 10 % a year.
    yearly_wave : bool
        Whether a season counts as no growth.
    n_jobs : int
        Threads; -1 for all cores. The result does not depend on it.

    Returns
    -------
    Detection

    Raises
    ------
    dubao.errors.InputError
        E-EMG-001 (alpha), E-EMG-002 (options), E-EMG-003 (counts that are none or above the postings; term and month named).

    Notes
    -----
    Wasserman, Ramdas and Balakrishnan (2020), section 8; Wang and Ramdas (2022). Cost grows with the square of the months.

    Examples
    --------
    >>> months = [f"{y}-{m:02d}" for y in (2022, 2023, 2024) for m in range(1, 13)]
    >>> rows = [("steady", m, 10) for m in months] + [("docker", m, 2 + i * i // 12) for i, m in enumerate(months)]
    >>> found = detect(TermCounts.from_rows(rows, [(m, 400) for m in months]))
    >>> [t.term for t in found.flagged]
    ['docker']
    """
    raw = _core.labour.vocabulary_evidence(
        counts.counts,
        counts.postings,
        list(counts.terms),
        float(alpha),
        direction == "fading",
        float(largest_growth),
        bool(yearly_wave),
        0 if n_jobs < 0 else int(n_jobs),
    )
    lasting = np.asarray(raw["log_lasting"], dtype=float)
    first = np.asarray(raw["first_flagged"]).ravel()
    before, now = counts.shares(slice(0, RECENT)), counts.shares(slice(-RECENT, None))
    terms = tuple(
        TermEvidence(
            term=term,
            flagged=counts.months[int(first[k]) - 1] if first[k] else "",
            evidence=float(np.exp(lasting[k, -1])),
            share_before=float(before[k]),
            share_now=float(now[k]),
        )
        for k, term in enumerate(counts.terms)
    )
    return Detection(terms, float(alpha), frozen(lasting), counts.months, direction)
