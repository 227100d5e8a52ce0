"""Overshoot: whether more learners came than the law tolerates above the announced number (Art. 4(3) of Circular 34/2026/TT-BGDĐT)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dubao import _core
from dubao.frames import records_frame
from dubao.labour.capacity.institution import Form, Institution, Level
from dubao.labour.capacity.messages import in_both_languages
from dubao.labour.capacity.readings import Readings
from dubao.labour.capacity.rows import Clause
from dubao.labour.capacity.rules import AdmissionRules, rules_for

__all__ = [
    "ActualIntake", "OvershootRow", "OvershootTest", "intakes_of_last_year", "largest_actual_intake", "overshoot",
]  # fmt: skip

#: First intake to which the tolerances apply (Art. 9 of Circular 34/2026/TT-BGDĐT).
FIRST_INTAKE_WITH_TOLERANCES = 2026

_SCOPES: dict[str, tuple[str, str]] = {
    "unit": ("nhóm ngành", "unit"),
    "form_total": ("tổng theo hình thức", "total of the form"),
    "teacher_training": ("ngành đào tạo giáo viên", "teacher-training major"),
    "teacher_training_total": ("tổng đào tạo giáo viên", "total of teacher training"),
    "master": ("thạc sĩ", "master"),
    "doctoral": ("tiến sĩ", "doctoral"),
}


@dataclass(frozen=True)
class ActualIntake:
    """Announced number and actual intake of one unit at one level and in one form."""

    location: str
    unit: str
    level: Level
    form: Form
    announced: float  #: for teacher training the number the ministry notified
    actual: float  #: enrolled and registered for study on 31 December of the intake year
    teacher_training: bool = False
    capacity: float = math.nan  #: doctoral only: the largest intake inside the training capacity (table 1D)
    frozen: bool = (
        False  #: the number was frozen; under reading A17 ``number_and_intake`` it then has no tolerance
    )


@dataclass(frozen=True)
class OvershootRow:
    """One comparison of Art. 4(3), with every figure on the way."""

    scope: str  #: unit, form_total, teacher_training, teacher_training_total, master, doctoral
    location: str  #: empty: the whole institution
    unit: str  #: empty: all units
    level: str
    form: str
    announced: float  #: doctoral: the capacity
    actual: float
    excess: float  #: persons; negative when fewer came
    excess_percent: float
    tolerated_percent: float
    breach_from_persons: float  #: nan where the clause has a percentage only
    above_percent: bool
    above_persons: bool
    largest_actual: float  #: largest intake that is no breach
    breach: bool
    clause: Clause

    def label(self, lang: str = "vi") -> str:
        """What the row judges, in words.

        >>> OvershootRow("master", "HN", "4802", "master", "regular", 36, 44, 8, 22.2, 20, math.nan, True, False, 43, True,
        ...              Clause("overshoot_master", "TT34-2026", "Art. 4(3)(d)")).label("en")
        'master HN/4802'
        """
        words = _SCOPES[self.scope][0 if lang == "vi" else 1]
        where = "/".join(part for part in (self.location, self.unit) if part)
        return " ".join(part for part in (words, where or self.form) if part)


@dataclass(frozen=True)
class OvershootTest:
    """The test of Art. 4(3) on 31 December: rows in the order of the intakes, then the totals."""

    rows: tuple[OvershootRow, ...]
    rules: AdmissionRules
    reading: str  #: of A5

    @property
    def breaches(self) -> tuple[OvershootRow, ...]:
        """Rows that are a breach: they freeze the numbers of the next year (Art. 5(6)(a))."""
        return tuple(row for row in self.rows if row.breach)

    def frame(self, kind: str = "pandas") -> Any:
        """The rows as a frame of a kind (pandas, polars, pyarrow or dict), the clause as text."""
        return records_frame([{**vars(row), "clause": str(row.clause)} for row in self.rows], kind)


def largest_actual_intake(
    announced: int,
    *,
    study_level: Level = "bachelor",
    teacher_training: bool = False,
    rules: AdmissionRules | None = None,
    readings: Readings | None = None,
) -> int:
    """Largest actual intake of one unit that is no breach of Art. 4(3).

    Parameters
    ----------
    announced : int
        Persons.
    study_level : {"college", "bachelor", "master"}
        Master: 20 % (d). Doctoral intakes are judged by capacity, not by the announced number: see :func:`overshoot`.
    teacher_training : bool
        20 % of the notified number of the major (c); the total of teacher training has no tolerance.
    rules : AdmissionRules, optional
        Default: those of the intake 2027.
    readings : Readings, optional
        A5: ``both`` (default) or ``either``.

    Returns
    -------
    int

    Raises
    ------
    dubao.errors.InputError
        E-CAP-050 (no number of persons), E-CAP-051 (doctoral), E-CAP-001 (rules without tolerances).

    Examples
    --------
    >>> largest_actual_intake(462), largest_actual_intake(462, readings=Readings(A5="either"))
    (491, 485)
    >>> largest_actual_intake(50), largest_actual_intake(9)
    (55, 13)
    >>> largest_actual_intake(36, study_level="master"), largest_actual_intake(100, teacher_training=True)
    (43, 120)
    """
    row = ActualIntake("", "", study_level, "regular", float(announced), float(announced), teacher_training)
    return int(overshoot([row], rules=rules, readings=readings).rows[0].largest_actual)


def intakes_of_last_year(
    institution: Institution, doctoral_capacity: Mapping[tuple[str, str], float] | None = None
) -> tuple[ActualIntake, ...]:
    """Rows of last year's announced and actual numbers that an institution declares, ready for :func:`overshoot`.

    Parameters
    ----------
    institution : Institution
        Rows without one of the two numbers are left out.
    doctoral_capacity : mapping of (location, major) to persons, optional
        The largest doctoral intake inside capacity as it was then; doctoral majors without it are left out.

    Returns
    -------
    tuple of ActualIntake

    Examples
    --------
    >>> from dubao.labour.capacity import Institution, Learners
    >>> one = Institution("X", "Invented", 2028, (), (), (Learners("HN", "4802", "bachelor", "regular", 0, 4, 462, 487),), ())
    >>> [(row.unit, row.announced, row.actual) for row in intakes_of_last_year(one)]
    [('4802', 462, 487)]
    """
    teachers = {
        (one.location, one.code) for one in institution.units if one.special_major == "teacher_training"
    }
    out = [
        ActualIntake(
            row.location,
            row.unit,
            row.level,
            row.form,
            row.announced,
            row.actual,
            (row.location, row.unit) in teachers,
        )
        for row in institution.learners
        if row.level in ("bachelor", "college") and not math.isnan(row.announced + row.actual)
    ]
    for major in institution.postgraduates:
        if math.isnan(major.announced + major.actual):
            continue
        capacity = (doctoral_capacity or {}).get((major.location, major.major), math.nan)
        level: Level = "doctoral" if major.major.startswith("9") else "master"
        if level == "master" or not math.isnan(capacity):
            out.append(
                ActualIntake(
                    major.location,
                    major.major,
                    level,
                    "regular",
                    major.announced,
                    major.actual,
                    False,
                    capacity,
                )
            )
    return tuple(out)


def overshoot(
    intakes: Iterable[ActualIntake],
    *,
    rules: AdmissionRules | None = None,
    readings: Readings | None = None,
) -> OvershootTest:
    """Judges actual intakes against the announced numbers, unit by unit and in total.

    Announced below 100: a breach is above 10 % and 5 persons or more; from 100: above 5 % and 30 persons or more; the total of a
    form: above 5 %; master and teacher training: above 20 %, teacher training also above the notified total; doctoral: above
    capacity. Joint foreign programmes count inside the regular number of their unit.

    Parameters
    ----------
    intakes : iterable of ActualIntake
        One row a location, unit, level and form.
    rules : AdmissionRules, optional
        Of the intake year; default 2027. The tolerances hold from the intake of 2026.
    readings : Readings, optional
        A5: a breach needs percentage and persons (``both``), or one of them (``either``). A17: under ``number_and_intake`` a
        number that was frozen has no tolerance.

    Returns
    -------
    OvershootTest

    Raises
    ------
    dubao.errors.InputError
        E-CAP-050, E-CAP-051, E-CAP-052 (all at once, naming the unit); E-CAP-001 for rules without tolerances.

    Notes
    -----
    Readings of ours: the total of a form is that of all bachelor units of the institution outside teacher training.

    Examples
    --------
    >>> test = overshoot([
    ...     ActualIntake("HN", "4802", "bachelor", "regular", 462, 487),
    ...     ActualIntake("HN", "5202", "bachelor", "regular", 430, 430),
    ... ])
    >>> [(row.scope, row.excess, row.largest_actual, row.breach) for row in test.rows]
    [('unit', 25.0, 491.0, False), ('unit', 0.0, 459.0, False), ('form_total', 25.0, 936.0, False)]
    >>> test.rows[0].clause.article_clause
    'Art. 4(3)(b)'
    """
    rules = rules if rules is not None else rules_for(2027)
    chosen = readings if readings is not None else Readings()
    reading, bars = chosen.A5, chosen.A17 == "number_and_intake"
    rows = [
        (
            one.location,
            one.unit,
            one.level,
            one.form,
            float(one.announced),
            float(one.actual),
            one.teacher_training,
            float(one.capacity),
            one.frozen and bars,
        )
        for one in intakes
    ]
    with in_both_languages():
        found = _core.labour.admission_overshoot(
            rows, rules.rule_set, rules.intake_year, rules.core_rows(), reading
        )
    return OvershootTest(
        tuple(OvershootRow(**{**row, "clause": Clause(*row["clause"])}) for row in found), rules, reading
    )
