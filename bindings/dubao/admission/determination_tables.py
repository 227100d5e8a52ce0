"""The determination as tables of results: maxima with the rule that binds, every figure on the way, checks, readings, remarks."""

from __future__ import annotations

import math
from typing import Any

from dubao.admission.former_tables import former_tables
from dubao.admission.result_table import Column, ResultTable, Value, mark, pair
from dubao.admission.words import binding_words, form_words, level_words
from dubao.labour.capacity import Institution, reading_questions
from dubao.labour.capacity.rules import FIRST_INTAKE_OF_34_2026
from dubao.numbers import format_number

__all__ = ["determination_tables", "plan_tables", "reading_tables", "violation_lines"]

_PLACE = (
    Column("location", "Địa điểm", "Location"),
    Column("code", "Mã", "Code"),
    Column("name", "Nhóm ngành, ngành", "Group or major"),
)
BOTH_SIDES = (
    "Không chọn cách hiểu A1 thì hai số đứng cạnh nhau: 40 người học quy đổi trên một giảng viên quy đổi, và phần đại học chỉ được 34 (cách hiểu B). Cần hỏi Bộ.",
    "Without a reading of A1 two numbers stand side by side: 40 converted learners a converted lecturer, and only 34 for the bachelor side (reading B). Ask the ministry.",
)
ONE_AT_A_TIME = (
    "Mỗi số tối đa tính khi các số khác đứng ở số dự kiến (chưa dự kiến: số thực tuyển năm trước).",
    "Each maximum holds while the others stand at their plan (without a plan: at last year's actual intake).",
)


def _known(value: float) -> Value:
    return None if math.isnan(value) else value


def name_of(institution: Institution, location: str, code: str) -> str:
    """Name of a group as the workbook declares it."""
    return next((u.name for u in institution.units if (u.location, u.code) == (location, code)), "")


def determination_tables(determination: Any) -> tuple[ResultTable, ...]:
    """Maxima, tables 1A to 1D (before 2027 those of the older rules), the clause of 15 %, brakes and remarks."""
    if determination.rules.intake_year < FIRST_INTAKE_OF_34_2026:
        former = former_tables(determination)
        return (_maxima(determination), *former, _brakes(determination), _remarks(determination))
    return (
        _maxima(determination), _ceilings(determination), _area(determination), _lecturers(determination), _supervisors(determination),
        _postgraduate_clause(determination), _brakes(determination), _growth(determination), _remarks(determination),
    )  # fmt: skip


def _maxima(found: Any) -> ResultTable:
    rows: list[tuple[Value, ...]] = []
    for row in found.maxima:
        rows.append(
            (
                row.name, row.location, row.major or row.unit, name_of(found.institution, row.location, row.unit),
                " / ".join(level_words(row.level)), " / ".join(form_words(row.form)),
                _known(row.planned), _known(row.announced), _known(row.actual),
                mark(row.before_brakes, row.tentative), mark(row.maximum, row.tentative),
                " / ".join(binding_words(row.binding)), "; ".join(str(one) for one in row.clauses),
                mark(row.maximum_reserved, row.tentative),
                " / ".join(binding_words(row.binding_reserved)), "; ".join(str(one) for one in row.clauses_reserved),
            )
        )  # fmt: skip
    columns = (
        Column("number", "Số lượng", "Number"), *_PLACE, Column("level", "Trình độ", "Level"), Column("form", "Hình thức", "Form"),
        Column("planned", "Dự kiến", "Planned", "persons"), Column("announced", "Đã công bố năm trước", "Announced last year", "persons"),
        Column("actual", "Thực tuyển năm trước", "Actual intake last year", "persons"), Column("before_brakes", "Theo năng lực", "By capacity alone", "persons"),
        Column("maximum", "Số lượng tối đa", "Maximum number", "persons"), Column("binding", "Quy định giới hạn", "Binding rule"), Column("clauses", "Căn cứ", "Clauses"),
        Column("maximum_reserved", "Số lượng tối đa nếu đại học chỉ được 34", "Maximum with 34 for the bachelor side", "persons"),
        Column("binding_reserved", "Quy định giới hạn khi 34", "Binding rule with 34"), Column("clauses_reserved", "Căn cứ khi 34", "Clauses with 34"),
    )  # fmt: skip
    return ResultTable(
        "maxima", "Số lượng tuyển sinh tối đa và quy định giới hạn", "Maximum admission numbers and the rule that binds",
        columns, tuple(rows), (BOTH_SIDES, ONE_AT_A_TIME) if found.rules.intake_year >= FIRST_INTAKE_OF_34_2026 else (ONE_AT_A_TIME,),
    )  # fmt: skip


