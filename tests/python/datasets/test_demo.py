"""The demo country: made by its script, coherent in itself, and marked as simulated everywhere."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "datasets" / "demo"
ROUNDING = 0.01  # thousand persons: figures are published with three decimals


def table(name: str) -> list[dict[str, str]]:
    with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def sums(rows: list[dict[str, str]], *keys: str) -> dict[tuple[str, ...], float]:
    out: dict[tuple[str, ...], float] = defaultdict(float)
    for row in rows:
        out[tuple(row[key] for key in keys)] += float(row["value"])
    return out


def test_the_committed_tables_are_what_the_script_makes(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, ROOT / "scripts/make_demo.py", tmp_path / "demo"], check=True, capture_output=True
    )
    made = {path.name: path.read_bytes() for path in (tmp_path / "demo").iterdir()}
    assert made == {path.name: path.read_bytes() for path in DEMO.iterdir()}


def test_every_row_says_that_it_is_simulated() -> None:
    assert json.loads((DEMO / "datapackage.json").read_text(encoding="utf-8"))["simulated"] is True
    for path in DEMO.glob("*.csv"):
        for row in table(path.stem):
            if "series_id" in row and "status" in row:
                assert "mô phỏng" in row["note"]
                assert row["source_id"] == "simulation"


def test_industry_by_occupation_cells_sum_to_both_margins() -> None:
    cells = table("employment_by_activity_occupation")
    industries = {(r["activity"], r["period"]): float(r["value"]) for r in table("employment_by_activity")}
    for key, value in sums(cells, "activity", "period").items():
        assert value == pytest.approx(industries[key], abs=ROUNDING)
    occupations = {
        (r["occupation"], r["period"]): float(r["value"])
        for r in table("employment_by_occupation")
        if r["sex"] == "T"
    }
    for key, value in sums(cells, "occupation", "period").items():
        if key[0] != "other":
            assert value == pytest.approx(occupations[key], abs=ROUNDING)


@pytest.mark.parametrize(
    "name",
    ["employment_by_age", "employment_by_qualification", "employment_by_ownership", "employment_by_province"],
)
def test_parts_of_an_occupation_sum_to_it(name: str) -> None:
    whole = {
        (r["occupation"], r["period"]): float(r["value"])
        for r in table("employment_by_occupation")
        if r["sex"] == "T"
    }
    for key, value in sums(table(name), "occupation", "period").items():
        assert value == pytest.approx(whole[key], abs=ROUNDING)


def test_students_are_conserved() -> None:
    # stock(2024) must follow from stock history: entrants − graduates − drop-outs; checked through the last year's graduates:
    # graduates of a year are the last year of study less repetition and drop-out, so they never exceed the entrants before.
    entrants = {
        (r["field"], r["level"], int(r["period"])): float(r["value"]) for r in table("entrants_by_field")
    }
    for row in table("graduates_by_field"):
        length = 4 if row["level"] == "bachelor" else 3
        start = int(row["period"]) - length
        if (row["field"], row["level"], start) in entrants:
            assert 0.5 < float(row["value"]) / entrants[row["field"], row["level"], start] < 1.0


def test_shares_that_must_sum_to_one_do() -> None:
    for total in sums(table("field_to_occupation"), "field", "level").values():
        assert total == pytest.approx(1.0)


def test_every_number_is_non_negative() -> None:
    for path in DEMO.glob("*.csv"):
        for row in table(path.stem):
            if row.get("value") and row.get("unit") != "percent":
                assert float(row["value"]) >= 0.0, (path.name, row)


def test_every_advertisement_is_marked_as_simulated_and_names_known_skills_roles_and_occupations() -> None:
    known = {
        name: {
            row[column]
            for row in csv.DictReader((ROOT / "datasets" / path).read_text(encoding="utf-8").splitlines())
        }
        for name, path, column in (
            ("skills", "skills/skills.csv", "skill_id"),
            ("role", "occupation-coding/roles.csv", "role"),
            ("occupation", "classifications/occupations.csv", "code"),
            ("place", "classifications/provinces.csv", "code"),
        )
    }
    rows = table("postings_panel")
    for row in rows:
        assert row["source"].startswith("mo_phong_")
        assert {row[name] for name in ("role", "occupation", "place")} <= known["role"] | known[
            "occupation"
        ] | known["place"]
        assert set(filter(None, row["skills"].split("|"))) <= known["skills"]
        if row["salary_low"]:
            assert 0 < float(row["salary_low"]) <= float(row["salary_high"])
    assert len({row["month"] for row in rows}) == 60


def test_sources_begin_and_end_and_new_occupations_appear_where_the_truth_says() -> None:
    rows, truth = table("postings_panel"), {row["item_id"]: row for row in table("postings_panel_truth")}
    months = {
        s: sorted(r["month"] for r in rows if r["source"] == s)
        for s in ("mo_phong_a", "mo_phong_b", "mo_phong_c")
    }
    assert (months["mo_phong_a"][0], months["mo_phong_a"][-1]) == ("2020-01", "2024-12")
    assert months["mo_phong_b"][-1] == truth["source_ends.mo_phong_b"]["month"]
    assert months["mo_phong_c"][0] == truth["source_begins.mo_phong_c"]["month"]
    new = truth["new_occupation.language_model_engineer"]
    pair = set(new["skills"].split("|")[:2])
    together = [r["month"] for r in rows if pair <= set(r["skills"].split("|"))]
    assert min(together) >= new["month"] and len(together) > 50
