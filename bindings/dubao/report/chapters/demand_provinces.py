"""Employment by province in chapter 4: from the national forecast where a table of provinces exists, words otherwise."""

from __future__ import annotations

import numpy as np

from dubao.report.chapters.context import Context, rounding
from dubao.report.chapters.figures import PERSONS
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_regions import Regions
from dubao.report.summaries import summarise
from dubao.report.text import Text
from dubao.report.words.codes import code_name

CHAPTER = 4
ROLES = ("employment_by_province", "employment_by_activity_occupation")
#: Provinces that are named; the others stand in one row, which no single small province can be read from.
NAMED = 12
REST = "rest"


def write(context: Context, w: ChapterWriter) -> None:
    found: Regions | None = context.results.extra.get("regions")  # type: ignore[assignment]
    w.head("Theo tỉnh, thành phố", "By province")
    if found is None:
        w.say(
            "Không dự báo theo tỉnh, thành phố: chưa có bảng việc làm theo tỉnh, thành phố và ngành hoặc nghề. Chia số cả nước theo dân số hoặc theo tỷ trọng chung sẽ chỉ lặp lại giả định.",
            "There is no forecast by province: no table of employment by province and industry or occupation exists. Dividing the national figure by population or by an overall share would only repeat the assumption.",
        )
        return
    year = context.configuration.forecast.forecast_to
    at = found.years.index(year)
    largest = sorted(found.base, key=lambda p: -found.base[p])[:NAMED]
    others = [p for p in found.base if p not in largest]
    paths = {p: found.employment[p][:, at] for p in largest}
    base = {p: found.base[p] for p in largest}
    if others:
        paths[REST] = np.sum([found.employment[p][:, at] for p in others], axis=0)
        base[REST] = sum(found.base[p] for p in others)
    inputs = tuple(i for role in ROLES for i in context.table_inputs(role))
    rows: list[list[Cell]] = []
    for province, values in paths.items():
        name = (
            Text(
                f"{len(others)} tỉnh, thành phố còn lại",
                f"the other {len(others)} provinces",
            )
            if province == REST
            else code_name(context, province, "provinces")
        )
        observed = context.number(
            CHAPTER, f"province.{province}.{found.base_year}", base[province], kind="count", unit="persons", round_to=rounding(base[province]), nature="observed", period=str(found.base_year),
            definition=Text(f"việc làm của các nghề trong báo cáo, {name.vi}, {found.base_year}", f"employment in the occupations of the report, {name.en}, {found.base_year}"),
            inputs=context.table_inputs("employment_by_province", "", str(found.base_year)),
        )  # fmt: skip
        forecast = context.from_summary(
            CHAPTER, f"province.{province}.{year}", summarise(values), kind="count", unit="persons", nature="forecast", period=str(year), inputs=inputs,
            definition=Text(f"việc làm của các nghề trong báo cáo, {name.vi}, {year}", f"employment in the occupations of the report, {name.en}, {year}"),
            formula="F5: E_rT = Σ_o E_ro,0 · (E_oT / E_o0) · q_ro",
        )  # fmt: skip
        rows.append(
            [name, NumberCell(observed.id), NumberCell(forecast.id, flag="f"), NumberCell(forecast.id, "80")]
        )
    w.say(
        f"Dự báo cả nước của từng nghề được chia cho các tỉnh, thành phố theo tỷ trọng của {found.years_known} năm đã biết; các tỉnh, thành phố cộng lại bằng cả nước trên từng đường mô phỏng. {found.years_known} năm là quá ít để kiểm tra lùi, nên khoảng theo tỉnh, thành phố có thể hẹp.",
        f"The national forecast of each occupation is shared out to provinces by their shares in the {found.years_known} years known; provinces add up to the nation on every sample path. {found.years_known} years are too few to back-test, so that the provinces' intervals may be narrow.",
    )
    w.table(
        Text(f"Việc làm của các nghề trong báo cáo theo tỉnh, thành phố, {found.base_year} và {year}", f"Employment in the occupations of the report by province, {found.base_year} and {year}"),
        [
            text_column("Tỉnh, thành phố", "Province"), number_column(str(found.base_year), str(found.base_year), PERSONS),
            number_column(str(year), str(year), PERSONS), number_column("Khoảng 80%", "80% interval", PERSONS),
        ],
        rows,
        context.source(inputs),
        Text(
            "Trung vị của các tỉnh, thành phố không nhất thiết cộng lại bằng trung vị của cả nước.",
            "Medians of provinces need not add up to the nation's median.",
        ),
    )  # fmt: skip
