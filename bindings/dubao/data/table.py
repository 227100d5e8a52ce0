"""A table of a data package, its fields and sources, and one series of it.

A :class:`Table` holds typed rows: numbers are floats or integers, an empty cell is None. A :class:`SeriesRecord` is what a
model and a report need of one series: consecutive periods, values, what is missing, breaks, status and source of each value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao.data import periods as calendar
from dubao.errors import InputError, Language, Problem

if TYPE_CHECKING:
    from dubao._core import Series

STATUSES = ("official_national", "official_via", "derived", "assumption", "claim")
# What may drive a forecast; a claim is shown and checked against these, never used.
FORECAST_STATUSES = frozenset(STATUSES) - {"claim"}

# Columns that every table of observations has; what stands between series_id and period are its dimensions.
OBSERVATION_COLUMNS = (
    "series_id", "period", "value", "unit", "standard_error", "status", "break_before", "source_id", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One column: name, type, meaning in both languages, unit, constraints and the version of a classification it is coded in."""

    name: str
    type: str = "string"
    description: str = ""
    description_vi: str = ""
    unit: str = ""
    constraints: dict[str, Any] = field(default_factory=dict)
    classification: str = ""
    """``provinces_34``, ``vsic_2018``, …; empty where the package declares none."""

    @classmethod
    def from_descriptor(cls, descriptor: dict[str, Any]) -> Field:
        return cls(
            name=descriptor["name"],
            type=descriptor.get("type", "string"),
            description=descriptor.get("description", ""),
            description_vi=descriptor.get("description_vi", ""),
            unit=descriptor.get("unit", ""),
            constraints=dict(descriptor.get("constraints", {})),
            classification=descriptor.get("classification", ""),
        )

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))

    def text(self, lang: Language) -> str:
        """Description in a language; the other one where it is missing."""
        return (
            (self.description_vi if lang == "vi" else self.description)
            or self.description
            or self.description_vi
        )


@dataclass(frozen=True)
class Source:
    """Where a figure was read."""

    source_id: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    via_url: str = ""
    licence: str = ""
    read_on: str = ""
    status: str = ""
    note: str = ""

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Source:
        return cls(**{name: str(row.get(name) or "") for name in cls.__dataclass_fields__})

    def to_dict(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if getattr(self, name)}


