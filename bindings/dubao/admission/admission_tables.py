"""Tables of what follows from the announced numbers: last year's overshoot, how many to offer, the other way round, splits of a group."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dubao.admission.config import SplitPart
from dubao.admission.result_table import Column, ResultTable, Value, mark, pair
from dubao.admission.words import binding_words, clause_vi, form_words, level_words
from dubao.errors import Language
from dubao.labour.capacity import Institution
from dubao.numbers import format_number, format_percent

__all__ = ["enlargement_tables", "offer_tables", "overshoot_table", "split_table", "summary_blocks"]


def _known(value: float) -> Value:
    return None if math.isnan(value) else value


def _yes(value: bool, vi: tuple[str, str], en: tuple[str, str]) -> tuple[str, str]:
    return (vi[0], en[0]) if value else (vi[1], en[1])


def overshoot_table(test: Any, year: int) -> ResultTable:
    """Last year's actual intake against the announced numbers (Art. 4(3)).

    Parameters
    ----------
    test : dubao.labour.capacity.OvershootTest
    year : int
        Whose intake is judged.
    """
    rows: list[tuple[Value, ...]] = []
    for row in test.rows:
        rows.append(
            (
                row.label("vi"), row.label("en"), *level_words(row.level), *form_words(row.form), row.announced, row.actual, row.excess,
                row.excess_percent / 100.0 if math.isfinite(row.excess_percent) else None, row.tolerated_percent / 100.0 if not math.isnan(row.tolerated_percent) else None,
                _known(row.breach_from_persons), row.largest_actual, *_yes(row.breach, ("vi phạm", "không vi phạm"), ("breach", "no breach")), str(row.clause),
            )
        )  # fmt: skip
    columns = (
        *pair("what", "Đối tượng", "What is judged"), *pair("level", "Trình độ", "Level"), *pair("form", "Hình thức", "Form"),
        Column("announced", "Đã công bố", "Announced", "persons"), Column("actual", "Thực tuyển", "Actual intake", "persons"), Column("excess", "Vượt", "Above", "persons"),
        Column("excess_share", "Tỉ lệ vượt", "Share above", "percent"), Column("tolerated_share", "Mức cho phép", "Tolerated", "percent"),
        Column("breach_from", "Vi phạm từ (người)", "Breach from (persons)", "persons"), Column("largest_actual", "Thực tuyển lớn nhất không vi phạm", "Largest intake that is no breach", "persons"),
        *pair("breach", "Kết luận", "Result"), Column("clause", "Căn cứ", "Clause"),
    )  # fmt: skip
    return ResultTable(
        "overshoot", f"Tuyển vượt năm {year} (khoản 3 Điều 4)", f"Overshoot of {year} (Art. 4(3))", columns, tuple(rows)
    )  # fmt: skip


def offer_tables(plans: Any, tentative: Collection[str]) -> tuple[ResultTable, ...]:
    """How many to offer so that a breach stays unlikely, by group and in total.

    Parameters
    ----------
    plans : dubao.labour.capacity.OfferPlans
    tentative : collection of str
        ``location/unit/form`` of announced numbers that rest on unconfirmed coefficients.
    """
    rows: list[tuple[Value, ...]] = []
    for one in plans.plans:
        unsure = one.subject in tentative
        counts = (mark(value, unsure) for value in (one.announced, one.limit, one.offers))
        intake = (mark(value, unsure) for value in (one.expected, one.lower, one.upper))
        notes = tuple("; ".join(getattr(note, lang) for note in one.notes) or None for lang in ("vi", "en"))
        rows.append(
            (
                one.subject, *counts, one.breach_probability, one.level, *intake, one.interval_level, one.underfill_probability,
                one.share_underfill_probability, one.fill_share, one.rate_mean, one.years, *notes,
            )
        )  # fmt: skip
    columns = (
        Column("number", "Số lượng", "Number"), Column("announced", "Sẽ công bố", "To be announced", "persons"),
        Column("limit", "Thực tuyển lớn nhất không vi phạm", "Largest intake that is no breach", "persons"), Column("offers", "Số gọi nhập học", "Offers", "persons"),
        Column("breach_probability", "Xác suất vi phạm", "Probability of a breach", "percent"), Column("level", "Mức chấp nhận", "Accepted level", "percent"),
        Column("expected", "Thực tuyển kỳ vọng", "Expected intake", "figure"), Column("lower", "Từ", "From", "persons"), Column("upper", "Đến", "To", "persons"),
        Column("interval", "Khoảng", "Interval", "percent"), Column("underfill", "Xác suất tuyển thiếu", "Probability of fewer than announced", "percent"),
        Column("underfill_share", "Xác suất tuyển thiếu nhiều", "Probability of far fewer", "percent"), Column("fill_share", "Thiếu nhiều là dưới", "Far fewer is below", "percent"),
        Column("rate", "Tỉ lệ nhập học bình quân", "Mean show-up rate", "percent"), Column("years", "Số năm có số liệu", "Years of history", "year"), *pair("note", "Ghi chú", "Note"),
    )  # fmt: skip
    totals = tuple(
        (*form_words(one.form), one.announced, one.limit, one.expected, one.breach_probability, one.unit_level) for one in plans.totals
    )  # fmt: skip
    of_totals = (
        *pair("form", "Hình thức", "Form"), Column("announced", "Tổng sẽ công bố", "Announced in all", "persons"), Column("limit", "Tổng lớn nhất không vi phạm", "Largest total that is no breach", "persons"),
        Column("expected", "Thực tuyển kỳ vọng", "Expected intake", "figure"), Column("breach_probability", "Xác suất vi phạm", "Probability of a breach", "percent"),
        Column("unit_level", "Mức dùng cho từng nhóm", "Level used for each group", "percent"),
    )  # fmt: skip
    return (
        ResultTable("offers", "Số gọi nhập học", "How many to offer a place", columns, tuple(rows)),
        ResultTable(
            "offer_totals",
            "Số gọi nhập học: tổng theo hình thức",
            "Offers: totals by form",
            of_totals,
            totals,
        ),
    )


def enlargement_tables(found: Any, tentative: bool) -> tuple[ResultTable, ...]:
    """The other way round: which limits the wanted numbers cross, and what would mend them.

    Parameters
    ----------
    found : dubao.labour.capacity.Enlargement
    tentative : bool
        Whether the institution's coefficients are unconfirmed.
    """
    sides = [("A1: 40", found)] + ([("A1 B: 34", found.reserved)] if found.reserved is not None else [])
    wanted = "; ".join(f"{name}: {persons:g}" for name, persons in found.wanted.items())
    note = (f"Số mong muốn: {wanted}.", f"Wanted: {wanted}.")
    crossed: list[tuple[Value, ...]] = []
    changes: list[tuple[Value, ...]] = []
    dates: list[tuple[Value, ...]] = []
    for side, one in sides:
        for row in one.crossed:
            crossed.append(
                (
                    side, *binding_words(row.limit.kind), "; ".join(str(c) for c in row.limit.clauses), mark(row.used, tentative), mark(row.bound, tentative),
                    mark(row.shortfall, tentative), *_yes(row.mendable, ("có", "không"), ("yes", "no")), row.earliest_year,
                )
            )  # fmt: skip
        for lecturer in one.lecturers:
            changes.append((side, f"{lecturer.location}/{lecturer.unit}", "giảng viên", "lecturers", lecturer.text("vi"), lecturer.text("en"), lecturer.total, mark(lecturer.needed, tentative), _known(lecturer.cost)))  # fmt: skip
        for area in one.area:
            changes.append((side, area.location, "diện tích sàn, m²", "floor area, m²", f"{area.square_metres:g} m²", f"{area.square_metres:g} m²", None, mark(area.shortfall, tentative), _known(area.cost)))  # fmt: skip
        for supervisor in one.supervisors:
            changes.append((side, f"{supervisor.location}/{supervisor.major}", "người hướng dẫn trình độ tiến sĩ", "supervisors with a doctorate", str(supervisor.doctors), str(supervisor.doctors), supervisor.doctors, None, None))  # fmt: skip
        verdict = _yes(one.lawful_after, ("hợp lệ sau khi thay đổi", "vẫn chưa hợp lệ sau khi thay đổi"), ("lawful after the changes", "not lawful even after the changes"))  # fmt: skip
        changes.append((side, None, "kết luận", "result", *verdict, None, None, _known(one.cost)))
    for deadline in found.by_when:
        dates.append((deadline.day.isoformat(), deadline.event_vi, deadline.event_en, deadline.clause))
    of_crossed = (
        Column("reading", "Cách hiểu", "Reading"), *pair("rule", "Quy định bị vượt", "Rule that is crossed"), Column("clauses", "Căn cứ", "Clauses"),
        Column("used", "Cần", "Needed", "figure"), Column("bound", "Giới hạn", "Limit", "figure"), Column("shortfall", "Thiếu", "Short by", "figure"),
        *pair("mendable", "Có thể khắc phục bằng nguồn lực", "Can be mended by resources"), Column("earliest_year", "Năm sớm nhất", "Earliest year", "year"),
    )  # fmt: skip
    of_changes = (
        Column("reading", "Cách hiểu", "Reading"), Column("place", "Nơi thay đổi", "Where"), *pair("kind", "Loại", "Kind"), *pair("change", "Thay đổi ít tốn kém nhất", "Cheapest change"),
        Column("persons", "Số người", "Persons", "persons"), Column("needed", "Cần (quy đổi)", "Needed (converted)", "figure"), Column("cost", "Chi phí", "Cost", "figure"),
    )  # fmt: skip
    of_dates = (Column("day", "Ngày", "Day"), *pair("event", "Công việc", "Event"), Column("clause", "Căn cứ", "Clause"))  # fmt: skip
    return (
        ResultTable("wanted_crossed", "Tính ngược: quy định nào bị vượt", "The other way round: which rules are crossed", of_crossed, tuple(crossed), (note,)),
        ResultTable("wanted_changes", "Tính ngược: cần thêm gì", "The other way round: what it takes", of_changes, tuple(changes), (note,)),
        ResultTable("wanted_dates", "Tính ngược: trước ngày nào", "The other way round: by when", of_dates, tuple(dates)),
    )  # fmt: skip


def split_table(
    institution: Institution, announced: Mapping[str, float], splits: Sequence[SplitPart]
) -> ResultTable:
    """Parts of a group's regular bachelor number by major; the rest stays with the other majors of the group.

    The law sets the number of the group alone: a part is the institution's own division and is rounded down.
    """
    rows: list[tuple[Value, ...]] = []
    unsure = {(u.location, u.code) for u in institution.units if not u.confirmed}
    for location, group in dict.fromkeys((one.location, one.group) for one in splits):
        number = announced.get(f"{location}/{group}/bachelor/regular", math.nan)
        parts = [one for one in splits if (one.location, one.group) == (location, group)]
        tentative = (location, group) in unsure
        given = 0.0
        for one in parts:
            persons = math.floor(number * one.share) if not math.isnan(number) else math.nan
            given += persons
            rows.append((location, group, one.major, one.name_vi, one.name_en, one.share, None if math.isnan(persons) else mark(persons, tentative)))  # fmt: skip
        rest = number - given
        share = 1.0 - sum(one.share for one in parts)
        rows.append((location, group, None, "các ngành khác của nhóm", "other majors of the group", share, None if math.isnan(rest) else mark(rest, tentative)))  # fmt: skip
    columns = (
        Column("location", "Địa điểm", "Location"), Column("group", "Nhóm ngành", "Group"), Column("major", "Ngành", "Major"), *pair("name", "Tên", "Name"),
        Column("share", "Tỉ lệ do cơ sở chọn", "Share chosen by the institution", "percent"), Column("persons", "Số người", "Persons", "persons"),
    )  # fmt: skip
    note = (
        "Số lượng tuyển sinh xác định cho nhóm ngành; phần chia cho ngành là của cơ sở, làm tròn xuống.",
        "The admission number is that of the group; the division by major is the institution's own, rounded down.",
    )
    return ResultTable("splits", "Chia số của nhóm cho ngành", "Division of a group's number by major", columns, tuple(rows), (note,))  # fmt: skip


def summary_blocks(
    tables: Mapping[str, ResultTable],
) -> tuple[tuple[tuple[str, str], list[tuple[str, str]]], ...]:
    """Lines of the summary page on offers and on the wanted numbers, from their tables.

    Parameters
    ----------
    tables : mapping of str to ResultTable
        By name; those that are not there give no line.
    """
    offered: list[tuple[str, str]] = []
    if (table := tables.get("offers")) is not None:
        for i in range(len(table.rows)):
            cells = {column.name: table.cell(i, column.name) for column in table.columns}
            offered.append(tuple(_offer_line(cells, lang) for lang in ("vi", "en")))  # type: ignore[arg-type]
    wished: list[tuple[str, str]] = []
    for name, line in (("wanted_crossed", _crossed_line), ("wanted_changes", _change_line)):
        if (table := tables.get(name)) is not None:
            for i in range(len(table.rows)):
                cells = {column.name: table.cell(i, column.name) for column in table.columns}
                wished.append(tuple(line(cells, lang) for lang in ("vi", "en")))  # type: ignore[arg-type]
    return (
        (("Số gọi nhập học", "How many to offer a place"), offered),
        (("Tính ngược từ số mong muốn", "The other way round, from the wanted number"), wished),
    )


def _crossed_line(cells: Mapping[str, Value], lang: Language) -> str:
    clauses = str(cells["clauses"])
    if lang == "vi":
        clauses = "; ".join(
            " ".join((one.split(" ", 1)[0], clause_vi(one.split(" ", 1)[1]))) for one in clauses.split("; ")
        )
    said = f"{cells['reading']}: {cells[f'rule_{lang}']} ({clauses})"
    year = cells["earliest_year"]
    if isinstance(year, int | float):
        return said + (f", sớm nhất năm {year:.0f}" if lang == "vi" else f", {year:.0f} at the earliest")
    short = format_number(float(cells["shortfall"] or 0.0), lang, 2)
    # Supervisors limit persons; the other pools are in converted learners.
    persons = "supervisors" in str(cells["rule_en"])
    units = ("người", "persons") if persons else ("người học quy đổi", "converted learners")
    return said + (f", thiếu {short} {units[0]}" if lang == "vi" else f", short by {short} {units[1]}")


def _change_line(cells: Mapping[str, Value], lang: Language) -> str:
    parts = (cells["reading"], cells["place"], cells[f"change_{lang}"])
    return ": ".join(str(part) for part in parts if part)


def _offer_line(cells: Mapping[str, Value], lang: Language) -> str:
    def count(name: str) -> str:
        value = cells[name]
        return format_number(float(value), lang, 0) if isinstance(value, int | float) else str(value)

    def share(name: str, decimals: int = 1) -> str:
        return format_percent(float(cells[name] or 0.0), lang, decimals, share=True)

    if lang == "vi":
        return (
            f"{cells['number']}: công bố {count('announced')}, gọi {count('offers')}; xác suất vi phạm {share('breach_probability')}, "
            f"thực tuyển {count('lower')} đến {count('upper')} (khoảng {share('interval', 0)})"
        )
    return (
        f"{cells['number']}: announce {count('announced')}, offer {count('offers')}; probability of a breach {share('breach_probability')}, "
        f"actual intake {count('lower')} to {count('upper')} ({share('interval', 0)} interval)"
    )
