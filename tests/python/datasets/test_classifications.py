"""Code lists are complete, bridges conserve, the glossary speaks both languages."""

from __future__ import annotations

import math
from collections import defaultdict

import pytest
from dataset_packages import resources, table

WEIGHT_TOLERANCE = 1e-9


@pytest.mark.parametrize(
    ("name", "source"), [("activities_bridge", "code_2018"), ("provinces_bridge", "old_code")]
)
def test_the_weights_of_a_bridge_sum_to_one_for_every_source_code(name, source):
    sums = defaultdict(float)
    for row in table("classifications", name):
        sums[row[source]] += float(row["weight"])
        assert 0 < float(row["weight"]) <= 1
    assert all(math.isclose(total, 1, abs_tol=WEIGHT_TOLERANCE) for total in sums.values())


def test_only_a_single_target_is_called_exact():
    targets = defaultdict(int)
    for row in table("classifications", "activities_bridge"):
        targets[row["code_2018"]] += 1
    for row in table("classifications", "activities_bridge"):
        assert (row["exact"] == "1") == (targets[row["code_2018"]] == 1), row
        assert row["exact"] == "1" or row["note_vi"]


def test_old_section_j_splits_into_j_and_k_and_finance_moves_to_l():
    pairs = {
        (row["code_2018"], row["code_2025"]): row for row in table("classifications", "activities_bridge")
    }
    assert ("J", "J") in pairs and ("J", "K") in pairs
    assert pairs["K", "L"]["exact"] == "1"


def test_there_are_34_provinces_of_which_seven_are_cities_with_one_tile_each():
    rows = table("classifications", "provinces")
    assert len(rows) == 34
    assert len({(row["column"], row["row"]) for row in rows}) == 34
    assert sum(row["type"] == "municipality" for row in rows) == 7


def test_the_special_zones_have_tiles_of_their_provinces():
    zones = {
        row["part"]: row["province_code"]
        for row in table("classifications", "province_tiles")
        if row["part"] != "main"
    }
    assert zones == {"Hoàng Sa": "48", "Trường Sa": "56"}


def test_63_former_provinces_map_onto_all_34():
    rows = table("classifications", "provinces_bridge")
    assert len({row["old_code"] for row in rows}) == 63
    assert {row["new_code"] for row in rows} == {row["code"] for row in table("classifications", "provinces")}


def test_reused_province_codes_are_flagged():
    rows = {row["old_code"]: row for row in table("classifications", "provinces_bridge")}
    for code in ("24", "15", "80", "91", "82", "52", "44"):
        assert rows[code]["code_now_means_other"] == "1", code
    assert rows["27"]["new_code"] == "24"
    assert rows["01"]["code_now_means_other"] == ""


def test_every_occupation_of_the_employment_table_has_a_name_in_both_languages():
    named = {row["code"] for row in table("classifications", "occupations")}
    used = {row["occupation"] for row in table("vietnam-labour", "employment_by_occupation")}
    assert used - {"total", "X"} <= named


def test_every_plain_activity_of_the_employment_table_has_a_name():
    named = {row["code"] for row in table("classifications", "activities") if row["vsic_version"] == "2018"}
    used = {row["activity"] for row in table("vietnam-labour", "employment_by_activity")}
    combined = {code for code in used if "-" in code or "+" in code}
    assert used - {"total", "X"} - combined <= named


def test_codes_hang_from_their_parents():
    for name, version in (("occupations", None), ("majors", None)):
        codes = {row["code"] for row in table("classifications", name)}
        for row in table("classifications", name):
            assert row["parent_code"] in codes | {""}, (name, version, row["code"])


def test_isco_35_is_marked_unusable_in_the_code_list():
    rows = {row["code"]: row for row in table("classifications", "occupations")}
    assert rows["35"]["series_usable"] == "no" and rows["25"]["series_usable"] == "yes"


def test_every_unit_key_in_use_has_a_label():
    known = {row["unit"] for row in table("classifications", "units")}
    used = set()
    for package, resource in resources():
        if package == "vietnam-admission":
            continue  # its units are the words of the legal texts, not keys
        if "unit" in {field["name"] for field in resource["schema"]["fields"]}:
            used |= {row["unit"] for row in table(package, resource["name"])}
    assert used - {""} <= known


def test_the_glossary_is_complete_in_both_languages():
    rows = table("glossary", "terms")
    assert len(rows) >= 60
    for row in rows:
        assert row["vi"] and row["en"] and row["definition_vi"] and row["definition_en"], row["term_id"]
    for required in (
        "occupation",
        "industry",
        "expansion_demand",
        "replacement_demand",
        "job_openings",
        "labour_supply",
        "ita",
        "drift",
        "ict_professionals",
        "admission_number",
        "cybersecurity",
        "network_information_security",
    ):
        assert required in {row["term_id"] for row in rows}, required


def test_no_term_is_forbidden_by_the_glossary_itself():
    rows = table("glossary", "terms")
    for language in ("vi", "en"):
        forbidden = {
            word for row in rows for word in row[f"forbidden_synonyms_{language}"].lower().split("|") if word
        }
        for row in rows:
            text = f"{row[language]} {row[f'definition_{language}']}".lower()
            assert not [word for word in forbidden if word in text], row["term_id"]


def test_the_new_admission_term_replaces_the_old_one():
    row = {row["term_id"]: row for row in table("glossary", "terms")}["admission_number"]
    assert row["vi"] == "số lượng tuyển sinh"
    assert "chỉ tiêu tuyển sinh" in row["forbidden_synonyms_vi"].split("|")


def test_forbidden_words_stay_out_of_the_printed_tables_except_in_titles_of_old_texts():
    forbidden = [
        word
        for row in table("glossary", "terms")
        for language in ("vi", "en")
        for word in row[f"forbidden_synonyms_{language}"].lower().split("|")
        if word
    ]
    for package, resource in resources():
        if package in ("glossary", "skills"):
            continue  # spellings of skills are those of advertisements, not ours
        if package == "occupation-coding" and resource["name"] not in ("roles", "codes", "rules"):
            continue  # so are the words and titles that postings are coded by
        for row in table(package, resource["name"]):
            key = row.get("legal_id", "") + row.get("source_id", "")
            if any(old in key for old in ("tt_03_2022", "tt03_2022", "tt10_2023")):
                continue  # titles and quotations of the circulars before 2026 keep their own words
            text = " ".join(row.values()).lower()
            assert not [word for word in forbidden if word in text], (package, resource["name"], row)


def test_font_sizes_and_margins_of_the_document_form_are_ranges():
    rules = {row["rule_id"]: row for row in table("document-layout", "decree30_layout")}
    assert (rules["page.margin.left"]["value_min"], rules["page.margin.left"]["value_max"]) == ("30", "35")
    assert rules["national_name"]["text_vi"] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    for row in rules.values():
        if row["size_min_pt"]:
            assert float(row["size_min_pt"]) <= float(row["size_max_pt"]), row["rule_id"]
