"""Supply in full (chapter 6): intake, stock, graduates, labour-market entrants by programme, and the flow to occupations."""

from __future__ import annotations

import numpy as np

from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS, THOUSAND_PERSONS
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import LinesData, SankeyData
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_education import ROLES, Education, Programme
from dubao.report.pipeline_tables import histories
from dubao.report.results import InputReference, Number
from dubao.report.summaries import summarise
from dubao.report.text import Text
from dubao.report.words.codes import key_name, occupation_name, programme_name

CHAPTER = 6


def write(context: Context, w: ChapterWriter) -> None:
    found: Education = context.results.extra["education"]  # type: ignore[assignment]
    shown = [p for p in found.programmes if p[0] != "other"]
    _table(context, w, found, shown)
    _graduates(context, w, shown)
    if found.occupations:
        _sankey(context, w, found, shown)
    _other(context, w, found)


def _inputs(context: Context) -> tuple[InputReference, ...]:
    return tuple(i for role in ROLES for i in context.table_inputs(role))


def flow_number(context: Context, found: Education, programme: Programme, what: str) -> Number:
    """Graduates or labour-market entrants of a programme, average a year over the period."""
    name = programme_name(context, *programme)
    words = {
        "graduates": Text("số tốt nghiệp bình quân năm", "graduates, average a year"),
        "entrants": Text("vào thị trường lao động bình quân năm", "labour-market entrants, average a year"),
    }[what]
    values = getattr(found, what)[programme].mean(axis=1)
    return context.from_summary(
        CHAPTER, f"supply.{what}.{'.'.join(programme)}", summarise(values), kind="count", unit="persons a year", nature="forecast", round_to=50,
        definition=Text(f"{name.vi}: {words.vi}", f"{name.en}: {words.en}"), period=f"{found.years[0]}–{found.years[-1]}",
        formula="F12: N_(k+1) = N_k·(1 − d_k − ρ_k) + ρ_(k+1)·N_(k+1); L = G·(1 − s)·p·(1 − e)", inputs=_inputs(context),
    )  # fmt: skip


def _table(context: Context, w: ChapterWriter, found: Education, shown: list[Programme]) -> None:
    span = f"{found.years[0]}–{found.years[-1]}"
    rows: list[list[Cell]] = []
    for programme in shown:
        name = programme_name(context, *programme)
        intake = context.number(
            CHAPTER, f"intake.{'.'.join(programme)}", found.intake_now[programme], kind="count", unit="entrants", round_to=10, nature="observed", period=str(found.intake_year),
            definition=Text(f"{name.vi}: số nhập học {found.intake_year}", f"{name.en}: entrants {found.intake_year}"), inputs=context.table_inputs("entrants_by_field"),
        )  # fmt: skip
        graduates, entrants = (
            flow_number(context, found, programme, what) for what in ("graduates", "entrants")
        )
        rows.append(
            [
                name,
                NumberCell(intake.id),
                NumberCell(graduates.id, flag="f"),
                NumberCell(entrants.id, flag="f"),
                NumberCell(entrants.id, "80"),
            ]
        )
    w.head("Từ số nhập học đến thị trường lao động", "From entrants to the labour market")
    w.say(
        "Số người học theo năm học chuyển lên lớp, học lại, thôi học hoặc tốt nghiệp; người tốt nghiệp học tiếp, không tham gia lực lượng lao động, ra nước ngoài hoặc vào thị trường lao động. Số nhập học các năm tới được dự báo từ chuỗi đã có.",
        "Learners by year of study move up, repeat, drop out or graduate; graduates study on, stay out of the labour force, emigrate or enter the labour market. Intake of the coming years is forecast from its series.",
    )
    w.table(
        Text(f"Nguồn cung theo chương trình đào tạo, {span}", f"Supply by programme, {span}"),
        [
            text_column("Nhóm ngành đào tạo, trình độ", "Major group, level"), number_column(f"Số nhập học {found.intake_year}", f"Entrants {found.intake_year}"),
            number_column("Số tốt nghiệp bình quân năm", "Graduates a year", PERSONS), number_column("Vào thị trường lao động bình quân năm", "Labour-market entrants a year", PERSONS),
            number_column("Khoảng 80%", "80% interval", PERSONS),
        ],
        rows,
        context.source(_inputs(context)),
        Text(
            "Tỷ lệ trong các bảng được coi là chính xác và giữ nguyên; khoảng chỉ gồm bất định của số nhập học các năm tới.",
            "Rates of the tables are taken as exact and held; the interval holds the uncertainty of coming intakes only.",
        ),
    )  # fmt: skip


