"""Whose words postings are: those of one employer repeat each other, so that they know less than as many of many employers.

>>> from dubao.postings import CodedPosting, Posting
>>> rows = [CodedPosting(Posting("a", str(n), None, "", "x", employer="An" if n < 50 else "Bình"), ("sql",) if n < 50 else ()) for n in range(100)]
>>> employer_design_effect(rows)
100.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from dubao import _core
from dubao.postings.coded import CodedPosting

__all__ = ["employer_design_effect"]


def employer_design_effect(records: Sequence[CodedPosting], skills: Collection[str] | None = None) -> float:
    """Design effect of postings over employers, one for all their skills; 1 without postings.

    Parameters
    ----------
    records : sequence of CodedPosting
        A posting without an employer stands for itself. The order does not matter, to the last bit.
    skills : collection of str, optional
        Skills it is measured on; all when left out.

    Notes
    -----
    Kish (1965), "Survey Sampling", 8.2; formula at ``lib/include/dubao/labour/skill_share.hpp``.
    """
    if not records:
        return 1.0
    again: Counter[str] = Counter()
    voices = []
    for record in records:
        voice = record.posting.employer.casefold()
        if not voice:
            # Postings without an employer differ by nothing but their skills: which of them is which is all one.
            alone = "\0" + "|".join(record.skills)
            again[alone] += 1
            voice = f"{alone}\0{again[alone]}"
        voices.append(voice)
    column = {voice: place for place, voice in enumerate(sorted(set(voices)))}
    at = [column[voice] for voice in voices]
    measured = sorted({s for r in records for s in r.skills} if skills is None else set(skills))
    row = {skill: place for place, skill in enumerate(measured)}
    mentions = np.zeros((len(row), len(column)))
    for place, record in zip(at, records, strict=True):
        for skill in record.skills:
            if skill in row:
                mentions[row[skill], place] += 1
    sizes = np.bincount(at, minlength=len(column)).astype(float)
    return float(_core.labour.mention_design_effect(mentions, sizes))
