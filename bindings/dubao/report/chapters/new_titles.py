"""Titles that are watched in chapter 9: shares of advertisements at both ends of the yearly table. Yearly counts decide nothing."""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_skills import shares
from dubao.report.pipeline_tables import histories
from dubao.report.text import Text

CHAPTER = 9
FORMULA = "F18: p = m ÷ n; Beta(m + ½, n − m + ½)"


def write(context: Context, w: ChapterWriter) -> None:
    titles, skills = context.table("new_titles"), context.table("skills")
    assert titles is not None
    if skills is None:
        w.missing(context, "skills")
        return
    counts = {key: values for (key,), values in histories(titles, ("title",)).items()}
    read = {key: v for (key,), v in histories(skills, ("cluster",)).items()}["total"]
    about = {row["title"]: row for row in titles}
    first, last = min(min(v) for v in counts.values()), max(max(v) for v in counts.values())
    inputs = context.table_inputs("new_titles") + context.table_inputs("skills", cluster="total")
    both = {
        title: shares([values.get(y, 0.0) for y in (first, last)], [read[y] for y in (first, last)])
        for title, values in counts.items()
    }
    rows: list[list[Cell]] = []
    for title in sorted(both, key=lambda t: -both[t][1].share):
        row = about[title]
        name = Text(row["title_vi"], row["title_en"])
        numbers = [
            context.number(
                CHAPTER, f"title.{title}.{year}", share.share, kind="percent", unit="percent", decimals=2, nature="derived", period=str(year), inputs=inputs,
                low80=share.low80, high80=share.high80, low95=share.low95, high95=share.high95, formula=FORMULA,
                definition=Text(f"{name.vi}: phần số tin tuyển dụng, {year}", f"{name.en}: share of advertisements, {year}"),
            )
            for year, share in zip((first, last), both[title], strict=True)
        ]  # fmt: skip
        rows.append(
            [
                name,
                Text.same(str(row["proposed_code"])),
                *(c for n in numbers for c in (NumberCell(n.id), NumberCell(n.id, "80"))),
            ]
        )
    w.head("Chức danh được theo dõi", "Titles watched")
    w.table(
        Text(f"Phần số tin theo chức danh, {first} và {last}", f"Share of advertisements by title, {first} and {last}"),
        [
            text_column("Chức danh", "Title"), text_column("Mã gần nhất", "Nearest code"), number_column(str(first), str(first)), number_column("Khoảng 80%", "80% interval"),
            number_column(str(last), str(last)), number_column("Khoảng 80%", "80% interval"),
        ],
        rows,
        context.source(inputs),
        Text(
            "Danh sách theo dõi, không phải kết luận: quy tắc ở trên cần số đếm theo tháng và nguồn, và nhận diện qua tổ hợp kỹ năng.",
            "A list that is watched, no conclusion: the rule above needs counts by month and source, and goes by combinations of skills.",
        ),
    )  # fmt: skip
