"""Lines of a text file as Unicode, whatever they are written in, read one after the other so that a large file needs little memory."""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, TextIOWrapper
from pathlib import Path

from dubao.data.encodings import convert, guess
from dubao.data.files import read_bytes
from dubao.errors import InputError, Problem

__all__ = ["csv_records", "lines_of", "open_lines"]

# Bytes at the beginning that decide on UTF-16 and on an old encoding.
_SAMPLE = 200_000
# Share of null bytes at one of two places by which signs of two bytes are recognised (nearly all where the text is English, most where
# it is Vietnamese), and pairs of bytes that are needed to tell.
_NULLS, _LEAST_PAIRS = 0.3, 8
# A cell longer than this is a quote that never ends.
_LONGEST_RECORD = 5_000_000
_DAMAGE = (gzip.BadGzipFile, EOFError, zlib.error)
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


class OpenLines(Iterator[tuple[str, str]]):
    """Lines of a file; ``broken`` says in the end whether a packed file broke off before its end."""

    def __init__(self, lines: Iterator[tuple[str, str]], shown: str) -> None:
        self._lines = lines
        self._shown = shown
        self._any = False
        self.broken = False

    def __next__(self) -> tuple[str, str]:
        try:
            line = next(self._lines)
        except _DAMAGE as error:
            if not self._any:
                raise InputError(_damaged(self._shown)) from error
            self.broken = True
            raise StopIteration from None
        self._any = True
        return line


def open_lines(path: Path, shown: str) -> OpenLines:
    """Lines with their ends, each with the encoding it was in; a name that ends in ``.gz`` is unpacked on the way.

    Raises
    ------
    dubao.errors.InputError
        E-DAT-001, E-DAT-002 where the file cannot be read or is empty; E-POST-004 where nothing of a packed file can be read.
    """
    try:
        sample = _sample_of(path)
    except _DAMAGE as error:
        raise InputError(_damaged(shown)) from error
    except OSError:
        sample = b""
    if not sample:
        read_bytes(path, shown)
    return OpenLines(lines_of(path, sample), shown)


def _sample_of(path: Path) -> bytes:
    """The beginning, as far as it can be read."""
    sample = b""
    with _opened(path) as file:
        while len(sample) < _SAMPLE:
            try:
                block = file.read1(_SAMPLE)
            except _DAMAGE:
                if not sample:
                    raise
                break
            if not block:
                break
            sample += block
    return sample


def _opened(path: Path) -> gzip.GzipFile | BufferedReader:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")


def _damaged(shown: str) -> Problem:
    return Problem(
        "E-POST-004", file=shown, vi="tệp nén bị hỏng hoặc thiếu phần cuối", en="the packed file is damaged or breaks off",
        remedy_vi="lấy lại tệp từ nơi gửi", remedy_en="get the file again from where it came",
    )  # fmt: skip


def lines_of(path: Path, sample: bytes) -> Iterator[tuple[str, str]]:
    """Lines of a file whose first bytes are known: UTF-16 by its mark, else UTF-8 line by line, else the old encoding the sample is in."""
    wide = _two_bytes(sample)
    if wide:
        with (
            _opened(path) as packed,
            TextIOWrapper(packed, encoding=wide, errors="replace", newline="\n") as text,
        ):
            for line in text:
                yield line, "unknown" if "\N{REPLACEMENT CHARACTER}" in line else "utf-16"
        return
    old: str | None = None
    asked = False
    # Files of old Macintosh programs end their lines with a carriage return alone.
    returns = b"\r" in sample and b"\n" not in sample
    with _opened(path) as file:
        for number, raw in enumerate(_by_returns(file) if returns else file):
            try:
                line = raw.decode("utf-8")
                yield (line.removeprefix(_BOM) if number == 0 else line), "utf-8"
            except UnicodeDecodeError:
                if not asked:
                    asked = True
                    old = _old_encoding(sample, raw)
                if old is not None:
                    yield convert(raw.decode("latin-1"), old), old
                else:
                    # Every byte stands for something in Latin-1, so that none is lost where Windows-1252 has no letter.
                    yield _western(raw), "unknown"


def _two_bytes(sample: bytes) -> str:
    """The encoding of a file that has two bytes for a sign, told by its mark or by every second byte being null; empty for others."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    half = len(sample) // 2
    if half >= _LEAST_PAIRS:
        for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
            nulls, others = sample[first::2].count(0), sample[1 - first :: 2].count(0)
            if nulls > _NULLS * half and not others:
                return name
    return ""


def _by_returns(file: gzip.GzipFile | BufferedReader) -> Iterator[bytes]:
    rest = b""
    while block := file.read(_SAMPLE):
        *whole, rest = (rest + block).split(b"\r")
        yield from (line + b"\n" for line in whole)
    if rest:
        yield rest


def _old_encoding(sample: bytes, line: bytes) -> str | None:
    not_unicode = []
    for raw in (*sample.split(b"\n")[:-1], line):
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            not_unicode.append(raw.decode("latin-1"))
    found = guess("\n".join(not_unicode), byte_text=True)
    return None if found is None else found.name


def _western(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


class _Lines(Iterator[str]):
    """Lines that remember those of the record under way, so that they can be read again."""

    def __init__(self, lines: Iterator[tuple[str, str]]) -> None:
        self._lines = lines
        self._again: list[tuple[str, str]] = []
        self.taken: list[tuple[str, str]] = []
        self._length = 0

    def begin(self) -> None:
        """A new record begins."""
        self.taken = []
        self._length = 0

    def give_back(self, count_kept: int) -> None:
        """The lines of the record beyond the first ones will be read again."""
        self._again.extend(reversed(self.taken[count_kept:]))
        self.taken = self.taken[:count_kept]

    def __next__(self) -> str:
        one = self._again.pop() if self._again else next(self._lines)
        self.taken.append(one)
        self._length += len(one[0])
        if self._length > _LONGEST_RECORD:
            raise csv.Error("a quote never ends")
        return _parsable(one[0])


# A carriage return within a line would end it for the parser.
_STRAY_RETURN = re.compile(r"\r(?!\n|\Z)")


def _parsable(line: str) -> str:
    """The line without what the parser refuses: null characters (in older versions) and carriage returns in the middle."""
    return _STRAY_RETURN.sub(" ", line.replace("\0", "")) if "\r" in line or "\0" in line else line


def csv_records(
    lines: Iterator[tuple[str, str]], separator: str
) -> Iterator[tuple[list[str], frozenset[str], bool]]:
    """Records of CSV lines, each with its encodings and whether a quote had to be taken as a plain character; an empty
    line is an empty record.

    A quote that never ends would swallow every row after it: the first line of such a record is read without quotes and
    the rest again.
    """
    source = _Lines(lines)
    with _long_cells():
        reader = csv.reader(source, delimiter=separator, strict=True)
        while True:
            source.begin()
            broken = False
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error:
                broken = True
                source.give_back(1)
                reader = csv.reader(source, delimiter=separator, strict=True)
                first = _parsable(source.taken[0][0]).rstrip("\r\n")
                record = [cell.strip('"') for cell in first.split(separator)]
            yield record, frozenset(name for _, name in source.taken), broken


@contextmanager
def _long_cells() -> Iterator[None]:
    """The parser's limit of 131,072 characters a cell is lifted while a file is read and set back after."""
    before = csv.field_size_limit(_LONGEST_RECORD)
    try:
        yield
    finally:
        csv.field_size_limit(before)
