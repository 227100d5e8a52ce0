"""Tables with given margins: identities on random tables, frames of every kind, draws of margins."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao.errors import InputError
from dubao.hierarchy import proportional_fitting

MARGINS = 1e-12
ODDS_RATIO = 1e-8


def long(table: np.ndarray, names: str = "ijk") -> dict[str, list]:
    cells = list(np.ndindex(*table.shape))
    return {n: [f"{n}{c[d]}" for c in cells] for d, n in enumerate(names[: table.ndim])} | {
        "value": table.ravel().tolist()
    }


@settings(max_examples=25, deadline=None)
@given(st.tuples(st.integers(2, 4), st.integers(2, 4), st.integers(2, 4)), st.integers(0, 2**32 - 1))
def test_margins_are_met_and_odds_ratios_kept(shape, seed) -> None:
    rng = np.random.default_rng(seed)
    start, truth = rng.gamma(2.0, size=shape), rng.gamma(2.0, size=shape)
    sums = {"ij": truth.sum(axis=2), "k": truth.sum(axis=(0, 1))}
    fit = proportional_fitting(long(start), [long(sums["ij"]), long(sums["k"], "k")])
    assert fit.converged
    found = fit.frame["value"].reshape(shape)
    np.testing.assert_allclose(found.sum(axis=2), sums["ij"], rtol=MARGINS)
    np.testing.assert_allclose(found.sum(axis=(0, 1)), sums["k"], rtol=MARGINS)
    # Odds ratios of k against each (i, j): no margin holds both.
    odds = np.log(found / found[:, :, :1]) - np.log(found[:1, :1] / found[:1, :1, :1])
    before = np.log(start / start[:, :, :1]) - np.log(start[:1, :1] / start[:1, :1, :1])
    np.testing.assert_allclose(odds, before, atol=ODDS_RATIO)


@pytest.mark.parametrize("kind", [dict, pd.DataFrame, pl.DataFrame])
def test_a_frame_comes_back_in_its_own_kind_with_zeros_kept(kind) -> None:
    seed = kind(long(np.array([[1.0, 0.0], [2.0, 3.0]])))
    rows, columns = (
        kind({"i": ["i0", "i1"], "value": [2.0, 8.0]}),
        kind({"j": ["j0", "j1"], "value": [4.0, 6.0]}),
    )
    fit = proportional_fitting(seed, [rows, columns])
    assert type(fit.frame) is type(seed)
    assert np.asarray(fit.frame["value"]).round(9).tolist() == [2.0, 0.0, 2.0, 6.0]
    assert list(fit.frame["i"]) == ["i0", "i0", "i1", "i1"]


def test_draws_of_margins_give_a_table_each() -> None:
    rng = np.random.default_rng(1)
    start = rng.gamma(2.0, size=(3, 4))
    truth = rng.gamma(2.0, size=(3, 4, 20))
    seed = long(start)
    rows = {"i": ["i0", "i1", "i2"], "value": truth.sum(axis=1)}
    columns = {"j": ["j0", "j1", "j2", "j3"], "value": truth.sum(axis=0)}
    fit = proportional_fitting(seed, [rows, columns], n_jobs=2)
    assert fit.converged
    tables = fit.draws.reshape(3, 4, 20)
    np.testing.assert_allclose(tables.sum(axis=1), truth.sum(axis=1), rtol=MARGINS)
    np.testing.assert_allclose(tables.sum(axis=0), truth.sum(axis=0), rtol=MARGINS)
    np.testing.assert_allclose(fit.frame["value"], fit.draws.mean(axis=1))
    np.testing.assert_array_equal(fit.draws, proportional_fitting(seed, [rows, columns], n_jobs=1).draws)


def test_totals_that_differ_are_refused_unless_one_of_them_rules() -> None:
    seed = long(np.ones((2, 2)))
    rows, columns = {"i": ["i0", "i1"], "value": [2.0, 8.0]}, {"j": ["j0", "j1"], "value": [4.0, 6.1]}
    with pytest.raises(InputError) as refused:
        proportional_fitting(seed, [rows, columns])
    assert refused.value.id == "E-IPF-003"
    assert refused.value.problems[0].argument == "i, j"
    fit = proportional_fitting(seed, [rows, columns], rescale_to=0)
    assert fit.converged
    assert fit.frame["value"].sum() == pytest.approx(10.0)
    assert "margin j" in fit.notes[0]


def test_what_no_table_can_be_names_margin_cell_and_residual() -> None:
    seed = long(np.array([[1.0, 0.0], [1.0, 1.0]]))
    rows, columns = {"i": ["i0", "i1"], "value": [6.0, 4.0]}, {"j": ["j0", "j1"], "value": [5.0, 5.0]}
    with pytest.raises(InputError) as refused:
        proportional_fitting(seed, [rows, columns])
    problem = refused.value.problems[0]
    assert problem.id == "E-IPF-005"
    assert problem.argument in ("i", "j")
    assert problem.series
    assert "%" in problem.en
    # With the smaller row a solution exists, but only with a zero that the seed has not.
    fit = proportional_fitting(seed, [rows | {"value": [5.0, 5.0]}, columns], rounds=500)
    assert not fit.converged
    assert 0 < fit.residual < 0.05
    assert fit.cell in fit.notes[0]


@pytest.mark.parametrize(
    ("seed", "margins", "id"),
    [
        (long(np.ones((2, 2))), [{"i": ["i0", "i1"], "value": [1.0, -1.0]}], "E-IPF-002"),
        (long(np.ones((2, 2))), [{"i": ["i0"], "value": [1.0]}], "E-IPF-001"),
        (long(np.ones((2, 2))), [{"x": ["i0"], "value": [1.0]}], "E-IPF-001"),
        (long(np.ones((2, 2))), [{"i": ["i0", "i1"]}], "E-IPF-001"),
        (long(np.zeros((2, 2))), [{"i": ["i0", "i1"], "value": [1.0, 1.0]}], "E-IPF-004"),
        (long(np.full((2, 2), np.nan)), [{"i": ["i0", "i1"], "value": [1.0, 1.0]}], "E-IPF-002"),
    ],
)
def test_wrong_tables_are_refused_in_both_languages(seed, margins, id) -> None:
    with pytest.raises(InputError) as refused:
        proportional_fitting(seed, margins)
    problem = refused.value.problems[0]
    assert problem.id == id
    assert problem.vi != problem.en
