"""Chapter 4: the demand forecast by margin: one group at a time, then openings as expansion plus replacement."""

from __future__ import annotations

from dubao.report.chapters import demand_causes, demand_cross, demand_provinces
from dubao.report.chapters.ch03_current_state import change_since_break
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import (
    PERSONS,
    THOUSAND_PERSONS,
    employment,
    employment_cell,
    fan,
    group_inputs,
    label,
    openings_number,
    sampling_assumptions,
    scope,
    spread,
)
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import OpeningsData
from dubao.report.config import GroupPart
from dubao.report.document import Cell, Chapter, NumberCell
from dubao.report.results import Number
from dubao.report.text import Text
from dubao.report.words.codes import key_name
from dubao.report.words.phrases import direction, lower_first


def write(context: Context) -> Chapter:
    w = ChapterWriter("4", Text("Dự báo nhu cầu", "Demand forecast"), "demand")
    _how_to_read(context, w)
    w.head("Dự báo từng nhóm", "Forecast by group")
    for group in context.configuration.groups:
        _group(context, w, group)
    _sums(context, w)
    _table(context, w)
    _sampling_errors(context, w)
    _openings(context, w)
    demand_causes.write(context, w)
    demand_cross.write(context, w)
    demand_provinces.write(context, w)
    return w.chapter()


def _how_to_read(context: Context, w: ChapterWriter) -> None:
    s = context.configuration.forecast
    w.say(
        f"Mỗi nhóm được dự báo riêng từ chuỗi số liệu của chính nó. Năm {s.estimate_to} là ước tính; {s.estimate_to + 1}–{s.forecast_to} là dự báo kèm khoảng; {s.forecast_to + 1}–{s.scenario_to} là kịch bản kéo dài, vẽ gạch chéo, chưa hiệu chuẩn. Con số in ra là trung vị của {{{_paths(context)}}} đường mô phỏng; khoảng 80% chứa giá trị thật với xác suất 80% nếu mô hình đúng.",
        f"Each group is forecast from its own series. {s.estimate_to} is an estimate; {s.estimate_to + 1}–{s.forecast_to} is the forecast with intervals; {s.forecast_to + 1}–{s.scenario_to} is an extended scenario, hatched and not calibrated. The figure printed is the median of {{{_paths(context)}}} sample paths; the 80% interval holds the true value with probability 80% if the model is right.",
    )


def _paths(context: Context) -> str:
    return context.number(
        4, "draws", float(context.configuration.forecast.draws), kind="count", unit="paths", nature="derived",
        definition=Text("số đường mô phỏng chung của mọi nhóm", "number of joint sample paths of all groups"),
    ).id  # fmt: skip


def probability_of_rise(context: Context, group: GroupPart) -> tuple[str, float]:
    """Id and value of the probability that employment in the last forecast year exceeds the last observed year's."""
    s = context.configuration.forecast
    forecast = context.results.forecasts[group.key]
    level = forecast.history.at(s.last_observed)
    chance = forecast.probability_above(s.forecast_to, level if level is not None else 0.0)
    name = label(group)
    number = context.number(
        4, f"probability.rise.{group.key}.{s.forecast_to}", chance, kind="probability", unit="probability", nature="forecast",
        definition=Text(f"{name.vi}: xác suất năm {s.forecast_to} cao hơn năm {s.last_observed}", f"{name.en}: probability that {s.forecast_to} exceeds {s.last_observed}"),
        scope=scope(group), period=str(s.forecast_to), formula="F2: #{d: E_T^(d) > E_0} / n",
        inputs=group_inputs(context, group), assumptions=sampling_assumptions(context, group),
        parents=(employment(context, group, s.forecast_to).id, employment(context, group, s.last_observed).id),
    )  # fmt: skip
    return number.id, chance


# A forecast pace this many percentage points a year away from the pace observed on the present definition is pointed out.
PACE_GAP = 3.0


