"""Scenarios: named sets of changed inputs with provenance, checked against the data they change, compared on common draws.

A scenario changes inputs and nothing else: paths of drivers, factors on the employment of an industry, factors on the share of
an occupation in it, exit rates, intakes, breaks. ``base``, ``low`` and ``high`` are names like any other. One TOML file holds
one scenario:

.. code-block:: toml

    [scenario]
    name = "high"
    source = "assumption"
    author = "forecasting group"
    date = 2026-11-22

    [drivers.gdp_growth]
    2025 = 8.0
    2026 = 7.5

    [employment_factors."62"]
    2026 = 1.05

    [share_factors."62"."251"]
    2026 = 1.02

    [exit_rates.care."251"]
    2026 = 0.01

    [intakes."748"]
    2026 = 21000

    [[breaks]]
    series = "vn.emp.isic4.J.T"
    period = 2026

>>> high = Scenario("high", source="example", author="a reader", date="2026-11-22", values=[("driver", "gdp", "2025", 8.0)])
>>> high.check()
>>> [str(one) for one in diff(Scenario("base", source="example", author="a reader", date="2026-11-22"), high)]
['driver gdp 2025: none -> 8']
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import _core
from dubao.errors import Collector, InputError, MissingExtraError, Problem
from dubao.labour.results import Result, frozen

if TYPE_CHECKING:
    from dubao.data import Table
    from dubao.models import Model

INPUTS = ("driver", "employment factor", "share factor", "exit rate", "intake", "break")
# Sections of a file: input → name of its section and number of keys that name one path.
_SECTIONS = {
    "drivers": ("driver", 1),
    "employment_factors": ("employment factor", 1),
    "share_factors": ("share factor", 2),
    "exit_rates": ("exit rate", 2),
    "intakes": ("intake", 1),
}
_ABOUT = ("name", "title_vi", "title_en", "source", "author", "date", "note")

ValueLike = tuple[str, str, str, float]


@dataclass(frozen=True)
class Scenario(Result):
    """Changed inputs with who says so, where it is from and when.

    Parameters
    ----------
    name : str
    values : sequence of (input, key, period, value)
        ``input`` is one of :data:`INPUTS`; the key of a share factor is ``"industry/occupation"``, of an exit rate
        ``"cause/occupation"``; a break has no value (NaN).
    source, author, date : str
        Provenance; the date as ``2026-11-22``.
    title_vi, title_en, note : str
        For reports.

    Examples
    --------
    >>> low = Scenario("low", source="example", author="a reader", date="2026-11-22",
    ...                values=[("employment factor", "62", "2026", 0.9)])
    >>> low.employment("62", [[100.0, 200.0]], start="2025").tolist()
    [[100.0, 180.0]]
    """

    name: str
    values: tuple[ValueLike, ...] = ()
    source: str = ""
    author: str = ""
    date: str = ""
    title_vi: str = ""
    title_en: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        values = tuple((str(i), str(k), str(p), float(v)) for i, k, p, v in self.values)
        object.__setattr__(self, "values", values)

    @classmethod
    def read(cls, path: str | Path) -> Scenario:
        """Reads a TOML file and checks everything that can be checked without data.

        Raises
        ------
        InputError
            E-SCN-012 for a file that cannot be read, an unknown section or key, E-SCN-013 for a value that is no number or a
            period that is none, and E-SCN-003 to E-SCN-008: all at once.
        """
        path = Path(path)
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(_file_problem(path, f"không đọc được tệp: {error.strerror}", f"the file cannot be read: {error.strerror}")) from error  # fmt: skip
        toml = _toml()
        try:
            document = toml.loads(text)
        except toml.TOMLDecodeError as error:
            raise InputError(_file_problem(path, "tệp không đúng cú pháp TOML", f"not valid TOML: {error}")) from None  # fmt: skip
        return cls.from_dict(document, str(path))

    @classmethod
    def from_dict(cls, document: Mapping[str, Any], file: str = "") -> Scenario:
        """The scenario of a document; errors as :meth:`read`.

        >>> about = {"name": "low", "source": "example", "author": "a reader", "date": "2026-11-22"}
        >>> Scenario.from_dict({"scenario": about, "intakes": {"748": {"2026": 9000}}}).values
        (('intake', '748', '2026', 9000.0),)
        """
        reader = _Reader(file)
        about = reader.about(document)
        values = reader.values(document)
        out = cls(values=tuple(values), **about)
        try:
            out.check()
        except InputError as error:
            for problem in error.problems:
                reader.problems.add(problem)
        reader.problems.raise_if_any(InputError)
        return out

    @classmethod
    def from_table(cls, table: Table) -> tuple[Scenario, ...]:
        """The scenarios of a table of a data package, in the order of their first rows.

        Columns ``scenario``, ``period``, ``value`` and what is changed: ``driver``, ``activity`` (employment), or ``activity``
        and ``occupation`` (shares). Rows of the scenario ``observed`` are history, not a scenario. Source: the table's
        ``source_id``; author: the table; date: its as-of date.

        >>> from dubao.data import Catalogue
        >>> low = Scenario.from_table(Catalogue().table("demo/scenario_factors"))[0]
        >>> low.name, low.source, len(low.of("employment factor", "62")) > 0
        ('low', 'simulation', True)
        """
        columns = {field.name for field in table.fields}
        kind, names = next(
            (kind, names)
            for kind, names in (
                ("driver", ("driver",)),
                ("share factor", ("activity", "occupation")),
                ("employment factor", ("activity",)),
            )
            if set(names) <= columns
        )
        values: dict[str, list[ValueLike]] = {}
        sources: dict[str, dict[str, None]] = {}
        for row in table:
            if row["scenario"] == "observed" or row["value"] is None:
                continue
            key = "/".join(str(row[name]) for name in names)
            values.setdefault(row["scenario"], []).append((kind, key, str(row["period"]), row["value"]))
            sources.setdefault(row["scenario"], {})[str(row["source_id"])] = None
        return tuple(
            cls(name, tuple(found), ", ".join(sources[name]), table.name, table.as_of or "not stated")
            for name, found in values.items()
        )

    def to_toml(self) -> str:
        """The text of a file that :meth:`read` reads back.

        >>> one = Scenario("low", source="s", author="a", date="2026-11-22", values=[("driver", "gdp", "2025", 6.5)])
        >>> print(one.to_toml())
        [scenario]
        name = "low"
        source = "s"
        author = "a"
        date = "2026-11-22"
        <BLANKLINE>
        [drivers."gdp"]
        "2025" = 6.5
        <BLANKLINE>
        """
        text = [
            "[scenario]",
            *(f"{key} = {_quoted(getattr(self, key))}" for key in _ABOUT if getattr(self, key)),
        ]
        for section, (kind, depth) in _SECTIONS.items():
            for key in dict.fromkeys(k for i, k, _, _ in self.values if i == kind):
                parts = key.split("/", depth - 1)
                text += ["", f"[{section}.{'.'.join(_quoted(part) for part in parts)}]"]
                text += [f"{_quoted(p)} = {v!r}" for i, k, p, v in self.values if (i, k) == (kind, key)]
        for kind, key, period, _ in self.values:
            if kind == "break":
                text += ["", "[[breaks]]", f"series = {_quoted(key)}", f"period = {_quoted(period)}"]
        return "\n".join(text) + "\n"

    def check(self, scope: Scope | None = None) -> None:
        """Raises everything that is wrong with the values and, with a scope, everything that does not fit the data.

        Parameters
        ----------
        scope : Scope, optional
            What can be changed.

        Raises
        ------
        InputError
            E-SCN-001 unknown driver, industry, occupation, cause, field or series; E-SCN-002 period outside the data;
            E-SCN-003 factor not above 0; E-SCN-004 rate outside [0, 1]; E-SCN-005 negative intake; E-SCN-006 driver that is no
            number; E-SCN-007 name, source, author or date missing; E-SCN-008 input given twice; E-SCN-009 gap in a driver's
            path; E-SCN-010 unknown input; E-TIM-001 for a period that is none.
        """
        known = None if scope is None else scope.known
        _core.labour.validate_scenario(
            self.name, [self.source, self.author, self.date], list(self.values), known
        )

    def of(self, input: str, key: str) -> dict[str, float]:
        """Period → value of one input and key; empty when the scenario leaves it alone."""
        return {p: v for i, k, p, v in self.values if i == input and k == key}

    def employment(self, industry: str, draws: Any, *, start: str) -> np.ndarray:
        """Draws of an industry's employment (draws × horizon from period ``start``) with their factors."""
        out = _core.labour.apply_employment_factors(
            list(self.values), industry, np.asarray(draws, dtype=float), str(start)
        )
        return frozen(out)

    def shares(self, industry: str, occupations: Sequence[str], shares: Any, *, period: str) -> np.ndarray:
        """Shares of an industry's occupations (draws × occupations) with their factors; they keep their sum."""
        out = _core.labour.apply_share_factors(
            list(self.values), industry, list(occupations), str(period), np.asarray(shares, dtype=float)
        )
        return frozen(out)

    def drivers(
        self,
        X: Any,
        *,
        names: Sequence[str],
        start: str,
        h: int,
        n: int = 2000,
        seed: int = 1,
        log: bool = False,
        model: Model | None = None,
    ) -> np.ndarray:
        """Futures of the drivers: the scenario's path where it gives one, our own drawn forecast where it does not.

        Parameters
        ----------
        X : array of float
            History, one row a period and one column a driver.
        names : list of str
            Of the columns.
        start : str
            First period ahead.
        h, n, seed : int
            Periods ahead, paths, seed: the same for every scenario that is compared.
        log, model
            As :func:`dubao.models.driver_paths`.

        Returns
        -------
        ndarray
            paths × periods × drivers. A driver given for the first periods only is forecast from its last given value on.

        Examples
        --------
        >>> high = Scenario("high", values=[("driver", "gdp", "2025", 8.0), ("driver", "gdp", "2026", 8.0)])
        >>> high.drivers([[6.0], [7.0], [6.5]], names=["gdp"], start="2025", h=2, n=2)[:, :, 0].tolist()
        [[8.0, 8.0], [8.0, 8.0]]
        """
        from dubao.models import driver_paths

        rows = np.asarray(X, dtype=float)
        rows = rows.reshape(-1, 1) if rows.ndim == 1 else rows
        periods = [_core.shift_period(str(start), k) for k in range(h)]
        out = np.empty((n, h, rows.shape[1]))
        for j, name in enumerate(names):
            given = self.of("driver", name)
            path = [given[p] for p in periods if p in given]
            out[:, : len(path), j] = path
            if len(path) < h:
                history = np.concatenate([rows[:, j], path])[:, None]
                left = h - len(path)
                out[:, len(path) :, j] = driver_paths(
                    history, left, n, seed, names=[name], log=log, model=model
                )[:, :, 0]
        return out


