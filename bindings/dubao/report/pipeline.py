"""Runs an edition: catalogue → series → joint draws → accounts → results. No words, no files."""

from __future__ import annotations

import hashlib

from dubao.data import Catalogue, Table
from dubao.report import (
    pipeline_forecast,
    pipeline_labour,
    pipeline_nowcast,
    pipeline_supply,
    pipeline_targets,
)
from dubao.report.config import Configuration
from dubao.report.pipeline_optional import optional_results
from dubao.report.pipeline_results import GroupForecast, Results
from dubao.report.pipeline_series import History, history
from dubao.report.registers import assumption_register


def table_of(catalogue: Catalogue, configuration: Configuration, role: str) -> Table | None:
    """The table that fills a role, None when the configuration names none."""
    name = configuration.tables.get(role)
    return catalogue.table(name) if name else None


def run(catalogue: Catalogue, configuration: Configuration) -> Results:
    """Every result of an edition."""
    design = table_of(catalogue, configuration, "survey_design")
    register = assumption_register(table_of(catalogue, configuration, "assumptions"))
    histories, totals = read_histories(catalogue, configuration, design)
    nowcasts: list[pipeline_nowcast.GroupNowcast] = []

    def revise(own: dict[str, GroupForecast]) -> dict[str, GroupForecast]:
        table = table_of(catalogue, configuration, pipeline_nowcast.ROLE)
        moved, tests = pipeline_nowcast.revised(configuration, table, histories, own)
        nowcasts.extend(tests)
        return moved

    forecasts, provenance = pipeline_forecast.group_forecasts(configuration, histories, totals, revise)
    openings = pipeline_labour.openings_of_groups(catalogue, configuration, forecasts, register)
    supply = pipeline_supply.supply(catalogue, configuration, register)
    simulate = pipeline_forecast.simulator(configuration)
    tracked, tracked_series = pipeline_targets.tracking(
        catalogue, configuration, table_of(catalogue, configuration, "targets"), simulate
    )
    targets = pipeline_targets.target_forecasts(tracked, tracked_series)
    results = Results(
        forecasts=forecasts,
        openings=openings,
        backtest=pipeline_forecast.backtest(configuration, histories),
        pseudo=pipeline_forecast.pseudo_vintage(configuration, histories),
        extra={
            "provenance": provenance,
            "targets": targets,
            "tracking": tracked,
            "tracked_series": tracked_series,
            "nowcast": tuple(nowcasts),
        },
    )
    if supply is not None:
        results.extra["supply"] = supply
    results.extra["tornado"] = pipeline_labour.tornados(catalogue, configuration, forecasts, register)
    results.extra.update(optional_results(catalogue, configuration, register))
    return results


def read_histories(
    catalogue: Catalogue, configuration: Configuration, design: Table | None
) -> tuple[dict[str, History], dict[str, History]]:
    """Observed series of the groups that have one, and the published totals of those that are sums."""
    tables = configuration.tables
    where = {
        "occupation": tables.get("employment_by_occupation"),
        "industry": tables.get("employment_by_activity"),
    }
    own = {
        g.key: history(catalogue, configuration, g.series, design, where[g.kind])
        for g in configuration.groups
        if g.series
    }
    totals = {
        g.key: history(catalogue, configuration, g.total_series, design, where[g.kind])
        for g in configuration.groups
        if g.parts
    }
    return own, totals


def package_digests(catalogue: Catalogue, configuration: Configuration) -> dict[str, str]:
    """SHA-256 over the files of each package, names and bytes, in the order of names; first 16 characters."""
    out = {}
    for name in configuration.catalogue.packages:
        folder = catalogue.package(name).path
        digest = hashlib.sha256()
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        out[name] = digest.hexdigest()[:16]
    return out
