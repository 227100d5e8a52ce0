"""Openings: bounds on every path, years and cells that add up, survey draws refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dubao import labour
from dubao.errors import InputError

TOLERANCE = 1e-9  # relative to the level
LEVELS = st.floats(0, 1e6, allow_subnormal=False)


@settings(max_examples=50)
@given(arrays.arrays(float, (7, 4), elements=LEVELS), arrays.arrays(float, (7, 4), elements=LEVELS), LEVELS)
def test_bounds_hold_and_years_add_up_for_any_paths(employment, separations, base) -> None:
    found = labour.openings(employment, base=base, separations=separations, start="2026")
    growth = np.maximum(found.change, 0)
    room = TOLERANCE * (1 + growth + found.separations)
    assert (found.total >= growth - room).all()
    assert (found.total <= growth + found.separations + room).all()
    assert (np.abs(found.total_by_year.sum(axis=1) - found.total) <= room).all()
    assert (found.total_by_year >= -room[:, np.newaxis]).all()


def test_survey_draws_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        labour.openings([[1.0]], base=1.0, separations=[[0.0]], start="2026", target="survey")
    assert caught.value.id == "E-OPN-001"


@pytest.mark.parametrize(
    ("changes", "error_id"),
    [
        ({"base": [1.0, 2.0, 3.0]}, "E-OPN-002"),
        ({"separations": [[1.0]]}, "E-OPN-003"),
        ({"separations": [[-1.0, 0.0]]}, "E-OPN-004"),
        ({"target": "both"}, "E-FOR-006"),
        ({"start": "soon"}, "E-TIM-001"),
        ({"base": [[1.0]]}, "E-ARR-001"),
    ],
)
def test_wrong_arguments_are_named(changes, error_id) -> None:
    options = {"base": 1.0, "separations": [[0.0, 0.0]], "start": "2026"}
    with pytest.raises(InputError) as caught:
        labour.openings([[1.0, 2.0]], **{**options, **changes})
    assert caught.value.id == error_id


def test_cells_take_their_share_on_every_path() -> None:
    cells = labour.allocate_openings([100.0, 200.0], shares=[[0.5, 0.1], [0.5, 0.9]])
    np.testing.assert_allclose(cells, [[50.0, 20.0], [50.0, 180.0]])
    with pytest.raises(InputError) as caught:
        labour.allocate_openings([100.0], shares=[0.5, 0.6])
    assert caught.value.id == "E-OPN-005"


def test_uncertain_separation_rates_become_draws() -> None:
    found = labour.separation_openings(
        base=np.full(500, 100.0), final=100.0, years=5, exit_rate=(0.03, 0.02, 0.05), count_transfers=True
    )
    assert found.total.min() >= 2.0
    assert found.total.max() <= 5.0
    assert found.total.std() > 0
    assert found.transfers_counted
