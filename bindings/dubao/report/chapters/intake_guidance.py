"""Intake guidance in chapter 10: need, legal maximum and recommended intake by programme, with rule, price, and what costs change.

The calculation is ``dubao.labour.intake``; here its rows become numbers of the store, tables and a figure.
"""

from __future__ import annotations

import math
from dataclasses import replace

from dubao.labour import intake
from dubao.report.chapters import intake_national
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.charts.data import QuotaData
from dubao.report.document import Cell, NumberCell, Pill
from dubao.report.pipeline_education import Education, Programme
from dubao.report.pipeline_intake import CAPACITY, SECURITY, IntakeGuidance
from dubao.report.results import InputReference, Number
from dubao.report.text import Text
from dubao.report.words.codes import programme_name

CHAPTER = 10
_STUDENTS = Text("sinh viên", "students")
_TABLES = (
    "entrants_by_field",
    "students_by_year_of_study",
    "progression_rates",
    "field_to_occupation",
    "legal_capacity",
)
_BINDING = {
    CAPACITY: (Text("mức tối đa theo quy định", "legal maximum"), "warning"),
    "need": (Text("nhu cầu và chi phí", "need and costs"), "neutral"),
    "no need": (Text("không có nhu cầu", "no need"), "neutral"),
    "minimum class": (Text("quy mô lớp tối thiểu", "minimum class"), "neutral"),
}
#: Step in which needs and recommendations are printed, students.
_STEP = 50
_SECURITY_NAME = Text("trong đó: an ninh mạng", "of which: cybersecurity")


def write(context: Context, w: ChapterWriter) -> None:
    guide: IntakeGuidance | None = context.results.extra.get("intake")  # type: ignore[assignment]
    if guide is None or guide.plan is None:
        w.missing(context, "legal_capacity", "field_to_occupation")
        return
    w.say(
        "Số khuyến nghị nằm trong mức tối đa theo quy định; cơ sở đào tạo tự xác định số lượng tuyển sinh. Nhu cầu là số tuyển sinh của từng năm đủ để nguồn cung mới bằng nhu cầu tuyển dụng của những năm khóa đó vào thị trường, suy ngược qua thôi học, học lên, tham gia lao động và chuyển ngành.",
        "The recommendation stays within the legal maximum; institutions set their own admission numbers. The need is the intake of each year that brings new supply to the job openings of the years in which it enters the labour market, back through drop-out, further study, participation and change of field.",
    )
    if guide.costs is not None:
        few, many = (
            context.number(
                CHAPTER, f"intake.cost.{key}", value, kind="ratio", unit="ratio", decimals=1, nature="assumption",
                definition=Text(vi, en), assumptions=(context.configuration.assumptions[use],),
            )
            for key, value, vi, en, use in (
                ("few", guide.costs[0], "chi phí của một người đào tạo thiếu", "cost of one person trained too few", "cost_too_few"),
                ("many", guide.costs[1], "chi phí của một người đào tạo thừa", "cost of one person trained too many", "cost_too_many"),
            )
        )  # fmt: skip
        w.say(
            f"Giả định của ấn phẩm: một người thiếu tốn {{{few.id}}} so với một người thừa tốn {{{many.id}}}; người dùng thay bằng chi phí của mình. Khuyến nghị là số làm cho tổng tổn thất kỳ vọng nhỏ nhất trên các đường mô phỏng, tính chung cho mọi ngành và mọi năm.",
            f"Assumed in this edition: one too few costs {{{few.id}}}, one too many {{{many.id}}}; users enter their own costs. The recommendation makes the expected loss over the simulated paths smallest, for all fields and years together.",
        )
    year = guide.years[0]
    _chart(context, w, guide, year)
    _first_year(context, w, guide, year)
    _all_years(context, w, guide)
    _outcome(context, w, guide)
    _ratios(context, w, guide)
    intake_national.write(context, w, guide, _inputs(context))


def _inputs(context: Context) -> tuple[InputReference, ...]:
    return tuple(i for role in _TABLES for i in context.table_inputs(role))


