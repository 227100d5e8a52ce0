"""Repeats: precision and recall on constructed ones, and what must not depend on anything."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_postings import constructed, posting_of

from dubao.postings import DuplicateSettings, Posting, count_terms, deduplicate

# 50 of each kind.
ORIGINALS = 550
# Floors below what is measured (printed), above what a threshold on its own would give.
LEAST_PRECISION = 0.99
LEAST_RECALL = 0.95


def test_precision_and_recall_on_constructed_near_duplicates(capsys) -> None:
    made = constructed(ORIGINALS, seed=20261123)
    number = {p.id: t for p, t in zip(made.postings, made.truth, strict=True)}
    kind = {p.id: k for p, k in zip(made.postings, made.kind, strict=True)}
    found = deduplicate(made.postings)
    right = [number[r.posting.id] == number[r.of.id] for r in found.repeats]
    repeats = len(made.truth) - len(set(made.truth))
    precision, recall = sum(right) / len(right), sum(right) / repeats
    by_kind = Counter(kind[r.posting.id] for r in found.repeats)
    given_kind = Counter(made.kind)
    with capsys.disabled():
        print(
            f"\nprecision {precision:.3f}, recall {recall:.3f} ({len(right)} repeats found, {repeats} constructed)"
        )
        for name in given_kind:
            print(f"  {name}: {by_kind[name]} of {given_kind[name]} taken for a repeat")
    assert precision >= LEAST_PRECISION
    assert recall >= LEAST_RECALL
    assert all(by_kind[name] == given_kind[name] for name in ("copied", "edited_1"))
    assert all(
        by_kind[name] == 0 for name in ("original", "other_place", "other_level", "months_later", "template")
    )


def test_every_posting_is_kept_or_named_as_a_repeat() -> None:
    made = constructed(90, seed=3)
    found = deduplicate(made.postings)
    ids = [p.id for p in found.postings] + [r.posting.id for r in found.repeats]
    assert Counter(ids) == Counter(p.id for p in made.postings)
    assert found.given == len(made.postings)
    kept = set(found.postings)
    assert all(r.of in kept for r in found.repeats)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_rows_in_another_order_give_the_same_result_and_counts(seed: int) -> None:
    made = constructed(27, seed=5)
    rows = [*made.postings, replace(made.postings[0], date=None, month="")]
    shuffled = random.Random(seed).sample(rows, len(rows))
    one, other = deduplicate(rows), deduplicate(shuffled)
    assert one == other
    count = lambda found: count_terms(found.postings, lambda p: p.title.split())  # noqa: E731
    assert (count(one).counts.counts == count(other).counts.counts).all()


def test_same_source_and_id_is_one_posting_whatever_the_day() -> None:
    one = posting_of(random.Random(1), 1)
    again = replace(one, date=one.date + timedelta(days=200), month="2026-08")
    found = deduplicate([again, one])
    assert found.postings == (one,)
    assert found.by_reason() == {"same_id": 1, "near_text": 0, "same_key": 0}
    assert found.repeats[0].days == 200


def test_an_id_given_to_another_post_keeps_both() -> None:
    one, other = posting_of(random.Random(1), 1), posting_of(random.Random(2), 1)
    found = deduplicate([replace(one, title="Tester"), replace(other, title="Kỹ sư dữ liệu")])
    assert len(found.postings) == 2
    assert found.ids_reused == 1


def test_short_postings_are_one_only_with_the_same_employer_title_and_place() -> None:
    day = date(2026, 3, 1)
    one = Posting("a", "1", day, "2026-03", "Lập trình viên Java", "", "Hà Nội", "Công ty An")
    same = replace(one, source="b", title="LẬP TRÌNH VIÊN  JAVA", date=date(2026, 3, 9))
    others = [
        replace(one, id="2", employer="Công ty Bình"),
        replace(one, id="3", employer=""),
        replace(one, id="4", employer=""),
    ]
    found = deduplicate([one, same, *others])
    assert found.by_reason()["same_key"] == 1
    assert len(found.postings) == 4


@pytest.mark.parametrize(("days", "kept"), [(29, 1), (30, 2)])
def test_what_comes_after_the_window_is_a_new_advertisement(days: int, kept: int) -> None:
    one = posting_of(random.Random(1), 1)
    later = replace(one, source="b", date=one.date + timedelta(days=days))
    assert len(deduplicate([one, later], DuplicateSettings(window_days=30)).postings) == kept


def test_a_posting_without_a_date_repeats_one_with_a_date() -> None:
    one = posting_of(random.Random(1), 1)
    found = deduplicate([replace(one, source="b", date=None, month=""), one])
    assert found.postings == (one,)
    assert found.undated == 1
    assert found.repeats[0].days is None


def test_a_text_posted_in_many_places_takes_no_quadratic_time() -> None:
    one = posting_of(random.Random(1), 1)
    rows = [replace(one, id=str(n), place=f"Xã {n}") for n in range(400)]
    assert len(deduplicate(rows).postings) == 400


def test_nothing_gives_nothing() -> None:
    found = deduplicate([])
    assert (found.postings, found.repeats, found.given) == ((), (), 0)


def test_settings_and_library_stand_in_the_result_and_its_sentences() -> None:
    chosen = DuplicateSettings(threshold=0.8, seed=7)
    found = deduplicate(constructed(9, seed=1).postings, chosen)
    assert found.settings == chosen
    assert found.library.startswith("rensa 0.")
    assert "0,8" in found.statements("vi")[1] and "seed 7" in found.statements("en")[1]


def test_without_the_library_the_message_names_what_to_install(monkeypatch) -> None:
    import sys

    from dubao.errors import MissingExtraError

    monkeypatch.setitem(sys.modules, "rensa", None)
    with pytest.raises(MissingExtraError) as caught:
        deduplicate(constructed(9, seed=1).postings)
    assert caught.value.id == "E-EXT-001"
    assert "dubao[postings]" in caught.value.problems[0].remedy_vi
