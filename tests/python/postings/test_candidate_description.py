"""Description of a group of skills from its own postings."""

from __future__ import annotations

import pytest

from dubao.postings import CodedPosting, Posting
from dubao.postings.candidate_description import Bounds, GroupDescriber
from dubao.postings.pair_evidence import PairEvidence
from dubao.postings.skill_communities import Community

MONTHS = tuple(f"{y}-{m:02d}" for y in (2024, 2025) for m in range(1, 13))
GROUP = Community(("a", "b", "c", "d", "e", "f", "g"), 0.9)


def evidence(*skills: str, since: str = "2025-03") -> PairEvidence:
    return PairEvidence((skills[0], skills[1]), "2025-06", 1e6, "new", 0.9, since, 40, 0.0, 0.05, 3.0)


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
    # Jeffreys at 90 %, 2 of 6: qbeta(c(0.05, 0.95), 2.5, 4.5) of R 4.2.2.
    assert (one.months[0].low, one.months[0].high) == (
        pytest.approx(0.1042705, abs=1e-6),
        pytest.approx(0.6591980, abs=1e-6),
    )
    assert one.pay is None and one.places[0].share == 1.0


def test_postings_with_one_of_its_pairs_are_no_part_of_the_profiles_it_is_compared_with() -> None:
    one = GroupDescriber(ROWS, MONTHS)(GROUP, (evidence("a", "b", since=MONTHS[0]), evidence("f", "g")))
    # 72 postings without its pairs remain, a third of which name c; a and b are named by none of them.
    assert set(one.training.skills_to_add) == {"a", "b", "f", "g"}
    assert one.training.field == "cybersecurity" and [m[0] for m in one.training.majors] == ["7480202"]


def test_reasons_against_a_group_are_all_given() -> None:
    hanging = GroupDescriber(ROWS, MONTHS, Bounds(least_postings=100))(
        Community(("a", "b"), 0.2), (evidence("a", "b"),)
    )
    assert set(hanging.rejected) >= {"few_skills", "one_skill", "unstable", "few_postings"}
    assert GroupDescriber(ROWS, MONTHS)(GROUP, (evidence("a", "b"), evidence("f", "g"))).rejected == ()


def test_an_occupation_that_grows_is_known_by_its_own_past() -> None:
    # From the month of the pairs on nearly every posting of 2512 names them; before, a few did. What remains without pairs tells nothing.
    grown = [
        CodedPosting(Posting("s", f"{t}-{n}", None, month, "t"), ("a", "b", "c"), "2512")
        for t, month in enumerate(MONTHS)
        for n in range(3 if month < "2025-03" else 30)
    ]
    others = [posting(n, "xyz", "2523") for n in range(240)]
    one = GroupDescriber([*grown, *others], MONTHS)(
        Community(("a", "b", "c"), 1.0), (evidence("a", "b"), evidence("b", "c"), evidence("a", "c"))
    )
    assert (
        one.nearest_code == "2512" and one.similarity == pytest.approx(1.0) and one.rejected == ("covered",)
    )


def test_words_that_nobody_used_before_tell_the_old_profile_apart() -> None:
    before = [posting(n, "cd", "2512") for n in range(240) if MONTHS[n % 24] < "2025-03"]
    new = [posting(n, "abcd", "2512") for n in range(240) if MONTHS[n % 24] >= "2025-03"]
    old = [posting(n, "cd", "2512") for n in range(240) if MONTHS[n % 24] >= "2025-03"]
    pairs = (evidence("a", "b"), evidence("a", "c"), evidence("b", "d"))
    others = [posting(n, "xyz", "2523") for n in range(480)]
    one = GroupDescriber([*before, *new, *old, *others], MONTHS)(Community(("a", "b", "c", "d"), 1.0), pairs)
    assert one.nearest_code == "2512" and 0.1 < one.similarity < 0.6 and one.rejected == ()