@dataclass(frozen=True)
class Scope:
    """What a scenario can change: keys by input with the first and last period in which a change means something.

    Examples
    --------
    >>> scope = Scope().allow("driver", ["gdp"], "2025", "2030")
    >>> bad = Scenario("low", source="s", author="a", date="2026-11-22", values=[("driver", "gpd", "2025", 5.0)])
    >>> from dubao.errors import InputError
    >>> try:
    ...     bad.check(scope)
    ... except InputError as error:
    ...     print(error.id)
    E-SCN-001
    """

    known: tuple[tuple[str, str, str, str], ...] = ()

    def allow(self, input: str, keys: Iterable[str], first: Any, last: Any) -> Scope:
        """A scope with further keys."""
        added = tuple((input, str(key), str(first), str(last)) for key in keys)
        return Scope(self.known + added)

    @classmethod
    def from_tables(cls, tables: Iterable[Table], last: Any) -> Scope:
        """What tables of data packages name: drivers, industries, occupations, causes, fields and series.

        Parameters
        ----------
        tables : iterable of Table
            A column ``driver`` (or ``series_id`` where there is none) names drivers, ``activity`` industries, ``activity`` with
            ``occupation`` shares, ``cause`` with ``occupation`` exit rates, ``field`` intakes.
        last : int or str
            Last period of the forecast.
        """
        out = cls()
        for table in tables:
            columns = {field.name for field in table.fields}
            rows = [row for row in table if row.get("scenario", "observed") == "observed"] or list(table)
            observed = [str(row["period"]) for row in rows if row.get("period") not in (None, "")]
            if not observed:
                continue
            first, ahead = min(observed), _core.shift_period(max(observed), 1)
            ahead = min(ahead, str(last))

            def keys(*names: str, rows: list[dict[str, Any]] = rows) -> list[str]:
                return sorted({"/".join(str(row[name]) for name in names) for row in rows})

            series = keys("series_id")
            out = out.allow("break", series, first, last)
            out = out.allow("driver", keys("driver") if "driver" in columns else series, ahead, last)
            if "activity" in columns:
                out = out.allow("employment factor", keys("activity"), ahead, last)
            if {"activity", "occupation"} <= columns:
                out = out.allow("share factor", keys("activity", "occupation"), ahead, last)
            if {"cause", "occupation"} <= columns:
                out = out.allow("exit rate", keys("cause", "occupation"), first, last)
            if "field" in columns:
                out = out.allow("intake", keys("field"), first, last)
        return out


