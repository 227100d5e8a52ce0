"""Cover and width of the interval sources: measured on M4, written into docs/intervals.md.

Usage: .venv/bin/python tests/bench/interval_sources.py [--series N] [--write]

The last KNOWN + AHEAD values of even-numbered annual M4 series (the score table was learnt on odd- and even-numbered ones alike: read
the row of the calibrated intervals with that in mind), one series at a time, AutoETS. Lengths as of short and of long official series.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import m3

from dubao import _core, models

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/intervals.md"
AHEAD = 5
LENGTHS = (15, 30)
PATHS, SEED = 500, 1
HEAD = "| `intervals` | " + " | ".join(f"{n} values: cover of 95 % | MSIS" for n in LENGTHS) + " |"


def series(known: int, limit: int) -> list[np.ndarray]:
    """Last values of every even-numbered series that has so many and is not constant, evenly spread over the file."""
    folder = m3.FOLDER / "m4"
    train, test = (m3.read(folder / f"m4_yearly_{part}.csv.gz") for part in ("train", "test"))
    found = []
    for key, values in train.items():
        if int(key[1:]) % 2:
            continue
        y = np.concatenate([values, test[key][:AHEAD]])[-known - AHEAD :]
        if len(y) == known + AHEAD and np.ptp(y[:known]) > 0:
            found.append(y)
    return found[:: max(1, len(found) // limit)]


def measure(data: list[np.ndarray], known: int, source: str) -> tuple[float, float]:
    """Means over the series: cover of the 95 % interval in percent, MSIS. Calibrated by the table: every series is alone."""
    calibration = "table" if source == "calibrated" else "auto"
    options = _core.ForecasterOptions(threads=1, calibration=calibration, intervals=source)
    forecaster = _core.Forecaster([models.AutoETS().core], options)
    forecaster.fit([_core.Series(y[:known], start="2000", id=str(i)) for i, y in enumerate(data)])
    quantiles = forecaster.quantiles(0, AHEAD, [0.025, 0.975], PATHS, SEED)
    found = []
    for y, (low, high) in zip(data, quantiles, strict=True):
        scale = np.abs(np.diff(y[:known])).mean()
        actual = y[known:]
        found.append(
            (
                100 * _core.coverage(actual, low, high),
                _core.mean_interval_score(actual, low, high, 0.95) / scale,
            )
        )
    return tuple(float(v) for v in np.mean(found, axis=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=1000)
    parser.add_argument("--write", action="store_true", help="put the table into docs/intervals.md")
    arguments = parser.parse_args()
    data = {n: series(n, arguments.series) for n in LENGTHS}
    counts = " and ".join(str(len(data[n])) for n in LENGTHS)
    lines = [
        f"Measured: {counts} annual series of M4 (even numbers), AutoETS on the last 15 and 30 values, 5 ahead, each series alone",
        "(`tests/bench/interval_sources.py`). MSIS: mean interval score over the mean absolute change.",
        "",
        HEAD,
        "|---" * (1 + 2 * len(LENGTHS)) + "|",
    ]
    for source in _core.interval_sources:
        cells = [f"{c:.1f} % | {m:.1f}" for c, m in (measure(data[n], n, source) for n in LENGTHS)]
        lines.append(f"| `{source}` | " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    if arguments.write:
        start, end = "<!-- measured: sources -->\n", "<!-- end -->"
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(start)
        text = before + start + "\n".join(lines) + "\n" + end + rest.partition(end)[2]
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
