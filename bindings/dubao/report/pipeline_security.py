"""Need for cybersecurity staff under the concepts whose inputs are complete, on common draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dubao.labour.cybersecurity import (
    Input,
    Need,
    SideBySide,
    declared_need,
    funded_vacancies,
    norm_need,
    side_by_side,
)
from dubao.report.config import Configuration
from dubao.report.pipeline_tables import cells, latest, ordered

if TYPE_CHECKING:
    from dubao.data import Catalogue, Table

#: Class of an input that has none.
NO_CLASS = "all"


def security_needs(catalogue: Catalogue, configuration: Configuration) -> SideBySide | None:
    """The concepts whose tables are given; None where there is none."""
    tables = {
        role: catalogue.table(name)
        for role, name in configuration.tables.items()
        if role in ("security_demand", "security_organisations", "security_norms", "security_inputs")
    }
    options: dict[str, Any] = {"draws": configuration.forecast.draws, "seed": configuration.forecast.seed}
    own = tables.get("security_inputs")
    given = inputs_of(own) if own is not None else {}
    found = [
        _funded(tables.get("security_demand"), given.get("funded_vacancies", {}), options),
        _declared(given.get("declared_need", {}), latest(own) if own is not None else "", options),
        _norm(tables.get("security_organisations"), tables.get("security_norms"), options),
    ]
    needs = [need for need in found if need is not None]
    return side_by_side(*needs) if needs else None


def norm_by_distribution(need: Need) -> dict[str, Need]:
    """The need by a norm with the posts of every class drawn from each of the distributions a range may stand for.

    >>> norm = norm_need({"a": {"organisations": 10, "posts": Input.likely(2, 1, 6)}}, draws=2000)
    >>> {name: round(one.draws.mean()) for name, one in norm_by_distribution(norm).items()}
    {'pert': 25, 'triangular': 30, 'uniform': 35}
    """
    out = {}
    for name in ("pert", "triangular", "uniform"):
        classes: dict[str, dict[str, Input]] = {}
        for key, given in need.inputs.items():
            quantity, _, group = key.partition(".")
            one = given
            if quantity == "posts" and given.low is not None and given.high is not None:
                if name == "uniform":
                    one = Input.between(given.low, given.high)
                else:
                    one = Input.likely(given.stated, given.low, given.high, name)
            classes.setdefault(group, {})[quantity] = one
        out[name] = norm_need(classes, period=need.period, draws=need.draws_asked, seed=need.seed)
    return out


def inputs_of(table: Table) -> dict[str, dict[tuple[str, str], Input]]:
    """Inputs by concept and (input, class) from the rows of the latest period; the kind follows from the parts that are there.

    >>> from dubao.data import Field, Table
    >>> names = ("concept", "input", "organisation_class", "part", "period", "value", "standard_error")
    >>> row = ("norm_need", "posts", "a", "low", "2024", 8.0, None)
    >>> rows = [dict(zip(names, row)), dict(zip(names, (*row[:3], "high", "2024", 10.0, None)))]
    >>> inputs_of(Table("p/t", tuple(Field(n) for n in names), rows))["norm_need"]["posts", "a"].kind
    'uniform'
    """
    period = latest(table)
    parts: dict[tuple[str, str, str], dict[str, float]] = {}
    for row in table:
        if row["period"] != period or row["value"] is None:
            continue
        found = parts.setdefault((row["concept"], row["input"], row["organisation_class"]), {})
        found[row["part"]] = float(row["value"])
        if row["standard_error"] is not None:
            found["standard_error"] = float(row["standard_error"])
    out: dict[str, dict[tuple[str, str], Input]] = {}
    for (concept, name, group), found in parts.items():
        out.setdefault(concept, {})[name, group] = _input(found)
    return out


def _input(parts: Mapping[str, float]) -> Input:
    if "yes" in parts:
        return Input.surveyed_share(parts["yes"], parts["asked"])
    if "standard_deviation" in parts:
        return Input.surveyed_mean(parts["value"], parts["standard_deviation"], parts["asked"])
    if "low" in parts and "high" in parts:
        if "value" in parts:
            return Input.likely(parts["value"], parts["low"], parts["high"])
        return Input.between(parts["low"], parts["high"])
    if "standard_error" in parts:
        return Input.estimate(parts["value"], parts["standard_error"])
    return Input.exact(parts["value"])


def _shared(given: Mapping[tuple[str, str], Input], period: str) -> dict[str, Any]:
    return {"period": period} | {name: one for (name, group), one in given.items() if group == NO_CLASS}


def _funded(
    table: Table | None, given: Mapping[tuple[str, str], Input], options: Mapping[str, Any]
) -> Need | None:
    """Employed and openings over all sectors, the flows of the inputs."""
    if table is None or not given:
        return None
    found = cells(table, ("concept", "sector"))
    employed, openings = (
        sum(v for (c, _), v in found.items() if c == concept) for concept in ("employed", "funded_vacancies")
    )
    return funded_vacancies(employed, openings, **_shared(given, latest(table)), **options)


def _declared(given: Mapping[tuple[str, str], Input], period: str, options: Mapping[str, Any]) -> Need | None:
    classes: dict[str, dict[str, Input]] = {}
    for (name, group), one in given.items():
        if group != NO_CLASS:
            classes.setdefault(group, {})[name] = one
    if not classes:
        return None
    entrants = given.get(("entrants", NO_CLASS))
    return declared_need(classes, entrants=entrants, period=period, **options)


def _norm(organisations: Table | None, norms: Table | None, options: Mapping[str, Any]) -> Need | None:
    """Organisations by class; the low, base and high norm as a PERT distribution."""
    if organisations is None or norms is None:
        return None
    counts = cells(organisations, ("organisation_class",))
    posts = cells(norms, ("organisation_class", "bound"))
    classes = {
        key: {
            "organisations": Input.exact(counts[key,]),
            "posts": Input.likely(posts[key, "base"], posts[key, "low"], posts[key, "high"]),
        }
        for key in ordered(c for (c,) in counts)
    }
    return norm_need(classes, period=latest(organisations), **options)
