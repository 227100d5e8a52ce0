"""Balance in full (chapter 7): openings and supply on one scope, ratio, rating with probability, employers' difficulty."""

from __future__ import annotations

from dubao import labour
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import RatingMatrixData
from dubao.report.document import Cell, NumberCell, Pill
from dubao.report.pipeline_balance import TOP, OccupationBalance, pressure_index
from dubao.report.pipeline_tables import cells
from dubao.report.results import InputReference, Number
from dubao.report.summaries import summarise
from dubao.report.text import Text
from dubao.report.words.codes import occupation_name
from dubao.report.words.phrases import lower_first

CHAPTER = 7
STEPS: dict[str, Text] = {
    "very good": Text("rất tốt", "very good"),
    "good": Text("tốt", "good"),
    "reasonable": Text("khá", "reasonable"),
    "moderate": Text("vừa", "moderate"),
    "poor": Text("kém", "poor"),
    "no demand": Text("không có cầu", "no demand"),
}


RATING_NOTE = Text(
    "Một hạng chỉ được nêu khi xác suất của nó từ 50%; nếu không, ghi chưa xác định. Độ tin cậy: "
    + "; ".join(f"{grade.letter} – {grade.vi}" for grade in labour.reliability_grades())
    + ".",
    "A class is named only when its probability is at least 50%; otherwise undetermined. Reliability: "
    + "; ".join(f"{grade.letter}: {grade.en}" for grade in labour.reliability_grades())
    + ".",
)


def write(context: Context, w: ChapterWriter) -> None:
    found: dict[str, OccupationBalance] = context.results.extra["balance"]  # type: ignore[assignment]
    if not found:
        w.say("Chưa đủ bảng số liệu để cân đối.", "There are not enough tables for a balance.")
        return
    years = next(iter(found.values())).openings.years
    span = f"{years[0]}–{years[-1]}"
    w.say(
        "Cung và cầu cùng đếm theo nghề nên tính được tỷ số cung ÷ cầu. Tỷ số thấp là triển vọng tốt cho người tốt nghiệp và khó tuyển cho người sử dụng lao động. Ngưỡng xếp loại của Hà Lan (ROA), chưa hiệu chuẩn cho thị trường khác.",
        "Supply and demand both count occupations, so the ratio supply ÷ demand can be computed. A low ratio means good prospects for graduates and difficult hiring for employers. The thresholds are Dutch (ROA), not calibrated elsewhere.",
    )
    _table(context, w, found, span)
    _matrix(context, w, found, span)
    _index(context, w, found, span)
    _difficulty(context, w, found)


def _inputs(context: Context) -> tuple[InputReference, ...]:
    roles = (
        "employment_by_activity_occupation",
        "employment_by_age",
        "exit_rates",
        "entrants_by_field",
        "students_by_year_of_study",
        "progression_rates",
        "transition_rates",
        "field_to_occupation",
        "other_entrants",
        "initial_imbalance",
    )
    return tuple(i for role in roles for i in context.table_inputs(role))  # fmt: skip


def ratio_number(context: Context, one: OccupationBalance) -> Number:
    name = occupation_name(context, one.occupation)
    r = one.ratio
    return context.number(
        CHAPTER, f"ita.{one.occupation}", r.median, kind="ratio", unit="ratio", decimals=2, low80=r.lower, high80=r.upper, nature="forecast",
        definition=Text(f"{name.vi}: tỷ số cung ÷ cầu (ITA)", f"{name.en}: ratio supply ÷ demand (ITA)"), period=f"{one.openings.years[0]}–{one.openings.years[-1]}", formula="F14: ITA = S / D",
        inputs=_inputs(context),
    )  # fmt: skip


