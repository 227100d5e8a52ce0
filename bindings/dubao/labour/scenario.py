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
>>> high.of("driver", "gdp")
{'2025': 8.0}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import _core
from dubao.errors import InputError
from dubao.labour.results import Result, frozen
from dubao.labour.scenario_file import ABOUT, INPUTS, SECTIONS, Reader, ValueLike, quoted, read_document

if TYPE_CHECKING:
    from dubao.data import Table
    from dubao.models import Model


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
        return cls.from_dict(read_document(Path(path)), str(path))

    @classmethod
    def from_dict(cls, document: Mapping[str, Any], file: str = "") -> Scenario:
        """The scenario of a document; errors as :meth:`read`.

        >>> about = {"name": "low", "source": "example", "author": "a reader", "date": "2026-11-22"}
        >>> Scenario.from_dict({"scenario": about, "intakes": {"748": {"2026": 9000}}}).values
        (('intake', '748', '2026', 9000.0),)
        """
        reader = Reader(file)
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
            *(f"{key} = {quoted(getattr(self, key))}" for key in ABOUT if getattr(self, key)),
        ]
        for section, (kind, depth) in SECTIONS.items():
            for key in dict.fromkeys(k for i, k, _, _ in self.values if i == kind):
                parts = key.split("/", depth - 1)
                text += ["", f"[{section}.{'.'.join(quoted(part) for part in parts)}]"]
                text += [f"{quoted(p)} = {v!r}" for i, k, p, v in self.values if (i, k) == (kind, key)]
        for kind, key, period, _ in self.values:
            if kind == "break":
                text += ["", "[[breaks]]", f"series = {quoted(key)}", f"period = {quoted(period)}"]
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


__all__ = ["INPUTS", "Scenario", "Scope"]
