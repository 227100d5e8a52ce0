"""Separation rates from records: right rates, honest draws, and nothing of a person in result, view, file or error."""

from __future__ import annotations

import csv
import json
import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dubao import labour
from dubao.errors import DubaoError, InputError

SECRET = "Nguyễn Thị Bí Mật"
SECRET_WEIGHT = 31415.92653
SOLVED = 1e-6  # relative: what the regression's search leaves
CURVATURE = 0.05  # relative: a standard deviation of draws against the delta method
GOLDEN = Path(__file__).parents[2] / "golden" / "labour"


def read_rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((GOLDEN / name).read_text(encoding="utf-8").splitlines()))


def people(n: int = 3000, seed: int = 4) -> dict[str, list]:
    """Persons from known probabilities: old 20 % leave, young 4 %; 8 % change occupation."""
    rng = np.random.default_rng(seed)
    occupation = rng.choice(["25", "35"], n, p=[0.6, 0.4])
    old = rng.random(n) < np.where(occupation == "25", 0.15, 0.45)
    draw = rng.random(n)
    left = draw < np.where(old, 0.20, 0.04)
    moved = draw > 0.92
    return {
        "occupation": occupation.tolist(),
        "age": np.where(old, 61, 33).tolist(),
        "sex": rng.choice(["F", "M"], n).tolist(),
        "education": rng.choice(["primary", "secondary", "tertiary"], n).tolist(),
        "outcome": np.where(left, "left", np.where(moved, "transferred", "stayed")).tolist(),
        "weight": rng.uniform(100, 900, n).tolist(),
        "name": [f"person {k}" for k in range(n)],
    }


def with_a_marked_person() -> dict[str, list]:
    table = people()
    table["name"][7], table["weight"][7] = SECRET, SECRET_WEIGHT
    return table


def test_the_rates_follow_the_age_structure_of_each_occupation() -> None:
    found = labour.separation_rates(people(8000), draws=500)
    young, old = found.occupations["25"], found.occupations["35"]
    for one, share in ((young, 0.15), (old, 0.45)):
        truth = 0.04 + share * 0.16
        assert abs(one.exit_rate - truth) < 4 * one.exit.std() + 0.01  # weights and the sampled age structure
        assert 0 < one.exit.std() < 0.02
        assert one.exit.mean() == pytest.approx(one.exit_rate, abs=4 * one.exit.std() / np.sqrt(500) + 1e-3)
    assert np.corrcoef(young.exit, old.exit)[0, 1] > 0.5  # one set of coefficients a path
    assert found.all.persons == 8000
    assert found.exit_model.error("intercept") > 0


def test_probit_and_logit_agree_where_the_columns_are_categories_of_one_factor() -> None:
    rates = [
        labour.separation_rates(people(), categories=(), link=link, draws=5) for link in ("probit", "logit")
    ]
    for occupation in ("25", "35"):
        one, two = (found.occupations[occupation].exit_rate for found in rates)
        assert one == pytest.approx(two, rel=SOLVED)


def test_records_and_their_table_of_counts_give_the_same_rates() -> None:
    table = people()
    cells: dict[tuple[str, str], list[int]] = {}
    for occupation, age, outcome in zip(table["occupation"], table["age"], table["outcome"], strict=True):
        band = "60+" if age >= 60 else "25–34"
        cells.setdefault((occupation, band), [0, 0, 0])[labour.person_records.OUTCOMES.index(outcome)] += 1
    counts = np.array(list(cells.values()))
    one = labour.separation_rates(table, categories=(), weight=None, draws=20)
    two = labour.separation_rates_of_cells(
        {
            "occupation": [key[0] for key in cells],
            "age": [key[1] for key in cells],
            "stayed": counts[:, 0],
            "left": counts[:, 1],
            "transferred": counts[:, 2],
        },
        categories=["age"],
        draws=20,
    )
    for occupation in ("25", "35"):
        assert one.occupations[occupation].exit_rate == pytest.approx(
            two.occupations[occupation].exit_rate, rel=SOLVED
        )
        assert one.occupations[occupation].persons == two.occupations[occupation].persons


