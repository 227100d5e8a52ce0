"""International signals in chapter 8: what hiring posts and searches abroad show, never presented as Viet Nam."""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import LinesData, MultiplesData
from dubao.report.document import Cell, NumberCell, Pill
from dubao.report.pipeline_skills import (
    ALPHA,
    LOOKS,
    SEARCH_MONTHS,
    Hiring,
    Searches,
    Share,
    Signal,
    quarter_of,
)
from dubao.report.results import InputReference, Number
from dubao.report.text import Text
from dubao.report.words.dates import period_words
from dubao.report.words.emergence import STATES, month_span, short_month

CHAPTER = 8
PERCENT = Text("phần trăm", "percent")
MOST_PANELS, MOST_LINES = 9, 6
SHARE = "F18: p = m ÷ n; Beta(m + ½, n − m + ½)"
GROWTH = "F31: exp(b), ln(p/(1 − p)) = a + b·t"


def write(context: Context, w: ChapterWriter) -> None:
    hiring: Hiring | None = context.results.extra.get("hiring")  # type: ignore[assignment]
    searches: Searches | None = context.results.extra.get("searches")  # type: ignore[assignment]
    if hiring is None and searches is None:
        return
    w.head("Tín hiệu quốc tế", "International signals")
    w.note(
        "Hai bảng số liệu dưới đây **không nói về Việt Nam**: một bảng là tin tuyển dụng đăng trên một diễn đàn tiếng Anh, một bảng là lượt tìm bài hướng dẫn trên toàn cầu. Chúng cho thấy phương pháp làm việc ra sao khi có chuỗi dài, và kỹ năng nào đã lên, xuống ở nơi khác. Không suy ra nhu cầu ở Việt Nam.",
        "The two panels below are **not about Viet Nam**: one is hiring posts of an English-language forum, the other searches for tutorials all over the world. They show how the method works where series are long, and which skills rose and fell elsewhere. No demand in Viet Nam follows.",
        "warning",
    )
    if hiring is not None:
        _hiring(context, w, hiring)
    if searches is not None:
        _searches(context, w, searches)


