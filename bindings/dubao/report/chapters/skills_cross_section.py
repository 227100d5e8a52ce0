"""What one site advertised over a few weeks (chapter 8): shares with intervals, no trend, no statement on demand."""

from __future__ import annotations

from datetime import date

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import IntervalsData
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_skills import Counted, CrossSection
from dubao.report.results import InputReference, Number
from dubao.report.text import Text
from dubao.report.words.dates import day_span

CHAPTER = 8
FORMULA = "F18: p = m ÷ n; Beta(m + ½, n − m + ½)"
PERCENT = Text("phần trăm", "percent")
MOST_SKILLS, MOST_ROLES, MOST_PAIRS = 20, 15, 12
_WITHOUT = frozenset(("undetermined", "not_stated"))
# Dimension → what is counted in each table.
_KINDS = {
    "cluster": Text("nhóm kỹ năng", "skill cluster"),
    "skill": Text("kỹ năng", "skill"),
    "role": Text("vai trò", "role"),
    "pair": Text("cặp kỹ năng", "pair of skills"),
    "place": Text("nơi làm việc", "place of work"),
    "experience": Text("số năm kinh nghiệm", "years of experience"),
}


def write(context: Context, w: ChapterWriter, found: CrossSection) -> None:
    about = found.about
    inputs = context.table_inputs("postings_cross_section", collection=found.collection)
    first, last = (date.fromisoformat(str(about[k])) for k in ("first_day", "last_day"))
    when = day_span(first, last)
    total = context.number(
        CHAPTER, "site.postings", float(found.postings), kind="count", unit="postings", nature="derived", inputs=inputs, period=str(last),
        definition=Text(f"tin tuyển dụng khác nhau đã đọc trên một trang, {when.vi}", f"distinct advertisements read on one site, {when.en}"),
    )  # fmt: skip
    repeats = context.number(
        CHAPTER, "site.repeats", float(about["repeats"]), kind="count", unit="postings", nature="derived", inputs=inputs, period=str(last),
        definition=Text("tin trùng chức danh, nơi làm việc và thẻ kỹ năng với tin khác", "advertisements with title, place and tags of another one"),
    )  # fmt: skip
    w.head("Một trang tuyển dụng, tại một thời điểm", "One job site, at one time")
    w.note(
        f"Số liệu dưới đây là {{{total.id}}} tin của **một** trang tuyển dụng công nghệ thông tin, {when.vi}. Đây **không phải mẫu của chỗ làm trống** ở Việt Nam: nơi tuyển dụng tự chọn trang để đăng, một tin có thể cho nhiều chỗ hoặc không chỗ nào, và không có tháng khác để so sánh. Không rút ra từ đây xu hướng, mức thiếu hụt hay nghề mới.",
        f"The figures below are {{{total.id}}} advertisements of **one** information-technology job site, {when.en}. They are **no sample of vacancies** in Viet Nam: employers choose where to advertise, one advertisement may be for several posts or none, and there is no other month to compare with. No trend, shortage or new occupation follows from them.",
        "warning",
    )
    w.say(
        f"Kỹ năng được nhận ra từ chức danh và các thẻ do nơi tuyển dụng chọn, không từ toàn văn: kỹ năng không có trong thẻ vẫn có thể được yêu cầu. {{{repeats.id}}} tin trùng chức danh, nơi làm việc và thẻ với tin khác không bị loại vì mã tin khác nhau. Khoảng 80% chỉ nói số tin nhiều hay ít; tin của cùng một nơi tuyển dụng lặp lại nhau nên khoảng thật rộng hơn, và khoảng này không nói trang khác với thị trường bao nhiêu.",
        f"Skills are recognised from the title and the tags that the employer chose, not from the full text: a skill that is not among the tags may be asked for all the same. {{{repeats.id}}} advertisements with title, place and tags of another one are kept because their ids differ. The 80% interval only says how many advertisements there are; those of one employer repeat each other, so that true intervals are wider, and it says nothing of how far the site is from the market.",
    )
    context_inputs = (context, inputs, str(last))
    clusters = found.of("cluster")
    numbers = [_share(*context_inputs, "cluster", c) for c in clusters]
    source = context.source(inputs)
    if len(clusters) > 2:
        w.chart(
            Text(f"Nhóm kỹ năng được nêu nhiều nhất trên trang này: {clusters[0].name.vi}, {{{numbers[0].id}}} số tin", f"Most named on this site: {clusters[0].name.en}, in {{{numbers[0].id}}} of the advertisements"),
            Text(f"Phần tin có nêu từng nhóm kỹ năng, phần trăm, một trang, {when.vi} · khoảng 80%", f"Share of advertisements that name each skill cluster, percent, one site, {when.en} · 80% intervals"),
            Text(f"Chấm và khoảng của các nhóm kỹ năng; nhiều nhất: {clusters[0].name.vi}.", f"Dots with intervals of the skill clusters; the most named: {clusters[0].name.en}."),
            IntervalsData(
                PERCENT, tuple(c.name for c in clusters), tuple(c.share.share for c in clusters), tuple(c.share.low80 for c in clusters), tuple(c.share.high80 for c in clusters),
            ),
            source,
        )  # fmt: skip
    for dimension, most, vi, en in (
        ("skill", MOST_SKILLS, "Kỹ năng được nêu nhiều nhất", "Skills named most"),
        ("pair", MOST_PAIRS, "Cặp kỹ năng đi cùng nhau nhiều nhất", "Pairs of skills named together most"),
        ("role", MOST_ROLES, "Vai trò theo chức danh của tin", "Roles by the title of the advertisement"),
        ("place", 4, "Nơi làm việc", "Places of work"),
        ("experience", 6, "Số năm kinh nghiệm yêu cầu", "Years of experience asked for"),
    ):
        _table(context_inputs, w, found, dimension, most, Text(vi, en), when, source)


