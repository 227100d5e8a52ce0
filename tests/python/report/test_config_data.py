"""A configuration that names what does not exist is refused before anything is computed, with the nearest name."""

from __future__ import annotations

import pytest
from report_editions import EDITIONS

from dubao.data import Catalogue
from dubao.errors import ConfigurationError
from dubao.report.config import load
from dubao.report.config_data import check_against_data


@pytest.fixture(scope="module")
def configuration():
    return load(EDITIONS / "vietnam-2026.toml")


@pytest.fixture(scope="module")
def catalogue(configuration):
    return Catalogue(configuration.catalogue.root)


def problems(configuration, catalogue):
    with pytest.raises(ConfigurationError) as caught:
        check_against_data(configuration, catalogue)
    assert {p.id for p in caught.value.problems} == {"E-CFG-010"}
    return caught.value.problems


@pytest.mark.parametrize("name", ["vietnam-2026", "demo"])
def test_the_editions_of_the_repository_name_only_what_exists(name):
    own = load(EDITIONS / f"{name}.toml")
    check_against_data(own, Catalogue(own.catalogue.root))


@pytest.mark.parametrize(
    ("part", "wrong", "where", "near"),
    [
        ("tables", {"wages": "vietnam-labour/wage"}, "tables.wages", "vietnam-labour/wages"),
        ("tables", {"wagse": "vietnam-labour/wages"}, "tables.wagse", "wages"),
        ("assumptions", {"early_exit": "replacement.early_exits"}, "assumptions", "replacement.early_exit"),
        ("assumptions", {"early_exits": "replacement.early_exit"}, "assumptions.early_exits", "early_exit"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest_one(configuration, catalogue, part, wrong, where, near):
    broken = configuration.model_copy(update={part: {**getattr(configuration, part), **wrong}})
    found = problems(broken, catalogue)
    assert [p.argument for p in found] == [where]
    assert near in found[0].remedy_vi and near in found[0].remedy_en


def test_series_claims_proxies_and_legal_bases_are_checked_too(configuration, catalogue):
    groups = list(configuration.groups)
    groups[0] = groups[0].model_copy(update={"series": "vn.emp.isco08.52.T", "age_proxies": ("services",)})
    ladder = [*configuration.ladder[:-1], configuration.ladder[-1].model_copy(update={"claim": "nobody"})]
    legal = configuration.legal.model_copy(update={"leading": "luat_75_2025"})
    broken = configuration.model_copy(
        update={"groups": tuple(groups), "ladder": tuple(ladder), "legal": legal}
    )
    found = {p.argument for p in problems(broken, catalogue)}
    assert found == {"groups.isco25.series", "groups.age_proxies", "ladder", "legal"}
