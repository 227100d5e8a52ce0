"""Candidates for new occupations in chapter 9: one page each, with evidence, share over time, pay, places and training."""

from __future__ import annotations

import math

from dubao.postings.candidate_results import REJECTED, CandidateOccupation
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import MultiplesData
from dubao.report.document import Cell, KeyFigure, NumberCell, Pill
from dubao.report.pipeline_candidates import OneCandidate, PanelResults
from dubao.report.pipeline_skills import quarter_of
from dubao.report.results import InputReference, Number
from dubao.report.text import Text
from dubao.report.words.codes import code_name
from dubao.report.words.dates import period_words
from dubao.report.words.emergence import STATES, month_span, short_month

CHAPTER = 9
SHARE = "F18: p = m ÷ n; Beta(m + ½, n − m + ½)"
EVIDENCE = "F30: E = Π q(c) ÷ max Π P₀(c)"
GROWTH = "F31: exp(b), ln(p/(1 − p)) = a + b·t"
CANDIDATE = "F32: J̄ = mean_r |C ∩ C_r| ÷ |C ∪ C_r|"
PAY = "F33: 100·(e^β − 1)"
MOST_PAIRS, MOST_PLACES, NAMED_SKILLS = 8, 6, 3


def panel_inputs(context: Context) -> tuple[InputReference, ...]:
    """The panel has one source; a simulated one says so."""
    table = context.configuration.tables["postings_panel"]
    found = context.table_inputs("postings_panel")
    if any(reference.source for reference in found):
        return found
    package = table.split("/")[0]
    sources = context.catalogue.sources(package)
    out = []
    for key, source in sources.items():
        if source.status and len(sources) == 1:
            context.used_sources.setdefault(f"{package}:{key}", (package, source))
            out.append(
                InputReference("postings_panel", table, "", source.title, source.url or source.via_url, context.status(source.status))
            )  # fmt: skip
    return tuple(out)


def write(context: Context, w: ChapterWriter, panel: PanelResults) -> None:
    found = panel.candidates
    assert found is not None
    inputs = panel_inputs(context)
    span = month_span(panel.first, panel.last)

    def count(key: str, value: float, vi: str, en: str, unit: str = "") -> Number:
        return context.number(
            CHAPTER, f"panel.{key}", value, kind="count", unit=unit, nature="derived", inputs=inputs, period=panel.last, definition=Text(vi, en)
        )  # fmt: skip

    postings = count(
        "postings", float(found.postings), "tin tuyển dụng được xem", "advertisements looked at", "postings"
    )
    pairs = count("pairs", float(found.pairs_possible), "cặp kỹ năng có thể có", "possible pairs of skills")
    flagged = count(
        "flagged",
        float(found.pairs_flagged),
        "cặp kỹ năng được đánh dấu là tăng",
        "pairs of skills flagged as rising",
    )
    candidates = count("candidates", float(len(found.candidates)), "số ứng viên nghề mới", "candidates for new occupations")  # fmt: skip
    w.head("Kết quả", "Result")
    _simulated(context, w)
    w.say(
        f"Đã xem {{{postings.id}}} tin, {span.vi}, từ {len(found.sources)} nguồn: trong {{{pairs.id}}} cặp kỹ năng, {{{flagged.id}}} cặp được đánh dấu là tăng; chúng hợp thành {{{candidates.id}}} ứng viên.",
        f"{{{postings.id}}} advertisements were looked at, {span.en}, from {len(found.sources)} sources: of {{{pairs.id}}} pairs of skills {{{flagged.id}}} are flagged as rising; they form {{{candidates.id}}} candidates.",
    )
    if found.others:
        w.points([_other(panel, c) for c in found.others])
    for position, one in enumerate(panel.pages, start=1):
        _page(context, w, panel, one, position, inputs)


def _simulated(context: Context, w: ChapterWriter) -> None:
    if context.configuration.report.simulated:
        w.note(
            "**Mọi tin tuyển dụng ở đây là mô phỏng**; các ứng viên dưới đây được đưa vào khi mô phỏng để cho thấy phương pháp tìm ra gì.",
            "**Every advertisement here is simulated**; the candidates below were planted in the simulation to show what the method finds.",
            "warning",
        )


def _mark(context: Context) -> Text:
    """What stands behind every title of a simulated edition."""
    return Text(" (mô phỏng)", " (simulated)") if context.configuration.report.simulated else Text("", "")


