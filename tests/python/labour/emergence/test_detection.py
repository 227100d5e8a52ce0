"""Flags on simulated vocabularies: few are false, most of what rises clearly is found, a change of sources is no trend."""

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour import emergence

MONTHS = [f"{y}-{m:02d}" for y in range(2020, 2025) for m in range(1, 13)]
ALPHA = 0.1


def vocabulary(seed: int, terms: int = 200, risers: int = 30) -> tuple[emergence.TermCounts, np.ndarray]:
    """The first terms rise by 1 in log-odds a year from the third year on; months wobble and shake together."""
    rng = np.random.default_rng(seed)
    years = np.maximum(np.arange(60) - 24, 0) / 12
    logit = np.log(10.0 ** rng.uniform(-2.5, -1, terms))[:, None] + rng.normal(0, 0.05, 60)[None]
    logit[:risers] += years
    p = 1 / (1 + np.exp(-logit))
    p = rng.beta(p * 300, (1 - p) * 300)
    postings = np.full((60, 1), 600.0)
    counts = rng.binomial(600, p).astype(float)[:, :, None]
    names = tuple(str(k) for k in range(terms))
    return emergence.TermCounts(names, tuple(MONTHS), ("",), counts, postings), np.arange(terms) < risers


def test_few_flags_are_false_at_every_look_and_most_risers_are_found():
    proportions, hits = [], []
    for seed in range(3):
        counts, rises = vocabulary(seed)
        found = emergence.detect(counts, alpha=ALPHA)
        month = np.array([t.flagged or "9999-99" for t in found.terms])
        worst = max(((month <= m) & ~rises).sum() / max(1, (month <= m).sum()) for m in MONTHS)
        proportions.append(worst)
        hits.append(np.mean([bool(t.flagged) for t, r in zip(found.terms, rises, strict=True) if r]))
    assert np.mean(proportions) <= ALPHA
    assert np.mean(hits) > 0.6


def test_a_source_that_begins_and_mentions_the_term_more_is_no_rise():
    rng = np.random.default_rng(3)
    postings = np.stack([np.full(60, 500.0), np.where(np.arange(60) < 30, 0.0, 500.0)], axis=1)
    share = np.array([0.01, 0.08])
    counts = rng.binomial(postings.astype(int), share)[None].astype(float)
    by_source = emergence.TermCounts(("x",), tuple(MONTHS), ("a", "b"), counts, postings)
    mixed = emergence.TermCounts(
        ("x",), tuple(MONTHS), ("",), counts.sum(axis=2, keepdims=True), postings.sum(axis=1, keepdims=True)
    )
    assert not emergence.detect(by_source).flagged
    assert emergence.detect(mixed).flagged  # what would be seen without knowing the sources


def test_flags_of_a_month_contain_those_of_the_month_before_and_need_nothing_of_the_future():
    counts, _ = vocabulary(11, terms=60, risers=15)
    whole = emergence.detect(counts, alpha=ALPHA)
    early = emergence.detect(counts.until("2023-12"), alpha=ALPHA)
    assert {t.term: t.flagged for t in whole.flagged if t.flagged <= "2023-12"} == {
        t.term: t.flagged for t in early.flagged
    }


def test_a_count_above_the_postings_names_its_term():
    counts = emergence.TermCounts(("go",), ("2024-01",), ("",), np.array([[[9.0]]]), np.array([[5.0]]))
    with pytest.raises(InputError, match="go"):
        emergence.detect(counts)
