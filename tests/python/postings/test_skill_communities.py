"""The graph of skills: association beyond chance, communities, stability."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from dubao.postings import CodedPosting, Posting
from dubao.postings.skill_communities import SHRINKING, SkillGraph, communities

PAIRS = [("a", "b"), ("b", "c"), ("a", "c"), ("x", "y"), ("y", "z"), ("x", "z"), ("c", "x")]


def rows(seed: int, both: float = 0.05, n: int = 400) -> list[CodedPosting]:
    rng = np.random.default_rng(seed)
    out = []
    for k in range(n):
        one, two = rng.uniform() < 0.3, rng.uniform() < 0.3
        named = [s for s in "abc" if one and rng.uniform() < 0.8] + [
            s for s in "xyz" if two and rng.uniform() < 0.8
        ]
        if rng.uniform() < both:
            named += ["c", "x"]
        out.append(
            CodedPosting(Posting("ab"[k % 2], str(k), None, "2026-01", "t"), tuple(sorted(set(named))))
        )
    return out


def test_the_lift_is_that_of_counts_within_sources_shrunk_to_one() -> None:
    data = rows(1)
    graph = SkillGraph.of(data, PAIRS)
    expected = 0.0
    for source in "ab":
        own = [set(r.skills) for r in data if r.posting.source == source]
        expected += sum("a" in s for s in own) * sum("b" in s for s in own) / len(own)
    seen = sum({"a", "b"} <= set(r.skills) for r in data)
    at = [tuple(graph.skills[k] for k in edge) for edge in graph.edges.tolist()].index(("a", "b"))
    assert graph.lifts(graph.naming)[at] == pytest.approx((seen + SHRINKING) / (expected + SHRINKING))


def test_two_sources_that_name_more_of_everything_are_no_association() -> None:
    rng = np.random.default_rng(5)
    data = [
        CodedPosting(Posting("ab"[k % 2], str(k), None, "2026-01", "t"), tuple(s for s in "pq" if rng.uniform() < (0.1, 0.8)[k % 2]))
        for k in range(2000)
    ]  # fmt: skip
    graph = SkillGraph.of(data, [("p", "q")])
    assert graph.lifts(graph.naming)[0] == pytest.approx(1.0, abs=0.06)
    pooled = SkillGraph(graph.skills, graph.edges, graph.naming, np.zeros(2000, dtype=int))
    assert pooled.lifts(pooled.naming)[0] > 1.3


def test_groups_are_found_and_a_loose_tie_does_not_join_them() -> None:
    found = communities(SkillGraph.of(rows(1), PAIRS), replicates=20)
    assert [c.skills for c in found] == [("a", "b", "c"), ("x", "y", "z")]
    assert all(c.stability > 0.9 for c in found)


def test_a_group_that_hangs_on_few_postings_is_unstable() -> None:
    rng = np.random.default_rng(2)
    noise = [
        CodedPosting(
            Posting("a", str(k), None, "2026-01", "t"), tuple(s for s in "abcdef" if rng.uniform() < 0.12)
        )
        for k in range(150)
    ]
    pairs = [(a, b) for a in "abcdef" for b in "abcdef" if a < b]
    found = communities(SkillGraph.of(noise, pairs), replicates=30)
    assert found and min(c.stability for c in found) < 0.75


def test_the_result_does_not_depend_on_the_seed_of_text_hashes() -> None:
    program = (
        "import sys; sys.path[:0] = ['tests/python/postings', 'tests/python/support']; from test_skill_communities import *; "
        "print(communities(SkillGraph.of(rows(1), PAIRS), replicates=5))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": "2"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.strip() == str(communities(SkillGraph.of(rows(1), PAIRS), replicates=5))


def test_no_association_no_group() -> None:
    alone = [CodedPosting(Posting("a", str(k), None, "2026-01", "t"), ("ab"[k % 2],)) for k in range(100)]
    assert communities(SkillGraph.of(alone, [("a", "b")]), replicates=10) == ()
