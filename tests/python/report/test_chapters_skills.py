"""Chapters 8 and 9: a cross-section and international signals for Viet Nam, candidates for the simulated country, nothing beyond."""

from __future__ import annotations

import doctest
import re

import numpy as np
import pytest
from report_editions import composed

from dubao.data import Catalogue
from dubao.report import pipeline_skills
from dubao.report.chapters import (
    candidate_pages,
    ch08_skills,
    ch09_new_occupations,
    new_titles,
    skills_cross_section,
)
from dubao.report.chapters.context import Context
from dubao.report.document import Bullets, Callout, Chart, Heading, MissingBox, Paragraph, Table
from dubao.report.formatting import cell_text, plain_text
from dubao.report.pipeline_skills import ALPHA, LOOKS, shares
from dubao.report.words import dates, emergence

LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def vietnam():
    return composed("vietnam-2026")


@pytest.fixture(scope="module")
def demo():
    return composed("demo")


def chapter(document, number):
    return next(c for c in document.chapters if c.number == number)


def words(document, number, lang):
    out = []
    for block in chapter(document, number).blocks:
        if isinstance(block, (Heading, Paragraph, Callout)):
            out.append(plain_text(block.text, document.store, lang))
        elif isinstance(block, Chart):
            out += [plain_text(t, document.store, lang) for t in (block.headline, block.subtitle)]
        elif isinstance(block, Table):
            out.append(plain_text(block.title, document.store, lang))
    return out


def after(document, number, heading):
    """Blocks of a chapter from a heading of the second level to the next."""
    blocks = list(chapter(document, number).blocks)
    starts = [i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 2]
    first = next(i for i in starts if blocks[i].text.en.startswith(heading))
    end = min([i for i in starts if i > first], default=len(blocks))
    return blocks[first:end]


def test_a_share_lies_inside_its_intervals_and_more_advertisements_narrow_them():
    few, many, none, every = shares([5, 500, 0, 40], [20, 2000, 20, 40])
    for one in (few, many, none, every):
        assert 0 <= one.low95 <= one.low80 <= one.share <= one.high80 <= one.high95 <= 100
    assert few.share == many.share == 25.0
    assert few.high80 - few.low80 > 5 * (many.high80 - many.low80)
    assert none.low80 == 0.0 and none.high80 > 0 and every.high80 == 100.0


def test_vietnam_states_one_site_at_one_time_and_says_so_first(vietnam):
    document, _ = vietnam
    blocks = after(document, "8", "One job site")
    note = next(b for b in blocks if isinstance(b, Callout))
    assert note.tone == "warning"
    assert "no sample of vacancies" in plain_text(note.text, document.store, "en").replace("**", "")
    assert "không phải mẫu" in plain_text(note.text, document.store, "vi").replace("**", "")
    for table in (b for b in blocks if isinstance(b, Table)):
        assert "one site" in table.title.en and "một trang" in table.title.vi
    assert document.store.by_key("site.postings").value == 1036


def test_every_share_of_the_site_has_its_count_interval_formula_and_source(vietnam):
    document, _ = vietnam
    found = [n for n in document.store if n.key.startswith("site.") and n.kind == "percent"]
    assert len(found) > 50
    for n in found:
        assert n.low80 <= n.value <= n.high80 and n.formula.startswith("F18")
        assert n.inputs and all(r.status == "unofficial" and "ITviec" in r.source for r in n.inputs)
    counted = document.store.by_key("site.skill.python.count").value
    assert document.store.by_key("site.skill.python").value == pytest.approx(100 * counted / 1036)
    pair, java, spring = (
        document.store.by_key(f"site.{k}.count").value
        for k in ("pair.java+spring", "skill.java", "skill.spring")
    )
    lift = document.store.by_key("site.pair.java+spring.lift")
    assert lift.value == pytest.approx((pair / 1036) / ((java / 1036) * (spring / 1036)))


def test_no_figure_of_a_site_or_forum_is_called_official(vietnam):
    document, context = vietnam
    for n in document.store:
        if n.key.startswith(("site.", "international.")):
            assert {r.status for r in n.inputs} <= {"unofficial"}, n.key
    sources = next(b for b in chapter(document, "B").blocks if isinstance(b, Table))
    for row in sources.rows:
        if "ITviec" in row[0].en or "PYPL" in row[0].en or "Hacker" in row[0].en:
            assert row[4].text.en == "not an official source, to describe only" and row[4].tone == "warning"


