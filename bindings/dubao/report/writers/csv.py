"""The report's data as a data package: one tidy CSV a table and a chart, ``numbers.csv``, and ``datapackage.json``.

UTF-8, comma, dot as decimal mark, empty for missing, one header row of plain column names; titles, units and what a column
holds stand in the description in both languages. Table cells are rounded as they are printed, ``numbers.csv`` is not. Words
that a spreadsheet program would take for a formula get an apostrophe in front, since such files are opened by double click.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from dubao.report.document import Document
from dubao.report.text import Text
from dubao.report.writers.common import label, plain
from dubao.report.writers.flat import FlatColumn, FlatTable, Value, flat_table, unique
from dubao.report.writers.flat_charts import flat_chart
from dubao.report.writers.flat_numbers import flat_numbers

# The arrangement of the data is free to use; each figure keeps the terms of its own source.
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(document: Document, folder: Path | str) -> list[Path]:
    """Writes the data package into a folder, which is made when it is not there.

    Parameters
    ----------
    document : Document
    folder : path

    Returns
    -------
    list of Path
        The files written, ``datapackage.json`` last.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    flats = [(flat_table(t, document), "table") for t in document.tables()]
    flats += [(flat_chart(c, document), "figure") for c in document.charts()]
    flats.append((flat_numbers(document), ""))
    names = unique(file_stem(flat.id) for flat, _ in flats)
    written, resources = [], []
    for name, (flat, kind) in zip(names, flats, strict=True):
        path = target / f"{name}.csv"
        path.write_bytes(csv_bytes(flat))
        written.append(path)
        resources.append(_resource(name, flat, kind, document))
    description = target / "datapackage.json"
    words = json.dumps(_package(document, resources), ensure_ascii=False, indent=1)
    description.write_text(words + "\n", encoding="utf-8", newline="\n")
    return [*written, description]


def file_stem(table_id: str) -> str:
    """A file and resource name of lower-case letters, digits and dashes.

    >>> file_stem("T4-1"), file_stem("../etc")
    ('t4-1', 'etc')
    """
    return re.sub(r"[^a-z0-9]+", "-", table_id.lower()).strip("-") or "table"


def csv_bytes(table: FlatTable) -> bytes:
    """A flat table as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    # The shortest digits that give the number back; whole numbers without a decimal mark.
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def _package(document: Document, resources: list[dict[str, Any]]) -> dict[str, Any]:
    title = _both(document.title, document)
    return {
        "profile": "tabular-data-package",
        "name": file_stem(document.edition),
        "title": title.en,
        "title_vi": title.vi,
        "description": plain(document.subtitle, document, "en"),
        "description_vi": plain(document.subtitle, document, "vi"),
        "version": document.vintage_id,
        "created": f"{document.data_cutoff.isoformat()}T00:00:00Z",
        "as_of": document.data_cutoff.isoformat(),
        "state": document.state,
        "simulated": document.simulated,
        "software": {"name": "dubao", "version": document.version, "commit": document.commit},
        "licenses": [LICENCE],
        "sources": _sources(document),
        "resources": resources,
    }


def _sources(document: Document) -> list[dict[str, str]]:
    """Every source that a number of the report was computed from, once."""
    found = {(i.source, i.url) for number in document.store for i in number.inputs if i.source}
    return [{"title": title} | ({"path": url} if url else {}) for title, url in sorted(found)]


def _both(text: Text, document: Document) -> Text:
    return Text(plain(text, document, "vi"), plain(text, document, "en"))


def _resource(name: str, flat: FlatTable, kind: str, document: Document) -> dict[str, Any]:
    title = _both(flat.title, document)
    if kind:
        title = Text(
            f"{label(kind, flat.id, 'vi')}. {title.vi}",
            f"{label(kind, flat.id, 'en')}. {title.en}",
        )
    note, source = _both(flat.note or Text("", ""), document), _both(flat.source, document)
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "title": title.en,
        "title_vi": title.vi,
        "description": note.en,
        "description_vi": note.vi,
        "sources": [{"title": source.en or source.vi or "–"}],
        "source_vi": source.vi,
        "schema": {"fields": [_field(c, document) for c in flat.columns], "missingValues": [""]},
    }


def _field(column: FlatColumn, document: Document) -> dict[str, Any]:
    title = _both(column.title, document)
    field: dict[str, Any] = {
        "name": column.name,
        "type": "number" if column.kind == "number" else "string",
        "title": title.en,
        "title_vi": title.vi,
    }
    if column.unit is not None:
        unit = _both(column.unit, document)
        field |= {"unit": unit.en, "unit_vi": unit.vi}
    if column.lang:
        field["language"] = column.lang
    return field
