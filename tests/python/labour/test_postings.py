"""Postings: counted once, calibrated to official margins, and used for the next figure only where that helps."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao import labour
from dubao.errors import InputError
from dubao.models import Drift, Naive

MET = 1e-9
AD = {"source": "a", "employer": "FPT", "title": "Kỹ sư phần mềm", "place": "Hà Nội", "date": "2026-04-02"}

names = st.sampled_from(["x", "y", "z"])
ads = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["a", "b", "c"]), "employer": names, "title": names, "place": names,
        "date": st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    }
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.lists(ads, max_size=40), st.integers(1, 90))
def test_counts_are_those_of_sets_of_keys(records, window) -> None:
    found = labour.deduplicate(records, window_days=window)
    # An independent way: the window of a record begins at the latest of the chain of starts of its text.
    starts: dict[tuple, list[int]] = {}
    for r in sorted(records, key=lambda one: one["date"]):
        own = starts.setdefault((r["employer"], r["title"], r["place"]), [])
        if not own or (r["date"].toordinal() - own[-1]) >= window:
            own.append(r["date"].toordinal())
    keys = []
    for r in records:
        text = (r["employer"], r["title"], r["place"])
        keys.append((*text, max(s for s in starts[text] if s <= r["date"].toordinal())))
    assert found.given == len(records)
    assert found.unique == len(set(keys))
    for source, count in found.by_source.items():
        assert count == len({k for k, r in zip(keys, records, strict=True) if r["source"] == source})
    for (a, b), both in found.in_both.items():
        of = {s: {k for k, r in zip(keys, records, strict=True) if r["source"] == s} for s in (a, b)}
        assert both == len(of[a] & of[b])
    # Twice the same records, in another order, are the same advertisements.
    again = labour.deduplicate([*records, *records[::-1]], window_days=window)
    assert (again.unique, again.by_source) == (found.unique, found.by_source)


def test_case_spaces_and_coding_of_accents_make_no_new_advertisement_but_other_words_do() -> None:
    same = {**AD, "employer": " fpt", "title": "KỸ SƯ  PHẦN MỀM", "date": date(2026, 4, 20)}
    assert labour.deduplicate([AD, same]).unique == 1
    assert labour.deduplicate([AD, {**AD, "employer": "FPT Software"}]).unique == 2
    assert labour.deduplicate([AD, {**AD, "date": "2026-09-02"}]).unique == 2


def test_records_without_a_field_or_a_date_are_named_by_row() -> None:
    with pytest.raises(InputError) as caught:
        labour.deduplicate([AD, {**AD, "place": ""}, {**AD, "date": "tháng 4"}])
    assert [(p.id, p.row, p.argument) for p in caught.value.problems] == [
        ("E-LAB-037", 2, "place"),
        ("E-LAB-037", 3, "date"),
    ]
    with pytest.raises(InputError) as caught:
        labour.deduplicate([AD], window_days=0)
    assert caught.value.id == "E-LAB-037"


def test_a_band_for_dependence_stands_beside_the_estimate_of_two_lists() -> None:
    found = labour.two_list_estimate(100, 80, 20, odds_ratio=(0.5, 2.0))
    assert found.estimate == pytest.approx(101 * 81 / 21 - 1)
    assert found.band == (pytest.approx(160 + 0.5 * 80 * 60 / 21), pytest.approx(160 + 2 * 80 * 60 / 21))
    assert "odds ratio 1" in found.assumption
    independent = labour.two_list_estimate(100, 80, 20, odds_ratio=(1.0, 1.0))
    assert independent.band == (pytest.approx(found.estimate), pytest.approx(found.estimate))
    for wrong in ((100, 80, 90), (100, -1, 0)):
        with pytest.raises(InputError) as caught:
            labour.two_list_estimate(*wrong, odds_ratio=(1, 1))
        assert caught.value.id == "E-LAB-032"
    with pytest.raises(InputError) as caught:
        labour.two_list_estimate(100, 80, 20, odds_ratio=(2, 1))
    assert caught.value.id == "E-LAB-033"


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_vacancies_meet_the_official_margins_on_every_draw(works, regions, seed) -> None:
    rng = np.random.default_rng(seed)
    cells = {
        "work": np.repeat([f"w{k}" for k in range(works)], regions).tolist(),
        "region": [f"r{k}" for k in range(regions)] * works,
    }
    board = rng.gamma(2.0, 50.0, works * regions)
    truth = rng.gamma(2.0, 100.0, (works, regions))
    errors = (0.1 * truth.sum(axis=1)).tolist()
    margins = [
        {
            "work": [f"w{k}" for k in range(works)],
            "value": truth.sum(axis=1).tolist(),
            "standard_error": errors,
        },
        {"region": [f"r{k}" for k in range(regions)], "value": truth.sum(axis=0).tolist()},
    ]
    found = labour.calibrate_postings(
        cells, {"a": board, "b": board}, margins, draws=20, weights={"b": 0.5}, n_jobs=1
    )
    assert found.converged
    np.testing.assert_allclose(found.postings, 1.5 * board)
    table = found.vacancies.reshape(works, regions, 20)
    total = table.sum(axis=(0, 1))
    np.testing.assert_allclose(table.sum(axis=0), np.outer(truth.sum(axis=0) / truth.sum(), total), rtol=MET)
    np.testing.assert_allclose(found.factors * found.postings[:, None], found.vacancies, rtol=MET)
    np.testing.assert_allclose(found.vacancies_from(found.postings), found.vacancies, rtol=MET)


def test_margins_of_different_totals_follow_the_first_and_a_note_says_so() -> None:
    cells = {"work": ["x", "y"]}
    margins = [{"value": [300.0]}, {"work": ["x", "y"], "value": [10.0, 20.0]}]
    found = labour.calibrate_postings(cells, {"a": [5.0, 5.0]}, margins, draws=2)
    np.testing.assert_allclose(found.vacancies[:, 0], [100.0, 200.0])
    assert len(found.notes) == 1 and "300" in found.notes[0]


@pytest.mark.parametrize(
    ("counts", "margins", "error_id"),
    [
        ({}, [{"work": ["x", "y"], "value": [1.0, 2.0]}], "E-LAB-030"),
        ({"a": [-1.0, 2.0]}, [{"work": ["x", "y"], "value": [1.0, 2.0]}], "E-LAB-030"),
        ({"a": [1.0, 2.0]}, [], "E-LAB-031"),
        ({"a": [1.0, 2.0]}, [{"work": ["x", "y"], "value": [1.0, -2.0]}], "E-LAB-031"),
        ({"a": [1.0, 2.0]}, [{"job": ["x", "y"], "value": [1.0, 2.0]}], "E-LAB-031"),
        ({"a": [0.0, 2.0]}, [{"work": ["x", "y"], "value": [1.0, 2.0]}], "E-IPF-004"),
    ],
)
def test_wrong_counts_and_margins_are_named(counts, margins, error_id) -> None:
    with pytest.raises(InputError) as caught:
        labour.calibrate_postings({"work": ["x", "y"]}, counts, margins, draws=2)
    assert caught.value.id == error_id


def follow(strength: float, noise: float, seed: int, n: int = 30) -> tuple[np.ndarray, np.ndarray]:
    """Official figures, and an index one period longer that they follow."""
    rng = np.random.default_rng(seed)
    growth = rng.normal(0, 0.1, n)
    index = 50 * np.exp(np.cumsum(growth))
    return 100 * np.exp(np.cumsum(strength * growth + rng.normal(0, noise, n)))[:-1], index


PATHS = np.random.default_rng(9).lognormal(4.6, 0.1, (200, 3))
WHEN = {"start": "2029", "official_start": "2000", "index_start": "2000"}


def test_an_index_that_helps_moves_the_first_period_and_the_rest_along() -> None:
    official, index = follow(0.9, 0.02, 1)
    found = labour.nowcast(PATHS, official=official, index=index, without=Naive(), **WHEN)
    assert found.used and found.loss_with < found.loss_without
    assert np.median(found.draws[:, 0]) == pytest.approx(found.value, rel=1e-3)
    np.testing.assert_allclose(found.draws[:, 1:] / found.draws[:, :1], PATHS[:, 1:] / PATHS[:, :1])
    assert (np.argsort(found.draws[:, 0]) == np.argsort(PATHS[:, 0])).all()


def test_over_many_worlds_the_nowcast_is_nearer_where_it_is_used_and_rarely_used_in_vain() -> None:
    closer, used_in_vain = [], 0
    for seed in range(40):
        official, index = follow(0.8, 0.04, seed)
        known = official[:-1]
        found = labour.nowcast(
            np.full((50, 1), known[-1]), official=known, index=index[:-1], without=Drift(),
            **{**WHEN, "start": "2028"},
        )  # fmt: skip
        if found.used:
            closer.append(
                abs(np.log(official[-1] / known[-1])) - abs(np.log(official[-1] / np.median(found.draws)))
            )
        noise, _ = follow(0.0, 0.05, seed)
        used_in_vain += labour.nowcast(PATHS, official=noise, index=index, without=Naive(), **WHEN).used
    assert len(closer) > 30
    assert np.mean(closer) > 0
    # 1 % in 400 worlds (tests/bench/postings.py).
    assert used_in_vain <= 3


def test_a_useless_index_leaves_every_bit_and_says_so() -> None:
    official, index = follow(0.0, 0.05, 3)
    found = labour.nowcast(PATHS, official=official, index=index, without=Drift(), **WHEN)
    assert not found.used
    assert (found.draws == PATHS).all()
    assert "unchanged" in found.note
    few = labour.nowcast(
        PATHS, official=official[:8], index=index[:9], without=Naive(), **{**WHEN, "start": "2008"}
    )
    assert not few.used and (few.draws == PATHS).all() and "origins" in few.note


@pytest.mark.parametrize(
    ("changes", "error_id"),
    [
        ({"official": [1.0, -1.0, 2.0]}, "E-LAB-034"),
        ({"official": [1.0, 2.0, np.nan]}, "E-LAB-034"),
        ({"index": [1.0, 2.0, 3.0]}, "E-LAB-035"),
        ({"start": "2005"}, "E-LAB-035"),
        ({"without": [1.0] * 9}, "E-LAB-035"),
        ({"minimum_origins": 1}, "E-LAB-036"),
    ],
)
def test_series_that_do_not_fit_are_named(changes, error_id) -> None:
    good = {
        "official": [1.0, 2.0, 3.0], "index": [1.0, 2.0, 3.0, 4.0], "without": [1.0], "start": "2003",
        "official_start": "2000", "index_start": "2000",
    }  # fmt: skip
    with pytest.raises(InputError) as caught:
        labour.nowcast(np.ones((3, 1)), **(good | changes))
    assert error_id in [p.id for p in caught.value.problems]
