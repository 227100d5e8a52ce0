"""Staffing reviewed: methods of share forecasts against past years, and expert factors against what came.

>>> from dubao.labour import ChangeFactor, given_shares
>>> plain = given_shares({"software": {"programmers": [[0.3]], "others": [[0.7]]}}, start="2025")
>>> panel = ChangeFactor("software", "programmers", 2.0, "panel", "new tools")
>>> scores = score_change_factors(plain, [panel], [[[40.0, 60.0]]], start="2025", industries=["software"],
...                               occupations=["programmers", "others"])
>>> round(scores.rows[0].error_without, 6), round(scores.rows[0].error_with, 6)
(0.1, 0.061538)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dubao import _core
from dubao.labour.results import Result
from dubao.labour.staffing import METHODS, ChangeFactor, StaffingShares, missing_as_none


@dataclass(frozen=True)
class ShareScore(Result):
    """One method in the back-test.

    ``loss`` is the mean over origins and horizons; ``skill`` = 1 − loss / loss of constant shares (None when that is 0);
    ``wins`` the part of the comparisons in which it beats constant shares, ties ½.
    """

    method: str
    loss: float | None
    by_horizon: tuple[float | None, ...]
    comparisons: int
    skill: float | None
    wins: float | None


@dataclass(frozen=True)
class ShareChoice(Result):
    """What the back-test chose, why, and the whole table.

    ``loss`` is "dissimilarity" (the part of the jobs that is put in the wrong occupation, 0 to 1) or "crps".
    """

    method: str
    reason: str
    loss: str
    origins: tuple[str, ...]
    scores: tuple[ShareScore, ...]
    minimum_origins: int = 3

    def text(self, lang: str = "vi") -> str:
        """One sentence for the report: what was chosen, and why; ``lang`` "vi" or "en".

        >>> ShareChoice("constant", "", "dissimilarity", (), (), 3).text("en")
        'Staffing shares are held constant: 0 past origins can be compared, 3 are needed to choose.'
        """
        count = len(self.origins)
        if count < self.minimum_origins:
            return {
                "vi": f"Giữ nguyên tỷ trọng nghề: có {count} điểm gốc trong quá khứ so được, cần {self.minimum_origins} để chọn phương pháp.",
                "en": f"Staffing shares are held constant: {count} past origins can be compared, {self.minimum_origins} are needed to choose.",
            }[lang]
        if self.method == "constant":
            return {
                "vi": f"Giữ nguyên tỷ trọng nghề: trên {count} điểm gốc trong quá khứ không phương pháp nào sai ít hơn.",
                "en": f"Staffing shares are held constant: over {count} past origins no method was less wrong.",
            }[lang]
        return {
            "vi": f"Phương pháp {self.method} sai ít nhất trên {count} điểm gốc trong quá khứ.",
            "en": f"The method {self.method} was least wrong over {count} past origins.",
        }[lang]

    def to_rows(self) -> list[dict[str, Any]]:
        """One row a method, ready for a table."""
        return [
            {
                "method": score.method,
                "loss": score.loss,
                "skill": score.skill,
                "wins": score.wins,
                "comparisons": score.comparisons,
                "chosen": score.method == self.method,
            }
            for score in self.scores
        ]


def staffing_backtest(
    counts: Any,
    *,
    start: str,
    industries: Sequence[str],
    occupations: Sequence[str],
    horizon: int,
    methods: Sequence[str] = METHODS,
    loss: str = "dissimilarity",
    minimum_training: int = 5,
    minimum_origins: int = 3,
    draws: int = 200,
    seed: int = 1,
    damping: float = 0.9,
    minimum_years: int = 5,
    breaks: Sequence[str] = (),
    scale: str = "log_ratio",
    slope_variance: str = "common",
) -> ShareChoice:
    """Scores methods of share forecasts by rolling origin and chooses one.

    Every origin from ``minimum_training`` periods on is forecast with what was known then; the loss of an origin and horizon
    is ``½ Σ_i w_i Σ_o |ŝ − s|``, weights w by observed employment. Comparisons across a break are left out.

    Parameters
    ----------
    counts, start, industries, occupations, breaks
        As :func:`dubao.labour.staffing_shares`.
    horizon : int
        Periods ahead that are scored, from each origin as far as the history goes.
    methods : sequence of str
        Candidates; constant shares take part always.
    loss : {"dissimilarity", "crps"}
        Of the mean share, or of the draws.
    minimum_training, minimum_origins : int
        Periods before the first origin, and origins below which shares are held constant.
    draws, seed, damping, minimum_years, scale, slope_variance
        Of the methods.

    Returns
    -------
    ShareChoice

    Raises
    ------
    dubao.errors.InputError
        E-STA-001 … E-STA-005, E-STA-012 (a method named twice).

    Examples
    --------
    >>> still = [[[20.0, 80.0]]] * 10
    >>> choice = staffing_backtest(still, start="2015", industries=["i"], occupations=["a", "b"], horizon=1,
    ...                            methods=["trend"])
    >>> choice.method, choice.reason
    ('constant', 'no method has a smaller loss than constant shares over 5 past origins')
    """
    found = _core.labour.choose_share_method(
        np.asarray(counts, dtype=float),
        start,
        list(industries),
        list(occupations),
        list(breaks),
        list(methods),
        horizon,
        draws,
        seed,
        damping,
        minimum_years,
        scale,
        slope_variance,
        minimum_training,
        minimum_origins,
        loss,
    )
    scores = tuple(
        ShareScore(
            **{
                **missing_as_none(row),
                "by_horizon": tuple(None if value != value else value for value in row["by_horizon"]),
            }
        )
        for row in found["scores"]
    )
    return ShareChoice(
        found["method"], found["reason"], loss, tuple(found["origins"]), scores, minimum_origins
    )


@dataclass(frozen=True)
class FactorScore(Result):
    """One expert factor in one period that has come true.

    ``without`` and ``with_factor`` are mean shares, the other factors left out; ``gain`` = error without − error with, positive
    when the factor helped. The dissimilarities are of the whole industry.
    """

    industry: str
    occupation: str
    factor: float
    author: str
    reason: str
    date: str
    source: str
    period: str
    actual: float
    without: float
    with_factor: float
    error_without: float
    error_with: float
    gain: float
    dissimilarity_without: float
    dissimilarity_with: float


@dataclass(frozen=True)
class FactorScores(Result):
    """Scores of all factors: ``rows`` one a factor and period; ``helped`` the part of them with a positive gain."""

    rows: tuple[FactorScore, ...]
    helped: float | None
    mean_gain: float | None

    def to_rows(self) -> list[dict[str, Any]]:
        """One row a factor and period, ready for a table."""
        return [row.to_dict() for row in self.rows]


def score_change_factors(
    shares: StaffingShares,
    factors: Sequence[ChangeFactor],
    outturn: Any,
    *,
    start: str,
    industries: Sequence[str],
    occupations: Sequence[str],
) -> FactorScores:
    """Scores logged expert factors once the outcome is known: the error of the forecast with and without each.

    Parameters
    ----------
    shares : StaffingShares
        The forecast as it was before any factor.
    factors : sequence of ChangeFactor
    outturn : array_like, periods × industries × occupations
        What came, persons; NaN = not observed.
    start : str
        First period of ``outturn``.
    industries, occupations : sequence of str
        Keys of the rows and columns of ``outturn``; more than the forecast has are allowed.

    Returns
    -------
    FactorScores

    Raises
    ------
    dubao.errors.InputError
        As :func:`dubao.labour.with_change_factors`; E-STA-004 also for keys the outturn lacks.

    Examples
    --------
    >>> from dubao.labour import given_shares
    >>> plain = given_shares({"i": {"a": [[0.5]], "b": [[0.5]]}}, start="2025")
    >>> right = ChangeFactor("i", "a", 3.0, "panel", "seen coming")
    >>> score_change_factors(plain, [right], [[[75.0, 25.0]]], start="2025", industries=["i"], occupations=["a", "b"]).helped
    1.0
    """
    found = _core.labour.score_change_factors(
        shares.core(),
        shares.start,
        [factor.core() for factor in factors],
        np.asarray(outturn, dtype=float),
        start,
        list(industries),
        list(occupations),
    )
    rows = tuple(FactorScore(**row) for row in found)
    if not rows:
        return FactorScores((), None, None)
    gains = [row.gain for row in rows]
    return FactorScores(rows, sum(gain > 0.0 for gain in gains) / len(gains), sum(gains) / len(gains))
