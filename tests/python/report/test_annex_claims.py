"""Annex G: the public edition lists who is counted, the internal one holds claims against the facts in neutral words."""

from __future__ import annotations

import doctest
import re

import pytest
from report_editions import EDITIONS, composed

from dubao.claims import FINDINGS, Register, compare
from dubao.data import Catalogue
from dubao.errors import ConfigurationError
from dubao.report.chapters import annex_claims, claims
from dubao.report.chapters.context import Context
from dubao.report.config import load, parse
from dubao.report.config_data import check_against_data
from dubao.report.document import NumberCell, Table
from dubao.report.formatting import cell_text, plain_text
from dubao.report.glossary import rendered
from dubao.report.text import references

LANGUAGES = ("vi", "en")
# Words that would take sides; a finding has none of them.
JUDGING = {
    "vi": (
        "sai ",
        "phóng đại",
        "vô lý",
        "không thể",
        "mâu thuẫn",
        "thổi phồng",
        "đáng ngờ",
        "không đáng tin",
    ),
    "en": ("wrong", "false", "exaggerat", "inflated", "impossible", "conflict", "doubtful", "unreliable"),
}


def audience(name: str, who: str):
    configuration = load(EDITIONS / f"{name}.toml")
    return configuration.model_copy(
        update={"report": configuration.report.model_copy(update={"audience": who})}
    )


@pytest.fixture(scope="module")
def public():
    document, context = composed("vietnam-2026")
    return next(c for c in document.chapters if c.number == "G"), context


@pytest.fixture(scope="module")
def internal():
    """Annex G alone, on the tables of the Viet Nam edition."""
    configuration = audience("vietnam-2026", "internal")
    catalogue = Catalogue(configuration.catalogue.root)
    context = Context(configuration, catalogue, composed("vietnam-2026")[1].results)
    return annex_claims.write(context), context


def words(chapter, context, lang):
    store = context.store
    out = []
    for block in chapter.blocks:
        if isinstance(block, Table):
            out += [cell_text(cell, store, lang) for row in block.rows for cell in row]
        elif hasattr(block, "text"):
            out.append(plain_text(block.text, store, lang))
    return out


def test_the_public_annex_lists_every_claim_with_its_scope_and_compares_nothing(public):
    chapter, context = public
    tables = [b for b in chapter.blocks if isinstance(b, Table)]
    assert len(tables) == 1
    assert len(tables[0].rows) == len(context.table("claims"))
    for lang in LANGUAGES:
        assert not [w for w in words(chapter, context, lang) if "÷" in w]
    assert not any(n.key.startswith(("finding", "claims.official")) for n in context.store)


def test_no_chapter_of_the_public_edition_holds_a_finding():
    document, context = composed("vietnam-2026")
    assert context.configuration.report.audience == "public"
    for lang in LANGUAGES:
        finding = {getattr(w, lang) for w in FINDINGS.values()}
        assert not finding & set(rendered(document, lang))
        assert not [w for w in rendered(document, lang) if re.search(r"\d ÷ \d", w)]


def test_the_internal_annex_holds_every_pair_with_its_arithmetic(internal):
    chapter, context = internal
    pairs = next(b for b in chapter.blocks if isinstance(b, Table) and len(b.columns) == 5)
    register = Register.read("vietnam-claims", context.catalogue)
    found = compare(register)
    assert len(pairs.rows) == len(found) > 30
    for one, row in zip(found, pairs.rows, strict=True):
        assert (row[4].vi, row[4].en) == FINDINGS[one.finding]
        if one.ratio is not None:
            assert "÷" in cell_text(row[3], context.store, "vi")
    growth = context.store.by_key("finding.mic_growth_2023.growth")
    assert growth.value == pytest.approx(17.0685, abs=1e-3)
    assert {context.store[p].key for p in growth.parents} == {"claim.mic_total_2023", "claim.mic_total_2022"}


def test_the_printed_division_can_be_checked_by_hand(internal):
    chapter, context = internal
    pairs = next(b for b in chapter.blocks if isinstance(b, Table) and len(b.columns) == 5)
    checked = 0
    for row in pairs.rows:
        text = cell_text(row[3], context.store, "en").replace(",", "").replace("%", "")
        match = re.match(r"([\d.]+)(?:–[\d.]+)? ÷ ([\d.]+)(?:–[\d.]+)? = ([\d.]+)", text)
        if match:
            a, b, ratio = (float(g) for g in match.groups())
            assert a / b == pytest.approx(ratio, abs=0.0051)
            checked += 1
    assert checked > 25


def test_every_figure_of_the_arithmetic_stands_in_the_store_in_both_languages(internal):
    chapter, context = internal
    ids = {n.id for n in context.store}
    pairs = next(b for b in chapter.blocks if isinstance(b, Table) and len(b.columns) == 5)
    for row in pairs.rows:
        assert references(row[3]) <= ids
        bare = [re.sub(r"\{[^}]*\}", "", row[3].of(lang)) for lang in LANGUAGES]
        assert not any(re.search(r"\d", b.replace("− 1", "")) for b in bare)
        assert all(not isinstance(c, NumberCell) or c.number_id in ids for c in row)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_take_no_side(internal, lang):
    chapter, context = internal
    text = " ".join(words(chapter, context, lang)).lower()
    assert not [w for w in JUDGING[lang] if w in text]


def test_an_internal_edition_without_its_comparisons_is_refused():
    text = (EDITIONS / "vietnam-2026.toml").read_text(encoding="utf-8")
    text = text.replace('audience = "public"', 'audience = "internal"')
    text = text.replace('claim_comparisons = "vietnam-claims/comparisons"\n', "")
    with pytest.raises(ConfigurationError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    assert problem.id == "E-CFG-004" and "claim_comparisons" in problem.text("vi")


def test_an_audience_that_does_not_exist_is_refused_with_its_line():
    text = (EDITIONS / "vietnam-2026.toml").read_text(encoding="utf-8")
    text = text.replace('audience = "public"', 'audience = "everybody"')
    with pytest.raises(ConfigurationError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    assert problem.id == "E-CFG-003" and problem.argument == "report.audience"
    assert text.splitlines()[problem.row - 1].startswith("audience")


def test_a_pair_that_names_no_claim_is_found_before_anything_is_computed():
    configuration = audience("vietnam-2026", "internal")
    catalogue = Catalogue(configuration.catalogue.root)
    fewer = configuration.model_copy(
        update={"tables": {**configuration.tables, "claims": "demo/claims"}, "ladder": ()}
    )
    fewer = fewer.model_copy(
        update={
            "catalogue": fewer.catalogue.model_copy(update={"packages": (*fewer.catalogue.packages, "demo")})
        }
    )
    with pytest.raises(ConfigurationError) as caught:
        check_against_data(fewer, catalogue)
    assert {p.id for p in caught.value.problems} == {"E-CLM-001"}


def test_the_demo_edition_shows_the_internal_annex_on_simulated_claims():
    document, context = composed("demo")
    chapter = next(c for c in document.chapters if c.number == "G")
    assert any(isinstance(b, Table) and len(b.columns) == 5 for b in chapter.blocks)
    assert context.store.by_key("findings").value == 4


def test_the_examples_of_the_modules_run():
    assert doctest.testmod(claims).failed == 0
