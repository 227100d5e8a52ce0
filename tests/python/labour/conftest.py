"""What several tests of labour use."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenario_examples import TEXT

from dubao.labour import Scenario


@pytest.fixture
def high(tmp_path: Path) -> Scenario:
    """The example scenario, read from its file."""
    path = tmp_path / "high.toml"
    path.write_text(TEXT, encoding="utf-8")
    return Scenario.read(path)
