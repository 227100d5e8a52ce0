"""Chapter 7: balance. A ratio only where supply and demand share a scope by sourced shares; otherwise both flows side by side."""

from __future__ import annotations

from dubao.report.chapters import balance_ratings
from dubao.report.chapters.ch06_supply import entrants_number, yearly_supply_number
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import employment, group_inputs, label, openings_number
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, Chapter, NumberCell, Pill
from dubao.report.pipeline_supply import Supply
from dubao.report.text import Text
from dubao.report.words.phrases import INCOMPATIBLE_SCOPE, lower_first


def write(context: Context) -> Chapter:
    w = ChapterWriter("7", Text("Cân đối cung – cầu", "Balance of supply and demand"), "balance")
    if all(
        context.table(role) is not None
        for role in ("field_to_occupation", "entrants_by_field", "progression_rates", "transition_rates")
    ):
        balance_ratings.write(context, w)
        return w.chapter()
    _side_by_side(context, w)
    w.missing(context, "field_to_occupation")
    return w.chapter()


def _side_by_side(context: Context, w: ChapterWriter) -> None:
    group = context.configuration.headline
    if group.key not in context.results.openings:
        return
    supply = yearly_supply_number(context)
    low, high, both = (
        openings_number(context, group, "total", profile) for profile in ("low", "high", "both")
    )
    s = context.configuration
    last = s.forecast.last_observed
    stock = employment(context, group, last)
    name = label(group)
    w.note(
        f"**{INCOMPATIBLE_SCOPE.vi[0].upper()}{INCOMPATIBLE_SCOPE.vi[1:]}.** Cầu đếm theo nghề, cung đếm theo lĩnh vực đào tạo; chưa có bảng nối hai cách đếm. Báo cáo đặt hai luồng cạnh nhau và không tính chênh lệch, tỷ số hay xác suất thiếu hụt nhân lực.",
        f"**{INCOMPATIBLE_SCOPE.en[0].upper()}{INCOMPATIBLE_SCOPE.en[1:]}.** Demand counts an occupation, supply counts a field of study; no table joins the two. The report sets both flows side by side and computes neither a gap nor a ratio nor the probability of a shortage.",
        "warning",
    )
    years = context.results.openings[group.key].years
    rows: list[list[Cell]] = [
        [
            Text(f"Cầu: chỗ làm cần tuyển, {lower_first(name).vi}, {years[0]}–{years[-1]}", f"Demand: openings, {lower_first(name).en}, {years[0]}–{years[-1]}"),
            Text(group.scope_vi, group.scope_en), NumberCell(both.id, flag="f"), NumberCell(both.id, "80"), Pill(INCOMPATIBLE_SCOPE, "warning"),
        ]
    ]  # fmt: skip
    if supply:
        rows.append(
            [
                Text(f"Cung: người tốt nghiệp {s.supply.field_vi} vào thị trường lao động, {supply.period}", f"Supply: graduates in {s.supply.field_en} entering the labour market, {supply.period}"),
                Text("Đào tạo đại học, mọi nghề sẽ làm; không gồm cao đẳng, chuyển nghề, tự học, trở về từ nước ngoài.", "University programmes, whatever occupation they take; without colleges, career changers, the self-taught and those returning from abroad."),
                NumberCell(supply.id), NumberCell(supply.id, "80"), Pill(INCOMPATIBLE_SCOPE, "warning"),
            ]
        )  # fmt: skip
    w.table(
        Text("Hai luồng đặt cạnh nhau, người mỗi năm", "Both flows side by side, persons a year"),
        [text_column("Luồng", "Flow"), text_column("Đếm ai", "Who is counted"), number_column("Trung vị", "Median"), number_column("Khoảng 80%", "80% interval"), text_column("Tỷ số cung ÷ cầu", "Ratio supply ÷ demand")],
        rows,
        context.source(group_inputs(context, group), supply.inputs if supply else ()),
        Text("Cầu gồm tăng thêm và thay thế, gộp hai cơ cấu tuổi đại diện. Cung là phép tính từ giả định (chương 6).", "Demand is expansion plus replacement, both proxy age profiles together. Supply is a calculation from assumptions (chapter 6)."),
    )  # fmt: skip
    if not supply:
        return
    w.head("Vì sao hai phạm vi chưa tương thích", "Why the scopes are not comparable")
    found: Supply = context.results.extra["supply"]  # type: ignore[assignment]
    newest = entrants_number(context, found, found.cohorts[-1][0])
    part = context.number(
        7, "entrants.part_of_stock", float(newest.value or 0.0) / float(stock.value or 1.0) * 100, kind="percent", unit="percent", nature="derived",
        definition=Text(f"số nhập học {s.supply.field_vi} so với số người làm nghề của nhóm dẫn đầu", f"entrants in {s.supply.field_en} relative to employment of the headline group"),
        formula="N / E", parents=(newest.id, stock.id), inputs=newest.inputs + stock.inputs,
    )  # fmt: skip
    w.points(
        [
            Text(
                f"Mỗi năm có {{{newest.id}}} người nhập học {s.supply.field_vi}, bằng {{{part.id}}} số người đang làm nghề này năm {last} ({{{stock.id}}}). Bao nhiêu phần trong số họ sẽ làm nghề này thì chưa có số liệu: có người làm nghề khác, học tiếp, hoặc được mã hóa vào nghề khác.",
                f"Each year {{{newest.id}}} people enter {s.supply.field_en}, {{{part.id}}} of all who worked in this occupation in {last} ({{{stock.id}}}). How many of them will work in it is not known: some take other occupations, study on, or are coded in others.",
            ),
            Text(
                f"Cầu theo cách đếm rộng hơn (mọi ngành, mọi nghề dùng công nghệ thông tin) sẽ lớn hơn {{{low.id}}} đến {{{high.id}}} chỗ làm mỗi năm của riêng nghề này, nhưng chưa có số liệu.",
                f"Demand on a wider count (every occupation that uses information technology) would exceed the {{{low.id}}} to {{{high.id}}} openings a year of this occupation alone, but there are no data.",
            ),
            Text("Chuyển nghề vào và ra không có số liệu; chỉ tính một chiều sẽ làm lệch kết quả.", "Moves into and out of the occupation are unknown; counting one way only would bias the result."),
        ]
    )  # fmt: skip
    w.say(
        "Không giả định nào được chỉnh để tỷ số trông hợp lý.",
        "No assumption was tuned to make a ratio look plausible.",
    )