def test_nothing_of_a_person_is_in_the_result_its_view_its_file_or_its_dictionary() -> None:
    found = labour.separation_rates(with_a_marked_person(), draws=20)
    texts = [
        repr(found),
        repr(found.all),
        repr(found.occupations),
        json.dumps(found.to_dict(), ensure_ascii=False),
    ]
    packed = pickle.dumps(found)
    for text in texts:
        assert SECRET not in text and "person 3" not in text and str(SECRET_WEIGHT) not in text
    assert SECRET.encode() not in packed
    assert np.float64(SECRET_WEIGHT).tobytes() not in packed
    assert np.float64(SECRET_WEIGHT).tobytes()[::-1] not in packed
    sizes = {np.size(value) for one in found.occupations.values() for value in vars(one).values()}
    assert sizes <= {1, 20}  # codes, numbers and draws: no column of 3,000


def test_an_error_names_the_column_and_the_count_and_never_a_person_or_a_value() -> None:
    table = with_a_marked_person()
    table["outcome"][7] = SECRET
    table["age"][7:9] = [SECRET, 200]
    table["weight"][7] = SECRET
    table["sex"][7] = None
    with pytest.raises(InputError) as caught:
        labour.separation_rates(table)
    found = {(problem.id, problem.column): problem for problem in caught.value.problems}
    assert set(found) == {
        ("E-REP-014", "age"),
        ("E-REP-014", "outcome"),
        ("E-REP-014", "sex"),
        ("E-REP-014", "weight"),
    }
    assert found["E-REP-014", "age"].en.startswith("2 ")
    for lang in ("vi", "en"):
        text = caught.value.text(lang)
        assert SECRET not in text and "200" not in text and "row 8" not in text and "dòng 8" not in text
    assert all(problem.row is None or problem.row == 0 for problem in caught.value.problems)
    linked = caught.value.__context__
    assert linked is None or SECRET not in str(linked)


def test_a_column_of_names_given_as_a_category_is_refused_without_a_name() -> None:
    with pytest.raises(InputError) as caught:
        labour.separation_rates(with_a_marked_person(), categories=("name",))
    assert [(problem.id, problem.column) for problem in caught.value.problems] == [("E-REP-015", "name")]
    assert SECRET not in caught.value.text("en") and "person 3" not in caught.value.text("en")
    assert caught.value.problems[0].en.startswith("3000 ")


def test_an_occupation_with_fewer_than_five_persons_is_suppressed() -> None:
    table = people()
    table["occupation"][:4] = ["99"] * 4
    found = labour.separation_rates(table, draws=10)
    assert found.suppressed == ("99",)
    assert set(found.occupations) == {"25", "35"}
    assert found.all.persons == 2996  # no subtraction tells the four
    assert "1 occupation(s)" in found.notes[0]
    table["occupation"][4] = "99"
    assert "99" in labour.separation_rates(table, draws=10).occupations
    for minimum, error_id in ((4, "E-REP-018"), (10**6, "E-REP-015")):
        with pytest.raises(InputError) as caught:
            labour.separation_rates(people(), minimum_persons=minimum, draws=10)
        assert caught.value.id == error_id


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
def test_tables_of_every_kind_are_read(kind) -> None:
    library = pytest.importorskip(kind)
    columns = people(800)
    frame = library.table(columns) if kind == "pyarrow" else library.DataFrame(columns)
    one = labour.separation_rates(frame, categories=("sex",), draws=5)
    two = labour.separation_rates(columns, categories=("sex",), draws=5)
    assert one.all.exit_rate == two.all.exit_rate


def test_missing_columns_and_wrong_links_are_named() -> None:
    with pytest.raises(InputError) as caught:
        labour.separation_rates({"occupation": ["25"], "age": [30]})
    assert {problem.column for problem in caught.value.problems} == {"outcome", "sex", "education", "weight"}
    assert {problem.id for problem in caught.value.problems} == {"E-REP-019"}
    with pytest.raises(InputError) as caught:
        labour.separation_rates(people(200), link="cauchit")
    assert caught.value.id == "E-REP-018"


def test_columns_that_separate_the_leavers_together_are_refused_without_a_row() -> None:
    table = people()
    both = [int(a > 60 and s == "F") for a, s in zip(table["age"], table["sex"], strict=True)]
    table["both"] = both
    table["outcome"] = [
        "stayed" if hit and o == "left" else o for hit, o in zip(both, table["outcome"], strict=True)
    ]
    with pytest.raises(DubaoError) as caught:
        labour.separation_rates(table, categories=("sex",), numbers=("both",))
    assert caught.value.id == "E-REP-017"
    assert "row " not in caught.value.text("en")


