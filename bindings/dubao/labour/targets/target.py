"""A dated target: its exact wording, scope, threshold and date, who answers for it, and what would have to be collected."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from dubao.errors import Collector, InputError, Problem
from dubao.labour.results import Result

OPERATORS = (">=", ">", "<=", "<", "=", "about", "done")
"""Comparisons a text makes. ``=`` and ``about`` are met at the value or beyond, seen from the last observation."""

KINDS = ("target", "requirement", "definition", "value_not_read")
STATES = ("met", "not_met", "no_official_data", "future", "not_a_target")
_UNITS_WITHOUT_A_PATH = ("rank", "event", "list", "definition")
_NUMBERS = ("value", "value_high", "observed_value")


@dataclass(frozen=True)
class Target(Result):
    """One dated target.

    Attributes
    ----------
    target_id : str
    kind : {"target", "requirement", "definition", "value_not_read"}
        Only the first two are tracked.
    indicator_vi, indicator_en : str
        The indicator in the exact words of the text: two wordings are two indicators.
    operator : str
        One of ``OPERATORS``.
    value, value_high : float or None
        The threshold in ``unit``; the upper end where the text gives a range (the lower one is tested).
    unit : str
    due : str
        Year ("2030"), or first day of a standing requirement ("2026-07-01").
    due_kind : {"by_end_of_year", "every_year", "from_date"}
    scope_vi, scope_en : str
    province_code : str
        Code of the province of a provincial target; empty for a national one.
    legal_id, clause_vi, clause_en, owner_vi, owner_en : str
    observation_state : str
        What is known: met, not_met or no_official_data for past dates, else future; decided by official data alone.
    observed_value, observed_period, observed_source_id, observation_vi, observation_en
        The official figure behind met or not_met, and its scope.
    series_id : str
        The series in the terms of the target; empty when there is none.
    comparable : bool
        Whether that series measures what the target says (``probability_possible`` of the table).
    reason_vi, reason_en : str
        Why no probability can be had.
    collect_vi, collect_en : str
        What to collect, from whom, in which table.
    source_id : str
    """

    target_id: str
    kind: str = "target"
    indicator_vi: str = ""
    indicator_en: str = ""
    operator: str = ">="
    value: float | None = None
    value_high: float | None = None
    unit: str = ""
    due: str = ""
    due_kind: str = "by_end_of_year"
    scope_vi: str = "cả nước"
    scope_en: str = "national"
    province_code: str = ""
    legal_id: str = ""
    clause_vi: str = ""
    clause_en: str = ""
    owner_vi: str = ""
    owner_en: str = ""
    observation_state: str = "future"
    observed_value: float | None = None
    observed_period: str = ""
    observed_source_id: str = ""
    observation_vi: str = ""
    observation_en: str = ""
    series_id: str = ""
    comparable: bool = True
    reason_vi: str = ""
    reason_en: str = ""
    collect_vi: str = ""
    collect_en: str = ""
    source_id: str = ""

    @property
    def due_year(self) -> int:
        return int(self.due[:4])

    @property
    def has_path(self) -> bool:
        """Whether a path of numbers towards it has a meaning: not for ranks, events and lists."""
        return self.value is not None and self.operator != "done" and self.unit not in _UNITS_WITHOUT_A_PATH

    def is_due(self, as_of: dt.date) -> bool:
        """Whether its date has passed.

        >>> Target("a", due="2025").is_due(dt.date(2025, 12, 31)), Target("a", due="2025").is_due(dt.date(2026, 1, 1))
        (False, True)
        """
        if self.due_kind == "from_date" and len(self.due) == 10:
            return as_of >= dt.date.fromisoformat(self.due)
        return as_of > dt.date(self.due_year, 12, 31)

    def comparison(self, last_value: float) -> str:
        """The comparison to test: ``=`` and ``about`` become "at least" from below and "at most" from above.

        >>> Target("a", operator="=", value=260).comparison(217), Target("a", operator="=", value=260).comparison(300)
        ('>=', '<=')
        """
        if self.operator not in ("=", "about"):
            return self.operator
        return ">=" if self.value is None or last_value <= self.value else "<="

    def met_by(self, observed: float, before: float | None = None) -> bool:
        """Whether an observed value meets it; ``before`` is an earlier value, for the sense of ``=`` and ``about``.

        >>> Target("a", operator=">", value=10).met_by(10), Target("a", operator=">=", value=10).met_by(10)
        (False, True)
        """
        value = 1.0 if self.value is None else self.value
        sense = self.operator if before is None else self.comparison(before)
        if sense in ("=", "about", "done"):
            sense = ">="
        return {
            ">=": observed >= value,
            ">": observed > value,
            "<=": observed <= value,
            "<": observed < value,
        }[sense]


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None or (isinstance(value, float) and math.isnan(value)) else str(value).strip()


def _number(row: Mapping[str, Any], name: str) -> float | None:
    text = _text(row, name)
    return float(text) if text else None


def read_targets(rows: Iterable[Mapping[str, Any]]) -> tuple[Target, ...]:
    """Targets from the rows of a table (package ``vietnam-targets``), checked as a whole.

    Parameters
    ----------
    rows : iterable of mappings
        Columns as in ``datasets/vietnam-targets/targets.csv``; those that are not there are empty.

    Returns
    -------
    tuple of Target

    Raises
    ------
    dubao.errors.InputError
        E-TGT-006 for every row with an unknown operator, kind, state or date, a value that is no number, a target without a
        value, or an id used twice; E-TGT-005 for a verdict its own figure contradicts.

    Examples
    --------
    >>> rows = [{"target_id": "a", "kind": "target", "operator": ">=", "value": "20", "unit": "percent", "due": "2030",
    ...          "observation_state": "future", "probability_possible": "yes", "series_id": "s"}]
    >>> read_targets(rows)[0].value
    20.0
    """
    found, problems, seen = [], Collector(), set()
    plain = [
        f.name
        for f in fields(Target)
        if f.name not in (*_NUMBERS, "comparable", "reason_vi", "reason_en", "target_id")
    ]
    for number, row in enumerate(rows, start=2):
        key = _text(row, "target_id")

        def wrong(
            column: str, vi: str, en: str, mend_vi: str, mend_en: str, number: int = number, key: str = key
        ) -> None:
            problems.add(
                Problem("E-TGT-006", argument="targets", row=number, column=column, series=key, vi=vi, en=en, remedy_vi=mend_vi, remedy_en=mend_en)
            )  # fmt: skip

        values: dict[str, Any] = {name: text for name in plain if (text := _text(row, name))}
        for name in _NUMBERS:
            try:
                values[name] = _number(row, name)
            except ValueError:
                wrong(name, f"'{row[name]}' không phải là số", f"'{row[name]}' is not a number", "ghi một số hoặc để trống", "write a number or leave it empty")  # fmt: skip
        values["comparable"] = _text(row, "probability_possible").lower() not in ("no", "false", "0")
        values["reason_vi"], values["reason_en"] = _text(row, "probability_reason_vi"), _text(row, "probability_reason_en")  # fmt: skip
        target = Target(key, **values)
        for name, value, known in (
            ("operator", target.operator, OPERATORS), ("kind", target.kind, KINDS), ("observation_state", target.observation_state, STATES),
        ):  # fmt: skip
            if value not in known:
                wrong(name, f"'{value}' không có trong danh mục", f"'{value}' is not known", f"dùng {', '.join(known)}", f"use {', '.join(known)}")  # fmt: skip
        if not key or key in seen:
            wrong("target_id", "mã mục tiêu trống hoặc trùng", "the id is empty or used twice", "mỗi mục tiêu một mã riêng", "give every target its own id")  # fmt: skip
        seen.add(key)
        if not _is_date(target.due):
            wrong("due", f"'{target.due}' không phải là năm hoặc ngày", f"'{target.due}' is no year or day", "ghi 2030 hoặc 2026-07-01", "write 2030 or 2026-07-01")  # fmt: skip
        if target.kind == "target" and target.operator != "done" and target.value is None:
            wrong("value", "mục tiêu không có giá trị", "the target has no value", "ghi giá trị, hoặc đổi kind thành value_not_read", "write the value, or make its kind value_not_read")  # fmt: skip
        if contradiction := _contradiction(target):
            problems.add(contradiction)
        found.append(target)
    problems.raise_if_any(InputError)
    return tuple(found)


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text if len(text) == 10 else f"{text}-01-01")
    except ValueError:
        return False
    return len(text) in (4, 10)


def _contradiction(target: Target) -> Problem | None:
    """A verdict without a figure, or against its own figure."""
    if target.observation_state not in ("met", "not_met"):
        return None
    said = target.observation_state == "met"
    if target.observed_value is not None and target.met_by(target.observed_value) == said:
        return None
    shown = "–" if target.observed_value is None else f"{target.observed_value:g}"
    return Problem(
        "E-TGT-005", argument="observation_state", series=target.target_id, period=target.observed_period,
        vi=f"ghi là {'đạt' if said else 'chưa đạt'} nhưng số quan sát là {shown}, mục tiêu {target.operator} {target.value:g}",
        en=f"it says {'met' if said else 'not met'} but the observed value is {shown}, the target {target.operator} {target.value:g}",
        remedy_vi="đối chiếu với nguồn rồi sửa số quan sát hoặc kết luận", remedy_en="check the source, then mend the figure or the verdict",
    )  # fmt: skip
