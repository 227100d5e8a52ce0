"""Limits on intakes: plain linear inequalities, and those of a determination carried on over several intake years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dubao.errors import InputError, Problem
from dubao.labour.capacity.determination import Determination, Key
from dubao.labour.capacity.rows import Limit
from dubao.labour.intake.need import by_group
from dubao.labour.intake.notes import Note, note

__all__ = ["IntakeLimit", "limits_over_years"]

#: Kinds that hold a pool: next year's room depends on this year's intake.
_POOLS = ("lecturers", "area", "reserve")
#: Kinds with last year's actual intake as base, and the parameter of the rules that caps it, in percent.
_GROWTH = ("growth", "growth_total")
_CAP = "growth_cap_over_last_actual_intake"


@dataclass(frozen=True)
class IntakeLimit:
    """Σ coefficient · persons ≤ bound.

    Parameters
    ----------
    name : str
        Shown as the binding rule.
    terms : mapping of (group, intake year) to float
        A group that has splits counts them too.
    bound : float
    kind : {"law", "wish"}
        A limit of the law holds on whole persons; a wish gives way to the law.
    rule : str
        Clause or reason, shown beside the name.
    """

    name: str
    terms: Mapping[tuple[str, int], float]
    bound: float
    kind: str = "law"
    rule: str = ""

    def core(self, first_intake: int) -> tuple[str, list[tuple[str, int, float]], float, bool]:
        """The form the compiled core takes."""
        if self.kind not in ("law", "wish"):
            raise InputError(
                Problem(
                    "E-RCM-021",
                    argument="kind",
                    series=self.name,
                    vi=f"'{self.kind}' không phải là một loại giới hạn",
                    en=f"'{self.kind}' is no kind of limit",
                    remedy_vi="dùng law (quy định) hoặc wish (mong muốn)",
                    remedy_en="use law or wish",
                )
            )
        terms = [(group, year - first_intake, float(value)) for (group, year), value in self.terms.items()]
        return (self.name, terms, float(self.bound), self.kind == "law")


def _stocks(determination: Determination) -> dict[str, tuple[float, float]]:
    """Stock at the start and standard years, by name of the number; postgraduates of a major by their first number."""
    out = {}
    for row in determination.institution.learners:
        out[f"{row.location}/{row.unit}/{row.level}/{row.form}"] = (row.stock, row.duration)
    values = determination.rules.values
    for one in determination.institution.postgraduates:
        level, parameter = (
            ("master", "standard_duration.master") if one.major.startswith("8") else ("doctoral", "standard_duration.phd")
        )  # fmt: skip
        regular = one.stock if one.stock_regular != one.stock_regular else one.stock_regular
        duration = values[parameter].value
        out[f"{one.location}/{one.major}/{level}/regular"] = (regular, duration)
        out[f"{one.location}/{one.major}/{level}/blended"] = (one.stock - regular, duration)
    return out


def _name(key: str | Key) -> str:
    return key if isinstance(key, str) else "/".join(key)


def limits_over_years(
    determination: Determination,
    numbers: Mapping[str, str | Key],
    *,
    years: int,
    others: Mapping[str | Key, float] | None = None,
    fill: Mapping[str, float] | float = 1.0,
) -> tuple[tuple[IntakeLimit, ...], tuple[Note, ...]]:
    """The limits of a determination on the intakes of its year and the years after.

    The first year has the determination's limits, those of both readings of the clause of 15 % unless one was chosen. For the
    years after, lecturers and floor area stay, and the scale moves with what is admitted and with the expected graduates as
    the forms compute them: with w the weight of a person, T the standard years and r = 1 − 1/T, the pool of year t is
    ``Σ w·(x_t + r·f·x_{t−1} + r²·f·x_{t−2} + …) ≤ bound + Σ w·stock·(r − r^{t+1})``, f the fill. The growth cap runs from actual intake to number;
    freezes and the cap of new majors are known for the first year only.

    Parameters
    ----------
    determination : Determination
    numbers : mapping of group to name or (location, code, level, form)
        The number of the determination that each group's intake is.
    years : int
        Intake years, from the determination's on.
    others : mapping of name or (location, code, level, form) to persons, optional
        Numbers that are not chosen here, the same in every year; default: their plan, else last year's actual intake.
    fill : float, or mapping of group to float
        Actual ÷ announced, at least 0: later growth caps count the actual intake, and so does the scale.

    Returns
    -------
    limits : tuple of IntakeLimit
    notes : tuple of Note

    Raises
    ------
    dubao.errors.InputError
        E-RCM-022 when a group's number does not exist.

    Examples
    --------
    >>> from dubao.labour.capacity import Institution, Learners, LecturerShare, Location, Unit, determine
    >>> small = Institution(
    ...     code="SML", name="Invented", intake_year=2027, invented=True, locations=(Location("A", "Head office", 2800),),
    ...     units=(Unit("A", "4801", "Computing", 1.0, 1.0, confirmed=True),),
    ...     learners=(Learners("A", "4801", "bachelor", "regular", 100, 4, announced=40, actual=40, planned=40),),
    ...     lecturers=tuple(LecturerShare(f"L{k}", "A", "4801", "doctoral") for k in range(10)),
    ... )
    >>> limits, _ = limits_over_years(determine(small), {"4801": ("A", "4801", "bachelor", "regular")}, years=2)
    >>> {one.name: (dict(one.terms), one.bound) for one in limits if one.name.startswith("lecturers")}
    {'lecturers A/4801 2027': ({('4801', 2027): 1.0}, 325.0), 'lecturers A/4801 2028': ({('4801', 2028): 1.0, ('4801', 2027): 0.75}, 343.75)}
    """
    first = determination.rules.intake_year
    places = {one.name: one for one in determination.variables}
    chosen = {_name(key): group for group, key in numbers.items()}
    unknown = [name for name in chosen if name not in places]
    if unknown:
        raise InputError(
            [
                Problem(
                    "E-RCM-022",
                    argument="numbers",
                    series=chosen[name],
                    vi=f"không có số lượng tuyển sinh '{name}'",
                    en=f"no number '{name}'",
                    remedy_vi="gọi tên theo địa điểm/mã/trình độ/hình thức: " + ", ".join(places),
                    remedy_en="name it as location/code/level/form: " + ", ".join(places),
                )
                for name in unknown
            ]
        )
    fixed = {_name(key): float(value) for key, value in (others or {}).items()}
    for name, one in places.items():
        known = [value for value in (one.planned, one.actual) if value == value]
        fixed.setdefault(name, known[0] if known else 0.0)
    # The first year has no factor of its own: its cap is a number.
    factor = 1.0 + determination.rules.value(_CAP) / 100.0 if years > 1 else 1.0
    case = _Case(first, chosen, fixed, _stocks(determination), factor, fill)
    out: list[IntakeLimit] = []
    notes: list[Note] = []
    kept = determination.constraints()
    if any(one.reading for one in kept.limits):
        notes.append(note("lower_reading"))
    if years > 1:
        notes.append(note("later_years"))
    for given, bound in zip(kept.limits, kept.bounds, strict=True):
        if not any(name in chosen for name, _ in given.terms):
            continue
        for t in range(years if given.kind in (*_POOLS, *_GROWTH) else 1):
            limit, over = case.limit(given, float(bound), t)
            out.append(limit)
            if over:
                notes.append(note("others_over", limit.name))
    return tuple(out), tuple(notes)


@dataclass(frozen=True)
class _Case:
    """What every limit is carried on with: chosen numbers → groups, fixed numbers → persons, stocks and years of study."""

    first: int
    chosen: Mapping[str, str]
    fixed: Mapping[str, float]
    stocks: Mapping[str, tuple[float, float]]
    growth: float
    fill: Mapping[str, float] | float

    def _fill(self, group: str) -> float:
        return float(by_group(self.fill, group, 1.0))

    def limit(self, one: Limit, bound: float, t: int) -> tuple[IntakeLimit, bool]:
        """The limit in year t, and whether the fixed numbers use it up."""
        if one.kind in _POOLS:
            terms, left = self._pool(one, bound, t)
        elif t > 0:
            terms, left = self._growth(one, t)
        else:
            terms = {(self.chosen[name], self.first): w for name, w in one.terms if name in self.chosen}
            left = bound - sum(w * self.fixed[name] for name, w in one.terms if name not in self.chosen)
        year = self.first + t
        # What is used up already leaves nobody; earlier intakes are then not held to account for it.
        if left < 0:
            terms = {key: weight for key, weight in terms.items() if key[1] == year}
        rule = "; ".join(str(clause) for clause in one.clauses)
        name = f"{one.name} ({one.reading}) {year}" if one.reading else f"{one.name} {year}"
        return IntakeLimit(name, terms, max(0.0, left), "law", rule), left < 0

    def _growth(self, one: Limit, t: int) -> tuple[dict[tuple[str, int], float], float]:
        terms: dict[tuple[str, int], float] = {}
        left = 0.0
        for name, weight in one.terms:
            if name in self.chosen:
                group = self.chosen[name]
                terms[group, self.first + t] = weight
                terms[group, self.first + t - 1] = -self.growth * self._fill(group) * weight
            else:
                left += (self.growth - 1.0) * weight * self.fixed[name]
        return terms, left

    def _pool(self, one: Limit, bound: float, t: int) -> tuple[dict[tuple[str, int], float], float]:
        terms: dict[tuple[str, int], float] = {}
        for name, weight in one.terms:
            stock, duration = self.stocks.get(name, (0.0, 1.0))
            stays = 1.0 - 1.0 / duration if duration > 0 else 0.0
            bound += weight * stock * (stays - stays ** (t + 1))
            if name in self.chosen:
                group = self.chosen[name]
                terms[group, self.first + t] = weight
                for back in range(1, t + 1):
                    terms[group, self.first + t - back] = weight * self._fill(group) * stays**back
            else:
                bound -= weight * self.fixed[name] * sum(stays**back for back in range(t + 1))
        return terms, bound