def test_the_draws_go_into_openings_path_by_path() -> None:
    rates = labour.separation_rates(people(), draws=50).occupations["25"]
    found = labour.separation_openings(
        base=1000.0,
        final=1200.0,
        years=10,
        exit_rate=rates.exit,
        transfer_rate=rates.transfer,
        count_transfers=True,
    )
    np.testing.assert_allclose(found.total, 20.0 + (rates.exit + rates.transfer) * 1100.0)
    exits = labour.separation_openings(base=1000.0, final=1200.0, years=10, exit_rate=rates.exit)
    assert (exits.total < found.total).all()


def test_persons_of_one_household_tell_less_than_as_many_strangers() -> None:
    table = people(1500)
    twice = {name: [*values, *values] for name, values in table.items()}
    twice["household"] = [f"household {k % 1500}" for k in range(3000)]
    strangers = labour.separation_rates(twice, draws=20)
    households = labour.separation_rates(twice, draws=20, cluster="household")
    ratio = strangers.exit_model.error("intercept") / households.exit_model.error("intercept")
    assert ratio == pytest.approx(np.sqrt(0.5), rel=0.01)
    assert b"household 7" not in pickle.dumps(households)
    twice["household"][3] = None
    twice["grossing"] = twice.pop("weight")
    twice["grossing"][5] = -1.0
    with pytest.raises(InputError) as caught:
        labour.separation_rates(twice, cluster="household", weight="grossing")
    assert {(problem.id, problem.column) for problem in caught.value.problems} == {
        ("E-REP-014", "household"),
        ("E-REP-014", "grossing"),
    }


@pytest.mark.parametrize("link", ["probit", "logit"])
def test_rates_and_their_errors_are_those_of_r(link) -> None:
    """R's glm with survey weights, sandwich and delta method by hand: tests/golden/scripts/separation_rates.R."""
    persons = read_rows("separation_persons.csv")
    table = {name: [row[name] for row in persons] for name in ("occupation", "sex", "education", "outcome")}
    table["age"] = [int(row["age"]) for row in persons]
    table["weight"] = [float(row["weight"]) for row in persons]
    found = labour.separation_rates(table, link=link, draws=20_000)
    expected = [row for row in read_rows("separation_rates.csv") if row["link"] == link]
    assert len(expected) == 6
    for row in expected:
        one = found.occupations[row["occupation"]]
        rate, draws = (
            (one.exit_rate, one.exit) if row["outcome"] == "left" else (one.transfer_rate, one.transfer)
        )
        assert rate == pytest.approx(float(row["rate"]), rel=SOLVED)
        # Draws against the linearised error: half a per cent of sampling, a few of curvature.
        assert draws.std() == pytest.approx(float(row["error"]), rel=CURVATURE)


@settings(max_examples=25, deadline=None)
@given(arrays.arrays(int, (6, 3), elements=st.integers(5, 400)), st.sampled_from(["probit", "logit"]))
def test_rates_of_any_table_are_rates_and_the_whole_is_the_mean_of_its_parts(counts, link) -> None:
    cells = {
        "occupation": ["a", "a", "b", "b", "c", "c"],
        "age": ["old", "young"] * 3,
        "stayed": counts[:, 0],
        "left": counts[:, 1],
        "transferred": counts[:, 2],
        "weight": [1.0, 2.0, 3.0, 1.0, 2.0, 3.0],
    }
    found = labour.separation_rates_of_cells(cells, categories=["age"], weight="weight", link=link, draws=30)
    for one in (*found.occupations.values(), found.all):
        assert (one.exit > 0).all() and (one.exit < 1).all()
        assert (one.transfer > 0).all() and (one.transfer < 1).all()
        assert one.exit_rate + one.transfer_rate < 1 + SOLVED
    people = np.array([one.population for one in found.occupations.values()])
    draws = np.array([one.exit for one in found.occupations.values()])
    np.testing.assert_allclose(people @ draws / people.sum(), found.all.exit, rtol=SOLVED)


def test_no_part_that_writes_files_reads_records() -> None:
    """A vintage or a report can be given rates; records stay with whoever holds them."""
    package = Path(labour.__file__).parents[1]
    for folder in ("report", "cli", "data"):
        for file in (package / folder).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            assert "person_records" not in text and "separation_rates(" not in text, file
