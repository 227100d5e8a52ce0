"""Labour force by age and sex: rates stay rates, groups add up, mistakes are named by group and year."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao import labour
from dubao.errors import InputError

CONSERVED = 1e-9  # relative
GROUPS = [labour.AgeSexGroup(sex, first, last) for sex in ("M", "F") for first, last in ((15, 39), (40, 64))]


def table(years: int = 12, seed: int = 3) -> dict[labour.AgeSexGroup, np.ndarray]:
    rng = np.random.default_rng(seed)
    steps = np.cumsum(rng.normal(0.02, 0.03, (len(GROUPS), years)), axis=1)
    return {group: 1 / (1 + np.exp(-(0.5 + one))) for group, one in zip(GROUPS, steps, strict=True)}


@settings(max_examples=25)
@given(st.lists(st.floats(0, 1), min_size=4, max_size=12), st.integers(1, 15))
def test_any_rates_give_rates_between_zero_and_one(values, horizon) -> None:
    group = labour.AgeSexGroup("F", 15, 64)
    found = labour.participation({group: values}, first_year=2010, horizon=horizon, draws=20, minimum_years=3)
    rates = found.rates[group.key]
    assert rates.shape == (20, horizon)
    assert (rates >= 0).all() and (rates <= 1).all()
    assert (found.benchmark[group.key] >= 0).all() and (found.benchmark[group.key] <= 1).all()


def test_population_times_rates_adds_up_on_every_path() -> None:
    rates = labour.participation(table(), first_year=2013, horizon=6, draws=100)
    assert rates.start == "2025"
    population = {group: np.linspace(1000, 1100, 6) * (k + 1) for k, group in enumerate(GROUPS)}
    found = rates.labour_force(population)
    np.testing.assert_allclose(sum(found.by_group.values()), found.total, rtol=CONSERVED)
    uncertain = {group: np.tile(values, (100, 1)) for group, values in population.items()}
    np.testing.assert_array_equal(rates.labour_force(uncertain).total, found.total)
    assert "4 groups from 2025" in repr(found)


def test_the_benchmark_is_a_straight_line_through_the_last_ten_years() -> None:
    group = labour.AgeSexGroup("F", 15, 64)
    values = [0.9, 0.1, *np.linspace(0.50, 0.59, 10)]  # the two years before are not looked at
    found = labour.participation({group: values}, first_year=2010, horizon=3, draws=5)
    np.testing.assert_allclose(found.benchmark[group.key], [0.60, 0.61, 0.62], atol=1e-12)


def test_a_noisy_group_borrows_from_the_others() -> None:
    rates = table()
    noise = np.where(np.arange(12) % 2 == 0, 0.25, -0.25)
    rates[GROUPS[3]] = 1 / (1 + np.exp(-(0.3 - 0.05 * np.arange(12) + noise)))
    found = labour.participation(rates, first_year=2013, horizon=3, draws=10)
    parts = {key: trend.own_part for key, trend in found.trends.items()}
    assert parts[GROUPS[3].key] == min(parts.values())
    trend = found.trends[GROUPS[3].key]
    assert min(trend.slope, found.pooled_slope) <= trend.used <= max(trend.slope, found.pooled_slope)


def test_mistakes_are_named_by_group_and_year_and_all_at_once() -> None:
    rates = table(6)
    rates[GROUPS[0]][2] = 62.0  # percent
    gap = labour.AgeSexGroup("M", 45, 64)
    rates[gap] = rates.pop(GROUPS[1])
    with pytest.raises(InputError) as caught:
        labour.participation(rates, first_year=2015)
    found = {problem.id: problem for problem in caught.value.problems}
    assert set(found) == {"E-LAB-011", "E-LAB-013"}
    assert (found["E-LAB-011"].series, found["E-LAB-011"].period) == (GROUPS[0].key, "2017")
    assert found["E-LAB-013"].series == gap.key
    assert "nhóm tuổi" in caught.value.text("vi")


def test_a_missing_group_is_named_in_rates_and_population() -> None:
    rates = table()
    short = {group: values for group, values in rates.items() if group != GROUPS[3]}
    with pytest.raises(InputError) as caught:
        labour.participation(short, first_year=2013)
    assert caught.value.id == "E-LAB-013"
    found = labour.participation(rates, first_year=2013, horizon=2, draws=5)
    population = {group: [1.0, 1.0] for group in GROUPS[:3]}
    with pytest.raises(InputError) as caught:
        found.labour_force(population)
    assert [(problem.id, problem.series) for problem in caught.value.problems] == [
        ("E-LAB-015", GROUPS[3].key)
    ]
