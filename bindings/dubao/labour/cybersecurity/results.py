"""Results: draws of each quantity, its interval, and which input moves it most."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dubao.errors import Language
from dubao.frames import records_frame
from dubao.labour.cybersecurity.inputs import Input
from dubao.labour.cybersecurity.words import CONCEPTS, DISTRIBUTIONS, QUANTITIES, input_name
from dubao.labour.results import Result, shown

__all__ = ["Influence", "Need", "NeedQuantity", "SideBySide"]

# What stands beside what, in this order: of each concept the quantities printed, the one it is named after first.
_PRINTED = {
    "funded_vacancies": ("gap", "demand", "supply", "ratio"),
    "declared_need": ("need",),
    "norm_need": ("need",),
}


@dataclass(frozen=True)
class Influence(Result):
    """What one input does to a quantity.

    Attributes
    ----------
    input : str
        Name of the input, ``quantity.class``.
    share : float
        First-order share of the variance: what would go if this input were known.
    low, high : float
        The quantity with this input at the ends of its interval and the others at their means.
    """

    input: str
    share: float
    low: float
    high: float


@dataclass(frozen=True, repr=False)
class NeedQuantity(Result):
    """One quantity on draws.

    Attributes
    ----------
    name : str
        ``"gap"``, ``"need"``, ``"need.central"``, …
    stated : float
        By the values as stated, without their errors.
    draws : ndarray
        One value a path; path d of every quantity of a calculation is one and the same case.
    influences : tuple of Influence
        Inputs that vary, the largest share first.
    rest : float
        Share of the variance that only inputs together explain.
    """

    name: str
    stated: float
    draws: np.ndarray
    influences: tuple[Influence, ...]
    rest: float

    def __repr__(self) -> str:
        return f"NeedQuantity({self.name} {shown(self.draws)})"

    @property
    def median(self) -> float:
        return float(np.median(self.draws))

    def interval(self, level: float = 0.8) -> tuple[float, float]:
        """Central interval of the draws.

        >>> NeedQuantity("need", 1.0, np.arange(5.0), (), 0.0).interval(0.5)
        (1.0, 3.0)
        """
        low, high = np.quantile(self.draws, [0.5 * (1 - level), 0.5 * (1 + level)])
        return float(low), float(high)


@dataclass(frozen=True, repr=False)
class Need(Result):
    """One concept with its quantities.

    Attributes
    ----------
    concept : str
        A key of :data:`dubao.labour.cybersecurity.CONCEPTS`.
    quantities : dict of NeedQuantity
        By name, those of the classes of organisations among them.
    inputs : dict of Input
        By name, as given.
    scope : (str, str)
        Who is counted, in Vietnamese and English, as the user says it.
    period : str
        The year it is about.
    """

    concept: str
    quantities: dict[str, NeedQuantity]
    inputs: dict[str, Input]
    scope: tuple[str, str] = ("", "")
    period: str = ""
    given: dict[str, Any] = field(default_factory=dict, repr=False)
    draws_asked: int = 4000
    seed: int = 1
    level: float = 0.8

    def __repr__(self) -> str:
        headline = CONCEPTS[self.concept].headline
        return f"Need({CONCEPTS[self.concept].name_en}: {headline} {shown(self.headline.draws)})"

    @property
    def headline(self) -> NeedQuantity:
        """The quantity the concept is named after."""
        return self.quantities[CONCEPTS[self.concept].headline]

    @property
    def stated(self) -> float:
        return self.headline.stated

    @property
    def median(self) -> float:
        return self.headline.median

    @property
    def draws(self) -> np.ndarray:
        return self.headline.draws

    @property
    def influences(self) -> tuple[Influence, ...]:
        return self.headline.influences

    def interval(self, level: float = 0.8) -> tuple[float, float]:
        return self.headline.interval(level)

    def assumptions(self, lang: Language = "vi") -> list[dict[str, Any]]:
        """One row an input: what it is, its value or range, the distribution drawn from, its source."""
        vi = lang == "vi"
        rows = []
        for name, given in self.inputs.items():
            rows.append(
                {
                    "đầu vào" if vi else "input": input_name(name, lang),
                    "giá trị" if vi else "value": given.stated,
                    "thấp" if vi else "low": given.low,
                    "cao" if vi else "high": given.high,
                    "cách xử lý" if vi else "treated as": DISTRIBUTIONS[given.kind][0 if vi else 1],
                    "nguồn" if vi else "source": given.source,
                }
            )
        return rows


@dataclass(frozen=True, repr=False)
class SideBySide(Result):
    """Concepts on common draws. They are never added: they count different things.

    Attributes
    ----------
    needs : tuple of Need
    """

    needs: tuple[Need, ...]

    def __repr__(self) -> str:
        return "SideBySide(" + "; ".join(repr(one)[5:-1] for one in self.needs) + ")"

    def __getitem__(self, concept: str) -> Need:
        return next(one for one in self.needs if one.concept == concept)

    def rows(self, lang: Language = "vi", *, level: float = 0.8) -> list[dict[str, Any]]:
        """The table: concept, quantity, what it counts, scope, unit, median and interval.

        >>> from dubao.labour import cybersecurity as cyber
        >>> found = cyber.side_by_side(cyber.norm_need({"a": {"organisations": 10, "posts": 2}}, scope="agencies", period="2024"))
        >>> found.rows("en")[0]["median"], found.rows("en")[0]["posts already filled"]
        (20.0, 'counted')
        """
        vi = lang == "vi"
        at = 0 if vi else 1
        names = (
            ("khái niệm", "đại lượng", "đếm gì", "vị trí đã có người", "phạm vi", "kỳ", "đơn vị", "trung vị", "thấp", "cao")
            if vi
            else ("concept", "quantity", "counts", "posts already filled", "scope", "period", "unit", "median", "low", "high")
        )  # fmt: skip
        out = []
        for need in self.needs:
            words = CONCEPTS[need.concept]
            for name in _PRINTED[need.concept]:
                quantity = need.quantities[name]
                filled = words.counts_filled or name in ("demand", "supply", "ratio")
                unit = ("tỷ số", "ratio") if name == "ratio" else ("người", "persons")
                low, high = quantity.interval(level)
                out.append(
                    dict(
                        zip(
                            names,
                            (
                                words.name(lang),
                                QUANTITIES[name][at],
                                words.counts(lang),
                                (("có tính", "counted") if filled else ("không tính", "not counted"))[at],
                                need.scope[at],
                                need.period,
                                unit[at],
                                quantity.median,
                                low,
                                high,
                            ),
                            strict=True,
                        )
                    )  # fmt: skip
                )
        return out

    def influence_rows(self, lang: Language = "vi", *, largest: int = 3) -> list[dict[str, Any]]:
        """The inputs that move each concept most."""
        vi = lang == "vi"
        names = (
            ("khái niệm", "đầu vào", "phần phương sai", "khi thấp", "khi cao")
            if vi
            else ("concept", "input", "share of variance", "when low", "when high")
        )
        return [
            dict(
                zip(
                    names,
                    (
                        CONCEPTS[need.concept].name(lang),
                        input_name(one.input, lang),
                        one.share,
                        one.low,
                        one.high,
                    ),
                    strict=True,
                )
            )
            for need in self.needs
            for one in need.influences[:largest]
        ]

    def frame(self, kind: str = "pandas", *, lang: Language = "vi", level: float = 0.8) -> Any:
        """The table as a frame of ``kind``."""
        return records_frame(self.rows(lang, level=level), kind)
