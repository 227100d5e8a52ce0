"""Skill profiles of occupations."""

from __future__ import annotations

import math

import pytest

from dubao.postings import CodedPosting, Posting
from dubao.postings.occupation_profiles import OccupationProfiles, shares_of, telling


def rows(code: str, n: int, *skills: str) -> list[CodedPosting]:
    return [
        CodedPosting(Posting("a", str(k), None, "2026-01", "t"), tuple(sorted(skills)), code)
        for k in range(n)
    ]


DATA = [
    *rows("2512", 60, "java", "sql", "english"),
    *rows("2152", 30, "c", "english"),
    *rows("2523", 5, "cisco"),
    *rows("", 5, "sql"),
]


def test_profiles_are_shares_and_rare_occupations_have_none() -> None:
    found = OccupationProfiles.of(DATA)
    assert found.postings == {"2152": 30, "2512": 60}
    assert found.shares["2512"] == {"english": 1.0, "java": 1.0, "sql": 1.0}
    assert shares_of(DATA)["english"] == pytest.approx(0.9)
    assert telling(DATA)["english"] == pytest.approx(-math.log(0.9))


def test_similarity_is_the_cosine_weighted_by_how_telling_a_skill_is() -> None:
    found = OccupationProfiles.of(DATA)
    sql, java, english = (found.telling[s] for s in ("sql", "java", "english"))
    own = math.sqrt(sql**2 + java**2 + english**2)
    assert found.similarity("2512", {"java": 1.0, "english": 1.0}) == pytest.approx(
        (java**2 + english**2) / (own * math.sqrt(java**2 + english**2))
    )
    assert found.similarity("2512", {"unheard": 1.0}) == 0.0
    # English alone is in both; what tells decides.
    assert found.nearest({"english": 1.0, "c": 0.5})[0] == "2152"
    assert found.nearest({"unheard": 1.0}) == ("", 0.0)


def test_skills_may_be_left_aside() -> None:
    found = OccupationProfiles.of(DATA)
    assert found.similarity("2512", {"java": 1.0, "sql": 1.0, "english": 1.0}) == pytest.approx(1.0)
    assert found.similarity("2512", {"java": 1.0, "c": 1.0}, without=["c"]) == found.similarity(
        "2512", {"java": 1.0}
    )


def test_an_occupation_covers_skills_that_enough_of_its_postings_name() -> None:
    found = OccupationProfiles.given({"2512": {"java": 0.4, "sql": 0.2}}, DATA)
    assert found.covers(["java", "sql"], 0.2) == "2512" and found.covers(["java", "sql"], 0.3) == ""
