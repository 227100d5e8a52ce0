"""Demand for skills against curricula: persons a year who need a skill, and graduates whose programme teaches it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import Collector, InputError, Language, Problem
from dubao.frames import write_columns
from dubao.labour.rates import Rate, RateLike, as_rate
from dubao.labour.results import Result, frozen
from dubao.labour.skill_demand.curricula import Curricula
from dubao.labour.skill_demand.demand import SkillDemand, quantiles

__all__ = ["CurriculumGaps", "GapRow", "against_curricula"]


@dataclass(frozen=True)
class GapRow(Result):
    """One skill in one period; persons a year.

    Attributes
    ----------
    skill, period : str
    demand, demand_low, demand_high : float
        Median and interval of those who need the skill.
    graduates, graduates_low, graduates_high : float
        Of graduates who bring it.
    gap, gap_low, gap_high : float
        Demand less graduates, of the same draws: the difference of the medians is not its median.
    probability : float
        Share of the draws on which demand is above graduates.
    taught_by : tuple of str
        Programmes that teach it.
    """

    skill: str
    period: str
    demand: float
    demand_low: float
    demand_high: float
    graduates: float
    graduates_low: float
    graduates_high: float
    gap: float
    gap_low: float
    gap_high: float
    probability: float
    taught_by: tuple[str, ...]


@dataclass(frozen=True)
class CurriculumGaps(Result):
    """Gaps by skill on draws.

    Attributes
    ----------
    periods : tuple of str
    demand, supply, gap : dict
        Skill → draws × periods. A skill that no programme teaches has no supply: 0.
    taught_by : dict
        Skill → programmes.
    not_described : tuple of str
        Programmes with graduates of whom the table says no skill: in no supply.
    not_needed : tuple of str
        Skills that are taught and have no demand here.
    entry : Rate
        Part of the graduates who take up work in the field.
    what : str
        What demand counts.
    """

    periods: tuple[str, ...]
    demand: dict[str, np.ndarray]
    supply: dict[str, np.ndarray]
    gap: dict[str, np.ndarray]
    taught_by: dict[str, tuple[str, ...]]
    not_described: tuple[str, ...]
    not_needed: tuple[str, ...]
    entry: Rate
    what: str

    def row(self, skill: str, period: str, *, level: float = 0.8) -> GapRow:
        """One skill in one period."""
        at = {p: h for h, p in enumerate(self.periods)}[str(period)]
        needed, brought, left = (
            quantiles(paths[skill][:, at], level) for paths in (self.demand, self.supply, self.gap)
        )
        return GapRow(
            skill=skill, period=str(period), demand=needed[1], demand_low=needed[0], demand_high=needed[2], graduates=brought[1],
            graduates_low=brought[0], graduates_high=brought[2], gap=left[1], gap_low=left[0], gap_high=left[2],
            probability=float(np.mean(self.gap[skill][:, at] > 0)), taught_by=self.taught_by.get(skill, ()),
        )  # fmt: skip

    def rows(self, *, period: str = "", level: float = 0.8) -> tuple[GapRow, ...]:
        """Rows by period and falling gap."""
        chosen = (period,) if period else self.periods
        order = {p: h for h, p in enumerate(self.periods)}
        rows = [self.row(s, p, level=level) for p in chosen for s in self.gap]
        return tuple(sorted(rows, key=lambda r: (order[r.period], -r.gap, r.skill)))

    def frame(self, kind: str = "pandas", *, level: float = 0.8) -> Any:
        """Rows of all periods as a frame; programmes joined by “; ”."""
        rows = self.rows(level=level)
        columns = {name: [getattr(row, name) for row in rows] for name in GapRow.__dataclass_fields__}
        columns["taught_by"] = ["; ".join(one) for one in columns["taught_by"]]
        return write_columns(columns, kind)

    def statements(self, lang: Language = "vi") -> tuple[str, ...]:
        """What the gaps are and are not."""
        stock = self.what == "employment"
        sure = self.entry.core()[0] == 1.0 and self.entry.low is None
        if lang == "vi":
            out = ["Khoảng trống là phần mà chương trình đào tạo để lại, không phải số người thiếu: kinh nghiệm, tự học và đào tạo tại chỗ cũng tạo ra kỹ năng. Không cộng các kỹ năng với nhau."]  # fmt: skip
            if sure:
                out.append(
                    "Giả định: mọi người tốt nghiệp đều đi làm trong lĩnh vực, nên phía cung là mức cao nhất."
                )
            if stock:
                out.append(
                    "Nhu cầu ở đây là số người có việc làm (mức), còn tốt nghiệp là luồng mỗi năm: hai đại lượng không so được với nhau như một khoảng thiếu."
                )
            if self.not_described:
                out.append(f"Chương trình chưa mô tả kỹ năng, không tính: {', '.join(self.not_described)}.")
            return tuple(out)
        out = ["A gap is what curricula leave open, not a number of persons lacking: experience, self-study and training at work bring skills too. Skills are not added."]  # fmt: skip
        if sure:
            out.append(
                "Assumption: every graduate takes up work in the field, so that supply is at its highest."
            )
        if stock:
            out.append(
                "Demand here is employment (a level) and graduates are a flow a year: the two cannot be compared as a gap."
            )
        if self.not_described:
            out.append(
                f"Programmes whose skills are not described count nowhere: {', '.join(self.not_described)}."
            )
        return tuple(out)


def against_curricula(
    demand: SkillDemand,
    curricula: Curricula,
    *,
    graduates: Mapping[str, Any] | None = None,
    completion: RateLike | None = None,
    entry: RateLike = 1.0,
    seed: int = 1,
) -> CurriculumGaps:
    """Holds demand for skills against what programmes teach.

    Parameters
    ----------
    demand : SkillDemand
        Of openings: persons a year.
    curricula : Curricula
        Of :func:`read_curricula`.
    graduates : mapping of str to array_like, optional
        Programme → draws × periods, with the paths and periods of the demand. Programmes without it have the graduates of the table in
        every period, or those who enrol times ``completion``.
    completion : float, (value, low, high) or Rate, optional
        Part of those who enrol that graduate, for programmes whose table states the intake only.
    entry : float, (value, low, high) or Rate
        Part of the graduates who take up work in the field; 1 by default, the highest there can be.
    seed : int

    Returns
    -------
    CurriculumGaps

    Raises
    ------
    dubao.errors.InputError
        E-SKD-006, E-SKD-007, E-SKD-010 (a programme without graduates), E-LAB-002 (other paths), all problems at once.

    Examples
    --------
    >>> from dubao.labour.rates import Rate
    >>> from dubao.labour.skill_demand import Curricula, Programme, TaughtSkill, demand, importance_from_rows
    >>> needed = demand({"251": [[1000.0]]}, importance_from_rows([("security", "251", 0.4)]), start="2030")
    >>> table = Curricula((Programme("A", graduates=100.0),), (TaughtSkill("A", "security", Rate(0.5)),))
    >>> row = against_curricula(needed, table, entry=0.8).rows()[0]
    >>> row.demand, row.graduates, row.gap, row.probability, row.taught_by
    (400.0, 40.0, 360.0, 1.0, ('A',))
    """
    paths, horizon = next(iter(demand.persons.values())).shape
    given = {str(p): np.asarray(v, dtype=float) for p, v in (graduates or {}).items()}
    problems = Collector()
    arrays: dict[str, np.ndarray] = {}
    finishing = None if completion is None else as_rate(completion, "completion")
    for programme in curricula.programmes:
        name = programme.programme
        if name in given:
            arrays[name] = given[name]
        elif programme.graduates is not None:
            arrays[name] = np.full((paths, horizon), programme.graduates)
        elif programme.intake is not None and finishing is not None:
            drawn = finishing.draws(f"completion.{name}", draws=paths, seed=seed)
            arrays[name] = np.repeat(programme.intake * drawn[:, np.newaxis], horizon, axis=1)
        else:
            problems.add(
                Problem(
                    "E-SKD-010", argument="graduates", series=name, vi="chương trình không có số tốt nghiệp", en="the programme has no graduates",
                    remedy_vi="ghi số tốt nghiệp trong bảng, truyền graduates, hoặc ghi số nhập học và nêu completion",
                    remedy_en="write graduates in the table, pass graduates, or write the intake and pass completion",
                )
            )  # fmt: skip
    problems.raise_if_any(InputError)
    arrays |= {name: value for name, value in given.items() if name not in arrays}
    taking_up = as_rate(entry, "entry")
    found = _core.labour.skill_supply(
        arrays, demand.start, [(t.programme, t.skill, t.level.core()) for t in curricula.taught], taking_up.core(), seed
    )  # fmt: skip
    supply = found["by_skill"]
    gap = _core.labour.skill_gap(dict(demand.by_skill), supply, demand.start)
    zero = np.zeros((paths, horizon))
    return CurriculumGaps(
        demand.periods,
        dict(demand.by_skill),
        {skill: frozen(supply.get(skill, zero)) for skill in demand.by_skill},
        {skill: frozen(values) for skill, values in gap.items()},
        {skill: tuple(programmes) for skill, programmes in found["taught_by"].items() if skill in gap},
        tuple(found["not_described"]),
        tuple(sorted(set(supply) - set(gap))),
        taking_up,
        demand.what,
    )
