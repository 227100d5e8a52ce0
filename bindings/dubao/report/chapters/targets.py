"""Dated targets in chapter 10: a table of those past due, a table of those ahead, a figure of those with values."""

from __future__ import annotations

from typing import Any

from dubao.labour.targets import Tracking
from dubao.report.chapters.ch01_legal_scope import legal_name, legal_rows
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import TargetsData
from dubao.report.document import Cell, NumberCell, Pill
from dubao.report.formatting import format_value
from dubao.report.pipeline_targets import TargetForecast
from dubao.report.results import InputReference, Number
from dubao.report.text import Text
from dubao.report.words.phrases import MET, NO_OFFICIAL_DATA, NOT_MET
from dubao.report.words.units import has_words, store_unit

CHAPTER = 10
_OPERATORS = {
    ">=": Text("ít nhất", "at least"),
    ">": Text("trên", "above"),
    "<=": Text("nhiều nhất", "at most"),
    "<": Text("dưới", "below"),
    "about": Text("khoảng", "about"),
    "=": Text("", ""),
}
VERDICTS = {
    "met": (MET, "good"),
    "not_met": (NOT_MET, "bad"),
    "no_official_data": (NO_OFFICIAL_DATA, "neutral"),
}
_UNIT_WORDS = {
    "percent": Text("%", "%"), "share": Text("%", "%"), "persons": Text("người", "persons"), "thousand_persons": Text("người", "persons"), "persons_per_year": Text("người mỗi năm", "persons a year"),
    "persons_per_10000": Text("người trên một vạn dân", "per 10,000 people"), "persons_cumulative": Text("người (lũy kế)", "persons (cumulative)"), "percent_per_year": Text("phần trăm mỗi năm", "percent a year"),
    "firms": Text("doanh nghiệp", "enterprises"), "organisations": Text("tổ chức", "organisations"), "laboratories": Text("phòng thí nghiệm", "laboratories"),
    "reports_per_year": Text("báo cáo mỗi năm", "reports a year"), "rank": Text("thứ hạng", "rank"),
}  # fmt: skip


def rows_of(context: Context, past: bool) -> list[dict[str, Any]]:
    """Rows of the table with the state the tracker found on the day of the data cut-off."""
    found: Tracking | None = context.results.extra.get("tracking")  # type: ignore[assignment]
    tracked = {one.target.target_id: one for one in found.rows} if found else {}
    out = []
    for row in context.table("targets") or ():
        one = tracked.get(row["target_id"])
        if row["kind"] != "target" or one is None or (one.state in VERDICTS) != past:
            continue
        state = one.state if past else "future"
        if past and one.observed is not None and row.get("observed_value") in (None, ""):
            row = {**row, "observed_value": one.observed, "observed_period": one.observed_period}
        out.append({**row, "observation_state": state})
    return out


def target_inputs(
    context: Context, row: dict[str, Any], source_id: str | None = None
) -> tuple[InputReference, ...]:
    name = context.configuration.tables["targets"]
    package = name.split("/")[0]
    key = source_id or row["source_id"]
    source = context.catalogue.sources(package).get(key)
    context.used_sources.setdefault(f"{package}:{key}", (package, source))
    status = (
        source.status
        if source and source.status in ("official_via", "official_national", "derived", "claim")
        else "official_via"
    )
    return (
        InputReference(
            row["target_id"],
            name,
            str(row["due"]),
            source.title if source else str(key),
            (source.url or source.via_url) if source else "",
            context.status(status),
        ),
    )


def target_number(context: Context, row: dict[str, Any]) -> Number | None:
    if row["value"] is None or row["unit"] == "event":
        return None
    unit, kind, decimals, factor = (
        store_unit(row["unit"]) if has_words(row["unit"]) else ("", "count", 0, 1.0)
    )
    value = float(row["value"]) * factor
    return context.number(
        CHAPTER, f"target.{row['target_id']}", value, kind=kind, unit=unit, decimals=0 if value == int(value) else max(decimals, 1), nature="target",
        definition=Text(f"Mục tiêu: {row['indicator_vi']}, {row['due']}", f"Target: {row['indicator_en']}, {row['due']}"),
        scope=Text(row["scope_vi"] or "", row["scope_en"] or ""), period=str(row["due"]), inputs=target_inputs(context, row),
    )  # fmt: skip


