"""How the answer moves under each reading, one changed at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dubao.errors import Language
from dubao.labour.capacity.determination import Determination, determine
from dubao.labour.capacity.institution import Institution
from dubao.labour.capacity.readings import COMPUTED, ReadingQuestion, Readings, reading_questions
from dubao.labour.capacity.rules import FIRST_INTAKE_OF_34_2026, AdmissionRules, rules_for

__all__ = ["ReadingEffect", "ReadingMove", "reading_effects"]


@dataclass(frozen=True)
class ReadingMove:
    """One number that moves."""

    name: str
    before: float  #: persons
    after: float  #: persons
    binding_before: str
    binding_after: str
    before_brakes_before: float  #: persons by area, lecturers, supervisors and a reserve that binds (A1)
    before_brakes_after: float


@dataclass(frozen=True)
class ReadingEffect:
    """One reading in place of the chosen one, all others as they are; no moves: the answer does not rest on it here."""

    question: ReadingQuestion
    chosen: str | None
    choice: str
    moves: tuple[ReadingMove, ...]
    computed: bool  #: False: the question concerns another step (overshoot, 2026) or no figure at all

    def text(self, lang: Language = "vi") -> str:
        """In one line."""
        words = {
            "vi": ("không đổi", "không ảnh hưởng đến năng lực"),
            "en": ("nothing moves", "does not concern capacity"),
        }[lang]
        moved = "; ".join(f"{one.name}: {one.before:.0f} → {one.after:.0f}" for one in self.moves)
        return f"{self.question.id} {self.choice}: {moved or words[0 if self.computed else 1]}"


def _moves(base: Determination, other: Determination) -> Iterator[ReadingMove]:
    for before, after in zip(base.maxima, other.maxima, strict=True):
        if (before.maximum, before.binding, before.before_brakes) == (
            after.maximum,
            after.binding,
            after.before_brakes,
        ):
            continue
        yield ReadingMove(
            before.name,
            before.maximum,
            after.maximum,
            before.binding,
            after.binding,
            before.before_brakes,
            after.before_brakes,
        )


def reading_effects(
    institution: Institution, rules: AdmissionRules | None = None, readings: Readings | None = None
) -> tuple[ReadingEffect, ...]:
    """Determines again under each other choice of each question and lists what moves.

    Parameters
    ----------
    institution : Institution
    rules : AdmissionRules, optional
    readings : Readings, optional
        The base from which one choice at a time is changed. Without a reading of A1 the base is the ratio of 40.

    Returns
    -------
    tuple of ReadingEffect
        In the order of the questions; empty for intakes before 2027, whose rules have other questions.

    Examples
    --------
    >>> from dubao.labour.capacity import Institution, Learners, LecturerShare, Location, Unit
    >>> small = Institution(
    ...     code="SML", name="Invented", intake_year=2027, invented=True, locations=(Location("A", "Head office", 2800),),
    ...     units=(Unit("A", "4801", "Computing", 1.0, 1.0, confirmed=True),),
    ...     learners=(Learners("A", "4801", "bachelor", "regular", 100, 4, announced=40, actual=300, planned=40),),
    ...     lecturers=tuple(LecturerShare(f"L{k}", "A", "4801", "doctoral") for k in range(10)),
    ... )
    >>> [one.text("en") for one in reading_effects(small) if one.moves]
    ['A1 A: A/4801/bachelor/regular: 325 → 0', 'A1 B: A/4801/bachelor/regular: 325 → 265', 'A1 D: A/4801/bachelor/regular: 325 → 0']
    """
    rules = rules if rules is not None else rules_for(institution.intake_year)
    readings = readings if readings is not None else Readings()
    if rules.intake_year < FIRST_INTAKE_OF_34_2026:
        return ()
    base = determine(institution, rules, readings)
    out = []
    for question in reading_questions():
        chosen = getattr(readings, question.id)
        for choice in question.choices:
            if choice == chosen:
                continue
            computed = question.id in COMPUTED
            moves: tuple[ReadingMove, ...] = ()
            if computed:
                other = determine(institution, rules, replace(readings, **{question.id: choice}))
                moves = tuple(_moves(base, other))
            out.append(ReadingEffect(question, chosen, choice, moves, computed))
    return tuple(out)