def _ceilings(found: Any) -> ResultTable:
    kinds = (
        "lecturers",
        "area",
        "master",
        "doctoral",
        "growth",
        "growth_total",
        "freeze",
        "new_major",
        "reserve",
    )
    rows = tuple((row.name, *(_ceiling(row, kind) for kind in kinds)) for row in found.maxima)
    ceilings = tuple(
        Column(kind, vi.capitalize(), en.capitalize(), "figure")
        for kind in kinds
        for vi, en in [binding_words(kind)]
    )
    return ResultTable(
        "ceilings", "Mỗi quy định cho phép tối đa bao nhiêu người", "How many persons each rule allows",
        (Column("number", "Số lượng", "Number"), *ceilings), rows, (ONE_AT_A_TIME,),
    )  # fmt: skip


def _ceiling(row: Any, kind: str) -> Value:
    value = row.ceilings.get(kind, math.nan)
    # What growth and freeze allow is a count of last year: no coefficient enters.
    return (
        None
        if math.isnan(value)
        else mark(value, row.tentative and kind in ("lecturers", "area", "new_major", "reserve"))
    )


def _unsure(found: Any, location: str, unit: str = "") -> bool:
    return any(
        not one.confirmed
        for one in found.institution.units
        if one.location == location and (not unit or one.code == unit)
    )


def _area(found: Any) -> ResultTable:
    rows = []
    for row in found.area:
        unsure = _unsure(found, row.location, row.unit)
        rows.append(
            (
                row.location, row.unit or None, name_of(found.institution, row.location, row.unit) or None,
                _known(row.floor_area), _known(row.counted_area), _known(row.capacity), row.college, row.bachelor, row.master, row.doctoral,
                _known(row.area_coefficient), mark(row.scale, unsure), mark(row.expected_graduates, unsure),
                None if math.isnan(row.maximum) else mark(row.maximum, unsure),
            )
        )  # fmt: skip
    columns = (
        *_PLACE, Column("floor_area", "Diện tích sàn, m²", "Floor area, m²", "figure"), Column("counted_area", "Diện tích được tính, m²", "Area counted, m²", "figure"),
        Column("capacity", "Năng lực, NHCQQĐ", "Capacity, converted regular learners", "figure"),
        Column("college", "Cao đẳng chính quy", "College, regular", "persons"), Column("bachelor", "Đại học chính quy", "Bachelor, regular", "persons"),
        Column("master", "Thạc sĩ chính quy", "Master, regular", "persons"), Column("doctoral", "Tiến sĩ chính quy", "Doctoral, regular", "persons"),
        Column("area_coefficient", "K_DT", "K_DT", "figure"), Column("scale", "Quy mô, NHCQQĐ", "Scale, converted regular learners", "figure"),
        Column("expected_graduates", "Dự kiến tốt nghiệp, NHCQQĐ", "Expected graduates, converted regular learners", "figure"),
        Column("maximum", "Số tối đa, NHCQQĐ", "Maximum, converted regular learners", "figure"),
    )  # fmt: skip
    return ResultTable(
        "area",
        "Năng lực theo diện tích sàn (Bảng 1A)",
        "Capacity by floor area (table 1A)",
        columns,
        tuple(rows),
    )


