"""Need: the intake of each year that would close the gap of the years its graduates enter the labour market."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from dubao import _core
from dubao.errors import Collector, InputError, Problem
from dubao.frames import records_frame
from dubao.labour.intake.notes import Note, note
from dubao.labour.rates import RateLike, as_rate
from dubao.labour.results import Result, frozen

__all__ = ["GroupNeed", "GrowthIndex", "Needs", "Programme", "need"]

T = TypeVar("T")


@dataclass(frozen=True)
class Programme:
    """The way from an admission to the field's occupations: each rate a number, a triple (value, low, high) or a ``Rate``.

    Parameters
    ----------
    drop_out : tuple of rate
        Of each year of study.
    graduation, show_up, further_study, participation, emigration : rate
        Graduates of those who finish the last year; enrolled ÷ announced; of graduates; of the rest; of these.
    field_share : rate
        Part who work in the field's occupations (flexibility matrix).
    duration : mapping of int to float
        Years from intake to entry into the labour market → part of the graduates; parts sum to 1. A programme of four years that
        starts in the autumn of t has its graduates in the labour market in t + 4.
    """

    drop_out: tuple[RateLike, ...] = ()
    graduation: RateLike = 1.0
    show_up: RateLike = 1.0
    further_study: RateLike = 0.0
    participation: RateLike = 1.0
    emigration: RateLike = 0.0
    field_share: RateLike = 1.0
    duration: Mapping[int, float] = field(default_factory=lambda: {4: 1.0})

    def core_rates(self) -> dict[str, Any]:
        """The form the compiled core takes."""
        single = ("show_up", "graduation", "field_share")
        out: dict[str, Any] = {name: as_rate(getattr(self, name), name).core() for name in single}
        out["drop_out"] = [as_rate(rate, f"drop_out.{k}").core() for k, rate in enumerate(self.drop_out, 1)]
        entry = ("further_study", "participation", "emigration")
        out["entry"] = {name: as_rate(getattr(self, name), name).core() for name in entry}
        return out

    def core_duration(self) -> tuple[int, list[float]]:
        """Shortest duration and the parts from there on; years between without graduates have 0."""
        if not self.duration:
            return (4, [])
        first, last = min(self.duration), max(self.duration)
        return (int(first), [float(self.duration.get(year, 0.0)) for year in range(first, last + 1)])


@dataclass(frozen=True, repr=False)
class GrowthIndex(Result):
    """Demand of each year in parts of the first year's, over the paths: all that can be said without share and catchment."""

    start: str
    median: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    level: float

    def __repr__(self) -> str:
        return f"GrowthIndex({self.start}: 1 to {self.median[-1]:.3g} ({self.lower[-1]:.3g} to {self.upper[-1]:.3g}))"


@dataclass(frozen=True, repr=False)
class GroupNeed(Result):
    """Need of one group by intake year.

    Attributes
    ----------
    intake : ndarray, draws × intake years
        Persons ≥ 0.
    gap : ndarray, draws × years of entry
        The institution's part of demand − supply; negative where supply is enough without any intake.
    yields : ndarray
        Part of the admitted who reach the field's occupations, one value a path.
    median, lower, upper : tuple of float
        Of the need by intake year, with the central interval of ``level``.
    probability_none : tuple of float
        Share of the paths without any need.
    closing : bool
        False: averaged over the years an intake serves, because closing every year would swing.
    """

    group: str
    first_intake: str
    entry_start: str
    intake: np.ndarray
    gap: np.ndarray
    yields: np.ndarray
    duration: tuple[int, tuple[float, ...]]
    median: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    probability_none: tuple[float, ...]
    level: float
    closing: bool

    def __repr__(self) -> str:
        return (
            f"GroupNeed({self.group}, {self.first_intake}: {self.median[0]:,.0f} "
            f"({self.lower[0]:,.0f} to {self.upper[0]:,.0f}), {len(self.median)} years)"
        )


@dataclass(frozen=True, repr=False)
class Needs(Result):
    """Needs of all groups; ``groups`` is empty where share or catchment is not known.

    Attributes
    ----------
    groups : mapping of str to GroupNeed
    growth : mapping of str to GrowthIndex
        National growth index of demand, by group; a group whose first year has no demand on some path has none.
    notes : tuple of Note
    """

    first_intake: int
    years: int
    groups: Mapping[str, GroupNeed]
    growth: Mapping[str, GrowthIndex]
    notes: tuple[Note, ...]

    def __repr__(self) -> str:
        return f"Needs({len(self.groups)} groups, intakes {self.first_intake} to {self.first_intake + self.years - 1})"

    def frame(self, name: str = "need", kind: str = "pandas") -> Any:
        """One table as a frame: ``need`` (group × intake year), ``growth`` (group × year of entry) or ``notes``.

        kind: pandas, polars, pyarrow or dict.
        """
        if name == "notes":
            return records_frame([vars(one) for one in self.notes], kind)
        rows = []
        if name == "need":
            for one in self.groups.values():
                for t in range(self.years):
                    rows.append(
                        {
                            "group": one.group,
                            "year": self.first_intake + t,
                            "need": one.median[t],
                            "lower": one.lower[t],
                            "upper": one.upper[t],
                            "probability_none": one.probability_none[t],
                        }
                    )
            return records_frame(rows, kind)
        if name == "growth":
            for group, index in self.growth.items():
                for t, value in enumerate(index.median):
                    year = int(index.start) + t
                    row = {"group": group, "year": year, "index": value}
                    rows.append({**row, "lower": index.lower[t], "upper": index.upper[t]})
            return records_frame(rows, kind)
        raise no_table(name, ("need", "growth", "notes"))


