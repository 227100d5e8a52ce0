"""Targets with a probability: the pace they ask for beside the pace of the past, and the earliest likely year."""

from __future__ import annotations

from typing import Any

from dubao.labour.targets import LikelyYear
from dubao.report.chapters.context import Context
from dubao.report.chapters.targets import (
    CHAPTER,
    probability_number,
    rows_of,
    target_number,
    unit_factor,
)
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_targets import TargetForecast
from dubao.report.results import Number
from dubao.report.text import Text
from dubao.report.words.units import has_words, store_unit


def _shape(row: dict[str, Any], step: bool) -> dict[str, Any]:
    """How levels and yearly steps of a target are printed: persons whole, steps of a share in percentage points."""
    unit, kind, decimals, _ = store_unit(row["unit"]) if has_words(row["unit"]) else ("", "index", 1, 1.0)
    if kind == "percent" and step:
        return {"kind": "index", "unit": "percentage points", "decimals": 2}
    return {"kind": kind, "unit": unit, "decimals": 0 if kind == "count" else max(decimals, 1)}


def _number(
    context: Context, row: dict[str, Any], one: TargetForecast, key: str, value: float | None, vi: str, en: str, formula: str, nature: str = "derived"
) -> Number | None:  # fmt: skip
    if value is None:
        return None
    return context.number(
        CHAPTER, f"target.{row['target_id']}.{key}", value * unit_factor(row), nature=nature, formula=formula, inputs=context.inputs(one.record),
        definition=Text(f"{row['indicator_vi']}: {vi}", f"{row['indicator_en']}: {en}"), **_shape(row, step=key != "last"),
    )  # fmt: skip


def _cell(number: Number | None) -> Cell:
    return NumberCell(number.id) if number is not None else None


def _year(context: Context, row: dict[str, Any], one: TargetForecast, year: LikelyYear) -> Cell:
    if year.year is None:
        return Text(
            f"không trước {(one.tracked.horizon or 0) + 1}", f"not before {(one.tracked.horizon or 0) + 1}"
        )
    percent = round(100 * year.probability)
    number = context.number(
        CHAPTER, f"target.{row['target_id']}.year{percent}", float(year.year), kind="year", unit="year", nature="forecast",
        definition=Text(f"{row['indicator_vi']}: năm sớm nhất mà ít nhất {percent}% quỹ đạo đạt mục tiêu", f"{row['indicator_en']}: earliest year in which at least {percent}% of paths meet the target"),
        formula="F2: min{t : #{d: Y_t^(d) ≥ Y*} / n ≥ q}", inputs=context.inputs(one.record),
    )  # fmt: skip
    return NumberCell(number.id)


def write(context: Context, w: ChapterWriter) -> None:
    """The table and its reading; nothing when no target has a probability."""
    forecasts: dict[str, TargetForecast] = context.results.extra.get("targets", {})  # type: ignore[assignment]
    rows = [row for row in rows_of(context, past=False) if row["target_id"] in forecasts]
    if not rows:
        return
    cells: list[list[Cell]] = []
    levels = [round(100 * year.probability) for year in forecasts[rows[0]["target_id"]].tracked.years]
    for row in rows:
        one = forecasts[row["target_id"]]
        tracked = one.tracked
        last = _number(context, row, one, "last", tracked.observed, f"quan sát cuối, {tracked.observed_period}", f"last observation, {tracked.observed_period}", "", "observed")  # fmt: skip
        past = _number(context, row, one, "past_step", tracked.past_step, "thay đổi bình quân mỗi năm đã qua", "mean yearly change so far", "(y₀ − y₁) / (t₀ − t₁)")  # fmt: skip
        step = _number(context, row, one, "required_step", tracked.required_step, "thay đổi mỗi năm cần có để đạt mục tiêu đúng hạn", "yearly change that reaches the target on time", "(Y* − y₀) / (T − t₀)")  # fmt: skip
        target = target_number(context, row)
        cells.append(
            [
                Text(f"{row['indicator_vi']} ({row['due']})", f"{row['indicator_en']} ({row['due']})"),
                Text(tracked.observed_period, tracked.observed_period), _cell(last), _cell(target), _cell(past), _cell(step),
                NumberCell(probability_number(context, row, one).id), *(_year(context, row, one, year) for year in tracked.years),
            ]
        )  # fmt: skip
    w.head(
        "Mục tiêu có xác suất: nhịp độ cần có và năm sớm nhất",
        "Targets with a probability: pace needed and earliest year",
        3,
    )
    example = rows[0]
    one = forecasts[example["target_id"]]
    past, step = (
        context.store.by_key(f"target.{example['target_id']}.{key}")
        if getattr(one.tracked, key) is not None
        else None
        for key in ("past_step", "required_step")
    )
    if past is not None and step is not None:
        w.say(
            f"{example['indicator_vi']}: mỗi năm đã qua thay đổi bình quân {{{past.id}:unit}}; để đạt mục tiêu năm {example['due']} cần {{{step.id}:unit}} mỗi năm. Nhịp độ cần có là phép tính từ mục tiêu, không phải dự báo.",
            f"{example['indicator_en']}: the mean change a year so far is {{{past.id}:unit}}; the target of {example['due']} takes {{{step.id}:unit}} a year. The pace needed is arithmetic of the target, not a forecast.",
        )  # fmt: skip
    w.table(
        Text("Nhịp độ cần có, xác suất và năm sớm nhất", "Pace needed, probability and earliest year"),
        [
            text_column("Chỉ tiêu (hạn)", "Indicator (due)"), text_column("Năm quan sát cuối", "Last observed in"), number_column("Giá trị", "Value"), number_column("Mục tiêu", "Target"),
            number_column("Mỗi năm đã qua", "A year so far"), number_column("Mỗi năm cần có", "A year needed"), number_column("Xác suất đạt đúng hạn", "Probability on time"),
            *(text_column(f"Năm sớm nhất ({level}%)", f"Earliest year ({level}%)") for level in levels),
        ],
        cells,
        context.source(*(context.inputs(forecasts[row["target_id"]].record) for row in rows)),
        Text(
            "Thay đổi mỗi năm theo đơn vị của mục tiêu (điểm phần trăm với tỷ trọng). Năm sớm nhất: năm đầu tiên mà tỷ lệ quỹ đạo đạt mục tiêu lên tới mức nêu ở đầu cột; \"không trước\" khi chưa tới mức đó trong thời gian dự báo.",
            "Yearly changes in the unit of the target (percentage points for shares). Earliest year: the first in which the share of paths that meet the target reaches the level of the column; \"not before\" where that does not happen within the forecast.",
        ),
    )  # fmt: skip
