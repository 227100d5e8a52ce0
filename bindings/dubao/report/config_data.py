"""The configuration against the data it names: every table, series, assumption, claim and legal basis must exist.

Checked before anything is computed, all problems at once, each with the nearest name that does exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dubao.errors import Collector, ConfigurationError, InputError, Problem
from dubao.report.config import Configuration
from dubao.report.config_problems import suggestion
from dubao.report.roles import ASSUMPTION_USES, ROLES

if TYPE_CHECKING:
    from dubao.data import Catalogue, Table


def check_against_data(configuration: Configuration, catalogue: Catalogue) -> None:
    """Raises ConfigurationError E-CFG-010 for every name that leads nowhere."""
    found = Collector()
    tables = _tables(configuration, catalogue, found)
    _names(
        "assumptions",
        configuration.assumptions,
        ASSUMPTION_USES,
        found,
        "cách dùng giả định",
        "use of an assumption",
    )
    _ids(
        "assumptions",
        configuration.assumptions.values(),
        tables.get("assumptions"),
        "assumption_id",
        found,
        "giả định",
        "assumption",
    )
    claims = [rung.claim for rung in configuration.ladder if rung.claim]
    _ids("ladder", claims, tables.get("claims"), "claim_id", found, "phát biểu", "claim")
    _comparisons(configuration, catalogue, tables, found)
    legal = [i for i in (configuration.legal.leading, configuration.legal.task) if i]
    _ids("legal", legal, tables.get("legal_bases"), "legal_id", found, "căn cứ pháp lý", "legal basis")
    proxies = [name for group in configuration.groups for name in group.age_proxies]
    _ids(
        "groups.age_proxies",
        proxies,
        tables.get("employment_age_proxy"),
        "group",
        found,
        "cơ cấu tuổi đại diện",
        "proxy age profile",
    )
    codes = [code for group in configuration.groups for code in group.age_codes]
    _ids(
        "groups.age_codes", codes, tables.get("employment_by_age"), "occupation", found, "nghề", "occupation"
    )
    _series(configuration, catalogue, found)
    found.raise_if_any(ConfigurationError)


def _problem(where: str, name: str, known: Iterable[str], vi: str, en: str) -> Problem:
    known = sorted(set(known))
    near = suggestion(name, known)
    listed = ", ".join(known[:8]) + (", …" if len(known) > 8 else "")
    return Problem(
        "E-CFG-010", argument=where, vi=f'không có {vi} "{name}"', en=f'there is no {en} "{name}"',
        remedy_vi=f'có phải ý là "{near}"' if near else f"có: {listed}", remedy_en=f'did you mean "{near}"' if near else f"there are: {listed}",
    )  # fmt: skip


def _names(
    where: str, names: Iterable[str], known: Iterable[str], found: Collector, vi: str, en: str
) -> None:
    for name in names:
        if name not in set(known):
            found.add(_problem(f"{where}.{name}", name, known, vi, en))


def _tables(configuration: Configuration, catalogue: Catalogue, found: Collector) -> dict[str, Table]:
    _names("tables", configuration.tables, ROLES, found, "vai trò của bảng", "role of a table")
    existing = {name for name in catalogue.tables() if name.split("/")[0] in configuration.catalogue.packages}
    out = {}
    for role, name in configuration.tables.items():
        if name in existing:
            out[role] = catalogue.table(name)
        else:
            found.add(_problem(f"tables.{role}", name, existing, "bảng", "table"))
    known_packages = {package.name for package in catalogue.packages()}
    _names(
        "catalogue.packages",
        configuration.catalogue.packages,
        known_packages,
        found,
        "gói số liệu",
        "data package",
    )
    return out


def _ids(
    where: str, ids: Iterable[str], table: Table | None, column: str, found: Collector, vi: str, en: str
) -> None:
    known = {str(row[column]) for row in table or ()}
    for name in dict.fromkeys(ids):
        if name not in known:
            found.add(_problem(where, name, known, vi, en))


def _comparisons(
    configuration: Configuration, catalogue: Catalogue, tables: dict[str, Table], found: Collector
) -> None:
    """An internal edition compares claims: every claim, series and period of the pairs must exist."""
    if configuration.report.audience != "internal" or not {"claims", "claim_comparisons"} <= set(tables):
        return
    from dubao.claims import Register

    try:
        Register.of_tables(tables["claims"], tables["claim_comparisons"], catalogue)
    except InputError as error:
        for problem in error.problems:
            found.add(problem)


def _series(configuration: Configuration, catalogue: Catalogue, found: Collector) -> None:
    supply = configuration.supply
    wanted = {f"groups.{g.key}.series": g.series for g in configuration.groups}
    wanted |= {f"groups.{g.key}.total_series": g.total_series for g in configuration.groups}
    wanted |= {f"ladder.{i + 1}.series": rung.series for i, rung in enumerate(configuration.ladder)}
    wanted |= {
        f"supply.{name}": getattr(supply, name)
        for name in ("entrants_total", "entrants_share", "entrants_field", "graduates")
    }
    for where, name in wanted.items():
        if not name:
            continue
        try:
            catalogue.series(name)
        except InputError:
            found.add(_problem(where, name, catalogue.series_ids(), "chuỗi số liệu", "series"))
