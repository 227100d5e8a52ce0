"""Need for cybersecurity staff in the pipeline: inputs from tables, concepts that are complete, common draws."""

from __future__ import annotations

import pytest
from report_editions import EDITIONS

from dubao.data import Catalogue, Field, Table
from dubao.report.config import load
from dubao.report.pipeline_security import inputs_of, security_needs

NAMES = ("concept", "input", "organisation_class", "part", "period", "value", "standard_error")


def table(*rows: tuple) -> Table:
    return Table("p/t", tuple(Field(n) for n in NAMES), [dict(zip(NAMES, row, strict=True)) for row in rows])


def edition(name: str, *without: str):
    configuration = load(EDITIONS / f"{name}.toml")
    tables = {role: t for role, t in configuration.tables.items() if role not in without}
    fewer = configuration.forecast.model_copy(update={"draws": 300})
    return configuration.model_copy(update={"tables": tables, "forecast": fewer})


def needs(name: str, *without: str):
    configuration = edition(name, *without)
    catalogue = Catalogue(configuration.catalogue.root)
    return security_needs(catalogue, configuration)


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"value": 5.0}, "exact"),
        ({"low": 1.0, "high": 2.0}, "uniform"),
        ({"value": 1.5, "low": 1.0, "high": 2.0}, "pert"),
        ({"yes": 3.0, "asked": 10.0}, "survey_share"),
        ({"value": 2.0, "standard_deviation": 1.0, "asked": 10.0}, "survey_mean"),
    ],
)
def test_the_parts_of_an_input_say_what_it_is(parts: dict[str, float], kind: str) -> None:
    rows = [("c", "i", "all", part, "2024", value, None) for part, value in parts.items()]
    assert inputs_of(table(*rows))["c"]["i", "all"].kind == kind


def test_a_standard_error_makes_an_estimate_and_older_periods_are_left_out() -> None:
    found = inputs_of(
        table(("c", "i", "all", "value", "2024", 5.0, 1.0), ("c", "old", "all", "value", "2023", 1.0, None))
    )
    assert found["c"]["i", "all"].kind == "estimate"
    assert ("old", "all") not in found["c"]


def test_the_demo_country_has_all_three_concepts_by_hand() -> None:
    found = needs("demo")
    stated = {n.concept: n.stated for n in found.needs}
    assert stated["funded_vacancies"] == pytest.approx(8700 * 0.09 + 1200 - 420)
    assert stated["declared_need"] == pytest.approx(
        9800 * 48 / 600 * 1.1 + 2600 * 84 / 400 * 1.4 + 640 * 125 / 240 * 3.2 - 1450
    )
    assert stated["norm_need"] == pytest.approx(60 * 8 + 340 * 2 + 220 * 9 + 2600 * 2 + 38000 * 0.05)


def test_a_concept_without_its_tables_is_left_out() -> None:
    found = needs("demo", "security_norms")
    assert [n.concept for n in found.needs] == ["funded_vacancies", "declared_need"]
    assert [n.concept for n in needs("demo", "security_inputs").needs] == ["norm_need"]


def test_viet_nam_has_no_inputs_and_no_result() -> None:
    assert needs("vietnam-2026") is None
