"""Annex G: figures in circulation. The public edition lists who counts what; the internal one holds them against the facts.

A finding says whether two figures are of one scope, one unit, a level or a flow, and shows the division. It has no adjective and
does not say who is right.
"""

from __future__ import annotations

import re
from collections import Counter

from dubao.claims import FINDINGS, Finding, Register, compare
from dubao.report.chapters.claims import (
    ANNEX,
    claim,
    claim_cell,
    claim_inputs,
    claim_rows,
    concept,
    who_and_when,
)
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, Chapter
from dubao.report.results import Number
from dubao.report.text import Text
from dubao.report.words.claims import TOPICS
from dubao.report.words.units import store_unit

# A key of a table that was left in a label for want of a name.
_RAW_KEY = re.compile(r"[a-z]+_[a-z]+")
RATIO = "F29: r = a ÷ b"
GROWTH = "F29: g = a ÷ b − 1"


def write(context: Context) -> Chapter:
    internal = context.configuration.report.audience == "internal"
    title = (
        Text("Phát biểu đối chiếu với số liệu", "Claims held against the facts")
        if internal
        else Text("Các con số được nêu và phạm vi", "Figures in circulation and their scopes")
    )
    w = ChapterWriter("G", title, "annex-claims", annex=True)
    w.say(
        "Các con số được nêu trên báo chí và bởi các tổ chức được ghi riêng, không trộn với số liệu chính thức và không làm đầu vào của dự báo.",
        "Figures stated in the press and by organisations are kept apart, never mixed with official figures and no input of the forecast.",
    )
    if internal:
        w.note(
            "Phụ lục này dùng trong nội bộ; bản công khai chỉ ghi ai nêu con số nào và đếm những ai.",
            "This annex is for internal use; the public edition lists who states which figure and who is counted.",
        )
    else:
        w.say(
            "Bảng ghi ai nêu con số nào, về kỳ nào và đếm những ai. Hai con số có phạm vi khác nhau không so với nhau được.",
            "The table records who states which figure, of which period, and who is counted. Two figures of different scopes cannot be compared.",
        )
    _register(context, w)
    if internal:
        _findings(context, w)
    return w.chapter()


def _register(context: Context, w: ChapterWriter) -> None:
    if context.configuration.report.audience == "internal":
        w.head("Sổ phát biểu", "Register")
    order = list(TOPICS)
    rows: list[list[Cell]] = []
    for row in sorted(
        claim_rows(context),
        key=lambda r: (order.index(r["topic"]) if r["topic"] in TOPICS else len(order), str(r["period"])),
    ):
        who, what = who_and_when(row), concept(row)
        if row["origin"] != "found":
            who = Text(f"{who.vi} (chưa tìm thấy nguồn gốc)", f"{who.en} (origin not found)")
        rows.append(
            [
                Text(f"{row['subject_vi']}: {what.vi}", f"{row['subject_en']}: {what.en}"),
                who,
                Text(row["scope_vi"] or "", row["scope_en"] or ""),
                claim_cell(context, row),
            ]
        )
        claim_inputs(context, row)
    w.table(
        Text("Con số được nêu, theo chủ đề", "Figures in circulation, by subject"),
        [
            text_column("Nội dung, khái niệm (đơn vị)", "Subject, concept (unit)"), text_column("Ai nêu, về kỳ nào", "Who says so, of which period"),
            text_column("Đếm những ai", "Who is counted"), number_column("Con số", "Figure"),
        ],
        rows,
        Text("Nguồn: ghi ở từng phát biểu trong bảng số liệu kèm theo.", "Source: given with each claim in the data tables."),
    )  # fmt: skip


