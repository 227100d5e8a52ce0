"""The two international panels: made by the script from the public sources, with the names of their terms in both languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from dataset_packages import DATASETS, table

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "../shared/data/bench"


@pytest.mark.skipif(
    not (SOURCES / "skills-pypl" / "pypl_monthly_shares.csv.gz").is_file(),
    reason="the international panels are not at hand",
)
def test_the_committed_counts_are_what_the_script_makes(tmp_path):
    script = ROOT / "scripts" / "make_international_signals.py"
    subprocess.run([sys.executable, script, SOURCES, tmp_path], check=True, capture_output=True)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (DATASETS / "international-signals" / path.name).read_bytes(), path.name


def test_hiring_posts_are_counted_every_month_and_no_term_exceeds_the_posts_read():
    read = {}
    for row in table("international-signals", "hacker_news"):
        if row["term"] == "total":
            read[row["period"]] = int(row["value"])
    assert len(read) == 105 and min(read) == "2011-01" and max(read) == "2019-09"
    counted = [r for r in table("international-signals", "hacker_news") if r["term"] != "total"]
    assert len({r["term"] for r in counted}) == 73
    assert all(0 <= int(r["value"]) <= read[r["period"]] for r in counted)


def test_shares_of_searches_add_up_to_everything_each_month():
    months, twice = {}, set()
    for row in table("international-signals", "pypl"):
        months[row["period"]] = months.get(row["period"], 0.0) + float(row["value"])
        if row["note"]:
            twice.add(row["period"])
    assert len(months) == 266 and max(months) == "2026-07"
    assert len(twice) == 18 and all(month.endswith("-01") for month in twice)
    assert all(abs(total - 100.0) < 0.1 for total in months.values())


def test_every_term_has_a_name_in_both_languages():
    named = {(r["panel"], r["term"]): r for r in table("international-signals", "terms")}
    for panel, name in (("hacker_news", "hacker_news"), ("pypl", "pypl")):
        used = {r["term"] for r in table("international-signals", name)} - {"total"}
        assert {t for p, t in named if p == panel} == used
    assert named["hacker_news", "machine_learning"]["term_vi"] == "học máy"
