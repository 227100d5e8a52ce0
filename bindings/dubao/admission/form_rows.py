"""Rows of the Circular's forms: which rows a form has, what stands in each cell, which figures are tentative.

Every figure is one the determination holds, or the sum of such figures over the rows below. ``"X"`` stands where the form has an X, and
an empty cell where the workbook cannot know a figure. Codes are written as the form writes them: without the digit of the level in
tables 1A and 1B, with it in the tables of one level.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dubao.admission.legal_tables import table_rows
from dubao.admission.unit_codes import field_of, group_of, with_level
from dubao.labour.capacity import Institution, Learners, Postgraduates, Unit

__all__ = ["FormRow", "FormTables", "form_tables"]

RowKind = Literal["institution", "location", "field", "group", "major"]
WHOLE = "Toàn cơ sở đào tạo"
X = "X"
Value = float | str | None


@dataclass(frozen=True)
class FormRow:
    """A row of a form.

    Attributes
    ----------
    kind : {"institution", "location", "field", "group", "major"}
    cells : tuple
        One value a column: a number, a text, None for a cell that stays empty.
    tentative : frozenset of int
        Positions of figures that rest on coefficients nobody has confirmed.
    """

    kind: RowKind
    cells: tuple[Value, ...]
    tentative: frozenset[int] = field(default_factory=frozenset)


FormTables = dict[str, tuple[FormRow, ...]]


def form_tables(institution: Institution, determination: Any, announced: Mapping[str, float]) -> FormTables:
    """Rows of all forms of Appendices I and II.

    Parameters
    ----------
    institution : Institution
    determination : dubao.labour.capacity.Determination
    announced : mapping
        Number of persons of each variable (``location/unit/level/form``) that the institution would announce.

    Returns
    -------
    dict
        Code of the form as in the table of forms (``I.1A`` … ``II.1C``) → rows.
    """
    maker = _Maker(institution, determination, announced)
    return {
        "I.1A": maker.area(),
        "I.1B": maker.lecturers(),
        "I.1C": maker.supervisors("master"),
        "I.1D": maker.supervisors("doctoral"),
        "I.1Đ": maker.rates(),
        "I.2A": maker.numbers(),
        "I.2B": maker.postgraduate_numbers("master"),
        "I.2C": maker.postgraduate_numbers("doctoral"),
        "II.1A": maker.actual(),
        "II.1B": maker.postgraduate_actual("master"),
        "II.1C": maker.postgraduate_actual("doctoral"),
    }


def total(values: Iterable[Value]) -> Value:
    """Sum of the known numbers; None when there is none."""
    known = [v for v in values if isinstance(v, int | float) and not math.isnan(v)]
    return math.fsum(known) if known else None


def _known(value: float | None) -> Value:
    return None if value is None or math.isnan(value) else value


class _Maker:
    """Makes the rows of one institution."""

    def __init__(self, institution: Institution, determination: Any, announced: Mapping[str, float]) -> None:
        self.institution, self.determination, self.announced = institution, determination, announced
        # The coefficients as computed with: those the workbook gives, or those of the table of the Standards.
        self.units = {(unit.location, unit.code): unit for unit in determination.institution.units}
        self.names = _names()
        self.weights = {one.name: one.teaching_weight for one in determination.variables}

    def at(self, location: str) -> list[Unit]:
        """Units of a location, in the order of their codes."""
        return sorted(
            (unit for unit in self.institution.units if unit.location == location), key=lambda u: u.code
        )

    def unconfirmed(self, *places: tuple[str, str]) -> bool:
        return any(not self.units[place].confirmed for place in places if place in self.units)

    def name(self, code: str) -> str:
        """Name of a group or major without level: as declared, else as in the education list."""
        declared = next((u.name for u in self.institution.units if u.code == code), "")
        return declared or self.names.get(code, "")

    # Table 1A: the location has all columns, a group only scale and expected graduates.
    def area(self) -> tuple[FormRow, ...]:
        of = {(row.location, row.unit): row for row in self.determination.area}
        out: list[FormRow] = []
        heads: list[FormRow] = []
        for number, location in enumerate(self.institution.locations, start=1):
            row = of[location.code, ""]
            tentative = (
                {5, 6, 7}
                if self.unconfirmed(*((u.location, u.code) for u in self.at(location.code)))
                else set()
            )
            cells: tuple[Value, ...] = (
                number, location.code, location.name, _known(row.floor_area), _known(row.capacity), row.scale, row.expected_graduates,
                _known(row.maximum),
            )  # fmt: skip
            heads.append(FormRow("location", cells, frozenset(tentative)))
            out.append(heads[-1])
            for unit in self.at(location.code):
                one = of[unit.location, unit.code]
                tentative = {5, 6} if not unit.confirmed else set()
                cells = (None, unit.code, unit.name, X, X, one.scale, one.expected_graduates, X)
                out.append(FormRow("major" if unit.by_major else "group", cells, frozenset(tentative)))
        sums = tuple(total(head.cells[i] for head in heads) for i in range(3, 8))
        tentative = set().union(*(head.tentative for head in heads))
        return (FormRow("institution", (None, None, WHOLE, *sums), frozenset(tentative)), *out)

    # Table 1B: by group, with a sum by field (footnote 2).
    def lecturers(self) -> tuple[FormRow, ...]:
        of = {(row.location, row.unit): row for row in self.determination.lecturers}
        out: list[FormRow] = []
        for location in self.institution.locations:
            out.append(FormRow("location", (location.code, location.name, *(None,) * 5)))
            units = self.at(location.code)
            for code in dict.fromkeys(field_of(unit.code) for unit in units):
                rows = []
                for unit in (u for u in units if field_of(u.code) == code):
                    one = of[unit.location, unit.code]
                    cells: tuple[Value, ...] = (
                        unit.code, unit.name, one.converted, one.capacity, one.scale, one.expected_graduates, one.maximum,
                    )  # fmt: skip
                    tentative = frozenset() if unit.confirmed else frozenset({4, 5, 6})
                    rows.append(FormRow("major" if unit.by_major else "group", cells, tentative))
                of_field = next(
                    row for row in self.determination.fields if (row.location, row.field) == (location.code, code[1:])
                )  # fmt: skip
                sums = (
                    of_field.converted, of_field.capacity, of_field.scale, of_field.expected_graduates, of_field.maximum,
                )  # fmt: skip
                together = frozenset[int]().union(*(row.tentative for row in rows))
                out.append(FormRow("field", (code[1:], self.names.get(code, ""), *sums), together))
                out += rows
        return tuple(out)

    # Tables 1C and 1D: by major, summed to the group; no coefficient of the Standards enters.
    def supervisors(self, level: Literal["master", "doctoral"]) -> tuple[FormRow, ...]:
        rows = self.determination.master if level == "master" else self.determination.doctoral
        width = 6 if level == "master" else 8
        out: list[FormRow] = []
        for location in self.institution.locations:
            here = sorted((r for r in rows if r.location == location.code), key=lambda r: r.major)
            if not here:
                continue
            out.append(FormRow("location", (location.code, location.name, *(None,) * (width - 2))))
            majors: list[FormRow] = []
            for row in here:
                if level == "master":
                    figures: tuple[Value, ...] = (row.supervisors, row.capacity, row.scale, row.maximum)
                else:
                    figures = (
                        row.doctors, row.associate_professors, row.professors, row.capacity, row.scale, row.maximum,
                    )  # fmt: skip
                majors.append(FormRow("major", (row.major, self.names.get(row.major[1:], ""), *figures)))
            out += self._grouped(majors, width)
        return tuple(out)

    def _grouped(self, majors: Sequence[FormRow], width: int) -> list[FormRow]:
        """Majors below their group, whose row holds their sum."""
        out: list[FormRow] = []
        for code in dict.fromkeys(str(row.cells[0])[:5] for row in majors):
            inside = [row for row in majors if str(row.cells[0]).startswith(code)]
            sums = tuple(total(row.cells[i] for row in inside) for i in range(2, width))
            together = frozenset[int]().union(*(row.tentative for row in inside))
            out.append(FormRow("group", (code, self.names.get(code[1:], ""), *sums), together))
            out += inside
        return out

    # Table 1Đ: rates of bachelor and college; those of locations cannot be made from rates alone.
    def rates(self) -> tuple[FormRow, ...]:
        out = [FormRow("institution", (None, WHOLE, None, None))]
        for location in self.institution.locations:
            rows = self._rates_at(location.code)
            if rows:
                out += [FormRow("location", (location.code, location.name, None, None)), *rows]
        return tuple(out)

    def _rates_at(self, location: str) -> list[FormRow]:
        out: list[FormRow] = []
        for unit in self.at(location):
            for level in ("college", "bachelor"):
                rows = [
                    r for r in self._learners(location, unit.code, level)
                    if not (math.isnan(r.first_year_dropout) and math.isnan(r.employment_rate))
                ]  # fmt: skip
                pairs = {(r.first_year_dropout, r.employment_rate) for r in rows}
                for row in rows if len(pairs) > 1 else rows[:1]:
                    name = unit.name + (f" ({_FORMS[row.form]})" if len(pairs) > 1 else "")
                    cells = (
                        with_level(unit.code, level),
                        name,
                        _known(row.first_year_dropout),
                        _known(row.employment_rate),
                    )
                    out.append(FormRow("major" if unit.by_major else "group", cells))
        return out

    def _learners(self, location: str, unit: str, level: str) -> list[Learners]:
        return [
            row
            for row in self.institution.learners
            if (row.location, row.unit, row.level) == (location, unit, level)
        ]

    # Tables 2A and II.1A: persons by form, bridging apart, joint programmes, the sum in converted learners.
    def numbers(self) -> tuple[FormRow, ...]:
        def figures(rows: Sequence[Learners]) -> tuple[Value, ...]:
            persons: dict[str, Value] = {row.form: self.announced.get(self._variable(row)) for row in rows}
            bridging: dict[str, Value] = {row.form: _known(row.bridging) for row in rows}
            general = {form: _less(persons.get(form), bridging.get(form)) for form in persons}
            converted = total(
                self._weight_of_2a(row) * number
                for row in rows
                if (number := self.announced.get(self._variable(row))) is not None
            )
            forms = ("regular", "blended", "distance")
            return (
                *(general.get(f) for f in forms),
                *(bridging.get(f) for f in forms),
                persons.get("joint_foreign"),
                converted,
            )

        # A number that the workbook plans is a decision; one taken from the maximum rests on the coefficients.
        def tentative(rows: Sequence[Learners]) -> set[int]:
            positions = {"regular": 2, "blended": 3, "distance": 4, "joint_foreign": 8}
            return {positions[row.form] for row in rows if math.isnan(row.planned)} | {9}

        return self._by_form(figures, tentative, 10)

    def actual(self) -> tuple[FormRow, ...]:
        def figures(rows: Sequence[Learners]) -> tuple[Value, ...]:
            persons: dict[str, Value] = {row.form: _known(row.actual) for row in rows}
            converted = total(
                self._weight_of_2a(row) * row.actual for row in rows if not math.isnan(row.actual)
            )
            return (
                *(persons.get(f) for f in ("regular", "blended", "distance")), None, None, None, persons.get("joint_foreign"),
                converted, total(_known(row.announced) for row in rows), None,
            )  # fmt: skip

        return self._by_form(figures, lambda rows: {9}, 12)

    def _by_form(self, figures: Any, tentative: Any, width: int) -> tuple[FormRow, ...]:
        out: list[FormRow] = []
        heads: list[FormRow] = []
        for location in self.institution.locations:
            rows: list[FormRow] = []
            for level in ("college", "bachelor"):
                for unit in self.at(location.code):
                    listed = self._learners(location.code, unit.code, level)
                    if not listed:
                        continue
                    cells = (with_level(unit.code, level), unit.name, *figures(listed))
                    shaky = frozenset() if unit.confirmed else frozenset(tentative(listed))
                    rows.append(FormRow("major" if unit.by_major else "group", cells, shaky))
            if rows:
                heads.append(self._sum("location", (location.code, location.name), rows, width))
                out += [heads[-1], *rows]
        return (self._sum("institution", (None, WHOLE), heads, width), *out)

    def _sum(self, kind: RowKind, first: tuple[Value, ...], rows: Sequence[FormRow], width: int) -> FormRow:
        sums = tuple(total(row.cells[i] for row in rows) for i in range(len(first), width))
        together = frozenset[int]().union(*(row.tentative for row in rows))
        return FormRow(kind, (*first, *sums), together)

    # Tables 2B, 2C, II.1B, II.1C: by major, summed to the group.
    def postgraduate_numbers(self, level: Literal["master", "doctoral"]) -> tuple[FormRow, ...]:
        def figures(row: Postgraduates) -> tuple[Value, ...]:
            planned = self._planned(row, level)
            converted = total(
                self.weights[name] * number for name, number in self._parts(row, level) if number is not None
            )
            if level == "doctoral":
                return (planned, None, planned, converted)
            blended = (
                _less(planned, _known(row.planned_regular)) if not math.isnan(row.planned_regular) else None
            )
            return (_less(planned, blended), blended, None, planned, converted)

        width = 7 if level == "master" else 6
        return self._by_major(level, figures, width, {width - 1}, whole=level == "master")

    def postgraduate_actual(self, level: Literal["master", "doctoral"]) -> tuple[FormRow, ...]:
        def figures(row: Postgraduates) -> tuple[Value, ...]:
            actual, announced = _known(row.actual), _known(row.announced)
            weight = self._weight(row, level)
            converted = None if actual is None or weight is None else row.actual * weight
            if level == "doctoral":
                return (actual, None, actual, converted, announced, None)
            return (actual, None, None, actual, converted, announced, None)

        width = 9 if level == "master" else 8
        converted = 6 if level == "master" else 5
        return self._by_major(level, figures, width, {converted}, whole=level == "master")

    def _by_major(
        self, level: str, figures: Any, width: int, tentative: set[int], *, whole: bool
    ) -> tuple[FormRow, ...]:
        first = "8" if level == "master" else "9"
        out: list[FormRow] = []
        heads: list[FormRow] = []
        for location in self.institution.locations:
            here = sorted(
                (r for r in self.institution.postgraduates if r.location == location.code and r.major[:1] == first),
                key=lambda r: r.major,
            )  # fmt: skip
            if not here:
                continue
            majors = []
            for row in here:
                places = ((row.location, group_of(row.major[1:])), (row.location, row.major[1:]))
                shaky = frozenset(tentative) if self.unconfirmed(*places) else frozenset[int]()
                cells = (row.major, self.names.get(row.major[1:], ""), *figures(row))
                majors.append(FormRow("major", cells, shaky))
            heads.append(self._sum("location", (location.code, location.name), majors, width))
            out += [heads[-1], *self._grouped(majors, width)]
        if whole and heads:
            return (self._sum("institution", (None, WHOLE), heads, width), *out)
        return tuple(out)

    def _weight_of_2a(self, row: Learners) -> float:
        """Converted learners a person weighs in tables 2A and II.1A: joint programmes as regular, whatever the reading A6."""
        unit = self.units[row.location, row.unit]
        form = "regular" if row.form == "joint_foreign" else row.form
        weight = self.determination.rules.value(f"learner_conversion_lecturer.bachelor_or_college.{form}")
        return float(unit.teaching_coefficient * weight)

    def _variable(self, row: Learners) -> str:
        return f"{row.location}/{row.unit}/{row.level}/{row.form}"

    def _parts(self, row: Postgraduates, level: str) -> list[tuple[str, float | None]]:
        prefix = f"{row.location}/{row.major}/{level}/"
        return [(name, self.announced.get(name)) for name in self.weights if name.startswith(prefix)]

    def _planned(self, row: Postgraduates, level: str) -> Value:
        return total(number for _, number in self._parts(row, level))

    def _weight(self, row: Postgraduates, level: str) -> float | None:
        return next((self.weights[name] for name, _ in self._parts(row, level)), None)


_FORMS = {
    "regular": "chính quy",
    "blended": "kết hợp",
    "distance": "từ xa",
    "joint_foreign": "liên kết với nước ngoài",
}


def _less(whole: Value, part: Value) -> Value:
    if not isinstance(whole, int | float):
        return None
    return whole - part if isinstance(part, int | float) else whole


def _names() -> dict[str, str]:
    """Names of fields (three digits), groups and majors (without level) in Vietnamese."""
    out = {
        str(row["code"])[1:]: str(row["name_vi"])
        for row in table_rows("classifications/majors")
        if row["level"] != "field"
    }
    return out | {
        str(row["field_code"]): str(row["field_vi"])
        for row in table_rows("vietnam-admission/coefficients")
        if str(row["field_code"]).isdigit()
    }
