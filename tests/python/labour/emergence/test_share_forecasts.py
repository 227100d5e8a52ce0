"""Forecasts of shares: inside [0, 1], adjusted for sources, wide enough on simulated curves, and refused where the series is too short."""

from __future__ import annotations

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour.emergence import TermCounts, forecast_shares
from dubao.labour.emergence.share_forecasts import adjusted_shares

# 24 simulated curves, one value each 12 months ahead: a cover of 80 % has a standard error of 8 points.
CURVES, LOWEST_COVER = 24, 0.6


def months(n: int) -> list[str]:
    return [f"{2018 + i // 12}-{i % 12 + 1:02d}" for i in range(n)]


def simulated(n: int, terms: int, seed: int) -> tuple[TermCounts, np.ndarray]:
    rng = np.random.default_rng(seed)
    t = np.arange(n)
    share = np.stack(
        [
            rng.uniform(0.05, 0.3) / (1 + np.exp(-rng.uniform(0.06, 0.12) * (t - rng.uniform(20, 45))))
            for _ in range(terms)
        ]
    )
    counts = rng.binomial(400, share)
    names = [f"t{k}" for k in range(terms)]
    rows = [(name, m, int(counts[k, i])) for k, name in enumerate(names) for i, m in enumerate(months(n))]
    return TermCounts.from_rows(rows, [(m, 400) for m in months(n)]), share


def test_paths_stay_shares_and_cover_what_comes_on_simulated_curves() -> None:
    counts, share = simulated(72, CURVES, 5)
    ahead = forecast_shares(counts.until(months(60)[-1]), 12, level=0.8)
    assert ahead.months == tuple(months(72)[60:]) and len(ahead.terms) == CURVES
    held = []
    for k, one in enumerate(ahead.terms):
        assert one.draws.shape == (1000, 12) and one.draws.min() >= 0.0 and one.draws.max() <= 1.0
        held.append(one.low[-1] <= share[k, -1] <= one.high[-1])
    assert np.mean(held) >= LOWEST_COVER


def test_a_source_that_begins_is_no_growth() -> None:
    rows = [("go", m, 10, "a") for m in months(48)] + [("go", m, 60, "b") for m in months(48)[30:]]
    read = [(m, 500, "a") for m in months(48)] + [(m, 500, "b") for m in months(48)[30:]]
    [one] = forecast_shares(TermCounts.from_rows(rows, read), 6).terms
    # The mix of the last year: half 2 %, half 12 %.
    assert one.last_share == pytest.approx(0.07, rel=0.01)
    assert one.median[-1] == pytest.approx(0.07, rel=0.1)


def test_a_source_without_mentions_and_months_without_postings_are_borne() -> None:
    counts = np.array([[5.0, 0.0]] * 20 + [[0.0, 0.0]] * 4 + [[5.0, 0.0]] * 20)
    read = np.array([[100.0, 100.0]] * 20 + [[0.0, 0.0]] * 4 + [[100.0, 100.0]] * 20)
    share, worth = adjusted_shares(counts, read)
    assert np.isnan(share[20:24]).all() and (worth[20:24] == 0).all()
    assert share[0] == pytest.approx(0.025)


def test_the_share_among_few_postings_varies_more() -> None:
    counts, _ = simulated(48, 1, 1)
    wide = forecast_shares(counts, 6, postings=50)
    narrow = forecast_shares(counts, 6)
    assert (wide.of, narrow.of) == ("observed", "share")
    assert wide.terms[0].high[-1] - wide.terms[0].low[-1] > 1.5 * (
        narrow.terms[0].high[-1] - narrow.terms[0].low[-1]
    )
    again = forecast_shares(counts, 6, postings=50)
    assert (again.terms[0].draws == wide.terms[0].draws).all()
    assert list(wide.frame("dict")["month"]) == list(wide.months)


def test_half_of_the_paths_are_those_of_each_method() -> None:
    counts, _ = simulated(48, 1, 1)
    whole = {m: forecast_shares(counts, 4, method=m, paths=400).terms[0].draws for m in ("growth", "level")}
    pool = forecast_shares(counts, 4, paths=800).terms[0].draws
    assert (pool[:400] == whole["growth"]).all() and (pool[400:] == whole["level"]).all()


def test_rare_terms_have_no_forecast_and_are_named() -> None:
    rows = [("rare", m, int(i == 3)) for i, m in enumerate(months(40))] + [("go", m, 20) for m in months(40)]
    found = forecast_shares(TermCounts.from_rows(rows, [(m, 300) for m in months(40)]), 3)
    assert found.too_few == ("rare",) and [t.term for t in found.terms] == ["go"]


def test_a_short_series_is_refused() -> None:
    counts, _ = simulated(35, 1, 1)
    with pytest.raises(InputError, match="E-EMG-007"):
        forecast_shares(counts, 12)


@pytest.mark.parametrize(
    "wrong",
    [
        {"horizon": 0},
        {"level": 1.0},
        {"shape": "line"},
        {"method": "guess"},
        {"postings": 0},
        {"paths": 1},
        {"terms": ["none"]},
    ],
)
def test_options_that_cannot_be_used_are_refused(wrong: dict) -> None:
    counts, _ = simulated(40, 1, 1)
    with pytest.raises(InputError, match="E-EMG-008"):
        forecast_shares(counts, **{"horizon": 3, **wrong})
