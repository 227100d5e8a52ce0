"""The regression behind premia."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from made_up_wages import wage_postings

from dubao.postings import SalaryTerms
from dubao.postings.wage_regression import WageData, fit_wages, holm


def test_the_fit_is_least_squares_of_logarithms_on_indicators() -> None:
    data, left_out = WageData.read(wage_postings(1, rows=300), SalaryTerms())
    assert sum(left_out.values()) == 0 and data.rows == 300
    named = np.array(["s0" in r.skills for r in data.records], dtype=float)
    years = np.array([r.experience for r in data.records])
    found = fit_wages(data, {"s0": named}, ["experience"], "HC3")
    design = np.column_stack([np.ones(300), years, named])
    expected, *_ = np.linalg.lstsq(design, np.log(0.5 * (data.low + data.high)), rcond=None)
    assert found.fit.params["s0"] == pytest.approx(expected[2])
    assert found.percent("s0", 0.9)[0] == pytest.approx(100 * (np.exp(expected[2]) - 1))


def test_rare_values_of_a_control_share_one_indicator_and_unstated_experience_has_its_own() -> None:
    rows = wage_postings(2, rows=200)
    for k in range(9):
        rows[k] = replace(rows[k], posting=replace(rows[k].posting, place=f"alone {k}"))
        rows[k + 5] = replace(rows[k + 5], experience=None)
    data, _ = WageData.read(rows, SalaryTerms())
    names = fit_wages(data, {}, ["place", "experience"], "HC3").fit.names
    assert "place=(other)" in names and "experience stated" in names and not any("alone" in n for n in names)
    # Too few to have an indicator of their own, alone or together: no observation has leverage 1.
    data, _ = WageData.read(rows[7:], SalaryTerms())
    fit = fit_wages(data, {}, ["place", "experience"], "HC3").fit
    assert "place=(other)" not in fit.names and fit.leverage.max() < 0.5


def test_adjusted_p_values_are_holms() -> None:
    assert holm([0.01, 0.02, 0.03, 0.5]) == pytest.approx([0.04, 0.06, 0.06, 0.5])
    assert holm([]) == [] and holm([0.9, 0.8]) == [1.0, 1.0]
