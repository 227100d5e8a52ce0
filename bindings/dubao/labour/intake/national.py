"""National view: what institutions' own choices under the law add up to, anonymously, by simulation. Not advice to anybody."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.frames import records_frame
from dubao.labour.intake.need import Programme, no_table
from dubao.labour.intake.notes import Note, note
from dubao.labour.rates import RateLike, as_rate
from dubao.labour.results import Result, frozen, shown

__all__ = ["AnonymousInstitution", "NationalView", "SampleAssumptions", "TargetChance", "national"]


@dataclass(frozen=True)
class AnonymousInstitution:
    """One row of a table of institutions: no name, no code.

    Parameters
    ----------
    last_intake : float
        Actual intake of the year before the first, persons.
    capacity : float
        Largest number it may announce in the first year.
    capacity_growth, wish : float
        Growth of the capacity a year; growth it would announce if nothing bound it.
    fill : rate
        Actual ÷ announced, drawn anew each year of each path.
    """

    last_intake: float
    capacity: float = math.inf
    capacity_growth: float = 0.0
    wish: float = 0.0
    fill: RateLike = 1.0

    def core(self) -> tuple[Any, ...]:
        """The form the compiled core takes."""
        numbers = (self.last_intake, self.capacity, self.capacity_growth, self.wish)
        return (*(float(one) for one in numbers), as_rate(self.fill, "fill").core())


@dataclass(frozen=True)
class SampleAssumptions:
    """Distributions to draw a sample of institutions from, where there is no table; all are the caller's assumptions.

    Parameters
    ----------
    count : int
    median_intake, size_spread : float
        Log-normal sizes: median, and standard deviation of the logarithm.
    headroom, wish, fill : rate
        Over institutions: capacity ÷ last intake; growth wished; usual fill.
    fill_noise : float
        Half-width of a year's fill around the usual one.
    capacity_growth : float
    total : float, optional
        Last intakes are scaled to add up to this.
    """

    count: int
    median_intake: float
    size_spread: float = 0.0
    headroom: RateLike = 1.0
    wish: RateLike = 0.0
    fill: RateLike = 1.0
    fill_noise: float = 0.0
    capacity_growth: float = 0.0
    total: float = math.nan

    def draw(self, seed: int = 1) -> tuple[AnonymousInstitution, ...]:
        """The sample; institution i depends on the seed and i alone.

        >>> sample = SampleAssumptions(count=3, median_intake=300, size_spread=0.5, total=900).draw()
        >>> round(sum(one.last_intake for one in sample), 6)
        900.0
        """
        given = {name: as_rate(getattr(self, name), name).core() for name in ("headroom", "wish", "fill")}
        numbers = {
            name: float(getattr(self, name)) for name in ("median_intake", "size_spread", "fill_noise")
        }
        numbers["capacity_growth"] = float(self.capacity_growth)
        rows = _core.labour.sample_institutions(self.count, float(self.total), {**given, **numbers}, seed)
        return tuple(
            AnonymousInstitution(last, capacity, growth, wish, tuple(fill[:3]))
            for last, capacity, growth, wish, fill in rows
        )


@dataclass(frozen=True)
class TargetChance:
    """Graduates of one year beside a dated target: a probability, no judgement."""

    year: int
    target: float
    median: float
    lower: float
    upper: float
    probability: float  #: share of the paths that reach the target
    already_admitted: float  #: part of the year's graduates who come from intakes before the first


@dataclass(frozen=True, repr=False)
class NationalView(Result):
    """Sums over the sample; not advice to any institution.

    Attributes
    ----------
    announced, actual : ndarray, draws × intake years
    graduates : ndarray, draws × years from ``graduates_start``
        Only years whose cohorts are all known.
    already_admitted : tuple of float
        Part of each year's graduates who come from intakes before the first: what is decided from now on does not reach them.
    set_by_cap, set_by_capacity, set_by_wish : float
        Part of all institutions, paths and years whose number the growth cap, the capacity or the own wish set.
    shrinking : float
        Part of the institutions whose likely fill is below 1 ÷ growth cap.
    chances : tuple of TargetChance
    notes : tuple of Note
    """

    institutions: int
    first_intake: int
    announced: np.ndarray
    actual: np.ndarray
    graduates_start: int
    graduates: np.ndarray
    already_admitted: tuple[float, ...]
    set_by_cap: float
    set_by_capacity: float
    set_by_wish: float
    shrinking: float
    chances: tuple[TargetChance, ...]
    level: float
    notes: tuple[Note, ...]

    def __repr__(self) -> str:
        return f"NationalView({self.institutions} institutions, {self.first_intake}: {shown(self.actual[:, 0])} admitted; no advice)"

    def frame(self, name: str = "intakes", kind: str = "pandas") -> Any:
        """One table as a frame of a kind (pandas, polars, pyarrow or dict): intakes, graduates, chances or notes."""
        if name in ("chances", "notes"):
            return records_frame([vars(row) for row in getattr(self, name)], kind)
        if name == "intakes":
            parts, start = {"announced": self.announced, "actual": self.actual}, self.first_intake
        elif name == "graduates":
            parts, start = {"graduates": self.graduates}, self.graduates_start
        else:
            raise no_table(name, ("intakes", "graduates", "chances", "notes"))
        tails = [0.5 - self.level / 2, 0.5, 0.5 + self.level / 2]
        rows = []
        for t in range(next(iter(parts.values())).shape[1]):
            row: dict[str, float] = {"year": start + t}
            for part, paths in parts.items():
                low, middle, high = np.quantile(paths[:, t], tails)
                row |= {part: middle, f"{part}_lower": low, f"{part}_upper": high}
            if name == "graduates":
                row["already_admitted"] = self.already_admitted[t]
            rows.append(row)
        return records_frame(rows, kind)


def national(
    institutions: Iterable[AnonymousInstitution] | SampleAssumptions,
    *,
    first_intake: int,
    years: int,
    growth_cap: float,
    completion: RateLike,
    duration: dict[int, float],
    past_intakes: Sequence[float] = (),
    targets: Sequence[tuple[int, float]] = (),
    draws: int = 1000,
    level: float = 0.8,
    seed: int = 1,
    threads: int = 1,
) -> NationalView:
    """Simulates what institutions would announce under the law, and adds it up.

    Each announces the least of its wish, the growth cap on its last actual intake and its capacity, and fills part of it. Nobody
    is told what to announce: the sum says what the law lets happen, and how likely a dated number of graduates is.

    Parameters
    ----------
    institutions : iterable of AnonymousInstitution, or SampleAssumptions
        A table without names, or distributions to draw one from.
    first_intake, years : int
        Intake years simulated.
    growth_cap : float
        Factor of the rules of the intake year (1.10 by Art. 5(5) of Circular 34/2026/TT-BGDĐT).
    completion : rate
        Part of an intake who ever graduate.
    duration : mapping of int to float
        Years from intake to graduation → part; an intake of autumn t with four years graduates in t + 4.
    past_intakes : sequence of float
        National actual intakes of the years before the first, oldest first; graduates of a year are given only when all its cohorts
        are known.
    targets : sequence of (year, graduates)
        Dated targets on graduates in the same scope.
    draws, seed, threads : int
        The result depends on the seed, not on the threads.
    level : float
        Of the intervals.

    Returns
    -------
    NationalView

    Raises
    ------
    dubao.errors.InputError
        E-RCM-010 … E-RCM-012, E-RCM-025 (a target's year without graduates), E-NEED-003 (duration).

    Examples
    --------
    >>> found = national([AnonymousInstitution(100, wish=0.2, fill=0.95)], first_intake=2027, years=2, growth_cap=1.1,
    ...                  completion=0.7, duration={4: 1.0}, past_intakes=[90.0, 95.0], targets=[(2031, 70)], draws=2)
    >>> found.actual[0].round(4).tolist(), found.graduates_start, found.graduates[0].round(3).tolist()
    ([104.5, 109.2025], 2029, [63.0, 66.5, 73.15, 76.442])
    >>> found.chances[0].probability, found.chances[0].already_admitted
    (1.0, 0.0)
    """
    notes = [note("national")]
    if isinstance(institutions, SampleAssumptions):
        notes.append(note("assumed_sample"))
        sample = institutions.draw(seed)
    else:
        sample = tuple(institutions)
    found = _core.labour.national_view(
        [one.core() for one in sample],
        str(first_intake),
        years,
        float(growth_cap),
        as_rate(completion, "completion").core(),
        Programme(duration=duration).core_duration(),
        [float(one) for one in past_intakes],
        draws,
        seed,
        threads,
    )
    graduates = frozen(found["graduates"])
    start = int(found["graduates_start"])
    admitted = tuple(found["already_admitted"])
    chances = tuple(_chance(year, float(value), graduates, start, admitted, level) for year, value in targets)
    notes += [note("already_admitted", str(one.year)) for one in chances if one.already_admitted == 1.0]
    if chances:
        notes.append(note("not_a_judgement"))
    if found["shrinking"] > 0:
        notes.append(note("shrinking"))
    return NationalView(
        institutions=len(sample),
        first_intake=first_intake,
        announced=frozen(found["announced"]),
        actual=frozen(found["actual"]),
        graduates_start=start,
        graduates=graduates,
        already_admitted=admitted,
        set_by_cap=found["set_by_cap"],
        set_by_capacity=found["set_by_capacity"],
        set_by_wish=found["set_by_wish"],
        shrinking=found["shrinking"],
        chances=chances,
        level=level,
        notes=tuple(notes),
    )


def _chance(
    year: int, target: float, graduates: np.ndarray, start: int, admitted: Sequence[float], level: float
) -> TargetChance:
    column = year - start
    if not 0 <= column < graduates.shape[1]:
        last = start + graduates.shape[1] - 1
        raise InputError(
            Problem(
                "E-RCM-025",
                argument="targets",
                period=str(year),
                vi=f"không tính được số tốt nghiệp của năm này (có từ {start} đến {last})",
                en=f"graduates of this year are not known (there are {start} to {last})",
                remedy_vi="thêm số thực tuyển các năm trước, hoặc mô phỏng thêm năm",
                remedy_en="give more past intakes, or simulate more years",
            )
        )
    paths = graduates[:, column]
    low, middle, high = np.quantile(paths, [0.5 - level / 2, 0.5, 0.5 + level / 2])
    reached = float(np.mean(paths >= target))
    return TargetChance(
        year, target, float(middle), float(low), float(high), reached, float(admitted[column])
    )
