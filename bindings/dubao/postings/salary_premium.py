"""What postings that name a skill pay more than comparable postings that do not: a description of advertisements, not an effect of learning.

Formula: ln(midpoint of the stated range) = controls + Σ β_s · [skill s is named] + error; the premium of s is 100·(e^β − 1) percent.

>>> from dubao.data import Catalogue
>>> from dubao.postings.coded import coded_postings
>>> rows = coded_postings(Catalogue().table("demo/postings_panel"), salary_unit=1e6, salary_currency="VND", salary_period="month")
>>> [s.skill for s in salary_premium(rows).skills if s.stands_out]
['japanese', 'jquery', 'large_language_models', 'spark']
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from dubao.errors import InputError, Language, Problem
from dubao.frames import records_frame
from dubao.labour.results import Result
from dubao.numbers import format_number, format_percent, format_range
from dubao.postings.coded import CodedPosting, as_coded
from dubao.postings.monthly_salary import LEFT_OUT, SalaryTerms
from dubao.postings.posting import Posting
from dubao.postings.wage_regression import CONTROLS, WageData, fit_wages, holm

__all__ = ["SalaryPremium", "SkillPremium", "salary_premium"]

# Below so many postings with a salary no premium is estimated at all.
_LEAST_ROWS = 100


@dataclass(frozen=True)
class SkillPremium(Result):
    """Premium of one skill, in percent.

    Attributes
    ----------
    skill : str
    percent, low, high : float
        Pay of postings that name it over comparable ones that do not, with the interval of the level asked for, of this skill alone.
    p_value, p_adjusted : float
        Of no difference; the second by Holm's method over all skills looked at.
    stands_out : bool
        ``p_adjusted`` below 1 − level: the chance that any of all skills without a difference stands out is at most that.
    percent_low_ends, percent_high_ends : float
        The same with the low and with the high ends of the ranges in place of midpoints.
    postings, employers : int
        With a salary that name it; employers among them.
    """

    skill: str
    percent: float
    low: float
    high: float
    p_value: float
    p_adjusted: float
    stands_out: bool
    percent_low_ends: float
    percent_high_ends: float
    postings: int
    employers: int


@dataclass(frozen=True)
class SalaryPremium(Result):
    """Premia of skills, by name.

    Attributes
    ----------
    skills : tuple of SkillPremium
    level : float
    postings, employers : int
        That the regression uses.
    left_out : dict
        Reason (:data:`dubao.postings.monthly_salary.LEFT_OUT`) → postings.
    too_few : tuple of str
        Skills that fewer than ``least_postings`` name (or do not name).
    not_identified : tuple of str
        Skills that cannot be told apart from controls or other skills.
    controls : tuple of str
    errors : str
        ``employer`` (cluster-robust) or ``HC3``.
    r2 : float
    terms : SalaryTerms
    """

    skills: tuple[SkillPremium, ...]
    level: float
    postings: int
    employers: int
    left_out: dict[str, int]
    too_few: tuple[str, ...]
    not_identified: tuple[str, ...]
    controls: tuple[str, ...]
    errors: str
    r2: float
    terms: SalaryTerms = field(default_factory=SalaryTerms)

    def frame(self, kind: str = "pandas") -> Any:
        """One row a skill, as a frame of a kind (pandas, polars, pyarrow or dict)."""
        return records_frame([vars(s) for s in self.skills], kind)

    def statements(self, lang: Language = "vi") -> tuple[str, ...]:
        """What was estimated from what, in sentences."""
        n, out = format_number(float(self.postings), lang, 0), sum(self.left_out.values())
        share = format_percent(100 * self.level, lang, 0)
        names = ", ".join(CONTROLS[c][lang == "en"] for c in self.controls)
        gone = "; ".join(
            f"{format_number(float(v), lang, 0)} {LEFT_OUT[k][lang == 'en']}"
            for k, v in self.left_out.items()
            if v
        )
        lines = [
            f"{n} tin có mức lương được dùng, {format_number(float(out), lang, 0)} tin bị bỏ ra"
            + (f": {gone}" if gone else "")
            + "."
            if lang == "vi"
            else f"{n} postings with a salary are used, {format_number(float(out), lang, 0)} left out"
            + (f": {gone}" if gone else "")
            + ".",
            f"Chênh lệch so với tin cùng {names}; điểm giữa khoảng lương; khoảng tin cậy {share} cho từng kỹ năng, kiểm định hiệu chỉnh Holm cho {len(self.skills)} kỹ năng."
            if lang == "vi"
            else f"Difference to postings with the same {names}; midpoint of the range; {share} intervals of each skill alone, tests adjusted by Holm for {len(self.skills)} skills.",
        ]
        lines += [
            (f"{s.skill}: {format_percent(s.percent, lang, 0, sign=True)} ({format_range(s.low, s.high, lang, 0, percent=True)}), "
             + (f"{s.postings} tin." if lang == "vi" else f"{s.postings} postings."))
            for s in self.skills
            if s.stands_out
        ]  # fmt: skip
        return tuple(x for x in (*lines, self.terms.statement(lang)) if x)


def salary_premium(
    records: Iterable[CodedPosting | Posting],
    *,
    skills: Collection[str] | None = None,
    controls: Collection[str] = ("role", "place", "source", "experience", "month"),
    terms: SalaryTerms | None = None,
    level: float = 0.9,
    errors: Literal["auto", "employer", "HC3"] = "auto",
    least_postings: int = 30,
) -> SalaryPremium:
    """Premia of skills by a regression of the logarithm of the stated salary.

    Parameters
    ----------
    records : iterable of CodedPosting or Posting
        After repeats are removed; plain postings are coded by the skills of the shipped list.
    skills : collection of str, optional
        Skills to look at; all that enough postings name when left out. Choose before looking at the result.
    controls : collection of str
        Of ``role`` (occupation where there is no role), ``place``, ``source``, ``experience`` (years, and whether stated), ``month``.
    terms : SalaryTerms, optional
        Currency, rates with their source, periods; đồng a month when left out.
    level : float
        Of the intervals, in (0, 1).
    errors : {"auto", "employer", "HC3"}
        Cluster-robust by employer, or robust to unequal variances; ``auto`` is the first where 30 employers or more are named.
    least_postings : int
        A skill must be named, and not named, by so many postings with a salary.

    Returns
    -------
    SalaryPremium

    Raises
    ------
    dubao.errors.InputError
        E-SPM-001 when too few postings state a salary or no skill is named by enough of them, E-SPM-003 for an option that is none.

    Notes
    -----
    ASSUMPTION: the midpoint of a range stands for it. A range with one end is left out, which the counts say. The same regression of the
    low and of the high ends is given beside. Employers that state salaries differ from those that do not; a premium is a difference
    between advertisements with the same controls, and neither what a person gains who learns the skill nor what is paid in the end.
    Mincer regression with indicators; Holm (1979); MacKinnon and White (1985) for HC3.
    Cost: postings × (columns)².
    """
    _check(controls, level, errors, least_postings)
    chosen = terms or SalaryTerms()
    data, left_out = WageData.read(as_coded(records), chosen)
    if data.rows < max(_LEAST_ROWS, 2 * least_postings):
        raise _too_little(data.rows, max(_LEAST_ROWS, 2 * least_postings))
    named = Counter(s for r in data.records for s in r.skills)
    asked = sorted(set(skills) if skills is not None else named)
    looked_at = [s for s in asked if least_postings <= named[s] <= data.rows - least_postings]
    if not looked_at:
        raise _too_little(max((named[s] for s in asked), default=0), least_postings, skill=True)
    indicators = {s: np.array([s in r.skills for r in data.records], dtype=float) for s in looked_at}
    middle, low, high = (
        fit_wages(data, indicators, tuple(controls), errors, end) for end in ("middle", "low", "high")
    )
    found = [s for s in looked_at if s not in middle.fit.dropped]
    adjusted = holm([middle.p_value(s) for s in found])
    rows = []
    for s, p in zip(found, adjusted, strict=True):
        percent, below, above = middle.percent(s, level)
        who = {r.posting.employer for r in data.records if s in r.skills and r.posting.employer}
        rows.append(
            SkillPremium(
                s, percent, below, above, middle.p_value(s), p, p <= 1.0 - level,
                low.percent(s, level)[0], high.percent(s, level)[0], named[s], len(who),
            )
        )  # fmt: skip
    return SalaryPremium(
        tuple(rows), float(level), data.rows, data.employers, left_out, tuple(s for s in asked if s not in looked_at),
        tuple(s for s in looked_at if s in middle.fit.dropped), tuple(controls), middle.errors, middle.fit.r2, chosen,
    )  # fmt: skip


def _check(controls: Collection[str], level: float, errors: str, least_postings: int) -> None:
    wrong: Mapping[str, bool] = {
        f"controls={', '.join(c for c in controls if c not in CONTROLS)}": any(
            c not in CONTROLS for c in controls
        ),
        f"level={level}": not 0.0 < level < 1.0 or math.isnan(level),
        f"errors={errors}": errors not in ("auto", "employer", "HC3"),
        f"least_postings={least_postings}": least_postings < 5,
    }
    listed = "; ".join(k for k, bad in wrong.items() if bad)
    if listed:
        raise InputError(
            Problem(
                "E-SPM-003", argument="controls, level, errors, least_postings", vi=f"tùy chọn không dùng được: {listed}",
                en=f"options that cannot be used: {listed}", remedy_vi=f"controls trong {', '.join(CONTROLS)}; level giữa 0 và 1; least_postings từ 5",
                remedy_en=f"controls of {', '.join(CONTROLS)}; a level between 0 and 1; least_postings of 5 or more",
            )
        )  # fmt: skip


def _too_little(have: int, need: int, *, skill: bool = False) -> InputError:
    vi = (
        f"không kỹ năng nào được nêu trong ít nhất {need} tin có lương (nhiều nhất {have})"
        if skill
        else f"chỉ {have} tin có mức lương dùng được, cần {need}"
    )
    en = (
        f"no skill is named by {need} postings with a salary (at most {have})"
        if skill
        else f"{have} postings have a salary that can be used, {need} are needed"
    )
    return InputError(
        Problem(
            "E-SPM-001", argument="records", vi=vi, en=en, remedy_vi="thêm tin, hoặc cho tiền tệ, kỳ trả lương, tỷ giá (SalaryTerms; dòng lệnh: --salary-currency, --salary-period)",
            remedy_en="give more postings, or currency, period and rates of salaries (SalaryTerms; command line: --salary-currency, --salary-period)",
        )
    )  # fmt: skip
