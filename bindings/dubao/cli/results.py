"""Shows the rows of a result: to a file, as JSON, or as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dubao.cli.session import Session
from dubao.data.output import atomic_output
from dubao.data.writing import csv_text
from dubao.numbers import format_number


def show_rows(
    session: Session, rows: list[dict[str, Any]], out: Path | None, *, extra: dict[str, Any] | None = None
) -> None:
    """Rows to a file, as JSON or as a table."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    if out is not None:
        with atomic_output(out) as temporary:
            temporary.write_text(csv_text(columns, rows), encoding="utf-8", newline="")
    if session.json:
        session.print_json({"ok": True, "rows": rows, **(extra or {}), **({"out": str(out)} if out else {})})
    elif out is not None:
        session.note(session.words(f"Đã ghi {out}.", f"Wrote {out}."))
    else:
        numbers = [name for name in columns if any(isinstance(row.get(name), float) for row in rows)]
        shown = [
            [format_number(_rounded(row[c]), session.lang) if c in numbers else row.get(c) for c in columns]
            for row in rows
        ]
        session.table(columns, shown, right=numbers)


def _rounded(value: float) -> float:
    """Five significant digits are enough on a screen; files and JSON keep all."""
    return value if value != value else float(f"{value:.5g}")
