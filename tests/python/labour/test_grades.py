"""Reliability grades: one definition, in both languages."""

from __future__ import annotations

import pytest

from dubao import labour
from dubao.errors import InputError


def test_the_three_grades_say_what_they_mean_in_both_languages() -> None:
    grades = labour.reliability_grades()
    assert [grade.letter for grade in grades] == ["A", "B", "C"]
    for grade in grades:
        assert grade.text("en") == grade.en and grade.en
        assert grade.text() == grade.vi and grade.vi != grade.en
    assert "kiểm tra lùi" in grades[0].vi


@pytest.mark.parametrize(
    ("evidence", "origins", "letter"),
    [
        ("official", 3, "A"),
        ("derived", 9, "A"),
        ("official", 2, "B"),
        ("derived", 0, "B"),
        ("assumption", 9, "C"),
        ("claim", 0, "C"),
    ],
)
def test_the_weakest_input_and_the_past_origins_decide(evidence, origins, letter) -> None:
    assert labour.reliability(evidence, backtest_origins=origins).letter == letter


def test_a_result_of_several_has_the_worst_grade() -> None:
    assert labour.worst_reliability(["A", "B"]).letter == "B"
    assert labour.worst_reliability(labour.reliability_grades()).letter == "C"
    for wrong in ([], ["D"], ["AB"]):
        with pytest.raises(InputError) as caught:
            labour.worst_reliability(wrong)
        assert caught.value.id == "E-BAL-009"
    with pytest.raises(InputError) as caught:
        labour.reliability("official", backtest_origins=-1)
    assert "kiểm tra lùi" in caught.value.text("vi")
