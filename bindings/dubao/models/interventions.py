"""Breaks and outliers of a short series, found by themselves, and a model that treats them.

>>> from dubao.models import find_interventions
>>> search = find_interventions([10, 10.4, 9.8, 10.1, 5.9, 10.2, 9.9, 10.3, 10, 9.7, 10.1, 10.2])
>>> [(one.kind, one.at, round(one.size, 1)) for one in search.found]
[('additive outlier', 4, -4.2)]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.models.base import Model

KINDS = ("additive_outlier", "temporary_change", "level_shift")


@dataclass(frozen=True)
class Intervention:
    """One break or outlier.

    Attributes
    ----------
    kind : str
        ``"additive outlier"``, ``"temporary change"`` or ``"level shift"``.
    at : int
        Position (from 0) of the first value it touches.
    period : str
        The same as a period; a bare array counts its periods from 1.
    size, standard_error : float
        Effect on that value; unit of ``y``, with ``scale="log"`` relative to the level (0.1 is 10 %).
    evidence : float
        Log-likelihood gained by it beside all the others.
    """

    kind: str
    at: int
    period: str
    size: float
    standard_error: float
    evidence: float


@dataclass(frozen=True)
class InterventionSearch:
    """What a search found (by period), says (``notes``) and asked for (``critical_value``; NaN: not searched)."""

    found: tuple[Intervention, ...]
    notes: tuple[str, ...]
    critical_value: float


def _options(kinds: Sequence[str], scale: str, false_alarm: float) -> _core.InterventionOptions:
    return _core.InterventionOptions(kinds=list(kinds), scale=scale, false_alarm=false_alarm)


def find_interventions(
    y: Sequence[float] | np.ndarray | _core.Series,
    standard_errors: Sequence[float] | np.ndarray | None = None,
    breaks: Sequence[int] | None = None,
    *,
    kinds: Sequence[str] = KINDS,
    scale: str = "automatic",
    false_alarm: float = 0.05,
    season_length: int = 1,
) -> InterventionSearch:
    """Looks for level shifts, additive outliers and temporary changes.

    Parameters
    ----------
    y : array of float or Series
        Values, oldest first; NaN is a missing value.
    standard_errors : array of float, optional
        Sampling error of each value: a value with a large one is no outlier by itself.
    breaks : list of int, optional
        Positions of declared breaks: they are in the model from the start.
    kinds : sequence of str
        Those looked for.
    scale : {"automatic", "level", "log"}
        Scale on which an intervention must be remarkable; automatic: for positive series on both.
    false_alarm : {0.05, 0.01}
        Largest probability that anything is found in a clean series.
    season_length : {1, 2, 4, 12}
        Of a bare array; a Series knows its own.

    Returns
    -------
    InterventionSearch

    Raises
    ------
    InputError
        ``E-IVN-001`` to ``E-IVN-003`` for an option that is not known, ``E-MOD-001`` when no value is observed,
        ``E-MOD-003`` for a break outside the array.

    Examples
    --------
    >>> shifted = [10, 10.4, 9.8, 10.1, 9.9, 10.2, 9.9, 15.3, 15, 14.7, 15.1, 15.2, 15.4, 14.8]
    >>> find_interventions(shifted).notes
    ('found: level shift in 8, size +5.165 (standard error 0.3027)',)
    >>> find_interventions(shifted, breaks=[7]).notes
    ('searched for breaks and outliers: none found',)
    """
    options = _options(kinds, scale, false_alarm)
    if not isinstance(y, _core.Series):
        y = _core.intervention_series(
            np.asarray(y, dtype=float),
            None if standard_errors is None else np.asarray(standard_errors, dtype=float),
            [int(b) for b in breaks or ()],
            season_length,
        )
    answer = _core.find_interventions(y, options)
    return InterventionSearch(
        tuple(Intervention(**one) for one in answer["found"]),
        tuple(answer["notes"]),
        answer["critical_value"],
    )


class Cleaned(Model):
    """A model after a search for breaks and outliers: outliers become missing values, level shifts declared breaks, and the
    effect of temporary changes is taken out of history and carried on into the forecast. Declared breaks are kept.

    Parameters
    ----------
    model : model
        Fitted to what remains.
    kinds, scale, false_alarm
        As in :func:`find_interventions`.
    alias : str, optional
        Column name; that of the model by default.

    Examples
    --------
    >>> from dubao.models import Cleaned, Naive
    >>> fitted = Cleaned(Naive()).fit([10, 10.4, 9.8, 10.1, 5.9, 10.2, 9.9, 10.3, 10, 9.7, 10.1, 10.2])
    >>> fitted.notes[0]
    'found: additive outlier in 5, size -4.167 (standard error 0.2375)'
    """

    _options = ("model", "kinds", "scale", "false_alarm")

    def __init__(
        self,
        model: Model,
        kinds: Sequence[str] = KINDS,
        scale: str = "automatic",
        false_alarm: float = 0.05,
        alias: str = "",
    ) -> None:
        from dubao.arguments import core_model

        self.model, self.kinds, self.scale, self.false_alarm = model, tuple(kinds), scale, false_alarm
        self.core = _core.Cleaned(core_model(model), _options(kinds, scale, false_alarm), alias)


def cleaned(core: _core.Model, outliers: str) -> _core.Cleaned:
    """The compiled model behind :class:`Cleaned` with its default options, under the model's own column name.

    Raises
    ------
    InputError
        ``E-IVN-004`` when ``outliers`` is not ``"automatic"``.
    """
    if outliers != "automatic":
        raise InputError(
            Problem(
                "E-IVN-004",
                argument="outliers",
                vi=f"không biết cách xử lý giá trị bất thường “{outliers}”",
                en=f'"{outliers}" is no way to treat outliers',
                remedy_vi="ghi automatic, hoặc bỏ trống để không tìm",
                remedy_en="give automatic, or None to look for nothing",
            )
        )
    return _core.Cleaned(core, _options(KINDS, "automatic", 0.05), core.alias)
