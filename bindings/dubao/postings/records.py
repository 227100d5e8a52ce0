"""Rows of a file of postings, whatever its format, one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dubao.data.files import read_bytes
from dubao.errors import InputError, MissingExtraError, Problem
from dubao.postings.lines import csv_records, open_lines
from dubao.postings.personal_data import name_without_person

__all__ = ["FORMATS", "Record", "format_of", "rows_of"]

FORMATS = {"csv": (".csv", ".tsv", ".txt"), "jsonl": (".jsonl", ".ndjson"), "parquet": (".parquet", ".pq")}
_SEPARATORS = ",;\t|"
_NAMED_SEPARATOR = re.compile(r"\W?sep=([,;\t|])\W*", re.IGNORECASE)
_BATCH = 8192
# A packed file that ends too early: how many rows it held is not known, and the break counts as one.
_BROKEN_OFF = ("unreadable_row", "broken_off")


@dataclass(frozen=True, slots=True)
class Record:
    """A row: its number (the header is row 1), its cells by heading, and what was met in splitting it."""

    row: int
    cells: Mapping[str, Any]
    encodings: frozenset[str] = frozenset()
    met: tuple[str, ...] = ()


def format_of(path: Path, format: str = "") -> str:
    """``csv``, ``jsonl`` or ``parquet``, by name or by the ending of a file; E-POST-003 for anything else.

    >>> format_of(Path("tin.jsonl.gz")), format_of(Path("tin.dat"), "csv")
    ('jsonl', 'csv')
    """
    if format in FORMATS:
        return format
    ending = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    for name, endings in FORMATS.items():
        if not format and ending.lower() in endings:
            return name
    raise InputError(
        Problem(
            "E-POST-003", file=name_without_person(path.name), argument="format", vi=f"không đọc tin từ định dạng “{format or ending}”",
            en=f"postings are not read from the format “{format or ending}”",
            remedy_vi="dùng CSV, JSON Lines hoặc Parquet, hoặc ghi format: csv, jsonl, parquet",
            remedy_en="use CSV, JSON Lines or Parquet, or say format: csv, jsonl, parquet",
        )
    )  # fmt: skip


def rows_of(path: Path, shown: str, format: str) -> tuple[list[str], Iterator[Record]]:
    """Headings of the file, and its rows as they are asked for."""
    if format == "parquet":
        return _parquet(path, shown)
    return _json_lines(path, shown) if format == "jsonl" else _csv(path, shown)


def _csv(path: Path, shown: str) -> tuple[list[str], Iterator[Record]]:
    lines = open_lines(path, shown)
    separators = _SEPARATORS
    first, encoding = next(lines, ("", "utf-8"))
    before = 1
    # Empty lines and the separator that some programs name stand before the headings.
    while (named := _NAMED_SEPARATOR.fullmatch(first)) or not first.strip():
        before += 1
        first, encoding = next(lines, ("", "utf-8"))
        if not first:
            break
        if named:
            separators = named[1]
    separator = max(separators, key=first.count)

    def again() -> Iterator[tuple[str, str]]:
        yield first, encoding
        yield from lines

    records = csv_records(again(), separator)
    header = [" ".join(cell.split()) for cell in next(records, ([], frozenset(), False))[0]]

    def rows() -> Iterator[Record]:
        number = before
        for number, (cells, encodings, broken) in enumerate(records, start=before + 1):
            if not cells:
                continue
            met: tuple[str, ...] = ("unclosed_quote",) if broken else ()
            if len(cells) != len(header):
                met += ("cell_count",)
            # Of two columns with one heading the first counts.
            yield Record(
                number,
                dict(zip(header[::-1], _filled(cells, len(header))[::-1], strict=False)),
                encodings,
                met,
            )
        if lines.broken:
            yield Record(number + 1, {}, met=_BROKEN_OFF)

    return header, rows()


def _filled(cells: list[str], count: int) -> list[str]:
    return cells[:count] + [""] * (count - len(cells))


# Objects of JSON that are looked at to know the headings before the first posting is made; later ones are known when they come.
_JSON_SAMPLE = 200


def _json_lines(path: Path, shown: str) -> tuple[list[str], Iterator[Record]]:
    def rows() -> Iterator[Record]:
        lines, number = open_lines(path, shown), 0
        for number, (line, encoding) in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                cells = json.loads(line)
            except (ValueError, RecursionError):
                cells = None
            met = () if isinstance(cells, dict) else ("unreadable_row",)
            yield Record(number, cells if isinstance(cells, dict) else {}, frozenset((encoding,)), met)
        if lines.broken:
            yield Record(number + 1, {}, met=_BROKEN_OFF)

    header: dict[str, None] = {}
    readable = 0
    for record in rows():
        header.update(dict.fromkeys(record.cells))
        readable += not record.met
        if readable >= _JSON_SAMPLE:
            break
    return list(header), rows()


def _parquet(path: Path, shown: str) -> tuple[list[str], Iterator[Record]]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError.of("pyarrow", "postings") from error
    if not path.is_file() or path.stat().st_size == 0:
        read_bytes(path, shown)
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            Problem(
                "E-POST-004", file=shown, vi="tệp Parquet bị hỏng hoặc không phải Parquet", en="the file is damaged or no Parquet file",
                remedy_vi="lấy lại tệp từ nơi gửi", remedy_en="get the file again from where it came",
            )
        ) from error  # fmt: skip

    header = list(file.schema_arrow.names)
    # Of two columns with one heading the first counts.
    own = [header.index(name) for name in dict.fromkeys(header)]

    def rows() -> Iterator[Record]:
        number = 0
        for group in range(file.num_row_groups):
            end = number + file.metadata.row_group(group).num_rows
            try:
                for batch in file.iter_batches(batch_size=_BATCH, row_groups=[group]):
                    for cells, met in _cells_of(batch.select(own)):
                        number += 1
                        yield Record(number, cells, met=met)
            except (pa.ArrowException, OSError):
                # Damaged from here to the end of the group: the file says how many rows it held.
                while number < end:
                    number += 1
                    yield Record(number, {}, met=("unreadable_row",))

    return list(dict.fromkeys(header)), rows()


def _cells_of(batch: Any) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    """Cells of each row; where one has no value in Python (a day beyond the calendar, text that is no Unicode) it alone is empty."""
    try:
        for cells in batch.to_pylist():
            yield cells, ()
        return
    except (ValueError, OverflowError):
        pass
    for row in range(batch.num_rows):
        cells = {}
        met: tuple[str, ...] = ()
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            try:
                cells[name] = column[row].as_py()
            except UnicodeDecodeError:
                cells[name] = column[row].as_buffer().to_pybytes()
                met = ("unknown_encoding",)
            except (ValueError, OverflowError):
                cells[name] = None
                met = ("unreadable_cell",)
        yield cells, met
