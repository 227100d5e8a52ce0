"""Counts of coded postings: nothing is lost, both languages say the same figures."""

from __future__ import annotations

import re

from coded_titles import sample

from dubao.postings import OccupationCoder, summarise_codings

CODER = OccupationCoder.load()


def test_every_posting_is_counted_once_and_what_is_expected_right_is_near_what_is() -> None:
    rows = sample("test")
    codings = [CODER.code(row.title, row.text) for row in rows]
    summary = summarise_codings(codings)
    assert summary.by_words + summary.by_model + summary.undetermined == summary.postings == len(rows)
    assert (
        sum(summary.occupations.values()) == summary.coded
        and sum(summary.roles.values()) == summary.with_role
    )
    assert list(summary.occupations.values()) == sorted(summary.occupations.values(), reverse=True)
    right = sum(
        row.occupation == one.occupation for row, one in zip(rows, codings, strict=True) if one.occupation
    )
    # Standard deviation of the right ones among 293 at 0.93: below 5.
    assert abs(summary.expected_right - right) < 15


def test_both_languages_say_the_same_figures() -> None:
    summary = summarise_codings([CODER.code(row.title) for row in sample("train")] * 4)
    vi, en = summary.statements("vi"), summary.statements("en")
    assert len(vi) == len(en) == 3
    digits = [
        [re.sub(r"\D", "", number) for number in re.findall(r"\d[\d.,]*", text)]
        for text in (" ".join(vi), " ".join(en))
    ]
    assert sorted(digits[0]) == sorted(digits[1])
    assert "3.512 tin" in vi[0] and "3,512 postings" in en[0]


def test_nothing_and_nothing_but_undetermined_ones_are_said_as_such() -> None:
    assert summarise_codings([]).statements("en") == ()
    summary = summarise_codings([CODER.code("")] * 2)
    assert summary.coded == 0 and len(summary.statements("vi")) == 2