def no_table(name: str, known: tuple[str, ...]) -> InputError:
    """The error for a table that is not there."""
    return InputError(
        Problem(
            "E-RCM-020",
            argument="name",
            vi=f"không có bảng '{name}'",
            en=f"no table '{name}'",
            remedy_vi="dùng " + ", ".join(known),
            remedy_en="use " + ", ".join(known),
        )
    )


def by_group(given: Mapping[str, T] | T, group: str, missing: T) -> T:
    """A value by group: from a mapping, or one for all."""
    return given.get(group, missing) if isinstance(given, Mapping) else given


def need(
    demand: Mapping[str, Any],
    supply: Mapping[str, Any],
    *,
    start: int,
    first_intake: int,
    years: int,
    programmes: Mapping[str, Programme] | Programme,
    share: Mapping[str, RateLike] | RateLike | None = None,
    catchment: Mapping[str, RateLike] | RateLike | None = None,
    level: float = 0.8,
    seed: int = 1,
) -> Needs:
    """Takes the gap of each field back through the pipeline to the intake of each year.

    Parameters
    ----------
    demand, supply : mapping of str to array_like, draws × years
        By group and year of entry, persons, on the same paths and in the same scope: demand for newcomers, and supply that
        comes anyway (other sources, and learners already admitted). One row is one path.
    start : int
        First year of entry.
    first_intake, years : int
        Intake years to plan; each one's first year of entry must lie in ``demand``.
    programmes : Programme, or mapping of str to Programme
        By group, or one for all.
    share, catchment : rate, or mapping of str to rate, optional
        Part of the catchment's training that is the institution's, and part of the balance that lies in its catchment. Both are
        the institution's own statements; without either there is no need, only the national growth index. 1 and 1: the whole
        balance.
    level : float
        Of the central intervals.
    seed : int
        Of the uncertain rates.

    Returns
    -------
    Needs

    Raises
    ------
    dubao.errors.InputError
        E-NEED-001 … E-NEED-007, naming group, rate and year; all problems of a group at once.

    Examples
    --------
    >>> found = need({"4802": [[100.0, 120.0]]}, {"4802": [[0.0, 0.0]]}, start=2031, first_intake=2027, years=2,
    ...              programmes=Programme(graduation=0.5, duration={4: 0.8, 5: 0.2}), share=1.0, catchment=1.0)
    >>> found.groups["4802"].median
    (250.0, 237.5)
    >>> need({"4802": [[100.0, 120.0]]}, {"4802": [[0.0, 0.0]]}, start=2031, first_intake=2027, years=2,
    ...      programmes=Programme()).notes[0].code
    'no_share'
    """
    problems = Collector()
    for group in sorted({*demand, *supply}):
        programme = by_group(programmes, group, None)
        if group not in demand or group not in supply or programme is None:
            problems.add(
                Problem(
                    "E-NEED-007",
                    argument="demand, supply, programmes",
                    series=group,
                    vi="nhóm ngành không có đủ nhu cầu, nguồn cung và chương trình đào tạo",
                    en="the group does not stand in demand, supply and programmes alike",
                    remedy_vi="khai nhóm ngành này ở cả ba",
                    remedy_en="give it in all three",
                )
            )
    problems.raise_if_any()
    groups: dict[str, GroupNeed] = {}
    growth: dict[str, GrowthIndex] = {}
    notes: list[Note] = []
    for group in demand:
        programme = by_group(programmes, group, Programme())
        wanted, comes = (np.atleast_2d(np.asarray(one[group], dtype=float)) for one in (demand, supply))
        if wanted.shape[1] > 0 and (wanted[:, 0] > 0).all():
            index = _core.labour.national_growth(wanted, str(start), level, group)
            parts = {name: tuple(values) for name, values in index.items()}
            growth[group] = GrowthIndex(start=str(start), level=level, **parts)
        part = None if share is None else by_group(share, group, None)
        place = None if catchment is None else by_group(catchment, group, None)
        if part is None or place is None:
            notes.append(note("no_share", group))
            continue
        gap = _core.labour.intake_gap(
            wanted,
            comes,
            str(start),
            group,
            as_rate(part, "share").core(),
            as_rate(place, "catchment").core(),
            seed,
        )
        yields = _core.labour.intake_yield(programme.core_rates(), group, gap.shape[0], seed)
        duration = programme.core_duration()
        found = _core.labour.intake_need(
            gap, str(start), yields, duration, str(first_intake), years, level, group
        )
        groups[group] = GroupNeed(
            group=group,
            first_intake=str(first_intake),
            entry_start=str(start),
            intake=frozen(found["intake"]),
            gap=frozen(gap),
            yields=frozen(yields),
            duration=(duration[0], tuple(duration[1])),
            median=tuple(found["median"]),
            lower=tuple(found["lower"]),
            upper=tuple(found["upper"]),
            probability_none=tuple(found["probability_none"]),
            level=level,
            closing=found["closing"],
        )
        if not found["closing"]:
            notes.append(note("averaged", group))
        for t, chance in enumerate(found["probability_none"]):
            if chance == 1.0:
                notes.append(note("no_need", f"{group} {first_intake + t}"))
    return Needs(first_intake, years, groups, growth, tuple(notes))