def pace(context: Context, group: GroupPart) -> tuple[Number, Number, int] | None:
    """Yearly pace of the forecast and that observed since the break, when they are far apart; with the first comparable year."""
    s = context.configuration.forecast
    observed = change_since_break(context, group)
    last = context.results.forecasts[group.key].history.at(s.last_observed)
    if observed is None or not last or not context.results.forecasts[group.key].history.breaks:
        return None
    median = context.results.forecasts[group.key].summary(s.forecast_to).median
    rate = ((median / last) ** (1.0 / (s.forecast_to - s.last_observed)) - 1.0) * 100
    seen, first = observed
    if seen.value is None or abs(rate - seen.value) < PACE_GAP:
        return None
    name = label(group)
    number = context.number(
        4, f"growth.{group.key}.{s.last_observed}-{s.forecast_to}", rate, kind="percent", unit="percent", decimals=1, nature="forecast",
        definition=Text(f"{name.vi}: tốc độ thay đổi bình quân năm của trung vị {s.last_observed}–{s.forecast_to}", f"{name.en}: average yearly change of the median {s.last_observed}–{s.forecast_to}"),
        scope=scope(group), period=f"{s.last_observed}–{s.forecast_to}", formula="(E_T / E_0)^(1/(T−0)) − 1", inputs=group_inputs(context, group),
        parents=(employment(context, group, s.forecast_to).id, employment(context, group, s.last_observed).id),
    )  # fmt: skip
    return number, seen, first


def _pace_note(context: Context, w: ChapterWriter, group: GroupPart) -> None:
    found = pace(context, group)
    if found is None:
        return
    ahead, seen, first = found
    s = context.configuration.forecast
    w.note(
        f"Từ {first} đến {s.last_observed} nhóm này thay đổi bình quân {{{seen.id}}} mỗi năm; trung vị dự báo thay đổi {{{ahead.id}}} mỗi năm vì mô hình còn dựa vào nhịp thay đổi của các năm trước {first} (tính trong cùng định nghĩa của các năm đó). Nên đọc khoảng dự báo hơn là trung vị.",
        f"From {first} to {s.last_observed} this group changed by {{{seen.id}}} a year on average; the median forecast changes by {{{ahead.id}}} a year, since the model also learns from the years before {first}, inside their own definition. Read the interval rather than the median.",
    )


# A last yearly movement smaller than this part of the level is taken for noise and not pointed out.
LAST_MOVE = 0.01


def _turn_note(context: Context, w: ChapterWriter, group: GroupPart) -> None:
    """Says so where the last observed year moved the other way than the forecast does."""
    s = context.configuration.forecast
    forecast = context.results.forecasts[group.key]
    before, last = forecast.history.at(s.last_observed - 1), forecast.history.at(s.last_observed)
    if not before or not last or s.last_observed in forecast.history.breaks:
        return
    ahead = forecast.summary(s.forecast_to).median - last
    if abs(last / before - 1.0) < LAST_MOVE or (last - before) * ahead >= 0:
        return
    then, now = employment(context, group, s.last_observed - 1), employment(context, group, s.last_observed)
    turn = Text("tăng", "rose") if last > before else Text("giảm", "fell")
    way = "lên" if last > before else "xuống"
    w.note(
        f"Số quan sát gần nhất đi ngược chiều trung vị dự báo: năm {s.last_observed} {turn.vi} từ {{{then.id}}} {way} {{{now.id}}} người.",
        f"The last observation moves the other way than the median forecast: employment {turn.en} from {{{then.id}}} to {{{now.id}}} persons in {s.last_observed}.",
    )


