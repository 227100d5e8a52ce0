"""Counts of terms and pairs."""

from __future__ import annotations

import random
from datetime import date
from itertools import combinations

import pytest
from made_up_postings import posting_of

from dubao.errors import InputError
from dubao.postings import Posting, count_pairs, count_terms


def words(posting: Posting) -> list[str]:
    return posting.title.split()


def test_counts_are_those_of_a_plain_loop_and_independent_of_order() -> None:
    random_ = random.Random(4)
    rows = [posting_of(random_, n, source=random_.choice("ab")) for n in range(200)]
    counts = count_terms(rows, words).counts
    for t, term in enumerate(counts.terms):
        for m, month in enumerate(counts.months):
            for s, source in enumerate(counts.sources):
                expected = sum(term in words(p) for p in rows if (p.month, p.source) == (month, source))
                assert counts.counts[t, m, s] == expected
    assert counts.postings.sum() == 200
    again = count_terms(random_.sample(rows, 200), words).counts
    assert again.terms == counts.terms and (again.counts == counts.counts).all()


def test_pairs_are_counted_once_a_posting_in_alphabetical_order() -> None:
    rows = [Posting("a", "", date(2026, 1, 1), "2026-01", t) for t in ("SQL Java SQL", "Java SQL", "Go")]
    found = count_pairs(rows, words, at_least=1)
    assert found.counts.terms == ("Java + SQL",)
    assert found.counts.counts.tolist() == [[[2.0]]]
    assert found.counts.postings.tolist() == [[3.0]]
    assert count_pairs(rows, words, at_least=3).left_out == 1


def test_what_is_not_counted_is_stated() -> None:
    rows = [
        Posting("a", "", None, "", "Java"),
        Posting("a", "", date(2026, 1, 1), "2026-01", ""),
        Posting("a", "", date(2026, 1, 1), "2026-01", "Go"),
    ]
    found = count_terms(rows, words)
    assert (found.postings, found.without_month, found.without_terms) == (3, 1, 1)
    assert found.counts.postings.sum() == 2


def test_a_posting_that_lists_everything_gives_no_pairs() -> None:
    many = Posting("a", "", date(2026, 1, 1), "2026-01", " ".join(f"t{n}" for n in range(61)))
    found = count_pairs([many], words, at_least=1)
    assert (found.too_many_terms, found.counts.terms) == (1, ())
    assert len(list(combinations(range(60), 2))) == len(
        count_pairs(
            [Posting("a", "", None, "2026-01", " ".join(f"t{n}" for n in range(60)))], words, at_least=1
        ).counts.terms
    )


@pytest.mark.parametrize(
    ("rows", "coder", "id"),
    [
        ([Posting("a", "", None, "", "Java")], words, "E-POST-007"),
        ([Posting("a", "", None, "2026-01", "Java")], lambda p: [1], "E-POST-008"),
        ([Posting("a", "", None, "2026-01", "Java")], lambda p: [""], "E-POST-008"),
    ],
)
def test_what_cannot_be_counted_is_an_error_in_both_languages(rows: list, coder, id: str) -> None:
    with pytest.raises(InputError) as caught:
        count_terms(rows, coder)
    assert caught.value.id == id
    assert caught.value.problems[0].vi and caught.value.problems[0].en
