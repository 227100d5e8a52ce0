"""Targets: a share of paths, for forecast periods only."""

from __future__ import annotations

import pytest

from dubao import labour
from dubao.errors import InputError

PATHS = [[0.0, 90.0], [0.0, 100.0], [0.0, 110.0]]


@pytest.mark.parametrize(("operator", "expected"), [(">=", 2 / 3), (">", 1 / 3), ("<=", 2 / 3), ("<", 1 / 3)])
def test_the_probability_is_the_share_of_paths(operator, expected) -> None:
    found = labour.probability_of_meeting(PATHS, start="2029", period="2030", operator=operator, value=100)
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("period", "operator", "error_id"),
    [
        ("2028", ">=", "E-TGT-001"),
        ("2031", ">=", "E-TGT-001"),
        ("2030", "=", "E-TGT-002"),
        ("x", ">", "E-TIM-001"),
    ],
)
def test_past_periods_and_unknown_comparisons_are_refused(period, operator, error_id) -> None:
    with pytest.raises(InputError) as caught:
        labour.probability_of_meeting(PATHS, start="2029", period=period, operator=operator, value=100)
    assert caught.value.id == error_id
