"""Each reading alone changed: what moves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dubao.labour.capacity import Institution, Readings, reading_effects


def test_the_clause_of_fifteen_percent_moves_475_to_298(worked_example: Institution) -> None:
    # Without brakes, so that capacity decides.
    free = replace(
        worked_example,
        founded=2025,
        learners=tuple(replace(row, employment_rate=0.9) for row in worked_example.learners),
    )
    effects = {(one.question.id, one.choice): one for one in reading_effects(free)}
    moves = {one.name: one for one in effects["A1", "B"].moves}
    regular = moves["HN/4802/bachelor/regular"]
    assert (regular.before, regular.after) == (475, 298)
    assert (regular.before_brakes_before, regular.before_brakes_after) == (475, 298)
    assert (regular.binding_before, regular.binding_after) == ("lecturers", "reserve")
    assert {one.after for one in effects["A1", "A"].moves} == {0}


def test_every_other_choice_of_every_question_is_tried_once(worked_example: Institution) -> None:
    effects = reading_effects(worked_example)
    tried = [(one.question.id, one.choice) for one in effects]
    assert len(tried) == len(set(tried)) == 4 + 16  # A4 has one choice only
    assert not any(one.moves for one in effects if not one.computed)
    by_id = {key: [one for one in effects if one.question.id == key] for key, _ in tried}
    total = {move.name: move.after for move in by_id["A3"][0].moves}
    assert total["HN/4802/bachelor/regular"] == 472  # 902 − 430
    assert by_id["A7"][0].moves == ()  # no doctor of science is declared


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_effects_have_a_line_in_both_languages(worked_example: Institution, lang: str) -> None:
    lines = [one.text(lang) for one in reading_effects(worked_example)]  # type: ignore[arg-type]
    assert any("→" in line for line in lines)
    words = {"vi": "không đổi", "en": "nothing moves"}[lang]
    assert any(words in line for line in lines)


def test_the_base_may_be_any_choice(worked_example: Institution) -> None:
    effects = reading_effects(worked_example, readings=Readings(A1="B", A3="total"))
    tried = {(one.question.id, one.choice) for one in effects}
    assert ("A1", "B") not in tried and ("A3", "per_group") in tried


def test_intakes_before_2027_have_other_questions(worked_example: Institution) -> None:
    assert reading_effects(replace(worked_example, intake_year=2025)) == ()
