"""Learns the score table that ships with the library, from the annual series of M4 only.

Usage: .venv/bin/python scripts/make_score_table.py M4_FOLDER [--series N]

M4_FOLDER holds m4_yearly_train.csv.gz and m4_yearly_test.csv.gz (series_id, period_index, value). Two windows of every
series: the last 41 training values with the six test values, and a random window of 3 to 30 values with up to twelve
values to come. Each model forecasts each window; the errors on the scale of the link (evaluation/conformal.hpp) give

1. the spread: log spread_h = a_h + b.f + log(h) d.f, features f of forecast/spread.hpp, by Laplace quasi-likelihood
   (mean of log spread + |error| / spread, a convex problem solved by Newton's method); errors capped at CAP medians;
2. the quantiles of error / spread at each horizon, made symmetric: |score| and -|score| together.

Writes lib/include/dubao/forecast/score_table.hpp. Deterministic: seed 2026.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

import numpy as np

from dubao import _core
from dubao.models import AutoETS, AutoTheta, DampedDrift, Drift, Naive, Theta

VERSION = "m4-yearly-1"
SEED = 2026
HORIZONS = 12
LONGEST = 41  # the longest annual series of the gate's kind; longer histories are not ours
# A single explosion of a model must not decide the spread of all: errors count up to this many medians of their horizon.
CAP = 30.0
LENGTHS = (3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 25, 30)
TARGET = Path(__file__).resolve().parent.parent / "lib/include/dubao/forecast/score_table.hpp"


def read(path: Path) -> dict[str, list[float]]:
    out: dict[str, list[float]] = {}
    with gzip.open(path, "rt") as file:
        next(file)
        for line in file:
            key, _, value = line.rstrip().split(",")
            out.setdefault(key.strip('"'), []).append(float(value))
    return out


def windows(folder: Path, limit: int | None) -> list[tuple[np.ndarray, np.ndarray]]:
    train, test = read(folder / "m4_yearly_train.csv.gz"), read(folder / "m4_yearly_test.csv.gz")
    random = np.random.default_rng(SEED)
    ids = sorted(train)
    random.shuffle(ids)
    out = []
    for key in ids[:limit]:
        whole = np.array(train[key] + test[key])
        split = len(train[key])
        out.append((whole[max(0, split - LONGEST) : split], whole[split:]))
        n = int(random.choice(LENGTHS))
        if len(whole) - n >= 3:
            ahead = min(HORIZONS, len(whole) - n)
            origin = int(random.integers(n, len(whole) - ahead + 1))
            out.append((whole[origin - n : origin], whole[origin : origin + ahead]))
    return out


def fit_spread(design: np.ndarray, errors: np.ndarray) -> np.ndarray:
    """Minimises mean(log s + |e| / s), log s = design @ b: convex in b."""
    b = np.linalg.lstsq(design, np.log(np.abs(errors) + 1e-6), rcond=None)[0]

    def loss(b: np.ndarray) -> float:
        log_spread = design @ b
        return float(np.mean(log_spread + np.abs(errors) * np.exp(-log_spread)))

    value = loss(b)
    for _ in range(100):
        weight = np.abs(errors) * np.exp(-(design @ b))
        gradient = design.T @ (1 - weight) / len(errors)
        # The Hessian is design' diag(weight) design; a cap keeps one huge error from freezing the step.
        hessian = (design.T * np.minimum(weight, 50)) @ design / len(errors) + 1e-8 * np.eye(design.shape[1])
        step = np.linalg.solve(hessian, gradient)
        size = 1.0
        while loss(b - size * step) > value and size > 1e-6:
            size /= 2
        b = b - size * step
        before, value = value, loss(b)
        if before - value < 1e-10:
            break
    return b


def table(
    model: _core.Model, data: list[tuple[np.ndarray, np.ndarray]], additive: bool
) -> dict[str, np.ndarray]:
    series = [_core.Series(past, id=f"w{i}") for i, (past, _) in enumerate(data)]
    kept = []
    for i, one in enumerate(series):
        spread = _core.series_spread(one, additive)
        if spread is not None and spread[0] > 0 and (additive or np.min(data[i][0]) > 0):
            kept.append((i, spread[0], np.array(spread[1])))
    forecaster = _core.Forecaster([model], _core.ForecasterOptions(threads=0, calibration="none"))
    forecaster.fit([series[i] for i, _, _ in kept])
    centres = forecaster.mean(0, HORIZONS)
    rows, targets, horizons = [], [], []
    for (i, unit, features), centre in zip(kept, centres, strict=True):
        future = data[i][1]
        error = _core.scores(series[i], centre[: len(future)], future, additive) / (unit if additive else 1.0)
        for h, value in enumerate(error):
            if np.isfinite(value):
                rows.append(features)
                targets.append(value)
                horizons.append(h)
    features, errors, at = np.array(rows), np.array(targets), np.array(horizons)
    log_h = np.log(at + 1.0)[:, None]
    design = np.hstack([np.eye(HORIZONS)[at], features, features * log_h])
    limit = CAP * np.array([np.median(np.abs(errors[at == h])) for h in range(HORIZONS)])[at]
    b = fit_spread(design, np.clip(errors, -limit, limit))
    score = np.abs(errors) * np.exp(-(design @ b))
    half = np.array(_core.score_probabilities)
    quantiles = np.zeros((HORIZONS, len(half)))
    for h in range(HORIZONS):
        own = score[at == h]
        for k, p in enumerate(half):
            quantiles[h, k] = np.sign(p - 0.5) * np.quantile(own, abs(2 * p - 1))
    k = features.shape[1]
    print(f"  {'additive' if additive else 'positive'}: {len(kept)} windows, {len(errors)} errors")
    return {
        "level": b[:HORIZONS],
        "slope": b[HORIZONS : HORIZONS + k],
        "slope_by_log_horizon": b[HORIZONS + k :],
        "quantiles": quantiles,
    }


def braces(values: np.ndarray) -> str:
    return "{" + ", ".join(f"{v:.4g}" for v in values) + "}"


def written(name: str, found: dict[str, np.ndarray]) -> str:
    rows = ",\n".join("        " + braces(row) for row in found["quantiles"])
    return (
        f"inline constexpr ScoreTable {name} = {{\n"
        f"    {braces(found['level'])},\n    {braces(found['slope'])},\n"
        f"    {braces(found['slope_by_log_horizon'])},\n    {{{{\n{rows}\n    }}}}}};\n"
    )


HEAD = """// SPDX-License-Identifier: Apache-2.0
//
// Score tables: how wrong each model was on M4, by horizon, relative to the spread of the series.
//
// Generated by scripts/make_score_table.py from the annual series of the M4 competition (Makridakis, Spiliotis,
// Assimakopoulos 2020) and from nothing else: {windows} windows of {series} series. Do not edit: run the script again.
// Formula   log spread_h = level_h + slope·f + log(h) slope_by_log_horizon·f (spread.hpp); quantiles of error / spread
//           at evaluation::kScoreProbabilities, symmetric by construction.
// When not  Frequencies other than annual.
#pragma once

