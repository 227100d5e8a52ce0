"""Chapter 0: key findings on two pages. Written last, from the numbers of the other chapters."""

from __future__ import annotations

from dubao.report.chapters.ch04_demand import pace, probability_of_rise
from dubao.report.chapters.ch06_supply import yearly_supply_number
from dubao.report.chapters.ch12_accuracy import is_narrow, score_number
from dubao.report.chapters.claims import claim, claim_inputs, claim_rows
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS, employment, label, openings_number, spread
from dubao.report.chapters.writer import ChapterWriter
from dubao.report.charts.data import ScopeLadderData
from dubao.report.document import Chapter, KeyFigure
from dubao.report.pipeline_candidates import PanelResults
from dubao.report.pipeline_forecast import DUBAO
from dubao.report.results import InputReference, Number
from dubao.report.text import Text
from dubao.report.words.phrases import INCOMPATIBLE_SCOPE, direction, join, lower_first


def write(context: Context) -> Chapter:
    w = ChapterWriter("0", Text("Kết quả chính", "Key findings"), "key-findings")
    if context.configuration.report.simulated:
        w.note(
            "**Toàn bộ số liệu trong tài liệu này là mô phỏng.** Không con số nào nói về một nước có thật.",
            "**Every figure of this document is simulated.** None is about a real country.",
            "warning",
        )
    _edition(context, w)
    _figures(context, w)
    _findings(context, w)
    ladder(context, w)
    _unknown(context, w)
    return w.chapter()


def _edition(context: Context, w: ChapterWriter) -> None:
    """An update or erratum says so first, with the vintage it takes the place of."""
    report = context.configuration.report
    if report.kind == "update":
        w.note(
            f"Bản cập nhật, thay thế phiên bản dự báo {report.supersedes}.",
            f"Update; it supersedes the vintage {report.supersedes}.",
        )
    elif report.kind == "erratum":
        w.note(
            f"Bản đính chính phiên bản dự báo {report.supersedes}.",
            f"Erratum to the vintage {report.supersedes}.",
            "warning",
        )


def _figures(context: Context, w: ChapterWriter) -> None:
    s = context.configuration.forecast
    headline = context.configuration.headline
    name = label(headline)
    now = employment(context, headline, s.last_observed)
    then = employment(context, headline, s.forecast_to)
    figures = [
        KeyFigure(
            name + Text(f", {s.last_observed}", f", {s.last_observed}"),
            now.id,
            Text("Điều tra lao động việc làm", "Labour Force Survey"),
        ),
        KeyFigure(
            name + Text(f", {s.forecast_to}", f", {s.forecast_to}"),
            then.id,
            Text(f"khoảng 80%: {{{then.id}:80}}", f"80% interval: {{{then.id}:80}}"),
        ),
    ]
    found = context.results.openings.get(headline.key)
    if found is not None:
        both = openings_number(context, headline, "total", "both")
        low, high = (
            openings_number(context, headline, "replacement", "low"),
            openings_number(context, headline, "replacement", "high"),
        )
        span = f"{found.years[0]}–{found.years[-1]}"
        part = spread(low, high)
        assumed = Text("", "") if found.is_known else Text(" (giả định)", " (assumption)")
        text = Text(
            f"khoảng 80%: {{{both.id}:80}}; trong đó thay thế{assumed.vi}: {part.vi}",
            f"80% interval: {{{both.id}:80}}; of which replacement{assumed.en}: {part.en}",
        )
        figures.append(
            KeyFigure(
                Text(
                    f"Chỗ làm cần tuyển mỗi năm, nghề này, {span}",
                    f"Openings a year in this occupation, {span}",
                ),
                both.id,
                text,
            )
        )
    for group in context.configuration.groups:
        if group.key == headline.key or group.key in {
            p for g in context.configuration.groups for p in g.parts
        }:
            continue
        number = employment(context, group, s.forecast_to)
        last = employment(context, group, s.last_observed)
        figures.append(
            KeyFigure(
                label(group) + Text(f", {s.forecast_to}", f", {s.forecast_to}"), number.id,
                Text(f"khoảng 80%: {{{number.id}:80}}; năm {s.last_observed}: {{{last.id}}}", f"80% interval: {{{number.id}:80}}; {s.last_observed}: {{{last.id}}}"),
            )
        )  # fmt: skip
    supply = yearly_supply_number(context)
    if supply is not None:
        field = Text(context.configuration.supply.field_vi, context.configuration.supply.field_en)
        figures.append(
            KeyFigure(
                Text(f"Người tốt nghiệp {field.vi} vào thị trường lao động mỗi năm, {supply.period}", f"Graduates in {field.en} entering the labour market a year, {supply.period}"), supply.id,
                Text(f"tính từ giả định; khoảng: {{{supply.id}:80}}", f"computed from assumptions; range: {{{supply.id}:80}}"), "supply",
            )
        )  # fmt: skip
    chance_id, _ = probability_of_rise(context, headline)
    figures.append(
        KeyFigure(
            Text(f"Xác suất năm {s.forecast_to} cao hơn năm {s.last_observed}, nghề này", f"Probability that {s.forecast_to} exceeds {s.last_observed}, this occupation"), chance_id,
            Text("phần các đường mô phỏng cao hơn số đã quan sát", "share of the sample paths above the value observed"), "accent",
        )
    )  # fmt: skip
    years = context.store.by_key("years_since_break")
    figures.append(
        KeyFigure(
            Text("Số năm có số liệu trên định nghĩa hiện nay", "Years with data on the present definition"), years.id,
            Text("càng ít năm, khoảng dự báo càng rộng", "the fewer the years, the wider the interval"), "neutral",
        )
    )  # fmt: skip
    w.figures(figures[:10])


