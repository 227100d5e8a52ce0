"""The demo edition: every table complete, every chapter a result, every kind of figure drawn, every page marked as simulated."""

from __future__ import annotations

import re

import numpy as np
import pytest
from report_editions import EDITIONS, composed

from dubao.report.document import Callout, MissingBox, NumberCell, Table
from dubao.report.glossary import forbidden_in, rendered, texts
from dubao.report.text import references

pytestmark = pytest.mark.skipif(
    not (EDITIONS / "demo.toml").is_file(), reason="the demo edition is not in this checkout"
)

KINDS = {
    "fan", "openings", "dots", "targets", "ladder", "tornado", "tile_map", "sankey", "pyramid", "heatmap", "rating", "lines", "quota",
    "intervals", "multiples",
}  # fmt: skip


@pytest.fixture(scope="module")
def edition():
    return composed("demo")


@pytest.fixture(scope="module")
def document(edition):
    return edition[0]


@pytest.fixture(scope="module")
def context(edition):
    return edition[1]


def test_every_kind_of_figure_is_drawn(document):
    assert {c.data.kind for c in document.charts()} == KINDS


def test_nothing_is_missing_and_no_request_is_made(document):
    assert not [b for _, b in document.blocks() if isinstance(b, MissingBox)]


def test_the_document_and_its_first_page_say_that_all_is_simulated(document):
    assert document.simulated
    first = document.chapters[0].blocks[0]
    assert isinstance(first, Callout) and "mô phỏng" in first.text.vi and "simulated" in first.text.en


def test_references_are_known_and_the_same_in_both_languages(document):
    ids = {n.id for n in document.store}
    for text in texts(document, sources=True):
        assert references(text) <= ids
        found = [sorted(re.findall(r"\{([A-Z]\d+-\d+)", words)) for words in (text.vi, text.en)]
        assert found[0] == found[1], text
    for table in document.tables():
        assert all(c.number_id in ids for row in table.rows for c in row if isinstance(c, NumberCell))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_forbidden_synonym_is_used(document, context, lang):
    terms = list(context.table("terms"))
    # Reasons of experts are quoted in their own words.
    quoted = {row[f"reason_{lang}"] for row in context.table("overrides")}
    own = [words for words in rendered(document, lang) if words not in quoted]
    assert not [f for words in own for f in forbidden_in(words, terms, lang)]


def test_every_chapter_holds_a_table_or_a_figure(document):
    for chapter in document.chapters[:13]:
        assert any(isinstance(b, Table) or hasattr(b, "data") for b in chapter.blocks), chapter.number


def test_staffing_cells_add_up_to_occupations_on_every_path(context):
    found = context.results.extra["staffing"]
    year = context.configuration.forecast.forecast_to
    for occupation in found.occupations:
        cells = sum(found.cell(industry, occupation, year) for industry in found.industries)
        assert np.allclose(cells, found.occupation[occupation][:, found.years.index(year)])


def test_scenarios_are_ordered_on_common_paths(context):
    found = context.results.extra["staffing"]
    for occupation in found.occupations:
        low, base, high = (
            paths[occupation][:, 5]
            for paths in (found.scenarios["low"], found.occupation, found.scenarios["high"])
        )
        assert (low <= base + 1e-9).all() and (base <= high + 1e-9).all()


def test_supply_by_occupation_conserves_the_entrants(context):
    found = context.results.extra["education"]
    entrants = sum(found.entrants[p] for p in found.programmes)
    assert np.allclose(sum(found.occupations.values()), entrants)


def test_class_probabilities_of_the_ratio_sum_to_one(context):
    for one in context.results.extra["balance"].values():
        assert sum(one.ratio.probabilities.values()) == pytest.approx(1.0)
        assert 0.0 <= one.balance.probability_of_shortage <= 1.0


def test_a_known_age_structure_replaces_the_range_between_proxies(context):
    found = context.results.openings
    assert found["isco25"].low is found["isco25"].high
    assert found["isic26"].low.profile != found["isic26"].high.profile


def test_the_recommended_intake_never_exceeds_the_legal_maximum(document):
    chart = next(c.data for c in document.charts() if c.data.kind == "quota")
    for advice, limit, high in zip(chart.recommended, chart.legal_maximum, chart.need_high80, strict=True):
        assert limit is None or advice <= limit
        assert advice <= high  # the quantile of three to one lies inside the central 80 %


def test_earlier_editions_are_scored_against_what_was_observed(document):
    scored = [n for n in document.store if n.key.startswith("earlier.") and n.key.endswith(".error")]
    assert len(scored) >= 6
    inside = document.store.by_key("earlier.inside").value
    assert 0 <= inside <= document.store.by_key("earlier.scored").value == len(scored)


def test_the_map_shows_the_34_provinces_of_today(document):
    chart = next(c.data for c in document.charts() if c.data.kind == "tile_map")
    assert len(chart.values) == 34


def test_no_input_of_a_simulated_edition_is_called_official(document):
    statuses = {r.status for n in document.store for r in n.inputs}
    assert statuses <= {"simulated", "assumption", "claim"}, statuses
