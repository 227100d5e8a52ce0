"""Routes: people are conserved on every path, whatever the rates."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao import labour
from dubao.errors import InputError

CONSERVED = 1e-9  # relative
SHARES = st.floats(0, 1)


def entry(draws=40, years=6, **rates):
    graduates = np.random.default_rng(1).uniform(500, 1500, (draws, years))
    return graduates, labour.labour_market_entry(graduates, start="2026", calendar_lag=0, **rates)


@settings(max_examples=40)
@given(SHARES, SHARES, SHARES, SHARES, st.integers(1, 4), st.floats(0, 1e4), SHARES)
def test_graduates_are_studying_outside_serving_abroad_or_supply(
    further, participation, emigration, called, periods, abroad, back
) -> None:
    graduates, flows = entry(further_study=further, participation=participation, emigration=emigration)
    earlier = [10.0 * (k + 1) for k in range(periods)]
    found = labour.supply_routes(
        flows,
        called_up=called,
        service=labour.Stay(periods, (0.9, 0.8, 1.0), earlier),
        abroad=abroad,
        return_rate=back,
    )
    came = graduates.sum(axis=1) + sum(earlier) + abroad
    went = (
        flows.further_study.sum(axis=1)
        + flows.outside_labour_force.sum(axis=1)
        + found.supply.sum(axis=1)
        + found.service.broken_off.sum(axis=1)
        + found.service.stock[:, -1]
        + found.abroad[:, -1]
    )
    np.testing.assert_allclose(went, came, rtol=CONSERVED)


@settings(max_examples=40)
@given(SHARES, SHARES, st.integers(1, 8))
def test_what_retraining_gives_was_taken_from_other_groups(completion, participation, periods) -> None:
    _, flows = entry()
    route = labour.TrainingRoute(
        [100.0] * 6, labour.Stay(periods, completion), participation, retraining=True
    )
    found = labour.supply_routes(flows, training={"to 25": route})
    one = found.training["to 25"]
    gone = one.entrants + one.outside_labour_force + one.broken_off
    np.testing.assert_allclose(
        gone.sum(axis=1) + one.stock[:, -1], found.withdrawn.sum(axis=1), rtol=CONSERVED
    )
    np.testing.assert_allclose(found.supply - found.direct, one.entrants, atol=1e-6)


def test_a_course_without_a_degree_adds_supply_and_withdraws_nobody() -> None:
    _, flows = entry()
    route = labour.TrainingRoute([100.0] * 6, labour.Stay(1, 0.8), 0.9)
    found = labour.supply_routes(flows, training={"course": route})
    assert found.withdrawn.max() == 0.0
    np.testing.assert_allclose(found.training["course"].entrants[:, 1:], 72.0)
    assert found.to_dict()["training"]["course"]["entrants"][0][0] == 0.0
    assert "6 periods from 2026" in repr(found)


def test_the_same_seed_and_programme_meet_the_same_rates() -> None:
    _, flows = entry()
    options = {"called_up": (0.1, 0.05, 0.2), "return_rate": (0.1, 0.0, 0.3), "abroad": 100.0}
    one, two = (labour.supply_routes(flows, programme="748", **options) for _ in range(2))
    np.testing.assert_array_equal(one.supply, two.supply)
    assert not np.array_equal(one.supply, labour.supply_routes(flows, programme="752", **options).supply)


def test_every_problem_is_named_at_once() -> None:
    _, flows = entry(draws=3, years=2)
    short = labour.TrainingRoute([[1.0], [2.0]], labour.Stay(0))
    with pytest.raises(InputError) as caught:
        labour.supply_routes(flows, called_up=1.5, abroad=-1.0, training={"course": short})
    assert [problem.id for problem in caught.value.problems] == [
        "E-PIP-004",
        "E-PIP-010",
        "E-PIP-011",
        "E-PIP-009",
    ]
    assert caught.value.problems[2].series == "course"


def test_levels_of_study_follow_one_another_and_conserve_people() -> None:
    """Bachelors who study on are the intake of the master's programme, a period later."""
    years = 8
    rng = np.random.default_rng(5)
    intake = rng.uniform(900, 1100, (30, years))
    first = labour.pipeline(
        intake, start="2020", base_stock=[0.0] * 4, drop_out=[(0.05, 0.02, 0.1)] * 4, repetition=[0.02] * 4,
        further_study=(0.15, 0.1, 0.2), participation=0.9, emigration=0.03, programme="748 bachelor",
    )  # fmt: skip
    second = labour.pipeline(
        first.entry.further_study, start=first.entry.start, base_stock=[0.0, 0.0], drop_out=[0.1, 0.05],
        participation=0.97, programme="748 master",
    )  # fmt: skip
    assert second.start == first.entry.start == "2021"
    np.testing.assert_array_equal(second.entrants_to_study, first.entry.further_study)
    for one in (first, second):  # entrants = graduates + drop-outs of the years left behind + still learning
        came = one.entrants_to_study.sum(axis=1)
        gone = one.graduates[:, :-1].sum(axis=1) + one.drop_outs[:, :-1].sum(axis=1)
        np.testing.assert_allclose(gone + one.learners[:, -1], came, rtol=CONSERVED)
    whole = (
        first.entry.entrants
        + first.entry.outside_labour_force
        + first.entry.emigration
        + first.entry.further_study
    )
    np.testing.assert_allclose(whole, first.graduates, rtol=CONSERVED)


def test_immigrants_and_people_who_re_enter_add_to_supply() -> None:
    _, flows = entry()
    found = labour.supply_routes(
        flows, inflows={"immigrants": [20.0] * 6, "re-entrants": np.full((40, 6), 5.0)}
    )
    np.testing.assert_allclose(found.supply - flows.entrants, 25.0)
    with pytest.raises(InputError) as caught:
        labour.supply_routes(flows, inflows={"immigrants": [1.0, 2.0]})
    assert [(problem.id, problem.series) for problem in caught.value.problems] == [
        ("E-PIP-011", "immigrants")
    ]