def _group(context: Context, w: ChapterWriter, group: GroupPart) -> None:
    s = context.configuration.forecast
    forecast = context.results.forecasts[group.key]
    now, then = employment(context, group, s.last_observed), employment(context, group, s.forecast_to)
    chance_id, chance = probability_of_rise(context, group)
    name, words = label(group), direction(chance)
    w.head(name.vi, name.en, 3)
    w.say(
        f"{group.scope_vi} Năm {s.last_observed} có {{{now.id}:unit}}; năm {s.forecast_to} dự báo {{{then.id}:unit}} (khoảng 80%: {{{then.id}:80}}; khoảng 95%: {{{then.id}:95}}). Xác suất năm {s.forecast_to} cao hơn năm {s.last_observed} là {{{chance_id}}}.",
        f"{group.scope_en} In {s.last_observed} there were {{{now.id}:unit}}; the forecast for {s.forecast_to} is {{{then.id}:unit}} (80% interval: {{{then.id}:80}}; 95% interval: {{{then.id}:95}}). The probability that {s.forecast_to} exceeds {s.last_observed} is {{{chance_id}}}.",
    )
    _pace_note(context, w, group)
    _turn_note(context, w, group)
    history = forecast.history
    w.chart(
        Text(
            f"{name.vi} {words.vi} đến năm {s.forecast_to}: trung vị {{{then.id}:unit}}",
            f"{name.en}: {words.en} by {s.forecast_to}, median {{{then.id}:unit}}",
        ),
        Text(
            f"Việc làm, {context.configuration.report.country_vi}, nghìn người · quan sát {history.years[0]}–{history.years[-1]}, ước tính {s.estimate_to}, dự báo đến {s.forecast_to}, kịch bản đến {s.scenario_to} · dải 50%, 80%, 95%",
            f"Employment, {context.configuration.report.country_en}, thousand persons · observed {history.years[0]}–{history.years[-1]}, estimate {s.estimate_to}, forecast to {s.forecast_to}, scenario to {s.scenario_to} · bands 50%, 80%, 95%",
        ),
        Text(
            f"Biểu đồ quạt: {lower_first(name).vi}, quan sát đến {history.years[-1]}, trung vị năm {s.forecast_to} là {{{then.id}}} người, khoảng 80% {{{then.id}:80}}.",
            f"Fan chart: {lower_first(name).en}, observed to {history.years[-1]}, median in {s.forecast_to} {{{then.id}}} persons, 80% interval {{{then.id}:80}}.",
        ),
        fan(context, forecast),
        context.source(group_inputs(context, group)),
    )


def _sums(context: Context, w: ChapterWriter) -> None:
    for group in context.configuration.groups:
        if not group.parts:
            continue
        names = [lower_first(label(context.configuration.group(part))) for part in group.parts]
        name = lower_first(label(group))
        w.note(
            f"Dự báo của {name.vi} là tổng theo từng đường mô phỏng của {' và '.join(n.vi for n in names)}. Cận của tổng không phải là tổng các cận.",
            f"The forecast of {name.en} is the path-by-path sum of {' and '.join(n.en for n in names)}. The ends of the sum's interval are not the sums of the ends.",
        )


def _table(context: Context, w: ChapterWriter) -> None:
    s = context.configuration.forecast
    years = [
        s.last_observed,
        s.estimate_to,
        (s.estimate_to + s.forecast_to + 1) // 2,
        s.forecast_to,
        s.scenario_to,
    ]
    years = list(dict.fromkeys(years))
    rows: list[list[Cell]] = []
    for group in context.configuration.groups:
        row: list[Cell] = [label(group)]
        for year in years:
            row.append(employment_cell(context, group, year))
        row.append(employment_cell(context, group, s.forecast_to, "80"))
        rows.append(row)
    w.head("Bảng dự báo", "Forecast table")
    columns = [text_column("Nhóm", "Group")]
    columns += [number_column(str(year), str(year), PERSONS) for year in years]
    columns.append(number_column(f"Khoảng 80%, {s.forecast_to}", f"80% interval, {s.forecast_to}", PERSONS))
    w.table(
        Text(
            f"Việc làm theo nhóm, {s.last_observed}–{s.scenario_to}",
            f"Employment by group, {s.last_observed}–{s.scenario_to}",
        ),
        columns,
        rows,
        context.source(*(group_inputs(context, g) for g in context.configuration.groups)),
        Text(
            "Trung vị của các đường mô phỏng. Các nhóm chồng lên nhau, không cộng theo cột.",
            "Medians of the sample paths. Groups overlap: columns must not be added.",
        ),
    )


