"""Details of the present in chapter 3, each drawn when its table is given: ages, qualification, ownership, provinces, vacancies."""

from __future__ import annotations

from dubao.numbers import format_period
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS, THOUSAND_PERSONS, label
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import HeatmapData, LinesData, PyramidData, TileMapData
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_ages import age_groups
from dubao.report.pipeline_tables import cells, latest, ordered, quarters
from dubao.report.text import Text
from dubao.report.words.codes import code_name, key_name, occupation_name

CHAPTER = 3
# An official indicator is mapped only when it is recent and nearly complete.
MAP_MOST_YEARS_OLD = 3
MAP_FEWEST_PROVINCES = 30


def write(context: Context, w: ChapterWriter) -> None:
    _pyramid(context, w)
    _split(
        context,
        w,
        "employment_by_qualification",
        "qualification",
        "Trình độ",
        "Qualification",
        ("master_plus", "bachelor", "college", "other"),
    )
    _split(
        context,
        w,
        "employment_by_ownership",
        "ownership",
        "Loại hình sở hữu",
        "Ownership",
        ("state", "private", "foreign"),
    )
    _provinces(context, w)
    _map(context, w)
    _vacancies(context, w)


def _pyramid(context: Context, w: ChapterWriter) -> None:
    table = context.table("employment_by_age")
    group = context.configuration.headline
    if table is None or not group.age_codes:
        return
    year = latest(table)
    men, women = (
        age_groups(table, group.age_codes, sex, context.configuration.replacement.closed_at)
        for sex in ("M", "F")
    )
    total = sum(v for _, _, v in men + women)
    young = sum(v for first, last, v in men + women if last <= 34) / total * 100
    inputs = context.table_inputs("employment_by_age", "+".join(group.age_codes), year)
    name = label(group)
    number = context.number(
        CHAPTER, f"young.{group.key}", young, kind="percent", unit="percent", nature="derived", period=year, inputs=inputs,
        definition=Text(f"{name.vi}: tỷ lệ dưới 35 tuổi, {year}", f"{name.en}: share under age 35, {year}"), formula="E(<35) / E",
    )  # fmt: skip
    w.head("Cơ cấu tuổi", "Age structure")
    w.chart(
        Text(f"{name.vi}: {{{number.id}}} dưới 35 tuổi", f"{name.en}: {{{number.id}}} under age 35"),
        Text(f"Việc làm theo nhóm tuổi và giới, {context.configuration.report.country_vi}, nghìn người, {year}", f"Employment by age group and sex, {context.configuration.report.country_en}, thousand persons, {year}"),
        Text(f"Tháp tuổi năm {year}; {{{number.id}}} dưới 35 tuổi.", f"Age pyramid of {year}; {{{number.id}}} under age 35."),
        PyramidData(
            unit=THOUSAND_PERSONS, ages=tuple(f"{first}–{last}" for first, last, _ in men), men=tuple(v / 1000 for _, _, v in men),
            women=tuple(v / 1000 for _, _, v in women),
        ),
        context.source(inputs),
    )  # fmt: skip


def _split(
    context: Context, w: ChapterWriter, role: str, dimension: str, vi: str, en: str, order: tuple[str, ...]
) -> None:
    """Shares of an occupation's employment by one dimension, latest year."""
    table = context.table(role)
    if table is None:
        return
    year = latest(table)
    found = cells(table, ("occupation", dimension))
    keys = [k for k in order if any(key == k for _, key in found)]
    inputs = context.table_inputs(role, role, year)
    rows: list[list[Cell]] = []
    for occupation in ordered(o for o, _ in found):
        total = sum(found.get((occupation, k), 0.0) for k in keys)
        name = occupation_name(context, occupation)
        row: list[Cell] = [name]
        for key in keys:
            word = key_name(key)
            number = context.number(
                CHAPTER, f"{role}.{occupation}.{key}", found.get((occupation, key), 0.0) / total * 100, kind="percent", unit="percent", nature="derived",
                definition=Text(f"{name.vi}: {vi.lower()} {word.vi}, {year}", f"{name.en}: {en.lower()} {word.en}, {year}"), period=year, formula="E_k / E", inputs=inputs,
            )  # fmt: skip
            row.append(NumberCell(number.id))
        rows.append(row)
    w.head(vi, en)
    w.table(
        Text(
            f"Việc làm theo nghề và {vi.lower()}, {year}",
            f"Employment by occupation and {en.lower()}, {year}",
        ),
        [text_column("Nghề", "Occupation"), *(number_column(key_name(k).vi, key_name(k).en) for k in keys)],
        rows,
        context.source(inputs),
    )


