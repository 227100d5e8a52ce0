"""Postings of one employer are not as many independent ones."""

from __future__ import annotations

import random

import pytest

from dubao.postings import CodedPosting, Posting
from dubao.postings.voices import employer_design_effect


def coded(employer: str, *skills: str) -> CodedPosting:
    return CodedPosting(Posting("a", "", None, "", "x", employer=employer), skills)


def test_two_employers_of_one_mind_each_are_two_voices() -> None:
    rows = [coded("An", "sql")] * 50 + [coded("Bình")] * 50
    assert employer_design_effect(rows) == 100.0
    assert (
        employer_design_effect([coded("AN", "sql")] * 25 + [coded("an")] * 25 + [coded("Bình")] * 50) < 100.0
    )


def test_postings_without_an_employer_stand_for_themselves() -> None:
    rows = [coded("", "sql")] * 5 + [coded("")] * 5
    # Ten voices: 10/9 · Σ (m − p)² = 10/9 · 10/4, over n p (1 − p) = 10/4.
    assert employer_design_effect(rows) == pytest.approx(10 / 9)
    assert employer_design_effect([]) == 1.0


def test_the_order_changes_no_bit_and_other_skills_do_not_count() -> None:
    rows = [coded(f"e{n % 7}" if n % 3 else "", *("sql", "go", "c")[: n % 4]) for n in range(60)]
    mixed = random.Random(1).sample(rows, len(rows))
    assert employer_design_effect(rows) == employer_design_effect(mixed)
    assert employer_design_effect(rows, ["sql"]) == employer_design_effect(
        [coded(r.posting.employer, *(s for s in r.skills if s == "sql")) for r in rows]
    )
