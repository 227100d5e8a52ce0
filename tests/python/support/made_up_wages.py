"""Made-up coded postings with planted premia, for the regression of salaries."""

from __future__ import annotations

import numpy as np

from dubao.postings import CodedPosting, Posting

# Logarithm of pay; the others have none.
PLANTED = {"s0": 0.15, "s1": -0.10}
SKILLS = tuple(f"s{k}" for k in range(8))


def wage_postings(seed: int, rows: int = 700, employers: int = 90) -> list[CodedPosting]:
    """Roles that pay differently and name skills differently, employers with levels of their own, ranges of random width."""
    rng = np.random.default_rng(seed)
    level = rng.normal(0.0, 0.12, employers)
    leaning = rng.uniform(0.08, 0.5, (3, len(SKILLS)))
    out = []
    for n in range(rows):
        role, place, employer = int(rng.integers(3)), int(rng.integers(4)), int(rng.integers(employers))
        years = int(rng.integers(0, 8))
        named = tuple(s for k, s in enumerate(SKILLS) if rng.uniform() < leaning[role, k])
        log = (
            16.5 + 0.3 * role - 0.08 * place + 0.07 * years + level[employer] + sum(PLANTED.get(s, 0.0) for s in named)
            + float(rng.normal(0.0, 0.1 + 0.08 * role))
        )  # fmt: skip
        middle, half = float(np.exp(log)), float(rng.uniform(0.05, 0.25))
        posting = Posting(
            "a", str(n), None, f"2026-{int(rng.integers(1, 13)):02d}", "x", place=f"p{place}", employer=f"e{employer}",
            salary_low=middle * (1 - half), salary_high=middle * (1 + half), salary_currency="VND", salary_period="month", salary_status="stated",
        )  # fmt: skip
        out.append(CodedPosting(posting, named, role=f"r{role}", experience=years))
    return out
