"""Annex J: the yearly monitoring table of targets with figures and of provincial targets, and what to collect for the others."""

from __future__ import annotations

from dubao.labour import targets as tracker
from dubao.report.chapters.context import Context
from dubao.report.chapters.targets import (
    VERDICTS,
    indicator_words,
    rows_of,
    target_inputs,
    target_number,
    unit_factor,
)
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell, Pill
from dubao.report.text import Text
from dubao.report.words.units import has_words, store_unit

CHAPTER = 10
_YEARS_BACK = 4
_YEARS_AHEAD = 2
_STATES = {
    **VERDICTS,
    "probability": (Text("chưa đến hạn", "ahead"), "neutral"),
    "no_data": (Text("chưa đủ số liệu", "not enough data"), "neutral"),
}


def monitoring(context: Context, w: ChapterWriter) -> None:
    """Targets with at least one figure, and every provincial target: years seen, years needed, state."""
    found: tracker.Tracking | None = context.results.extra.get("tracking")  # type: ignore[assignment]
    if found is None:
        return
    cut = context.configuration.report.data_cutoff.year
    back, ahead = list(range(cut - _YEARS_BACK, cut)), list(range(cut, cut + _YEARS_AHEAD))
    table = tracker.monitoring_table(
        found,
        [*back, *ahead],
        series=context.results.extra.get("tracked_series"),  # type: ignore[arg-type]
    )
    by_id = {row["target_id"]: row for row in rows_of(context, past=True) + rows_of(context, past=False)}
    cells: list[list[Cell]] = []
    used = []
    for line in table:
        row = by_id.get(line["target_id"])
        seen = any(line[f"observed_{year}"] is not None for year in back)
        if row is None or not (seen or line["place_code"]):
            continue
        used.append(row)
        target = target_number(context, row)
        words, tone = _STATES[line["state"]]
        cells.append(
            [
                indicator_words(row), Text(line["place_vi"], line["place_en"]), Text.same(str(line["due"])[:4]), NumberCell(target.id) if target else None,
                *(_value(context, row, f"observed_{year}", line[f"observed_{year}"], year) for year in back),
                *(_value(context, row, f"required_{year}", line[f"required_{year}"], year) for year in ahead), Pill(words, tone),  # type: ignore[arg-type]
            ]
        )  # fmt: skip
    w.head("Bảng theo dõi hằng năm", "Yearly monitoring table")
    w.say(
        "Bảng ghi các mục tiêu đã có số liệu và mọi mục tiêu cấp tỉnh. Cột \"cần\" là giá trị trên đường tăng đều từ quan sát cuối cùng tới mục tiêu; ô trống là chưa có số liệu. Mục tiêu cấp quốc gia không đặt mức cho từng tỉnh.",
        "The table lists targets with figures and every provincial target. \"Needed\" is the value on the way of even steps from the last observation to the target; an empty cell has no figure. A national target sets no level for a province.",
    )  # fmt: skip
    w.table(
        Text("Theo dõi mục tiêu: số quan sát và mức cần có", "Monitoring of targets: observed and needed"),
        [
            text_column("Chỉ tiêu", "Indicator"), text_column("Phạm vi", "Scope"), text_column("Hạn", "Due"), number_column("Mục tiêu", "Target"),
            *(number_column(str(year), str(year)) for year in back), *(number_column(f"Cần {year}", f"Needed {year}") for year in ahead), text_column("Tình trạng", "State"),
        ],
        cells,
        context.source(*(target_inputs(context, row, row.get("observed_source_id") or None) for row in used)),
    )  # fmt: skip
    _to_collect(context, w, found)


def _value(context: Context, row: dict, key: str, value: float | None, year: int) -> Cell:
    if value is None:
        return None
    unit, kind, _, _ = store_unit(row["unit"]) if has_words(row["unit"]) else ("", "index", 1, 1.0)
    seen = key.startswith("observed")
    number = context.number(
        CHAPTER, f"target.{row['target_id']}.{key}", value * unit_factor(row), kind=kind, unit=unit, decimals=0 if kind == "count" else 1,
        nature="observed" if seen else "derived", period=str(year), formula="" if seen else "y₀ + k·(Y* − y₀) / (T − t₀)",
        definition=Text(f"{row['indicator_vi']}, {year}" + ("" if seen else " (mức cần có)"), f"{row['indicator_en']}, {year}" + ("" if seen else " (needed)")),
        inputs=target_inputs(context, row, row.get("observed_source_id") or None),
    )  # fmt: skip
    return NumberCell(number.id)


def _to_collect(context: Context, w: ChapterWriter, found: tracker.Tracking) -> None:
    """What would have to be collected, one row a table, with the targets it would serve."""
    legal = {row["target_id"]: row for row in rows_of(context, past=True) + rows_of(context, past=False)}
    groups: dict[tuple[str, str], list[tracker.Target]] = {}
    for one in found.rows:
        if (
            one.state in ("no_official_data", "no_data")
            and one.target.collect_vi
            and one.target.target_id in legal
        ):
            groups.setdefault((one.target.collect_vi, one.target.collect_en), []).append(one.target)
    rows: list[list[Cell]] = []
    for (vi, en), served in sorted(groups.items(), key=lambda pair: pair[0][0].partition(": ")[0]):
        (owner_vi, _, what_vi), (owner_en, _, what_en) = vi.partition(": "), en.partition(": ")
        names = list(dict.fromkeys((t.indicator_vi, t.indicator_en, str(t.due)[:4]) for t in served))
        rows.append(
            [
                Text(owner_vi, owner_en), Text(what_vi[:1].upper() + what_vi[1:], what_en[:1].upper() + what_en[1:]),
                Text("; ".join(f"{n[0]} ({n[2]})" for n in names), "; ".join(f"{n[1]} ({n[2]})" for n in names)),
            ]
        )  # fmt: skip
    w.head("Số liệu cần thu thập để theo dõi", "What to collect for the monitoring")
    w.table(
        Text("Số liệu còn thiếu, nơi có số liệu và mục tiêu sẽ theo dõi được", "Missing figures, who has them, and the targets they would serve"),
        [text_column("Nơi có số liệu", "Holder"), text_column("Bảng số liệu", "Table"), text_column("Mục tiêu (hạn)", "Targets (due)")],
        rows,
        Text("Nguồn: danh mục mục tiêu có thời hạn dưới đây.", "Source: the list of dated targets below."),
    )  # fmt: skip
