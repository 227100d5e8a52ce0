"""The education pipeline and cohorts: nobody is lost, nobody is counted twice."""

from __future__ import annotations

import numpy as np
import pytest

from dubao import labour
from dubao.errors import InputError

CONSERVED = 1e-9  # relative
DROP_OUT = [(0.10, 0.05, 0.15), (0.05, 0.02, 0.10), (0.05, 0.02, 0.10), (0.05, 0.02, 0.10)]


def test_learners_are_conserved_on_every_path() -> None:
    intake = 60000 * np.exp(np.random.default_rng(2).normal(0, 0.1, (200, 8)))
    found = labour.pipeline(
        intake,
        start="2025",
        base_stock=[50000, 45000, 42000, 40000],
        drop_out=DROP_OUT,
        repetition=[0.02] * 4,
        show_up=(0.81, 0.7, 0.9),
    )
    before = np.column_stack([found.base_learners, found.learners[:, :-1]])
    left = np.column_stack(
        [
            found.base_drop_outs + found.base_graduates,
            (found.drop_outs + found.graduates)[:, :-1],
        ]
    )
    np.testing.assert_allclose(found.entrants_to_study, left + found.learners - before, rtol=1e-6)
    np.testing.assert_allclose(sum(found.by_year), found.learners, rtol=CONSERVED)


def test_what_graduates_do_adds_up_to_the_graduates() -> None:
    found = labour.pipeline(
        [1000.0] * 6,
        start="2025",
        base_stock=[1000.0] * 4,
        drop_out=DROP_OUT,
        further_study=(0.05, 0.02, 0.1),
        participation=0.92,
        emigration=(0.02, 0.0, 0.05),
    )
    entry = found.entry
    flows = entry.further_study + entry.outside_labour_force + entry.emigration + entry.entrants
    np.testing.assert_allclose(flows, found.graduates, rtol=CONSERVED)
    assert entry.start == "2026"


def test_a_pipeline_started_empty_agrees_with_its_cohort() -> None:
    # One cohort, drop-outs only: it finishes after four years with the product of the survival rates.
    rates = [0.1, 0.05, 0.05, 0.02]
    found = labour.pipeline([61457.0, 0, 0, 0, 0], start="2022", base_stock=[0] * 4, drop_out=rates)
    completion = float(np.prod([1 - rate for rate in rates]))
    cohort = labour.cohort_graduates([0.0, 61457.0, 0.0], start="2021", completion=completion)
    assert found.graduates[0, 3] == pytest.approx(61457 * completion)  # academic year 2025
    assert cohort.graduates_start == "2025"
    assert cohort.graduates[0, 0] == pytest.approx(found.graduates[0, 3])
    assert cohort.graduates[0, 1] == 0.0


def test_uncertain_rates_repeat_with_the_seed_and_differ_between_programmes() -> None:
    def graduates(**changes):
        options = {"start": "2022", "completion": (0.7, 0.55, 0.85), "on_time": (0.75, 0.6, 0.9)}
        return labour.cohort_graduates(np.full((50, 3), 60000.0), **{**options, **changes}).graduates

    np.testing.assert_array_equal(graduates(), graduates())
    assert not np.array_equal(graduates(), graduates(seed=2))
    assert not np.array_equal(graduates(programme="748"), graduates(programme="752"))
    assert graduates().min() >= 0.55 * 60000


@pytest.mark.parametrize(
    ("changes", "error_id"),
    [
        ({"drop_out": []}, "E-PIP-001"),
        ({"base_stock": [1.0]}, "E-PIP-002"),
        ({"intake": [-1.0]}, "E-PIP-003"),
        ({"participation": 1.2}, "E-PIP-004"),
        ({"calendar_lag": -1}, "E-PIP-005"),
        ({"drop_out": [0.1, (0.2, 0.1)]}, "E-LAB-004"),
    ],
)
def test_wrong_arguments_of_the_pipeline_are_named(changes, error_id) -> None:
    options = {"intake": [100.0], "start": "2025", "base_stock": [0.0, 0.0], "drop_out": [0.1, 0.1]}
    options.update(changes)
    with pytest.raises(InputError) as caught:
        labour.pipeline(options.pop("intake"), **options)
    assert caught.value.id == error_id


def test_one_cohort_alone_is_not_completed_silently() -> None:
    with pytest.raises(InputError) as caught:
        labour.cohort_graduates([100.0], start="2022", completion=0.7)
    assert caught.value.id == "E-PIP-007"
    with pytest.raises(InputError) as caught:
        labour.graduates_by_duration(100, years=0)
    assert caught.value.id == "E-PIP-006"
