"""Offers: how many places to offer so that those who enrol stay inside what the law tolerates.

The show-up rate of a coming round is learnt from past rounds (beta-binomial, unknown mean and year-to-year dispersion); the
number of offers is the largest whose probability of a breach is at most a stated level.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.capacity.institution import Offered
from dubao.labour.capacity.messages import in_both_languages
from dubao.labour.capacity.readings import Readings
from dubao.labour.capacity.rows import Remark
from dubao.labour.capacity.rules import AdmissionRules
from dubao.labour.capacity.tolerances import largest_actual_intake
from dubao.labour.results import frozen as read_only

__all__ = ["DISPERSION_PRIOR", "OfferPlan", "offers"]

#: b of the prior Beta(1, b) of the dispersion: a year's rate then moves by about 0.09 around 0.6 before any data. Own choice.
DISPERSION_PRIOR = 30.0

_NOTES: dict[str, tuple[str, str]] = {
    "no_history": (
        "chưa có số liệu các đợt trước: chỉ dựa vào phân phối tiên nghiệm, khoảng dự báo rất rộng",
        "no past rounds: the prior alone, the interval is very wide",
    ),
    "one_year": (
        "chỉ có số liệu một năm: mức dao động giữa các năm lấy theo phân phối tiên nghiệm",
        "one year of history: how years differ is the prior's",
    ),
    "other_rounds": (
        "đợt này chưa có số liệu các năm trước: dùng số liệu của mọi đợt",
        "no history of this round: that of all rounds is used",
    ),
    "already_above": (
        "số đã nhập học vượt mức cho phép: không được gọi thêm",
        "those enrolled already cross the limit: no offer is right",
    ),
    "capped": (
        "hầu như không ai nhập học: số gọi đã đến giới hạn tính toán",
        "hardly anyone shows up: the number of offers reached the limit of the computation",
    ),
}


def _note(code: str, subject: str) -> Remark:
    return Remark(code, subject, *_NOTES[code])


@dataclass(frozen=True, eq=False, repr=False)
class OfferPlan:
    """How many to offer in one round, and what that number means.

    Attributes
    ----------
    offers : int
        Largest number with ``breach_probability`` ≤ ``level``, or the number asked about.
    announced, limit, enrolled : int
        Announced number, largest intake that is no breach, enrolled in earlier rounds.
    breach_probability, breach_probability_next : float
        At ``offers`` and at one offer more.
    expected, lower, upper : float
        Intake in all with its central interval of ``interval_level``.
    underfill_probability, share_underfill_probability : float
        Fewer than announced; fewer than ``fill_share`` of it.
    rate_mean, rate_standard_deviation, dispersion : float
        Of the coming round's show-up rate; ρ, 0 where years differ by chance only.
    years : int
        Different years in the history.
    masses : ndarray
        P(k of the offers enrol), k = 0 … offers.
    notes : tuple of Remark
    """

    subject: str
    offers: int
    announced: int
    limit: int
    enrolled: int
    level: float
    breach_probability: float
    breach_probability_next: float
    expected: float
    lower: int
    upper: int
    interval_level: float
    underfill_probability: float
    fill_share: float
    share_underfill_probability: float
    rate_mean: float
    rate_standard_deviation: float
    dispersion: float
    years: int
    masses: np.ndarray
    notes: tuple[Remark, ...]

    def __repr__(self) -> str:
        name = f"{self.subject}: " if self.subject else ""
        return (
            f"OfferPlan({name}{self.offers} offers, {self.expected:.0f} expected ({self.lower} to {self.upper}), "
            f"breach {self.breach_probability:.3f}, under-fill {self.underfill_probability:.2f})"
        )


def _rounds(history: Iterable[Any], round_: int | None) -> tuple[list[tuple[int, float, float]], bool]:
    """Past rounds as (year, offered, enrolled), and whether those of another round stand in."""
    rows = [
        (one.year, one.round, one.offered, one.enrolled)
        if isinstance(one, Offered)
        else (one[0], None, one[1], one[2])
        for one in history
    ]
    own = [row for row in rows if round_ is None or row[1] is None or row[1] == round_]
    used = own or rows
    return [(int(year), float(offered), float(enrolled)) for year, _, offered, enrolled in used], bool(
        rows and not own
    )


def offers(
    announced: int,
    history: Iterable[Offered | tuple[int, float, float]],
    *,
    enrolled: int = 0,
    limit: int | None = None,
    level: float = 0.05,
    fill_share: float = 0.9,
    interval_level: float = 0.8,
    round: int | None = None,
    number: int | None = None,
    dispersion_prior: float = DISPERSION_PRIOR,
    rules: AdmissionRules | None = None,
    readings: Readings | None = None,
    frozen: bool = False,
    subject: str = "",
) -> OfferPlan:
    """The largest number of offers whose probability of a breach of Art. 4(3) is at most a stated level.

    After a round call it again with those ``enrolled`` and the history of the next round.

    Parameters
    ----------
    announced : int
        Persons.
    history : iterable of Offered, or of (year, offered, enrolled)
        Past rounds that are comparable; none is allowed, the interval is then very wide and a note says so.
    enrolled : int
        Enrolled in earlier rounds of this year.
    limit : int, optional
        Largest actual intake that is no breach. Default: :func:`largest_actual_intake` of ``announced``.
    level : float
        Largest probability of a breach accepted.
    fill_share : float
        The second under-fill probability: below this share of ``announced``.
    interval_level : float
        Of the central interval of the intake.
    round : int, optional
        Which round; rows of ``Offered`` of other rounds are then left out, unless there are no others.
    number : int, optional
        What this number of offers would mean, in place of the largest inside the level.
    dispersion_prior : float
        b of the prior Beta(1, b) of how years differ; larger: years are thought more alike.
    rules, readings : optional
        For the default of ``limit``.
    frozen : bool
        The number is frozen; under reading A17 ``number_and_intake`` the limit is then the announced number itself.
    subject : str
        Shown with the plan and its notes.

    Returns
    -------
    OfferPlan

    Raises
    ------
    dubao.errors.InputError
        E-CAP-050, E-CAP-060 … E-CAP-063; all problems at once.

    Examples
    --------
    >>> plan = offers(462, [(2024, 600, 420), (2025, 500, 330), (2026, 650, 470)])
    >>> plan.offers, plan.limit, round(plan.expected)
    (613, 491, 423)
    >>> plan.breach_probability <= 0.05 < plan.breach_probability_next
    True
    >>> print(offers(462, [(2026, 650, 470)]).notes[0].en)
    one year of history: how years differ is the prior's
    >>> after = offers(462, [(2025, 90, 60), (2026, 80, 52)], enrolled=430)
    >>> after.offers < plan.offers
    True
    """
    past, stand_in = _rounds(history, round)
    if limit is not None:
        most = int(limit)
    elif frozen and readings is not None and readings.A17 == "number_and_intake":
        most = int(announced)
    else:
        most = largest_actual_intake(announced, rules=rules, readings=readings)
    with in_both_languages():
        found, masses = _core.labour.admission_offers(
            past,
            float(dispersion_prior),
            (int(announced), most, int(enrolled)),
            float(level),
            float(fill_share),
            float(interval_level),
            -1 if number is None else int(number),
        )
    codes = []
    if not past:
        codes.append("no_history")
    elif found["years"] == 1:
        codes.append("one_year")
    if stand_in:
        codes.append("other_rounds")
    codes += [code for code in ("already_above", "capped") if found.pop(code)]
    return OfferPlan(
        subject=subject,
        announced=int(announced),
        limit=most,
        enrolled=int(enrolled),
        level=level,
        interval_level=interval_level,
        fill_share=fill_share,
        masses=read_only(masses),
        notes=tuple(_note(code, subject) for code in codes),
        **found,
    )
