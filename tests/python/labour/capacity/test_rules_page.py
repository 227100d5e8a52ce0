"""The page that maps each clause names functions, headers and tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

from dubao.labour import capacity

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs/admission-rules.md").read_text(encoding="utf-8")
HEADERS = ROOT / "lib/include/dubao/labour/capacity"
TESTS = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "tests/cpp/labour/capacity").glob("*_test.cpp")
)


def table() -> list[list[str]]:
    """Rows of the section that maps clauses."""
    section = PAGE[PAGE.index("## Clause, function, test") :].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    return rows[2:]


def test_every_function_stands_in_its_header() -> None:
    rows = table()
    assert len(rows) >= 15
    for clause, function, _, _ in rows:
        for header in re.findall(r"(\w+\.hpp)", function) or ["determination.hpp"]:
            source = (HEADERS / header).read_text(encoding="utf-8")
            named = re.findall(r"`(\w+)`", function)
            assert named, clause
            assert any(f" {name}(" in source for name in named), (clause, function)


def test_every_test_named_exists() -> None:
    declared = set(re.findall(r"TEST\((\w+), (\w+)\)", TESTS))
    suites = {suite for suite, _ in declared}
    for clause, _, _, cell in table():
        names = re.findall(r"`(?:(\w+)\.)?(\w+)`", cell)
        assert names, clause
        suite = ""
        for given, name in names:
            suite = given or suite
            assert suite in suites and (suite, name) in declared, (clause, f"{suite}.{name}")


def test_every_clause_of_the_brakes_and_criteria_is_on_the_page() -> None:
    """Clauses whose values the computation reads are named in the mapping."""
    mapped = " ".join(row[0] for row in table())
    for clause in ("5(1)(a)", "5(1)(b)", "5(1)(c)", "5(2)", "5(3)", "5(5)", "5(6)", "5(7)", "5(9)"):
        assert clause in mapped
    values = capacity.rules_for(2027).values
    assert values["new_major_first_intake_max_share"].article_clause == "Art. 5(7)"
