"""``dubao security``: template, table on the screen, JSON, and mistakes with their row."""

from __future__ import annotations

import pytest


def test_a_filled_in_file_gives_the_concepts_and_what_moves_them(dubao, tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("concept,input,class,value,low,high\nnorm_need,organisations,A,60,,\nnorm_need,posts,A,,8,10\n", encoding="utf-8")  # fmt: skip
    said = dubao("security", path, "--draws", 200, "--json")
    assert said.code == 0
    assert said.json["rows"][0]["concept"] == "need by a norm"
    assert 480 < said.json["rows"][0]["median"] < 600
    assert said.json["influences"][0]["share of variance"] == pytest.approx(1.0)
    shown = dubao("--lang", "vi", "security", path, "--draws", 200)
    assert "nhu cầu theo định mức" in shown.out
    assert "không cộng" in shown.out + shown.err


def test_the_template_is_written_and_nothing_computed(dubao, tmp_path) -> None:
    path = tmp_path / "mau.csv"
    assert dubao("security", path, "--template").code == 0
    assert path.read_text(encoding="utf-8-sig").startswith("Khái niệm (concept)")


def test_a_wrong_row_ends_with_exit_code_1_and_its_place(dubao, tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("concept,input,class,value\nnorm_need,posts,,1\n", encoding="utf-8")
    said = dubao("security", path)
    assert said.code == 1
    assert "E-CYB-006" in said.out + said.err
    assert "row 2" in said.out + said.err


def test_help_is_in_both_languages(dubao) -> None:
    assert "ba khái niệm" in dubao("--lang", "vi", "security", "--help").out
    assert "three concepts" in dubao("--lang", "en", "security", "--help").out
