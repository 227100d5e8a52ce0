"""Reconciliation of arrays, mappings, frames and draws: coherent for every method, on points, intervals and draws."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dubao
from dubao.errors import InputError, ModelError
from dubao.hierarchy import Reconciler, Tree, reconcile
from dubao.panel_draws import PanelDraws

COHERENT = 1e-9
PROJECTIONS = ("ols", "wls_struct", "wls_var", "mint_cov", "mint_shrink", "t")


@st.composite
def hierarchies(draw) -> tuple[Tree, np.random.Generator]:
    """A tree from keys, one hierarchy or crossed, and a generator."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    regions = draw(st.integers(1, 4))
    rows = [(f"r{r}", f"r{r}p{p}", f"o{o}") for r in range(regions) for p in range(draw(st.integers(1, 4)))
            for o in range(draw(st.integers(1, 3)))]  # fmt: skip
    keys = {
        name: list(column)
        for name, column in zip(("region", "province", "work"), zip(*rows, strict=True), strict=True)
    }
    if draw(st.booleans()):
        return Tree.from_keys(keys, [["region", "province"], "work"]), rng
    return Tree.from_keys(keys, [["region", "province"]]), rng


def errors_of(tree: Tree, rng: np.random.Generator) -> np.ndarray:
    n = len(tree.aggregates) + 12
    common = rng.normal(size=(n, 1))
    return (rng.normal(size=(n, len(tree))) + common) * (1 + np.arange(len(tree)) % 4)


@settings(max_examples=40, deadline=None)
@given(hierarchies(), st.sampled_from((*PROJECTIONS, "bottom_up")), st.booleans())
def test_every_method_is_coherent_idempotent_and_keeps_coherent_forecasts(case, method, non_negative) -> None:
    tree, rng = case
    if method == "mint_cov" and non_negative:
        non_negative = False
    residuals = errors_of(tree, rng)
    prepared = Reconciler(tree, method, residuals=residuals, non_negative=non_negative, n_jobs=1)
    draws = rng.normal(1.0, 2.0, size=(len(tree), 15, 3)) * 10.0 ** rng.integers(-3, 6)
    found = prepared.reconcile(draws)
    assert np.isfinite(found.values).all()
    assert found.incoherence_after <= COHERENT
    assert tree.incoherence(found.values.mean(axis=1)) <= COHERENT
    if non_negative:
        assert found.values.min() >= 0
        assert found.certificate["stationarity"] <= 1e-8
        assert found.certificate["smallest_multiplier"] >= -1e-8
    again = prepared.reconcile(found.values).values
    np.testing.assert_allclose(again, found.values, atol=COHERENT * np.abs(found.values).max())
    # Unbiased stays unbiased: S G S = S.
    if not non_negative:
        s = tree.summing_matrix()
        np.testing.assert_allclose(prepared.reconcile(s).values, s, atol=COHERENT)


@settings(max_examples=25, deadline=None)
@given(hierarchies(), st.sampled_from(PROJECTIONS), st.data())
def test_held_nodes_stand_and_everything_adds_up(case, method, data) -> None:
    tree, rng = case
    node = data.draw(st.sampled_from(tree.names))
    base = rng.normal(10.0, 2.0, size=(len(tree), 4))
    held = reconcile(base, tree, method, residuals=errors_of(tree, rng), fixed=[node], n_jobs=1)
    assert held[tree.index(node)].tolist() == base[tree.index(node)].tolist()
    assert tree.incoherence(held) <= COHERENT


@settings(max_examples=20, deadline=None)
@given(hierarchies(), st.sampled_from(("average_proportions", "proportion_averages", "forecast_proportions")))
def test_top_down_and_middle_out_are_coherent_and_keep_what_they_start_from(case, proportions) -> None:
    tree, rng = case
    if proportions == "forecast_proportions" and not tree.is_strict:
        with pytest.raises(InputError, match="E-REC-010"):
            reconcile(np.ones((len(tree), 1)), tree, "top_down", proportions=proportions)
        return
    history = {leaf: rng.gamma(2.0, size=8) for leaf in tree.leaves}
    base = rng.gamma(3.0, size=(len(tree), 2))
    down = reconcile(base, tree, "top_down", history=history, proportions=proportions)
    assert tree.incoherence(down) <= COHERENT
    np.testing.assert_allclose(down[0], base[0])
    regions = tree.nodes_at("region")
    middle = reconcile(base, tree, "middle_out", history=history, proportions=proportions, level="region")
    assert tree.incoherence(middle) <= COHERENT
    for name in regions:
        np.testing.assert_allclose(middle[tree.index(name)], base[tree.index(name)])


