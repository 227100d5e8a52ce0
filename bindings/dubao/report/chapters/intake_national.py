"""The national view of chapter 10: what the choices of assumed institutions add up to, beside the recommended sum."""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_intake import NATIONAL_USES, IntakeGuidance, bachelor
from dubao.report.results import InputReference
from dubao.report.summaries import summarise
from dubao.report.text import Text

CHAPTER = 10


def write(
    context: Context, w: ChapterWriter, guide: IntakeGuidance, plan_inputs: tuple[InputReference, ...]
) -> None:
    """What institutions' own choices would add up to under the law, beside the recommended sum; no advice to any of them."""
    view = guide.national
    if view is None or guide.plan is None:
        return
    inputs = context.table_inputs("entrants_by_field")
    ids = tuple(context.configuration.assumptions[use] for use in NATIONAL_USES)
    w.head(
        "Cả nước: các cơ sở tự chọn trong giới hạn của quy định (mô phỏng)",
        "The nation: institutions choose for themselves inside the rules (simulation)",
        3,
    )
    parts = [
        context.number(
            CHAPTER, f"intake.national.{key}", value, kind="probability", unit="probability", nature="scenario", inputs=inputs, assumptions=ids,
            definition=Text(f"mô phỏng cả nước: phần lượt xác định do {vi}", f"national simulation: part of the numbers set by {en}"),
        )
        for key, value, vi, en in (
            ("cap", view.set_by_cap, "giới hạn tăng", "the growth cap"), ("capacity", view.set_by_capacity, "năng lực", "capacity"), ("wish", view.set_by_wish, "ý muốn của cơ sở", "the institution's own wish"),
        )
    ]  # fmt: skip
    count = context.number(
        CHAPTER, "intake.national.institutions", float(view.institutions), kind="count", unit="", nature="assumption", assumptions=ids[:1], inputs=inputs,
        definition=Text("số cơ sở trong mô phỏng cả nước", "institutions in the national simulation"),
    )  # fmt: skip
    shrinking = context.number(
        CHAPTER, "intake.national.shrinking", view.shrinking, kind="probability", unit="probability", nature="scenario", inputs=inputs, assumptions=ids,
        definition=Text("mô phỏng cả nước: phần cơ sở có tỷ lệ nhập học dưới 1 chia hệ số giới hạn tăng", "national simulation: part of the institutions whose fill is below 1 over the cap's factor"),
    )  # fmt: skip
    w.say(
        f"Mô phỏng {{{count.id}}} cơ sở **giả định**, trình độ đại học: mỗi cơ sở công bố số nhỏ nhất trong ba số: mức mình muốn, giới hạn tăng so với số thực tuyển năm trước, năng lực. Giới hạn tăng quyết định {{{parts[0].id}}} số lượt, năng lực {{{parts[1].id}}}, ý muốn {{{parts[2].id}}}. Ở {{{shrinking.id}}} số cơ sở, tỷ lệ nhập học thấp đến mức giới hạn tính trên số thực tuyển làm số công bố giảm dần. Đây không phải khuyến nghị cho cơ sở nào.",
        f"{{{count.id}}} **assumed** institutions, bachelor level: each announces the least of what it wants, the growth cap on last year's actual intake, and its capacity. The cap decides {{{parts[0].id}}} of the numbers, capacity {{{parts[1].id}}}, the wish {{{parts[2].id}}}. At {{{shrinking.id}}} of the institutions so few of those announced enrol that a cap on actual intake lowers the number year by year. It is no advice to any of them.",
    )
    own = [guide.groups[p] for p in bachelor(guide.groups)]
    rows: list[list[Cell]] = []
    for t, year in enumerate(guide.years):
        announced, actual = (summarise(paths[:, t]) for paths in (view.announced, view.actual))
        cells: list[Cell] = [Text.same(str(year))]
        for key, one, vi, en in (
            ("announced", announced, "số công bố", "announced"),
            ("actual", actual, "số thực tuyển", "actual intake"),
        ):
            number = context.from_summary(
                CHAPTER, f"intake.national.{year}.{key}", one, kind="count", unit="students", nature="scenario", round_to=100, period=str(year), inputs=inputs, assumptions=ids,
                definition=Text(f"mô phỏng cả nước, trình độ đại học: {vi}, {year}", f"national simulation, bachelor level: {en}, {year}"),
            )  # fmt: skip
            cells.append(NumberCell(number.id))
        total = context.number(
            CHAPTER, f"intake.bachelor.{year}.advice", sum(guide.plan.whole_group(group, year) for group in own), kind="count", unit="students", round_to=100, nature="derived", period=str(year),
            inputs=plan_inputs, formula="Σ", definition=Text(f"tổng khuyến nghị, trình độ đại học, {year}", f"recommended in total, bachelor level, {year}"),
        )  # fmt: skip
        rows.append([*cells, NumberCell(total.id)])
    w.table(
        Text("Trình độ đại học: tổng các cơ sở tự chọn (mô phỏng) và tổng khuyến nghị (sinh viên)", "Bachelor level: sum of own choices (simulation) and recommended sum (students)"),
        [
            text_column("Năm tuyển sinh", "Intake"), number_column("Tổng công bố", "Announced"), number_column("Tổng thực tuyển", "Actual"),
            number_column("Tổng khuyến nghị", "Recommended in total"),
        ],
        rows, context.source(inputs),
    )  # fmt: skip
