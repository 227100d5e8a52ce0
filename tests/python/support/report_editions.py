"""The editions of the repository, composed once a test run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
EDITIONS = ROOT / "examples" / "reports"


@cache
def composed(name: str, draws: int = 400):
    """Document and context of an edition with fewer draws than published, for speed."""
    from dubao.report.config import load
    from dubao.report.edition import compose

    configuration = load(EDITIONS / f"{name}.toml")
    fewer = configuration.forecast.model_copy(update={"draws": draws})
    return compose(configuration.model_copy(update={"forecast": fewer}))
