"""Chapter 3: employment today, by group and sex; what is not known about it."""

from __future__ import annotations

import math

from dubao.errors import InputError
from dubao.report.chapters import state_details
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS, THOUSAND_PERSONS, employment, group_inputs, label, scope
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import LinesData
from dubao.report.config import GroupPart
from dubao.report.document import Cell, Chapter, NumberCell
from dubao.report.results import Number
from dubao.report.text import Text
from dubao.report.words.dates import period_words
from dubao.report.words.phrases import join, lower_first


def write(context: Context) -> Chapter:
    w = ChapterWriter("3", Text("Hiện trạng việc làm", "Employment today"), "current-state")
    _employment(context, w)
    _history(context, w)
    _wages(context, w)
    state_details.write(context, w)
    roles = (
        "employment_by_age",
        "employment_by_province",
        "occupation_detail",
        "employment_by_ownership",
        "wages_by_occupation",
        "vacancies",
        "registers",
    )
    wanted = [role for role in roles if context.table(role) is None and context.missing(role)]
    if wanted:
        w.head("Chưa có số liệu về hiện trạng", "What is not known about the present")
        w.missing(context, *wanted)
    return w.chapter()


def women_share(context: Context, group: GroupPart, year: int) -> Number | None:
    """Share of women in a group, where the series by sex stands in the same table."""
    if not group.series.endswith(".T"):
        return None
    forecast = context.results.forecasts[group.key]
    total = forecast.history.at(year)
    try:
        women = context.record(group.series[:-1] + "F")
    except InputError:
        return None
    value = women.value(str(year))
    if value is None or not total:
        return None
    factor = total / float(forecast.history.record.value(str(year)) or math.nan)
    name = label(group)
    return context.number(
        3, f"women.{group.key}.{year}", value * factor / total * 100, kind="percent", unit="percent", decimals=0, nature="derived",
        definition=Text(f"{name.vi}: tỷ lệ nữ, {year}", f"{name.en}: share of women, {year}"), scope=scope(group), period=str(year),
        formula="E_F / E", inputs=context.inputs(women, [str(year)]) + group_inputs(context, group, [str(year)]),
        parents=(employment(context, group, year).id,),
    )  # fmt: skip


def change_since_break(context: Context, group: GroupPart) -> tuple[Number, int] | None:
    """Change per year on the present definition, from the first comparable year to the last."""
    history = context.results.forecasts[group.key].history
    last = context.configuration.forecast.last_observed
    first = max(history.breaks, default=history.years[0])
    start, end = history.at(first), history.at(last)
    if not start or not end or last <= first:
        return None
    rate = ((end / start) ** (1.0 / (last - first)) - 1.0) * 100
    name = label(group)
    number = context.number(
        3, f"growth.{group.key}.{first}-{last}", rate, kind="percent", unit="percent", decimals=1, nature="derived",
        definition=Text(f"{name.vi}: tốc độ thay đổi bình quân năm {first}–{last}", f"{name.en}: average yearly change {first}–{last}"),
        scope=scope(group), period=f"{first}–{last}", formula="(E_T / E_0)^(1/(T−0)) − 1",
        inputs=group_inputs(context, group, [str(first), str(last)]),
    )  # fmt: skip
    return number, first


