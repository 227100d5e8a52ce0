"""Earlier editions against what has been observed since, and the expert overrides they held (chapter 12)."""

from __future__ import annotations

from typing import Any

from dubao.report.chapters.context import Context, rounding
from dubao.report.chapters.figures import PERSONS
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import DotsData
from dubao.report.document import Cell, NumberCell, Pill
from dubao.report.pipeline_series import PERSONS_PER_UNIT
from dubao.report.pipeline_tables import histories
from dubao.report.text import Text

CHAPTER = 12


def write(context: Context, w: ChapterWriter) -> None:
    table = context.table("earlier_forecasts")
    assert table is not None
    found = histories(table, ("edition", "group", "quantity"))
    inputs = context.table_inputs("earlier_forecasts")
    rows: list[list[Cell]] = []
    errors: dict[str, dict[str, list[float]]] = {}
    inside = scored = 0
    for edition, group in sorted({(e, g) for e, g, _ in found}):
        name = _name(context, group)
        record = context.record(group)
        factor = PERSONS_PER_UNIT[record.unit]
        for year, median in sorted(found[edition, group, "median"].items()):
            value = record.value(str(year))
            low, high = (found.get((edition, group, q), {}).get(year) for q in ("low80", "high80"))
            if value is None or low is None or high is None:
                continue
            seen = float(value) * factor
            forecast = context.number(
                CHAPTER, f"earlier.{edition}.{group}.{year}", median, kind="count", unit="persons", low80=low, high80=high, nature="test", period=str(year), inputs=inputs, round_to=rounding(median),
                definition=Text(f"{name.vi}, {year}: dự báo của ấn phẩm {edition}", f"{name.en}, {year}: forecast of edition {edition}"),
            )  # fmt: skip
            observed = context.number(
                CHAPTER, f"observed.{group}.{year}", seen, kind="count", unit="persons", nature="observed", period=str(year), inputs=context.inputs(record, [str(year)]), round_to=rounding(seen),
                definition=Text(f"{name.vi}, {year}, quan sát", f"{name.en}, {year}, observed"),
            )  # fmt: skip
            miss = (median - seen) / seen * 100
            error = context.number(
                CHAPTER, f"earlier.{edition}.{group}.{year}.error", miss, kind="percent", unit="percent", decimals=1, nature="test", parents=(forecast.id, observed.id),
                definition=Text(f"{name.vi}, {year}: sai số của ấn phẩm {edition}", f"{name.en}, {year}: error of edition {edition}"), formula="F26: (Ê − E) / E",
            )  # fmt: skip
            within = low <= seen <= high
            inside += within
            scored += 1
            errors.setdefault(edition, {}).setdefault(group, []).append(abs(miss))
            verdict = (
                Pill(Text("trong khoảng 80%", "inside the 80% interval"), "good")
                if within
                else Pill(Text("ngoài khoảng 80%", "outside the 80% interval"), "warning")
            )
            rows.append(
                [
                    Text.same(edition),
                    name,
                    Text.same(str(year)),
                    NumberCell(forecast.id),
                    NumberCell(forecast.id, "80"),
                    NumberCell(observed.id),
                    NumberCell(error.id),
                    verdict,
                ]
            )
    if not rows:
        return
    a = context.number(
        CHAPTER,
        "earlier.inside",
        float(inside),
        kind="count",
        unit="",
        nature="test",
        definition=Text(
            "số dự báo trước có giá trị quan sát nằm trong khoảng 80%",
            "earlier forecasts whose observed value lies in the 80% interval",
        ),
    )
    b = context.number(
        CHAPTER,
        "earlier.scored",
        float(scored),
        kind="count",
        unit="forecasts",
        nature="test",
        definition=Text("số dự báo trước đã chấm", "earlier forecasts scored"),
    )
    w.head("Các ấn phẩm trước", "Earlier editions")
    w.say(
        f"{{{a.id}}} trên {{{b.id}:unit}} của các ấn phẩm trước có giá trị quan sát nằm trong khoảng 80%.",
        f"Of {{{b.id}:unit}} of earlier editions, {{{a.id}}} have the observed value inside the 80% interval.",
    )
    _chart(context, w, errors, inputs)
    w.table(
        Text("Dự báo của các ấn phẩm trước và giá trị quan sát", "Forecasts of earlier editions and observed values"),
        [
            text_column("Ấn phẩm", "Edition"), text_column("Nhóm", "Group"), text_column("Năm", "Year"), number_column("Dự báo", "Forecast", PERSONS), number_column("Khoảng 80%", "80% interval", PERSONS),
            number_column("Quan sát", "Observed", PERSONS), number_column("Sai số", "Error"), text_column("Kết quả", "Result"),
        ],
        rows,
        context.source(inputs),
    )  # fmt: skip
    _overrides(context, w)