def _table(context: Context, w: ChapterWriter, found: dict[str, OccupationBalance], span: str) -> None:
    rows: list[list[Cell]] = []
    for occupation, one in found.items():
        name = occupation_name(context, occupation)
        n = len(one.openings.years)
        demand = context.from_summary(
            CHAPTER, f"balance.{occupation}.demand", summarise(one.openings.total / n), kind="count", unit="persons a year", round_to=50, nature="forecast", period=span, inputs=_inputs(context),
            definition=Text(f"{name.vi}: chỗ làm cần tuyển bình quân năm", f"{name.en}: openings, average a year"), formula="F7: JO = max(ED, 0) + RD*; F9",
        )  # fmt: skip
        supply = context.from_summary(
            CHAPTER, f"balance.{occupation}.supply", summarise(one.supply / n), kind="count", unit="persons a year", round_to=50, nature="forecast", period=span, inputs=_inputs(context),
            definition=Text(f"{name.vi}: nguồn cung mới bình quân năm, gồm người thất nghiệp đầu kỳ", f"{name.en}: new supply, average a year, with the unemployed at the start"), formula="F13: S_o = Σ_f M_fo·L_f + R_o + U_o",
        )  # fmt: skip
        chance = context.number(
            CHAPTER, f"balance.{occupation}.shortage", one.balance.probability_of_shortage, kind="probability", unit="probability", nature="forecast", period=span, inputs=_inputs(context),
            definition=Text(f"{name.vi}: xác suất cầu vượt cung", f"{name.en}: probability that demand exceeds supply"), formula="F11: #{d: D^(d) > S^(d)} / n",
        )  # fmt: skip
        ratio = ratio_number(context, one)
        rating = one.ratio.rating
        verdict = (
            Pill(STEPS[rating.name], "good" if rating.name in ("very good", "good") else "warning")
            if rating.name
            else Pill(Text("chưa xác định", "undetermined"))
        )
        rows.append(
            [
                name,
                NumberCell(demand.id, flag="f"),
                NumberCell(supply.id, flag="f"),
                NumberCell(ratio.id),
                NumberCell(ratio.id, "80"),
                NumberCell(chance.id),
                verdict,
                Text.same(rating.reliability.letter),
            ]
        )
    w.table(
        Text(f"Cân đối theo nghề, {span}", f"Balance by occupation, {span}"),
        [
            text_column("Nghề", "Occupation"), number_column("Cầu mỗi năm", "Demand a year", PERSONS), number_column("Cung mỗi năm", "Supply a year", PERSONS),
            number_column("Cung ÷ cầu", "Supply ÷ demand"), number_column("Khoảng 80%", "80% interval"), number_column("Xác suất cầu vượt cung", "Probability that demand exceeds supply"),
            text_column("Triển vọng", "Outlook"), text_column("Độ tin cậy", "Reliability"),
        ],
        rows,
        context.source(_inputs(context)),
        RATING_NOTE,
    )  # fmt: skip


def _matrix(context: Context, w: ChapterWriter, found: dict[str, OccupationBalance], span: str) -> None:
    best = max(found.values(), key=lambda one: one.balance.probability_of_shortage)
    number = context.store.by_key(f"balance.{best.occupation}.shortage")
    name = occupation_name(context, best.occupation)
    w.chart(
        Text(f"Xác suất cầu vượt cung cao nhất: {lower_first(name).vi}, {{{number.id}}}", f"Highest probability that demand exceeds supply: {lower_first(name).en}, {{{number.id}}}"),
        Text(f"Xác suất của từng hạng triển vọng theo nghề, {span}", f"Probability of each outlook class by occupation, {span}"),
        Text("Ma trận nghề × hạng triển vọng với xác suất và độ tin cậy.", "Matrix of occupation by outlook class with probabilities and reliability."),
        RatingMatrixData(
            labels=tuple(occupation_name(context, o) for o in found), steps=tuple(STEPS.values()),
            probabilities=tuple(tuple(one.ratio.probabilities.get(step, 0.0) for step in STEPS) for one in found.values()),
            grades=tuple(one.ratio.rating.reliability.letter for one in found.values()),
        ),
        context.source(_inputs(context)),
    )  # fmt: skip


