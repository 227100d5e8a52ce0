"""Rules before 2027: capacity under Circular 03/2022 with 10/2023 (intakes 2022–2025), and the mixed regime of the intake 2026.

``dubao.labour.capacity.determine`` comes here for these years. Numbers are set within fields (lĩnh vực): lecturers count 0.3 to 5
by degree and title, visiting lecturers up to a share, students a converted lecturer by field; 2026 keeps these criteria with the
growth cap and the freezes of Circular 34/2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from dubao import _core
from dubao.labour.capacity.core_results import brakes_of, limits_of, maxima_of
from dubao.labour.capacity.institution import Institution
from dubao.labour.capacity.messages import in_both_languages
from dubao.labour.capacity.numbered import Numbered, Plan, core_case
from dubao.labour.capacity.plan_check import PlanCheck, PlanRow
from dubao.labour.capacity.readings import Readings
from dubao.labour.capacity.remarks import TEXTS, remark
from dubao.labour.capacity.rows import BrakeRow, Limit, MaximumRow, Remark, Variable, YearEndRow
from dubao.labour.capacity.rules import AdmissionRules, rules_for

__all__ = [
    "FormerAreaRow", "FormerDetermination", "FormerFieldRow", "FormerPostgraduateRow", "FormerScale", "determine",
]  # fmt: skip

#: The intake whose criteria are those of 03/2022 and whose brakes those of 34/2026 (Art. 10(2) of Circular 34/2026/TT-BGDĐT).
MIXED_INTAKE = 2026

_TEXTS: dict[str, tuple[str, str]] = {
    "employment_not_given": (
        "chưa khai tỉ lệ có việc làm của lĩnh vực; chưa kiểm tra mức 80% (khoản 4 Điều 4 Thông tư 03/2022)",
        "employment rate of the field not given; the brake of 80 % (Art. 4(4) of 03/2022) not tested",
    ),
    "fulfilment_not_given": (
        "chưa khai số đã công bố và số thực tuyển năm trước của lĩnh vực; chưa kiểm tra mức 80% (khoản 4 Điều 4 Thông tư 03/2022)",
        "last year's announced and actual numbers of the field not given; the brake of 80 % (Art. 4(4) of 03/2022) not tested",
    ),
    "support_staff_not_given": (
        "chưa khai cán bộ hỗ trợ đào tạo từ xa; chưa tính được số tối đa của đào tạo từ xa (khoản 4 Điều 10 Thông tư 03/2022)",
        "support staff of distance training not given; its maximum (Art. 10(4) of 03/2022) is not known",
    ),
    "brakes_not_binding": (
        "cách hiểu A10 (số đã công bố trước 19/4/2026): giới hạn tăng và các trường hợp không được tăng chỉ nêu để biết",
        "reading A10 (numbers announced before 19 April 2026): growth cap and freezes are shown and do not limit",
    ),
    "not_self_determined": (
        "vi phạm: không được tự xác định số tuyển sinh trong 05 năm, Bộ thông báo số (khoản 5 Điều 4 Thông tư 03/2022)",
        "violation: the institution does not set its numbers for five years, the ministry notifies them (Art. 4(5) of 03/2022)",
    ),
}


@dataclass(frozen=True)
class FormerScale:
    """Persons of one form."""

    stock: float
    expected_graduates: float
    planned: float  #: nan: no plan


@dataclass(frozen=True)
class FormerFieldRow:
    """One field; persons, maxima may be negative. Teacher-training units of a field are a row of their own."""

    field: str  #: three digits, 748
    teacher_training: bool
    full_time_heads: float
    full_time: float  #: converted
    visiting: float  #: converted, as declared
    visiting_limit: float  #: converted
    visiting_counted: float  #: converted
    converted: float  #: converted lecturers in all
    students_per_lecturer: float
    capacity: float  #: regular learners
    regular: FormerScale
    maximum_regular: float
    in_service_share: float
    in_service_base: float
    base_is_announced: bool  #: 2022: the share is taken of the announced number
    in_service: FormerScale
    maximum_in_service: float
    distance_converted: float  #: converted lecturers of distance training
    distance_by_lecturers: float
    support_staff: float
    distance_by_staff: float
    distance_capacity: float
    distance: FormerScale
    maximum_distance: float  #: nan: support staff not given


@dataclass(frozen=True)
class FormerAreaRow:
    """Floor area of the institution, in heads of regular learners."""

    floor_area: float  #: m²
    capacity: float
    regular: FormerScale
    maximum: float


@dataclass(frozen=True)
class FormerPostgraduateRow:
    """One postgraduate major; persons. Brakes are not in ``maximum``."""

    location: str
    major: str
    level: str
    supervisors: float
    visiting: float
    visiting_limit: float
    visiting_counted: float
    capacity: float
    stock: float
    expected_graduates: float  #: doctoral only
    maximum: float
    announced: float


@dataclass(frozen=True, repr=False)
class FormerDetermination(Numbered):
    """The answer of the rules before 2027 for one institution and intake year.

    Attributes
    ----------
    institution, rules, readings
        As computed with.
    lecturers : tuple of FormerFieldRow
        One a field: lecturers, regular, in-service and distance numbers.
    area : tuple of FormerAreaRow
        One row, the institution.
    master, doctoral : tuples of FormerPostgraduateRow
    brakes : tuple of BrakeRow
    maxima : tuple of MaximumRow
        One a number, the others at their plan.
    variables, limits : tuples of Variable, Limit
    remarks : tuple of Remark
    self_determined : bool
        False: the ministry sets the number (violation, to 2025).
    """

    tables: ClassVar[Mapping[str, type]] = {
        "lecturers": FormerFieldRow,
        "area": FormerAreaRow,
        "master": FormerPostgraduateRow,
        "doctoral": FormerPostgraduateRow,
        "brakes": BrakeRow,
        "maxima": MaximumRow,
        "variables": Variable,
        "limits": Limit,
        "remarks": Remark,
    }

    institution: Institution
    rules: AdmissionRules
    readings: Readings
    lecturers: tuple[FormerFieldRow, ...]
    area: tuple[FormerAreaRow, ...]
    master: tuple[FormerPostgraduateRow, ...]
    doctoral: tuple[FormerPostgraduateRow, ...]
    brakes: tuple[BrakeRow, ...]
    maxima: tuple[MaximumRow, ...]
    variables: tuple[Variable, ...]
    limits: tuple[Limit, ...]
    remarks: tuple[Remark, ...]
    self_determined: bool

    def __repr__(self) -> str:
        return (
            f"FormerDetermination({self.institution.code} {self.rules.intake_year}, {self.rules.rule_set}, "
            f"{len(self.maxima)} numbers)"
        )

    @property
    def tentative(self) -> bool:
        """No coefficient of the Standards enters these rules."""
        return False

    @property
    def reasons(self) -> tuple[Remark, ...]:
        """Why the result is tentative: never here."""
        return ()

    def check(self, plan: Plan | None = None) -> PlanCheck:
        """Weighs a plan against every limit; numbers that are not named stand at the institution's plan, 0 where it has none.

        ``year_end`` has the regular learners of each field on 31 December against its capacity (the test of 2026), in heads.
        """
        persons = self.persons(plan)
        found = _core.labour.admission_former(
            *core_case(self.institution, self.rules, self.readings),
            persons,
            _brakes_bind(self.rules, self.readings),
        )
        rows = tuple(
            PlanRow(self.limits[limit], used, slack, met) for limit, used, slack, met in found["checked"]
        )
        return PlanCheck(
            MappingProxyType({one.name: persons[v] for v, one in enumerate(self.variables)}),
            rows,
            tuple(YearEndRow(**row) for row in found["year_end"]),
        )


def _brakes_bind(rules: AdmissionRules, readings: Readings) -> bool:
    """Whether the brakes of Circular 34/2026 limit the numbers of 2026 (reading A10)."""
    return rules.intake_year != MIXED_INTAKE or readings.A10 != "later_changes"


def _remark(code: str, subject: str) -> Remark:
    return remark(code, subject) if code in TEXTS else Remark(code, subject, *_TEXTS[code])


def _field(row: Mapping[str, Any]) -> FormerFieldRow:
    scales = {form: FormerScale(**row[form]) for form in ("regular", "in_service", "distance")}
    return FormerFieldRow(**{**row, **scales})


def determine(
    institution: Institution, rules: AdmissionRules | None = None, readings: Readings | None = None
) -> FormerDetermination:
    """What the rules of an intake from 2022 to 2026 let an institution announce.

    Parameters
    ----------
    institution : Institution
        ``special_major`` of the units, ``accredited_programme`` of the learners, ``form`` and ``weekly_hours`` of lecturers,
        visiting supervisors and ``support_staff`` are read here.
    rules : AdmissionRules, optional
        Default: those of the institution's intake year.
    readings : Readings, optional
        Of the brakes of 2026 (A3, A8, A9, A10) and of rounding (A15).

    Returns
    -------
    FormerDetermination

    Raises
    ------
    dubao.errors.InputError
        All problems of the declaration at once (E-CAP-003 … E-CAP-020); E-CAP-001 (a value the rules lack), E-CAP-021 (a word).

    Notes
    -----
    Readings of ours: floor area is tested for the institution as a whole; the employment rate of a field is the mean over its rows
    with expected graduates as weights; a new major's capacity is that of its own lecturers.

    Examples
    --------
    >>> from dubao.labour.capacity import Institution, Learners, LecturerShare, Location, Unit
    >>> staff = [("bachelor", "none")] * 2 + [("master", "none")] * 20 + [("doctoral", "none")] * 18
    >>> staff += [("doctoral", "associate_professor")] * 3
    >>> old = Institution(
    ...     code="INV", name="Invented", intake_year=2024, invented=True, locations=(Location("HN", "Head office", 13440),),
    ...     units=(Unit("HN", "4802", "Information technology", special_major="high_demand"),),
    ...     learners=(Learners("HN", "4802", "bachelor", "regular", 1100, 4, announced=400, actual=380, employment_rate=0.9),),
    ...     lecturers=tuple(LecturerShare(f"L{k}", "HN", "4802", *one) for k, one in enumerate(staff)),
    ... )
    >>> found = determine(old)
    >>> row = found.lecturers[0]
    >>> round(row.converted, 6), round(row.capacity, 6), found.maximum("HN", "4802").maximum
    (65.6, 1312.0, 487.0)
    """
    rules = rules if rules is not None else rules_for(institution.intake_year)
    readings = readings if readings is not None else Readings()
    with in_both_languages(with_clause=False):
        found = _core.labour.admission_former(
            *core_case(institution, rules, readings), [], _brakes_bind(rules, readings)
        )
    variables = tuple(Variable(**row) for row in found["variables"])
    limits = limits_of(found["limits"], variables)
    remarks = [_remark("invented", institution.code)] if institution.invented else []
    if not found["self_determined"]:
        remarks.append(_remark("not_self_determined", institution.code))
    seen = set()
    for code, subject in found["remarks"]:
        if (code, subject) not in seen:
            remarks.append(_remark(code, subject))
        seen.add((code, subject))
    postgraduates = [FormerPostgraduateRow(**row) for row in found["postgraduates"]]
    area = found["area"]
    return FormerDetermination(
        institution=institution,
        rules=rules,
        readings=readings,
        lecturers=tuple(_field(row) for row in found["fields"]),
        area=(FormerAreaRow(**{**area, "regular": FormerScale(**area["regular"])}),),
        master=tuple(one for one in postgraduates if one.level == "master"),
        doctoral=tuple(one for one in postgraduates if one.level == "doctoral"),
        brakes=brakes_of(found["brakes"], rules),
        maxima=maxima_of(found["maxima"], variables, limits, ()),
        variables=variables,
        limits=limits,
        remarks=tuple(remarks),
        self_determined=found["self_determined"],
    )
