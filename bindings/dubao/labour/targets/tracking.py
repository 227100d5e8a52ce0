"""Tracking: every dated target as of a day: a fact, a probability with path and dates, or "no data" with what to collect."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, MissingExtraError, Problem
from dubao.frames import write_columns
from dubao.labour.results import Result, frozen
from dubao.labour.targets.target import Target

MINIMUM_OBSERVATIONS = 5
"""Comparable yearly observations from which on a probability is given."""

YEARS_BEYOND = 5
"""Years after the due date a callable forecast is asked for, so that a late target has a date too."""

_OFFICIAL = ("official_national", "official_via", "derived", "simulated", "")

Simulate = Callable[[str, list[int], list[float], int], Any]
"""``simulate(series_id, years, values, last_year)`` → paths, draws × (last_year − last observation)."""


@dataclass(frozen=True)
class LikelyYear(Result):
    """The first year a stated share of the paths meets the target; ``year`` None: not within the horizon.

    ``holds``: the share stays there until the horizon ends.
    """

    probability: float
    year: int | None
    holds: bool


@dataclass(frozen=True)
class TrackedTarget(Result):
    """One target as of a day.

    Attributes
    ----------
    target : Target
    state : {"met", "not_met", "no_official_data", "probability", "no_data", "not_a_target"}
    observed, observed_period : float or None, str
        The figure a verdict rests on, or the last comparable observation.
    observations : int
        Comparable yearly observations, from the last break of definition on.
    probability : float or None
        Share of paths that meet it in the due year.
    years : tuple of LikelyYear
        Earliest likely year for each probability asked for.
    horizon : int or None
        Last year of the paths.
    shares : dict of int to float
        Share of the paths that meet it, by year.
    required_step, required_growth, past_step, past_growth : float or None
        Pace a year from the last observation to the target, and of the comparable past; growth as a share.
    path_step, path_growth : dict of int to float
        Year → value on the way of even steps and of even growth.
    draws : numpy.ndarray or None
        Paths of the due year, one value a path.
    reason_vi, reason_en : str
        Why there is no probability, or no verdict.
    """

    target: Target
    state: str
    observed: float | None = None
    observed_period: str = ""
    observations: int = 0
    probability: float | None = None
    years: tuple[LikelyYear, ...] = ()
    horizon: int | None = None
    shares: Mapping[int, float] = field(default_factory=dict)
    required_step: float | None = None
    required_growth: float | None = None
    past_step: float | None = None
    past_growth: float | None = None
    path_step: Mapping[int, float] = field(default_factory=dict)
    path_growth: Mapping[int, float] = field(default_factory=dict)
    draws: np.ndarray | None = field(default=None, repr=False)
    reason_vi: str = ""
    reason_en: str = ""

    def required(self, year: int) -> float | None:
        """Value the path of even steps asks for in a year."""
        return self.path_step.get(year)


@dataclass(frozen=True)
class Tracking(Result):
    """All targets as of a day, in the order given."""

    as_of: str
    rows: tuple[TrackedTarget, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many targets are in each state (definitions left out)."""
        states = ("met", "not_met", "no_official_data", "probability", "no_data")
        return {state: sum(row.state == state for row in self.rows) for state in states}

    def of(self, target_id: str) -> TrackedTarget:
        return next(row for row in self.rows if row.target.target_id == target_id)

    def columns(self) -> dict[str, list[Any]]:
        """Column → values: what ``pandas.DataFrame(…)`` or ``polars.DataFrame(…)`` take; None where there is none."""
        levels = list(dict.fromkeys(year.probability for row in self.rows for year in row.years))
        out: dict[str, list[Any]] = {name: [] for name in (
            "target_id", "indicator_vi", "indicator_en", "scope_en", "owner_en", "operator", "value", "unit", "due", "state", "observed", "observed_period", "observations",
            "probability", "required_step", "required_growth", "past_step", "past_growth", *(f"year_{level:g}" for level in levels), "horizon", "reason_en", "collect_vi", "collect_en",
        )}  # fmt: skip
        for row in self.rows:
            at = {f"year_{year.probability:g}": year.year for year in row.years}
            for name, values in out.items():
                own = getattr(row, name) if hasattr(row, name) else getattr(row.target, name, None)
                values.append(at.get(name) if name.startswith("year_") else own)
        return out

    def frame(self, kind: str = "pandas") -> Any:
        """``columns()`` as a frame: pandas, polars, pyarrow or dict."""
        try:
            return write_columns(self.columns(), kind)
        except ImportError as error:
            raise MissingExtraError.of(error.name or kind, "notebook") from error


