"""results.json: every number of a report with its provenance, and the words needed to explain it. Nothing else is read by explain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dubao.errors import InputError, Problem
from dubao.report.chapters.annex_method import FORMULAS
from dubao.report.chapters.context import Context
from dubao.report.document import Document
from dubao.report.text import Text

NAME = "results.json"


def write_results(document: Document, context: Context, folder: Path) -> Path:
    """Writes the store; keys sorted, so the same results give the same bytes."""
    used = {a for number in document.store for a in number.assumptions}
    content = {
        "edition": document.edition,
        "title": _both(document.title),
        "state": document.state,
        "simulated": document.simulated,
        "vintage": document.vintage_id,
        "commit": document.commit,
        "version": document.version,
        "data_cutoff": document.data_cutoff.isoformat(),
        "numbers": {number.id: number.to_dict() for number in document.store},
        "assumptions": {
            key: {
                "name": _both(a.name), "value": a.value, "low": a.low, "high": a.high, "unit": a.unit, "source": a.source,
                "proposer": a.proposer, "date": a.date, "approver": a.approver, "note": _both(a.note),
            }
            for key, a in sorted(context.assumptions.items()) if key in used
        },
        "formulas": {key: _both(words) for key, words in FORMULAS.items()},
    }  # fmt: skip
    path = folder / NAME
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n",
        encoding="utf-8",
    )
    return path


def read_results(report: str | Path) -> dict[str, Any]:
    """Reads the results of a report folder (or the file itself).

    Raises
    ------
    InputError
        E-EXP-001, there is no such file; E-EXP-002, it is no results file.
    """
    path = Path(report)
    path = path / NAME if path.is_dir() or path.suffix != ".json" else path
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            Problem(
                "E-EXP-001", file=str(path), vi=f"không đọc được kết quả báo cáo ({error.strerror})", en=f"the results of the report cannot be read ({error.strerror})",
                remedy_vi="lập báo cáo trước (dubao report), hoặc chỉ đúng thư mục bằng --report", remedy_en="write the report first (dubao report), or name its folder with --report",
            )
        ) from None  # fmt: skip
    except ValueError:
        content = None
    if not isinstance(content, dict) or "numbers" not in content:
        raise InputError(
            Problem(
                "E-EXP-002", file=str(path), vi="tệp không phải là kết quả của báo cáo", en="the file is not a results file of a report",
                remedy_vi="lập lại báo cáo bằng dubao report", remedy_en="write the report again with dubao report",
            )
        ) from None  # fmt: skip
    return content


def _both(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}
