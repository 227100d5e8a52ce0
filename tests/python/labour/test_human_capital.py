"""Human capital index: the method of the Survey, its weights as data, and the published values of Viet Nam."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dubao.errors import InputError
from dubao.labour.human_capital import (
    HumanCapitalMethod,
    human_capital_effects,
    human_capital_index,
    read_method,
)

PACKAGE = Path(__file__).parents[3] / "datasets" / "vietnam-targets"
METHOD = HumanCapitalMethod("example", {"first": 0.5, "second": 0.5})
TABLE = {"A": {"first": 0, "second": 0}, "B": {"first": 1, "second": 2}, "C": {"first": 2, "second": 4}}
EXACT = 1e-12
# Published with four or five decimals, each of the four figures rounded on its own: half a unit of the fourth decimal of each.
ROUNDING = 1e-4


def rows(name: str) -> list[dict[str, str]]:
    with (PACKAGE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_weights_of_2014_to_2022_are_a_third_and_three_times_two_ninths() -> None:
    for edition in ("2014", "2016", "2018", "2020", "2022"):
        weights = read_method(rows("human_capital_method"), edition).weights
        assert weights == pytest.approx({"adult_literacy": 1 / 3, "gross_enrolment": 2 / 9, "expected_years": 2 / 9, "mean_years": 2 / 9}, rel=EXACT)  # fmt: skip
        assert sum(weights.values()) == pytest.approx(1.0, rel=EXACT)


def test_the_weights_of_2024_are_not_confirmed_and_are_asked_for() -> None:
    method = read_method(rows("human_capital_method"), "2024")
    assert "egovernment_literacy" in method.weights and not method.confirmed
    table = {c: dict.fromkeys(method.weights, float(k)) for k, c in enumerate(("A", "B", "C"))}
    with pytest.raises(InputError) as caught:
        human_capital_index(table, method)
    assert caught.value.id == "E-HCI-006" and "egovernment_literacy" in caught.value.problems[0].en
    chosen = method.with_weights(dict.fromkeys(method.weights, 0.2))
    assert human_capital_index(table, chosen).value == pytest.approx(
        {"A": 0.0, "B": 0.5, "C": 1.0}, abs=EXACT
    )


def test_an_edition_the_table_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(InputError) as caught:
        read_method(rows("human_capital_method"), "2012")
    assert caught.value.id == "E-HCI-005" and "2022" in caught.value.problems[0].remedy_en


def test_the_published_index_of_viet_nam_is_the_mean_of_its_three_parts() -> None:
    """Components behind HCI are not published here; what can be checked is that the HCI of the table is the one in the EGDI."""
    values = {(row["indicator"], row["edition"]): float(row["value"]) for row in rows("egdi_published")}
    differences = {}
    for edition in ("2012", "2014", "2016", "2018", "2020", "2022"):
        parts = [values[name, edition] for name in ("osi", "tii", "hci")]
        differences[edition] = sum(parts) / 3 - values["egdi", edition]
    assert max(map(abs, differences.values())) < ROUNDING, differences
    # 2010 had weights of its own: 0.34, 0.33, 0.33.
    mixed = 0.34 * values["osi", "2010"] + 0.33 * values["tii", "2010"] + 0.33 * values["hci", "2010"]
    assert mixed == pytest.approx(values["egdi", "2010"], abs=ROUNDING)


def test_contributions_explain_the_difference_of_two_countries() -> None:
    found = human_capital_index(TABLE, METHOD)
    gap = sum(found.contribution["C"].values()) - sum(found.contribution["B"].values())
    assert gap == pytest.approx(found.value["C"] - found.value["B"], rel=EXACT)


def test_an_effect_is_the_index_computed_again() -> None:
    (effect,) = human_capital_effects(TABLE, METHOD, country="A", changes={"second": 3.0})
    moved = human_capital_index({**TABLE, "A": {"first": 0, "second": 3.0}}, METHOD)
    assert (effect.component, effect.value, effect.rank) == ("second", moved.value["A"], moved.rank["A"])
    # B is now the lowest: its two standard scores are 0 and below.
    assert effect.places == human_capital_index(TABLE, METHOD).rank["A"] - moved.rank["A"]


def test_missing_values_countries_and_components_are_named() -> None:
    with pytest.raises(InputError) as caught:
        human_capital_index({**TABLE, "B": {"first": 1}}, METHOD)
    assert caught.value.id == "E-HCI-002" and "'B'" in caught.value.problems[0].en
    with pytest.raises(InputError) as caught:
        human_capital_effects(TABLE, METHOD, country="D", changes={"third": 1})
    assert caught.value.id == "E-HCI-004" and "D, third" in caught.value.problems[0].en
    with pytest.raises(InputError) as caught:
        human_capital_index(TABLE, HumanCapitalMethod("x", METHOD.weights, scale="other"))
    assert caught.value.id == "E-HCI-001"