def observed_number(context: Context, row: dict[str, Any]) -> Number | None:
    if row.get("observed_value") in (None, ""):
        return None
    unit, kind, decimals, factor = (
        store_unit(row["unit"]) if has_words(row["unit"]) else ("", "count", 0, 1.0)
    )
    value = float(row["observed_value"]) * factor
    return context.number(
        CHAPTER, f"target.{row['target_id']}.observed", value, kind=kind, unit=unit, decimals=0 if value == int(value) else 2, nature="observed",
        definition=Text(f"{row['indicator_vi']}, {row['observed_period']}", f"{row['indicator_en']}, {row['observed_period']}"),
        scope=Text(row.get("observation_vi") or "", row.get("observation_en") or ""), period=str(row["observed_period"]),
        inputs=target_inputs(context, row, row["observed_source_id"]),
    )  # fmt: skip


def probability_number(context: Context, row: dict[str, Any], forecast: TargetForecast) -> Number:
    return context.number(
        CHAPTER, f"target.{row['target_id']}.probability", forecast.probability, kind="probability", unit="probability", nature="forecast",
        definition=Text(f"Xác suất đạt: {row['indicator_vi']}, {row['due']}", f"Probability of meeting: {row['indicator_en']}, {row['due']}"),
        period=str(row["due"]), formula="F2: #{d: Y_T^(d) ≥ Y*} / n", inputs=context.inputs(forecast.record), parents=(target_number(context, row).id,),  # type: ignore[union-attr]
    )  # fmt: skip


def legal_of(context: Context, row: dict[str, Any]) -> Text:
    found = next((r for r in legal_rows(context) if r["legal_id"] == row["legal_id"]), None)
    return legal_name(found) if found else Text.same(str(row["legal_id"] or ""))


def unit_words(row: dict[str, Any]) -> Text:
    return _UNIT_WORDS.get(str(row["unit"]), Text.same(""))


def unit_factor(row: dict[str, Any]) -> float:
    """From the unit of the table to the unit printed: thousand persons to persons, shares to percent."""
    unit = str(row["unit"])
    return store_unit(unit)[3] if has_words(unit) else 1.0


def indicator_words(row: dict[str, Any]) -> Text:
    """The indicator with the sense of the target and its unit (percent is printed with the number)."""
    sign, unit = _OPERATORS.get(str(row["operator"]), Text("", "")), unit_words(row)
    parts_vi = [w for w in (sign.vi, unit.vi if unit.vi != "%" else "") if w]
    parts_en = [w for w in (sign.en, unit.en if unit.en != "%" else "") if w]
    note = Text(
        f" ({', '.join(parts_vi)})" if parts_vi else "", f" ({', '.join(parts_en)})" if parts_en else ""
    )
    return Text(row["indicator_vi"], row["indicator_en"]) + note


