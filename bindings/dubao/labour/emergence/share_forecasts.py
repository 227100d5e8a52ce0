"""Forecast of the share of postings that mention a term: a growth curve to a ceiling and a level that wanders, paths in [0, 1].

The share of month t is adjusted for the sources read: with relative rates r_s of the sources (a Poisson regression of counts on sources and a
cubic of time, exposure the postings) it is p_t = r̄ · Σ_s c_ts / Σ_s n_ts r_s, r̄ the rate of the mix of the last twelve months. Half of the paths
are those of :class:`dubao.models.GrowthCurve` with the limit 1, fitted to p_t, each month with its binomial error; the other half those of
simple exponential smoothing of the log-odds. The curve knows that shares grow to a ceiling and not that they wander; the level knows it.

>>> months = [f"{y}-{m:02d}" for y in (2022, 2023, 2024) for m in range(1, 13)]
>>> from dubao.labour.emergence import TermCounts
>>> counts = TermCounts.from_rows([("docker", m, 4 + 2 * i) for i, m in enumerate(months)], [(m, 400) for m in months])
>>> ahead = forecast_shares(counts, 12)
>>> one = ahead.terms[0]
>>> ahead.months[-1], bool(0 < one.low[-1] < one.median[-1] < one.high[-1] < 1)
('2025-12', True)
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from dubao.errors import InputError, Problem
from dubao.frames import records_frame
from dubao.labour.emergence.term_counts import TermCounts
from dubao.labour.results import Result, frozen

LEAST_MONTHS = 36
# Months of the running mean that binomial errors are taken from, so that a month without a mention has an error as well.
_SMOOTHED = 12
# Mentions below which a source has no rate of its own.
_LEAST_IN_SOURCE = 5


@dataclass(frozen=True)
class ShareForecast(Result):
    """One term.

    Attributes
    ----------
    term : str
    last_share : float
        Adjusted share of the last twelve months together.
    median, low, high : ndarray
        By month ahead; the interval of the level asked for.
    draws : ndarray, paths × months
        Shares in [0, 1].
    notes : tuple of str
        Of the fit: whether the ceiling is in the data, which fallback was taken.
    """

    term: str
    last_share: float
    median: np.ndarray
    low: np.ndarray
    high: np.ndarray
    draws: np.ndarray
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ShareForecasts(Result):
    """Forecasts of a vocabulary.

    Attributes
    ----------
    terms : tuple of ShareForecast
    months : tuple of str
        Ahead.
    level : float
    method, shape : str
        What the paths come from; of the curve.
    of : str
        ``share``: what a very large number of postings would show; ``observed``: the share among so many postings as given.
    too_few : tuple of str
        Terms with fewer mentions than ``least_mentions``: no forecast.
    """

    terms: tuple[ShareForecast, ...]
    months: tuple[str, ...]
    level: float
    method: str
    shape: str
    of: str
    too_few: tuple[str, ...]

    def frame(self, kind: str = "pandas") -> Any:
        """One row a term and month, as a frame of a kind (pandas, polars, pyarrow or dict)."""
        return records_frame(
            [
                {"term": t.term, "month": m, "median": t.median[h], "low": t.low[h], "high": t.high[h]}
                for t in self.terms
                for h, m in enumerate(self.months)
            ],
            kind,
        )


def forecast_shares(
    counts: TermCounts,
    horizon: int,
    *,
    terms: Collection[str] | None = None,
    method: Literal["pool", "growth", "level"] = "pool",
    shape: Literal["logistic", "gompertz"] = "logistic",
    level: float = 0.8,
    postings: int | None = None,
    least_mentions: int = 30,
    paths: int = 1000,
    seed: int = 1,
) -> ShareForecasts:
    """Forecasts the share of each term.

    Parameters
    ----------
    counts : TermCounts
        At least 36 months.
    horizon : int
        Months ahead.
    terms : collection of str, optional
        All when left out.
    method : {"pool", "growth", "level"}
        Growth curve and level in equal parts, or one alone.
    shape : {"logistic", "gompertz"}
        Of the curve.
    level : float
        Of the intervals.
    postings : int, optional
        Postings a month ahead: paths are then of the share seen among so many, sampling error included.
    least_mentions : int
        Terms below have no forecast.
    paths, seed : int

    Returns
    -------
    ShareForecasts

    Raises
    ------
    dubao.errors.InputError
        E-EMG-007 for fewer than 36 months with postings (one site over some weeks is a cross-section), E-EMG-008 for an option that is none.

    Notes
    -----
    The curve forecasts a falling share by damped drift in the same bounds (a note says so). On real postings a curve alone was worse than the
    share of the last twelve months: the page on emergence has the errors of all three beside it.
    """
    _check(counts, horizon, terms, method, shape, level, postings, paths)
    read = counts.postings.sum(axis=1)
    if int((read > 0).sum()) < LEAST_MONTHS:
        raise _too_short(int((read > 0).sum()))
    out: list[ShareForecast] = []
    too_few: list[str] = []
    wanted = set(counts.terms if terms is None else terms)
    for k, term in enumerate(counts.terms):
        if term not in wanted:
            continue
        if counts.counts[k].sum() < least_mentions:
            too_few.append(term)
            continue
        share, exposure = adjusted_shares(counts.counts[k], counts.postings)
        out.append(
            _forecast(term, share, exposure, horizon, (method, shape), level, postings, paths, (seed, k))
        )
    first = int(counts.months[-1][:4]) * 12 + int(counts.months[-1][5:])
    ahead = tuple(f"{(first + h) // 12:04d}-{(first + h) % 12 + 1:02d}" for h in range(horizon))
    return ShareForecasts(
        tuple(out),
        ahead,
        float(level),
        method,
        shape,
        "share" if postings is None else "observed",
        tuple(too_few),
    )


def adjusted_shares(counts: np.ndarray, postings: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share by month in the mix of sources of the last twelve months, and the postings it is worth; NaN and 0 where nothing was read.

    Parameters
    ----------
    counts, postings : ndarray, months × sources

    Examples
    --------
    >>> c = np.array([[8.0, 0.0]] * 30 + [[8.0, 40.0]] * 30)  # a second source begins that names the term five times as often
    >>> n = np.array([[400.0, 0.0]] * 30 + [[400.0, 400.0]] * 30)
    >>> share, _ = adjusted_shares(c, n)
    >>> share[[0, 29, 30, 59]].round(4).tolist()
    [0.06, 0.06, 0.06, 0.06]
    """
    from dubao.regression import Poisson

    rate = np.ones(postings.shape[1])
    own = [s for s in range(postings.shape[1]) if counts[:, s].sum() >= _LEAST_IN_SOURCE]
    if len(own) > 1:
        time = np.linspace(-1.0, 1.0, len(counts))
        cells = [(t, s) for s in own for t in range(len(counts)) if postings[t, s] > 0]
        columns = np.array(
            [[time[t], time[t] ** 2, time[t] ** 3, *(float(s == o) for o in own[1:])] for t, s in cells]
        )
        seen, read = (np.array([table[cell] for cell in cells]) for table in (counts, postings))
        names = ["t", "t2", "t3", *(f"source {s}" for s in own[1:])]
        fit = Poisson().fit(columns, seen, names=names, exposure=read)
        for s in own[1:]:
            rate[s] = math.exp(fit.params.get(f"source {s}", 0.0))
    mix = postings[-_SMOOTHED:].sum(axis=0)
    mix = mix / mix.sum() if mix.sum() > 0 else postings.sum(axis=0) / postings.sum()
    usual = float(mix @ rate)
    worth = postings @ rate / usual
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(worth > 0.0, counts.sum(axis=1) / worth, np.nan)
    return np.minimum(share, 1.0), worth


