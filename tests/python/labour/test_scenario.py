"""Scenarios: files, checks against data, factors, drivers, comparison on common draws."""

from __future__ import annotations

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour import Scenario, Scope, compare_scenarios, scenario_diff
from dubao.models import ARDL

ABOUT = {"source": "example", "author": "a reader", "date": "2026-11-22"}
SCOPE = (
    Scope()
    .allow("driver", ["gdp"], "2025", "2030")
    .allow("employment factor", ["26", "62"], "2025", "2030")
    .allow("share factor", ["62/251"], "2025", "2030")
    .allow("exit rate", ["care/251"], "2025", "2030")
    .allow("intake", ["748"], "2025", "2030")
    .allow("break", ["vn.emp.isic4.J.T"], "2025", "2030")
)
TEXT = """
[scenario]
name = "high"
title_vi = "Cao"
source = "example"
author = "Tổ dự báo"
date = 2026-11-22

[drivers.gdp]
2025 = 8.0
2026 = 7.5

[employment_factors."62"]
2026 = 1.05

[share_factors."62"."251"]
2026 = 1.02

[exit_rates.care."251"]
2026 = 0.01

[intakes."748"]
2026 = 21000

[[breaks]]
series = "vn.emp.isic4.J.T"
period = 2026
"""


@pytest.fixture
def high(tmp_path):
    path = tmp_path / "high.toml"
    path.write_text(TEXT, encoding="utf-8")
    return Scenario.read(path)


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


@pytest.mark.parametrize(
    ("value", "identifier"),
    [
        (("driver", "gpd", "2025", 6.0), "E-SCN-001"),
        (("driver", "gdp", "2024", 6.0), "E-SCN-002"),
        (("driver", "gdp", "2025-Q1", 6.0), "E-SCN-002"),
        (("employment factor", "62", "2026", 0.0), "E-SCN-003"),
        (("share factor", "62/251", "2026", float("inf")), "E-SCN-003"),
        (("exit rate", "care/251", "2026", 1.2), "E-SCN-004"),
        (("intake", "748", "2026", -1.0), "E-SCN-005"),
        (("driver", "gdp", "2025", float("nan")), "E-SCN-006"),
        (("driver", "gdp", "2027", 6.0), "E-SCN-009"),
        (("mood", "gdp", "2025", 6.0), "E-SCN-010"),
        (("driver", "gdp", "soon", 6.0), "E-TIM-001"),
    ],
)
def test_what_does_not_fit_the_data_is_refused(value, identifier: str) -> None:
    with pytest.raises(InputError) as caught:
        Scenario("low", (value,), **ABOUT).check(SCOPE)
    assert caught.value.id == identifier
    assert caught.value.problems[0].text("vi") != caught.value.problems[0].text("en")


def test_an_input_given_twice_and_missing_provenance_are_refused() -> None:
    twice = [("driver", "gdp", "2025", 6.0), ("driver", "gdp", "2025", 7.0)]
    with pytest.raises(InputError) as caught:
        Scenario("", twice).check()
    assert [p.id for p in caught.value.problems] == ["E-SCN-007"] * 4 + ["E-SCN-008"]


def test_a_scope_is_read_from_tables() -> None:
    from dubao.data import Catalogue

    table = Catalogue().table("vietnam-labour/employment_by_activity")
    scope = Scope.from_tables([table], "2035")
    ok = Scenario("low", [("employment factor", "62", "2026", 0.9)], **ABOUT)
    ok.check(scope)
    with pytest.raises(InputError) as caught:
        Scenario("low", [("employment factor", "62x", "2026", 0.9)], **ABOUT).check(scope)
    assert caught.value.id == "E-SCN-001"
    with pytest.raises(InputError) as caught:
        Scenario("low", [("employment factor", "62", "2020", 0.9)], **ABOUT).check(scope)
    assert caught.value.id == "E-SCN-002"


def test_differences_name_input_key_and_period(high) -> None:
    base = Scenario("base", [("driver", "gdp", "2025", 6.5), ("intake", "748", "2026", 21000.0)], **ABOUT)
    found = [str(one) for one in scenario_diff(base, high)]
    assert found[:2] == ["driver gdp 2025: 6.5 -> 8", "driver gdp 2026: none -> 7.5"]
    assert "break vn.emp.isic4.J.T 2026: none -> set" in found
    assert not any("intake" in one for one in found)
    assert scenario_diff(high, high) == []


def test_factors_change_employment_and_shares(high) -> None:
    paths = np.array([[100.0, 200.0], [50.0, 60.0]])
    assert high.employment("62", paths, start="2025").tolist() == [[100.0, 210.0], [50.0, 63.0]]
    assert (high.employment("26", paths, start="2025") == paths).all()
    shares = high.shares("62", ["251", "252"], [[0.5, 0.5]], period="2026")
    assert shares[0] == pytest.approx([0.51 / 1.01, 0.5 / 1.01])


def test_drivers_are_the_scenarios_where_given_and_drawn_after_that(high) -> None:
    history = np.array([[6.0], [7.0], [6.5], [7.1], [6.8], [7.0]])
    paths = high.drivers(history, names=["gdp"], start="2025", h=4, n=50, seed=3)
    assert (paths[:, 0, 0] == 8.0).all()
    assert (paths[:, 1, 0] == 7.5).all()
    assert np.ptp(paths[:, 2, 0]) > 0
    assert (paths == high.drivers(history, names=["gdp"], start="2025", h=4, n=50, seed=3)).all()


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
