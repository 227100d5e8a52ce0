"""A small catalogue written by the tests, so that each bad cell is the only thing wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

OBSERVATIONS = (
    "series_id", "sex", "activity", "period", "value", "unit", "standard_error", "status", "break_before", "source_id", "note",
)  # fmt: skip

_STATUSES = ["official_national", "official_via", "derived", "assumption", "claim"]
_FIELDS: list[dict[str, Any]] = [
    {
        "name": "series_id",
        "type": "string",
        "constraints": {"required": True, "pattern": r"^[A-Za-z0-9][A-Za-z0-9_.+\-]*$"},
    },
    {"name": "sex", "type": "string", "constraints": {"required": True, "enum": ["T", "M", "F"]}},
    {"name": "activity", "type": "string", "constraints": {"required": True}},
    {
        "name": "period",
        "type": "string",
        "constraints": {"required": True, "pattern": r"^\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?$"},
    },
    {"name": "value", "type": "number"},
    {"name": "unit", "type": "string", "constraints": {"required": True}},
    {"name": "standard_error", "type": "number", "constraints": {"minimum": 0}},
    {"name": "status", "type": "string", "constraints": {"required": True, "enum": _STATUSES}},
    {"name": "break_before", "type": "string", "constraints": {"enum": ["1"]}},
    {"name": "source_id", "type": "string", "constraints": {"required": True}},
    {"name": "note", "type": "string"},
]
_SOURCES = [
    {
        "name": name,
        "type": "string",
        "constraints": {"required": True} if name in ("source_id", "title") else {},
    }
    for name in ("source_id", "title", "publisher", "url", "via_url", "licence", "read_on", "status", "note")
]
_CODES = [
    {"name": "code", "type": "string", "constraints": {"required": True}},
    {"name": "name_vi", "type": "string"},
    {"name": "name_en", "type": "string"},
]
_UNITS = [{"name": "unit", "type": "string", "constraints": {"required": True}}, *_CODES[1:]]


def row(period: str, value: str, **other: str) -> dict[str, str]:
    """One good row of the table of observations, with cells replaced."""
    return {
        "series_id": "xx.emp.62.T", "sex": "T", "activity": "62", "period": period, "value": value,
        "unit": "thousand_persons", "standard_error": "", "status": "official_via", "break_before": "",
        "source_id": "survey", "note": "", **other,
    }  # fmt: skip


def csv_text(rows: list[dict[str, str]], columns: tuple[str, ...] = OBSERVATIONS) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _resource(
    name: str, fields: list[dict[str, Any]], kind: str, key: list[str], title: tuple[str, str]
) -> dict[str, Any]:
    return {
        "name": name, "path": f"{name}.csv", "title": title[1], "title_vi": title[0],
        "schema": {"fields": fields, "primaryKey": key}, "dubao": {"kind": kind},
    }  # fmt: skip


def _write_package(folder: Path, name: str, resources: list[dict[str, Any]], files: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = {"name": name, "title": name, "missingValues": [""], "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    for file, text in files.items():
        (folder / f"{file}.csv").write_text(text, encoding="utf-8", newline="")


GOOD = [row(str(2015 + i), str(100 + 3 * i), break_before="1" if i == 6 else "") for i in range(8)]


@pytest.fixture
def make_root(tmp_path: Path) -> Callable[..., Path]:
    """Writes a root of two packages, `labour` (one table of observations) and `classifications`; returns the root."""

    def make(rows: list[dict[str, str]] | None = None, *, raw: bytes | None = None) -> Path:
        root = tmp_path / "datasets"
        observations = _resource(
            "employment",
            _FIELDS,
            "observations",
            ["series_id", "period"],
            ("Việc làm theo ngành", "Employment by activity"),
        )
        observations["schema"]["foreignKeys"] = [
            {"fields": "source_id", "reference": {"resource": "sources", "fields": "source_id"}}
        ]
        sources = _resource("sources", _SOURCES, "register", ["source_id"], ("Nguồn", "Sources"))
        _write_package(
            root / "labour", "labour", [observations, sources],
            {
                "employment": csv_text(GOOD if rows is None else rows),
                "sources": "source_id,title,publisher,url,via_url,licence,read_on,status,note\n"
                "survey,Labour Force Survey,Statistics office,https://example.org,,open,2026-11,official_via,\n",
            },
        )  # fmt: skip
        _write_package(
            root / "classifications", "classifications",
            [
                _resource("activities", _CODES, "codes", ["code"], ("Ngành kinh tế", "Economic activities")),
                _resource("units", _UNITS, "codes", ["unit"], ("Đơn vị", "Units")),
            ],
            {
                "activities": "code,name_vi,name_en\n62,Lập trình máy tính,Computer programming\n63,Dịch vụ thông tin,Information services\n",
                "units": "unit,name_vi,name_en\nthousand_persons,nghìn người,thousand persons\npercent,phần trăm,percent\n"
                "share,tỷ trọng,share\npersons,người,persons\n",
            },
        )  # fmt: skip
        if raw is not None:
            (root / "labour" / "employment.csv").write_bytes(raw)
        return root

    return make
