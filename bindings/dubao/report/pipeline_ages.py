"""A published age structure of occupations: profile by single year and exit rates by cause (for F9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dubao import labour
from dubao.report.pipeline_tables import cells, latest

if TYPE_CHECKING:
    from dubao.data import Table


def age_bounds(text: str, closed_at: int) -> tuple[int, int]:
    """First and last completed age of a group; an open group is closed by the configuration.

    >>> age_bounds("60-64", 74), age_bounds("65+", 74)
    ((60, 64), (65, 74))
    """
    if text.endswith("+"):
        return int(text[:-1]), closed_at
    first, _, last = text.partition("-")
    return int(first), int(last)


def age_groups(
    table: Table, codes: tuple[str, ...], sex: str, closed_at: int, period: str | None = None
) -> list[tuple[int, int, float]]:
    """Persons by age group, summed over the occupations named."""
    sums: dict[tuple[int, int], float] = {}
    for (occupation, age), value in cells(table, ("occupation", "age"), period, sex=sex).items():
        if occupation in codes:
            key = age_bounds(age, closed_at)
            sums[key] = sums.get(key, 0.0) + value
    return [(first, last, value) for (first, last), value in sorted(sums.items())]


def known_profile(table: Table, codes: tuple[str, ...], closed_at: int) -> labour.AgeProfile:
    """The age and sex structure of occupations in the latest year of the table."""
    men, women = (age_groups(table, codes, sex, closed_at) for sex in ("M", "F"))
    return labour.age_profile(men, women=women, name=f"{'+'.join(codes)} {latest(table)}")


def exit_rates(table: Table | None, codes: tuple[str, ...], weights: dict[str, float]) -> dict[str, Any]:
    """Rates of care, emigration and transfers as (base, low, high), averaged over occupations by employment."""
    if table is None:
        return {}
    found = cells(table, ("cause", "occupation", "bound"))
    out: dict[str, Any] = {}
    total = sum(weights.get(code, 0.0) for code in codes) or 1.0
    for cause in ("care", "emigration", "transfer_out", "transfer_in"):
        triple = [
            sum(found.get((cause, code, bound), 0.0) * weights.get(code, 0.0) for code in codes) / total
            for bound in ("base", "low", "high")
        ]
        if any(triple):
            out[cause] = tuple(triple)
    return out


def occupation_weights(table: Table) -> dict[str, float]:
    """Employment by occupation in the latest year of the age table."""
    out: dict[str, float] = {}
    for (occupation, _, _), value in cells(table, ("occupation", "sex", "age")).items():
        out[occupation] = out.get(occupation, 0.0) + value
    return out
