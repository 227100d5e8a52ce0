"""Persons or openings by occupation times importance: demand for each skill, by field and period, with intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from dubao import _core
from dubao.data.periods import shift
from dubao.errors import InputError, Language, Problem
from dubao.frames import write_columns
from dubao.labour.results import Result, frozen
from dubao.labour.skill_demand.importance import Importances

__all__ = ["DemandRow", "SkillDemand", "demand"]

What = Literal["openings", "employment"]


@dataclass(frozen=True)
class DemandRow(Result):
    """Demand for one skill in one period.

    Attributes
    ----------
    skill : str
    field : str
        Empty for all fields together.
    period : str
    median, low, high : float
        Of the draws, with the central interval of the level asked for.
    share, share_low, share_high : float
        Part of the assessed persons (of the field) who need the skill; NaN where nobody is.
    not_assessed : float
        Median of the persons (of the field) in occupations without an importance for the skill: demand may be higher by as much.
    unit : {"persons", "weighted"}
        ``persons`` with shares of postings; ``weighted``, persons times importance, where a rating is in it.
    """

    skill: str
    field: str
    period: str
    median: float
    low: float
    high: float
    share: float
    share_low: float
    share_high: float
    not_assessed: float
    unit: str


@dataclass(frozen=True)
class SkillDemand(Result):
    """Demand by skill on draws.

    There is no total: a person who needs five skills stands in five of them.

    Attributes
    ----------
    start : str
        First period.
    periods : tuple of str
    what : {"openings", "employment"}
    by_skill : dict
        Skill → draws × periods.
    by_field : dict
        Field → skill → draws × periods; empty without fields. Over fields they add up to ``by_skill``.
    not_assessed : dict
        Skill → draws × periods of persons in occupations without an importance for it.
    persons : dict
        Occupation → draws × periods, as given.
    fields : dict
        Occupation → field; empty without fields.
    occupations_without : dict
        Skill → occupations without an importance for it.
    unused : tuple of str
        Occupations with an importance that have no persons.
    units : dict
        Skill → ``persons`` or ``weighted``.
    """

    start: str
    periods: tuple[str, ...]
    what: str
    by_skill: dict[str, np.ndarray]
    by_field: dict[str, dict[str, np.ndarray]]
    not_assessed: dict[str, np.ndarray]
    persons: dict[str, np.ndarray]
    fields: dict[str, str]
    occupations_without: dict[str, tuple[str, ...]]
    unused: tuple[str, ...]
    units: dict[str, str]

    def row(self, skill: str, period: str, *, field: str = "", level: float = 0.8) -> DemandRow:
        """One skill in one period; KeyError for a skill, field or period that is not there."""
        at = {p: h for h, p in enumerate(self.periods)}[str(period)]
        paths = (self.by_field[field] if field else self.by_skill)[skill][:, at]
        own = [o for o in sorted(self.persons) if not field or self.fields[o] == field]
        left_out = set(self.occupations_without.get(skill, ()))
        without, assessed = (
            np.sum([self.persons[o][:, at] for o in own if (o in left_out) == out], axis=0)
            + np.zeros(len(paths))
            for out in (True, False)
        )
        share = (float("nan"),) * 3
        if np.all(assessed > 0):
            share = quantiles(paths / assessed, level)
        low, median, high = quantiles(paths, level)
        return DemandRow(
            skill=skill, field=field, period=str(period), median=median, low=low, high=high, share=share[1], share_low=share[0],
            share_high=share[2], not_assessed=float(np.median(without)), unit=self.units[skill],
        )  # fmt: skip

    def rows(self, *, period: str = "", field: str | None = "", level: float = 0.8) -> tuple[DemandRow, ...]:
        """Rows by period, field and falling demand.

        Parameters
        ----------
        period : str
            One period; all when empty.
        field : str, optional
            One field; empty for all fields together; None for every field.
        level : float
        """
        periods = (period,) if period else self.periods
        fields = tuple(self.by_field) if field is None else (field,)
        rows = [
            self.row(s, p, field=f, level=level)
            for p in periods
            for f in fields
            for s in (self.by_field[f] if f else self.by_skill)
        ]
        order = {p: h for h, p in enumerate(self.periods)}
        return tuple(sorted(rows, key=lambda r: (order[r.period], r.field, -r.median, r.skill)))

    def outcomes(self) -> dict[str, np.ndarray]:
        """Skill → draws × periods, the form in which :func:`dubao.labour.compare_scenarios` takes the result of a scenario."""
        return dict(self.by_skill)

    def frame(self, kind: str = "pandas", *, level: float = 0.8) -> Any:
        """Rows of all periods as a frame: all fields together, then each field."""
        rows = self.rows(level=level) + self.rows(field=None, level=level)
        names = list(DemandRow.__dataclass_fields__)
        return write_columns({name: [getattr(row, name) for row in rows] for name in names}, kind)

    def statements(self, lang: Language = "vi") -> tuple[str, ...]:
        """What the figures are and are not."""
        weighted = any(unit == "weighted" for unit in self.units.values())
        counted = {"openings": ("vị trí cần tuyển", "openings"), "employment": ("người có việc làm", "persons in employment")}[self.what]  # fmt: skip
        if lang == "vi":
            out = [
                f"Số {counted[0]} cần từng kỹ năng. Không cộng các kỹ năng với nhau: một người cần nhiều kỹ năng và được tính ở mỗi kỹ năng.",
                "Giả định: mức quan trọng của kỹ năng trong nghề không đổi trong kỳ dự báo.",
            ]
            if weighted:
                out.append(
                    "Kỹ năng có mức quan trọng do chuyên gia chấm: số người nhân mức quan trọng, không phải số người."
                )
            if self.occupations_without:
                out.append(
                    f"{len(self.occupations_without)} kỹ năng chưa có mức quan trọng ở một số nghề: số người của các nghề đó nêu riêng, không coi là 0."
                )
        else:
            out = [
                f"Number of {counted[1]} that need each skill. Skills are not added: a person needs many and is counted at each.",
                "Assumption: the importance of a skill in an occupation does not change over the horizon.",
            ]
            if weighted:
                out.append(
                    "Where experts rated the importance: persons times importance, not a number of persons."
                )
            if self.occupations_without:
                out.append(
                    f"{len(self.occupations_without)} skills have no importance in some occupations: the persons of these are stated apart and not taken as zero."
                )
        return tuple(out)  # fmt: skip


def quantiles(paths: np.ndarray, level: float) -> tuple[float, float, float]:
    """Lower end, median and upper end of the central interval.

    >>> quantiles(np.array([1.0, 2.0, 3.0]), 0.5)
    (1.5, 2.0, 2.5)
    """
    low, median, high = np.quantile(paths, [(1 - level) / 2, 0.5, (1 + level) / 2])
    return float(low), float(median), float(high)


def demand(
    persons: Mapping[str, Any],
    importances: Importances,
    *,
    start: str,
    fields: Mapping[str, str] | None = None,
    what: What = "openings",
    seed: int = 1,
    n_jobs: int = -1,
) -> SkillDemand:
    """Demand for skills: D_k = Σ_o E_o · importance_ok, path by path.

    Parameters
    ----------
    persons : mapping of str to array_like
        Occupation → draws × periods, ≥ 0: openings or employment of the forecast, all with the same paths.
    importances : Importances
        Of :func:`importance_from_postings` or :func:`importance_from_rows`.
    start : str
        First period.
    fields : mapping of str to str, optional
        Occupation → field (information technology, electronics …), for all occupations.
    what : {"openings", "employment"}
        What ``persons`` are; openings (a flow) are what curricula are held against.
    seed : int
        Of the importances. The same seed gives the same importances in every scenario, so that scenarios are compared path by path.
    n_jobs : int
        Threads; -1 for all cores. The result does not depend on it.

    Returns
    -------
    SkillDemand

    Raises
    ------
    dubao.errors.InputError
        E-SKD-003 (importances), E-SKD-004 (persons), E-SKD-005 (fields), E-SKD-009 (arguments), E-LAB-002 (shapes).

    Examples
    --------
    >>> from dubao.labour.skill_demand import importance_from_rows
    >>> found = demand({"251": [[1000.0, 1100.0]], "252": [[200.0, 210.0]]},
    ...                importance_from_rows([("security", "251", 0.4), ("security", "252", 0.9)]), start="2030")
    >>> [row.median for row in found.rows()], found.row("security", "2030").unit
    ([580.0, 629.0], 'weighted')
    """
    if what not in ("openings", "employment"):
        raise InputError(
            Problem(
                "E-SKD-009", argument="what", vi=f"“{what}” không dùng ở đây", en=f"“{what}” is not known here",
                remedy_vi="ghi openings hoặc employment", remedy_en="write openings or employment",
            )
        )  # fmt: skip
    arrays = {str(o): np.ascontiguousarray(np.asarray(paths, dtype=float)) for o, paths in persons.items()}
    found = _core.labour.skill_demand(
        arrays,
        str(start),
        [row.core() for row in importances.rows],
        {str(o): str(f) for o, f in (fields or {}).items() if str(o) in arrays},
        seed,
        0 if n_jobs < 0 else int(n_jobs),
    )
    own_fields = {str(o): str(f) for o, f in (fields or {}).items() if str(o) in arrays}
    horizon = next(iter(arrays.values())).shape[1]
    rated = {row.skill for row in importances.rows if row.kind == "rating" and row.occupation in arrays}
    return SkillDemand(
        str(start),
        tuple(shift(str(start), h) for h in range(horizon)),
        what,
        {skill: frozen(paths) for skill, paths in found["by_skill"].items()},
        {field: {s: frozen(p) for s, p in skills.items()} for field, skills in found["by_field"].items()},
        {skill: frozen(paths) for skill, paths in found["not_assessed"].items()},
        {occupation: frozen(arrays[occupation].copy()) for occupation in sorted(arrays)},
        own_fields,
        {skill: tuple(occupations) for skill, occupations in found["occupations_without"].items()},
        tuple(found["unused"]),
        {skill: "weighted" if skill in rated else "persons" for skill in found["by_skill"]},
    )
