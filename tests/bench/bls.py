"""Beside the BLS: ten-year projections of employment by occupation, without and with the published projection.

Usage: nice .venv/bin/python tests/bench/bls.py [--write]

Three origins (2010, 2012, 2014), the occupations whose code and title are the same at the target, and eight groups of computer
occupations. The rules stand in docs/beside-bls.md and were committed before this was first run; ``--write`` puts the tables
into that page between their marks. Needs ../shared/data/bench/bls-employment-projections.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bls_tables as tables
from bls_forecasts import PATHS, SEED, Forecast, forecasts, hindsight_rule, known_rule
from bls_tables import HORIZON, ORIGINS, Problem, Vintages

from dubao.labour import OutturnCase, evaluate

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/beside-bls.md"
SECOND_LOOK = 2018
ROUNDING = 1e-9  # a growth nearer to another than this is the same one
LEVELS = (0.8, 0.95)
ALL, COMPUTERS = "occupations", "computer groups"


def score(problem: Problem, forecast: Forecast) -> dict[str, float]:
    """The measures of the page, by ``dubao.labour.evaluate``; NaN where a method makes no such statement. All in percent."""
    base, actual = problem.base, problem.actual
    point = np.where(np.abs(forecast.point / base - 1) < ROUNDING, base, forecast.point)
    growth, whole = point / base, float(actual.sum())
    cases = [
        OutturnCase(
            key,
            base=base[k],
            forecast=point[k],
            actual=actual[k],
            steps=problem.horizon,
            draws=() if forecast.paths is None else forecast.paths[:, k],
        )
        for k, key in enumerate(problem.ids)
    ]
    found = evaluate(cases, levels=LEVELS).score()

    def percent(value: float | None) -> float:
        return float("nan") if value is None else 100 * value

    return {
        "WAPE": percent(found.wape),
        "percent error": percent(found.mape),
        "sum": 100 * (float(point.sum()) / whole - 1),
        "shares": percent(found.dissimilarity),
        # No change says nothing of direction, one growth for all nothing of who grows faster.
        "direction": percent(found.direction_hit_rate if (growth != 1).any() else None),
        "faster": percent(found.faster_hit_rate if np.ptp(growth) > ROUNDING else None),
        "cover 80": percent(found.cover[LEVELS[0]] if forecast.paths is not None else None),
        "cover 95": percent(found.cover[LEVELS[1]] if forecast.paths is not None else None),
        "CRPS": percent(None if found.crps is None else found.crps * len(cases) / whole),
    }


HEAD = (
    "| origin | forecast | WAPE | mean abs. % error | sum | dissimilarity of shares | direction right | faster than average right "
    "| cover of 80 % | cover of 95 % | CRPS |\n|---|---|---|---|---|---|---|---|---|---|---|"
)


def row(problem: Problem, forecast: Forecast) -> str:
    found = score(problem, forecast)

    def percent(key: str, digits: int, sign: str = "") -> str:
        return "–" if np.isnan(found[key]) else f"{found[key]:{sign}.{digits}f} %"

    cells = (
        percent("WAPE", 1), percent("percent error", 1), percent("sum", 1, "+"), percent("shares", 2), percent("direction", 0),
        percent("faster", 0), percent("cover 80", 0), percent("cover 95", 0), percent("CRPS", 1),
    )  # fmt: skip
    return f"| {problem.origin} → {problem.target} ({len(problem.ids)}) | {forecast.name} | {' | '.join(cells)} |"


def problems(data: Vintages, which: str, target: int | None = None) -> list[Problem]:
    make = tables.occupations if which == ALL else tables.computer_groups
    return [make(data, origin, target) for origin in ORIGINS]


Made = list[tuple[Problem, list[Forecast]]]


def made(
    data: Vintages, which: str, target: int | None = None, log: list[dict[str, object]] | None = None
) -> Made:
    """Every problem with its forecasts."""
    return [(problem, forecasts(data, problem, log)) for problem in problems(data, which, target)]


def score_table(asked: Made) -> str:
    return "\n".join([HEAD, *(row(problem, f) for problem, found in asked for f in found)])


def second_table(data: Vintages) -> str:
    """The same origins against 2018, before the new classification; nothing of hindsight."""
    asked = made(data, ALL, SECOND_LOOK) + made(data, COMPUTERS, SECOND_LOOK)
    return score_table(
        [(problem, [f for f in found if "hindsight" not in f.name]) for problem, found in asked]
    )


def difference_table(asked: Made) -> str:
    """Differences of WAPE with the standard error of resampled major groups (first two digits of the code)."""
    lines = [
        "| WAPE of … less that of … , points | "
        + " | ".join(f"{origin} → {origin + HORIZON}" for origin in ORIGINS)
        + " |",
        "|---|---|---|---|",
    ]
    cells: dict[str, list[str]] = {}
    for problem, forecast in asked:
        found = {f.name: f.point for f in forecast}
        known = next(name for name in found if name in ("BLS, not calibrated", "BLS, recalibrated"))
        for first, second in (
            ("BLS as published", "no change"),
            ("BLS as published", "Forecaster"),
            ("BLS as published", "constant share × BLS's total"),
            (known, "BLS as published"),
        ):
            name = "BLS, recalibrated" if first == known else first
            value, error = difference(problem, found[first], found[second])
            cell = "–" if first == "BLS, not calibrated" else f"{value:+.1f} ± {error:.1f}"
            cells.setdefault(f"{name} less {second}", []).append(cell)
    return "\n".join([*lines, *(f"| {name} | {' | '.join(row)} |" for name, row in cells.items())])


def difference(problem: Problem, first: np.ndarray, second: np.ndarray) -> tuple[float, float]:
    """Percentage points of WAPE and their standard error over major groups drawn with replacement."""
    loss = np.abs(first - problem.actual) - np.abs(second - problem.actual)
    names, group = np.unique([i[:2] for i in problem.ids], return_inverse=True)
    losses, jobs = np.bincount(group, loss), np.bincount(group, problem.actual)
    drawn = np.random.default_rng(SEED).integers(len(names), size=(PATHS, len(names)))
    resampled = losses[drawn].sum(axis=1) / jobs[drawn].sum(axis=1)
    return 100 * float(losses.sum() / jobs.sum()), 100 * float(resampled.std())


def known_table(data: Vintages) -> str:
    """What each origin has: values an occupation, and what the rule has learnt."""
    lines = [
        "| origin | matched occupations | with one, two, three known values | their part of all employment | growth of all employment: "
        "known so far a year, projected, came | $b$, known then | $\\sigma$ a year by size, known then | $b$, hindsight "
        "| $\\sigma$ a year by size, hindsight |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for problem in problems(data, ALL):
        counts = [sum(len(values) == n for values in problem.known) for n in (1, 2, 3)]
        years = sorted(problem.total_known)
        now = problem.total_known[problem.origin]
        pace = (
            "–"
            if len(years) < 2
            else f"{100 * ((now / problem.total_known[years[0]]) ** (1 / (years[-1] - years[0])) - 1):+.1f} %"
        )
        cells = []
        for rule in (known_rule(data, problem.origin), hindsight_rule(data, problem.origin)):
            cells += (
                ["none", "none"]
                if rule is None
                else [
                    f"{rule.slope:.2f} ± {rule.slope_error:.2f} ({rule.occupations} growths)",
                    ", ".join(f"{100 * s:.1f} %" for s in rule.sigma),
                ]
            )
        lines.append(
            f"| {problem.origin} | {len(problem.ids)} | {', '.join(map(str, counts))} | {100 * problem.base.sum() / now:.0f} % | "
            f"{pace}, {100 * (problem.total_projected / now - 1):+.1f} %, {100 * (problem.total_actual / now - 1):+.1f} % | "
            f"{' | '.join(cells)} |"
        )
    return "\n".join(lines)


def override_table(log: list[dict[str, object]]) -> str:
    lines = [
        "| logged expert | overrides | nearer than no change | mean absolute error, thousand jobs: before | after "
        "| interval score of 80 %: before | after |",
        "|---|---|---|---|---|---|---|",
    ]
    for entry in log:
        measures = [
            float(entry[key]) for key in ("MAE-before", "MAE-after", "interval-before", "interval-after")
        ]  # type: ignore[arg-type]
        lines.append(
            f"| {entry['who']} | {entry['count']} | {100 * float(entry['improved']):.0f} % | "  # type: ignore[arg-type]
            + " | ".join(f"{value:.1f}" for value in measures)
            + " |"
        )
    return "\n".join(lines)


def group_table(data: Vintages) -> str:
    """Every computer group: what it was, what was projected, what came; thousand jobs."""
    lines = [
        "| group | " + " | ".join(f"{o}, projected {o + HORIZON}, came" for o in ORIGINS) + " |",
        "|---|---|---|---|",
    ]
    asked = problems(data, COMPUTERS)
    for k, group in enumerate(tables.COMPUTER_GROUPS):
        cells = [f"{p.base[k]:,.0f}, {p.projected[k]:,.0f}, **{p.actual[k]:,.0f}**" for p in asked]
        lines.append(f"| {group} | {' | '.join(cells)} |")
    sums = [f"{p.base.sum():,.0f}, {p.projected.sum():,.0f}, **{p.actual.sum():,.0f}**" for p in asked]
    lines.append(f"| sum | {' | '.join(sums)} |")
    return "\n".join(lines)


def noise_table(data: Vintages) -> str:
    lines = [
        "| OEWS of May 2020 | percent |",
        "|---|---|",
    ]
    middle, weighted, count = tables.sampling_noise(data)
    return "\n".join(
        [
            *lines,
            f"| median standard error of an occupation's employment ({count} occupations) | {middle:.1f} % |",
            f"| WAPE that sampling error of the outturn alone would cause | {weighted:.1f} % |",
        ]
    )


def everything(data: Vintages) -> dict[str, str]:
    log: list[dict[str, object]] = []
    asked = made(data, ALL, log=log)
    return {
        "known": known_table(data),
        "occupations": score_table(asked),
        "computers": score_table(made(data, COMPUTERS)),
        "differences": difference_table(asked),
        "groups": group_table(data),
        "overrides": override_table(log),
        "noise": noise_table(data),
        "second": second_table(data),
    }


def marks(name: str) -> tuple[str, str]:
    return f"<!-- table: tests/bench/bls.py {name} -->\n", "\n<!-- end of table -->"


def on_page(name: str) -> str:
    """The table as the page has it."""
    start, end = marks(name)
    _, found, rest = PAGE.read_text(encoding="utf-8").partition(start)
    if not found:
        raise SystemExit(f"{PAGE.name} has no mark {start.strip()}")
    return rest.partition(end)[0]


def write(found: dict[str, str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, text in found.items():
        start, end = marks(name)
        before, there, rest = page.partition(start)
        if not there:
            raise SystemExit(f"{PAGE.name} has no mark {start.strip()}")
        page = before + start + text + end + rest.partition(end)[2]
    PAGE.write_text(page, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--write", action="store_true", help="put the tables into docs/beside-bls.md")
    arguments = parser.parse_args()
    data = tables.vintages()
    if data is None:
        raise SystemExit(f"the projections are not at hand ({tables.MATRIX})")
    found = everything(data)
    if arguments.write:
        write(found)
        return
    for name, text in found.items():
        print(f"\n## {name}\n\n{text}")


if __name__ == "__main__":
    main()
