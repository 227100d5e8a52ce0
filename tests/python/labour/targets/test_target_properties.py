"""Properties of tracking that hold for every series and target."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dubao.labour.targets import Target, track

VALUES = st.lists(st.floats(1.0, 1e6), min_size=5, max_size=12)
LEVELS = (0.2, 0.5, 0.8)
RELATIVE = 1e-9


def tracked(values: list[float], goal: float, operator: str, ahead: int, seed: int, draws: int = 60):
    seen = {2024 - len(values) + 1 + k: v for k, v in enumerate(values)}
    steps = np.random.default_rng(seed).normal(0.02, 0.1, (draws, ahead + 3))
    paths = values[-1] * np.exp(np.cumsum(steps, axis=1))
    target = Target("t", operator=operator, value=goal, unit="persons", due=str(2024 + ahead), series_id="s")
    return track(
        [target], {"s": seen}, {"s": ("2025", paths)}, as_of="2024-12-31", probabilities=LEVELS
    ).rows[0]


@settings(max_examples=60, deadline=None)
@given(VALUES, st.floats(1.0, 1e6), st.integers(1, 8), st.integers(0, 2**16))
def test_both_paths_end_at_the_target_and_steps_and_growth_lead_there(values, goal, ahead, seed) -> None:
    row = tracked(values, goal, ">=", ahead, seed)
    assert row.path_step[2024 + ahead] == goal == row.path_growth[2024 + ahead]
    assert abs(values[-1] + ahead * row.required_step - goal) <= RELATIVE * max(values[-1], goal)
    assert abs(values[-1] * (1 + row.required_growth) ** ahead - goal) <= RELATIVE * max(values[-1], goal)


@settings(max_examples=60, deadline=None)
@given(VALUES, st.floats(1.0, 1e6), st.floats(1.0, 3.0), st.integers(1, 8), st.integers(0, 2**16))
def test_a_higher_goal_is_never_more_probable_nor_reached_earlier(values, goal, factor, ahead, seed) -> None:
    low, high = tracked(values, goal, ">=", ahead, seed), tracked(values, goal * factor, ">=", ahead, seed)
    assert high.probability <= low.probability
    for first, second in zip(low.years, high.years, strict=True):
        assert second.year is None or (first.year is not None and first.year <= second.year)


@settings(max_examples=60, deadline=None)
@given(VALUES, st.floats(1.0, 1e6), st.integers(1, 8), st.integers(0, 2**16))
def test_above_and_at_most_share_out_all_paths_and_a_surer_year_is_no_earlier(
    values, goal, ahead, seed
) -> None:
    above, most = tracked(values, goal, ">", ahead, seed), tracked(values, goal, "<=", ahead, seed)
    assert abs(above.probability + most.probability - 1.0) <= RELATIVE
    known = [year.year for year in above.years]
    reached = [year for year in known if year is not None]
    assert reached == sorted(reached) and known[len(reached) :] == [None] * (len(known) - len(reached))
    assert above.shares[2024 + ahead] == above.probability
