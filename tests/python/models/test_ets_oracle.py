"""Maximum likelihood of every exponential-smoothing form against R on annual and quarterly series of M3.

`tests/golden/ets/m3.csv` holds R's log-likelihoods of every fifth series (`tests/golden/scripts/ets_m3.R`, R 4.2.2, forecast
8.20, 2026-11-22); the program `dubao_bench_ets_against_r` compares all of them (docs/models/ets.md).
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from dubao.models import ETS

ROOT = Path(__file__).resolve().parents[3]
M3 = ROOT.parent / "shared/data/bench/m3"
GOLDEN = ROOT / "tests/golden/ets/m3.csv"

# Our log-likelihood may be lower by this much, on at most this share of the series of a form.
ALLOWED = 0.01
WORST_SHARE = 0.015
WORST_SHARE_OF_ALL = 0.005


def values(part: str) -> dict[str, np.ndarray]:
    found: dict[str, list[float]] = defaultdict(list)
    with gzip.open(M3 / f"m3_{part}_train.csv.gz", "rt") as file:
        next(file)
        for line in file:
            key, _, value = line.rstrip().split(",")
            found[key.strip('"')].append(float(value))
    return {key: np.array(numbers) for key, numbers in found.items()}


@pytest.mark.skipif(not M3.is_dir(), reason="the M3 series of ../shared/data/bench/m3 are not here")
@pytest.mark.parametrize(("part", "season_length"), [("yearly", 1), ("quarterly", 4)])
def test_no_form_is_less_likely_than_r_finds_it(part: str, season_length: int) -> None:
    series = values(part)
    shortfalls: dict[str, list[float]] = defaultdict(list)
    with GOLDEN.open(newline="") as file:
        for row in csv.DictReader(file):
            if row["set"] != part:
                continue
            form = row["form"]
            model = ETS(
                error=form[0], trend=form[1:-1], season=form[-1], season_length=season_length, alias="ETS"
            )
            ours = model.fit(series[row["series"]]).loglik
            shortfalls[form].append(float(row["loglik"]) - ours)
    assert len(shortfalls) == (10 if season_length == 1 else 30)
    everything = np.concatenate(list(shortfalls.values()))
    assert np.mean(everything > ALLOWED) <= WORST_SHARE_OF_ALL
    for form, found in shortfalls.items():
        assert len(found) > 100, form
        assert np.mean(np.array(found) > ALLOWED) <= WORST_SHARE, form
