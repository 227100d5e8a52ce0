"""What each source covers: months, gaps, shares without date, salary or place, and whether it ended before the others.

>>> from datetime import date
>>> from dubao.postings import Posting, coverage
>>> days = [date(2026, m, 5) for m in (1, 2, 4)] + [date(2026, m, 9) for m in range(1, 8)]
>>> found = coverage([Posting("a" if n < 3 else "b", str(n), d, d.isoformat()[:7], "x") for n, d in enumerate(days)])
>>> a = found.sources[0]
>>> a.first_month, a.last_month, a.missing_months, a.ended
('2026-01', '2026-04', ('2026-03',), True)
>>> found.statements("en")[0]
'a: 3 postings, 2026-01 to 2026-04; no posting in 2026-03; nothing after 2026-04, while other sources go on to 2026-07; without a date 0%, salary 100%, place 100%.'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dubao.data.periods import span
from dubao.errors import Language
from dubao.labour.results import Result
from dubao.numbers import format_number, format_percent
from dubao.postings.posting import Posting

__all__ = ["Coverage", "SourceCoverage", "coverage"]


@dataclass(frozen=True)
class SourceCoverage(Result):
    """Coverage of one source.

    Attributes
    ----------
    source : str
    postings : int
    first_month, last_month : str
        Of the postings that have a month; empty when none has.
    missing_months : tuple of str
        Months between them without a posting.
    by_month : dict
        Month → postings, months without any among them.
    without_month, without_salary, without_place, without_employer : float
        Shares of its postings. A salary counts as stated when it was read; a month when the posting can be counted in one.
    ended : bool
        Whether its last month is before the last month of all sources.
    """

    source: str
    postings: int
    first_month: str
    last_month: str
    missing_months: tuple[str, ...]
    by_month: dict[str, int]
    without_month: float
    without_salary: float
    without_place: float
    without_employer: float
    ended: bool


@dataclass(frozen=True)
class Coverage(Result):
    """Coverage of all sources, in the order of their names."""

    sources: tuple[SourceCoverage, ...]
    last_month: str

    @property
    def notes(self) -> tuple[str, ...]:
        """Sources whose coverage changes within the series: they may begin and end without a trend in demand."""
        return tuple(s.source for s in self.sources if s.ended or s.missing_months)

    def statements(self, lang: Language = "vi") -> tuple[str, ...]:
        """One sentence a source."""
        return tuple(_sentence(s, self.last_month, lang) for s in self.sources)


def coverage(postings: Iterable[Posting]) -> Coverage:
    """Coverage of each source; give it the postings as read, before repeats are removed.

    Parameters
    ----------
    postings : iterable of Posting

    Returns
    -------
    Coverage
    """
    counts: dict[str, Counter[str]] = {}
    lacking: dict[str, Counter[str]] = {}
    for p in postings:
        counts.setdefault(p.source, Counter())[p.month] += 1
        lack = lacking.setdefault(p.source, Counter())
        lack["salary"] += p.salary_status != "stated"
        lack["place"] += not p.place
        lack["employer"] += not p.employer
    last = max((m for months in counts.values() for m in months), default="")
    return Coverage(tuple(_source(s, counts[s], lacking[s], last) for s in sorted(counts)), last)


def _source(source: str, counted: Counter[str], lacking: Counter[str], last_of_all: str) -> SourceCoverage:
    total = sum(counted.values())
    known = sorted(m for m in counted if m)
    months = span(known[0], known[-1]) if known else ()
    return SourceCoverage(
        source, total, known[0] if known else "", known[-1] if known else "",
        tuple(m for m in months if m not in counted), {m: counted[m] for m in months},
        counted[""] / total, lacking["salary"] / total, lacking["place"] / total, lacking["employer"] / total,
        bool(known) and known[-1] < last_of_all,
    )  # fmt: skip


def _sentence(s: SourceCoverage, last: str, lang: Language) -> str:
    number = format_number(float(s.postings), lang, 0)
    missing = ", ".join(s.missing_months[:12]) + (", …" if len(s.missing_months) > 12 else "")
    share = [format_percent(100 * v, lang, 0) for v in (s.without_month, s.without_salary, s.without_place)]
    name = s.source or ("(không ghi nguồn)" if lang == "vi" else "(no source)")
    if lang == "vi":
        span = f", từ {s.first_month} đến {s.last_month}" if s.first_month else ", không tin nào có tháng"
        gaps = f"; không có tin trong {missing}" if missing else ""
        ended = f"; hết tin sau {s.last_month}, trong khi nguồn khác còn đến {last}" if s.ended else ""
        return f"{name}: {number} tin{span}{gaps}{ended}; không ghi ngày {share[0]}, mức lương {share[1]}, nơi làm việc {share[2]}."
    span = f", {s.first_month} to {s.last_month}" if s.first_month else ", none with a month"
    gaps = f"; no posting in {missing}" if missing else ""
    ended = f"; nothing after {s.last_month}, while other sources go on to {last}" if s.ended else ""
    return f"{name}: {number} postings{span}{gaps}{ended}; without a date {share[0]}, salary {share[1]}, place {share[2]}."
