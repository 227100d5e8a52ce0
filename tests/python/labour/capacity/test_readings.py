"""Readings: names, defaults, and that table, Python and the compiled core mean the same."""

from __future__ import annotations

import pytest

from dubao import _core
from dubao.errors import InputError
from dubao.labour.capacity import Readings, reading_questions
from dubao.labour.capacity.readings import _CHOICES, COMPUTED


def test_table_and_class_have_the_same_choices_and_defaults() -> None:
    questions = {one.id: one for one in reading_questions()}
    assert list(questions) == [f"A{k}" for k in range(1, 19)]
    for key, choices in _CHOICES.items():
        assert questions[key].choices == choices, key
        assert questions[key].default == getattr(Readings(), key), key


def test_the_compiled_core_knows_every_computed_reading_by_the_same_names() -> None:
    core = _core.labour.capacity_readings()
    assert set(core) == set(COMPUTED)
    for key, (default, choices) in core.items():
        wanted = (["none"] if key == "A1" else []) + list(_CHOICES[key])
        assert choices == wanted, key
        assert default == Readings().core_choices()[key], key


def test_numbers_are_read_as_their_names() -> None:
    assert Readings(A6=0.75).A6 == "0.75"  # type: ignore[arg-type]
    assert Readings(A6=1).A6 == "1.0"  # type: ignore[arg-type]
    assert Readings(A7=6).A7 == "6"  # type: ignore[arg-type]
    assert Readings(A1="none").A1 is None


def test_every_unknown_choice_is_named_at_once() -> None:
    with pytest.raises(InputError) as caught:
        Readings(A1="E", A2="major")
    assert [one.argument for one in caught.value.problems] == ["A1", "A2"]
    assert {one.id for one in caught.value.problems} == {"E-CAP-018"}
    with pytest.raises(InputError, match="A19"):
        Readings.from_mapping({"A19": "x"})


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_questions_and_choices_have_words(lang: str) -> None:
    for question in reading_questions():
        assert question.question(lang)  # type: ignore[arg-type]
        for choice in question.choices:
            assert question.label(choice, lang)  # type: ignore[arg-type]
    assert reading_questions()[0].label(None, lang)  # type: ignore[arg-type]
