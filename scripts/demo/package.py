"""Writes tables as a data package in the schema of the other packages."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SOURCE_ID = "simulation"
NOTE_VI = "Số liệu mô phỏng của nước minh họa, không phải số liệu của một nước có thật."
NOTE_EN = "Simulated figure of the demo country, not of any real country."
NOTE = f"{NOTE_VI} | {NOTE_EN}"

DIMENSIONS: dict[str, tuple[str, str]] = {
    "sex": ("Sex: T both, M men, F women", "Giới tính: T chung, M nam, F nữ"),
    "activity": (
        "Economic activity (ISIC Rev.4 / VSIC 2018 code or group)",
        "Ngành kinh tế (mã VSIC 2018 hoặc nhóm)",
    ),
    "occupation": ("Occupation, ISCO-08 / VSCO 2020 code", "Nghề nghiệp, mã VSCO 2020"),
    "indicator": ("Indicator", "Chỉ tiêu"),
    "age": ("Age group", "Nhóm tuổi"),
    "group": ("Group of workers", "Nhóm lao động"),
    "quantity": ("Quantity", "Đại lượng"),
    "applies_to": ("Series it applies to", "Chuỗi áp dụng"),
    "design_effect": ("Design effect", "Hệ số thiết kế"),
    "span": ("Span of years", "Khoảng năm"),
    "cause": ("Cause of exit", "Nguyên nhân rời việc"),
    "bound": ("low, base or high", "Mức: thấp, cơ sở, cao"),
    "qualification": ("Highest qualification", "Trình độ cao nhất"),
    "ownership": ("Ownership of the employer", "Loại hình sở hữu"),
    "province": ("Province code (34 units since July 2025)", "Mã tỉnh (34 đơn vị từ tháng 7 năm 2025)"),
    "driver": ("Driver", "Biến dẫn"),
    "scenario": ("Scenario", "Kịch bản"),
    "organisation_class": ("Class of organisation", "Loại tổ chức"),
    "concept": ("Concept of demand", "Khái niệm nhu cầu"),
    "sector": ("Sector", "Khu vực"),
    "input": ("Input of the calculation", "Đầu vào của phép tính"),
    "part": (
        "What the value is: value, low, high, asked, yes, standard_deviation",
        "Giá trị là gì: giá trị, thấp, cao, đã hỏi, trả lời có, độ lệch chuẩn",
    ),
    "field": ("Field of study (major group)", "Nhóm ngành đào tạo"),
    "level": ("Level of education", "Trình độ đào tạo"),
    "year_of_study": ("Year of study", "Năm học thứ"),
    "rate": ("Rate", "Tỷ lệ"),
    "route": ("Route", "Con đường"),
    "cluster": ("Skill cluster", "Cụm kỹ năng"),
    "cluster_vi": ("Name of the cluster in Vietnamese", "Tên cụm kỹ năng"),
    "cluster_en": ("Name of the cluster in English", "Tên cụm kỹ năng bằng tiếng Anh"),
    "title": ("Job title", "Chức danh"),
    "title_vi": ("Job title in Vietnamese", "Chức danh bằng tiếng Việt"),
    "title_en": ("Job title in English", "Chức danh bằng tiếng Anh"),
    "proposed_code": ("Proposed place in the classification", "Mã nghề đề xuất"),
    "edition": ("Edition of the report", "Lần xuất bản"),
    "prices": ("Prices: current or constant of a year", "Giá hiện hành hoặc giá so sánh"),
    "vintage": ("Release the figure belongs to", "Đợt công bố của số liệu"),
    "scope": ("Scope", "Phạm vi"),
    "source": ("Site of the advertisements (simulated)", "Trang tuyển dụng (mô phỏng)"),
}
# Column → version of the classification it is coded in, where the codes alone do not tell.
CLASSIFICATIONS = {"province": "provinces_34"}
TAIL = ("period", "value", "unit", "standard_error", "status", "break_before", "source_id", "note")


def text_of(value: Any) -> str:
    """A cell: at most six decimals, no trailing zeros, empty for missing."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".") if value != int(value) else str(int(value))
    return str(value)


