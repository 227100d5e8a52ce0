"""Targets, legal bases, claims, assumptions, requests and education say what they may and no more."""

from __future__ import annotations

import math

import pytest
from dataset_packages import series, table

ONE_PERSON = 1.0
AS_OF = "2026-11-22"  # day of the tables
GDP_ROUNDING = 1e-5
REVISED_QUARTERS = 2e-4  # in one year the published quarters of product taxes differ from the published year


def test_past_targets_are_settled_and_future_ones_are_not():
    for row in table("vietnam-targets", "targets"):
        if row["kind"] in ("definition", "value_not_read"):
            assert row["observation_state"] == "not_a_target", row["target_id"]
        elif row["due"] <= AS_OF and int(row["due"][:4]) <= 2025 + (row["due_kind"] == "from_date"):
            assert row["observation_state"] in ("met", "not_met", "no_official_data"), row["target_id"]
            assert row["probability_possible"] == "", row["target_id"]
        else:
            assert row["observation_state"] == "future", row["target_id"]
            assert row["probability_possible"] in ("yes", "no"), row["target_id"]
            assert row["probability_reason_vi"] and row["probability_reason_en"], row["target_id"]


def test_met_and_not_met_rest_on_a_sourced_official_figure_that_decides_them():
    sources = {row["source_id"]: row for row in table("vietnam-targets", "sources")}
    decided = [
        row for row in table("vietnam-targets", "targets") if row["observation_state"] in ("met", "not_met")
    ]
    assert decided
    for row in decided:
        assert sources[row["observed_source_id"]]["status"] in ("official_national", "official_via")
        reached = float(row["observed_value"]) >= float(row["value"])
        assert row["operator"] == ">=" and reached == (row["observation_state"] == "met"), row["target_id"]


def test_a_probability_needs_five_comparable_yearly_observations():
    tables = [("vietnam-education", "education"), ("vietnam-economy", "digital_economy")]
    for row in table("vietnam-targets", "targets"):
        if row["probability_possible"] == "yes":
            found = [observed for name in tables for observed in series(*name, row["series_id"]).values()]
            assert len([observed for observed in found if observed["value"]]) >= 5, row["target_id"]


def test_every_target_without_an_official_figure_or_a_probability_says_what_to_collect_from_whom():
    for row in table("vietnam-targets", "targets"):
        if row["kind"] not in ("target", "requirement") or row["observation_state"] in ("met", "not_met"):
            continue
        for column in ("collect_vi", "collect_en"):
            owner, colon, what = row[column].partition(": ")
            assert owner and colon and len(what) > 20 and what.endswith("."), (row["target_id"], column)


def test_provincial_targets_keep_their_province_and_the_code_is_in_force():
    codes = {row["code"] for row in table("classifications", "provinces")}
    provincial = {
        row["target_id"]: row["province_code"]
        for row in table("vietnam-targets", "targets")
        if row["province_code"]
    }
    assert set(provincial.values()) <= codes
    assert {key for key in provincial if key.startswith("kh01_")} == set(provincial) and len(provincial) == 5


def test_the_skill_targets_of_2025_and_2030_are_two_indicators():
    by_id = {row["target_id"]: row for row in table("vietnam-targets", "targets")}
    first, second = by_id["d146_adult_skill_2025"], by_id["d146_adult_skill_2030"]
    assert "có kỹ năng sử dụng" in first["indicator_vi"] and "thành thạo" in second["indicator_vi"]
    assert (first["value"], second["value"]) == ("70", "90")


def test_the_employment_law_leads_and_the_annex_task_of_decision_146_has_ended():
    bases = {row["legal_id"]: row for row in table("vietnam-targets", "legal_bases")}
    assert bases["luat_74_2025"]["cite_order"] == "1"
    assert bases["luat_74_2025"]["in_force_from"] == "2026-01-01"
    assert bases["qd_146_2022"]["state"] == "to_be_confirmed"
    assert bases["qd_146_2022_pl_iv8"]["state"] == "period_ended"
    assert bases["qd_146_2022_pl_iv8"]["in_force_to"] == "2025-12-31"
    assert bases["luat_86_2015"]["state"] == "repealed"


def test_cited_bases_are_numbered_without_gap_and_none_is_repealed():
    cited = [row for row in table("vietnam-targets", "legal_bases") if row["cite_order"]]
    assert sorted(int(row["cite_order"]) for row in cited) == list(range(1, len(cited) + 1))
    assert {row["state"] for row in cited} <= {"in_force", "to_be_confirmed"}


def test_states_agree_with_the_dates_on_the_as_of_day():
    for row in table("vietnam-targets", "legal_bases"):
        if row["state"] == "in_force":
            assert row["in_force_from"] <= AS_OF and row["in_force_to"] == "", row["legal_id"]
        if row["state"] in ("repealed", "period_ended"):
            assert row["in_force_to"] and row["in_force_to"] < AS_OF, row["legal_id"]


def test_every_claim_says_who_counts_what_in_both_languages():
    for row in table("vietnam-claims", "claims"):
        assert row["status"] == "claim"
        for column in ("subject", "who", "scope"):
            assert row[f"{column}_vi"] and row[f"{column}_en"], row["claim_id"]
        if row["value_high"]:
            assert row["precision"] == "range"
            assert float(row["value_high"]) > float(row["value"])


def test_a_claim_without_origin_says_so_and_stays_off_the_scope_ladder():
    for row in table("vietnam-claims", "claims"):
        if row["origin"] == "not_found":
            assert "Chưa tìm thấy nguồn gốc" in row["note_vi"] and "Origin not found" in row["note_en"]
            assert row["ladder_order"] == ""


