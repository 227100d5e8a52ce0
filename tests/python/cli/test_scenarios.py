"""``dubao scenario check`` and ``dubao scenario diff``."""

from __future__ import annotations

import csv
import json

import pytest

BASE = """
[scenario]
name = "base"
source = "assumption"
author = "forecasting group"
date = 2026-11-22

[drivers."vn.va.constant_2010.J"]
2025 = 300000
"""
HIGH = (
    BASE.replace('"base"', '"high"').replace("300000", "320000") + '[employment_factors."62"]\n2026 = 1.05\n'
)
TABLES = ("--table", "vietnam-economy/value_added", "--table", "vietnam-labour/employment_by_activity")


@pytest.fixture
def files(tmp_path):
    paths = tmp_path / "base.toml", tmp_path / "high.toml"
    for path, text in zip(paths, (BASE, HIGH), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_a_good_scenario_passes(dubao, files) -> None:
    result = dubao("--lang", "en", "scenario", "check", files[1], *TABLES)
    assert result.code == 0
    assert "2 values, nothing wrong" in result.err + result.out
    assert json.loads(dubao("scenario", "check", files[1], "--json").out)["name"] == "high"


def test_a_scenario_that_does_not_fit_the_data_ends_with_one(dubao, files) -> None:
    files[1].write_text(HIGH.replace('"62"', '"six"').replace("1.05", "-1"), encoding="utf-8")
    result = dubao("--lang", "vi", "scenario", "check", files[1], *TABLES)
    assert result.code == 1
    assert "E-SCN-003" in result.err
    good = HIGH.replace('"62"', '"six"')
    files[1].write_text(good, encoding="utf-8")
    result = dubao("--lang", "vi", "scenario", "diff", *files, *TABLES)
    assert result.code == 1
    assert "E-SCN-001" in result.err
    assert "không có trong số liệu" in result.err


def test_the_difference_is_shown_written_and_machine_readable(dubao, files, tmp_path) -> None:
    shown = dubao("--lang", "vi", "scenario", "diff", *files, *TABLES)
    assert shown.code == 0
    assert "hệ số việc làm" in shown.out
    assert "320.000" in shown.out
    found = json.loads(dubao("scenario", "diff", *files, "--json").out)
    assert [one["scenario"] for one in found["scenarios"]] == ["base", "high"]
    assert found["rows"][0] == {
        "input": "driver", "key": "vn.va.constant_2010.J", "period": "2025", "before": 300000.0, "after": 320000.0,
    }  # fmt: skip
    out = tmp_path / "diff.csv"
    assert dubao("scenario", "diff", *files, "--out", out).code == 0
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert [row["key"] for row in csv.DictReader(lines)] == ["vn.va.constant_2010.J", "62"]
    same = dubao("--lang", "en", "scenario", "diff", files[0], files[0])
    assert "The inputs are the same." in same.out


def test_outcomes_of_two_scenarios_stand_on_common_draws(dubao, files) -> None:
    for path, text in zip(files, (BASE, HIGH), strict=True):
        path.write_text(text.replace("constant_2010.J", "constant_2010.C"), encoding="utf-8")
    words = ("--series", "vn.emp.isic4.C.T", "--driver", "vn.va.constant_2010.C", "--horizon", 2)
    found = json.loads(dubao("scenario", "diff", *files, *words, "--json").out)
    assert [row["period"] for row in found["outcomes"]] == ["2025", "2026"]
    assert found["outcomes"][0]["difference"] > 0
    assert found["outcomes"][0]["probability_higher"] > 0.9
    shown = dubao("--lang", "en", "scenario", "diff", *files, *words)
    assert "vn.emp.isic4.C.T: ARDL(1," in shown.out
    assert "Difference" in shown.out
    assert dubao("scenario", "diff", *files, "--series", "vn.emp.isic4.C.T").code == 1
