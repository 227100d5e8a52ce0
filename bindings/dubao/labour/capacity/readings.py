"""Readings: how each ambiguous clause of Circular 34/2026/TT-BGDĐT is read, as named configuration.

Eighteen questions, A1 to A18, stand in the table ``vietnam-admission/readings`` with the clause and both sides in words.
Each has a default except A1, the clause that reserves 15 % of the ratio for postgraduates: without a reading both sides are
computed. A reading never changes a value of the law, only which formula uses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from dubao.data.catalogue import Catalogue
from dubao.errors import Collector, InputError, Language, Problem

__all__ = ["Readings", "ReadingQuestion", "reading_questions"]

#: Questions that move figures of :func:`dubao.labour.capacity.determine`; the others concern other steps, or no figure.
COMPUTED = ("A1", "A2", "A3", "A6", "A7", "A8", "A9", "A11", "A12", "A14", "A15", "A16")

_CHOICES: dict[str, tuple[str, ...]] = {
    "A1": ("A", "B", "C", "D"),
    "A2": ("group", "field"),
    "A3": ("per_group", "total"),
    "A4": ("previous_year",),
    "A5": ("both", "either"),
    "A6": ("1.0", "0.75"),
    "A7": ("3", "6"),
    "A8": ("either", "both"),
    "A9": ("bachelor_and_college", "all"),
    "A10": ("actual_intake", "later_changes"),
    "A11": ("one_pool", "separate"),
    "A12": ("yes", "no"),
    "A13": ("same_as_1dd", "missing"),
    "A14": ("product", "weight_alone"),
    "A15": ("floor", "nearest"),
    "A16": ("rooms", "as_declared"),
    "A17": ("number_only", "number_and_intake"),
    "A18": ("slip", "as_written"),
}


@dataclass(frozen=True)
class Readings:
    """One choice for each question; the defaults are those proposed with the readings, A1 has none.

    Parameters
    ----------
    A1 : {None, "A", "B", "C", "D"}
        15 % for postgraduates, Art. 5(1)(b): None computes both sides; A a floor of 6 converted postgraduates a converted
        lecturer in every unit; B 6 of the 40 reserved, the bachelor side at most 34; C as B where postgraduates are taught;
        D as A over the institution.
    A2 : {"group", "field"}
        Unit of the lecturer test.
    A3 : {"per_group", "total"}
        Growth cap per group, or on the total of a level and form at a location.
    A4 : {"previous_year"}
        Base of the growth cap.
    A5 : {"both", "either"}
        Breach of the tolerance: percentage and persons, or one of them (:func:`dubao.labour.capacity.overshoot`).
    A6 : {"1.0", "0.75"}
        Weight of a learner of a joint foreign programme in the lecturer test.
    A7 : {"3", "6"}
        Doctoral students of a doctor of science without professor's title.
    A8 : {"either", "both"}
        Freeze for doctors and land: one missed, or both.
    A9 : {"bachelor_and_college", "all"}
        Levels at which drop-out and employment freeze.
    A10 : {"actual_intake", "later_changes"}
        2026: brakes bind numbers fixed before 19 April 2026, or later changes only.
    A11 : {"one_pool", "separate"}
        Whether new postgraduates share the pools with the bachelor level.
    A12 : {"yes", "no"}
        Whether blended and distance learners are free of the floor-area test.
    A13, A18
        Slips of the text; they move no figure.
    A14 : {"product", "weight_alone"}
        Co-permanent lecturers: weight times coefficient of the degree, or the weight.
    A15 : {"floor", "nearest"}
        Rounding of persons.
    A16 : {"rooms", "as_declared"}
        Gross area counts by the use coefficient, or as declared.
    A17 : {"number_only", "number_and_intake"}
        Whether a freeze also bars the permitted overshoot.

    Raises
    ------
    dubao.errors.InputError
        E-CAP-018 for a choice that is not known; all of them at once.

    Examples
    --------
    >>> Readings().A1 is None, Readings(A1="B").A2
    (True, 'group')
    >>> Readings(A6=0.75).A6
    '0.75'
    """

    A1: str | None = None
    A2: str = "group"
    A3: str = "per_group"
    A4: str = "previous_year"
    A5: str = "both"
    A6: str = "1.0"
    A7: str = "3"
    A8: str = "either"
    A9: str = "bachelor_and_college"
    A10: str = "actual_intake"
    A11: str = "one_pool"
    A12: str = "yes"
    A13: str = "same_as_1dd"
    A14: str = "product"
    A15: str = "floor"
    A16: str = "rooms"
    A17: str = "number_only"
    A18: str = "slip"

    def __post_init__(self) -> None:
        problems = Collector()
        for item in fields(self):
            given = getattr(self, item.name)
            if item.name == "A1" and given in (None, "none"):
                object.__setattr__(self, "A1", None)
                continue
            choices = _CHOICES[item.name]
            if isinstance(given, (int, float)) and not isinstance(given, bool):
                given = next((one for one in choices if _is_number(one, float(given))), given)
                object.__setattr__(self, item.name, given)
            if given not in choices:
                known = ", ".join(choices)
                problems.add(
                    Problem(
                        "E-CAP-018",
                        vi=f"'{given}' không phải cách hiểu của {item.name}",
                        en=f"'{given}' is no reading of {item.name}",
                        remedy_vi=f"dùng {known}",
                        remedy_en=f"use {known}",
                        argument=item.name,
                    )
                )
        problems.raise_if_any(InputError)

    @classmethod
    def from_mapping(cls, choices: Mapping[str, Any]) -> Readings:
        """From choices by id, as a configuration gives them; an id that is not known is E-CAP-018.

        >>> Readings.from_mapping({"A3": "total"}).A3
        'total'
        """
        unknown = sorted(set(choices) - set(_CHOICES))
        if unknown:
            raise InputError(
                Problem(
                    "E-CAP-018",
                    vi=f"không có câu hỏi {', '.join(unknown)}",
                    en=f"no question {', '.join(unknown)}",
                    remedy_vi="dùng A1 đến A18",
                    remedy_en="use A1 to A18",
                    argument="readings",
                )
            )
        return cls(**choices)

    def core_choices(self) -> dict[str, str]:
        """The choices the compiled core computes with, by id."""
        return {name: getattr(self, name) or "none" for name in COMPUTED}


def _is_number(text: str, value: float) -> bool:
    try:
        return float(text) == value
    except ValueError:
        return False


@dataclass(frozen=True)
class ReadingQuestion:
    """One question in words: its clause, its choices and what they move."""

    id: str
    article_clause: str
    question_vi: str
    question_en: str
    choices: tuple[str, ...]
    labels_vi: tuple[str, ...]
    labels_en: tuple[str, ...]
    default: str | None
    effect_vi: str
    effect_en: str

    def question(self, lang: Language = "vi") -> str:
        return self.question_vi if lang == "vi" else self.question_en

    def label(self, choice: str | None, lang: Language = "vi") -> str:
        """A choice in words; for A1 without reading, that both sides are computed."""
        if choice is None:
            return "không chọn: tính cả hai" if lang == "vi" else "none chosen: both are computed"
        return (self.labels_vi if lang == "vi" else self.labels_en)[self.choices.index(choice)]


def reading_questions() -> tuple[ReadingQuestion, ...]:
    """The eighteen questions in the order A1 to A18.

    Examples
    --------
    >>> questions = {one.id: one for one in reading_questions()}
    >>> len(questions), questions["A3"].choices, questions["A1"].default
    (18, ('per_group', 'total'), None)
    """
    rows: dict[str, list[dict[str, str]]] = {}
    for row in Catalogue().table("vietnam-admission/readings").rows:
        rows.setdefault(row["reading_id"], []).append(row)
    out = []
    for key, group in rows.items():
        ordered = sorted(group, key=lambda row: int(row["order"]))
        out.append(
            ReadingQuestion(
                id=key,
                article_clause=ordered[0]["article_clause"],
                question_vi=ordered[0]["question_vi"],
                question_en=ordered[0]["question_en"],
                choices=tuple(row["key"] for row in ordered),
                labels_vi=tuple(row["label_vi"] for row in ordered),
                labels_en=tuple(row["label_en"] for row in ordered),
                default=next((row["key"] for row in ordered if row["is_default"] == "yes"), None),
                effect_vi=ordered[0]["effect_vi"],
                effect_en=ordered[0]["effect_en"],
            )
        )
    return tuple(sorted(out, key=lambda one: int(one.id[1:])))
