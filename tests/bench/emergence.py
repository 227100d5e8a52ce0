"""Emergence on simulated vocabularies and on real history: realised false-discovery rate, power, and two plain methods beside.

    python tests/bench/emergence.py simulate [--terms 2000] [--vocabularies 20]
    python tests/bench/emergence.py simulate --terms 50000 --vocabularies 1
    python tests/bench/emergence.py history ../shared/data/bench/skills-hn-who-is-hiring/hn_skill_counts_monthly_wide.csv
    python tests/bench/emergence.py forecast ../shared/data/bench/skills-hn-who-is-hiring/hn_skill_counts_monthly_wide.csv
    python tests/bench/emergence.py rolling ../shared/data/bench/skills-pypl/pypl_monthly_shares.csv.gz

Simulated vocabularies: 60 months, two sources (the second begins or ends in the middle), shares log-uniform from 10⁻⁴ to 10 %, months
that wobble (beta-binomial), shocks common to all terms; 70 % stable, 8 % fading (a third of them die), 5 % with a yearly wave, 10 %
rising from a random month, 7 % new. The positives are the last two.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dubao.labour import emergence

MONTHS = 60
KINDS = ("stable", "fading", "cyclical", "rising", "new")
SHARES = (0.70, 0.08, 0.05, 0.10, 0.07)


@dataclass(frozen=True)
class Vocabulary:
    counts: emergence.TermCounts
    kind: np.ndarray
    share: np.ndarray
    slope: np.ndarray
    """Growth of the log-odds a year of the rising."""


def simulate(seed: int, terms: int) -> Vocabulary:
    rng = np.random.default_rng(seed)
    t = np.arange(MONTHS)
    kind = rng.choice(len(KINDS), size=terms, p=SHARES)
    share = 10.0 ** rng.uniform(-4.0, -1.0, terms)
    slope = rng.uniform(0.2, 1.5, terms)
    start = rng.integers(6, 42, terms)
    logit = np.log(share / (1.0 - share))[:, None] + np.zeros((terms, MONTHS))
    years = np.maximum(t[None, :] - start[:, None], 0) / 12.0
    logit += np.where(kind == 3, slope, 0.0)[:, None] * years
    logit -= np.where(kind == 1, slope, 0.0)[:, None] * years
    wave = np.cos(2.0 * np.pi * (t[None, :] - start[:, None]) / 12.0)
    logit += np.where(kind == 2, rng.uniform(0.2, 0.8, terms), 0.0)[:, None] * wave
    logit += rng.normal(0.0, 0.05, MONTHS)[None, :] * rng.normal(1.0, 0.5, terms)[:, None]
    alive = np.ones((terms, MONTHS), dtype=bool)
    alive[kind == 4] = t[None, :] >= start[kind == 4, None]
    dying = (kind == 1) & (rng.uniform(size=terms) < 1.0 / 3.0)
    alive[dying] = t[None, :] < start[dying, None]
    postings = np.round(np.stack([500.0 * np.exp(0.2 * t / 12.0 + rng.normal(0.0, 0.1, MONTHS)),
                                  300.0 * np.exp(rng.normal(0.0, 0.1, MONTHS))], axis=1))  # fmt: skip
    begins, half = rng.uniform() < 0.5, MONTHS // 2
    postings[(slice(None, half) if begins else slice(half, None)), 1] = 0.0
    offset = np.stack([np.zeros(terms), rng.normal(0.0, 0.7, terms)], axis=1)
    p = 1.0 / (1.0 + np.exp(-(logit[:, :, None] + offset[:, None, :]))) * alive[:, :, None]
    kappa = rng.choice([60.0, 200.0, 1000.0, np.inf], size=terms)
    finite = np.where(np.isfinite(kappa), kappa, 1.0)[:, None, None]
    tiny = 1e-12
    wobbled = rng.beta(np.maximum(p * finite, tiny), np.maximum((1.0 - p) * finite, tiny))
    p = np.where(np.isfinite(kappa)[:, None, None] & (p > 0.0), wobbled, p)
    counts = rng.binomial(postings[None].astype(int), np.clip(p, 0.0, 1.0)).astype(float)
    months = tuple(f"{2020 + i // 12}-{i % 12 + 1:02d}" for i in range(MONTHS))
    names = tuple(f"term {k}" for k in range(terms))
    return Vocabulary(emergence.TermCounts(names, months, ("a", "b"), counts, postings), kind, share, slope)


def burst_weight(counts: np.ndarray, postings: np.ndarray) -> np.ndarray:
    """Weight of the bursts of Kleinberg's two-state automaton for batches (2003, section 4), s = 2, gamma = 1, all sources together."""
    seen, read = counts.sum(axis=2), postings.sum(axis=1)
    base = np.clip(seen.sum(axis=1) / read.sum(), 1e-9, 0.49)
    cost = np.stack([-(seen * np.log(p)[:, None] + (read - seen) * np.log1p(-p)[:, None])
                     for p in (base, np.minimum(2.0 * base, 0.98))])  # fmt: skip
    up = np.log(read.size)
    path = np.zeros((2, *seen.shape), dtype=int)
    total = np.stack([cost[0, :, 0], cost[1, :, 0] + up])
    for t in range(1, read.size):
        stay, rise = total[1], total[0] + up
        path[1, :, t] = np.where(rise < stay, 0, 1)
        path[0, :, t] = np.where(total[0] <= total[1], 0, 1)
        total = np.stack(
            [np.minimum(total[0], total[1]) + cost[0, :, t], np.minimum(stay, rise) + cost[1, :, t]]
        )
    state = np.where(total[0] <= total[1], 0, 1)
    weight = np.zeros(seen.shape[0])
    rows = np.arange(seen.shape[0])
    for t in range(read.size - 1, -1, -1):
        weight += np.where(state == 1, cost[0, :, t] - cost[1, :, t], 0.0)
        state = path[state, rows, t]
    return weight


