"""Intake guidance of the demo edition: consistent with the pipeline of chapter 6, inside the law, and optimal where nothing binds."""

from __future__ import annotations

import numpy as np
import pytest
from report_editions import EDITIONS, composed

from dubao.labour.capacity import rules_for
from dubao.report import pipeline_intake
from dubao.report.pipeline_intake import CAPACITY, SECURITY

pytestmark = pytest.mark.skipif(
    not (EDITIONS / "demo.toml").is_file(), reason="the demo edition is not in this checkout"
)
EXACT = 1e-9
ONE_PERSON = 1.0
# Share of paths at the optimum against c₊/(c₊ + c₋): paths weighted by a yield that is the same on each, whole persons; one path of 400.
ONE_PATH = 1 / 400


@pytest.fixture(scope="module")
def context():
    return composed("demo")[1]


@pytest.fixture(scope="module")
def guide(context):
    return context.results.extra["intake"]


def test_a_cohort_yields_what_the_pipeline_of_the_supply_chapter_makes_of_it(context, guide) -> None:
    """With the rates of chapter 6, a steady intake x gives x · yield entrants a year once all years of study are filled."""
    found = context.results.extra["education"]
    for programme, group in guide.groups.items():
        need = guide.needs.groups[group]
        course = found.courses[programme]
        steady = np.full((1, 20), 1000.0)
        flows = course.flows(steady, 2027, programme, 1, under_way=False)
        part = sum(v for o, v in found.parts[programme].items() if o in context.results.extra["balance"])
        # Durations below one in a hundred are left out of the need; what is left out is below that.
        assert need.yields[0] == pytest.approx(flows.entry.entrants[0, -1] / 1000.0 * part, rel=0.01)
        assert need.yields[0] <= flows.entry.entrants[0, -1] / 1000.0 * part + EXACT


def test_every_recommendation_keeps_its_capacity_with_the_part_for_cybersecurity(guide) -> None:
    for (programme, year), limit in guide.maxima.items():
        assert guide.plan.whole_group(guide.groups[programme], year) <= limit + EXACT


def test_the_plan_is_proven_optimal(guide) -> None:
    assert guide.plan.proof.proven and guide.plan.proof.relative_gap < 1e-8
    assert guide.plan.proof.lower_bound <= guide.plan.proof.loss + EXACT


def test_where_nothing_binds_the_gap_closes_with_the_probability_the_costs_ask_for(guide) -> None:
    few, many = guide.costs
    free = {
        group
        for group in guide.groups.values()
        if all(not guide.plan.intake(group, year).binding.startswith(CAPACITY) for year in guide.years)
    }
    assert free
    for row in guide.plan.entries:
        if row.group in free:
            assert row.probability_closed == pytest.approx(few / (few + many), abs=3 * ONE_PATH)


def test_a_dearer_shortage_never_lowers_the_national_sum(guide) -> None:
    sums: dict[float, float] = {}
    for row in guide.plan.ratios:
        sums[row.ratio] = sums.get(row.ratio, 0.0) + row.recommended
    ordered = [sums[ratio] for ratio in sorted(sums)]
    assert len(ordered) >= 3 and all(a <= b + ONE_PERSON for a, b in zip(ordered, ordered[1:], strict=False))


def test_cybersecurity_is_a_part_of_its_group_in_the_need_too(guide) -> None:
    group = guide.groups[guide.security]
    part, rest = guide.needs.groups[f"{group}.{SECURITY}"], guide.needs.groups[group]
    assert 0 < guide.security_part < 1
    assert np.allclose(part.intake * (1 - guide.security_part), rest.intake * guide.security_part)


def test_the_national_simulation_says_what_set_the_numbers_and_keeps_the_growth_cap(context, guide) -> None:
    view = guide.national
    assert view.institutions == 90
    assert view.set_by_cap + view.set_by_capacity + view.set_by_wish == pytest.approx(1.0)
    cap = rules_for(context.configuration.intake.year).value("growth_cap_over_last_actual_intake")
    assert (
        view.announced[:, 1:] <= (1 + cap / 100) * view.actual[:, :-1] + ONE_PERSON * view.institutions
    ).all()


def test_without_its_assumptions_there_is_no_national_simulation(context) -> None:
    found = context.configuration
    fewer = {use: key for use, key in found.assumptions.items() if use != "national_fill"}
    silent = found.model_copy(update={"assumptions": fewer})
    education = context.results.extra["education"]
    guide = context.results.extra["intake"]
    assert (
        pipeline_intake._national(silent, education, context.assumptions, guide.groups, guide.years) is None
    )


def test_the_text_prints_cost_price_and_outcome_from_the_store(context) -> None:
    keys = {number.key for number in context.store}
    group = next(iter(context.results.extra["intake"].groups.values()))
    assert {
        "intake.cost.few",
        "intake.cost.many",
        f"intake.{group}.2027.price",
        f"intake.{group}.2031.closed",
    } <= keys
    assert any(key.startswith("intake.all.2027.") for key in keys) and any(
        key.startswith("intake.ratio.") for key in keys
    )
