"""Sampling errors, breaks and missing years on their way from the catalogue to the forecaster."""

from __future__ import annotations

import math

import numpy as np
import pytest
from report_editions import EDITIONS

from dubao.data import Catalogue, Field, Table
from dubao.errors import InputError
from dubao.report.config import load
from dubao.report.pipeline_series import coefficient_of_variation, frame, history

FIELDS = tuple(Field(n) for n in ("quantity", "applies_to", "design_effect", "value"))


def design(*rows):
    return Table(
        "t/design",
        FIELDS,
        [dict(zip(("quantity", "applies_to", "design_effect", "value"), r, strict=True)) for r in rows],
    )


@pytest.fixture(scope="module")
def configuration():
    return load(EDITIONS / "vietnam-2026.toml")


@pytest.fixture(scope="module")
def catalogue(configuration):
    return Catalogue(configuration.catalogue.root)


def test_the_coefficient_of_variation_goes_with_the_root_of_the_design_effect():
    table = design(("cv", "a", "1.5", 9.2), ("cv", "a", "3.0", 13.0), ("households", "a", "", 100.0))
    assert coefficient_of_variation(table, "a", 1.5) == pytest.approx(0.092)
    assert coefficient_of_variation(table, "a", 1.0) == pytest.approx(0.092 / math.sqrt(1.5))
    assert coefficient_of_variation(table, "a", 6.0) == pytest.approx(0.13 * math.sqrt(2.0))
    assert coefficient_of_variation(table, "b", 1.5) is None
    assert coefficient_of_variation(None, "a", 1.5) is None


def test_standard_errors_grow_with_the_root_of_the_count(catalogue, configuration):
    table = catalogue.table(configuration.tables["survey_design"])
    found = history(catalogue, configuration, "vn.emp.isco08.25.T", table)
    relative = found.standard_errors / found.values
    assert relative[-1] == pytest.approx(found.cv)
    assert np.allclose(relative * np.sqrt(found.values), relative[-1] * math.sqrt(found.values[-1]))


def test_values_are_persons_and_missing_years_stay_missing(catalogue, configuration):
    found = history(catalogue, configuration, "vn.emp.isic4.62.T", None)
    assert found.at(2024) == pytest.approx(102_483.0)
    assert found.at(2013) is None and found.at(2008) is None
    assert np.isnan(found.standard_errors).all() and found.cv is None
    assert found.breaks == (2021,) and found.since_break == 4


def test_the_frame_leaves_missing_years_out_and_marks_the_break_once(catalogue, configuration):
    found = {"a": history(catalogue, configuration, "vn.emp.isic4.62.T", None)}
    table = frame(found, standard_errors=True)
    years = [str(y) for y in table["ds"]]
    assert "2013" not in years and "2008" not in years
    assert table["break"].sum() == 1 and years[int(np.argmax(table["break"]))] == "2021"
    assert "se" not in frame(found, standard_errors=False)


def test_a_break_declared_at_a_missing_year_falls_on_the_next_value(catalogue, configuration):
    found = history(catalogue, configuration, "vn.emp.isic4.62.T", None)
    values = found.values.copy()
    values[found.years.index(2021)] = np.nan
    holed = type(found)(found.record, found.years, values, found.standard_errors, None)
    table = frame({"a": holed}, standard_errors=False)
    assert str(table["ds"][int(np.argmax(table["break"]))]) == "2022"


def test_the_past_is_cut_for_a_pseudo_vintage(catalogue, configuration):
    found = history(catalogue, configuration, "vn.emp.isco08.25.T", None).to(2021)
    assert found.last_year == 2021 and found.at(2022) is None and found.since_break == 1


def test_a_series_that_is_no_headcount_is_refused(catalogue, configuration):
    with pytest.raises(InputError) as caught:
        history(catalogue, configuration, "vn.edu.entrants_share.computing_it.T", None)
    assert caught.value.id == "E-REP-101"