@dataclass(frozen=True)
class Table:
    """A table with its schema.

    Parameters
    ----------
    name : str
        ``package/table``.
    fields : tuple of Field
    rows : sequence of dict
        Column → typed value; None where the cell is empty.
    row_numbers : sequence of int
        Row of each record as a spreadsheet shows it (the header is row 1).
    """

    name: str
    fields: tuple[Field, ...]
    rows: Sequence[dict[str, Any]]
    row_numbers: Sequence[int] = ()
    title_en: str = ""
    title_vi: str = ""
    description_en: str = ""
    description_vi: str = ""
    kind: str = ""
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[dict[str, Any], ...] = ()
    path: str = ""
    as_of: str = ""
    missing_values: tuple[str, ...] = ("",)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.fields)

    @property
    def schema(self) -> tuple[Field, ...]:
        return self.fields

    @property
    def units(self) -> tuple[str, ...]:
        """Units used, in the order of the rows."""
        return tuple(dict.fromkeys(row["unit"] for row in self.rows if row.get("unit")))

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Dimension columns of a table of observations (sex, age, activity, …)."""
        return (
            tuple(name for name in self.columns if name not in OBSERVATION_COLUMNS)
            if self.is_observations
            else ()
        )

    @property
    def is_observations(self) -> bool:
        return self.kind == "observations" or {"series_id", "period", "value"} <= set(self.columns)

    def title(self, lang: Language = "vi") -> str:
        return (self.title_vi if lang == "vi" else self.title_en) or self.title_en or self.name

    def field(self, name: str) -> Field:
        for f in self.fields:
            if f.name == name:
                return f
        raise KeyError(name)

    def column(self, name: str) -> list[Any]:
        """Values of one column."""
        self.field(name)
        return [row[name] for row in self.rows]

    def where(self, **conditions: Any) -> Table:
        """Rows in which every named column has the value, or one of the values, given.

        >>> table = Table("t/t", (Field("sex"), Field("value", "number")), [{"sex": "T", "value": 1.0}, {"sex": "F", "value": 2.0}])
        >>> table.where(sex=("F", "M")).column("value")
        [2.0]
        """
        wanted = {
            n: v if isinstance(v, (list, tuple, set, frozenset)) else (v,) for n, v in conditions.items()
        }
        for name in wanted:
            self.field(name)
        numbers = self.row_numbers or range(2, len(self.rows) + 2)
        kept = [
            (row, number)
            for row, number in zip(self.rows, numbers, strict=True)
            if all(row[name] in values for name, values in wanted.items())
        ]
        return replace_rows(self, [row for row, _ in kept], [number for _, number in kept])

    def series_ids(self) -> list[str]:
        """Ids of the series, in the order of the rows."""
        return list(dict.fromkeys(row["series_id"] for row in self.rows)) if self.is_observations else []

    def to_frame(self) -> dict[str, list[Any]]:
        """Column → values: what ``pandas.DataFrame(…)``, ``polars.DataFrame(…)`` or ``pyarrow.table(…)`` take."""
        return {name: [row[name] for row in self.rows] for name in self.columns}

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)


def replace_rows(table: Table, rows: list[dict[str, Any]], numbers: list[int]) -> Table:
    """The same table with other rows."""
    values = {name: getattr(table, name) for name in table.__dataclass_fields__}
    return Table(**{**values, "rows": rows, "row_numbers": numbers})


@dataclass(frozen=True)
class SeriesRecord:
    """One series with its history: the rows of a table, in the order of time, on consecutive periods.

    Attributes
    ----------
    periods : tuple of str
        Every period from the first to the last value.
    values, standard_errors : numpy.ndarray
        One for each period; NaN where missing or unknown.
    statuses : tuple of str
        Status of each value; empty where there is no row.
    breaks : tuple of str
        Periods before which a break is declared.
    """

    id: str
    table: str
    unit: str
    periods: tuple[str, ...]
    values: np.ndarray
    standard_errors: np.ndarray
    statuses: tuple[str, ...]
    breaks: tuple[str, ...]
    dimensions: dict[str, Any]
    sources: tuple[Source, ...]
    notes: dict[str, str]
    rows: tuple[dict[str, Any], ...]

    @property
    def frequency(self) -> str:
        """YE, HYE, QE, ME, W or D."""
        return calendar.frequency(self.periods[0]) if self.periods else "YE"

    @property
    def first(self) -> str:
        return self.periods[0]

    @property
    def last(self) -> str:
        return self.periods[-1]

    @property
    def missing(self) -> tuple[str, ...]:
        """Periods inside the span that have no value."""
        return tuple(p for p, v in zip(self.periods, self.values, strict=True) if math.isnan(v))

    @cached_property
    def _by_period(self) -> dict[str, dict[str, Any]]:
        return {row["period"]: row for row in self.rows}

    def value(self, period: str) -> float | None:
        """Value of a period; None where there is none."""
        row = self._by_period.get(period)
        return None if row is None else row["value"]

    def source(self, period: str) -> Source | None:
        """Source of the value of a period."""
        row = self._by_period.get(period)
        key = row["source_id"] if row else None
        return next((source for source in self.sources if source.source_id == key), None)

    def __len__(self) -> int:
        return len(self.periods)

    def to_dict(self) -> dict[str, np.ndarray]:
        """``unique_id, ds, y, se, break`` in long form, one row for each period: what a Forecaster takes."""
        return {
            "unique_id": np.repeat(self.id, len(self.periods)),
            "ds": np.array(self.periods),
            "y": self.values,
            "se": self.standard_errors,
            "break": np.array([period in self.breaks for period in self.periods], dtype=bool),
        }

    def to_core(self, *, standard_errors: bool = True) -> Series:
        """The series as the core's ``Series``.

        Parameters
        ----------
        standard_errors : bool
            Pass the published standard errors; without any published the core gets none.
        """
        from dubao import _core

        known = standard_errors and bool(np.isfinite(self.standard_errors).any())
        return _core.Series(
            self.values,
            start=self.periods[0] if self.periods else "0001",
            id=self.id,
            unit=self.unit,
            standard_errors=self.standard_errors if known else None,
            breaks=list(self.breaks),
            season_length=1 if self.frequency == "D" else calendar.SEASON_LENGTHS[self.frequency],
        )


def record_of(table: Table, series_id: str, sources: dict[str, Source]) -> SeriesRecord:
    """Gathers the rows of one series of a table.

    Raises
    ------
    InputError
        E-DAT-012 (a period twice), E-DAT-020 (two units), E-TIM-003 (two frequencies).
    """
    rows = sorted((row for row in table.rows if row["series_id"] == series_id), key=lambda row: row["period"])
    periods = [row["period"] for row in rows]
    for earlier, later in zip(periods, periods[1:], strict=False):
        if earlier == later:
            raise InputError(
                Problem(
                    "E-DAT-012",
                    file=table.path,
                    column="period",
                    series=series_id,
                    period=later,
                    vi="kỳ xuất hiện hai lần",
                    en="the period stands twice",
                    remedy_vi="giữ một dòng cho mỗi kỳ",
                    remedy_en="keep one row for each period",
                )
            )
    units = list(dict.fromkeys(row["unit"] for row in rows))
    if len(units) > 1:
        raise InputError(
            Problem(
                "E-DAT-020",
                file=table.path,
                column="unit",
                series=series_id,
                vi=f"một chuỗi có nhiều đơn vị: {', '.join(units)}",
                en=f"one series has several units: {', '.join(units)}",
                remedy_vi="dùng một đơn vị cho cả chuỗi",
                remedy_en="use one unit for the whole series",
            )
        )
    calendar.ordered(periods)
    with_value = [row["period"] for row in rows if row["value"] is not None]
    span = calendar.span(with_value[0], with_value[-1]) if with_value else ()
    by_period = {row["period"]: row for row in rows}

    def cells(name: str) -> list[Any]:
        return [by_period[p].get(name) if p in by_period else None for p in span]

    used = dict.fromkeys(row["source_id"] for row in rows if row.get("source_id"))
    return SeriesRecord(
        id=series_id,
        table=table.name,
        unit=units[0] if units else "",
        periods=span,
        values=np.array([math.nan if v is None else v for v in cells("value")], dtype=float),
        standard_errors=np.array(
            [math.nan if v is None else v for v in cells("standard_error")], dtype=float
        ),
        statuses=tuple(v or "" for v in cells("status")),
        breaks=tuple(
            p
            for p, v in zip(span, cells("break_before"), strict=True)
            if str(v or "") == "1" and p != span[0]
        ),
        dimensions={name: rows[0][name] for name in table.dimensions} if rows else {},
        sources=tuple(sources.get(key, Source(key)) for key in used),
        notes={row["period"]: row["note"] for row in rows if row.get("note")},
        rows=tuple(rows),
    )
