"""A monthly index of postings that a change of sources does not move, and the nowcast that reads the next official figure from it.

A source that begins, ends or pauses changes the number of postings read, not the market. The index chains growth within sources: from
one month to the next only sources count that were read in both,

    I(t) = I(t−1) · Σ n(s, t) / Σ n(s, t−1)   over the sources s read in t−1 and in t.

>>> months = [f"{year}-{month:02d}" for year in (2021, 2022, 2023) for month in range(1, 13)]
>>> counts = [(month, "a", 100) for month in months] + [(month, "b", 300) for month in months[18:]]
>>> index = postings_index(counts, whole_months=True)
>>> float(index.values.min()), float(index.values.max()), index.linked["2022-07"]
(100.0, 100.0, ('a',))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao.data.periods import span
from dubao.errors import InputError, Language, Problem
from dubao.labour.postings import Nowcast, nowcast
from dubao.labour.results import Result, frozen
from dubao.numbers import format_percent

__all__ = ["MINIMUM_MONTHS", "PostingsIndex", "PostingsNowcast", "nowcast_from_index", "postings_index"]

# Below three years a season is not known from a trend.
MINIMUM_MONTHS = 36
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)
# Frequency of a period as it is written → months it has.
_MONTHS_OF = {"year": 12, "quarter": 3}


@dataclass(frozen=True, repr=False)
class PostingsIndex(Result):
    """A monthly index, 100 in its first month.

    Attributes
    ----------
    months : tuple of str
        One after the other without a gap.
    values : ndarray
    linked : dict
        Month → sources from which its growth was read; not for the first month.
    left_out : tuple of (source, month)
        Counts of months that were not covered whole, or that stand alone.
    before : tuple of str
        Months before the index, from which no source leads to its first month.
    """

    months: tuple[str, ...]
    values: np.ndarray
    linked: dict[str, tuple[str, ...]]
    left_out: tuple[tuple[str, str], ...]
    before: tuple[str, ...]

    def __repr__(self) -> str:
        return f"PostingsIndex({self.months[0]} to {self.months[-1]}, {len(self.months)} months)"

    def months_known(self, period: str) -> int:
        """Months of a year (``2025``) or quarter (``2025-Q1``) that are known, counted from its first one.

        >>> months = [f"{year}-{month:02d}" for year in (2021, 2022, 2023) for month in range(1, 13)]
        >>> postings_index([(m, "a", 9) for m in months[:-2]], whole_months=True, minimum_months=24).months_known("2023")
        10
        """
        known = set(self.months)
        of_period = _months_of(period)
        return next((n for n, month in enumerate(of_period) if month not in known), len(of_period))

    def by_period(self, last: str, months: int | None = None) -> tuple[str, np.ndarray]:
        """First period and means of the first months of each year or quarter, up to ``last``; NaN where one of them is missing.

        Parameters
        ----------
        last : str
            ``2025`` or ``2025-Q1``.
        months : int, optional
            How many months of each period count; all that are known of ``last`` without it. The same months of every period are
            compared, so that a season is no growth.
        """
        months = self.months_known(last) if months is None else months
        value = dict(zip(self.months, self.values.tolist(), strict=True))
        periods = _periods(self.months[0], last)
        rows = [[value.get(m, np.nan) for m in _months_of(p)[:months]] for p in periods]
        return periods[0], frozen(np.array([float(np.mean(row)) if row else np.nan for row in rows]))


def _months_of(period: str) -> tuple[str, ...]:
    year, _, quarter = period.partition("-Q")
    first = 3 * int(quarter) - 2 if quarter else 1
    return tuple(
        f"{year}-{m:02d}" for m in range(first, first + _MONTHS_OF["quarter" if quarter else "year"])
    )


def _periods(first_month: str, last: str) -> list[str]:
    year, month = int(first_month[:4]), int(first_month[5:])
    end, _, quarter = last.partition("-Q")
    if not quarter:
        return [str(y) for y in range(year, int(end) + 1)]
    begin = 4 * year + (month - 1) // 3
    return [f"{q // 4}-Q{q % 4 + 1}" for q in range(begin, 4 * int(end) + int(quarter))]


def postings_index(
    counts: Iterable[tuple[str, str, float]],
    *,
    whole_months: bool = False,
    minimum_months: int = MINIMUM_MONTHS,
) -> PostingsIndex:
    """Chained index of postings over months, from growth within sources.

    Parameters
    ----------
    counts : iterable of (month, source, postings)
        After repeats are removed; a month in which a source was read and gave nothing has the count 0, a month in which it was not
        read has no row.
    whole_months : bool
        True when the first and the last month of every source are covered whole; else they are left out, since half a month would
        read as growth.
    minimum_months : int
        Length below which there is no index.

    Returns
    -------
    PostingsIndex
        From the last month to which a chain of common sources leads back.

    Raises
    ------
    dubao.errors.InputError
        E-NOW-001 too few months, E-NOW-002 rows that are no count of a month; all problems at once.
    """
    by_source = _read(counts)
    left_out: list[tuple[str, str]] = []
    if not whole_months:
        for source, months in by_source.items():
            for end in {min(months), max(months)} if months else ():
                del months[end]
                left_out.append((source, end))
    known = sorted({month for months in by_source.values() for month in months})
    every = span(known[0], known[-1]) if known else ()
    values, linked, first = [100.0], {}, 0
    for at in range(1, len(every)):
        before, now = every[at - 1], every[at]
        sources = tuple(sorted(s for s, months in by_source.items() if before in months and now in months))
        old, new = (sum(by_source[s][m] for s in sources) for m in (before, now))
        if old > 0 and new > 0:
            linked[now] = sources
            values.append(values[-1] * new / old)
        else:
            # Nothing leads across: what is before cannot be compared with what is after.
            values, linked, first = [100.0], {}, at
    chain = every[first:]
    if len(chain) < minimum_months:
        raise InputError(_too_short(chain, minimum_months))
    after = dict(zip(chain, [*chain[1:], ""], strict=True))
    alone = [
        (source, month)
        for source, of_source in by_source.items()
        for month in of_source
        if month in after
        and source not in linked.get(month, ())
        and source not in linked.get(after[month], ())
    ]
    return PostingsIndex(
        tuple(chain), frozen(np.array(values)), linked, tuple(sorted(left_out + alone)), tuple(every[:first])
    )


def _read(counts: Iterable[tuple[str, str, float]]) -> dict[str, dict[str, float]]:
    out: dict[str, dict[str, float]] = {}
    problems = []
    for row, (month, source, count) in enumerate(counts, start=1):
        of_source = out.setdefault(str(source), {})
        if not _MONTH.fullmatch(str(month)):
            problems.append(_wrong(row, str(month)[:20], "không phải là tháng", "is no month"))
        elif not (np.isfinite(count) and count >= 0):
            problems.append(_wrong(row, str(count), "không phải là số tin", "is no number of postings"))
        elif str(month) in of_source:
            problems.append(_wrong(row, f"{month}, {source}", "xuất hiện hai lần", "stands twice"))
        else:
            of_source[str(month)] = float(count)
    if problems:
        raise InputError(problems)
    return out


def _wrong(row: int, what: str, vi: str, en: str) -> Problem:
    return Problem(
        "E-NOW-002", argument="counts", row=row, vi=f"“{what}” {vi}", en=f"“{what}” {en}",
        remedy_vi="ghi mỗi nguồn và tháng một dòng: tháng như 2026-03, nguồn, số tin từ 0 trở lên",
        remedy_en="give one row a source and month: the month as 2026-03, the source, a count of at least 0",
    )  # fmt: skip


def _too_short(months: Sequence[str], least: int) -> Problem:
    known = f" ({months[0]} – {months[-1]})" if months else ""
    return Problem(
        "E-NOW-001", argument="counts", vi=f"chuỗi nối được qua các nguồn chung có {len(months)} tháng{known}, cần ít nhất {least}",
        en=f"the series that common sources connect is {len(months)} months long{known}, at least {least} are needed",
        remedy_vi="không dùng tin tuyển dụng để cập nhật cho đến khi đủ tháng; giữ nguyên các nguồn đang thu thập",
        remedy_en="leave the forecast as it is until there are enough months; keep the sources that are collected now",
    )  # fmt: skip


@dataclass(frozen=True, repr=False)
class PostingsNowcast(Result):
    """A nowcast from an index of postings, and the decision in words.

    Attributes
    ----------
    nowcast : Nowcast
    index : PostingsIndex
    months_known : int
        Months of the first forecast period that the index knows; the same months of earlier periods were compared.
    decision : str
        ``used``, ``no_gain`` (it did not beat the forecast without it by one standard error), ``too_few_origins`` or ``no_reading``
        (the index is unknown in the period or never moved).
    minimum_origins : int
    """

    nowcast: Nowcast
    index: PostingsIndex
    months_known: int
    decision: str
    minimum_origins: int

    @property
    def draws(self) -> np.ndarray:
        """The forecast's paths: moved when used, else as they came to the bit."""
        return self.nowcast.draws

    def __repr__(self) -> str:
        return f"PostingsNowcast({self.statement('en')})"

    def statement(self, lang: Language = "vi") -> str:
        """One sentence: used or not, and why."""
        found = self.nowcast
        vi = lang == "vi"
        change = _change(found, lang)
        if self.decision == "used":
            return (
                f"Dùng: sai số bình quân {change} ở {found.origins} điểm gốc trong quá khứ."
                if vi
                else f"Used: the mean error {change} at {found.origins} past origins."
            )
        if self.decision == "no_gain":
            return (
                f"Không dùng: sai số bình quân {change} ở {found.origins} điểm gốc trong quá khứ; cần giảm quá một sai số chuẩn."
                if vi
                else f"Not used: the mean error {change} at {found.origins} past origins; it has to fall by more than one standard error."
            )
        if self.decision == "too_few_origins":
            return (
                f"Không dùng: có {found.origins} điểm gốc trong quá khứ để kiểm tra, cần {self.minimum_origins}."
                if vi
                else f"Not used: {found.origins} past origins to test it at, {self.minimum_origins} are needed."
            )
        return (
            "Không dùng: chỉ số không có số của kỳ này hoặc không thay đổi trong quá khứ."
            if vi
            else "Not used: the index is not known for this period or never moved in the past."
        )


