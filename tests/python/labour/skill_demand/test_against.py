"""Demand held against what curricula teach."""

from __future__ import annotations

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour.rates import Rate
from dubao.labour.skill_demand import (
    Curricula,
    Programme,
    TaughtSkill,
    against_curricula,
    demand,
    importance_from_rows,
)

NEEDED = demand(
    {"251": [[1000.0, 1100.0]] * 300}, importance_from_rows([("security", "251", 0.4), ("go", "251", (0.1, 0.05, 0.2))]), start="2030"
)  # fmt: skip
TABLE = Curricula(
    (Programme("A", graduates=100.0), Programme("B", intake=80.0), Programme("C", graduates=10.0)),
    (TaughtSkill("A", "security", Rate(0.5)), TaughtSkill("B", "security", Rate(1.0)), TaughtSkill("B", "cobol", Rate(1.0))),
)  # fmt: skip


def test_graduates_bring_what_their_programme_teaches() -> None:
    found = against_curricula(NEEDED, TABLE, completion=0.75, entry=0.8)
    row = found.row("security", "2031")
    assert row.demand == pytest.approx(440.0)
    assert row.graduates == pytest.approx(0.8 * (50 + 60))
    assert row.gap == pytest.approx(440 - 88)
    assert row.taught_by == ("A", "B")
    assert found.row("go", "2030").graduates == 0.0
    assert found.row("go", "2030").taught_by == ()
    assert (found.not_described, found.not_needed) == (("C",), ("cobol",))
    assert [r.skill for r in found.rows(period="2030")] == ["security", "go"]
    assert found.frame("dict")["taught_by"].tolist()[0] == "A; B"


def test_gaps_are_taken_path_by_path_and_uncertain_graduates_widen_them() -> None:
    found = against_curricula(NEEDED, TABLE, completion=(0.75, 0.5, 0.9), entry=(0.8, 0.6, 0.95))
    for skill in found.gap:
        np.testing.assert_array_equal(found.gap[skill], found.demand[skill] - found.supply[skill])
    row = found.row("security", "2030")
    assert row.gap_low < row.gap < row.gap_high
    assert 0.0 <= row.probability <= 1.0
    narrow = against_curricula(NEEDED, TABLE, completion=0.75).row("security", "2030")
    assert narrow.gap_low == narrow.gap_high


def test_graduates_of_a_forecast_take_the_place_of_those_of_the_table() -> None:
    paths = np.full((300, 2), 1000.0)
    found = against_curricula(NEEDED, TABLE, graduates={"A": paths, "B": 0 * paths})
    assert found.row("security", "2030").gap == pytest.approx(400 - 500)
    assert found.row("security", "2030").probability == 0.0


def test_what_the_figures_are_is_said_in_both_languages() -> None:
    for lang, words in (("vi", "không phải số người thiếu"), ("en", "not a number of persons lacking")):
        text = " ".join(against_curricula(NEEDED, TABLE, completion=0.75).statements(lang))
        assert words in text and "C." in text
    stock = demand(
        {"251": [[1000.0]]}, importance_from_rows([("go", "251", 0.4)]), start="2030", what="employment"
    )
    table = Curricula((Programme("A", graduates=1.0),), (TaughtSkill("A", "go", Rate(0.5)),))
    assert "cannot be compared" in " ".join(against_curricula(stock, table, entry=0.5).statements("en"))
    assert "không so được" in " ".join(against_curricula(stock, table, entry=0.5).statements("vi"))


def test_everything_wrong_is_named() -> None:
    def ids(*args: object, **more: object) -> list[str]:
        with pytest.raises(InputError) as error:
            against_curricula(NEEDED, *args, **more)  # type: ignore[arg-type]
        assert all(p.vi and p.en for p in error.value.problems)
        return [p.id for p in error.value.problems]

    assert ids(TABLE) == ["E-SKD-010"]
    assert ids(TABLE, completion=0.75, entry=1.4) == ["E-SKD-007"]
    assert ids(TABLE, completion=0.75, graduates={"A": np.ones((2, 2))}) == ["E-LAB-002"]
    wrong = Curricula(TABLE.programmes, (TaughtSkill("A", "security", Rate(2.0)),))
    assert ids(wrong, completion=0.75) == ["E-SKD-006"]