def past_targets(context: Context, w: ChapterWriter) -> None:
    rows = rows_of(context, past=True)
    if not rows:
        return
    order = {"met": 0, "not_met": 1, "no_official_data": 2}
    rows.sort(key=lambda row: order[row["observation_state"]])
    counts = {}
    for state in order:
        n = sum(row["observation_state"] == state for row in rows)
        verdict = VERDICTS[state][0]
        counts[state] = context.number(
            CHAPTER, f"targets.past.{state}", float(n), kind="count", unit="", nature="derived",
            definition=Text(f"số mục tiêu đã đến hạn: {verdict.vi}", f"number of targets past due: {verdict.en}"), inputs=context.table_inputs("targets"),
        )  # fmt: skip
    w.head("Đã đến hạn", "Past due", 3)
    w.say(
        f"Trong các mục tiêu đã đến hạn: đạt {{{counts['met'].id}}}, chưa đạt {{{counts['not_met'].id}}}, chưa có số liệu chính thức {{{counts['no_official_data'].id}}}.",
        f"Of the targets past due: {{{counts['met'].id}}} met, {{{counts['not_met'].id}}} not met, {{{counts['no_official_data'].id}}} without official data.",
    )
    cells: list[list[Cell]] = []
    for row in rows:
        target, seen = target_number(context, row), observed_number(context, row)
        words, tone = VERDICTS[row["observation_state"]]
        cells.append(
            [
                indicator_words(row), legal_of(context, row), Text.same(str(row["due"])), NumberCell(target.id) if target else None,
                NumberCell(seen.id) if seen else None, Pill(words, tone),  # type: ignore[arg-type]
            ]
        )  # fmt: skip
    w.table(
        Text("Mục tiêu đã đến hạn", "Targets past due"),
        [
            text_column("Chỉ tiêu", "Indicator"), text_column("Văn bản", "Text"), text_column("Hạn", "Due"), number_column("Mục tiêu", "Target"),
            number_column("Quan sát", "Observed"), text_column("Tình trạng", "State"),
        ],
        cells,
        context.source(*(target_inputs(context, row, row["observed_source_id"] if row.get("observed_value") not in (None, "") else None) for row in rows)),
        Text(
            "Chỉ ghi đạt hoặc chưa đạt khi có số liệu chính thức đúng chỉ tiêu và đúng kỳ.",
            "Met or not met is written only where an official figure in the terms of the target and for its date exists.",
        ),
    )  # fmt: skip
    if not context.configuration.report.simulated:
        scopes = {
            (row["indicator_vi"], row["due"]): Text(
                f"{row['indicator_vi']} ({row['due']}): {row['observation_vi']}",
                f"{row['indicator_en']} ({row['due']}): {row['observation_en']}",
            )
            for row in rows
            if row["observation_state"] in ("met", "not_met") and row.get("observation_vi")
        }
        w.points(list(scopes.values()))


def future_targets(context: Context, w: ChapterWriter) -> None:
    rows = rows_of(context, past=False)
    if not rows:
        return
    forecasts: dict[str, TargetForecast] = context.results.extra.get("targets", {})  # type: ignore[assignment]
    training = [
        row
        for row in rows
        if row["target_id"] in forecasts
        or str(row["unit"]).startswith(("persons", "thousand_persons"))
        or "share" in row["target_id"]
    ]
    n = context.number(
        CHAPTER, "targets.future", float(len(rows)), kind="count", unit="", nature="derived",
        definition=Text("số mục tiêu chưa đến hạn trong danh mục", "number of future targets in the list"), inputs=context.table_inputs("targets"),
    )  # fmt: skip
    with_chance = context.number(
        CHAPTER, "targets.future.probability", float(len(forecasts)), kind="count", unit="", nature="derived",
        definition=Text("số mục tiêu chưa đến hạn đủ số liệu để tính xác suất", "number of future targets with enough data for a probability"),
    )  # fmt: skip
    w.head("Chưa đến hạn", "Ahead", 3)
    w.say(
        f"Danh mục có {{{n.id}}} mục tiêu chưa đến hạn; {{{with_chance.id}}} mục tiêu đủ số liệu để tính xác suất. Bảng nêu mục tiêu đủ số liệu và các mục tiêu về đào tạo, nhân lực; toàn bộ danh mục ở phụ lục J.",
        f"The list has {{{n.id}}} targets ahead, {{{with_chance.id}}} of them with enough data for a probability. The table shows these and those on training and workforce; the whole list stands in annex J.",
    )
    cells: list[list[Cell]] = []
    for row in sorted(training, key=lambda r: (r["target_id"] not in forecasts, str(r["due"]))):
        target = target_number(context, row)
        forecast = forecasts.get(row["target_id"])
        verdict = Pill(Text("chưa đủ số liệu để tính xác suất", "not enough data for a probability"))
        cell: Any = verdict
        if forecast is not None:
            number = probability_number(context, row, forecast)
            cell = Pill(Text(f"xác suất đạt {{{number.id}}}", f"probability of meeting it {{{number.id}}}"))
        cells.append(
            [
                indicator_words(row),
                legal_of(context, row),
                Text.same(str(row["due"])),
                NumberCell(target.id) if target else None,
                cell,
            ]
        )
    w.table(
        Text(
            "Mục tiêu chưa đến hạn: đủ số liệu, hoặc về đào tạo và nhân lực",
            "Targets ahead: with enough data, or on training and workforce",
        ),
        [
            text_column("Chỉ tiêu", "Indicator"),
            text_column("Văn bản", "Text"),
            text_column("Hạn", "Due"),
            number_column("Mục tiêu", "Target"),
            text_column("Xác suất", "Probability"),
        ],
        cells,
        context.source(*(target_inputs(context, row) for row in training[:40])),
    )


