"""Demand for skills in chapter 8 (F19): forecast employment by occupation times the importance of the skill in it."""

from __future__ import annotations

from dubao.labour import skill_demand
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_staffing import Staffing
from dubao.report.pipeline_tables import cells
from dubao.report.summaries import summarise
from dubao.report.text import Text

CHAPTER = 8


def write(context: Context, w: ChapterWriter) -> None:
    table = context.table("skill_importance")
    found: Staffing | None = context.results.extra.get("staffing")  # type: ignore[assignment]
    if table is None or found is None:
        return
    year = context.configuration.forecast.forecast_to
    at = found.years.index(year)
    importance = cells(table, ("cluster", "occupation"))
    names = {row["cluster"]: Text(row["cluster_vi"], row["cluster_en"]) for row in table}
    demand = skill_demand.demand(
        {o: found.occupation[o][:, at : at + 1] for o in found.occupation if o in {o for _, o in importance}},
        skill_demand.importance_from_rows([(k, o, v) for (k, o), v in importance.items() if o in found.occupation]),
        start=str(year), what="employment", seed=context.configuration.forecast.seed,
    )  # fmt: skip
    inputs = context.table_inputs("skill_importance") + context.table_inputs(
        "employment_by_activity_occupation"
    )
    rows: list[list[Cell]] = []
    for key in sorted(demand.by_skill, key=lambda k: -demand.row(k, str(year)).median):
        name, one = names[key], demand.row(key, str(year))
        weighted = context.from_summary(
            CHAPTER, f"skills.{key}.weighted", summarise(demand.by_skill[key][:, 0]), kind="count", unit="persons", nature="forecast", period=str(year), inputs=inputs,
            definition=Text(f"{name.vi}: việc làm nhân mức quan trọng của kỹ năng, {year}", f"{name.en}: employment weighted by importance of the skill, {year}"), formula="F19: D_k = Σ_o E_o · w_ok",
        )  # fmt: skip
        share = context.number(
            CHAPTER, f"skills.{key}.part", one.share * 100.0, kind="percent", unit="percent", decimals=0, nature="forecast", period=str(year), inputs=inputs,
            low80=one.share_low * 100.0, high80=one.share_high * 100.0, formula="F19: D_k ÷ Σ_o E_o", parents=(weighted.id,),
            definition=Text(f"{name.vi}: phần của việc làm ở các nghề có mức quan trọng", f"{name.en}: part of the employment of the occupations that have an importance"),
        ) if one.share == one.share else None  # fmt: skip
        rows.append(
            [
                name,
                NumberCell(weighted.id, flag="f"),
                NumberCell(weighted.id, "80"),
                NumberCell(share.id) if share else None,
            ]
        )
    w.head("Nhu cầu về kỹ năng", "Demand for skills")
    w.say(
        "Việc làm dự báo của từng nghề được nhân với mức quan trọng của kỹ năng trong nghề. Một người cần nhiều kỹ năng và được tính ở mỗi kỹ năng, nên các dòng không cộng với nhau.",
        "The forecast employment of each occupation is multiplied by the importance of the skill in it. A person needs several skills and counts in each, so that rows do not add up.",
    )
    w.table(
        Text(
            f"Nhu cầu kỹ năng theo mức quan trọng, {year}", f"Importance-weighted demand for skills, {year}"
        ),
        [
            text_column("Nhóm kỹ năng", "Skill cluster"),
            number_column("Việc làm quy đổi", "Weighted employment", PERSONS),
            number_column("Khoảng 80%", "80% interval", PERSONS),
            number_column("Phần việc làm", "Part of employment"),
        ],
        rows,
        context.source(inputs),
        Text(
            "Mức quan trọng từ 0 đến 1; nghề không có mức quan trọng cho một kỹ năng thì không được tính là không cần kỹ năng đó.",
            "Importance from 0 to 1; an occupation without an importance for a skill is not taken as not needing it.",
        ),
    )
