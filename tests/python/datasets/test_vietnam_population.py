"""Population, mortality and retirement tables add up and follow the legal path."""

from __future__ import annotations

import math

import pytest
from dataset_packages import series, table

ROUNDING = 0.05  # thousand persons: 21 groups of two sexes, each rounded to a person
BAND_ROUNDING = 2e-4  # the source gives shares with five decimals


def population(age, sex):
    return series("vietnam-population", "population_by_age", f"vn.pop.{age}.{sex}")


AGES = [f"{start}-{start + 4}" for start in range(0, 100, 5)] + ["100+"]


@pytest.mark.parametrize("year", ["2000", "2024", "2035", "2050"])
def test_age_groups_add_to_the_total_of_the_2024_revision(year):
    groups = sum(float(population(age, sex)[year]["value"]) for age in AGES for sex in "MF")
    assert math.isclose(groups, float(population("all", "T")[year]["value"]) / 1000, rel_tol=BAND_ROUNDING)


@pytest.mark.parametrize("age", ["15-19", "40-44", "100+"])
def test_both_sexes_are_men_plus_women(age):
    for year, row in population(age, "T").items():
        parts = sum(float(population(age, sex)[year]["value"]) for sex in "MF")
        assert math.isclose(float(row["value"]), parts, abs_tol=ROUNDING)


def test_rebased_age_groups_are_marked_derived_and_totals_are_not():
    assert {row["status"] for row in population("25-29", "F").values()} == {"derived"}
    assert {row["status"] for row in population("all", "F").values()} == {"official_via"}


def test_death_rates_cover_22_age_groups_and_three_sexes_over_ten_spans():
    rows = table("vietnam-population", "mortality")
    assert len(rows) == 22 * 3 * 10
    assert all(0 < float(row["value"]) < 1 for row in rows)
    assert all(row["span"] == f"{row['period']}-{int(row['period']) + 5}" for row in rows)


def test_old_age_mortality_exceeds_that_of_youth():
    for sex in "TMF":
        young = series("vietnam-population", "mortality", f"vn.mx.20-24.{sex}")["2025"]
        old = series("vietnam-population", "mortality", f"vn.mx.80-84.{sex}")["2025"]
        assert float(old["value"]) > 20 * float(young["value"])


def test_men_gain_three_months_and_women_four_until_62_and_60_years():
    men = series("vietnam-population", "retirement_age", "vn.retirement_age.M")
    women = series("vietnam-population", "retirement_age", "vn.retirement_age.F")
    for year in range(2021, 2036):
        assert int(men[str(year)]["value"]) == min(723 + 3 * (year - 2021), 744)
        assert int(women[str(year)]["value"]) == min(664 + 4 * (year - 2021), 720)
    assert men["2035"]["unit"] == "months"
