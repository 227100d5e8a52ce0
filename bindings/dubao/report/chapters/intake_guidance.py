"""Intake guidance in chapter 10: need, legal maximum and the smaller of the two, by major group.

Need = present intake × demand ÷ supply of the occupation the field is mostly meant for, on draws. It is advice inside the legal
maximum; loss of over- and under-training, smoothing and institutions come with the admission module.
"""

from __future__ import annotations

import numpy as np

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import QuotaData
from dubao.report.document import Cell, NumberCell, Pill
from dubao.report.pipeline_balance import OccupationBalance
from dubao.report.pipeline_education import Education, Programme
from dubao.report.pipeline_tables import cells
from dubao.report.summaries import Summary, summarise
from dubao.report.text import Text
from dubao.report.words.codes import occupation_name, programme_name

CHAPTER = 10
_STUDENTS = Text("sinh viên", "students")


def need(
    found: Education, balances: dict[str, OccupationBalance], programme: Programme
) -> tuple[str, Summary] | None:
    """Occupation the programme is mostly meant for, and the intake that would bring supply of it to demand."""
    parts = {o: v for o, v in found.parts.get(programme, {}).items() if o in balances}
    if not parts:
        return None
    occupation = max(parts, key=lambda o: parts[o])
    one = balances[occupation]
    ratio = one.openings.total / np.maximum(one.supply, 1.0)
    return occupation, summarise(found.intake_now[programme] * ratio)


def write(context: Context, w: ChapterWriter) -> None:
    found: Education = context.results.extra["education"]  # type: ignore[assignment]
    balances: dict[str, OccupationBalance] = context.results.extra.get("balance", {})  # type: ignore[assignment]
    table = context.table("legal_capacity")
    assert table is not None
    year = str(context.configuration.forecast.forecast_to)
    limits = cells(table, ("field", "level"), year)
    inputs = tuple(
        i
        for role in ("entrants_by_field", "field_to_occupation", "legal_capacity")
        for i in context.table_inputs(role)
    )
    shown = [
        (p, pair)
        for p in found.programmes
        if p[0] != "other" and (pair := need(found, balances, p)) is not None
    ]
    rows: list[list[Cell]] = []
    data: list[tuple[Text, Summary, float | None, float]] = []
    for programme, (occupation, summary) in shown:
        name, job = programme_name(context, *programme), occupation_name(context, occupation)
        key = ".".join(programme)
        limit = limits.get(programme)
        advice = min(summary.median, limit) if limit is not None else summary.median
        numbers = [
            context.from_summary(
                CHAPTER, f"intake.{key}.need", summary, kind="count", unit="students", round_to=50, nature="forecast", inputs=inputs, period=f"{found.years[0]}–{found.years[-1]}",
                definition=Text(f"{name.vi}: số nhập học ứng với nhu cầu", f"{name.en}: intake that answers the need"), formula="x = N · D_o / S_o",
            ),
            context.number(
                CHAPTER, f"intake.{key}.limit", limit, kind="count", unit="students", nature="observed", inputs=context.table_inputs("legal_capacity"), period=year,
                definition=Text(f"{name.vi}: mức tối đa theo quy định, {year}", f"{name.en}: legal maximum, {year}"), round_to=10,
            ),
            context.number(
                CHAPTER, f"intake.{key}.advice", advice, kind="count", unit="students", round_to=10 if limit is not None and advice == limit else 50, nature="derived", inputs=inputs, period=year,
                definition=Text(f"{name.vi}: số khuyến nghị", f"{name.en}: recommended intake"), formula="min(x, x_max)",
            ),
        ]  # fmt: skip
        now = context.store.by_key(f"intake.{key}")
        binding = (
            Pill(Text("mức tối đa theo quy định", "legal maximum"), "warning")
            if limit is not None and summary.median > limit
            else Pill(Text("nhu cầu", "need"))
        )
        rows.append(
            [
                name,
                job,
                NumberCell(now.id),
                NumberCell(numbers[0].id, flag="f"),
                NumberCell(numbers[0].id, "80"),
                NumberCell(numbers[1].id),
                NumberCell(numbers[2].id),
                binding,
            ]
        )
        data.append((name, summary, limit, advice))
    bound = sum(limit is not None and s.median > limit for _, s, limit, _ in data)
    count = context.number(
        CHAPTER,
        "intake.bound",
        float(bound),
        kind="count",
        unit="",
        nature="derived",
        definition=Text(
            "số nhóm ngành có nhu cầu vượt mức tối đa", "programmes whose need exceeds the legal maximum"
        ),
    )
    of = context.number(
        CHAPTER,
        "intake.programmes",
        float(len(data)),
        kind="count",
        unit="",
        nature="derived",
        definition=Text("số chương trình được xét", "programmes considered"),
    )
    w.say(
        "Khuyến nghị nằm trong giới hạn năng lực theo quy định; cơ sở đào tạo tự xác định số lượng tuyển sinh. Nhu cầu được suy từ số nhập học hiện nay nhân tỷ số cầu ÷ cung của nghề mà ngành đào tạo chủ yếu hướng tới.",
        "Advice stays within the legal capacity; institutions set their own admission numbers. The need is the present intake times demand ÷ supply of the occupation the field is mostly meant for.",
    )
    w.chart(
        Text(f"Nhu cầu vượt mức tối đa ở {{{count.id}}} trên {{{of.id}}} chương trình", f"The need exceeds the legal maximum in {{{count.id}}} of {{{of.id}}} programmes"),
        Text(f"Số nhập học: nhu cầu (khoảng 80%), mức tối đa theo quy định và khuyến nghị, sinh viên, {year}", f"Intake: need (80% interval), legal maximum and recommendation, students, {year}"),
        Text(f"Ba mức theo chương trình; nhu cầu vượt mức tối đa ở {{{count.id}}}.", f"Three levels by programme; the need exceeds the maximum in {{{count.id}}}."),
        QuotaData(
            unit=_STUDENTS, labels=tuple(n for n, _, _, _ in data), need=tuple(s.median for _, s, _, _ in data), need_low80=tuple(s.low80 for _, s, _, _ in data),
            need_high80=tuple(s.high80 for _, s, _, _ in data), legal_maximum=tuple(x for _, _, x, _ in data), recommended=tuple(a for _, _, _, a in data),
        ),
        context.source(inputs),
    )  # fmt: skip
    w.table(
        Text(f"Định hướng số lượng tuyển sinh, {year}", f"Intake guidance, {year}"),
        [
            text_column("Nhóm ngành, trình độ", "Major group, level"), text_column("Nghề chủ yếu", "Main occupation"), number_column(f"Số nhập học {found.intake_year}", f"Entrants {found.intake_year}"),
            number_column("Nhu cầu", "Need", _STUDENTS), number_column("Khoảng 80%", "80% interval", _STUDENTS), number_column("Mức tối đa", "Legal maximum", _STUDENTS), number_column("Khuyến nghị", "Recommended", _STUDENTS),
            text_column("Giới hạn bởi", "Bound by"),
        ],
        rows,
        context.source(inputs),
    )  # fmt: skip
