"""Leavers by cause in chapter 4, when the age structure is known; transfers between occupations beside them, never added."""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS, label
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_ages import exit_rates, occupation_weights
from dubao.report.summaries import summarise
from dubao.report.text import Text
from dubao.report.words.codes import key_name

CHAPTER = 4
_CAUSES = ("retirement", "mortality", "care", "emigration")


def write(context: Context, w: ChapterWriter) -> None:
    ages = context.table("employment_by_age")
    if ages is None:
        return
    groups = [g for g in context.configuration.groups if g.age_codes and g.key in context.results.openings]
    weights = occupation_weights(ages)
    rows: list[list[Cell]] = []
    inputs = context.table_inputs("employment_by_age") + context.table_inputs("exit_rates")
    for group in groups:
        found = context.results.openings[group.key].low
        name = label(group)
        row: list[Cell] = [name]
        for cause in _CAUSES:
            number = context.from_summary(
                CHAPTER, f"leavers.{group.key}.{cause}", summarise(found.causes[cause] / len(found.years)), kind="count", unit="persons a year", round_to=50,
                nature="forecast", period=f"{found.years[0]}–{found.years[-1]}", formula="F9: X_c = X · q_c / Σ q", inputs=inputs,
                definition=Text(f"{name.vi}: rời việc vì {key_name(cause).vi}, bình quân năm", f"{name.en}: leave by {key_name(cause).en}, average a year"),
            )  # fmt: skip
            row.append(NumberCell(number.id, flag="f"))
        rates = exit_rates(context.table("exit_rates"), group.age_codes, weights)
        for way in ("transfer_out", "transfer_in"):
            if way not in rates:
                row.append(None)
                continue
            base, low, high = rates[way]
            number = context.number(
                CHAPTER, f"transfers.{group.key}.{way}", base * 100, kind="percent", unit="percent", decimals=1, nature="assumption", low80=low * 100, high80=high * 100,
                definition=Text(f"{name.vi}: {key_name(way).vi}, mỗi năm", f"{name.en}: {key_name(way).en}, a year"), inputs=context.table_inputs("exit_rates"),
            )  # fmt: skip
            row.append(NumberCell(number.id))
        rows.append(row)
    w.head("Rời việc theo nguyên nhân và chuyển nghề", "Leavers by cause, and transfers")
    w.table(
        Text("Người rời việc theo nguyên nhân, bình quân năm, và tỷ lệ chuyển nghề", "Leavers by cause, average a year, and transfer rates"),
        [
            text_column("Nhóm", "Group"), *(number_column(key_name(c).vi, key_name(c).en, PERSONS) for c in _CAUSES),
            number_column("chuyển sang nghề khác mỗi năm", "transfer out a year"), number_column("chuyển từ nghề khác đến mỗi năm", "transfer in a year"),
        ],
        rows,
        context.source(inputs),
        Text(
            "Chuyển nghề không tính vào thay thế: người chuyển đi vẫn ở trong lực lượng lao động.",
            "Transfers are not counted in replacement: those who move are still in the labour force.",
        ),
    )  # fmt: skip
