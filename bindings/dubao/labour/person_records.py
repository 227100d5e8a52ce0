"""Separation rates from person records of a rotating panel, or from tables of counts.

Who left the labour force within a year, and who changed occupation, is explained by age, sex, education …, and the pattern is
carried to the people of every occupation. Records are read here and forgotten: the result holds coefficients and rates of
groups, and an error names a column and a number of rows, never a person or a value.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, ModelError, Problem
from dubao.frames import read_columns
from dubao.labour.person_columns import age_codes, check_columns, count_problem, factor_codes, number_values
from dubao.labour.results import Result, frozen

OUTCOMES = ("stayed", "left", "transferred")
AGE_BOUNDS = (25, 35, 45, 55, 60)


@dataclass(frozen=True, repr=False)
class OccupationRates(Result):
    """Parts of an occupation's people that leave the labour force, and that change occupation, in a year.

    Attributes
    ----------
    occupation : str
        Its code.
    persons : int
        Of the sample.
    population : float
        They stand for.
    exit_rate, transfer_rate : float
        At the estimated coefficients.
    exit, transfer : ndarray
        Draws, one value a path; path d of every occupation belongs to the same coefficients.
    """

    occupation: str
    persons: int
    population: float
    exit_rate: float
    transfer_rate: float
    exit: np.ndarray
    transfer: np.ndarray

    def __repr__(self) -> str:
        return (
            f"OccupationRates({self.occupation!r}, exits {self.exit_rate:.3f} ± {self.exit.std():.3f}, "
            f"transfers {self.transfer_rate:.3f} ± {self.transfer.std():.3f})"
        )


@dataclass(frozen=True)
class RateModel(Result):
    """One of the two regressions: coefficients by name and their covariance, in the order of the names."""

    coefficients: dict[str, float]
    covariance: np.ndarray

    def error(self, name: str) -> float:
        """Standard error of a coefficient."""
        k = list(self.coefficients).index(name)
        return math.sqrt(float(self.covariance[k, k]))


@dataclass(frozen=True, repr=False)
class SeparationRates(Result):
    """Rates of the occupations with enough persons.

    Attributes
    ----------
    occupations : mapping of str to OccupationRates
        By code, those that are shown.
    suppressed : tuple of str
        Occupations with fewer persons than ``minimum_persons``: no rate, no count.
    all : OccupationRates
        Over the occupations that are shown, so that none of the others can be told by subtraction.
    exit_model, transfer_model : RateModel
        The regressions.
    link : str
        Probit or logit.
    minimum_persons : int
        The rule of suppression.
    notes : tuple of str
        What was left out.
    """

    occupations: Mapping[str, OccupationRates]
    suppressed: tuple[str, ...]
    all: OccupationRates
    exit_model: RateModel
    transfer_model: RateModel
    link: str
    minimum_persons: int
    notes: tuple[str, ...]

    def __repr__(self) -> str:
        return (
            f"SeparationRates({len(self.occupations)} occupations, {len(self.suppressed)} suppressed, {self.link}: "
            f"exits {self.all.exit_rate:.3f}, transfers {self.all.transfer_rate:.3f} a year)"
        )


def _model(found: Mapping[str, Any]) -> RateModel:
    values = (float(value) for value in found["params"])
    return RateModel(dict(zip(found["names"], values, strict=True)), frozen(found["covariance"]))


def _rates(found: Mapping[str, Any]) -> OccupationRates:
    return OccupationRates(
        occupation=found["occupation"],
        persons=int(found["persons"]),
        population=found["population"],
        exit_rate=found["exit"],
        transfer_rate=found["transfer"],
        exit=frozen(found["exit_draws"]),
        transfer=frozen(found["transfer_draws"]),
    )


def _renamed(problem: Problem, names: Mapping[str, str | None]) -> Problem:
    """The problem with the column's name in the user's table where the core has its own."""
    name = names.get(problem.column) or problem.column
    return replace(problem, column=name, argument=name) if problem.column else problem


def _estimate(
    occupation: Any,
    factors: list[Any],
    numbers: list[tuple[str, np.ndarray]],
    counts: Sequence[np.ndarray],
    weight: np.ndarray,
    problems: list[Problem],
    options: Mapping[str, Any],
    clusters: Sequence[int] = (),
    names: Mapping[str, str | None] | None = None,
) -> SeparationRates:
    refused: list[Problem] = []
    found: dict[str, Any] = {}
    try:
        found = _core.labour.separation_rates(
            occupation,
            factors,
            numbers,
            counts[0],
            counts[1],
            counts[2],
            weight,
            str(options["link"]),
            float(options["minimum_persons"]),
            int(options["draws"]),
            options["seed"],
            *([clusters] if clusters else []),
        )
    except InputError as error:
        refused = [_renamed(problem, names or {}) for problem in error.problems]
    except ModelError:
        if not problems:
            raise
    if problems or refused:
        raise InputError([*problems, *refused])
    shown = {one["occupation"]: _rates(one) for one in found["occupations"] if not one["suppressed"]}
    return SeparationRates(
        occupations=shown,
        suppressed=tuple(one["occupation"] for one in found["occupations"] if one["suppressed"]),
        all=_rates(found["all"]),
        exit_model=_model(found["exit"]),
        transfer_model=_model(found["transfer"]),
        link=str(options["link"]),
        minimum_persons=int(options["minimum_persons"]),
        notes=tuple(found["notes"]),
    )


def separation_rates(
    records: Any,
    *,
    occupation: str = "occupation",
    outcome: str = "outcome",
    age: str | None = "age",
    age_bounds: Sequence[int] = AGE_BOUNDS,
    categories: Sequence[str] = ("sex", "education"),
    numbers: Sequence[str] = (),
    weight: str | None = "weight",
    cluster: str | None = None,
    link: str = "probit",
    minimum_persons: int = 5,
    draws: int = 1000,
    seed: int = 1,
) -> SeparationRates:
    """Rates of labour-force exit and of occupational transfer from records of persons seen twice a year apart.

    ``P(left | x) = g⁻¹(x'β)`` and ``P(transferred | x) = g⁻¹(x'γ)`` are estimated over all records with their weights; an
    occupation's rate is the weighted mean over its people, and its draws follow from draws of the coefficients.

    Parameters
    ----------
    records : table or dict of arrays
        One row a person: pandas, polars, pyarrow, or a dict. Persons not found a year later are left out beforehand.
    occupation : str
        Column with the occupation at the first interview: who a rate is for. It explains nothing unless it stands in
        ``categories`` too.
    outcome : str
        Column with ``"stayed"``, ``"left"`` (the labour force) or ``"transferred"`` (to another occupation).
    age : str or None
        Column of completed years, put into groups at ``age_bounds``.
    age_bounds : sequence of int
        First ages of the groups but the youngest.
    categories, numbers : sequence of str
        Further columns that explain: categories (the commonest is the reference), numbers as they are.
    weight : str or None
        Column of survey weights, > 0; None: every person stands for one.
    cluster : str, optional
        Column of the household or sampling unit: its persons leave together, and errors allow for it (give about 30 units or
        more). Its values are not kept.
    link : {"probit", "logit"}
        g.
    minimum_persons : int
        An occupation with fewer is suppressed; 5 or more.
    draws : int
        Paths.
    seed : int
        The same seed gives the same bits.

    Returns
    -------
    SeparationRates
        Without any record.

    Raises
    ------
    dubao.errors.InputError
        E-REP-013 … E-REP-016, E-REP-018, E-REP-019: the column and how many rows or categories; all problems at once.
    dubao.errors.ModelError
        E-REP-017: columns that together separate those who left from those who did not.

    Examples
    --------
    >>> people = {
    ...     "occupation": ["25"] * 500 + ["35"] * 500,
    ...     "age": [30] * 800 + [62] * 200,
    ...     "outcome": (["stayed"] * 92 + ["left"] * 3 + ["transferred"] * 5) * 8 + (["stayed"] * 70 + ["left"] * 25 + ["transferred"] * 5) * 2,
    ... }
    >>> found = separation_rates(people, categories=(), weight=None)
    >>> round(found.occupations["25"].exit_rate, 3), round(found.occupations["35"].exit_rate, 3)
    (0.03, 0.118)
    >>> found.suppressed
    ()
    """
    columns, _ = read_columns(records)
    used = [
        occupation,
        outcome,
        *([age] if age else []),
        *categories,
        *numbers,
        *(one for one in (weight, cluster) if one),
    ]
    check_columns(columns, used)
    problems: list[Problem] = []
    words = list(columns[outcome])
    unknown = sum(1 for word in words if not (isinstance(word, str) and word in OUTCOMES))
    if unknown:
        problems.append(
            count_problem(
                outcome,
                unknown,
                "giá trị không phải stayed, left hay transferred",
                "values are none of stayed, left and transferred",
                "ghi một trong ba từ; bỏ người không gặp lại sau một năm và nêu số người đã bỏ",
                "give one of the three; leave out persons not found a year later and say how many",
            )
        )
    factors = [age_codes(columns, age, age_bounds, problems)] if age else []
    factors += [factor_codes(columns, name) for name in categories]
    # An outcome that cannot be read is refused above; it stands as "stayed" so that the rest is looked at too.
    known = [word if isinstance(word, str) and word in OUTCOMES else "stayed" for word in words]
    counts = [np.array([float(word == one) for word in known]) for one in OUTCOMES]
    return _estimate(
        factor_codes(columns, occupation),
        factors,
        [(name, number_values(columns, name)) for name in numbers],
        counts,
        number_values(columns, weight) if weight else np.ones(len(words)),
        problems,
        {"link": link, "minimum_persons": minimum_persons, "draws": draws, "seed": seed},
        factor_codes(columns, cluster)[2] if cluster else (),
        {"weight": weight, "cluster": cluster},
    )


def separation_rates_of_cells(
    cells: Any,
    *,
    occupation: str = "occupation",
    categories: Sequence[str],
    stayed: str = "stayed",
    left: str = "left",
    transferred: str = "transferred",
    weight: str | None = None,
    link: str = "probit",
    minimum_persons: int = 5,
    draws: int = 1000,
    seed: int = 1,
) -> SeparationRates:
    """The same rates from a table of counts: for offices that may not give out records.

    Parameters
    ----------
    cells : table or dict of arrays
        One row a cell of occupation and ``categories`` (age group among them).
    occupation : str
        Column of the occupation at the first interview.
    categories : sequence of str
        Columns that explain.
    stayed, left, transferred : str
        Columns with persons of the sample.
    weight : str or None
        Column with the persons of the population that one person of the cell stands for: it serves the means; the
        regression is on the counts.
    link, minimum_persons, draws, seed
        As in :func:`separation_rates`.

    Returns
    -------
    SeparationRates

    Raises
    ------
    dubao.errors.InputError
        As :func:`separation_rates`.

    Examples
    --------
    >>> found = separation_rates_of_cells(
    ...     {"occupation": ["25", "25", "35", "35"], "age": ["young", "old", "young", "old"],
    ...      "stayed": [470, 80, 230, 350], "left": [10, 15, 5, 60], "transferred": [20, 5, 15, 40]},
    ...     categories=["age"])
    >>> found.occupations["35"].exit_rate > found.occupations["25"].exit_rate
    True
    """
    columns, _ = read_columns(cells)
    check_columns(
        columns, [occupation, *categories, stayed, left, transferred, *([weight] if weight else [])]
    )
    counts = [number_values(columns, name) for name in (stayed, left, transferred)]
    return _estimate(
        factor_codes(columns, occupation),
        [factor_codes(columns, name) for name in categories],
        [],
        counts,
        number_values(columns, weight) if weight else np.ones(len(counts[0])),
        [],
        {"link": link, "minimum_persons": minimum_persons, "draws": draws, "seed": seed},
        names={"weight": weight, "stayed": stayed, "left": left, "transferred": transferred},
    )
