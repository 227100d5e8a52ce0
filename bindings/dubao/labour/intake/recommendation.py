"""Recommended intake: what loses least on the draws inside the law, which rule decides it, and what one person more is worth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dubao import _core
from dubao.errors import InputError, Problem
from dubao.frames import records_frame
from dubao.labour.capacity.determination import Determination, Key
from dubao.labour.intake.limits import IntakeLimit, limits_over_years
from dubao.labour.intake.need import Needs, by_group, no_table
from dubao.labour.intake.notes import Note, note
from dubao.labour.results import Result

__all__ = ["EntryRow", "IntakeRow", "LimitRow", "Proof", "RatioRow", "Recommendation", "recommend"]

Costs = tuple[float, float]


@dataclass(frozen=True)
class IntakeRow:
    """Advice on one group in one intake year; persons. ``nan``: not known, ``inf``: no limit."""

    group: str
    year: int
    need: float  #: median
    need_lower: float
    need_upper: float
    probability_no_need: float
    legal_maximum: float  #: whole persons while all other groups admit as few as they may
    legal_rule: str  #: the limit that sets it
    optimum: float  #: in fractions
    recommended: float  #: whole persons
    binding: str  #: the priced limit of its year, else of a later one; or need, no need, minimum class
    rule: str  #: clause of the binding limit
    price: float  #: fall of the expected loss if this limit let one person more in


@dataclass(frozen=True)
class LimitRow:
    """One limit at the recommended intakes."""

    name: str
    kind: str  #: law or wish
    rule: str  #: clause
    bound: float
    used: float
    slack: float
    price: float  #: fall of the expected loss per unit of the bound


@dataclass(frozen=True)
class EntryRow:
    """One year of entry of a group at the recommended intakes; persons of the field, means over the draws."""

    group: str
    year: int
    probability_closed: float  #: share of the draws on which supply reaches demand
    expected_shortage: float
    expected_surplus: float
    expected_loss: float


@dataclass(frozen=True)
class RatioRow:
    """One intake at another ratio of the two costs, with the sums over all groups and years at that ratio."""

    ratio: float  #: cost of one too few ÷ cost of one too many, the same in every group
    group: str
    year: int
    recommended: float
    expected_shortage: float
    expected_surplus: float
    probability_closed: float  #: mean over groups and years of entry


@dataclass(frozen=True)
class Proof:
    """How good the plan is.

    ``lower_bound`` is what no plan can go below; ``relative_gap`` the duality gap of the optimum in fractions, in parts of its loss
    with passed wishes charged (at least a thousandth of missing every target altogether, since a loss may be 0); the residuals
    are those of the limits and of the slope (Karush–Kuhn–Tucker); ``wish_excess`` the largest excess over a wish.
    """

    loss: float
    loss_in_fractions: float
    lower_bound: float
    relative_gap: float
    limit_residual: float
    gradient_residual: float
    wish_excess: float
    iterations: int
    nodes: int
    proven: bool


@dataclass(frozen=True, repr=False)
class Recommendation(Result):
    """A recommendation with everything that explains it; all rows are frozen.

    Attributes
    ----------
    sufficient : bool
        Whether there is a recommendation: False without needs ("chưa đủ căn cứ") or without costs.
    intakes : tuple of IntakeRow
    limits : tuple of LimitRow
    entries : tuple of EntryRow
    ratios : tuple of RatioRow
    proof : Proof
    splits : mapping of str to str
        Split → the group whose limits it counts in.
    notes : tuple of Note
    """

    sufficient: bool
    intakes: tuple[IntakeRow, ...]
    limits: tuple[LimitRow, ...]
    entries: tuple[EntryRow, ...]
    ratios: tuple[RatioRow, ...]
    proof: Proof
    splits: Mapping[str, str]
    notes: tuple[Note, ...]

    def __repr__(self) -> str:
        if not self.sufficient:
            return f"Recommendation(none: {', '.join(one.code for one in self.notes)})"
        shown = ", ".join(
            f"{one.group} {one.year}: {one.recommended:,.0f} ({one.binding})" for one in self.intakes[:3]
        )
        return f"Recommendation({shown}{', …' if len(self.intakes) > 3 else ''})"

    def intake(self, group: str, year: int) -> IntakeRow:
        """The row of one group and year; an error (E-RCM-023) where there is none."""
        for one in self.intakes:
            if (one.group, one.year) == (group, year):
                return one
        raise InputError(
            Problem(
                "E-RCM-023",
                argument="group, year",
                series=group,
                period=str(year),
                vi="không có khuyến nghị cho nhóm ngành và năm này",
                en="there is no recommendation for this group and year",
                remedy_vi="dùng nhóm ngành và năm có trong kế hoạch",
                remedy_en="use a group and year of the plan",
            )
        )

    def whole_group(self, group: str, year: int) -> float:
        """Recommended persons of a group with its splits."""
        members = [group, *(split for split, parent in self.splits.items() if parent == group)]
        return sum(one.recommended for one in self.intakes if one.group in members and one.year == year)

    def frame(self, name: str = "intakes", kind: str = "pandas") -> Any:
        """One table as a frame of a kind (pandas, polars, pyarrow or dict): intakes, limits, entries, ratios, proof or notes."""
        known = ("intakes", "limits", "entries", "ratios", "proof", "notes")
        if name not in known:
            raise no_table(name, known)
        rows = (self.proof,) if name == "proof" else getattr(self, name)
        return records_frame([vars(row) for row in rows], kind)


_NAN = math.nan
_NO_PROOF = Proof(_NAN, _NAN, _NAN, _NAN, _NAN, _NAN, _NAN, iterations=0, nodes=0, proven=False)


def recommend(
    needs: Needs,
    *,
    costs: Mapping[str, Costs] | Costs | None = None,
    determination: Determination | None = None,
    numbers: Mapping[str, str | Key] | None = None,
    others: Mapping[str | Key, float] | None = None,
    fill: Mapping[str, float] | float = 1.0,
    limits: Sequence[IntakeLimit] = (),
    last_intake: Mapping[str, float] | float = math.nan,
    growth_cap: Mapping[str, float] | float = math.nan,
    smoothing: Mapping[str, float] | float = math.nan,
    minimum_class: Mapping[str, float] | float = 0.0,
    maximum: Mapping[str, Sequence[float]] | None = None,
    splits: Mapping[str, str] | None = None,
    ratios: Sequence[float] = (0.5, 1.0, 2.0, 4.0),
    level: float = 0.8,
    most_nodes: int = 200,
    threads: int = 1,
) -> Recommendation:
    """Chooses the intakes of all groups and years together.

    Minimised is the mean over the draws of ``c₊·max(0, gap − yield·intake) + c₋·max(0, yield·intake − gap)``, summed over groups
    and years of entry, inside every limit. The optimum is exact (linear programme, with its duality gap); whole persons are
    found from it and never pass the law.

    Parameters
    ----------
    needs : Needs
        From :func:`need`; without groups (share or catchment not known) nothing is recommended.
    costs : (float, float), or mapping of group to it, optional
        Cost of one person of the field too few and one too many, in any one unit. Without them: need and legal maximum only.
    determination : Determination, optional
        Of the first intake year: its limits are carried on over the years (:func:`limits_over_years`), both readings of the
        clause of 15 % unless one was chosen.
    numbers : mapping of group to name or (location, code, level, form)
        The determination's number that each group's intake is; needed with it unless groups are named like the numbers. A split
        needs none: it counts in its group. Numbers of groups without a need stay at ``others``.
    others : mapping of name to persons, optional
        The determination's other numbers; default: their plan.
    fill : float, or mapping by group
        Actual ÷ announced, for the determination's limits in later years: its growth cap and the scale count actual intake.
    limits : sequence of IntakeLimit
        Further linear limits, of the law or wishes.
    last_intake, growth_cap : float, or mapping by group
        Last year's actual intake (splits included) and the factor of the cap on it (1.10), in later years on the number of the
        year before. A determination brings its own cap.
    smoothing : float, or mapping by group
        Largest relative change from year to year that is wished for; the law comes first. Needs ``last_intake``.
    minimum_class : float, or mapping by group
        Nobody, or at least this many.
    maximum : mapping of group to one number a year, optional
        Freezes and other ceilings; ``nan``: none in that year.
    splits : mapping of split to group, optional
        Groups with a need of their own inside another (cybersecurity inside information technology): their persons count in
        all limits of that group.
    ratios : sequence of float
        Cost ratios to solve beside the given costs.
    level : float
        Of the needs' intervals.
    most_nodes : int
        Solves for class sizes before the search stops (then ``proof.proven`` is False).
    threads : int
        Over the ratios; the result does not depend on it.

    Returns
    -------
    Recommendation

    Raises
    ------
    dubao.errors.InputError
        E-RCM-001 … E-RCM-006, E-RCM-020 … E-RCM-024, E-NEED-003 … E-NEED-005, naming group, year and limit.

    Examples
    --------
    Three equally likely gaps of 10, 20 and 40, everybody reaches the field; one too few costs three times one too many, so the
    intake is the quantile 0.75 of the gap:

    >>> from dubao.labour.intake import Programme, need
    >>> wanted = need({"4802": [[10.0], [20.0], [40.0]]}, {"4802": [[0.0], [0.0], [0.0]]}, start=2031, first_intake=2027, years=1,
    ...               programmes=Programme(), share=1.0, catchment=1.0)
    >>> found = recommend(wanted, costs=(3.0, 1.0), last_intake=30.0, growth_cap=1.1)
    >>> row = found.intake("4802", 2027)
    >>> row.recommended, row.binding, round(row.price, 6), round(found.entries[0].probability_closed, 4)
    (33.0, 'growth 4802 2027', 0.333333, 0.6667)
    >>> recommend(wanted, costs=(3.0, 1.0)).intake("4802", 2027).recommended
    40.0
    """
    splits = dict(splits or {})
    notes = list(needs.notes)
    if not needs.groups:
        return Recommendation(False, (), (), (), (), _NO_PROOF, splits, tuple(notes))
    rules: dict[str, str] = {}
    own = list(limits)
    if determination is not None:
        found_limits, found_notes = limits_over_years(
            determination,
            _numbers(numbers, needs, splits, determination),
            years=needs.years,
            others=others,
            fill=fill,
        )
        own = [*found_limits, *own]
        notes += found_notes
    for one in own:
        rules[one.name] = one.rule
    groups = []
    for one_need in needs.groups.values():
        key = one_need.group
        pair = (math.nan, math.nan) if costs is None else by_group(costs, key, (math.nan, math.nan))
        groups.append(
            {
                "key": key,
                "parent": splits.get(key, ""),
                "gap": one_need.gap,
                "yield": one_need.yields,
                "duration": (one_need.duration[0], list(one_need.duration[1])),
                "shortage_cost": float(pair[0]),
                "surplus_cost": float(pair[1]),
                "last_intake": float(by_group(last_intake, key, math.nan)),
                "growth_cap": float(by_group(growth_cap, key, math.nan)),
                "smoothing": float(by_group(smoothing, key, math.nan)),
                "minimum_class": float(by_group(minimum_class, key, 0.0)),
                "maximum": [float(value) for value in (maximum or {}).get(key, ())],
            }
        )
    found = _core.labour.recommend_intake(
        groups,
        _start(needs),
        [one.core(needs.first_intake) for one in own],
        str(needs.first_intake),
        needs.years,
        level,
        [float(ratio) for ratio in ratios],
        most_nodes,
        threads,
    )
    if not found["with_costs"]:
        notes.append(note("no_costs"))
    proof = Proof(**found["proof"]) if found["with_costs"] else _NO_PROOF
    if found["with_costs"] and not proof.proven:
        notes.append(note("not_proven"))
    if proof.wish_excess > 0:
        notes.append(note("wish_passed"))
    intakes = tuple(
        IntakeRow(**{**row, "year": int(row["year"]), "rule": rules.get(row["binding"], "")})
        for row in found["intakes"]
    )
    return Recommendation(
        sufficient=found["with_costs"],
        intakes=intakes,
        limits=tuple(
            LimitRow(
                name=row["name"],
                kind="law" if row["law"] else "wish",
                rule=rules.get(row["name"], ""),
                bound=row["bound"],
                used=row["used"],
                slack=row["bound"] - row["used"],
                price=row["price"],
            )
            for row in found["limits"]
        ),
        entries=tuple(EntryRow(**{**row, "year": int(row["year"])}) for row in found["entries"]),
        ratios=tuple(
            RatioRow(
                ratio=row["ratio"],
                group=one.group,
                year=one.year,
                recommended=persons,
                expected_shortage=row["expected_shortage"],
                expected_surplus=row["expected_surplus"],
                probability_closed=row["probability_closed"],
            )
            for row in found["ratios"]
            for one, persons in zip(intakes, row["recommended"], strict=True)
        ),
        proof=proof,
        splits=splits,
        notes=tuple(notes),
    )


def _start(needs: Needs) -> str:
    """First year of entry, which all groups of one need() share."""
    return next(iter(needs.groups.values())).entry_start


def _numbers(
    numbers: Mapping[str, str | Key] | None,
    needs: Needs,
    splits: Mapping[str, str],
    determination: Determination,
) -> Mapping[str, str | Key]:
    """The determination's number of every group of the plan, splits under the group they count in; other numbers stay fixed."""
    known = {one.name for one in determination.variables}
    given = numbers or {}
    wanted = {splits.get(key, key): None for key in needs.groups}
    lacking = [group for group in wanted if group not in given and group not in known]
    if lacking:
        raise InputError(
            [
                Problem(
                    "E-RCM-024",
                    argument="numbers",
                    series=group,
                    vi="chưa nói nhóm ngành này là số lượng tuyển sinh nào của kết quả xác định",
                    en="it is not said which number of the determination this group's intake is",
                    remedy_vi="ghi vào numbers theo (địa điểm, mã, trình độ, hình thức)",
                    remedy_en="name it in numbers as (location, code, level, form)",
                )
                for group in lacking
            ]
        )
    return {group: given.get(group, group) for group in wanted}
