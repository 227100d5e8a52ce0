"""The annual report: configuration, results, chapters, charts and writers.

``dubao.report.build(config, out=...)`` writes an edition; ``dubao.report.explain(id, report=...)`` answers for a number.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dubao.report.build import build
    from dubao.report.explain import explain

# The functions share the names of their modules: the package attribute is set to the function once it is imported.
_HOME = {"build": "dubao.report.build", "explain": "dubao.report.explain"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        found = getattr(import_module(_HOME[name]), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module 'dubao.report' has no attribute {name!r}")


__all__ = ["build", "explain"]
