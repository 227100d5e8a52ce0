"""Human capital index of the United Nations E-Government Survey: values, ranks, and what a change of a component does.

The value of a country is relative to all countries of the edition, so the components of all of them are asked for.
The weights of an edition come from a table with their source; those that could not be confirmed are empty there, and the
caller gives them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.labour.results import Result, frozen

__all__ = [
    "HumanCapitalEffect",
    "HumanCapitalIndex",
    "HumanCapitalMethod",
    "human_capital_effects",
    "human_capital_index",
    "read_method",
]


@dataclass(frozen=True)
class HumanCapitalMethod(Result):
    """Method of one edition.

    Attributes
    ----------
    edition : str
    weights : dict of str to float or None
        Component → weight; None where it could not be confirmed.
    scale : {"standard_score", "range"}
        Standard scores over the countries (the Survey), or each component from its lowest to its highest.
    source, note : str
    """

    edition: str
    weights: Mapping[str, float | None]
    scale: str = "standard_score"
    source: str = ""
    note: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether every weight is known."""
        return all(weight is not None for weight in self.weights.values())

    def with_weights(self, weights: Mapping[str, float]) -> HumanCapitalMethod:
        """The same method with weights of the caller, who answers for them.

        >>> HumanCapitalMethod("2024", {"a": None, "b": None}).with_weights({"a": 0.5, "b": 0.5}).confirmed
        True
        """
        return HumanCapitalMethod(self.edition, dict(weights), self.scale, self.source, self.note)


def read_method(rows: Iterable[Mapping[str, Any]], edition: str) -> HumanCapitalMethod:
    """Method of an edition from the table ``human_capital_method`` of the package ``vietnam-targets``.

    Raises
    ------
    dubao.errors.InputError
        E-HCI-005 when the table has no such edition.

    Examples
    --------
    >>> rows = [{"edition": "2022", "component": "adult_literacy", "weight": 1.0, "scale": "standard_score", "section": "A.3"}]
    >>> read_method(rows, "2022").weights
    {'adult_literacy': 1.0}
    """
    every = list(rows)
    own = [row for row in every if str(row["edition"]) == edition]
    if not own:
        known = ", ".join(dict.fromkeys(str(row["edition"]) for row in every)) or "–"
        raise InputError(
            Problem(
                "E-HCI-005", argument="edition", vi=f"bảng không có kỳ {edition}", en=f"the table has no edition {edition}",
                remedy_vi=f"dùng một trong các kỳ: {known}", remedy_en=f"use one of: {known}",
            )
        )  # fmt: skip
    weights: dict[str, float | None] = {}
    for row in own:
        weight = row.get("weight")
        weights[str(row["component"])] = (
            None if weight is None or str(weight).strip() == "" else float(weight)
        )
    return HumanCapitalMethod(
        edition, weights, str(own[0].get("scale") or "standard_score"), str(own[0].get("section") or ""), str(own[0].get("note_en") or "")
    )  # fmt: skip


@dataclass(frozen=True, repr=False)
class HumanCapitalIndex(Result):
    """Values of all countries of an edition.

    Attributes
    ----------
    method : HumanCapitalMethod
    value : dict of str to float
        In [0, 1]: 0 the lowest, 1 the highest country of the edition.
    rank : dict of str to int
        1 is the highest; equal values share the better rank.
    per_unit : dict of str to float
        What one unit of a component adds to the value when mean, spread and range of the edition stay.
    contribution : dict of str to dict of str to float
        Country → component → weighted standard score, in units of the index.
    """

    method: HumanCapitalMethod
    value: Mapping[str, float]
    rank: Mapping[str, int]
    per_unit: Mapping[str, float]
    contribution: Mapping[str, Mapping[str, float]]

    def __repr__(self) -> str:
        return f"HumanCapitalIndex(edition {self.method.edition}, {len(self.value)} countries)"


@dataclass(frozen=True)
class HumanCapitalEffect(Result):
    """What a change of one component of one country does, other countries as they are.

    Attributes
    ----------
    component : str
    change : float
        In the unit of the component.
    value, value_change : float
        After the change, everything computed again; and against the edition.
    rank, places : int
        After the change; places gained (+) or lost (−).
    first_order : float
        ``change × per_unit``: mean, spread and range held.
    """

    component: str
    change: float
    value: float
    value_change: float
    rank: int
    places: int
    first_order: float


