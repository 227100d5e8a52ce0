"""Chapter 5: concepts side by side where there are inputs; claims, missing inputs, duties and roles where there are none."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from report_editions import EDITIONS, composed

from dubao.labour.cybersecurity import CONCEPTS, norm_need, side_by_side
from dubao.report.chapters import ch05_cybersecurity
from dubao.report.chapters.context import Context
from dubao.report.config import load
from dubao.report.document import Chart, Heading, MissingBox, NumberCell, Table
from dubao.report.formatting import plain_text
from dubao.report.plain_catalogue import PlainCatalogue
from dubao.report.text import Text

VIETNAMESE = re.compile(r"\b(Điều|khoản|Nghị định|Luật|Thông tư|Quyết định)\b")


def chapter(document, number: str):
    return next(c for c in document.chapters if c.number == number)


def tables(document, number: str) -> list[Table]:
    return [b for b in chapter(document, number).blocks if isinstance(b, Table)]


def words(table: Table, lang: str) -> str:
    cells = [c.of(lang) for row in table.rows for c in row if isinstance(c, Text)]
    return " ".join([table.title.of(lang), *cells, table.note.of(lang) if table.note else ""])


@pytest.fixture(scope="module")
def demo():
    return composed("demo")[0]


@pytest.fixture(scope="module")
def vietnam():
    return composed("vietnam-2026")[0]


def test_the_concepts_stand_side_by_side_with_intervals_of_their_draws(demo) -> None:
    store = demo.store
    for concept, words_of in CONCEPTS.items():
        number = store.by_key(f"security.{concept}.{words_of.headline}")
        assert number.low95 < number.low80 < number.value < number.high80 < number.high95
        assert number.formula.startswith("F2") and number.scope.vi and number.inputs
    gap, demand, supply = (
        store.by_key(f"security.funded_vacancies.{n}").value for n in ("gap", "demand", "supply")
    )
    assert gap == pytest.approx(demand - supply, rel=0.05)
    assert 0 < store.by_key("security.funded_vacancies.ratio").value < 1


def test_no_number_adds_concepts(demo) -> None:
    heads = [demo.store.by_key(f"security.{c}.{w.headline}").value for c, w in CONCEPTS.items()]
    values = [n.value for n in demo.store if n.key.startswith("security.")]
    for sum_of in (sum(heads), heads[0] + heads[1], heads[1] + heads[2]):
        assert all(abs(v - sum_of) > 1.0 for v in values)


def test_the_figure_shows_what_the_table_prints(demo) -> None:
    figure = next(b for b in chapter(demo, "5").blocks if isinstance(b, Chart))
    assert figure.data.kind == "intervals" and len(figure.data.values) == 3
    first = next(t for t in tables(demo, "5") if "80%" in t.columns[-1].header.vi)
    medians = {
        plain_text(Text.same(f"{{{row[4].number_id}}}"), demo.store, "en")
        for row in first.rows
        if isinstance(row[4], NumberCell)
    }
    assert {f"{value:,.0f}" for value in figure.data.values} <= medians


def test_the_inputs_that_widen_the_interval_most_come_with_their_share(demo) -> None:
    shares = [n for n in demo.store if n.key.startswith("security.influence.")]
    assert len(shares) >= 6
    assert all(0 < n.value <= 100 for n in shares)
    by_concept: dict[str, list[float]] = {}
    for number in shares:
        by_concept.setdefault(number.key.split(".")[2], []).append(number.value)
    for values in by_concept.values():
        assert values == sorted(values, reverse=True) and sum(values) <= 100.000001


def test_the_norm_is_shown_under_each_distribution_a_range_may_stand_for(demo) -> None:
    pert, triangular, uniform = (
        demo.store.by_key(f"security.norm_need.{name}") for name in ("need", "triangular", "uniform")
    )
    assert pert.value < triangular.value < uniform.value
    assert pert.high80 - pert.low80 < triangular.high80 - triangular.low80 < uniform.high80 - uniform.low80
    table = next(t for t in tables(demo, "5") if "phân phối" in t.title.vi)
    assert [row[1].number_id for row in table.rows] == [pert.id, triangular.id, uniform.id]


def test_viet_nam_prints_no_figure_of_its_own_and_says_what_is_missing_and_who_holds_it(vietnam) -> None:
    assert not [n for n in vietnam.store if n.key.startswith("security.")]
    missing = next(t for t in tables(vietnam, "5") if "ai giữ" in t.title.vi)
    assert {row[0].vi for row in missing.rows} == {c.name_vi for c in CONCEPTS.values()}
    assert len(missing.rows) == 10
    assert all(cell.vi and cell.en for row in missing.rows for cell in row)
    boxes = [b.request_id for b in chapter(vietnam, "5").blocks if isinstance(b, MissingBox)]
    assert boxes == ["cybersecurity_posts", "organisations_by_level"]


def test_viet_nam_prints_the_claims_with_their_scope_and_the_duties_without_a_number(vietnam) -> None:
    titles = [t.title.vi for t in tables(vietnam, "5")]
    assert any("đã được nêu" in t for t in titles)
    duties = next(t for t in tables(vietnam, "5") if "không văn bản nào định số người" in t.title.vi)
    assert "331/2026/NĐ-CP" in words(duties, "vi")
    assert not VIETNAMESE.search(words(duties, "en"))


@pytest.mark.parametrize("name", ["demo", "vietnam-2026"])
def test_work_roles_stand_with_their_code_and_those_out_of_scope_do_not(name: str) -> None:
    document = composed(name)[0]
    roles = next(t for t in tables(document, "5") if "Vai trò" in t.title.vi)
    ids = {row[0].vi for row in roles.rows}
    assert {"PD-WRL-003", "DD-WRL-009"} <= ids
    assert not ids & {"IN-WRL-001", "IN-WRL-002", "OG-WRL-001", "IO-WRL-007"}
    assert {row[3].vi for row in roles.rows} == {"2529", "1330"}
    assert "2529" in roles.note.vi and "1330" in roles.note.en


def test_terms_of_the_old_laws_stand_in_annex_f_with_how_they_were_read(vietnam) -> None:
    terms = next(t for t in tables(vietnam, "F") if "Thuật ngữ cũ" in t.title.vi)
    assert len(terms.rows) == 15
    english = " ".join(words(terms, "en").split())
    assert "Law 86/2015/QH13" in english and not VIETNAMESE.search(english)


def test_the_demo_country_has_no_duties_and_no_terms_of_viet_nam(demo) -> None:
    assert not [t for t in tables(demo, "5") if "văn bản" in t.title.vi]
    assert "116/2025" not in " ".join(words(t, "vi") for t in tables(demo, "5") + tables(demo, "F"))


def test_an_edition_with_one_concept_says_what_the_others_lack() -> None:
    configuration = load(EDITIONS / "vietnam-2026.toml")
    needs = side_by_side(
        norm_need({"state_central": {"organisations": 60, "posts": (8, 10)}}, period="2026", draws=200)
    )
    context = Context(
        configuration,
        PlainCatalogue(configuration.catalogue.root),
        SimpleNamespace(extra={"security": needs}),  # type: ignore[arg-type]
    )
    found = ch05_cybersecurity.write(context)
    titles = {t.title.vi: t for t in found.blocks if isinstance(t, Table)}
    missing = next(t for title, t in titles.items() if "ai giữ" in title)
    assert {row[0].en for row in missing.rows} == {"funded vacancies", "declared need"}
    assert 480 < context.store.by_key("security.norm_need.need").value < 600
    assert any("loại tổ chức" in b.text.vi for b in found.blocks if isinstance(b, Heading))