def panel(kind=dict):
    rng = np.random.default_rng(3)
    a, b = 50 + np.cumsum(rng.normal(1, 3, 15)), 30 + np.cumsum(rng.normal(1, 3, 15))
    rows = {"unique_id": ["all"] * 15 + ["a"] * 15 + ["b"] * 15, "ds": list(range(2010, 2025)) * 3,
            "y": np.concatenate([a + b, a, b]).tolist()}  # fmt: skip
    return kind(rows)


TREE = Tree.from_parents({"all": "", "a": "all", "b": "all"})


@pytest.mark.parametrize("kind", [dict, pd.DataFrame, pl.DataFrame])
def test_a_forecasters_frame_and_draws_become_coherent_in_their_own_kind(kind) -> None:
    fc = dubao.Forecaster(models=[dubao.models.AutoETS()], freq="YE", n_jobs=1, calibration="none").fit(
        panel(kind)
    )
    frame = fc.predict(h=3, level=[80, 95])
    found = reconcile(frame, TREE, "mint_shrink", residuals=fc.fitted_values())
    assert type(found) is type(frame)
    names = list(frame if kind is dict else frame.columns)
    assert list(found if kind is dict else found.columns) == names
    read = {name: np.asarray(found[name]) for name in names}
    assert read["unique_id"].tolist() == ["all"] * 3 + ["a"] * 3 + ["b"] * 3
    points = read["AutoETS"].reshape(3, 3)
    assert TREE.incoherence(points) <= COHERENT
    assert (read["AutoETS-lo-95"] < read["AutoETS-lo-80"]).all()
    assert (read["AutoETS-lo-80"] < read["AutoETS"]).all()
    assert (read["AutoETS-hi-80"] < read["AutoETS-hi-95"]).all()

    draws = fc.draws(h=3, n=40)
    coherent = reconcile(draws, TREE, "wls_struct")
    assert isinstance(coherent, PanelDraws)
    assert coherent.ids == ["all", "a", "b"]
    assert coherent.target == draws.target
    assert TREE.incoherence(coherent.paths) <= COHERENT
    np.testing.assert_allclose(coherent["all"], coherent["a"] + coherent["b"])


def test_draws_may_come_in_any_pieces_and_on_any_number_of_threads() -> None:
    rng = np.random.default_rng(1)
    paths = rng.normal(size=(3, 256, 2))
    prepared = [Reconciler(TREE, "mint_shrink", residuals=rng.normal(size=(12, 3)), n_jobs=n) for n in (1, 2)]
    whole = prepared[0].reconcile(paths).values
    pieces = np.concatenate(
        [prepared[0].reconcile(paths[:, i : i + 64]).values for i in range(0, 256, 64)], axis=1
    )
    np.testing.assert_array_equal(whole, pieces)
    other = Reconciler(TREE, "wls_struct", n_jobs=2).reconcile(paths).values
    np.testing.assert_array_equal(Reconciler(TREE, "wls_struct", n_jobs=1).reconcile(paths).values, other)


def test_intervals_have_the_spread_of_reconciled_draws() -> None:
    rng = np.random.default_rng(2)
    residuals = rng.normal(size=(400, 3)) * [3.0, 1.0, 2.0]
    sd = residuals.std(axis=0)
    z = 1.959963984540054
    frame = {"unique_id": ["all", "a", "b"], "ds": [2025] * 3, "M": [10.0, 4.0, 5.0],
             "M-lo-95": [10.0, 4.0, 5.0] - z * sd, "M-hi-95": [10.0, 4.0, 5.0] + z * sd}  # fmt: skip
    found = reconcile(frame, TREE, "mint_shrink", residuals=residuals)
    draws = np.array([[10.0], [4.0], [5.0]]) + rng.normal(size=(3, 40000)) * sd[:, None]
    spread = reconcile(draws, TREE, "mint_shrink", residuals=residuals).std(axis=1)
    np.testing.assert_allclose((found["M-hi-95"] - found["M"]) / z, spread, rtol=0.06)
    np.testing.assert_allclose(found["M"] - found["M-lo-95"], found["M-hi-95"] - found["M"])
    positive = reconcile(frame, TREE, "mint_shrink", residuals=residuals, non_negative=True)
    assert positive["M-lo-95"].min() >= 0


def test_the_t_method_draws_wider_when_forecasts_contradict_each_other() -> None:
    rng = np.random.default_rng(4)
    prepared = Reconciler(
        TREE, "t", residuals=rng.normal(size=(6, 3)), history=rng.normal(size=(10, 3)).cumsum(axis=0)
    )
    prior, posterior = prepared.degrees_of_freedom
    assert posterior == pytest.approx(prior + 6)
    agreed = prepared.draws([[9.0], [4.0], [5.0]], n=4000)
    apart = prepared.draws([[19.0], [4.0], [5.0]], n=4000)
    assert agreed.shape == (3, 4000, 1)
    assert TREE.incoherence(agreed) <= COHERENT
    assert apart[0].std() > 1.2 * agreed[0].std()
    np.testing.assert_array_equal(agreed, prepared.draws([[9.0], [4.0], [5.0]], n=4000))
    with pytest.raises(InputError, match="E-REC-017"):
        Reconciler(TREE, "ols").draws([[9.0], [4.0], [5.0]])


