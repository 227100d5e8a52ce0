"""Files of postings to coded postings that count once, on several processes; the result does not depend on their number.

Rows are read in parts of 2,000 by one process. Each part is cleaned, coded and signed by whichever process is free, and parts are joined
in the order of the files. Pairs of near-identical texts are searched in ranges; which of them repeats which is decided in one place.

>>> import json, tempfile
>>> path = Path(tempfile.mkdtemp()) / "a.jsonl"
>>> _ = path.write_text("".join(json.dumps({"title": "Kỹ sư dữ liệu", "text": t, "id": t}) + chr(10) for t in ("SQL", "Go")))
>>> found = prepare_postings(path, as_of="2026-04-01")
>>> [r.skills for r in found.records], found.report.postings
([('data_engineering',), ('data_engineering', 'sql')], 2)
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

from dubao.errors import InputError, Problem
from dubao.postings.cleaning import LONGEST
from dubao.postings.coded import CodedPosting
from dubao.postings.coding import OccupationCoder
from dubao.postings.coverage import Coverage, coverage
from dubao.postings.duplicate_settings import DuplicateSettings
from dubao.postings.near_duplicates import Deduplicated, deduplicate
from dubao.postings.near_pairs import NearPairs
from dubao.postings.posting import Posting
from dubao.postings.reading import FilesReading, RowsPart, read_part
from dubao.postings.report import ReadingReport, Tally
from dubao.postings.rows import RowOptions, RowState
from dubao.postings.signatures import WordHashes
from dubao.postings.signed_texts import SignedTexts, sign_texts
from dubao.postings.skills import SkillMatcher

__all__ = ["PreparedPostings", "prepare_postings"]

# Bytes of files below which starting other processes costs more than it saves.
_WORTH_IT = 8_000_000
# Postings whose pairs are searched in one go by one process.
_RANGE = 20_000
# Parts that wait for a process: bounds the memory.
_WAITING = 3
_VALUES = attrgetter(*(f.name for f in fields(Posting)))
_SHARED = (
    "source",
    "title",
    "place",
    "employer",
    "month",
    "salary_currency",
    "salary_period",
    "salary_status",
)


@dataclass(frozen=True)
class PreparedPostings:
    """Coded postings, and the account of how they came about.

    Attributes
    ----------
    records : tuple of CodedPosting
        Those that remain, in the order of day and content.
    report : ReadingReport
    coverage : Coverage
        Of the postings as read, repeats included.
    repeats : Deduplicated
    """

    records: tuple[CodedPosting, ...]
    report: ReadingReport
    coverage: Coverage
    repeats: Deduplicated


@dataclass
class _Worker:
    """What a process keeps from part to part; nothing of it changes a result."""

    settings: DuplicateSettings
    as_of: date
    matcher: SkillMatcher
    coder: OccupationCoder
    hashes: WordHashes = field(default_factory=WordHashes)
    memory: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def part(self, rows: RowsPart) -> _Part:
        state = RowState(Tally(self.as_of), self.memory)
        postings = read_part(rows, state)
        codings = self.coder.code_many(postings)
        codes = [(self.matcher(p), c.occupation, c.role) for p, c in zip(postings, codings, strict=True)]
        signed = sign_texts(postings, self.settings, self.hashes)
        return _Part([_VALUES(p) for p in postings], codes, state.tally, list(signed.keys), signed.signatures)


@dataclass(frozen=True)
class _Part:
    """A part as it comes back: postings as plain tuples, which are quicker to send."""

    postings: list[tuple[Any, ...]]
    codes: list[tuple[tuple[str, ...], str, str]]
    tally: Tally
    keys: list[bytes]
    signatures: np.ndarray


# Of a process that was started for parts; set once, when it starts.
_worker: _Worker | None = None


def _start(*given: Any) -> None:
    global _worker
    _worker = _Worker(*given)


def _do_part(rows: RowsPart) -> _Part:
    assert _worker is not None
    return _worker.part(rows)


def _do_range(folder: str, begin: int, end: int) -> tuple[np.ndarray, np.ndarray]:
    return NearPairs.opened(Path(folder)).pairs(begin, end)


def prepare_postings(
    paths: str | Path | Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    source: str = "",
    format: str = "",
    as_of: date | str | None = None,
    day_first: bool | None = None,
    salary_currency: str = "",
    salary_period: str = "",
    longest_text: int = LONGEST,
    settings: DuplicateSettings | None = None,
    matcher: SkillMatcher | None = None,
    coder: OccupationCoder | None = None,
    keep_texts: bool = True,
    workers: int = 1,
) -> PreparedPostings:
    """Reads, cleans, codes, and removes repeats.

    Parameters
    ----------
    paths, columns, source, format, as_of, day_first, salary_currency, salary_period, longest_text
        As in :func:`dubao.postings.read_postings`.
    settings : DuplicateSettings, optional
    matcher : SkillMatcher, optional
    coder : OccupationCoder, optional
        Those of the shipped lists when left out.
    keep_texts : bool
        Without them the records hold no text; the account of repeats still does, until it is let go.
    workers : int
        Processes; 0 for as many as there are cores, where the files are large enough. Other processes begin by running the calling
        script again, so that it must keep its work under ``if __name__ == "__main__":``.

    Returns
    -------
    PreparedPostings

    Raises
    ------
    dubao.errors.InputError, dubao.errors.MissingExtraError
        As the reading and the removal of repeats do; E-SKD-013 where a process ends early.
    """
    reading = FilesReading(
        paths, columns=columns, source=source, format=format, as_of=as_of,
        row_options=RowOptions("", day_first, salary_currency, salary_period, longest_text),
    )  # fmt: skip
    chosen = settings or DuplicateSettings()
    start = chosen, reading.as_of, matcher or SkillMatcher.read(), coder or OccupationCoder.load()
    count = workers or _as_many_as_worth_it(paths)
    with tempfile.TemporaryDirectory(prefix="dubao-") as name:
        folder = Path(name)
        if count <= 1:
            own = _Worker(*start)
            return _joined(
                reading,
                ((rows, own.part(rows)) for rows in reading.parts()),
                chosen,
                None,
                folder,
                keep_texts,
            )
        context = multiprocessing.get_context("spawn")
        with (
            ProcessPoolExecutor(count, context, _start, start) as pool,
            _told_when_one_dies(),
        ):

            def search(pairs: NearPairs) -> tuple[np.ndarray, np.ndarray]:
                pairs.save(folder)
                begins = range(0, len(pairs.documents), _RANGE)
                ends = [min(begin + _RANGE, len(pairs.documents)) for begin in begins]
                found = list(pool.map(_do_range, [str(folder)] * len(ends), begins, ends))
                return tuple(np.concatenate([one[k] for one in found]) for k in (0, 1))  # type: ignore[return-value]

            return _joined(
                reading, _in_order(pool, reading.parts(), count), chosen, search, folder, keep_texts
            )


@contextmanager
def _told_when_one_dies() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise InputError(
            Problem(
                "E-SKD-013", argument="workers", vi="một tiến trình phụ đã dừng giữa chừng, thường vì thiếu bộ nhớ", en="a process that was started has ended early, mostly for want of memory",
                remedy_vi="chạy lại với workers=1 hoặc ít tệp hơn; trong tệp lệnh của bạn, đặt lời gọi dưới if __name__ == \"__main__\":",
                remedy_en="run again with workers=1 or fewer files; in a script of yours, call it under if __name__ == \"__main__\":",
            )
        ) from error  # fmt: skip


def _as_many_as_worth_it(paths: str | Path | Sequence[str | Path]) -> int:
    files = [paths] if isinstance(paths, (str, Path)) else paths
    size = sum(Path(p).stat().st_size for p in files)
    return min(os.cpu_count() or 1, 8) if size >= _WORTH_IT else 1


def _in_order(
    pool: ProcessPoolExecutor, parts: Iterable[RowsPart], workers: int
) -> Iterator[tuple[RowsPart, _Part]]:
    """Parts done by any process, in their order."""
    waiting: deque[tuple[RowsPart, Future[_Part]]] = deque()
    for rows in parts:
        waiting.append((rows, pool.submit(_do_part, rows)))
        if len(waiting) >= _WAITING * workers:
            first, done = waiting.popleft()
            yield first, done.result()
    while waiting:
        first, done = waiting.popleft()
        yield first, done.result()


def _joined(
    reading: FilesReading,
    parts: Iterable[tuple[RowsPart, _Part]],
    settings: DuplicateSettings,
    search: Callable[[NearPairs], tuple[np.ndarray, np.ndarray]] | None,
    folder: Path,
    keep_texts: bool,
) -> PreparedPostings:
    tally = Tally(reading.as_of)
    postings: list[Posting] = []
    codes: list[tuple[tuple[str, ...], str, str]] = []
    keys: list[bytes] = []
    shared: dict[Any, Any] = {}
    at = [n for n, f in enumerate(fields(Posting)) if f.name in _SHARED]
    raw = folder / "signatures.raw"
    with raw.open("wb") as file:
        for rows, part in parts:
            made = []
            for values in part.postings:
                mutable = list(values)
                # The same few days, places, employers, titles and amounts come with every part.
                for n in at:
                    mutable[n] = shared.setdefault(mutable[n], mutable[n])
                made.append(Posting(*mutable))
            reading.add(rows, made)
            tally.join(part.tally)
            postings += made
            codes += [
                (tuple(map(sys.intern, skills)), sys.intern(o), sys.intern(r)) for skills, o, r in part.codes
            ]
            keys += part.keys
            part.signatures.tofile(file)
    shared.clear()
    covered = coverage(postings)
    report = reading.finished(tally, len(postings))
    shape = (len(postings), settings.permutations)
    # In a file that is read where it is needed: half a kilobyte a posting.
    signatures = (
        np.memmap(raw, dtype=np.uint32, mode="r", shape=shape)
        if postings
        else np.zeros(shape, dtype=np.uint32)
    )
    repeats = deduplicate(postings, settings, signed=SignedTexts(keys, signatures), search=search)
    del signatures
    place = {id(posting): n for n, posting in enumerate(postings)}
    records = tuple(
        CodedPosting(p if keep_texts else _without_text(p), *codes[place[id(p)]]) for p in repeats.postings
    )
    return PreparedPostings(records, report, covered, repeats)


def _without_text(posting: Posting) -> Posting:
    values = dict(zip((f.name for f in fields(Posting)), _VALUES(posting), strict=True))
    return Posting(**{**values, "text": ""})