def _graduates(context: Context, w: ChapterWriter, shown: list[Programme]) -> None:
    table = context.table("graduates_by_field")
    if table is None:
        return
    series = histories(table, ("field", "level"))
    lines = [p for p in shown if p in series and p[1] == "bachelor"]
    years = sorted({y for p in lines for y in series[p]})
    last = years[-1]
    inputs = context.table_inputs("graduates_by_field", "", f"{years[0]}–{last}")
    total = context.number(
        CHAPTER, "graduates.total", sum(series[p][last] for p in lines), kind="count", unit="graduates", round_to=100, nature="derived", period=str(last), inputs=inputs,
        definition=Text(f"số tốt nghiệp đại học của các nhóm ngành này, {last}", f"bachelor graduates of these major groups, {last}"), formula="Σ_g G_g",
    )  # fmt: skip
    w.chart(
        Text(f"{{{total.id}}} người tốt nghiệp đại học các nhóm ngành này năm {last}", f"{{{total.id}}} bachelor graduates of these major groups in {last}"),
        Text(f"Số tốt nghiệp theo nhóm ngành, trình độ đại học, nghìn người, {years[0]}–{last}", f"Graduates by major group, bachelor level, thousand persons, {years[0]}–{last}"),
        Text(f"Đường số tốt nghiệp theo năm; tổng năm {last} là {{{total.id}}}.", f"Lines of yearly graduates; total in {last} {{{total.id}}}."),
        LinesData(
            unit=THOUSAND_PERSONS, periods=tuple(str(y) for y in years), labels=tuple(programme_name(context, *p) for p in lines),
            values=tuple(tuple(None if (v := series[p].get(y)) is None else v / 1000 for y in years) for p in lines),
        ),
        context.source(inputs),
    )  # fmt: skip


def _sankey(context: Context, w: ChapterWriter, found: Education, shown: list[Programme]) -> None:
    span = f"{found.years[0]}–{found.years[-1]}"
    flows = {
        (p, o): float(np.median(found.flow(p, o).mean(axis=1))) for p in shown for o in found.occupations
    }
    rows: list[list[Cell]] = []
    inputs = _inputs(context) + context.table_inputs("field_to_occupation")
    for occupation in found.occupations:
        name = occupation_name(context, occupation)
        values = np.sum([found.flow(p, occupation).mean(axis=1) for p in shown], axis=0)
        number = context.from_summary(
            CHAPTER, f"supply.occupation.{occupation}", summarise(values), kind="count", unit="persons a year", round_to=50, nature="forecast", period=span, inputs=inputs,
            definition=Text(f"người tốt nghiệp các nhóm ngành này vào nghề {name.vi}, bình quân năm", f"graduates of these major groups entering {name.en}, average a year"), formula="F13: S_o = Σ_f M_fo · L_f",
        )  # fmt: skip
        rows.append([name, NumberCell(number.id, flag="f"), NumberCell(number.id, "80")])
    other = context.store.by_key("supply.occupation.other") if "other" in found.occupations else None
    headline = (
        Text(
            f"{{{other.id}}} người mỗi năm đi làm nghề khác", f"{{{other.id}}} a year go to other occupations"
        )
        if other
        else Text("Người tốt nghiệp đi về đâu", "Where graduates go")
    )
    w.head("Từ ngành đào tạo đến nghề", "From fields of study to occupations")
    w.chart(
        headline,
        Text(f"Người vào thị trường lao động theo nhóm ngành đào tạo và nghề, bình quân năm {span}, nghìn người", f"Labour-market entrants by major group and occupation, average a year {span}, thousand persons"),
        Text("Sơ đồ luồng từ nhóm ngành đào tạo sang nghề; số liệu ở bảng dưới.", "Flows from major groups to occupations; figures in the table below."),
        SankeyData(
            unit=THOUSAND_PERSONS,
            nodes=tuple((".".join(p), programme_name(context, *p), 0) for p in shown) + tuple((f"o.{o}", occupation_name(context, o), 1) for o in found.occupations),
            links=tuple((".".join(p), f"o.{o}", v / 1000) for (p, o), v in flows.items() if v > 0),
        ),
        context.source(inputs),
    )  # fmt: skip
    w.table(
        Text(
            f"Người tốt nghiệp các nhóm ngành này theo nghề sẽ làm, bình quân năm {span}",
            f"Graduates of these major groups by occupation, average a year {span}",
        ),
        [
            text_column("Nghề", "Occupation"),
            number_column("Trung vị", "Median", PERSONS),
            number_column("Khoảng 80%", "80% interval", PERSONS),
        ],
        rows,
        context.source(inputs),
    )


def _other(context: Context, w: ChapterWriter, found: Education) -> None:
    if not found.other:
        return
    routes = list(dict.fromkeys(r for by_route in found.other.values() for r in by_route))
    inputs = context.table_inputs("other_entrants")
    rows: list[list[Cell]] = []
    for occupation, by_route in found.other.items():
        name = occupation_name(context, occupation)
        row: list[Cell] = [name]
        for route in routes:
            word = key_name(route)
            number = context.number(
                CHAPTER, f"other_entrants.{occupation}.{route}", by_route.get(route, 0.0), kind="count", unit="persons a year", round_to=10, nature="observed", inputs=inputs,
                definition=Text(f"{name.vi}: nguồn cung qua {word.vi}, mỗi năm", f"{name.en}: supply by {word.en}, a year"),
            )  # fmt: skip
            row.append(NumberCell(number.id))
        rows.append(row)
    w.head("Nguồn cung ngoài đào tạo văn bằng", "Supply beside degrees")
    w.table(
        Text("Nguồn cung khác theo nghề, năm gần nhất", "Other supply by occupation, latest year"),
        [
            text_column("Nghề", "Occupation"),
            *(number_column(key_name(r).vi, key_name(r).en, PERSONS) for r in routes),
        ],
        rows,
        context.source(inputs),
        Text("Giữ nguyên mức năm gần nhất cho các năm tới.", "Held at the level of the latest year."),
    )
