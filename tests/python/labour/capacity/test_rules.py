"""Rules as data: chosen by intake year, each value with its clause."""

from __future__ import annotations

import math

import pytest

from dubao.errors import InputError
from dubao.labour.capacity import rules_for

AMENDMENT = {
    "rule_set": "amendment",
    "article_clause": "Art. 1(2)",
    "parameter": "growth_cap_over_last_actual_intake",
    "value": "15",
    "unit": "percent",
    "applies_from_intake_year": "2028",
}


def test_each_year_has_its_rule_set() -> None:
    assert [rules_for(year).rule_set for year in (2022, 2025, 2026)] == ["TT03-2022+TT10-2023"] * 3
    assert rules_for(2027).rule_set == rules_for(2031).rule_set == "TT34-2026"
    assert rules_for(2025).brakes_rule_set == "TT03-2022+TT10-2023"
    assert rules_for(2026).brakes_rule_set == "TT34-2026"  # the mixed regime


@pytest.mark.parametrize("year", [1999, 2021])
def test_a_year_without_rule_set_is_refused(year: int) -> None:
    with pytest.raises(InputError) as caught:
        rules_for(year)
    problem = caught.value.problems[0]
    assert problem.id == "E-CAP-002"
    assert str(year) in problem.text("vi") and "2022" in problem.text("en")


def test_values_keep_clause_words_and_years() -> None:
    growth = rules_for(2027)["growth_cap_over_last_actual_intake"]
    assert (growth.value, growth.article_clause, growth.rule_set) == (10.0, "Art. 5(5)", "TT34-2026")
    assert "10,0%" in growth.text_vi
    assert growth.applies_from == 2026 and growth.applies_to is None
    assert growth.meaning("vi") and growth.meaning("en")


def test_a_value_the_rules_lack_and_one_in_words_are_named() -> None:
    rules = rules_for(2027)
    with pytest.raises(InputError, match="E-CAP-001"):
        rules["nothing"]
    assert math.isnan(rules["freeze_if_no_valid_accreditation"].value)
    with pytest.raises(InputError, match="no number|không phải là số"):
        rules.value("freeze_if_no_valid_accreditation")


def test_an_amendment_is_one_more_table_and_governs_its_own_years() -> None:
    assert rules_for(2027, amendments=[AMENDMENT]).value("growth_cap_over_last_actual_intake") == 10.0
    amended = rules_for(2028, amendments=[AMENDMENT])
    assert amended.value("growth_cap_over_last_actual_intake") == 15.0
    assert amended["growth_cap_over_last_actual_intake"].rule_set == "amendment"


def test_drafts_govern_nothing() -> None:
    assert not any(one.rule_set.startswith("draft") for one in rules_for(2027).values.values())


def test_coefficients_of_the_replaced_standards_are_unconfirmed_from_the_intake_of_2027() -> None:
    rules = rules_for(2027)
    fields = {one.field: one for one in rules.coefficients}
    assert len(fields) == 24
    assert (fields["748"].teaching, fields["748"].area) == (0.8, 1.2)
    assert not rules.coefficients_confirmed
    assert rules_for(2026).coefficients_confirmed  # data of 31 December 2025
    assert fields["748"].name("vi") != fields["748"].name("en")