def test_claims_name_official_series_that_exist():
    known = set()
    for package, name in (
        ("vietnam-labour", "employment_by_activity"),
        ("vietnam-labour", "employment_by_occupation"),
        ("vietnam-education", "education"),
        ("vietnam-economy", "digital_economy"),
    ):
        known |= {row["series_id"] for row in table(package, name)}
    named = {row["comparable_series_id"] for row in table("vietnam-claims", "claims")} - {""}
    assert named and named <= known


def test_ministry_totals_are_four_claims_that_do_not_form_a_series():
    totals = {
        row["period"]: int(row["value"])
        for row in table("vietnam-claims", "claims")
        if row["claim_id"].startswith("mic_total_")
    }
    assert totals == {"2021": 1431041, "2022": 1510027, "2023": 1767766, "2024": 1542994}
    observed = {row["series_id"] for row in table("vietnam-labour", "employment_by_activity")}
    assert not any("mic" in name for name in observed)


def test_an_assumption_lies_inside_its_range_and_names_its_source_or_that_it_has_none():
    for row in table("vietnam-assumptions", "assumptions"):
        assert row["source"] and row["proposer"] == "dubao" and row["date"] == "2026-11-22"
        if row["value"] and row["low"]:
            assert float(row["low"]) <= float(row["value"]) <= float(row["high"]), row["assumption_id"]
        if row["unit"] == "share" and row["value"]:
            assert -1 <= float(row["value"]) <= 1


def test_the_computing_share_of_entrants_is_the_mean_of_the_two_published_years():
    shares = series("vietnam-education", "education", "vn.edu.entrants_share.computing_it.T")
    assumed = {row["assumption_id"]: row for row in table("vietnam-assumptions", "assumptions")}
    mean = sum(float(shares[year]["value"]) for year in ("2022", "2023")) / 2 / 100
    assert math.isclose(float(assumed["supply.computing_share_of_entrants"]["value"]), mean, abs_tol=1e-6)


def test_no_value_is_assumed_for_the_industry_by_occupation_table():
    assumed = {row["assumption_id"]: row for row in table("vietnam-assumptions", "assumptions")}
    assert assumed["demand.part_of_26_ict"]["value"] == ""


def test_requests_cover_every_chapter_with_holder_and_legal_hook():
    rows = table("vietnam-requirements", "requests")
    assert len(rows) >= 20
    assert {int(row["chapter"]) for row in rows} == set(range(13))
    assert [int(row["order"]) for row in rows] == list(range(1, len(rows) + 1))


def test_holders_are_the_bodies_after_the_reorganisation_of_2025():
    for row in table("vietnam-requirements", "requests"):
        for gone in ("Thông tin và Truyền thông", "Lao động - Thương binh", "Kế hoạch và Đầu tư", "Tổng cục"):
            assert gone not in row["holder_vi"], row["request_id"]


def test_derived_computing_entrants_multiply_a_published_share_by_a_published_total():
    entrants = series("vietnam-education", "education", "vn.edu.entrants_university.T")
    shares = series("vietnam-education", "education", "vn.edu.entrants_share.computing_it.T")
    for year, row in series("vietnam-education", "education", "vn.edu.entrants.computing_it.T").items():
        product = float(entrants[year]["value"]) * float(shares[year]["value"]) / 100
        assert row["status"] == "derived"
        assert math.isclose(float(row["value"]), product, abs_tol=ONE_PERSON)


def test_the_two_graduate_employment_rates_are_kept_apart():
    stem = "vn.edu.employment_rate.computing_it"
    everyone = series("vietnam-education", "education", f"{stem}.all_graduates.T")["2021"]
    respondents = series("vietnam-education", "education", f"{stem}.respondents.T")["2021"]
    assert (everyone["value"], respondents["value"]) == ("73.6", "93.5")


def test_the_hump_of_the_enrolment_ratio_is_fenced_by_breaks():
    ratio = series("vietnam-education", "education", "vn.edu.tertiary_gross_enrolment_ratio.T")
    assert ratio["2021"]["break_before"] == ratio["2023"]["break_before"] == "1"


def test_quarters_of_value_added_sum_to_the_year():
    quarters = table("vietnam-economy", "value_added_quarterly")
    for row in table("vietnam-economy", "value_added"):
        parts = [
            float(quarter["value"])
            for quarter in quarters
            if quarter["activity"] == row["activity"]
            and quarter["prices"] == row["prices"]
            and quarter["period"].startswith(row["period"])
        ]
        assert len(parts) == 4
        assert math.isclose(sum(parts), float(row["value"]), rel_tol=REVISED_QUARTERS), row


@pytest.mark.parametrize("prices", ["current", "constant_2010"])
def test_sections_and_taxes_sum_to_gross_domestic_product(prices):
    gdp = series("vietnam-economy", "gdp", f"vn.gdp.{prices}")
    for year, total in gdp.items():
        parts = sum(
            float(series("vietnam-economy", "value_added", f"vn.va.{prices}.{part}")[year]["value"])
            for part in ("A", "B-F", "G-T", "taxes")
        )
        assert math.isclose(parts, float(total["value"]), rel_tol=GDP_ROUNDING), year


def test_vintages_of_the_digital_economy_share_are_separate_series():
    by_vintage = {}
    for row in table("vietnam-economy", "digital_economy"):
        if row["indicator"] == "share_of_gdp" and row["period"] == "2022":
            by_vintage[row["vintage"]] = row["value"]
    assert by_vintage == {"2025-01": "12.83", "2024": "12.63", "2023-12": "12.67", "2023-09": "12.86"}
