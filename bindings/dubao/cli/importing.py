"""The work of ``dubao data import``: read, check, list the source, write into the user's folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from dubao.cli.session import Session
from dubao.data.catalogue import Catalogue
from dubao.data.importing import read_user_file
from dubao.data.own import save_own_rows
from dubao.data.table import STATUSES, Table
from dubao.data.tabular import read_tabular
from dubao.errors import Collector, InputError, Problem, UsageError


def import_file(
    session: Session,
    file: Path,
    *,
    table: str | None,
    number_format: str | None,
    encoding: str | None,
    unit: str | None,
    status: str | None,
    source: str | None,
    source_fields: dict[str, str | None],
    out: Path,
) -> dict[str, Any]:
    """Imports a file; returns what was written.

    Raises
    ------
    InputError
        Everything that is wrong with the file, E-DAT-017 for a source that is not listed.
    UsageError
        E-CLI-003, no table is named by option or template.
    """
    from dubao.cli.usage import choice_error

    if status is not None and status not in STATUSES:
        raise choice_error("--status", status, STATUSES)
    catalogue = Catalogue(own=out) if out.is_dir() else Catalogue()
    with session.progress(session.words(f"Đang đọc {file} …", f"Reading {file} …")):
        name = table or read_tabular(file, encoding=encoding).table
        if not name:
            raise UsageError(
                Problem(
                    "E-CLI-003", argument="--table", vi="tệp không nói nó thuộc bảng nào", en="the file does not say which table it belongs to",
                    remedy_vi="thêm --table, ví dụ --table vietnam-labour/employment_by_occupation",
                    remedy_en="add --table, for example --table vietnam-labour/employment_by_occupation",
                )
            )  # fmt: skip
        schema = catalogue.table(name)
        found = read_user_file(
            file, catalogue, table=schema.name, number_format=number_format, encoding=encoding, unit=unit,
            defaults={"status": status or "", "source_id": source or ""},
        )  # fmt: skip
    package = schema.name.partition("/")[0]
    new_sources = _sources(found, file, catalogue, package, source, status, source_fields)
    sources = (
        catalogue.table(f"{package}/sources") if catalogue.package(package).resource("sources") else None
    )
    path = save_own_rows(found, schema, out, sources, new_sources)
    return {
        "table": schema.name,
        "rows": len(found),
        "out": str(path),
        "sources": [s["source_id"] for s in new_sources],
    }


def _sources(
    found: Table,
    file: Path,
    catalogue: Catalogue,
    package: str,
    source: str | None,
    status: str | None,
    fields: dict[str, str | None],
) -> list[dict[str, str]]:
    """Sources to list; refuses ids that are neither known nor described."""
    if "source_id" not in found.columns:
        return []
    known = set(catalogue.sources(package))
    described = [source] if source and fields.get("title") else []
    problems = Collector()
    for row, number in zip(found.rows, found.row_numbers, strict=True):
        if row["source_id"] and row["source_id"] not in known and row["source_id"] not in described:
            problems.add(
                Problem(
                    "E-DAT-017", file=str(file), row=number, column="source_id",
                    vi=f"không có nguồn “{row['source_id']}”", en=f"there is no source “{row['source_id']}”",
                    remedy_vi="dùng mã nguồn đã có, hoặc thêm --source, --source-title, --publisher, --source-url",
                    remedy_en="use the id of a listed source, or add --source, --source-title, --publisher, --source-url",
                )
            )  # fmt: skip
    problems.raise_if_any(InputError)
    if not source or source in known or not described:
        return []
    for name, option in (("publisher", "--publisher"), ("url", "--source-url")):
        if not fields.get(name):
            raise UsageError(
                Problem(
                    "E-CLI-003", argument=option, vi="nguồn mới cần mục này", en="a new source needs this",
                    remedy_vi=f"thêm {option}; chưa có địa chỉ thì ghi số, ký hiệu văn bản",
                    remedy_en=f"add {option}; without an address write the number of the document",
                )
            )  # fmt: skip
    return [
        {
            "source_id": source, "title": fields["title"] or source, "publisher": fields["publisher"] or "",
            "url": fields["url"] or "", "licence": "not stated", "read_on": date.today().isoformat(),
            "status": status or "official_national",
        }
    ]  # fmt: skip
