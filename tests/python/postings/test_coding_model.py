"""The linear model of titles: features, probabilities, and the tables it is made from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from dataset_packages import table

from dubao.data.catalogue import fold
from dubao.postings.coding_model import NO_ROLE, Calibration, RoleModel, features

MODEL = RoleModel.read()
TOLERANCE = 1e-12
SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "make_occupation_model.py"


def test_features_do_not_depend_on_case_and_numbers_and_keep_marks_beside_the_folded_word() -> None:
    assert features("KỸ SƯ mạng 2026, 15-20tr") == features("kỹ sư Mạng 15 tr")
    assert {"w:mang", "a:mạng", "b:su mang"} <= set(features("Kỹ sư mạng"))
    assert "c:test" in features("tester") and "c:este" in features("tester")
    assert features("") == features("2026 !!!") == []


def test_probabilities_of_a_title_sum_to_one_whatever_the_title() -> None:
    titles = ["", "Tester", "zzzz", "a" * 5000, "Kỹ sư mạng " * 500, "\x00\n", "=1+1", "𝔘𝔫𝔦"]
    found = MODEL.probabilities(titles)
    assert found.shape == (len(titles), len(MODEL.roles))
    assert np.abs(found.sum(axis=1) - 1).max() < TOLERANCE
    assert found.min() >= 0


def test_probabilities_do_not_depend_on_what_else_is_scored() -> None:
    titles = [f"Kỹ sư {n}" if n % 3 else "Tester" for n in range(4500)]
    together = MODEL.probabilities(titles)
    assert (together[4499] == MODEL.probabilities(titles[4499:])[0]).all()


def test_the_features_that_weigh_most_are_the_titles_own_words_each_once() -> None:
    told = MODEL.weighing("Nhân viên kiểm thử", "tester")
    assert told and all(
        word.strip("…") in fold(" nhân viên kiểm thử") or word in "nhân viên kiểm thử" for word in told
    )
    assert len({fold(word) for word in told}) == len(told)
    assert MODEL.weighing("zzzz", "tester") == ()


def test_most_titles_of_the_training_rows_that_name_no_role_are_known_as_such() -> None:
    none = [
        r["title"] for r in table("occupation-coding", "sample") if r["split"] == "train" and not r["role"]
    ]
    found = MODEL.probabilities(none).argmax(axis=1) == MODEL.roles.index(NO_ROLE)
    assert len(none) > 20 and found.mean() > 0.9


def test_calibration_is_a_line_on_log_odds() -> None:
    raw = np.array([0.0, 0.2, 0.5, 1.0])
    assert Calibration().apply(raw)[1:3] == pytest.approx([0.2, 0.5])
    moved = Calibration(-1.0, 0.5).apply(raw)
    assert (np.diff(moved) > 0).all() and moved[2] == pytest.approx(1 / (1 + np.e))


def test_the_coefficients_were_made_from_the_tables_as_they_are() -> None:
    """Without scikit-learn: the digest of the inputs, kept with the model."""
    checked = subprocess.run(
        [sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
