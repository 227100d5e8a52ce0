"""Inputs of the calculation: a value, a range with a named distribution, an estimate with its error, or a survey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dubao.errors import InputError, Problem
from dubao.labour.rates import Rate
from dubao.labour.results import Result

__all__ = ["Input", "InputLike", "as_input"]


@dataclass(frozen=True)
class Input(Result):
    """One number with what is known of its error. Make it by :meth:`exact`, :meth:`between`, …

    Attributes
    ----------
    kind : str
        A key of :data:`dubao.labour.cybersecurity.DISTRIBUTIONS`.
    value, low, high, standard_error : float or None
        As the kind needs them.
    hits, sample, deviation, population, design_effect : float or None
        Of a survey.
    source : str
        Where the number comes from.

    Examples
    --------
    >>> Input.between(8, 10).kind, Input.surveyed_share(30, 100).stated
    ('uniform', 0.3)
    """

    kind: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    standard_error: float | None = None
    hits: float | None = None
    sample: float | None = None
    deviation: float | None = None
    population: float | None = None
    design_effect: float | None = None
    source: str = ""

    @classmethod
    def exact(cls, value: float, *, source: str = "") -> Input:
        """A number taken as it stands."""
        return cls("exact", float(value), source=source)

    @classmethod
    def between(cls, low: float, high: float, *, source: str = "") -> Input:
        """Uniform from low to high."""
        return cls("uniform", low=float(low), high=float(high), source=source)

    @classmethod
    def likely(
        cls, value: float, low: float, high: float, distribution: str = "pert", *, source: str = ""
    ) -> Input:
        """A most likely value with bounds: ``"pert"`` or ``"triangular"``."""
        return cls(distribution, float(value), float(low), float(high), source=source)

    @classmethod
    def estimate(cls, value: float, standard_error: float, *, source: str = "") -> Input:
        """An estimate with its standard error: log-normal, of a share beta."""
        return cls("estimate", float(value), standard_error=float(standard_error), source=source)

    @classmethod
    def surveyed_share(
        cls,
        hits: float,
        sample: float,
        population: float | None = None,
        *,
        design_effect: float = 1.0,
        source: str = "",
    ) -> Input:
        """``hits`` of ``sample`` organisations said yes, out of a list of ``population`` (the class itself where not given)."""
        return cls(
            "survey_share",
            hits=float(hits),
            sample=float(sample),
            population=None if population is None else float(population),
            design_effect=float(design_effect),
            source=source,
        )

    @classmethod
    def surveyed_mean(
        cls,
        mean: float,
        standard_deviation: float,
        sample: float,
        population: float | None = None,
        *,
        source: str = "",
    ) -> Input:
        """Mean and standard deviation of ``sample`` answers (at least four)."""
        return cls(
            "survey_mean",
            float(mean),
            deviation=float(standard_deviation),
            sample=float(sample),
            population=None if population is None else float(population),
            source=source,
        )

    @property
    def stated(self) -> float:
        """The value without its error; the middle of a uniform range."""
        if self.kind == "survey_share":
            return float(self.hits or 0.0) / self.sample if self.sample else float("nan")
        if self.kind == "uniform":
            return 0.5 * (float(self.low or 0.0) + float(self.high or 0.0))
        return float(self.value or 0.0)

    def core(self) -> dict[str, Any]:
        """The form the compiled core takes: kind and the numbers that are given."""
        numbers = (
            "value", "low", "high", "standard_error", "hits", "sample", "deviation", "population", "design_effect",
        )  # fmt: skip
        given = {name: getattr(self, name) for name in numbers}
        return {"kind": self.kind, **{name: value for name, value in given.items() if value is not None}}


InputLike = float | Sequence[float] | Rate | Input


def as_input(given: Any, argument: str = "input") -> Input:
    """Reads a number (exact), ``(low, high)`` (uniform), ``(value, low, high)`` (PERT), a Rate or an Input.

    Raises
    ------
    dubao.errors.InputError
        E-CYB-001 for anything else.

    Examples
    --------
    >>> as_input((8, 10)).kind, as_input((2, 1, 4)).kind, as_input(60).kind
    ('uniform', 'pert', 'exact')
    """
    if isinstance(given, Input):
        return given
    if isinstance(given, Rate):
        value, low, high, distribution = given.core()
        return Input.likely(value, low, high, distribution) if high > low else Input.exact(value)
    if isinstance(given, (list, tuple)) and len(given) in (2, 3) and all(map(_is_number, given)):
        return Input.between(*given) if len(given) == 2 else Input.likely(*given)
    if _is_number(given):
        return Input.exact(given)
    raise InputError(
        Problem(
            "E-CYB-001",
            argument=argument,
            vi=f"{given!r} không phải là một đầu vào",
            en=f"{given!r} is not an input",
            remedy_vi="ghi một số, (thấp, cao), (giá trị, thấp, cao) hoặc một Input",
            remedy_en="give a number, (low, high), (value, low, high) or an Input",
        )
    )


def _is_number(given: Any) -> bool:
    if isinstance(given, (str, bytes, bool)):
        return False
    try:
        float(given)
    except (TypeError, ValueError):
        return False
    return True