def _findings(context: Context, w: ChapterWriter) -> None:
    compared = context.table("claim_comparisons")
    if compared is None:
        return
    register = Register.of_tables(claim_rows(context), compared, context.catalogue)
    found = compare(register)
    w.head("Đối chiếu", "Comparison")
    w.say(
        "Mỗi dòng đặt một con số cạnh một số chính thức hoặc một con số khác, ghi phép tính và điều rút ra được: cùng hay khác phạm vi, số tại một thời điểm hay số trong một kỳ. Kết quả không nói bên nào đúng. Cách nói “khoảng” được hiểu là trong phạm vi năm phần trăm, “trên” là tối đa hơn mười phần trăm, “gần” là thấp hơn tối đa mười phần trăm: đây là quy ước của phụ lục này.",
        "Each row sets a figure beside an official one or another figure, with the calculation and what follows: one scope or another, a level or a flow. The finding does not say which side is right. “About” is read as within five percent, “over” as up to ten percent more, “nearly” as up to ten percent less: conventions of this annex.",
    )
    _count(context, w, found)
    rows = {row["claim_id"]: row for row in claim_rows(context)}
    cells: list[list[Cell]] = []
    for one in found:
        first = claim(context, rows[one.claim.key])
        other = _other(context, one, register, rows)
        if first is None or other is None:
            arithmetic = Text("–", "–")
        else:
            arithmetic = _arithmetic(context, one, first, other, register)
        cells.append(
            [
                _said(rows[one.claim.key]),
                _said(rows[one.other.key]) if one.other is not None else _series_name(context, one),
                Text(one.note.vi, one.note.en),
                arithmetic,
                Text(FINDINGS[one.finding].vi, FINDINGS[one.finding].en),
            ]
        )
    w.table(
        Text("Phát biểu và số được đặt cạnh", "Claims and what they are set beside"),
        [
            text_column("Phát biểu", "Claim"), text_column("Đặt cạnh", "Set beside"), text_column("Mỗi bên đếm gì", "What each side counts"),
            text_column("Phép tính", "Calculation"), text_column("Kết quả", "Finding"),
        ],
        cells,
        Text("Nguồn: ghi ở từng phát biểu và chuỗi số liệu; danh mục nguồn ở phụ lục B.", "Source: given with each claim and series; the list of sources is annex B."),
        Text("Số chính thức in đầy đủ để phép tính kiểm lại được; khoảng giá trị được chia ở hai đầu dưới.", "Official figures are printed in full so that the division can be checked; ranges are divided at their lower ends."),
    )  # fmt: skip


def _count(context: Context, w: ChapterWriter, found: tuple[Finding, ...]) -> None:
    """How many pairs end in which finding."""
    inputs = context.table_inputs("claim_comparisons")
    counted = Counter(one.finding for one in found)
    parts = []
    for key, words in FINDINGS.items():
        if counted[key]:
            n = context.number(
                ANNEX, f"findings.{key}", float(counted[key]), kind="count", unit="", nature="derived", inputs=inputs,
                definition=Text(f"số cặp: {words.vi}", f"pairs: {words.en}"),
            )  # fmt: skip
            parts.append(Text(f"{words.vi}: {{{n.id}}}", f"{words.en}: {{{n.id}}}"))
    pairs = context.number(
        ANNEX, "findings", float(len(found)), kind="count", unit="", nature="derived", inputs=inputs,
        definition=Text("số cặp được đặt cạnh nhau", "pairs set beside each other"),
    )  # fmt: skip
    w.say(
        f"Trong {{{pairs.id}}} cặp: {'; '.join(p.vi for p in parts)}.",
        f"Of {{{pairs.id}}} pairs: {'; '.join(p.en for p in parts)}.",
    )


def _said(row: dict) -> Text:
    who = who_and_when(row)
    return Text(f"{who.vi}: {row['subject_vi']}", f"{who.en}: {row['subject_en']}")


def _series_name(context: Context, one: Finding) -> Text:
    series, _, period = one.series.rpartition(", ")
    settings = context.configuration
    group = next((g for g in settings.groups if series in (g.series, g.total_series)), None)
    rung = next((r for r in settings.ladder if r.series == series), None)
    named = group or rung
    if named is not None:
        label = Text(named.label_vi, named.label_en)
    else:
        label = Text(
            context.catalogue.series_label(series, "vi"), context.catalogue.series_label(series, "en")
        )
    if _RAW_KEY.search(label.vi):  # the catalogue has no words for a key of this series
        label = Text("số liệu chính thức cùng chủ đề", "official figure on the subject")
    return Text(f"{label.vi}, {period}", f"{label.en}, {period}")


