"""Demand for skills on draws."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour import Scenario, compare_scenarios, skill_demand
from dubao.labour.skill_demand import against, curricula, demand, importance, importance_from_rows
from dubao.labour.skill_demand import demand as demand_of

rng = np.random.default_rng(7)
PERSONS = {o: 1000 * np.exp(0.05 * rng.standard_normal((200, 3))) for o in ("251", "252", "742")}
IMPORTANCE = importance_from_rows(
    [
        ("sql", "251", (0.5, 0.3, 0.9)),
        ("sql", "252", 0.8),
        ("sql", "742", 0.1),
        ("go", "251", (0.2, 0.1, 0.3)),
    ]
)
FIELDS = {"251": "it", "252": "it", "742": "electronics"}


def test_the_examples_of_the_modules_run() -> None:
    import sys

    for module in (skill_demand, importance, sys.modules[demand.__module__], curricula, against):
        result = doctest.testmod(module)
        assert (result.attempted > 0, result.failed) == (True, 0), module


def test_demand_is_the_sum_over_occupations_of_persons_times_importance() -> None:
    exact = importance_from_rows([("sql", "251", 0.4), ("sql", "252", 0.9)])
    found = demand_of({"251": [[1000.0, 1100.0]], "252": [[200.0, 210.0]]}, exact, start="2030")
    assert found.by_skill["sql"].tolist() == [[580.0, 629.0]]
    assert found.periods == ("2030", "2031")
    row = found.row("sql", "2030")
    assert (row.median, row.low, row.high, row.not_assessed) == (580.0, 580.0, 580.0, 0.0)
    assert row.share == pytest.approx(580 / 1200)


def test_fields_add_up_and_nothing_adds_over_skills() -> None:
    found = demand_of(PERSONS, IMPORTANCE, start="2027", fields=FIELDS)
    for skill, paths in found.by_skill.items():
        np.testing.assert_allclose(sum(found.by_field[f][skill] for f in found.by_field), paths, rtol=1e-12)
        assert (paths <= sum(found.persons.values()) * (1 + 1e-12)).all()
    assert set(found.by_field) == {"it", "electronics"}
    assert not any("total" in name for name in dir(found))
    assert "không" in " ".join(found.statements("vi")).lower()
    assert "Skills are not added" in found.statements("en")[0]


def test_an_occupation_without_importance_is_stated_apart() -> None:
    found = demand_of(PERSONS, IMPORTANCE, start="2027")
    np.testing.assert_allclose(found.not_assessed["go"], PERSONS["252"] + PERSONS["742"], rtol=1e-12)
    assert found.occupations_without == {"go": ("252", "742")}
    row = found.row("go", "2027")
    assert row.share == pytest.approx(np.median(found.by_skill["go"][:, 0] / PERSONS["251"][:, 0]))
    assert "1 kỹ năng" in " ".join(found.statements("vi"))


def test_rows_are_ordered_and_the_frame_has_all_and_each_field() -> None:
    found = demand_of(PERSONS, IMPORTANCE, start="2027", fields=FIELDS)
    assert [r.skill for r in found.rows(period="2028")] == ["sql", "go"]
    frame = found.frame("dict")
    assert len(frame["skill"]) == 3 * 2 + 3 * 2 * 2
    assert set(frame["field"]) == {"", "it", "electronics"}
    # No occupation of electronics has an importance of Go: nobody is assessed there, and that is no zero.
    electronics = found.row("go", "2028", field="electronics")
    assert np.isnan(electronics.share) and electronics.not_assessed > 0
    it = found.row("sql", "2028", field="it")
    both = PERSONS["251"][:, 1] + PERSONS["252"][:, 1]
    assert it.share == pytest.approx(np.median(found.by_field["it"]["sql"][:, 1] / both))


def test_ratings_make_weighted_persons_and_shares_persons() -> None:
    assert demand_of(PERSONS, IMPORTANCE, start="2027").units == {"go": "weighted", "sql": "weighted"}
    shares = skill_demand.Importances(
        (skill_demand.Importance("sql", "251", 0.3, 0.2, 0.4, "share", 30, 100, 1.0, 30.5, 70.5),)
    )
    found = demand_of({"251": np.full((4000, 1), 1000.0)}, shares, start="2027")
    assert found.units == {"sql": "persons"}
    # Mean of Beta(30.5, 70.5) within four standard errors.
    assert found.by_skill["sql"].mean() == pytest.approx(1000 * 30.5 / 101, abs=4 * 46 / 4000**0.5)


def test_scenarios_meet_the_same_importances_path_by_path() -> None:
    about = {"source": "test", "author": "test", "date": "2026-11-23"}

    def outcome(scenario: Scenario) -> dict[str, np.ndarray]:
        persons = {o: scenario.employment(o, paths, start="2027") for o, paths in PERSONS.items()}
        return demand_of(persons, IMPORTANCE, start="2027").outcomes()

    low = Scenario("low", values=[("employment factor", "251", "2027", 0.5)], **about)
    found = compare_scenarios(outcome, [Scenario("base", **about), low])
    base = demand_of(PERSONS, IMPORTANCE, start="2027").by_skill["go"]
    np.testing.assert_allclose(found.differences["low"]["go"][:, 0], -0.5 * base[:, 0], rtol=1e-9)
    assert (found.differences["low"]["sql"] <= 1e-9).all()


def test_bits_depend_neither_on_threads_nor_on_the_order_of_rows() -> None:
    turned = skill_demand.Importances(IMPORTANCE.rows[::-1])
    one = demand_of(PERSONS, IMPORTANCE, start="2027", n_jobs=1)
    two = demand_of(dict(reversed(PERSONS.items())), turned, start="2027", n_jobs=2)
    assert all((one.by_skill[s] == two.by_skill[s]).all() for s in one.by_skill)
    assert all((one.persons[o] == two.persons[o]).all() for o in one.persons)


def test_everything_wrong_is_named() -> None:
    def ids(**more: object) -> list[str]:
        with pytest.raises(InputError) as error:
            demand_of(**{"persons": PERSONS, "importances": IMPORTANCE, "start": "2027", **more})  # type: ignore[arg-type]
        assert all(p.vi and p.en for p in error.value.problems)
        return [p.id for p in error.value.problems]

    assert ids(what="people") == ["E-SKD-009"]
    assert ids(persons={}) == ["E-SKD-004"]
    assert ids(persons={"251": [[-1.0]]}) == ["E-SKD-004"]
    assert ids(fields={"251": "it"}) == ["E-SKD-005", "E-SKD-005"]
    assert ids(importances=importance_from_rows([("sql", "251", 1.2), ("", "251", 0.2)])) == ["E-SKD-003"] * 2
