"""Months, quarters and years that agree."""

from __future__ import annotations

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.hierarchy import Tree, reconcile, reconcile_temporal

COHERENT = 1e-9


@pytest.mark.parametrize("aggregation", ["sum", "mean"])
@pytest.mark.parametrize("method", ["bottom_up", "ols", "wls_struct", "mint_shrink", "t"])
def test_quarters_and_years_are_made_of_months_in_every_draw(method, aggregation) -> None:
    rng = np.random.default_rng(1)
    forecasts = {f: rng.normal(100.0, 10.0, size=(7, 2 * f)) for f in (12, 4, 1)}
    residuals = {f: rng.normal(size=15 * f) for f in (12, 4, 1)}
    found = reconcile_temporal(forecasts, method=method, aggregation=aggregation, residuals=residuals)
    made = getattr(found[12].reshape(7, 2, 4, 3), aggregation)(axis=-1)
    np.testing.assert_allclose(found[4].reshape(7, 2, 4), made, rtol=COHERENT)
    np.testing.assert_allclose(found[1], getattr(made, aggregation)(axis=-1), rtol=COHERENT)
    assert {f: v.shape for f, v in found.items()} == {f: v.shape for f, v in forecasts.items()}


def test_it_is_the_reconciliation_of_the_temporal_tree() -> None:
    rng = np.random.default_rng(2)
    forecasts = {4: rng.normal(size=4), 2: rng.normal(size=2), 1: rng.normal(size=1)}
    found = reconcile_temporal(forecasts, method="ols")
    column = np.concatenate([forecasts[1], forecasts[2], forecasts[4]])[:, None]
    tree = Tree.temporal(4, [2, 4])
    np.testing.assert_allclose(
        np.concatenate([found[1], found[2], found[4]]), reconcile(column, tree, "ols").ravel()
    )


def test_a_frequency_can_be_held_and_months_kept_at_zero_or_above() -> None:
    months = np.array([[-3.0, *range(1, 12)]])
    found = reconcile_temporal({12: months, 1: [[30.0]]}, method="wls_struct", fixed=[1], non_negative=True)
    assert found[1].tolist() == [[30.0]]
    assert found[12].min() >= 0
    assert found[12].sum() == pytest.approx(30.0)


def test_frequencies_that_do_not_nest_and_broken_years_are_refused() -> None:
    with pytest.raises(InputError, match="E-HIE-011"):
        reconcile_temporal({12: np.ones(12), 5: np.ones(5)})
    with pytest.raises(InputError, match="E-REC-027"):
        reconcile_temporal({12: np.ones(12), 1: np.ones(2)})
    with pytest.raises(InputError, match="E-REC-027"):
        reconcile_temporal({4: np.ones(6), 2: np.ones(3)})
