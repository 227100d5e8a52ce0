"""Writes derived tables as a data package in the schema of the other packages; used by the make_* scripts."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATASETS = ROOT / "datasets"
TAIL = ("period", "value", "unit", "standard_error", "status", "break_before", "source_id", "note")


def patterns() -> tuple[dict[str, Any], dict[str, Any]]:
    """Fields that all observation tables share, by name, and the descriptor of a table of sources."""
    package = json.loads((DATASETS / "vietnam-labour" / "datapackage.json").read_text(encoding="utf-8"))
    resources = {r["name"]: r for r in package["resources"]}
    fields = {f["name"]: f for f in resources["employment_by_occupation"]["schema"]["fields"]}
    return {name: fields[name] for name in ("series_id", *TAIL)}, resources["sources"]


def number(value: float) -> str:
    """At most six decimals, no trailing zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


@dataclass
class Table:
    """A table of the package: observations (dimensions between series_id and the common columns) or a register."""

    name: str
    title: str
    title_vi: str
    columns: dict[str, tuple[str, str]]
    """Own columns → description in English and Vietnamese; an empty cell is allowed where the name ends with ``?``."""
    key: tuple[str, ...] = ("series_id", "period")
    kind: str = "observations"
    integers: tuple[str, ...] = ()
    rows: list[dict[str, str]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        own = [name.rstrip("?") for name in self.columns]
        return ["series_id", *own, *TAIL] if self.kind == "observations" else own

    def add(self, **cells: str) -> None:
        unknown = set(cells) - set(self.names)
        if unknown:
            raise ValueError(f"{self.name}: unknown columns {sorted(unknown)}")
        self.rows.append({name: cells.get(name, "") for name in self.names})

    def resource(self, common: Mapping[str, Any], as_of: str) -> dict[str, Any]:
        own = {
            name.rstrip("?"): {
                "name": name.rstrip("?"),
                "type": "integer" if name.rstrip("?") in self.integers else "string",
                "description": english,
                "description_vi": vietnamese,
                **({} if name.endswith("?") else {"constraints": {"required": True}}),
            }
            for name, (english, vietnamese) in self.columns.items()
        }
        fields = [own[name] if name in own else common[name] for name in self.names]
        return {
            "name": self.name,
            "title": self.title,
            "title_vi": self.title_vi,
            "path": f"{self.name}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\n"},
            "schema": {
                "fields": fields,
                "primaryKey": list(self.key),
                "missingValues": [""],
                "foreignKeys": [
                    {"fields": "source_id", "reference": {"resource": "sources", "fields": "source_id"}}
                ]
                if "source_id" in self.names
                else [],
            },
            "dubao": {"kind": self.kind, "as_of": as_of, "rows": len(self.rows)},
        }


def write(
    folder: Path,
    about: Mapping[str, Any],
    tables: Iterable[Table],
    sources: Iterable[Mapping[str, str]],
) -> None:
    """Writes the tables, sources.csv and datapackage.json.

    ``about`` holds name, title, title_vi, description, description_vi, as_of and licenses.
    """
    common, sources_resource = patterns()
    folder.mkdir(parents=True, exist_ok=True)
    tables, sources = list(tables), list(sources)
    columns = [f["name"] for f in sources_resource["schema"]["fields"]]
    for name, names, rows in (
        *((t.name, t.names, t.rows) for t in tables),
        ("sources", columns, [{c: s.get(c, "") for c in columns} for s in sources]),
    ):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    as_of = about["as_of"]
    descriptor = {
        "profile": "tabular-data-package",
        **{k: about[k] for k in ("name", "title", "title_vi", "description", "description_vi")},
        "version": "0.1.0",
        "created": f"{as_of}T00:00:00Z",
        "as_of": as_of,
        "licenses": about["licenses"],
        "sources": [{"title": s["title"], "path": s["url"]} for s in sources if s["url"]],
        "resources": [
            *(table.resource(common, as_of) for table in tables),
            {
                **sources_resource,
                "dubao": {**sources_resource["dubao"], "as_of": as_of, "rows": len(sources)},
            },
        ],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