def _employment(context: Context, w: ChapterWriter) -> None:
    year = context.configuration.forecast.last_observed
    groups = context.configuration.groups
    w.head("Việc làm theo nhóm nghề và theo ngành", "Employment by occupation and by industry")
    sentences = []
    for group in groups:
        if group.headline or group.kind == "occupation":
            number, name = employment(context, group, year), lower_first(label(group))
            sentences.append(Text(f"{{{number.id}:unit}} là {name.vi}", f"{{{number.id}}} {name.en}"))
    if sentences:
        listed = join(sentences)
        w.say(
            f"Theo Điều tra lao động việc làm, năm {year} {context.configuration.report.country_vi} có {listed.vi}. Nhóm nghề đếm người theo nghề đang làm, ở mọi ngành; nhóm ngành đếm mọi người làm việc trong ngành, dù làm nghề gì. Hai cách đếm chồng lên nhau nên không được cộng.",
            f"According to the Labour Force Survey, in {year} the {context.configuration.report.country_en} had {listed.en}. An occupation counts people by the work they do, in every industry; an industry counts everybody employed in it, whatever their work. The two overlap and must not be added.",
        )
    rows: list[list[Cell]] = []
    sources = []
    for group in groups:
        number = employment(context, group, year)
        women = women_share(context, group, year)
        growth = change_since_break(context, group)
        sources.append(group_inputs(context, group, [str(year)]))
        rows.append(
            [
                label(group),
                Text.same(group.classification),
                NumberCell(number.id),
                NumberCell(women.id) if women else None,
                NumberCell(growth[0].id) if growth else None,
            ]
        )
    first = next((g[1] for group in groups if (g := change_since_break(context, group))), year)
    w.table(
        Text(f"Việc làm theo nhóm, năm {year}", f"Employment by group, {year}"),
        [
            text_column("Nhóm", "Group"),
            text_column("Phân loại", "Classification"),
            number_column("Việc làm", "Employment", PERSONS),
            number_column("Tỷ lệ nữ", "Women"),
            number_column(
                f"Thay đổi bình quân năm, {first}–{year}", f"Average yearly change, {first}–{year}"
            ),
        ],
        rows,
        context.source(*sources),
        Text(
            f"Thay đổi chỉ tính trên các năm cùng định nghĩa (từ {first}). Dấu – nghĩa là nguồn không tách theo giới.",
            f"Change is computed on the years of the present definition only (from {first}). The sign – means that the source gives no figure by sex.",
        ),
    )
    w.note(
        "Việc làm trong ngành sản xuất sản phẩm điện tử (mã 26) và ngành viễn thông (mã 61) là việc làm trong ngành, trong đó ngành 26 có nhiều lao động lắp ráp; không phải số kỹ sư cần có. Nhóm nghề mã 35 (kỹ thuật viên thông tin và truyền thông) không dùng được vì nghi mã hóa lẫn nghề khác.",
        "Employment in electronics manufacturing (division 26) and telecommunications (division 61) is employment in the industry, much of division 26 being assembly; it is not a number of engineers needed. Occupation 35 (information and communications technicians) cannot be used: other occupations seem to be coded in it.",
        "warning",
    )


def _history(context: Context, w: ChapterWriter) -> None:
    forecasts = [context.results.forecasts[g.key] for g in context.configuration.groups if g.series]
    small = [f for f in forecasts if (f.history.at(f.history.last_year) or 0) < 400_000]
    if not small:
        return
    years = sorted({year for f in small for year in f.history.years})
    breaks = sorted({year for f in small for year in f.history.breaks})
    values = tuple(
        tuple(None if (v := f.history.at(year)) is None else v / 1000 for year in years) for f in small
    )
    last = context.configuration.forecast.last_observed
    headline = small[0]
    growth = change_since_break(context, headline.group)
    name = label(headline.group)
    w.head("Chuỗi lịch sử và điểm gãy", "History and breaks")
    if breaks:
        w.say(
            f"Từ năm {breaks[0]} cơ quan thống kê đổi định nghĩa việc làm và Danh mục nghề nghiệp: số trước và sau năm này không so trực tiếp được. Trên định nghĩa hiện nay mới có {{{_count(context, headline.history.since_break).id}}} năm, nên dự báo dựa vào ít thông tin và khoảng dự báo rộng.",
            f"From {breaks[0]} the statistical office changed the definition of employment and the Classification of Occupations: figures before and after cannot be compared directly. On the present definition there are only {{{_count(context, headline.history.since_break).id}}} years, so the forecast rests on little information and its intervals are wide.",
        )
    w.chart(
        Text(
            f"{name.vi}: thay đổi bình quân {{{growth[0].id}}} mỗi năm từ {growth[1]} đến {last}"
            if growth
            else f"{name.vi} và các ngành liên quan",
            f"{name.en}: average change of {{{growth[0].id}}} a year from {growth[1]} to {last}"
            if growth
            else f"{name.en} and related industries",
        ),
        Text(
            f"Việc làm, {context.configuration.report.country_vi}, nghìn người, {years[0]}–{years[-1]}; năm thiếu để trống; đường đứng: đổi định nghĩa",
            f"Employment, {context.configuration.report.country_en}, thousand persons, {years[0]}–{years[-1]}; missing years left blank; vertical line: new definition",
        ),
        Text(
            "Biểu đồ đường việc làm theo năm của từng nhóm, có đường đứng đánh dấu năm đổi định nghĩa.",
            "Lines of yearly employment by group, with a vertical line where the definition changes.",
        ),
        LinesData(
            unit=THOUSAND_PERSONS,
            periods=tuple(str(y) for y in years),
            labels=tuple(label(f.group) for f in small),
            values=values,
            breaks=tuple(
                (str(y), Text(f"định nghĩa mới từ {y}", f"new definition from {y}")) for y in breaks
            ),
        ),
        context.source(*(group_inputs(context, f.group) for f in small)),
    )


