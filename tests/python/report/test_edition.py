"""The Viet Nam edition: what it may say and what it must not, on real data."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pytest
from report_editions import composed

from dubao.report.document import Callout, Chart, MissingBox, NumberCell, Pill, Table
from dubao.report.formatting import format_value, plain_text
from dubao.report.glossary import forbidden_in, rendered, texts
from dubao.report.text import references

LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def edition():
    return composed("vietnam-2026")


@pytest.fixture(scope="module")
def document(edition):
    return edition[0]


@pytest.fixture(scope="module")
def context(edition):
    return edition[1]


def chapter(document, number):
    return next(c for c in document.chapters if c.number == number)


def words_of(document, number, lang="en"):
    from dubao.report.glossary import _of

    return " ".join(
        plain_text(t, document.store, lang) for b in chapter(document, number).blocks for t in _of(b, True)
    )


def test_chapters_zero_to_twelve_and_annexes_a_to_j_stand_in_order(document):
    assert [c.number for c in document.chapters] == [str(n) for n in range(13)] + list("ABCDEFGHIJ")
    assert [c.annex for c in document.chapters] == [False] * 13 + [True] * 10


def test_every_reference_in_every_text_names_a_number_of_the_store(document):
    for text in texts(document, sources=True):
        assert references(text) <= {n.id for n in document.store}
    for table in document.tables():
        assert all(
            c.number_id in document.store for row in table.rows for c in row if isinstance(c, NumberCell)
        )


def test_both_languages_print_the_same_numbers_in_every_sentence(document):
    for text in texts(document, sources=True):
        assert references(text) == {r for r in references(text)}
        found = {lang: sorted(re.findall(r"\{([A-Z]\d+-\d+)", text.of(lang))) for lang in LANGUAGES}
        assert found["vi"] == found["en"], text


def test_no_sentence_holds_a_result_as_digits(document):
    """Digits outside braces are years, codes, legal numbers, levels of intervals, chapter and annex numbers only."""
    allowed = re.compile(
        r"(19|20)\d\d|\d{2,3}/\d{4}/\S+|\d+/QĐ\S*|\d+-NQ\S*|25|26|61|62|63|35|30|50%|80%|95%|146|F\d+|7480\d+|24/7|\d{2}/\d{2}/\d{4}|Covid-19"
    )
    number = re.compile(r"\d[\d.,]*\d|\d")
    for c in document.chapters:
        if c.annex or c.number in ("1",):
            continue
        for block in c.blocks:
            if isinstance(block, (MissingBox, Table)):
                continue
            from dubao.report.glossary import _of

            for text in _of(block, False):
                for lang in LANGUAGES:
                    bare = re.sub(r"\{[^}]*\}", "", text.of(lang))
                    bare = re.sub(
                        r"(chương|chapter|phụ lục|annex|mã|division|divisions|occupation|group|nhóm) [\d–A-Z]+",
                        "",
                        bare,
                        flags=re.I,
                    )
                    left = [n for n in number.findall(allowed.sub("", bare)) if len(n.strip(".,")) > 2]
                    assert not left, (c.number, lang, text.of(lang), left)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_forbidden_synonym_of_the_glossary_is_used(document, context, lang):
    terms = list(context.table("terms"))
    # Titles of legal texts are quoted as they are.
    titles = [row[f"title_{lang}"] for row in context.table("legal_bases")]
    found = []
    for words in rendered(document, lang):
        for title in titles:
            words = words.replace(title, "")
        found += forbidden_in(words, terms, lang)
    assert not found, found[:5]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_are_complete_nfc_and_without_leftover_marks(document, lang):
    for words in rendered(document, lang):
        assert words == unicodedata.normalize("NFC", words)
        assert "{" not in words and words != "None" and "nan" not in words.split()
        assert "  " not in words.strip() or lang == "vi"


def test_no_english_sentence_stands_on_the_vietnamese_page(document):
    common = {"the", "of", "and", "with", "from", "for", "is", "are"}
    for text in texts(document):
        bare = [w.strip(".,;:()") for w in plain_text(text, document.store, "vi").lower().split()]
        if len(bare) > 6 and text.vi != text.en:
            assert sum(w in common for w in bare) <= 2, text.vi


def test_the_scope_ladder_stands_on_page_one_and_tells_official_figures_from_claims(document):
    ladder = next(
        b for b in chapter(document, "0").blocks if isinstance(b, Chart) and b.data.kind == "ladder"
    )
    assert list(ladder.data.values) == sorted(ladder.data.values)
    assert set(ladder.data.official) == {True, False}
    isco25 = document.store.by_key("employment.isco25.2024")
    assert isco25.value == pytest.approx(123_449.0)
    assert min(ladder.data.values) < isco25.value < max(ladder.data.values)


def test_no_claim_drives_a_forecast_and_every_forecast_names_its_inputs(document):
    for number in document.store:
        if number.nature in ("forecast", "estimate", "scenario"):
            assert "claim" not in {r.status for r in number.inputs}, number.key
            if number.key.startswith(("employment.", "openings.")):
                assert number.inputs and number.formula, number.key


def test_every_employment_forecast_has_nested_intervals_around_its_median(document):
    seen = 0
    for number in document.store:
        if number.nature in ("forecast", "estimate", "scenario") and number.low95 is not None:
            assert number.low95 <= number.low80 <= number.value <= number.high80 <= number.high95, number.key
            seen += 1
    assert seen > 20


def test_the_sum_of_62_and_63_is_taken_path_by_path(context):
    forecasts = context.results.forecasts
    whole, a, b = (forecasts[k].paths for k in ("isic62_63", "isic62", "isic63"))
    assert np.array_equal(whole, a + b)
    s = forecasts["isic62_63"].summary(2030)
    parts = forecasts["isic62"].summary(2030), forecasts["isic63"].summary(2030)
    assert s.high95 - s.low95 < sum(p.high95 - p.low95 for p in parts)


def test_openings_lie_between_their_bounds_on_every_path(context):
    for found in context.results.openings.values():
        for one in (found.low, found.high):
            floor = np.maximum(one.change, 0.0)
            assert (one.total >= floor - 1e-6).all() and (one.total <= floor + one.separations + 1e-6).all()
        assert np.median(found.low.separations) <= np.median(found.high.separations)


def test_the_demand_chapter_shows_no_cross_table_and_asks_for_it(document):
    ids = {b.request_id for b in chapter(document, "4").blocks if isinstance(b, MissingBox)}
    assert "industry_by_occupation" in ids and "age_by_occupation" in ids
    assert not [b for b in chapter(document, "4").blocks if isinstance(b, Chart) and b.data.kind == "heatmap"]


def test_replacement_is_labelled_an_assumption(document):
    callouts = [b.text for b in chapter(document, "4").blocks if isinstance(b, Callout)]
    assert any("**giả định**" in t.vi and "**assumption**" in t.en for t in callouts)


def test_the_balance_publishes_no_ratio_and_says_why(document):
    pills = [
        c.text
        for t in chapter(document, "7").blocks
        if isinstance(t, Table)
        for r in t.rows
        for c in r
        if isinstance(c, Pill)
    ]
    assert {p.vi for p in pills} == {"phạm vi chưa tương thích, chưa tính tỷ số"}
    assert not [n for n in document.store if n.kind == "ratio" and n.key.startswith(("ita", "balance"))]


def test_no_national_cybersecurity_figure_stands_among_the_key_findings(document):
    key = {r for b in chapter(document, "0").blocks for t in _texts(b) for r in references(t)}
    assert not [r for r in key if "cyber" in document.store[r].key]
    words = words_of(document, "5", "vi")
    for scope in ("quốc phòng", "công an", "cơ yếu"):
        assert scope in words


def _texts(block):
    from dubao.report.glossary import _of

    return _of(block, False)


def test_there_is_no_map_of_provinces_without_a_recent_official_indicator(document):
    assert not [
        c
        for c in document.charts()
        if c.data.kind in ("tile_map", "pyramid", "sankey", "quota", "rating", "heatmap")
    ]
    assert "province_employment" in {b.request_id for b in document.missing()}


def test_targets_past_due_are_facts_and_probabilities_need_enough_observations(document, context):
    words = {
        c.text.en
        for t in chapter(document, "10").blocks
        if isinstance(t, Table)
        for r in t.rows
        for c in r
        if isinstance(c, Pill)
    }
    assert {"met", "not met", "no official data"} <= words
    for forecast in context.results.extra["targets"].values():
        assert forecast.observations >= context.configuration.targets.minimum_observations
    chances = [n for n in document.store if n.key.startswith("target.") and n.key.endswith(".probability")]
    assert len(chances) == len(context.results.extra["targets"]) >= 1


def test_the_accuracy_chapter_names_the_tests_and_calls_nothing_calibrated(document, context):
    words = words_of(document, "12", "en")
    assert "no earlier edition" in words.lower() and "seudo-vintage" in words
    assert "too few to call the intervals of these series calibrated" in words
    assert sum(s.origins for s in context.results.backtest) > 0
    for score in context.results.backtest:
        assert score.mase is None or score.mase > 0


def test_official_figures_from_a_public_copy_ask_to_be_replaced_in_a_draft(document):
    charts = [c for c in document.charts() if "ILOSTAT" in c.source.en]
    assert charts
    assert all("replace by the national office's table before issue" in c.source.en for c in charts)


def test_the_hatched_scenario_begins_after_the_forecast(document, context):
    fans = [c.data for c in document.charts() if c.data.kind == "fan"]
    assert len(fans) == len(context.configuration.groups)
    assert {f.scenario_from for f in fans} == {"2031"}
    assert all(f.breaks and f.breaks[0][0] == "2021" for f in fans)


def test_years_missing_in_two_digit_industries_stay_missing(context):
    history = context.results.forecasts["isic62"].history
    assert history.at(2013) is None and history.at(2012) is not None
    assert context.results.forecasts["isic63"].history.at(2009) is None


def test_the_shown_interval_widens_with_the_horizon(context):
    for forecast in context.results.forecasts.values():
        widths = [s.high80 - s.low80 for s in forecast.summaries]
        assert widths[5] > widths[0]


def test_the_tornado_varies_each_assumption_on_common_draws(context):
    openings = next(t for t in context.results.extra["tornado"] if t.key == "openings")
    assert len(openings.effects) >= 5
    assert [e.size for e in openings.effects] == sorted((e.size for e in openings.effects), reverse=True)
    by_id = {e.id: e for e in openings.effects}
    early = by_id["replacement.early_exit"]
    assert early.at_low < openings.base < early.at_high


def test_an_assumption_at_its_middle_changes_nothing(context):
    for tornado in context.results.extra["tornado"]:
        assert all(
            min(e.at_low, e.at_high) <= tornado.base * 1.001
            and max(e.at_low, e.at_high) >= tornado.base * 0.999
            for e in tornado.effects
        )


def test_numbers_print_in_the_typography_of_each_language(document):
    isco25 = document.store.by_key("employment.isco25.2024")
    assert format_value(isco25, "vi") == "123.400" and format_value(isco25, "en") == "123,400"