@dataclass(frozen=True)
class InputDifference:
    """One input that two scenarios set differently; None: left as it is in the data."""

    input: str
    key: str
    period: str
    before: float | None
    after: float | None

    def __str__(self) -> str:
        shown = ["none" if v is None else "set" if v != v else f"{v:.10g}" for v in (self.before, self.after)]
        return f"{self.input} {self.key} {self.period}: {shown[0]} -> {shown[1]}"


def diff(before: Scenario, after: Scenario) -> list[InputDifference]:
    """Inputs that differ, ordered by input, key and period."""
    old = {(i, k, p): v for i, k, p, v in before.values}
    new = {(i, k, p): v for i, k, p, v in after.values}
    keys = sorted(old.keys() | new.keys(), key=lambda one: (INPUTS.index(one[0]), one[1], one[2]))
    out = []
    for key in keys:
        a, b = old.get(key), new.get(key)
        if a == b or (a is not None and b is not None and a != a and b != b):
            continue
        out.append(InputDifference(*key, a, b))
    return out


@dataclass(frozen=True)
class Comparison(Result):
    """Outcomes of scenarios on common draws.

    Attributes
    ----------
    base : str
        What the others are compared with.
    outcomes : dict
        Scenario → outcome → paths (draws × horizon).
    differences : dict
        The same for every scenario but the base: outcome minus that of the base, path by path.
    """

    base: str
    outcomes: dict[str, dict[str, np.ndarray]]
    differences: dict[str, dict[str, np.ndarray]]

    def rows(self, periods: Sequence[Any], level: float = 80) -> list[dict[str, Any]]:
        """One row a scenario, outcome and period: medians, the difference with its interval, and the share of paths that are
        higher than in the base.

        Parameters
        ----------
        periods : sequence
            Labels of the columns.
        level : float
            Of the interval, in percent.
        """
        tail = (100 - level) / 200
        out = []
        for scenario, by_outcome in self.differences.items():
            for outcome, paths in by_outcome.items():
                for h, period in enumerate(periods):
                    low, middle, high = np.quantile(paths[:, h], [tail, 0.5, 1 - tail])
                    out.append(
                        {
                            "scenario": scenario,
                            "outcome": outcome,
                            "period": str(period),
                            "base": float(np.median(self.outcomes[self.base][outcome][:, h])),
                            "value": float(np.median(self.outcomes[scenario][outcome][:, h])),
                            "difference": float(middle),
                            "low": float(low),
                            "high": float(high),
                            "probability_higher": float(np.mean(paths[:, h] > 0)),
                        }
                    )
        return out