def _count(context: Context, years: int) -> Number:
    return context.number(
        3, "years_since_break", float(years), kind="count", unit="years", nature="derived",
        definition=Text("số năm có số liệu trên định nghĩa hiện nay (nhóm dẫn đầu)", "years with data on the present definition (headline group)"),
    )  # fmt: skip


def _wages(context: Context, w: ChapterWriter) -> None:
    table = context.table("wages")
    if table is None:
        return
    rows = [
        row for row in table
        if row.get("indicator") == "average_monthly_income" and row.get("sex") == "T" and row["value"] is not None
    ]  # fmt: skip
    if not rows:
        return
    latest: dict[str, dict[str, object]] = {}
    for row in sorted(rows, key=lambda r: r["period"]):
        latest[row["series_id"]] = row
    w.head("Thu nhập", "Income")
    cells: list[list[Cell]] = []
    inputs = []
    for series_id, row in latest.items():
        found = _income_name(context, row)
        if found is None:
            continue
        name_vi, name_en = found
        record = context.record(series_id, "wages")
        reference = context.inputs(record, [str(row["period"])])
        inputs.append(reference)
        unit = {
            "million_vnd_per_month": "million VND a month",
            "thousand_vnd_per_month": "thousand VND a month",
        }.get(str(row["unit"]))
        if unit is None:
            continue
        when = period_words(str(row["period"]))
        number = context.number(
            3, f"income.{series_id}.{row['period']}", float(row["value"]), kind="money", unit=unit, decimals=1, nature="observed",  # type: ignore[arg-type]
            definition=Text(f"thu nhập bình quân tháng, {name_vi}, {when.vi}", f"average monthly income, {name_en}, {when.en}"),
            period=str(row["period"]), inputs=reference,
        )  # fmt: skip
        cells.append([Text(name_vi, name_en), when, NumberCell(number.id)])
    w.table(
        Text(
            "Thu nhập bình quân tháng của lao động, kỳ gần nhất có số liệu",
            "Average monthly income of workers, latest period available",
        ),
        [
            text_column("Nhóm", "Group"),
            text_column("Kỳ", "Period"),
            number_column("Thu nhập", "Income", Text("triệu đồng một tháng", "million dong a month")),
        ],
        cells,
        context.source(*inputs),
        _income_note(rows),
    )


def _income_note(rows: list[dict[str, object]]) -> Text:
    """What the rows can be compared with: incomes by industry say nothing of an occupation."""
    periods = Text(
        "Các kỳ khác nhau không so trực tiếp được.", "Different periods cannot be compared directly."
    )
    if any(row.get("occupation") not in (None, "", "total") for row in rows):
        return periods
    return Text(
        f"Thu nhập theo ngành kinh tế, không phải theo nghề. {periods.vi}",
        f"Income by industry, not by occupation. {periods.en}",
    )


def _income_name(context: Context, row: dict[str, object]) -> tuple[str, str] | None:
    """Name of the group an income is about; None for an aggregate that no classification names."""
    names = []
    for lang in ("vi", "en"):
        parts = []
        for column in ("activity", "occupation"):
            code = row.get(column)
            if code in (None, "", "total"):
                continue
            name = context.catalogue.label(str(code), lang)
            if name == code:
                return None
            parts.append(name)
        names.append(", ".join(parts) or ("Tất cả lao động" if lang == "vi" else "All workers"))
    return names[0], names[1]