def test_only_one_collection_is_read_and_nothing_compares_two(vietnam):
    document, context = vietnam
    assert context.results.extra["cross_section"].collection == "2026_04"
    periods = {n.period for n in document.store if n.key.startswith("site.")}
    assert periods == {"2026-05-08"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_trend_and_no_new_occupation_is_stated_for_vietnam(vietnam, lang):
    document, _ = vietnam
    titles = [w for n in ("8", "9") for w in words(document, n, lang)]
    signal = {"vi": "Tín hiệu quốc tế", "en": "nternational signal"}[lang]
    moving = {"vi": r"\b(tăng|giảm|lên|xuống)\b", "en": r"\b(rising|fading|rose|fell|growth)\b"}[lang]
    headed = [w for w in titles if re.search(moving, w) and len(w) < 160]
    assert headed and all(signal in w for w in headed), headed
    assert not [n for n in document.store if n.key.startswith("candidate")]
    text = " ".join(words(document, "9", lang)).replace("**", "")
    assert {"vi": "không nêu nghề mới nào", "en": "no new occupation is named"}[lang] in text


def test_what_would_change_it_is_asked_for_with_the_months_of_the_rule(vietnam):
    document, _ = vietnam
    for number in ("8", "9"):
        boxes = {b.request_id: b for b in chapter(document, number).blocks if isinstance(b, MissingBox)}
        assert "36 tháng" in boxes["postings_archive"].title.vi
    assert "new_occupations" in {
        b.request_id for b in chapter(document, "9").blocks if isinstance(b, MissingBox)
    }
    assert document.store.by_key("rule.months").value == 36


def test_the_key_findings_say_what_is_not_stated_and_count_candidates_where_there_are(vietnam, demo):
    def findings(document):
        lists = [b for b in chapter(document, "0").blocks if isinstance(b, Bullets)]
        return " ".join(plain_text(t, document.store, "en") for b in lists for t in b.items)

    assert "no trend and no new occupation is stated" in findings(vietnam[0])
    assert "New occupations: 2 candidates" in findings(demo[0])


def test_international_signals_are_headed_so_everywhere(vietnam):
    document, _ = vietnam
    blocks = after(document, "8", "International signals")
    assert isinstance(blocks[1], Callout) and "not about Viet Nam" in blocks[1].text.en
    for block in blocks:
        if isinstance(block, Table):
            assert block.title.vi.startswith("Tín hiệu quốc tế")
            assert block.title.en.startswith("International signals")
        if isinstance(block, Chart):
            assert block.headline.vi.startswith("Tín hiệu quốc tế")


def test_flags_of_the_panel_of_hiring_posts_are_those_of_the_detector(vietnam):
    document, context = vietnam
    found = context.results.extra["hiring"]
    assert (found.first, found.last, found.terms) == ("2014-10", "2019-09", 73)
    assert document.store.by_key("international.alpha").value == ALPHA
    assert document.store.by_key("international.looks").value == LOOKS
    rising = {s.term: s for s in found.rising}
    assert {"kubernetes", "react", "typescript", "go", "graphql"} <= set(rising)
    assert {"jquery", "ruby", "php"} & {s.term for s in found.fading}
    for s in found.rising:
        assert found.first <= s.flagged <= found.last
        assert s.growth.growth_low <= s.growth.growth <= s.growth.growth_high
        assert len(s.quarters) == len(found.quarters)
    growth = document.store.by_key("international.rising.kubernetes.growth")
    assert growth.low80 > 1.0 and growth.formula.startswith("F31") and growth.inputs
    chart = next(
        b.data
        for b in after(document, "8", "International signals")
        if isinstance(b, Chart) and b.data.kind == "multiples"
    )
    assert all(mark in chart.periods for mark in chart.marks)


def test_shares_of_searches_have_a_pace_with_an_interval_and_the_leap_of_the_source_is_told(vietnam):
    document, context = vietnam
    found = context.results.extra["searches"]
    assert found.languages[0].term == "python" and found.last == "2026-07"
    for one in found.languages:
        assert one.growth_low80 < one.growth < one.growth_high80
        assert None not in one.yearly
    first, last = (document.store.by_key(f"international.searches.python.{k}") for k in ("december", "month"))
    assert last.value - first.value > 10
    text = " ".join(words(document, "8", "en"))
    assert "the source names no cause" in text


def test_the_simulated_country_has_a_page_a_candidate_with_everything_on_it(demo):
    document, context = demo
    panel = context.results.extra["panel"]
    assert len(panel.pages) == document.store.by_key("panel.candidates").value == 2
    for position, page in enumerate(panel.pages, start=1):
        blocks = after(document, "9", f"Candidate {position}:")
        assert "(simulated)" in blocks[0].text.en and "(mô phỏng)" in blocks[0].text.vi
        assert [b.data.kind for b in blocks if isinstance(b, Chart)] == ["multiples"]
        tables = [b for b in blocks if isinstance(b, Table)]
        assert len(tables) == 2 and all("(simulated)" in t.title.en for t in tables)
        share = document.store.by_key(f"candidate{position}.share")
        assert share.low80 < share.value < share.high80
        recent = page.found.months[-12:]
        assert share.value == pytest.approx(
            100 * sum(m.postings for m in recent) / sum(m.read for m in recent)
        )
        ahead = document.store.by_key(f"candidate{position}.ahead")
        assert ahead.nature == "forecast" and 0 < ahead.low80 < ahead.value < ahead.high80 < 100
        for name in ("growth", "pay", "stability", "similarity"):
            assert document.store.by_key(f"candidate{position}.{name}").formula
        assert document.store.by_key(f"candidate{position}.similarity").value < 0.8
        assert not page.found.label_vi and not page.found.label_en


def test_the_planted_occupations_are_found_and_the_rising_skill_is_none(demo):
    _, context = demo
    truth = {
        row["item_id"].split(".")[1]: set(row["skills"].split("|"))
        for row in context.catalogue.table("demo/postings_panel_truth")
        if row["kind"] == "new_occupation"
    }
    panel = context.results.extra["panel"]
    for page in panel.pages:
        assert max(len(set(page.found.skills) & planted) for planted in truth.values()) >= 3
    for other in panel.candidates.others:
        assert other.rejected


def test_a_panel_shorter_than_the_rule_gives_no_candidate():
    document, context = composed("demo")
    longer = context.configuration.postings.model_copy(update={"least_months": 72})
    configuration = context.configuration.model_copy(update={"postings": longer})
    panel = context.results.extra["panel"]
    short = type(panel)(
        panel.months, panel.first, panel.last, panel.sources, panel.postings, None, (), None, {}
    )
    results = type(context.results)(
        **{**vars(context.results), "extra": {**context.results.extra, "panel": short}}
    )
    fresh = Context(configuration, context.catalogue, results)
    written = ch09_new_occupations.write(fresh)
    text = " ".join(plain_text(b.text, fresh.store, "en") for b in written.blocks if isinstance(b, Paragraph))
    assert "the rule needs 72" in text and "no new occupation is named" in text.replace("**", "")
    assert not any(n.key.startswith("candidate") for n in fresh.store)


def test_pay_by_skill_lists_what_stands_out_after_adjustment(demo):
    document, context = demo
    pay = context.results.extra["panel"].pay
    shown = {
        n.key.split(".")[1]
        for n in document.store
        if n.key.startswith("pay.") and n.key.count(".") == 1 and n.kind == "percent"
    }
    assert shown == {s.skill for s in pay.skills if s.stands_out} >= {"japanese"}


def test_demand_for_skills_is_the_sum_over_occupations_on_every_path(demo):
    document, context = demo
    year = context.configuration.forecast.forecast_to
    staffing = context.results.extra["staffing"]
    weights = {
        row["occupation"]: float(row["value"])
        for row in context.table("skill_importance")
        if row["cluster"] == "security"
    }
    at = staffing.years.index(year)
    paths = sum(staffing.occupation[o][:, at] * w for o, w in weights.items() if o in staffing.occupation)
    assert document.store.by_key("skills.security.weighted").value == pytest.approx(float(np.median(paths)))
    balance = context.results.extra["balance"]
    yearly = sum(
        balance[o].openings.total / len(balance[o].openings.years) * w
        for o, w in weights.items()
        if o in balance
    )
    opened = document.store.by_key("skills.security.openings")
    assert opened.value == pytest.approx(float(np.median(yearly))) and opened.unit == "persons a year"


def test_the_gap_of_a_skill_is_openings_less_graduates_on_every_path(demo):
    document, context = demo
    balance, schools = context.results.extra["balance"], context.results.extra["education"]
    weights = {r["occupation"]: float(r["value"]) for r in context.table("skill_importance") if r["cluster"] == "cloud"}  # fmt: skip
    taught = {(r["field"], r["level"]): float(r["value"]) for r in context.table("curricula") if r["cluster"] == "cloud"}  # fmt: skip
    needed = sum(
        balance[o].openings.total / len(balance[o].openings.years) * w
        for o, w in weights.items()
        if o in balance
    )
    brought = sum(schools.entrants[p].mean(axis=1) * level for p, level in taught.items())
    gap = document.store.by_key("skills.cloud.gap")
    assert gap.value == pytest.approx(float(np.median(needed - brought)))
    assert gap.low80 < gap.value < gap.high80
    chance = document.store.by_key("skills.cloud.gap.probability").value
    assert chance == pytest.approx(float(np.mean(needed - brought > 0)))


def test_the_formulas_used_stand_in_the_annex_of_methods(vietnam, demo):
    from dubao.report.chapters.annex_method import FORMULAS

    for document, _ in (vietnam, demo):
        used = {m for n in document.store for m in re.findall(r"\bF\d+\b", n.formula)}
        assert used <= set(FORMULAS), used - set(FORMULAS)


def test_table_cells_of_both_chapters_are_printed_in_both_languages(vietnam, demo):
    for document, _ in (vietnam, demo):
        for number in ("8", "9"):
            for table in (b for b in chapter(document, number).blocks if isinstance(b, Table)):
                for row in table.rows:
                    for lang in LANGUAGES:
                        assert all(cell_text(c, document.store, lang) for c in row)


@pytest.mark.parametrize(
    "module",
    [dates, emergence, pipeline_skills, candidate_pages, ch08_skills, new_titles, skills_cross_section],
)
def test_the_examples_of_the_modules_run(module):
    assert doctest.testmod(module).failed == 0


def test_tables_of_the_editions_exist():
    names = set(Catalogue().tables())
    assert {
        "vietnam-postings/cross_section",
        "international-signals/hacker_news",
        "demo/postings_panel",
    } <= names