def _hiring(context: Context, w: ChapterWriter, found: Hiring) -> None:
    inputs = context.table_inputs("international_hiring", "", f"{found.first}–{found.last}")
    span = month_span(found.first, found.last)
    last = period_words(found.last)
    alpha = context.number(
        CHAPTER, "international.alpha", ALPHA, kind="probability", unit="probability", nature="assumption",
        definition=Text("mức kiểm soát tỷ lệ phát hiện sai của tín hiệu quốc tế", "level at which false discoveries are controlled, international signals"),
    )  # fmt: skip
    looks = context.number(
        CHAPTER, "international.looks", float(LOOKS), kind="count", unit="months", nature="assumption",
        definition=Text("số tháng được xem lần lượt", "months looked at one after the other"),
    )  # fmt: skip
    terms, rising, fading = (
        context.number(
            CHAPTER, f"international.{key}", float(value), kind="count", unit="", nature="derived", inputs=inputs, period=found.last,
            definition=Text(f"tin tuyển dụng Hacker News: {vi}", f"Hacker News hiring posts: {en}"), formula="F30: e-BH" if key != "terms" else "",
        )
        for key, value, vi, en in (
            ("terms", found.terms, "số từ được theo dõi", "terms watched"),
            ("rising", len(found.rising), "số từ được phát hiện là tăng", "terms flagged as rising"),
            ("fading", len(found.fading), "số từ được phát hiện là giảm", "terms flagged as fading"),
        )
    )  # fmt: skip
    w.head("Tin tuyển dụng trên Hacker News", "Hiring posts on Hacker News", 3)
    w.say(
        f"Bảng đếm theo tháng {{{terms.id}}} từ trong mục “Who is hiring?”, **kết thúc ở {last.vi}**; ở đây xem {{{looks.id}}} tháng, {span.vi}. Sau mỗi tháng, một từ được đánh dấu là tăng khi bằng chứng vượt ngưỡng sao cho trong số các từ bị đánh dấu, phần bị đánh dấu sai về kỳ vọng không quá {{{alpha.id}}}, dù xem lại mỗi tháng và dù các từ phụ thuộc nhau. Kết quả: {{{rising.id}}} từ tăng, {{{fading.id}}} từ giảm; mỗi chiều một mức kiểm soát riêng.",
        f"The panel counts {{{terms.id}}} terms a month in “Who is hiring?” and **ends in {last.en}**; {{{looks.id}}} months are looked at, {span.en}. After each month a term is flagged as rising where the evidence passes a bound such that of the flagged terms the expected share of false ones is at most {{{alpha.id}}}, although one looks every month and terms depend on each other. Result: {{{rising.id}}} rising, {{{fading.id}}} fading; each direction with a bound of its own.",
    )
    leading = sorted(found.rising, key=lambda s: -s.now.share)[:MOST_PANELS]
    source = context.source(inputs)
    if leading:
        top = _shares(context, leading[0], "rising", inputs, found)
        w.chart(
            Text(f"Tín hiệu quốc tế: {leading[0].name.vi} từ {{{top[0].id}}} lên {{{top[1].id}}} số tin", f"International signal: {leading[0].name.en} from {{{top[0].id}}} to {{{top[1].id}}} of the posts"),
            Text(f"Phần tin có nêu từng từ theo quý, phần trăm, Hacker News, {span.vi} · dải: khoảng 80% · mỗi ô một thang riêng", f"Share of posts that name each term by quarter, percent, Hacker News, {span.en} · bands: 80% interval · each panel on its own scale"),
            Text(f"Các ô nhỏ: tỷ trọng theo quý của {', '.join(s.name.vi for s in leading)}.", f"Small panels: share by quarter of {', '.join(s.name.en for s in leading)}."),
            MultiplesData(
                PERCENT, found.quarters, tuple(s.name for s in leading),
                tuple(tuple(q.share for q in s.quarters) for s in leading), tuple(tuple(q.low80 for q in s.quarters) for s in leading),
                tuple(tuple(q.high80 for q in s.quarters) for s in leading),
                tuple(quarter_of(s.flagged) for s in leading), Text("quý mà phương pháp đánh dấu là tăng", "quarter in which the method flags a rise"),
            ),
            source,
        )  # fmt: skip
    for way, signals, vi, en in (
        ("rising", found.rising, "Từ được đánh dấu là tăng", "Terms flagged as rising"),
        ("fading", found.fading, "Từ được đánh dấu là giảm", "Terms flagged as fading"),
    ):
        w.table(
            Text(f"Tín hiệu quốc tế: {vi.lower()}, Hacker News, {span.vi}", f"International signals: {en.lower()}, Hacker News, {span.en}"),
            [
                text_column("Từ", "Term"), text_column("Đánh dấu", "Flagged"), number_column("12 tháng đầu", "First 12 months"), number_column("12 tháng cuối", "Last 12 months"),
                number_column("Hệ số tăng mỗi năm", "Growth factor a year"), number_column("Khoảng 80%", "80% interval"), text_column("Bắt đầu (khoảng 80%)", "Began (80% interval)"), text_column("Trạng thái khả dĩ nhất", "Likeliest state"),
            ],
            [_row(context, s, way, inputs, found) for s in signals],
            source,
            Text("Hệ số tăng của tỷ lệ chênh (odds) trong 24 tháng cuối: 1 là không đổi. Đánh dấu nói về cả giai đoạn, hệ số nói về gần đây, nên một từ đã lên có thể nay đang xuống. Bắt đầu ở tháng đầu của giai đoạn nghĩa là từ đó trở về trước. Trạng thái tính với trọng số bằng nhau cho năm trạng thái.", "Factor of the odds over the last 24 months: 1 is no change. The flag is about the whole period, the factor about the recent past, so that a term that rose may now be falling. A beginning in the first month looked at means then or before. States are computed with equal weights of the five."),
        )  # fmt: skip


def _shares(
    context: Context, signal: Signal, way: str, inputs: tuple[InputReference, ...], found: Hiring
) -> tuple[Number, Number]:
    def one(key: str, share: Share, vi: str, en: str) -> Number:
        return context.number(
            CHAPTER, f"international.{way}.{signal.term}.{key}", share.share, kind="percent", unit="percent", decimals=1, nature="derived", inputs=inputs, formula=SHARE,
            low80=share.low80, high80=share.high80, low95=share.low95, high95=share.high95, period=found.last,
            definition=Text(f"tin Hacker News có nêu {signal.name.vi}, {vi}", f"Hacker News posts that name {signal.name.en}, {en}"),
        )  # fmt: skip

    return (
        one("before", signal.before, "12 tháng đầu", "first 12 months"),
        one("now", signal.now, "12 tháng cuối", "last 12 months"),
    )


def _row(
    context: Context, signal: Signal, way: str, inputs: tuple[InputReference, ...], found: Hiring
) -> list[Cell]:
    before, now = _shares(context, signal, way, inputs, found)
    d = signal.growth
    growth = context.number(
        CHAPTER, f"international.{way}.{signal.term}.growth", d.growth, kind="ratio", unit="ratio", decimals=2, nature="derived", low80=d.growth_low, high80=d.growth_high,
        inputs=inputs, formula=GROWTH, period=found.last, definition=Text(f"hệ số tăng mỗi năm của {signal.name.vi}, Hacker News", f"growth factor a year of {signal.name.en}, Hacker News"),
    )  # fmt: skip
    low, high = short_month(d.change_low), short_month(d.change_high)
    began = short_month(d.change)
    if d.change_low != d.change_high:
        began = began + Text(f" ({low.vi}–{high.vi})", f" ({low.en}–{high.en})")
    return [
        signal.name, short_month(signal.flagged), NumberCell(before.id), NumberCell(now.id), NumberCell(growth.id), NumberCell(growth.id, "80"), began,
        Pill(STATES[d.state]),
    ]  # fmt: skip


