"""Employment under scenarios of its drivers: published series in, outcomes on common draws out.

>>> from dubao.data import Catalogue
>>> catalogue = Catalogue()
>>> history = align(catalogue.series("vn.emp.isic4.C.T"), [catalogue.series("vn.va.constant_2010.C")])
>>> history.start, history.y.shape, history.breaks
('2025', (15,), [11])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.labour.scenario import Scenario, Scope
from dubao.labour.scenario_comparison import Comparison, compare

if TYPE_CHECKING:
    from dubao.data.table import SeriesRecord
    from dubao.models import ARDL, DynamicRegression, FittedRegression


@dataclass(frozen=True)
class DrivenHistory:
    """A series and its drivers on the periods where the drivers are known.

    Attributes
    ----------
    id : str
        Of the series.
    names : list of str
        Ids of the drivers.
    y : ndarray
        Values, NaN where missing.
    X : ndarray
        One row a period, one column a driver.
    breaks : list of int
        Positions of declared breaks.
    start : str
        First period ahead.
    """

    id: str
    names: list[str]
    y: np.ndarray
    X: np.ndarray
    breaks: list[int]
    start: str

    def periods(self, h: int) -> list[str]:
        """The h periods ahead."""
        return [_core.shift_period(self.start, k) for k in range(h)]


@dataclass(frozen=True)
class DrivenOutcome:
    """What scenarios do to a series: the fit behind it, the comparison and its periods."""

    fitted: FittedRegression
    comparison: Comparison
    periods: list[str]

    def rows(self, level: float = 80) -> list[dict[str, Any]]:
        """As :meth:`Comparison.rows`."""
        return self.comparison.rows(self.periods, level)


def align(series: SeriesRecord, drivers: Sequence[SeriesRecord]) -> DrivenHistory:
    """Series and drivers on their common periods, up to the last observed value of the series.

    Raises
    ------
    InputError
        E-SCN-015 when there is no driver, frequencies differ, there is no common period, or a driver has a gap in them.
    """
    if not drivers:
        raise _refused(series.id, "không có biến dẫn dắt nào", "there is no driver")
    if any(one.frequency != series.frequency for one in drivers):
        raise _refused(
            series.id, "chuỗi và biến dẫn dắt khác tần suất", "series and drivers have different frequencies"
        )
    observed = [p for p, v in zip(series.periods, series.values, strict=True) if np.isfinite(v)]
    common = [
        p
        for p in series.periods
        if observed and p <= observed[-1] and all(p in one.periods for one in drivers)
    ]
    if not common:
        raise _refused(series.id, "chuỗi và biến dẫn dắt không có kỳ chung", "there is no common period")
    X = np.column_stack([np.array([one.values[one.periods.index(p)] for p in common]) for one in drivers])
    for t, j in np.argwhere(~np.isfinite(X)):
        raise _refused(
            drivers[j].id, "biến dẫn dắt thiếu giá trị", "the driver has no value", period=common[t]
        )
    y = np.array([series.values[series.periods.index(p)] for p in common])
    marks = [common.index(p) for p in series.breaks if p in common[1:]]
    return DrivenHistory(
        series.id, [one.id for one in drivers], y, X, marks, _core.shift_period(common[-1], 1)
    )


def employment_under_scenarios(
    history: DrivenHistory,
    scenarios: Iterable[Scenario],
    *,
    h: int = 5,
    n: int = 2000,
    seed: int = 1,
    base: str = "base",
    model: ARDL | DynamicRegression | None = None,
) -> DrivenOutcome:
    """Fits the series on its drivers and runs every scenario on the same seeds.

    Parameters
    ----------
    history : DrivenHistory
        See :func:`align`.
    scenarios : iterable of Scenario
        Their drivers are keyed by series id. A driver that a scenario does not give, or gives for the first periods only, is
        forecast by the library and drawn.
    h, n, seed : int
        Periods ahead, paths, seed.
    base : str
        Name of the scenario that the others are compared with.
    model : model, optional
        By default ``ARDL(p=1, max_q=1, log=True)``.

    Returns
    -------
    DrivenOutcome

    Raises
    ------
    InputError
        E-SCN-001 to E-SCN-014 for scenarios that do not fit, E-DYN-003 for values without a logarithm.

    Examples
    --------
    >>> about = {"source": "example", "author": "a reader", "date": "2026-11-23"}
    >>> output = 100 * 1.06 ** np.arange(20)
    >>> jobs = 50 * output**0.5 * np.exp(0.01 * np.sin(np.arange(20.0)))
    >>> past = DrivenHistory("jobs", ["output"], jobs, output[:, None], [], "2025")
    >>> cases = [Scenario("base", [("driver", "output", "2025", 330.0)], **about),
    ...          Scenario("high", [("driver", "output", "2025", 350.0)], **about)]
    >>> row = employment_under_scenarios(past, cases, h=1, n=200).rows()[0]
    >>> row["scenario"], row["period"], row["difference"] > 0
    ('high', '2025', True)
    """
    from dubao.models import ARDL

    given = list(scenarios)
    periods = history.periods(h)
    scope = Scope().allow("driver", history.names, periods[0], periods[-1])
    for one in given:
        drivers = tuple(value for value in one.values if value[0] == "driver")
        Scenario(one.name, drivers, one.source, one.author, one.date).check(scope)
    chosen = ARDL(p=1, max_q=1, log=True) if model is None else model
    fitted = chosen.fit(history.y, breaks=history.breaks, X=history.X, names=history.names)
    log = bool(chosen.log)

    def run(scenario: Scenario) -> dict[str, np.ndarray]:
        if not fitted.effects:
            return {history.id: fitted.draws(h, n, seed)}
        future = scenario.drivers(
            history.X, names=history.names, start=history.start, h=h, n=n, seed=seed, log=log
        )
        return {history.id: fitted.draws(h, n, seed, X=future)}

    return DrivenOutcome(fitted, compare(run, given, base), periods)


def _refused(series: str, vi: str, en: str, period: str = "") -> InputError:
    return InputError(
        Problem(
            "E-SCN-015",
            argument="drivers",
            series=series,
            period=period,
            vi=vi,
            en=en,
            remedy_vi="chọn biến dẫn dắt cùng tần suất, đủ giá trị trong các kỳ chung",
            remedy_en="choose drivers of the same frequency that are complete on the common periods",
        )
    )


__all__ = ["DrivenHistory", "DrivenOutcome", "align", "employment_under_scenarios"]
