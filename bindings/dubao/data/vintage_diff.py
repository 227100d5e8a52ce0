"""What changed between two vintages: the forecasts, and of what they were made, what may have changed them.

Causes are named as far as the manifests tell: *data* (an input's digest, an observation revised or added), *model* (version or
commit of the code, seed, settings of the forecast), *assumptions* (the register of assumptions, scenarios), *presentation*. Which
part of a change each cause made is known only after runs with one of them swapped at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from dubao.data.vintage import Vintage

CAUSES = ("data", "model", "assumptions", "presentation")
# Sections of a configuration → cause; unknown sections count as data.
_SECTIONS = {
    "forecast": "model", "models": "model", "groups": "model",
    "assumptions": "assumptions", "scenario": "assumptions", "scenarios": "assumptions", "supply": "assumptions",
    "report": "presentation", "letterhead": "presentation", "legal": "presentation", "ladder": "presentation",
}  # fmt: skip
_ASSUMPTION_MARKS = ("assumption", "scenario")
# Smaller differences, relative to the larger value, are rounding.
ROUNDING = 1e-12
_FORECAST_KEY = ("unique_id", "ds", "scenario", "model", "output_type", "output_type_id")


@dataclass(frozen=True)
class Change:
    """One thing that is not the same; None where it is absent."""

    cause: str
    what: str
    before: Any
    after: Any

    def to_dict(self) -> dict[str, Any]:
        return {"cause": self.cause, "what": self.what, "before": self.before, "after": self.after}


@dataclass
class Difference:
    """All differences of two vintages."""

    before: str
    after: str
    causes: list[Change] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)

    @property
    def same(self) -> bool:
        return not self.causes and not self.values

    def summary(self) -> list[dict[str, Any]]:
        """Change of the median by series and period."""
        return [v for v in self.values if v["output_type"] == "median"]

    def to_dict(self) -> dict[str, Any]:
        return {
            "before": self.before, "after": self.after, "same": self.same,
            "causes": [change.to_dict() for change in self.causes], "values": self.values,
        }  # fmt: skip


def diff_vintages(a: Vintage, b: Vintage) -> Difference:
    """Compares two vintages, `a` the earlier one.

    Returns
    -------
    Difference
        ``values`` has a row for each forecast that differs, with ``before``, ``after``, ``change`` and ``relative``.
    """
    out = Difference(a.id, b.id)
    out.causes += _manifest_changes(a, b)
    out.causes += _observation_changes(a, b)
    out.values = _value_changes(a, b)
    out.causes.sort(key=lambda change: (CAUSES.index(change.cause), change.what))
    return out


def _manifest_changes(a: Vintage, b: Vintage) -> list[Change]:
    one, two = a.manifest, b.manifest
    changes = []
    for name in ("code_version", "commit", "seed"):
        if getattr(one, name) != getattr(two, name):
            changes.append(Change("model", name, getattr(one, name), getattr(two, name)))
    if one.data_cutoff != two.data_cutoff:
        changes.append(Change("data", "data_cutoff", one.data_cutoff, two.data_cutoff))
    for kind, first, second in (
        ("inputs", one.inputs, two.inputs),
        ("classifications", one.classifications, two.classifications),
    ):
        for name in sorted({*first, *second}):
            if first.get(name) != second.get(name):
                cause = "assumptions" if any(mark in name for mark in _ASSUMPTION_MARKS) else "data"
                changes.append(Change(cause, f"{kind}: {name}", first.get(name), second.get(name)))
    if one.configuration_digest != two.configuration_digest:
        changes += _configuration_changes(a.configuration, b.configuration)
    return changes


def _configuration_changes(before: str, after: str) -> list[Change]:
    first, second = _flat_toml(before), _flat_toml(after)
    changes = []
    for key in sorted({*first, *second}):
        if first.get(key) != second.get(key):
            section = key.partition(".")[0].partition("[")[0]
            changes.append(
                Change(_SECTIONS.get(section, "data"), f"config: {key}", first.get(key), second.get(key))
            )
    return changes


def _flat_toml(text: str) -> dict[str, Any]:
    """Key path → value; the lines themselves where the configuration is no TOML or Python has no reader of it."""
    try:
        # Part of Python from 3.11 on.
        reader = import_module("tomllib")
        values = reader.loads(text)
    except (ImportError, ValueError):
        return {
            f"line {number}": line for number, line in enumerate(text.splitlines(), start=1) if line.strip()
        }
    return _flat(values, "")


def _flat(value: Any, path: str) -> dict[str, Any]:
    if isinstance(value, Mapping):
        out: dict[str, Any] = {}
        for key, inner in value.items():
            out |= _flat(inner, f"{path}.{key}" if path else str(key))
        return out
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        out = {}
        for index, inner in enumerate(value):
            # A table with a key of its own is named by it, so that an inserted one does not shift the rest.
            name = inner.get("key", index) if isinstance(inner, Mapping) else index
            out |= _flat(inner, f"{path}[{name}]")
        return out
    return {path: value if isinstance(value, (str, int, float, bool)) else str(value)}


def _observation_changes(a: Vintage, b: Vintage) -> list[Change]:
    first = {(r["unique_id"], r["ds"]): r["value"] for r in a.rows("observations")}
    second = {(r["unique_id"], r["ds"]): r["value"] for r in b.rows("observations")}
    shared = {key[0] for key in first} & {key[0] for key in second}
    changes = []
    for key in sorted({*first, *second}):
        # A series that only one of them has is a change of scope, told by the configuration.
        if key[0] in shared and _differ(first.get(key), second.get(key)):
            word = "revised" if key in first and key in second else "added" if key in second else "removed"
            changes.append(
                Change("data", f"observation {word}: {key[0]} {key[1]}", first.get(key), second.get(key))
            )
    return changes


def _value_changes(a: Vintage, b: Vintage) -> list[dict[str, Any]]:
    first = {tuple(r[k] for k in _FORECAST_KEY): r for r in a.rows("forecasts")}
    second = {tuple(r[k] for k in _FORECAST_KEY): r for r in b.rows("forecasts")}
    out = []
    for key in sorted({*first, *second}, key=lambda k: tuple((part is not None, part) for part in k)):
        before = first[key]["value"] if key in first else None
        after = second[key]["value"] if key in second else None
        if not _differ(before, after):
            continue
        change = after - before if before is not None and after is not None else None
        relative = change / abs(before) if change is not None and before else None
        out.append(
            {
                **dict(zip(_FORECAST_KEY, key, strict=True)),
                "before": before,
                "after": after,
                "change": change,
                "relative": relative,
            }
        )
    return out


def _differ(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is not after
    if before != before or after != after:
        return (before != before) != (after != after)
    return abs(after - before) > ROUNDING * max(abs(before), abs(after))
