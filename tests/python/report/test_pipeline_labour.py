"""Proxy profiles, exits and the tornado: what replacement rests on where no age table exists."""

from __future__ import annotations

import numpy as np
import pytest
from report_editions import EDITIONS, composed

from dubao.data import Catalogue
from dubao.errors import InputError
from dubao.report.assumptions import fix, tornado
from dubao.report.config import load
from dubao.report.pipeline_labour import ExitTables, proxy_profile, rates_of, women_share
from dubao.report.registers import Assumption, assumption_register
from dubao.report.text import Text


@pytest.fixture(scope="module")
def configuration():
    return load(EDITIONS / "vietnam-2026.toml")


@pytest.fixture(scope="module")
def catalogue(configuration):
    return Catalogue(configuration.catalogue.root)


@pytest.fixture(scope="module")
def tables(catalogue, configuration):
    return ExitTables(catalogue, configuration)


def test_a_proxy_profile_keeps_the_published_groups(tables):
    profile = tables.profile("market_services", 0.2)
    groups = {
        (r["age"]): r["value"]
        for r in tables.proxies
        if r["group"] == "market_services" and r["period"] == "2024"
    }
    total = sum(groups.values())
    young = profile.shares[:10].sum()
    assert young == pytest.approx(groups["15-24"] / total)
    assert profile.shares[40:].sum() == pytest.approx(groups["55-64"] / total)
    assert profile.women_share == pytest.approx(0.2)


def test_a_profile_of_two_groups_borrows_the_shape_of_a_full_one(tables):
    coarse = tables.profile("isco08_2", 0.2)
    groups = {
        r["age"]: r["value"] for r in tables.proxies if r["group"] == "isco08_2" and r["period"] == "2024"
    }
    assert coarse.shares[:10].sum() == pytest.approx(groups["15-24"] / groups["15-64"])
    full = tables.profile("market_services", 0.2)
    ratio = coarse.shares[10:, 0] / full.shares[10:, 0]
    assert np.allclose(ratio, ratio[0])


def test_an_unknown_proxy_is_refused_with_those_that_exist(tables):
    with pytest.raises(InputError) as caught:
        proxy_profile(tables.proxies, "astronauts", 0.5, 2024)
    assert caught.value.id == "E-REP-102" and "market_services" in caught.value.problems[0].remedy_en


def test_mortality_rises_with_age_and_is_higher_for_men(tables):
    q = tables.mortality
    assert q.shape == (50, 2)
    assert (q[30:, 0] > q[30:, 1]).all() and q[45, 0] > q[5, 0]


def test_the_retirement_path_is_the_legal_one(tables):
    assert tables.retirement[2021] == (723.0, 664.0)
    assert tables.retirement[2028][0] == 744.0 and tables.retirement[2035][1] == 720.0


def test_the_share_of_women_comes_from_the_series_by_sex_where_there_is_one(catalogue, configuration):
    share = women_share(catalogue, configuration.group("isco25"), 2024, "vn.emp.isco08.total.T")
    assert share == pytest.approx(20.182 / 123.449)


def test_rates_come_from_the_register_by_the_uses_the_configuration_names(catalogue, configuration):
    register = assumption_register(catalogue.table(configuration.tables["assumptions"]))
    rates = rates_of(configuration, register)
    assert rates["take_up"] == (0.6, 0.4, 0.9)
    unnamed = configuration.model_copy(update={"assumptions": {}})
    assert rates_of(unnamed, register) == {}


def test_more_leavers_come_from_the_older_profile():
    _, context = composed("vietnam-2026")
    found = context.results.openings["isco25"]
    assert found.low.profile == "manufacturing" and found.high.profile == "market_services"
    low, high = (float(np.median(one.separations)) for one in (found.low, found.high))
    assert high > 1.15 * low


def test_causes_add_up_to_the_leavers():
    _, context = composed("vietnam-2026")
    for found in context.results.openings.values():
        assert np.allclose(sum(found.high.causes.values()), found.high.separations)


def assumption(key, value, low, high):
    return Assumption(key, Text(key, key), value, low, high, "ratio", "", "", "", "", Text("", ""))


def test_the_tornado_moves_one_assumption_at_a_time_and_sorts_by_effect():
    register = {
        "a": assumption("a", 2.0, 1.0, 3.0),
        "b": assumption("b", 5.0, 4.0, 10.0),
        "c": assumption("c", None, None, None),
    }
    seen = []

    def compute(at):
        seen.append({k: v.value for k, v in at.items()})
        assert all(v.low == v.high == v.value for v in at.values())
        return 10 * at["a"].value + at["b"].value

    found = tornado("x", Text("x", "x"), "", compute, register, {"one": "a", "two": "b", "three": "c"})
    assert found.base == 25.0
    assert [(e.id, e.at_low, e.at_high) for e in found.effects] == [("a", 15.0, 35.0), ("b", 24.0, 30.0)]
    assert len(seen) == 5


def test_a_fixed_assumption_is_exact():
    assert fix(assumption("a", 2.0, 1.0, 3.0), 2.5).triple == (2.5, 2.5, 2.5)
    with pytest.raises(ValueError, match="has no value"):
        _ = assumption("a", None, None, None).triple