def _findings(context: Context, w: ChapterWriter) -> None:
    s = context.configuration.forecast
    headline = context.configuration.headline
    name = lower_first(label(headline))
    chance_id, chance = probability_of_rise(context, headline)
    words = direction(chance)
    then, now = employment(context, headline, s.forecast_to), employment(context, headline, s.last_observed)
    items = [
        Text(
            f"Số {name.vi} {words.vi}: {{{now.id}}} người năm {s.last_observed}, trung vị {{{then.id}}} người năm {s.forecast_to} (khoảng 80%: {{{then.id}:80}}); xác suất tăng là {{{chance_id}}}.",
            f"{name.en[0].upper()}{name.en[1:]}: {words.en}, {{{now.id}}} in {s.last_observed}, median {{{then.id}}} in {s.forecast_to} (80% interval: {{{then.id}:80}}); the probability of a rise is {{{chance_id}}}.",
        )
    ]
    years = context.results.forecasts[headline.key].history.since_break
    items.append(
        Text(
            f"Khoảng dự báo rộng vì từ khi đổi định nghĩa mới có {{{context.store.by_key('years_since_break').id}}} năm số liệu cùng cách đếm, và nhóm nghề này là ô nhỏ trong điều tra mẫu."
            if years < 8
            else "Khoảng dự báo phản ánh biến động đã qua và sai số chọn mẫu của điều tra.",
            f"The interval is wide because only {{{context.store.by_key('years_since_break').id}}} years share the present definition, and this occupation is a small cell of a sample survey."
            if years < 8
            else "The interval reflects past movements and the survey's sampling error.",
        )
    )  # fmt: skip
    past = next(
        (
            b
            for b in context.results.backtest
            if b.group == headline.key and b.method == DUBAO and is_narrow(b)
        ),
        None,
    )
    if past is not None:
        held = score_number(context, past, "coverage80")
        items.append(
            Text(
                f"Trong kiểm tra lùi, khoảng 80% của nhóm này chỉ chứa {{{held.id}}} giá trị đã quan sát ({{{score_number(context, past, 'forecasts').id}}} dự báo thử): khoảng in ra có thể còn hẹp (chương 12).",
                f"In the backtest the 80% interval of this group held only {{{held.id}}} of the values observed ({{{score_number(context, past, 'forecasts').id}}} trial forecasts): the interval printed may still be narrow (chapter 12).",
            )
        )
    parts = {p for g in context.configuration.groups for p in g.parts}
    for group in context.configuration.groups:
        if group.key == headline.key or group.kind != "industry" or group.key in parts:
            continue
        rise_id, rise = probability_of_rise(context, group)
        number, last = employment(context, group, s.forecast_to), employment(context, group, s.last_observed)
        label_ = lower_first(label(group))
        items.append(
            Text(
                f"{label_.vi[0].upper()}{label_.vi[1:]} {direction(rise).vi}: {{{last.id}}} người năm {s.last_observed}, trung vị {{{number.id}}} người năm {s.forecast_to} (khoảng 80%: {{{number.id}:80}}).",
                f"{label_.en[0].upper()}{label_.en[1:]}: {direction(rise).en}, {{{last.id}}} in {s.last_observed}, median {{{number.id}}} in {s.forecast_to} (80% interval: {{{number.id}:80}}).",
            )
        )  # fmt: skip
    items.append(
        Text(
            "Con số theo ngành là việc làm trong ngành (ngành 26 có nhiều lao động lắp ráp), không phải số kỹ sư cần có.",
            "Figures by industry are employment in the industry (much of division 26 is assembly), not a number of engineers needed.",
        )
    )
    differing = [
        g for g in context.configuration.groups if pace(context, g) is not None and g.key not in parts
    ]
    if differing:
        names = join([lower_first(label(g)) for g in differing])
        items.append(
            Text(
                f"Nhịp dự báo khác nhịp đã quan sát trên định nghĩa hiện nay ở các nhóm: {names.vi} (chương 4). Với các nhóm này, khoảng dự báo quan trọng hơn trung vị.",
                f"The pace of the forecast differs from the pace observed on the present definition for: {names.en} (chapter 4). For these the interval matters more than the median.",
            )
        )
    if context.table("field_to_occupation") is None:
        items.append(
            Text(
                f"Cung và cầu: {INCOMPATIBLE_SCOPE.vi}. Báo cáo không kết luận về thiếu hụt nhân lực (chương 7).",
                f"Supply and demand: {INCOMPATIBLE_SCOPE.en}. The report draws no conclusion on a shortage (chapter 7).",
            )
        )
    if context.table("security_demand") is None:
        items.append(
            Text(
                "An toàn thông tin mạng, an ninh mạng: chưa có số liệu chính thức, không nêu con số quốc gia (chương 5).",
                "Network information security, cybersecurity: no official figures, no national figure is stated (chapter 5).",
            )
        )
    panel: PanelResults | None = context.results.extra.get("panel")  # type: ignore[assignment]
    if panel is None or panel.candidates is None:
        items.append(
            Text(
                "Kỹ năng, nghề mới: chưa có chuỗi tin tuyển dụng đủ dài, không nêu xu hướng và không nêu nghề mới nào (chương 8 và chương 9).",
                "Skills, new occupations: no series of advertisements is long enough, no trend and no new occupation is stated (chapter 8 and chapter 9).",
            )
        )
    else:
        found = context.store.by_key("panel.candidates")
        items.append(
            Text(
                f"Nghề mới: {{{found.id}}} ứng viên kèm bằng chứng, chưa phải nghề (chương 9).",
                f"New occupations: {{{found.id}}} candidates with their evidence, not yet occupations (chapter 9).",
            )
        )
    if context.table("earlier_forecasts") is None:
        items.append(
            Text(
                "Chưa có ấn phẩm trước, nên chưa có thay đổi so với năm trước để giải thích.",
                "There is no earlier edition, hence no change since last year to explain.",
            )
        )
    w.head("Điều rút ra", "Findings")
    w.points(items)


