"""From files of postings to tables, a workbook and a summary: all or nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dubao.errors import InputError
from dubao.postings import OccupationCoder, SkillMatcher, read_postings, write_postings
from dubao.postings.skills_run import run_skills

HEAD = "Mã tin,Nguồn,Ngày đăng,Vị trí,Mô tả,Công ty\n"
MATCHER, CODER = SkillMatcher.read(), OccupationCoder.load()
EVIL = "=HYPERLINK(1) <script>alert(1)</script>"


@pytest.fixture(autouse=True)
def lists_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SkillMatcher, "read", lambda: MATCHER)
    monkeypatch.setattr(OccupationCoder, "load", lambda: CODER)


def made(folder: Path) -> list[Path]:
    """A CSV file and a file of JSON lines."""
    one = folder / "a.csv"
    one.write_text(
        HEAD
        + "".join(
            f'{n},{EVIL if n == 7 else "trang a"},2026-03-{n % 28 + 1:02d},Lập trình viên Java,"Java, SQL và Docker số {n}; gọi 0912 345 678",Công ty {n % 5}\n'
            for n in range(30)
        ),
        encoding="utf-8",
    )
    two = folder / "b.jsonl"
    two.write_text(
        "".join(
            json.dumps({"title": "Data engineer", "text": "Python", "date": "2026-02-03", "id": n}) + "\n"
            for n in range(10)
        ),
        encoding="utf-8",
    )
    return [one, two]


def test_tables_workbook_and_summary_say_the_same_and_nothing_is_run(tmp_path: Path) -> None:
    result = run_skills(made(tmp_path), out=tmp_path / "out", as_of="2026-04-01")
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names == {p.name for p in result.files}
    assert {
        "skills.xlsx",
        "summary.html",
        "summary.md",
        "skills.csv",
        "months.csv",
        "reading.csv",
        "coverage.csv",
    } <= names
    shares = {
        row["id"]: row
        for row in csv.DictReader((tmp_path / "out/skills.csv").read_text("utf-8").splitlines())
    }
    assert (float(shares["java"]["share"]), float(shares["python"]["share"])) == (0.75, 0.25)
    book = load_workbook(tmp_path / "out/skills.xlsx")
    sheet = [[c.value for c in row] for row in book["skills"].iter_rows()]
    assert ["java", "Java", "Java", 30, 40, 0.75] in [row[:6] for row in sheet]
    every = [c.value for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert every == []
    page = (tmp_path / "out/summary.html").read_text(encoding="utf-8")
    assert "<script" not in page and "0912" not in page
    for file in (tmp_path / "out").glob("*.csv"):
        assert not any(
            cell.startswith("=") for row in csv.reader(file.read_text("utf-8").splitlines()) for cell in row
        )


def test_the_same_input_gives_the_same_files(tmp_path: Path) -> None:
    files = made(tmp_path)
    for name in ("one", "two"):
        run_skills(files, out=tmp_path / name, as_of="2026-04-01")
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_nothing_is_left_when_something_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dubao.postings.skills_run.markdown_page", broken)
    with pytest.raises(InputError) as error:
        run_skills(made(tmp_path), out=tmp_path / "out", as_of="2026-04-01")
    assert error.value.problems[0].id == "E-OUT-001"
    assert not (tmp_path / "out").exists()


def test_coded_postings_are_taken_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "coded.csv"
    rows = [f"2026-03,a,{'sql|java' if n % 2 else 'sql'},developer,2512,e{n}\n" for n in range(20)]
    path.write_text("month,source,skills,role,occupation,employer\n" + "".join(rows), encoding="utf-8")
    result = run_skills([path])
    assert {s.term: s.mentions for s in result.overview.skills} == {"sql": 20, "java": 10}
    assert result.report is None and result.files == ()
    assert any("mã hóa sẵn" in line[0] for line in result.blocks()[1].lines)
    with pytest.raises(InputError) as error:
        run_skills([path, *made(tmp_path)])
    assert [p.id for p in error.value.problems] == ["E-SKD-012"]


def test_what_was_written_out_can_be_read_in_again(tmp_path: Path) -> None:
    files = made(tmp_path)
    first = run_skills(files, as_of="2026-04-01")
    read = read_postings(files, as_of="2026-04-01")
    again = run_skills([write_postings(read.postings, tmp_path / "again.csv")], as_of="2026-04-01")
    assert again.overview.skills == first.overview.skills
