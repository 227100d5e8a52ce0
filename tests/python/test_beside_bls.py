"""The page docs/beside-bls.md and its script say the same, nothing is known before its time, and the measures are right."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"
# Last printed digit of a percentage: paths may differ in the last bits between compilers.
ROUNDING = 0.11
EXACT = 1e-12


def load(name: str) -> ModuleType:
    sys.path.insert(0, str(BENCH))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(BENCH))


tables, methods, bls = load("bls_tables"), load("bls_forecasts"), load("bls")


@pytest.fixture(scope="module")
def data():
    found = tables.vintages()
    if found is None:
        pytest.skip(f"the projections are not at hand ({tables.MATRIX})")
    return found


def same_table(found: str, page: str, tolerance: float = ROUNDING) -> None:
    """Words equal, figures equal to the last digit printed."""
    number = re.compile(r"(?<![\w.])[+-]?\d[\d,]*(?:\.\d+)?")
    assert number.sub("#", found) == number.sub("#", page)
    values = [[float(v.replace(",", "")) for v in number.findall(text)] for text in (found, page)]
    # Whole percents and thousands may round to the neighbour.
    gaps = np.abs(np.subtract(*values))
    whole = np.array(["." not in v for v in number.findall(page)])
    assert (gaps <= np.where(whole, 1.0, tolerance)).all()


def made_up(slope: float) -> dict:
    """Two vintages two years apart: forty occupations grow at ``slope`` times the projected pace, one without counterpart
    holds the totals, projected and real."""
    rng = np.random.default_rng(5)
    base = np.resize([10.0, 50.0, 200.0], 40)  # every class of size
    r = rng.normal(0, 0.2, 40)
    projected, came = base * np.exp(r), base * np.exp(slope * 2 / 10 * r)
    names = [f"c{k:02d}" for k in range(40)]
    rest, whole = 1000.0, 1000.0 + base.sum()
    line = tables.Line
    first = {n: line(f"Occupation {n}", b, p) for n, b, p in zip(names, base, projected, strict=True)}
    second = {n: line(f"occupation {n}", c, c) for n, c in zip(names, came, strict=True)}
    first["rest"] = line("the rest", rest, whole - projected.sum())
    second["rest"] = line("other", whole - came.sum(), whole - came.sum())
    return {2010: first, 2012: second}


def test_matched_occupations_are_as_many_as_the_page_says(data) -> None:
    asked = [tables.occupations(data, origin) for origin in tables.ORIGINS]
    assert [len(p.ids) for p in asked] == [586, 666, 667]
    assert not any(code.startswith("15-1") for p in asked for code in p.ids)
    assert "586, 666 and 667 occupations" in bls.PAGE.read_text(encoding="utf-8")


def test_the_668th_pair_is_a_detailed_occupation_with_the_summary_line_of_its_own_code(data) -> None:
    import csv

    with tables.MATRIX.open(newline="", encoding="utf-8") as file:
        later = [r for r in csv.DictReader(file) if r["base_year"] == "2024"]
    now = data[2014]
    pairs = [
        (r["soc_code"], r["occ_type"])
        for r in later
        if r["soc_code"] in now and tables.plain(r["title"]) == tables.plain(now[r["soc_code"]].title)
    ]
    assert len(pairs) == 668
    assert [kind for _, kind in pairs].count("Summary") == 1


def test_every_computer_occupation_of_every_vintage_is_in_one_group(data) -> None:
    codes = [code for group in tables.COMPUTER_GROUPS.values() for code in group]
    assert len(codes) == len(set(codes))
    for lines in data.values():
        assert {code for code in lines if code.startswith("15-1")} <= set(codes)


def test_nothing_is_known_before_its_time(data) -> None:
    for origin in tables.ORIGINS:
        problem = tables.occupations(data, origin)
        assert {year for values in problem.known for year in values} == {
            y for y in tables.ORIGINS if y <= origin
        }
        # What came after the origin does not move the rule.
        past = {year: lines for year, lines in data.items() if year <= origin}
        assert methods.known_rule(past, origin) == methods.known_rule(data, origin)
    assert methods.known_rule(data, 2010) is None


def test_the_rule_finds_the_slope_and_leaves_the_total_alone() -> None:
    rule = methods.learn(made_up(0.5), [(2010, 2)])
    assert rule.slope == pytest.approx(0.5, abs=1e-6)  # found by iterations
    assert rule.occupations == 40
    cut = methods.learn(made_up(-1.0), [(2010, 2)])
    assert cut.slope == 0.0


def test_a_recalibrated_projection_without_a_rule_is_the_projection() -> None:
    problem = toy()
    assert methods.recalibrated(problem, None) is problem.projected
    half = methods.Rule(0.5, 0.1, (0.1, 0.1, 0.1), ((2010, 2),), 40)
    growth = np.sqrt(120.0 / 100.0)  # the geometric mean of total growth 1 and the projected factor
    assert methods.recalibrated(problem, half)[1] == pytest.approx(100.0 * growth, rel=EXACT)


def toy():
    return tables.Problem(
        2012,
        2022,
        ["a", "b"],
        [{2010: 90.0, 2012: 100.0}, {2012: 100.0}],
        np.array([80.0, 120.0]),
        np.array([100.0, 150.0]),
        {2010: 190.0, 2012: 200.0},
        200.0,
        250.0,
    )


def test_measures_of_two_occupations_by_hand() -> None:
    problem = toy()
    found = bls.score(problem, methods.Forecast("x", problem.projected))
    assert found["WAPE"] == pytest.approx(100 * 50 / 250)
    assert found["percent error"] == pytest.approx(100 * (0.2 + 0.2) / 2)
    assert found["sum"] == pytest.approx(-20.0)
    assert found["shares"] == pytest.approx(0.0, abs=EXACT)  # 0.4 and 0.6 both
    assert found["direction"] == 50.0  # b grew as projected; a did not change and was to fall
    assert found["faster"] == 100.0
    assert np.isnan(found["cover 80"]) and found["CRPS"] == found["WAPE"]
    no_change, last, *_ = methods.yardsticks(problem)
    assert last.point.tolist() == pytest.approx([100 * (100 / 90) ** 5, 100.0])
    silent = bls.score(problem, no_change)
    assert np.isnan(silent["direction"]) and np.isnan(silent["faster"])
    paths = np.tile([[90.0, 110.0], [110.0, 130.0]], (500, 1))
    spread = bls.score(problem, methods.Forecast("x", problem.projected, paths))
    assert (spread["cover 80"], spread["cover 95"]) == (50.0, 50.0)


@pytest.mark.parametrize(
    ("codes", "drawn"), [(("11-1", "11-2"), (0.0,)), (("11-1", "13-1"), (20 / 100, -20 / 150, 0.0, 0.0))]
)
def test_a_difference_of_wape_and_its_error_over_major_groups(codes, drawn) -> None:
    # Losses are +20 on 100 and -20 on 150 jobs: two groups are drawn both in half of the draws, either twice in a quarter.
    problem = tables.Problem(**(vars(toy()) | {"ids": list(codes)}))
    value, error = bls.difference(problem, problem.projected, problem.base)
    assert value == pytest.approx(0.0, abs=EXACT)
    assert error == pytest.approx(100 * np.std(drawn), rel=0.05)


def test_an_override_has_the_80_percent_interval_that_the_rule_gives() -> None:
    problem = toy()
    rule = methods.Rule(1.0, 0.1, (0.05, 0.05, 0.05), ((2010, 2),), 40)
    paths = methods.overridden(problem, rule, "x").paths
    low, high = np.quantile(paths, [0.1, 0.9], axis=0)
    wanted = 2 * problem.projected * methods.HALF_80 * 0.05 * np.sqrt(10)
    assert (high - low).tolist() == pytest.approx(wanted.tolist(), rel=1e-9)


@pytest.mark.parametrize("name", ["known", "computers", "groups", "noise"])
def test_the_page_has_the_table_that_the_script_prints(data, name: str) -> None:
    make = {
        "known": bls.known_table,
        "computers": lambda d: bls.score_table(bls.made(d, bls.COMPUTERS)),
        "groups": bls.group_table,
        "noise": bls.noise_table,
    }
    same_table(make[name](data), bls.on_page(name))


@pytest.mark.parametrize(("name", "target"), [("occupations", None), ("second", bls.SECOND_LOOK)])
def test_the_rows_of_the_page_that_need_no_fit_are_those_of_the_script(data, name: str, target) -> None:
    page = {tuple(line.split(" | ")[:2]): line for line in bls.on_page(name).splitlines()}
    found = [
        bls.row(problem, forecast)
        for problem in bls.problems(data, bls.ALL, target)
        for forecast in methods.yardsticks(problem)
        if target is None or "hindsight" not in forecast.name
    ]
    assert len(found) == 3 * (5 if target is None else 4)
    for line in found:
        same_table(line, page[tuple(line.split(" | ")[:2])])