def _forecast(
    term: str,
    share: np.ndarray,
    exposure: np.ndarray,
    horizon: int,
    by: tuple[str, str],
    level: float,
    postings: int | None,
    paths: int,
    seed: tuple[int, int],
) -> ShareForecast:
    method, shape = by
    known = exposure > 0.0
    kernel = np.ones(_SMOOTHED)
    near = np.convolve(np.where(known, exposure, 0.0), kernel, "same")
    mean = np.convolve(np.where(known, share * exposure, 0.0), kernel, "same") / np.maximum(near, 1e-12)
    # Half a mention at least, so that no month is known without error.
    mean = np.clip(mean, 0.5 / np.maximum(near, 1.0), 1.0 - 0.5 / np.maximum(near, 1.0))
    parts: list[np.ndarray] = []
    notes: list[str] = []
    half = paths if method != "pool" else paths - paths // 2
    for fit in [_curve, _level] if method == "pool" else [_curve] if method == "growth" else [_level]:
        drawn, told = fit(share, exposure, mean, horizon, half, seed[0], shape)
        parts.append(drawn)
        notes += told
        half = paths // 2 if method == "pool" else half
    draws = np.clip(np.concatenate(parts), 0.0, 1.0)
    if postings is not None:
        draws = np.random.default_rng(seed).binomial(postings, draws) / postings
    low, middle, high = np.quantile(draws, [0.5 - level / 2, 0.5, 0.5 + level / 2], axis=0)
    recent = exposure[-_SMOOTHED:].sum()
    last = float(np.nansum((share * exposure)[-_SMOOTHED:]) / recent) if recent > 0 else math.nan
    return ShareForecast(
        term, last, frozen(middle), frozen(low), frozen(high), frozen(draws), tuple(dict.fromkeys(notes))
    )


