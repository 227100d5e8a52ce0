"""The rows of a determination: the Circular's tables 1A to 1D, the clause of 15 %, the brakes, the maxima and the limits.

Persons where nothing else is said; "converted" figures are in converted learners (người học quy đổi). ``nan`` is "does not apply".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dubao.errors import Language

__all__ = [
    "AreaRow",
    "BrakeRow",
    "Clause",
    "DoctoralRow",
    "GrowthTotalRow",
    "LecturerRow",
    "Limit",
    "MasterRow",
    "MaximumRow",
    "PostgraduateFloorRow",
    "Remark",
    "Variable",
    "YearEndRow",
]


@dataclass(frozen=True)
class Clause:
    """Where a value of the law stands."""

    parameter: str
    rule_set: str
    article_clause: str

    def __str__(self) -> str:
        return f"{self.rule_set} {self.article_clause}"


@dataclass(frozen=True)
class AreaRow:
    """Table 1A; ``unit`` is empty on the row of a location."""

    location: str
    unit: str
    floor_area: float  #: m², as declared; rows of locations
    counted_area: float  #: m², what counts (reading A16)
    capacity: float  #: converted regular learners; rows of locations
    college: float  #: N0
    bachelor: float  #: N1, joint foreign programmes among them
    master: float  #: N2
    doctoral: float  #: N3
    area_coefficient: float  #: K_DT; rows of units
    scale: float  #: converted regular learners
    expected_graduates: float  #: converted regular learners
    maximum: float  #: converted regular learners; rows of locations; may be negative


@dataclass(frozen=True)
class LecturerRow:
    """Table 1B; ``unit`` is empty on the row of a field at a location."""

    location: str
    unit: str
    field: str  #: first two digits of the unit
    bachelors: float  #: weights of lecturers with a bachelor's degree
    masters: float
    doctors: float  #: doctorate or professor's title
    not_counted: float  #: weights of visiting lecturers and enterprise experts
    converted: float  #: converted lecturers
    capacity: float  #: converted learners
    regular: float  #: N1, bachelor and college, joint foreign programmes among them
    blended: float  #: N2
    distance: float  #: N3
    master: float  #: N4
    doctoral: float  #: N5
    teaching_coefficient: float  #: K_GD; rows of units
    scale: float  #: converted learners
    expected_graduates: float  #: converted learners
    maximum: float  #: converted learners; may be negative


@dataclass(frozen=True)
class MasterRow:
    """Table 1C."""

    location: str
    unit: str
    major: str
    supervisors: float
    yearly_maximum: float  #: M
    capacity: float  #: 2 M
    scale: float
    maximum: float


@dataclass(frozen=True)
class DoctoralRow:
    """Table 1D."""

    location: str
    unit: str
    major: str
    doctors: float
    doctors_of_science: float
    associate_professors: float
    professors: float
    capacity: float
    scale: float
    maximum: float


@dataclass(frozen=True)
class PostgraduateFloorRow:
    """The clause of 15 % (Art. 5(1)(b) first dash); the row without location and unit is the institution as a whole."""

    location: str
    unit: str
    converted_lecturers: float
    postgraduates: float  #: converted master's and doctoral learners
    per_lecturer: float  #: converted postgraduates a converted lecturer
    required: float  #: 15 % of 40
    met: bool  #: readings A and D: the floor is met
    taught: bool  #: reading C: master's or doctoral programmes are taught
    ratio_left: float  #: reading B: what is left of 40 for the bachelor side
    bachelor_capacity: float
    bachelor_scale: float
    bachelor_graduates: float
    bachelor_maximum: float  #: converted learners of bachelor and college level; may be negative


@dataclass(frozen=True)
class BrakeRow:
    """Growth cap and freezes of one number (Art. 5(5), 5(6))."""

    location: str
    unit: str
    major: str  #: of postgraduates
    level: str
    form: str  #: regular includes joint foreign programmes
    announced: float  #: of the year before
    actual: float  #: of the year before
    growth_limit: float  #: nan: no cap
    growth_exemption: str  #: new_major, young_institution, actual_not_given, or empty
    reasons: tuple[Clause, ...]  #: why the number is frozen
    exempted: tuple[Clause, ...]  #: reasons that hold but do not apply here (Art. 5(6)(g))
    freeze_limit: float  #: nan: not frozen


@dataclass(frozen=True)
class GrowthTotalRow:
    """Growth cap on the total of a level and form at a location (reading A3 ``total``); shown in either reading."""

    location: str
    level: str
    form: str
    actual: float
    limit: float
    planned: float  #: planned, where every number has a plan


@dataclass(frozen=True)
class Variable:
    """A number of persons to be chosen."""

    name: str  #: location/code/level/form
    location: str
    unit: str
    major: str
    level: str
    form: str
    planned: float
    announced: float
    actual: float
    teaching_weight: float  #: converted learners a person weighs in the lecturer test
    area_weight: float  #: converted regular learners a person weighs in the area test


@dataclass(frozen=True)
class Limit:
    """One inequality Σ coefficient · persons ≤ bound."""

    name: str
    kind: str  #: lecturers, area, master, doctoral, growth, growth_total, freeze, new_major, reserve, floor
    reading: str  #: empty: it binds; "B": only under reading B of A1
    clauses: tuple[Clause, ...]
    location: str
    unit: str
    terms: tuple[tuple[str, float], ...]  #: name of the number, coefficient
    bound: float  #: may be negative: nobody may be admitted


@dataclass(frozen=True)
class MaximumRow:
    """The largest value of one number while the others stand at their basis.

    ``ceilings`` has the smallest ceiling of each kind of limit, in persons, before rounding; ``nan`` where none concerns the number.
    ``maximum_reserved`` is the value with the limits of reading B of A1 (34 for the bachelor side); it equals ``maximum`` where a
    reading of A1 is chosen.
    """

    name: str
    location: str
    unit: str
    major: str
    level: str
    form: str
    planned: float
    announced: float
    actual: float
    basis: float  #: at which this number stands for the maxima of the others
    ceilings: Mapping[str, float]
    before_brakes: float  #: whole persons by area, lecturers, supervisors and a reserve that binds (A1)
    maximum: float  #: whole persons
    binding: str  #: kind of the limit that decides
    limit: str  #: its name
    clauses: tuple[Clause, ...]  #: its clauses
    maximum_reserved: float
    binding_reserved: str
    limit_reserved: str
    clauses_reserved: tuple[Clause, ...]
    tentative: bool  #: rests on unconfirmed coefficients

    @property
    def lower(self) -> float:
        """The smaller of the two values: what a recommendation may use."""
        return min(self.maximum, self.maximum_reserved)


@dataclass(frozen=True)
class YearEndRow:
    """Learners of a unit at the end of the year under a plan."""

    location: str
    unit: str
    scale: float  #: converted learners
    capacity: float  #: converted learners
    ratio: float  #: converted learners a converted lecturer


@dataclass(frozen=True)
class Remark:
    """Something the reader of a result must know: an assumption, or what could not be tested."""

    code: str
    subject: str
    vi: str
    en: str

    def text(self, lang: Language = "vi") -> str:
        """With what it concerns.

        >>> Remark("x", "HN/4802", "hệ số chưa xác nhận", "coefficients not confirmed").text("en")
        'HN/4802: coefficients not confirmed'
        """
        return f"{self.subject}: {self.vi if lang == 'vi' else self.en}"