@dataclass
class Observations:
    """An observation table: rows are added with their dimensions."""

    name: str
    title: str
    title_vi: str
    dimensions: tuple[str, ...]
    rows: list[dict[str, str]] = field(default_factory=list)

    def add(
        self,
        series_id: str,
        period: Any,
        value: float | None,
        unit: str,
        *,
        status: str = "official_national",
        standard_error: float | None = None,
        break_before: bool = False,
        **dimensions: Any,
    ) -> None:
        if set(dimensions) != set(self.dimensions):
            raise ValueError(
                f"{self.name}: dimensions {sorted(dimensions)} instead of {sorted(self.dimensions)}"
            )
        self.rows.append(
            {
                "series_id": series_id,
                **{name: str(dimensions[name]) for name in self.dimensions},
                "period": str(period),
                "value": text_of(None if value is None else float(value)),
                "unit": unit,
                "standard_error": text_of(None if standard_error is None else float(standard_error)),
                "status": status,
                "break_before": "1" if break_before else "",
                "source_id": SOURCE_ID,
                "note": NOTE,
            }
        )

    def columns(self) -> list[str]:
        return ["series_id", *self.dimensions, *TAIL]

    def resource(self, pattern: dict[str, Any]) -> dict[str, Any]:
        """Descriptor of the table; the common fields are those of the other packages (``pattern`` by name)."""
        fields = []
        for column in self.columns():
            if column in pattern:
                fields.append(pattern[column])
            else:
                english, vietnamese = DIMENSIONS[column]
                fields.append(
                    {
                        "name": column,
                        "type": "string",
                        "description": english,
                        "description_vi": vietnamese,
                        "constraints": {"required": True},
                        **({"classification": CLASSIFICATIONS[column]} if column in CLASSIFICATIONS else {}),
                    }
                )
        return resource(
            self.name,
            self.title,
            self.title_vi,
            fields,
            ["series_id", "period"],
            "observations",
            len(self.rows),
        )


@dataclass
class Register:
    """A register whose columns are those of a table of another package."""

    name: str
    title: str
    title_vi: str
    fields: list[dict[str, Any]]
    primary_key: Any
    rows: list[dict[str, str]] = field(default_factory=list)

    def add(self, **cells: Any) -> None:
        names = [f["name"] for f in self.fields]
        unknown = set(cells) - set(names)
        if unknown:
            raise ValueError(f"{self.name}: unknown columns {sorted(unknown)}")
        self.rows.append({name: text_of(cells.get(name)) for name in names})

    def columns(self) -> list[str]:
        return [f["name"] for f in self.fields]

    def resource(self, pattern: dict[str, Any]) -> dict[str, Any]:
        del pattern
        return resource(
            self.name, self.title, self.title_vi, self.fields, self.primary_key, "register", len(self.rows)
        )


def resource(
    name: str, title: str, title_vi: str, fields: list[dict[str, Any]], key: Any, kind: str, rows: int
) -> dict[str, Any]:
    has_source = any(f["name"] == "source_id" for f in fields)
    return {
        "name": name,
        "title": f"{title} (simulated)",
        "title_vi": f"{title_vi} (mô phỏng)",
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": {
            "fields": fields,
            "primaryKey": key,
            "missingValues": [""],
            "foreignKeys": [
                {"fields": "source_id", "reference": {"resource": "sources", "fields": "source_id"}}
            ]
            if has_source
            else [],
        },
        "dubao": {"kind": kind, "as_of": "2026-11-22", "rows": rows},
    }


def write(
    folder: Path,
    tables: list[Observations | Register],
    pattern: dict[str, Any],
    sources_resource: dict[str, Any],
) -> None:
    """Writes every table, sources.csv and datapackage.json."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, table.columns(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(table.rows)
    source = {
        "source_id": SOURCE_ID,
        "title": "dubao simulation, scripts/make_demo.py",
        "publisher": "dubao (số liệu mô phỏng | simulated)",
        "url": "https://example.org/simulated",
        "licence": "CC0-1.0",
        "read_on": "2026-11",
        "status": "official_national",
        "note": NOTE,
    }
    names = [f["name"] for f in sources_resource["schema"]["fields"]]
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerow({name: source.get(name, "") for name in names})
    descriptor = {
        "profile": "tabular-data-package",
        "name": "demo",
        "title": "Demoland: a wholly simulated country with every table complete",
        "title_vi": "Nước Minh Họa: một nước hoàn toàn mô phỏng, đủ mọi bảng số liệu",
        "description": "Every figure is simulated by scripts/make_demo.py (seed in scripts/demo/world.py). Nothing here describes a real "
        "country; the 34 province codes of Viet Nam are borrowed to exercise the map.",
        "description_vi": "Mọi số liệu do scripts/make_demo.py mô phỏng (hạt giống trong scripts/demo/world.py). Không mô tả một nước có "
        "thật; mã 34 tỉnh của Việt Nam được mượn để thử sơ đồ ô.",
        "version": "0.1.0",
        "created": "2026-11-22T00:00:00Z",
        "as_of": "2026-11-22",
        "simulated": True,
        "licenses": [
            {
                "name": "CC0-1.0",
                "title": "CC0 1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
            }
        ],
        "sources": [{"title": source["title"], "path": source["url"]}],
        "resources": [*(table.resource(pattern) for table in tables), sources_resource],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
