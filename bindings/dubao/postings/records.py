"""Rows of a file of postings, whatever its format, one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dubao.data.files import read_bytes
from dubao.errors import InputError, MissingExtraError, Problem
from dubao.postings.lines import csv_records, open_lines

__all__ = ["FORMATS", "Record", "format_of", "rows_of"]

FORMATS = {"csv": (".csv", ".tsv", ".txt"), "jsonl": (".jsonl", ".ndjson"), "parquet": (".parquet", ".pq")}
_SEPARATORS = ",;\t|"
_BATCH = 8192


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
            "E-POST-003", file=path.name, argument="format", vi=f"không đọc tin từ định dạng “{format or ending}”",
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
    first, encoding = next(lines)
    separator = max(_SEPARATORS, key=first.count)

    def again() -> Iterator[tuple[str, str]]:
        yield first, encoding
        yield from lines

    records = csv_records(again(), separator)
    header = [" ".join(cell.split()) for cell in next(records, ([], frozenset(), False))[0]]

    def rows() -> Iterator[Record]:
        for number, (cells, encodings, broken) in enumerate(records, start=2):
            if not cells:
                continue
            met: tuple[str, ...] = ("unclosed_quote",) if broken else ()
            if len(cells) != len(header):
                met += ("cell_count",)
            yield Record(number, dict(zip(header, cells, strict=False)), encodings, met)

    return header, rows()


# Lines of JSON that are looked at to know the headings.
_JSON_SAMPLE = 200


def _json_lines(path: Path, shown: str) -> tuple[list[str], Iterator[Record]]:
    def rows() -> Iterator[Record]:
        for number, (line, encoding) in enumerate(open_lines(path, shown), start=1):
            if not line.strip():
                continue
            try:
                cells = json.loads(line)
            except (ValueError, RecursionError):
                cells = None
            met = () if isinstance(cells, dict) else ("unreadable_row",)
            yield Record(number, cells if isinstance(cells, dict) else {}, frozenset((encoding,)), met)

    header: dict[str, None] = {}
    for index, record in enumerate(rows()):
        header.update(dict.fromkeys(record.cells))
        if index >= _JSON_SAMPLE:
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

    def rows() -> Iterator[Record]:
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH):
            for cells in batch.to_pylist():
                number += 1
                yield Record(number, cells)

    return list(file.schema_arrow.names), rows()