def _provinces(context: Context, w: ChapterWriter) -> None:
    table = context.table("employment_by_province")
    if table is None:
        return
    year = latest(table)
    found = cells(table, ("occupation", "province"))
    occupations = ordered(o for o, _ in found)
    provinces = sorted({p for _, p in found}, key=lambda p: -sum(found.get((o, p), 0.0) for o in occupations))
    shown = provinces[:12]
    totals = {o: sum(found.get((o, p), 0.0) for p in provinces) for o in occupations}
    top = provinces[0]
    share = sum(found.get((o, top), 0.0) for o in occupations) / sum(totals.values()) * 100
    inputs = context.table_inputs("employment_by_province", "", year)
    name = code_name(context, top, "provinces")
    number = context.number(
        CHAPTER, "province.top", share, kind="percent", unit="percent", nature="derived", period=year, inputs=inputs, formula="E_r / E",
        definition=Text(f"phần của {name.vi} trong việc làm của các nghề này, {year}", f"part of {name.en} in employment of these occupations, {year}"),
    )  # fmt: skip
    w.head("Theo tỉnh, thành phố", "By province")
    w.chart(
        Text(f"{name.vi} có {{{number.id}}} việc làm của các nghề này", f"{name.en} has {{{number.id}}} of employment in these occupations"),
        Text(f"Việc làm theo nghề và tỉnh, thành phố, nghìn người, {year}; 12 tỉnh, thành phố lớn nhất", f"Employment by occupation and province, thousand persons, {year}; the 12 largest provinces"),
        Text(f"Bảng màu nghề × tỉnh; {name.vi} lớn nhất với {{{number.id}}}.", f"Heat map of occupation by province; {name.en} is the largest with {{{number.id}}}."),
        HeatmapData(
            unit=THOUSAND_PERSONS, rows_labels=tuple(code_name(context, p, "provinces") for p in shown),
            columns_labels=tuple(occupation_name(context, o) for o in occupations),
            values=tuple(tuple(found.get((o, p), 0.0) / 1000 for o in occupations) for p in shown),
        ),
        context.source(inputs),
    )  # fmt: skip


def _map(context: Context, w: ChapterWriter) -> None:
    """A tile map of an official indicator: recent, and for nearly all provinces."""
    table = context.table("provincial_indicator")
    if table is None:
        return
    year = latest(table)
    found = cells(table, ("province",))
    if (
        context.configuration.report.generated.year - int(year) > MAP_MOST_YEARS_OLD
        or len(found) < MAP_FEWEST_PROVINCES
    ):
        return
    high = max(found, key=lambda key: found[key])
    inputs = context.table_inputs("provincial_indicator", "", year)
    name = code_name(context, high[0], "provinces")
    number = context.number(
        CHAPTER, "map.top", found[high], kind="percent", unit="percent", decimals=1, nature="observed", period=year, inputs=inputs,
        definition=Text(f"tỷ trọng nhà chuyên môn công nghệ thông tin và truyền thông trong việc làm, {name.vi}, {year}", f"share of information and communications technology professionals in employment, {name.en}, {year}"),
    )  # fmt: skip
    w.chart(
        Text(f"Cao nhất ở {name.vi}: {{{number.id}}}", f"Highest in {name.en}: {{{number.id}}}"),
        Text(f"Tỷ trọng nhà chuyên môn công nghệ thông tin và truyền thông trong việc làm, phần trăm, {year}", f"Share of information and communications technology professionals in employment, percent, {year}"),
        Text(f"Sơ đồ ô các tỉnh, thành phố; cao nhất ở {name.vi} với {{{number.id}}}.", f"Tile diagram of the provinces; the highest is {name.en} with {{{number.id}}}."),
        TileMapData(Text("phần trăm", "percent"), tuple((p, v) for (p,), v in sorted(found.items()))),
        context.source(inputs),
    )  # fmt: skip


def _vacancies(context: Context, w: ChapterWriter) -> None:
    vacancies, postings = context.table("vacancies"), context.table("postings")
    if vacancies is None:
        return
    found = {o: values for (o,), values in quarters(vacancies, ("occupation",)).items()}
    periods = sorted({p for values in found.values() for p in values})
    last = periods[-1]
    inputs = context.table_inputs("vacancies", "", f"{periods[0]}–{last}")
    total = sum(values.get(last, 0.0) for values in found.values())
    number = context.number(
        CHAPTER, "vacancies.total", total, kind="count", unit="persons", nature="observed", period=last, round_to=100, inputs=inputs,
        definition=Text(f"vị trí việc làm trống của các nghề này, {format_period(last, 'vi')}", f"vacancies in these occupations, {format_period(last, 'en')}"),
    )  # fmt: skip
    w.head("Vị trí việc làm trống", "Vacancies")
    if postings is not None:
        ads = {o: values for (o,), values in quarters(postings, ("occupation",)).items()}
        ratio = sum(values.get(last, 0.0) for values in ads.values()) / total
        per = context.number(
            CHAPTER, "postings.ratio", ratio, kind="ratio", unit="ratio", decimals=2, nature="derived", period=last, formula="P / V",
            definition=Text(f"số tin tuyển dụng trên một vị trí trống, {format_period(last, 'vi')}", f"advertisements per vacancy, {format_period(last, 'en')}"), inputs=inputs + context.table_inputs("postings", "", last),
        )  # fmt: skip
        w.say(
            f"Theo điều tra, có {{{number.id}}} vị trí việc làm trống; số tin tuyển dụng sau lọc trùng bằng {{{per.id}}} lần số vị trí trống. Tin tuyển dụng không phải là vị trí trống.",
            f"The survey counts {{{number.id}}} vacancies; advertisements after removal of duplicates are {{{per.id}}} times that. An advertisement is not a vacancy.",
        )
    w.chart(
        Text(
            f"{{{number.id}}} vị trí trống, {format_period(last, 'vi')}",
            f"{{{number.id}}} vacancies, {format_period(last, 'en')}",
        ),
        Text(f"Vị trí việc làm trống theo nghề, giữa quý, {format_period(periods[0], 'vi')} – {format_period(last, 'vi')}", f"Vacancies by occupation, middle of the quarter, {format_period(periods[0], 'en')} – {format_period(last, 'en')}"),
        Text(f"Đường vị trí việc làm trống theo quý; kỳ cuối {{{number.id}}}.", f"Lines of vacancies by quarter; last period {{{number.id}}}."),
        LinesData(
            unit=PERSONS, periods=tuple(periods), labels=tuple(occupation_name(context, o) for o in found),
            values=tuple(tuple(values.get(p) for p in periods) for values in found.values()),
        ),
        context.source(inputs),
    )  # fmt: skip
