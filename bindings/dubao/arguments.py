"""Arguments of the forecaster, checked once and refused in both languages.

>>> percent_levels([95, 80]), whole_number("h", 3)
([80, 95], 3)
>>> interval_columns("Naive", [80], [0.5])
(['Naive-lo-80', 'Naive-hi-80', 'Naive-q-0.5'], [0.1, 0.9, 0.5])
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from dubao import _core
from dubao.errors import InputError, Problem


def core_model(model: Any) -> _core.Model:
    """The compiled model behind a model of ``dubao.models``."""
    if isinstance(model, _core.Model):
        return model
    inner = getattr(model, "core", None)
    if callable(inner):
        inner = inner()
    if isinstance(inner, _core.Model):
        return inner
    name = model if isinstance(model, str) else type(model).__name__
    raise InputError(
        Problem(
            "E-FRC-001",
            argument="models",
            vi=f"“{name}” không phải là một mô hình của dubao",
            en=f'"{name}" is not a model of dubao',
            remedy_vi="lấy mô hình từ dubao.models, ví dụ AutoETS()",
            remedy_en="take models from dubao.models, for instance AutoETS()",
        )
    )


def percent_levels(level: Iterable[float] | float | None) -> list[float]:
    """Levels in percent, ascending; E-FRC-002 outside (0, 100)."""
    levels = [] if level is None else [level] if isinstance(level, (int, float)) else list(level)
    bad = [v for v in levels if not 0 < float(v) < 100]
    if bad:
        raise InputError(
            Problem(
                "E-FRC-002",
                argument="level",
                vi=f"mức tin cậy {bad[0]} nằm ngoài khoảng (0, 100)",
                en=f"the level {bad[0]} is outside (0, 100)",
                remedy_vi="ghi phần trăm, ví dụ level=[80, 95]",
                remedy_en="write percent, for instance level=[80, 95]",
            )
        )
    return sorted(levels)


def probabilities(quantiles: Iterable[float] | None) -> list[float]:
    """Probabilities in the order given; E-FRC-003 outside (0, 1)."""
    values = [] if quantiles is None else [float(q) for q in quantiles]
    bad = [q for q in values if not 0 < q < 1]
    if bad:
        raise InputError(
            Problem(
                "E-FRC-003",
                argument="quantiles",
                vi=f"phân vị {bad[0]} nằm ngoài khoảng (0, 1)",
                en=f"the quantile {bad[0]} is outside (0, 1)",
                remedy_vi="ghi xác suất, ví dụ quantiles=[0.1, 0.5, 0.9]",
                remedy_en="write probabilities, for instance quantiles=[0.1, 0.5, 0.9]",
            )
        )
    return values


def whole_number(name: str, value: Any, least: int = 1) -> int:
    """The value when it is a whole number of at least ``least``; E-FRC-004 otherwise."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < least:
        raise InputError(
            Problem(
                "E-FRC-004",
                argument=name,
                vi=f"{value!r} không phải là số nguyên ≥ {least}",
                en=f"{value!r} is not a whole number ≥ {least}",
                remedy_vi=f"ghi một số nguyên từ {least} trở lên",
                remedy_en=f"give a whole number of at least {least}",
            )
        )
    return int(value)


def interval_columns(
    alias: str, levels: list[float], probabilities: list[float]
) -> tuple[list[str], list[float]]:
    """Column names of intervals and quantiles, and the probability of each."""
    names, asked = [], []
    for level in reversed(levels):
        names.append(f"{alias}-lo-{level:g}")
        asked.append((100 - level) / 200)
    for level in levels:
        names.append(f"{alias}-hi-{level:g}")
        asked.append((100 + level) / 200)
    for p in probabilities:
        names.append(f"{alias}-q-{p:g}")
        asked.append(p)
    return names, asked
