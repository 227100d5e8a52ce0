"""Industry by occupation and scenarios in chapter 4: drawn when the tables exist, a box otherwise.

Two margins alone give no cross table: independence is not information and a foreign structure is not this country's.
"""

from __future__ import annotations

import numpy as np

from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS, THOUSAND_PERSONS
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import HeatmapData
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_staffing import Staffing
from dubao.report.results import Number
from dubao.report.summaries import summarise
from dubao.report.text import Text
from dubao.report.words.codes import industry_name, key_name, occupation_name
from dubao.report.words.methods import SHARE_METHODS

CHAPTER = 4


def write(context: Context, w: ChapterWriter) -> None:
    found: Staffing | None = context.results.extra.get("staffing")  # type: ignore[assignment]
    if found is None:
        w.head("Bảng chéo ngành và nghề", "Industry by occupation")
        w.say(
            "Hai biên (theo ngành và theo nghề) được dự báo riêng. Không lập bảng chéo vì không có số liệu; báo cáo không giả định hai phân bố độc lập và không mượn cơ cấu của nước khác.",
            "The two margins (by industry and by occupation) are forecast separately. No cross table is made, since there are no data; the report neither assumes independence nor borrows another country's structure.",
        )
        w.missing(context, "employment_by_activity_occupation", "scenario_factors")
        return
    _heatmap(context, w, found)
    _choice(context, w, found)
    _occupations(context, w, found)


def occupation_number(context: Context, found: Staffing, occupation: str, scenario: str = "base") -> Number:
    """Employment of an occupation in the last forecast year from industries and staffing shares."""
    year = context.configuration.forecast.forecast_to
    paths = found.occupation if scenario == "base" else found.scenarios[scenario]
    name, word = occupation_name(context, occupation), key_name(scenario)
    return context.from_summary(
        CHAPTER, f"staffing.{occupation}.{year}.{scenario}", summarise(paths[occupation][:, found.years.index(year)]), kind="count", unit="persons",
        definition=Text(f"{name.vi}, năm {year}, kịch bản {word.vi}, theo ngành × tỷ trọng nghề trong ngành", f"{name.en}, {year}, {word.en} scenario, from industries × staffing shares"),
        nature="forecast", period=str(year), formula="F3: E_o = Σ_i s_io · E_i; F4: z_T = z_0 + β Σ φ^h",
        inputs=context.table_inputs("employment_by_activity_occupation") + (context.table_inputs("scenario_factors") if scenario != "base" else ()),
    )  # fmt: skip


def _heatmap(context: Context, w: ChapterWriter, found: Staffing) -> None:
    year = context.configuration.forecast.forecast_to
    industries = [i for i in found.industries if i != "other"]
    occupations = [o for o in found.occupations if o != "other"]
    values = {(i, o): float(np.median(found.cell(i, o, year))) for i in industries for o in occupations}
    top = max(values, key=lambda key: values[key])
    number = context.from_summary(
        CHAPTER, f"staffing.cell.{top[0]}.{top[1]}.{year}", summarise(found.cell(*top, year)), kind="count", unit="persons", nature="forecast", period=str(year),
        definition=Text(f"{occupation_name(context, top[1]).vi} trong ngành {industry_name(context, top[0]).vi}, {year}", f"{occupation_name(context, top[1]).en} in {industry_name(context, top[0]).en}, {year}"),
        formula="F3: s_io · E_i", inputs=context.table_inputs("employment_by_activity_occupation"),
    )  # fmt: skip
    method = SHARE_METHODS[found.method]
    w.head("Bảng chéo ngành và nghề", "Industry by occupation")
    w.say(
        f"Việc làm theo nghề bằng tổng theo ngành của việc làm trong ngành nhân tỷ trọng nghề trong ngành. Tỷ trọng được dự báo trên các đường mô phỏng theo phương pháp: {method.vi}.",
        f"Employment by occupation is the sum over industries of employment times the staffing share. Shares are forecast on the sample paths; method: {method.en}.",
    )
    w.chart(
        Text(f"Ô lớn nhất: {{{number.id}}} người", f"Largest cell: {{{number.id}}} persons"),
        Text(f"Việc làm theo ngành và nghề, nghìn người, dự báo {year} (trung vị)", f"Employment by industry and occupation, thousand persons, forecast {year} (median)"),
        Text(f"Bảng màu ngành × nghề năm {year}; ô lớn nhất {{{number.id}}} người.", f"Heat map of industry by occupation in {year}; largest cell {{{number.id}}} persons."),
        HeatmapData(
            unit=THOUSAND_PERSONS, rows_labels=tuple(industry_name(context, i) for i in industries), columns_labels=tuple(occupation_name(context, o) for o in occupations),
            values=tuple(tuple(values[i, o] / 1000 for o in occupations) for i in industries),
        ),
        context.source(context.table_inputs("employment_by_activity_occupation")),
    )  # fmt: skip