def _name(context: Context, series: str) -> Text:
    known = next((g for g in context.configuration.groups if series in (g.series, g.total_series)), None)
    if known is not None:
        return Text(known.label_vi, known.label_en)
    return Text(context.catalogue.series_label(series, "vi"), context.catalogue.series_label(series, "en"))


def _chart(
    context: Context, w: ChapterWriter, errors: dict[str, dict[str, list[float]]], inputs: tuple
) -> None:
    groups = list(dict.fromkeys(g for by_group in errors.values() for g in by_group))
    means = {e: {g: sum(v) / len(v) for g, v in by_group.items()} for e, by_group in errors.items()}
    worst = max((value, e, g) for e, by_group in means.items() for g, value in by_group.items())
    number = context.number(
        CHAPTER, "earlier.worst", worst[0], kind="percent", unit="percent", decimals=1, nature="test",
        definition=Text(f"sai số tuyệt đối bình quân lớn nhất: {_name(context, worst[2]).vi}, ấn phẩm {worst[1]}", f"largest mean absolute error: {_name(context, worst[2]).en}, edition {worst[1]}"),
    )  # fmt: skip
    w.chart(
        Text(f"Sai số bình quân lớn nhất của các ấn phẩm trước: {{{number.id}}}", f"Largest mean error of earlier editions: {{{number.id}}}"),
        Text("Sai số tuyệt đối bình quân của trung vị, phần trăm giá trị quan sát", "Mean absolute error of the median, percent of the observed value"),
        Text("Biểu đồ chấm sai số theo nhóm và ấn phẩm.", "Dots of error by group and edition."),
        DotsData(Text("phần trăm", "percent"), tuple(_name(context, g) for g in groups), tuple(Text.same(e) for e in means), tuple(tuple(by_group.get(g) for g in groups) for by_group in means.values())),
        context.source(inputs),
    )  # fmt: skip


def _overrides(context: Context, w: ChapterWriter) -> None:
    table = context.table("overrides")
    if table is None:
        return
    rows: list[list[Cell]] = []
    for row in table:
        factor = PERSONS_PER_UNIT.get(row["unit"], 1.0)
        numbers = [_override(context, row, which, factor) for which in ("model_value", "expert_value")]
        rows.append(
            [
                Text.same(str(row["edition"])),
                _name(context, row["series_id"]),
                Text.same(str(row["period"])),
                *(NumberCell(n) for n in numbers),
                Text.same(row["author"]),
                Text(row["reason_vi"], row["reason_en"]),
            ]
        )
    w.head("Điều chỉnh của chuyên gia đã ghi lại", "Expert overrides on record")
    w.table(
        Text("Điều chỉnh của chuyên gia", "Expert overrides"),
        [
            text_column("Ấn phẩm", "Edition"), text_column("Nhóm", "Group"), text_column("Năm", "Year"), number_column("Mô hình", "Model", PERSONS), number_column("Chuyên gia", "Expert", PERSONS),
            text_column("Người đề xuất", "Author"), text_column("Lý do", "Reason"),
        ],
        rows,
        Text("Nguồn: sổ ghi điều chỉnh của chuyên gia.", "Source: log of expert overrides."),
    )  # fmt: skip


def _override(context: Context, row: dict[str, Any], which: str, factor: float) -> str:
    value = float(row[which]) * factor
    words = {
        "model_value": ("theo mô hình", "by the model"),
        "expert_value": ("theo chuyên gia", "by the expert"),
    }[which]
    return context.number(
        CHAPTER, f"override.{row['override_id']}.{which}", value, kind="count", unit="persons", nature="assumption", period=str(row["period"]), round_to=rounding(value),
        definition=Text(f"{_name(context, row['series_id']).vi}, {row['period']}, {words[0]}", f"{_name(context, row['series_id']).en}, {row['period']}, {words[1]}"),
    ).id  # fmt: skip