def _sampling_errors(context: Context, w: ChapterWriter) -> None:
    """The forecast year with and without the survey's sampling error in the fit."""
    s = context.configuration.forecast
    rows: list[list[Cell]] = []
    sources = []
    for group in context.configuration.groups:
        forecast = context.results.forecasts[group.key]
        plain = forecast.summary_without_errors(s.forecast_to)
        if plain is None or forecast.history.cv is None:
            continue
        name = label(group)
        design = context.table_inputs("survey_design", "cv", quantity="cv", applies_to=group.series)
        cv = context.number(
            4, f"cv.{group.key}", forecast.history.cv * 100, kind="percent", unit="percent", decimals=1, nature="assumption",
            definition=Text(f"{name.vi}: hệ số biến thiên gần đúng, cận trên", f"{name.en}: approximate coefficient of variation, upper bound"),
            period=str(s.last_observed), formula="cv = √(deff·(1 − p) / (p·n))", inputs=design, assumptions=sampling_assumptions(context, group),
        )  # fmt: skip
        without = context.from_summary(
            4, f"employment.{group.key}.{s.forecast_to}.without_errors", plain, kind="count", unit="persons", nature="forecast",
            definition=Text(f"{name.vi}, năm {s.forecast_to}, không đưa sai số chọn mẫu vào mô hình", f"{name.en}, {s.forecast_to}, sampling error left out of the fit"),
            scope=scope(group), period=str(s.forecast_to), formula="F2: σ²_e = 0", inputs=group_inputs(context, group),
        )  # fmt: skip
        used = employment(context, group, s.forecast_to)
        sources.append(design)
        rows.append(
            [
                name,
                NumberCell(cv.id),
                NumberCell(used.id, flag="f"),
                NumberCell(used.id, "80"),
                NumberCell(without.id, flag="f"),
                NumberCell(without.id, "80"),
            ]
        )
    if not rows:
        return
    w.head("Sai số chọn mẫu: có và không", "Sampling error: with and without")
    w.say(
        "Cơ quan thống kê chưa công bố sai số chọn mẫu của các chuỗi này. Báo cáo dùng hệ số biến thiên suy ra từ thiết kế điều tra làm cận trên; mô hình được phép thu nhỏ khi chuỗi dao động ít hơn mức đó. Bảng dưới cho biết kết quả thay đổi bao nhiêu nếu bỏ sai số ra.",
        "The statistical office has not published sampling errors of these series. The report uses coefficients of variation inferred from the survey design as an upper bound; the fit may shrink them where a series moved less. The table shows how much the result changes when they are left out.",
    )
    w.table(
        Text(
            f"Năm {s.forecast_to}, có và không có sai số chọn mẫu",
            f"Year {s.forecast_to}, with and without sampling error",
        ),
        [
            text_column("Nhóm", "Group"),
            number_column("Hệ số biến thiên (cận trên)", "Coefficient of variation (upper bound)"),
            number_column("Có sai số", "With", PERSONS),
            number_column("Khoảng 80%, có sai số", "80% interval, with", PERSONS),
            number_column("Không sai số", "Without", PERSONS),
            number_column("Khoảng 80%, không sai số", "80% interval, without", PERSONS),
        ],
        rows,
        context.source(*sources),
        Text(
            "Hệ số biến thiên là giả định về độ lớn, không phải số công bố.",
            "Coefficients of variation are an assumption of order of magnitude, not published figures.",
        ),
    )
    w.missing(context, "standard_errors")


