"""Three concepts of cybersecurity need side by side, never added (F21–F23), from the calculator's draws."""

from __future__ import annotations

from dubao.labour.cybersecurity import CONCEPTS, QUANTITIES, Influence, Need, NeedQuantity, SideBySide
from dubao.report.chapters.context import Context
from dubao.report.chapters.figures import PERSONS
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import IntervalsData
from dubao.report.document import Cell, NumberCell
from dubao.report.pipeline_security import norm_by_distribution
from dubao.report.results import InputReference, Number
from dubao.report.summaries import summarise
from dubao.report.text import Text
from dubao.report.words.codes import key_name

CHAPTER = 5
#: Formula of the method annex and quantities printed, by concept; the first is the one the concept is named after.
_FORMULAS = {
    "funded_vacancies": ("F21: D = E + O + F, S = E + A", ("gap", "demand", "supply", "ratio")),
    "declared_need": ("F22: Σ_k n_k · P_k · m_k − A", ("need",)),
    "norm_need": ("F23: D = Σ_k n_k · m_k", ("need",)),
}
_ROLES = {
    "funded_vacancies": ("security_demand", "security_inputs"),
    "declared_need": ("security_inputs",),
    "norm_need": ("security_organisations", "security_norms"),
}
_MOST = 3


def write(context: Context, w: ChapterWriter, found: SideBySide) -> None:
    w.head("Ba khái niệm đặt cạnh nhau", "Three concepts side by side")
    numbers = {need.concept: _numbers(context, need) for need in found.needs}
    _table(context, w, found, numbers)
    _chart(context, w, found, numbers)
    _influences(context, w, found)
    for need in found.needs:
        if need.concept == "norm_need":
            _norm(context, w, need, numbers[need.concept]["need"])
            _distributions(context, w, need, numbers[need.concept]["need"])
        elif need.concept == "declared_need":
            _declared(context, w, need, numbers[need.concept]["need"])


def _inputs(context: Context, concept: str) -> tuple[InputReference, ...]:
    return tuple(reference for role in _ROLES[concept] for reference in context.table_inputs(role))


def _name(concept: str) -> Text:
    return Text(CONCEPTS[concept].name_vi, CONCEPTS[concept].name_en)


def _number(context: Context, need: Need, quantity: NeedQuantity, name: Text) -> Number:
    summary = summarise(quantity.draws)
    ratio = quantity.name == "ratio"
    concept = _name(need.concept)
    return context.number(
        CHAPTER, f"security.{need.concept}.{quantity.name}", summary.median, kind="ratio" if ratio else "count", unit="" if ratio else "persons",
        round_to=None if ratio else 10, decimals=2 if ratio else 0, nature="derived", period=need.period, **summary.interval(),
        definition=Text(f"an ninh mạng, {concept.vi}: {name.vi}", f"cybersecurity, {concept.en}: {name.en}"),
        scope=Text(CONCEPTS[need.concept].counts_vi, CONCEPTS[need.concept].counts_en), formula=_FORMULAS[need.concept][0], inputs=_inputs(context, need.concept),
    )  # fmt: skip


def _numbers(context: Context, need: Need) -> dict[str, Number]:
    return {
        name: _number(context, need, need.quantities[name], Text(*QUANTITIES[name]))
        for name in _FORMULAS[need.concept][1]
    }


def _table(
    context: Context, w: ChapterWriter, found: SideBySide, numbers: dict[str, dict[str, Number]]
) -> None:
    rows: list[list[Cell]] = []
    for need in found.needs:
        words = CONCEPTS[need.concept]
        for name, number in numbers[need.concept].items():
            filled = words.counts_filled or name in ("demand", "supply", "ratio")
            headline = name == words.headline
            rows.append(
                [
                    _name(need.concept), Text(*QUANTITIES[name]),
                    Text(words.counts_vi, words.counts_en) if headline else Text("", ""),
                    Text("có", "yes") if filled else Text("không", "no"),
                    NumberCell(number.id), NumberCell(number.id, "80"),
                ]
            )  # fmt: skip
    w.table(
        Text("Mỗi khái niệm đếm một thứ khác nhau", "Each concept counts something else"),
        [
            text_column("Khái niệm", "Concept"), text_column("Đại lượng", "Quantity"), text_column("Đếm gì", "What it counts"),
            text_column("Tính cả vị trí đã có người", "Counts filled posts"), number_column("Trung vị", "Median"), number_column("Khoảng 80%", "80% interval"),
        ],
        rows,
        context.source(*(_inputs(context, need.concept) for need in found.needs)),
        Text(
            "Đơn vị: người, trừ tỷ số cung trên cầu. Không cộng ba khái niệm và không so chúng như cùng một đại lượng. Khoảng gồm sai số chọn mẫu và các phân phối giả định của đầu vào; không gồm sai số do hiểu khác nhau về khái niệm.",
            "Unit: persons, except supply over demand. The three concepts must neither be added nor compared as if alike. The interval holds sampling error and the assumed distributions of the inputs, not what comes of reading a concept in different ways.",
        ),
    )  # fmt: skip


