"""Rules as data: the values the law sets for an intake year, each with its clause, its words and the years it governs.

The values stand in the data package ``vietnam-admission``: one row a value, with legal text, article and clause, and the first
and last intake year it governs. A rule set is chosen by intake year; a pending amendment is one more table (``amendments``),
no code. No value has a default: one that is not in the table is an error that names it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from dubao.data.catalogue import Catalogue
from dubao.errors import InputError, Language, Problem

__all__ = ["AdmissionRules", "FieldCoefficients", "LegalValue", "rules_for"]

#: The row whose legal text names the criteria (capacity, forms), and the one that names the brakes, of an intake year.
_CRITERIA, _BRAKES = "expected_graduates_formula", "freeze_if_employment_rate_below"
#: First intake whose criteria are those of Circular 34/2026/TT-BGDĐT as computed by :func:`dubao.labour.capacity.determine`.
FIRST_INTAKE_OF_34_2026 = 2027


@dataclass(frozen=True)
class LegalValue:
    """One value of a legal text.

    Attributes
    ----------
    parameter : str
        Its name, unique within a year's rules.
    value : float
        The number; ``nan`` where the law says it in words (see ``text``).
    text : str
        The value as it stands in the table.
    unit, rule_set, article_clause, text_vi, meaning_vi, meaning_en, confidence, note : str
        Unit (values in percent begin with "percent"), legal text, clause, the law's words, what they mean, how the text was
        read, remark.
    applies_from, applies_to : int or None
        First and last intake year; None: open.
    """

    parameter: str
    value: float
    text: str
    unit: str
    rule_set: str
    article_clause: str
    text_vi: str = ""
    meaning_vi: str = ""
    meaning_en: str = ""
    confidence: str = ""
    note: str = ""
    applies_from: int | None = None
    applies_to: int | None = None

    def meaning(self, lang: Language = "vi") -> str:
        """What the value means, in a language."""
        return self.meaning_vi if lang == "vi" else self.meaning_en


@dataclass(frozen=True)
class FieldCoefficients:
    """K_GD and K_DT of one field of the education list, from the Standards for higher-education institutions."""

    field: str  #: three digits, 748
    name_vi: str
    name_en: str
    teaching: float  #: K_GD
    area: float  #: K_DT
    rule_set: str
    confirmed: bool  #: in force on 31 December of the year before the intake

    def name(self, lang: Language = "vi") -> str:
        return self.name_vi if lang == "vi" else self.name_en


@dataclass(frozen=True)
class AdmissionRules:
    """The rules of one intake year.

    Attributes
    ----------
    intake_year : int
    rule_set : str
        Legal text of the criteria (capacity by area and lecturers).
    brakes_rule_set : str
        Legal text of growth cap, freezes and overshoot; another one for 2026, whose intake is mixed.
    values : mapping of str to LegalValue
    coefficients : tuple of FieldCoefficients
    """

    intake_year: int
    rule_set: str
    brakes_rule_set: str
    values: Mapping[str, LegalValue]
    coefficients: tuple[FieldCoefficients, ...]

    def __repr__(self) -> str:
        brakes = "" if self.brakes_rule_set == self.rule_set else f", brakes {self.brakes_rule_set}"
        return f"AdmissionRules({self.intake_year}: {self.rule_set}{brakes}, {len(self.values)} values)"

    def __getitem__(self, parameter: str) -> LegalValue:
        """The value of a name, with its clause.

        Raises
        ------
        dubao.errors.InputError
            E-CAP-001 for a name the rules do not have.
        """
        if parameter not in self.values:
            raise InputError(
                Problem(
                    "E-CAP-001",
                    vi=f"bộ quy định {self.rule_set} năm {self.intake_year} không có giá trị '{parameter}'",
                    en=f"no value '{parameter}' in rule set {self.rule_set} for intake {self.intake_year}",
                    remedy_vi="thêm một dòng vào bảng quy định, ghi rõ điều, khoản và giá trị",
                    remedy_en="add a row for it to the table of rules, with article and clause",
                    argument=parameter,
                )
            )
        return self.values[parameter]

    def value(self, parameter: str) -> float:
        """The number of a name; an error (E-CAP-001) where there is none."""
        found = self[parameter]
        if math.isnan(found.value):
            raise InputError(
                Problem(
                    "E-CAP-001",
                    vi=f"giá trị '{parameter}' ({found.article_clause}) không phải là số: {found.text}",
                    en=f"value '{parameter}' ({found.article_clause}) is no number: {found.text}",
                    remedy_vi="đọc phần chữ, hoặc bổ sung số vào bảng quy định",
                    remedy_en="read its text, or put a number into the table of rules",
                    argument=parameter,
                )
            )
        return found.value

    @property
    def coefficients_confirmed(self) -> bool:
        """Whether the coefficients in force on the date of the data are known."""
        return all(one.confirmed for one in self.coefficients)

    def core_rows(self) -> list[tuple[str, float, str, str, str, str]]:
        """The values as the compiled core takes them."""
        return [
            (one.parameter, one.value, one.text, one.unit, one.rule_set, one.article_clause)
            for one in self.values.values()
        ]

    def core_fields(self) -> list[tuple[str, float, float, bool]]:
        """The coefficients as the compiled core takes them."""
        return [(one.field, one.teaching, one.area, one.confirmed) for one in self.coefficients]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _year(text: str) -> int | None:
    return int(text) if text else None


def _legal_value(row: Mapping[str, str]) -> LegalValue:
    return LegalValue(
        parameter=row["parameter"],
        value=_number(row["value"]),
        text=row["value"],
        unit=row.get("unit", ""),
        rule_set=row["rule_set"],
        article_clause=row["article_clause"],
        text_vi=row.get("text_vi", ""),
        meaning_vi=row.get("meaning_vi", ""),
        meaning_en=row.get("meaning_en", ""),
        confidence=row.get("confidence", ""),
        note=row.get("note", ""),
        applies_from=_year(row.get("applies_from_intake_year", "")),
        applies_to=_year(row.get("applies_to_intake_year", "")),
    )


def _governs(value: LegalValue, year: int) -> bool:
    return (value.applies_from is None or value.applies_from <= year) and (
        value.applies_to is None or value.applies_to >= year
    )


@cache
def _table() -> tuple[LegalValue, ...]:
    """All values of the package that are law; drafts are listed there but govern nothing."""
    rows = Catalogue().table("vietnam-admission/rules").rows
    return tuple(_legal_value(row) for row in rows if not row["rule_set"].startswith("draft"))


@cache
def _coefficients(year: int) -> tuple[FieldCoefficients, ...]:
    """Coefficients in force on 31 December of the year before; else the latest known, unconfirmed."""
    known: dict[str, tuple[str, FieldCoefficients]] = {}
    day = date(year - 1, 12, 31).isoformat()
    for row in Catalogue().table("vietnam-admission/coefficients").rows:
        if not row["field_code"] or not row["K_GD"] or not row["K_DT"] or row["in_force_from"] > day:
            continue
        one = FieldCoefficients(
            field=row["field_code"],
            name_vi=row["field_vi"],
            name_en=row["field_en"],
            teaching=float(row["K_GD"]),
            area=float(row["K_DT"]),
            rule_set=row["rule_set"],
            confirmed=not row["in_force_to"] or row["in_force_to"] >= day,
        )
        if one.field not in known or row["in_force_from"] > known[one.field][0]:
            known[one.field] = (row["in_force_from"], one)
    return tuple(one for _, one in sorted(known.values(), key=lambda pair: pair[1].field))


def rules_for(intake_year: int, *, amendments: Iterable[Mapping[str, str]] = ()) -> AdmissionRules:
    """The rules that govern an intake year.

    Parameters
    ----------
    intake_year : int
        2022 or later.
    amendments : iterable of mappings
        Rows in the columns of the table of rules (``rule_set``, ``article_clause``, ``parameter``, ``value``, ``unit``,
        ``applies_from_intake_year``, ``applies_to_intake_year``, …): where they govern the year they take the place of the
        value of the same name.

    Returns
    -------
    AdmissionRules

    Raises
    ------
    dubao.errors.InputError
        E-CAP-002 for a year without rule set.

    Examples
    --------
    >>> rules = rules_for(2027)
    >>> rules.rule_set, rules.value("max_converted_learners_per_converted_lecturer")
    ('TT34-2026', 40.0)
    >>> rules["growth_cap_over_last_actual_intake"].article_clause
    'Art. 5(5)'
    >>> rules_for(2026).brakes_rule_set, rules_for(2026).rule_set
    ('TT34-2026', 'TT03-2022+TT10-2023')
    >>> draft = dict(rule_set="draft", article_clause="Art. 1", parameter="growth_cap_over_last_actual_intake", value="15", unit="percent")
    >>> rules_for(2027, amendments=[draft]).value("growth_cap_over_last_actual_intake")
    15.0
    """
    values: dict[str, LegalValue] = {}
    for one in _table():
        if _governs(one, intake_year):
            values.setdefault(one.parameter, one)
    for row in amendments:
        amended = _legal_value(row)
        if _governs(amended, intake_year):
            values[amended.parameter] = amended
    if _CRITERIA not in values or _BRAKES not in values:
        known = sorted(
            {one.applies_from for one in _table() if one.parameter == _CRITERIA and one.applies_from}
        )
        first = known[0] if known else ""
        raise InputError(
            Problem(
                "E-CAP-002",
                vi=f"không có bộ quy định cho năm tuyển sinh {intake_year}",
                en=f"no rule set for intake year {intake_year}",
                remedy_vi=f"chọn năm tuyển sinh từ {first}, hoặc bổ sung quy định vào bảng",
                remedy_en=f"choose an intake year from {first} on, or add the rules to the table",
                argument="intake_year",
                period=str(intake_year),
            )
        )
    return AdmissionRules(
        intake_year=intake_year,
        rule_set=values[_CRITERIA].rule_set,
        brakes_rule_set=values[_BRAKES].rule_set,
        values=MappingProxyType(values),
        coefficients=_coefficients(intake_year),
    )
