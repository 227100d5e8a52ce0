"""Where drivers help: models with drivers, models pooled over a panel, and the univariate default, at rolling origins.

Usage: nice .venv/bin/python tests/bench/drivers.py [--write]

Panels: employed ICT specialists by country with unemployment and ICT graduates (Eurostat), employment by activity and value
added of Viet Nam (annual), employment and GDP of Viet Nam (quarterly). At every origin a method sees values and drivers up to
the origin. "Forecast" drivers are those of the univariate default at that origin: what could have been known. "Known" drivers are
those that came: a scenario that turns out right. Rows across a declared break are not compared. ``--write`` puts the table
into docs/drivers.md between its marks.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dubao.data import Catalogue
from dubao.models import ARDL, AutoDriver, Drift, DynamicRegression, Ensemble, Naive, driver_paths

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared/data/bench/eurostat-ict-specialists/eurostat_panel_annual.csv"
PAGE = ROOT / "docs/drivers.md"
MARKS = ("<!-- table: tests/bench/drivers.py -->", "<!-- end of table -->")
PATHS, SEED, LEVEL = 1000, 1, (0.025, 0.975)


@dataclass
class Case:
    """One series with its drivers, oldest first, and the position of a declared break."""

    name: str
    y: np.ndarray
    X: np.ndarray
    names: list[str]
    breaks: list[int] = field(default_factory=list)


@dataclass
class PanelOfCases:
    title: str
    cases: list[Case]
    horizon: int
    origins: list[int]  # number of values known


def eurostat() -> PanelOfCases | None:
    """Countries with ten complete years 2015–2024; graduates of the year before (2014–2023), aggregates left out."""
    if not SHARED.is_file():
        return None
    rows: dict[str, dict[int, dict[str, str]]] = {}
    with SHARED.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["geo"], {})[int(row["year"])] = row
    cases = []
    for geo, years in sorted(rows.items()):
        texts = [
            (years[t]["ict_employed_ths"], years[t]["unemp_rate_pc_act"], years[t - 1]["grads_ict_tertiary"])
            for t in range(2015, 2025)
            if t in years and t - 1 in years
        ]
        if geo.startswith(("EU", "EA")) or len(texts) < 10 or not all(all(row) for row in texts):
            continue
        values = np.array(texts, dtype=float)
        cases.append(Case(geo, values[:, 0], values[:, 1:], ["unemployment", "graduates"]))
    return PanelOfCases("ICT specialists, Europe, annual 2015–2024", cases, 3, [6, 7])


def vietnam_annual() -> PanelOfCases:
    catalogue = Catalogue()
    jobs = catalogue.table("vietnam-labour/employment_by_activity")
    output = {r["series_id"]: {} for r in catalogue.table("vietnam-economy/value_added")} | {
        "vn.gdp.constant_2010": {}
    }
    for name in ("vietnam-economy/value_added", "vietnam-economy/gdp"):
        for row in catalogue.table(name):
            if row["series_id"] in output and row["value"] is not None:
                output[row["series_id"]][int(row["period"])] = float(row["value"])
    drivers = {
        "C": "C",
        "J": "J",
        "K": "K",
        "M": "M",
        "P": "P",
        "26": "C",
        "62": "J",
        "61-63": "J",
        "total": "",
    }
    years = range(2010, 2025)
    cases = []
    for activity, sector in drivers.items():
        mine = {int(r["period"]): r for r in jobs if r["series_id"] == f"vn.emp.isic4.{activity}.T"}
        x = output[f"vn.va.constant_2010.{sector}" if sector else "vn.gdp.constant_2010"]
        y = np.array([float(v) if (v := mine[t]["value"]) is not None else np.nan for t in years])
        breaks = [t - years[0] for t in years if str(mine[t]["break_before"] or "") == "1"]
        cases.append(Case(activity, y, np.array([[x[t]] for t in years]), ["output"], breaks))
    return PanelOfCases(
        "employment by activity and value added, Viet Nam, annual 2010–2024", cases, 3, list(range(7, 15))
    )


def vietnam_quarterly() -> PanelOfCases:
    catalogue = Catalogue()
    jobs = [
        r for r in catalogue.table("vietnam-labour/labour_quarterly") if r["series_id"] == "vn.q.emp.total.T"
    ]
    gdp = {
        str(r["period"]): float(r["value"])
        for r in catalogue.table("vietnam-economy/value_added_quarterly")
        if r["series_id"] == "vn.q.va.constant_2010.total"
    }
    # Four-quarter sums carry no season, which neither employment nor the models here have to describe then.
    quarters = [str(r["period"]) for r in jobs if str(r["period"]) < "2025"]
    known = sorted(gdp)
    y, x, breaks = [], [], []
    for t, quarter in enumerate(quarters):
        at = known.index(quarter)
        y.append(float(jobs[t]["value"]) if jobs[t]["value"] is not None else np.nan)
        x.append([sum(gdp[q] for q in known[at - 3 : at + 1])])
        if str(jobs[t]["break_before"] or "") == "1":
            breaks.append(t)
    case = Case("total", np.array(y), np.array(x), ["output"], breaks)
    return PanelOfCases(
        "employment and GDP, Viet Nam, quarterly 2011–2024", [case], 4, list(range(28, len(y)))
    )


def driven(kind: type, **options: object) -> Callable[..., np.ndarray]:
    """Paths of a model with drivers; future None: forecast by the library."""

    def paths(case: Case, n: int, h: int, future: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        model = kind(
            log=True,
            **options,
            **({} if kind is AutoDriver or future is not None else {"drivers": "forecast"}),
        )
        marks = [b for b in case.breaks if b < n]
        fitted = model.fit(case.y[:n], X=case.X[:n], names=case.names, breaks=marks)
        if future is not None and not fitted.effects:
            future = None
        chosen.append(float(fitted.params.get("choice", 1)) > 1)
        return fitted.predict(h, X=future)["mean"], fitted.draws(h, PATHS, SEED, X=future)

    chosen: list[bool] = []
    paths.chosen = chosen  # type: ignore[attr-defined]
    return paths


def univariate(make: Callable[[], object]) -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    def paths(case: Case, n: int, h: int, future: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        fitted = make().fit(case.y[:n], breaks=[b for b in case.breaks if b < n])  # type: ignore[attr-defined]
        return fitted.predict(h)["mean"], fitted.draws(h, PATHS, SEED)

    return paths


def growth_rows(case: Case, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Changes of logarithms inside definitions, and those of the drivers."""
    y, x = np.log(case.y[:n]), np.log(case.X[:n])
    keep = [t for t in range(1, n) if t not in case.breaks and np.isfinite(y[t] - y[t - 1])]
    return np.array([y[t] - y[t - 1] for t in keep]), np.array([x[t] - x[t - 1] for t in keep])


