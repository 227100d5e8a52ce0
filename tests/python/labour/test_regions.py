"""Shift-share: regions that add up to the nation, parts that add up to the change, and better forecasts than shares alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from regional_panels import TOURISM, RegionalPanel, pooled, score_methods, simulated_panel, tourism_panel

from dubao import labour
from dubao.errors import InputError
from dubao.hierarchy import Reconciler, Tree

COHERENT = 1e-9
FIRST_PERIOD = "2020"


def keys(panel: RegionalPanel) -> dict[str, object]:
    return {
        "table": panel.table,
        "table_start": str(panel.first_year),
        "regions": panel.regions,
        "industries": panel.industries,
    }


@settings(max_examples=30, deadline=None)
@given(
    st.tuples(st.integers(1, 7), st.integers(1, 5), st.integers(1, 4)),
    st.sampled_from(["constant", "last", "damped"]),
    st.integers(0, 2**32 - 1),
)
def test_regions_add_up_to_the_nation_and_parts_to_the_change(shape, factor, seed) -> None:
    rng = np.random.default_rng(seed)
    table = rng.gamma(0.5, 100.0, shape) + 1e-3
    table[rng.random(shape) < 0.1] = 0.0
    table[-1, 0] += 1.0
    industries = [f"i{k}" for k in range(shape[2])]
    regions = [f"r{k}" for k in range(shape[1])]
    nation = {key: table[-1, :, i].sum() * rng.gamma(50, 0.02, (9, 3)) for i, key in enumerate(industries)}
    found = labour.shift_share(
        nation, start="2030", table=table, table_start=str(2030 - shape[0]), regions=regions,
        industries=industries, factor=factor, cells=True,
    )  # fmt: skip
    size = table[-1].sum()
    np.testing.assert_allclose(sum(found.employment.values()), sum(nation.values()), rtol=COHERENT)
    for i, key in enumerate(industries):
        cells = [found.cells[region][key] for region in regions]
        np.testing.assert_allclose(sum(cells), nation[key], rtol=COHERENT)
        assert all((cell >= 0).all() for cell in cells)
        assert all((cell == 0).all() for r, cell in enumerate(cells) if table[-1, r, i] == 0)
    for region in regions:
        parts = found.national_growth[region] + found.industry_mix[region] + found.regional_effect[region]
        np.testing.assert_allclose(parts, found.employment[region] - found.base[region], atol=COHERENT * size)
    for part in (found.industry_mix, found.regional_effect):
        np.testing.assert_allclose(sum(part.values()), 0.0, atol=COHERENT * size)


def test_normalisation_is_top_down_by_forecast_proportions_with_the_industry_held() -> None:
    panel = simulated_panel(3, drift=0.03)
    nation = {key: np.array([[500.0 + 10 * i]]) for i, key in enumerate(panel.industries)}
    found = labour.shift_share(
        {key: value * 20 for key, value in nation.items()}, start=FIRST_PERIOD, factor="last",
        uncertain=False, cells=True, **keys(panel),
    )  # fmt: skip
    industry = panel.industries[2]
    share = panel.table[:, :, 2] / panel.table[:, :, 2].sum(axis=1, keepdims=True)
    base = share[-1] * (share[-1] / share[-2]) * 1e4  # E_ri0 · q_ri, not coherent
    tree = Tree.from_parts({"industry": panel.regions})
    values = {"industry": nation[industry][0] * 20} | {
        region: np.array([base[r]]) for r, region in enumerate(panel.regions)
    }
    coherent = Reconciler(tree, "top_down").reconcile(values).values
    for region in panel.regions:
        assert found.cells[region][industry][0, 0] == pytest.approx(coherent[region][0], rel=COHERENT)


def simulated_scores(drift: float):
    return pooled([score_methods(simulated_panel(s, drift=drift), [12], draws=200) for s in range(30, 42)])


def test_drifting_shares_are_forecast_better_than_by_mix_share_or_no_change() -> None:
    scores = simulated_scores(0.02)
    order = [scores[m].wape for m in ("damped", "constant", "proportional share", "no change")]
    assert order == sorted(order)
    assert scores["damped"].wape < 0.85 * scores["constant"].wape
    # 12 panels of 15 regions that move together: intervals of 80 %.
    assert 0.7 < scores["damped"].cover < 0.88


def test_where_shares_only_wander_the_damped_trend_costs_little_and_intervals_hold() -> None:
    scores = simulated_scores(0.0)
    assert scores["damped"].wape < 1.05 * scores["constant"].wape
    assert scores["last"].wape > 1.1 * scores["damped"].wape
    for method in ("constant", "damped"):
        assert 0.7 < scores[method].cover < 0.88


@pytest.mark.skipif(not TOURISM.exists(), reason=f"{TOURISM.name} of ../shared is absent")
def test_on_a_foreign_panel_the_damped_trend_beats_proportional_share_and_no_change() -> None:
    scores = score_methods(tourism_panel(), [9, 11, 13, 15], draws=200)
    order = [scores[m].wape for m in ("damped", "proportional share", "no change")]
    assert order == sorted(order)
    assert scores["damped"].wape < scores["constant"].wape < scores["last"].wape
    assert 0.75 < scores["damped"].cover < 0.92


def test_noise_of_the_base_year_is_smoothed_unless_told_otherwise() -> None:
    rng = np.random.default_rng(3)
    table = 100 * np.exp(rng.normal(0, 0.1, (12, 40, 1)))
    given = {
        "start": "2025", "table": table, "table_start": "2013", "regions": [f"r{k:02d}" for k in range(40)],
        "industries": ["x"], "uncertain": False,
    }  # fmt: skip
    nation = {"x": [[4000.0]]}
    smoothed = labour.shift_share(nation, **given)
    as_it_is = labour.shift_share(nation, smoothing=1.0, **given)
    assert smoothed.smoothing < 0.7 and as_it_is.smoothing == 1.0

    def error(found: labour.ShiftShare) -> float:
        return sum(abs(paths[0, 0] - 100.0) for paths in found.employment.values())

    assert error(smoothed) < 0.8 * error(as_it_is)
    survey = labour.shift_share(
        {"x": np.full((500, 1), 4000.0)}, **(given | {"uncertain": True, "target": "survey"})
    )
    signal = labour.shift_share({"x": np.full((500, 1), 4000.0)}, **(given | {"uncertain": True}))
    assert survey.employment["r00"].std() > 1.2 * signal.employment["r00"].std()


def test_without_the_table_regions_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        labour.shift_share(
            {"x": [[1.0]]}, start="2025", table=None, table_start="2024", regions=["n"], industries=["x"]
        )
    assert caught.value.id == "E-LAB-040"
    assert "region × industry" in caught.value.text("en")
    assert "vùng × ngành" in caught.value.text("vi")


@pytest.mark.parametrize(
    ("changes", "error_id"),
    [
        ({"factor": "guess"}, "E-LAB-045"),
        ({"damping": 1.5}, "E-LAB-045"),
        ({"smoothing": 1.5}, "E-LAB-045"),
        ({"regions": ["n", "n"]}, "E-LAB-041"),
        ({"table": [[1.0, 2.0]]}, "E-LAB-041"),
        ({"table": [[[1.0, 2.0], [3.0, -4.0]]]}, "E-LAB-042"),
        ({"table": [[[1.0, 2.0], [3.0, np.nan]]]}, "E-LAB-043"),
        ({"start": "2024"}, "E-LAB-044"),
        ({"industries": ["x", "z"]}, "E-LAB-044"),
    ],
)
def test_wrong_tables_and_options_are_named(changes, error_id) -> None:
    good = {
        "start": "2025", "table": [[[10.0, 20.0], [30.0, 40.0]]], "table_start": "2024", "regions": ["n", "s"],
        "industries": ["x", "y"],
    }  # fmt: skip
    with pytest.raises(InputError) as caught:
        labour.shift_share({"x": [[40.0]], "y": [[60.0]]}, **(good | changes))
    assert caught.value.id == error_id
