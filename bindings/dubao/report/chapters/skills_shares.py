"""Skill clusters over time (F18) in chapter 8."""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import LinesData
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_tables import histories
from dubao.report.text import Text

CHAPTER = 8


def write(context: Context, w: ChapterWriter) -> None:
    table = context.table("skills")
    assert table is not None
    counts = {key: values for (key,), values in histories(table, ("cluster",)).items()}
    names = {row["cluster"]: Text(row["cluster_vi"], row["cluster_en"]) for row in table}
    total = counts.pop("total")
    years = sorted(total)
    shares = {
        key: {y: values[y] / total[y] * 100 for y in years if y in values} for key, values in counts.items()
    }
    inputs = context.table_inputs("skills", "", f"{years[0]}–{years[-1]}")
    rows: list[list[Cell]] = []
    changes = {}
    for key in sorted(shares, key=lambda k: shares[k][years[0]] - shares[k][years[-1]]):
        ends = [
            context.number(
                CHAPTER, f"skills.{key}.{year}", shares[key][year], kind="percent", unit="percent", decimals=1, nature="derived", period=str(year), inputs=inputs,
                definition=Text(f"{names[key].vi}: phần tin tuyển dụng có nêu, {year}", f"{names[key].en}: share of advertisements that mention it, {year}"), formula="F18: n_k / n",
            )
            for year in (years[0], years[-1])
        ]  # fmt: skip
        changes[key] = context.number(
            CHAPTER, f"skills.{key}.change", shares[key][years[-1]] - shares[key][years[0]], kind="index", unit="percentage points", decimals=1, nature="derived", inputs=inputs,
            definition=Text(f"{names[key].vi}: thay đổi {years[0]}–{years[-1]}", f"{names[key].en}: change {years[0]}–{years[-1]}"), parents=tuple(n.id for n in ends),
        )  # fmt: skip
        rows.append([names[key], NumberCell(ends[0].id), NumberCell(ends[1].id), NumberCell(changes[key].id)])
    top = next(iter(changes))
    w.chart(
        Text(f"Tăng nhiều nhất: {names[top].vi}, {{{changes[top].id}}} điểm phần trăm", f"Largest rise: {names[top].en}, {{{changes[top].id}}} percentage points"),
        Text(f"Phần tin tuyển dụng có nêu từng nhóm kỹ năng, phần trăm, {years[0]}–{years[-1]}", f"Share of advertisements that mention each skill cluster, percent, {years[0]}–{years[-1]}"),
        Text("Đường tỷ trọng của các nhóm kỹ năng theo năm.", "Lines of the shares of the skill clusters by year."),
        LinesData(
            unit=Text("phần trăm", "percent"), periods=tuple(str(y) for y in years), labels=tuple(names[k] for k in shares),
            values=tuple(tuple(shares[k].get(y) for y in years) for k in shares),
        ),
        context.source(inputs),
    )  # fmt: skip
    w.table(
        Text(f"Nhóm kỹ năng trong tin tuyển dụng, {years[0]} và {years[-1]}", f"Skill clusters in advertisements, {years[0]} and {years[-1]}"),
        [text_column("Nhóm kỹ năng", "Skill cluster"), number_column(str(years[0]), str(years[0])), number_column(str(years[-1]), str(years[-1])), number_column("Thay đổi", "Change", Text("điểm phần trăm", "percentage points"))],
        rows,
        context.source(inputs),
        Text("Một tin có thể nêu nhiều nhóm kỹ năng.", "An advertisement may mention several clusters."),
    )  # fmt: skip
