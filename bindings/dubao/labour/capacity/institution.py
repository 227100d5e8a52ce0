"""What an institution declares: the rows from which the law computes capacity.

One row class a sheet of the input workbook (:mod:`dubao.admission`). Persons are counted at 31 December of the year before
the intake; rates are shares in [0, 1]; ``nan`` is "not known". No row has a place for a name, an identity number or a birth
date: lecturers are codes.

Codes: ``unit`` is the major group without the digit of the level (``4802`` for 74802, 84802 and 94802), or the major
(``480201``) where numbers are set by major (Art. 4(1) of Circular 34/2026/TT-BGDĐT); its first two digits name the field.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "Institution", "Learners", "LecturerShare", "Location", "Offered", "Postgraduates", "Unit",
]  # fmt: skip

NAN = math.nan
Level = Literal["college", "bachelor", "master", "doctoral"]
Form = Literal["regular", "blended", "distance", "joint_foreign"]
Degree = Literal["bachelor", "master", "doctoral"]
Title = Literal["none", "associate_professor", "professor", "doctor_of_science"]
Category = Literal[
    "permanent", "co_permanent", "retired_full_time", "international", "visiting", "enterprise_expert"
]
SpecialMajor = Literal["none", "high_demand", "arts", "teacher_training"]


@dataclass(frozen=True)
class Location:
    """A place for which numbers are set: the head office or a branch with its own management (Art. 2(11))."""

    code: str
    name: str
    floor_area: float  #: m² that serve training
    area_kind: Literal["rooms", "gross"] = "rooms"  #: reading A16: gross area counts by the use coefficient
    founded: int | None = None  #: year; under five years some brakes do not apply


@dataclass(frozen=True)
class Unit:
    """A major group (or major) at a location, with the coefficients of its field."""

    location: str
    code: str
    name: str
    teaching_coefficient: float = NAN  #: K_GD of the Standards
    area_coefficient: float = NAN  #: K_DT of the Standards
    confirmed: bool = (
        False  #: False: the coefficients are an assumption; every result that uses them is tentative
    )
    by_major: bool = False
    special_major: SpecialMajor = "none"  #: rules before 2027
    support_staff: float = NAN  #: converted staff who support distance learners; rules before 2027


@dataclass(frozen=True)
class Learners:
    """Learners of a unit at one level and in one form, with last year's numbers and the plan."""

    location: str
    unit: str
    level: Level
    form: Form
    stock: float  #: persons at 31 December of the year before
    duration: float = NAN  #: years of the standard study plan; master 2 and doctoral 4 come from the rules
    announced: float = NAN  #: number announced for the year before
    actual: float = NAN  #: actual intake of the year before (enrolled at 31 December)
    planned: float = NAN  #: persons the institution wants for the intake year
    bridging: float = NAN  #: of the planned: bridging programmes (columns 6–8 of table 2A)
    first_year_dropout: float = NAN
    employment_rate: float = NAN
    opened: int | None = None  #: year the major was opened; equal to the intake year: a new major
    scheme: bool = False  #: ordered under a scheme the Government or the Prime Minister approved
    accredited_programme: bool = False  #: exempt from two brakes of the rules before 2026


@dataclass(frozen=True)
class LecturerShare:
    """Part of one lecturer's time in one unit; several rows of one code split the lecturer."""

    lecturer: str
    location: str
    unit: str
    degree: Degree
    title: Title = "none"
    category: Category = "permanent"
    weight: float = 1.0
    form: Form = "regular"  #: distance, joint_foreign: time for these alone; rules before 2027
    weekly_hours: float = NAN  #: hours of distance training a week; rules before 2027


@dataclass(frozen=True)
class Postgraduates:
    """A master's or doctoral major: supervisors by degree and title, learners of all forms, plan."""

    location: str
    major: str  #: seven digits, 8480201 or 9480201
    doctors: float  #: supervisors with a doctorate and without a professor's title (TS)
    associate_professors: float = 0.0
    professors: float = 0.0
    doctors_of_science: float = 0.0  #: of the doctors without title: doctors of science (reading A7)
    stock: float = 0.0  #: learners of all forms at 31 December
    stock_regular: float = NAN  #: of these regular; ``nan``: all
    planned: float = NAN
    planned_regular: float = NAN  #: ``nan``: all
    announced: float = NAN
    actual: float = NAN
    visiting_doctors: float = 0.0  #: visiting supervisors; rules before 2027
    visiting_associate_professors: float = 0.0
    visiting_professors: float = 0.0
    duration: float = NAN  #: years; rules before 2027, from 2027 the Circular fixes it


@dataclass(frozen=True)
class Offered:
    """One admission round of the past: how many were offered a place and how many were enrolled at the end."""

    location: str
    unit: str
    form: Form
    year: int
    round: int
    offered: float
    enrolled: float


@dataclass(frozen=True)
class Institution:
    """Everything one institution declares for one intake year."""

    code: str
    name: str
    intake_year: int
    locations: tuple[Location, ...]
    units: tuple[Unit, ...]
    learners: tuple[Learners, ...]
    lecturers: tuple[LecturerShare, ...]
    postgraduates: tuple[Postgraduates, ...] = ()
    offers: tuple[Offered, ...] = ()
    founded: int | None = None
    invented: bool = False  #: an example; every output says so
    violation_last_year: bool = False
    accredited: bool = True  #: a valid certificate, or not yet due for one
    working_age_permanent_share: float = NAN  #: of full-time lecturers
    doctoral_lecturer_share: float = NAN  #: of full-time lecturers
    trains_doctors: bool = False
    land_per_learner: float = NAN  #: m² a converted regular learner; a threshold from 2030 on
    notes: tuple[str, ...] = field(default=())