def rung_number(context: Context, position: int) -> tuple[Number, tuple[InputReference, ...]] | None:
    """The number of a rung: an observed value of a series, or a claim."""
    rung = context.configuration.ladder[position]
    if rung.claim:
        row = next((r for r in claim_rows(context) if r["claim_id"] == rung.claim), None)
        number = claim(context, row) if row else None
        return (number, claim_inputs(context, row)) if number is not None and row else None
    known = next((g for g in context.configuration.groups if rung.series in (g.series, g.total_series)), None)
    if known is not None and rung.year == context.configuration.forecast.last_observed:
        number = employment(context, known, rung.year)
        return number, number.inputs
    record = context.record(rung.series)
    value = record.value(str(rung.year))
    if value is None:
        return None
    inputs = context.inputs(record, [str(rung.year)])
    from dubao.report.words.units import store_unit

    unit, kind, _, factor = store_unit(record.unit)
    number = context.number(
        3, f"{rung.series}.{rung.year}", float(value) * factor, kind=kind, unit=unit, nature="observed", round_to=100, period=str(rung.year),
        definition=Text(f"{rung.label_vi}, {rung.year}", f"{rung.label_en}, {rung.year}"), scope=Text(rung.note_vi, rung.note_en), inputs=inputs,
    )  # fmt: skip
    return number, inputs


