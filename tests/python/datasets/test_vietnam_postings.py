"""Counts of one Vietnamese site: made by the script, counts only, a cross-section that nobody can mistake for a trend."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from dataset_packages import DATASETS, table

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "../shared/data/bench/vietnam-it-postings"
PUBLISHED = ROOT / "../shared/data/vietnam/postings.csv"


@pytest.mark.skipif(
    not (SOURCES / "itviec_jobs_2026-04_05.csv.gz").is_file() or not PUBLISHED.is_file(),
    reason="the collections of advertisements are not at hand",
)
def test_the_committed_counts_are_what_the_script_makes(tmp_path):
    script = ROOT / "scripts" / "make_vietnam_postings.py"
    subprocess.run([sys.executable, script, SOURCES, PUBLISHED, tmp_path], check=True, capture_output=True)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (DATASETS / "vietnam-postings" / path.name).read_bytes(), path.name


def of(collection, dimension):
    return {
        row["term"]: int(row["value"])
        for row in table("vietnam-postings", "cross_section")
        if row["collection"] == collection and row["dimension"] == dimension
    }


@pytest.mark.parametrize("row", table("vietnam-postings", "collections"), ids=lambda row: row["collection"])
def test_counts_add_up_to_the_advertisements_read(row):
    total = int(row["postings"])
    assert of(row["collection"], "total") == {"all": total}
    assert sum(of(row["collection"], "role").values()) == total
    assert 0.95 * total < of(row["collection"], "coded")["any"] <= total
    for dimension in ("skill", "cluster", "pair", "place", "experience", "level"):
        assert all(0 <= n <= total for n in of(row["collection"], dimension).values())
    skills, pairs = of(row["collection"], "skill"), of(row["collection"], "pair")
    assert all(n <= min(skills[s] for s in pair.split("+")) for pair, n in pairs.items())


def test_every_cluster_of_the_list_is_counted_even_where_nobody_names_it():
    clusters = {row["cluster"] for row in table("skills", "clusters")}
    assert set(of("2026_04", "cluster")) == clusters
    assert of("2026_04", "cluster")["chip_design"] == 0


def test_no_series_runs_over_two_collections():
    seen = {}
    for row in table("vietnam-postings", "cross_section"):
        assert seen.setdefault(row["series_id"], row["period"]) == row["period"]


def test_terms_are_keys_of_the_lists_and_no_words_of_an_advertisement():
    skills = {row["skill_id"] for row in table("skills", "skills")}
    roles = {row["role"] for row in table("occupation-coding", "roles")}
    for row in table("vietnam-postings", "cross_section"):
        if row["dimension"] == "skill":
            assert row["term"] in skills
        elif row["dimension"] == "pair":
            assert set(row["term"].split("+")) <= skills
        elif row["dimension"] == "role":
            assert row["term"] in roles | {"undetermined"}
        else:
            assert re.fullmatch(r"[a-z0-9_]+", row["term"])
