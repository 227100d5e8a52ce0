"""Error by stage: the parts add up exactly, and each stage is blamed for its own error."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dubao import labour
from dubao.errors import InputError

CELLS = st.one_of(st.just(0.0), st.floats(1e-3, 1e5))
KEYS = {"industries": ["i", "j"], "occupations": ["a", "b", "c"]}


@settings(max_examples=100, deadline=None)
@given(
    forecast=arrays.arrays(float, (2, 3, 2, 3), elements=CELLS),
    actual=arrays.arrays(float, (3, 2, 3), elements=CELLS),
)
def test_parts_add_up_on_draws_with_regions(forecast, actual) -> None:
    split = labour.stage_split(forecast, actual, regions=["n", "m", "s"], draws=True, **KEYS)
    size = max(1.0, forecast.sum(), actual.sum())
    np.testing.assert_allclose(
        split.industry + split.region + split.share, split.error, rtol=0, atol=1e-12 * size
    )
    np.testing.assert_allclose(
        split.error, (forecast.mean(axis=0) - actual).sum(axis=1), rtol=0, atol=1e-12 * size
    )
    if (split.error != 0.0).any() and np.abs(split.error).max() > 1e-6 * size:
        assert sum(
            split.summary[s]["contribution"] for s in ("industry", "region", "share")
        ) == pytest.approx(1.0)


def test_without_regions_there_is_no_regional_part() -> None:
    split = labour.stage_split([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], np.ones((2, 3)), **KEYS)
    assert split.regions == ("",)
    assert (split.region == 0.0).all()
    assert split.summary["region"]["wape"] == 0.0
    assert split.national_summary["error"]["sum"] == pytest.approx(15.0)


def test_forecast_cells_come_from_employment_and_shares() -> None:
    rng = np.random.default_rng(1)
    counts = rng.uniform(5, 50, (8, 2, 3))
    shares = labour.staffing_shares(counts, start="2015", horizon=2, draws=40, **KEYS)
    employment = {i: rng.uniform(90, 110, (40, 2)) for i in KEYS["industries"]}
    cells = labour.cell_draws(employment, shares, 1)
    assert cells.shape == (40, 2, 3)
    occupations = labour.occupation_employment(employment, shares, start="2023")
    np.testing.assert_allclose(cells.sum(axis=1)[:, 0], occupations["a"][:, 1])
    split = labour.stage_split(cells, counts[-1], draws=True, **KEYS)
    np.testing.assert_allclose(
        split.error[0], [occupations[o][:, 1].mean() - counts[-1][:, k].sum() for k, o in enumerate("abc")]
    )


def test_a_perfect_forecast_has_no_part() -> None:
    split = labour.stage_split(np.ones((2, 3)), np.ones((2, 3)), **KEYS)
    assert (split.industry == 0.0).all()
    assert split.summary["error"]["contribution"] is None


def test_shapes_and_cells_are_named() -> None:
    with pytest.raises(InputError) as caught:
        labour.stage_split(np.ones((2, 2)), np.ones((2, 3)), **KEYS)
    assert (caught.value.id, caught.value.problems[0].argument) == ("E-ACC-012", "forecast")
    with pytest.raises(InputError) as caught:
        labour.stage_split(np.ones((2, 3)), np.ones((3, 3)), **KEYS)
    assert (caught.value.id, caught.value.problems[0].argument) == ("E-ACC-012", "actual")
    table = np.ones((2, 3))
    table[0, 1] = -1
    table[1, 2] = np.nan
    with pytest.raises(InputError) as caught:
        labour.stage_split(table, np.ones((2, 3)), **KEYS)
    assert [p.id for p in caught.value.problems] == ["E-ACC-013", "E-ACC-013"]