def _names(panel: PanelResults, skills: tuple[str, ...], most: int | None = None) -> Text:
    kept = [panel.skill(s) for s in skills[:most]]
    return Text(", ".join(n.vi for n in kept), ", ".join(n.en for n in kept))


def _other(panel: PanelResults, c: CandidateOccupation) -> Text:
    skills = _names(panel, c.skills)
    why = [REJECTED[r] for r in c.rejected]
    return Text(
        f"Không phải ứng viên: {skills.vi} ({'; '.join(vi for vi, _ in why)}).",
        f"No candidate: {skills.en} ({'; '.join(en for _, en in why)}).",
    )


def _page(
    context: Context,
    w: ChapterWriter,
    panel: PanelResults,
    one: OneCandidate,
    position: int,
    inputs: tuple[InputReference, ...],
) -> None:
    c, key = one.found, f"candidate{position}"
    mark = _mark(context)
    short = _names(panel, c.skills, NAMED_SKILLS)
    source = context.source(inputs)
    nearest = code_name(context, c.nearest_code, "occupations") if c.nearest_code else Text("–", "–")
    w.head(f"Ứng viên {position}: {short.vi}{mark.vi}", f"Candidate {position}: {short.en}{mark.en}")

    def number(name: str, value: float, vi: str, en: str, **attributes: object) -> Number:
        return context.number(
            CHAPTER, f"{key}.{name}", value, nature="derived", inputs=inputs, period=panel.last,
            definition=Text(f"ứng viên {position} ({short.vi}): {vi}", f"candidate {position} ({short.en}): {en}"), **attributes,
        )  # fmt: skip

    share = number(
        "share", one.now.share, "phần số tin của 12 tháng cuối", "share of the advertisements of the last 12 months", kind="percent", unit="percent", decimals=1,
        low80=one.now.low80, high80=one.now.high80, low95=one.now.low95, high95=one.now.high95, formula=SHARE,
    )  # fmt: skip
    growth = number("growth", c.growth, "hệ số tăng mỗi năm", "growth factor a year", kind="ratio", unit="ratio", decimals=2, low80=c.growth_low, high80=c.growth_high, formula=GROWTH)  # fmt: skip
    stability = number("stability", c.stability, "độ ổn định khi lấy mẫu lại", "stability under resampling", kind="ratio", unit="ratio", decimals=2, formula=CANDIDATE)  # fmt: skip
    similarity = number("similarity", c.similarity, "độ giống với nghề gần nhất", "similarity to the nearest occupation", kind="ratio", unit="ratio", decimals=2, formula="F32: cos(p, p_o)")  # fmt: skip
    figures = [
        KeyFigure(Text(f"Phần số tin, 12 tháng cuối{mark.vi}", f"Share of advertisements, last 12 months{mark.en}"), share.id, Text(f"khoảng 80%: {{{share.id}:80}}", f"80% interval: {{{share.id}:80}}")),
        KeyFigure(Text("Hệ số tăng mỗi năm", "Growth factor a year"), growth.id, Text(f"khoảng 80%: {{{growth.id}:80}}", f"80% interval: {{{growth.id}:80}}"), "accent"),
    ]  # fmt: skip
    if one.ahead is not None:
        a, when = one.ahead, short_month(one.ahead_to)
        ahead = context.number(
            CHAPTER, f"{key}.ahead", 100.0 * float(a.median[-1]), kind="percent", unit="percent", decimals=0, nature="forecast", inputs=inputs, period=one.ahead_to,
            low80=100.0 * float(a.low[-1]), high80=100.0 * float(a.high[-1]), formula="F34: p_t = 1 ÷ (1 + e^(−(a + b·t))); l_t = l_(t−1) + α·e_t",
            definition=Text(f"ứng viên {position} ({short.vi}): dự báo phần số tin, {when.vi}", f"candidate {position} ({short.en}): forecast of the share of advertisements, {when.en}"),
        )  # fmt: skip
        figures.append(
            KeyFigure(Text(f"Dự báo phần số tin, {when.vi}", f"Forecast of the share, {when.en}"), ahead.id, Text(f"khoảng 80%: {{{ahead.id}:80}}", f"80% interval: {{{ahead.id}:80}}"))
        )  # fmt: skip
    if c.pay is not None:
        pay = number(
            "pay", c.pay.percent, "chênh lệch lương chào so với tin cùng vai trò, nơi, nguồn, kinh nghiệm và tháng", "pay offered over advertisements of the same role, place, source, experience and month",
            kind="percent", unit="percent", decimals=0, low80=c.pay.low, high80=c.pay.high, formula=PAY,
        )  # fmt: skip
        figures.append(
            KeyFigure(Text("Chênh lệch lương chào", "Pay offered over comparable advertisements"), pay.id, Text(f"khoảng 80%: {{{pay.id}:80}}; cùng vai trò, nơi làm việc, kinh nghiệm, tháng", f"80% interval: {{{pay.id}:80}}; same role, place, experience, month"), "supply")
        )  # fmt: skip
    figures += [
        KeyFigure(Text("Độ ổn định", "Stability"), stability.id, Text("1: lần lấy mẫu nào cũng tìm thấy cùng nhóm kỹ năng", "1: every resample finds the same group of skills"), "neutral"),
        KeyFigure(Text(f"Độ giống với nghề gần nhất, {c.nearest_code}", f"Similarity to the nearest occupation, {c.nearest_code}"), similarity.id, Text(f"{nearest.vi}; từ {{{context.store.by_key('rule.similarity').id}}} là nghề đã có", f"{nearest.en}; from {{{context.store.by_key('rule.similarity').id}}} the occupation exists"), "neutral"),
    ]  # fmt: skip
    w.figures(figures)
    skills = _names(panel, c.skills)
    w.say(
        f"**Kỹ năng:** {skills.vi}. Cặp đầu tiên bắt đầu tăng từ {period_words(c.since).vi}; tin nêu nhóm này có ở {len(c.sources)} nguồn. Tên gọi để trống: do người có thẩm quyền đặt.",
        f"**Skills:** {skills.en}. The first pair began to rise in {period_words(c.since).en}; {len(c.sources)} sources have such advertisements. The name is left blank: it is given by people.",
    )
    flagged = min((e.flagged for e in c.evidence if e.flagged), default="")
    quarter = quarter_of(flagged) if flagged else ""
    w.chart(
        Text(f"Ứng viên {position}: {{{share.id}}} số tin trong 12 tháng cuối{mark.vi}", f"Candidate {position}: {{{share.id}}} of the advertisements of the last 12 months{mark.en}"),
        Text(f"Phần tin nêu nhóm kỹ năng theo quý, phần trăm, {context.configuration.report.country_vi}, {one.quarters[0][:4]}–{one.quarters[-1][:4]} · dải: khoảng 80%", f"Share of advertisements with the group of skills by quarter, percent, {context.configuration.report.country_en}, {one.quarters[0][:4]}–{one.quarters[-1][:4]} · band: 80% interval"),
        Text(f"Đường tỷ trọng theo quý của ứng viên {position}, cuối kỳ {{{share.id}}}.", f"Line of the share by quarter of candidate {position}, {{{share.id}}} at the end."),
        MultiplesData(
            Text("phần trăm", "percent"), one.quarters, (short,), (tuple(q.share for q in one.by_quarter),), (tuple(q.low80 for q in one.by_quarter),),
            (tuple(q.high80 for q in one.by_quarter),),
            (quarter,), Text("quý mà cặp kỹ năng đầu tiên được đánh dấu", "quarter in which the first pair of skills is flagged"),
        ),
        source,
    )  # fmt: skip
    _evidence(context, w, panel, one, position, key, source, inputs)
    _places(context, w, one, position, key, source, inputs)
    _training(context, w, panel, one, position)


