"""The annual report: configuration, results, chapters, charts and writers.

``dubao.report.build(config, out=...)`` writes an edition; ``dubao.report.explain(id, report=...)`` answers for a number.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dubao.report.edition import build
    from dubao.report.explanation import explain

_HOME = {"build": "dubao.report.edition", "explain": "dubao.report.explanation"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'dubao.report' has no attribute {name!r}")


__all__ = ["build", "explain"]
