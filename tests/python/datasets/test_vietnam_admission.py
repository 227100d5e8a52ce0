"""The rules of admission hold every row of the legal texts, with clause and meaning in both languages."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from dataset_packages import table

LEGAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "vietnam" / "legal"
SOURCES = {
    "rules": "admission_rules.csv",
    "coefficients": "standards_coefficients.csv",
    "calendar": "admission_calendar.csv",
    "forms": "admission_forms.csv",
}


def rules(rule_set: str) -> dict[str, dict[str, str]]:
    return {
        row["parameter"]: row for row in table("vietnam-admission", "rules") if row["rule_set"] == rule_set
    }


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_table_holds_every_row_of_the_reading_of_the_texts(name):
    path = LEGAL / SOURCES[name]
    if not path.is_file():
        pytest.skip(f"no {path.name} beside the repository")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        read = list(csv.DictReader(stream))
    kept = table("vietnam-admission", name)
    assert len(kept) == len(read)
    same = set(read[0]) & set(kept[0]) - {"note", "field_code", "field_vi", "field_en", "event_vi", "text_vi"}
    for ours, theirs in zip(kept, read, strict=True):
        assert {key: ours[key] for key in same} == {key: " ".join(theirs[key].split()) for key in same}


def test_every_rule_names_its_clause_and_means_something_in_both_languages():
    for row in table("vietnam-admission", "rules"):
        assert row["article_clause"] and row["meaning_vi"] and row["meaning_en"], row["parameter"]
        assert row["meaning_vi"].endswith("."), row["meaning_vi"]


def test_the_figures_of_2027_are_those_of_the_circular():
    of_2026 = rules("TT34-2026")
    figures = {
        "min_floor_area_per_converted_regular_learner": "2.80",
        "max_converted_learners_per_converted_lecturer": "40",
        "growth_cap_over_last_actual_intake": "10.0",
        "freeze_if_first_year_dropout_above": "15",
        "freeze_if_employment_rate_below": "70",
        "new_major_first_intake_max_share": "30",
    }
    assert {name: of_2026[name]["value"] for name in figures} == figures


def test_the_coefficients_that_govern_2027_are_not_known_and_say_so():
    of_83 = [row for row in table("vietnam-admission", "coefficients") if row["rule_set"] == "TT83-2026"]
    assert [row["confidence"] for row in of_83] == ["not_found"]
    assert of_83[0]["K_GD"] == of_83[0]["K_DT"] == ""


def test_computing_has_the_coefficients_of_the_standards_of_2024():
    computing = {row["field_code"]: row for row in table("vietnam-admission", "coefficients")}["748"]
    assert (computing["K_GD"], computing["K_DT"], computing["in_force_to"]) == ("0.8", "1.2", "2026-11-14")


def test_eighteen_ambiguities_have_one_default_each_but_the_first():
    defaults: dict[str, int] = {}
    for row in table("vietnam-admission", "readings"):
        defaults[row["reading_id"]] = defaults.get(row["reading_id"], 0) + (row["is_default"] == "yes")
    assert list(defaults) == [f"A{number}" for number in range(1, 19)]
    assert defaults.pop("A1") == 0
    assert set(defaults.values()) == {1}


def test_reports_stay_second_hand():
    second_hand = [row for row in table("vietnam-admission", "rules") if row["confidence"] == "second_hand"]
    assert {row["rule_set"] for row in second_hand} == {
        "ND04-2021+ND127-2021", "draft-2025", "draft-2026-09", "TT83-2026",
    }  # fmt: skip
