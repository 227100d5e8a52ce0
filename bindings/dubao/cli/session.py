"""What every command shares: language, machine output, where results and progress go."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from dubao.errors import DubaoError, Language

# Width of tables that go to a file or a pipe, where nothing tells how wide a line may be.
PIPE_WIDTH = 200


@dataclass
class Session:
    """State of one run of the command line.

    Results go to standard output, everything else (progress, notes, errors) to standard error. Colour follows the terminal
    and ``NO_COLOR``.
    """

    lang: Language
    json: bool = False
    notes: list[str] = field(default_factory=list)

    def words(self, vi: str, en: str) -> str:
        """The text in the user's language."""
        return vi if self.lang == "vi" else en

    def print(self, text: str = "") -> None:
        """A line of the result, as it is."""
        sys.stdout.write(text + "\n")

    def print_json(self, value: Any) -> None:
        """One JSON value; missing numbers are null."""
        self.print(json.dumps(_clean(value), ensure_ascii=False, indent=2))

    def note(self, text: str) -> None:
        """A remark that is not a result; kept off standard output."""
        self.notes.append(text)
        sys.stderr.write(text + "\n")

    def table(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[Any]],
        *,
        title: str = "",
        right: Sequence[str] = (),
    ) -> None:
        """A table on standard output; the columns named in `right` hold numbers."""
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        console = Console() if sys.stdout.isatty() else Console(file=io.StringIO(), width=PIPE_WIDTH)
        out = Table(
            title=title or None, box=box.SIMPLE, title_justify="left", title_style="bold", pad_edge=False
        )
        for column in columns:
            out.add_column(column, justify="right" if column in right else "left", overflow="fold")
        for row in rows:
            out.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
        console.print(out)
        if isinstance(console.file, io.StringIO):
            for line in console.file.getvalue().splitlines():
                self.print(line.rstrip())

    @contextmanager
    def progress(self, text: str) -> Iterator[None]:
        """Shows that something runs; on standard error, only on a terminal, never with ``--json``."""
        if self.json or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console

        with Console(stderr=True).status(text):
            yield

    def fail(self, error: DubaoError) -> int:
        """Reports every problem in the user's language and returns the exit code."""
        if self.json:
            self.print_json({"ok": False, "problems": [p.to_dict() for p in error.problems]})
        else:
            sys.stderr.write(error.text(self.lang) + "\n")
            if len(error.problems) > 1:
                count = len(error.problems)
                sys.stderr.write(self.words(f"Tổng cộng {count} lỗi.\n", f"{count} problems in all.\n"))
        return error.exit_code


def _clean(value: Any) -> Any:
    """Plain Python values for JSON: numpy scalars and arrays unpacked, NaN as null."""
    if isinstance(value, dict):
        return {str(k): _clean(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_clean(v) for v in value]
    if hasattr(value, "tolist"):
        return _clean(value.tolist())
    if isinstance(value, float) and value != value:
        return None
    return value