def compare(
    run: Callable[[Scenario], Mapping[str, Any]],
    scenarios: Iterable[Scenario],
    base: str = "base",
) -> Comparison:
    """Runs every scenario and takes differences from the base, path by path.

    Parameters
    ----------
    run : callable
        Scenario → outcome name → paths (draws × horizon). It must use one seed for all scenarios: then path d of one and path d
        of another differ by the scenario alone.
    scenarios : iterable of Scenario
        The base among them.
    base : str
        Name of the base.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        E-SCN-014 when no scenario has the base's name or two have one name, E-SCN-011 when outcomes have other shapes than
        the base's or other names.

    Examples
    --------
    >>> about = {"source": "example", "author": "a reader", "date": "2026-11-22"}
    >>> paths = np.array([[100.0], [120.0]])
    >>> found = compare(
    ...     lambda s: {"jobs": s.employment("62", paths, start="2026")},
    ...     [Scenario("base", **about), Scenario("low", values=[("employment factor", "62", "2026", 0.9)], **about)],
    ... )
    >>> found.differences["low"]["jobs"].tolist()
    [[-10.0], [-12.0]]
    """
    listed = list(scenarios)
    names = [one.name for one in listed]
    if base not in names or len(set(names)) < len(names):
        raise InputError(
            Problem(
                "E-SCN-014",
                argument="scenarios",
                vi=f"cần đúng một kịch bản tên “{base}” và mỗi tên một kịch bản; có: {', '.join(names)}",
                en=f'one scenario must be named "{base}", and each name stand once; there are: {", ".join(names)}',
                remedy_vi="đặt lại tên kịch bản, hoặc nêu base",
                remedy_en="rename the scenarios, or say which is the base",
            )
        )
    outcomes = {
        one.name: {key: np.asarray(paths, dtype=float) for key, paths in run(one).items()} for one in listed
    }
    differences: dict[str, dict[str, np.ndarray]] = {}
    for name in names:
        if name == base:
            continue
        if set(outcomes[name]) != set(outcomes[base]):
            raise InputError(
                Problem(
                    "E-SCN-011",
                    argument=name,
                    vi="kịch bản cho các kết quả khác với kịch bản cơ sở",
                    en="the scenario gives other outcomes than the base",
                    remedy_vi="chạy mọi kịch bản bằng cùng một hàm",
                    remedy_en="run all scenarios with one function",
                )
            )
        differences[name] = {
            key: frozen(_core.labour.scenario_difference(outcomes[base][key], paths))
            for key, paths in outcomes[name].items()
        }
    return Comparison(base, outcomes, differences)