def _numbers(
    context: Context, guide: IntakeGuidance, group: str, name: Text, row: intake.IntakeRow
) -> dict[str, Number]:
    """Need, maximum, recommendation and price of one group and year."""
    assert guide.plan is not None
    key, period, inputs = f"intake.{group}.{row.year}", str(row.year), _inputs(context)
    limited = math.isfinite(row.legal_maximum)
    at_limit = limited and row.recommended == row.legal_maximum
    out = {
        "need": context.number(
            CHAPTER, f"{key}.need", row.need, kind="count", unit="students", nature="forecast", round_to=_STEP if row.need >= 1000 else 10, period=period, inputs=inputs,
            low80=row.need_lower, high80=row.need_upper, formula="F25: x_t = max(0, gap_{t+L}/s − …) / w_L",
            definition=Text(f"{name.vi}: số tuyển sinh ứng với nhu cầu, {period}", f"{name.en}: intake that answers the need, {period}"),
        ),
        "advice": context.number(
            CHAPTER, f"{key}.advice", row.recommended if guide.plan.sufficient else None, kind="count", unit="students", nature="derived",
            round_to=10 if at_limit or row.recommended < 1000 else _STEP, period=period, inputs=inputs, formula="F25: argmin E[loss]",
            assumptions=tuple(context.configuration.assumptions[use] for use in ("cost_too_few", "cost_too_many")) if guide.costs else (),
            definition=Text(f"{name.vi}: số khuyến nghị, {period}", f"{name.en}: recommended intake, {period}"),
        ),
        "price": context.number(
            CHAPTER, f"{key}.price", row.price, kind="index", unit="", decimals=3, nature="derived", period=period, inputs=inputs, formula="F25: −∂E[loss]/∂bound",
            definition=Text(f"{name.vi}: giá bóng của giới hạn, {period}", f"{name.en}: shadow price of the limit, {period}"),
        ),
    }  # fmt: skip
    if limited:
        out["limit"] = context.number(
            CHAPTER, f"{key}.limit", row.legal_maximum, kind="count", unit="students", nature="observed", round_to=10, period=period, inputs=context.table_inputs("legal_capacity"),
            definition=Text(f"{name.vi}: mức tối đa theo quy định, {period}", f"{name.en}: legal maximum, {period}"),
        )  # fmt: skip
    return out


def _binding(row: intake.IntakeRow) -> Pill:
    words, tone = _BINDING.get(row.binding, _BINDING.get(row.binding.split()[0], _BINDING["need"]))
    return Pill(words, tone)  # type: ignore[arg-type]


def _rows(context: Context, guide: IntakeGuidance) -> list[tuple[Programme, str, Text]]:
    """Programme, group of the calculation, name; a cybersecurity part stands below its programme."""
    out: list[tuple[Programme, str, Text]] = []
    for programme, group in guide.groups.items():
        out.append((programme, group, programme_name(context, *programme)))
        if programme == guide.security:
            out.append((programme, f"{group}.{SECURITY}", _SECURITY_NAME))
    return out


def _whole(guide: IntakeGuidance, group: str, year: int) -> intake.IntakeRow:
    """The row of a programme with its parts: needs and recommendations added, the rest its own."""
    assert guide.plan is not None
    row = guide.plan.intake(group, year)
    parts = [guide.plan.intake(split, year) for split, parent in guide.plan.splits.items() if parent == group]
    if not parts:
        return row
    # The parts are the same share of the same paths, so medians and interval ends add up.
    added = {
        name: getattr(row, name) + sum(getattr(part, name) for part in parts)
        for name in ("need", "need_lower", "need_upper", "optimum", "recommended")
    }
    return replace(row, **added)


def _row(guide: IntakeGuidance, group: str, year: int) -> intake.IntakeRow:
    assert guide.plan is not None
    return guide.plan.intake(group, year) if group.endswith(f".{SECURITY}") else _whole(guide, group, year)


def _shown(value: float) -> float:
    """As the table prints it: the figure and the table are one number."""
    return float(_STEP * math.floor(value / _STEP + 0.5)) if math.isfinite(value) else value


def _chart(context: Context, w: ChapterWriter, guide: IntakeGuidance, year: int) -> None:
    shown = [
        (name, _row(guide, group, year))
        for _, group, name in _rows(context, guide)
        if not group.endswith(f".{SECURITY}")
    ]
    over = [row for _, row in shown if row.need > row.legal_maximum]
    bound = [row for _, row in shown if row.binding.startswith(CAPACITY)]
    count, tight, of = (
        context.number(CHAPTER, key, float(value), kind="count", unit="", nature="derived", definition=Text(vi, en))
        for key, value, vi, en in (
            ("intake.over_limit", len(over), "số chương trình có trung vị nhu cầu vượt mức tối đa", "programmes whose median need exceeds the legal maximum"),
            ("intake.bound", len(bound), "số chương trình có khuyến nghị bị chặn bởi mức tối đa", "programmes whose recommendation the legal maximum stops"),
            ("intake.programmes", len(shown), "số chương trình xét tới", "programmes considered"),
        )
    )  # fmt: skip
    w.chart(
        Text(f"Mức tối đa chặn khuyến nghị của {{{tight.id}}} trên {{{of.id}}} chương trình", f"The legal maximum stops the recommendation of {{{tight.id}}} of {{{of.id}}} programmes"),
        Text(f"Số tuyển sinh {year}: nhu cầu (khoảng 80%), mức tối đa theo quy định và khuyến nghị, sinh viên", f"Intake {year}: need (80% interval), legal maximum and recommendation, students"),
        Text(f"Ba mức theo chương trình; trung vị nhu cầu vượt mức tối đa ở {{{count.id}}} chương trình.", f"Three levels by programme; the median need exceeds the maximum in {{{count.id}}}."),
        QuotaData(
            unit=_STUDENTS, labels=tuple(name for name, _ in shown), need=tuple(_shown(row.need) for _, row in shown), need_low80=tuple(_shown(row.need_lower) for _, row in shown),
            need_high80=tuple(_shown(row.need_upper) for _, row in shown), legal_maximum=tuple(row.legal_maximum if math.isfinite(row.legal_maximum) else None for _, row in shown),
            recommended=tuple(row.recommended if row.recommended == row.legal_maximum else _shown(row.recommended) for _, row in shown),
        ),
        context.source(_inputs(context)),
    )  # fmt: skip


