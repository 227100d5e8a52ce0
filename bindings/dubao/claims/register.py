"""The register: claims as they were said, and the pairs that are held against each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dubao.errors import InputError, Problem

if TYPE_CHECKING:
    from dubao.data import Catalogue

Quantity = Literal["level", "flow", "target", "need"]

#: How far the wording of a figure reaches, as factors of it: a convention of this page, not an estimate.
WORDING: dict[str, tuple[float, float]] = {
    "exact": (1.0, 1.0),
    "about": (0.95, 1.05),
    "over": (1.0, 1.1),
    "nearly": (0.9, 1.0),
    "range": (1.0, 1.0),
}


@dataclass(frozen=True)
class Claim:
    """One figure in circulation.

    Attributes
    ----------
    key : str
    who_vi, who_en, subject_vi, subject_en, scope_vi, scope_en : str
        Who says it, what is said, and what is counted.
    value : float or None
        In ``unit``; the lower end of a range.
    high : float or None
        Upper end of a range.
    unit, period, until : str
        The period it speaks of; ``until`` is empty for one year.
    quantity : {"level", "flow", "target", "need"}
    wording : {"exact", "about", "over", "nearly", "range"}
    origin_found : bool
        Whether the statement itself was found, not only a quotation of it.
    source : str
        Key of the source in the package.
    """

    key: str
    who_vi: str
    who_en: str
    subject_vi: str
    subject_en: str
    scope_vi: str
    scope_en: str
    value: float | None
    high: float | None
    unit: str
    period: str
    until: str
    quantity: Quantity
    wording: str
    origin_found: bool
    source: str

    @property
    def reach(self) -> tuple[float, float] | None:
        """Lowest and highest figure the wording allows (:data:`WORDING`); None without a value."""
        if self.value is None:
            return None
        low, high = WORDING[self.wording]
        return low * self.value, high * (self.value if self.high is None else self.high)


@dataclass(frozen=True)
class Pair:
    """A claim and what it is held against."""

    key: str
    claim: str
    other_kind: Literal["claim", "series"]
    other: str
    period: str
    quantity: str
    scopes: Literal["same", "other", "unknown"]
    relation: Literal["compare", "growth_percent", "part_of"]
    stated: float | None
    trap: int | None
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class Register:
    """Claims, the pairs to compare, and the official figures the pairs name.

    Attributes
    ----------
    claims : dict of Claim
        By key.
    pairs : tuple of Pair
    series : dict
        (series, period) to value in persons, percent or the series' own unit.
    """

    claims: dict[str, Claim]
    pairs: tuple[Pair, ...]
    series: dict[tuple[str, str], float]

    @classmethod
    def read(cls, package: str = "vietnam-claims", catalogue: Catalogue | None = None) -> Register:
        """Reads the tables ``claims`` and ``comparisons`` of a data package.

        Raises
        ------
        dubao.errors.InputError
            E-CLM-001 for pairs that name a claim, series or period that is not there, or growth without a figure; all at once.

        Examples
        --------
        >>> register = Register.read("vietnam-claims")
        >>> register.claims["cyber_shortage_nca_2025"].quantity, len(register.pairs) > 20
        ('need', True)
        """
        from dubao.data import Catalogue

        found = catalogue or Catalogue()
        return cls.of_tables(found.table(f"{package}/claims"), found.table(f"{package}/comparisons"), found)

    @classmethod
    def of_tables(cls, said: Iterable[Any], compared: Iterable[Any], catalogue: Catalogue) -> Register:
        """The register of two tables that are read already; official series come from the catalogue.

        Raises
        ------
        dubao.errors.InputError
            E-CLM-001, as :meth:`read`.

        Examples
        --------
        >>> from dubao.data import Catalogue
        >>> catalogue = Catalogue()
        >>> said = catalogue.table("vietnam-claims/claims")
        >>> len(Register.of_tables(said, (), catalogue).pairs)
        0
        """
        claims = {row["claim_id"]: _claim(row) for row in said}
        pairs = tuple(_pair(row) for row in compared)
        series: dict[tuple[str, str], float] = {}
        problems: list[Problem] = []
        for pair in pairs:
            missing = [
                k
                for k in (pair.claim, *((pair.other,) if pair.other_kind == "claim" else ()))
                if k not in claims
            ]
            if missing:
                problems.append(
                    _wrong(pair, f"không có phát biểu {', '.join(missing)}", f"no claim {', '.join(missing)}")
                )
            if pair.relation == "growth_percent" and pair.stated is None:
                problems.append(_wrong(pair, "thiếu mức tăng được nêu", "the stated growth is missing"))
            if pair.other_kind == "series":
                value = _official(catalogue, pair)
                if value is None:
                    problems.append(
                        _wrong(
                            pair,
                            f"chuỗi {pair.other} không có kỳ {pair.period}",
                            f"series {pair.other} has no {pair.period}",
                        )
                    )
                else:
                    series[pair.other, pair.period] = value
        if problems:
            raise InputError(problems)
        return cls(claims, pairs, series)


def _official(catalogue: Catalogue, pair: Pair) -> float | None:
    try:
        record = catalogue.series(pair.other)
    except InputError:
        return None
    factor = 1000.0 if record.unit == "thousand_persons" else 1.0
    for period, value in zip(record.periods, record.values, strict=True):
        if str(period) == pair.period and value == value:
            return float(value) * factor
    return None


def _claim(row: Any) -> Claim:
    return Claim(
        row["claim_id"], row["who_vi"], row["who_en"], row["subject_vi"], row["subject_en"], row["scope_vi"] or "",
        row["scope_en"] or "", _number(row["value"]), _number(row["value_high"]), row["unit"], str(row["period"]),
        str(row["period_to"] or ""), row["kind"], row["precision"], row["origin"] == "found", row["source_id"],
    )  # fmt: skip


def _pair(row: Any) -> Pair:
    trap = _number(row["trap"])
    return Pair(
        row["link_id"], row["claim_id"], row["other_kind"], row["other_id"], str(row["other_period"] or ""),
        str(row["other_quantity"] or ""), row["scopes"], row["relation"], _number(row["stated_value"]),
        None if trap is None else int(trap), row["note_vi"], row["note_en"],
    )  # fmt: skip


def _number(value: Any) -> float | None:
    return None if value in (None, "") else float(value)


def _wrong(pair: Pair, vi: str, en: str) -> Problem:
    return Problem(
        "E-CLM-001",
        vi,
        en,
        "sửa dòng này của bảng comparisons",
        "mend this row of the table comparisons",
        argument=pair.key,
    )
