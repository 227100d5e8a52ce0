"""Three concepts of cybersecurity demand side by side, never added (F23): norm-based need, funded vacancies, declared need."""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import DotsData
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_tables import cells, latest, ordered
from dubao.report.results import Number
from dubao.report.text import Text
from dubao.report.words.codes import key_name

CHAPTER = 5
_CONCEPTS = ("employed", "funded_vacancies", "declared_need")


def write(context: Context, w: ChapterWriter) -> None:
    demand, organisations, norms = (
        context.table(r) for r in ("security_demand", "security_organisations", "security_norms")
    )
    assert demand is not None and organisations is not None and norms is not None
    year = latest(demand)
    inputs = context.table_inputs("security_organisations") + context.table_inputs("security_norms")
    counts = cells(organisations, ("organisation_class",))
    posts = cells(norms, ("organisation_class", "bound"))
    rows: list[list[Cell]] = []
    totals = {"low": 0.0, "base": 0.0, "high": 0.0}
    for key in ordered(c for (c,) in counts):
        name = key_name(key)
        n = context.number(
            CHAPTER, f"security.organisations.{key}", counts[(key,)], kind="count", unit="", nature="observed", period=year, inputs=context.table_inputs("security_organisations"),
            definition=Text(f"số tổ chức: {name.vi}", f"organisations: {name.en}"),
        )  # fmt: skip
        need = {bound: counts[(key,)] * posts[(key, bound)] for bound in totals}
        for bound, value in need.items():
            totals[bound] += value
        number = _need(context, key, name, need, year, inputs)
        rows.append([name, NumberCell(n.id), NumberCell(number.id), NumberCell(number.id, "80")])
    whole = _need(context, "total", Text("tất cả các loại", "all classes"), totals, year, inputs)
    rows.append([Text("Tất cả", "All"), None, NumberCell(whole.id), NumberCell(whole.id, "80")])
    w.head("Nhu cầu theo định mức", "Normative need")
    w.table(
        Text(f"Số tổ chức × số vị trí theo định mức, {year}", f"Organisations × posts by norm, {year}"),
        [text_column("Loại tổ chức", "Class of organisation"), number_column("Số tổ chức", "Organisations"), number_column("Nhu cầu", "Need", PERSONS), number_column("Định mức thấp – cao", "Low – high norm", PERSONS)],
        rows,
        context.source(inputs),
    )  # fmt: skip
    _side_by_side(context, w, cells(demand, ("concept", "sector")), whole, year)


def _need(context: Context, key: str, name: Text, need: dict[str, float], year: str, inputs: tuple) -> Number:
    return context.number(
        CHAPTER, f"security.norm.{key}", need["base"], kind="count", unit="persons", round_to=10, nature="derived", low80=need["low"], high80=need["high"], period=year,
        definition=Text(f"nhu cầu an ninh mạng theo định mức: {name.vi}", f"normative need for cybersecurity: {name.en}"), formula="F23: D = Σ_k n_k · m_k", inputs=inputs,
    )  # fmt: skip


def _side_by_side(
    context: Context, w: ChapterWriter, found: dict[tuple[str, ...], float], norm: Number, year: str
) -> None:
    sectors = ordered(s for _, s in found)
    inputs = context.table_inputs("security_demand")
    rows: list[list[Cell]] = []
    for concept in _CONCEPTS:
        row: list[Cell] = [key_name(concept)]
        for sector in sectors:
            name, part = key_name(concept), key_name(sector)
            number = context.number(
                CHAPTER, f"security.{concept}.{sector}", found.get((concept, sector), 0.0), kind="count", unit="persons", round_to=10, nature="observed", period=year, inputs=inputs,
                definition=Text(f"an ninh mạng, {name.vi}, {part.vi}, {year}", f"cybersecurity, {name.en}, {part.en}, {year}"),
            )  # fmt: skip
            row.append(NumberCell(number.id))
        rows.append(row)
    w.head("Ba khái niệm đặt cạnh nhau", "Three concepts side by side")
    w.chart(
        Text(f"Nhu cầu theo định mức ({{{norm.id}}} người) và vị trí trống có ngân sách là hai đại lượng khác nhau", f"The normative need ({{{norm.id}}}) and funded vacancies are different quantities"),
        Text(f"Người làm việc, vị trí trống có ngân sách và nhu cầu tự khai, theo khu vực, {year}", f"Employed, funded vacancies and declared need by sector, {year}"),
        Text("Biểu đồ chấm theo khái niệm và khu vực.", "Dots by concept and sector."),
        DotsData(
            PERSONS, tuple(key_name(c) for c in _CONCEPTS), tuple(key_name(s) for s in sectors), tuple(tuple(found.get((c, s)) for c in _CONCEPTS) for s in sectors),
            norm.value, Text("nhu cầu theo định mức, cả hai khu vực", "normative need, both sectors"),
        ),
        context.source(inputs),
    )  # fmt: skip
    w.table(
        Text(f"Khái niệm theo khu vực, {year}", f"Concepts by sector, {year}"),
        [
            text_column("Khái niệm", "Concept"),
            *(number_column(key_name(s).vi, key_name(s).en, PERSONS) for s in sectors),
        ],
        rows,
        context.source(inputs),
        Text(
            "Không cộng ba khái niệm và không so chúng như cùng một đại lượng.",
            "The three concepts must neither be added nor compared as if alike.",
        ),
    )