def _first_year(context: Context, w: ChapterWriter, guide: IntakeGuidance, year: int) -> None:
    found: Education = context.results.extra["education"]  # type: ignore[assignment]
    rows: list[list[Cell]] = []
    for programme, group, name in _rows(context, guide):
        row = _row(guide, group, year)
        part = group.endswith(f".{SECURITY}")
        numbers = _numbers(context, guide, group, name, row)
        now = None if part else context.store.by_key(f"intake.{'.'.join(programme)}")
        rows.append(
            [
                name, NumberCell(now.id) if now else None, NumberCell(numbers["need"].id), NumberCell(numbers["need"].id, "80"),
                NumberCell(numbers["limit"].id) if "limit" in numbers and not part else None, NumberCell(numbers["advice"].id), _binding(row),
                NumberCell(numbers["price"].id) if row.price > 0 else None,
            ]
        )  # fmt: skip
    w.table(
        Text(f"Định hướng số lượng tuyển sinh {year} (sinh viên)", f"Intake guidance {year} (students)"),
        [
            text_column("Nhóm ngành, trình độ", "Major group, level"), number_column(f"Nhập học {found.intake_year}", f"Entrants {found.intake_year}"),
            number_column("Nhu cầu", "Need"), number_column("Khoảng 80%", "80%"), number_column("Mức tối đa", "Legal maximum"), number_column("Khuyến nghị", "Advice"),
            text_column("Giới hạn bởi", "Bound by"), number_column("Giá bóng", "Shadow price"),
        ],
        rows, context.source(_inputs(context)),
        Text(
            "Giá bóng: tổn thất kỳ vọng giảm bao nhiêu (đơn vị: chi phí của một người thừa) nếu giới hạn cho thêm một người; ô trống là giới hạn không chặn. An ninh mạng là một phần của nhóm ngành công nghệ thông tin, tính trong mức tối đa của nhóm; phần của nó lấy bằng tỷ trọng việc làm an ninh mạng trong các nghề phần mềm và mạng.",
            "Shadow price: how much the expected loss falls (in costs of one too many) if the limit let one person more in; empty where the limit does not bind. Cybersecurity is a part of the information technology group and counts in its maximum; its part is that of cybersecurity in employment of software and network occupations.",
        ),
    )  # fmt: skip


def _all_years(context: Context, w: ChapterWriter, guide: IntakeGuidance) -> None:
    """Recommended intake of every year, and the national sums."""
    rows: list[list[Cell]] = []
    groups = [(group, name) for _, group, name in _rows(context, guide) if not group.endswith(f".{SECURITY}")]
    for group, name in groups:
        cells: list[Cell] = [name]
        for year in guide.years:
            cells.append(
                NumberCell(_numbers(context, guide, group, name, _row(guide, group, year))["advice"].id)
            )
        rows.append(cells)
    for key, vi, en, attribute in (
        ("advice", "Cả nước: khuyến nghị", "Nation: recommended", "recommended"),
        ("limit", "Cả nước: mức tối đa", "Nation: legal maximum", "legal_maximum"),
        ("need", "Cả nước: tổng trung vị nhu cầu", "Nation: sum of median needs", "need"),
    ):  # fmt: skip
        sums: list[Cell] = [Text(vi, en)]
        for year in guide.years:
            total = sum(getattr(_row(guide, group, year), attribute) for group, _ in groups)
            number = context.number(
                CHAPTER, f"intake.all.{year}.{key}", total if math.isfinite(total) else None, kind="count", unit="students", round_to=100, nature="derived", period=str(year), inputs=_inputs(context),
                definition=Text(f"{vi}, {year}", f"{en}, {year}"), formula="Σ",
            )  # fmt: skip
            sums.append(NumberCell(number.id))
        rows.append(sums)
    w.table(
        Text("Số khuyến nghị theo năm tuyển sinh và tổng cả nước (sinh viên)", "Recommended intake by year, and national sums (students)"),
        [text_column("Nhóm ngành, trình độ", "Major group, level"), *(number_column(str(year), str(year)) for year in guide.years)],
        rows, context.source(_inputs(context)),
        Text("Tổng cả nước là phép cộng để tham khảo, không phải số giao cho cơ sở nào.", "The national sum is an addition for reference, not a number set for any institution."),
    )  # fmt: skip


