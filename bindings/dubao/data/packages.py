"""Where the data packages lie, and what the description of one says."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dubao.errors import InputError, Language, Problem

ENVIRONMENT = "DUBAO_DATASETS"


def find_root(root: str | Path | None = None) -> Path:
    """The folder that holds the data packages.

    Raises
    ------
    InputError
        E-CAT-001, no such folder, or no ``datapackage.json`` one level below it.
    """
    if root is not None:
        candidates = [Path(root)]
    elif named := os.environ.get(ENVIRONMENT):
        candidates = [Path(named)]
    else:
        package = Path(__file__).resolve().parents[1]
        repository = package.parents[1]
        candidates = [repository / "datasets"] if (repository / "pyproject.toml").is_file() else []
        candidates.append(package / "datasets")
        import dubao

        candidates += [Path(entry) / "datasets" for entry in dubao.__path__]
    for candidate in candidates:
        if candidate.is_dir() and any(candidate.glob("*/datapackage.json")):
            return candidate
    raise InputError(
        Problem(
            "E-CAT-001",
            argument="root",
            file=str(candidates[0]),
            vi="không tìm thấy gói số liệu nào (datapackage.json) trong thư mục",
            en="no data package (datapackage.json) found in the folder",
            remedy_vi=f"chỉ đúng thư mục datasets bằng tham số hoặc biến môi trường {ENVIRONMENT}",
            remedy_en=f"name the datasets folder by argument or by the environment variable {ENVIRONMENT}",
        )
    )


def read_descriptor(path: Path, shown: str) -> dict[str, Any]:
    """The descriptor of a package; InputError E-CAT-006 when it is no readable JSON object with resources."""
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(descriptor.get("resources"), list) or not descriptor.get("name"):
            raise ValueError("name or resources missing")
    except (OSError, ValueError, AttributeError) as error:
        raise InputError(
            Problem(
                "E-CAT-006",
                file=shown,
                vi=f"không đọc được mô tả gói số liệu: {error}",
                en=f"the description of the data package cannot be read: {error}",
                remedy_vi="sửa tệp JSON theo chuẩn Data Package: name, resources",
                remedy_en="mend the JSON file by the Data Package standard: name, resources",
            )
        ) from None
    return descriptor


@dataclass(frozen=True)
class Package:
    """A data package: its description and the names of its tables."""

    name: str
    path: Path
    descriptor: dict[str, Any]

    def title(self, lang: Language = "vi") -> str:
        d = self.descriptor
        return d.get("title_vi" if lang == "vi" else "title") or d.get("title") or self.name

    def description(self, lang: Language = "vi") -> str:
        d = self.descriptor
        return d.get("description_vi" if lang == "vi" else "description") or d.get("description") or ""

    @property
    def version(self) -> str:
        return str(self.descriptor.get("version", ""))

    @property
    def as_of(self) -> str:
        return str(self.descriptor.get("as_of") or self.descriptor.get("created") or "")

    @property
    def licences(self) -> list[dict[str, str]]:
        return list(self.descriptor.get("licenses", []))

    @property
    def missing_values(self) -> tuple[str, ...]:
        return tuple(self.descriptor.get("missingValues") or ("",))

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables, without the list of sources."""
        return tuple(r["name"] for r in self.descriptor["resources"] if r["name"] != "sources")

    def resource(self, name: str) -> dict[str, Any] | None:
        return next((r for r in self.descriptor["resources"] if r["name"] == name), None)

    def kind(self, table: str) -> str:
        """observations, codes, bridge or register."""
        return (self.resource(table) or {}).get("dubao", {}).get("kind", "")
