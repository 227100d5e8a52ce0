"""Training places by route and field in chapter 11, with the length of each route."""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_tables import cells, latest, ordered
from dubao.report.text import Text
from dubao.report.words.codes import code_name, key_name

CHAPTER = 11


def write(context: Context, w: ChapterWriter) -> None:
    table = context.table("training_routes")
    assert table is not None
    year = latest(table)
    places = cells(table, ("route", "field"))
    durations = context.table("training_durations")
    months = cells(durations, ("route",)) if durations is not None else {}
    inputs = context.table_inputs("training_routes", "", year) + context.table_inputs(
        "training_durations", "", year
    )
    fields = ordered(f for _, f in places)
    rows: list[list[Cell]] = []
    for route in ordered(r for r, _ in places):
        name = key_name(route)
        row: list[Cell] = [name]
        length = months.get((route,))
        if length is None:
            row.append(None)
        else:
            row.append(
                NumberCell(
                    context.number(
                        CHAPTER,
                        f"training.{route}.months",
                        length,
                        kind="count",
                        unit="months",
                        nature="observed",
                        period=year,
                        inputs=inputs,
                        definition=Text(f"{name.vi}: thời gian", f"{name.en}: length"),
                    ).id
                )  # fmt: skip
            )
        for field in fields:
            number = context.number(
                CHAPTER, f"training.{route}.{field}", places.get((route, field), 0.0), kind="count", unit="persons a year", round_to=10, nature="observed", period=year, inputs=inputs,
                definition=Text(f"{name.vi}: chỗ đào tạo mỗi năm, {code_name(context, field, 'majors').vi}", f"{name.en}: places a year, {code_name(context, field, 'majors').en}"),
            )  # fmt: skip
            row.append(NumberCell(number.id))
        rows.append(row)
    w.say(
        "Đào tạo văn bằng tạo nguồn cung sau nhiều năm; nâng cao kỹ năng và đào tạo lại đáp ứng nhanh hơn. Bảng cho biết năng lực hiện có của từng hình thức để đối chiếu với chênh lệch cung – cầu ở chương 7.",
        "Degrees add supply after several years; upskilling and reskilling answer faster. The table shows the places each route offers now, to be set against the gaps of chapter 7.",
    )
    w.table(
        Text(f"Chỗ đào tạo theo hình thức và nhóm ngành, {year}", f"Training places by route and major group, {year}"),
        [text_column("Hình thức", "Route"), number_column("Thời gian", "Length", Text("tháng", "months")), *(number_column(code_name(context, f, "majors").vi, code_name(context, f, "majors").en) for f in fields)],
        rows,
        context.source(inputs),
    )  # fmt: skip
