"""What fits 14 annual values best: measured on M4, written into docs/which-model.md.

Usage: .venv/bin/python tests/bench/fourteen.py [--series N] [--write]

The last 19 values of the even-numbered annual M4 series of the categories Demographic and Industry, the nearest to employment: 14
are known, 5 are forecast. The default was chosen on odd-numbered series. Then the same with a break put into the middle, declared and not.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import m3

from dubao import _core, models

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/which-model.md"
KNOWN, AHEAD = 14, 5
PATHS, SEED = 500, 1
CATEGORIES = ("Demographic", "Industry")
# The break of the second table: from the eighth value on, a definition that counts a quarter less.
BREAK_AT, BREAK_FACTOR = 7, 0.75
HEAD = "| model | sMAPE | MASE | its own 95 % interval covers | calibrated it covers | MSIS, calibrated |"
RULE = "|---|---|---|---|---|---|"


def series(limit: int | None) -> list[np.ndarray]:
    """19 last values of every even-numbered series of the categories that has so many, evenly spread over the file."""
    folder = m3.FOLDER / "m4"
    with (folder / "m4_info.csv").open(newline="", encoding="utf-8") as file:
        wanted = {
            r["series_id"]
            for r in csv.DictReader(file)
            if r["category"] in CATEGORIES and int(r["series_id"][1:]) % 2 == 0
        }
    train, test = (m3.read(folder / f"m4_yearly_{part}.csv.gz") for part in ("train", "test"))
    whole = [np.concatenate([train[k], test[k]]) for k in train if k in wanted]
    found = [
        y[-KNOWN - AHEAD :]
        for y in whole
        if len(y) >= KNOWN + AHEAD and np.ptp(y[-KNOWN - AHEAD : -AHEAD]) > 0
    ]
    return found[:: max(1, len(found) // limit)] if limit else found


def measure(
    data: list[np.ndarray], model: models.Model, calibration: str, breaks: list[str] | None = None
) -> tuple[float, float, float, float]:
    """Means over the series: sMAPE, MASE, cover of the 95 % interval in percent, MSIS."""
    forecaster = _core.Forecaster([model.core], _core.ForecasterOptions(calibration=calibration))
    forecaster.fit(
        [_core.Series(y[:KNOWN], start="2000", id=str(i), breaks=breaks or []) for i, y in enumerate(data)]
    )
    mean = forecaster.mean(0, AHEAD)
    quantiles = forecaster.quantiles(0, AHEAD, [0.025, 0.975], PATHS, SEED)
    found = []
    for i, y in enumerate(data):
        known, actual, (low, high) = y[:KNOWN], y[KNOWN:], quantiles[i]
        change = np.abs(np.diff(known))
        # The jump of a break is no change of the series.
        scale = np.delete(change, BREAK_AT - 1).mean() if breaks is not None else change.mean()
        found.append(
            (
                _core.smape(actual, mean[i]),
                _core.mean_absolute_error(actual, mean[i]) / scale,
                100 * _core.coverage(actual, low, high),
                _core.mean_interval_score(actual, low, high, 0.95) / scale,
            )
        )
    return tuple(float(v) for v in np.mean(found, axis=0))


def candidates() -> list[tuple[str, models.Model]]:
    """The default first, then single models; those that this version does not export are left out."""
    out: list[tuple[str, models.Model]] = [("**the default ensemble**", models.Ensemble())]
    for name in (
        "AutoTheta", "OptimizedTheta", "DynamicOptimizedTheta", "DampedDrift", "Drift", "AutoETS", "AutoETS, largest_trend_share=0.15", "ETS(A,Ad,N)",
        "AutoARIMA", "StructuralTrend", "AutoCES", "Theta", "WindowAverage(3)", "Naive",
    ):  # fmt: skip
        if name == "AutoETS, largest_trend_share=0.15":
            out.append((name, models.AutoETS(largest_trend_share=0.15)))
        elif name == "ETS(A,Ad,N)":
            out.append((name, models.ETS(trend="A", damped=True)))
        elif name == "WindowAverage(3)":
            out.append((name, models.WindowAverage(window_size=3)))
        elif name in models.__all__:
            out.append((name, getattr(models, name)()))
    return out


def first_table(data: list[np.ndarray]) -> list[str]:
    rows = []
    for name, model in candidates():
        smape, mase, own, _ = measure(data, model, "none")
        _, _, cover, msis = measure(data, model, "table")
        rows.append(
            (mase, f"| {name} | {smape:.2f} | {mase:.3f} | {own:.0f} % | {cover:.0f} % | {msis:.1f} |")
        )
        print(rows[-1][1], flush=True)
    return [HEAD, RULE, *(text for _, text in sorted(rows))]


def second_table(data: list[np.ndarray]) -> list[str]:
    broken = []
    for y in data:
        other = y.copy()
        other[BREAK_AT:] *= BREAK_FACTOR
        broken.append(other)
    mark = [str(2000 + BREAK_AT)]
    out = [
        "| the default ensemble, series with a break | MASE | 95 % interval covers | MSIS |",
        "|---|---|---|---|",
    ]
    for name, sample, breaks in (("break declared", broken, mark), ("break not declared", broken, [])):
        _, mase, cover, msis = measure(sample, models.Ensemble(), "table", breaks)
        out.append(f"| {name} | {mase:.3f} | {cover:.0f} % | {msis:.1f} |")
        print(out[-1], flush=True)
    return out


def write(tables: dict[str, list[str]]) -> None:
    """Replaces what stands between the markers of the page."""
    page = PAGE.read_text(encoding="utf-8")
    for name, lines in tables.items():
        start, end = f"<!-- measured: {name} -->\n", "\n<!-- end -->"
        before, _, rest = page.partition(start)
        if not rest:
            raise SystemExit(f"{PAGE.name} has no marker {start.strip()}")
        page = before + start + "\n".join(lines) + end + rest.partition(end)[2]
    PAGE.write_text(page, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--series", type=int, help="about so many series; all by default")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/which-model.md")
    arguments = parser.parse_args()
    data = series(arguments.series)
    print(len(data), "series")
    positive = [y for y in data if (y > 0).all()]
    tables = {"models": [f"{len(data)} series", "", *first_table(data)], "break": second_table(positive)}
    if arguments.write:
        write(tables)


if __name__ == "__main__":
    main()
