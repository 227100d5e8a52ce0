"""Flexibility: rows of one, nobody lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dubao import labour
from dubao.errors import InputError


def send(parts, supply=None, **options):
    supply = supply or {"748": [[100.0, 110.0]], "752": [[50.0, 55.0]]}
    return labour.flexibility(
        supply, start="2026", parts=parts, fields=["748", "752"], occupations=["25", "other"], **options
    )


def test_the_total_is_conserved_and_stayers_are_read_off() -> None:
    found = send([[0.7, 0.3], [0.2, 0.8]], intended={"748": "25", "752": "other"})
    np.testing.assert_allclose(found.supply["25"] + found.supply["other"], [[150.0, 165.0]])
    assert found.stayer_rates == {"748": 0.7, "752": 0.8}
    assert found.to_dict()["supply"]["25"][0][0] == pytest.approx(80.0)


@pytest.mark.parametrize(
    ("parts", "options", "error_id"),
    [
        ([[0.7, 0.2], [0.2, 0.8]], {}, "E-FLX-003"),
        ([[1.1, -0.1], [0.2, 0.8]], {}, "E-FLX-002"),
        ([[1.0], [1.0]], {}, "E-FLX-001"),
        ([[0.7, 0.3], [0.2, 0.8]], {"supply": {"748": [[1.0]]}}, "E-FLX-005"),
        ([[0.7, 0.3], [0.2, 0.8]], {"intended": {"748": "99"}}, "E-FLX-004"),
        ([[0.7, 0.3], [0.2, 0.8]], {"supply": {"748": [[1.0]], "752": [[1.0, 2.0]]}}, "E-LAB-002"),
    ],
)
def test_what_would_lose_people_is_refused(parts, options, error_id) -> None:
    with pytest.raises(InputError) as caught:
        send(parts, **options)
    assert caught.value.id == error_id


def drawn(**options):
    return labour.flexibility(
        {"748": np.full((500, 2), 100.0), "752": np.full((500, 2), 50.0)},
        start="2026",
        fields=["748", "752"],
        occupations=["25", "35", "other"],
        intended={"748": "25"},
        **options,
    )


@settings(max_examples=30)
@given(
    arrays.arrays(float, (2, 3), elements=st.floats(0, 1000)),
    st.floats(0.01, 5),
)
def test_nobody_is_lost_in_any_draw_of_the_matrix(counts, prior) -> None:
    found = drawn(counts=counts, prior=prior)
    np.testing.assert_allclose(sum(found.supply.values()), 150.0, rtol=1e-9)
    assert (found.stayer_draws["748"] >= 0).all() and (found.stayer_draws["748"] <= 1).all()


def test_a_concentration_says_how_far_the_parts_may_move() -> None:
    parts = [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]]
    spread = [drawn(parts=parts, concentration=c).stayer_draws["748"].std() for c in (10, 100, 1000)]
    expected = [np.sqrt(0.21 / (c + 1)) for c in (10, 100, 1000)]
    np.testing.assert_allclose(spread, expected, rtol=0.2)
    by_field = drawn(parts=parts, concentration={"748": 1e9, "752": 5.0})
    assert by_field.stayer_draws["748"].std() < 1e-4
    assert by_field.supply["35"].std() > 1.0
    assert by_field.stayer_rates == {"748": 0.7}


@pytest.mark.parametrize(
    ("options", "error_id"),
    [
        ({"parts": [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]], "concentration": 0.0}, "E-FLX-006"),
        ({"parts": [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]], "concentration": {"748": 5.0}}, "E-FLX-006"),
        ({"parts": [[0.0, 0.0, 0.0], [0.1, 0.8, 0.1]], "concentration": 5.0}, "E-FLX-003"),
        ({"counts": [[-1, 2, 3], [1, 2, 3]]}, "E-FLX-007"),
        ({"counts": [[0, 0, 0], [1, 2, 3]], "prior": 0.0}, "E-FLX-007"),
    ],
)
def test_a_field_without_a_bridge_or_evidence_is_named(options, error_id) -> None:
    with pytest.raises(InputError) as caught:
        drawn(**options)
    assert caught.value.id == error_id
    assert caught.value.problems[0].series in ("748", "752")
