"""Demand for skills in chapter 8 (F19): forecast employment and openings by occupation times the importance of the skill in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np

from dubao.labour import skill_demand
from dubao.labour.rates import Rate
from dubao.labour.skill_demand import Importances, SkillDemand
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_balance import OccupationBalance
from dubao.report.pipeline_education import Education
from dubao.report.pipeline_staffing import Staffing
from dubao.report.pipeline_tables import cells
from dubao.report.results import InputReference
from dubao.report.summaries import summarise
from dubao.report.text import Text

CHAPTER = 8
A_YEAR = Text("người mỗi năm", "persons a year")


def write(context: Context, w: ChapterWriter) -> None:
    table = context.table("skill_importance")
    found: Staffing | None = context.results.extra.get("staffing")  # type: ignore[assignment]
    if table is None or found is None:
        return
    importance = cells(table, ("cluster", "occupation"))
    names = {row["cluster"]: Text(row["cluster_vi"], row["cluster_en"]) for row in table}
    rated = skill_demand.importance_from_rows(
        [(k, o, v) for (k, o), v in importance.items() if o in found.occupation]
    )
    assessed = {row.occupation for row in rated.rows}
    year = context.configuration.forecast.forecast_to
    at = found.years.index(year)
    inputs = context.table_inputs("skill_importance") + context.table_inputs(
        "employment_by_activity_occupation"
    )
    w.head("Nhu cầu về kỹ năng", "Demand for skills")
    w.say(
        "Việc làm dự báo của từng nghề, và số chỗ làm cần tuyển, được nhân với mức quan trọng của kỹ năng trong nghề. Một người cần nhiều kỹ năng và được tính ở mỗi kỹ năng, nên các dòng không cộng với nhau.",
        "The forecast employment of each occupation, and its openings, are multiplied by the importance of the skill in it. A person needs several skills and counts in each, so that rows do not add up.",
    )
    jobs = {o: found.occupation[o][:, at : at + 1] for o in found.occupation if o in assessed}
    _table(context, w, _demand(context, jobs, rated, str(year), "employment"), names, "employment", str(year), inputs)  # fmt: skip
    balances: dict[str, OccupationBalance] = context.results.extra.get("balance", {})  # type: ignore[assignment]
    opened = {
        o: (one.openings.total / len(one.openings.years))[:, np.newaxis]
        for o, one in balances.items()
        if o in assessed
    }
    if opened:
        years = next(iter(balances.values())).openings.years
        span = f"{years[0]}–{years[-1]}"
        demand = _demand(context, opened, rated, str(years[-1]), "openings")
        _table(context, w, demand, names, "openings", span, inputs)
        _against_curricula(context, w, demand, names, span, inputs)


def _demand(
    context: Context,
    persons: Mapping[str, np.ndarray],
    rated: Importances,
    start: str,
    what: Literal["employment", "openings"],
) -> SkillDemand:
    s = context.configuration.forecast
    return skill_demand.demand(persons, rated, start=start, what=what, seed=s.seed, n_jobs=s.threads)


def _table(
    context: Context,
    w: ChapterWriter,
    demand: SkillDemand,
    names: Mapping[str, Text],
    what: Literal["employment", "openings"],
    period: str,
    inputs: tuple[InputReference, ...],
) -> None:
    jobs = what == "employment"
    unit = PERSONS if jobs else A_YEAR
    start = demand.periods[0]
    rows: list[list[Cell]] = []
    for key in sorted(demand.by_skill, key=lambda k: -demand.row(k, start).median):
        name, one = names[key], demand.row(key, start)
        weighted = context.from_summary(
            CHAPTER, f"skills.{key}.{'weighted' if jobs else 'openings'}", summarise(demand.by_skill[key][:, 0]), kind="count", unit="persons" if jobs else "persons a year",
            nature="forecast", period=period, inputs=inputs, formula="F19: D_k = Σ_o E_o · w_ok" if jobs else "F19: D_k = Σ_o JO_o · w_ok",
            definition=Text(f"{name.vi}: {'việc làm' if jobs else 'chỗ làm cần tuyển bình quân năm'} nhân mức quan trọng của kỹ năng, {period}", f"{name.en}: {'employment' if jobs else 'openings, average a year,'} weighted by importance of the skill, {period}"),
        )  # fmt: skip
        row: list[Cell] = [name, NumberCell(weighted.id, flag="f"), NumberCell(weighted.id, "80")]
        if one.share == one.share:
            share = context.number(
                CHAPTER, f"skills.{key}.{'part' if jobs else 'openings.part'}", one.share * 100.0, kind="percent", unit="percent", decimals=0, nature="forecast", period=period, inputs=inputs,
                low80=one.share_low * 100.0, high80=one.share_high * 100.0, formula="F19: D_k ÷ Σ_o E_o" if jobs else "F19: D_k ÷ Σ_o JO_o", parents=(weighted.id,),
                definition=Text(f"{name.vi}: phần {'việc làm' if jobs else 'chỗ làm cần tuyển'} ở các nghề có mức quan trọng", f"{name.en}: part of the {'employment' if jobs else 'openings'} of the occupations that have an importance"),
            )  # fmt: skip
            row.append(NumberCell(share.id))
        else:
            row.append(None)
        rows.append(row)
    w.table(
        Text(f"Nhu cầu kỹ năng theo mức quan trọng: việc làm, {period}", f"Importance-weighted demand for skills: employment, {period}")
        if jobs
        else Text(f"Nhu cầu kỹ năng theo mức quan trọng: chỗ làm cần tuyển mỗi năm, {period}", f"Importance-weighted demand for skills: openings a year, {period}"),
        [
            text_column("Nhóm kỹ năng", "Skill cluster"), number_column("Quy đổi", "Weighted", unit), number_column("Khoảng 80%", "80% interval", unit),
            number_column("Phần việc làm", "Part of employment") if jobs else number_column("Phần chỗ làm", "Part of openings"),
        ],
        rows, context.source(inputs),
        Text("Mức quan trọng từ 0 đến 1; nghề không có mức quan trọng cho một kỹ năng thì không được tính là không cần kỹ năng đó.", "Importance from 0 to 1; an occupation without an importance for a skill is not taken as not needing it."),
    )  # fmt: skip


def _against_curricula(
    context: Context,
    w: ChapterWriter,
    demand: SkillDemand,
    names: Mapping[str, Text],
    period: str,
    inputs: tuple[InputReference, ...],
) -> None:
    """Openings that need a skill against graduates who bring it, where a table says what programmes teach."""
    table = context.table("curricula")
    schools: Education | None = context.results.extra.get("education")  # type: ignore[assignment]
    if table is None or schools is None:
        return
    taught = {
        ((field, level), cluster): value
        for (field, level, cluster), value in cells(table, ("field", "level", "cluster")).items()
        if (field, level) in schools.entrants
    }
    programmes = list(dict.fromkeys(p for p, _ in taught))
    found = skill_demand.against_curricula(
        demand,
        skill_demand.Curricula(
            tuple(skill_demand.Programme(".".join(p)) for p in programmes),
            tuple(skill_demand.TaughtSkill(".".join(p), k, Rate(v)) for (p, k), v in taught.items()),
        ),
        graduates={".".join(p): schools.entrants[p].mean(axis=1)[:, np.newaxis] for p in programmes},
        seed=context.configuration.forecast.seed,
    )  # fmt: skip
    inputs = inputs + context.table_inputs("curricula") + context.table_inputs("entrants_by_field")
    rows: list[list[Cell]] = []
    for row in found.rows():
        name = names[row.skill]
        numbers = [
            context.number(
                CHAPTER, f"skills.{row.skill}.{key}", value, kind=kind, unit=unit, nature="forecast", period=period, inputs=inputs, formula="F19: G_k = D_k − Σ_p M_p · l_pk",
                low80=low, high80=high, round_to=50 if kind == "count" else None,
                definition=Text(f"{name.vi}, {vi}, {period}", f"{name.en}, {en}, {period}"),
            )
            for key, value, low, high, kind, unit, vi, en in (
                ("brought", row.graduates, row.graduates_low, row.graduates_high, "count", "persons a year", "người tốt nghiệp mang theo mỗi năm (quy đổi)", "brought by graduates a year (weighted)"),
                ("gap", row.gap, row.gap_low, row.gap_high, "count", "persons a year", "chênh lệch mỗi năm", "gap a year"),
                ("gap.probability", row.probability, None, None, "probability", "probability", "xác suất chỗ làm cần nhiều hơn", "probability that openings need more"),
            )
        ]  # fmt: skip
        rows.append(
            [
                name,
                NumberCell(context.store.by_key(f"skills.{row.skill}.openings").id, flag="f"),
                NumberCell(numbers[0].id, flag="f"),
                NumberCell(numbers[1].id, flag="f"),
                NumberCell(numbers[1].id, "80"),
                NumberCell(numbers[2].id),
            ]
        )
    w.table(
        Text(f"Kỹ năng: chỗ làm cần và chương trình dạy, bình quân năm, {period}", f"Skills: what openings need and what programmes teach, average a year, {period}"),
        [
            text_column("Nhóm kỹ năng", "Skill cluster"), number_column("Chỗ làm cần", "Needed", A_YEAR), number_column("Người tốt nghiệp mang theo", "Brought by graduates", A_YEAR),
            number_column("Chênh lệch", "Gap", A_YEAR), number_column("Khoảng 80%", "80% interval", A_YEAR), number_column("Xác suất cần nhiều hơn", "Chance of need above"),
        ],
        rows, context.source(inputs),
        Text("Mọi người tốt nghiệp vào thị trường lao động được tính là làm đúng nhóm nghề: đó là mức cao nhất có thể. Chênh lệch dương: chỗ làm cần nhiều hơn chương trình dạy.", "Every graduate who enters the labour market is taken to work in these occupations, the highest there can be. A positive gap: openings need more than programmes teach."),
    )  # fmt: skip
