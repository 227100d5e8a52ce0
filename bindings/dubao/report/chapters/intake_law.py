"""Chapter 10 where tables of balance and capacity are missing: the law of the next intake, what is known of growth, what is missing."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dubao.labour.capacity import AdmissionRules, LegalValue, determine, rules_for
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, NumberCell, Pill
from dubao.report.example_institution import worked_example
from dubao.report.results import InputReference, Number
from dubao.report.roles import requests_of
from dubao.report.text import Text

CHAPTER = 10
RULE_SETS = {
    "TT34-2026": Text("Thông tư 34/2026/TT-BGDĐT", "Circular 34/2026/TT-BGDĐT"),
    "TT03-2022+TT10-2023": Text(
        "Thông tư 03/2022/TT-BGDĐT, sửa đổi bởi Thông tư 10/2023/TT-BGDĐT",
        "Circular 03/2022/TT-BGDĐT as amended by 10/2023/TT-BGDĐT",
    ),
}
# The values a planner meets first, in the order of the Circular's tables.
SHOWN = (
    "min_floor_area_per_converted_regular_learner", "max_converted_learners_per_converted_lecturer", "postgraduate_min_share_of_max_ratio",
    "lecturer_conversion.bachelor.university", "lecturer_conversion.master.university", "lecturer_conversion.phd_or_assoc_prof_or_prof.university",
    "max_master_students_per_lecturer", "max_phd_students_per_lecturer.phd", "max_phd_students_per_lecturer.assoc_prof_or_tskh", "max_phd_students_per_lecturer.prof",
    "growth_cap_over_last_actual_intake", "freeze_if_first_year_dropout_above", "freeze_if_employment_rate_below", "new_major_first_intake_max_share",
)  # fmt: skip
# What a value is of, where its meaning in the table takes the subject from the clause.
_SUBJECTS = {
    "max_converted_learners_per_converted_lecturer": Text("Số người học quy đổi tối đa trên một giảng viên quy đổi. ", "Most converted learners per converted lecturer. "),
    "min_floor_area_per_converted_regular_learner": Text("Mét vuông, ít nhất. ", "Square metres, at least. "),
}  # fmt: skip
# Tables that would make a recommendation possible, in the order of the computation.
NEEDED = (
    "entrants_by_field", "students_by_year_of_study", "progression_rates", "field_to_occupation", "initial_imbalance", "legal_capacity",
)  # fmt: skip
_IT_FIELD = "748"
#: Standard years of a bachelor programme; engineer programmes are longer.
_BACHELOR_YEARS = 4
_DEADLINES = {
    "before": Text("trước ngày", "before"),
    "at_latest": Text("chậm nhất ngày", "at the latest on"),
    "as_of": Text("số liệu ngày", "data of"),
}


def write(context: Context, w: ChapterWriter) -> None:
    year = context.configuration.intake.year
    rules = rules_for(year)
    w.say(
        f"Cơ sở đào tạo tự xác định số lượng tuyển sinh trong năng lực đào tạo theo quy định. Phần này nêu quy định áp dụng cho kỳ tuyển sinh {year}; chưa nêu con số khuyến nghị vì chưa đủ căn cứ.",
        f"Institutions set their own admission numbers within the capacity the rules allow. This part states the rules of the {year} intake; no number is recommended, for want of a basis.",
    )
    _rule_sets(context, w, year)
    _values(context, w, rules)
    _clause_of_fifteen_percent(context, w, rules)
    _example(context, w, year)
    _calendar(context, w, year)
    _growth(context, w)
    _first_graduates(context, w, year)
    _missing(context, w)


def law_inputs(context: Context, values: Sequence[LegalValue]) -> tuple[InputReference, ...]:
    """The legal texts behind some values."""
    names = dict.fromkeys(value.rule_set for value in values)
    return tuple(i for name in names for i in context.table_inputs("admission_rules", rule_set=name))


def law_number(context: Context, value: LegalValue, year: int) -> Number:
    """One value of the law as a number of the store."""
    percent = value.unit.startswith("percent")
    decimals = 0 if value.value == int(value.value) and "." not in value.text.rstrip("0").rstrip(".") else 2
    return context.number(
        CHAPTER, f"law.{year}.{value.parameter}", value.value, kind="percent" if percent else "index", unit="percent" if percent else "", decimals=decimals, nature="observed",
        definition=Text(value.meaning_vi, value.meaning_en), scope=Text(value.article_clause, value.article_clause), period=str(year), inputs=law_inputs(context, [value]),
    )  # fmt: skip


def clause(text: str) -> Text:
    """A clause as both languages write it.

    >>> clause("Art. 5(6)(d)").vi, clause("App. I, Table 1C").vi
    ('Điều 5(6)(d)', 'Phụ lục I, Bảng 1C')
    """
    vi = text
    for en, own in (
        ("Tables", "Bảng"), ("Table", "Bảng"), ("Art.", "Điều"), ("App.", "Phụ lục"), ("first dash", "gạch đầu dòng thứ nhất"), ("second dash", "gạch đầu dòng thứ hai"), ("third dash", "gạch đầu dòng thứ ba"),
    ):  # fmt: skip
        vi = vi.replace(en, own)
    return Text(vi, text)


def _rule_sets(context: Context, w: ChapterWriter, year: int) -> None:
    rows: list[list[Cell]] = []
    used: dict[str, None] = {}
    for one in (year - 2, year - 1, year):
        rules = rules_for(one)
        used |= dict.fromkeys((rules.rule_set, rules.brakes_rule_set))
        rows.append(
            [
                Text.same(str(one)), RULE_SETS.get(rules.rule_set, Text.same(rules.rule_set)),
                RULE_SETS.get(rules.brakes_rule_set, Text.same(rules.brakes_rule_set)),
            ]
        )  # fmt: skip
    w.table(
        Text("Văn bản áp dụng theo kỳ tuyển sinh", "Legal text by intake"),
        [
            text_column("Kỳ tuyển sinh", "Intake"), text_column("Tiêu chí, phương pháp tính năng lực", "Criteria and method of capacity"),
            text_column("Giới hạn tăng, tạm dừng tăng, tuyển vượt", "Growth limit, freezes, overshoot"),
        ],
        rows, context.source(*(context.table_inputs("admission_rules", rule_set=name) for name in used)),
    )  # fmt: skip


def _values(context: Context, w: ChapterWriter, rules: AdmissionRules) -> None:
    shown = [rules.values[name] for name in SHOWN if name in rules.values]
    rows: list[list[Cell]] = [
        [clause(value.article_clause), _SUBJECTS.get(value.parameter, Text("", "")) + Text(value.meaning_vi, value.meaning_en), NumberCell(law_number(context, value, rules.intake_year).id)]
        for value in shown
        if not math.isnan(value.value)
    ]  # fmt: skip
    w.table(
        Text(f"Quy định chính của kỳ tuyển sinh {rules.intake_year}, theo điều khoản", f"Main rules of the {rules.intake_year} intake, by clause"),
        [text_column("Điều khoản", "Clause"), text_column("Nội dung", "Content"), number_column("Giá trị", "Value")],
        rows, context.source(law_inputs(context, shown)),
        Text(
            "Hệ số theo lĩnh vực (K_GD, K_ĐT) thuộc Chuẩn cơ sở giáo dục đại học; giá trị theo Thông tư 83/2026/TT-BGDĐT, áp dụng từ ngày 15 tháng 11 năm 2026, chưa đọc được.",
            "Coefficients by field (K_GD, K_ĐT) belong to the Standards for higher-education institutions; the values of Circular 83/2026/TT-BGDĐT, which govern from 15 November 2026, were not read.",
        )
        if not rules.coefficients_confirmed else None,
    )  # fmt: skip


def _clause_of_fifteen_percent(context: Context, w: ChapterWriter, rules: AdmissionRules) -> None:
    """What the two readings of the 15 % clause do to one converted lecturer."""
    most, share = (
        rules["max_converted_learners_per_converted_lecturer"],
        rules["postgraduate_min_share_of_max_ratio"],
    )
    coefficient = next(one for one in rules.coefficients if one.field == _IT_FIELD)
    year, inputs = rules.intake_year, law_inputs(context, [most, share])
    ratio = {"all": most.value, "bachelor": most.value * (1 - share.value / 100)}
    numbers: dict[str, tuple[Number, Number]] = {}
    for key, vi, en in (
        ("all", "không dành riêng phần sau đại học", "no part kept for postgraduates"),
        ("bachelor", "dành riêng phần sau đại học", "a part kept for postgraduates"),
    ):
        formula = "R" if key == "all" else "R · (1 − 15%)"
        whole = context.number(
            CHAPTER, f"law.{year}.a1.{key}", ratio[key], kind="index", unit="", decimals=0, nature="derived", formula=formula, inputs=inputs,
            definition=Text(f"người học quy đổi trên một giảng viên quy đổi cho đại học, {vi}", f"converted learners per converted lecturer for bachelor study, {en}"),
        )  # fmt: skip
        learners = context.number(
            CHAPTER, f"law.{year}.a1.{key}.it", ratio[key] / coefficient.teaching, kind="index", unit="", decimals=1, nature="derived", formula=f"{formula} / K_GD",
            inputs=(*inputs, *context.table_inputs("admission_coefficients", field_code=_IT_FIELD)), parents=(whole.id,),
            definition=Text(f"sinh viên đại học chính quy lĩnh vực máy tính và công nghệ thông tin trên một giảng viên quy đổi, {vi}", f"regular bachelor students of computing and information technology per converted lecturer, {en}"),
        )  # fmt: skip
        numbers[key] = (whole, learners)
    w.head("Điều khoản 15% có hơn một cách hiểu", "The clause of 15% has more than one reading", 3)
    w.say(
        f"{clause(share.article_clause).vi} yêu cầu người học thạc sĩ, tiến sĩ quy đổi chiếm ít nhất {{{law_number(context, share, year).id}}} của tỉ lệ tối đa. Báo cáo không chọn thay Bộ: nếu phần này không dành riêng, trình độ đại học dùng được {{{numbers['all'][0].id}}} người học quy đổi trên một giảng viên quy đổi; nếu dành riêng thì {{{numbers['bachelor'][0].id}}}.",
        f"{share.article_clause} asks that converted master and doctoral learners make up at least {{{law_number(context, share, year).id}}} of the maximum ratio. The report does not choose for the ministry: if that part is not reserved, bachelor study may use {{{numbers['all'][0].id}}} converted learners per converted lecturer; if it is, {{{numbers['bachelor'][0].id}}}.",
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [Text("Không dành riêng", "Not reserved"), *(NumberCell(n.id) for n in numbers["all"])],
        [Text("Dành riêng cho sau đại học", "Reserved for postgraduates"), *(NumberCell(n.id) for n in numbers["bachelor"])],
    ]  # fmt: skip
    w.table(
        Text("Hai cách hiểu, tính cho một giảng viên quy đổi", "Two readings, for one converted lecturer"),
        [
            text_column("Cách hiểu", "Reading"), number_column("Người học quy đổi", "Converted learners"),
            number_column("Sinh viên đại học chính quy, lĩnh vực máy tính và công nghệ thông tin", "Regular bachelor students, computing and information technology"),
        ],
        rows, context.source(inputs, context.table_inputs("admission_coefficients", field_code=_IT_FIELD)),
        None if coefficient.confirmed else Text(
            "Tạm tính: dùng hệ số của Thông tư 01/2024/TT-BGDĐT, chưa xác nhận cho kỳ này.", "Tentative: uses the coefficient of Circular 01/2024/TT-BGDĐT, not confirmed for this intake."
        ),
    )  # fmt: skip


def _example(context: Context, w: ChapterWriter, year: int) -> None:
    """The two readings on an institution that does not exist: what the law lets it announce."""
    found = determine(worked_example(year)).maximum("VD", "4802")
    inputs = (
        *context.table_inputs("admission_rules", rule_set="TT34-2026"),
        *context.table_inputs("admission_coefficients", field_code=_IT_FIELD),
    )
    rows: list[list[Cell]] = []
    numbers: list[Number] = []
    for key, vi, en, value in (
        ("plain", "Không dành riêng phần sau đại học", "No part reserved for postgraduates", found.ceilings["lecturers"]),
        ("reserved", "Dành riêng phần sau đại học", "A part reserved for postgraduates", found.ceilings["reserve"]),
        ("growth", "Giới hạn tăng so với số thực tuyển năm trước", "Growth limit on last year's actual intake", found.ceilings["growth"]),
    ):  # fmt: skip
        number = context.number(
            CHAPTER, f"law.{year}.example.{key}", float(math.floor(value + 1e-9)), kind="count", unit="students", nature="scenario", inputs=inputs, period=str(year), formula="F24 (a)–(i)",
            definition=Text(f"Ví dụ giả định, nhóm ngành công nghệ thông tin: {vi}", f"Invented example, information technology: {en}"),
        )  # fmt: skip
        numbers.append(number)
        rows.append([Text(vi, en), NumberCell(number.id)])
    w.say(
        f"Ví dụ tính toán trên một cơ sở **không có thật**, nhóm ngành công nghệ thông tin, đại học chính quy: theo giảng viên được {{{numbers[0].id}}} nếu không dành riêng, {{{numbers[1].id}}} nếu dành riêng; giới hạn tăng cho {{{numbers[2].id}}}. Cách hiểu điều khoản này quyết định kết quả nhiều hơn các quy định khác của ví dụ.",
        f"Worked example on an institution that **does not exist**, information technology, regular bachelor study: lecturers allow {{{numbers[0].id}}} if nothing is reserved, {{{numbers[1].id}}} if a part is; the growth limit allows {{{numbers[2].id}}}. The reading of this clause moves the answer more than the other rules of the example.",
    )  # fmt: skip
    w.table(
        Text(f"Ví dụ giả định: số tuyển sinh tối đa {year} theo từng giới hạn (sinh viên)", f"Invented example: largest intake {year} by each limit (students)"),
        [text_column("Giới hạn", "Limit"), number_column("Số tối đa", "Maximum")],
        rows, context.source(inputs),
        Text("Mọi số liệu đầu vào của ví dụ đều do báo cáo đặt ra; hệ số là tạm tính.", "Every input of the example is made up; coefficients are tentative."),
    )  # fmt: skip


def _calendar(context: Context, w: ChapterWriter, year: int) -> None:
    rows: list[tuple[str, list[Cell]]] = []
    for row in context.table("admission_calendar") or ():
        shift = {"Y-1": -1, "Y": 0}.get(str(row["relative_year"]))
        kind = _DEADLINES.get(str(row["deadline_kind"]))
        first = str(row.get("applies_from_intake_year") or "")
        if (
            shift is None
            or kind is None
            or not row.get("month_day")
            or row["rule_set"] != "TT34-2026"
            or not first
        ):
            continue
        month, day = str(row["month_day"]).split("-")
        iso = f"{year + shift}-{month}-{day}"
        rows.append(
            (
                iso,
                [
                    Text(f"{kind.vi} {day}/{month}/{year + shift}", f"{kind.en} {iso}"),
                    Text(str(row["event_vi"]), str(row["event_en"])),
                    clause(str(row["clause"])),
                ],
            )
        )
    w.table(
        Text(f"Thời hạn của kỳ tuyển sinh {year}", f"Dates of the {year} intake"),
        [text_column("Thời hạn", "Date"), text_column("Việc", "Step"), text_column("Điều khoản", "Clause")],
        [cells for _, cells in sorted(rows, key=lambda pair: pair[0])],
        context.source(context.table_inputs("admission_calendar", rule_set="TT34-2026")),
    )


def _growth(context: Context, w: ChapterWriter) -> None:
    """The index of entrants that exists; the index of need does not."""
    w.head("Chỉ số tăng trưởng nhập học cả nước", "National growth index of intake", 3)
    supply = context.configuration.supply
    rows: list[list[Cell]] = []
    inputs: tuple[InputReference, ...] = ()
    for key, series, vi, en in (
        ("all", supply.entrants_total, "Sinh viên đại học nhập học, mọi ngành", "University entrants, all fields"),
        ("field", supply.entrants_field, "Trong đó: máy tính và công nghệ thông tin", "of which computing and information technology"),
    ):  # fmt: skip
        if not series:
            continue
        record = context.record(series, "education")
        pairs = [
            (p, float(v)) for p, v in zip(record.periods, record.values, strict=True) if not math.isnan(v)
        ]
        if len(pairs) < 2:
            continue
        (first, base), (last, value) = pairs[0], pairs[-1]
        used = context.inputs(record)
        inputs += used
        index = context.number(
            CHAPTER, f"intake.index.{key}", 100 * value / base, kind="index", unit="", decimals=0, nature="derived", formula="100 · x_t / x_0", inputs=used, period=last,
            definition=Text(f"{vi}: chỉ số {last}, {first} = 100", f"{en}: index {last}, {first} = 100"),
        )  # fmt: skip
        count = context.number(
            CHAPTER, f"intake.index.{key}.values", float(len(pairs)), kind="count", unit="", nature="derived",
            definition=Text(f"{vi}: số năm có số liệu", f"{en}: years with a figure"), inputs=used,
        )  # fmt: skip
        rows.append([Text(vi, en), Text(f"{first}–{last}", f"{first}–{last}"), NumberCell(count.id), NumberCell(index.id)])  # fmt: skip
    if not rows:
        w.say(
            "Chưa có số liệu nhập học của hai năm trở lên.", "Entrants of two years or more are not at hand."
        )
        return
    w.say(
        "Có số liệu nhập học của cả nước, chưa có cân đối cung cầu cùng phạm vi theo ngành đào tạo. Vì vậy chỉ nêu được chỉ số của số nhập học đã qua; chưa lập được chỉ số nhu cầu tuyển sinh.",
        "National entrants are known, a balance in equal scope by field of study is not. So only the index of past entrants can be given, and no index of the intake needed.",
    )
    w.table(
        Text("Chỉ số nhập học (năm đầu = 100)", "Index of entrants (first year = 100)"),
        [
            text_column("Đối tượng", "Group"), text_column("Giai đoạn", "Years"), number_column("Số năm có số liệu", "Years with a figure"),
            number_column("Chỉ số năm cuối", "Index of the last year"),
        ],
        rows, context.source(inputs),
    )  # fmt: skip


def _first_graduates(context: Context, w: ChapterWriter, year: int) -> None:
    """What the next intake can reach: a cohort of four years leaves four years later."""
    first = context.number(
        CHAPTER, f"intake.{year}.first_graduates", float(year + _BACHELOR_YEARS), kind="year", unit="year", nature="derived", formula="Y + T",
        definition=Text(f"năm tốt nghiệp đúng hạn của khóa đại học bốn năm tuyển năm {year}", f"year in which a four-year bachelor intake of {year} graduates on time"),
    )  # fmt: skip
    w.say(
        f"Khóa đại học bốn năm tuyển năm {year} tốt nghiệp đúng hạn năm {{{first.id}}}: số người tốt nghiệp của những năm trước đó thuộc các khóa đã tuyển. Vì vậy số lượng tuyển sinh từ kỳ này chỉ tác động tới mục tiêu về người tốt nghiệp có hạn từ năm {{{first.id}}} trở đi.",
        f"A four-year bachelor intake of {year} graduates on time in {{{first.id}}}: graduates of earlier years belong to cohorts already admitted. So the numbers set from this intake on reach only targets on graduates due in {{{first.id}}} or later.",
    )  # fmt: skip


def _missing(context: Context, w: ChapterWriter) -> None:
    """The tables that would turn "not enough basis" into a number."""
    w.head("Khuyến nghị: chưa đủ căn cứ", "Recommendation: not enough basis", 3)
    w.say(
        "Khuyến nghị cần ba phần: nhu cầu suy ngược qua các năm đào tạo, năng lực theo nhóm ngành và địa điểm, chi phí của việc đào tạo thiếu và thừa do người dùng nhập. Các bảng sau sẽ bổ sung phần còn thiếu.",
        "A recommendation takes three parts: the need taken back through the years of study, capacity by major group and location, and the costs of training too few and too many, entered by the user. These tables would supply what is missing.",
    )
    requests = {row["request_id"]: row for row in context.table("requests") or ()}
    rows: list[list[Cell]] = []
    seen: set[str] = set()
    for role in NEEDED:
        context.missing(role)
        for key in requests_of(role):
            if key in requests and key not in seen:
                seen.add(key)
                row = requests[key]
                rows.append([Text(row["title_vi"], row["title_en"]), Text(row["holder_vi"], row["holder_en"]), Pill(Text("chưa có", "missing"))])  # fmt: skip
    w.table(
        Text("Bảng số liệu còn thiếu cho khuyến nghị", "Tables missing for a recommendation"),
        [text_column("Bảng số liệu", "Table"), text_column("Nơi có số liệu", "Holder"), text_column("Tình trạng", "State")],
        rows, Text("Nguồn: danh mục yêu cầu số liệu của báo cáo.", "Source: the report's list of data requests."),
        Text("Mẫu phiếu yêu cầu của từng bảng ở phụ lục H.", "The request sheet of each table stands in annex H."),
    )  # fmt: skip
