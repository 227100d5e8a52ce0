"""Accuracy gate of single models on the annual series of the M3 competition (Makridakis and Hibon 2000).

Every choice in the models was made on M4 or by convention, so M3 is a test set. R's figures on the same series: thetaf
16.76 / 2.774 (sMAPE / MASE), ets 17.00 / 2.860, Box-Cox Theta 16.20 / 2.730; 95 % intervals of ets cover 84.3 %.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from dubao import models

M3 = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "bench" / "m3"
pytestmark = pytest.mark.skipif(
    not M3.is_dir(), reason="the M3 series of ../shared/data/bench/m3 are not here"
)

# Room for a changed optimum on single series; a worse method shows by more.
ROOM = 0.05


def read(part: str) -> dict[str, np.ndarray]:
    series: dict[str, list[float]] = defaultdict(list)
    with gzip.open(M3 / f"m3_yearly_{part}.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            series[row["series_id"]].append(float(row["value"]))
    return {name: np.array(values) for name, values in series.items()}


@pytest.fixture(scope="module")
def m3() -> list[tuple[np.ndarray, np.ndarray]]:
    train, test = read("train"), read("test")
    assert len(train) == 645
    return [(train[name], test[name]) for name in train]


def score(model: models.Model, m3: list[tuple[np.ndarray, np.ndarray]]) -> tuple[float, float, float]:
    """Mean sMAPE and MASE over the series, and cover of the 95 % intervals."""
    smape, mase, cover = [], [], []
    for y, actual in m3:
        forecast = model.fit(y).predict(h=len(actual), level=[95], n=400)
        error = np.abs(actual - forecast["mean"])
        smape.append(np.mean(200 * error / (np.abs(actual) + np.abs(forecast["mean"]))))
        mase.append(np.mean(error) / np.mean(np.abs(np.diff(y))))
        cover.extend((forecast["lo-95"] <= actual) & (actual <= forecast["hi-95"]))
    return float(np.mean(smape)), float(np.mean(mase)), float(np.mean(cover))


@pytest.mark.parametrize(
    ("model", "smape", "mase", "cover"),
    [
        (models.Naive(), 17.88, 3.172, 0.80),
        (models.DampedDrift(), 15.99, 2.603, 0.81),
        (models.Theta(), 16.74, 2.773, 0.86),
        (models.AutoTheta(), 16.19, 2.727, 0.92),
        (models.AutoETS(), 17.58, 2.889, 0.90),
        (models.AutoETS(largest_trend_share=0.15), 15.83, 2.627, 0.85),
    ],
    ids=["Naive", "DampedDrift", "Theta", "AutoTheta", "AutoETS", "AutoETS with bounded trend share"],
)
def test_accuracy_and_cover_on_m3_yearly_do_not_get_worse(model, smape, mase, cover, m3):
    found = score(model, m3)
    assert found[0] <= smape + ROOM
    assert found[1] <= mase + ROOM
    assert found[2] >= cover
