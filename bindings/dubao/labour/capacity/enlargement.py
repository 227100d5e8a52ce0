"""The other way round: "we want 600": the cheapest lecturers, square metres and supervisors that make a wanted number lawful, and by when."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from dubao import _core
from dubao.data.catalogue import Catalogue
from dubao.errors import InputError, Language, Problem
from dubao.labour.capacity.institution import Institution
from dubao.labour.capacity.messages import in_both_languages
from dubao.labour.capacity.numbered import Key, Plan, core_case
from dubao.labour.capacity.readings import Readings
from dubao.labour.capacity.rows import Clause, Limit
from dubao.labour.capacity.rules import FIRST_INTAKE_OF_34_2026, AdmissionRules, rules_for

__all__ = [
    "AreaNeed", "CrossedLimit", "Deadline", "Enlargement", "LecturerNeed", "MeasureCosts", "SupervisorNeed", "enlarge",
]  # fmt: skip

_MEASURES: dict[str, tuple[str, str]] = {
    "hire_bachelor": ("tuyển giảng viên trình độ đại học", "hire lecturers with a bachelor's degree"),
    "hire_master": ("tuyển giảng viên trình độ thạc sĩ", "hire lecturers with a master's degree"),
    "hire_doctoral": ("tuyển giảng viên trình độ tiến sĩ", "hire lecturers with a doctorate"),
    "bachelor_to_master": ("giảng viên đại học lên thạc sĩ", "raise lecturers from bachelor to master"),
    "bachelor_to_doctoral": ("giảng viên đại học lên tiến sĩ", "raise lecturers from bachelor to doctor"),
    "master_to_doctoral": ("giảng viên thạc sĩ lên tiến sĩ", "raise lecturers from master to doctor"),
}  # fmt: skip

#: Kind of a limit: what a number that crosses it lacks, or what bars it.
_CROSSED: dict[str, tuple[str, str]] = {
    "lecturers": ("thiếu năng lực theo giảng viên, người học quy đổi:", "short of lecturers, converted learners:"),
    "reserve": ("thiếu năng lực theo giảng viên ngoài phần 15%, người học quy đổi:", "short of lecturers beside the 15 %, converted learners:"),
    "new_major": ("ngành mới vượt 30% năng lực, người học quy đổi:", "new major above 30 % of its capacity, converted learners:"),
    "area": ("thiếu diện tích sàn, người học chính quy quy đổi:", "short of floor area, converted regular learners:"),
    "master": ("thiếu người hướng dẫn, học viên:", "short of supervisors, learners:"),
    "doctoral": ("thiếu người hướng dẫn, nghiên cứu sinh:", "short of supervisors, learners:"),
    "growth": ("giới hạn tăng", "growth cap"),
    "growth_total": ("giới hạn tăng trên tổng", "growth cap on the total"),
    "freeze": ("không được tăng so với số đã công bố năm trước", "frozen at last year's announced number"),
    "floor": ("mức sàn 15% sau đại học, không biện pháp nào ở đây gỡ được", "floor of 15 % postgraduates, no measure here can mend it"),
}  # fmt: skip

#: Rows of the table ``vietnam-admission/calendar`` that say by when a change must be there.
_DATES = ("data_snapshot", "data_entry_deadline", "number_deadline", "adjustment_deadline")


@dataclass(frozen=True)
class MeasureCosts:
    """What one person and one square metre cost, in one currency and over one period of the user's choice.

    A lecturer measure left at ``nan`` is not to be used; an area cost left at ``nan`` is not known.
    """

    hire_bachelor: float = math.nan
    hire_master: float = math.nan
    hire_doctoral: float = math.nan
    bachelor_to_master: float = math.nan
    bachelor_to_doctoral: float = math.nan
    master_to_doctoral: float = math.nan
    square_metre: float = math.nan


@dataclass(frozen=True)
class CrossedLimit:
    """A limit that the wanted numbers cross."""

    limit: Limit
    used: float
    bound: float
    shortfall: float
    mendable: bool  #: by lecturers, area or supervisors
    earliest_year: (
        int | None
    )  #: growth cap: first intake that reaches the number if every year is filled; None: never, or no cap

    def text(self, lang: Language = "vi") -> str:
        """The number or place, what it lacks or what bars it, and the clauses.

        >>> growth = Limit("growth A/4801/bachelor/regular", "growth", "", (Clause("g", "TT34-2026", "Art. 5(5)"),), "A", "4801", (), 110.0)
        >>> CrossedLimit(growth, 140, 110, 30, False, 2030).text("en")
        'A/4801/bachelor/regular: growth cap, reached in 2030 at the earliest (TT34-2026 Art. 5(5))'
        """
        side = 0 if lang == "vi" else 1
        said = _CROSSED.get(self.limit.kind, _CROSSED["floor"])[side]
        if self.mendable:
            said += f" {self.shortfall:.6g}".replace(".", "," if lang == "vi" else ".")
        elif self.limit.kind in ("growth", "growth_total"):
            year = self.earliest_year
            said += (f", sớm nhất đạt được năm {year}", f", reached in {year} at the earliest")[side] if year else (
                ", không thể đạt được bằng cách tăng dần", ", never reached by growth alone")[side]  # fmt: skip
        subject = self.limit.name.removeprefix(self.limit.kind.replace("_", " ")).strip()
        return f"{subject}: {said} ({'; '.join(str(one) for one in self.limit.clauses)})"


@dataclass(frozen=True)
class LecturerNeed:
    """What one lecturer pool needs."""

    location: str
    unit: str  #: where new lecturers would teach
    limit: str  #: name of the limit that asks for most
    per_lecturer: float  #: what one converted lecturer adds to its bound
    needed: float  #: converted lecturers
    gains: Mapping[str, float]  #: converted lecturers a person adds, by measure
    found: bool  #: False: the measures that are allowed cannot reach it
    persons: Mapping[str, int]  #: the cheapest combination, by measure; measures with nobody are left out
    gain: float  #: converted lecturers it adds
    cost: float  #: nan without costs
    total: int  #: persons in all
    alone: Mapping[str, int | None]  #: persons each measure needs alone; None: it cannot

    def text(self, lang: Language = "vi") -> str:
        """The combination in words."""
        if not self.found:
            return (
                "không biện pháp nào được phép là đủ"
                if lang == "vi"
                else "no measure that is allowed is enough"
            )
        side = 0 if lang == "vi" else 1
        return "; ".join(f"{_MEASURES[name][side]}: {n}" for name, n in self.persons.items())


@dataclass(frozen=True)
class AreaNeed:
    """What one location needs."""

    location: str
    shortfall: float  #: converted regular learners
    square_metres: float  #: whole, as the location declares its area
    cost: float  #: nan without cost


@dataclass(frozen=True)
class SupervisorNeed:
    """More supervisors with a doctorate that a postgraduate major needs."""

    location: str
    major: str
    doctors: int


@dataclass(frozen=True)
class Deadline:
    """A date by which a change must be there, from the calendar of the Circular."""

    day: date
    event_vi: str
    event_en: str
    clause: str

    def event(self, lang: Language = "vi") -> str:
        """What happens on the day."""
        return self.event_vi if lang == "vi" else self.event_en


@dataclass(frozen=True, repr=False)
class Enlargement:
    """What makes the wanted numbers lawful.

    Attributes
    ----------
    wanted : mapping of str to float
        Persons by name of the number.
    crossed : tuple of CrossedLimit
    lecturers, area, supervisors : tuples
        What to change; empty where nothing of the kind is needed.
    lawful_before, lawful_after : bool
        Without any change; with the changes, computed again by the law.
    mended : bool
        All limits that can be mended are met after the changes.
    by_when : tuple of Deadline
        The data date first.
    cost : float
        Of lecturers and area together; nan without costs.
    reserved : Enlargement or None
        The same under reading B of the clause of 15 % (A1), where no reading of A1 is chosen.
    """

    wanted: Mapping[str, float]
    crossed: tuple[CrossedLimit, ...]
    lecturers: tuple[LecturerNeed, ...]
    area: tuple[AreaNeed, ...]
    supervisors: tuple[SupervisorNeed, ...]
    lawful_before: bool
    mended: bool
    lawful_after: bool
    by_when: tuple[Deadline, ...]
    cost: float
    reserved: Enlargement | None

    @property
    def obstacles(self) -> tuple[CrossedLimit, ...]:
        """Limits no measure can mend: growth cap, freezes, the clause of 15 % as a floor."""
        return tuple(one for one in self.crossed if not one.mendable)

    def __repr__(self) -> str:
        people = sum(one.total for one in self.lecturers)
        metres = sum(one.square_metres for one in self.area)
        return (
            f"Enlargement({people} lecturer measures, {metres:g} m², {len(self.obstacles)} obstacles, "
            f"{'lawful' if self.lawful_after else 'not lawful'} after)"
        )


def _deadlines(year: int) -> tuple[Deadline, ...]:
    """Dates of the calendar for an intake year, in order."""
    out = []
    for row in Catalogue().table("vietnam-admission/calendar").rows:
        if row["calendar_id"] not in _DATES or int(row["applies_from_intake_year"] or 0) > year:
            continue
        month, day = row["month_day"].split("-")
        at = year - 1 if row["relative_year"] == "Y-1" else year
        out.append(Deadline(date(at, int(month), int(day)), row["event_vi"], row["event_en"], row["clause"]))
    return tuple(sorted(out, key=lambda one: one.day))


def _limit(row: Mapping[str, object], names: list[str]) -> Limit:
    clauses = tuple(Clause(*one) for one in row["clauses"])  # type: ignore[attr-defined]
    terms = tuple((names[v], weight) for v, weight in row["terms"])  # type: ignore[attr-defined]
    return Limit(**{**row, "clauses": clauses, "terms": terms})  # type: ignore[arg-type]


def _one(
    institution: Institution,
    wanted: Mapping[str, float],
    costs: MeasureCosts | None,
    rules: AdmissionRules,
    readings: Readings,
    reserved: Enlargement | None,
) -> Enlargement:
    measures = _core.labour.admission_measures()
    given = costs if costs is not None else MeasureCosts()
    with in_both_languages():
        found = _core.labour.admission_enlarge(
            *core_case(institution, rules, readings),
            dict(wanted),
            [float(getattr(given, name)) for name in measures],
            float(given.square_metre),
            any(not math.isnan(float(getattr(given, name))) for name in measures),
        )
    names = [row["name"] for row in found["variables"]]
    priced = any(not math.isnan(float(getattr(given, one.name))) for one in fields(given))
    lecturers = []
    for row in found["lecturers"]:
        choice = row["choice"]
        hiring_priced = any(not math.isnan(float(getattr(given, name))) for name in measures)
        lecturers.append(
            LecturerNeed(
                location=row["location"],
                unit=row["unit"],
                limit=row["limit"],
                per_lecturer=row["per_lecturer"],
                needed=row["needed"],
                gains=dict(zip(measures, row["gains"], strict=True)),
                found=choice["found"],
                persons={name: n for name, n in zip(measures, choice["persons"], strict=True) if n > 0},
                gain=choice["gain"],
                cost=choice["cost"] if hiring_priced else math.nan,
                total=choice["total"],
                alone={name: n if n >= 0 else None for name, n in zip(measures, row["alone"], strict=True)},
            )
        )
    area = tuple(AreaNeed(**row) for row in found["area"])
    cost = math.fsum([*(one.cost for one in lecturers), *(one.cost for one in area)]) if priced else math.nan
    return Enlargement(
        wanted=dict(wanted),
        crossed=tuple(
            CrossedLimit(
                **{
                    **row,
                    "limit": _limit(row["limit"], names),
                    "earliest_year": row["earliest_year"] or None,
                }
            )
            for row in found["crossed"]
        ),
        lecturers=tuple(lecturers),
        area=area,
        supervisors=tuple(SupervisorNeed(**row) for row in found["supervisors"]),
        lawful_before=found["lawful_before"],
        mended=found["mended"],
        lawful_after=found["lawful_after"],
        by_when=_deadlines(rules.intake_year),
        cost=cost,
        reserved=reserved,
    )


def enlarge(
    institution: Institution,
    wanted: Plan | Mapping[Key, float],
    *,
    costs: MeasureCosts | None = None,
    rules: AdmissionRules | None = None,
    readings: Readings | None = None,
) -> Enlargement:
    """The cheapest change that makes wanted numbers lawful, in persons and square metres, and by when.

    Parameters
    ----------
    institution : Institution
        Numbers that are not wanted stand at their plan, or at last year's actual intake.
    wanted : mapping of name or (location, code, level, form) to persons
        What the institution wants to announce.
    costs : MeasureCosts, optional
        Without lecturer costs the combination has fewest persons, then least surplus.
    rules : AdmissionRules, optional
        Default: those of the institution's intake year; intakes from 2027.
    readings : Readings, optional
        Without a reading of A1 the answer for reading B (34 for the bachelor side) stands in ``reserved``.

    Returns
    -------
    Enlargement

    Raises
    ------
    dubao.errors.InputError
        What :func:`dubao.labour.capacity.determine` raises; E-CAP-019 for a number that does not exist, E-CAP-082 for a cost,
        E-CAP-083 for an intake before 2027.

    Notes
    -----
    Lecturers who are split, co-permanent or titled are not raised. The growth cap is passed by waiting only: ``earliest_year``
    assumes that every year is filled up to the cap.

    Examples
    --------
    >>> from dubao.labour.capacity import Institution, Learners, LecturerShare, Location, Unit
    >>> small = Institution(
    ...     code="SML", name="Invented", intake_year=2027, invented=True, locations=(Location("A", "Head office", 2800),),
    ...     units=(Unit("A", "4801", "Computing", 1.0, 1.0, confirmed=True),),
    ...     learners=(Learners("A", "4801", "bachelor", "regular", 300, 4, announced=400, actual=400, planned=40),),
    ...     lecturers=tuple(LecturerShare(f"L{k}", "A", "4801", "doctoral") for k in range(10)),
    ... )
    >>> found = enlarge(small, {("A", "4801", "bachelor", "regular"): 260})
    >>> found.lecturers[0].needed, found.lecturers[0].total, found.lecturers[0].gain, found.lawful_after
    (2.125, 3, 2.25, True)
    >>> found.lecturers[0].alone["hire_bachelor"], found.by_when[0].day.isoformat()
    (5, '2026-12-31')
    >>> priced = MeasureCosts(hire_bachelor=150, hire_master=220, hire_doctoral=400)
    >>> enlarge(small, {("A", "4801", "bachelor", "regular"): 260}, costs=priced).lecturers[0].cost
    660.0
    """
    rules = rules if rules is not None else rules_for(institution.intake_year)
    readings = readings if readings is not None else Readings()
    if rules.intake_year < FIRST_INTAKE_OF_34_2026:
        raise InputError(
            Problem(
                "E-CAP-083",
                vi=f"chưa hỗ trợ tính ngược cho năm tuyển sinh {rules.intake_year}",
                en=f"the way round is not computed for intake {rules.intake_year}",
                remedy_vi=f"chọn năm tuyển sinh từ {FIRST_INTAKE_OF_34_2026}",
                remedy_en=f"choose an intake from {FIRST_INTAKE_OF_34_2026} on",
                argument="intake_year",
                period=str(rules.intake_year),
            )
        )
    named = {key if isinstance(key, str) else "/".join(key): float(value) for key, value in wanted.items()}
    reserved = None
    if readings.A1 is None:
        under_b = Readings(**{**vars(readings), "A1": "B"})
        reserved = _one(institution, named, costs, rules, under_b, None)
    return _one(institution, named, costs, rules, readings, reserved)
