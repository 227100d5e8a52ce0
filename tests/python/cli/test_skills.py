"""``dubao skills``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="module")
def lists_read_once() -> Iterator[None]:
    from dubao.postings import OccupationCoder, SkillMatcher

    matcher, coder = SkillMatcher.read(), OccupationCoder.load()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SkillMatcher, "read", lambda: matcher)
        patch.setattr(OccupationCoder, "load", lambda: coder)
        yield


@pytest.fixture
def postings(tmp_path: Path) -> Path:
    path = tmp_path / "tin.csv"
    path.write_text(
        "chuc_danh,Ngày đăng,Mô tả\n"
        + "".join(f"Kỹ sư dữ liệu,0{n % 3 + 1}/04/2026,Python và SQL {n}\n" for n in range(12)),
        encoding="utf-8",
    )
    return path


def test_shares_are_shown_and_written_in_the_language_asked_for(
    dubao, postings: Path, tmp_path: Path
) -> None:
    result = dubao("--lang", "vi", "skills", postings, "--out", tmp_path / "out", "--column", "title=chuc_danh", "--day-first", "--as-of", "2026-06-01", "--source", "trang-a", "--language", "vi")  # fmt: skip
    assert result.code == 0
    assert "100,0%" in result.out and "Kỹ sư dữ liệu" in result.out
    assert "không phải số việc làm trống" in result.out
    assert "trang-a: 12 tin" in result.out
    assert "Đã ghi" in result.err
    page = (tmp_path / "out/summary.html").read_text(encoding="utf-8")
    assert '<section lang="vi">' in page and '<section lang="en">' not in page


def test_the_result_comes_as_json(dubao, postings: Path, tmp_path: Path) -> None:
    result = dubao("skills", postings, "--out", tmp_path / "out", "--column", "title=chuc_danh", "--as-of", "2026-06-01", "--json").json  # fmt: skip
    assert result["ok"] and result["postings"] == 12
    assert {row["id"] for row in result["tables"]["skills"]} >= {"python", "sql"}
    # 1 to 3 April may be another day of another month: no month, no trend, said in both languages.
    assert result["months"] == ["", ""]
    assert any("cần 24" in line for line in result["statements_vi"])
    assert all(Path(file).is_file() for file in result["files"])


def test_later_months_are_left_out(dubao, postings: Path, tmp_path: Path) -> None:
    words = ("skills", postings, "--out", tmp_path / "out", "--column", "title=chuc_danh", "--day-first", "--as-of", "2026-06-01")  # fmt: skip
    result = dubao(*words, "--look", "2026-03")
    assert (result.code, result.err[:9]) == (1, "E-SKD-011")
    assert not (tmp_path / "out").exists()
    assert dubao(*words, "--look", "2026-04").code == 0


@pytest.mark.parametrize(
    ("words", "id"),
    [
        (("--column", "tilte=x"), "E-CLI-005"), (("--column", "title"), "E-CLI-005"), (("--look", "2026-13"), "E-CLI-005"),
        (("--language", "fr"), "E-CLI-005"),
    ],
)  # fmt: skip
def test_mistakes_end_with_exit_code_2(
    dubao, postings: Path, tmp_path: Path, words: tuple[str, ...], id: str
) -> None:
    result = dubao("skills", postings, "--out", tmp_path / "out", *words)
    assert (result.code, result.err[:9]) == (2, id)
    assert not (tmp_path / "out").exists()


def test_files_that_cannot_be_read_are_all_named_and_nothing_is_written(dubao, tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_text("x", encoding="utf-8")
    result = dubao("skills", tmp_path / "a.dat", tmp_path / "none.csv", "--out", tmp_path / "out")
    assert result.code == 1
    assert "a.dat" in result.err and "none.csv" in result.err
    assert not (tmp_path / "out").exists()
    assert dubao("skills").code == 2
