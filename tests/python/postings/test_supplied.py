"""Rows of files that a user supplies, and skills beside the listed ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from dataset_packages import table

from dubao.errors import Collector, InputError
from dubao.postings import Skill, SkillMatcher
from dubao.postings.supplied import ImportanceTable, beside, field_of, read_rows, split_names


def test_a_row_knows_its_place_and_keeps_other_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("b,a\n1, 2 \n\n3,4\n", encoding="utf-8")
    problems = Collector()
    rows = read_rows(tmp_path / "a.csv", ["a"], problems)
    assert [(r.row, r["a"], r["b"], r["c"]) for r in rows] == [(2, "2", "1", ""), (4, "4", "3", "")]
    assert not problems


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="E-DAT-001"):
        read_rows(tmp_path / "none.csv", [], Collector())
    (tmp_path / "latin.csv").write_bytes("a\ncafé\n".encode("latin-1"))
    with pytest.raises(InputError, match="E-DAT-003"):
        read_rows(tmp_path / "latin.csv", ["a"], Collector())


def test_a_skill_whose_spellings_are_all_taken_is_left_out() -> None:
    matcher = SkillMatcher([Skill("sql", "SQL", "SQL", "database", ("học máy",))])
    more = beside(
        matcher, [Skill("x", "hoc may", "sql", "c", ()), Skill("y", "SQL", "structured query", "c", ())]
    )
    assert list(more.skills) == ["sql", "y"] and more.skills["y"].name_en == "structured query"


def test_a_mean_counts_zero_for_a_rated_occupation_that_does_not_name_the_skill() -> None:
    table = ImportanceTable.mean(
        {("a", "s"): 1.0, ("b", "t"): 0.5, ("d", "s"): 1.0}, {"a": ["1"], "b": ["1"], "c": ["1"]}, {"s": "S"}, "x", {}
    )  # fmt: skip
    # c was not rated at all and d has no code.
    assert [(r.skill, r.skill_name, r.importance, r.names) for r in table.rows] == [("s", "S", 0.5, 2), ("t", "t", 0.25, 2)]  # fmt: skip


def test_names_one_a_line() -> None:
    assert split_names("") == () and split_names("a\n b \n") == ("a", "b")


def test_fields_of_codes_are_those_of_most_roles() -> None:
    """Some roles are of another field than their code: sales and training of information technology, software of devices."""
    rows = table("occupation-coding", "roles")
    same = [row for row in rows if field_of(row["occupation"]) == row["field"]]
    assert len(rows) - len(same) <= 7
    assert {"tester", "chip_designer", "security_engineer", "sales", "telecom_technician"} <= {
        row["role"] for row in same
    }