class _Reader:
    """Turns the sections of a document into values; collects what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems = Collector()

    def about(self, document: Mapping[str, Any]) -> dict[str, str]:
        known = ("scenario", *_SECTIONS, "breaks")
        for section in document:
            if section not in known:
                self._unknown(section, known)
        found = document.get("scenario", {})
        out = {}
        for key, value in found.items() if isinstance(found, Mapping) else ():
            if key not in _ABOUT:
                self._unknown(f"scenario.{key}", [f"scenario.{one}" for one in _ABOUT])
            else:
                out[key] = value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else str(value)
        out.setdefault("name", "")
        return out

    def values(self, document: Mapping[str, Any]) -> list[ValueLike]:
        out: list[ValueLike] = []
        for section, (kind, depth) in _SECTIONS.items():
            out += self._paths(document.get(section, {}), kind, depth, (), section)
        breaks = document.get("breaks", [])
        for number, one in enumerate(breaks if isinstance(breaks, list) else [breaks], start=1):
            place = f"breaks[{number}]"
            if not isinstance(one, Mapping) or set(one) != {"series", "period"}:
                self._bad(
                    place, "cần đúng hai khóa series và period", "needs exactly the keys series and period"
                )
            elif self._is_period(str(one["period"]), place):
                out.append(("break", str(one["series"]), str(one["period"]), float("nan")))
        return out

    def _paths(self, node: Any, kind: str, depth: int, keys: tuple[str, ...], place: str) -> list[ValueLike]:
        if not isinstance(node, Mapping):
            self._bad(place, "phải là một bảng", "must be a table")
            return []
        out: list[ValueLike] = []
        for name, inner in node.items():
            here = f"{place}.{name}"
            if depth > 0:
                out += self._paths(inner, kind, depth - 1, (*keys, str(name)), here)
            elif isinstance(inner, bool) or not isinstance(inner, (int, float)):
                self._bad(here, f"{inner!r} không phải là một số", f"{inner!r} is not a number")
            elif self._is_period(str(name), here):
                out.append((kind, "/".join(keys), str(name), float(inner)))
        return out

    def _is_period(self, text: str, place: str) -> bool:
        try:
            _core.shift_period(text, 0)
        except InputError:
            self._bad(place, f"“{text}” không phải là một kỳ", f'"{text}" is not a period')
            return False
        return True

    def _unknown(self, name: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(name, list(known), n=1)
        self.problems.add(
            Problem(
                "E-SCN-012",
                file=self.file,
                argument=name,
                vi="không có khóa này trong một kịch bản",
                en="a scenario has no such key",
                remedy_vi=f"có phải {near[0]}?" if near else f"các phần: {', '.join(known)}",
                remedy_en=f"did you mean {near[0]}?" if near else f"sections: {', '.join(known)}",
            )
        )

    def _bad(self, place: str, vi: str, en: str) -> None:
        self.problems.add(
            Problem(
                "E-SCN-013",
                file=self.file,
                argument=place,
                vi=vi,
                en=en,
                remedy_vi="ghi kỳ = số, ví dụ 2026 = 7.5",
                remedy_en="write period = number, for example 2026 = 7.5",
            )
        )


def _file_problem(path: Path, vi: str, en: str) -> Problem:
    return Problem(
        "E-SCN-012",
        file=str(path),
        vi=vi,
        en=en,
        remedy_vi="kiểm tra đường dẫn và nội dung tệp",
        remedy_en="check the path and the file",
    )


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string.
    return json.dumps(text, ensure_ascii=False)


def _toml() -> Any:
    try:
        return import_module("tomllib")
    except ModuleNotFoundError:  # Python 3.10
        try:
            return import_module("tomli")
        except ModuleNotFoundError:
            raise MissingExtraError.of("tomli") from None


__all__ = [
    "INPUTS",
    "Comparison",
    "InputDifference",
    "Scenario",
    "Scope",
    "compare",
    "diff",
]