#include <dubao/evaluation/conformal.hpp>
#include <dubao/forecast/spread.hpp>

#include <array>
#include <string_view>

namespace dubao::forecast {{

/// Printed in notes and provenance.
inline constexpr std::string_view kScoreTableVersion = "{version}";
/// Horizons of the tables; beyond them the spread is extrapolated.
inline constexpr std::size_t kScoreTableHorizons = {horizons};
/// The model whose spread serves models without a table of their own.
inline constexpr std::string_view kYardstick = "Naive";

struct ScoreTable {{
  std::array<double, kScoreTableHorizons> level;
  std::array<double, kSpreadFeatures> slope;
  std::array<double, kSpreadFeatures> slope_by_log_horizon;
  std::array<evaluation::ScoreQuantiles, kScoreTableHorizons> quantiles;
}};

namespace scores {{

"""

TAIL = """}}  // namespace scores

/// The table of a model, by its column name; null when there is none. positive: errors relative to the centre, for
/// positive series; otherwise in units of the mean absolute change.
[[nodiscard]] inline const ScoreTable* find_score_table(std::string_view alias, bool positive) noexcept {{
{lines}
  return nullptr;
}}

}}  // namespace dubao::forecast
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--series", type=int, default=None, help="use only this many series (for a trial)")
    options = parser.parse_args()
    data = windows(options.folder, options.series)
    models = [_core.DefaultEnsemble()] + [
        m.core for m in (AutoETS(), AutoTheta(), Theta(), DampedDrift(), Drift(), Naive())
    ]
    parts, lines = [], []
    for model in models:
        print(model.alias)
        for additive in (False, True):
            name = f"k{model.alias}{'Additive' if additive else 'Positive'}"
            parts.append(written(name, table(model, data, additive)))
        lines.append(
            f'  if (alias == "{model.alias}") return positive ? &scores::k{model.alias}Positive'
            f" : &scores::k{model.alias}Additive;"
        )
    series = options.series or 23000
    text = HEAD.format(windows=len(data), series=series, version=VERSION, horizons=HORIZONS)
    text += "\n".join(parts) + "\n" + TAIL.format(lines="\n".join(lines))
    TARGET.write_text(text, encoding="utf-8")
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
