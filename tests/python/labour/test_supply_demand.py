"""Only like is divided by like; low ratios are good for graduates; ratings say when nothing is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dubao import labour
from dubao.errors import InputError

SCOPE = {"field": "748", "period": "2026/2030"}


def flows(supply, demand, **options):
    return labour.balance(supply, demand, supply_scope=SCOPE, demand_scope=SCOPE, **options)


def test_the_orientation_is_supply_over_demand() -> None:
    few, many = flows([10.0] * 9, [100.0] * 9).ratio(), flows([300.0] * 9, [100.0] * 9).ratio()
    assert few.rating.name == "very good"
    assert many.rating.name == "poor"
    assert few.median == pytest.approx(0.1)


def test_paths_without_demand_are_a_class_of_their_own() -> None:
    found = flows([80, 120, 50], [100, 100, -5]).ratio()
    assert found.probability_no_demand == pytest.approx(1 / 3)
    assert sum(found.probabilities.values()) == pytest.approx(1.0)
    assert list(found.probabilities)[-1] == "no demand"
    assert flows([1, 1], [0, -1]).ratio().median is None


def test_a_wide_distribution_is_undetermined_and_a_claim_gets_the_lowest_reliability() -> None:
    rng = np.random.default_rng(3)
    wide = flows(100 * np.exp(rng.normal(0, 0.5, 2000)), np.full(2000, 100.0)).ratio()
    assert wide.rating.name is None
    assert "undetermined" in repr(wide)
    sure = flows([10.0], [100.0])
    grades = [
        sure.ratio(rule=labour.RatingRule(evidence=e, backtest_origins=n)).rating.reliability.letter
        for e, n in (("official", 3), ("derived", 0), ("claim", 3))
    ]
    assert grades == ["A", "B", "C"]


def test_the_projected_state_needs_a_start_and_a_tolerance() -> None:
    found = flows([100.0], [200.0], base=1000.0)
    assert found.projected_state("surplus", tolerance=0.02).name == "balance"
    assert found.projected_state("balance", tolerance=0.02).name == "moderate shortage"
    for call in (
        lambda: flows([1.0], [1.0]).projected_state("balance", tolerance=0.1),
        lambda: found.projected_state("unknown", tolerance=0.1),
    ):
        with pytest.raises(InputError) as caught:
            call()
        assert caught.value.id == "E-BAL-008"


def test_different_scopes_are_refused_and_the_message_is_the_reports() -> None:
    other = {**SCOPE, "field": "ISCO 25"}
    with pytest.raises(InputError) as caught:
        labour.balance([1.0], [1.0], supply_scope=SCOPE, demand_scope=other)
    assert [p.id for p in caught.value.problems] == ["E-BAL-001"]
    assert "phạm vi chưa tương thích, chưa tính tỷ số" in caught.value.text("vi")
    assert "'748' against 'ISCO 25'" in caught.value.text("en")
    assert labour.scope_differences(SCOPE, other) == ["field"]


@pytest.mark.parametrize(
    ("changes", "error_id"),
    [
        ({"source": ""}, "E-BAL-003"),
        ({"share": 0.0}, "E-BAL-003"),
        ({"to_scope": "ISCO 35"}, "E-BAL-003"),
        ({"side": "both"}, "E-BAL-003"),
        ({"dimension": "period"}, "E-BAL-004"),
    ],
)
def test_a_bridge_must_be_sourced_and_lead_from_one_scope_to_the_other(changes, error_id) -> None:
    good = {
        "dimension": "field",
        "from_scope": "748",
        "to_scope": "ISCO 25",
        "share": 0.45,
        "source": "survey",
    }
    other = {**SCOPE, "field": "ISCO 25"}
    labour.balance([1.0], [1.0], supply_scope=SCOPE, demand_scope=other, bridges=[labour.ScopeBridge(**good)])
    with pytest.raises(InputError) as caught:
        labour.balance(
            [1.0],
            [1.0],
            supply_scope=SCOPE,
            demand_scope=other,
            bridges=[labour.ScopeBridge(**{**good, **changes})],
        )
    assert error_id in [problem.id for problem in caught.value.problems]


def test_thresholds_are_data() -> None:
    classes = labour.RatioClasses((1.0,), ("short", "long"), "test")
    found = flows([1.0, 3.0], [2.0, 2.0]).ratio(classes=classes)
    assert found.probabilities == {"short": 0.5, "long": 0.5, "no demand": 0.0}
    with pytest.raises(InputError) as caught:
        flows([1.0], [2.0]).ratio(classes=labour.RatioClasses((1.0,), ("one",), "test"))
    assert caught.value.id == "E-BAL-006"
    assert found.to_dict()["rating"]["name"] == found.rating.name


@settings(max_examples=50)
@given(
    arrays.arrays(float, (9,), elements=st.floats(0, 1e6, allow_subnormal=False)),
    arrays.arrays(float, (9,), elements=st.floats(-1e3, 1e6, allow_subnormal=False)),
    st.integers(-10, 10),
)
def test_the_ratio_and_its_rating_do_not_depend_on_the_unit(supply, demand, power) -> None:
    unit = 2.0**power
    one, two = flows(supply, demand).ratio(), flows(unit * supply, unit * demand).ratio()
    assert one.median == two.median
    assert one.probabilities == two.probabilities
    assert sum(one.probabilities.values()) == pytest.approx(1.0)
    assert one.rating == two.rating
