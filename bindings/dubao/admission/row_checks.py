"""What must hold between the rows of the input workbook: each listed once, all references known, parts within their whole.

The limits that the law sets (a lecturer's total time) are read from the table of rules, with the clause they stand in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from dubao.admission.cell_values import Place, RawCell
from dubao.admission.institution_sheet import FieldCoefficients
from dubao.admission.legal_tables import table_rows
from dubao.admission.personal_data import looks_personal
from dubao.admission.sheets import InputSheet
from dubao.admission.unit_codes import field_of, is_unit_code, known_groups
from dubao.admission.words import clause_vi
from dubao.data.reader import close_match
from dubao.errors import Collector
from dubao.numbers import format_number

__all__ = ["ReadRow", "check_rows"]

# Weights are entered with two decimals; sums of doubles may be off by this much.
WEIGHT_SLACK = 1e-9


@dataclass
class ReadRow:
    """A row of a sheet with its values and where each stands."""

    sheet: InputSheet
    number: int
    values: dict[str, Any]
    places: dict[str, Place]
    cells: dict[str, RawCell]

    def place(self, column: str) -> Place:
        """Place of a column; of the first cell of the row when the file lacks the column."""
        return self.places.get(column) or next(iter(self.places.values()))


def check_rows(
    rows: dict[str, list[ReadRow]],
    coefficients: dict[str, FieldCoefficients],
    general: dict[str, Any],
    places: dict[str, Place],
    coefficient_sheet: Place,
    problems: Collector,
) -> None:
    """Adds every problem between rows: E-ADM-010 to E-ADM-018."""
    _check_year(general, places, problems)
    for listed in rows.values():
        _check_twice(listed, problems)
    _check_locations(rows, problems)
    _check_units(rows["units"], coefficients, coefficient_sheet, problems)
    _check_references(rows, problems)
    _check_lecturers(rows["lecturers"], problems)
    _check_parts(rows, problems)
    _check_durations(rows["learners"], problems)


def _check_year(general: dict[str, Any], places: dict[str, Place], problems: Collector) -> None:
    year = general.get("intake_year")
    if year is None:
        return
    first = min(
        int(row["applies_from_intake_year"])
        for row in table_rows("vietnam-admission/rules")
        if row["rule_set"] == "TT03-2022+TT10-2023"
    )
    if year < first:
        problems.add(
            places["intake_year"].problem(
                "E-ADM-015", f"không có tập quy tắc cho năm tuyển sinh {year}", f"there is no rule set for intake {year}",
                f"ghi năm từ {first} trở đi", f"write a year from {first} on", year,
            )
        )  # fmt: skip


def _check_twice(listed: list[ReadRow], problems: Collector) -> None:
    seen: dict[tuple[Any, ...], ReadRow] = {}
    for row in listed:
        key = tuple(row.values.get(name, "") for name in row.sheet.key)
        if any(row.values.get(name) is None for name in row.sheet.key if name != "form"):
            continue
        first = seen.setdefault(key, row)
        if first is not row:
            shown = ", ".join(str(part) for part in key if part != "")
            place = row.place(row.sheet.key[-1])
            problems.add(
                place.problem(
                    "E-ADM-010", f"{shown} đã có ở dòng {first.number}", f"{shown} stands in row {first.number} already",
                    "giữ một dòng và cộng các số vào đó", "keep one row and add the figures up in it", shown,
                )
            )  # fmt: skip


def _check_locations(rows: dict[str, list[ReadRow]], problems: Collector) -> None:
    """A campus that trains without floor area has no capacity at all: more likely a figure that was forgotten."""
    for row in rows["locations"]:
        if row.values.get("floor_area") == 0:
            code = row.values.get("code", "")
            problems.add(
                row.place("floor_area").problem(
                    "E-ADM-017", f"địa điểm {code} không có diện tích sàn (Điều 5 khoản 1 điểm a)",
                    f"location {code} has no floor area (Art. 5(1)(a))",
                    "ghi diện tích sàn phục vụ đào tạo của địa điểm, m2", "write the floor area that serves training there, m2", value=0,
                )
            )  # fmt: skip


def _check_units(
    units: list[ReadRow],
    coefficients: dict[str, FieldCoefficients],
    coefficient_sheet: Place,
    problems: Collector,
) -> None:
    for row in units:
        code = row.values.get("code")
        if code is None:
            continue
        place, field = row.place("code"), field_of(code)
        groups = known_groups(field)
        if not is_unit_code(code) or (groups and code[:4] not in groups):
            near = close_match(code[:4], sorted(groups))
            problems.add(
                place.problem(
                    "E-ADM-011", f"mã nhóm ngành, ngành lạ “{code}” (Thông tư 09/2022)" + (f" (có phải là “{near}”?)" if near else ""),
                    f"unknown code of a group or major “{code}” (Circular 09/2022)" + (f" (did you mean “{near}”?)" if near else ""),
                    "ghi bốn chữ số cho nhóm ngành (4802) hoặc sáu cho ngành (480201), không có chữ số trình độ",
                    "write four digits for a group (4802) or six for a major (480201), without the digit of the level", code,
                )
            )  # fmt: skip
        elif field not in coefficients or not _complete(coefficients[field]):
            problems.add(
                place.problem(
                    "E-ADM-016", f"thiếu hệ số K_GD hoặc K_DT của lĩnh vực {field} cho nhóm {code}",
                    f"K_GD or K_DT of field {field} is missing for group {code}",
                    f"ghi hệ số của lĩnh vực ở trang {coefficient_sheet.text}", f"write the coefficients of the field in sheet {coefficient_sheet.text}", code,
                )
            )  # fmt: skip


def _complete(found: FieldCoefficients) -> bool:
    return found.teaching > 0 and found.area > 0


def _check_references(rows: dict[str, list[ReadRow]], problems: Collector) -> None:
    locations = {row.values.get("code") for row in rows["locations"]}
    units = {(row.values.get("location"), row.values.get("code")) for row in rows["units"]}
    for name in ("units", "learners", "lecturers", "postgraduates", "offers"):
        # One code that was never declared is one problem of a sheet, however many rows use it.
        unknown: dict[tuple[str, str, str], list[ReadRow]] = defaultdict(list)
        for row in rows[name]:
            location, unit = row.values.get("location"), row.values.get("unit")
            if location is not None and location not in locations:
                unknown["location", location, ""].append(row)
            elif location is not None and unit is not None and (location, unit) not in units:
                unknown["unit", unit, location].append(row)
        for (column, code, location), users in unknown.items():
            declared = locations if column == "location" else {c for place, c in units if place == location}
            problems.add(_unknown(users, column, code, sorted(str(c) for c in declared if c)))
    for row in rows["postgraduates"]:
        _check_major(row, units, problems)


def _check_major(row: ReadRow, units: set[tuple[Any, Any]], problems: Collector) -> None:
    major, location = row.values.get("major"), row.values.get("location")
    if major is None or location is None:
        return
    if len(major) != 7 or not major.isdigit() or major[0] not in "89":
        problems.add(
            row.place("major").problem(
                "E-ADM-011", f"mã ngành sau đại học lạ “{major}”", f"unknown code of a postgraduate major “{major}”",
                "ghi bảy chữ số, bắt đầu bằng 8 (thạc sĩ) hoặc 9 (tiến sĩ)", "write seven digits that begin with 8 (master) or 9 (doctoral)", major,
            )
        )  # fmt: skip
    elif not {(location, major[1:5]), (location, major[1:])} & units:
        here = sorted(str(code) for place, code in units if place == location and code)
        problems.add(_unknown([row], "major", major, here))


def _unknown(rows: list[ReadRow], column: str, code: str, known: list[str]) -> Any:
    near = close_match(code, known)
    listed = ", ".join(known) or "…"
    what_vi, what_en = (
        ("địa điểm", "location")
        if column == "location"
        else ("nhóm ngành ở địa điểm này", "group at this location")
    )
    last, n = rows[-1].place(column).address, len(rows)
    more_vi, more_en = (f", {n} dòng đến {last}", f", {n} rows to {last}") if n > 1 else ("", "")
    return rows[0].place(column).problem(
        "E-ADM-018", f"không có {what_vi} “{code}”{more_vi}" + (f" (có phải là “{near}”?)" if near else ""),
        f"there is no {what_en} “{code}”{more_en}" + (f" (did you mean “{near}”?)" if near else ""),
        f"ghi một mã đã khai: {listed}", f"write a code that is declared: {listed}", code,
    )  # fmt: skip


def _check_lecturers(lecturers: list[ReadRow], problems: Collector) -> None:
    by_code: dict[str, list[ReadRow]] = defaultdict(list)
    for row in lecturers:
        code = row.values.get("lecturer")
        if code is None:
            continue
        if looks_personal(code):
            problems.add(
                row.place("lecturer").problem(
                    "E-ADM-013", "mã giảng viên giống họ tên hoặc số định danh", "the lecturer code looks like a name or an identity number",
                    "đặt mã riêng gồm chữ không dấu và số, ví dụ GV001", "use a code of your own of plain letters and digits, for instance GV001",
                )
            )  # fmt: skip
        by_code[code].append(row)
    limits = {
        row["parameter"]: (float(row["value"]), str(row["article_clause"]))
        for row in table_rows("vietnam-admission/rules")
        if row["rule_set"] == "TT34-2026"
        and row["parameter"] in ("lecturer_total_weight_max", "co_permanent_total_weight_max")
    }
    for code, shares in by_code.items():
        _check_same_person(code, shares, problems)
        co_permanent = any(row.values.get("category") == "co_permanent" for row in shares)
        most, clause = limits[
            "co_permanent_total_weight_max" if co_permanent else "lecturer_total_weight_max"
        ]
        total = sum(float(row.values.get("weight", 1.0)) for row in shares)
        if total > most + WEIGHT_SLACK:
            problems.add(
                shares[-1].place("weight").problem(
                    "E-ADM-012", f"tổng hệ số thời gian của giảng viên {code} là {format_number(total, 'vi', 2)}, vượt {format_number(most, 'vi', 2)} ({clause_vi(clause)})",
                    f"the time of lecturer {code} adds up to {format_number(total, 'en', 2)}, above {format_number(most, 'en', 2)} ({clause})",
                    f"sửa cột hệ số thời gian ở {len(shares)} dòng của mã này", f"mend the share of time in the {len(shares)} rows of this code", total,
                )
            )  # fmt: skip


def _check_same_person(code: str, shares: list[ReadRow], problems: Collector) -> None:
    for column in ("degree", "title", "category"):
        first = shares[0].values.get(column)
        for row in shares[1:]:
            if row.values.get(column) != first:
                name = next(c for c in row.sheet.fields if c.name == column)
                problems.add(
                    row.place(column).problem(
                        "E-ADM-014", f"giảng viên {code}: “{name.vi}” khác dòng {shares[0].number}",
                        f"lecturer {code}: “{name.en}” differs from row {shares[0].number}",
                        "ghi như nhau ở mọi dòng của một mã", "write the same in all rows of one code", row.values.get(column),
                    )
                )  # fmt: skip


# A part and its whole, by sheet.
_PARTS = {
    "learners": (("bridging", "planned"),),
    "postgraduates": (
        ("doctors_of_science", "doctors"), ("stock_regular", "stock"), ("planned_regular", "planned"),
    ),
    "offers": (("enrolled", "offered"),),
}  # fmt: skip


def _check_parts(rows: dict[str, list[ReadRow]], problems: Collector) -> None:
    for name, pairs in _PARTS.items():
        for row in rows[name]:
            names = {column.name: column for column in row.sheet.fields}
            for part, whole in pairs:
                if part in row.values and row.values[part] > row.values.get(whole, 0.0):
                    small, large = names[part], names[whole]
                    value = row.values[part]
                    problems.add(
                        row.place(part).problem(
                            "E-ADM-014", f"“{small.vi}” {format_number(value, 'vi')} lớn hơn “{large.vi}”",
                            f"“{small.en}” {format_number(value, 'en')} is above “{large.en}”",
                            "sửa một trong hai ô", "mend one of the two cells", value,
                        )
                    )  # fmt: skip


def _check_durations(learners: list[ReadRow], problems: Collector) -> None:
    """The expected graduates of bachelor and college are stock over duration; only master and doctoral have it from the law."""
    for row in learners:
        if (
            row.values.get("level") in ("bachelor", "college")
            and row.values.get("stock", 0) > 0
            and "duration" not in row.values
            and not row.cells.get("duration", RawCell()).text
        ):
            problems.add(
                row.place("duration").problem(
                    "E-ADM-008", "Số năm đào tạo: ô bắt buộc còn trống khi có người học (Phụ lục I)", "Years of the study plan: needed where there are learners (App. I)",
                    "ghi số năm theo kế hoạch học tập chuẩn", "write the years of the standard study plan",
                )
            )  # fmt: skip
