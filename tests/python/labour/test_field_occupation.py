"""Flexibility: rows of one, nobody lost."""

from __future__ import annotations

import numpy as np
import pytest

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
