"""Postings: advertisements counted once, calibrated to official vacancies, and used for the next figure only where that helps.

>>> counts = deduplicate([
...     {"source": "a", "employer": "FPT", "title": "Kỹ sư phần mềm", "place": "Hà Nội", "date": "2026-04-02"},
...     {"source": "a", "employer": "fpt ", "title": "kỹ sư  phần mềm", "place": "Hà Nội", "date": "2026-04-20"},
...     {"source": "b", "employer": "FPT", "title": "Kỹ sư phần mềm", "place": "Hà Nội", "date": "2026-04-11"},
... ])
>>> counts.given, counts.unique, counts.by_source, counts.in_both
(3, 1, {'a': 1, 'b': 1}, {('a', 'b'): 1})
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.labour.results import Result, frozen

KEY_FIELDS = ("employer", "title", "place")


@dataclass(frozen=True)
class PostingCounts(Result):
    """Advertisements, counted once.

    Attributes
    ----------
    given : int
        Records read.
    unique : int
        Different advertisements over all sources.
    by_source : dict
        Different advertisements of each source.
    in_both : dict
        By pair of sources: advertisements that stand in both, for :func:`two_list_estimate`.
    cells : dict
        Different advertisements over all sources by the value of ``by``, where it was given.
    """

    given: int
    unique: int
    by_source: dict[str, int]
    in_both: dict[tuple[str, str], int]
    cells: dict[str, int]


def deduplicate(
    records: Iterable[Mapping[str, Any]], *, window_days: int = 30, by: str | None = None
) -> PostingCounts:
    """Counts advertisements by an exact key: source, employer, title, place and window of the date.

    Letters are compared without regard to case, spaces and the way an accent is coded (NFC); nothing is guessed beyond that, so
    that two spellings of an employer stay two. A window begins with the first date of an advertisement in any source; what comes
    after its end is a new advertisement with a window of its own.

    Parameters
    ----------
    records : iterable of mapping
        ``source``, ``employer``, ``title``, ``place`` and ``date`` (ISO text or a date). Read here and not kept.
    window_days : int
        Length of a window.
    by : str, optional
        A further field (an occupation) to count the different advertisements by; the earliest record decides, of the same day the
        first given.

    Returns
    -------
    PostingCounts

    Raises
    ------
    dubao.errors.InputError
        E-LAB-037 for records without a field or with a date that is none (row named), or a window below one day.

    Examples
    --------
    >>> one = {"source": "a", "employer": "X", "title": "dev", "place": "HN", "date": "2026-01-05", "occupation": "2512"}
    >>> deduplicate([one, {**one, "date": "2026-06-05"}], by="occupation").cells
    {'2512': 2}
    """
    problems: list[Problem] = []
    if window_days < 1:
        problems.append(
            _wrong_record("window_days", None, "cửa sổ ngắn hơn một ngày", "the window is shorter than a day")
        )
    texts: dict[tuple[str, ...], list[tuple[int, str, str]]] = {}
    given = 0
    for row, record in enumerate(records, start=1):
        given += 1
        missing = [
            name for name in ("source", *KEY_FIELDS, "date", *((by,) if by else ())) if not record.get(name)
        ]
        day = _day(record.get("date"))
        if missing or day is None:
            name = missing[0] if missing else "date"
            problems.append(
                _wrong_record(name, row, f"thiếu hoặc sai “{name}”", f'"{name}" is missing or wrong')
            )
            continue
        text = tuple(_folded(record[name]) for name in KEY_FIELDS)
        texts.setdefault(text, []).append((day, str(record["source"]), str(record[by]) if by else ""))
    if problems:
        raise InputError(problems)
    seen: dict[tuple[Any, ...], set[str]] = {}
    cells: dict[tuple[Any, ...], str] = {}
    for text, found_at in texts.items():
        begin = -math.inf
        for day, source, cell in sorted(found_at, key=lambda one: one[0]):
            if day >= begin + window_days:
                begin = day
            seen.setdefault((text, begin), set()).add(source)
            if by:
                cells.setdefault((text, begin), cell)
    sources = sorted({source for found in seen.values() for source in found})
    counted: dict[str, int] = {}
    for cell in cells.values():
        counted[cell] = counted.get(cell, 0) + 1
    return PostingCounts(
        given=given,
        unique=len(seen),
        by_source={s: sum(s in found for found in seen.values()) for s in sources},
        in_both={
            (a, b): sum(a in found and b in found for found in seen.values())
            for a, b in combinations(sources, 2)
        },
        cells=dict(sorted(counted.items())),
    )


def _folded(value: Any) -> str:
    return " ".join(unicodedata.normalize("NFC", str(value)).casefold().split())


def _day(value: Any) -> int | None:
    if isinstance(value, date):
        return value.toordinal() - date(1970, 1, 1).toordinal()
    try:
        return date.fromisoformat(str(value)[:10]).toordinal() - date(1970, 1, 1).toordinal()
    except ValueError:
        return None


def _wrong_record(argument: str, row: int | None, vi: str, en: str) -> Problem:
    return Problem(
        "E-LAB-037", argument=argument, row=row, vi=vi, en=en,
        remedy_vi="ghi đủ source, employer, title, place, date (năm-tháng-ngày); cửa sổ từ 1 ngày",
        remedy_en="give source, employer, title, place and date (year-month-day); a window of at least a day",
    )  # fmt: skip


@dataclass(frozen=True, repr=False)
class TwoListEstimate(Result):
    """Units in the population of two overlapping lists.

    Attributes
    ----------
    estimate, standard_error : float
        Chapman's estimate, under independence of the lists.
    low, high : float
        Interval of ``level`` under independence.
    seen : float
        Units in either list.
    band : tuple of float
        Estimates at the ends of the odds ratios held possible: what two lists cannot tell.
    assumption : str
    """

    estimate: float
    standard_error: float
    low: float
    high: float
    seen: float
    level: float
    odds_ratio: tuple[float, float]
    band: tuple[float, float]
    assumption: str

    def __repr__(self) -> str:
        return (
            f"TwoListEstimate({self.estimate:,.0f} units if the lists are independent "
            f"({100 * self.level:.0f} %: {self.low:,.0f} to {self.high:,.0f}); "
            f"odds ratio {self.odds_ratio[0]:g} to {self.odds_ratio[1]:g}: {self.band[0]:,.0f} to {self.band[1]:,.0f})"
        )


def two_list_estimate(
    first: int, second: int, both: int, *, odds_ratio: tuple[float, float], level: float = 0.95
) -> TwoListEstimate:
    """Units of two overlapping lists, N = (n₁+1)(n₂+1)/(m+1) − 1 (Chapman), with a band for dependence.

    Parameters
    ----------
    first, second, both : int
        Units of each list, and of them in both.
    odds_ratio : (low, high)
        Odds ratios of the lists held possible, given by the user since two lists cannot tell it: 1 is independence, above 1 those in
        one list are likelier in the other (more units unseen), below 1 the lists share the market between them.
    level : float
        Of the interval under independence.

    Returns
    -------
    TwoListEstimate

    Raises
    ------
    dubao.errors.InputError
        E-LAB-032, E-LAB-033, all problems at once.

    Examples
    --------
    >>> two_list_estimate(100, 80, 20, odds_ratio=(0.5, 2.0))
    TwoListEstimate(389 units if the lists are independent (95 %: 294 to 550); odds ratio 0.5 to 2: 274 to 617)
    """
    low, high = float(odds_ratio[0]), float(odds_ratio[1])
    found = _core.labour.two_list_estimate(float(first), float(second), float(both), low, high, float(level))
    band = (found.pop("band_low"), found.pop("band_high"))
    return TwoListEstimate(
        **found,
        level=float(level),
        odds_ratio=(low, high),
        band=band,
        assumption="estimate and interval: being in one list says nothing about the other (odds ratio 1)",
    )


@dataclass(frozen=True, repr=False)
class CalibratedPostings(Result):
    """Vacancies from postings; arrays are cells × draws in the order of the cells given.

    Attributes
    ----------
    postings : ndarray
        P, weighted over the sources, one a cell.
    vacancies : ndarray
        V = κ·P.
    factors : ndarray
        κ; 0 where there are no postings.
    notes : tuple of str
    """

    cells: tuple[tuple[str, ...], ...]
    postings: np.ndarray
    vacancies: np.ndarray
    factors: np.ndarray
    converged: bool
    notes: tuple[str, ...]

    def __repr__(self) -> str:
        return f"CalibratedPostings({len(self.cells)} cells, {self.vacancies.shape[1]} draws)"

    def vacancies_from(self, postings: Any) -> np.ndarray:
        """Vacancies of later counts, κ·P: cells × draws. ASSUMPTION: employers advertise as they did when κ was measured.

        >>> found = calibrate_postings({"work": ["a", "b"]}, {"board": [20.0, 10.0]},
        ...                            [{"work": ["a", "b"], "value": [100.0, 50.0]}], draws=1)
        >>> found.vacancies_from([30.0, 10.0]).ravel().tolist()
        [150.0, 50.0]
        """
        later = np.asarray(postings, dtype=float)
        return frozen(self.factors * later[:, np.newaxis])


def calibrate_postings(
    cells: Mapping[str, Sequence[Any]],
    counts: Mapping[str, Any],
    margins: Sequence[Mapping[str, Any]],
    *,
    weights: Mapping[str, float] | None = None,
    draws: int = 1000,
    seed: int = 1,
    n_jobs: int = -1,
) -> CalibratedPostings:
    """Vacancies from postings, V = κ·P, κ by iterative proportional fitting to official margins, on draws.

    Parameters
    ----------
    cells : mapping of columns
        One row a cell: a column of labels a dimension (occupation, region, …).
    counts : mapping of source to array_like
        Advertisements of each source by cell, after removing duplicates.
    margins : sequence of mapping of columns
        Official vacancies over some of the dimensions: labels, ``value`` and, where known, ``standard_error``. Targets are drawn
        log-normal; margins after the first are multiplied to its total on every path, and a note says by how much they differ.
    weights : mapping of source to float, optional
        Posts that an advertisement of a source stands for, relative to the others; 1 where not given.
    draws, seed : int
    n_jobs : int

    Returns
    -------
    CalibratedPostings

    Raises
    ------
    dubao.errors.InputError
        E-LAB-030, E-LAB-031; E-IPF-001 … E-IPF-005 of the fit, for instance vacancies where nobody advertises.

    Examples
    --------
    >>> cells = {"work": ["software", "software", "hardware", "hardware"], "region": ["north", "south"] * 2}
    >>> found = calibrate_postings(cells, {"board": [20, 30, 10, 40]}, [{"work": ["software", "hardware"], "value": [100, 50]}],
    ...                            draws=1)
    >>> found.vacancies.ravel().tolist(), found.factors.ravel().tolist()
    ([40.0, 60.0, 10.0, 40.0], [2.0, 2.0, 1.0, 1.0])
    """
    import dubao.hierarchy  # noqa: F401  (adds the messages of the fit)

    dimensions = list(cells)
    columns = {name: [str(v) for v in cells[name]] for name in dimensions}
    known: dict[str, dict[str, int]] = {name: {} for name in dimensions}
    for name in dimensions:
        stated = (str(v) for margin in margins for v in margin.get(name, ()))
        for label in (*columns[name], *stated):
            known[name].setdefault(label, len(known[name]))
    own_margins = []
    for number, margin in enumerate(margins):
        over = [name for name in dimensions if name in margin]
        strangers = [name for name in margin if name not in (*dimensions, "value", "standard_error")]
        if strangers or "value" not in margin:
            raise InputError(_wrong_margin(number, strangers))
        targets = [float(v) for v in margin["value"]]
        errors = [
            0.0 if v is None or math.isnan(v) else float(v)
            for v in margin.get("standard_error", [0.0] * len(targets))
        ]
        codes = [
            [known[n][str(v)] for n, v in zip(over, row, strict=True)]
            for row in zip(*(margin[n] for n in over), strict=True)
        ]
        own_margins.append(
            (" × ".join(over) or "total", [dimensions.index(n) for n in over], codes or [[]], targets, errors)
        )
    share = weights or {}
    postings = _core.labour.weighted_postings(
        [(str(s), float(share.get(s, 1.0)), np.asarray(v, dtype=float)) for s, v in counts.items()]
    )
    rows = list(zip(*columns.values(), strict=True))
    found = _core.labour.calibrate_postings(
        [list(known[name]) for name in dimensions],
        [[known[n][v] for n, v in zip(dimensions, row, strict=True)] for row in rows],
        list(postings), own_margins, draws, seed, 0 if n_jobs < 0 else n_jobs,
    )  # fmt: skip
    return CalibratedPostings(
        cells=tuple(rows),
        postings=frozen(postings),
        vacancies=frozen(found["vacancies"]),
        factors=frozen(found["factors"]),
        converged=found["converged"],
        notes=tuple(found["notes"]),
    )


def _wrong_margin(number: int, strangers: Sequence[str]) -> Problem:
    name = strangers[0] if strangers else "value"
    return Problem(
        "E-LAB-031", argument=f"margins[{number}]", column=name,
        vi=f"“{name}” không phải chiều của các ô" if strangers else "bảng biên không có cột “value”",
        en=f'"{name}" is no dimension of the cells' if strangers else 'the margin has no column "value"',
        remedy_vi="bảng biên gồm các chiều của ô, value và standard_error",
        remedy_en="give a margin dimensions of the cells, value and standard_error",
    )  # fmt: skip


@dataclass(frozen=True, repr=False)
class Nowcast(Result):
    """The forecast, with its first period moved by the index of postings where that has proved better.

    Attributes
    ----------
    draws : ndarray, draws × horizon
        Moved, or to the bit as they came.
    used : bool
    value : float
        What the bridge equation reads for the first period, used or not.
    slope : float
        Growth of the figure per growth of the index.
    origins : int
    loss_with, loss_without : float
        Mean absolute error of logarithms at the past origins, with and without the index.
    note : str
        Why the forecast was moved or not.
    gain, gain_low, gain_high : float
        1 − loss_with / loss_without, and its 95 % interval (of the mean difference, given the loss without); NaN where unknown.
    p_better : float
        One-sided p-value of Diebold and Mariano's test that the index helps, with the correction of Harvey, Leybourne and Newbold.
    """

    start: str
    draws: np.ndarray
    used: bool
    value: float
    slope: float
    origins: int
    loss_with: float
    loss_without: float
    note: str
    gain: float = math.nan
    gain_low: float = math.nan
    gain_high: float = math.nan
    p_better: float = math.nan

    def __repr__(self) -> str:
        return f"Nowcast({self.note})"


def nowcast(
    forecast: Any,
    *,
    start: str,
    official: Any,
    official_start: str,
    index: Any,
    index_start: str,
    without: Any,
    minimum_training: int = 6,
    minimum_origins: int = 6,
    breaks: Sequence[int] = (),
) -> Nowcast:
    """Moves the first period of a forecast by the index of postings, only where its rolling score beats the forecast without it.

    Parameters
    ----------
    forecast : array_like, draws × horizon
        Paths > 0 of the official figure, beginning in the period after its last value.
    start : str
        First period of the forecast.
    official : array_like
        The official figure, > 0, NaN = missing, up to the period before ``start``.
    official_start : str
        Its first period.
    index : array_like
        Index of postings, > 0, same frequency, known for the first forecast period.
    index_start : str
        First period of the index.
    without : model or array_like
        The forecast without the index at past origins: a model of :mod:`dubao.models` (refitted at every origin), or its one-step
        forecasts of the last values of ``official``.
    minimum_training, minimum_origins : int
        Growth rates an equation is fitted on, and origins the choice stands on.
    breaks : sequence of int
        Positions (from 0) in ``official`` at which the definition changes: the change from the period before is no growth.

    Returns
    -------
    Nowcast

    Raises
    ------
    dubao.errors.InputError
        E-LAB-034 … E-LAB-036, all problems at once.

    Examples
    --------
    >>> from dubao.models import Naive
    >>> x = np.array([10, 12, 11, 13, 15, 14, 16, 19, 18, 17, 20, 22, 21, 24, 26, 25.0])
    >>> found = nowcast([[200.0], [210.0], [220.0]], start="2025", official=10 * x[:-1], official_start="2010", index=x,
    ...                 index_start="2010", without=Naive())
    >>> found.used, found.origins, round(found.value, 6)
    (True, 8, 250.0)
    """
    values = np.asarray(official, dtype=float)
    steps = (
        _one_step(without, values, minimum_training + 1)
        if hasattr(without, "fit")
        else np.asarray(without, dtype=float)
    )
    found = _core.labour.nowcast(
        values, official_start, np.asarray(index, dtype=float), index_start, steps,
        np.atleast_2d(np.asarray(forecast, dtype=float)), start, minimum_training, minimum_origins,
        **({"breaks": [int(b) for b in breaks]} if len(breaks) else {}),
    )  # fmt: skip
    return Nowcast(start=start, draws=frozen(found.pop("draws")), **found)


def _one_step(model: Any, values: np.ndarray, first: int) -> np.ndarray:
    """Forecasts of values[first:], each from those before it; NaN where nothing was known."""
    out = [math.nan] * max(len(values) - first, 0)
    for k in range(len(out)):
        known = values[: first + k]
        if not np.isnan(known).all():
            out[k] = float(model.fit(known).predict(h=1)["mean"][0])
    return np.array(out)
