"""Employment under scenarios of its drivers."""

from __future__ import annotations

import numpy as np
import pytest

from dubao.data import Catalogue
from dubao.errors import InputError
from dubao.labour import Scenario, align, employment_under_scenarios
from dubao.models import DynamicRegression

ABOUT = {"source": "example", "author": "a reader", "date": "2026-11-22"}
JOBS, OUTPUT = "vn.emp.isic4.C.T", "vn.va.constant_2010.C"


@pytest.fixture(scope="module")
def history():
    catalogue = Catalogue()
    return align(catalogue.series(JOBS), [catalogue.series(OUTPUT)])


def growth(history, name: str, rate: float, years: int = 3) -> Scenario:
    last = history.X[-1, 0]
    values = [
        ("driver", OUTPUT, p, last * (1 + rate) ** (k + 1)) for k, p in enumerate(history.periods(years))
    ]
    return Scenario(name, values, **ABOUT)


def test_series_and_drivers_meet_on_their_common_periods(history) -> None:
    assert len(history.y) == len(history.X) == 15
    assert history.start == "2025"
    assert history.breaks == [11]
    assert history.periods(2) == ["2025", "2026"]


def test_more_output_is_more_jobs_path_by_path(history) -> None:
    cases = [growth(history, "base", 0.08), growth(history, "low", 0.04)]
    found = employment_under_scenarios(history, cases, h=3, n=500)
    differences = found.comparison.differences["low"][JOBS]
    assert (differences < 0).mean() > 0.95
    rows = found.rows()
    assert [row["period"] for row in rows] == ["2025", "2026", "2027"]
    again = employment_under_scenarios(history, cases, h=3, n=500)
    assert (again.comparison.differences["low"][JOBS] == differences).all()


def test_a_driver_given_for_one_year_is_drawn_after_that(history) -> None:
    cases = [growth(history, "base", 0.08, 1), growth(history, "high", 0.12, 1)]
    found = employment_under_scenarios(history, cases, h=3, n=300, model=DynamicRegression(log=True, lags=0))
    spread = np.ptp(np.quantile(found.comparison.outcomes["base"][JOBS], [0.1, 0.9], axis=0), axis=0)
    assert spread[0] < spread[1] < spread[2]


def test_a_scenario_for_another_driver_is_refused(history) -> None:
    wrong = Scenario("base", [("driver", "gdp", "2025", 5.0)], **ABOUT)
    with pytest.raises(InputError) as caught:
        employment_under_scenarios(history, [wrong], h=2, n=50)
    assert caught.value.id == "E-SCN-001"


@pytest.mark.parametrize("drivers", [[], ["vn.q.va.constant_2010.C"], ["vn.unemp_rate.national.T"]])
def test_drivers_that_do_not_fit_the_series_are_refused(drivers) -> None:
    catalogue = Catalogue()
    with pytest.raises(InputError) as caught:
        align(catalogue.series("vn.emp.isic4.C.T"), [catalogue.series(one) for one in drivers])
    assert caught.value.id == "E-SCN-015"