def _searches(context: Context, w: ChapterWriter, found: Searches) -> None:
    inputs = context.table_inputs("international_searches", "", found.last)
    last = period_words(found.last)
    first = found.languages[0]

    def share(key: str, one: str, value: float, vi: str, en: str) -> Number:
        name = next(s.name for s in found.languages if s.term == one)
        return context.number(
            CHAPTER, f"international.searches.{one}.{key}", value, kind="percent", unit="percent", decimals=1, nature="derived", inputs=inputs, period=found.last,
            definition=Text(f"phần lượt tìm bài hướng dẫn {name.vi}, {vi}", f"share of searches for tutorials of {name.en}, {en}"),
        )  # fmt: skip

    december = share(
        "december", first.term, found.last_december[first.term], "tháng 12 trước", "December before"
    )
    month = share("month", first.term, found.last_month[first.term], last.vi, last.en)
    w.head("Lượt tìm bài hướng dẫn (PYPL)", "Searches for tutorials (PYPL)", 3)
    w.say(
        f"Chỉ số PYPL là tỷ trọng của từng ngôn ngữ lập trình trong lượt tìm bài hướng dẫn trên toàn cầu đến {last.vi}: người học quan tâm gì, không phải nơi tuyển dụng cần gì. Chỉ số không có số đếm nên không áp dụng được phép phát hiện ở trên; bảng chỉ nêu mức và nhịp thay đổi. Từ tháng 12 trước đến {last.vi}, tỷ trọng của {first.name.vi} trong nguồn đi từ {{{december.id}}} đến {{{month.id}}}; nguồn không nêu nguyên nhân, nên đọc các tháng này thận trọng.",
        f"The PYPL index is the share of each programming language in searches for tutorials all over the world to {last.en}: what learners look for, not what employers need. It has no counts, so that the detection above does not apply; the table gives levels and pace only. From the December before to {last.en} the share of {first.name.en} in the source goes from {{{december.id}}} to {{{month.id}}}; the source names no cause, so that these months should be read with care.",
    )
    top = found.languages[:MOST_LINES]
    w.chart(
        Text(f"Tín hiệu quốc tế: {first.name.vi} được tìm nhiều nhất", f"International signal: {first.name.en} is searched for most"),
        Text(f"Tỷ trọng lượt tìm bài hướng dẫn, phần trăm, toàn cầu, bình quân năm {found.years[0]}–{found.years[-1]}", f"Share of searches for tutorials, percent, worldwide, yearly means {found.years[0]}–{found.years[-1]}"),
        Text(f"Đường tỷ trọng theo năm của {', '.join(s.name.vi for s in top)}.", f"Lines of the yearly shares of {', '.join(s.name.en for s in top)}."),
        LinesData(PERCENT, found.years, tuple(s.name for s in top), tuple(s.yearly for s in top)),
        context.source(inputs),
    )  # fmt: skip
    rows: list[list[Cell]] = []
    earlier = period_words(found.earlier_to)
    for one in found.languages:
        growth = context.number(
            CHAPTER, f"international.searches.{one.term}.growth", one.growth, kind="ratio", unit="ratio", decimals=2, nature="derived", low80=one.growth_low80, high80=one.growth_high80,
            inputs=inputs, period=found.last, formula="F31: exp(b), ln p = a + b·t",
            definition=Text(f"hệ số tăng mỗi năm của tỷ trọng lượt tìm {one.name.vi}", f"growth factor a year of the share of searches for {one.name.en}"),
        )  # fmt: skip
        rows.append(
            [
                one.name,
                NumberCell(share("earlier", one.term, one.earlier, f"12 tháng đến {earlier.vi}", f"12 months to {earlier.en}").id),
                NumberCell(share("latest", one.term, one.latest, f"12 tháng đến {last.vi}", f"12 months to {last.en}").id),
                NumberCell(growth.id),
                NumberCell(growth.id, "80"),
            ]
        )  # fmt: skip
    years = SEARCH_MONTHS // 12
    w.table(
        Text(f"Tín hiệu quốc tế: ngôn ngữ lập trình được tìm nhiều nhất, PYPL, {last.vi}", f"International signals: programming languages searched for most, PYPL, {last.en}"),
        [
            text_column("Ngôn ngữ", "Language"), number_column(f"12 tháng đến {earlier.vi}", f"12 months to {earlier.en}"), number_column(f"12 tháng đến {last.vi}", f"12 months to {last.en}"),
            number_column("Hệ số tăng mỗi năm", "Growth factor a year"), number_column("Khoảng 80%", "80% interval"),
        ],
        rows, context.source(inputs),
        Text(f"Hệ số tăng là độ dốc của lôgarit tỷ trọng trong {years} năm cuối, sai số Newey–West. Nguồn: PYPL, Pierre Carbonnelle, giấy phép CC BY 3.0; số liệu đã được rút gọn.", f"The growth factor is the slope of the logarithm of the share over the last {years} years, Newey–West errors. PYPL by Pierre Carbonnelle, CC BY 3.0; the data were condensed."),
    )  # fmt: skip
