"""Forecast vintages: folders written once, from which every number of a report can be found again.

A vintage holds ``manifest.json`` (what it is and what it was made from), ``config.toml``, ``forecasts.parquet`` (long quantile
rows in the hubverse convention), ``observations.parquet`` (the series as they were known), ``evaluation.parquet`` (scores of this
and earlier vintages) and ``datapackage.json``. It is written to a temporary folder and renamed; an existing one is never touched.
The same input gives the same bytes: rows are sorted, the clock is not read (``created`` is given), digests name every file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dubao import __version__
from dubao.data.output import atomic_output
from dubao.data.vintage_tables import (
    EVALUATION,
    FORECASTS,
    OBSERVATIONS,
    TABLES,
    check_rows,
    quantile_rows,
    write_parquet,
)
from dubao.errors import Collector, InputError, MissingExtraError, Problem

STATES = ("draft", "published", "superseded")


@dataclass(frozen=True)
class Manifest:
    """What a vintage is and what it was made from.

    Attributes
    ----------
    id : str
        Letters, digits, ``-`` and ``_``: also the name of its folder.
    created : str
        ISO date or time; given, never read from the clock.
    data_cutoff : str
        Last day whose data could enter.
    commit : str
        Commit of the code; empty when it is not known.
    configuration_digest : str
        SHA-256 of ``config.toml``; filled in when it is written.
    inputs : dict
        Table or file → SHA-256.
    classifications : dict
        Classification → version in force.
    supersedes : str
        Id of the vintage that this one corrects or replaces.
    status : {"draft", "published", "superseded"}
    """

    id: str
    created: str
    data_cutoff: str
    seed: int
    commit: str = ""
    code_version: str = __version__
    configuration_digest: str = ""
    inputs: dict[str, str] = field(default_factory=dict)
    classifications: dict[str, str] = field(default_factory=dict)
    supersedes: str = ""
    status: str = "draft"
    simulated: bool = False
    files: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def sha256(data: bytes | str | Path) -> str:
    """Digest of bytes, of a text as UTF-8, or of a file.

    >>> sha256("")[:12]
    'e3b0c44298fc'
    """
    if isinstance(data, Path):
        data = data.read_bytes()
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def write_vintage(
    folder: str | Path,
    manifest: Manifest,
    *,
    configuration: str,
    forecasts: Sequence[Mapping[str, Any]],
    observations: Sequence[Mapping[str, Any]] = (),
    evaluation: Sequence[Mapping[str, Any]] = (),
) -> Path:
    """Writes a vintage, whole or not at all.

    Parameters
    ----------
    folder : path
        Where vintages are kept; the vintage becomes the folder ``folder/<id>``.
    manifest : Manifest
    configuration : str
        Text of the configuration the run was made with.
    forecasts, observations, evaluation : sequences of dict
        Rows with the columns of :data:`FORECASTS`, :data:`OBSERVATIONS`, :data:`EVALUATION`.

    Returns
    -------
    Path
        The folder of the vintage.

    Raises
    ------
    InputError
        E-VIN-001 (it exists: a correction is a new vintage), E-VIN-002 (manifest), E-VIN-003 (rows), E-OUT-001.
    """
    _check_manifest(manifest)
    target = Path(folder) / manifest.id
    if target.exists():
        raise InputError(
            Problem(
                "E-VIN-001", file=str(target), vi="phiên bản dự báo này đã có, không ghi đè", en="this vintage exists and is never overwritten",
                remedy_vi="đặt mã mới; bản đính chính là một phiên bản mới ghi rõ supersedes",
                remedy_en="give it a new id; a correction is a new vintage that names what it supersedes",
            )
        )  # fmt: skip
    tables = {"forecasts": forecasts, "observations": observations, "evaluation": evaluation}
    found = Collector()
    for name, rows in tables.items():
        check_rows(name, rows, found)
    found.raise_if_any()
    with atomic_output(target, folder=True) as temporary:
        (temporary / "config.toml").write_text(configuration, encoding="utf-8", newline="")
        for name, rows in tables.items():
            write_parquet(temporary / f"{name}.parquet", TABLES[name], rows)
        _write_package(temporary, manifest)
        files = {path.name: sha256(path) for path in sorted(temporary.iterdir())}
        values = {**asdict(manifest), "configuration_digest": sha256(configuration), "files": files}
        (temporary / "manifest.json").write_text(Manifest(**values).to_json(), encoding="utf-8", newline="")
    return target


def _check_manifest(manifest: Manifest) -> None:
    found = Collector()

    def refuse(argument: str, vi: str, en: str, remedy_vi: str, remedy_en: str) -> None:
        found.add(
            Problem("E-VIN-002", argument=argument, vi=vi, en=en, remedy_vi=remedy_vi, remedy_en=remedy_en)
        )

    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", manifest.id):
        refuse("id", f"mã “{manifest.id}” không hợp lệ", f"the id “{manifest.id}” is not valid",
               "dùng chữ không dấu, số, gạch nối", "use letters, digits and hyphens")  # fmt: skip
    for name in ("created", "data_cutoff"):
        if not re.match(r"\d{4}-\d{2}-\d{2}", getattr(manifest, name)):
            refuse(
                name, "không phải là ngày", "not a date", "ghi theo dạng 2026-11-22", "write it as 2026-11-22"
            )
    if manifest.status not in STATES:
        listed = ", ".join(STATES)
        refuse("status", f"trạng thái lạ “{manifest.status}”", f"unknown status “{manifest.status}”",
               f"dùng: {listed}", f"use: {listed}")  # fmt: skip
    found.raise_if_any()


def _write_package(folder: Path, manifest: Manifest) -> None:
    """The Frictionless description; Parquet resources carry their schema for readers that know it."""
    resources = [
        {
            "name": name, "path": f"{name}.parquet", "format": "parquet", "mediatype": "application/vnd.apache.parquet",
            "bytes": (folder / f"{name}.parquet").stat().st_size,
            "hash": f"sha256:{sha256(folder / f'{name}.parquet')}",
            "schema": {
                "fields": [
                    {
                        "name": column, "type": kind, "description": en, "description_vi": vi,
                        "constraints": {"required": True} if required else {},
                    }
                    for column, (kind, required, en, vi) in columns.items()
                ]
            },
        }
        for name, columns in TABLES.items()
    ]  # fmt: skip
    descriptor = {
        "name": f"vintage-{manifest.id.lower()}", "title": f"Forecast vintage {manifest.id}", "title_vi": f"Phiên bản dự báo {manifest.id}",
        "created": manifest.created, "version": manifest.code_version, "resources": resources,
    }  # fmt: skip
    text = json.dumps(descriptor, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="")


@dataclass(frozen=True)
class Vintage:
    """A vintage on disk."""

    path: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def configuration(self) -> str:
        return (self.path / "config.toml").read_text(encoding="utf-8")

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Rows of ``forecasts``, ``observations`` or ``evaluation``."""
        try:
            import pyarrow.parquet as pq
        except ImportError:
            raise MissingExtraError.of("pyarrow") from None
        return pq.read_table(self.path / f"{table}.parquet").to_pylist()