def growth_rank(counts: np.ndarray, postings: np.ndarray) -> np.ndarray:
    """Logarithm of the share of the last twelve months over that of the first, half a mention added."""
    seen, read = counts.sum(axis=2), postings.sum(axis=1)
    now = (seen[:, -12:].sum(axis=1) + 0.5) / read[-12:].sum()
    before = (seen[:, :12].sum(axis=1) + 0.5) / read[:12].sum()
    return np.log(now / before)


def power_at(score: np.ndarray, positive: np.ndarray, false: float) -> float:
    """Share of the positives above the score that lets `false` negatives through."""
    negatives = np.sort(score[~positive])[::-1]
    k = int(false)
    bar = negatives[k] if k < negatives.size else -np.inf
    return float((score[positive] > bar).mean())


def run_simulations(terms: int, vocabularies: int, alpha: float) -> None:
    proportions, looks, false, found = [], [], [], []
    powers: dict[str, list[float]] = {"dubao": [], "Kleinberg": [], "growth": []}
    curve: dict[tuple[str, str], list[float]] = {}
    seconds = cpu = 0.0
    for seed in range(vocabularies):
        one = simulate(seed, terms)
        began, busy = time.perf_counter(), time.process_time()
        detection = emergence.detect(one.counts, alpha=alpha)
        seconds += time.perf_counter() - began
        cpu += time.process_time() - busy
        positive = one.kind >= 3
        flagged = np.array([bool(t.flagged) for t in detection.terms])
        n_false = int((flagged & ~positive).sum())
        proportions.append(n_false / max(1, int(flagged.sum())))
        month = np.array([t.flagged or "9999" for t in detection.terms])
        worst = 0.0
        for m in detection.months:
            by = month <= m
            worst = max(worst, float((by & ~positive).sum()) / max(1, int(by.sum())))
        looks.append(worst)
        false.append(n_false)
        found.append(flagged[positive].mean())
        # Equal false alarms: as many as dubao let through, and one per thousand terms where it let none through.
        allowed = max(n_false, terms // 1000)
        score = detection.log_lasting[:, -1] + 1e-9 * np.arange(terms)
        for name, value in (("dubao", np.where(np.isfinite(score), score, -1e9)),
                            ("Kleinberg", burst_weight(one.counts.counts, one.counts.postings)),
                            ("growth", growth_rank(one.counts.counts, one.counts.postings))):  # fmt: skip
            powers[name].append(power_at(value, positive, allowed))
        for name, low, high in (("0.01–0.1 %", 1e-4, 1e-3), ("0.1–1 %", 1e-3, 1e-2), ("1–10 %", 1e-2, 1e-1)):
            for label, chosen in (("new", one.kind == 4), ("rising ≤ 0.6", (one.kind == 3) & (one.slope <= 0.6)),
                                  ("rising 0.6–1", (one.kind == 3) & (one.slope > 0.6) & (one.slope <= 1.0)),
                                  ("rising > 1", (one.kind == 3) & (one.slope > 1.0))):  # fmt: skip
                here = chosen & (one.share >= low) & (one.share < high)
                if here.any():
                    curve.setdefault((label, name), []).extend(flagged[here].tolist())
    error = np.std(proportions) / np.sqrt(vocabularies)
    print(
        f"{vocabularies} vocabularies of {terms} terms, alpha {alpha}, {seconds / vocabularies:.1f} s each, of the processors {cpu / vocabularies:.1f}"
    )
    print(f"false-discovery rate at the end {np.mean(proportions):.4f} (Monte Carlo error {error:.4f}); "
          f"largest proportion over the 60 looks, mean {np.mean(looks):.4f}; false flags a vocabulary {np.mean(false):.2f}")  # fmt: skip
    print(f"power of the flags {np.mean(found):.3f}")
    print("power at equal false alarms: " + ", ".join(f"{k} {np.mean(v):.3f}" for k, v in powers.items()))
    for (label, name), values in curve.items():
        print(f"  {label:14s} {name:11s} {np.mean(values):.2f} of {len(values)}")


def read_counts(path: Path) -> emergence.TermCounts:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [n for n in rows[0] if n not in ("month", "postings")]
    return emergence.TermCounts.from_rows(
        [(n, r["month"], int(r[n])) for r in rows for n in names],
        [(r["month"], int(r["postings"])) for r in rows],
    )


def run_history(path: Path, until: str, alpha: float) -> None:
    counts = read_counts(path)
    detection = emergence.detect(counts.until(until), alpha=alpha)
    at = len(counts.until(until).months)
    then = counts.shares(slice(at - 12, at))
    best = np.max([counts.shares(slice(i, i + 12)) for i in range(at, len(counts.months) - 11)], axis=0)
    rose = best >= 2.0 * then
    lists: dict[str, list[str]] = {"hits": [], "false alarms": [], "misses": [], "quiet": []}
    for k, term in enumerate(detection.terms):
        key = ("hits" if rose[k] else "false alarms") if term.flagged else ("misses" if rose[k] else "quiet")
        lists[key].append(
            f"{term.term} ({term.flagged + ', ' if term.flagged else ''}{100 * then[k]:.2f} → {100 * best[k]:.2f} %)"
        )
    print(f"known to {until}; rose: share of the best later year at least twice that of the last known")
    for key, members in lists.items():
        print(f"{key}: {len(members)}: {'; '.join(members)}")


def run_forecasts(path: Path, alpha: float, level: float = 0.8) -> None:
    """Growth curves against the share of the last twelve months: mean absolute error in points of percent, and cover of observed shares."""
    counts = read_counts(path)
    observed = counts.counts[:, :, 0] / counts.postings[:, 0]
    rng = np.random.default_rng(1)
    tails = [0.5 - level / 2, 0.5 + level / 2]
    # The pool was chosen on the first origin; the others tell how good it is.
    for until in ("2013-12", "2014-12", "2016-12"):
        known = counts.until(until)
        at = len(known.months)
        flagged = {t.term for t in emergence.detect(known, alpha=alpha).flagged}
        read = counts.postings[at : at + 24, 0].astype(int)
        for method in ("growth", "level", "pool"):
            ahead = emergence.forecast_shares(known, 24, method=method, level=level)
            rows = []
            for one in ahead.terms:
                truth = observed[counts.terms.index(one.term), at : at + 24]
                seen = rng.binomial(read, one.draws) / read
                low, middle, high = np.quantile(seen, [tails[0], 0.5, tails[1]], axis=0)
                last = rng.binomial(read, one.last_share, size=(2000, 24)) / read
                last_low, last_high = np.quantile(last, tails, axis=0)
                rows.append(
                    (one.term in flagged, truth, middle, low, high, one.last_share, last_low, last_high)
                )
            for label, chosen in (("all", rows), ("flagged", [r for r in rows if r[0]])):
                for name, months in (("months 1-12", slice(0, 12)), ("months 13-24", slice(12, 24))):
                    curve = np.mean([np.abs(r[2] - r[1])[months].mean() for r in chosen])
                    naive = np.mean([np.abs(r[5] - r[1])[months].mean() for r in chosen])
                    held = np.mean([((r[3] <= r[1]) & (r[1] <= r[4]))[months].mean() for r in chosen])
                    plain = np.mean([((r[6] <= r[1]) & (r[1] <= r[7]))[months].mean() for r in chosen])
                    width = np.mean([(r[4] - r[3])[months].mean() for r in chosen])
                    print(f"{until} {method} {label} ({len(chosen)} terms) {name}: error {100 * curve:.2f}, last share {100 * naive:.2f}; "
                          f"cover of {100 * level:.0f} % intervals {held:.2f} (width {100 * width:.1f}), of the last share's {plain:.2f}")  # fmt: skip


def nominal_size(shares: np.ndarray) -> int:
    """ASSUMPTION: the sample that would explain the changes from month to month, 2p(1 − p)/var, median over items above 0.2 %."""
    mean, change = shares.mean(axis=1), np.diff(shares, axis=1).var(axis=1)
    kept = (mean > 0.002) & (change > 0.0)
    return int(np.median(2.0 * mean[kept] * (1.0 - mean[kept]) / change[kept]))


def run_rolling(path: Path, alpha: float, country: str = "All", factor: float = 1.5, years: int = 3) -> None:
    """Each January what is newly flagged; "rose": some later year within `years` has at least `factor` times the share of the last one."""
    table: dict[str, dict[str, dict[str, float]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for r in csv.DictReader(file):
            if r["country"] == country:
                table.setdefault(r["index"], {}).setdefault(r["item"], {})[r["month"]] = float(r["share"])
    totals = dict.fromkeys(("hits", "false alarms", "misses"), 0)
    for index, items in table.items():
        months = sorted({m for series in items.values() for m in series})
        shares = np.array([[series.get(m, 0.0) for m in months] for series in items.values()])
        before: set[str] = set()
        missed: set[str] = set()
        for year in range(int(months[0][:4]) + 5, int(months[-1][:4]) - years + 1):
            at = months.index(f"{year}-12") + 1
            size = nominal_size(shares[:, :at])
            counts = np.minimum(np.round(shares[:, :at] * size), size)[:, :, None]
            known = emergence.TermCounts(
                tuple(items), tuple(months[:at]), ("",), counts, np.full((at, 1), float(size))
            )
            flagged = {t.term for t in emergence.detect(known, alpha=alpha).flagged}
            then = shares[:, at - 12 : at].mean(axis=1)
            best = np.max(
                [shares[:, i : i + 12].mean(axis=1) for i in range(at, at + 12 * (years - 1) + 1)], axis=0
            )
            rose = (best >= factor * then) & (best >= 0.002)
            shown = lambda k: f"{list(items)[k]} {100 * then[k]:.1f}→{100 * best[k]:.1f} %"  # noqa: B023, E731
            fresh = [k for k, i in enumerate(items) if i in flagged - before]
            hits, wrong = [shown(k) for k in fresh if rose[k]], [shown(k) for k in fresh if not rose[k]]
            late = [k for k, i in enumerate(items) if rose[k] and i not in flagged and i not in missed]
            missed |= {list(items)[k] for k in late}
            before |= flagged
            for name, n in (("hits", len(hits)), ("false alarms", len(wrong)), ("misses", len(late))):
                totals[name] += n
            print(f"{index} to {year}-12 (nominal size {size}): hits: {'; '.join(hits) or 'none'} | flagged, did not rise: {'; '.join(wrong) or 'none'} | "
                  f"rose, not flagged (first time): {'; '.join(map(shown, late)) or 'none'}", flush=True)  # fmt: skip
    print(totals)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("simulate", "history", "forecast", "rolling"))
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--terms", type=int, default=2000)
    parser.add_argument("--vocabularies", type=int, default=20)
    parser.add_argument("--alpha", type=float, default=0.1)
    parser.add_argument("--until", default="2014-12")
    given = parser.parse_args()
    if given.what == "simulate":
        run_simulations(given.terms, given.vocabularies, given.alpha)
    elif given.what == "history":
        run_history(given.file, given.until, given.alpha)
    elif given.what == "forecast":
        run_forecasts(given.file, given.alpha)
    else:
        run_rolling(given.file, given.alpha)