def _curve(
    share: np.ndarray, exposure: np.ndarray, mean: np.ndarray, horizon: int, paths: int, seed: int, shape: str
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Paths of the growth curve of the share, errors of the months binomial."""
    from dubao.models import GrowthCurve

    known = exposure > 0.0
    error = np.where(known, np.sqrt(mean * (1.0 - mean) / np.maximum(exposure, 1e-12)), np.nan)
    fitted = GrowthCurve(shape, limit=1.0).fit(np.where(known, share, np.nan), standard_errors=error)
    return fitted.draws(horizon, n=paths, seed=seed), fitted.notes


def _level(
    share: np.ndarray, exposure: np.ndarray, mean: np.ndarray, horizon: int, paths: int, seed: int, shape: str
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Paths of a wandering level of the log-odds, half a mention added on both sides (Haldane 1956)."""
    from dubao.models import SimpleExponentialSmoothingOptimized

    del shape
    known = exposure > 0.0
    with np.errstate(invalid="ignore", divide="ignore"):
        odds = np.log((share * exposure + 0.5) / ((1.0 - share) * exposure + 0.5))
        error = 1.0 / np.sqrt(exposure * mean * (1.0 - mean))
    fitted = SimpleExponentialSmoothingOptimized().fit(
        np.where(known, odds, np.nan), standard_errors=np.where(known, error, np.nan)
    )
    return 1.0 / (1.0 + np.exp(-fitted.draws(horizon, n=paths, seed=seed))), fitted.notes


def _check(
    counts: TermCounts,
    horizon: int,
    terms: Collection[str] | None,
    method: str,
    shape: str,
    level: float,
    postings: int | None,
    paths: int,
) -> None:
    wrong = [
        name
        for name, bad in (
            (f"horizon={horizon}", horizon < 1),
            (f"method={method}", method not in ("pool", "growth", "level")),
            (f"shape={shape}", shape not in ("logistic", "gompertz")),
            (f"level={level}", not 0.0 < level < 1.0),
            (f"postings={postings}", postings is not None and postings < 1),
            (f"paths={paths}", paths < 100),
            (f"terms={', '.join(sorted(set(terms or ()) - set(counts.terms)))}", bool(set(terms or ()) - set(counts.terms))),
        )
        if bad
    ]  # fmt: skip
    if wrong:
        raise InputError(
            Problem(
                "E-EMG-008", argument="options", vi=f"tùy chọn dự báo tỷ lệ không dùng được: {', '.join(wrong)}",
                en=f"options of the forecast of shares that cannot be used: {', '.join(wrong)}",
                remedy_vi="horizon và postings từ 1; method pool, growth hoặc level; shape logistic hoặc gompertz; level giữa 0 và 1; paths từ 100; thuật ngữ có trong bảng đếm",
                remedy_en="horizon and postings of 1 or more; method pool, growth or level; shape logistic or gompertz; level between 0 and 1; paths of 100 or more; terms of the counts",
            )
        )  # fmt: skip


def _too_short(months: int) -> InputError:
    return InputError(
        Problem(
            "E-EMG-007", argument="counts", vi=f"chỉ có {months} tháng có tin tuyển dụng; dự báo tỷ lệ cần ít nhất {LEAST_MONTHS} tháng",
            en=f"{months} months have postings; a forecast of shares needs {LEAST_MONTHS}",
            remedy_vi="chờ có chuỗi dài hơn; chuỗi của Việt Nam hiện chưa đủ nên phần này tắt",
            remedy_en="wait for a longer series; those of Viet Nam are too short at present, so this is switched off",
        )
    )  # fmt: skip