def _evidence(
    context: Context,
    w: ChapterWriter,
    panel: PanelResults,
    one: OneCandidate,
    position: int,
    key: str,
    source: Text,
    inputs: tuple[InputReference, ...],
) -> None:
    rows: list[list[Cell]] = []
    for i, e in enumerate(one.found.evidence[:MOST_PAIRS], start=1):
        name = Text(
            " + ".join(panel.skill(s).vi for s in e.skills), " + ".join(panel.skill(s).en for s in e.skills)
        )
        cells = [
            context.number(
                CHAPTER, f"{key}.pair{i}.{what}", value, kind=kind, unit=unit, decimals=decimals, nature="derived", inputs=inputs, period=panel.last, formula=formula,
                definition=Text(f"ứng viên {position}, cặp {name.vi}: {vi}", f"candidate {position}, pair {name.en}: {en}"),
            )
            for what, value, kind, unit, decimals, formula, vi, en in (
                ("now", 100.0 * e.share_now, "percent", "percent", 1, "F18: p = m ÷ n", "phần số tin của 12 tháng cuối", "share of the last 12 months"),
                ("lift", e.lift, "ratio", "ratio", 1, "F32: p_ab ÷ (p_a·p_b)", "số lần so với nếu hai kỹ năng độc lập", "times what independent skills would give"),
                ("evidence", math.log10(max(e.e_value, 1.0)), "ratio", "ratio", 1, EVIDENCE, "lôgarit cơ số 10 của giá trị e", "base-10 logarithm of the e-value"),
                ("probability", e.probability, "probability", "probability", 0, "F31", "xác suất của trạng thái", "probability of the state"),
            )
        ]  # fmt: skip
        state = STATES.get(e.state, Text.same(e.state))
        rows.append(
            [
                name, *(NumberCell(n.id) for n in cells[:3]), short_month(e.flagged), short_month(e.since),
                Pill(state), NumberCell(cells[3].id),
            ]
        )  # fmt: skip
    w.table(
        Text(f"Ứng viên {position}: bằng chứng của các cặp kỹ năng", f"Candidate {position}: evidence of the pairs of skills") + _mark(context),
        [
            text_column("Cặp kỹ năng", "Pair of skills"), number_column("Phần số tin", "Share"), number_column("So với độc lập", "Lift"), number_column("log10(e)", "log10(e)"),
            text_column("Đánh dấu", "Flagged"), text_column("Bắt đầu", "Began"), text_column("Trạng thái", "State"), number_column("Xác suất", "Chance"),
        ],
        rows, source,
        Text("Phần số tin của 12 tháng cuối; so với độc lập: cặp gặp nhiều gấp mấy lần nếu hai kỹ năng độc lập. Giá trị e bằng 100 (log10 là 2) nghĩa là nếu không tăng, bằng chứng mạnh như vậy gặp nhiều nhất một lần trong một trăm, dù xem lại mỗi tháng. Xác suất của trạng thái chỉ để mô tả.", "Share of the last 12 months; lift: how many times commoner the pair is than independent skills would make it. An e-value of 100 (log10 of 2) means that without growth so much is seen at most once in a hundred times, although one looks every month. The chance of the state describes and decides nothing."),
    )  # fmt: skip


