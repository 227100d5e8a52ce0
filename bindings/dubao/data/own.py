"""The user's own tables: rows that take the place of the project's, without touching the project's files.

They lie in one folder, ``<package>/<table>.csv`` in the schema of the table they belong to, with the sources they name in
``<package>/sources.csv``. A row replaces the one with the same key (the same period of the same series); other rows are added.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from dubao.data.output import atomic_output
from dubao.data.reader import read_table
from dubao.data.table import Table, replace_rows
from dubao.data.writing import csv_text
from dubao.errors import InputError, Problem

ENVIRONMENT = "DUBAO_OWN_TABLES"


def own_folder(own: str | Path | None = None) -> Path | None:
    """The folder of the user's own tables; None when there is none.

    Raises
    ------
    InputError
        E-CAT-008, a folder was named and does not exist.
    """
    named = str(own) if own is not None else os.environ.get(ENVIRONMENT, "")
    if not named:
        return None
    folder = Path(named)
    if not folder.is_dir():
        raise InputError(
            Problem(
                "E-CAT-008",
                file=named,
                vi="không có thư mục bảng riêng này",
                en="there is no such folder of own tables",
                remedy_vi=f"tạo bằng: dubao data import, hoặc bỏ biến {ENVIRONMENT}",
                remedy_en=f"make it by: dubao data import, or unset {ENVIRONMENT}",
            )  # fmt: skip
        )
    return folder


def with_own_rows(table: Table, resource: dict[str, Any], own: Path | None) -> Table:
    """The table with the user's rows in it."""
    if own is None:
        return table
    package, _, name = table.name.partition("/")
    path = own / package / f"{name}.csv"
    if not path.is_file():
        return table
    mine = read_table(package, {**resource, "path": path.name}, path.parent, str(path))
    rows = merge_rows(list(table.rows), list(mine.rows), table.primary_key)
    return replace_rows(table, rows, list(range(2, len(rows) + 2)))


def merge_rows(
    base: list[dict[str, Any]], new: list[dict[str, Any]], key: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Rows of `base`, those with the key of a new row replaced, and the remaining new rows after them."""
    by_key = {tuple(row.get(k) for k in key): row for row in new} if key else {}
    out = [by_key.pop(tuple(row.get(k) for k in key), row) for row in base]
    return out + (list(by_key.values()) if key else new)


def save_own_rows(
    table: Table, schema: Table, own: str | Path, sources: Table | None, new_sources: list[dict[str, str]]
) -> Path:
    """Adds the rows of an imported table, and the sources it names, to the user's folder; both files or none.

    Parameters
    ----------
    table : Table
        What was imported.
    schema : Table
        The table of the catalogue it belongs to.
    own : path
        The user's folder; made when missing.
    sources : Table or None
        The package's table of sources, for its columns.
    new_sources : list of dict
        Sources to add to the user's list.
    """
    package, _, name = schema.name.partition("/")
    folder = Path(own)
    files = {
        f"{name}.csv": csv_text(schema.columns, _merged(folder, package, name, schema, list(table.rows)))
    }
    if sources is not None and new_sources:
        rows = [{c: source.get(c) or None for c in sources.columns} for source in new_sources]
        files["sources.csv"] = csv_text(sources.columns, _merged(folder, package, "sources", sources, rows))
    with atomic_output(folder / package, folder=True) as temporary:
        for file, text in files.items():
            (temporary / file).write_text(text, encoding="utf-8", newline="")
    return folder / package / f"{name}.csv"


def _merged(
    folder: Path, package: str, name: str, schema: Table, rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    path = folder / package / f"{name}.csv"
    if not path.is_file():
        return rows
    descriptor = {
        "name": name, "path": path.name,
        "schema": {
            "fields": [{"name": f.name, "type": f.type, "constraints": f.constraints} for f in schema.fields],
            "primaryKey": list(schema.primary_key),
        },
        "dubao": {"kind": "register"},
    }  # fmt: skip
    before = read_table(package, descriptor, path.parent, str(path))
    return merge_rows(list(before.rows), rows, schema.primary_key)