def _choice(context: Context, w: ChapterWriter, found: Staffing) -> None:
    """The back-test that chose the method of the shares."""
    if found.choice is None:
        return
    rows: list[list[Cell]] = []
    for score in found.choice.scores:
        if score.method not in SHARE_METHODS:
            continue
        name = SHARE_METHODS[score.method]
        loss = context.number(
            CHAPTER, f"staffing.backtest.{score.method}", None if score.loss is None else 100 * score.loss, kind="percent", unit="percent", decimals=3, nature="test",
            definition=Text(f"phần việc làm bị xếp sai nghề trong kiểm tra lùi: {name.vi}", f"part of the jobs put in the wrong occupation in the back-test: {name.en}"),
            formula="F4, F26: ½ Σ_i w_i Σ_o |ŝ_io − s_io|", inputs=context.table_inputs("employment_by_activity_occupation"),
        )  # fmt: skip
        wins = context.number(
            CHAPTER, f"staffing.backtest.{score.method}.wins", None if score.wins is None else 100 * score.wins, kind="percent", unit="percent", decimals=0, nature="test",
            definition=Text(f"tỷ lệ lần so sánh tốt hơn giữ nguyên tỷ trọng: {name.vi}", f"part of the comparisons better than constant shares: {name.en}"),
            formula="F26", inputs=context.table_inputs("employment_by_activity_occupation"),
        )  # fmt: skip
        rows.append([name, NumberCell(loss.id), NumberCell(wins.id)])
    origins = len(found.choice.origins)
    w.table(
        Text("Chọn phương pháp dự báo tỷ trọng bằng kiểm tra lùi", "Choice of the method for shares by back-test"),
        [text_column("Phương pháp", "Method"), number_column("Việc làm bị xếp sai nghề", "Jobs put in the wrong occupation"), number_column("Tốt hơn giữ nguyên", "Better than constant")],
        rows,
        context.source(context.table_inputs("employment_by_activity_occupation")),
        Text(
            f"{origins} điểm gốc trong quá khứ, không so qua năm đổi định nghĩa. Khi không phương pháp nào tốt hơn hoặc quá ít điểm gốc thì không dùng xu hướng.",
            f"{origins} past origins, no comparison across a change of definition. Where no method is better, or origins are too few, no trend is used.",
        ),
    )  # fmt: skip


def _occupations(context: Context, w: ChapterWriter, found: Staffing) -> None:
    year = context.configuration.forecast.forecast_to
    scenarios = [s for s in ("low", "base", "high") if s == "base" or s in found.scenarios]
    rows: list[list[Cell]] = []
    for occupation in found.occupations:
        if occupation == "other":
            continue
        name = occupation_name(context, occupation)
        observed = context.number(
            CHAPTER, f"staffing.{occupation}.{found.base_year}", sum(v for (_, o), v in found.base.items() if o == occupation), kind="count", unit="persons", round_to=100,
            nature="observed", period=str(found.base_year), definition=Text(f"{name.vi}, {found.base_year}", f"{name.en}, {found.base_year}"),
            inputs=context.table_inputs("employment_by_activity_occupation", "", str(found.base_year)),
        )  # fmt: skip
        numbers = [occupation_number(context, found, occupation, s) for s in scenarios]
        base = occupation_number(context, found, occupation)
        rows.append(
            [
                name,
                NumberCell(observed.id),
                *(NumberCell(n.id, flag="f") for n in numbers),
                NumberCell(base.id, "80"),
            ]
        )
    w.table(
        Text(f"Việc làm theo nghề, {found.base_year} và {year}, theo kịch bản", f"Employment by occupation, {found.base_year} and {year}, by scenario"),
        [
            text_column("Nghề", "Occupation"), number_column(str(found.base_year), str(found.base_year), PERSONS),
            *(number_column(f"{year}, {key_name(s).vi}", f"{year}, {key_name(s).en}", PERSONS) for s in scenarios),
            number_column("Khoảng 80%, cơ sở", "80% interval, base", PERSONS),
        ],
        rows,
        context.source(context.table_inputs("employment_by_activity_occupation"), context.table_inputs("scenario_factors")),
        Text("Ba kịch bản dùng cùng các đường mô phỏng nên so được từng nghề.", "The three scenarios use the same sample paths and can be compared by occupation."),
    )  # fmt: skip
