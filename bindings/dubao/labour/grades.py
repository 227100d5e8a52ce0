"""Reliability: how good the inputs of a result are, as one of three grades defined once for the whole library.

>>> [grade.letter for grade in reliability_grades()]
['A', 'B', 'C']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dubao import _core
from dubao.labour.results import Result


@dataclass(frozen=True)
class Reliability(Result):
    """A grade and what it says.

    Attributes
    ----------
    letter : str
        A (best), B or C.
    en, vi : str
        What it says, in English and Vietnamese.
    """

    letter: str
    en: str
    vi: str

    def text(self, lang: str = "vi") -> str:
        """What the grade says in a language, ``"vi"`` or ``"en"``."""
        return self.en if lang == "en" else self.vi


def reliability_grades() -> tuple[Reliability, ...]:
    """The three grades, best first, as data: letter and words in both languages.

    Returns
    -------
    tuple of Reliability

    Examples
    --------
    >>> for grade in reliability_grades():
    ...     print(grade.letter, grade.en)
    A official data, method back-tested
    B official data, series too short to back-test
    C driven by assumptions
    """
    return tuple(Reliability(*one) for one in _core.labour.reliability_grades())


def _grade(letter: str) -> Reliability:
    return next(grade for grade in reliability_grades() if grade.letter == letter)


def reliability(evidence: str, *, backtest_origins: int = 0) -> Reliability:
    """Grade of a result from its weakest input.

    A needs official figures (or arithmetic on them) and a method scored at three past origins or more of these series; B is
    official without them; anything that rests on an assumption, a proxy or a claim is C.

    Parameters
    ----------
    evidence : {"official", "derived", "assumption", "claim"}
        Of the weakest input that matters.
    backtest_origins : int
        Past origins at which the method was scored.

    Returns
    -------
    Reliability

    Raises
    ------
    dubao.errors.InputError
        E-BAL-007 (evidence), E-BAL-009 (a negative number of origins).

    Examples
    --------
    >>> reliability("official", backtest_origins=5).letter, reliability("official").letter, reliability("claim").letter
    ('A', 'B', 'C')
    """
    return _grade(_core.labour.reliability(evidence, int(backtest_origins)))


def worst_reliability(grades: Iterable[Reliability | str]) -> Reliability:
    """Grade of a result made from several: the worst of theirs.

    Parameters
    ----------
    grades : iterable of Reliability or str
        Grades or their letters, at least one.

    Returns
    -------
    Reliability

    Raises
    ------
    dubao.errors.InputError
        E-BAL-009.

    Examples
    --------
    >>> worst_reliability(["A", reliability("assumption")]).letter
    'C'
    """
    letters: list[Any] = [grade.letter if isinstance(grade, Reliability) else str(grade) for grade in grades]
    return _grade(_core.labour.worst_reliability(letters))
