"""Scenarios: checks against data, factors, drivers."""

from __future__ import annotations

import numpy as np
import pytest
from scenario_examples import ABOUT, SCOPE

from dubao.errors import InputError
from dubao.labour import Scenario, Scope


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
