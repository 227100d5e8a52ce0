"""Checks data packages and single files, and lists everything that is wrong; nothing is written.

>>> report = check_path("vietnam-labour/employment_by_occupation")
>>> report.ok, report.tables
(True, 1)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dubao.data.catalogue import Catalogue
from dubao.data.checks import COUNT_UNITS, Findings, Known, check_rows
from dubao.data.labels import CLASSIFICATION_OF, PACKAGE, classification_of, code_column, code_table
from dubao.data.packages import read_descriptor
from dubao.data.reader import table_of
from dubao.data.table import Table
from dubao.errors import Collector, InputError, Problem


@dataclass
class Report:
    """What a check found."""

    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    tables: int = 0
    rows: int = 0

    @property
    def ok(self) -> bool:
        return not self.problems

    def add(self, other: Findings, rows: int) -> None:
        self.problems += other.problems
        self.notices += other.notices
        self.tables += 1
        self.rows += rows

    def to_dict(self) -> dict[str, Any]:
        return {
            "ok": self.ok,
            "tables": self.tables,
            "rows": self.rows,
            "problems": [p.to_dict() for p in self.problems],
            "notices": [p.to_dict() for p in self.notices],
        }


def known_of(catalogue: Catalogue, table: Table) -> Known:
    """Lists of units, sources and codes that a table is checked against, from the catalogue."""
    codes: dict[str, frozenset[str]] = {}
    for column in table.columns:
        if column != "unit" and (name := classification_of(table, column)):
            listed = _codes(catalogue, name)
            if listed is not None:
                codes[column] = listed
    package = table.name.partition("/")[0]
    try:
        sources: frozenset[str] | None = frozenset(catalogue.sources(package)) or None
    except InputError:
        sources = None
    return Known(
        units=_codes(catalogue, CLASSIFICATION_OF["unit"]),
        sources=sources,
        codes=codes,
        counts=_counts(catalogue),
    )


def _counts(catalogue: Catalogue) -> frozenset[str]:
    rows = code_table(catalogue, CLASSIFICATION_OF["unit"])
    return (
        frozenset(unit for unit, row in rows.items() if row.get("kind") in ("level", "flow")) or COUNT_UNITS
    )


def _codes(catalogue: Catalogue, name: str) -> frozenset[str] | None:
    full = f"{PACKAGE}/{name}"
    if full not in catalogue.tables():
        return None
    try:
        table = catalogue.table(full)
    except InputError:
        return None
    return frozenset(str(row[code_column(table)]) for row in table)


def check_package(folder: Path, catalogue: Catalogue | None = None, only: str | None = None) -> Report:
    """Checks every table of a package, or one of them.

    Parameters
    ----------
    folder : path
        Holds ``datapackage.json``.
    catalogue : Catalogue, optional
        Gives code lists; the folder's neighbours when not given.
    only : str, optional
        Name of one table.
    """
    report = Report()
    shown_root = Path(folder.name)
    try:
        descriptor = read_descriptor(folder / "datapackage.json", str(shown_root / "datapackage.json"))
    except InputError as error:
        report.problems += error.problems
        return report
    catalogue = catalogue or Catalogue(folder.parent)
    missing = tuple(descriptor.get("missingValues") or ("",))
    tables: dict[str, Table] = {}
    for resource in descriptor["resources"]:
        shown = str(shown_root / resource["path"])
        found = Collector()
        try:
            table = table_of(descriptor["name"], resource, folder, shown, found, missing)
        except InputError as error:
            if only in (None, resource["name"]):
                report.add(Findings(problems=list(error.problems)), 0)
            continue
        tables[resource["name"]] = table
        if only in (None, resource["name"]):
            report.add(Findings(problems=found.problems), len(table))
    for name, table in tables.items():
        if only in (None, name):
            known = known_of(catalogue, table)
            more = (
                check_rows(list(table.rows), list(table.row_numbers), table.path, known)
                if table.is_observations
                else Findings()
            )
            more.problems += _foreign_keys(
                table, tables, catalogue, skip_sources=table.is_observations and known.sources is not None
            )
            report.problems += more.problems
            report.notices += more.notices
    return report


def _foreign_keys(
    table: Table, tables: dict[str, Table], catalogue: Catalogue, *, skip_sources: bool
) -> list[Problem]:
    """Values of a foreign key that the table it points to does not have."""
    out = []
    for key in table.foreign_keys:
        names = [key["fields"]] if isinstance(key["fields"], str) else list(key["fields"])
        reference = key["reference"]
        if names == ["source_id"] and skip_sources:
            continue
        target_name = reference.get("resource") or table.name.partition("/")[2]
        package = reference.get("package")
        try:
            target = catalogue.table(f"{package}/{target_name}") if package else tables[target_name]
        except (InputError, KeyError):
            continue
        pointed = [reference["fields"]] if isinstance(reference["fields"], str) else list(reference["fields"])
        have = {tuple(row.get(f) for f in pointed) for row in target}
        for row, number in zip(table.rows, table.row_numbers, strict=True):
            values = tuple(row.get(f) for f in names)
            if None not in values and values not in have:
                text = ", ".join(map(str, values))
                out.append(
                    Problem(
                        "E-DAT-009",
                        file=table.path,
                        row=number,
                        column=", ".join(names),
                        vi=f"mã lạ “{text}”: không có trong {target.name}",
                        en=f"unknown code “{text}”: not in {target.name}",
                        remedy_vi=f"thêm vào {target.path} hoặc sửa mã",
                        remedy_en=f"add it to {target.path} or mend the code",
                    )  # fmt: skip
                )
    return out


def check_path(target: str | Path, catalogue: Catalogue | None = None, **options: Any) -> Report:
    """Checks what a user names: a file, a package, a folder of packages, or a table of the catalogue.

    Parameters
    ----------
    target : str or path
        ``my.csv``, ``my.xlsx``, ``datasets/vietnam-labour``, ``datasets``, ``vietnam-labour`` or
        ``vietnam-labour/employment_by_occupation``.
    catalogue : Catalogue, optional
        For code lists and names of tables; the installed one when not given.
    **options
        For a user's file: ``table``, ``number_format``, ``encoding``, ``unit``, ``allow_short`` as in
        :func:`dubao.data.importing.read_user_file`.

    Raises
    ------
    InputError
        E-CAT-002, nothing has that name.
    """
    path = Path(target)
    if path.is_dir():
        if (path / "datapackage.json").is_file():
            return check_package(path.resolve())
        if found := sorted(path.glob("*/datapackage.json")):
            report = Report()
            inner = Catalogue(path)
            for descriptor in found:
                _merge(report, check_package(descriptor.parent.resolve(), inner))
            return report
    if path.is_file():
        if (owner := _resource_of(path)) is not None:
            return check_package(path.resolve().parent, only=owner)
        return _check_user_file(path, catalogue, options)
    catalogue = catalogue or Catalogue()
    name = str(target)
    if name in {package.name for package in catalogue.packages()}:
        return check_package(catalogue.package(name).path, catalogue)
    looks_like_path = (
        path.suffix.lower() in (".csv", ".xlsx", ".txt", ".tsv", ".json")
        or path.is_absolute()
        or name.startswith(".")
    )
    if looks_like_path:
        raise InputError(
            Problem(
                "E-DAT-001",
                file=name,
                vi="không có tệp này",
                en="there is no such file",
                remedy_vi="kiểm tra đường dẫn",
                remedy_en="check the path",
            )  # fmt: skip
        )
    full = catalogue.resolve(name)
    package_name, _, table = full.partition("/")
    return check_package(catalogue.package(package_name).path, catalogue, only=table)


def _merge(report: Report, other: Report) -> None:
    report.problems += other.problems
    report.notices += other.notices
    report.tables += other.tables
    report.rows += other.rows


def _resource_of(path: Path) -> str | None:
    """Name of the table that a file is in the package beside it; None when it belongs to none."""
    beside = path.resolve().parent / "datapackage.json"
    if not beside.is_file():
        return None
    try:
        resources = read_descriptor(beside, str(beside))["resources"]
    except InputError:
        return None
    return next((r["name"] for r in resources if r.get("path") == path.name), None)


def _check_user_file(path: Path, catalogue: Catalogue | None, options: dict[str, Any]) -> Report:
    from dubao.data.importing import examine_user_file

    report = Report()
    findings, rows = examine_user_file(path, catalogue, **options)
    report.add(findings, rows)
    return report