def ladder(context: Context, w: ChapterWriter) -> None:
    """The scope ladder: who counts whom."""
    found = [(rung, rung_number(context, i)) for i, rung in enumerate(context.configuration.ladder)]
    shown = [(rung, *pair) for rung, pair in found if pair is not None and pair[0].value is not None]
    if len(shown) < 2:
        return
    shown.sort(key=lambda item: item[1].value or 0.0)
    smallest, largest = shown[0][1], shown[-1][1]
    w.head("Thang phạm vi: ai đếm ai", "Scope ladder: who counts whom")
    w.chart(
        Text(
            f"Từ {{{smallest.id}}} đến {{{largest.id}}} người: khác nhau vì mỗi nguồn đếm một nhóm",
            f"From {{{smallest.id}}} to {{{largest.id}}} persons: each source counts another group",
        ),
        Text(
            f"Số người theo phạm vi, {context.configuration.report.country_vi}, năm gần nhất · số liệu chính thức và phát biểu được vẽ khác nhau",
            f"Persons by scope, {context.configuration.report.country_en}, latest year · official figures and claims are drawn differently",
        ),
        Text(
            f"Thang phạm vi, nhỏ nhất {{{smallest.id}}} người, lớn nhất {{{largest.id}}} người.",
            f"Scope ladder, the smallest {{{smallest.id}}} persons, the largest {{{largest.id}}} persons.",
        ),
        ScopeLadderData(
            unit=PERSONS,
            labels=tuple(Text(rung.label_vi, rung.label_en) for rung, _, _ in shown),
            values=tuple(_as_printed(number) for _, number, _ in shown),
            official=tuple(number.nature != "claim" for _, number, _ in shown),
            notes=tuple(Text(rung.note_vi, rung.note_en) for rung, _, _ in shown),
        ),
        context.source(*(inputs for _, _, inputs in shown)),
    )


def _as_printed(number: Number) -> float:
    """The value in the steps it is printed in, so that figure and text agree."""
    value, step = float(number.value or 0.0), number.round_to or 1.0
    return round(value / step) * step


def _unknown(context: Context, w: ChapterWriter) -> None:
    """The tables whose absence matters most, with the annex that asks for them."""
    if not context.boxes:
        return
    n = context.number(
        0,
        "requests",
        float(len(context.table("requests") or ())),
        kind="count",
        unit="tables",
        nature="derived",
        definition=Text("số bảng số liệu được yêu cầu", "number of tables requested"),
    )
    w.head("Điều chưa biết", "What is not known")
    w.say(
        f"Phiếu yêu cầu số liệu (phụ lục H) liệt kê {{{n.id}}} bảng còn thiếu, cơ quan giữ số liệu, căn cứ pháp lý và phần báo cáo sẽ có thêm. Ba bảng quan trọng nhất:",
        f"The data request sheet (annex H) lists {{{n.id}}} missing tables with who holds them, the legal basis and what each would add. The three that matter most:",
    )
    for role in ("employment_by_activity_occupation", "employment_by_age", "field_to_occupation"):
        if context.table(role) is None:
            for box in context.missing(role)[:1]:
                w.add(box)
