"""Counts of postings that mention a term, by month and source, with the postings read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao.errors import InputError, Problem
from dubao.frames import read_columns

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
ONE_SOURCE = ""


@dataclass(frozen=True)
class TermCounts:
    """Counts of many terms over the same postings.

    Attributes
    ----------
    terms, months, sources : tuple of str
        Months as ``2026-03``, without a gap: a month in which nothing was read has no postings.
    counts : ndarray, terms × months × sources
        Postings that mention the term: whole numbers, at most the postings.
    postings : ndarray, months × sources
        Postings read; 0 where a source gave none.
    """

    terms: tuple[str, ...]
    months: tuple[str, ...]
    sources: tuple[str, ...]
    counts: np.ndarray
    postings: np.ndarray

    @classmethod
    def from_rows(
        cls,
        counts: Iterable[Sequence[Any]],
        postings: Iterable[Sequence[Any]],
    ) -> TermCounts:
        """From rows ``(term, month, count[, source])`` and ``(month, postings[, source])``.

        A term that a month does not name was not mentioned: 0 of the postings of that month.

        Raises
        ------
        dubao.errors.InputError
            E-EMG-006 (a month that is none, counts where nothing was read, a term or month given twice), all problems at once.

        Examples
        --------
        >>> TermCounts.from_rows([("go", "2024-02", 3)], [("2024-01", 40), ("2024-02", 50)]).counts[0, :, 0].tolist()
        [0.0, 3.0]
        """
        read = [(str(r[0]), float(r[1]), str(r[2]) if len(r) > 2 else ONE_SOURCE) for r in postings]
        named = [(str(r[0]), str(r[1]), float(r[2]), str(r[3]) if len(r) > 3 else ONE_SOURCE) for r in counts]
        problems = [
            _wrong(f"“{month}” không phải là một tháng", f'"{month}" is not a month', "2026-03")
            for month in sorted({m for m, *_ in read} | {m for _, m, *_ in named})
            if not _MONTH.fullmatch(month)
        ]
        if not read:
            problems.append(_wrong("không có số tin đã đọc", "no postings were given", "2026-03, 500"))
        if problems:
            raise InputError(problems)
        months = _months(min(m for m, *_ in read), max(m for m, *_ in read))
        sources = tuple(sorted({s for *_, s in read}))
        terms = tuple(dict.fromkeys(t for t, *_ in named))
        at_month = {m: i for i, m in enumerate(months)}
        at_source = {s: i for i, s in enumerate(sources)}
        at_term = {t: i for i, t in enumerate(terms)}
        exposure = np.full((len(months), len(sources)), np.nan)
        for month, n, source in read:
            cell = at_month[month], at_source[source]
            if not np.isnan(exposure[cell]):
                problems.append(_twice(f"{month} {source}".strip()))
            exposure[cell] = n
        table = np.full((len(terms), len(months), len(sources)), np.nan)
        for term, month, n, source in named:
            if (
                month not in at_month
                or source not in at_source
                or np.isnan(exposure[at_month[month], at_source[source]])
            ):
                problems.append(
                    _wrong(
                        f"“{term}” được đếm ở {month} {source} nhưng không có tin nào được đọc",
                        f'"{term}" is counted in {month} {source} where nothing was read',
                        "postings",
                    )
                )
                continue
            cell3 = at_term[term], at_month[month], at_source[source]
            if not np.isnan(table[cell3]):
                problems.append(_twice(f"{term} {month} {source}".strip()))
            table[cell3] = n
        if problems:
            raise InputError(problems)
        return cls(terms, months, sources, np.nan_to_num(table), np.nan_to_num(exposure))

    @classmethod
    def from_frames(cls, counts: Any, postings: Any) -> TermCounts:
        """From frames with ``term, month, count[, source]`` and ``month, postings[, source]``.

        Parameters
        ----------
        counts, postings : pandas, polars or pyarrow table, or dict of columns

        Examples
        --------
        >>> TermCounts.from_frames({"term": ["go"], "month": ["2024-01"], "count": [3]}, {"month": ["2024-01"], "postings": [50]}).terms
        ('go',)
        """
        named, _ = read_columns(counts)
        read, _ = read_columns(postings)
        missing = [
            f"{frame}.{c}"
            for frame, columns, needed in (
                ("counts", named, ("term", "month", "count")),
                ("postings", read, ("month", "postings")),
            )
            for c in needed
            if c not in columns
        ]
        if missing:
            raise InputError(
                [
                    _wrong(
                        f"thiếu cột {', '.join(missing)}",
                        f"columns are missing: {', '.join(missing)}",
                        "term, month, count; month, postings",
                    )
                ]
            )
        source = lambda columns: [columns["source"]] if "source" in columns else []  # noqa: E731
        return cls.from_rows(
            zip(named["term"], named["month"], named["count"], *source(named), strict=True),
            zip(read["month"], read["postings"], *source(read), strict=True),
        )

    def until(self, month: str) -> TermCounts:
        """What was known at the end of a month.

        Examples
        --------
        >>> TermCounts.from_rows([("go", "2024-02", 3)], [("2024-01", 40), ("2024-02", 50)]).until("2024-01").months
        ('2024-01',)
        """
        n = sum(m <= month for m in self.months)
        return TermCounts(self.terms, self.months[:n], self.sources, self.counts[:, :n], self.postings[:n])

    def shares(self, months: slice) -> np.ndarray:
        """Share of the postings of some months that mention each term; NaN where nothing was read.

        Examples
        --------
        >>> TermCounts.from_rows([("go", "2024-01", 3)], [("2024-01", 50)]).shares(slice(None)).tolist()
        [0.06]
        """
        read = self.postings[months].sum()
        mentions = self.counts[:, months].sum(axis=(1, 2))
        return mentions / read if read > 0 else np.full(len(self.terms), np.nan)


def _months(first: str, last: str) -> tuple[str, ...]:
    start, end = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (first, last))
    return tuple(f"{i // 12:04d}-{i % 12 + 1:02d}" for i in range(start, end + 1))


def _wrong(vi: str, en: str, example: str) -> Problem:
    return Problem(
        "E-EMG-006", vi, en, f"ghi như: {example}", f"write as: {example}", argument="counts, postings"
    )


def _twice(what: str) -> Problem:
    return Problem(
        "E-EMG-006", f"“{what}” được ghi hai lần", f'"{what}" is given twice', "mỗi ô một dòng", "one row a cell",
        argument="counts, postings",
    )  # fmt: skip
