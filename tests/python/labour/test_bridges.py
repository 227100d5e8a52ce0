"""Bridges on draws: nobody is lost, mergers are exact, splits carry uncertainty, what cannot be bridged is named."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao import labour
from dubao.data import Catalogue
from dubao.errors import InputError

KEPT = 1e-9
# Relative error of a moment over a few thousand draws.
SAMPLED = 0.1


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_totals_stand_on_every_path_of_random_bridges(olds, news, seed) -> None:
    rng = np.random.default_rng(seed)
    links = []
    for o in range(olds):
        chosen = rng.permutation(news)[: rng.integers(1, news + 1)]
        weights = rng.dirichlet(np.ones(len(chosen)))
        links += [
            (f"o{o}", f"n{k}", w) for k, w in zip(chosen, weights / weights.sum(), strict=True) if w > 0
        ]
    made = labour.bridge(links, concentration=float(rng.gamma(2.0, 5.0) + 0.05))
    draws = {f"o{o}": rng.gamma(2.0, 50.0, (7, 3)) for o in range(olds)}
    found = made.apply(draws, start="2026", seed=int(seed % 1000))
    np.testing.assert_allclose(sum(found.draws.values()), sum(draws.values()), rtol=KEPT)
    assert all((d >= 0).all() for d in found.draws.values())
    assert found.incomplete == ()
    stated = made.apply(draws, start="2026", uncertain=False)
    for new in stated.draws:
        expected = sum(w * draws[o] for o, n, w in links if n == new)
        np.testing.assert_allclose(stated.draws[new], expected, rtol=KEPT)
    assert stated.split == ()


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_back_by_the_tables_own_counts_and_forth_is_where_one_started(olds, seed) -> None:
    rng = np.random.default_rng(seed)
    merger = labour.bridge([(f"o{k}", f"n{k % 3}", 1.0) for k in range(olds)])
    counts = {f"o{k}": float(rng.gamma(2.0, 50.0)) + 1e-6 for k in range(olds)}
    moved = merger.apply({code: [[value]] for code, value in counts.items()}, start="2025").draws
    back = merger.inverse(counts, concentration=math.inf).apply(moved, start="2025").draws
    assert {code: value[0, 0] for code, value in back.items()} == pytest.approx(counts, rel=KEPT)


def test_the_spread_of_a_split_is_that_of_its_concentration() -> None:
    paths = {"J": np.full((4000, 3), 100.0)}
    for a in (4.0, 99.0):
        made = labour.bridge([("J", "J'", 0.3), ("J", "K'", 0.7)], concentration={"J": a})
        drawn = made.apply(paths, start="2026", seed=3).draws["J'"]
        assert (drawn[:, :1] == drawn).all()
        assert drawn[:, 0].mean() == pytest.approx(30.0, rel=SAMPLED)
        assert drawn[:, 0].std() == pytest.approx(100 * math.sqrt(0.21 / (a + 1)), rel=SAMPLED)


def test_the_shipped_provinces_are_whole_mergers() -> None:
    provinces = labour.read_bridge("provinces")
    old = {link[0] for link in provinces.links}
    assert len(old) == 63
    found = provinces.apply({code: [[1.0]] for code in old}, start="2024")
    assert len(found.draws) == 34
    assert sum(d[0, 0] for d in found.draws.values()) == 63.0
    assert found.split == ()
    assert found.draws["79"][0, 0] == 3.0  # Bình Dương, Bà Rịa - Vũng Tàu, Hồ Chí Minh
    part = provinces.apply({"74": [[1.0]]}, start="2024")
    assert part.incomplete == ("79",)


def test_regions_of_a_shift_share_move_to_the_new_provinces_and_still_add_up_to_the_nation() -> None:
    rng = np.random.default_rng(5)
    provinces = labour.read_bridge("provinces")
    old = sorted({link[0] for link in provinces.links})
    table = rng.gamma(2.0, 50.0, (6, len(old), 2))
    nation = {
        key: table[-1, :, i].sum() * rng.gamma(80, 1 / 80, (30, 2)) for i, key in enumerate(["J", "C26"])
    }
    found = labour.shift_share(
        nation, start="2025", table=table, table_start="2019", regions=old, industries=["J", "C26"]
    )
    moved = provinces.apply(found.employment, start="2025")
    assert len(moved.draws) == 34 and moved.incomplete == ()
    np.testing.assert_allclose(sum(moved.draws.values()), sum(nation.values()), rtol=KEPT)


def test_the_shipped_activities_split_with_uncertainty_and_have_to_say_how_much() -> None:
    divisions = labour.read_bridge("activities", level=2)
    found = divisions.apply({"62": np.full((500, 1), 10.0), "63": np.full((500, 1), 6.0)}, start="2026")
    assert found.split == ("63",)
    assert (found.draws["62"] == 10.0).all()
    assert found.draws["63"].std() > 0.5
    with pytest.raises(InputError) as caught:
        labour.read_bridge("activities", level=1)
    assert [(p.id, p.series) for p in caught.value.problems] == [("E-BRG-009", "J")]
    sections = labour.read_bridge("activities", level=1, concentration={"employment_2024": 200.0})
    assert sections.concentration == {"J": 200.0}
    with pytest.raises(InputError) as caught:
        labour.read_bridge("occupations")
    assert caught.value.id == "E-BRG-001"


def test_unknown_codes_are_named_all_at_once() -> None:
    with pytest.raises(InputError) as caught:
        labour.read_bridge("provinces").apply({"01": [[1.0]], "xx": [[1.0]], "yy": [[1.0]]}, start="2024")
    assert [(p.id, p.series) for p in caught.value.problems] == [("E-BRG-010", "xx"), ("E-BRG-010", "yy")]


@pytest.mark.parametrize(
    ("links", "concentration", "error_id", "code"),
    [
        ([("a", "x", 0.5), ("a", "y", 0.4)], 3.0, "E-BRG-006", "a"),
        ([("a", "x", 1.0), ("a", "x", 1.0)], None, "E-BRG-007", "a → x"),
        ([("a", "x", 1.5)], None, "E-BRG-008", "a → x"),
        ([("a", "x", 0.5), ("a", "y", 0.5)], None, "E-BRG-009", "a"),
        ([("a", "x", 0.5), ("a", "y", 0.5)], -1.0, "E-BRG-009", "a"),
        ([], None, "E-BRG-007", ""),
    ],
)
def test_wrong_tables_are_named_by_code(links, concentration, error_id, code) -> None:
    with pytest.raises(InputError) as caught:
        labour.bridge(links, concentration=concentration)
    assert (caught.value.id, caught.value.problems[0].series) == (error_id, code)


def test_back_without_a_key_is_refused() -> None:
    merger = labour.bridge([("02", "08", 1.0), ("08", "08", 1.0)])
    for key in ({}, {"02": 1.0}, {"02": 0.0, "08": 0.0}):
        with pytest.raises(InputError) as caught:
            merger.inverse(key, concentration=math.inf)
        assert caught.value.id == "E-BRG-012"
    with pytest.raises(InputError) as caught:
        merger.inverse({"02": 1.0, "08": 1.0}, concentration=0.0)
    assert caught.value.id == "E-BRG-009"


def test_a_province_that_ended_in_2025_is_refused_for_2026_with_its_successor_in_both_languages() -> None:
    labour.provinces_in_force(["02", "01"], period="2025")
    with pytest.raises(InputError) as caught:
        labour.provinces_in_force(["01", "02", "74"], period="2026")
    assert [(p.id, p.series) for p in caught.value.problems] == [("E-BRG-011", "02"), ("E-BRG-011", "74")]
    assert "Tuyên Quang (code 08)" in caught.value.text("en")
    assert "Hà Giang đã sáp nhập vào Tuyên Quang (mã 08)" in caught.value.text("vi")
    assert "TP. Hồ Chí Minh" in caught.value.text("vi")


def test_a_code_that_means_another_province_now_is_told_by_its_version() -> None:
    # 15 was Yên Bái and is Lào Cai.
    labour.provinces_in_force(["15"], period="2026", version="provinces_34")
    with pytest.raises(InputError) as caught:
        labour.provinces_in_force(["15"], period="2026", version="provinces_63")
    assert "Yên Bái" in caught.value.text("en")
    with pytest.raises(InputError) as caught:
        labour.provinces_in_force(["02"], period="2026-Q1", version="provinces_34")
    assert caught.value.id == "E-BRG-011"
    with pytest.raises(InputError) as caught:
        labour.provinces_in_force(["97"], period="2026")
    assert caught.value.id == "E-BRG-010"
    every_new_code = {str(row["code"]) for row in Catalogue().table("classifications/provinces")}
    labour.provinces_in_force(every_new_code, period="2026", version="provinces_34")