def all_targets(context: Context, w: ChapterWriter) -> None:
    """Every dated target with its clause and owner (annex J)."""
    rows: list[list[Cell]] = []
    for row in sorted(
        rows_of(context, past=True) + rows_of(context, past=False),
        key=lambda r: (str(r["due"]), str(r["target_id"])),
    ):
        target = target_number(context, row)
        clause = Text(row.get("clause_vi") or "", row.get("clause_en") or "")
        legal = legal_of(context, row)
        rows.append(
            [
                indicator_words(row),
                Text(
                    f"{legal.vi}; {clause.vi}" if clause.vi else legal.vi,
                    f"{legal.en}; {clause.en}" if clause.en else legal.en,
                ),
                Text.same(str(row["due"])),
                NumberCell(target.id) if target else None,
                Text(row.get("owner_vi") or "", row.get("owner_en") or ""),
            ]
        )
    if not rows:
        w.say("Danh mục không có mục tiêu nào.", "The list holds no target.")
        return
    w.table(
        Text("Mọi mục tiêu có thời hạn", "All dated targets"),
        [
            text_column("Chỉ tiêu", "Indicator"),
            text_column("Văn bản, điều khoản", "Text, clause"),
            text_column("Hạn", "Due"),
            number_column("Mục tiêu", "Target"),
            text_column("Cơ quan chủ trì", "Owner"),
        ],
        rows,
        Text("Nguồn: văn bản nêu ở từng dòng.", "Source: the text named in each row."),
    )


def target_chart(context: Context, w: ChapterWriter) -> None:
    """Targets with a value observed or forecast."""
    forecasts: dict[str, TargetForecast] = context.results.extra.get("targets", {})  # type: ignore[assignment]
    picked = [r for r in rows_of(context, past=True) if observed_number(context, r)] + [
        r for r in rows_of(context, past=False) if r["target_id"] in forecasts
    ]
    # One indicator with one value and date in two texts is one row of the figure.
    picked = list({(r["indicator_en"], r["value"], r["due"]): r for r in reversed(picked)}.values())[::-1]
    if not picked:
        return
    values: list[float | None] = []
    lows: list[float | None] = []
    highs: list[float | None] = []
    verdicts: list[Text] = []
    for row in picked:
        forecast = forecasts.get(row["target_id"])
        if forecast is not None:
            number = probability_number(context, row, forecast)
            scaled = forecast.summary.scaled(unit_factor(row))
            values.append(scaled.median)
            lows.append(scaled.low80)
            highs.append(scaled.high80)
            # Words of a figure are drawn as they stand: the number is printed here.
            verdicts.append(
                Text(
                    f"xác suất đạt {format_value(number, 'vi')}", f"probability {format_value(number, 'en')}"
                )
            )
        else:
            values.append(float(row["observed_value"]) * unit_factor(row))
            lows.append(None)
            highs.append(None)
            verdicts.append(VERDICTS[row["observation_state"]][0])
    w.chart(
        Text("Chỉ một số ít mục tiêu có số liệu để so sánh", "Few targets have figures to compare with") if len(picked) < 5 else Text("Mục tiêu và số liệu", "Targets and figures"),
        Text("Giá trị quan sát (đã đến hạn) hoặc trung vị dự báo với khoảng 80% (chưa đến hạn) so với mục tiêu", "Observed value (past due) or forecast median with 80% interval (ahead) against the target"),
        Text("Giá trị quan sát hoặc dự báo so với mục tiêu.", "Observed or forecast values against their targets."),
        TargetsData(
            labels=tuple(Text(r["indicator_vi"], r["indicator_en"]) for r in picked),
            due=tuple(str(r["due"]) for r in picked),
            target=tuple(float(r["value"]) * unit_factor(r) for r in picked),
            value=tuple(values), low80=tuple(lows), high80=tuple(highs), verdict=tuple(verdicts),
            unit=tuple(unit_words(r) for r in picked),
        ),
        context.source(*(target_inputs(context, r, r["observed_source_id"] or None) for r in picked)),
    )  # fmt: skip