def _chart(
    context: Context, w: ChapterWriter, found: SideBySide, numbers: dict[str, dict[str, Number]]
) -> None:
    heads = [numbers[need.concept][CONCEPTS[need.concept].headline] for need in found.needs]
    if any(n.low80 is None or n.low80 < 0 for n in heads):
        return  # the axis of the figure begins at zero
    names = [_name(need.concept) for need in found.needs]
    listed = (
        "; ".join(f"{name.vi} {{{number.id}}}" for name, number in zip(names, heads, strict=True)),
        "; ".join(f"{name.en} {{{number.id}}}" for name, number in zip(names, heads, strict=True)),
    )
    w.chart(
        Text(f"Cùng một từ “thiếu”, {len(heads)} con số khác nhau: {listed[0]}", f"One word, “shortage”, {len(heads)} different figures: {listed[1]}"),
        Text("Trung vị và khoảng 80% theo khái niệm; nhu cầu theo định mức tính cả vị trí đã có người", "Median and 80% interval by concept; need by a norm counts posts already filled"),
        Text("Mỗi dòng một khái niệm: điểm là trung vị, vạch là khoảng 80%.", "One concept a row: the dot is the median, the line the 80% interval."),
        IntervalsData(
            PERSONS, tuple(names), tuple(_tens(n.value) for n in heads), tuple(_tens(n.low80) for n in heads), tuple(_tens(n.high80) for n in heads)
        ),
        context.source(*(_inputs(context, need.concept) for need in found.needs)),
    )  # fmt: skip


def _tens(value: float | None) -> float:
    """As the tables print it."""
    return 10.0 * round((value or 0.0) / 10.0)


def _input_name(name: str) -> Text:
    quantity, _, group = name.partition(".")
    vi, en = QUANTITIES[quantity]
    words = key_name(group)
    return Text(f"{vi}: {words.vi}", f"{en}: {words.en}") if group else Text(vi, en)


def _influences(context: Context, w: ChapterWriter, found: SideBySide) -> None:
    rows: list[list[Cell]] = []
    for need in found.needs:
        inputs = _inputs(context, need.concept)
        for one in need.influences[:_MOST]:
            rows.append([_name(need.concept), *_influence(context, need, one, inputs)])
    w.table(
        Text("Đầu vào làm khoảng rộng nhất", "Inputs that widen the interval most"),
        [
            text_column("Khái niệm", "Concept"), text_column("Đầu vào", "Input"), number_column("Phần của phương sai", "Share of the variance"),
            number_column("Kết quả khi đầu vào thấp – cao", "Result with the input low – high", PERSONS),
        ],
        rows,
        context.source(*(_inputs(context, need.concept) for need in found.needs)),
        Text(
            "Phần của phương sai sẽ mất đi nếu biết chính xác đầu vào đó; thấp và cao là hai đầu khoảng 80% của đầu vào, các đầu vào khác giữ ở trung bình.",
            "What of the variance would go if the input were known; low and high are the ends of its 80% interval, the other inputs at their means.",
        ),
    )  # fmt: skip


def _influence(
    context: Context, need: Need, one: Influence, inputs: tuple[InputReference, ...]
) -> list[Cell]:
    name, concept = _input_name(one.input), _name(need.concept)
    share = context.number(
        CHAPTER, f"security.influence.{need.concept}.{one.input}", 100.0 * one.share, kind="percent", unit="percent", nature="derived", period=need.period,
        definition=Text(f"phần phương sai của {concept.vi} do {name.vi}", f"share of the variance of {concept.en} due to {name.en}"), formula="S_i = b_i²·v_i / Var q", inputs=inputs,
    )  # fmt: skip
    low, high = sorted((one.low, one.high))
    swing = context.number(
        CHAPTER, f"security.swing.{need.concept}.{one.input}", 0.5 * (low + high), kind="count", unit="persons", round_to=10, nature="derived", low80=low, high80=high,
        period=need.period, definition=Text(f"{concept.vi} khi {name.vi} ở hai đầu khoảng", f"{concept.en} with {name.en} at the ends of its interval"), inputs=inputs,
    )  # fmt: skip
    return [name, NumberCell(share.id), NumberCell(swing.id, "80")]


def _classes(need: Need) -> list[str]:
    return [name.partition(".")[2] for name in need.inputs if name.startswith("organisations.")]


def _organisations(context: Context, need: Need, key: str) -> Number:
    name = key_name(key)
    return context.number(
        CHAPTER, f"security.organisations.{key}", need.inputs[f"organisations.{key}"].stated, kind="count", unit="", nature="observed", period=need.period,
        inputs=_inputs(context, need.concept), definition=Text(f"số tổ chức: {name.vi}", f"organisations: {name.en}"),
    )  # fmt: skip


