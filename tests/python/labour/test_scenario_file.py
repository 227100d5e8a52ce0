"""Files of scenarios: read, checked, written back."""

from __future__ import annotations

import pytest
from scenario_examples import SCOPE

from dubao.errors import InputError
from dubao.labour import Scenario, scenario_diff


def test_a_file_is_read_checked_and_written_back(high, tmp_path) -> None:
    high.check(SCOPE)
    assert (high.name, high.title_vi, high.author, high.date) == ("high", "Cao", "Tổ dự báo", "2026-11-22")
    assert high.of("share factor", "62/251") == {"2026": 1.02}
    again = tmp_path / "again.toml"
    again.write_text(high.to_toml(), encoding="utf-8")
    assert scenario_diff(Scenario.read(again), high) == []
    assert Scenario.read(again).title_vi == "Cao"


def test_every_problem_of_a_file_is_reported_at_once(tmp_path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(
        '[scenario]\nname = "low"\nauthr = "x"\n[driver.gdp]\n2025 = 1\n[drivers.gdp]\n2025 = "six"\n20x5 = 3\n'
        '[employment_factors."62"]\n2026 = -1\n[[breaks]]\nseries = "a"\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        Scenario.read(path)
    assert sorted(p.id for p in caught.value.problems) == [
        "E-SCN-003", "E-SCN-007", "E-SCN-007", "E-SCN-007", "E-SCN-012", "E-SCN-012", "E-SCN-013", "E-SCN-013", "E-SCN-013",
    ]  # fmt: skip
    assert any("drivers" in p.remedy_en for p in caught.value.problems)


@pytest.mark.parametrize("text", ["[scenario", None])
def test_a_file_that_cannot_be_read_is_named(tmp_path, text) -> None:
    path = tmp_path / "s.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Scenario.read(path)
    assert caught.value.id == "E-SCN-012"
    assert caught.value.problems[0].file == str(path)
