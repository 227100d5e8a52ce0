"""Scenarios compared by inputs, and by outcomes on common draws."""

from __future__ import annotations

import numpy as np
import pytest
from scenario_examples import ABOUT

from dubao.errors import InputError
from dubao.labour import Scenario, compare_scenarios, scenario_diff
from dubao.models import ARDL


def test_differences_name_input_key_and_period(high) -> None:
    base = Scenario("base", [("driver", "gdp", "2025", 6.5), ("intake", "748", "2026", 21000.0)], **ABOUT)
    found = [str(one) for one in scenario_diff(base, high)]
    assert found[:2] == ["driver gdp 2025: 6.5 -> 8", "driver gdp 2026: none -> 7.5"]
    assert "break vn.emp.isic4.J.T 2026: none -> set" in found
    assert not any("intake" in one for one in found)
    assert scenario_diff(high, high) == []


def test_scenarios_meet_common_draws() -> None:
    rng = np.random.default_rng(2)
    output = 100 * np.exp(np.cumsum(0.05 + 0.03 * rng.normal(size=24)))
    jobs = 30 * output**0.5 * np.exp(0.02 * rng.normal(size=24))
    fitted = ARDL(p=1, q=[0], log=True).fit(jobs, X=output, names=["output"])

    def path(growth: float) -> list[tuple[str, str, str, float]]:
        return [("driver", "output", str(2025 + k), output[-1] * growth ** (k + 1)) for k in range(3)]

    def run(scenario: Scenario) -> dict[str, np.ndarray]:
        future = scenario.drivers(output, names=["output"], start="2025", h=3, n=200, seed=1)
        return {"jobs": fitted.draws(h=3, n=200, seed=1, X=future)}

    cases = [
        Scenario("base", path(1.05), **ABOUT),
        Scenario("low", path(1.02), **ABOUT),
        Scenario("high", path(1.08), **ABOUT),
    ]
    found = compare_scenarios(run, cases)
    # Path by path more output is more jobs, although single paths of the scenarios overlap widely.
    assert (found.differences["low"]["jobs"] < 0).mean() > 0.99
    assert (found.differences["high"]["jobs"] > 0).mean() > 0.99
    table = found.rows([2025, 2026, 2027])
    assert [row["scenario"] for row in table] == ["low"] * 3 + ["high"] * 3
    assert table[-1]["low"] < table[-1]["difference"] < table[-1]["high"]
    assert table[-1]["probability_higher"] > 0.99
    assert table[-1]["value"] > table[-1]["base"]


@pytest.mark.parametrize("names", [["low"], ["base", "base"]])
def test_a_comparison_needs_one_base(names) -> None:
    with pytest.raises(InputError) as caught:
        compare_scenarios(lambda s: {}, [Scenario(name, **ABOUT) for name in names])
    assert caught.value.id == "E-SCN-014"


def test_outcomes_of_other_shapes_or_names_are_refused() -> None:
    cases = [Scenario("base", **ABOUT), Scenario("low", **ABOUT)]
    for run in (
        lambda s: {"jobs": np.zeros((2 if s.name == "low" else 3, 1))},
        lambda s: {s.name: np.zeros((2, 1))},
    ):
        with pytest.raises(InputError) as caught:
            compare_scenarios(run, cases)
        assert caught.value.id == "E-SCN-011"
