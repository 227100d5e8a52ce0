"""Writing that leaves nothing half done: into a temporary neighbour first, then one rename.

>>> import tempfile, pathlib
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> with atomic_output(folder / "a.txt") as temporary:
...     _ = temporary.write_text("whole")
>>> (folder / "a.txt").read_text(), [p.name for p in folder.iterdir()]
('whole', ['a.txt'])
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dubao.errors import InputError, Problem

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def unwritable(path: Path, error: OSError | None = None) -> InputError:
    """The error of a place that cannot be written, named as the user named it."""
    reason = f" ({error.strerror})" if error is not None and error.strerror else ""
    return InputError(
        Problem(
            "E-OUT-001",
            file=str(path),
            vi=f"không ghi được vào đây{reason}",
            en=f"this cannot be written{reason}",
            remedy_vi="chọn thư mục khác hoặc xin quyền ghi",
            remedy_en="choose another folder or ask for the right to write here",
        )
    )


@contextmanager
def atomic_output(path: str | Path, *, folder: bool = False) -> Iterator[Path]:
    """Yields a temporary path to write to; takes its final name only when the block ends well.

    The temporary path lies beside the final one, so the rename stays in one file system. Whatever ends the block early, an
    error or Ctrl-C, removes it. Missing parent folders are made, and removed again when nothing was written.

    Parameters
    ----------
    path : path
        The file or folder wanted.
    folder : bool
        The block writes a folder. One that already exists keeps its other files: each entry written replaces the one
        of the same name, and all are put back when one of the moves fails.

    Raises
    ------
    InputError
        E-OUT-001, the place cannot be written.
    """
    target = Path(path)
    made = _make_parents(target)
    temporary: Path | None = None
    finished = False
    try:
        try:
            if target.is_dir() != folder and target.exists():
                raise (
                    IsADirectoryError(21, "Is a directory")
                    if not folder
                    else NotADirectoryError(20, "Not a directory")
                )
            if folder and target.is_dir() and not os.access(target, os.W_OK):
                raise PermissionError(13, "Permission denied")
            holder = tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        except OSError as error:
            raise unwritable(target, error) from None
        temporary = Path(holder)
        inside = temporary / target.name
        if folder:
            inside.mkdir()
        try:
            yield inside
        except OSError as error:
            # A full disk or a lost right shows while writing: the user named the target, not the temporary path. A write into
            # an open file names no file at all.
            own = error.filename is not None and str(temporary) in str(error.filename)
            if own or (error.filename is None and error.errno in _FULL):
                raise unwritable(target, error) from error
            raise
        try:
            if folder:
                _move_folder(inside, target, temporary)
            else:
                inside.replace(target)
        except OSError as error:
            raise unwritable(target, error) from error
        finished = True
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
        if not finished:
            for parent in made:
                try:
                    parent.rmdir()
                except OSError:
                    break


def _make_parents(target: Path) -> list[Path]:
    """Makes the missing parents; returns those made, innermost first."""
    missing = []
    parent = target.absolute().parent
    while not parent.exists():
        missing.append(parent)
        parent = parent.parent
    try:
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(target, error) from None
    return missing


def _move_folder(source: Path, target: Path, temporary: Path) -> None:
    if not target.exists():
        source.rename(target)
        return
    aside = temporary / "replaced"
    aside.mkdir()
    moved: list[str] = []
    kept: list[str] = []
    try:
        for entry in sorted(source.iterdir()):
            old = target / entry.name
            if old.exists() or old.is_symlink():
                old.rename(aside / entry.name)
                kept.append(entry.name)
            entry.rename(old)
            moved.append(entry.name)
    except BaseException:
        for name in moved:
            (target / name).rename(source / name)
        for name in kept:
            (aside / name).rename(target / name)
        raise