def _share(
    context: Context, inputs: tuple[InputReference, ...], period: str, dimension: str, counted: Counted
) -> Number:
    s, kind = counted.share, _KINDS[dimension]
    return context.number(
        CHAPTER, f"site.{dimension}.{counted.term}", s.share, kind="percent", unit="percent", decimals=1, nature="derived", period=period, inputs=inputs,
        low80=s.low80, high80=s.high80, low95=s.low95, high95=s.high95, formula=FORMULA,
        definition=Text(f"phần tin của một trang có {kind.vi}: {counted.name.vi}", f"share of one site's advertisements with the {kind.en}: {counted.name.en}"),
    )  # fmt: skip


def _table(
    context_inputs: tuple[Context, tuple[InputReference, ...], str],
    w: ChapterWriter,
    found: CrossSection,
    dimension: str,
    most: int,
    title: Text,
    when: Text,
    source: Text,
) -> None:
    context, inputs, period = context_inputs
    kind = _KINDS[dimension]
    rows: list[list[Cell]] = []
    named = [c for c in found.of(dimension) if c.term not in _WITHOUT]
    # What could not be told stands last, and is always shown.
    for counted in [*named[:most], *(c for c in found.of(dimension) if c.term in _WITHOUT)]:
        n = context.number(
            CHAPTER, f"site.{dimension}.{counted.term}.count", float(counted.share.count), kind="count", unit="postings", nature="derived", period=period, inputs=inputs,
            definition=Text(f"số tin của một trang có {kind.vi}: {counted.name.vi}", f"one site's advertisements with the {kind.en}: {counted.name.en}"),
        )  # fmt: skip
        share = _share(context, inputs, period, dimension, counted)
        row: list[Cell] = [counted.name, NumberCell(n.id), NumberCell(share.id), NumberCell(share.id, "80")]
        if dimension == "pair":
            row.append(_lift(context, inputs, period, found, counted))
        rows.append(row)
    notes = {
        "skill": Text("Một tin nêu nhiều kỹ năng nên các phần không cộng thành toàn bộ; các kỹ năng còn lại ở gói số liệu kèm theo.", "An advertisement names several skills, so that shares do not add up to the whole; the other skills are in the data package."),
        "pair": Text("So với độc lập: cặp gặp nhiều gấp mấy lần nếu hai kỹ năng được nêu độc lập với nhau.", "Lift: how many times commoner the pair is than if the two skills were named independently."),
        "role": Text("Vai trò được mã hóa từ chức danh; trên các chức danh được mã hóa bằng tay để kiểm tra, khoảng một trong mười vai trò sai. Chức danh không đủ rõ được ghi là chưa xác định.", "Roles are coded from the title; on titles coded by hand for a test about one role in ten is wrong. Titles that do not tell are counted as undetermined."),
        "place": Text("Tin nêu nhiều nơi được tính ở mỗi nơi.", "An advertisement that names several places counts in each."),
        "experience": Text("Số năm đầu tiên nêu trong yêu cầu, đếm bằng quy tắc chữ.", "The first number of years in the requirements, by a rule on the text."),
    }  # fmt: skip
    w.table(
        Text(f"{title.vi}, một trang, {when.vi}", f"{title.en}, one site, {when.en}"),
        [
            text_column(kind.vi[0].upper() + kind.vi[1:], kind.en[0].upper() + kind.en[1:]), number_column("Số tin", "Advertisements"),
            number_column("Phần số tin", "Share of advertisements"), number_column("Khoảng 80%", "80% interval"),
            *([number_column("So với độc lập", "Lift")] if dimension == "pair" else []),
        ],
        rows, source, notes.get(dimension),
    )  # fmt: skip


def _lift(
    context: Context,
    inputs: tuple[InputReference, ...],
    period: str,
    found: CrossSection,
    counted: Counted,
) -> NumberCell:
    """How much commoner a pair is than independent skills would make it."""
    alone = {c.term: c.share.count for c in found.of("skill")}
    a, b = counted.term.split("+")
    number = context.number(
        CHAPTER, f"site.pair.{counted.term}.lift", counted.share.count * found.postings / (alone[a] * alone[b]), kind="ratio", unit="ratio", decimals=1, nature="derived",
        period=period, inputs=inputs, formula="F32: p_ab ÷ (p_a·p_b)",
        definition=Text(f"cặp kỹ năng {counted.name.vi}: số lần so với nếu hai kỹ năng độc lập", f"pair of skills {counted.name.en}: times what independent skills would give"),
    )  # fmt: skip
    return NumberCell(number.id)
