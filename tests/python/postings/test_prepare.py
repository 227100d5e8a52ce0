"""Files to coded postings: the same with any number of processes as step by step."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from made_up_postings import constructed

from dubao.errors import InputError
from dubao.postings import (
    OccupationCoder,
    SkillMatcher,
    code_postings,
    coverage,
    deduplicate,
    prepare,
    read_postings,
)
from dubao.postings.prepare import prepare_postings

AS_OF = "2028-01-01"
MATCHER, CODER = SkillMatcher.read(), OccupationCoder.load()


def written(folder: Path) -> list[Path]:
    """Two files, with repeats across them, an id given twice, phone numbers, a row that is none and one that names a new field."""
    rows = [
        {"id": p.id, "source": p.source, "title": p.title, "text": p.text, "date": p.date.isoformat() if p.date else "", "place": p.place}
        for p in constructed(70, seed=9).postings
    ]  # fmt: skip
    rows[3]["text"] += " Gọi 0912 345 678"
    rows[50]["id"], rows[50]["source"] = rows[3]["id"], rows[3]["source"]
    rows[60]["employer"] = "An"
    files = []
    for name, part in (("a", rows[::2]), ("b", rows[1::2])):
        lines = [json.dumps(row, ensure_ascii=False) for row in part]
        lines.insert(5, "{no json")
        files.append(folder / f"{name}.jsonl")
        files[-1].write_text("\n".join(lines), encoding="utf-8")
    return files


def test_any_number_of_processes_gives_what_the_steps_give(tmp_path: Path, monkeypatch) -> None:
    files = written(tmp_path)
    read = read_postings(files, as_of=AS_OF)
    found = deduplicate(read.postings)
    records = code_postings(found.postings, MATCHER, CODER)
    real = prepare.FilesReading.parts
    monkeypatch.setattr(prepare.FilesReading, "parts", lambda self: real(self, 17))
    monkeypatch.setattr(prepare, "_RANGE", 23)
    for workers in (1, 2):
        made = prepare_postings(files, as_of=AS_OF, matcher=MATCHER, coder=CODER, workers=workers)
        assert made.report == read.report
        assert made.repeats == found
        assert made.coverage == coverage(read.postings)
        assert made.records == records
        assert [p.row for p in made.repeats.postings] == [p.row for p in found.postings]
    assert found.repeats and read.report.counts["duplicate_id"] and read.report.counts["phone"]


def test_texts_may_be_left_behind_once_everything_is_coded(tmp_path: Path) -> None:
    files = written(tmp_path)
    whole, lean = (
        prepare_postings(files, as_of=AS_OF, matcher=MATCHER, coder=CODER, keep_texts=keep)
        for keep in (True, False)
    )
    assert [(r.skills, r.occupation, r.posting.title) for r in lean.records] == [
        (r.skills, r.occupation, r.posting.title) for r in whole.records
    ]
    assert not any(r.posting.text for r in lean.records) and any(r.posting.text for r in whole.records)


def test_small_files_are_not_worth_another_process(tmp_path: Path, monkeypatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(prepare, "ProcessPoolExecutor", none)
    assert prepare_postings(written(tmp_path), as_of=AS_OF, matcher=MATCHER, coder=CODER, workers=0).records


def test_a_file_without_a_posting_gives_none(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,text\n,\n", encoding="utf-8")
    found = prepare_postings(path, as_of=AS_OF)
    assert (found.records, found.report.rows, found.report.postings) == ((), 1, 0)


def _ended(*_: object) -> None:
    os._exit(3)


def test_a_process_that_ends_early_is_told_with_the_way_out(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(prepare, "_do_part", _ended)
    with pytest.raises(InputError) as error:
        prepare_postings(written(tmp_path), as_of=AS_OF, matcher=MATCHER, coder=CODER, workers=2)
    assert [p.id for p in error.value.problems] == ["E-SKD-013"]
    assert "workers=1" in error.value.problems[0].remedy_vi