def _other(context: Context, one: Finding, register: Register, rows: dict[str, dict]) -> Number | None:
    """The other claim, or the official figure, in full digits."""
    if one.other is not None:
        return claim(context, rows[one.other.key])
    series, _, period = one.series.rpartition(", ")
    record = context.record(series)
    unit, kind, decimals, _ = store_unit(record.unit)
    name = _series_name(context, one)
    return context.number(
        ANNEX, f"claims.official.{series}.{period}", register.series[series, period], kind=kind, unit=unit, decimals=2 if kind == "percent" else decimals,
        nature="observed", period=period, inputs=context.inputs(record, [period]), definition=name,
    )  # fmt: skip


def _arithmetic(context: Context, one: Finding, first: Number, other: Number, register: Register) -> Text:
    """The calculation, every figure from the store."""
    pair = next(p for p in register.pairs if p.key == one.key)
    common = {"nature": "derived", "inputs": first.inputs + other.inputs, "parents": (first.id, other.id)}
    name = _said_pair(one)
    a, b = (f"{{{n.id}}}" if n.high80 is None else f"{{{n.id}:80}}" for n in (first, other))
    if pair.relation == "growth_percent":
        growth = context.number(
            ANNEX, f"finding.{one.key}.growth", 100.0 * ((one.ratio or 0.0) - 1.0), kind="percent", unit="percent", decimals=2, formula=GROWTH,
            definition=Text(f"mức tăng tính từ hai con số: {name.vi}", f"growth between the two figures: {name.en}"), **common,
        )  # fmt: skip
        stated = context.number(
            ANNEX, f"finding.{one.key}.stated", pair.stated, kind="percent", unit="percent", decimals=0 if pair.stated == int(pair.stated or 0) else 2,
            nature="claim", inputs=first.inputs, definition=Text(f"mức tăng được nêu: {name.vi}", f"growth as stated: {name.en}"),
        )  # fmt: skip
        return Text(
            f"{a} ÷ {b} − 1 = {{{growth.id}}}; được nêu: {{{stated.id}}}",
            f"{a} ÷ {b} − 1 = {{{growth.id}}}; stated: {{{stated.id}}}",
        )
    ratio = context.number(
        ANNEX, f"finding.{one.key}.ratio", one.ratio, kind="ratio", unit="ratio", decimals=2, formula=RATIO,
        definition=Text(f"tỷ số của hai con số: {name.vi}", f"ratio of the two figures: {name.en}"), **common,
    )  # fmt: skip
    lower = first.high80 is not None or other.high80 is not None
    text = Text(
        f"{a} ÷ {b} = {{{ratio.id}}}" + (" (hai đầu dưới)" if lower else ""),
        f"{a} ÷ {b} = {{{ratio.id}}}" + (" (lower ends)" if lower else ""),
    )
    if first.kind == "percent" and first.value is not None and other.value is not None:
        points = context.number(
            ANNEX, f"finding.{one.key}.points", first.value - other.value, kind="index", unit="percentage points", decimals=2,
            definition=Text(f"chênh lệch: {name.vi}", f"difference: {name.en}"), formula="F29: d = a − b", **common,
        )  # fmt: skip
        text = text + Text(f"; chênh {{{points.id}:unit}}", f"; difference {{{points.id}:unit}}")
    return text


def _said_pair(one: Finding) -> Text:
    """Both sides in a few words, for the definition of a number."""
    if one.other is None:
        return Text(
            f"{one.claim.subject_vi} ({one.claim.who_vi}, {one.claim.period}) và số chính thức",
            f"{one.claim.subject_en} ({one.claim.who_en}, {one.claim.period}) and the official figure",
        )
    return Text(
        f"{one.claim.subject_vi} ({one.claim.who_vi}, {one.claim.period}) và {one.other.subject_vi} ({one.other.who_vi}, {one.other.period})",
        f"{one.claim.subject_en} ({one.claim.who_en}, {one.claim.period}) and {one.other.subject_en} ({one.other.who_en}, {one.other.period})",
    )