def human_capital_index(
    values: Mapping[str, Mapping[str, float]], method: HumanCapitalMethod
) -> HumanCapitalIndex:
    """Values and ranks of all countries.

    Each component becomes a standard score over the countries (mean and standard deviation of the population); the weighted
    sum is put between 0 and 1 by its lowest and highest value.

    Parameters
    ----------
    values : mapping of country to {component: value}
        Every country of the edition with every component of the method.
    method : HumanCapitalMethod

    Returns
    -------
    HumanCapitalIndex

    Raises
    ------
    dubao.errors.InputError
        E-HCI-001 (weights), E-HCI-002 naming every missing value, E-HCI-003 (no spread), E-HCI-006 when weights of the
        edition are not confirmed and none were given.

    Examples
    --------
    >>> method = HumanCapitalMethod("example", {"first": 0.5, "second": 0.5})
    >>> table = {"A": {"first": 0, "second": 0}, "B": {"first": 1, "second": 2}, "C": {"first": 2, "second": 4}}
    >>> found = human_capital_index(table, method)
    >>> round(found.value["B"], 6), found.rank["B"], round(found.per_unit["first"], 6)
    (0.5, 2, 0.25)
    """
    countries, components, array, weights = _arrays(values, method)
    found = _core.labour.human_capital_index(
        countries=countries, components=components, values=array, weights=weights, scale=method.scale
    )
    return HumanCapitalIndex(
        method,
        dict(zip(countries, map(float, found["value"]), strict=True)),
        dict(zip(countries, found["rank"], strict=True)),
        dict(zip(components, map(float, found["per_unit"]), strict=True)),
        {c: dict(zip(components, map(float, row), strict=True)) for c, row in zip(countries, found["contribution"], strict=True)},
    )  # fmt: skip


def human_capital_effects(
    values: Mapping[str, Mapping[str, float]],
    method: HumanCapitalMethod,
    *,
    country: str,
    changes: Mapping[str, float],
) -> tuple[HumanCapitalEffect, ...]:
    """What each change alone does to a country's value and rank.

    Parameters
    ----------
    values, method
        As for :func:`human_capital_index`.
    country : str
    changes : mapping of component to float
        In the unit of the component.

    Returns
    -------
    tuple of HumanCapitalEffect
        One for each change, in the order of the method's components.

    Raises
    ------
    dubao.errors.InputError
        E-HCI-004 for a country or component that is not in the table; else as :func:`human_capital_index`.

    Examples
    --------
    >>> method = HumanCapitalMethod("example", {"first": 0.5, "second": 0.5})
    >>> table = {"A": {"first": 0, "second": 0}, "B": {"first": 1, "second": 2}, "C": {"first": 2, "second": 4}}
    >>> effect = human_capital_effects(table, method, country="B", changes={"first": 1})[0]
    >>> round(effect.value, 4), effect.rank, round(effect.first_order, 6)
    (0.7321, 2, 0.25)
    """
    countries, components, array, weights = _arrays(values, method)
    unknown = [name for name in (country,) if name not in countries] + [
        c for c in changes if c not in components
    ]
    if unknown:
        raise InputError(
            Problem(
                "E-HCI-004", argument="country, changes", vi=f"bảng không có: {', '.join(unknown)}", en=f"not in the table: {', '.join(unknown)}",
                remedy_vi="dùng tên nước và tên chỉ số thành phần có trong bảng", remedy_en="name a country of the table and its components",
            )
        )  # fmt: skip
    found = _core.labour.human_capital_effects(
        countries=countries, components=components, values=array, weights=weights, scale=method.scale,
        country=countries.index(country), changes=frozen([changes.get(c, math.nan) for c in components]),
    )  # fmt: skip
    return tuple(HumanCapitalEffect(**{**one, "component": components[one["component"]]}) for one in found)


def _arrays(
    values: Mapping[str, Mapping[str, float]], method: HumanCapitalMethod
) -> tuple[list[str], list[str], np.ndarray, np.ndarray]:
    if not method.confirmed:
        names = ", ".join(name for name, weight in method.weights.items() if weight is None)
        raise InputError(
            Problem(
                "E-HCI-006", argument="method", period=method.edition,
                vi=f"chưa xác nhận được trọng số của: {names}", en=f"weights are not confirmed: {names}",
                remedy_vi="đọc phụ lục phương pháp của kỳ khảo sát rồi dùng with_weights(...)", remedy_en="read the method annex of the edition, then use with_weights(...)",
            )
        )  # fmt: skip
    components = list(method.weights)
    countries = list(values)
    array = np.array(
        [[float(values[c].get(k, math.nan)) for k in components] for c in countries], dtype=float
    )
    weights = np.array([method.weights[k] for k in components], dtype=float)
    return countries, components, array.reshape(len(countries), len(components)), weights
