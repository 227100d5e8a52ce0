"""Candidates for new occupations in chapter 9: titles whose share rises year after year. False discoveries are not yet controlled."""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell, Pill
from dubao.report.pipeline_tables import histories
from dubao.report.text import Text

CHAPTER = 9
RISING_YEARS = 3


def rising_years(shares: dict[int, float]) -> int:
    """Length of the last unbroken run of rises.

    >>> rising_years({2020: 1.0, 2021: 0.5, 2022: 0.6, 2023: 0.9})
    2
    """
    years = sorted(shares)
    run = 0
    for earlier, later in zip(years, years[1:], strict=False):
        run = run + 1 if shares[later] > shares[earlier] else 0
    return run


def write(context: Context, w: ChapterWriter) -> None:
    table = context.table("new_titles")
    assert table is not None
    counts = {key: values for (key,), values in histories(table, ("title",)).items()}
    about = {row["title"]: row for row in table}
    skills = context.table("skills")
    whole = (
        {key: v for (key,), v in histories(skills, ("cluster",)).items()}.get("total", {})
        if skills is not None
        else {}
    )
    inputs = context.table_inputs("new_titles")
    rows: list[list[Cell]] = []
    for title in sorted(counts, key=lambda t: -counts[t][max(counts[t])]):
        years = sorted(counts[title])
        row = about[title]
        name = Text(row["title_vi"], row["title_en"])
        shares = {y: counts[title][y] / whole.get(y, 1.0) for y in years}
        run = rising_years(shares)
        ends = [
            context.number(
                CHAPTER, f"title.{title}.{year}", counts[title][year], kind="count", unit="postings", nature="observed", period=str(year), inputs=inputs,
                definition=Text(f"{name.vi}: số tin tuyển dụng, {year}", f"{name.en}: advertisements, {year}"),
            )
            for year in (years[0], years[-1])
        ]  # fmt: skip
        length = context.number(
            CHAPTER, f"title.{title}.run", float(run), kind="count", unit="years", nature="derived", inputs=inputs,
            definition=Text(f"{name.vi}: số năm liền tỷ trọng tăng", f"{name.en}: consecutive years of rising share"), formula="max k: s_t > s_(t−1), t = T−k+1 … T",
        )  # fmt: skip
        verdict = (
            Pill(Text("đạt tiêu chí tăng", "meets the rise criterion"), "good")
            if run >= RISING_YEARS
            else Pill(Text("chưa đạt", "does not"))
        )
        rows.append(
            [
                name,
                Text.same(str(row["proposed_code"])),
                *(NumberCell(n.id) for n in ends),
                NumberCell(length.id),
                verdict,
            ]
        )
    first, last = min(min(v) for v in counts.values()), max(max(v) for v in counts.values())
    w.table(
        Text(f"Chức danh theo dõi, {first}–{last}", f"Titles watched, {first}–{last}"),
        [
            text_column("Chức danh", "Title"), text_column("Mã đề xuất", "Proposed code"), number_column(f"Số tin {first}", f"Advertisements {first}"), number_column(f"Số tin {last}", f"Advertisements {last}"),
            number_column("Năm liền tỷ trọng tăng", "Consecutive years of rise"), text_column("Kết quả", "Result"),
        ],
        rows,
        context.source(inputs),
        Text(
            "Mới áp dụng tiêu chí tăng; tiêu chí hai nguồn độc lập và kiểm soát phát hiện sai chưa áp dụng, nên đây là danh sách theo dõi, chưa phải kết luận về nghề mới.",
            "Only the rise criterion is applied; two independent sources and control of false discoveries are not yet, so this is a watch list, not a conclusion on new occupations.",
        ),
    )  # fmt: skip
