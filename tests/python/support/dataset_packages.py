"""Read the data packages of the repository with the csv and json modules alone."""

from __future__ import annotations

import csv
import functools
import json
from pathlib import Path

DATASETS = Path(__file__).resolve().parents[3] / "datasets"
PACKAGES = (
    "classifications",
    "cybersecurity-work-roles",
    "document-layout",
    "glossary",
    "international-signals",
    "occupation-coding",
    "skills",
    "vietnam-admission",
    "vietnam-assumptions",
    "vietnam-claims",
    "vietnam-economy",
    "vietnam-education",
    "vietnam-labour",
    "vietnam-population",
    "vietnam-postings",
    "vietnam-requirements",
    "vietnam-targets",
)


@functools.cache
def descriptor(package: str) -> dict:
    """The datapackage.json of a package."""
    return json.loads((DATASETS / package / "datapackage.json").read_text(encoding="utf-8"))


@functools.cache
def table(package: str, name: str) -> tuple[dict[str, str], ...]:
    """All rows of a table, every cell a string."""
    with (DATASETS / package / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def resources(kind: str | None = None) -> list[tuple[str, dict]]:
    """Pairs (package, resource descriptor), of one kind when it is given."""
    return [
        (package, resource)
        for package in PACKAGES
        for resource in descriptor(package)["resources"]
        if kind is None or resource["dubao"]["kind"] == kind
    ]


def series(package: str, name: str, series_id: str) -> dict[str, dict[str, str]]:
    """Rows of one series by period."""
    return {row["period"]: row for row in table(package, name) if row["series_id"] == series_id}


def sourced_resources() -> list[tuple[str, dict]]:
    """Pairs (package, resource) whose rows point into the package's sources table."""
    return [
        (package, resource)
        for package, resource in resources()
        if "source_id" in {field["name"] for field in resource["schema"]["fields"]}
    ]


def sourced_packages() -> list[str]:
    """Packages with a sources table."""
    return [package for package in PACKAGES if (DATASETS / package / "sources.csv").exists()]


def named(argument: object) -> str:
    """A readable test id for a (package, resource) pair."""
    if isinstance(argument, tuple):
        return f"{argument[0]}/{argument[1]['name']}"
    return str(argument)
