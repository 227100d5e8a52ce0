"""What can be said of two figures: the finding, the arithmetic, and nothing about who is right."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dubao.claims.register import Claim, Pair, Register
from dubao.claims.words import Words
from dubao.numbers import format_number, format_percent

_STOCKS = ("level", "need", "target")


@dataclass(frozen=True)
class Finding:
    """One pair.

    Attributes
    ----------
    key : str
        Of the pair.
    claim : Claim
    other : Claim or None
        None where the other side is an official series.
    series : str
        Official series and period, empty for a pair of claims.
    finding : str
        Key of :data:`dubao.claims.FINDINGS`.
    ratio : float or None
        First figure divided by the second, both as they stand (lower ends of ranges).
    arithmetic : Words
        The calculation in both languages.
    note : Words
        What each side counts.
    trap : int or None
        Number of the remark in the notes to the data.
    """

    key: str
    claim: Claim
    other: Claim | None
    series: str
    finding: str
    ratio: float | None
    arithmetic: Words
    note: Words
    trap: int | None


def compare(register: Register) -> tuple[Finding, ...]:
    """Holds every pair of the register against each other.

    A pair of one scope is consistent when the ranges their wording allows overlap; a stated growth is consistent with two figures
    when rounding can explain the difference; a part is consistent with its whole when it is not above it.

    Examples
    --------
    >>> found = {f.key: f for f in compare(Register.read("vietnam-claims"))}
    >>> found["cyber_need_industry"].finding, round(found["cyber_need_industry"].ratio)
    ('other_scope', 165)
    >>> found["need_and_shortage"].finding
    'stock_against_flow'
    """
    return tuple(_compare(register, pair) for pair in register.pairs)


def _compare(register: Register, pair: Pair) -> Finding:
    claim = register.claims[pair.claim]
    other = register.claims[pair.other] if pair.other_kind == "claim" else None
    official = None if other is not None else register.series[pair.other, pair.period]
    second = other.value if other is not None else official
    note = Words(pair.note_vi, pair.note_en)
    series = "" if other is not None else f"{pair.other}, {pair.period}"

    def finding(kind: str, ratio: float | None, arithmetic: Words) -> Finding:
        return Finding(pair.key, claim, other, series, kind, ratio, arithmetic, note, pair.trap)

    if claim.value is None or second is None or second == 0.0:
        return finding("not_enough_information", None, Words("", ""))
    ratio = claim.value / second
    if pair.relation == "growth_percent":
        assert pair.stated is not None  # checked on reading
        growth = 100.0 * (ratio - 1.0)
        fits = abs(growth - pair.stated) <= _half_digit(pair.stated)
        return finding(
            "consistent" if fits else "figures_differ",
            ratio,
            _growth(claim.value, second, growth, pair.stated),
        )
    quantity = other.quantity if other is not None else pair.quantity
    arithmetic = _division(claim, second, other, ratio)
    if pair.relation == "part_of":
        return finding("consistent" if ratio <= 1.0 else "figures_differ", ratio, arithmetic)
    if (claim.quantity in _STOCKS) != (quantity in _STOCKS):
        return finding("stock_against_flow", ratio, arithmetic)
    if pair.scopes != "same":
        return finding(
            "other_scope" if pair.scopes == "other" else "not_enough_information", ratio, arithmetic
        )
    low, high = claim.reach or (claim.value, claim.value)
    other_low, other_high = (other.reach if other is not None else None) or (second, second)
    kind = "consistent" if low <= other_high and other_low <= high else "figures_differ"
    return finding(kind, ratio, arithmetic)


def _half_digit(stated: float) -> float:
    """Half a unit of the last digit that was stated, with room for the rounding of the figures themselves."""
    exponent = Decimal(repr(stated)).normalize().as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    return 0.5 * 10.0**-digits + 1e-9


def _growth(first: float, second: float, growth: float, stated: float) -> Words:
    def words(lang: str, said: str) -> str:
        a, b = (format_number(v, lang) for v in (first, second))  # type: ignore[arg-type]
        g, s = (format_percent(v, lang, None if v == stated else 2) for v in (growth, stated))  # type: ignore[arg-type]
        return f"{a} ÷ {b} − 1 = {g}; {said} {s}"

    return Words(words("vi", "được nêu"), words("en", "stated"))


def _division(claim: Claim, second: float, other: Claim | None, ratio: float) -> Words:
    def figure(value: float, high: float | None, lang: str) -> str:
        text = format_number(value, lang)  # type: ignore[arg-type]
        return text if high is None else f"{text}–{format_number(high, lang)}"  # type: ignore[arg-type]

    def words(lang: str) -> str:
        a = figure(claim.value or 0.0, claim.high, lang)
        b = figure(second, other.high if other is not None else None, lang)
        points = ""
        if claim.unit == "percent":
            sign = format_number(round((claim.value or 0.0) - second, 10), lang, 2, sign=True)  # type: ignore[arg-type]
            points = f"; {sign} {'điểm phần trăm' if lang == 'vi' else 'percentage points'}"
        of_ends = claim.high is not None or (other is not None and other.high is not None)
        lower = (" (hai đầu dưới)" if lang == "vi" else " (lower ends)") if of_ends else ""
        return f"{a} ÷ {b} = {format_number(ratio, lang, 2)}{lower}{points}"  # type: ignore[arg-type]

    return Words(words("vi"), words("en"))