def pooled(
    panel: PanelOfCases, partial: bool, driven: bool = True
) -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    """Growth on growth of the drivers over the whole panel: one set of coefficients, or own ones drawn toward them; without
    drivers the mean growth of the panel."""
    fits: dict[int, tuple[dict[str, np.ndarray], float]] = {}

    def coefficients(parts: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, np.ndarray]:
        X = np.concatenate([dx for _, dx in parts.values()])
        y = np.concatenate([dy for dy, _ in parts.values()])
        names = panel.cases[0].names
        if not partial:
            common = np.linalg.lstsq(np.column_stack([np.ones(len(y)), X]), y, rcond=None)[0]
            return dict.fromkeys(parts, common)
        from dubao.regression import PartialPooling

        groups = [name for name, (dy, _) in parts.items() for _ in dy]
        result = PartialPooling().fit(X, y, names=names, entity=groups)
        return {g: np.array([result.group_params[g][c] for c in ("intercept", *names)]) for g in parts}

    def fit(n: int) -> tuple[dict[str, np.ndarray], float]:
        if n not in fits:
            parts = {case.name: growth_rows(case, n) for case in panel.cases}
            if not driven:
                parts = {name: (dy, dx[:, :0]) for name, (dy, dx) in parts.items()}
            own = coefficients(parts)
            rest = [dy - np.column_stack([np.ones(len(dy)), dx]) @ own[g] for g, (dy, dx) in parts.items()]
            fits[n] = own, float(np.sqrt(np.mean(np.concatenate(rest) ** 2)))
        return fits[n]

    def paths(case: Case, n: int, h: int, future: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        own, sigma = fit(n)
        b = own[case.name]
        if not driven:
            drawn = np.ones((PATHS, h, case.X.shape[1]))
        elif future is None:
            drawn = driver_paths(case.X[:n], h, PATHS, SEED, names=case.names, log=True)
        else:
            drawn = np.broadcast_to(future, (PATHS, *future.shape))
        start = np.broadcast_to(case.X[n - 1], (PATHS, 1, case.X.shape[1]))
        dx = np.diff(np.log(np.concatenate([start, drawn], axis=1)), axis=1)
        noise = sigma * np.random.default_rng(SEED).normal(size=(PATHS, h))
        last = case.y[:n][np.isfinite(case.y[:n])][-1]
        out = last * np.exp(np.cumsum(b[0] + (dx @ b[1:] if driven else 0.0) + noise, axis=1))
        return np.median(out, axis=0), out

    return paths


def has_partial_pooling() -> bool:
    from dubao import _core

    return hasattr(_core.regression, "fit_partial_pooling")


def evaluate(
    panel: PanelOfCases, method: Callable[..., tuple[np.ndarray, np.ndarray]], known: bool
) -> list[tuple[float, float, bool]]:
    """Scaled absolute error, scaled interval score and cover of every comparable period."""
    out = []
    for case in panel.cases:
        for n in panel.origins:
            h = min(panel.horizon, len(case.y) - n)
            past = case.y[:n]
            inside = [t for t in range(1, n) if t not in case.breaks]
            changes = np.abs([past[t] - past[t - 1] for t in inside])
            scale = float(np.nanmean(changes))
            comparable = [
                k
                for k in range(h)
                if not any(n <= b <= n + k for b in case.breaks) and np.isfinite(case.y[n + k])
            ]
            if not comparable or not scale > 0:
                continue
            future = case.X[n : n + h] if known else None
            mean, paths = method(case, n, h, future)
            low, high = np.quantile(paths, LEVEL, axis=0)
            for k in comparable:
                actual = case.y[n + k]
                score = high[k] - low[k] + 40 * max(low[k] - actual, 0) + 40 * max(actual - high[k], 0)
                out.append((abs(actual - mean[k]) / scale, score / scale, bool(low[k] <= actual <= high[k])))
    return out


def table() -> str:
    lines = [
        "| data | method | drivers | MASE | MSIS 95 % | cover of 95 % | forecasts |",
        "|---|---|---|---|---|---|---|",
    ]
    for panel in (eurostat(), vietnam_annual(), vietnam_quarterly()):
        if panel is None:
            continue
        methods: list[tuple[str, str, Callable[..., tuple[np.ndarray, np.ndarray]], bool]] = [
            ("Naive", "none", univariate(Naive), False),
            ("Drift", "none", univariate(Drift), False),
            ("Ensemble, the default", "none", univariate(Ensemble), False),
            ("DynamicRegression", "forecast", driven(DynamicRegression), False),
            ("ARDL", "forecast", driven(ARDL, max_p=1, max_q=1), False),
            ("AutoDriver", "forecast", driven(AutoDriver, horizon=panel.horizon), False),
            ("DynamicRegression", "known", driven(DynamicRegression), True),
            ("ARDL", "known", driven(ARDL, max_p=1, max_q=1), True),
        ]
        if len(panel.cases) >= 3:
            methods.insert(3, ("growth, one mean for all", "none", pooled(panel, False, False), False))
        for partial, name in ((False, "growth, one elasticity for all"), (True, "growth, PartialPooling")):
            if len(panel.cases) < 3 or (partial and not has_partial_pooling()):
                continue
            shared = pooled(panel, partial)
            methods.insert(6, (name, "forecast", shared, False))
            methods.append((name, "known", shared, True))
        print(
            f"{panel.title}: {len(panel.cases)} series, origins after {panel.origins} values", file=sys.stderr
        )
        for name, drivers, method, known in methods:
            scores = np.array(evaluate(panel, method, known))
            mase, msis, cover = scores.mean(axis=0)
            chosen = getattr(method, "chosen", [])
            label = f"{name} (drivers chosen {np.mean(chosen):.0%})" if name == "AutoDriver" else name
            lines.append(
                f"| {panel.title} | {label} | {drivers} | {mase:.3f} | {msis:.1f} | {cover:.0%} | {len(scores)} |"
            )
            print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--write", action="store_true", help="put the table into docs/drivers.md")
    write = parser.parse_args().write
    text = table()
    if not write:
        print(text)
        return
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(MARKS[0], 1)
    after = rest.split(MARKS[1], 1)[1]
    PAGE.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
