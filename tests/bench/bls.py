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
from bls_forecasts import Forecast, forecasts, hindsight_rule, known_rule
from bls_tables import HORIZON, ORIGINS, Problem, Vintages

from dubao import _core

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/beside-bls.md"
SECOND_LOOK = 2018
ROUNDING = 1e-9  # a growth nearer to another than this is the same one
ALL, COMPUTERS = "occupations", "computer groups"


def score(problem: Problem, forecast: Forecast) -> dict[str, float]:
    """The measures of the page; NaN where a method makes no such statement. Percent, shares of occupations in percent."""
    base, actual, point = problem.base, problem.actual, forecast.point
    whole = float(actual.sum())
    growth, came = point / base, actual / base
    change = np.where(np.abs(growth - 1) < ROUNDING, 0.0, np.sign(growth - 1))
    same = bool(np.ptp(growth) < ROUNDING)  # one growth for all says nothing of who grows faster
    faster = (growth > point.sum() / base.sum()) == (came > whole / base.sum())
    found = {
        "WAPE": 100 * float(np.abs(point - actual).sum()) / whole,
        "MAPE": 100 * float(np.mean(np.abs(point - actual) / actual)),
        "sum": 100 * (float(point.sum()) / whole - 1),
        "shares": 50 * float(np.abs(point / point.sum() - actual / whole).sum()),
        "direction": 100 * float(np.mean(change == np.sign(actual - base))) if change.any() else np.nan,
        "faster": np.nan if same else 100 * float(np.mean(faster)),
        "cover 80": np.nan,
        "cover 95": np.nan,
        "CRPS": 100 * float(np.abs(point - actual).sum()) / whole,
    }
    if forecast.paths is not None:
        ends = np.quantile(forecast.paths, [0.025, 0.1, 0.9, 0.975], axis=0)
        found["cover 80"] = 100 * _core.coverage(actual, ends[1], ends[2])
        found["cover 95"] = 100 * _core.coverage(actual, ends[0], ends[3])
        scores = [_core.crps(float(a), forecast.paths[:, k]) for k, a in enumerate(actual)]
        found["CRPS"] = 100 * float(np.sum(scores)) / whole
    return found


HEAD = (
    "| origin | forecast | WAPE | mean abs. % error | sum | dissimilarity of shares | direction right | faster than average right "
    "| cover of 80 % | cover of 95 % | CRPS |\n|---|---|---|---|---|---|---|---|---|---|---|"
)


def row(problem: Problem, forecast: Forecast) -> str:
    found = score(problem, forecast)

    def percent(key: str, digits: int, sign: str = "") -> str:
        return "–" if np.isnan(found[key]) else f"{found[key]:{sign}.{digits}f} %"

    cells = (
        percent("WAPE", 1), percent("MAPE", 1), percent("sum", 1, "+"), percent("shares", 2), percent("direction", 0),
        percent("faster", 0), percent("cover 80", 0), percent("cover 95", 0), percent("CRPS", 1),
    )  # fmt: skip
    return f"| {problem.origin} → {problem.target} ({len(problem.ids)}) | {forecast.name} | {' | '.join(cells)} |"


def problems(data: Vintages, which: str, target: int | None = None) -> list[Problem]:
    make = tables.occupations if which == ALL else tables.computer_groups
    return [make(data, origin, target) for origin in ORIGINS]


def score_table(data: Vintages, which: str, log: list[dict[str, object]] | None = None) -> str:
    lines = [HEAD]
    for problem in problems(data, which):
        lines += [row(problem, forecast) for forecast in forecasts(data, problem, log)]
    return "\n".join(lines)


def second_table(data: Vintages) -> str:
    """The same origins against 2018, before the new classification; nothing of hindsight."""
    return "\n".join(
        [
            HEAD,
            *(
                row(problem, forecast)
                for which in (ALL, COMPUTERS)
                for problem in problems(data, which, SECOND_LOOK)
                for forecast in forecasts(data, problem)
                if "hindsight" not in forecast.name
            ),
        ]
    )


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
    return {
        "known": known_table(data),
        "occupations": score_table(data, ALL, log),
        "computers": score_table(data, COMPUTERS),
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
