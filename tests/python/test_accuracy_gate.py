"""The default forecaster on the annual series of M3. No choice was made on M3: members, damping, tables and weights come
from M4 and simulated series, so that this gate is a test."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from dubao import _core

BENCH = Path(__file__).resolve().parents[1] / "bench/m3.py"
SPEC = importlib.util.spec_from_file_location("bench_m3", BENCH)
assert SPEC is not None and SPEC.loader is not None
m3 = importlib.util.module_from_spec(SPEC)
import sys  # noqa: E402

sys.modules["bench_m3"] = m3  # dataclasses look their module up
SPEC.loader.exec_module(m3)

WORST_SMAPE = 16.2
WORST_MASE = 2.70
COVER = (93.0, 97.0)
# The best peer measured covers 84.3 % with 30.6 (R forecast::ets 8.20).
WORST_MSIS = 23.9  # the winner of M4 on M4 yearly


@pytest.fixture(scope="module")
def data():
    found = m3.yearly()
    if found is None:
        pytest.skip(f"the M3 data are not at hand ({m3.FOLDER / 'm3'})")
    return found


def test_the_default_forecaster_holds_its_promise_on_m3_yearly(data) -> None:
    train, test = data
    assert len(train) == 645
    found = m3.score(train, test, _core.DefaultEnsemble(), threads=2)
    assert found.smape <= WORST_SMAPE
    assert found.mase <= WORST_MASE
    assert COVER[0] <= found.cover95 <= COVER[1]
    assert found.msis95 <= WORST_MSIS


def test_a_lone_series_calibrated_by_the_table_alone_holds_it_too(data) -> None:
    found = m3.score(*data, _core.DefaultEnsemble(), threads=2, calibration="table")
    assert COVER[0] <= found.cover95 <= COVER[1]
    assert 77.0 <= found.cover80 <= 85.0
