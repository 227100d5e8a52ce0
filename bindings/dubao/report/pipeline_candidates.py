"""Candidates for new occupations and pay by skill, from a panel of coded advertisements (chapters 8 and 9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dubao.report.pipeline_skills import Share, quarter_of, shares
from dubao.report.text import Text

if TYPE_CHECKING:
    from dubao.labour.emergence import ShareForecast
    from dubao.postings import CandidateOccupation, Candidates, SalaryPremium
    from dubao.report.config import Configuration

# Level of the intervals that the report prints.
LEVEL = 0.8
# Months for which the share of a candidate is forecast.
MONTHS_AHEAD = 12
# Level of the intervals of pay, and of the adjusted tests that choose the skills shown.
PAY_LEVEL = 0.95


@dataclass(frozen=True)
class OneCandidate:
    """A candidate with its share of advertisements by quarter and over the last twelve months."""

    found: CandidateOccupation
    quarters: tuple[str, ...]
    by_quarter: tuple[Share, ...]
    now: Share
    ahead: ShareForecast | None
    """Forecast of the share, sources taken together; None where there are too few mentions."""
    ahead_to: str
    """Last month of the forecast."""


@dataclass(frozen=True)
class PanelResults:
    """What the panel of advertisements gives; ``candidates`` is None where it is too short for the rule of the report."""

    months: int
    first: str
    last: str
    sources: tuple[str, ...]
    postings: int
    candidates: Candidates | None
    pages: tuple[OneCandidate, ...]
    pay: SalaryPremium | None
    skills: dict[str, Text]
    """Names of the skills by id."""

    def skill(self, key: str) -> Text:
        return self.skills.get(key, Text.same(key))


def panel_results(catalogue: Any, configuration: Configuration) -> PanelResults | None:
    """None where no panel is given."""
    name = configuration.tables.get("postings_panel")
    if name is None:
        return None
    from dubao.data.periods import span
    from dubao.postings import coded_postings, find_candidates, salary_premium

    s = configuration.postings
    rows = coded_postings(
        catalogue.table(name), salary_unit=s.salary_unit, salary_currency=s.salary_currency, salary_period=s.salary_period
    )  # fmt: skip
    dated = [r.posting.month for r in rows if r.posting.month]
    months = span(min(dated), max(dated)) if dated else ()
    long_enough = len(months) >= s.least_months
    found = (
        find_candidates(
            rows, alpha=s.alpha, replicates=s.replicates, least_stability=s.least_stability, most_similarity=s.most_similarity, seed=configuration.forecast.seed, level=LEVEL, n_jobs=configuration.forecast.threads
        )
        if long_enough
        else None
    )  # fmt: skip
    named = sorted({k for r in rows for k in r.skills})
    paid = any(r.posting.salary_low is not None or r.posting.salary_high is not None for r in rows)
    return PanelResults(
        len(months), months[0] if months else "", months[-1] if months else "", tuple(sorted({r.posting.source for r in rows})), len(rows), found,
        tuple(_page(c, configuration.forecast.seed) for c in found.candidates) if found is not None else (), salary_premium(rows, skills=named, level=PAY_LEVEL) if paid else None,
        _names(catalogue, configuration),
    )  # fmt: skip


def _page(found: CandidateOccupation, seed: int) -> OneCandidate:
    from dubao.labour.emergence import TermCounts, forecast_shares

    quarters: dict[str, tuple[int, int]] = {}
    for one in found.months:
        key = quarter_of(one.month)
        named, read = quarters.get(key, (0, 0))
        quarters[key] = (named + one.postings, read + one.read)
    kept = {q: (m, n) for q, (m, n) in quarters.items() if n > 0}
    year = found.months[-12:]
    every = [*kept.values(), (sum(m.postings for m in year), sum(m.read for m in year))]
    all_shares = shares([m for m, _ in every], [n for _, n in every])
    counts = TermCounts.from_rows(
        [("candidate", m.month, m.postings) for m in found.months], [(m.month, m.read) for m in found.months]
    )
    ahead = forecast_shares(counts, MONTHS_AHEAD, level=LEVEL, seed=seed)
    return OneCandidate(
        found, tuple(kept), tuple(all_shares[:-1]), all_shares[-1], next(iter(ahead.terms), None), ahead.months[-1]
    )  # fmt: skip


def _names(catalogue: Any, configuration: Configuration) -> dict[str, Text]:
    table = configuration.tables.get("skill_names")
    if table is None:
        return {}
    return {row["skill_id"]: Text(row["name_vi"], row["name_en"]) for row in catalogue.table(table)}
