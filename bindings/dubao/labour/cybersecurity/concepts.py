"""The three concepts: funded vacancies (F21), need declared in a survey (F22), need by a staffing norm (F23)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import Collector, InputError, Problem
from dubao.labour.cybersecurity.inputs import Input, InputLike, as_input
from dubao.labour.cybersecurity.results import Influence, Need, NeedQuantity, SideBySide
from dubao.labour.cybersecurity.words import INPUTS
from dubao.labour.results import frozen

__all__ = ["declared_need", "funded_vacancies", "implied_demand", "norm_need", "side_by_side"]

Scope = str | tuple[str, str]
Classes = Mapping[str, Mapping[str, InputLike]]


def funded_vacancies(
    employed: InputLike,
    openings: InputLike,
    *,
    separations: InputLike | None = None,
    separation_rate: InputLike | None = None,
    searching: InputLike | None = None,
    supply: InputLike | None = None,
    scope: Scope = "",
    period: str = "",
    draws: int = 4000,
    seed: int = 1,
    level: float = 0.8,
    n_jobs: int = 1,
) -> Need:
    """Posts that somebody pays for: D = E + O + F, S = E + A, gap D − S, ratio S/D.

    Parameters
    ----------
    employed, openings : InputLike
        E persons at work in the field, O openings with a budget. A number, (low, high), (value, low, high) or an :class:`Input`.
    separations, separation_rate : InputLike
        F persons who leave and are to be replaced within the year, or F as a share of E; exactly one.
    searching, supply : InputLike
        A others with the skills who are looking, or S as one number; exactly one.
    scope : str or (str, str)
        Who is counted, in one or both languages.
    period : str
    draws, seed, level, n_jobs
        Paths, their seed, the level of the swings, threads (the result does not depend on them).

    Returns
    -------
    Need
        Quantities ``demand``, ``supply``, ``gap``, ``ratio``.

    Raises
    ------
    dubao.errors.InputError
        E-CYB-001, E-CYB-002 (inputs), E-CYB-003 (pairs), E-CYB-005 (draws, level), all problems at once.

    Notes
    -----
    A stock (employed) and flows of a year (separations) stand in one sum: that is how the concept is published. Published
    figures of other years may be of another definition under the same name.

    Examples
    --------
    >>> found = funded_vacancies(1000, (180, 240), separation_rate=(0.1, 0.06, 0.16), searching=90, draws=1000)
    >>> found.quantities["demand"].stated, [i.input for i in found.influences]
    (1310.0, ['separation_rate', 'openings'])
    """
    named = {
        "employed": employed, "openings": openings, "separations": separations, "separation_rate": separation_rate,
        "searching": searching, "supply": supply,
    }  # fmt: skip
    given = {name: as_input(value, name) for name, value in named.items() if value is not None}
    return _one("funded_vacancies", given, scope, period, draws, seed, level, n_jobs)


def declared_need(
    classes: Classes,
    *,
    entrants: InputLike | None = None,
    scope: Scope = "",
    period: str = "",
    draws: int = 4000,
    seed: int = 1,
    level: float = 0.8,
    n_jobs: int = 1,
) -> Need:
    """What organisations say they mean to hire: Σ n·P·m over size classes, less new entrants.

    Parameters
    ----------
    classes : mapping
        By class ``organisations`` (n), ``hiring_share`` (P), ``mean_hires`` (m of those who hire). Shares and means of a survey are best
        given as :meth:`Input.surveyed_share` and :meth:`Input.surveyed_mean`; the list is then the class itself.
    entrants : InputLike, optional
    scope, period, draws, seed, level, n_jobs
        As in :func:`funded_vacancies`.

    Returns
    -------
    Need
        Quantities ``need``, ``declared`` and ``declared.<class>``. A need below 0 says that more enter than are asked for.

    Raises
    ------
    dubao.errors.InputError
        E-CYB-001, E-CYB-002, E-CYB-003 (a class without its inputs), E-CYB-005, all problems at once.

    Examples
    --------
    >>> small = {"organisations": 400, "hiring_share": Input.surveyed_share(30, 100), "mean_hires": Input.surveyed_mean(2, 1.5, 30)}
    >>> found = declared_need({"small": small}, entrants=50, draws=1000)
    >>> found.stated, found.influences[0].input
    (190.0, 'hiring_share.small')
    """
    given: dict[str, Any] = {"classes": _classes("declared_need", classes)}
    if entrants is not None:
        given["entrants"] = as_input(entrants, "entrants")
    return _one("declared_need", given, scope, period, draws, seed, level, n_jobs)


def norm_need(
    classes: Classes,
    *,
    scope: Scope = "",
    period: str = "",
    draws: int = 4000,
    seed: int = 1,
    level: float = 0.8,
    n_jobs: int = 1,
) -> Need:
    """What a staffing norm asks for: Σ n·m over classes of organisations.

    Parameters
    ----------
    classes : mapping
        By class ``organisations`` (n) and ``posts`` (m), for instance ``(8, 10)`` for a centre on duty day and night.
    scope, period, draws, seed, level, n_jobs
        As in :func:`funded_vacancies`.

    Returns
    -------
    Need
        Quantities ``need`` and ``need.<class>``. Posts already filled are counted.

    Raises
    ------
    dubao.errors.InputError
        E-CYB-001, E-CYB-002, E-CYB-003, E-CYB-005, all problems at once.

    Examples
    --------
    >>> found = norm_need({"central": {"organisations": 60, "posts": (8, 10)}}, draws=1000)
    >>> found.stated, [round(x, -1) for x in found.interval(0.8)]
    (540.0, [490.0, 590.0])
    """
    given = {"classes": _classes("norm_need", classes)}
    return _one("norm_need", given, scope, period, draws, seed, level, n_jobs)


def side_by_side(*needs: Need, n_jobs: int = 1) -> SideBySide:
    """Concepts on common draws: an input of the same name is one number in all of them.

    Parameters
    ----------
    needs : Need
        Of different concepts, in any order. They are drawn anew together, with the draws, seed and level of the first.
    n_jobs : int

    Returns
    -------
    SideBySide
        In the order funded vacancies, declared need, need by a norm.

    Raises
    ------
    dubao.errors.InputError
        E-CYB-003 (no concept, one twice), E-CYB-004 (an input of one name with two values).

    Examples
    --------
    >>> agencies = {"organisations": (350, 300, 400)}
    >>> found = side_by_side(
    ...     norm_need({"agency": {**agencies, "posts": 2}}),
    ...     declared_need({"agency": {**agencies, "hiring_share": 0.5, "mean_hires": 1}}),
    ... )
    >>> bool(np.allclose(found["norm_need"].draws, 4 * found["declared_need"].draws))
    True
    """
    concepts = [one.concept for one in needs]
    if not needs or len(set(concepts)) < len(concepts):
        raise InputError(
            Problem(
                "E-CYB-003",
                argument="needs",
                vi="không có khái niệm nào, hoặc một khái niệm xuất hiện hai lần",
                en="there is no concept, or one stands twice",
                remedy_vi="đưa mỗi khái niệm một lần",
                remedy_en="give each concept once",
            )
        )
    ordered = sorted(needs, key=lambda one: list(INPUTS).index(one.concept))
    first = needs[0]
    found = _evaluate(
        [(one.concept, one.given, one.scope, one.period) for one in ordered],
        first.draws_asked,
        first.seed,
        first.level,
        n_jobs,
    )
    return SideBySide(found)


def implied_demand(ratio: float, gap: float) -> tuple[float, float]:
    """Demand and supply that a published ratio S/D and gap D − S imply: D = gap/(1 − ratio).

    Parameters
    ----------
    ratio : float
        From 0 to below 1.
    gap : float
        Above 0.

    Returns
    -------
    (float, float)
        Demand and supply.

    Raises
    ------
    dubao.errors.InputError
        E-CYB-005.

    Examples
    --------
    >>> [round(x) for x in implied_demand(0.69, 466_225)]
    [1503952, 1037727]
    """
    demand, supply = _core.labour.implied_demand(float(ratio), float(gap))
    return demand, supply


def _classes(concept: str, classes: Classes) -> dict[str, dict[str, Input]]:
    """Inputs of the classes; E-CYB-003 for each that is missing or has no place."""
    wanted = INPUTS[concept][1]
    problems = Collector()
    out: dict[str, dict[str, Input]] = {}
    for name, inputs in classes.items():
        for key in wanted:
            if key not in inputs:
                problems.add(_class_problem(name, key, "thiếu", "is missing", wanted))
        for key in inputs:
            if key not in wanted:
                problems.add(
                    _class_problem(name, key, "không phải đầu vào của khái niệm", "is no input here", wanted)
                )
        out[str(name)] = {key: as_input(inputs[key], f"{key}.{name}") for key in wanted if key in inputs}
    problems.raise_if_any(InputError)
    return out


def _class_problem(name: Any, key: str, vi: str, en: str, wanted: tuple[str, ...]) -> Problem:
    return Problem(
        "E-CYB-003", argument=f"{key}.{name}", vi=vi, en=en,
        remedy_vi=f"mỗi loại tổ chức ghi {', '.join(wanted)}", remedy_en=f"give each class {', '.join(wanted)}",
    )  # fmt: skip


def _one(
    concept: str,
    given: dict[str, Any],
    scope: Scope,
    period: str,
    draws: int,
    seed: int,
    level: float,
    n_jobs: int,
) -> Need:
    both = (scope, scope) if isinstance(scope, str) else (str(scope[0]), str(scope[1]))
    return _evaluate([(concept, given, both, str(period))], draws, seed, level, n_jobs)[0]


def _core_inputs(given: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {name: one.core() for name, one in given.items() if name != "classes"}
    if "classes" in given:
        out["classes"] = [
            {"name": name, **{key: one.core() for key, one in inputs.items()}}
            for name, inputs in given["classes"].items()
        ]
    return out


def _evaluate(
    concepts: list[tuple[str, dict[str, Any], tuple[str, str], str]],
    draws: int,
    seed: int,
    level: float,
    n_jobs: int,
) -> tuple[Need, ...]:
    found = _core.labour.evaluate_needs(
        [(concept, _core_inputs(given)) for concept, given, _, _ in concepts],
        int(draws),
        int(seed),
        float(level),
        0 if n_jobs < 0 else int(n_jobs),
    )
    return tuple(
        Need(
            concept, _quantities(concept, parts), _named(given), scope, period, given, int(draws), int(seed), float(level),
        )
        for (concept, given, scope, period), parts in zip(concepts, found, strict=True)
    )  # fmt: skip


def _named(given: dict[str, Any]) -> dict[str, Input]:
    out = {name: one for name, one in given.items() if name != "classes"}
    for group, inputs in given.get("classes", {}).items():
        out.update({f"{key}.{group}": one for key, one in inputs.items()})
    return out


def _quantities(concept: str, parts: list[dict[str, Any]]) -> dict[str, NeedQuantity]:
    out = {
        part["name"]: NeedQuantity(
            part["name"],
            part["stated"],
            frozen(part["draws"]),
            tuple(Influence(*one) for one in part["influences"]),
            part["rest"],
        )
        for part in parts
    }
    if concept == "funded_vacancies":
        demand, supply = out["demand"], out["supply"]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(demand.draws > 0, supply.draws / demand.draws, np.nan)
        stated = supply.stated / demand.stated if demand.stated > 0 else float("nan")
        out["ratio"] = NeedQuantity("ratio", stated, frozen(ratio), (), 0.0)
    return out
