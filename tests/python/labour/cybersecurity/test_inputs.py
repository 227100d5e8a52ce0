"""Inputs: what a user may write, and how it is read."""

from __future__ import annotations

import pytest

from dubao.errors import InputError
from dubao.labour import Rate
from dubao.labour.cybersecurity import Input, as_input, norm_need


@pytest.mark.parametrize(
    ("given", "kind", "stated"),
    [
        (60, "exact", 60.0),
        ((8, 10), "uniform", 9.0),
        ([2, 1, 4], "pert", 2.0),
        (Rate(2, 1, 4, "triangular"), "triangular", 2.0),
        (Rate(2), "exact", 2.0),
        (Input.surveyed_share(30, 100), "survey_share", 0.3),
        (Input.surveyed_mean(2, 1.5, 30), "survey_mean", 2.0),
        (Input.estimate(100, 5), "estimate", 100.0),
    ],
)
def test_a_number_a_range_and_an_input_are_read_as_what_they_are(given, kind, stated) -> None:
    found = as_input(given)
    assert (found.kind, found.stated) == (kind, stated)


@pytest.mark.parametrize("given", ["60", None, (1,), (1, 2, 3, 4), ("a", "b"), {}, True])
def test_anything_else_is_refused_with_what_to_write(given) -> None:
    with pytest.raises(InputError) as error:
        as_input(given, "organisations.a")
    problem = error.value.problems[0]
    assert (problem.id, problem.argument) == ("E-CYB-001", "organisations.a")
    assert "Input" in problem.remedy_vi


@pytest.mark.parametrize(
    ("given", "id"),
    [
        (-1, "E-CYB-001"),
        (float("nan"), "E-CYB-001"),
        ((5, 1), "E-CYB-001"),
        ((5, 1, 3), "E-CYB-001"),
        (Input.estimate(0, 1), "E-CYB-001"),
        (Input.surveyed_mean(2, 1, 3), "E-CYB-002"),
    ],
)
def test_impossible_numbers_are_refused_by_the_core_with_the_name_of_the_input(given, id: str) -> None:
    with pytest.raises(InputError) as error:
        norm_need({"a": {"organisations": 10, "posts": given}})
    assert [(p.id, p.argument) for p in error.value.problems] == [(id, "posts.a")]
    assert error.value.problems[0].vi != error.value.problems[0].en


def test_only_what_is_given_goes_to_the_core() -> None:
    assert Input.between(1, 2, source="x").core() == {"kind": "uniform", "low": 1.0, "high": 2.0}
    assert Input.surveyed_share(1, 2).core() == {
        "kind": "survey_share",
        "hits": 1.0,
        "sample": 2.0,
        "design_effect": 1.0,
    }
