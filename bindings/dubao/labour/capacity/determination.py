"""What the law lets an institution announce: every figure of the Circular's tables, the maxima and the rule that decides each.

:func:`determine` computes the tables 1A to 1D of Circular 34/2026/TT-BGDĐT, the clause of 15 %, the brakes and, for every number
(unit, level and form at a location), the largest value while the others stand at their plan. Without a reading of the clause of
15 % (A1) the value with 40 converted learners a converted lecturer and the one with 34 for the bachelor side stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, ClassVar

from dubao import _core
from dubao.labour.capacity.core_results import brakes_of, growth_totals_of, limits_of, maxima_of
from dubao.labour.capacity.institution import Institution
from dubao.labour.capacity.messages import in_both_languages
from dubao.labour.capacity.numbered import Key, Numbered, Plan, core_case
from dubao.labour.capacity.plan_check import PlanCheck, PlanRow
from dubao.labour.capacity.readings import Readings
from dubao.labour.capacity.remarks import of_declaration, remark
from dubao.labour.capacity.rows import (
    AreaRow,
    BrakeRow,
    DoctoralRow,
    GrowthTotalRow,
    LecturerRow,
    Limit,
    MasterRow,
    MaximumRow,
    PostgraduateFloorRow,
    Remark,
    Variable,
    YearEndRow,
)
from dubao.labour.capacity.rules import FIRST_INTAKE_OF_34_2026, AdmissionRules, rules_for

__all__ = ["Determination", "Key", "Plan", "determine"]

#: Codes of remarks that make a result tentative.
_TENTATIVE = frozenset({"unconfirmed_coefficients"})


@dataclass(frozen=True, repr=False)
class Determination(Numbered):
    """The law's answer for one institution and intake year; all rows are frozen.

    Attributes
    ----------
    institution : Institution
        As computed with: coefficients filled.
    rules : AdmissionRules
    readings : Readings
    area, lecturers, fields, master, doctoral : tuples of rows
        Tables 1A, 1B, 1B summed to fields, 1C, 1D.
    postgraduate_floor : tuple of PostgraduateFloorRow
        The clause of 15 %, the institution first.
    brakes, growth_totals : tuples of rows
    maxima : tuple of MaximumRow
        One a number.
    variables, limits : tuples of Variable, Limit
    remarks : tuple of Remark
        Assumptions, and what could not be tested.
    """

    tables: ClassVar[Mapping[str, type]] = {
        "area": AreaRow,
        "lecturers": LecturerRow,
        "fields": LecturerRow,
        "master": MasterRow,
        "doctoral": DoctoralRow,
        "postgraduate_floor": PostgraduateFloorRow,
        "brakes": BrakeRow,
        "growth_totals": GrowthTotalRow,
        "maxima": MaximumRow,
        "variables": Variable,
        "limits": Limit,
        "remarks": Remark,
    }

    institution: Institution
    rules: AdmissionRules
    readings: Readings
    area: tuple[AreaRow, ...]
    lecturers: tuple[LecturerRow, ...]
    fields: tuple[LecturerRow, ...]
    master: tuple[MasterRow, ...]
    doctoral: tuple[DoctoralRow, ...]
    postgraduate_floor: tuple[PostgraduateFloorRow, ...]
    brakes: tuple[BrakeRow, ...]
    growth_totals: tuple[GrowthTotalRow, ...]
    maxima: tuple[MaximumRow, ...]
    variables: tuple[Variable, ...]
    limits: tuple[Limit, ...]
    remarks: tuple[Remark, ...]

    def __repr__(self) -> str:
        sign = ", tentative" if self.tentative else ""
        return f"Determination({self.institution.code} {self.rules.intake_year}, {self.rules.rule_set}, {len(self.maxima)} numbers{sign})"

    @property
    def tentative(self) -> bool:
        """Whether a figure rests on coefficients that are not confirmed."""
        return any(one.code in _TENTATIVE for one in self.remarks)

    @property
    def reasons(self) -> tuple[Remark, ...]:
        """Why the result is tentative; empty when it is not."""
        return tuple(one for one in self.remarks if one.code in _TENTATIVE)

    def check(self, plan: Plan | None = None) -> PlanCheck:
        """Weighs a plan against every limit.

        Parameters
        ----------
        plan : mapping of name or (location, code, level, form) to persons, optional
            Numbers that are not named stand at the institution's plan, 0 where it has none.

        Returns
        -------
        PlanCheck

        Raises
        ------
        dubao.errors.InputError
            E-CAP-019 for a number that does not exist, is negative or not known.
        """
        persons = self.persons(plan)
        found = _core.labour.capacity_check_plan(
            *core_case(self.institution, self.rules, self.readings), persons
        )
        rows = tuple(
            PlanRow(self.limits[limit], used, slack, met) for limit, used, slack, met in found["rows"]
        )
        return PlanCheck(
            MappingProxyType({one.name: persons[v] for v, one in enumerate(self.variables)}),
            rows,
            tuple(YearEndRow(**row) for row in found["year_end"]),
        )


def determine(
    institution: Institution,
    rules: AdmissionRules | None = None,
    readings: Readings | None = None,
    *,
    others: Plan | None = None,
) -> Any:
    """Computes what the law lets an institution announce.

    Parameters
    ----------
    institution : Institution
        Units without coefficients take those of their field, as an unconfirmed assumption.
    rules : AdmissionRules, optional
        Default: :func:`rules_for` of the institution's intake year.
    readings : Readings, optional
    others : mapping of name or (location, code, level, form) to persons, optional
        At which numbers stand for the maxima of the others, in place of the plan.

    Returns
    -------
    Determination
        For intakes from 2027; for 2022 to 2026 what :mod:`dubao.labour.capacity.former` computes.

    Raises
    ------
    dubao.errors.InputError
        All problems of the declaration at once (E-CAP-003 … E-CAP-021); E-CAP-001 for a value the rules lack, E-CAP-002 for an
        intake year without rules.

    Notes
    -----
    The maxima hold one at a time: two numbers of one pool at their maxima together may pass it; :meth:`Determination.check` tells.

    Examples
    --------
    >>> from dubao.labour.capacity import Institution, Learners, LecturerShare, Location, Unit
    >>> small = Institution(
    ...     code="SML", name="Invented", intake_year=2027, invented=True, locations=(Location("A", "Head office", 2800),),
    ...     units=(Unit("A", "4801", "Computing", 1.0, 1.0, confirmed=True),),
    ...     learners=(Learners("A", "4801", "bachelor", "regular", 100, 4, announced=40, actual=40, planned=40),),
    ...     lecturers=tuple(LecturerShare(f"L{k}", "A", "4801", "doctoral") for k in range(10)),
    ... )
    >>> found = determine(small)
    >>> row = found.maximum("A", "4801")
    >>> row.before_brakes, row.maximum, row.binding, row.clauses[0].article_clause
    (325.0, 44.0, 'growth', 'Art. 5(5)')
    >>> found.lecturers[0].converted, found.lecturers[0].maximum, found.tentative
    (10.0, 325.0, False)
    >>> found.check({("A", "4801", "bachelor", "regular"): 45}).violations[0].name
    'growth A/4801/bachelor/regular'
    """
    rules = rules if rules is not None else rules_for(institution.intake_year)
    readings = readings if readings is not None else Readings()
    if rules.intake_year < FIRST_INTAKE_OF_34_2026:
        from dubao.labour.capacity import former

        return former.determine(institution, rules, readings)
    given = {
        key if isinstance(key, str) else "/".join(key): float(value) for key, value in (others or {}).items()
    }
    with in_both_languages():
        found = _core.labour.capacity_determine(*core_case(institution, rules, readings), given)
    filled = replace(
        institution,
        units=tuple(
            replace(unit, teaching_coefficient=teaching, area_coefficient=area, confirmed=confirmed)
            for unit in institution.units
            for teaching, area, confirmed in [found["coefficients"][unit.location, unit.code]]
        ),
    )
    return _read(found, filled, rules, readings)


def _read(
    found: Mapping[str, Any], institution: Institution, rules: AdmissionRules, readings: Readings
) -> Determination:
    variables = tuple(Variable(**row) for row in found["variables"])
    limits = limits_of(found["limits"], variables)
    remarks = [remark(code, subject) for code, subject in found["remarks"]]
    remarks += of_declaration(institution, rules)
    remarks += [
        remark("overdrawn", one.name) for one in limits if one.kind in ("lecturers", "area") and one.bound < 0
    ]
    if readings.A1 is None:
        remarks += [
            remark("floor_not_met", f"{row['location']}/{row['unit']}")
            for row in found["postgraduate_floor"]
            if row["unit"] and not row["met"]
        ]
    return Determination(
        institution=institution,
        rules=rules,
        readings=readings,
        area=tuple(AreaRow(**row) for row in found["area"]),
        lecturers=tuple(LecturerRow(**row) for row in found["lecturers"]),
        fields=tuple(LecturerRow(**row) for row in found["fields"]),
        master=tuple(MasterRow(**row) for row in found["master"]),
        doctoral=tuple(DoctoralRow(**row) for row in found["doctoral"]),
        postgraduate_floor=tuple(PostgraduateFloorRow(**row) for row in found["postgraduate_floor"]),
        brakes=brakes_of(found["brakes"], rules),
        growth_totals=growth_totals_of(found["growth_totals"], variables),
        # The area pool of a location rests on the coefficients of all its units.
        maxima=maxima_of(
            found["maxima"],
            variables,
            limits,
            {unit.location for unit in institution.units if not unit.confirmed},
        ),
        variables=variables,
        limits=limits,
        remarks=tuple(remarks),
    )