def _norm(context: Context, w: ChapterWriter, need: Need, whole: Number) -> None:
    rows: list[list[Cell]] = []
    for key in _classes(need):
        number = _number(context, need, need.quantities[f"need.{key}"], key_name(key))
        rows.append(
            [key_name(key), NumberCell(_organisations(context, need, key).id), NumberCell(number.id), NumberCell(number.id, "80")]
        )  # fmt: skip
    rows.append([Text("Tất cả", "All"), None, NumberCell(whole.id), NumberCell(whole.id, "80")])
    w.head("Nhu cầu theo định mức, theo loại tổ chức", "Need by a norm, by class of organisation")
    w.table(
        Text(f"Số tổ chức × số vị trí theo định mức, {need.period}", f"Organisations × posts by norm, {need.period}"),
        [text_column("Loại tổ chức", "Class of organisation"), number_column("Số tổ chức", "Organisations"), number_column("Nhu cầu", "Need", PERSONS), number_column("Khoảng 80%", "80% interval", PERSONS)],
        rows,
        context.source(_inputs(context, need.concept)),
        Text(
            "Định mức thấp, giữa, cao được lấy theo phân phối PERT (giả định); trung vị các loại không cộng thành trung vị chung.",
            "Low, middle and high norm are drawn from a PERT distribution (assumption); medians of the classes do not add up to that of all.",
        ),
    )  # fmt: skip


_SHAPES = {
    "pert": Text("PERT: phần lớn gần mức giữa (dùng trong báo cáo)", "PERT: mostly near the middle (used in the report)"),
    "triangular": Text("tam giác: gần mức giữa, đuôi dày hơn", "triangular: near the middle, with heavier ends"),
    "uniform": Text("đều: từ thấp đến cao như nhau", "uniform: low to high alike"),
}  # fmt: skip


def _distributions(context: Context, w: ChapterWriter, need: Need, whole: Number) -> None:
    """What the assumed distribution of the norm does to the figure."""
    if not any(one.kind == "pert" for one in need.inputs.values()):
        return
    rows: list[list[Cell]] = []
    for name, other in norm_by_distribution(need).items():
        number = whole
        if name != "pert":
            summary = summarise(other.draws)
            number = context.number(
                CHAPTER, f"security.norm_need.{name}", summary.median, kind="count", unit="persons", round_to=10, nature="derived", period=need.period, **summary.interval(),
                definition=Text(f"nhu cầu theo định mức, phân phối {_SHAPES[name].vi}", f"need by a norm, distribution {_SHAPES[name].en}"),
                formula=_FORMULAS["norm_need"][0], inputs=_inputs(context, "norm_need"),
            )  # fmt: skip
        rows.append([_SHAPES[name], NumberCell(number.id), NumberCell(number.id, "80")])
    w.table(
        Text("Giả định về phân phối của định mức", "The assumed distribution of the norm"),
        [text_column("Phân phối giữa mức thấp và mức cao", "Distribution between low and high"), number_column("Trung vị", "Median", PERSONS), number_column("Khoảng 80%", "80% interval", PERSONS)],
        rows,
        context.source(_inputs(context, need.concept)),
        Text(
            "Mức thấp, giữa, cao không nói phân phối nào đúng; chênh lệch giữa các dòng là phần không biết nằm ngoài khoảng 80%.",
            "Low, middle and high do not say which distribution is right; the difference between the rows is ignorance beyond the 80% interval.",
        ),
    )  # fmt: skip


def _declared(context: Context, w: ChapterWriter, need: Need, whole: Number) -> None:
    rows: list[list[Cell]] = []
    inputs = _inputs(context, need.concept)
    for key in _classes(need):
        name, share = key_name(key), need.inputs[f"hiring_share.{key}"]
        number = _number(context, need, need.quantities[f"declared.{key}"], name)
        asked = context.number(
            CHAPTER, f"security.asked.{key}", share.sample, kind="count", unit="", nature="observed", period=need.period, inputs=inputs,
            definition=Text(f"số tổ chức được hỏi: {name.vi}", f"organisations asked: {name.en}"),
        )  # fmt: skip
        rows.append(
            [name, NumberCell(_organisations(context, need, key).id), NumberCell(asked.id), NumberCell(number.id), NumberCell(number.id, "80")]
        )  # fmt: skip
    rows.append(
        [Text("Tất cả, trừ người mới vào nghề", "All, less new entrants"), None, None, NumberCell(whole.id), NumberCell(whole.id, "80")]
    )  # fmt: skip
    w.head("Nhu cầu tự khai, theo quy mô tổ chức", "Declared need, by size of organisation")
    w.table(
        Text(f"Khảo sát người sử dụng lao động, {need.period}", f"Survey of employers, {need.period}"),
        [
            text_column("Quy mô", "Size"), number_column("Số tổ chức", "Organisations"), number_column("Đã hỏi", "Asked"),
            number_column("Muốn tuyển", "Mean to hire", PERSONS), number_column("Khoảng 80%", "80% interval", PERSONS),
        ],
        rows,
        context.source(inputs),
        Text(
            "Sai số chọn mẫu với tổng thể hữu hạn; giả định tổ chức trả lời không khác tổ chức không trả lời.",
            "Sampling error with a finite population; assumption: organisations that answer do not differ from those that do not.",
        ),
    )  # fmt: skip