def _lecturers(found: Any) -> ResultTable:
    rows = []
    for row in found.lecturers:
        unsure = _unsure(found, row.location, row.unit)
        rows.append(
            (
                row.location, row.unit, name_of(found.institution, row.location, row.unit), row.bachelors, row.masters, row.doctors,
                row.not_counted, row.converted, row.capacity, row.regular, row.blended, row.distance, row.master, row.doctoral,
                _known(row.teaching_coefficient), mark(row.scale, unsure), mark(row.expected_graduates, unsure), mark(row.maximum, unsure),
            )
        )  # fmt: skip
    columns = (
        *_PLACE, Column("bachelors", "Giảng viên trình độ đại học (hệ số)", "Lecturers with a bachelor's degree (weights)", "figure"),
        Column("masters", "Thạc sĩ (hệ số)", "With a master's (weights)", "figure"), Column("doctors", "Tiến sĩ, PGS, GS (hệ số)", "Doctors and professors (weights)", "figure"),
        Column("not_counted", "Không được tính (hệ số)", "Not counted (weights)", "figure"), Column("converted", "Giảng viên quy đổi", "Converted lecturers", "figure"),
        Column("capacity", "Năng lực, NHQĐ", "Capacity, converted learners", "figure"), Column("regular", "Chính quy", "Regular", "persons"),
        Column("blended", "Kết hợp", "Blended", "persons"), Column("distance", "Từ xa", "Distance", "persons"), Column("master", "Thạc sĩ", "Master", "persons"),
        Column("doctoral", "Tiến sĩ", "Doctoral", "persons"), Column("teaching_coefficient", "K_GD", "K_GD", "figure"),
        Column("scale", "Quy mô, NHQĐ", "Scale, converted learners", "figure"),
        Column("expected_graduates", "Dự kiến tốt nghiệp, NHQĐ", "Expected graduates, converted learners", "figure"),
        Column("maximum", "Số tối đa, NHQĐ", "Maximum, converted learners", "figure"),
    )  # fmt: skip
    return ResultTable(
        "lecturers",
        "Năng lực theo giảng viên (Bảng 1B)",
        "Capacity by lecturers (table 1B)",
        columns,
        tuple(rows),
    )


def _supervisors(found: Any) -> ResultTable:
    rows: list[tuple[Value, ...]] = []
    for level, listed in (("master", found.master), ("doctoral", found.doctoral)):
        for row in listed:
            people = (
                row.supervisors
                if level == "master"
                else row.doctors + row.associate_professors + row.professors
            )
            rows.append((row.location, row.major, *level_words(level), people, row.capacity, row.scale, row.maximum))  # fmt: skip
    columns = (
        *_PLACE[:2], *pair("level", "Trình độ", "Level"), Column("supervisors", "Người hướng dẫn", "Supervisors", "persons"),
        Column("capacity", "Năng lực", "Capacity", "figure"), Column("scale", "Quy mô", "Scale", "persons"), Column("maximum", "Số tối đa", "Maximum", "figure"),
    )  # fmt: skip
    return ResultTable(
        "postgraduates", "Năng lực thạc sĩ, tiến sĩ (Bảng 1C, 1D)", "Master's and doctoral capacity (tables 1C, 1D)", columns, tuple(rows)
    )  # fmt: skip


def _postgraduate_clause(found: Any) -> ResultTable:
    rows = []
    for row in found.postgraduate_floor:
        unsure = _unsure(found, row.location, row.unit) if row.location else found.tentative
        rows.append(
            (
                row.location or None, row.unit or None, row.converted_lecturers, mark(row.postgraduates, unsure),
                None if math.isnan(row.per_lecturer) else mark(row.per_lecturer, unsure), row.required,
                "có" if row.met else "không", "yes" if row.met else "no", row.ratio_left, row.bachelor_capacity, mark(row.bachelor_scale, unsure),
                mark(row.bachelor_graduates, unsure), mark(row.bachelor_maximum, unsure),
            )
        )  # fmt: skip
    columns = (
        *_PLACE[:2], Column("converted_lecturers", "Giảng viên quy đổi", "Converted lecturers", "figure"),
        Column("postgraduates", "Người học sau đại học quy đổi", "Converted postgraduates", "figure"), Column("per_lecturer", "Trên một giảng viên quy đổi", "A converted lecturer", "figure"),
        Column("required", "Mức 15% của tỉ lệ tối đa", "15% of the maximum ratio", "figure"), *pair("met", "Đạt mức 15%", "Meets the 15%"),
        Column("ratio_left", "Còn lại cho đại học trên một giảng viên", "Left for the bachelor side a lecturer", "figure"),
        Column("bachelor_capacity", "Năng lực phần đại học, NHQĐ", "Bachelor capacity, converted learners", "figure"),
        Column("bachelor_scale", "Quy mô đại học, NHQĐ", "Bachelor scale, converted learners", "figure"),
        Column("bachelor_graduates", "Dự kiến tốt nghiệp đại học, NHQĐ", "Bachelor graduates expected, converted learners", "figure"),
        Column("bachelor_maximum", "Số tối đa phần đại học, NHQĐ", "Bachelor maximum, converted learners", "figure"),
    )  # fmt: skip
    return ResultTable(
        "postgraduate_clause", "Điểm b khoản 1 Điều 5: mức 15% sau đại học (A1)", "Art. 5(1)(b): the clause of 15% for postgraduates (A1)",
        columns, tuple(rows), (BOTH_SIDES,),
    )  # fmt: skip


