"""Skill clusters over time (F18) and importance-weighted demand (F19) in chapter 8."""

from __future__ import annotations

import numpy as np

from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import LinesData
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_staffing import Staffing
from dubao.report.pipeline_tables import cells, histories
from dubao.report.summaries import summarise
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
    _weighted(context, w, names)


def _weighted(context: Context, w: ChapterWriter, names: dict[str, Text]) -> None:
    table = context.table("skill_importance")
    found: Staffing | None = context.results.extra.get("staffing")  # type: ignore[assignment]
    if table is None or found is None:
        return
    year = context.configuration.forecast.forecast_to
    importance = cells(table, ("cluster", "occupation"))
    at = found.years.index(year)
    inputs = context.table_inputs("skill_importance") + context.table_inputs(
        "employment_by_activity_occupation"
    )
    rows: list[list[Cell]] = []
    for key, name in names.items():
        weights = {o: v for (k, o), v in importance.items() if k == key and o in found.occupation}
        if not weights:
            continue
        paths = np.sum([found.occupation[o][:, at] * weight for o, weight in weights.items()], axis=0)
        number = context.from_summary(
            CHAPTER, f"skills.{key}.weighted", summarise(paths), kind="count", unit="persons", nature="forecast", period=str(year), inputs=inputs,
            definition=Text(f"{name.vi}: việc làm nhân mức quan trọng của kỹ năng, {year}", f"{name.en}: employment weighted by importance of the skill, {year}"), formula="F19: D_k = Σ_o E_o · imp_ok",
        )  # fmt: skip
        rows.append([name, NumberCell(number.id, flag="f"), NumberCell(number.id, "80")])
    w.table(
        Text(f"Nhu cầu kỹ năng theo mức quan trọng, {year}", f"Importance-weighted skill demand, {year}"),
        [
            text_column("Nhóm kỹ năng", "Skill cluster"),
            number_column("Việc làm quy đổi", "Weighted employment", PERSONS),
            number_column("Khoảng 80%", "80% interval", PERSONS),
        ],
        rows,
        context.source(inputs),
        Text(
            "Việc làm của nghề nhân mức quan trọng của kỹ năng trong nghề (từ 0 đến 1).",
            "Employment of the occupation times the importance of the skill in it (0 to 1).",
        ),
    )
