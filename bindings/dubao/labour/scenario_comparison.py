"""Scenarios compared: by their inputs, and by their outcomes on common draws.

>>> from dubao.labour.scenario import Scenario
>>> about = {"source": "example", "author": "a reader", "date": "2026-11-22"}
>>> high = Scenario("high", values=[("driver", "gdp", "2025", 8.0)], **about)
>>> [str(one) for one in diff(Scenario("base", **about), high)]
['driver gdp 2025: none -> 8']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.labour.results import Result, frozen
from dubao.labour.scenario import Scenario
from dubao.labour.scenario_file import INPUTS


@dataclass(frozen=True)
class InputDifference:
    """One input that two scenarios set differently; None: left as it is in the data."""

    input: str
    key: str
    period: str
    before: float | None
    after: float | None

    def __str__(self) -> str:
        shown = ["none" if v is None else "set" if v != v else f"{v:.10g}" for v in (self.before, self.after)]
        return f"{self.input} {self.key} {self.period}: {shown[0]} -> {shown[1]}"


def diff(before: Scenario, after: Scenario) -> list[InputDifference]:
    """Inputs that differ, ordered by input, key and period."""
    old = {(i, k, p): v for i, k, p, v in before.values}
    new = {(i, k, p): v for i, k, p, v in after.values}
    keys = sorted(old.keys() | new.keys(), key=lambda one: (INPUTS.index(one[0]), one[1], one[2]))
    out = []
    for key in keys:
        a, b = old.get(key), new.get(key)
        if a == b or (a is not None and b is not None and a != a and b != b):
            continue
        out.append(InputDifference(*key, a, b))
    return out


@dataclass(frozen=True)
class Comparison(Result):
    """Outcomes of scenarios on common draws.

    Attributes
    ----------
    base : str
        What the others are compared with.
    outcomes : dict
        Scenario → outcome → paths (draws × horizon).
    differences : dict
        The same for every scenario but the base: outcome minus that of the base, path by path.
    """

    base: str
    outcomes: dict[str, dict[str, np.ndarray]]
    differences: dict[str, dict[str, np.ndarray]]

    def rows(self, periods: Sequence[Any], level: float = 80) -> list[dict[str, Any]]:
        """One row a scenario, outcome and period: medians, the difference with its interval, and the share of paths that are
        higher than in the base.

        Parameters
        ----------
        periods : sequence
            Labels of the columns.
        level : float
            Of the interval, in percent.
        """
        tail = (100 - level) / 200
        out = []
        for scenario, by_outcome in self.differences.items():
            for outcome, paths in by_outcome.items():
                for h, period in enumerate(periods):
                    low, middle, high = np.quantile(paths[:, h], [tail, 0.5, 1 - tail])
                    out.append(
                        {
                            "scenario": scenario,
                            "outcome": outcome,
                            "period": str(period),
                            "base": float(np.median(self.outcomes[self.base][outcome][:, h])),
                            "value": float(np.median(self.outcomes[scenario][outcome][:, h])),
                            "difference": float(middle),
                            "low": float(low),
                            "high": float(high),
                            "probability_higher": float(np.mean(paths[:, h] > 0)),
                        }
                    )
        return out


def compare(
    run: Callable[[Scenario], Mapping[str, Any]],
    scenarios: Iterable[Scenario],
    base: str = "base",
) -> Comparison:
    """Runs every scenario and takes differences from the base, path by path.

    Parameters
    ----------
    run : callable
        Scenario → outcome name → paths (draws × horizon). It must use one seed for all scenarios: then path d of one and path d
        of another differ by the scenario alone.
    scenarios : iterable of Scenario
        The base among them.
    base : str
        Name of the base.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        E-SCN-014 when no scenario has the base's name or two have one name, E-SCN-011 when outcomes have other shapes than
        the base's or other names.

    Examples
    --------
    >>> from dubao.labour import Scenario
    >>> about = {"source": "example", "author": "a reader", "date": "2026-11-22"}
    >>> paths = np.array([[100.0], [120.0]])
    >>> found = compare(
    ...     lambda s: {"jobs": s.employment("62", paths, start="2026")},
    ...     [Scenario("base", **about), Scenario("low", values=[("employment factor", "62", "2026", 0.9)], **about)],
    ... )
    >>> found.differences["low"]["jobs"].tolist()
    [[-10.0], [-12.0]]
    """
    listed = list(scenarios)
    names = [one.name for one in listed]
    if base not in names or len(set(names)) < len(names):
        raise InputError(
            Problem(
                "E-SCN-014",
                argument="scenarios",
                vi=f"cần đúng một kịch bản tên “{base}” và mỗi tên một kịch bản; có: {', '.join(names)}",
                en=f'one scenario must be named "{base}", and each name stand once; there are: {", ".join(names)}',
                remedy_vi="đặt lại tên kịch bản, hoặc nêu base",
                remedy_en="rename the scenarios, or say which is the base",
            )
        )
    outcomes = {
        one.name: {key: np.asarray(paths, dtype=float) for key, paths in run(one).items()} for one in listed
    }
    differences: dict[str, dict[str, np.ndarray]] = {}
    for name in names:
        if name == base:
            continue
        if set(outcomes[name]) != set(outcomes[base]):
            raise InputError(
                Problem(
                    "E-SCN-011",
                    argument=name,
                    vi="kịch bản cho các kết quả khác với kịch bản cơ sở",
                    en="the scenario gives other outcomes than the base",
                    remedy_vi="chạy mọi kịch bản bằng cùng một hàm",
                    remedy_en="run all scenarios with one function",
                )
            )
        differences[name] = {
            key: frozen(_core.labour.scenario_difference(outcomes[base][key], paths))
            for key, paths in outcomes[name].items()
        }
    return Comparison(base, outcomes, differences)


__all__ = ["Comparison", "InputDifference", "compare", "diff"]