def _brakes(found: Any) -> ResultTable:
    rows = []
    for row in found.brakes:
        reasons = "; ".join(str(one) for one in row.reasons)
        rows.append(
            (
                row.location, row.major or row.unit, *level_words(row.level), *form_words(row.form), _known(row.announced), _known(row.actual),
                _known(row.growth_limit), row.growth_exemption or None, _known(row.freeze_limit), reasons or None,
                "; ".join(str(one) for one in row.exempted) or None,
            )
        )  # fmt: skip
    columns = (
        *_PLACE[:2], *pair("level", "Trình độ", "Level"), *pair("form", "Hình thức", "Form"), Column("announced", "Đã công bố năm trước", "Announced last year", "persons"),
        Column("actual", "Thực tuyển năm trước", "Actual intake last year", "persons"), Column("growth_limit", "Giới hạn tăng", "Growth cap", "figure"),
        Column("growth_exemption", "Không áp dụng giới hạn tăng", "Exempt from the cap"), Column("freeze_limit", "Giữ nguyên ở", "Frozen at", "persons"),
        Column("reasons", "Lý do giữ nguyên", "Reasons of the freeze"), Column("exempted", "Lý do được miễn", "Reasons that do not apply"),
    )  # fmt: skip
    return ResultTable(
        "brakes",
        "Giới hạn tăng và các trường hợp không được tăng",
        "Growth cap and freezes",
        columns,
        tuple(rows),
    )


def _growth(found: Any) -> ResultTable:
    rows = [
        (
            row.location,
            *level_words(row.level),
            *form_words(row.form),
            row.actual,
            row.limit,
            _known(row.planned),
        )
        for row in found.growth_totals
    ]
    columns = (
        _PLACE[0], *pair("level", "Trình độ", "Level"), *pair("form", "Hình thức", "Form"), Column("actual", "Thực tuyển năm trước", "Actual intake last year", "persons"),
        Column("limit", "Giới hạn 110%", "Cap of 110%", "figure"), Column("planned", "Tổng dự kiến", "Planned in all", "persons"),
    )  # fmt: skip
    return ResultTable(
        "growth_totals", "Giới hạn tăng trên tổng (cách hiểu A3)", "Growth cap on the total (reading A3)", columns, tuple(rows)
    )  # fmt: skip


def _remarks(found: Any) -> ResultTable:
    rows = tuple((one.subject, one.vi, one.en) for one in found.remarks)
    columns = (Column("subject", "Đối tượng", "Concerns"), *pair("remark", "Nội dung", "Remark"))
    return ResultTable(
        "remarks", "Giả định và phần chưa kiểm tra được", "Assumptions, and what could not be tested", columns, rows
    )  # fmt: skip


def plan_tables(found: Any, check: Any) -> tuple[ResultTable, ...]:
    """The announced numbers against every limit, and the scale at the end of the year."""
    limits = []
    for row in check.rows:
        words = binding_words(row.limit.kind)
        met = ("đạt", "met") if row.met else ("không đạt", "not met")
        unsure = found.tentative and row.limit.kind in ("lecturers", "area", "reserve", "new_major")
        limits.append(
            (
                row.limit.location or None, row.limit.unit or None, *words, "; ".join(str(one) for one in row.clauses),
                f"A1 {row.limit.reading}" if row.limit.reading else None, mark(row.used, unsure), mark(row.limit.bound, unsure),
                mark(row.slack, unsure), *met,
            )
        )  # fmt: skip
    columns = (
        *_PLACE[:2], *pair("rule", "Quy định", "Rule"), Column("clauses", "Căn cứ", "Clauses"), Column("reading", "Chỉ theo cách hiểu", "Under this reading alone"),
        Column("used", "Đã dùng", "Used", "figure"), Column("bound", "Giới hạn", "Limit", "figure"), Column("slack", "Còn lại", "Left", "figure"), *pair("met", "Kết quả", "Result"),
    )  # fmt: skip
    year_end = tuple(
        (
            row.location, row.unit, name_of(found.institution, row.location, row.unit), mark(row.scale, _unsure(found, row.location, row.unit)), row.capacity,
            None if math.isnan(row.ratio) else mark(row.ratio, _unsure(found, row.location, row.unit)),
        )
        for row in check.year_end
    )  # fmt: skip
    after = (
        *_PLACE, Column("scale", "Quy mô cuối năm, NHQĐ", "Scale at year end, converted learners", "figure"),
        Column("capacity", "Năng lực, NHQĐ", "Capacity, converted learners", "figure"), Column("ratio", "Người học quy đổi trên giảng viên quy đổi", "Converted learners a converted lecturer", "figure"),
    )  # fmt: skip
    return (
        ResultTable("plan_check", "Kiểm tra các số sẽ công bố", "The numbers to be announced, against every limit", columns, tuple(limits)),
        ResultTable("year_end", "Quy mô dự kiến ngày 31/12", "Scale expected at 31 December", after, year_end),
    )  # fmt: skip


