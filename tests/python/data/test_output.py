"""Nothing half-written is left behind, whatever ends the writing."""

from __future__ import annotations

import doctest
import os
from pathlib import Path

import pytest

from dubao.data import output
from dubao.data.output import atomic_output
from dubao.errors import InputError


def everything(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


def test_the_example_of_the_module_runs() -> None:
    assert doctest.testmod(output).failed == 0


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("folder", [False, True])
def test_whatever_ends_the_block_leaves_no_trace(
    tmp_path: Path, stop: type[BaseException], folder: bool
) -> None:
    target = tmp_path / "new" / "deep" / "result"

    def write() -> None:
        with atomic_output(target, folder=folder) as temporary:
            (temporary / "a.txt" if folder else temporary).write_text("half")
            raise stop

    with pytest.raises(stop):
        write()
    assert everything(tmp_path) == []


def test_an_earlier_file_survives_a_failed_write(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("before")
    with pytest.raises(RuntimeError), atomic_output(target) as temporary:
        temporary.write_text("half")
        raise RuntimeError
    assert target.read_text() == "before"
    assert everything(tmp_path) == ["a.txt"]


def test_a_folder_keeps_files_of_others_and_replaces_its_own(tmp_path: Path) -> None:
    target = tmp_path / "out"
    (target / "csv").mkdir(parents=True)
    (target / "csv" / "old.csv").write_text("old")
    (target / "notes.txt").write_text("mine")
    with atomic_output(target, folder=True) as temporary:
        (temporary / "csv").mkdir()
        (temporary / "csv" / "new.csv").write_text("new")
    assert everything(tmp_path) == ["out", "out/csv", "out/csv/new.csv", "out/notes.txt"]


def test_a_move_that_fails_half_way_puts_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "a.txt").write_text("old a")
    (target / "b.txt").write_text("old b")
    real = Path.rename

    def failing(self: Path, to: Path) -> Path:
        if (
            self.name == "b.txt"
            and "replaced" not in str(to)
            and self.parent != target
            and "replaced" not in str(self)
        ):
            raise OSError(28, "No space left on device", str(to))
        return real(self, to)

    monkeypatch.setattr(Path, "rename", failing)
    with (
        pytest.raises(InputError, match="No space left") as refused,
        atomic_output(target, folder=True) as temporary,
    ):
        (temporary / "a.txt").write_text("new a")
        (temporary / "b.txt").write_text("new b")
    assert refused.value.id == "E-OUT-001"
    assert (target / "a.txt").read_text() == "old a"
    assert (target / "b.txt").read_text() == "old b"
    assert everything(tmp_path) == ["out", "out/a.txt", "out/b.txt"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    target = tmp_path / "file" / "result.csv"
    with pytest.raises(InputError) as refused, atomic_output(target):
        raise AssertionError("the block must not run")
    assert refused.value.id == "E-OUT-001"
    assert refused.value.problems[0].file == str(target)
    assert "quyền ghi" in refused.value.text("vi")


def test_a_folder_without_the_right_to_write_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The suite may run as a user who can write everywhere, so the answer of the system is put in its place.
    target = tmp_path / "locked"
    target.mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(InputError, match="Permission denied") as refused, atomic_output(target, folder=True):
        raise AssertionError("the block must not run")
    assert refused.value.id == "E-OUT-001"


def test_a_full_disk_while_writing_names_the_wanted_place(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    with pytest.raises(InputError, match="No space left") as refused, atomic_output(target) as temporary:
        raise OSError(28, "No space left on device", str(temporary))
    assert refused.value.problems[0].file == str(target)


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(InputError) as refused, atomic_output(tmp_path / "a"):
        raise AssertionError("the block must not run")
    assert refused.value.id == "E-OUT-001"
