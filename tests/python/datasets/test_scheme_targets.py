"""The tracker's table against the collected list of dated targets: none left out, none changed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from dataset_packages import table

COLLECTED = Path(__file__).parents[4] / "shared" / "data" / "vietnam" / "legal" / "scheme_targets.csv"
# Values the collected list writes as words: a range, no value.
RANGES = {"40-50": ("40", "50")}
# Not in the collected list: yearly training and the network of Decision 146, read in its full text.
OWN = {"d146_officials_training", "d146_specialists_training", "d146_network_2025"}
UNITS = {
    "persons (cumulative)": "persons_cumulative",
    "per 10000": "persons_per_10000",
    "persons per 10000": "persons_per_10000",
}
DUE = {"every year": "2025", "from 2026-07-01": "2026-07-01", "from 2026-01-01": "2026-01-01"}


@pytest.fixture(scope="module")
def collected() -> dict[str, dict[str, str]]:
    if not COLLECTED.is_file():
        pytest.skip("the collected list of targets is not beside the repository (../shared)")
    with COLLECTED.open(encoding="utf-8", newline="") as stream:
        return {row["target_id"]: row for row in csv.DictReader(stream)}


@pytest.fixture(scope="module")
def tracked() -> dict[str, dict[str, str]]:
    return {row["target_id"]: row for row in table("vietnam-targets", "targets")}


def test_every_collected_target_is_there_and_the_few_others_are_known(collected, tracked) -> None:
    assert set(tracked) - set(collected) == OWN
    assert set(collected) <= set(tracked)


def test_threshold_unit_date_and_clause_are_those_collected(collected, tracked) -> None:
    for key, row in collected.items():
        own = tracked[key]
        low, high = RANGES.get(row["value"], (row["value"], ""))
        assert (own["operator"], own["value"], own["value_high"]) == (row["operator"], low, high), key
        assert own["unit"] == UNITS.get(row["unit"], row["unit"].replace(" ", "_")), key
        assert own["due"] == DUE.get(row["due_year"], row["due_year"]), key
        assert own["clause_en"] == row["clause"], key


def test_provincial_scope_is_kept(collected, tracked) -> None:
    for key, row in collected.items():
        assert bool(tracked[key]["province_code"]) == row["scope"].startswith("province:"), key
        if row["scope"].startswith("province:"):
            assert tracked[key]["scope_en"].split(" (")[0].removesuffix(" province") in row["scope"], key


def test_no_other_word_of_the_indicator_is_lost_where_the_final_text_was_read(collected, tracked) -> None:
    """Wordings read in the final text may be longer than the collected summary, never shorter in their nouns."""
    for key in (
        "d146_adult_skill_2025",
        "d146_adult_skill_2030",
        "d146_engineers_2025",
        "d146_engineers_2030",
    ):
        own = set(tracked[key]["indicator_vi"].replace(",", "").replace(";", "").split())
        missing = set(collected[key]["indicator_vi"].replace(",", "").replace(";", "").split()) - own
        assert not missing, (key, missing)


def test_ministries_that_own_a_target_are_those_collected(collected, tracked) -> None:
    short = {"MOET": "Ministry of Education and Training", "labour ministry": "Ministry of Home Affairs"}
    for key, row in collected.items():
        first = row["owner"].split(" (")[0].split(";")[0].replace(" A05", "")
        assert short.get(first, first).lower() in tracked[key]["owner_en"].lower(), key