def _change(found: Nowcast, lang: Language) -> str:
    """How the error changes with the index, with the interval of the fall where there is one."""
    vi = lang == "vi"
    words = ("giảm", "tăng") if vi else ("falls by", "rises by")
    size = format_percent(100 * abs(found.gain), lang, 0) if np.isfinite(found.gain) else "–"
    out = f"{words[int(found.gain < 0)]} {size}"
    if np.isfinite(found.gain_low) and np.isfinite(found.gain_high):
        # An error cannot fall by more than all of it.
        low, high = (format_percent(100 * min(v, 1.0), lang, 0) for v in (found.gain_low, found.gain_high))
        out += (
            f" (khoảng 95% của mức giảm: {low} đến {high})"
            if vi
            else f" (95% interval of the fall: {low} to {high})"
        )
    return out


def nowcast_from_index(
    forecast: Any,
    *,
    start: str,
    official: Any,
    official_start: str,
    index: PostingsIndex,
    without: Any,
    minimum_training: int = 6,
    minimum_origins: int = 6,
    breaks: Sequence[int] = (),
) -> PostingsNowcast:
    """Moves the first year or quarter of a forecast by the months of it that an index of postings knows, only where that has proved better.

    The mixed frequencies are bridged by means of months: if ten months of the period to be read are known, the first ten months of
    every period are compared (Baffigi, Golinelli and Parigi 2004). Equation, rolling origins and rule: :func:`dubao.labour.nowcast`.

    Parameters
    ----------
    forecast, start, official, official_start, without, minimum_training, minimum_origins, breaks
        As in :func:`dubao.labour.nowcast`; periods are years (``2025``) or quarters (``2025-Q1``).
    index : PostingsIndex

    Returns
    -------
    PostingsNowcast
        Path d of the draws stays path d: ranks in the first period do not change, so that the draws stay joint with those of other
        series.

    Raises
    ------
    dubao.errors.InputError
        E-LAB-034 … E-LAB-036.

    Examples
    --------
    >>> from dubao.models import Naive
    >>> x = np.array([10, 12, 11, 13, 15, 14, 16, 19, 18, 17, 20, 22, 21, 24, 26, 25.0])
    >>> counts = [(f"{2010 + k // 12}-{k % 12 + 1:02d}", "a", 10 * x[k // 12]) for k in range(16 * 12 - 2)]
    >>> found = nowcast_from_index([[200.0], [210.0], [220.0]], start="2025", official=10 * x[:-1], official_start="2010",
    ...                            index=postings_index(counts, whole_months=True), without=Naive())
    >>> found.months_known, found.decision, round(found.nowcast.value, 6)
    (10, 'used', 250.0)
    """
    months = index.months_known(start)
    index_start, values = index.by_period(start, max(months, 1))
    found = nowcast(
        forecast, start=start, official=official, official_start=official_start, index=values, index_start=index_start, without=without,
        minimum_training=minimum_training, minimum_origins=minimum_origins, breaks=breaks,
    )  # fmt: skip
    if found.used:
        decision = "used"
    elif months and found.origins < minimum_origins:
        decision = "too_few_origins"
    else:
        decision = "no_gain" if np.isfinite(found.value) else "no_reading"
    return PostingsNowcast(found, index, months, decision, minimum_origins)