def track(
    targets: Iterable[Target],
    series: Mapping[str, Any],
    draws: Mapping[str, tuple[str, Any]] | Simulate | None = None,
    *,
    as_of: str,
    minimum_observations: int = MINIMUM_OBSERVATIONS,
    probabilities: Sequence[float] = (0.5, 0.8),
    years_beyond: int = YEARS_BEYOND,
) -> Tracking:
    """States of dated targets as of a day.

    Past dates are facts: met or not met by an official figure in the terms of the target and for its date, otherwise no
    official data. Future dates get a probability when their series is comparable, has at least ``minimum_observations``
    yearly values since its last break of definition, and draws are there; otherwise "no data" with the reason.

    Parameters
    ----------
    targets : iterable of Target
    series : mapping of str to SeriesRecord or {year: value}
        By series id, in the unit of the target. A record brings its breaks and the status of each value.
    draws : mapping of str to (first year, draws × horizon), or callable, optional
        Paths by series id from the year after the last observation; or ``simulate(series_id, years, values, last_year)``.
    as_of : str
        Day ("2026-11-23") or year of the assessment.
    minimum_observations : int
        Fewest comparable yearly observations for a probability.
    probabilities : sequence of float
        Levels at which the earliest likely year is told.
    years_beyond : int
        Years past the due date a callable is asked for.

    Returns
    -------
    Tracking

    Raises
    ------
    dubao.errors.InputError
        E-TGT-007 when draws do not begin the year after the last observation or end before the due year; E-TGT-004 for a
        probability outside (0, 1); E-TGT-008 when ``as_of`` is no day or year.

    Examples
    --------
    >>> late = Target("late_2027", operator=">=", value=20, unit="percent", due="2027", series_id="s")
    >>> found = track([late], {"s": {2020 + k: 10.0 + k for k in range(5)}}, {"s": ("2025", [[15, 16, 17, 18, 19], [15, 17, 20, 21, 23]])}, as_of="2025-06-30")
    >>> row = found.rows[0]
    >>> row.probability, row.required_step, row.past_step, row.years[0].year, row.years[1].year
    (0.5, 2.0, 1.0, 2027, None)
    """
    day = _day(as_of)
    rows = []
    for target in targets:
        record = series.get(target.series_id) if target.series_id else None
        if target.kind not in ("target", "requirement"):
            rows.append(TrackedTarget(target, "not_a_target"))
        elif target.is_due(day):
            rows.append(_past(target, record))
        else:
            rows.append(_ahead(target, record, draws, minimum_observations, probabilities, years_beyond))
    return Tracking(as_of, tuple(rows))


def _day(as_of: str) -> dt.date:
    try:
        return dt.date.fromisoformat(as_of if len(as_of) == 10 else f"{as_of}-12-31")
    except ValueError:
        raise InputError(
            Problem(
                "E-TGT-008", argument="as_of", vi=f"'{as_of}' không phải là ngày hoặc năm", en=f"'{as_of}' is no day or year",
                remedy_vi="ghi 2026-11-23 hoặc 2026", remedy_en="write 2026-11-23 or 2026",
            )
        ) from None  # fmt: skip


def _values(record: Any) -> tuple[dict[int, float], tuple[str, ...], dict[int, str]]:
    """Year → value, breaks, year → status, of a SeriesRecord or a plain mapping."""
    if isinstance(record, Mapping):
        pairs = {int(year): math.nan if value is None else float(value) for year, value in record.items()}
        return dict(sorted(pairs.items())), (), {}
    years = [int(p) for p in record.periods]
    return (
        {y: float(v) for y, v in zip(years, record.values, strict=True)},
        tuple(record.breaks),
        dict(zip(years, record.statuses, strict=True)),
    )


def _past(target: Target, record: Any) -> TrackedTarget:
    if target.observation_state in ("met", "not_met"):
        return TrackedTarget(target, target.observation_state, target.observed_value, target.observed_period, reason_vi=target.observation_vi, reason_en=target.observation_en)  # fmt: skip
    if record is not None and target.has_path and target.comparable:
        values, breaks, statuses = _values(record)
        seen = values.get(target.due_year, math.nan)
        same = all(int(b) <= target.due_year for b in breaks)
        if not math.isnan(seen) and same and statuses.get(target.due_year, "") in _OFFICIAL:
            before = next((v for _, v in sorted(values.items()) if not math.isnan(v)), seen)
            state = "met" if target.met_by(seen, before) else "not_met"
            return TrackedTarget(target, state, seen, str(target.due_year))
    return TrackedTarget(
        target, "no_official_data",
        reason_vi=target.observation_vi or "Chưa tìm thấy số liệu chính thức theo đúng chỉ tiêu này.",
        reason_en=target.observation_en or "No official figure in the terms of this target was found.",
    )  # fmt: skip


