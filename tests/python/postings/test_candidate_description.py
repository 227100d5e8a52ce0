"""Description of a group of skills from its own postings."""

from __future__ import annotations

import pytest

from dubao.postings import CodedPosting, Posting
from dubao.postings.candidate_description import Bounds, GroupDescriber
from dubao.postings.pair_evidence import PairEvidence
from dubao.postings.skill_communities import Community

MONTHS = tuple(f"{y}-{m:02d}" for y in (2024, 2025) for m in range(1, 13))
GROUP = Community(("a", "b", "c", "d", "e", "f", "g"), 0.9)


def evidence(*skills: str) -> PairEvidence:
    return PairEvidence((skills[0], skills[1]), "2025-06", 1e6, "new", 0.9, "2025-03", 40, 0.0, 0.05, 3.0)


def posting(n: int, skills: str, code: str = "2529") -> CodedPosting:
    return CodedPosting(
        Posting("s", str(n), None, MONTHS[n % 24], "t", place="01"), tuple(sorted(skills)), code
    )


ROWS = [
    *(posting(n, "abc") for n in range(48)),  # an evidence pair and three of seven skills: its own
    *(posting(n, "ab") for n in range(24)),  # the pair, but two of seven skills
    *(posting(n, "cde") for n in range(24)),  # three skills, no pair
    *(posting(n, "xyz") for n in range(48)),
]


def test_its_postings_name_a_pair_and_a_third_of_its_skills() -> None:
    one = GroupDescriber(ROWS, MONTHS)(GROUP, (evidence("a", "b"), evidence("f", "g")))
    assert one.postings == 48 and one.since == "2025-03"
    assert {(m.postings, m.read) for m in one.months} == {(2, 6)}
    # Wilson at 90 %, 2 of 6: (2 + 1.3528) / 8.7055 ± 0.18895 √(4/3 + 0.6764).
    assert one.months[0].low == pytest.approx(0.1173, abs=5e-4) and one.months[0].high == pytest.approx(
        0.6530, abs=5e-4
    )
    assert one.pay is None and one.places[0].share == 1.0


def test_postings_with_one_of_its_pairs_are_no_part_of_the_profiles_it_is_compared_with() -> None:
    one = GroupDescriber(ROWS, MONTHS)(GROUP, (evidence("a", "b"), evidence("f", "g")))
    # 72 postings without its pairs remain, a third of which name c; a and b are named by none of them.
    assert set(one.training.skills_to_add) == {"a", "b", "f", "g"}
    assert one.training.field == "cybersecurity" and [m[0] for m in one.training.majors] == ["7480202"]


def test_reasons_against_a_group_are_all_given() -> None:
    hanging = GroupDescriber(ROWS, MONTHS, Bounds(least_postings=100))(
        Community(("a", "b"), 0.2), (evidence("a", "b"),)
    )
    assert set(hanging.rejected) >= {"few_skills", "one_skill", "unstable", "few_postings"}
    assert GroupDescriber(ROWS, MONTHS)(GROUP, (evidence("a", "b"), evidence("f", "g"))).rejected == ()
