"""Unit keys of the data packages → units as the results store names them (which the writers put into words)."""

from __future__ import annotations

from dubao.report.results import Kind

# unit key → (unit of the store, kind, decimals, factor to that unit)
_UNITS: dict[str, tuple[str, Kind, int, float]] = {
    "persons": ("persons", "count", 0, 1.0),
    "thousand_persons": ("persons", "count", 0, 1000.0),
    "persons_per_year": ("persons a year", "count", 0, 1.0),
    "students": ("students", "count", 0, 1.0),
    "firms": ("enterprises", "count", 0, 1.0),
    "organisations": ("", "count", 0, 1.0),
    "institutions": ("", "count", 0, 1.0),
    "years": ("years", "count", 1, 1.0),
    "months": ("months", "count", 0, 1.0),
    "percent": ("percent", "percent", 1, 1.0),
    "share": ("percent", "percent", 1, 100.0),
    "probability": ("probability", "probability", 0, 1.0),
    "ratio": ("ratio", "ratio", 2, 1.0),
    "index": ("index", "index", 1, 1.0),
    "year": ("year", "year", 0, 1.0),
    "postings": ("postings", "count", 0, 1.0),
    "billion_vnd": ("billion VND", "money", 0, 1.0),
    "million_vnd_per_month": ("million VND a month", "money", 1, 1.0),
    "thousand_vnd_per_month": ("thousand VND a month", "money", 0, 1.0),
}


def store_unit(key: str) -> tuple[str, Kind, int, float]:
    """Unit, kind, decimals and factor for a unit key; a bare index for a key without words of its own.

    >>> store_unit("thousand_persons")
    ('persons', 'count', 0, 1000.0)
    """
    return _UNITS.get(key, ("", "index", 1, 1.0))


def has_words(key: str) -> bool:
    """Whether the unit can be printed beside the number."""
    return key in _UNITS
