"""What the compiled core answers, as rows."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from dubao.labour.capacity.rows import BrakeRow, Clause, GrowthTotalRow, Limit, MaximumRow, Variable
from dubao.labour.capacity.rules import AdmissionRules

__all__ = ["brakes_of", "growth_totals_of", "limits_of", "maxima_of"]

Rows = Iterable[Mapping[str, Any]]


def limits_of(rows: Rows, variables: tuple[Variable, ...]) -> tuple[Limit, ...]:
    """Limits with their clauses, terms by name of the number."""
    return tuple(
        Limit(
            **{
                **row,
                "clauses": tuple(Clause(*one) for one in row["clauses"]),
                "terms": tuple((variables[v].name, coefficient) for v, coefficient in row["terms"]),
            }
        )
        for row in rows
    )


def brakes_of(rows: Rows, rules: AdmissionRules) -> tuple[BrakeRow, ...]:
    """Brakes, their reasons as clauses."""

    def clauses(parameters: Iterable[str]) -> tuple[Clause, ...]:
        found = (rules.values[one] for one in parameters)
        return tuple(Clause(one.parameter, one.rule_set, one.article_clause) for one in found)

    return tuple(
        BrakeRow(**{**row, "reasons": clauses(row["reasons"]), "exempted": clauses(row["exempted"])})
        for row in rows
    )


def growth_totals_of(rows: Rows, variables: tuple[Variable, ...]) -> tuple[GrowthTotalRow, ...]:
    """Growth of totals beside what is planned."""
    return tuple(GrowthTotalRow(**row, planned=_planned_total(row, variables)) for row in rows)


def maxima_of(
    rows: Rows, variables: tuple[Variable, ...], limits: tuple[Limit, ...], unsure_locations: Container[str]
) -> tuple[MaximumRow, ...]:
    """Maxima with the names of their numbers and limits; tentative at the locations named."""
    return tuple(_maximum(row, variables, limits, unsure_locations) for row in rows)


def _planned_total(row: Mapping[str, Any], variables: tuple[Variable, ...]) -> float:
    """Planned persons of a level and form at a location; joint foreign programmes inside the regular number."""
    forms = {row["form"], "joint_foreign"} if row["form"] == "regular" else {row["form"]}
    inside = [
        one.planned
        for one in variables
        if one.location == row["location"]
        and one.level == row["level"]
        and (one.form in forms or one.level in ("master", "doctoral"))
    ]
    return float(sum(inside))


def _maximum(
    row: Mapping[str, Any],
    variables: tuple[Variable, ...],
    limits: tuple[Limit, ...],
    unsure_locations: Container[str],
) -> MaximumRow:
    one = variables[row["variable"]]

    def of(index: int) -> tuple[str, str, tuple[Clause, ...]]:
        return (limits[index].kind, limits[index].name, limits[index].clauses) if index >= 0 else ("", "", ())

    binding, limit, clauses = of(row["binding"])
    binding_reserved, limit_reserved, clauses_reserved = of(row["binding_reserved"])
    return MaximumRow(
        name=one.name,
        location=one.location,
        unit=one.unit,
        major=one.major,
        level=one.level,
        form=one.form,
        planned=one.planned,
        announced=one.announced,
        actual=one.actual,
        basis=row["basis"],
        ceilings=MappingProxyType(dict(row["ceilings"])),
        before_brakes=row["before_brakes"],
        maximum=row["maximum"],
        binding=binding,
        limit=limit,
        clauses=clauses,
        maximum_reserved=row["maximum_reserved"],
        binding_reserved=binding_reserved,
        limit_reserved=limit_reserved,
        clauses_reserved=clauses_reserved,
        tentative=one.location in unsure_locations,
    )