def read_vintage(path: str | Path) -> Vintage:
    """Opens a vintage and checks that its files are those that were written.

    Raises
    ------
    InputError
        E-VIN-004 (no vintage there), E-VIN-005 (a file was changed or is missing).
    """
    folder = Path(path)
    try:
        values = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        manifest = Manifest(**values)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            Problem(
                "E-VIN-004", file=str(folder), vi=f"không phải một phiên bản dự báo ({type(error).__name__})",
                en=f"not a forecast vintage ({type(error).__name__})",
                remedy_vi="chỉ thư mục có manifest.json", remedy_en="name a folder that holds manifest.json",
            )
        ) from None  # fmt: skip
    found = Collector()
    for name, digest in manifest.files.items():
        file = folder / name
        if not file.is_file() or sha256(file) != digest:
            found.add(
                Problem(
                    "E-VIN-005", file=str(file), vi="tệp đã bị sửa hoặc mất từ khi ghi", en="the file was changed or lost since it was written",
                    remedy_vi="lấy lại bản gốc của phiên bản", remedy_en="get the original of the vintage",
                )
            )  # fmt: skip
    found.raise_if_any()
    return Vintage(folder, manifest)


def find_vintages(path: str | Path) -> list[Vintage]:
    """All vintages at or below a folder, by creation and id."""
    root = Path(path)
    folders = (
        [root]
        if (root / "manifest.json").is_file()
        else sorted(p.parent for p in root.rglob("manifest.json"))
    )
    if not folders:
        raise InputError(
            Problem(
                "E-VIN-004", file=str(root), vi="không có phiên bản dự báo nào ở đây", en="there is no forecast vintage here",
                remedy_vi="chỉ thư mục chứa các phiên bản", remedy_en="name the folder that holds the vintages",
            )
        )  # fmt: skip
    return sorted((read_vintage(folder) for folder in folders), key=lambda v: (v.manifest.created, v.id))


def query(sql: str, vintages: Sequence[Vintage]) -> list[dict[str, Any]]:
    """Runs SQL over the tables of several vintages with the embedded engine.

    The views ``forecasts``, ``observations`` and ``evaluations`` hold the rows of all vintages with the column
    ``vintage_id``. Nothing is downloaded: extensions are off, and no file but those of the vintages can be read.

    Examples
    --------
    ``query("select vintage_id, max(ds) from forecasts group by 1", find_vintages("vintages"))``
    """
    try:
        import duckdb
    except ImportError:
        raise MissingExtraError.of("duckdb") from None
    connection = duckdb.connect(":memory:")
    try:
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET autoload_known_extensions = false")
        connection.execute("SET threads = 1")
        for view, table in (
            ("forecasts", "forecasts"),
            ("observations", "observations"),
            ("evaluations", "evaluation"),
        ):
            parts = [
                f"SELECT {_literal(v.id)} AS vintage_id, * FROM read_parquet({_literal(str(v.path / f'{table}.parquet'))})"
                for v in vintages
            ]
            connection.execute(f"CREATE TABLE {view} AS " + " UNION ALL ".join(parts))
        connection.execute("SET enable_external_access = false")
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.Error as error:
        first_line = str(error).partition("\n")[0]
        raise InputError(
            Problem(
                "E-VIN-006", argument="sql", vi=f"câu truy vấn không chạy được: {first_line}", en=f"the query cannot run: {first_line}",
                remedy_vi="xem tên bảng: forecasts, observations, evaluations", remedy_en="the tables are forecasts, observations, evaluations",
            )
        ) from None  # fmt: skip
    finally:
        connection.close()


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


__all__ = [
    "EVALUATION", "FORECASTS", "OBSERVATIONS", "Manifest", "Vintage", "find_vintages", "quantile_rows", "query", "read_vintage",
    "sha256", "write_vintage",
]  # fmt: skip
