"""Every check of a declaration speaks Vietnamese with its values, and names its clause in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dubao.errors import CORE_MESSAGES, InputError
from dubao.labour.capacity import Institution, LecturerShare, Location, determine
from dubao.labour.capacity.messages import _CLAUSES, _SENTENCES

CHECKS = Path(__file__).parents[4] / "lib/include/dubao/labour/capacity/checks.hpp"


def test_values_stand_in_both_languages_as_each_writes_them(small_example: Institution) -> None:
    broken = replace(
        small_example,
        locations=(Location("A", "Head office", -2.5),),
        lecturers=tuple(LecturerShare("L1", "A", "4801", "master", weight=0.7) for _ in range(2)),
    )
    with pytest.raises(InputError) as caught:
        determine(broken)
    area, time = caught.value.problems
    assert "diện tích -2,5 m²" in area.text("vi") and "-2.5 m²" in area.text("en")
    assert "tổng hệ số là 1,4, tối đa 1" in time.text("vi") and "1.4 in all, at most 1" in time.text("en")
    assert "khoản 2 Điều 5" in time.text("vi") and "Art. 5(2)" in time.text("en")


def test_every_id_of_the_checks_has_a_sentence_or_a_fixed_message() -> None:
    used = set(re.findall(r'"(E-CAP-\d{3})"', CHECKS.read_text(encoding="utf-8")))
    assert used
    spoken = {key for key, _, _ in _SENTENCES}
    assert used - spoken - {"E-CAP-020"} == set()
    assert used - set(CORE_MESSAGES) == set()
    assert set(_CLAUSES) <= used


def test_every_sentence_translates_what_the_core_says() -> None:
    """The fixed words of each pattern stand in the headers: a changed message in the core is noticed here."""
    headers = "".join(file.read_text(encoding="utf-8") for file in sorted(CHECKS.parent.glob("*.hpp")))
    source = re.sub(r'"\s*\n\s*"', "", headers)
    for key, pattern, _ in _SENTENCES:
        parts = [part for part in re.split(r"\(\.\*\)|\(\\S\+\)|\(\\w\+\)|\.\*", pattern) if part.strip()]
        for part in parts:
            assert part in source, (key, part)
