"""Cases of an evaluation: what was forecast, what came, and what was known at the origin.

>>> cases = outturn_cases({"a": [[12.0], [14.0]]}, start="2023", history={"a": ObservedSeries([8.0, 9.0, 11.0], "2020")},
...                       outturn={"a": ObservedSeries([11.0, 12.0], "2022")})
>>> cases[0].base, cases[0].before, cases[0].actual
(11.0, 9.0, 12.0)
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.staffing import missing_as_none

_NUMBERS = (
    "base",
    "forecast",
    "actual",
    "steps",
    "before",
    "steps_before",
    "scale",
    "standard_error",
    "filtered",
)


@dataclass(frozen=True)
class OutturnCase:
    """One occupation (industry, region) forecast for one period from an origin. Levels in one unit, ≥ 0; None = unknown.

    Attributes
    ----------
    key : str
    group : str
        Origin and period, for instance "2012 → 2022"; "faster than average" and dissimilarity belong to a group.
    base : float
        Value at the origin.
    forecast : float or None
        Point forecast; None takes the median of ``draws``.
    actual : float or None
        Published outturn; None: not known yet, the case is counted and left out.
    steps : float
        Periods from origin to target.
    before, steps_before : float
        An earlier value and its distance from the origin, for last growth.
    scale : float or None
        Mean absolute change of the history, for MASE.
    standard_error : float or None
        Of the published outturn.
    filtered : float or None
        The outturn without sampling noise, where it is known (:func:`filtered_outturn`).
    draws : sequence of float
        Paths of the signal at this period.
    """

    key: str
    group: str = ""
    base: float | None = None
    forecast: float | None = None
    actual: float | None = None
    steps: float = 1.0
    before: float | None = None
    steps_before: float = 1.0
    scale: float | None = None
    standard_error: float | None = None
    filtered: float | None = None
    draws: Sequence[float] = field(default=(), repr=False)

    def core(self) -> dict[str, Any]:
        """The form the compiled core takes."""
        numbers = {name: getattr(self, name) for name in _NUMBERS}
        return {
            "key": self.key,
            "group": self.group,
            **{name: math.nan if value is None else float(value) for name, value in numbers.items()},
            "draws": np.asarray(self.draws, dtype=float),
        }


@dataclass(frozen=True)
class ObservedSeries:
    """Values of one key over consecutive periods, with what is known about them; NaN = missing.

    Attributes
    ----------
    values : sequence of float
    start : str
        First period.
    standard_errors : sequence of float
        One a value, or empty.
    breaks : sequence of str
        First periods of new definitions.
    """

    values: Sequence[float]
    start: str
    standard_errors: Sequence[float] = ()
    breaks: Sequence[str] = ()

    def core(self) -> tuple[np.ndarray, str, list[float], list[str]]:
        """The form the compiled core takes."""
        return (
            np.asarray(self.values, dtype=float),
            self.start,
            [float(x) for x in self.standard_errors],
            list(self.breaks),
        )


def outturn_cases(
    forecast: Mapping[str, Any],
    *,
    start: str,
    history: Mapping[str, ObservedSeries],
    outturn: Mapping[str, ObservedSeries],
) -> list[OutturnCase]:
    """Makes the cases of a forecast on draws: one a key and period.

    Parameters
    ----------
    forecast : mapping of str to array_like
        Draws × horizon of each key, of the signal.
    start : str
        First period of ``forecast``.
    history : mapping of str to ObservedSeries
        What was known at the origin; values from ``start`` on are not used.
    outturn : mapping of str to ObservedSeries
        What is known now, best with the origin inside, so that a break between origin and target shows: such a target has no
        comparable outturn.

    Returns
    -------
    list of OutturnCase
        Keys in ascending order, then periods.

    Raises
    ------
    dubao.errors.InputError
        E-ACC-017 (a key without history or outturn; all of them), E-LAB-002 (draws of different shape).

    Examples
    --------
    >>> cases = outturn_cases({"a": [[12.0], [14.0]]}, start="2023", history={"a": ObservedSeries([8.0, 9.0, 11.0], "2020")},
    ...                       outturn={"a": ObservedSeries([11.0, 12.0], "2022")})
    >>> cases[0].group, cases[0].base, cases[0].scale, cases[0].actual
    ('2022 → 2023', 11.0, 1.5, 12.0)
    """
    found = _core.labour.outturn_cases(
        {key: np.asarray(value, dtype=float) for key, value in forecast.items()},
        start,
        {key: one.core() for key, one in history.items()},
        {key: one.core() for key, one in outturn.items()},
    )
    return [OutturnCase(**missing_as_none(row)) for row in found]


def filtered_outturn(
    values: Sequence[float], standard_errors: Sequence[float], *, trend: str = "random walk"
) -> np.ndarray:
    """An outturn without its sampling noise: the smoothed signal of a structural model with known standard errors.

    The smoother looks at years before and after each value; it says what the figure most likely was, not what was published.

    Parameters
    ----------
    values : sequence of float
        The published series, as long as it is known.
    standard_errors : sequence of float
        One a value.
    trend : str
        Of :class:`dubao.models.StructuralTrend`; the default lets the signal walk, and ascribes the rest to sampling.

    Returns
    -------
    ndarray
        One value a period, for ``OutturnCase.filtered``.

    Raises
    ------
    dubao.errors.InputError
        E-STR-004 for a series too short for the model.

    Examples
    --------
    >>> noisy = [100.0, 108.0, 97.0, 104.0, 99.0, 107.0, 95.0, 103.0]
    >>> signal = filtered_outturn(noisy, [5.0] * 8)
    >>> bool(signal.std() < 0.5 * np.std(noisy))
    True
    """
    from dubao.models import StructuralTrend

    fitted = StructuralTrend(trend=trend).fit(list(values), standard_errors=list(standard_errors))
    return np.asarray(fitted.components()["signal"], dtype=float)
