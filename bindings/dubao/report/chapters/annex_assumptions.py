"""Annex D: the assumption register, and the effect of each assumption on the headline (tornado)."""

from __future__ import annotations

from dubao.report.assumptions import Tornado
from dubao.report.chapters.assumption_numbers import ANNEX, assumption_number
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import TornadoData
from dubao.report.document import Cell, Chapter, NumberCell, Pill
from dubao.report.text import Text
from dubao.report.words.dates import short_date
from dubao.report.words.phrases import lower_first
from dubao.report.words.sources import source_title


def write(context: Context) -> Chapter:
    w = ChapterWriter(
        "D",
        Text(
            "Sổ giả định và ảnh hưởng của từng giả định",
            "Assumption register and the effect of each assumption",
        ),
        "annex-assumptions",
        annex=True,
    )
    for tornado in context.results.extra.get("tornado", ()):  # type: ignore[attr-defined]
        _tornado(context, w, tornado)
    _register(context, w)
    return w.chapter()


def _tornado(context: Context, w: ChapterWriter, tornado: Tornado) -> None:
    name = lower_first(Text(tornado.title.vi, tornado.title.en))
    base = context.number(
        ANNEX, f"tornado.{tornado.key}.base", tornado.base, kind="count", unit="persons a year", nature="derived", round_to=50,
        definition=Text(f"{tornado.title.vi}, mọi giả định ở giá trị giữa", f"{tornado.title.en}, all assumptions at their middle value"), formula=tornado.formula,
    )  # fmt: skip
    effects = [e for e in tornado.effects if e.at_low != tornado.base or e.at_high != tornado.base]
    idle = [e.name for e in tornado.effects if e not in effects]
    rows: list[list[Cell]] = []
    for effect in effects:
        numbers = [
            context.number(
                ANNEX, f"tornado.{tornado.key}.{effect.id}.{end}", value, kind="count", unit="persons a year", nature="derived", round_to=50,
                definition=Text(f"{tornado.title.vi} khi “{effect.name.vi}” ở {vi}", f"{tornado.title.en} with “{effect.name.en}” at its {en}"), formula=tornado.formula, assumptions=(effect.id,),
            )
            for end, value, vi, en in (("low", effect.at_low, "cận thấp", "low"), ("high", effect.at_high, "cận cao", "high"))
        ]  # fmt: skip
        rows.append([effect.name, NumberCell(numbers[0].id), NumberCell(base.id), NumberCell(numbers[1].id)])
    if not rows:
        return
    strongest = effects[0]
    w.head(f"Ảnh hưởng đến {name.vi}", f"Effect on {name.en}")
    source = Text(
        "Nguồn: chạy lại phép tính trên cùng các đường mô phỏng, mỗi lần đổi một giả định.",
        "Source: the calculation run again on the same sample paths, one assumption changed at a time.",
    )
    w.chart(
        Text(f"Ảnh hưởng lớn nhất: {lower_first(strongest.name).vi}", f"Largest effect: {lower_first(strongest.name).en}"),
        Text(f"{tornado.title.vi}, trung vị, khi từng giả định ở cận thấp và cận cao (giá trị giữa: {{{base.id}}})", f"{tornado.title.en}, median, with each assumption at its low and high (middle value: {{{base.id}}})"),
        Text(f"Biểu đồ ảnh hưởng của từng giả định; giá trị giữa {{{base.id}}}.", f"Tornado of the assumptions; middle value {{{base.id}}}."),
        TornadoData(
            unit=Text("người mỗi năm", "persons a year"), labels=tuple(e.name for e in effects), base=tornado.base,
            at_low=tuple(e.at_low for e in effects), at_high=tuple(e.at_high for e in effects),
        ),
        source,
    )  # fmt: skip
    w.table(
        Text(f"Ảnh hưởng của từng giả định: {name.vi}", f"Effect of each assumption: {name.en}"),
        [
            text_column("Giả định", "Assumption"),
            number_column("Ở cận thấp", "At its low", PERSONS),
            number_column("Giá trị giữa", "Middle", PERSONS),
            number_column("Ở cận cao", "At its high", PERSONS),
        ],
        rows,
        source,
        Text(
            "Giá trị giữa tính khi mọi giả định đứng ở giá trị giữa, nên có thể lệch với trung vị gộp hai cơ cấu tuổi ở chương 4."
            if tornado.key.startswith("openings")
            else "Giá trị giữa tính khi mọi giả định đứng ở giá trị giữa.",
            "The middle is computed with every assumption at its middle value, so it may differ from the median over both age profiles in chapter 4."
            if tornado.key.startswith("openings")
            else "The middle is computed with every assumption at its middle value.",
        ),
    )  # fmt: skip
    if idle:
        small = [lower_first(name) for name in idle]
        names = Text("; ".join(n.vi for n in small), "; ".join(n.en for n in small))
        w.say(
            f"Giả định không làm đổi con số này trong ấn phẩm: {names.vi}.",
            f"Assumptions that leave this number as it is in this edition: {names.en}.",
        )


def _register(context: Context, w: ChapterWriter) -> None:
    used = set(context.configuration.assumptions.values())
    w.head("Sổ giả định", "Register")
    rows: list[list[Cell]] = []
    for assumption in context.assumptions.values():
        source = (
            source_title(assumption.source)
            if assumption.is_sourced
            else Text("giả định, chưa có nguồn", "assumption, without a source")
        )
        role = (
            Pill(Text("dùng trong ấn phẩm này", "used in this edition"), "warning")
            if assumption.id in used
            else Pill(Text("không dùng", "not used"))
        )
        if assumption.value is None:
            cells: list[Cell] = [None, None]
        else:
            number = assumption_number(context, assumption.id)
            cells = [
                NumberCell(number.id),
                NumberCell(number.id, "80")
                if number.low80 is not None and number.high80 is not None
                else None,
            ]
        approver = (
            Text.same(assumption.approver) if assumption.approver else Text("chưa phê duyệt", "not approved")
        )
        rows.append(
            [
                Text.same(assumption.id),
                assumption.name,
                *cells,
                source,
                Text.same(f"{assumption.proposer}, ") + short_date(assumption.date),
                approver,
                role,
                assumption.note,
            ]
        )
    w.table(
        Text("Sổ giả định", "Assumption register"),
        [
            text_column("Mã", "Id"), text_column("Giả định", "Assumption"), number_column("Giá trị", "Value"), number_column("Cận thấp – cận cao", "Low – high"),
            text_column("Nguồn", "Source"), text_column("Người đề xuất, ngày", "Proposer, date"), text_column("Người phê duyệt", "Approver"), text_column("Sử dụng", "Use"), text_column("Ghi chú", "Note"),
        ],
        rows,
        Text("Nguồn: sổ giả định của ấn phẩm.", "Source: assumption register of the edition."),
        Text("Tỷ trọng in theo phần trăm. Giả định không có giá trị: ấn phẩm không đặt giá trị và không dùng.", "Shares are printed in percent. An assumption without a value: the edition sets none and does not use it."),
    )  # fmt: skip
