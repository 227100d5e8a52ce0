"""Temporal disaggregation from Python; the numbers against R are in tests/cpp/hierarchy."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

import dubao
from dubao.errors import InputError
from dubao.hierarchy import temporal_disaggregation

ROOT = Path(__file__).parents[3]
IDENTITY = 1e-12


def data(years: int = 15, quarters: int = 62) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    indicator = 100 + np.cumsum(1 + rng.normal(size=quarters))
    truth = 20 + 1.5 * indicator + rng.normal(size=quarters)
    return truth[: 4 * years].reshape(years, 4).mean(axis=1), indicator


@pytest.mark.parametrize("method", ["chow-lin", "fernandez", "litterman", "denton", "denton-proportional"])
@pytest.mark.parametrize("aggregation", ["mean", "sum", "last"])
def test_values_and_paths_add_up_to_the_annual_values(method, aggregation):
    low, indicator = data()
    found = temporal_disaggregation(low, indicator, aggregation=aggregation, method=method)
    assert found.mean.shape == (62,)

    def made(paths: np.ndarray) -> np.ndarray:
        years = paths[..., :60].reshape(*paths.shape[:-1], 15, 4)
        return {"mean": years.mean(-1), "sum": years.sum(-1), "last": years[..., -1]}[aggregation]

    np.testing.assert_allclose(made(found.mean), low, rtol=IDENTITY)
    if method.startswith("denton"):
        with pytest.raises(InputError) as caught:
            found.draws()
        assert caught.value.id == "E-TMP-009"
        assert np.isnan(found.standard_errors).all()
    else:
        paths = found.draws(n=50, seed=3)
        np.testing.assert_allclose(made(paths), np.tile(low, (50, 1)), rtol=IDENTITY)
        assert (paths == found.draws(n=50, seed=3)).all()
        assert (found.standard_errors[60:] > 0).all()


def test_coefficients_carry_the_names_of_the_indicators_and_find_the_relation():
    low, indicator = data()
    found = dubao.temporal_disaggregation(low, indicator, names=["value added"])
    assert list(found.coefficients) == ["const", "value added"]
    error = found.coefficient_errors["value added"]
    assert abs(found.coefficients["value added"] - 1.5) < 3 * error
    assert 0 <= found.rho <= 0.999
    without = temporal_disaggregation(low, indicator, constant=False)
    assert list(without.coefficients) == ["x1"]


def test_a_missing_year_is_no_constraint_and_is_noted():
    low, indicator = data()
    low[3] = np.nan
    found = temporal_disaggregation(low, indicator)
    assert np.isfinite(found.mean).all()
    assert "1 missing low value(s)" in found.notes[-1]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"method": "spline"}, "E-TMP-008"),
        ({"aggregation": "middle"}, "E-TMP-008"),
        ({"ratio": 1}, "E-TMP-001"),
        ({"ratio": 12}, "E-TMP-003"),
        ({"names": ["a", "b"]}, "E-TMP-011"),
        ({"indicator": np.ones((62, 2)), "method": "denton"}, "E-TMP-010"),
        ({"indicator": np.ones(62)}, "E-TMP-007"),
        ({"indicator": np.full(62, np.nan)}, "E-TMP-005"),
        ({"low": [1.0, 2.0]}, "E-TMP-006"),
        ({"low": [np.nan]}, "E-TMP-002"),
        ({"indicator": np.linspace(-1, 1, 62), "method": "denton-proportional"}, "E-TMP-004"),
    ],
)
def test_what_cannot_be_done_is_refused_in_both_languages(changes, expected):
    low, indicator = data()
    arguments = {"low": low, "indicator": indicator} | changes
    with pytest.raises(InputError) as caught:
        temporal_disaggregation(**arguments)
    assert caught.value.id == expected
    assert caught.value.text("vi") != caught.value.text("en")


def test_the_example_on_employment_in_information_and_communication_runs_and_adds_up(capsys):
    path = ROOT / "examples/python/quarterly_employment.py"
    spec = importlib.util.spec_from_file_location("quarterly_employment", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main()
    printed = capsys.readouterr().out
    made, published = printed.strip().splitlines()[-1].split(": ")[1:]
    assert float(made.split(",")[0]) == pytest.approx(float(published), abs=6e-4)
    assert "2025-Q1" in printed