def _places(
    context: Context,
    w: ChapterWriter,
    one: OneCandidate,
    position: int,
    key: str,
    source: Text,
    inputs: tuple[InputReference, ...],
) -> None:
    rows: list[list[Cell]] = []
    for p in one.found.places[:MOST_PLACES]:
        name = code_name(context, p.place, "provinces")
        n, share = (
            context.number(
                CHAPTER, f"{key}.place.{p.place}.{what}", value, kind=kind, unit=unit, decimals=0, nature="derived", inputs=inputs,
                definition=Text(f"ứng viên {position}, {name.vi}: {vi}", f"candidate {position}, {name.en}: {en}"), formula=formula,
            )
            for what, value, kind, unit, formula, vi, en in (
                ("count", float(p.postings), "count", "postings", "", "số tin", "advertisements"),
                ("share", 100.0 * p.share, "percent", "percent", "F18: p = m ÷ n", "phần số tin nêu nơi làm việc", "share of those that name a place"),
            )
        )  # fmt: skip
        rows.append([name, NumberCell(n.id), NumberCell(share.id)])
    w.table(
        Text(f"Ứng viên {position}: nơi làm việc", f"Candidate {position}: places of work") + _mark(context),
        [text_column("Nơi làm việc", "Place"), number_column("Số tin", "Advertisements"), number_column("Phần số tin", "Share")],
        rows, source,
    )  # fmt: skip


def _training(
    context: Context, w: ChapterWriter, panel: PanelResults, one: OneCandidate, position: int
) -> None:
    t = one.found.training
    add = _names(panel, t.skills_to_add)
    items = []
    if t.majors:
        majors = Text(
            "; ".join(f"{vi} ({code})" for code, vi, _ in t.majors),
            "; ".join(f"{en} ({code})" for code, _, en in t.majors),
        )
        items.append(
            Text(f"Ngành đào tạo gần nhất: {majors.vi}.", f"Nearest majors: {majors.en}.")
        )  # fmt: skip
    if t.skills_to_add:
        items.append(
            Text(
                f"Kỹ năng cần bổ sung vào chương trình, vì tin của nghề gần nhất hầu như chưa nêu: {add.vi}.",
                f"Skills to be added to programmes, since advertisements of the nearest occupation hardly name them: {add.en}.",
            )
        )
    if items:
        w.head("Đào tạo phục vụ", "Training that would serve", 3)
        w.points(items)
