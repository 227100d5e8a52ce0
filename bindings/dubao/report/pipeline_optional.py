"""Results of the roles that a user's tables may fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dubao.report.config import Configuration
from dubao.report.pipeline_results import Results

if TYPE_CHECKING:
    from dubao.data import Catalogue


def optional_results(
    catalogue: Catalogue, configuration: Configuration, results: Results
) -> dict[str, object]:
    """Results by role; empty when no optional table is given."""
    return {}
