"""Admission of one institution: input workbook, forms of the Circular, the run behind ``dubao intake``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dubao.admission.reader import Declaration, read_declaration, read_institution
from dubao.admission.template import write_template

if TYPE_CHECKING:
    from dubao.admission.forms import announced_numbers, write_forms
    from dubao.admission.intake_run import IntakeResult, run

__all__ = [
    "Declaration",
    "IntakeResult",
    "announced_numbers",
    "read_declaration",
    "read_institution",
    "run",
    "write_forms",
    "write_template",
]


def __getattr__(name: str) -> Any:
    """Loads the run with its configuration only when it is asked for."""
    from importlib import import_module

    places = {
        "run": "intake_run",
        "IntakeResult": "intake_run",
        "write_forms": "forms",
        "announced_numbers": "forms",
    }
    if name not in places:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{places[name]}"), name)
