"""The list of skills: clusters in use, and the months that come from the panel."""

from __future__ import annotations

import csv

import pytest
from dataset_packages import DATASETS, table

PANEL = DATASETS.parents[1] / "shared/data/bench/skills-hn-who-is-hiring/hn_skill_counts_monthly_wide.csv"
# Names of the panel that are not the names of the list.
OTHER_NAMES = {
    "C++": "c++", "C#": "c#", "Go": "go", "Ruby on Rails": "rails", "Amazon Web Services": "aws", "Microsoft Azure": "azure",
    "Google Cloud": "gcp", "Natural language processing": "nlp",
}  # fmt: skip


def test_every_cluster_has_skills() -> None:
    assert {row["cluster"] for row in table("skills", "skills")} == {
        row["cluster"] for row in table("skills", "clusters")
    }


def test_the_list_covers_the_three_fields() -> None:
    clusters = [row["cluster"] for row in table("skills", "skills")]
    assert len(clusters) >= 150
    assert all(
        clusters.count(name) >= 9
        for name in ("cybersecurity", "embedded", "chip_design", "network", "artificial_intelligence")
    )


def test_first_seen_is_the_first_month_of_the_panel() -> None:
    if not PANEL.is_file():
        pytest.skip("../shared/data/bench is not there")
    with PANEL.open(encoding="utf-8") as file:
        months = list(csv.DictReader(file))
    checked = 0
    for row in table("skills", "skills"):
        if not row["first_seen"]:
            assert row["source_id"] == "skills_compiled"
            continue
        name = OTHER_NAMES.get(row["name_en"], row["name_en"].lower())
        assert row["first_seen"] == next(m["month"] for m in months if int(m[name] or 0) > 0), row
        checked += 1
    assert checked >= 55