def _index(context: Context, w: ChapterWriter, found: dict[str, OccupationBalance], span: str) -> None:
    index = pressure_index(found, context.configuration.forecast.seed)
    if index is None:
        return
    rows: list[list[Cell]] = []
    for occupation in sorted(found, key=lambda o: -index.both.median[o]):
        name = occupation_name(context, occupation)
        value = context.number(
            CHAPTER, f"index.{occupation}", index.both.median[occupation], kind="ratio", unit="ratio", decimals=2, low80=index.both.lower[occupation], high80=index.both.upper[occupation],
            nature="forecast", period=span, inputs=_inputs(context), formula="F16: I_o = Σ_k w_k · rank(x_ok)",
            definition=Text(f"{name.vi}: chỉ số áp lực nhân lực tổng hợp", f"{name.en}: composite index of pressure"),
        )  # fmt: skip
        chances = [
            context.number(
                CHAPTER, f"index.{occupation}.{key}", band.probability_top[occupation], kind="probability", unit="probability", nature="forecast", period=span, inputs=_inputs(context), formula="F16",
                definition=Text(f"{name.vi}: xác suất thuộc {TOP} nghề có áp lực cao nhất, {vi}", f"{name.en}: probability to be among the {TOP} highest, {en}"),
            )
            for key, band, vi, en in (("data", index.data, "trọng số đã công bố", "published weights"), ("both", index.both, "trọng số thay đổi", "weights varied"))
        ]  # fmt: skip
        rows.append(
            [name, NumberCell(value.id), NumberCell(value.id, "80"), *(NumberCell(c.id) for c in chances)]
        )
    w.head("Chỉ số áp lực nhân lực tổng hợp", "Composite index of pressure")
    w.table(
        Text(f"Xếp hạng theo tăng trưởng, thay thế và mất cân đối, {span}", f"Ranked by growth, replacement and imbalance, {span}"),
        [
            text_column("Nghề", "Occupation"), number_column("Chỉ số (0–1)", "Index (0–1)"), number_column("Khoảng 80%", "80% interval"),
            number_column(f"Xác suất thuộc {TOP} nghề cao nhất", f"Probability to be in the top {TOP}"), number_column("Cùng xác suất, trọng số thay đổi", "The same, weights varied"),
        ],
        rows,
        context.source(_inputs(context)),
        Text(
            "Ba chỉ báo có trọng số bằng nhau; đó là lựa chọn của báo cáo, không phải kết quả đo. Cột cuối và khoảng cho trọng số thay đổi quanh mức đó. Chỉ số so các nghề với nhau, không nói có thiếu hay không.",
            "The three indicators have equal weights; that is a choice of this report, not a measurement. The last column and the interval let the weights vary around it. The index compares occupations with each other and does not say whether there is a shortage.",
        ),
    )  # fmt: skip


def _difficulty(context: Context, w: ChapterWriter, found: dict[str, OccupationBalance]) -> None:
    table = context.table("recruitment_difficulty")
    if table is None:
        return
    values = cells(table, ("occupation",))
    inputs = context.table_inputs("recruitment_difficulty")
    rows: list[list[Cell]] = []
    for occupation, one in found.items():
        if (occupation,) not in values:
            continue
        name = occupation_name(context, occupation)
        hard = context.number(
            CHAPTER, f"difficulty.{occupation}", values[(occupation,)] * 100, kind="percent", unit="percent", nature="observed", inputs=inputs,
            definition=Text(f"{name.vi}: phần người sử dụng lao động thấy khó tuyển", f"{name.en}: employers who find posts hard to fill"),
        )  # fmt: skip
        flows = [
            context.number(
                CHAPTER, f"initial.{occupation}.{key}", value, kind="count", unit="persons", round_to=10, nature="observed", inputs=context.table_inputs("initial_imbalance"),
                definition=Text(f"{name.vi}: {vi} đầu kỳ", f"{name.en}: {en} at the start"),
            )
            for key, value, vi, en in (("unemployed", one.unemployed, "người thất nghiệp", "unemployed"), ("unfilled", one.unfilled, "vị trí trống lâu", "long-unfilled posts"))
        ]  # fmt: skip
        rows.append([name, NumberCell(hard.id), *(NumberCell(n.id) for n in flows)])
    w.head("Tình trạng đầu kỳ và khó khăn tuyển dụng", "State at the start and difficulty of hiring")
    w.table(
        Text("Đầu kỳ theo nghề", "Start of the period by occupation"),
        [text_column("Nghề", "Occupation"), number_column("Khó tuyển", "Hard to fill"), number_column("Người thất nghiệp", "Unemployed", PERSONS), number_column("Vị trí trống trên ba tháng", "Posts open over three months", PERSONS)],
        rows,
        context.source(inputs, context.table_inputs("initial_imbalance")),
    )  # fmt: skip
