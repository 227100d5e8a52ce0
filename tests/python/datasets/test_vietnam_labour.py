"""The labour tables honour every known trap of the Vietnamese series."""

from __future__ import annotations

import math

import pytest
from dataset_packages import series, table

THOUSANDTH = 5e-4  # ILOSTAT publishes thousands of persons with three decimals
PERCENT_ROUNDING = 0.05  # coefficients of variation are kept with one decimal

TWO_DIGIT = ("26", "27", "58", "59", "60", "61", "62", "63")


def activity(code, sex="T"):
    return series("vietnam-labour", "employment_by_activity", f"vn.emp.isic4.{code}.{sex}")


def occupation(code, sex="T"):
    return series("vietnam-labour", "employment_by_occupation", f"vn.emp.isco08.{code}.{sex}")


@pytest.mark.parametrize("code", TWO_DIGIT)
def test_two_digit_activities_are_missing_in_2013_and_say_why(code):
    row = activity(code)["2013"]
    assert row["value"] == "" and "2013" in row["note"]


@pytest.mark.parametrize("code", ["J", "C", "K", "total"])
def test_sections_do_have_2013(code):
    assert float(activity(code)["2013"]["value"]) > 0


def test_division_63_is_missing_in_2009_and_its_neighbour_is_not():
    assert activity("63")["2009"]["value"] == ""
    assert float(activity("62")["2009"]["value"]) == pytest.approx(19.451)


def test_2021_is_a_declared_break_of_every_occupation_and_activity_series():
    for name in ("employment_by_occupation", "employment_by_activity", "employment_age_proxy"):
        for row in table("vietnam-labour", name):
            assert (row["break_before"] == "1") == (row["period"] == "2021"), row


def test_after_the_break_isco_25_keeps_four_comparable_points():
    after = [row for period, row in occupation("25").items() if period >= "2021"]
    assert [float(row["value"]) for row in after] == [124.829, 121.005, 123.454, 123.449]


def test_national_totals_carry_the_break_of_2021_and_fall_by_four_and_a_half_million():
    total = series("vietnam-labour", "labour_force", "vn.emp.total.T")
    assert total["2021"]["break_before"] == "1"
    assert float(total["2020"]["value"]) - float(total["2021"]["value"]) == pytest.approx(4537.57)
    quarter = series("vietnam-labour", "labour_quarterly", "vn.q.emp.total.T")
    assert quarter["2021-Q1"]["break_before"] == "1"


def test_the_ilo_total_is_not_the_national_total_after_2021():
    ilo, national = activity("total"), series("vietnam-labour", "labour_force", "vn.emp.total.T")
    assert float(ilo["2021"]["value"]) - float(national["2021"]["value"]) > 4000
    assert "vn.emp.total.T" in ilo["2021"]["note"]


def test_the_not_classified_row_holds_own_use_producers_in_2021_2023_2024_and_not_in_2022():
    rest = activity("X")
    assert float(rest["2021"]["value"]) == pytest.approx(4399.964)
    assert rest["2022"]["value"] == ""
    assert float(rest["2023"]["value"]) > 3700 and float(rest["2024"]["value"]) > 3800


def test_isco_35_is_flagged_unusable_on_every_row():
    rows = [row for row in table("vietnam-labour", "employment_by_occupation") if row["occupation"] == "35"]
    assert len(rows) == 48
    assert all("Not usable as ICT technicians" in row["note"] for row in rows if row["value"])


def test_men_are_the_total_minus_women_and_are_marked_derived():
    for code in ("21", "25", "31"):
        both, women, men = occupation(code), occupation(code, "F"), occupation(code, "M")
        for period, row in men.items():
            assert row["status"] == "derived"
            difference = float(both[period]["value"]) - float(women[period]["value"])
            assert math.isclose(float(row["value"]), difference, abs_tol=THOUSANDTH)


def test_combined_divisions_are_the_sum_of_their_parts():
    combined = activity("62-63")
    for period, row in combined.items():
        parts = [activity("62")[period]["value"], activity("63").get(period, {}).get("value", "")]
        if all(parts):
            assert math.isclose(float(row["value"]), sum(map(float, parts)), abs_tol=THOUSANDTH)
            assert row["status"] == "derived"
        else:
            assert row["value"] == ""
    assert float(activity("26+61-63")["2024"]["value"]) == pytest.approx(1157.237, abs=THOUSANDTH)


def test_annual_and_quarterly_series_have_no_silent_gap():
    for name in (
        "employment_by_activity",
        "employment_by_occupation",
        "labour_force",
        "labour_quarterly",
        "employment_age_proxy",
    ):
        seen = {}
        for row in table("vietnam-labour", name):
            year, _, quarter = row["period"].partition("-Q")
            step = int(year) * 4 + int(quarter) if quarter else int(year)
            if row["series_id"] in seen:
                assert step == seen[row["series_id"]] + 1, row
            seen[row["series_id"]] = step


@pytest.mark.parametrize(
    ("target", "effect", "published"),
    [
        ("isco08.25", "1.5", 9.2),
        ("isco08.25", "3.0", 13.0),
        ("isic4.62", "1.5", 10.1),
        ("isic4.26", "3.0", 4.7),
        ("isic4.J", "1.5", 5.6),
    ],
)
def test_coefficients_of_variation_follow_the_stated_formula(target, effect, published):
    row = series("vietnam-labour", "survey_design", f"vn.lfs.cv.{target}.deff{effect}")["2024"]
    assert row["status"] == "derived" and row["standard_error"] == ""
    employed = occupation("25") if target.startswith("isco") else activity(target.split(".")[1])
    share = float(employed["2024"]["value"]) / 51860.3
    formula = 100 * math.sqrt(float(effect) * (1 - share) / (share * 74257))
    assert math.isclose(float(row["value"]), formula, abs_tol=PERCENT_ROUNDING + 1e-9)
    assert float(row["value"]) == published


def test_no_standard_error_is_claimed_for_a_published_figure():
    for name in ("employment_by_activity", "employment_by_occupation", "labour_force", "labour_quarterly"):
        assert all(row["standard_error"] == "" for row in table("vietnam-labour", name))


def test_first_quarter_earnings_warn_of_tet():
    for row in table("vietnam-labour", "labour_quarterly"):
        if row["indicator"] == "average_monthly_earnings" and row["period"].endswith("Q1") and row["value"]:
            assert "Tet" in row["note"], row


def test_annual_means_agree_with_their_four_quarters():
    quarters = series("vietnam-labour", "labour_quarterly", "vn.q.lf.total.T")
    for year, row in series("vietnam-labour", "labour_force", "vn.lf.total.T").items():
        if row["status"] == "derived":
            mean = sum(float(quarters[f"{year}-Q{q}"]["value"]) for q in (1, 2, 3, 4)) / 4
            assert math.isclose(float(row["value"]), mean, abs_tol=1e-3)
