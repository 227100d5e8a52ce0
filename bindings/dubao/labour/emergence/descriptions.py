"""What a term does: probabilities of its states, growth, and when it began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dubao import _core
from dubao.labour.emergence.term_counts import TermCounts
from dubao.labour.results import Result

STATES = ("stable", "rising", "fading", "new", "cyclical")


@dataclass(frozen=True)
class TermDescription(Result):
    """One term.

    Attributes
    ----------
    term : str
    probabilities : dict
        Of the five states of :data:`STATES`; they sum to 1.
    growth, growth_low, growth_high : float
        Odds in a year divided by odds now, from the recent months, with the interval of the level asked for.
    change, change_low, change_high : str
        Month in which the likeliest rise, fade or appearance began, with its interval; empty for stable and cyclical terms.
    """

    term: str
    probabilities: dict[str, float]
    growth: float
    growth_low: float
    growth_high: float
    change: str
    change_low: str
    change_high: str

    @property
    def state(self) -> str:
        """The likeliest state."""
        return max(self.probabilities, key=lambda s: self.probabilities[s])


def describe(
    counts: TermCounts,
    *,
    weights: Mapping[str, float] | None = None,
    stray_share: float = 2e-4,
    recent_months: int = 24,
    level: float = 0.8,
    n_jobs: int = -1,
) -> tuple[TermDescription, ...]:
    """Probabilities that each term is stable, rising, fading, new or cyclical.

    Parameters
    ----------
    counts : TermCounts
        At least 12 months.
    weights : mapping, optional
        Expected shares of the five states among all terms; learnt from the vocabulary when left out, which needs many terms.
    stray_share : float
        Share of postings that mention a term before it exists (homonyms, mistakes).
    recent_months : int
        Months the growth is read from, at least 6.
    level : float
        Of the intervals.
    n_jobs : int
        Threads; -1 for all cores.

    Returns
    -------
    tuple of TermDescription

    Raises
    ------
    dubao.errors.InputError
        E-EMG-002, E-EMG-003 (counts), E-EMG-004 (too few months, weights, level).

    Notes
    -----
    Probabilities describe; they are not protected against reading them every month. :func:`detect` decides.

    Examples
    --------
    >>> months = [f"{y}-{m:02d}" for y in (2021, 2022, 2023, 2024) for m in range(1, 13)]
    >>> rows = [("steady", m, 20) for m in months] + [("docker", m, 0 if i < 30 else 25) for i, m in enumerate(months)]
    >>> one, two = describe(TermCounts.from_rows(rows, [(m, 400) for m in months]), weights=dict.fromkeys(STATES, 0.2))
    >>> one.state, two.state, two.change
    ('stable', 'new', '2023-07')
    """
    raw = _core.labour.describe_terms(
        counts.counts,
        counts.postings,
        list(counts.terms),
        [] if weights is None else [float(weights.get(s, 0.0)) for s in STATES],
        float(stray_share),
        int(recent_months),
        float(level),
        0 if n_jobs < 0 else int(n_jobs),
    )
    probability, growth, change = (np.asarray(raw[k]) for k in ("probability", "growth", "change"))

    def month(index: int) -> str:
        return counts.months[index - 1] if index else ""

    return tuple(
        TermDescription(
            term=term,
            probabilities=dict(zip(STATES, (float(p) for p in probability[k]), strict=True)),
            growth=float(growth[k, 0]),
            growth_low=float(growth[k, 1]),
            growth_high=float(growth[k, 2]),
            change=month(int(change[k, 0])),
            change_low=month(int(change[k, 1])),
            change_high=month(int(change[k, 2])),
        )
        for k, term in enumerate(counts.terms)
    )