def _outcome(context: Context, w: ChapterWriter, guide: IntakeGuidance) -> None:
    """Probability that the gap closes, and the expected shortage and surplus, in the first year each programme enters."""
    assert guide.plan is not None
    rows: list[list[Cell]] = []
    for _, group, name in _rows(context, guide):
        one = next((row for row in guide.plan.entries if row.group == group), None)
        if one is None:
            continue
        numbers = [
            context.number(
                CHAPTER, f"intake.{group}.{one.year}.{key}", value, kind=kind, unit=unit, nature="forecast", period=str(one.year), inputs=_inputs(context), round_to=step, formula=formula,
                definition=Text(f"{name.vi}: {vi}, {one.year}", f"{name.en}: {en}, {one.year}"),
            )
            for key, value, kind, unit, step, vi, en, formula in (
                ("closed", one.probability_closed, "probability", "probability", None, "xác suất nguồn cung mới đủ nhu cầu", "probability that new supply reaches the need", "P(s·x ≥ gap)"),
                ("short", one.expected_shortage, "count", "persons", 10, "số thiếu kỳ vọng", "expected shortage", "E[max(0, gap − s·x)]"),
                ("surplus", one.expected_surplus, "count", "persons", 10, "số thừa kỳ vọng", "expected surplus", "E[max(0, s·x − gap)]"),
            )
        ]  # fmt: skip
        rows.append([name, Text.same(str(one.year)), *(NumberCell(number.id) for number in numbers)])
    w.table(
        Text("Nếu tuyển theo khuyến nghị: khoảng cách cung cầu của năm vào thị trường", "If the recommendation is followed: the gap in the year of entry"),
        [
            text_column("Nhóm ngành, trình độ", "Major group, level"), text_column("Năm vào thị trường", "Year of entry"),
            number_column("Xác suất đủ người", "Probability of enough"), number_column("Thiếu kỳ vọng (người)", "Expected shortage (persons)"), number_column("Thừa kỳ vọng (người)", "Expected surplus (persons)"),
        ],
        rows, context.source(_inputs(context)),
    )  # fmt: skip


def _ratios(context: Context, w: ChapterWriter, guide: IntakeGuidance) -> None:
    """How the recommendation moves with the ratio of the two costs."""
    assert guide.plan is not None
    year = guide.years[0]
    rows: list[list[Cell]] = []
    for ratio in dict.fromkeys(row.ratio for row in guide.plan.ratios):
        own = [row for row in guide.plan.ratios if row.ratio == ratio]
        total = sum(row.recommended for row in own if row.year == year)
        key = f"intake.ratio.{ratio:g}"
        values = (
            ("value", ratio, "ratio", "ratio", 1, None, "tỷ số chi phí thiếu và thừa", "cost of too few ÷ too many"),
            ("total", total, "count", "students", 0, 100, f"tổng khuyến nghị {year}", f"recommended in total, {year}"),
            ("short", own[0].expected_shortage, "count", "persons", 0, 100, "tổng thiếu kỳ vọng, mọi năm", "expected shortage, all years"),
            ("surplus", own[0].expected_surplus, "count", "persons", 0, 100, "tổng thừa kỳ vọng, mọi năm", "expected surplus, all years"),
            ("closed", own[0].probability_closed, "probability", "probability", 0, None, "xác suất đủ người, bình quân", "probability of enough, mean"),
        )  # fmt: skip
        rows.append(
            [
                NumberCell(
                    context.number(
                        CHAPTER, f"{key}.{name}", value, kind=kind, unit=unit, decimals=decimals, round_to=step, nature="derived" if name in ("value", "total") else "forecast", inputs=_inputs(context),
                        definition=Text(f"{vi}; tỷ số {ratio:g}".replace(".", ","), f"{en}; ratio {ratio:g}"),
                    ).id
                )
                for name, value, kind, unit, decimals, step, vi, en in values
            ]
        )  # fmt: skip
    w.table(
        Text("Khuyến nghị thay đổi thế nào theo tỷ số chi phí", "How the recommendation moves with the ratio of costs"),
        [
            number_column("Chi phí thiếu ÷ thừa", "Cost of too few ÷ too many"), number_column(f"Tổng khuyến nghị {year}", f"Recommended in total, {year}"),
            number_column("Thiếu kỳ vọng (người)", "Expected shortage (persons)"), number_column("Thừa kỳ vọng (người)", "Expected surplus (persons)"), number_column("Xác suất đủ người", "Probability of enough"),
        ],
        rows, context.source(_inputs(context)),
    )  # fmt: skip