@pytest.mark.parametrize(
    ("call", "id", "node"),
    [
        (lambda: reconcile({"all": [1.0], "a": [1.0]}, TREE, "ols"), "E-REC-019", "b"),
        (lambda: reconcile({"all": [1.0], "a": [1.0], "b": [1.0], "x": [1.0]}, TREE, "ols"), "E-REC-020", "x"),
        (lambda: reconcile({"unique_id": ["all", "a", "b", "b"], "ds": [1, 1, 1, 1], "M": [1.0] * 4}, TREE, "ols"), "E-REC-021", "b"),
        (lambda: reconcile({"unique_id": ["all", "a", "b"], "ds": [1] * 3, "M": ["x"] * 3}, TREE, "ols"), "E-REC-024", ""),
        (lambda: reconcile({"unique_id": ["all", "a", "b"], "ds": [1] * 3, "M-lo-80": [1.0] * 3}, TREE, "ols"), "E-REC-026", ""),
        (lambda: reconcile({"unique_id": ["a"], "M": [1.0]}, TREE, "ols"), "E-REC-023", ""),
        (lambda: reconcile([[1.0], [np.nan], [2.0]], TREE, "ols"), "E-REC-007", "a"),
        (lambda: reconcile([[1.0], [2.0]], TREE, "ols"), "E-REC-001", ""),
        (lambda: reconcile([[1.0], [2.0], [2.0]], TREE, "magic"), "E-REC-018", ""),
        (lambda: reconcile([[1.0], [2.0], [2.0]], TREE, "top_down", proportions="magic"), "E-REC-018", ""),
        (lambda: reconcile([[1.0], [2.0], [2.0]], TREE, "mint_shrink"), "E-REC-014", ""),
        (lambda: reconcile([[1.0], [2.0], [2.0]], TREE, "middle_out"), "E-REC-025", ""),
        (lambda: reconcile([[1.0], [2.0], [2.0]], TREE, "bottom_up", fixed=["all"]), "E-REC-013", "all"),
        (lambda: reconcile([[1.0], [2.0], [2.0]], TREE, "ols", fixed=["x"]), "E-HIE-007", "x"),
        (lambda: reconcile([[-1.0], [2.0], [2.0]], TREE, "ols", fixed=["all"], non_negative=True), "E-REC-011", "all"),
        (lambda: reconcile([[1.0], [2.0], [2.0]], TREE, "ols", fixed=["all", "a", "b"]), "E-REC-006", "all"),
        (lambda: reconcile([[1.0], [2.0], [2.0]], TREE, "ols", fixed=["all", "a"], non_negative=True), "E-REC-012", "b"),
        (lambda: reconcile([[1.0], [2.0], [2.0]], TREE, "mint_cov", residuals=[[1.0, 2.0, 3.0]] * 2), "E-REC-005", ""),
        (lambda: reconcile([[1.0]] * 3, TREE, "wls_var", residuals={"all": [1.0], "a": [1.0, 2.0], "b": [1.0]}), "E-REC-022", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_by_id_and_node(call, id, node) -> None:
    with pytest.raises((InputError, ModelError)) as refused:
        call()
    problem = refused.value.problems[0]
    assert (problem.id, problem.series) == (id, node)
    assert problem.vi
    assert problem.vi != problem.en
    assert problem.remedy_vi


def test_bottom_up_and_top_down_need_only_what_they_start_from() -> None:
    assert reconcile({"a": [1.0], "b": [2.0]}, TREE, "bottom_up")["all"].tolist() == [3.0]
    down = reconcile(
        {"all": [8.0]}, TREE, "top_down", proportions="average_proportions", history={"a": [1.0], "b": [3.0]}
    )
    assert down["b"].tolist() == [6.0]


def test_the_reconciler_tells_what_it_assumed() -> None:
    residuals = np.array(
        [[1.0, 1.0, 0.0], [-1.0, -1.0, 0.0], [1.0, -1.0, 0.0], [np.nan, 1.0, 0.0], [-1.0, 1.0, 0.0]]
    )
    prepared = Reconciler(TREE, "mint_shrink", residuals=residuals)
    assert prepared.shrinkage == 1.0
    assert any("missing" in note for note in prepared.notes)
    assert any("'b'" in note for note in prepared.notes)
    found = prepared.reconcile([[10.0], [4.0], [3.0]])
    assert found.incoherence_before > 0.1
    assert found.values[2, 0] == pytest.approx(3.0, abs=1e-6)
    assert "3 aggregates" not in repr(prepared)
