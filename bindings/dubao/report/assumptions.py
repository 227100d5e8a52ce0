"""The effect of each assumption on a headline figure: the calculation run again on common draws, one assumption at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dubao.report.registers import Assumption
from dubao.report.text import Text


@dataclass(frozen=True)
class Effect:
    """Headline with one assumption at its low and at its high, all others at their middle value."""

    id: str
    name: Text
    at_low: float
    at_high: float

    @property
    def size(self) -> float:
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Tornado:
    """Effects on one headline, the largest first."""

    key: str
    title: Text
    base: float
    effects: tuple[Effect, ...]
    formula: str


def tornado(
    key: str,
    title: Text,
    formula: str,
    compute: Callable[[Mapping[str, Assumption]], float],
    register: Mapping[str, Assumption],
    used: Mapping[str, str],
) -> Tornado:
    """Runs ``compute`` with every assumption fixed at its middle value, then with each at its low and high.

    Parameters
    ----------
    compute : callable
        Headline from assumptions by id; it must use common draws, so that only the assumption differs.
    used : mapping
        Use → assumption id: which assumptions to vary.

    Examples
    --------
    >>> a = Assumption("a", Text("a", "a"), 2.0, 1.0, 4.0, "ratio", "", "", "", "", Text("", ""))
    >>> t = tornado("x", Text("x", "x"), "a · 10", lambda r: 10 * r["a"].value, {"a": a}, {"use": "a"})
    >>> t.base, t.effects[0].at_low, t.effects[0].at_high
    (20.0, 10.0, 40.0)
    """
    fixed = {name: fix(a, a.value) for name, a in register.items()}
    base = compute(fixed)
    effects = []
    for assumption_id in dict.fromkeys(used.values()):
        a = register.get(assumption_id)
        if a is None or a.value is None or a.low is None or a.high is None or a.low == a.high:
            continue
        ends = [compute({**fixed, assumption_id: fix(a, end)}) for end in (a.low, a.high)]
        effects.append(Effect(assumption_id, a.name, *ends))
    effects.sort(key=lambda effect: (-effect.size, effect.id))
    return Tornado(key, title, base, tuple(effects), formula)


def fix(assumption: Assumption, value: float | None) -> Assumption:
    """The assumption taken as exact at a value."""
    return replace(assumption, value=value, low=value, high=value)
