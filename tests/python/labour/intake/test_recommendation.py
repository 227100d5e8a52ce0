"""Recommendation: inside the law, decided by a named rule, and moved by the costs as it should be."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour.capacity import Determination
from dubao.labour.intake import IntakeLimit, Programme, Recommendation, need, recommend

from .conftest import REGULAR, needs_of


def test_recommendation_stays_inside_every_limit_of_both_readings(determination: Determination) -> None:
    found = recommend(
        needs_of({"4801": 60.0, "4802": 60.0}),
        costs=(3.0, 1.0),
        determination=determination,
        numbers=REGULAR,
        ratios=(),
    )
    plan = {REGULAR[group]: found.intake(group, 2027).recommended for group in REGULAR}
    assert not determination.check(plan).violations
    reserved = [one for one in found.limits if "(B)" in one.name]
    assert reserved
    assert all(one.used <= one.bound + 1e-9 for one in found.limits if one.kind == "law")
    assert any(one.code == "lower_reading" for one in found.notes)
    assert found.proof.proven
    assert found.proof.relative_gap < 1e-8


def test_binding_rule_comes_with_its_clause_and_price(determination: Determination) -> None:
    found = recommend(
        needs_of({"4801": 500.0, "4802": 10.0}),
        costs=(3.0, 1.0),
        determination=determination,
        numbers=REGULAR,
        ratios=(),
    )
    row = found.intake("4801", 2027)
    assert row.price > 0
    assert row.rule
    assert row.recommended <= row.legal_maximum
    assert found.intake("4802", 2027).binding == "need"


def test_pool_of_a_later_year_shrinks_with_the_intake_before(determination: Determination) -> None:
    found = recommend(
        needs_of({"4801": 500.0, "4802": 500.0}),
        costs=(3.0, 1.0),
        determination=determination,
        numbers=REGULAR,
        ratios=(),
    )
    pools = {one.name: one for one in found.limits if one.name.startswith("lecturers A/4801 ")}
    # Ten doctors carry 400; 360 are there, 90 leave, so 130 fit; next year 360·¾ + x leave a quarter.
    assert pools["lecturers A/4801 2027"].bound == pytest.approx(400 - 0.75 * 360)
    assert pools["lecturers A/4801 2028"].bound == pytest.approx(400 - 0.75**2 * 360)
    x = [found.intake("4801", year).recommended for year in (2027, 2028)]
    assert pools["lecturers A/4801 2028"].used == pytest.approx(x[1] + 0.75 * x[0])


def test_zero_uncertainty_and_free_capacity_give_exactly_the_need() -> None:
    wanted = need(
        {"g": [[70.0, 84.0]]}, {"g": [[0.0, 0.0]]}, start=2031, first_intake=2027, years=2,
        programmes=Programme(graduation=0.7), share=1.0, catchment=1.0,
    )  # fmt: skip
    found = recommend(wanted, costs=(2.0, 1.0), ratios=())
    assert [one.recommended for one in found.intakes] == [100.0, 120.0]
    assert [one.optimum for one in found.intakes] == pytest.approx([100.0, 120.0], rel=1e-6)
    assert all(one.legal_maximum == math.inf for one in found.intakes)


def test_single_group_is_the_yield_weighted_quantile() -> None:
    random = np.random.default_rng(1)
    demand = 100 * np.exp(0.3 * random.normal(size=(499, 1)))
    wanted = need(
        {"g": demand}, {"g": 0 * demand}, start=2031, first_intake=2027, years=1,
        programmes=Programme(graduation=(0.6, 0.4, 0.8)), share=1.0, catchment=1.0,
    )  # fmt: skip
    one = wanted.groups["g"]
    ratio = demand[:, 0] / one.yields
    order = np.argsort(ratio)
    weights = np.cumsum(one.yields[order])
    for costs in ((1.0, 1.0), (3.0, 1.0)):
        level = costs[0] / sum(costs)
        quantile = ratio[order][np.searchsorted(weights, level * weights[-1])]
        assert recommend(wanted, costs=costs, ratios=()).intakes[0].optimum == pytest.approx(
            quantile, rel=1e-6
        )


def test_dearer_shortage_never_lowers_a_single_group() -> None:
    found = recommend(needs_of({"g": 60.0}, years=1), costs=(1.0, 1.0), ratios=(0.25, 0.5, 1.0, 2.0, 8.0))
    persons = [one.recommended for one in found.ratios]
    assert persons == sorted(persons)
    assert persons[0] < persons[-1]
    chances = [one.probability_closed for one in found.ratios]
    assert chances == sorted(chances)


def test_split_counts_in_its_group(determination: Determination) -> None:
    found = recommend(
        needs_of({"4801": 30.0, "4802": 60.0, "4802.security": 30.0}),
        costs={"4801": (3.0, 1.0), "4802": (3.0, 1.0), "4802.security": (6.0, 1.0)},
        determination=determination,
        numbers=REGULAR,
        splits={"4802.security": "4802"},
        ratios=(),
    )
    whole = found.whole_group("4802", 2027)
    assert whole == found.intake("4802", 2027).recommended + found.intake("4802.security", 2027).recommended
    assert whole <= determination.maximum(*REGULAR["4802"]).lower
    assert found.intake("4802.security", 2027).recommended > 0


def test_without_costs_there_is_need_and_legal_maximum_only(determination: Determination) -> None:
    found = recommend(needs_of({"4801": 60.0}), determination=determination, numbers=REGULAR)
    assert not found.sufficient
    assert math.isnan(found.intakes[0].recommended)
    # Ten doctors carry 34 each for the bachelor side, 270 of 360 stay: 70; the growth cap would allow 99.
    assert found.intakes[0].legal_maximum == 70.0
    assert found.intakes[0].legal_rule == "reserve A/4801 (B) 2027"
    assert "no_costs" in {one.code for one in found.notes}


def test_without_needs_nothing_is_recommended() -> None:
    wanted = need(
        {"g": [[1.0]]}, {"g": [[0.0]]}, start=2031, first_intake=2027, years=1, programmes=Programme()
    )
    found = recommend(wanted, costs=(1.0, 1.0))
    assert not found.sufficient
    assert found.intakes == ()
    assert found.notes[0].code == "no_share"
    assert repr(found) == "Recommendation(none: no_share)"


def test_smoothing_gives_way_to_the_law_and_says_so() -> None:
    found = recommend(
        needs_of({"g": 100.0}, years=1),
        costs=(3.0, 1.0),
        last_intake=200.0,
        smoothing=0.1,
        maximum={"g": [50.0]},
        ratios=(),
    )
    assert found.intakes[0].recommended == 50.0
    assert found.proof.wish_excess > 100
    assert "wish_passed" in {one.code for one in found.notes}


def test_smallest_class_is_nobody_or_a_class() -> None:
    wanted = need(
        {"a": [[9.0]], "b": [[12.0]]}, {"a": [[0.0]], "b": [[0.0]]}, start=2031, first_intake=2027, years=1,
        programmes=Programme(), share=1.0, catchment=1.0,
    )  # fmt: skip
    found = recommend(wanted, costs=(1.0, 1.0), minimum_class=20.0, ratios=())
    assert [one.recommended for one in found.intakes] == [0.0, 20.0]
    assert {one.binding for one in found.intakes} == {"minimum class"}


def test_same_bits_for_any_number_of_threads() -> None:
    plans = [
        recommend(
            needs_of({"a": 60.0, "b": 40.0}),
            costs=(2.0, 1.0),
            last_intake=100.0,
            growth_cap=1.1,
            threads=threads,
        )
        for threads in (1, 2)
    ]
    assert plans[0].intakes == plans[1].intakes
    assert plans[0].ratios == plans[1].ratios


def test_frames_and_dictionary() -> None:
    found = recommend(needs_of({"a": 60.0}), costs=(2.0, 1.0), last_intake=100.0, growth_cap=1.1)
    assert len(found.frame()) == 3
    assert set(found.frame("ratios")["ratio"]) == {0.5, 1.0, 2.0, 4.0}
    assert found.frame("proof")["proven"].all()
    assert isinstance(found.to_dict()["intakes"], list)
    assert isinstance(found, Recommendation)


def plan(**changes: object) -> Recommendation:
    return recommend(needs_of({"a": 60.0}), **{"costs": (2.0, 1.0), **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "error", "named"),
    [
        ({"costs": (-1.0, 1.0)}, "E-RCM-002", "a"),
        ({"growth_cap": 1.1}, "E-RCM-004", "a"),
        ({"limits": [IntakeLimit("pool", {("b", 2027): 1.0}, 10.0)]}, "E-RCM-003", "pool"),
        ({"limits": [IntakeLimit("full", {("a", 2027): 1.0}, -10.0)]}, "E-RCM-005", "full"),
        ({"limits": [IntakeLimit("odd", {("a", 2027): 1.0}, 1.0, kind="hope")]}, "E-RCM-021", "odd"),
        ({"ratios": (0.0,)}, "E-RCM-006", "0"),
        ({"maximum": {"a": [1.0]}}, "E-RCM-001", "a"),
    ],
)
def test_bad_input_is_named(changes: dict[str, object], error: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        plan(**changes)
    assert caught.value.id == error
    assert named in caught.value.problems[0].text("en")
    assert caught.value.problems[0].text("vi")


def test_numbers_that_are_not_there_are_named(determination: Determination) -> None:
    with pytest.raises(InputError, match="E-RCM-024"):
        recommend(needs_of({"4801": 60.0}), determination=determination)
    with pytest.raises(InputError, match="E-RCM-022"):
        recommend(needs_of({"4801": 60.0}), determination=determination, numbers={"4801": "nowhere"})
    with pytest.raises(InputError, match="E-RCM-023"):
        plan().intake("a", 2040)
