"""Offers of a whole institution: no unit and no total is likely to be a breach of Art. 4(3) of Circular 34/2026/TT-BGDĐT."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from dubao import _core
from dubao.labour.capacity.institution import Institution, Offered
from dubao.labour.capacity.readings import Readings
from dubao.labour.capacity.row_frames import rows_frame
from dubao.labour.capacity.rules import AdmissionRules, rules_for
from dubao.labour.capacity.show_up import OfferPlan, offers
from dubao.labour.capacity.tolerances import largest_actual_intake

__all__ = ["FormTotal", "OfferPlans", "institution_offers"]

#: A unit's number: location, unit, form.
UnitForm = tuple[str, str, str]
#: Halvings of the level at which the units are planned so that their total stays inside.
_HALVINGS = 8
#: Years of common history from which the total of the institution has a rate of its own.
_COMMON_YEARS = 2
#: Columns of the frame; masses are no column.
_COLUMNS = tuple(one.name for one in fields(OfferPlan) if one.name not in ("masses", "notes"))


@dataclass(frozen=True)
class FormTotal:
    """The total of one form over all units, Art. 4(3)(b); of teacher training, Art. 4(3)(c)."""

    form: str
    announced: int
    limit: int  #: 5 % above the announced total; teacher training: the notified total itself
    expected: float
    breach_probability: float  #: the larger of the two that follow
    unit_level: float  #: level at which each unit was planned so that the total stays inside
    independent: float  #: probability with the units independent given their histories
    common_years: (
        float  #: by the history of the total itself: good and bad years are common; nan: fewer than two years
    )
    teacher_training: bool = False


@dataclass(frozen=True)
class OfferPlans:
    """Offers of all bachelor units of an institution, and the totals by form."""

    plans: tuple[OfferPlan, ...]
    totals: tuple[FormTotal, ...]

    def frame(self, name: str = "plans", kind: str = "pandas") -> Any:
        """The plans (without the masses), or the totals, as a frame.

        Parameters
        ----------
        name : {"plans", "totals"}
        kind : {"pandas", "polars", "pyarrow", "dict"}
        """
        if name == "totals":
            return rows_frame(self.totals, FormTotal, kind)
        from dubao.frames import write_columns

        columns: dict[str, Any] = {
            column: [getattr(one, column) for one in self.plans] for column in _COLUMNS
        }
        columns["notes"] = ["; ".join(note.en for note in one.notes) for one in self.plans]
        return write_columns(columns, kind)


def _common_history(past: Sequence[Offered], round_: int) -> list[tuple[int, float, float]]:
    """Offered and enrolled summed over the units, by year; of the round if it has a history, else of all rounds."""
    own = [one for one in past if one.round == round_] or list(past)
    years = sorted({one.year for one in own})
    return [
        (
            year,
            sum(one.offered for one in own if one.year == year),
            sum(one.enrolled for one in own if one.year == year),
        )
        for year in years
    ]


def _stricter(
    planned: Callable[[float], list[OfferPlan]], breach: Callable[[list[OfferPlan]], float], level: float
) -> tuple[list[OfferPlan], float]:
    """The plans at the largest level of the units, found by halving, at which their total stays inside; level 0 where none does."""
    chosen = planned(level)
    if breach(chosen) <= level:
        return chosen, level
    strict, loose = 0.0, level
    for _ in range(_HALVINGS):
        middle = 0.5 * (strict + loose)
        tried = planned(middle)
        if breach(tried) <= level:
            chosen, strict = tried, middle
        else:
            loose = middle
    return chosen, strict


def institution_offers(
    institution: Institution,
    announced: Mapping[UnitForm, int] | None = None,
    *,
    round: int = 1,
    enrolled: Mapping[UnitForm, int] | None = None,
    level: float = 0.05,
    rules: AdmissionRules | None = None,
    readings: Readings | None = None,
    **options: Any,
) -> OfferPlans:
    """Offers of every bachelor unit so that neither a unit nor the total of a form is likely to be a breach.

    Each unit is planned at ``level``. Where the total of the form would then cross its limit with a probability above ``level``,
    all its units are planned at one stricter level, the largest (found by halving) at which it does not. That probability is
    computed twice, with the units independent, and from the history of the total itself, in which good and bad years are common to
    all units; the larger counts.

    Parameters
    ----------
    institution : Institution
        With ``offers``, the past rounds; announced numbers are its plan unless given. Units whose ``special_major`` is
        ``teacher_training`` have 20 % each and no tolerance in total.
    announced, enrolled : mapping of (location, unit, form) to persons, optional
        Announced numbers; those enrolled in earlier rounds.
    round : int
        Which round is to be planned.
    level : float
        Largest probability of a breach accepted, of a unit and of a total.
    rules, readings : optional
        Default: rules of the institution's intake year.
    **options
        Of :func:`offers`: fill_share, interval_level, dispersion_prior.

    Returns
    -------
    OfferPlans

    Raises
    ------
    dubao.errors.InputError
        As :func:`offers`; E-CAP-001 for an intake year without tolerances.

    Examples
    --------
    >>> from dubao.labour.capacity import Institution, Learners, Offered
    >>> rows = tuple(Learners("HN", unit, "bachelor", "regular", 0, 4, planned=200) for unit in ("4801", "4802", "5202"))
    >>> past = tuple(Offered("HN", row.unit, "regular", year, 1, 300, 200 + year % 3) for row in rows for year in range(2021, 2027))
    >>> found = institution_offers(Institution("X", "Invented", 2027, (), (), rows, (), offers=past))
    >>> total = found.totals[0]
    >>> total.limit, total.breach_probability <= 0.05, total.unit_level < 0.05
    (630, True, True)
    """
    rules = rules if rules is not None else rules_for(institution.intake_year)
    already = enrolled or {}
    teachers = {
        (unit.location, unit.code) for unit in institution.units if unit.special_major == "teacher_training"
    }
    given: Mapping[UnitForm, float] = (
        {
            (row.location, row.unit, row.form): row.planned
            for row in institution.learners
            if row.level == "bachelor" and not math.isnan(row.planned)
        }
        if announced is None
        else announced
    )
    numbers: dict[UnitForm, int] = {}
    for (location, unit, form), persons in given.items():
        key = (location, unit, "regular" if form == "joint_foreign" else form)
        numbers[key] = numbers.get(key, 0) + int(persons)

    def history(key: UnitForm) -> list[Offered]:
        return [one for one in institution.offers if (one.location, one.unit, one.form) == key]

    def plan(key: UnitForm, at: float, number: int | None = None) -> OfferPlan:
        most = largest_actual_intake(
            numbers[key], teacher_training=key[:2] in teachers, rules=rules, readings=readings
        )
        return offers(
            numbers[key],
            history(key),
            limit=most,
            enrolled=already.get(key, 0),
            level=at,
            round=round,
            number=number,
            subject="/".join(key),
            **options,
        )

    def total(keys: list[UnitForm], teacher_training: bool) -> tuple[list[OfferPlan], FormTotal]:
        in_all = sum(numbers[key] for key in keys)
        percent = 0.0 if teacher_training else rules.value("overshoot_total_per_form")
        most = math.floor(in_all * (100.0 + percent) / 100.0 + 1e-9)
        have = sum(already.get(key, 0) for key in keys)
        common = _common_history([one for key in keys for one in history(key)], round)

        def independent(at: list[OfferPlan]) -> float:
            return float(_core.labour.admission_total_breach([one.masses for one in at], most - have))

        def common_years(at: list[OfferPlan]) -> float:
            if len(common) < _COMMON_YEARS:
                return math.nan
            number = sum(one.offers for one in at)
            return offers(
                in_all, common, limit=most, enrolled=have, level=level, number=number, **options
            ).breach_probability

        def breach(at: list[OfferPlan]) -> float:
            return max(one for one in (independent(at), common_years(at)) if not math.isnan(one))

        chosen, unit_level = _stricter(lambda at: [plan(key, at) for key in keys], breach, level)
        if unit_level == 0.0:  # those enrolled leave no room in the total
            chosen = [plan(key, level, 0) for key in keys]
        return chosen, FormTotal(
            form=keys[0][2],
            announced=in_all,
            limit=most,
            expected=math.fsum(one.expected for one in chosen),
            breach_probability=breach(chosen),
            unit_level=unit_level,
            independent=independent(chosen),
            common_years=common_years(chosen),
            teacher_training=teacher_training,
        )

    plans: list[OfferPlan] = []
    totals: list[FormTotal] = []
    for teacher_training in (False, True):
        inside = [key for key in numbers if (key[:2] in teachers) is teacher_training]
        # Teacher training has one total, the other units one a form.
        groups = [inside] if teacher_training else [
            [key for key in inside if key[2] == form] for form in sorted({key[2] for key in inside})
        ]  # fmt: skip
        for keys in groups:
            if keys:
                chosen, row = total(keys, teacher_training)
                plans += chosen
                totals.append(row)
    return OfferPlans(tuple(plans), tuple(totals))
