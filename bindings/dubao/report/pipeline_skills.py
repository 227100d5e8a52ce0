"""Counts of advertisements for chapter 8: a cross-section of one site, and what two international panels show.

Shares have intervals by the number of advertisements (Jeffreys); nothing here compares collections with each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from dubao.labour import emergence
from dubao.postings.share_intervals import share_intervals
from dubao.report.text import Text

if TYPE_CHECKING:
    from dubao.data import Table
    from dubao.report.config import Configuration

# Bound of the expected share of false flags, and the monthly looks over which it holds (the detector's cost grows with their square).
ALPHA = 0.1
LOOKS = 60
# Expected shares of the five states among flagged terms: equal, so that the counts speak.
EQUAL_WEIGHTS = dict.fromkeys(emergence.STATES, 1.0 / len(emergence.STATES))
# Months of the regression that gives the yearly change of a share of searches.
SEARCH_MONTHS = 60
WAYS: tuple[Literal["rising", "fading"], ...] = ("rising", "fading")


@dataclass(frozen=True)
class Share:
    """A share of advertisements in percent with its intervals."""

    count: int
    postings: int
    share: float
    low80: float
    high80: float
    low95: float
    high95: float


def shares(counts: Iterable[float], postings: Iterable[float]) -> list[Share]:
    """Shares with Jeffreys intervals, advertisements taken as independent (a design effect of 1).

    Advertisements of one employer repeat each other, so that the true intervals are wider; employers are not in the tables.
    """
    m = np.asarray(list(counts), dtype=float)
    n = np.asarray(list(postings), dtype=float)
    rows80, rows95 = (100.0 * share_intervals(m, n, level=level) for level in (0.80, 0.95))
    return [
        Share(int(m[i]), int(n[i]), float(a[0]), float(a[1]), float(a[2]), float(b[1]), float(b[2]))
        for i, (a, b) in enumerate(zip(rows80, rows95, strict=True))
    ]


@dataclass(frozen=True)
class Counted:
    """One term of a cross-section."""

    term: str
    name: Text
    share: Share


@dataclass(frozen=True)
class CrossSection:
    """The latest collection of advertisements: terms by dimension, the commonest first."""

    collection: str
    about: dict[str, Any]
    postings: int
    terms: dict[str, tuple[Counted, ...]]

    def of(self, dimension: str) -> tuple[Counted, ...]:
        return self.terms.get(dimension, ())


def cross_section(counts: Table, collections: Table) -> CrossSection:
    """Reads the collection with the last day; others are left alone."""
    about = max(collections, key=lambda row: str(row["last_day"]))
    key = about["collection"]
    rows = [row for row in counts if row["collection"] == key]
    total = next(int(row["value"]) for row in rows if row["dimension"] == "total")
    found = shares([row["value"] for row in rows], [total] * len(rows))
    terms: dict[str, list[Counted]] = {}
    for row, share in zip(rows, found, strict=True):
        terms.setdefault(row["dimension"], []).append(
            Counted(row["term"], Text(row["term_vi"], row["term_en"]), share)
        )
    return CrossSection(key, dict(about), total, {k: tuple(v) for k, v in terms.items()})


@dataclass(frozen=True)
class Signal:
    """A flagged term of a panel."""

    term: str
    name: Text
    flagged: str
    """Month of the flag."""
    before: Share
    now: Share
    """Shares of the first and the last twelve months looked at."""
    growth: emergence.TermDescription
    quarters: tuple[Share, ...]


@dataclass(frozen=True)
class Hiring:
    """Flags of the panel of hiring posts."""

    first: str
    last: str
    terms: int
    quarters: tuple[str, ...]
    rising: tuple[Signal, ...]
    fading: tuple[Signal, ...]


def hiring(counts: Table, names: dict[str, Text], threads: int = 1) -> Hiring:
    """Flags over the last months of the panel, rising and fading apart, each with its own bound."""
    postings = {row["period"]: int(row["value"]) for row in counts if row["term"] == "total"}
    months = sorted(postings)[-LOOKS:]
    kept = set(months)
    found = emergence.TermCounts.from_rows(
        [(row["term"], row["period"], int(row["value"])) for row in counts if row["term"] != "total" and row["period"] in kept],
        [(m, postings[m]) for m in months],
    )  # fmt: skip
    flags = {way: emergence.detect(found, alpha=ALPHA, direction=way, n_jobs=threads).flagged for way in WAYS}
    wanted = sorted({t.term for terms in flags.values() for t in terms})
    described = {
        d.term: d for d in emergence.describe(_only(found, wanted), weights=EQUAL_WEIGHTS, n_jobs=threads)
    }
    quarters = _quarters(found.months)
    signals = {
        way: tuple(_signal(found, t, described, names, quarters) for t in terms)
        for way, terms in flags.items()
    }
    return Hiring(
        months[0], months[-1], len(found.terms), tuple(quarters), signals["rising"], signals["fading"]
    )  # fmt: skip


def _only(counts: emergence.TermCounts, terms: list[str]) -> emergence.TermCounts:
    at = [counts.terms.index(t) for t in terms]
    return emergence.TermCounts(
        tuple(terms), counts.months, counts.sources, counts.counts[at], counts.postings
    )


def quarter_of(month: str) -> str:
    """The quarter of a month.

    >>> quarter_of("2016-07")
    '2016-Q3'
    """
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def _quarters(months: tuple[str, ...]) -> dict[str, list[int]]:
    """Quarter → positions of its months; quarters that are cut at an end are left out."""
    out: dict[str, list[int]] = {}
    for i, month in enumerate(months):
        out.setdefault(quarter_of(month), []).append(i)
    return {quarter: at for quarter, at in out.items() if len(at) == 3}


def _signal(
    counts: emergence.TermCounts,
    flag: emergence.TermEvidence,
    described: dict[str, emergence.TermDescription],
    names: dict[str, Text],
    quarters: dict[str, list[int]],
) -> Signal:
    k = counts.terms.index(flag.term)
    mentions, read = counts.counts[k].sum(axis=1), counts.postings.sum(axis=1)
    spans = [list(range(12)), list(range(len(counts.months) - 12, len(counts.months))), *quarters.values()]
    found = shares([mentions[at].sum() for at in spans], [read[at].sum() for at in spans])
    return Signal(
        flag.term, names.get(flag.term, Text.same(flag.term)), flag.flagged, found[0], found[1], described[flag.term], tuple(found[2:])
    )  # fmt: skip


@dataclass(frozen=True)
class Searched:
    """A language among the searches: mean shares of twelve months in percent, and the change a year with its interval."""

    term: str
    name: Text
    earlier: float
    latest: float
    growth: float
    growth_low80: float
    growth_high80: float
    yearly: tuple[float | None, ...]


@dataclass(frozen=True)
class Searches:
    """The index of searches for tutorials."""

    last: str
    earlier_to: str
    years: tuple[str, ...]
    languages: tuple[Searched, ...]
    last_december: dict[str, float]
    last_month: dict[str, float]


def searches(index: Table, names: dict[str, Text], at_most: int = 10) -> Searches:
    """The languages with the largest share of the last twelve months.

    The change a year is the slope of the logarithm of the share over the last 60 months, with Newey–West errors: months of an index
    follow each other.
    """
    from dubao.regression import OLS

    values: dict[str, dict[str, float]] = {}
    for row in index:
        if row["value"] is not None:
            values.setdefault(row["term"], {})[row["period"]] = float(row["value"])
    months = sorted({m for series in values.values() for m in series})
    latest, earlier = months[-12:], months[-12 - SEARCH_MONTHS : -SEARCH_MONTHS]

    def mean(term: str, of: list[str]) -> float:
        return float(np.mean([values[term][m] for m in of]))

    leading = sorted(values, key=lambda t: -mean(t, latest))[:at_most]
    years = [y for y in sorted({m[:4] for m in months}) if f"{y}-01" in months and f"{y}-12" in months]
    out = []
    for term in leading:
        recent = months[-SEARCH_MONTHS:]
        fit = OLS(covariance="newey-west").fit(
            [[i / 12.0] for i in range(len(recent))],
            np.log([values[term][m] for m in recent]),
            names=["years"],
        )
        slope, (low, high) = float(fit.params["years"]), fit.conf_int(80)["years"]
        yearly = tuple(mean(term, [m for m in months if m[:4] == y]) for y in years)
        out.append(
            Searched(
                term, names.get(term, Text.same(term)), mean(term, earlier), mean(term, latest), float(np.exp(slope)),
                float(np.exp(low)), float(np.exp(high)), yearly,
            )
        )  # fmt: skip
    december = max(m for m in months if m.endswith("-12"))
    return Searches(
        months[-1], earlier[-1], tuple(years), tuple(out), {t: values[t][december] for t in leading}, {t: values[t][months[-1]] for t in leading}
    )  # fmt: skip


def skills_results(catalogue: Any, configuration: Configuration) -> dict[str, object]:
    """Results of the roles that are given: ``cross_section``, ``hiring``, ``searches``."""
    tables = configuration.tables
    out: dict[str, object] = {}
    if {"postings_cross_section", "postings_collections"} <= set(tables):
        out["cross_section"] = cross_section(
            catalogue.table(tables["postings_cross_section"]), catalogue.table(tables["postings_collections"])
        )
    names: dict[str, dict[str, Text]] = {}
    if "international_terms" in tables:
        for row in catalogue.table(tables["international_terms"]):
            names.setdefault(row["panel"], {})[row["term"]] = Text(row["term_vi"], row["term_en"])
    if "international_hiring" in tables:
        out["hiring"] = hiring(catalogue.table(tables["international_hiring"]), names.get("hacker_news", {}))
    if "international_searches" in tables:
        out["searches"] = searches(catalogue.table(tables["international_searches"]), names.get("pypl", {}))
    return out
