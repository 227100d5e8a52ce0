"""Pay by skill in chapter 8: what advertisements that name a skill offer over comparable ones. A description, no effect of learning."""

from __future__ import annotations

from dubao.report.chapters.candidate_pages import PAY, panel_inputs
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import IntervalsData
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_candidates import PanelResults
from dubao.report.text import Text

CHAPTER = 8


def write(context: Context, w: ChapterWriter) -> None:
    panel: PanelResults | None = context.results.extra.get("panel")  # type: ignore[assignment]
    if panel is None or panel.pay is None:
        return
    found = panel.pay
    inputs = panel_inputs(context)
    shown = sorted((s for s in found.skills if s.stands_out), key=lambda s: -s.percent)
    looked, used = (
        context.number(
            CHAPTER, f"pay.{key}", float(value), kind="count", unit=unit, nature="derived", inputs=inputs, period=panel.last, definition=Text(vi, en)
        )
        for key, value, unit, vi, en in (
            ("skills", len(found.skills), "", "số kỹ năng được xét chênh lệch lương chào", "skills whose pay was looked at"),
            ("postings", found.postings, "postings", "tin có mức lương được dùng", "advertisements with pay that are used"),
        )
    )  # fmt: skip
    w.head("Lương chào theo kỹ năng", "Pay offered by skill")
    w.say(
        f"So {{{used.id}}} tin có nêu lương với nhau: cùng vai trò, nơi làm việc, nguồn, kinh nghiệm và tháng đăng, tin nêu một kỹ năng chào lương cao hơn bao nhiêu. Bảng chỉ nêu kỹ năng khác biệt sau khi hiệu chỉnh cho {{{looked.id}}} kỹ năng được xét. Đây là mô tả tin đăng, không phải tác động của việc học kỹ năng.",
        f"{{{used.id}}} advertisements that state pay are compared: with the same role, place, source, experience and month, how much more those that name a skill offer. The table has the skills that differ after adjustment for the {{{looked.id}}} skills looked at. It describes advertisements, not the effect of learning a skill.",
    )
    rows: list[list[Cell]] = []
    for s in shown:
        name = panel.skill(s.skill)
        premium = context.number(
            CHAPTER, f"pay.{s.skill}", s.percent, kind="percent", unit="percent", decimals=0, nature="derived", inputs=inputs, period=panel.last, formula=PAY, low95=s.low, high95=s.high,
            definition=Text(f"chênh lệch lương chào của tin có nêu {name.vi}", f"pay offered by advertisements that name {name.en} over comparable ones"),
        )  # fmt: skip
        n = context.number(
            CHAPTER, f"pay.{s.skill}.postings", float(s.postings), kind="count", unit="postings", nature="derived", inputs=inputs, period=panel.last,
            definition=Text(f"số tin có nêu lương và {name.vi}", f"advertisements that state pay and name {name.en}"),
        )  # fmt: skip
        rows.append([name, NumberCell(n.id), NumberCell(premium.id), NumberCell(premium.id, "95")])
    if len(shown) > 1:
        first = panel.skill(shown[0].skill)
        number = context.store.by_key(f"pay.{shown[0].skill}")
        w.chart(
            Text(f"Chênh lệch lớn nhất: {first.vi}, {{{number.id}}}", f"Largest difference: {first.en}, {{{number.id}}}"),
            Text(f"Lương chào so với tin tương tự, phần trăm, {context.configuration.report.country_vi} · khoảng 95%", f"Pay offered over comparable advertisements, percent, {context.configuration.report.country_en} · 95% intervals"),
            Text("Chấm và khoảng của chênh lệch lương chào theo kỹ năng.", "Dots with intervals of the pay offered by skill."),
            IntervalsData(
                Text("phần trăm", "percent"), tuple(panel.skill(s.skill) for s in shown), tuple(s.percent for s in shown), tuple(s.low for s in shown), tuple(s.high for s in shown), 95,
            ),
            context.source(inputs),
        )  # fmt: skip
    w.table(
        Text("Lương chào theo kỹ năng, so với tin tương tự", "Pay offered by skill, over comparable advertisements"),
        [text_column("Kỹ năng", "Skill"), number_column("Số tin có nêu lương", "Advertisements with pay"), number_column("Chênh lệch", "Difference"), number_column("Khoảng 95%", "95% interval")],
        rows, context.source(inputs),
        Text("Khoảng của từng kỹ năng riêng; việc chọn kỹ năng đã hiệu chỉnh theo Holm ở mức 95%.", "Intervals of each skill alone; the choice of skills is adjusted by Holm at the 95% level."),
    )  # fmt: skip
