"""Bridges between classifications on draws: VSIC 2018 → 2025, 63 → 34 provinces, or any table of correspondence.

Weights of an old code sum to 1, so that nobody is lost. Where a code is split and the weights are estimates, the split itself is
drawn, once a path: Dirichlet(a·w). The concentration a has to be stated; mergers and codes that go on add no uncertainty.
``dubao data bridge`` moves published tables with bounds; this module moves forecasts.

>>> back_office = bridge([("J", "J'", 0.3), ("J", "K'", 0.7), ("K", "L'", 1.0)], concentration={"J": 50})
>>> back_office.apply({"K": [[5.0]]}, start="2026").draws["L'"].tolist()
[[5.0]]
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.labour.results import Result, frozen
from dubao.numbers import format_date

if TYPE_CHECKING:
    from dubao.data import Catalogue

UNIFORM = "uniform"
"""Concentration of a split nobody counted: the number of targets, under which every split is equally likely."""

# What the bases of the shipped tables of weights say about concentration; others have to be stated.
_BASES: dict[str, float | str] = {"equal_split": UNIFORM}


@dataclass(frozen=True, repr=False)
class BridgedDraws(Result):
    """Draws by new code.

    Attributes
    ----------
    start : str
    draws : dict
        Draws × horizon by new code, ascending.
    split : tuple of str
        Old codes whose split was drawn.
    incomplete : tuple of str
        New codes of which some old codes were not given: their figures are parts.
    """

    start: str
    draws: Mapping[str, np.ndarray]
    split: tuple[str, ...]
    incomplete: tuple[str, ...]

    def __repr__(self) -> str:
        notes = f", {len(self.incomplete)} incomplete" if self.incomplete else ""
        return (
            f"BridgedDraws({len(self.draws)} codes from {self.start}, {len(self.split)} splits drawn{notes})"
        )


@dataclass(frozen=True, repr=False)
class Bridge:
    """A checked table of correspondence; make it with :func:`bridge` or :func:`read_bridge`."""

    links: tuple[tuple[str, str, float], ...]
    concentration: Mapping[str, float]
    _bridge: Any

    def __repr__(self) -> str:
        split = sum(math.isfinite(a) for a in self.concentration.values())
        old, new = ({link[k] for link in self.links} for k in (0, 1))
        return f"Bridge({len(old)} old codes → {len(new)} new codes, {split} split by estimated weights)"

    def apply(
        self, draws: Mapping[str, Any], *, start: str, seed: int = 1, uncertain: bool = True
    ) -> BridgedDraws:
        """Moves draws of old codes to the new ones, y_n = Σ_o W_on·y_o on every path; the total is kept.

        Parameters
        ----------
        draws : mapping of str to array_like
            Draws × horizon of old codes, quantities that add up. New codes whose old codes are not all there are listed in
            ``incomplete``.
        start : str
            First period.
        seed : int
            Of the splits; a path's split is the same in all its periods.
        uncertain : bool
            False takes the weights as they stand.

        Returns
        -------
        BridgedDraws

        Raises
        ------
        dubao.errors.InputError
            E-BRG-010 (codes the bridge does not know), E-LAB-001, E-LAB-002.

        Examples
        --------
        >>> split = bridge([("J", "J'", 0.25), ("J", "K'", 0.75)], concentration=math.inf)
        >>> {code: d.tolist() for code, d in split.apply({"J": [[100.0]]}, start="2026").draws.items()}
        {"J'": [[25.0]], "K'": [[75.0]]}
        """
        arrays = {code: np.atleast_2d(np.asarray(value, dtype=float)) for code, value in draws.items()}
        found = self._bridge.apply(arrays, start, seed, uncertain)
        split = tuple(
            sorted(c for c in arrays if uncertain and math.isfinite(self.concentration.get(c, math.inf)))
        )
        return BridgedDraws(
            start,
            {code: frozen(d) for code, d in found.items()},
            split,
            tuple(self._bridge.incomplete(list(arrays))),
        )

    def inverse(self, key: Mapping[str, float], *, concentration: float) -> Bridge:
        """The bridge from the new codes back to the old, by an allocation key.

        Parameters
        ----------
        key : mapping of str to float
            A value ≥ 0 for every old code, for instance its last count: what a new code holds is shared out in this proportion.
        concentration : float
            How well the shares are known, as in :func:`bridge`; ``math.inf`` takes the key as exact.

        Raises
        ------
        dubao.errors.InputError
            E-BRG-012 (no key, codes missing, nothing to share by), E-BRG-009.

        Examples
        --------
        >>> merger = bridge([("02", "08", 1.0), ("08", "08", 1.0)])
        >>> back = merger.inverse({"02": 30.0, "08": 10.0}, concentration=math.inf)
        >>> {code: d.tolist() for code, d in back.apply({"08": [[80.0]]}, start="2026").draws.items()}
        {'02': [[60.0]], '08': [[20.0]]}
        """
        links = self._bridge.inverse_links({str(k): float(v) for k, v in key.items()}, float(concentration))
        return bridge(links, concentration=concentration)


def bridge(
    links: Iterable[Sequence[Any]], *, concentration: float | str | Mapping[str, float | str] | None = None
) -> Bridge:
    """A bridge from a table of correspondence.

    Parameters
    ----------
    links : iterable of (old, new, weight)
        Every old code with all its targets; weights in (0, 1], summing to 1 for an old code.
    concentration : float, "uniform" or mapping of old code to either
        a of Dirichlet(a·w) for codes that are split: units (persons, firms) the weights were counted on; ``"uniform"`` for a split
        nobody counted (a is the number of targets); ``math.inf`` for a split known exactly. Codes with one target need none; a
        split without one is refused.

    Returns
    -------
    Bridge

    Raises
    ------
    dubao.errors.InputError
        E-BRG-006 … E-BRG-009, naming the codes, all problems at once.

    Examples
    --------
    >>> bridge([("J", "J'", 0.3), ("J", "K'", 0.7), ("K", "L'", 1.0)], concentration="uniform")
    Bridge(2 old codes → 3 new codes, 1 split by estimated weights)
    """
    rows = tuple((str(old), str(new), float(weight)) for old, new, weight in links)
    counts: dict[str, int] = {}
    for old, _, _ in rows:
        counts[old] = counts.get(old, 0) + 1
    given: dict[str, float] = {}
    for code, targets in counts.items():
        stated = concentration.get(code) if isinstance(concentration, Mapping) else concentration
        if targets > 1 and stated is not None:
            given[code] = float(targets) if stated == UNIFORM else float(stated)
    return Bridge(rows, given, _core.labour.Bridge(list(rows), given))


def read_bridge(
    name: str,
    *,
    level: int | str | None = None,
    concentration: Mapping[str, float | str] | None = None,
    catalogue: Catalogue | None = None,
) -> Bridge:
    """One of the shipped bridges.

    Parameters
    ----------
    name : {"provinces", "activities"}
        63 → 34 provinces, or VSIC 2018 → 2025 (electronics and information technology only).
    level : int, optional
        Digits of the codes (activities: 1 … 5): a bridge holds one level, since a group and its parts are the same people.
    concentration : mapping of basis to float or "uniform"
        By the ``basis`` of the weights. ``equal_split`` is ``"uniform"``; a split by employment has to be stated, since the survey
        does not say on how many persons its shares stand.
    catalogue : Catalogue, optional
        Where the tables are read; the shipped ones.

    Returns
    -------
    Bridge

    Raises
    ------
    dubao.errors.InputError
        E-BRG-001 (no such bridge), E-BRG-009 (a split whose concentration is not stated).

    Examples
    --------
    >>> read_bridge("provinces")
    Bridge(63 old codes → 34 new codes, 0 split by estimated weights)
    >>> read_bridge("activities", level=2)
    Bridge(5 old codes → 6 new codes, 1 split by estimated weights)
    """
    rows, old, new = _bridge_rows(name, catalogue)
    chosen = [row for row in rows if level is None or str(row.get("level") or "") == str(level)]
    stated = {**_BASES, **(concentration or {})}
    by_code: dict[str, float | str] = {}
    for row in chosen:
        if str(row.get("exact")) in ("1", "True", "true"):
            by_code.setdefault(str(row[old]), math.inf)
        elif str(row.get("basis") or "") in stated:
            by_code[str(row[old])] = stated[str(row["basis"])]
    return bridge(((row[old], row[new], row["weight"]) for row in chosen), concentration=by_code)


def _bridge_rows(name: str, catalogue: Catalogue | None) -> tuple[list[dict[str, Any]], str, str]:
    from dubao.data import Catalogue as Tables
    from dubao.data.bridge import BRIDGES, read_links
    from dubao.data.labels import PACKAGE

    tables = catalogue or Tables()
    read_links(tables, name)  # refuses a name that is not there
    table, old, new, _ = BRIDGES[name]
    return list(tables.table(f"{PACKAGE}/{table}").rows), old, new


def provinces_in_force(
    codes: Iterable[str],
    *,
    period: str,
    version: str = "provinces_63",
    catalogue: Catalogue | None = None,
) -> None:
    """Refuses provinces that ended before a period began: those merged on 1 July 2025, used for 2026.

    Parameters
    ----------
    codes : iterable of str
        Codes as the table has them.
    period : str
        The period they are used for.
    version : {"provinces_63", "provinces_34"}
        Version of the codes. 08 was and is Tuyên Quang, but not the same one: codes alone do not tell. In the old version every
        province that was merged has ended, the one that gave its name too; in the new one a code that only the old one has.

    Raises
    ------
    dubao.errors.InputError
        E-BRG-011 for every such code, with the province and its successor; E-BRG-010 for codes neither version has.

    Examples
    --------
    >>> provinces_in_force(["01", "02"], period="2024")
    >>> try:
    ...     provinces_in_force(["01", "02"], period="2026")
    ... except InputError as error:
    ...     print(error.problems[0].en)
    Hà Giang ended on 2025-06-30 and is part of Tuyên Quang (code 08)
    """
    rows, old, new = _bridge_rows("provinces", catalogue)
    old_codes, new_codes = {str(r[old]) for r in rows}, {str(r[new]) for r in rows}
    given = [str(code) for code in codes]
    known = old_codes if version == "provinces_63" else old_codes | new_codes
    unknown = [code for code in given if code not in known]
    if unknown:
        raise InputError(
            [
                Problem(
                    "E-BRG-010", argument="codes", series=code,
                    vi="bảng chuyển đổi không có mã này", en="the bridge does not know the code",
                    remedy_vi="kiểm tra mã và phiên bản danh mục", remedy_en="check the code and the version of the classification",
                )
                for code in unknown
            ]
        )  # fmt: skip
    ended = [r for r in rows if _has_ended(r, old, new_codes, version)]
    by_code = {str(r[old]): r for r in ended}
    try:
        _core.labour.check_in_force(
            [
                (
                    str(r[old]),
                    str(r["old_name_vi"]),
                    str(r[new]),
                    str(r["new_name_vi"]),
                    str(r["in_force_from"]),
                )
                for r in ended
            ],
            given,
            period,
        )
    except InputError as error:
        raise InputError([_in_vietnamese(p, by_code[p.series], new) for p in error.problems]) from None


def _has_ended(row: Mapping[str, Any], old: str, new_codes: set[str], version: str) -> bool:
    if version == "provinces_63":
        return str(row["change"]) != "unchanged"
    return str(row[old]) not in new_codes


def _in_vietnamese(problem: Problem, row: Mapping[str, Any], new: str) -> Problem:
    """The core's problem, with the names in the Vietnamese text too."""
    successor = f"{row['new_name_vi']} (mã {row[new]})"
    day = format_date(str(row["in_force_from"]), "vi", short=True)
    return Problem(
        problem.id, argument=problem.argument, series=problem.series, period=problem.period, en=problem.en,
        remedy_en=problem.remedy_en, vi=f"{row['old_name_vi']} đã sáp nhập vào {successor} từ ngày {day}",
        remedy_vi=f"dùng {successor}, hoặc chuyển bảng sang mã mới",
    )  # fmt: skip