def violation_lines(check: Any) -> tuple[tuple[str, str], ...]:
    """The limits that the announced numbers cross together, in words.

    Parameters
    ----------
    check : dubao.labour.capacity.PlanCheck
    """
    out = []
    for row in check.violations:
        vi, en = binding_words(row.limit.kind)
        place = "/".join(part for part in (row.limit.location, row.limit.unit) if part)
        clauses = "; ".join(str(one) for one in row.clauses)
        numbers = {
            lang: tuple(format_number(value, lang, 2) for value in (row.used, row.limit.bound))
            for lang in ("vi", "en")
        }
        used, bound = numbers["vi"]
        out.append(
            (
                f"{place}: {vi}, dùng {used} trên {bound} ({clauses})",
                "{}: {}, {} used of {} ({})".format(place, en, *numbers["en"], clauses),
            )
        )
    return tuple(out)


def reading_tables(readings: Any, effects: Any) -> tuple[ResultTable, ...]:
    """The readings chosen and, where they were asked for, how the maxima move under each other reading."""
    chosen = []
    for question in reading_questions():
        choice = getattr(readings, question.id)
        label = (question.label(choice, "vi"), question.label(choice, "en"))
        chosen.append(
            (question.id, question.article_clause, question.question("vi"), question.question("en"), *label)
        )
    columns = (
        Column("id", "Mã", "Id"), Column("clause", "Căn cứ", "Clause"), *pair("question", "Điểm chưa rõ", "Open question"), *pair("choice", "Cách hiểu đang dùng", "Reading in use"),
    )  # fmt: skip
    tables = [
        ResultTable("readings", "Các cách hiểu đang dùng", "Readings in use", columns, tuple(chosen)),
    ]
    if effects is not None:
        tables.append(_effects(effects))
    return tuple(tables)


def _effects(effects: Any) -> ResultTable:
    rows: list[tuple[Value, ...]] = []
    for effect in effects:
        about = (effect.question.id, effect.chosen or None, effect.choice)
        if not effect.moves:
            words = (
                ("không đổi", "nothing moves")
                if effect.computed
                else ("không ảnh hưởng đến năng lực", "does not concern capacity")
            )
            rows.append((*about, None, None, None, None, None, None, *words))
        for move in effect.moves:
            rows.append((*about, move.name, move.before, move.after, move.after - move.before, move.before_brakes_before, move.before_brakes_after, *binding_words(move.binding_after)))  # fmt: skip
    columns = (
        Column("id", "Mã", "Id"), Column("chosen", "Đang dùng", "In use"), Column("choice", "Nếu đổi sang", "If changed to"), Column("number", "Số lượng", "Number"),
        Column("before", "Tối đa hiện tại", "Maximum now", "persons"), Column("after", "Tối đa khi đổi", "Maximum then", "persons"), Column("change", "Thay đổi", "Change", "persons"),
        Column("capacity_before", "Theo năng lực, hiện tại", "By capacity, now", "persons"), Column("capacity_after", "Theo năng lực, khi đổi", "By capacity, then", "persons"),
        *pair("binding", "Quy định giới hạn khi đổi", "Binding rule then"),
    )  # fmt: skip
    note = (
        "Mỗi lần đổi một cách hiểu, các cách hiểu khác giữ nguyên; chưa chọn A1 thì gốc là tỉ lệ 40.",
        "One reading is changed at a time, the others stay; without A1 the base is the ratio of 40.",
    )
    return ResultTable(
        "reading_effects", "Kết quả thay đổi thế nào theo từng cách hiểu", "How the answer moves under each reading", columns, tuple(rows), (note,)
    )  # fmt: skip
