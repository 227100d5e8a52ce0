"""Small cells: nothing below the threshold is shown unflagged, and no hidden figure follows from those that are shown."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao import labour
from dubao.errors import InputError

PERSONS = [labour.SmallCellRule("persons", 5, "suppress")]
HIDDEN = ("suppressed", "pooled")
# A vector of the null space that moves a cell by less than this does not move it.
MOVES = 1e-6


def crossed(table: np.ndarray) -> tuple[dict[str, list], list[tuple[str, list[str]]]]:
    """Cells of rows × columns with all margins, counts of persons."""
    rows, columns = table.shape
    cells = {(f"r{r}c{c}"): float(table[r, c]) for r in range(rows) for c in range(columns)}
    sums = []
    for r in range(rows):
        cells[f"r{r}"] = float(table[r].sum())
        sums.append((f"r{r}", [f"r{r}c{c}" for c in range(columns)]))
    for c in range(columns):
        cells[f"c{c}"] = float(table[:, c].sum())
        sums.append((f"c{c}", [f"r{r}c{c}" for r in range(rows)]))
    cells["all"] = float(table.sum())
    sums.append(("all", [f"r{r}" for r in range(rows)]))
    sums.append(("all", [f"c{c}" for c in range(columns)]))
    return {"key": list(cells), "value": list(cells.values()), "persons": list(cells.values())}, sums


def disclosed(plan: labour.PublicationPlan, sums) -> list[str]:
    """Hidden cells that the shown figures determine: an independent look by the null space of the relations."""
    hidden = [k for k, s in zip(plan.keys, plan.statuses, strict=True) if s in HIDDEN]
    if not hidden:
        return []
    relations = [[(k in parts) * 1.0 - (k == total) for k in hidden] for total, parts in sums]
    relations += [[(k in pool.members) * 1.0 for k in hidden] for pool in plan.pools]
    _, sizes, vectors = np.linalg.svd(np.array(relations))
    null = vectors[(sizes > MOVES).sum() :]
    return [k for j, k in enumerate(hidden) if not (np.abs(null[:, j]) > MOVES).any()]


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 5), st.integers(1, 5), st.floats(1.0, 40.0), st.integers(0, 2**32 - 1))
def test_nothing_small_is_shown_and_nothing_hidden_follows(rows, columns, size, seed) -> None:
    rng = np.random.default_rng(seed)
    table = rng.negative_binomial(1, 1 / (1 + size), (rows, columns))
    cells, sums = crossed(table)
    plan = labour.protect_small_cells(cells, sums, rules=PERSONS)
    status = dict(zip(plan.keys, plan.statuses, strict=True))
    value = dict(zip(plan.keys, cells["value"], strict=True))
    assert all(status[key] == "suppressed" for key in plan.keys if value[key] < 5)
    shown = np.asarray(plan.frame["value"], dtype=float)
    assert all(np.isnan(v) == (s in HIDDEN) for v, s in zip(shown, plan.statuses, strict=True))
    if any(s == "published" for s in plan.statuses):
        assert disclosed(plan, sums) == []
    for total, parts in sums:
        hidden = [key for key in parts if status[key] in HIDDEN]
        if hidden and status[total] == "published":
            assert len(hidden) >= 2
            assert sum(value[key] for key in hidden) >= 5


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 6), st.integers(2, 4), st.integers(0, 2**32 - 1))
def test_the_same_holds_with_pools_samples_and_widths(rows, columns, seed) -> None:
    rng = np.random.default_rng(seed)
    table = rng.negative_binomial(1, 0.03, (rows, columns))
    cells, sums = crossed(table)
    n = len(cells["key"])
    cells["sample"] = [v * rng.uniform(0.2, 1.0) for v in cells["value"]]
    cells["half_width"] = [float(w) if rng.random() > 0.1 else None for w in rng.gamma(2.0, 0.15, n)]
    # Every cell may pool with the next one of its row.
    cells["pool_with"] = [
        f"{key[: key.index('c')]}c{(int(key[key.index('c') + 1 :]) + 1) % columns}"
        if key[0] == "r" and "c" in key
        else ""
        for key in cells["key"]
    ]
    plan = labour.protect_small_cells(cells, sums)
    quantity = {key: i for i, key in enumerate(cells["key"])}
    for key, status, reasons in zip(plan.keys, plan.statuses, plan.reasons, strict=True):
        i = quantity[key]
        width = cells["half_width"][i]
        if status == "published":
            assert cells["persons"][i] >= 5
            assert cells["sample"][i] >= 30
            assert width is not None and width <= 0.25
            assert reasons == ()
        else:
            assert reasons
    pooled = {member for pool in plan.pools for member in pool.members}
    assert pooled == {k for k, s in zip(plan.keys, plan.statuses, strict=True) if s == "pooled"}
    for pool in plan.pools:
        members = [quantity[m] for m in pool.members]
        assert sum(cells["persons"][i] for i in members) >= 5
        assert sum(cells["sample"][i] for i in members) >= 30
        assert pool.value == pytest.approx(sum(cells["value"][i] for i in members))
    if any(s in ("published", "flagged") for s in plan.statuses) or plan.pools:
        assert disclosed(plan, sums) == []


def with_all_margins(table: np.ndarray) -> tuple[dict[str, float], list[tuple[str, list[str]]]]:
    """Cells of every margin of a table of any dimensions ("*" is summed over), and all sums among them."""

    def name(labels) -> str:
        return "|".join("*" if label is None else str(label) for label in labels)

    places = list(itertools.product(*[[*range(size), None] for size in table.shape]))
    cells = {name(p): float(table[tuple(slice(None) if i is None else i for i in p)].sum()) for p in places}
    sums = [
        (name(p), [name((*p[:d], i, *p[d + 1 :])) for i in range(table.shape[d])])
        for p in places
        for d in range(table.ndim)
        if p[d] is None
    ]
    return cells, sums


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=3),
    st.sampled_from([2, 8, 40]),
    st.integers(0, 2**32 - 1),
)
def test_linked_tables_with_pools_and_structural_zeros_disclose_nothing(shape, size, seed) -> None:
    rng = np.random.default_rng(seed)
    cells, sums = with_all_margins(rng.negative_binomial(1, 1 / (1 + size), shape))
    keys, values = list(cells), list(cells.values())
    table = {
        "key": keys, "value": values, "persons": values, "sample": [0.5 * v for v in values],
        "half_width": rng.gamma(2.0, 0.2, len(keys)).tolist(),
        "pool_with": [str(rng.choice([k for k in keys if k != key])) if rng.random() < 0.5 else "" for key in keys],
        "structural_zero": [v == 0 and rng.random() < 0.3 for v in values],
    }  # fmt: skip
    plan = labour.protect_small_cells(table, sums)
    for value, status in zip(values, plan.statuses, strict=True):
        assert status in HIDDEN or value >= 5 or value == 0
    assert all(pool.value >= 5 for pool in plan.pools)
    if plan.pools or any(s not in HIDDEN for s in plan.statuses):
        assert disclosed(plan, sums) == []


def test_a_cell_may_send_the_reader_to_its_total() -> None:
    table = {
        "key": ["a", "b", "c", "all"], "value": [20.0, 21.0, 90.0, 131.0], "persons": [20, 21, 90, 131],
        "sample": [20, 40, 90, 131], "pool_with": ["all", "", "", ""],
    }  # fmt: skip
    rules = [*PERSONS, labour.SmallCellRule("sample", 30, "pool")]
    plan = labour.protect_small_cells(table, [("all", ["a", "b", "c"])], rules=rules)
    assert plan.statuses == ("pooled", "suppressed", "published", "published")
    assert list(plan.frame["pool"]) == ["all", "", "", ""]
    assert list(plan.frame["secondary"]) == [False, True, False, False]


def test_draws_judge_a_cell_by_its_own_spread() -> None:
    rng = np.random.default_rng(1)
    draws = {"wide": 100 * np.exp(rng.normal(0, 0.6, 999)), "narrow": 100 * np.exp(rng.normal(0, 0.05, 999))}
    table = {"key": ["wide", "narrow"], "value": [100.0, 100.0], "persons": [100, 100], "sample": [99, 99]}
    plan = labour.protect_small_cells(table, draws=draws)
    assert plan.statuses == ("suppressed", "published")
    assert "half-width above 0.5" in plan.reasons[0]
    assert "vượt 0,5" in plan.reason("wide", "vi")
    with pytest.raises(InputError) as caught:
        labour.protect_small_cells(table, draws={"other": [1.0]})
    assert caught.value.problems[0].series == "other"


def test_rounded_figures_may_miss_their_total_by_half_a_unit_each() -> None:
    table = {"key": ["a", "b", "t"], "value": [12.3, 45.6, 58.0], "persons": [12300, 45600, 58000]}
    plan = labour.protect_small_cells(table, [("t", ["a", "b"])], rules=PERSONS, rounding=0.1)
    assert plan.statuses == ("published",) * 3
    with pytest.raises(InputError) as caught:
        labour.protect_small_cells(table, [("t", ["a", "b"])], rules=PERSONS)
    assert caught.value.id == "E-LAB-023"


@pytest.mark.parametrize("kind", [dict, pd.DataFrame, pl.DataFrame])
def test_a_frame_comes_back_in_its_own_kind(kind) -> None:
    table = kind({"key": ["a", "b", "t"], "value": [2.0, 30.0, 32.0], "persons": [2.0, 30.0, 32.0]})
    plan = labour.protect_small_cells(table, [("t", ["a", "b"])], rules=PERSONS)
    assert type(plan.frame) is kind
    assert list(plan.frame["status"]) == ["suppressed", "suppressed", "published"]


def test_an_unknown_sample_is_flagged_not_published() -> None:
    plan = labour.protect_small_cells({"key": ["a"], "value": [50.0], "persons": [50], "half_width": [0.1]})
    assert plan.statuses == ("flagged",)
    assert plan.reason("a", "en") == "sample not known"


@pytest.mark.parametrize(
    ("table", "sums", "rules", "error_id"),
    [
        ({"key": ["a"]}, [], PERSONS, "E-LAB-020"),
        ({"key": ["a", "a"], "value": [1.0, 2.0]}, [], PERSONS, "E-LAB-020"),
        ({"key": ["a"], "value": [-1.0]}, [], PERSONS, "E-LAB-020"),
        ({"key": ["a"], "value": [1.0]}, [("t", ["a"])], PERSONS, "E-LAB-021"),
        ({"key": ["a", "t"], "value": [1.0, 2.0]}, [("t", ["a"])], PERSONS, "E-LAB-023"),
        ({"key": ["a"], "value": [1.0]}, [], [], "E-LAB-022"),
        ({"key": ["a"], "value": [1.0]}, [], [labour.SmallCellRule("persons", 3, "suppress")], "E-LAB-022"),
        ({"key": ["a"], "value": [1.0]}, [], [labour.SmallCellRule("persons", 5, "hide")], "E-LAB-022"),
    ],
)
def test_wrong_tables_and_rules_are_named(table, sums, rules, error_id) -> None:
    with pytest.raises(InputError) as caught:
        labour.protect_small_cells(table, sums, rules=rules)
    assert caught.value.id == error_id