def _ahead(
    target: Target,
    record: Any,
    draws: Any,
    minimum: int,
    probabilities: Sequence[float],
    beyond: int,
) -> TrackedTarget:
    if record is None or not target.has_path or not target.comparable:
        return TrackedTarget(
            target, "no_data",
            reason_vi=target.reason_vi or "Không có chuỗi số liệu theo đúng chỉ tiêu này.",
            reason_en=target.reason_en or "No series in the terms of this target exists.",
        )  # fmt: skip
    values, breaks, _ = _values(record)
    first, last = min(values), max(values)
    column = [values.get(year, math.nan) for year in range(first, last + 1)]
    run = _core.labour.comparable_run(start=str(first), values=column, breaks=list(breaks))
    n = int(run["observations"])
    if n < minimum or draws is None or (not callable(draws) and target.series_id not in draws):
        few = n < minimum
        return TrackedTarget(
            target, "no_data", None if not n else run["last_value"], run["last"] or "", n,
            reason_vi=f"Chỉ có {n} quan sát hằng năm cùng định nghĩa; cần ít nhất {minimum}." if few else "Không có dự báo của chuỗi này.",
            reason_en=f"Only {n} yearly observations on one definition; at least {minimum} are needed." if few else "There is no forecast of this series.",
        )  # fmt: skip
    assert target.value is not None
    if int(run["last"]) >= target.due_year:  # the due year is observed before it is over
        return _past(target, record)
    observed = [(y, v) for y, v in values.items() if y >= int(run["first"]) and not math.isnan(v)]
    start = int(run["last"]) + 1
    paths = _paths(target, draws, observed, start, beyond)
    path = _core.labour.required_path(
        start=str(first), values=column, breaks=list(breaks), due=str(target.due_year), target=target.value
    )
    sense = target.comparison(float(run["last_value"]))
    shares, dates = _core.labour.likely_dates(
        paths=paths, start=str(start), comparison=sense, value=target.value, probabilities=list(probabilities)
    )
    ahead = range(start, target.due_year + 1)
    return TrackedTarget(
        target, "probability", float(run["last_value"]), str(run["last"]), n,
        probability=float(shares[target.due_year - start]),
        years=tuple(LikelyYear(p, None if year is None else int(year), bool(holds)) for p, year, holds in dates),
        horizon=start + paths.shape[1] - 1,
        shares={start + h: float(share) for h, share in enumerate(shares)},
        required_step=_number(path["step"]), required_growth=_number(path["growth"]),
        past_step=_number(path["past_step"]), past_growth=_number(path["past_growth"]),
        path_step=dict(zip(ahead, (float(v) for v in path["even_steps"]), strict=True)),
        path_growth={y: float(v) for y, v in zip(ahead, path["even_growth"], strict=False)},
        draws=frozen(paths[:, target.due_year - start]),
        reason_vi=target.reason_vi, reason_en=target.reason_en,
    )  # fmt: skip


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _paths(
    target: Target, draws: Any, observed: list[tuple[int, float]], start: int, beyond: int
) -> np.ndarray:
    if callable(draws):
        paths = np.asarray(
            draws(
                target.series_id, [y for y, _ in observed], [v for _, v in observed], target.due_year + beyond
            ),
            dtype=float,
        )
        first = str(start)
    else:
        first, given = draws[target.series_id]
        paths = np.asarray(given, dtype=float)
    fits = paths.ndim == 2 and str(first) == str(start) and start + paths.shape[1] > target.due_year
    if not fits:
        raise InputError(
            Problem(
                "E-TGT-007", argument="draws", series=target.series_id, period=target.due,
                vi=f"các quỹ đạo mô phỏng bắt đầu {first}, dạng {paths.shape}; cần từ {start} đến ít nhất {target.due_year}",
                en=f"the draws begin in {first} with shape {paths.shape}; they must run from {start} to at least {target.due_year}",
                remedy_vi="dự báo từ năm sau quan sát cuối cùng đến hết năm đến hạn", remedy_en="forecast from the year after the last observation to the due year",
            )
        )  # fmt: skip
    return paths
