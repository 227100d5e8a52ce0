"""A transfer out is a transfer in: the sum of all gaps does not know that people changed occupation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dubao import labour
from dubao.errors import InputError

CONSERVED = 1e-9  # relative
KEYS = ("a", "b", "c")


@settings(max_examples=40)
@given(
    arrays.arrays(float, (3, 4, 2), elements=st.floats(0, 1e6, allow_subnormal=False)),
    arrays.arrays(float, (3,), elements=st.floats(0, 1)),
    arrays.arrays(float, (3, 4), elements=st.floats(0.01, 1)),
)
def test_out_and_in_have_one_sum_on_every_path(employment, rates, weights) -> None:
    weights[range(3), range(3)] = 0.0
    flows = labour.transfer_flows(
        dict(zip(KEYS, employment, strict=True)),
        dict(zip(KEYS, rates, strict=True)),
        start="2026",
        destinations=weights / weights.sum(axis=1, keepdims=True),
        origins=KEYS,
        into=(*KEYS, "outside"),
    )
    out, into = sum(flows.out.values()), sum(flows.into.values())
    np.testing.assert_allclose(out, into, rtol=CONSERVED, atol=1e-9)


def test_rates_may_be_draws_and_problems_name_the_occupation() -> None:
    options = {"start": "2026", "destinations": [[0, 1], [1, 0]], "origins": ["a", "b"], "into": ["a", "b"]}
    employment = {"a": np.full((2, 1), 100.0), "b": np.full((2, 1), 50.0)}
    found = labour.transfer_flows(employment, {"a": [0.1, 0.2], "b": 0.0}, **options)
    assert found.into["b"].tolist() == [[10.0], [20.0]]
    with pytest.raises(InputError) as caught:
        labour.transfer_flows(employment, {"a": [0.1, 0.2, 0.3], "b": -0.1}, **options)
    assert [(problem.id, problem.series) for problem in caught.value.problems] == [
        ("E-FLX-008", "a"),
        ("E-FLX-008", "b"),
    ]