def _openings(context: Context, w: ChapterWriter) -> None:
    found = context.results.openings
    groups = [g for g in context.configuration.groups if g.key in found]
    if not groups:
        return
    years = found[groups[0].key].years
    span = f"{years[0]}–{years[-1]}"
    known_age = context.table("employment_by_age") is not None
    w.head(f"Chỗ làm cần tuyển, {span}", f"Openings, {span}")
    w.say(
        "Chỗ làm cần tuyển gồm hai phần: tăng thêm (việc làm cuối kỳ trừ đầu kỳ, nếu dương) và thay thế (người rời việc vì nghỉ hưu, tử vong, nghỉ sớm, ra nước ngoài và được thay). Chuyển sang nghề khác và đổi doanh nghiệp không tính vào thay thế.",
        "Openings have two parts: expansion (employment at the end less at the beginning, if positive) and replacement (people who leave by retirement, death, early exit or emigration and are replaced). Moves to another occupation and changes of employer are not counted as replacement.",
    )
    proxied = [g for g in groups if not found[g.key].is_known]
    if proxied:
        low, high = (key_name(one.profile) for one in (found[proxied[0].key].low, found[proxied[0].key].high))
        which = (
            Text("các nhóm này", "these groups")
            if len(proxied) == len(groups)
            else Text("các nhóm ngành", "the industries")
        )
        w.note(
            f"Chưa có cơ cấu tuổi của {which.vi}. Phần thay thế là **giả định**: dùng hai cơ cấu tuổi đại diện ({low.vi} và {high.vi}) và in khoảng giữa hai kết quả. Khoảng giữa hai cơ cấu là giả định, không phải khoảng tin cậy.",
            f"The age structure of {which.en} is not known. Replacement is an **assumption**: two proxy age profiles are used ({low.en} and {high.en}) and the range between the two results is printed. The range between the profiles is an assumption, not an interval with a probability.",
            "warning",
        )
    rows: list[list[Cell]] = []
    for group in groups:
        cells = [
            openings_number(context, group, part, profile)
            for part, profile in (
                ("expansion", "low"),
                ("replacement", "low"),
                ("replacement", "high"),
                ("total", "low"),
                ("total", "high"),
                ("total", "both"),
            )
        ]
        rows.append(
            [label(group), *(NumberCell(n.id, flag="f") for n in cells[:5]), NumberCell(cells[5].id, "80")]
        )
    sources = [group_inputs(context, g) for g in groups] + [
        context.table_inputs(r) for r in ("employment_age_proxy", "mortality", "retirement_age")
    ]
    w.table(
        Text(f"Chỗ làm cần tuyển bình quân năm, {span}", f"Openings, average a year, {span}"),
        [
            text_column("Nhóm", "Group"),
            number_column("Tăng thêm", "Expansion", PERSONS),
            number_column("Thay thế, cận dưới", "Replacement, low", PERSONS),
            number_column("Thay thế, cận trên", "Replacement, high", PERSONS),
            number_column("Tổng, cận dưới", "Total, low", PERSONS),
            number_column("Tổng, cận trên", "Total, high", PERSONS),
            number_column("Tổng, khoảng 80%", "Total, 80% interval", PERSONS),
        ],
        rows,
        context.source(*sources),
        Text(
            "Trung vị; tăng thêm và thay thế là trung vị riêng nên không nhất thiết cộng bằng tổng. Cận dưới, cận trên theo hai cơ cấu tuổi đại diện; khoảng 80% gộp cả hai. Cận bằng 0 nghĩa là trên những đường mô phỏng đó việc làm giảm nhiều hơn số người rời việc. Các nhóm ngành đếm mọi nghề trong ngành.",
            "Medians; expansion and replacement are medians of their own and need not add to the total. Low and high follow the two proxy age profiles; the 80% interval joins both. An end of 0 means that on those paths employment falls by more than the number of leavers. Industries count every occupation in them.",
        ),
    )
    first = groups[0]
    total_low, total_high = (
        openings_number(context, first, "total", "low"),
        openings_number(context, first, "total", "high"),
    )
    name = label(first)
    summaries = [(found[g.key].low, found[g.key].high, found[g.key].yearly_total) for g in groups]
    w.chart(
        Text(
            f"{name.vi}: bình quân mỗi năm khoảng {spread(total_low, total_high).vi} chỗ làm cần tuyển",
            f"{name.en}: about {spread(total_low, total_high).en} openings a year",
        ),
        Text(
            f"Chỗ làm cần tuyển bình quân năm {span}, {context.configuration.report.country_vi}, nghìn người · trung vị riêng của tăng thêm và của thay thế (bình quân hai cơ cấu tuổi), cộng lại có thể khác trung vị của tổng · khoảng 80% của tổng",
            f"Openings, average a year {span}, {context.configuration.report.country_en}, thousand persons · medians of expansion and of replacement (mean of the two age profiles), whose sum may differ from the median of the total · 80% interval of the total",
        ),
        Text(
            "Cột chồng tăng thêm và thay thế của từng nhóm, có khoảng 80% của tổng.",
            "Stacked bars of expansion and replacement by group with the 80% interval of the total.",
        ),
        OpeningsData(
            unit=THOUSAND_PERSONS,
            labels=tuple(label(g) for g in groups),
            expansion=tuple(low.yearly("expansion").median / 1000 for low, _, _ in summaries),
            replacement=tuple(
                (low.yearly("replacement").median + high.yearly("replacement").median) / 2000
                for low, high, _ in summaries
            ),
            low80=tuple(total.low80 / 1000 for _, _, total in summaries),
            high80=tuple(total.high80 / 1000 for _, _, total in summaries),
        ),
        context.source(*sources),
    )
    if not known_age:
        w.missing(context, "employment_by_age", "exit_rates")
